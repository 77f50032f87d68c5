"""What differs between the two engines, SQLite and PostgreSQL, and nothing else: all of it lives here."""

from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, Text, case, cast, func, text
from sqlalchemy.dialects import postgresql, sqlite

LOCKED = "greendesk.locked"  # in `Connection.info`: this transaction holds its lock


def on_postgresql(connection: Connection) -> bool:
    """Whether the connection leads to a PostgreSQL server."""
    return connection.dialect.name == "postgresql"


def upsert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what to do with rows that are there (`on_conflict_do_nothing`, `…_do_update`)."""
    return postgresql.insert(table) if on_postgresql(connection) else sqlite.insert(table)


def without_field(connection: Connection, column: Column[Any], name: str) -> ColumnElement[str]:
    """The JSON text of a column without one of its fields."""
    if not on_postgresql(connection):
        return func.json_remove(column, f"$.{name}")
    # jsonb cannot hold U+0000; such a text, which no screen writes, keeps its field
    smaller = cast(cast(column, postgresql.JSONB).op("-")(name), Text)
    return case((column.contains("\\u0000", autoescape=True), column), else_=smaller)


def lock_round(connection: Connection, round_id: str) -> None:
    """Wait until this transaction is the only one that writes to the round; to be called before the first write.

    The lock ends with the transaction. On PostgreSQL what was read before was a snapshot; from here on every
    statement sees all that is committed. SQLite has one writer by nature, and the desk's lock keeps others out.
    """
    if not on_postgresql(connection) or connection.info.get(LOCKED):
        return
    if connection.execute(text("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")).scalar():
        raise RuntimeError(round_id)  # a write came before the lock
    raw = connection.connection.driver_connection
    if raw is None:
        raise RuntimeError(round_id)
    raw.commit()  # ends the snapshot; the driver begins again, reading what is committed
    statement = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' ' || :round, 0))"
    connection.execute(text(statement), {"round": round_id})
    connection.info[LOCKED] = True
