"""What came of reading or editing a checklist: its text, the checklist, and everything that is wrong with it."""

from dataclasses import dataclass

from greendesk.domain.checklist import Checklist

Place = tuple[str | int, ...]  # the steps to a field, for example ("sections", 0, "items", 2, "max_points")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong: where, what (as a code), and what stands there or was found."""

    place: Place
    code: str
    given: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistReading:
    """A checklist read from a workbook; with any error there is no checklist. Errors: cell, code, given."""

    text: str
    checklist: Checklist | None
    errors: tuple[tuple[str, str, str], ...] = ()
