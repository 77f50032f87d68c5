"""What differs between the two engines, SQLite and PostgreSQL, and nothing else: all of it lives here."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import (
    URL,
    Column,
    ColumnElement,
    Connection,
    Table,
    Text,
    any_,
    bindparam,
    case,
    cast,
    func,
    inspect,
    literal_column,
    make_url,
    select,
    text,
)
from sqlalchemy import table as sql_table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError

LOWEST_SQLITE = (3, 51, 3)  # older ones can corrupt a WAL file that two connections reset
LOWEST_SERVER = 13_00_00
LOCKED = "greendesk.locked"  # in `Connection.info`: this transaction holds its lock
ONLY_ADDED = "entries are only ever added"
SETTINGS = {
    "lock_timeout": "120s",  # somebody else writes; after that the person hears of it
    "idle_in_transaction_session_timeout": "600s",  # a machine that fell asleep must not hold the others up
    "tcp_keepalives_idle": "60",
    "jit": "off",
}


class Trouble(Enum):
    """What either engine can complain about."""

    DAMAGED = "damaged"
    FULL = "full"
    UNWRITABLE = "unwritable"
    SERVER_UNREACHABLE = "unreachable"
    SERVER_REFUSES = "refuses"
    SERVER_FULL = "server full"
    SERVER_READ_ONLY = "read only"
    SERVER_UNFIT = "unfit"
    SERVER_DAMAGED = "server damaged"
    CHANGED = "changed"  # tables or columns went: another desk's newer program was here


class EngineTrouble(Exception):
    """A complaint that came before there was a connection."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


# ---------------------------------------------------------------- statements


def on_postgresql(connection: Connection) -> bool:
    """Whether the connection leads to a PostgreSQL server."""
    return connection.dialect.name == "postgresql"


def upsert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what to do with rows that are there (`on_conflict_do_nothing`, `…_do_update`)."""
    return postgresql.insert(table) if on_postgresql(connection) else sqlite.insert(table)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many whole rows past the compiler of statements, which costs more than the insert itself."""
    names = [column.name for column in table.columns]
    mark = "%s" if on_postgresql(connection) else "?"
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join([mark] * len(names))
    statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'  # noqa: S608 - names of our own tables
    connection.exec_driver_sql(statement, [tuple(row[name] for name in names) for row in rows])


def among(connection: Connection, column: Column[str], names: Collection[str]) -> ColumnElement[bool]:
    """Whether a column holds one of many names, which travel as one value: a list of marks is slow to compile."""
    if on_postgresql(connection):
        return column == any_(cast(bindparam(None, list(names)), postgresql.ARRAY(Text)))
    values = func.json_each(orjson.dumps(list(names)).decode()).table_valued("value")
    return column.in_(select(values.c.value))


def without_field(connection: Connection, column: Column[Any], name: str) -> ColumnElement[str]:
    """The JSON text of a column without one of its fields."""
    if not on_postgresql(connection):
        return func.json_remove(column, f"$.{name}")
    # jsonb cannot hold U+0000; such a text, which no screen writes, keeps its field
    smaller = cast(cast(column, postgresql.JSONB).op("-")(name), Text)
    return case((column.contains("\\u0000", autoescape=True), column), else_=smaller)


# ---------------------------------------------------------------- transactions


def begin(connection: Connection) -> None:
    """Start a transaction that sees one state of the database from its first to its last reading."""
    if not on_postgresql(connection):
        connection.exec_driver_sql("BEGIN")  # the driver would not, for a change of tables
        return
    from psycopg import IsolationLevel

    connection.info.pop(LOCKED, None)
    _driver(connection).isolation_level = IsolationLevel.REPEATABLE_READ


def lock_round(connection: Connection, round_id: str) -> bool:
    """Wait until this transaction is the only one that writes to the round; to be called before the first write.

    Returns whether what was read before may be old: on PostgreSQL that was a snapshot, and from here on every
    statement sees all that is committed, until the lock ends with the transaction. SQLite has one writer by
    nature, and the desk's lock keeps other programs out.
    """
    return _lock(connection, round_id)


def lock_schema(connection: Connection) -> None:
    """Wait until this transaction is the only one that makes or changes tables, and nobody writes by the old ones."""
    _lock(connection, "schema")
    if on_postgresql(connection) and inspect(connection).has_table("alembic_version"):
        connection.exec_driver_sql("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE")


def _lock(connection: Connection, what: str) -> bool:
    if not on_postgresql(connection):
        return False
    if not connection.in_transaction():
        connection.begin()  # forgets what the transaction before has left in `info`
    if connection.info.get(LOCKED):
        return False
    from psycopg import IsolationLevel

    if connection.execute(text("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")).scalar():
        raise RuntimeError(what)  # a write came before the lock
    raw = _driver(connection)
    raw.commit()  # ends the snapshot; the driver begins again with the next statement
    raw.isolation_level = IsolationLevel.READ_COMMITTED
    statement = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' ' || :what, 0))"
    connection.execute(text(statement), {"what": what})
    connection.info[LOCKED] = True
    return True


def _driver(connection: Connection) -> Any:  # noqa: ANN401 - the drivers have nothing in common
    return connection.connection.driver_connection


# ---------------------------------------------------------------- connections


def open_file(path: Path, key: bytes, *, foreign_keys: bool) -> Any:  # noqa: ANN401 - the driver has no types
    """Connect to an encrypted file; `key` is 32 random bytes."""
    import sqlcipher3.dbapi2 as driver

    if driver.sqlite_version_info < LOWEST_SQLITE:
        raise RuntimeError(driver.sqlite_version)
    connection = driver.connect(str(path), check_same_thread=False, timeout=10, isolation_level=None)
    try:
        _make_ready(connection, key, foreign_keys=foreign_keys)
    except BaseException:
        connection.close()  # whoever sets a damaged file aside on Windows must find it closed
        raise
    return connection


def _make_ready(connection: Any, key: bytes, *, foreign_keys: bool) -> None:  # noqa: ANN401 - as above
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    cursor.execute("PRAGMA cipher_log_level = NONE")  # a damaged file would fill a terminal with its pages
    cursor.execute("PRAGMA cipher_memory_security = OFF")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA temp_store = MEMORY")  # what is sorted aside would lie open on the disk
    cursor.execute("PRAGMA cache_size = -64000")  # KB; large files touch pages all over the indexes
    cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    cursor.execute("PRAGMA recursive_triggers = ON")
    cursor.execute("PRAGMA busy_timeout = 10000")
    cursor.close()


def server_url(address: str) -> URL:
    """The address of a server as SQLAlchemy reads it, always with the driver that comes with the program."""
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise EngineTrouble(Trouble.SERVER_UNFIT) from error
    if url.get_backend_name() not in {"postgresql", "postgres"} or not url.database:
        raise EngineTrouble(Trouble.SERVER_UNFIT)
    return url.set(drivername="postgresql+psycopg")


def open_server(arguments: list[Any], options: dict[str, Any]) -> Any:  # noqa: ANN401 - as for files
    """Connect to a server; one that cannot hold a desk is refused."""
    import psycopg

    options = {"connect_timeout": 10, "application_name": "greendesk", **options, "client_encoding": "UTF8"}
    try:
        connection = psycopg.connect(*arguments, **options)
    except psycopg.OperationalError as error:
        raise EngineTrouble(_why_not_connected(arguments, options)) from error
    try:
        _settle_in(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _settle_in(connection: Any) -> None:  # noqa: ANN401 - as for files
    info = connection.info
    if info.parameter_status("server_encoding") != "UTF8" or info.server_version < LOWEST_SERVER:
        raise EngineTrouble(Trouble.SERVER_UNFIT)
    connection.adapters.register_dumper(str, _text_dumper())
    settings = ", ".join(f"set_config('{name}', '{value}', false)" for name, value in SETTINGS.items())
    connection.execute(f"SELECT {settings}")
    durable = "SELECT set_config('synchronous_commit', 'on', false)"  # what is acknowledged is on disk
    connection.execute(f"{durable} WHERE current_setting('synchronous_commit') = 'off'")
    connection.commit()


def _why_not_connected(arguments: list[Any], options: dict[str, Any]) -> Trouble:
    """Ask the server whether it is there at all: its own words are in whatever language it was set up in."""
    from psycopg import conninfo, pq

    known = {name: value for name, value in options.items() if name in _CONNECTING}
    address = conninfo.make_conninfo(*arguments, **known)
    answer = pq.PGconn.ping(address.encode())
    return Trouble.SERVER_REFUSES if answer == pq.Ping.OK else Trouble.SERVER_UNREACHABLE


_CONNECTING = frozenset({"host", "hostaddr", "port", "user", "dbname", "connect_timeout"})


def _text_dumper() -> type:
    """PostgreSQL's text has no U+0000; entries are kept as bytes, so only what is made from them loses it."""
    from psycopg.types.string import StrDumper

    class Dumper(StrDumper):
        def dump(self, obj: str) -> Any:  # noqa: ANN401 - bytes or a buffer
            return super().dump(obj.replace("\0", "\ufffd") if "\0" in obj else obj)

    return Dumper


# ---------------------------------------------------------------- tables


def guard_schema(connection: Connection) -> None:
    """Finish the tables of any version: entries are only ever added, and text sorts by code point."""
    if on_postgresql(connection):
        sort_by_code_point(connection)
    guard_entries(connection)


def guard_entries(connection: Connection) -> None:
    """Put the guards in force that let entries only be added, whatever was there before."""
    on_server = on_postgresql(connection)
    if on_server:
        connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION entry_only_added() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$BEGIN RAISE EXCEPTION '{ONLY_ADDED}'; END$$"
        )
    for name, change, each in _GUARDS:
        if on_server:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON entry")
            deed = f"FOR EACH {each} EXECUTE FUNCTION entry_only_added()"
        elif each == "STATEMENT":  # SQLite knows no TRUNCATE
            continue
        else:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            deed = f"BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END"
        connection.exec_driver_sql(f"CREATE TRIGGER {name} BEFORE {change} ON entry {deed}")


@contextmanager
def lifted(connection: Connection) -> Iterator[None]:
    """Let damaged entries be taken out in this transaction; only the owner of the tables may (PostgreSQL)."""
    for name, _, _ in _GUARDS[:2]:
        if on_postgresql(connection):
            connection.exec_driver_sql(f"ALTER TABLE entry DISABLE TRIGGER {name}")
        else:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
    yield
    guard_entries(connection)


_GUARDS = (
    ("entry_no_update", "UPDATE OF id, round, author, seq, raw", "ROW"),
    ("entry_no_delete", "DELETE", "ROW"),
    ("entry_no_truncate", "TRUNCATE", "STATEMENT"),
)


def sort_by_code_point(connection: Connection) -> None:
    """Give every text column the order that SQLite has, whatever the language of the server (PostgreSQL only)."""
    query = text(
        "SELECT quote_ident(c.relname), string_agg(format('ALTER COLUMN %I TYPE %s COLLATE \"C\"', a.attname, "
        "format_type(a.atttypid, a.atttypmod)), ', ') FROM pg_attribute a "
        "JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' "
        "WHERE c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped "
        "AND a.attcollation NOT IN (0, 'pg_catalog.\"C\"'::regcollation) GROUP BY 1 ORDER BY 1"
    )
    for table, changes in tuple(connection.execute(query)):
        connection.exec_driver_sql(f"ALTER TABLE {table} {changes}".replace("%", "%%"))


def revision(connection: Connection) -> str | None:
    """The version of the tables, nothing while there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def revision_held(connection: Connection) -> str | None:
    """The version of the tables, which nobody changes before this transaction ends (see `lock_schema`)."""
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def dangling(connection: Connection) -> bool:
    """Whether a row names another one that is not there; PostgreSQL never lets that happen."""
    return not on_postgresql(connection) and bool(
        connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    )


# ---------------------------------------------------------------- care


def copy_file(connection: Connection, target: str) -> bool:
    """Write a whole, consistent copy of the database file; False where the database is no file."""
    if on_postgresql(connection):
        return False
    connection.exec_driver_sql("COMMIT")
    connection.exec_driver_sql("VACUUM INTO ?", (target,))
    connection.exec_driver_sql("BEGIN")
    return True


def hold_little(connection: Connection) -> None:
    """Keep few pages in memory on this connection: whoever reads all of a database once needs no more."""
    if not on_postgresql(connection):
        connection.exec_driver_sql("PRAGMA cache_size = -16000")


def complaints(connection: Connection) -> Iterator[tuple[str, str]]:
    """The findings of the engine's own checks: about a page, a link between rows, or a guard, and its words."""
    if on_postgresql(connection):
        for line in _server_integrity(connection):
            yield "guard" if line.startswith("trigger ") else "page", line
        return
    damaged = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
    if not damaged:  # a connection that met a page with a wrong seal says the same of every other one
        found = connection.exec_driver_sql("PRAGMA integrity_check")
        damaged = [str(row[0]) for row in found if row[0] != "ok"]
    yield from (("page", line) for line in damaged)
    if damaged:
        return
    yield from (("link", str(tuple(row))) for row in connection.exec_driver_sql("PRAGMA foreign_key_check"))
    there = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entry'"
    held = set(connection.exec_driver_sql(there).scalars())
    yield from (
        ("guard", f"trigger {name}") for name, _, each in _GUARDS if each == "ROW" and name not in held
    )


def integrity(connection: Connection) -> Iterator[str]:
    """The findings of the engine's own checks, none when all is well."""
    yield from (line for _, line in complaints(connection))


_SERVER_FINDINGS = """
WITH ours AS (SELECT * FROM pg_class WHERE relnamespace = current_schema()::regnamespace)
SELECT 'index ' || relname FROM pg_index JOIN ours ON ours.oid = indexrelid WHERE NOT (indisvalid AND indisready)
UNION ALL
SELECT 'constraint ' || conname FROM pg_constraint JOIN ours ON ours.oid = conrelid WHERE NOT convalidated
UNION ALL
SELECT 'trigger ' || wanted FROM unnest(ARRAY['entry_no_update', 'entry_no_delete', 'entry_no_truncate']) AS wanted
WHERE NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = to_regclass('entry') AND tgname = wanted AND tgenabled = 'O')
UNION ALL
SELECT 'checksum ' || checksum_failures FROM pg_stat_database
WHERE datname = current_database() AND checksum_failures > 0
"""


def _server_integrity(connection: Connection) -> Iterator[str]:
    """Constraints, indexes and triggers in force, no page of the database found damaged, every row readable."""
    yield from (str(row[0]) for row in connection.exec_driver_sql(_SERVER_FINDINGS))
    for name in inspect(connection).get_table_names():
        rows = sql_table(name)
        whole = cast(literal_column(f'"{name}"'), Text)  # the row as text, so that all of it is read
        connection.execute(select(func.count(func.octet_length(whole))).select_from(rows))


# ---------------------------------------------------------------- complaints

_STATES = {  # https://www.postgresql.org/docs/15/errcodes-appendix.html, the longest beginning counts
    "08": Trouble.SERVER_UNREACHABLE,
    "25006": Trouble.SERVER_READ_ONLY,
    "25P03": Trouble.SERVER_UNREACHABLE,
    "28": Trouble.SERVER_REFUSES,
    "3D000": Trouble.SERVER_REFUSES,
    "3F000": Trouble.SERVER_REFUSES,
    "42501": Trouble.SERVER_READ_ONLY,
    "42703": Trouble.CHANGED,
    "42P01": Trouble.CHANGED,
    "53": Trouble.SERVER_FULL,
    "55P03": Trouble.SERVER_UNREACHABLE,
    "57": Trouble.SERVER_UNREACHABLE,
    "58": Trouble.SERVER_DAMAGED,
    "XX": Trouble.SERVER_DAMAGED,
}


def trouble(error: DBAPIError) -> Trouble | None:
    """What the machine has; nothing when the complaint is about the program."""
    origin: Any = error.orig
    if type(origin).__module__.startswith("psycopg"):
        state = getattr(origin, "sqlstate", None)
        if state is None:
            return Trouble.SERVER_UNREACHABLE if error.connection_invalidated else None
        return next((_STATES[state[:size]] for size in (5, 2) if state[:size] in _STATES), None)
    words = str(origin or error).lower()
    if "full" in words:
        return Trouble.FULL
    if "not a database" in words or "malformed" in words:
        return Trouble.DAMAGED
    signs = ("disk i/o", "readonly", "unable to open", "locked")
    return Trouble.UNWRITABLE if any(sign in words for sign in signs) else None
