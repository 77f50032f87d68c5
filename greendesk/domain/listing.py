"""Imported lists (名单): bans, removals, lower lists, listed factories, standards; looked up by code or name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pydantic import Field

from greendesk.domain.data import Code, Values, Words
from greendesk.domain.text import fold_text


class ListSpec(Values):
    """A list that the policy's checks look into; `columns` are the further columns that checks read."""

    code: Code
    title: Words
    holds: Words = Field(description="what stands on the list, in words")
    columns: tuple[Code, ...] = Field(
        default=(), description="further columns that checks read, by code of the fact"
    )
    article: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One line of a list; an empty text or None is unknown."""

    name: str
    credit_code: str = ""
    region: str = ""
    category: str = ""
    industry: str = ""
    since: date | None = None
    until: date | None = None
    note: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReading:
    """What a list file holds; `errors` are cell, what is wrong (as a code), and what stands there."""

    rows: tuple[ListRow, ...]
    errors: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list as it was imported, and where it came from."""

    code: str
    title: str
    source: str
    as_of: date | None
    rows: tuple[ListRow, ...]

    def find(self, name: str, credit_code: str = "") -> tuple[ListRow, ...]:
        """Return the rows of a unit: by credit code where both have one, else by folded name."""
        wanted = fold_text(name).casefold()
        return tuple(row for row in self.rows if _same(row, wanted, credit_code))


def _same(row: ListRow, wanted: str, credit_code: str) -> bool:
    if row.credit_code and credit_code:
        return row.credit_code == credit_code
    return bool(wanted) and fold_text(row.name).casefold() == wanted
