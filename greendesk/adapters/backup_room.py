"""The backups of a desk as an open desk sees them: those in its folder and at the second place, and the last trials."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from greendesk.adapters.atomic import write_atomically
from greendesk.adapters.backups import DATABASE, TAIL, Backup, Backups
from greendesk.ports import Progress
from greendesk.use_cases.backups import HERE, SECOND, BackupLine, Inventory, Opened, SecondPlace, Trial

TRIALS = "trials.json"
TRIALS_KEPT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRoom:
    """`greendesk.use_cases.backups.Room` in the folder of a desk."""

    backups: Backups
    inventory: Inventory
    opener: Callable[[Backups, Backup], AbstractContextManager[Opened]]
    scheduled: bool

    def lines(self) -> tuple[BackupLine, ...]:
        """Every backup, here and at the second place, the latest first."""
        return lines(self.backups.folder)

    def make(self, reason: str, progress: Progress, /) -> BackupLine:
        """Write a backup here and copy what is new to the second place."""
        progress.step(0, 2)
        made = self.backups.make(reason)
        progress.step(2, 2)
        return next(line for line in self.lines() if line.folder == made.folder)

    def changed(self) -> bool:
        """Whether records or drafts changed since the last backup."""
        last = next(iter(self.backups.listed()), None)
        return last is None or last.state != self.inventory.figures().mark

    def second(self) -> SecondPlace:
        """The second place as it is set."""
        return SecondPlace(folder=None)

    def set_second(self, folder: Path | None, /) -> None:
        """Set or give up the second place; raises when it cannot be one."""

    def open(self, line: BackupLine, progress: Progress, /) -> AbstractContextManager[Opened]:
        """Restore a backup into a room of its own and open it; raises when it does not open."""
        found = next(one for one in self.backups.listed() if one.folder == line.folder)
        return self.opener(self.backups, found)

    def note_trial(self, trial: Trial, /) -> None:
        """Keep how a trial went."""
        kept = [*read_trials(self.backups.folder), trial][-TRIALS_KEPT:]
        write_atomically(self.backups.folder / TRIALS, json.dumps([asdict(one) for one in kept]).encode())

    def last_trial(self) -> Trial | None:
        """The last trial."""
        return next(reversed(read_trials(self.backups.folder)), None)


def lines(folder: Path, place: str = HERE) -> tuple[BackupLine, ...]:
    """The backups in a folder as their notes tell them, the latest first."""
    tried = {one.folder: one for one in read_trials(folder)}
    found = Backups.listed_in(folder)
    names = {one.folder: one for one in found}
    return tuple(
        BackupLine(
            folder=one.folder,
            reason=one.reason,
            made=one.made,
            size=one.size,
            entries=one.entries,
            last_entry=one.last_entry,
            drafts=one.drafts,
            whole=not one.base or one.base in names,
            tried=tried[one.folder].at if one.folder in tried else None,
            tried_well=one.folder in tried and tried[one.folder].ok,
            place=place,
        )
        for one in found
    )


def read_trials(folder: Path) -> tuple[Trial, ...]:
    """The trials that were kept, the oldest first; none when the list cannot be read."""
    names = {one.name for one in fields(Trial)}
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads((folder / TRIALS).read_bytes())
        return tuple(
            Trial(**{**{name: one[name] for name in names & one.keys()}, "findings": tuple(one["findings"])})
            for one in kept
        )
    return ()


__all__ = ["DATABASE", "SECOND", "TAIL", "BackupRoom", "lines", "read_trials"]
