"""What the page of backups reads, and the restore itself; both run on the worker."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from greendesk.errors import GreendeskError
from greendesk.ports import Person
from greendesk.progress import Progress
from ui.composition.desk_folder import DeskFolder
from ui.composition.found_backups import FoundBackup, desk_backups, found_backups

if TYPE_CHECKING:
    from greendesk.desk import Desk
    from greendesk.use_cases.backups import BackupLine, Restored

BEFORE = "before-restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupsRead:
    """The list as it was read, and what a restore has to say of this desk."""

    found: tuple[FoundBackup, ...] = ()
    owner: Person | None = None
    label: str = ""  # of the UKey that this desk's key lies on
    organisers: tuple[str, ...] | None = None  # whom this desk asks for a new certificate, when it is open


def read_list(folder: DeskFolder, source: Path | None, desk: "Desk | None") -> BackupsRead:
    """Read the list on the worker."""
    found = desk_backups(folder) if source is None else found_backups(source)
    if not folder.exists:
        return BackupsRead(found=found)
    owner, label = None, ""
    with suppress(GreendeskError):  # a damaged identity comes back with the backup
        token = folder.token()
        owner, label = folder.owner(), token.label if token is not None else ""
    organisers = None
    if desk is not None:
        with suppress(GreendeskError):  # damaged data are what one comes here for
            rounds = desk.rounds.lines()
            others = dict.fromkeys(one.organiser for one in rounds if "authority" not in one.my_roles)
            organisers = tuple(others)
    return BackupsRead(found=found, owner=owner, label=label, organisers=organisers)


def put_back(
    folder: DeskFolder,
    backup: "BackupLine | Path",
    passphrase: str,
    pin: str,
    desk: "Desk | None",
    progress: Progress,
) -> "tuple[Restored, Desk]":
    """Back the desk up and close it when it is open, put it back from a backup, and open it."""
    if desk is not None:
        with suppress(GreendeskError, OSError):  # what is there is set aside all the same
            needed = backup.name if isinstance(backup, Path) else backup.folder
            desk.backups.make(BEFORE, progress, needed=needed)
        desk.close()
    restored = folder.restore(backup, passphrase, pin, progress)
    return restored, folder.unlock(passphrase, pin)
