"""The backup without which no database is upgraded: a copy of the file as the earlier version left it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from greendesk.adapters.backup_faults import (
    BackupDiskFull,
    BackupNotWritten,
    BackupOfDamage,
    BackupUnwritable,
)
from greendesk.adapters.backups import Backups
from greendesk.errors import Fault
from greendesk.ports import Clock

REASON = "before-upgrade"


class UpgradeNotBackedUp(Fault):
    """The backup before the upgrade could not be made, so nothing was upgraded; each cause has its class."""


class UpgradeUnwritable(UpgradeNotBackedUp):
    """The backup before the upgrade cannot be written, or the copy is not whole; details: `reason`."""

    code = "GD-267"


class UpgradeWithoutRoom(UpgradeNotBackedUp):
    """The disk has no room for the backup before the upgrade, so nothing was upgraded; details: `reason`."""

    code = "GD-262"


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeUpgrade:
    """Keeps a desk's database and identity in its folder of backups before they are upgraded."""

    folder: Path
    identity: Path
    whole: Callable[[Path], bool]
    clock: Clock
    begins: Callable[[], None] = lambda: None

    def __call__(self, save: Callable[[Path], None], /) -> None:
        """Write the backup with what copies the file; a file that turns out damaged is said to be that."""
        backups = Backups(
            folder=self.folder,
            identity=self.identity,
            save=save,
            whole=self.whole,
            save_tail=_no_tail,
            join_tail=_no_join,
            clock=self.clock,
        )
        self.begins()
        backups.sweep()
        try:
            backups.make(REASON)
        except BackupNotWritten as error:
            if isinstance(error, BackupOfDamage) and error.__cause__ is not None:
                raise error.__cause__ from error
            failed = UpgradeWithoutRoom if isinstance(error, BackupDiskFull) else UpgradeUnwritable
            raise failed(reason=str(error.details.get("reason", ""))) from error


def _no_tail(_base: Path, _target: Path) -> bool:
    """What came after a copy cannot be told from a database of another version: it is copied whole."""
    return False


def _no_join(_base: Path, _tail: Path, _target: Path) -> None:
    """Nothing is restored here."""
    raise BackupUnwritable(reason="tail")
