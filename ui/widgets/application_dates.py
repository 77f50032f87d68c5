"""A date as people type it."""

import re
from datetime import date

from greendesk.domain.text import fold_text

_FORMS = (
    re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_SHORT = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def read_date(text: str) -> date | None:
    """The date that a text means (2026-04-17, 2026年4月17日, 20260417, 4-17 of this year), or nothing."""
    plain = fold_text(text).strip()
    for form in _FORMS:
        if found := form.fullmatch(plain):
            return _date(*(int(part) for part in found.groups()))
    if found := _SHORT.fullmatch(plain):
        return _date(date.today().year, int(found[1]), int(found[2]))  # noqa: DTZ011  # the desk's own calendar
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
