"""The unified social credit code (统一社会信用代码) of a unit, by GB 32100-2015."""

import unicodedata
from dataclasses import dataclass

from greendesk.errors import Refusal

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_WEIGHTS = tuple(pow(3, position, 31) for position in range(LENGTH - 1))


class CreditCodeLengthWrong(Refusal):
    """A credit code has 18 characters; `length` were given."""

    code = "GD-413"


class CreditCodeCharacterWrong(Refusal):
    """A character that no credit code holds (I, O, S, V, Z, a sign) stands at `position`, from 1."""

    code = "GD-414"


class CreditCodeCheckWrong(Refusal):
    """The last character does not fit the first seventeen: one of them is mistyped."""

    code = "GD-415"


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditCode:
    """A credit code whose form and check character are right."""

    text: str

    @property
    def authority(self) -> str:
        """The registering authority, for example 9 for market supervision."""
        return self.text[0]

    @property
    def region(self) -> str:
        """The administrative division of the registering authority, six digits by GB/T 2260."""
        return self.text[2:8]

    @property
    def organisation(self) -> str:
        """The organisation code, nine characters by GB 11714."""
        return self.text[8:17]

    def __str__(self) -> str:
        """Return the eighteen characters."""
        return self.text


def check_character(first_seventeen: str) -> str:
    """Return (31 - sum of value times 3^(i-1)) modulo 31 as a character; source: GB 32100-2015."""
    total = sum(
        ALPHABET.index(character) * weight
        for character, weight in zip(first_seventeen, _WEIGHTS, strict=True)
    )
    return ALPHABET[-total % 31]


def check_credit_code(text: str) -> CreditCode:
    """Return the code with width, case and blanks made plain, or refuse and say what is wrong."""
    code = "".join(unicodedata.normalize("NFKC", text).upper().split())
    if len(code) != LENGTH:
        raise CreditCodeLengthWrong(length=len(code), expected=LENGTH)
    for position, character in enumerate(code, start=1):
        if character not in ALPHABET:
            raise CreditCodeCharacterWrong(position=position, character=character)
    expected = check_character(code[:-1])
    if code[-1] != expected:
        raise CreditCodeCheckWrong(expected=expected, found=code[-1])
    return CreditCode(text=code)
