"""The backups of a desk, wired: made from its open database, opened in a room of their own for a look or a trial."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.database import Database
    from greendesk.adapters.backup_room import BackupRoom
    from greendesk.adapters.backups import Backup, Backups
    from greendesk.adapters.blobs import BlobStore
    from greendesk.adapters.identity import Identity
    from greendesk.use_cases.backups import Opened
    from greendesk.use_cases.desk_context import DeskContext

    Context = Callable[[Identity, Database, BlobStore, Path], DeskContext]

FOLDER = "backups"


def backups_of(path: Path, identity: "Identity", database: "Database") -> "Backups":
    """The backups in the desk's own folder."""
    from db.copy_check import copy_is_whole
    from db.tail import join_tail
    from greendesk.adapters.backups import IDENTITY, Backups
    from greendesk.adapters.clock import SystemClock

    backups = Backups(
        folder=path / FOLDER,
        identity=path / IDENTITY,
        save=database.save_copy,
        whole=lambda copy: copy_is_whole(copy, identity.database_key),
        save_tail=database.save_tail,
        join_tail=lambda base, tail, target: join_tail(base, tail, target, identity.database_key),
        count=database.inventory().figures,
        clock=SystemClock(),
    )
    backups.sweep()
    return backups


def backup_room(
    path: Path,
    identity: "Identity",
    database: "Database",
    blobs: "BlobStore",
    context: "Context",
    *,
    scheduled: bool,
) -> "BackupRoom":
    """The backups as the open desk sees them; `context` makes a desk's context over another database."""
    from greendesk.adapters.backup_room import BackupRoom

    def opener(backups: "Backups", backup: "Backup") -> "Iterator[Opened]":
        return opened(path, identity, blobs, context, backups, backup)

    return BackupRoom(
        backups=backups_of(path, identity, database),
        inventory=database.inventory(),
        opener=contextmanager(opener),
        scheduled=scheduled,
    )


def opened(
    path: Path,
    identity: "Identity",
    blobs: "BlobStore",
    context: "Context",
    backups: "Backups",
    backup: "Backup",
) -> "Iterator[Opened]":
    """Restore a backup among the temporary copies of the desk, open it, and remove it at the end."""
    import secrets
    import shutil

    from db.database import Database
    from greendesk.adapters.backups import DATABASE
    from greendesk.adapters.desk_folder import COPIES
    from greendesk.ledger.entry import sha256
    from greendesk.use_cases.backups import Opened

    place = path / COPIES / f"trial-{secrets.token_hex(6)}"
    try:
        backups.restore(backup, place)
        database = Database(place / DATABASE, identity.database_key, sha256(identity.public_key))
        try:
            if backup.base:
                for round_id in database.rounds():
                    database.rebuild(round_id)
            yield Opened(
                context=context(identity, database, blobs, place),
                care=database.care(tuple),
                inventory=database.inventory(),
                has=blobs.has,
            )
        finally:
            database.close()
    finally:
        shutil.rmtree(place, ignore_errors=True)
