"""What a database holds, in figures and names: for the note of a backup and for whoever looks into one."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import Connection, Engine, func, select

from db import tables
from db.faults import translated
from db.sealing import Seal
from greendesk.use_cases.backups import Figures

_ROWS = 5000  # in memory at once


class SqlInventory:
    """`greendesk.use_cases.backups.Inventory` over a database."""

    def __init__(self, engine: Engine, seal: Seal) -> None:
        self._engine = engine
        self._seal = seal

    def figures(self) -> Figures:
        """How much there is, and a mark that changes with every record, content, draft and certificate."""
        with translated(), self._engine.connect() as connection:
            entries, drafts = tables.entries, tables.drafts
            mine = drafts.c.desk == self._seal.desk
            count = connection.execute(select(func.count()).select_from(entries)).scalar_one()
            last = connection.execute(select(func.max(tables.tips.c.ms))).scalar()
            kept = connection.execute(
                select(drafts.c.key, drafts.c.position, drafts.c.saved).where(mine)
            ).all()
            return Figures(
                entries=count,
                last_entry=last or 0,
                drafts=len(kept),
                mark=self._mark(connection, count, sorted(map(tuple, kept))),
            )

    def mark(self) -> str:
        """The mark of the figures."""
        return self.figures().mark

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

    def _mark(self, connection: Connection, count: int, drafts: list[tuple[object, ...]]) -> str:
        """Ends of feeds say which records there are, those that do not count which contents came."""
        tips = connection.execute(select(tables.tips.c.head).order_by(tables.tips.c.head)).scalars().all()
        states = select(tables.standings.c.state, func.count()).group_by(tables.standings.c.state)
        aside = sorted(map(tuple, connection.execute(states)))
        here = tables.memberships.c.desk == self._seal.desk
        own = connection.execute(select(tables.memberships.c.certificate).where(here)).scalars()
        rest = sorted(sha256(one).hexdigest() for one in own)
        return sha256(repr((count, tips, aside, rest, drafts)).encode()).hexdigest()
