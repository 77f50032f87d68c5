"""A desk rescued whose data file no longer opens: from the file itself and every backup, else from backups alone."""

from pathlib import Path
from typing import TYPE_CHECKING

from greendesk.progress import SILENT, Progress
from ui.composition.backing import FOLDER
from ui.composition.desk_files import DATABASE, IDENTITY
from ui.composition.restoring import Source, of_this_desk, put_back

if TYPE_CHECKING:
    from greendesk.adapters.identity import Identity
    from greendesk.use_cases.backups import Restored

DAMAGED = "damaged"
_TRIED = 5  # backups that a rescue tries


def rescue(path: Path, passphrase: str, *, alone: bool, progress: Progress = SILENT) -> "Restored":
    """Make a damaged data file anew: from what can be read of it and every backup, else from backups alone."""
    from db.faults import DatabaseDamaged
    from greendesk.adapters.backups import Backups
    from greendesk.adapters.desk_folder import claim
    from greendesk.adapters.identity import unlock_identity
    from greendesk.adapters.putting_back import give_up
    from greendesk.adapters.safety import databases
    from greendesk.use_cases.backups import BackupDamaged

    lock = claim(path)
    try:
        identity = unlock_identity(path / IDENTITY, passphrase)
        identity.key.close()
        try:
            return _salvage(path, identity, alone=alone, progress=progress)
        except DatabaseDamaged:
            others = tuple(databases(path / FOLDER))
            for backup in Backups.listed_in(path / FOLDER)[:_TRIED]:
                source = Source(path / FOLDER, backup)
                try:
                    return put_back(
                        path,
                        source,
                        identity,
                        others,
                        path / DAMAGED,
                        own=True,
                        alone=alone,
                        progress=progress,
                    )
                except (BackupDamaged, DatabaseDamaged):
                    continue
            raise
    finally:
        give_up(path)
        lock.release()


def _salvage(path: Path, identity: "Identity", *, alone: bool, progress: Progress) -> "Restored":
    """Read what can be read of the damaged file into a new one, fill it up from backups, and note what is missing."""
    from db.inventory import certificates_of
    from db.salvage import salvage
    from greendesk.adapters.blobs import BlobStore
    from greendesk.adapters.clock import SystemClock
    from greendesk.adapters.restored import NOTE, RestoredNote, read_note, write_note
    from greendesk.adapters.safety import databases
    from greendesk.adapters.set_aside import DamagedShelf
    from greendesk.use_cases.backups import Restored
    from greendesk.use_cases.care import missed_of

    key, now = identity.database_key, SystemClock().now()
    shelf = DamagedShelf(path, BlobStore(path / "files", key), SystemClock())
    kept, copies = Path(shelf.place(DATABASE)), tuple(databases(path / FOLDER))
    found = salvage(path / DATABASE, key, kept, copies, progress)
    shelf.note(missed_of(found))
    _remake(path / DATABASE, identity)
    missing = -1 if found.unnamed else len(found.entries)
    restored = Restored(
        made=now, at=now, entries=found.kept, missing=missing, set_aside=kept.parent, salvaged=True
    )
    note = read_note(path / NOTE)
    retired = note.retired
    if found.unnamed and not alone:  # records of its own may be among what nobody can name
        retired |= of_this_desk(certificates_of(path / DATABASE, key), identity)
    write_note(path / NOTE, RestoredNote(retired=retired, restored=restored))
    return restored


def _remake(path: Path, identity: "Identity") -> None:
    """Make the derived tables of a salvaged database from its records; what hinders it is told by the doctor."""
    from contextlib import suppress

    from db.database import Database
    from greendesk.errors import GreendeskError

    database = Database(path, identity.database_key, identity.desk_id)
    try:
        with suppress(GreendeskError):
            for round_id in database.rounds():
                database.rebuild(round_id)
    finally:
        database.close()
