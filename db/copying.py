"""A desk's rows carried from a server into a file of its own, whole and readable with the desk's key."""

from pathlib import Path

from sqlalchemy import Connection, insert, select

from db import tables
from db.engine import open_engine
from db.sealing import Seal

_ROWS = 2000  # in memory at once
_OF_A_DESK = frozenset({tables.memberships, tables.drafts, tables.draft_steps})


def write_file(source: Connection, target: Path, seal: Seal) -> None:
    """Write everything that the desk may use into a new database file: rounds, entries, its own drafts and keys."""
    from db.migrations.upgrade import upgrade  # slow to import, and few desks need it

    engine = open_engine(target, seal.key)
    try:
        upgrade(engine)
        with engine.begin() as connection:
            for table in tables.metadata.sorted_tables:
                query = select(table)
                if table in _OF_A_DESK:
                    query = query.where(table.c.desk == seal.desk)
                found = source.execute(query.execution_options(yield_per=_ROWS))
                for rows in found.mappings().partitions():
                    connection.execute(insert(table), [dict(row) for row in rows])
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA journal_mode = DELETE")  # so that all of it is in one file
            connection.exec_driver_sql("BEGIN")
    finally:
        engine.dispose()
