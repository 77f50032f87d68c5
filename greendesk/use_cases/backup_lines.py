"""Backups as lines: what their notes tell, what a look and a trial found, and how a desk was put back."""

from dataclasses import dataclass
from pathlib import Path

from greendesk.errors import Fault, Refusal

HERE, SECOND = "here", "second"


class NoBackup(Refusal):
    """There is no backup yet, or the one that was named is gone; details: `folder`."""

    code = "GD-250"


class BackupOfAnother(Refusal):
    """The backup belongs to another desk than the one in this folder; details: `folder`."""

    code = "GD-253"


class NoRoomToTry(Fault):
    """The disk has no room to restore a backup for a look or a trial: that says nothing about it; details: `folder`."""

    code = "GD-258"


class BackupDamaged(Fault):
    """A backup does not open, or lacks a part; details: `folder`."""

    code = "GD-251"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupLine:
    """One backup as its own note tells it; opening it would need the passphrase."""

    folder: str
    reason: str  # start, work, asked, or one of BEFORE
    made: int
    size: int
    entries: int  # -1 when it was made by a version that did not note it
    last_entry: int  # when its last record was written, 0 when it has none or the note does not tell
    drafts: int  # -1 likewise
    whole: bool  # all its parts are there with their lengths
    tried: int | None  # when it was last restored for a trial
    tried_well: bool = False
    place: str = HERE  # here, second


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFailure:
    """A backup that could not be made: why, as the code of a fault, and when."""

    code: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupStatus:
    """How the backups of a desk stand."""

    last_made: int | None
    last_tried: int | None
    tried_well: bool  # how the last trial ended
    tried_made: int | None  # when the backup of the last trial was made
    second_place: Path | None
    second_last: int | None  # when the second place last got everything
    second_trouble: str  # a code, "" when all is well
    count: int
    size: int
    next_due: int | None  # when work that goes on is backed up next, nothing where a server sees to it
    failed: BackupFailure | None = None  # the last attempt, when nothing was made since
    second_behind: bool = False  # the second place does not hold the latest backup


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How a trial restore went; `findings` are lines of the database's own checks and of ours."""

    folder: str
    made: int
    at: int
    entries: int
    rounds: int
    drafts: int
    files_missing: int
    seconds: float
    ok: bool
    findings: tuple[str, ...] = ()
    whole: bool = True  # every signature was checked, not only as many as fit into the time


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorHeld:
    """How many records of an author a backup holds, and how many the open desk has that it lacks."""

    fingerprint: str
    name: str
    me: bool
    entries: int
    missing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundHeld:
    """What a backup holds of a round, beside what the open desk holds."""

    round: str
    title: str
    applications: int
    entries: int
    last_entry: int
    authors: tuple[AuthorHeld, ...]
    only_desk: int  # records that the desk has and the backup has not
    only_backup: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a backup holds, and what restoring it would take away and bring back."""

    line: BackupLine
    rounds: tuple[RoundHeld, ...]
    entries: int
    last_entry: int
    drafts: int
    only_desk: int
    only_backup: int
    gone: tuple[str, ...] = ()  # the titles of whole rounds that the desk has and the backup has not


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A desk that was put back: from when, with how much, and where the database that was there lies now."""

    made: int
    at: int
    entries: int
    missing: int  # records that the set-aside database had and that are not here; -1 when it could not tell
    set_aside: Path | None  # nothing where there was no desk before
    renewal: int = 0  # rounds in which the desk needs a new certificate before it writes
    salvaged: bool = False  # out of the damaged file itself; `made` is the time of that then


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDesk:
    """A desk at a second place, for a computer that does not have it."""

    folder: Path  # to be handed to the restore, which takes its latest backup
    name: str
    organisation: str
    lines: tuple[BackupLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPlace:
    """The second place of a desk's backups."""

    folder: Path | None
    last: int | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a database holds; `mark` changes with every record, content, draft and certificate."""

    entries: int
    last_entry: int
    drafts: int
    mark: str
