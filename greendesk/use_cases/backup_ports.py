"""What the backups of an open desk need from the machine."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from greendesk.progress import Progress
from greendesk.use_cases.backup_lines import BackupFailure, BackupLine, Figures, Restored, SecondPlace, Trial
from greendesk.use_cases.care import Care
from greendesk.use_cases.desk_context import DeskContext


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

    def here(self) -> tuple[BackupLine, ...]:
        """The backups here; a second place that does not answer is not waited for."""
        ...

    def make(self, reason: str, progress: Progress, /, *, needed: str = "") -> BackupLine:
        """Write a backup here and copy what is new to the second place."""
        ...

    def failure(self) -> BackupFailure | None:
        """The last attempt, when it failed and could be noted."""
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

    def behind(self, now: int, /) -> bool:
        """Whether the second place does not hold the latest backup, as far as is known here."""
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
