"""Exact decimal numbers: one way to read, to write and to round them."""

import re
from decimal import Decimal
from fractions import Fraction
from math import floor

_PLAIN = re.compile(r"[+-]?\d{1,24}(\.\d{1,24})?")


def read_decimal(text: str) -> Decimal | None:
    """Return the number that a plain decimal text means, or None; an exponent or NaN is no number."""
    return Decimal(text) if text.isascii() and _PLAIN.fullmatch(text) else None


def plain(number: Decimal) -> str:
    """Return the one text of a number: no exponent, no trailing zeros; equal numbers have equal texts."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def round_half_up(number: Fraction, places: int) -> Decimal:
    """Return an exact number rounded once to so many places, halves away from zero."""
    scaled = floor(abs(number) * 10**places + Fraction(1, 2))
    return Decimal(scaled if number >= 0 else -scaled).scaleb(-places)


def exact(number: Fraction) -> Decimal:
    """Return a fraction whose denominator divides a power of ten as the decimal number that it is."""
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    return round_half_up(number, places)


def exact_sum(numbers: tuple[Decimal, ...]) -> Decimal:
    """Return the sum without the rounding that a decimal context may do."""
    return exact(sum((Fraction(number) for number in numbers), Fraction(0)))
