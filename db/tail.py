"""What a large desk's database has beyond an earlier whole copy of it: a backup in a moment instead of a minute.

Entries are only ever added, so those after the last one of the copy, and bodies that came for envelopes which
the copy held without, are all that is new in the ledger. The small tables go whole; derived ones are made again.
"""

import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from db import dialect, tables

_SMALL = tuple(
    table.name for table in tables.metadata.sorted_tables if table not in (*tables.DERIVED, tables.entries)
)


def save_tail(connection: Connection, base: Path, target: Path, key: bytes) -> bool:
    """Write what is new since `base` into a new file; False when the ledger does not go on from there."""
    run = connection.exec_driver_sql
    run("COMMIT")  # files are attached outside of transactions
    secret = f"x'{key.hex()}'"
    run("ATTACH ? AS base KEY ?", (str(base), secret))
    try:
        run("ATTACH ? AS tail KEY ?", (str(target), secret))
        try:
            run("BEGIN")
            if not _same_tables(run):
                run("COMMIT")
                return False
            last = run("SELECT rowid, id FROM base.entry ORDER BY rowid DESC LIMIT 1").first()
            number, name = last if last is not None else (0, None)
            here = run("SELECT id FROM main.entry WHERE rowid = ?", (number,)).scalar()
            if here == name:
                _write(run, number)
            run("COMMIT")
            return bool(here == name)
        finally:
            run("DETACH tail")
    finally:
        run("DETACH base")
        run("BEGIN")


def _same_tables(run: Any) -> bool:  # noqa: ANN401 - executes one statement
    """Whether the copy was made by a version with the same tables: the small ones are put over those of the copy."""
    of_both = (
        "SELECT version_num FROM base.alembic_version UNION SELECT version_num FROM main.alembic_version"
    )
    return len(run(of_both).all()) == 1


def _write(run: Any, number: int) -> None:  # noqa: ANN401 - executes one statement
    run(
        "CREATE TABLE tail.entry AS SELECT * FROM main.entry WHERE rowid > ? UNION ALL "
        "SELECT held.* FROM base.standing AS aside JOIN main.entry AS held ON held.id = aside.entry "
        "WHERE aside.state IN ('withheld', 'waiting') AND held.body IS NOT NULL",
        (number,),
    )
    for name in _SMALL:
        run(f'CREATE TABLE tail."{name}" AS SELECT * FROM main."{name}"')  # noqa: S608 - our own names


def join_tail(base: Path, tail: Path, target: Path, key: bytes) -> None:
    """Make the database again that `tail` was written from; derived tables are made again by whoever opens it."""
    shutil.copyfile(base, target)
    connection = dialect.open_file(target, key, foreign_keys=False)
    try:
        run = connection.execute
        run("ATTACH ? AS tail KEY ?", (str(tail), f"x'{key.hex()}'"))
        run("BEGIN")
        run(
            "UPDATE entry SET body = (SELECT new.body FROM tail.entry AS new WHERE new.id = entry.id) "
            "WHERE body IS NULL AND id IN (SELECT id FROM tail.entry)"
        )
        run("INSERT INTO entry SELECT * FROM tail.entry WHERE id NOT IN (SELECT id FROM main.entry)")
        tables_of = "SELECT name FROM tail.sqlite_master WHERE type = 'table' AND name != 'entry'"
        for (name,) in run(
            tables_of
        ).fetchall():  # those of the version that made both, which may be an earlier one
            run(f'DELETE FROM main."{name}"')  # noqa: S608 - our own names
            run(f'INSERT INTO main."{name}" SELECT * FROM tail."{name}"')  # noqa: S608 - our own names
        run("COMMIT")
        run("DETACH tail")
        run("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
