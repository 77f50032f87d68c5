"""Backups of an open desk: made when they are due, listed, looked into, and tried by a real restore.

Restoring needs no open desk and is done by its folder (`ui.composition.desk_folder.DeskFolder.restore`).
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from greendesk.domain.backup_plan import BEFORE, due, next_due, trial_due
from greendesk.errors import Fault, Refusal
from greendesk.ports import SILENT, Progress
from greendesk.use_cases.care import Care
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.findings import Book, Severity
from greendesk.use_cases.membership_lines import names_in
from greendesk.use_cases.renewal import RenewalLine, Renewals
from greendesk.use_cases.round_check import RoundCheck, Tally

HERE, SECOND = "here", "second"
TRIAL_SECONDS = 60.0  # for the signatures of a large desk


class NoBackup(Refusal):
    """There is no backup yet, or the one that was named is gone; details: `folder`."""

    code = "GD-250"


class BackupOfAnother(Refusal):
    """The backup belongs to another desk than the one in this folder; details: `folder`."""

    code = "GD-253"


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


class Inventory(Protocol):
    """What a database holds."""

    def figures(self) -> Figures:
        """How much there is."""
        ...

    def ids(self, round_id: str, /) -> Iterator[tuple[str, str]]:
        """Id and author of every record of a round."""
        ...

    def files(self) -> Iterator[str]:
        """The SHA-256 of every file that records name, each once."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A backup restored into a room of its own and opened."""

    context: DeskContext
    care: Care
    inventory: Inventory
    has: Callable[[str], bool]  # whether a file (SHA-256) lies where a restore would take it from


class Room(Protocol):
    """Where backups are kept."""

    @property
    def scheduled(self) -> bool:
        """Whether this desk backs itself up; a server's database is the server's business."""
        ...

    def lines(self) -> tuple[BackupLine, ...]:
        """Every backup, here and at the second place, the latest first."""
        ...

    def make(self, reason: str, progress: Progress, /) -> BackupLine:
        """Write a backup here and copy what is new to the second place."""
        ...

    def changed(self) -> bool:
        """Whether records or drafts changed since the last backup."""
        ...

    def second(self) -> SecondPlace:
        """The second place as it is set."""
        ...

    def set_second(self, folder: Path | None, /) -> None:
        """Set or give up the second place; raises when it cannot be one."""
        ...

    def copy(self, now: int, progress: Progress, /) -> None:
        """Copy what is new to the second place; what goes wrong is noted there."""
        ...

    def open(self, line: BackupLine, progress: Progress, /) -> AbstractContextManager[Opened]:
        """Restore a backup into a room of its own and open it; raises when it does not open."""
        ...

    def note_trial(self, trial: Trial, /) -> None:
        """Keep how a trial went."""
        ...

    def last_trial(self) -> Trial | None:
        """The last trial."""
        ...

    @property
    def inventory(self) -> Inventory:
        """What the open desk holds."""
        ...


class Past(Protocol):
    """Whether a desk was put back from a backup."""

    def restored(self) -> Restored | None:
        """How it was last put back, nothing when it never was."""
        ...


class DeskBackups:
    """The verbs and questions about the backups of an open desk."""

    def __init__(
        self,
        context: DeskContext,
        room: Room,
        past: Past,
        renewals: Renewals,
        *,
        seconds: float = TRIAL_SECONDS,
    ) -> None:
        self._context = context
        self._room = room
        self._past = past
        self._renewals = renewals
        self._seconds = seconds

    # ------------------------------------------------------------ questions

    def lines(self) -> tuple[BackupLine, ...]:
        """Every backup, here and at the second place, the latest first."""
        return self._room.lines()

    def status(self) -> BackupStatus:
        """How the backups stand."""
        lines, second, trial = self._room.lines(), self._room.second(), self._room.last_trial()
        here = [line for line in lines if line.place == HERE]
        last = max((line.made for line in here), default=None)
        return BackupStatus(
            last_made=last,
            last_tried=trial.at if trial else None,
            tried_well=trial is not None and trial.ok,
            tried_made=trial.made if trial else None,
            second_place=second.folder,
            second_last=second.last,
            second_trouble=second.trouble,
            count=len(here),
            size=sum(line.size for line in here),
            next_due=next_due(last, self._context.clock.now()) if self._room.scheduled else None,
        )

    def restored(self) -> Restored | None:
        """How this desk was last put back from a backup, nothing when it never was."""
        return self._past.restored()

    def renewals(self) -> tuple[RenewalLine, ...]:
        """The rounds in which this restored desk needs a new certificate before it writes."""
        return self._renewals.lines()

    def due(self, now: int) -> str:
        """The reason for which a backup is due, "" when none is."""
        if not self._room.scheduled:
            return ""
        return due(self._made(), now, self._room.changed)

    # ------------------------------------------------------------ verbs

    def make(self, reason: str, progress: Progress = SILENT) -> BackupLine:
        """Write a backup."""
        return self._room.make(reason, progress)

    def make_due(self, progress: Progress = SILENT) -> BackupLine | None:
        """Write the backup that is due; nothing when none is."""
        reason = self.due(self._context.clock.now())
        return self._room.make(reason, progress) if reason else None

    def set_second(self, folder: Path | None) -> None:
        """Set the folder to which every backup is copied, or give it up."""
        self._room.set_second(folder)

    def copy_second(self, progress: Progress = SILENT) -> SecondPlace:
        """Copy the latest backup and new attachments to the second place now; tells how it stands then."""
        self._room.copy(self._context.clock.now(), progress)
        return self._room.second()

    def try_due(self, progress: Progress = SILENT) -> Trial | None:
        """Try the latest backup, once a day; nothing when it is not due."""
        if not self._room.scheduled:
            return None
        trial, made = self._room.last_trial(), self._made()
        if not trial_due(trial.at if trial else None, max(made, default=None), self._context.clock.now()):
            return None
        return self.try_restore(None, progress)

    def try_restore(self, line: BackupLine | None = None, progress: Progress = SILENT) -> Trial:
        """Restore a backup (the latest) into a room of its own, open and check it; the outcome is kept."""
        chosen, begun = line or self._latest(), time.monotonic()
        entries = rounds = drafts = missing = 0
        whole = True
        try:
            with self._room.open(chosen, progress) as opened:
                findings, whole = trial_findings(opened, self._seconds, progress)
                figures, rounds = opened.inventory.figures(), len(opened.context.store.rounds())
                entries, drafts = figures.entries, figures.drafts
                missing = sum(1 for one in opened.inventory.files() if not opened.has(one))
                findings += _differing(chosen, figures)
        except (Fault, Refusal, OSError) as error:
            findings = (getattr(error, "code", "") or type(error).__name__,)
        trial = Trial(
            folder=chosen.folder,
            made=chosen.made,
            at=self._context.clock.now(),
            entries=entries,
            rounds=rounds,
            drafts=drafts,
            files_missing=missing,
            seconds=time.monotonic() - begun,
            ok=not findings,
            findings=findings,
            whole=whole,
        )
        self._room.note_trial(trial)
        return trial

    def look_into(self, line: BackupLine, progress: Progress = SILENT) -> Contents:
        """What a backup holds, beside what the open desk holds."""
        with self._room.open(line, progress) as opened:
            rounds = tuple(self._held(opened, round_id) for round_id in opened.context.store.rounds())
            drafts = opened.inventory.figures().drafts
        inside = {one.round for one in rounds}
        others = [one for one in self._context.store.rounds() if one not in inside]
        return Contents(
            line=line,
            rounds=rounds,
            entries=sum(one.entries for one in rounds),
            last_entry=max((one.last_entry for one in rounds), default=0),
            drafts=drafts,
            only_desk=sum(one.only_desk for one in rounds)
            + sum(sum(1 for _ in self._room.inventory.ids(one)) for one in others),
            only_backup=sum(one.only_backup for one in rounds),
        )

    # ------------------------------------------------------------ parts

    def _made(self) -> list[int]:
        return [line.made for line in self._room.lines() if line.place == HERE]

    def _latest(self) -> BackupLine:
        for line in self._room.lines():
            if line.whole:
                return line
        raise NoBackup(folder="")

    def _held(self, opened: Opened, round_id: str) -> RoundHeld:
        there = dict(opened.inventory.ids(round_id))
        known = round_id in self._context.store.rounds()
        here = dict(self._room.inventory.ids(round_id)) if known else {}
        me = self._context.me(round_id) if known else ""
        people = self._names(round_id) if known else {}
        with opened.context.works(round_id) as work:
            admitted, units = names_in(work.ledger)
            heads = work.ledger.heads("round.opened", (round_id,))
            last = work.ledger.latest_time()[0]
        people |= admitted
        held = Counter(there.values())
        lacking = Counter(author for name, author in here.items() if name not in there)
        authors = [
            AuthorHeld(
                fingerprint=one,
                name=people.get(one, ""),
                me=one == me,
                entries=held[one],
                missing=lacking[one],
            )
            for one in held | lacking
        ]
        return RoundHeld(
            round=round_id,
            title=heads[0].content["title"] if heads else "",
            applications=len(units),
            entries=len(there),
            last_entry=last,
            authors=tuple(sorted(authors, key=lambda one: (not one.me, one.name, one.fingerprint))),
            only_desk=lacking.total(),
            only_backup=len(there.keys() - here.keys()),
        )

    def _names(self, round_id: str) -> dict[str, str]:
        """The names of everybody who was admitted on the open desk."""
        with self._context.works(round_id) as work:
            return dict(names_in(work.ledger)[0])


def _differing(line: BackupLine, held: Figures) -> tuple[str, ...]:
    """What the note of a backup says otherwise than the backup itself."""
    found = []
    if line.entries not in {-1, held.entries}:
        found.append(f"entries {held.entries} != {line.entries}")
    if line.drafts not in {-1, held.drafts}:
        found.append(f"drafts {held.drafts} != {line.drafts}")
    return tuple(found)


class _Enough(Exception):
    """The time for a trial is over."""


def trial_findings(opened: Opened, seconds: float, progress: Progress) -> tuple[tuple[str, ...], bool]:
    """What the checks of an opened backup find, and whether every record was looked at before the time ended."""
    end, book = time.monotonic() + seconds, Book()
    found = [one.line for one in opened.care.complaints()]
    done = 0

    def step(records: int, /) -> None:
        nonlocal done
        done += records
        progress.step(done, max(done, total))
        if time.monotonic() > end:
            raise _Enough

    total = sum(map(opened.care.count, opened.context.store.rounds()))
    whole = True
    try:
        for round_id in opened.context.store.rounds():
            for _ in RoundCheck(opened.context, opened.care, round_id, book).read(Tally(), step):
                pass
    except _Enough:
        whole = False
    found += [one.what.code for one in book.ordered() if one.what.severity is Severity.ERROR]
    return tuple(dict.fromkeys(found)), whole


__all__ = [
    "BEFORE",
    "HERE",
    "SECOND",
    "AuthorHeld",
    "BackupDamaged",
    "BackupLine",
    "BackupOfAnother",
    "BackupStatus",
    "Contents",
    "DeskBackups",
    "Figures",
    "FoundDesk",
    "Inventory",
    "NoBackup",
    "Opened",
    "Past",
    "RenewalLine",
    "Restored",
    "Room",
    "RoundHeld",
    "SecondPlace",
    "Trial",
]
