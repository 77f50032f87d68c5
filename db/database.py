"""The one class of `db` that others see: a desk's database with its transactions, drafts and rounds."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text

from db import tables
from db.drafts import SqlDrafts, forget
from db.engine import open_engine
from db.faults import DatabaseDamaged, DatabaseTooNew, DatabaseUnwritable, DiskFull, translated
from db.ledger_store import SqlLedger
from greendesk.adapters.atomic import atomic_file
from greendesk.ledger.entry import sha256
from greendesk.ledger.fold import settle
from greendesk.ports import Work

HEAD = "0001"

__all__ = [
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

    def forget_draft(self, key: str, /) -> None:
        """Forget a draft that becomes a record in this transaction."""
        forget(self.connection, key)

    def commit(self) -> None:
        """Make it last."""
        self.connection.commit()


@dataclass(frozen=True, slots=True)
class Membership:
    """The desk's certificate in a round and, with the organiser, the root's private key (PKCS#8 DER)."""

    certificate: bytes
    root: bytes
    root_key: bytes | None


class Database:
    """A desk's database; opening it creates or upgrades it."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        with translated():
            migrate(path, key)
            self._engine = open_engine(path, key)
        self.drafts = SqlDrafts(self._engine)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def work(self, round_id: str, /) -> Iterator[SqlWork]:
        """Open a transaction over a round; what is not committed is undone."""
        with translated(), self._engine.connect() as connection:
            yield SqlWork(SqlLedger(connection, round_id), connection)

    # ------------------------------------------------------------ rounds of this desk

    def rounds(self) -> tuple[str, ...]:
        """The rounds on this desk in the order they came."""
        with translated(), self._engine.connect() as connection:
            return tuple(
                connection.execute(select(tables.rounds.c.id).order_by(tables.rounds.c.added)).scalars()
            )

    def add_round(self, work: Work, root: bytes, now: int, /) -> str:
        """Begin to hold a round; its id is the SHA-256 of its root certificate."""
        round_id = sha256(root)
        known = (
            _connection(work)
            .execute(select(tables.rounds.c.id).where(tables.rounds.c.id == round_id))
            .first()
        )
        if known is None:
            _connection(work).execute(insert(tables.rounds).values(id=round_id, root=root, added=now))
        return round_id

    def root(self, round_id: str, /) -> bytes | None:
        """The root certificate of a round on this desk."""
        with translated(), self._engine.connect() as connection:
            query = select(tables.rounds.c.root).where(tables.rounds.c.id == round_id)
            return connection.execute(query).scalar()

    def membership(self, round_id: str, /) -> Membership | None:
        """This desk's place in a round, or nothing while it only holds the file."""
        joined = tables.memberships.join(tables.rounds)
        query = select(tables.memberships.c.certificate, tables.rounds.c.root, tables.memberships.c.root_key)
        with translated(), self._engine.connect() as connection:
            row = connection.execute(query.select_from(joined).where(tables.rounds.c.id == round_id)).first()
            return Membership(row[0], row[1], row[2]) if row else None

    def set_membership(
        self, work: Work, round_id: str, certificate: bytes, root_key: bytes | None, /
    ) -> None:
        """Note this desk's certificate in a round; a later one takes its place and keeps the root key."""
        table = tables.memberships
        kept = _connection(work).execute(select(table.c.root_key).where(table.c.round == round_id)).scalar()
        _connection(work).execute(delete(table).where(table.c.round == round_id))
        values = {"round": round_id, "certificate": certificate, "root_key": root_key or kept}
        _connection(work).execute(insert(table).values(values))

    # ------------------------------------------------------------ what others have

    def peer(self, round_id: str, fingerprint: str, /) -> Mapping[str, Any]:
        """What a participant said he has, empty when he never did."""
        table = tables.peers
        query = select(table.c.have).where(table.c.round == round_id, table.c.fingerprint == fingerprint)
        with translated(), self._engine.connect() as connection:
            found = connection.execute(query).scalar()
            return dict(json.loads(found)) if found else {}

    def set_peer(self, work: Work, round_id: str, fingerprint: str, have: Mapping[str, Any], /) -> None:
        """Note what a participant said he has."""
        table = tables.peers
        _connection(work).execute(
            delete(table).where(table.c.round == round_id, table.c.fingerprint == fingerprint)
        )
        values = {"round": round_id, "fingerprint": fingerprint, "have": json.dumps(have)}
        _connection(work).execute(insert(table).values(values))

    # ------------------------------------------------------------ care

    def check(self) -> tuple[str, ...]:
        """The findings of SQLite's and SQLCipher's own integrity checks, none when all is well."""
        with translated(), self._engine.connect() as connection:
            found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
            found += [str(row[0]) for row in connection.execute(text("PRAGMA cipher_integrity_check"))]
            found += [str(tuple(row)) for row in connection.execute(text("PRAGMA foreign_key_check"))]
        return tuple(line for line in found if line != "ok")

    def rebuild(self, round_id: str) -> None:
        """Make all derived tables of a round again from its entries."""
        with self.work(round_id) as work:
            work.ledger.forget_derived()
            settle(work.ledger)
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
        """Write a whole, consistent copy of the database file (same key), over one that is there."""
        with translated(), atomic_file(target, private=True) as stream, self._engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("VACUUM INTO ?", (stream.name,))
            connection.exec_driver_sql("BEGIN")


def _connection(work: Work) -> Connection:
    """The connection of a transaction that this database opened."""
    if not isinstance(work, SqlWork):
        raise TypeError(work)
    return work.connection


def migrate(path: Path, key: bytes) -> None:
    """Bring the file to this version; one from the future is refused and left as it is."""
    engine = open_engine(path, key, foreign_keys=False)
    try:
        with engine.connect() as connection:
            names = set(
                connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars()
            )
            found = None
            if "alembic_version" in names:
                found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if found == HEAD:
            return
        from db.migrations.upgrade import known_revisions, upgrade

        if found is not None and found not in known_revisions():
            raise DatabaseTooNew(found=str(found))
        upgrade(engine)
    finally:
        engine.dispose()
