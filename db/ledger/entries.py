"""The entries of a round as they are kept: envelopes, bodies and signatures, by name or side by side by time."""

import heapq
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, select, tuple_, update

from db import tables
from db.ledger.gathered import Gathered, portions
from greendesk.ledger.entry import Entry, EntryId, read_again, read_entry
from greendesk.ledger.store import BEHIND_GAP, NO_FEED

_READ = 16 * 1024 * 1024  # bytes in memory while feeds are read side by side
_Read = tuple[Entry, bytes | None, bytes | None]


class Entries:
    """What is kept of every entry; nothing here is derived."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered

    # ------------------------------------------------------------ keeping

    def add(self, entry: Entry, signature: bytes | None, body: bytes | None) -> None:
        """Keep an envelope, its signature and body where known."""
        self._gathered.add_entry(
            {
                "id": entry.id,
                "round": self._gathered.round,
                "author": entry.author,
                "seq": entry.seq,
                "raw": entry.raw,
                "signature": signature,
                "body": body,
            }
        )

    def add_body(self, entry: EntryId, body: bytes) -> None:
        """Keep the body of an envelope that was held without it."""
        table = tables.entries
        self._gathered.ask(update(table).where(table.c.id == entry).values(body=body))

    def add_signature(self, entry: EntryId, signature: bytes) -> None:
        """Keep a signature of an envelope that was held without it."""
        table = tables.entries
        without = update(table).where(table.c.id == entry, table.c.signature.is_(None))
        self._gathered.ask(without.values(signature=signature))

    # ------------------------------------------------------------ by name

    def empty(self) -> bool:
        """Whether no entry is held; unlike the count it costs nothing in a large ledger."""
        table = tables.entries
        query = select(table.c.id).where(table.c.round == self._gathered.round).limit(1)
        return self._gathered.ask(query).first() is None

    def count(self) -> int:
        """How many entries are held."""
        table = tables.entries
        query = select(func.count()).select_from(table).where(table.c.round == self._gathered.round)
        return int(self._gathered.ask(query).scalar_one())

    def held(self, entries: Collection[str], /) -> dict[str, bool]:
        """Which of the entries are held, and whether with their bodies."""
        table = tables.entries
        query = select(table.c.id, table.c.body.is_not(None))
        return {entry: bool(whole) for entry, whole in self._gathered.ask_about(entries, table.c.id, query)}

    def read(self, entries: Sequence[str], /) -> Iterator[tuple[Entry, bytes | None]]:
        """The named entries that are held, with their bodies where held, in the order of their names."""
        table = tables.entries
        query = select(table.c.id, table.c.raw, table.c.body)
        for names in portions(entries):
            rows = self._gathered.ask_about(names, table.c.id, query)
            found = {entry: (raw, body) for entry, raw, body in rows}
            for name in names:
                if name in found:
                    yield read_entry(found[name][0]), found[name][1]

    def signatures(self, entries: Collection[str], /) -> dict[str, bytes]:
        """The signatures of those of the entries that are held with one."""
        table = tables.entries
        query = select(table.c.id, table.c.signature).where(table.c.signature.is_not(None))
        return {row[0]: row[1] for row in self._gathered.ask_about(entries, table.c.id, query)}

    def written_by(self, author: str, entries: Collection[str], /) -> tuple[str, ...]:
        """Those of the entries that are held and that the author wrote."""
        table = tables.entries
        query = select(table.c.id).where(table.c.author == author)
        return tuple(row[0] for row in self._gathered.ask_about(entries, table.c.id, query))

    def before(self, end: Entry) -> Iterator[Entry]:
        """The entries before one, the later first, as far as they are held."""
        table = tables.entries
        query = select(table.c.raw).where(
            table.c.round == self._gathered.round, table.c.author == end.author, table.c.seq < end.seq
        )
        last = end
        for raw in self._gathered.ask(query.order_by(table.c.seq.desc())).scalars():
            entry = read_entry(raw)
            if entry.id == last.prev and entry.seq + 1 == last.seq:
                last = entry
                yield entry

    # ------------------------------------------------------------ side by side

    def entries(self, after: Mapping[str, int], /) -> Iterator[_Read]:
        """Envelope, signature and body of the entries without gap past the given number of each author, by time."""
        table = tables.standings
        outside = select(table.c.entry).where(
            table.c.round == self._gathered.round,
            tuple_(table.c.state, table.c.reason).in_([BEHIND_GAP, NO_FEED]),
        )
        behind = frozenset(self._gathered.ask(outside).scalars())
        for read in self._side_by_side(after, read_again):
            if read[0].id not in behind:
                yield read

    def everything(self) -> Iterator[_Read]:
        """Every entry held, by time; of one author the earlier always comes first; asks no derived table."""
        table = tables.entries
        query = select(table.c.author).where(table.c.round == self._gathered.round).distinct()
        after = dict.fromkeys(self._gathered.ask(query).scalars(), 0)
        yield from self._side_by_side(after, _read_anew)

    def _side_by_side(
        self, after: Mapping[str, int], reading: Callable[[bytes, str], Entry]
    ) -> Iterator[_Read]:
        portion = max(32 * 1024, _READ // max(1, len(after)))
        feeds = [self._feed(author, seq, portion, reading) for author, seq in sorted(after.items())]
        return heapq.merge(*feeds, key=_time_of)

    def _feed(
        self, author: str, after: int, portion: int, reading: Callable[[bytes, str], Entry]
    ) -> Iterator[_Read]:
        """The entries of one author past a number, by number, about `portion` bytes at a time."""
        table = tables.entries
        base: Select[Any] = (
            select(table.c.raw, table.c.signature, table.c.body, table.c.seq, table.c.id)
            .where(table.c.round == self._gathered.round, table.c.author == author)
            .order_by(table.c.seq, table.c.id)
        )
        place, count = (after + 1, ""), 16
        while True:
            past = tuple_(table.c.seq, table.c.id) > place
            query = base.where(table.c.seq >= place[0], past).limit(count)
            rows = self._gathered.connection.execute(query).all()  # what is gathered meanwhile is no entry
            for raw, signature, body, _, entry in rows:
                yield reading(raw, entry), signature, body
            if len(rows) < count:
                return
            place = (rows[-1][3], rows[-1][4])
            size = sum(len(row[0]) + len(row[2] or b"") for row in rows) // count
            count = max(4, min(2000, portion // max(1, size)))


def _read_anew(raw: bytes, _: str) -> Entry:
    return read_entry(raw)


def _time_of(read: _Read) -> tuple[int, int]:
    return read[0].time
