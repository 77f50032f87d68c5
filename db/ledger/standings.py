"""Which entries of a round stand aside: those that wait, were refused, are unknown or lack their body."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import select

from db import tables
from db.ledger.entries import Entries
from db.ledger.gathered import Gathered
from greendesk.ledger.entry import Entry
from greendesk.ledger.store import BEHIND_GAP


class Standings:
    """The entries that do not count, with state and reason."""

    def __init__(self, gathered: Gathered, entries: Entries) -> None:
        self._gathered = gathered
        self._entries = entries

    def note(self, entry: str, state: str, reason: str) -> None:
        """Note whether an entry that was held before is applied, waiting or refused, and why."""
        if state == "applied":
            self._gathered.stand_no_more(entry)
        else:
            self._gathered.stand_aside(entry, state, reason)

    def standing(self, entries: Collection[str], /) -> dict[str, tuple[str, str]]:
        """State and reason of those of the entries that are held and do not count."""
        table = tables.standings
        query = select(table.c.entry, table.c.state, table.c.reason)
        rows = self._gathered.ask_about(entries, table.c.entry, query)
        return {entry: (state, reason) for entry, state, reason in rows}

    def standings(self) -> Iterator[tuple[Entry, bytes | None, str, str]]:
        """Every entry that does not count, with its body where held, its state and the reason."""
        yield from self._aside(())

    def withheld(self) -> tuple[str, ...]:
        """Entries that are held without their bodies."""
        table = tables.standings
        query = select(table.c.entry).where(
            table.c.round == self._gathered.round, table.c.state == "withheld"
        )
        return tuple(self._gathered.ask(query.order_by(table.c.entry)).scalars())

    def behind_gap(self) -> Iterator[tuple[Entry, bytes | None]]:
        """Entries that wait for a predecessor, with their bodies where held; their states may change meanwhile."""
        for entry, body, state, reason in self._aside(("waiting",)):
            if (state, reason) == BEHIND_GAP:
                yield entry, body

    def unapplied(self) -> Iterator[tuple[Entry, bytes]]:
        """Entries with their bodies that wait for something other than a predecessor, and unknown kinds."""
        for entry, body, _, reason in self._aside(("waiting", "unknown")):
            if body is not None and reason != BEHIND_GAP[1]:
                yield entry, body

    def _aside(self, states: Sequence[str]) -> Iterator[tuple[Entry, bytes | None, str, str]]:
        """Entries that do not count by author and number, all or those in some states; they may change meanwhile."""
        standing, entry = tables.standings, tables.entries
        query = select(standing.c.entry, standing.c.state, standing.c.reason)
        query = query.join(entry, entry.c.id == standing.c.entry)
        query = query.where(standing.c.round == self._gathered.round)
        if states:
            query = query.where(standing.c.state.in_(states))
        rows = self._gathered.ask(query.order_by(entry.c.author, entry.c.seq, entry.c.id))
        found = {name: (state, reason) for name, state, reason in rows}
        for envelope, body in self._entries.read(tuple(found)):
            yield (envelope, body, *found[envelope.id])
