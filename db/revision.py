"""Which tables this version works on, and the check that a newer one has not gone beyond them meanwhile."""

import re

from sqlalchemy import Connection, inspect

from db import dialect
from db.faults import DatabaseForeign, DatabaseTooNew

HEAD = "0002"  # the last migration
_OURS = re.compile(r"\d{4}")


def found_in(connection: Connection) -> str | None:
    """The version of the tables, nothing while there are none; raises `DatabaseForeign` for those of others."""
    found = dialect.revision(connection)
    if found is None and inspect(connection).get_table_names():
        raise DatabaseForeign
    if found is not None and not _OURS.fullmatch(found):
        raise DatabaseForeign
    return found


def require_head(connection: Connection) -> None:
    """Refuse to write to tables that another desk's newer program has changed while this one was open."""
    found = dialect.revision_held(connection)
    if found != HEAD:
        raise DatabaseTooNew(found=found or "")
