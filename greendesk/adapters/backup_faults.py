"""Why a backup could not be made: the disk is full, the data file is damaged, or what is written there is not whole.

What failed before a file is received has a code of its own each, for the person was about to do something else. The
last failure is noted beside the backups, so that it is known after the next start, too.
"""

import errno
import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from greendesk.adapters.atomic import StoreFull, remove, write_atomically
from greendesk.errors import Fault
from greendesk.use_cases.backup_lines import BackupFailure

NOTE = "failed.json"
RECEIVING = "before-receiving"
DAMAGED = "GD-202"
_FULL_CODES = {StoreFull.code, "GD-203"}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class BackupNotWritten(Fault):
    """A backup could not be made; each cause has a class of its own."""


class BackupUnwritable(BackupNotWritten):
    """A backup could not be made: its folder cannot be written, or the copy is not whole; details: `reason`."""

    code = "GD-259"


class BackupDiskFull(BackupNotWritten):
    """A backup could not be made: the disk has no room for it; details: `reason`."""

    code = "GD-260"


class BackupOfDamage(BackupNotWritten):
    """A backup could not be made: the data file that is to be copied is damaged; details: `reason`."""

    code = "GD-261"


class ReceivingNotBackedUp(BackupNotWritten):
    """The backup before a file is received cannot be written, or the copy is not whole; details: `reason`."""

    code = "GD-638"


class ReceivingDiskFull(BackupNotWritten):
    """The disk has no room for the backup before a file is received; details: `reason`."""

    code = "GD-640"


class ReceivingOntoDamage(BackupNotWritten):
    """The data file turns out damaged at the backup before a file is received; details: `reason`."""

    code = "GD-641"


def not_written(error: Exception, reason: str) -> BackupNotWritten:
    """The fault of a backup for this reason (`before-receiving`, …), from what the disk or the database said."""
    code = error.code if isinstance(error, Fault) else ""
    told = error.details.get("reason", "") if isinstance(error, BackupNotWritten) else ""
    why = told or code or getattr(error, "strerror", "") or ""
    before = reason == RECEIVING
    if code == DAMAGED:
        return (ReceivingOntoDamage if before else BackupOfDamage)(reason=why)
    if code in _FULL_CODES or (isinstance(error, OSError) and error.errno in _FULL):
        return (ReceivingDiskFull if before else BackupDiskFull)(reason=why)
    return (ReceivingNotBackedUp if before else BackupUnwritable)(reason=why)


def note_failure(folder: Path, failure: BackupFailure) -> None:
    """Keep that a backup failed, where there are backups already; a disk that takes no note is told otherwise."""
    with suppress(Fault, OSError):
        if folder.is_dir():
            write_atomically(folder / NOTE, json.dumps(asdict(failure)).encode())


def forget_failure(folder: Path) -> None:
    """A backup was made: what failed before it is of no account."""
    with suppress(OSError):
        remove(folder / NOTE)


def last_failure(folder: Path) -> BackupFailure | None:
    """The failure that is noted beside the backups, nothing when the last one was made."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads((folder / NOTE).read_bytes())
        return BackupFailure(code=str(kept["code"]), at=int(kept["at"]))
    return None
