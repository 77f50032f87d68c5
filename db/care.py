"""The database as the doctor sees it: rows as they lie there, tables made anew and compared, records put right."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, and_, delete, func, insert, or_, select, tuple_, update

from db import dialect, tables
from db.drafts import texts
from db.faults import DatabaseDamaged, ServerDamaged, translated
from db.ledger.store import SqlLedger
from db.salvage import Spare, salvage
from db.sealing import Seal
from greendesk.ledger.fold import refold
from greendesk.progress import Progress
from greendesk.use_cases.care import Comparison, Complaint, Mending, Row, Salvaged

_PORTION = 1000  # rows in memory at once
_NAMES = 400  # names in one question
_LIMIT = 2**256


class SqlCare:
    """`greendesk.use_cases.care.Care` over a database."""

    def __init__(
        self, engine: Engine, seal: Seal, place: Path | str, backups: Callable[[], Iterable[Path]]
    ) -> None:
        self._engine = engine
        self._seal = seal
        self._place = place
        self._backups = backups

    @property
    def salvageable(self) -> bool:
        """Whether it is a file of this desk's own, which can be replaced as a whole."""
        return isinstance(self._place, Path)

    def begin(self) -> None:
        """Let go of connections: one that met a damaged page answers nothing more."""
        self._engine.dispose()

    # ------------------------------------------------------------ reading

    def complaints(self) -> Iterator[Complaint]:
        """The findings of the engine's own checks."""
        try:
            with self._reading() as connection:
                for about, line in dialect.complaints(connection):
                    yield Complaint(about, line)
        except (DatabaseDamaged, ServerDamaged) as damaged:
            yield Complaint("page", damaged.code)
        self.begin()

    def count(self, round_id: str, /) -> int:
        """How many entries of a round there are."""
        query = select(func.count()).select_from(tables.entries).where(tables.entries.c.round == round_id)
        with self._reading() as connection:
            return int(connection.execute(query).scalar_one())

    def certificates(self, round_id: str, /) -> tuple[tuple[str, bytes], ...]:
        """Certificates by the fingerprint under which they are kept."""
        table = tables.certificates
        query = select(table.c.fingerprint, table.c.der).where(table.c.round == round_id)
        with self._reading() as connection:
            return tuple((row[0], row[1]) for row in connection.execute(query.order_by(table.c.fingerprint)))

    def authors(self, round_id: str, /) -> tuple[str, ...]:
        """Whose entries there are."""
        table = tables.entries
        query = select(table.c.author).where(table.c.round == round_id).distinct()
        with self._reading() as connection:
            return tuple(sorted(connection.execute(query).scalars()))

    def feed(self, round_id: str, author: str, /) -> Iterator[Row]:
        """The entries of an author, the last number first, read a portion at a time."""
        table = tables.entries
        query = (
            select(table.c.id, table.c.author, table.c.seq, table.c.raw, table.c.signature, table.c.body)
            .where(table.c.round == round_id, table.c.author == author)
            .order_by(table.c.seq.desc(), table.c.id.desc())
            .limit(_PORTION)
        )
        before = query
        while True:
            with self._reading() as connection:
                rows = [Row(*row) for row in connection.execute(before)]
            yield from rows
            if len(rows) < _PORTION:
                return
            place = (rows[-1].seq, rows[-1].id)
            before = query.where(table.c.seq <= place[0], tuple_(table.c.seq, table.c.id) < place)

    def lost_bodies(self, round_id: str, /) -> Iterator[tuple[str, int, str]]:
        """Author, number and id of entries without a body that are not noted as withheld or out of order."""
        entry, standing = tables.entries, tables.standings
        known = or_(
            standing.c.state == "withheld", and_(standing.c.state == "waiting", standing.c.reason == "order")
        )
        joined = entry.outerjoin(standing, and_(standing.c.entry == entry.c.id, known))
        query = select(entry.c.author, entry.c.seq, entry.c.id).select_from(joined)
        query = query.where(entry.c.round == round_id, entry.c.body.is_(None), standing.c.entry.is_(None))
        with self._reading() as connection:
            found = connection.execute(query.order_by(entry.c.author, entry.c.seq)).all()
        yield from ((row[0], row[1], row[2]) for row in found)

    def drafts(self) -> Iterator[bytes]:
        """Everything that drafts of this desk say, each step as text."""
        with self._reading() as connection:
            yield from texts(connection, self._seal)

    # ------------------------------------------------------------ derived tables

    def compare(self, round_id: str, progress: Progress, /) -> Comparison:
        """Make the derived tables anew and compare; nothing is changed."""
        return self._anew(round_id, progress, keep=False)

    def remake(self, round_id: str, progress: Progress, /) -> Comparison:
        """Make the derived tables anew for good, and say which were different."""
        return self._anew(round_id, progress, keep=True)

    def _anew(self, round_id: str, progress: Progress, *, keep: bool) -> Comparison:
        with self._reading() as connection:
            ledger = SqlLedger(connection, round_id)
            ledger.lock()
            before = _sums(connection, round_id)
            refold(ledger, progress)
            ledger.flush()
            after = _sums(connection, round_id)
            if keep:
                connection.commit()
        rows = sum(count for count, _ in after.values())
        return Comparison(rows, tuple(name for name in after if after[name] != before[name]))

    # ------------------------------------------------------------ putting right

    def mend(self, round_id: str, mending: Mending, progress: Progress, /) -> None:
        """Put records right and make the derived tables anew where something went, in one transaction."""
        with self._reading() as connection:
            ledger = SqlLedger(connection, round_id)
            ledger.lock()
            if mending.aside or mending.rows:
                with dialect.lifted(connection):
                    self._replace(connection, round_id, mending)
            _fill(connection, mending)
            table = tables.certificates
            for name in mending.certificates:
                where = (table.c.round == round_id, table.c.fingerprint == name)
                connection.execute(delete(table).where(*where))
            for certificate in mending.issued:
                ledger.add_certificate(certificate)
            if mending.takes:
                refold(ledger, progress)
                ledger.flush()
            connection.commit()

    @staticmethod
    def _replace(connection: Connection, round_id: str, mending: Mending) -> None:
        table = tables.entries
        for names in _portions([*mending.aside, *(row.id for row in mending.rows)]):
            connection.execute(delete(table).where(table.c.id.in_(names)))
        if mending.rows:
            fields = ("id", "author", "seq", "raw", "signature", "body")
            rows = {row.id: {name: getattr(row, name) for name in fields} for row in mending.rows}
            connection.execute(insert(table), [{**row, "round": round_id} for row in rows.values()])

    def restore_guards(self) -> None:
        """Put the guards back that keep entries from being changed."""
        with self._reading() as connection:
            dialect.guard_entries(connection)
            connection.commit()

    # ------------------------------------------------------------ files: this desk's own and backups

    def salvage(self, keep: Callable[[], str], progress: Progress, /) -> Salvaged:
        """Read everything readable into a new database file that takes the place of the damaged one."""
        if not isinstance(self._place, Path):
            raise DatabaseDamaged
        self.begin()
        try:
            with translated():
                return salvage(self._place, self._seal.key, Path(keep()), tuple(self._backups()), progress)
        finally:
            self.begin()

    def spares(self, ids: Iterable[str], /) -> Iterator[Row]:
        """Entries of these names in backups, as they lie there."""
        wanted = list(ids)
        if wanted:
            for path in self._backups():
                with Spare(path, self._seal.key) as spare:
                    yield from spare.entries(wanted)

    def spare_certificates(self, round_id: str, /) -> Iterator[bytes]:
        """The certificates of a round in backups."""
        for path in self._backups():
            with Spare(path, self._seal.key) as spare:
                yield from spare.certificates(round_id)

    # ------------------------------------------------------------ parts

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection; one that met damage is not used again, and what is not committed is undone."""
        with translated(), self._engine.connect() as connection:
            try:
                dialect.hold_little(connection)
                yield connection
            except Exception:
                connection.invalidate()
                raise


def _fill(connection: Connection, mending: Mending) -> None:
    """Set contents and signatures of entries."""
    table = tables.entries
    for column, values in ((table.c.body, mending.bodies), (table.c.signature, mending.signatures)):
        for name, value in values.items():
            connection.execute(update(table).where(table.c.id == name).values({column: value}))


def _sums(connection: Connection, round_id: str) -> Mapping[str, tuple[int, int]]:
    """Of every derived table how many rows it has, and a sum over them in which their order does not count."""
    found: dict[str, tuple[int, int]] = {}
    for table in tables.DERIVED:
        rows = total = 0
        query = select(table).where(table.c.round == round_id).execution_options(yield_per=_PORTION)
        for row in connection.execute(query):
            rows += 1
            total += int.from_bytes(sha256(repr(tuple(row)).encode("utf-8", "surrogatepass")).digest())
        found[table.name] = (rows, total % _LIMIT)
    return found


def _portions(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), _NAMES):
        yield names[start : start + _NAMES]


__all__: list[Any] = ["SqlCare"]
