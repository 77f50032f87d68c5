"""The backups of a desk as the open desk sees them: those in its folder and at the second place, and the trials."""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from greendesk.adapters.backup_faults import last_failure
from greendesk.adapters.backup_notes import lines
from greendesk.adapters.backups import Backup, Backups
from greendesk.adapters.second_place import BACKUPS, Second, lines_of, place_of
from greendesk.adapters.trials import keep_trial, read_trials
from greendesk.errors import Fault
from greendesk.progress import Progress
from greendesk.use_cases.backups import (
    SECOND,
    BackupFailure,
    BackupLine,
    Inventory,
    NoBackup,
    NoRoomToTry,
    Opened,
    SecondPlace,
    Trial,
)

ROOM_FOR_TRIAL = 3  # times the size of a backup: it, its journal, and tables made again


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRoom:
    """`greendesk.use_cases.backups.Room` in the folder of a desk; `reading` gives the backups of another folder."""

    backups: Backups
    away: Second
    reading: Callable[[Path], Backups]
    inventory: Inventory
    opener: Callable[[Backups, Backup], AbstractContextManager[Opened]]
    scheduled: bool

    @property
    def _desk(self) -> Path:
        return self.backups.folder.parent

    def lines(self) -> tuple[BackupLine, ...]:
        """Every backup, here and at the second place, the latest first."""
        found = (*self.here(), *lines_of(self._desk))
        return tuple(sorted(found, key=lambda one: (-one.made, one.place)))

    def here(self) -> tuple[BackupLine, ...]:
        """The backups here; a second place that does not answer is not waited for."""
        return lines(self.backups.folder)

    def make(self, reason: str, progress: Progress, /, *, needed: str = "") -> BackupLine:
        """Write a backup here and copy what is new to the second place."""
        progress.step(0, 1)
        made = self.backups.make(reason, needed=needed)
        self.away.copy(made.made, progress, needed)
        return next(line for line in self.here() if line.folder == made.folder)

    def failure(self) -> BackupFailure | None:
        """The last attempt, when it failed and could be noted."""
        return last_failure(self.backups.folder)

    def changed(self) -> bool:
        """Whether records or drafts changed since the last backup, or that cannot be told."""
        last = next(iter(self.backups.listed()), None)
        try:
            return last is None or last.state != self.inventory.figures().mark
        except Fault:  # the backup that follows says what is wrong
            return True

    def second(self) -> SecondPlace:
        """The second place as it is set."""
        return self.away.place()

    def set_second(self, folder: Path | None, /) -> None:
        """Set or give up the second place; raises when it cannot be one."""
        self.away.set(folder)

    def behind(self, now: int, /) -> bool:
        """Whether the second place does not hold the latest backup, as far as is known here."""
        return self.away.behind(now)

    def copy(self, now: int, progress: Progress, /) -> None:
        """Copy what is new to the second place."""
        self.away.copy(now, progress)

    def open(self, line: BackupLine, progress: Progress, /) -> AbstractContextManager[Opened]:
        """Restore a backup into a room of its own and open it; raises when it does not open."""
        progress.step(0, 1)
        place = place_of(self._desk) / BACKUPS if line.place == SECOND else self.backups.folder
        for found in Backups.listed_in(place):
            if found.folder == line.folder:
                if shutil.disk_usage(self._desk).free < found.size * ROOM_FOR_TRIAL:
                    raise NoRoomToTry(folder=line.folder)
                return self.opener(self.reading(place), found)
        raise NoBackup(folder=line.folder)

    def note_trial(self, trial: Trial, /) -> None:
        """Keep how a trial went."""
        keep_trial(self.backups.folder, trial)

    def last_trial(self) -> Trial | None:
        """The last trial."""
        return next(reversed(read_trials(self.backups.folder)), None)


__all__ = ["BackupRoom", "lines"]
