"""Backups of an open desk: made when they are due, listed, looked into, and tried by a real restore.

Restoring needs no open desk and is done by its folder (`ui.composition.desk_folder.DeskFolder.restore`).
"""

import time
from pathlib import Path
from threading import RLock

from greendesk.domain.backup_plan import BEFORE, due, next_due, trial_due
from greendesk.domain.plausible_clock import EARLIEST
from greendesk.errors import Fault, Refusal
from greendesk.progress import SILENT, Progress
from greendesk.use_cases.backup_contents import contents_of
from greendesk.use_cases.backup_lines import (
    HERE,
    SECOND,
    AuthorHeld,
    BackupDamaged,
    BackupFailure,
    BackupLine,
    BackupOfAnother,
    BackupStatus,
    Contents,
    Figures,
    FoundDesk,
    NoBackup,
    NoRoomToTry,
    Restored,
    RoundHeld,
    SecondPlace,
    Trial,
)
from greendesk.use_cases.backup_ports import Inventory, Opened, Past, Room
from greendesk.use_cases.backup_trial import differing, trial_findings
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.gate import Gate
from greendesk.use_cases.renewal import RenewalLine, Renewals

TRIAL_SECONDS = 60.0  # for the signatures of a large desk
PAUSE = 300.0  # seconds between two attempts to reach a second place that is behind


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
        self._gate = Gate()
        self._making = RLock()  # one backup at a time; trials and looks have rooms of their own
        self._failed: BackupFailure | None = None
        self._copied = -PAUSE  # when the second place was last asked

    # ------------------------------------------------------------ questions

    def lines(self) -> tuple[BackupLine, ...]:
        """Every backup, here and at the second place, the latest first."""
        return self._room.lines()

    def status(self) -> BackupStatus:
        """How the backups stand."""
        here, second, trial = self._room.here(), self._room.second(), self._room.last_trial()
        last, now = max((line.made for line in here), default=None), self._context.clock.now()
        if trial is not None and trial.at < EARLIEST:  # by a clock that was impossible
            trial = None
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
            next_due=next_due(last, now) if self._room.scheduled else None,
            failed=self._failure(last),
            second_behind=self._room.behind(now),
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
        made = self._made()
        again = "work" if self._failure(max(made, default=None)) is not None else ""
        return due(made, now, self._room.changed) or again

    # ------------------------------------------------------------ verbs

    def make(self, reason: str, progress: Progress = SILENT, *, needed: str = "") -> BackupLine:
        """Write a backup; the one of the name `needed`, because it is about to be restored, stays."""
        with self._gate.passed(progress) as watched, self._making:
            return self._make(reason, watched, needed)

    def make_due(self, progress: Progress = SILENT) -> BackupLine | None:
        """Write the backup that is due; nothing when none is, or the desk is closed by now."""
        if self._gate.closed:
            return None
        with self._gate.passed(progress) as watched, self._making:
            reason = self.due(self._context.clock.now())
            return self._make(reason, watched) if reason else None

    def set_second(self, folder: Path | None) -> None:
        """Set the folder to which every backup is copied, or give it up."""
        self._room.set_second(folder)

    def copy_due(self, progress: Progress = SILENT) -> bool:
        """Bring the second place up to date when it is behind; says whether anything came of it."""
        waits = time.monotonic() - self._copied < PAUSE
        if self._gate.closed or waits or not self._room.behind(self._context.clock.now()):
            return False
        before = self._room.second()
        return self.copy_second(progress) != before

    def copy_second(self, progress: Progress = SILENT) -> SecondPlace:
        """Copy the latest backup and new attachments to the second place now; tells how it stands then."""
        with self._gate.passed(progress) as watched, self._making:
            self._copied = time.monotonic()
            self._room.copy(self._context.clock.now(), watched)
            return self._room.second()

    def try_due(self, progress: Progress = SILENT) -> Trial | None:
        """Try the latest backup, once a day; nothing when it is not due, or the desk is closed by now."""
        if not self._room.scheduled or self._gate.closed:
            return None
        trial, made = self._room.last_trial(), self._made()
        if not trial_due(trial.at if trial else None, max(made, default=None), self._context.clock.now()):
            return None
        return self.try_restore(None, progress)

    def try_restore(self, line: BackupLine | None = None, progress: Progress = SILENT) -> Trial:
        """Restore a backup (the latest) into a room of its own, open and check it; the outcome is kept."""
        with self._gate.passed(progress) as watched:
            return self._try(line, watched)

    def _try(self, line: BackupLine | None, progress: Progress) -> Trial:
        chosen, begun = line or self._latest(), time.monotonic()
        entries = rounds = drafts = missing = 0
        whole = True
        try:
            with self._room.open(chosen, progress) as opened:
                findings, whole = trial_findings(opened, self._seconds, progress)
                figures, rounds = opened.inventory.figures(), len(opened.context.store.rounds())
                entries, drafts = figures.entries, figures.drafts
                missing = sum(1 for one in opened.inventory.files() if not opened.has(one))
                findings += differing(chosen, figures)
        except NoRoomToTry:
            raise
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
        with self._gate.passed(progress) as watched, self._room.open(line, watched) as opened:
            return contents_of(self._context, self._room.inventory, line, opened)

    def close(self) -> None:
        """Stop what another thread does with backups, and wait for it; before the desk is closed."""
        self._gate.close()

    # ------------------------------------------------------------ parts

    def _make(self, reason: str, progress: Progress, needed: str = "") -> BackupLine:
        try:
            made = self._room.make(reason, progress, needed=needed)
        except Fault as error:
            self._failed = BackupFailure(code=error.code, at=self._context.clock.now())
            raise
        self._failed = None
        return made

    def _failure(self, last: int | None) -> BackupFailure | None:
        """The last attempt, when it failed and nothing was made since, by whomever."""
        found = [one for one in (self._failed, self._room.failure()) if one is not None]
        latest = max(found, key=lambda one: one.at, default=None)
        return latest if latest is not None and (last is None or latest.at > last) else None

    def _made(self) -> list[int]:
        return [line.made for line in self._room.here()]

    def _latest(self) -> BackupLine:
        for line in (*self._room.here(), *self._room.lines()):
            if line.whole:
                return line
        raise NoBackup(folder="")


__all__ = [
    "BEFORE",
    "HERE",
    "SECOND",
    "AuthorHeld",
    "BackupDamaged",
    "BackupFailure",
    "BackupLine",
    "BackupOfAnother",
    "BackupStatus",
    "Contents",
    "DeskBackups",
    "Figures",
    "FoundDesk",
    "Inventory",
    "NoBackup",
    "NoRoomToTry",
    "Opened",
    "Past",
    "RenewalLine",
    "Restored",
    "Room",
    "RoundHeld",
    "SecondPlace",
    "Trial",
]
