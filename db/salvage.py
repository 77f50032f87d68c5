"""Reading a damaged database file row by row into a new one that takes its place.

Every page of the file has its own seal (SQLCipher, HMAC), so damage is never read as data: a page can be read or it
cannot, and a connection that met a bad one answers nothing more, wherefore another one goes on behind it. The rows
are found by halving ranges of row numbers until what cannot be read is cut out. Derived tables are not copied, for
they follow from the entries. What was lost may lie in backups under the same key: entries are named by their bytes,
so they are taken from there without a question, and rows of rounds and memberships where none is left.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Table

from db import tables
from db.copy_check import copy_is_whole
from db.engine import open_engine
from db.faults import DatabaseDamaged, DiskFull
from greendesk.adapters.atomic import remove, sync_folder, writing
from greendesk.patience import patiently
from greendesk.progress import Progress
from greendesk.use_cases.care import Row, Salvaged

_PORTION = 2000  # row numbers in one question
_NAMES = 400
_ROWS_IN_A_PAGE = 8  # at most, of entries: their names alone take 200 bytes
_FROM_BACKUPS = (tables.rounds, tables.memberships, tables.certificates, tables.entries)
_DRAFTS = (tables.drafts, tables.draft_steps)


class _Unreadable(Exception):
    """A question met a damaged page."""


class _Reader:
    """A file that is read as far as it can be."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._connection = _open(path, key, read_only=True)

    def ask(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Every row of an answer; raises `_Unreadable` and goes on with a new connection."""
        try:
            return list(self._connection.cursor().execute(question, tuple(values)))
        except driver.DatabaseError as error:
            self._connection.close()
            self._connection = _open(self._path, self._key, read_only=True)
            raise _Unreadable from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def last(self, table: str) -> int:
        """The highest row number, or one above it where only that can be told."""
        indexes: Iterable[tuple[Any, ...]] = ()
        with suppress(_Unreadable):
            return self.ask(f'SELECT max(rowid) FROM "{table}"')[0][0] or 0  # noqa: S608 - our own names
        with suppress(_Unreadable):
            indexes = self.ask(
                "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?", (table,)
            )
        for (name,) in indexes:
            with suppress(_Unreadable):
                numbers = f'SELECT rowid AS number FROM "{table}" INDEXED BY "{name}"'  # noqa: S608 - likewise
                return self.ask(f"SELECT max(number) FROM ({numbers})")[0][0] or 0  # noqa: S608 - likewise
        return int(self.ask("PRAGMA page_count")[0][0]) * _ROWS_IN_A_PAGE

    def rows(self, table: Table, lost: set[int]) -> Iterator[list[tuple[Any, ...]]]:
        """The rows that can be read, in portions; the numbers of those that cannot are gathered."""
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        question = f'SELECT {names} FROM "{table.name}" WHERE rowid BETWEEN ? AND ?'  # noqa: S608 - likewise
        last = self.last(table.name)
        ranges = [(first, min(first + _PORTION - 1, last)) for first in range(1, last + 1, _PORTION)]
        ranges.reverse()
        while ranges:
            first, end = ranges.pop()
            try:
                yield self.ask(question, (first, end))
            except _Unreadable:
                middle = (first + end) // 2
                if first == end:
                    lost.add(first)
                else:
                    ranges += [(middle + 1, end), (first, middle)]

    def named(self, lost: set[int]) -> tuple[tuple[str, str, int, str], ...]:
        """Round, author, number and id of entries by row number, as far as indexes tell, and of the ends of feeds."""
        found: dict[int, tuple[str, str, int]] = {}
        ids: dict[int, str] = {}
        with suppress(_Unreadable):
            question = "SELECT rowid, round, author, seq FROM entry INDEXED BY ix_entry_round_author_seq"
            found = {row[0]: (row[1], row[2], row[3]) for row in self.ask(question) if row[0] in lost}
        with suppress(_Unreadable):
            question = "SELECT rowid, id FROM entry INDEXED BY sqlite_autoindex_entry_1"
            ids = {row[0]: row[1] for row in self.ask(question) if row[0] in lost}
        named = {(*found[number], ids[number]) for number in found.keys() & ids.keys()}
        with suppress(_Unreadable):
            named |= set(self.ask("SELECT round, author, seq, head FROM tip"))
        return tuple(sorted(named))


def salvage(path: Path, key: bytes, kept: Path, backups: Sequence[Path], progress: Progress) -> Salvaged:
    """Copy the damaged file to `kept`, read it into a new one, and put that in its place at the end."""
    fresh = path.with_name(f"{path.name}.salvaged")
    try:
        with writing(path.parent):
            _keep(path, key, kept)
            _forget(fresh)
            salvaged = _read_into(fresh, path, key, backups, progress)
            if not copy_is_whole(fresh, key):
                raise DatabaseDamaged
            for ending in ("-wal", "-shm"):
                remove(path.with_name(path.name + ending))
            patiently(partial(fresh.replace, path))
            sync_folder(path.parent)
    except (_Unreadable, driver.DatabaseError) as error:
        raise (DiskFull if "full" in str(error) else DatabaseDamaged) from error
    finally:
        _forget(fresh)
    return salvaged


def _keep(path: Path, key: bytes, kept: Path) -> None:
    """Copy the file as it is, with what its journal still holds."""
    with suppress(driver.DatabaseError):
        connection = _open(path, key)
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
    for ending in ("", "-wal"):
        source = path.with_name(path.name + ending)
        if source.exists():
            shutil.copyfile(source, kept.with_name(kept.name + ending))


def _read_into(fresh: Path, path: Path, key: bytes, backups: Sequence[Path], progress: Progress) -> Salvaged:
    from db.migrations.upgrade import upgrade  # slow to import, and few desks need it

    engine = open_engine(fresh, key, foreign_keys=False)
    try:
        upgrade(engine)
    finally:
        engine.dispose()
    reader, writer = _Reader(path, key), _open(fresh, key)
    gone: dict[str, set[int]] = {}
    try:
        writer.cursor().execute("BEGIN")
        for table in tables.metadata.sorted_tables:
            if table not in tables.DERIVED:
                gone[table.name] = set()
                _copy(reader, writer, table, gone[table.name], progress)
        drafts = any(gone[table.name] for table in _DRAFTS)
        for backup in backups:
            with Spare(backup, key) as spare:
                spare.fill(writer)
                if drafts:
                    drafts = not spare.fill(writer, _DRAFTS)  # they change, so only the latest copy is asked
        _keep_own_certificates(writer)
        writer.cursor().execute(
            "DELETE FROM draft_step WHERE (desk, key) NOT IN (SELECT desk, key FROM draft)"
        )
        writer.cursor().execute("COMMIT")
        writer.cursor().execute("PRAGMA journal_mode = DELETE").fetchall()  # all of it in one file
        names = reader.named(gone["entry"])
        named = tuple(one for one in names if not _holds(writer, one[3]))
        whole = int(writer.cursor().execute("SELECT count(*) FROM entry").fetchone()[0])
    finally:
        reader.close()
        writer.close()
    return Salvaged(
        lost={name: len(rows) for name, rows in gone.items() if rows},
        entries=named,
        unnamed=max(0, len(gone["entry"]) - len(names)),
        kept=whole,
    )


def _copy(reader: _Reader, writer: Any, table: Table, lost: set[int], progress: Progress) -> None:  # noqa: ANN401
    done = 0
    for rows in reader.rows(table, lost):
        _insert(writer, table, rows)
        done += len(rows)
        progress.step(done, done + _PORTION)


def _insert(writer: Any, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:  # noqa: ANN401 - no types
    marks = ", ".join("?" * len(table.columns))
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    adding = f'INSERT OR IGNORE INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 - our own names
    writer.cursor().executemany(adding, rows)


def _keep_own_certificates(writer: Any) -> None:  # noqa: ANN401 - the driver has no types
    """A desk's certificate lies in two tables: put the one that it works with among those of the round, too."""
    held = writer.cursor().execute("SELECT round, certificate FROM membership").fetchall()
    _insert(writer, tables.certificates, [(one, sha256(der).hexdigest(), der) for one, der in held])


def _holds(writer: Any, entry: str) -> bool:  # noqa: ANN401 - the driver has no types
    return writer.cursor().execute("SELECT 1 FROM entry WHERE id = ?", (entry,)).fetchone() is not None


def _forget(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        remove(path.with_name(path.name + ending))


def _open(path: Path, key: bytes, *, read_only: bool = False) -> Any:  # noqa: ANN401 - the driver has no types
    mode = "?mode=ro" if read_only else ""
    connection = driver.connect(f"{path.absolute().as_uri()}{mode}", uri=True, isolation_level=None)
    connection.cursor().execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.cursor().execute("PRAGMA cipher_log_level = NONE")  # it would tell of every damaged page
    return connection


def fill_from(path: Path, key: bytes, others: Iterable[Path]) -> bool:
    """Add to a database the rows of other ones that it lacks; whether there were other ones."""
    writer, found = _open(path, key), False
    try:
        writer.cursor().execute("BEGIN")
        for other in others:
            with Spare(other, key) as spare:
                found = spare.fill(writer) or found
        writer.cursor().execute("COMMIT")
    finally:
        writer.close()
    return found


class Spare:
    """The database of a backup, read only; one that cannot be read is empty."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._connection: Any = None

    def __enter__(self) -> Self:
        if self._path.is_file():
            with suppress(driver.DatabaseError):
                uri = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
                self._connection = driver.connect(uri, uri=True, isolation_level=None)
                self._connection.cursor().execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()

    def entries(self, names: Sequence[str]) -> Iterator[Row]:
        """The entries of these names."""
        for start in range(0, len(names), _NAMES):
            some = names[start : start + _NAMES]
            marks = ", ".join("?" * len(some))
            columns = "id, author, seq, raw, signature, body"
            yield from (
                Row(*row)
                for row in self._ask(f"SELECT {columns} FROM entry WHERE id IN ({marks})", some)  # noqa: S608
            )

    def certificates(self, round_id: str) -> Iterator[bytes]:
        """The certificates of a round."""
        for row in self._ask("SELECT der FROM certificate WHERE round = ?", (round_id,)):
            yield row[0]

    def fill(self, writer: Any, which: Sequence[Table] = _FROM_BACKUPS) -> bool:  # noqa: ANN401 - no types
        """Add the rows that another database lacks; False when this one does not open."""
        if not list(self._ask("SELECT count(*) FROM sqlite_master")):
            return False
        for table in which:
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            _insert(writer, table, self._ask(f'SELECT {names} FROM "{table.name}"'))  # noqa: S608 - our own names
        return True

    def _ask(self, question: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        if self._connection is None:
            return
        with suppress(driver.DatabaseError):
            yield from self._connection.cursor().execute(question, tuple(values))
