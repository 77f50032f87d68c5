"""What the machine can refuse a database, and the driver's complaints turned into that."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError

from greendesk.errors import Fault


class DatabaseTooNew(Fault):
    """The database was written by a newer version of the program; it was left as it is."""

    code = "GD-201"


class DatabaseDamaged(Fault):
    """The file is no database, or its key is another one, or it is damaged."""

    code = "GD-202"


class DiskFull(Fault):
    """There is no room left; the transaction was undone."""

    code = "GD-203"


class DatabaseUnwritable(Fault):
    """The database cannot be read or written: disk error, read-only medium, or taken away."""

    code = "GD-204"


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's complaints about the machine into faults; anything else is a bug and passes."""
    try:
        yield
    except DatabaseError as error:
        fault = _fault(str(error.orig).lower() if error.orig else str(error).lower())
        if fault is None:
            raise
        raise fault from error


def _fault(words: str) -> Fault | None:
    if "full" in words:
        return DiskFull()
    if "not a database" in words or "malformed" in words:
        return DatabaseDamaged()
    if any(sign in words for sign in ("disk i/o", "readonly", "unable to open", "locked")):
        return DatabaseUnwritable()
    return None
