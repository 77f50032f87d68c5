"""Rows that are gathered in a transaction and written in batches; every question writes first what was gathered."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    CursorResult,
    Executable,
    Row,
    Select,
    Table,
    delete,
    func,
    select,
)

from db import tables
from db.dialect import among, insert_rows, upsert
from greendesk.ledger.store import Tip

_BATCH = 4000  # rows that are gathered before they are written
_NAMES = 4000  # names in one question
_Name = TypeVar("_Name")
_Row = Row[*tuple[Any, ...]]


class Gathered:
    """What one transaction has to say about its round and has not written yet."""

    def __init__(self, connection: Connection, round_id: str) -> None:
        self.connection = connection
        self.round = round_id
        self._entries: list[dict[str, Any]] = []
        self._standings: dict[str, tuple[str, str]] = {}
        self._counting: list[str] = []  # entries that stood aside before and are applied now
        self._heads: dict[str, dict[str, Any]] = {}
        self._replaced: list[dict[str, Any]] = []
        self._named: list[dict[str, Any]] = []
        self._moved: dict[str, Mapping[str, Tip]] = {}  # the ends of the feeds that have others now

    # ------------------------------------------------------------ gathering

    def add_entry(self, row: dict[str, Any]) -> None:
        """An entry that is new."""
        self._entries.append(row)

    def stand_aside(self, entry: str, state: str, reason: str) -> None:
        """An entry does not count, and why."""
        self._standings[entry] = (state, reason)

    def stand_no_more(self, entry: str) -> None:
        """An entry that stood aside counts."""
        self._standings.pop(entry, None)
        self._counting.append(entry)

    def add_head(self, row: dict[str, Any]) -> None:
        """A head of a register, if nothing has replaced it."""
        self._heads[row["entry"]] = row

    def replace(self, entry: str, kind: str, key: str) -> None:
        """An entry is no head of a register, or will not be when it comes."""
        self._replaced.append({"entry": entry, "kind": kind, "key": key, "round": self.round})

    def name_file(self, sha256: str, entry: str) -> None:
        """An entry names a file."""
        self._named.append({"round": self.round, "sha256": sha256, "entry": entry})

    def move_ends(self, author: str, ends: Mapping[str, Tip]) -> None:
        """A feed has these ends now, or what they become before they are written."""
        self._moved[author] = ends

    def relieve(self) -> None:
        """Write what was gathered if it is much."""
        if max(len(self._entries), len(self._standings), len(self._heads)) >= _BATCH:
            self.flush()

    # ------------------------------------------------------------ asking

    def ask(self, question: Executable) -> CursorResult[*tuple[Any, ...]]:
        """The answer to a question, after what was gathered is written."""
        self.flush()
        return self.connection.execute(question)

    def ask_about(
        self, names: Collection[str], column: Column[str], question: Select[*tuple[Any, ...]]
    ) -> Iterator[_Row]:
        """The answers about those of many names that a column holds."""
        self.flush()
        return self._about(names, column, question)

    def _about(
        self, names: Collection[str], column: Column[str], question: Select[*tuple[Any, ...]]
    ) -> Iterator[_Row]:
        for some in portions(names):
            yield from self.connection.execute(question.where(among(self.connection, column, some)))

    # ------------------------------------------------------------ writing

    def add_missing(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write at once those of the rows that are not there."""
        if rows:
            statement: Any = upsert(self.connection, table).on_conflict_do_nothing()
            self.connection.execute(statement, rows)

    def flush(self) -> None:
        """Write what was gathered."""
        if self._entries:
            rows, self._entries = self._entries, []
            insert_rows(self.connection, tables.entries, rows)
        if self._counting or self._standings:
            self._write_standings()
        if self._heads or self._replaced:
            self._write_registers()
        if self._named:
            named, self._named = self._named, []
            self.add_missing(tables.attachments, named)
        if self._moved:
            self._write_ends()

    def _write_standings(self) -> None:
        counting, self._counting = self._counting, []
        standings, self._standings = self._standings, {}
        self._delete(tables.standings, tables.standings.c.entry, [*counting, *standings])
        rows = [
            {"entry": entry, "round": self.round, "state": state, "reason": reason}
            for entry, (state, reason) in standings.items()
        ]
        if rows:
            insert_rows(self.connection, tables.standings, rows)

    def _write_registers(self) -> None:
        heads, self._heads = self._heads, {}
        replaced, self._replaced = self._replaced, []
        register, gone = tables.registers, tables.replaced
        touched = {(row["kind"], row["key"]) for row in (*heads.values(), *replaced)}
        self.add_missing(gone, replaced)
        known = select(gone.c.entry, gone.c.kind, gone.c.key)
        for entry, kind, key in self._about(tuple(heads), gone.c.entry, known):
            if (heads[entry]["kind"], heads[entry]["key"]) == (kind, key):
                del heads[entry]
        if heads:
            insert_rows(self.connection, register, list(heads.values()))
        past: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in replaced:
            past[row["entry"]].add((row["kind"], row["key"]))
        held = self._about(past, register.c.entry, select(register.c.entry, register.c.kind, register.c.key))
        ours = [entry for entry, kind, key in held if (kind, key) in past[entry]]
        self._delete(register, register.c.entry, ours)
        self._write_crowded(touched)

    def _write_crowded(self, touched: Collection[tuple[str, str]]) -> None:
        """Bring the list of registers with several heads up to date."""
        register, crowded = tables.registers, tables.crowded
        known = select(crowded.c.kind).where(crowded.c.round == self.round).limit(1)
        clear = self.connection.execute(known).first() is not None
        by_kind: defaultdict[str, list[str]] = defaultdict(list)
        for kind, key in touched:
            by_kind[kind].append(key)
        rows: list[dict[str, Any]] = []
        for kind, keys in by_kind.items():
            if clear:
                self._delete(
                    crowded, crowded.c.key, keys, crowded.c.round == self.round, crowded.c.kind == kind
                )
            several = (
                select(register.c.key)
                .where(register.c.round == self.round, register.c.kind == kind)
                .group_by(register.c.key)
                .having(func.count() > 1)
            )
            found = self._about(keys, register.c.key, several)
            rows += [{"round": self.round, "kind": kind, "key": key} for (key,) in found]
        if rows:
            insert_rows(self.connection, crowded, rows)

    def _write_ends(self) -> None:
        moved, self._moved = self._moved, {}
        table = tables.tips
        rows = []
        for author, ends in moved.items():
            self.connection.execute(
                delete(table).where(table.c.round == self.round, table.c.author == author)
            )
            rows += [
                {
                    "round": self.round,
                    "author": tip.author,
                    "head": tip.head,
                    "seq": tip.seq,
                    "ms": tip.time[0],
                    "counter": tip.time[1],
                }
                for tip in ends.values()
            ]
        insert_rows(self.connection, table, rows)

    def _delete(
        self, table: Table, column: Column[str], names: Collection[str], *where: ColumnElement[bool]
    ) -> None:
        for some in portions(names):
            self.connection.execute(delete(table).where(*where, among(self.connection, column, some)))


def portions(names: Collection[_Name]) -> Iterator[list[_Name]]:
    """The names in lists that fit into one question."""
    every = list(names)
    for start in range(0, len(every), _NAMES):
        yield every[start : start + _NAMES]
