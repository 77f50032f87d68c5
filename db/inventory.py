"""What a database holds, in figures and names: for the note of a backup and for whoever looks into one."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, func, select

from db import tables
from db.faults import translated
from db.sealing import Seal
from greendesk.use_cases.backups import Figures

_ROWS = 5000  # in memory at once
_CERTIFICATES = "SELECT der FROM certificate UNION SELECT certificate FROM membership"


@dataclass(frozen=True, slots=True)
class Beside:
    """What a database holds that another one does not: how many entries; and all its certificates."""

    missing: int
    certificates: tuple[bytes, ...]


def beside(path: Path, other: Path, key: bytes) -> Beside | None:
    """What the database at `path` holds that `other` does not; nothing when it is not there or cannot be read."""
    if not path.exists():
        return None
    try:
        connection = driver.connect(str(path), isolation_level=None)
    except driver.DatabaseError:
        return None
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        cursor.execute("PRAGMA query_only = ON")
        cursor.execute("ATTACH ? AS other KEY ?", (str(other), f"x'{key.hex()}'"))
        question = "SELECT count(*) FROM main.entry WHERE id NOT IN (SELECT id FROM other.entry)"
        missing = int(cursor.execute(question).fetchone()[0])
        return Beside(missing, tuple(row[0] for row in cursor.execute(_CERTIFICATES)))
    except driver.DatabaseError:
        return None
    finally:
        connection.close()


def certificates_of(path: Path, key: bytes) -> tuple[bytes, ...]:
    """The certificates in a copy of a database, which is only read; none when it cannot be."""
    try:
        connection = driver.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except driver.DatabaseError:
        return ()
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        return tuple(row[0] for row in cursor.execute(_CERTIFICATES))
    except driver.DatabaseError:
        return ()
    finally:
        connection.close()


class SqlInventory:
    """`greendesk.use_cases.backups.Inventory` over a database."""

    def __init__(self, engine: Engine, seal: Seal) -> None:
        self._engine = engine
        self._seal = seal
        self._counted: tuple[object, int] = (None, 0)

    def figures(self) -> Figures:
        """How much there is, and a mark that changes with every record, content, draft and certificate."""
        with translated(), self._engine.connect() as connection:
            drafts = tables.drafts
            mine = drafts.c.desk == self._seal.desk
            ends = self._ends(connection)
            count = self._count(connection, ends)
            last = connection.execute(select(func.max(tables.tips.c.ms))).scalar()
            kept = connection.execute(
                select(drafts.c.key, drafts.c.position, drafts.c.saved).where(mine)
            ).all()
            return Figures(
                entries=count,
                last_entry=last or 0,
                drafts=len(kept),
                mark=self._mark(connection, (count, *ends), sorted(map(tuple, kept))),
            )

    def mark(self) -> str:
        """The mark of the figures."""
        return self.figures().mark

    def certificates(self) -> Iterator[bytes]:
        """Every certificate of any round, and those that the desk works with."""
        with translated(), self._engine.connect() as connection:
            yield from connection.execute(select(tables.certificates.c.der)).scalars()
            yield from connection.execute(select(tables.memberships.c.certificate)).scalars()

    def ids(self, round_id: str, /) -> Iterator[tuple[str, str]]:
        """Id and author of every record of a round."""
        table = tables.entries
        query = select(table.c.id, table.c.author).where(table.c.round == round_id)
        with translated(), self._engine.connect() as connection:
            for row in connection.execute(query.execution_options(yield_per=_ROWS)):
                yield row[0], row[1]

    def files(self) -> Iterator[str]:
        """The SHA-256 of every file that records name, each once."""
        with translated(), self._engine.connect() as connection:
            yield from connection.execute(select(tables.attachments.c.sha256).distinct()).scalars()

    @staticmethod
    def _ends(connection: Connection) -> tuple[list[str], list[tuple[object, ...]]]:
        """Ends of feeds say which records there are, those that do not count which contents came."""
        tips = connection.execute(select(tables.tips.c.head).order_by(tables.tips.c.head)).scalars()
        states = select(tables.standings.c.state, func.count()).group_by(tables.standings.c.state)
        return list(tips), sorted(map(tuple, connection.execute(states)))

    def _count(self, connection: Connection, ends: object) -> int:
        """How many records there are; counting reads through all of them, so it is done once while none comes."""
        if self._counted[0] != ends:
            count = connection.execute(select(func.count()).select_from(tables.entries)).scalar_one()
            self._counted = (ends, count)
        return self._counted[1]

    def _mark(
        self, connection: Connection, held: tuple[object, ...], drafts: list[tuple[object, ...]]
    ) -> str:
        """What changes with every record, content, draft and certificate."""
        here = tables.memberships.c.desk == self._seal.desk
        own = connection.execute(select(tables.memberships.c.certificate).where(here)).scalars()
        rest = sorted(sha256(one).hexdigest() for one in own)
        return sha256(repr((*held, rest, drafts)).encode()).hexdigest()
