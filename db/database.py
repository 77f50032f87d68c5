"""The one class of `db` that others see: a desk's database with its transactions, drafts and rounds."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, bindparam, delete, select

from db import dialect, tables
from db.care import SqlCare
from db.copying import write_file
from db.drafts import SqlDrafts, forget
from db.engine import open_engine
from db.faults import DatabaseDamaged, DatabaseTooNew, DatabaseUnwritable, DiskFull, translated
from db.inventory import SqlInventory
from db.ledger.store import SqlLedger
from db.revision import HEAD, found_in
from db.sealing import Seal
from db.tail import save_tail
from greendesk.adapters.atomic import atomic_file
from greendesk.ledger.entry import sha256
from greendesk.ledger.fold import refold
from greendesk.ports import Work

BeforeUpgrade = Callable[[Callable[[Path], None]], None]

__all__ = [
    "HEAD",
    "BeforeUpgrade",
    "Database",
    "DatabaseDamaged",
    "DatabaseTooNew",
    "DatabaseUnwritable",
    "DiskFull",
    "Membership",
    "SqlWork",
    "migrate",
    "translated",
]


@dataclass(slots=True)
class SqlWork:
    """One transaction over one round."""

    ledger: SqlLedger
    connection: Connection
    desk: str

    def forget_draft(self, key: str, /) -> None:
        """Forget a draft that becomes a record in this transaction."""
        self.ledger.lock()
        forget(self.connection, self.desk, key)

    def commit(self) -> None:
        """Make it last."""
        self.ledger.flush()
        self.connection.commit()


@dataclass(frozen=True, slots=True)
class Membership:
    """The desk's certificate in a round and, with the organiser, the root's private key (PKCS#8 DER)."""

    certificate: bytes
    root: bytes
    root_key: bytes | None


class Database:
    """A desk's database; opening it creates or upgrades it.

    It is a file of the desk's own (a path), or a PostgreSQL database that the desks of an office share (its address,
    a text): entries and what follows from them are common, memberships and drafts belong to one desk.
    """

    def __init__(
        self, place: Path | str, key: bytes, desk: str, before_upgrade: BeforeUpgrade | None = None
    ) -> None:
        self._key = key
        self._place = place
        self._seal = Seal(desk, key)
        with translated():
            migrate(place, key, before_upgrade)
            self._engine = open_engine(place, key)
        self.drafts = SqlDrafts(self._engine, self._seal)

    def care(self, backups: Callable[[], Iterable[Path]]) -> SqlCare:
        """What the doctor needs of this database; `backups` names the database files of backups, the newest first."""
        return SqlCare(self._engine, self._seal, self._place, backups)

    def inventory(self) -> SqlInventory:
        """What it holds, in figures and names."""
        return SqlInventory(self._engine, self._seal)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def work(self, round_id: str, /) -> Iterator[SqlWork]:
        """Open a transaction over a round; what is not committed is undone."""
        with translated(), self._engine.connect() as connection:
            yield SqlWork(SqlLedger(connection, round_id), connection, self._seal.desk)

    # ------------------------------------------------------------ rounds of this desk

    def rounds(self) -> tuple[str, ...]:
        """The rounds on this desk in the order they came."""
        joined = tables.rounds.join(tables.memberships)
        query = select(tables.rounds.c.id).select_from(joined).where(self._here())
        with translated(), self._engine.connect() as connection:
            ordered = query.order_by(tables.rounds.c.added, tables.rounds.c.id)
            return tuple(connection.execute(ordered).scalars())

    def add_round(self, work: Work, root: bytes, now: int, /) -> str:
        """Begin to hold a round; its id is the SHA-256 of its root certificate."""
        work.ledger.lock()
        round_id = sha256(root)
        adding = dialect.upsert(_connection(work), tables.rounds).on_conflict_do_nothing()
        _connection(work).execute(adding, {"id": round_id, "root": root, "added": now})
        return round_id

    def root(self, round_id: str, /) -> bytes | None:
        """The root certificate of a round on this desk."""
        found = self.membership(round_id)
        return found.root if found else None

    def membership(self, round_id: str, /) -> Membership | None:
        """This desk's place in a round, or nothing while it has none."""
        joined = tables.memberships.join(tables.rounds)
        query = select(tables.memberships.c.certificate, tables.rounds.c.root, tables.memberships.c.root_key)
        with translated(), self._engine.connect() as connection:
            here = query.select_from(joined).where(tables.rounds.c.id == round_id, self._here())
            row = connection.execute(here).first()
        if row is None:
            return None
        root_key = self._seal.open(row[2], "root", round_id) if row[2] is not None else None
        return Membership(row[0], row[1], root_key)

    def set_membership(
        self, work: Work, round_id: str, certificate: bytes, root_key: bytes | None, /
    ) -> None:
        """Note this desk's certificate in a round; a later one takes its place and keeps the root key."""
        work.ledger.lock()
        values = {"desk": self._seal.desk, "round": round_id, "certificate": certificate}
        changed: dict[str, Any] = {"certificate": certificate}
        if root_key is not None:
            changed["root_key"] = values["root_key"] = self._seal.close(root_key, "root", round_id)
        adding = dialect.upsert(_connection(work), tables.memberships).values(values)
        _connection(work).execute(
            adding.on_conflict_do_update(index_elements=["desk", "round"], set_=changed)
        )

    def _here(self) -> ColumnElement[bool]:
        return tables.memberships.c.desk == self._seal.desk

    # ------------------------------------------------------------ what others have, and what is missing

    def peer(self, round_id: str, fingerprint: str, /) -> Mapping[str, Any]:
        """What a participant said he has, empty when he never did."""
        table = tables.peers
        query = select(table.c.have).where(table.c.round == round_id, table.c.fingerprint == fingerprint)
        with translated(), self._engine.connect() as connection:
            found = connection.execute(query).scalar()
            return dict(json.loads(found)) if found else {}

    def set_peer(
        self, work: Work, round_id: str, fingerprint: str, have: Mapping[str, Any], made: int, /
    ) -> None:
        """Note what a participant said he has in a letter made at a time; an older letter changes nothing."""
        work.ledger.lock()
        values = {"round": round_id, "fingerprint": fingerprint, "made": made, "have": json.dumps(have)}
        adding = dialect.upsert(_connection(work), tables.peers).values(values)
        newer = adding.on_conflict_do_update(
            index_elements=["round", "fingerprint"],
            set_={"made": made, "have": values["have"]},
            where=tables.peers.c.made <= made,
        )
        _connection(work).execute(newer)

    def lacking(self, work: Work, round_id: str, /) -> frozenset[str]:
        """The files that entries name and that are not here (SHA-256), as last noted."""
        query = select(tables.lacking.c.sha256).where(tables.lacking.c.round == round_id)
        return frozenset(_connection(work).execute(query).scalars())

    def note_lacking(self, work: Work, round_id: str, shas: Iterable[str], held: Iterable[str], /) -> None:
        """Note files that entries name and that are not here, and strike those that have come."""
        work.ledger.lock()
        adding = dialect.upsert(_connection(work), tables.lacking).on_conflict_do_nothing()
        rows = [{"round": round_id, "sha256": sha} for sha in shas]
        if rows:
            _connection(work).execute(adding, rows)
        gone = [{"gone_round": round_id, "gone": sha} for sha in held]
        table = tables.lacking
        if gone:
            here = (table.c.round == bindparam("gone_round")) & (table.c.sha256 == bindparam("gone"))
            _connection(work).execute(delete(table).where(here), gone)

    # ------------------------------------------------------------ care

    def check(self) -> tuple[str, ...]:
        """The findings of the engine's own integrity checks, none when all is well."""
        with translated(), self._engine.connect() as connection:
            return tuple(dialect.integrity(connection))

    def rebuild(self, round_id: str) -> None:
        """Make all derived tables of a round again from its entries."""
        with self.work(round_id) as work:
            refold(work.ledger)
            work.commit()

    def dump_derived(self, round_id: str) -> tuple[tuple[object, ...], ...]:
        """All derived rows of a round in a fixed order, to compare desks and rebuilds."""
        with translated(), self._engine.connect() as connection:
            rows = []
            for table in tables.DERIVED:
                query = select(table).where(table.c.round == round_id)
                found = [(table.name, *row) for row in connection.execute(query)]
                rows += sorted(found, key=repr)
            return tuple(rows)

    def save_copy(self, target: Path) -> None:
        """Write a whole, consistent copy as a file of this desk (same key), over one that is there."""
        with translated(), atomic_file(target, private=True) as stream, self._engine.connect() as connection:
            if not dialect.copy_file(connection, stream.name):
                write_file(connection, Path(stream.name), self._seal)

    def save_tail(self, base: Path, target: Path) -> bool:
        """Write what is new since a whole copy of this file; False when it cannot be told from there."""
        with translated(), self._engine.connect() as connection:
            return save_tail(connection, base, target, self._key)


def _connection(work: Work) -> Connection:
    """The connection of a transaction that this database opened."""
    if not isinstance(work, SqlWork):
        raise TypeError(work)
    return work.connection


def migrate(place: Path | str, key: bytes, before: BeforeUpgrade | None = None) -> None:
    """Bring a database to this version; one from the future, or of another program, is refused and left as it is.

    `before` is called with what writes a copy of the file as it is, when there is something to upgrade in a file.
    """
    engine = open_engine(place, key, foreign_keys=False)
    try:
        with engine.connect() as connection:
            found = found_in(connection)
        if found == HEAD:
            return
        from db.migrations.upgrade import require_known, upgrade

        if found is not None:
            require_known(found)
            if before is not None and not isinstance(place, str):
                before(partial(_copy, engine))
        upgrade(engine)
    finally:
        engine.dispose()


def _copy(engine: Engine, target: Path) -> None:
    """Write a whole copy of a file, whatever its version."""
    with translated(), engine.connect() as connection:
        dialect.copy_file(connection, str(target))
