"""Numbers as people type them: full-width digits and the Chinese full stop are read as what they mean."""

import re
import unicodedata
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from greendesk.domain.assessment import POINT_PLACES
from greendesk.domain.checklist import Item
from greendesk.domain.decimals import plain, read_decimal, round_half_up

_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_SPACES = re.compile(r"\s+")


class PointsProblem(Enum):
    """Why points as typed do not count."""

    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    TOO_FINE = "too_fine"


def number_text(text: str) -> str:
    """Return a number in its plain writing, any other text trimmed and otherwise as it was typed."""
    folded = _SPACES.sub("", unicodedata.normalize("NFKC", text).replace("。", "."))
    if _GROUPED.fullmatch(folded):
        folded = folded.replace(",", "")
    if folded.startswith("."):
        folded = f"0{folded}"
    return folded.removesuffix(".") if read_number(folded) is not None else text.strip()


def read_number(text: str) -> Decimal | None:
    """Return the number that a typed text means, or None."""
    folded = _SPACES.sub("", unicodedata.normalize("NFKC", text).replace("。", "."))
    if _GROUPED.fullmatch(folded):
        folded = folded.replace(",", "")
    if folded.startswith("."):
        folded = f"0{folded}"
    return read_decimal(folded.removesuffix("."))


def points_problem(item: Item, text: str) -> PointsProblem | None:
    """Return what is wrong with typed points; an empty text is not wrong, only open."""
    if not text.strip():
        return None
    points = read_number(text)
    if points is None:
        return PointsProblem.NOT_A_NUMBER
    if item.max_points is None or not 0 <= points <= item.max_points:
        return PointsProblem.OUT_OF_RANGE
    if points != round_half_up(Fraction(points), POINT_PLACES):
        return PointsProblem.TOO_FINE
    return None


def points_text(points: Decimal | None) -> str:
    """Return points with two decimals, a dash when unknown."""
    return "—" if points is None else f"{points:.2f}"


def value_text(value: Decimal | None) -> str:
    """Return a value in its plain writing, a dash when unknown."""
    return "—" if value is None else plain(value)
