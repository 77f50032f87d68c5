"""What the machine can refuse a database, and the engines' complaints turned into that."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from db.dialect import EngineTrouble, Trouble, trouble
from greendesk.errors import Fault


class DatabaseTooNew(Fault):
    """The database was written by a newer version of the program; it was left as it is."""

    code = "GD-201"


class DatabaseForeign(Fault):
    """The database holds tables of another program; nothing was put among them."""

    code = "GD-268"


class DatabaseDamaged(Fault):
    """The file is no database, or its key is another one, or it is damaged."""

    code = "GD-202"


class DiskFull(Fault):
    """There is no room left; the transaction was undone."""

    code = "GD-203"


class DatabaseUnwritable(Fault):
    """The database cannot be read or written: disk error, read-only medium, or taken away."""

    code = "GD-204"


class ServerUnreachable(Fault):
    """The server does not answer, or not in time; what was not acknowledged may be undone."""

    code = "GD-207"


class ServerRefuses(Fault):
    """The server does not know the name, the password or the database."""

    code = "GD-208"


class ServerFull(Fault):
    """The server has no room, memory or connection left; the transaction was undone."""

    code = "GD-209"


class ServerReadOnly(Fault):
    """The server only lets read: a standby, or a role without the right to write."""

    code = "GD-213"


class ServerUnfit(Fault):
    """The address names no PostgreSQL server, or one that is too old or does not keep UTF-8."""

    code = "GD-214"


class ServerDamaged(Fault):
    """The server found its own files damaged."""

    code = "GD-215"


FAULTS: dict[Trouble, type[Fault]] = {
    Trouble.DAMAGED: DatabaseDamaged,
    Trouble.FULL: DiskFull,
    Trouble.UNWRITABLE: DatabaseUnwritable,
    Trouble.SERVER_UNREACHABLE: ServerUnreachable,
    Trouble.SERVER_REFUSES: ServerRefuses,
    Trouble.SERVER_FULL: ServerFull,
    Trouble.SERVER_READ_ONLY: ServerReadOnly,
    Trouble.SERVER_UNFIT: ServerUnfit,
    Trouble.SERVER_DAMAGED: ServerDamaged,
    Trouble.CHANGED: DatabaseTooNew,
}


@contextmanager
def translated() -> Iterator[None]:
    """Turn complaints about the machine into faults; anything else is a bug and passes."""
    try:
        yield
    except EngineTrouble as error:
        raise FAULTS[error.trouble]() from error
    except DBAPIError as error:
        found = trouble(error)
        if found is None:
            raise
        raise FAULTS[found]() from error
