"""The backups of a desk, wired: made from its open database, opened in a room of their own for a look or a trial."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from greendesk.errors import GreendeskError

if TYPE_CHECKING:
    from db.database import Database
    from greendesk.adapters.backups import Backup, Backups
    from greendesk.adapters.identity import Identity
    from greendesk.use_cases.backups import DeskBackups, Opened
    from greendesk.use_cases.desk_context import DeskContext
    from greendesk.use_cases.membership import Members

    Another = Callable[[Database, Path], DeskContext]

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


def backups_in(folder: Path, identity: "Identity") -> "Backups":
    """The backups in a folder, only to be read: there is no open database beside them."""
    from db.copy_check import copy_is_whole
    from db.tail import join_tail
    from greendesk.adapters.backups import IDENTITY, Backups, no_tail_to_save, nothing_to_save
    from greendesk.adapters.clock import SystemClock

    return Backups(
        folder=folder,
        identity=folder / IDENTITY,
        save=nothing_to_save,
        whole=lambda copy: copy_is_whole(copy, identity.database_key),
        save_tail=no_tail_to_save,
        join_tail=lambda base, tail, target: join_tail(base, tail, target, identity.database_key),
        clock=SystemClock(),
    )


def desk_backups(
    path: Path,
    identity: "Identity",
    database: "Database",
    context: "DeskContext",
    members: "Members",
    another: "Another",
    *,
    scheduled: bool,
) -> "DeskBackups":
    """The backups of an open desk; one that was put back from a backup, or recovered, renews itself where it can.

    `another` makes a context over the database of a backup.
    """
    from greendesk.adapters.backup_room import BackupRoom
    from greendesk.adapters.restored import RestoredDesk
    from greendesk.adapters.second_place import Second
    from greendesk.use_cases.backups import DeskBackups
    from greendesk.use_cases.renewal import Renewals

    past, renewals = RestoredDesk(path), Renewals(context, members)
    backups, restored, renewed = backups_of(path, identity, database), past.restored(), 0
    if restored is not None and restored.salvaged:
        renewals.go_on()
    if identity.renewed:
        renewals.retire_others()
    if restored is not None or identity.renewed:
        renewed = renewals.renew_own()
    if renewed and scheduled:
        with suppress(GreendeskError):  # nobody else has the new certificates yet
            backups.make("work")

    def opener(backups: "Backups", backup: "Backup") -> "Iterator[Opened]":
        return opened(path, identity, another, backups, backup)

    room = BackupRoom(
        backups=backups,
        away=Second(path, identity.desk_id[:32]),
        reading=lambda folder: backups_in(folder, identity),
        inventory=database.inventory(),
        opener=contextmanager(opener),
        scheduled=scheduled,
    )
    return DeskBackups(context, room, past, renewals)


def opened(
    path: Path, identity: "Identity", another: "Another", backups: "Backups", backup: "Backup"
) -> "Iterator[Opened]":
    """Restore a backup among the temporary copies of the desk, open it, and remove it at the end."""
    import secrets

    from db.database import Database
    from greendesk.adapters.atomic import remove_folder
    from greendesk.adapters.backups import DATABASE
    from greendesk.adapters.desk_folder import COPIES
    from greendesk.use_cases.backups import Opened

    place = path / COPIES / f"trial-{secrets.token_hex(6)}"
    try:
        backups.restore(backup, place)
        database = Database(place / DATABASE, identity.database_key, identity.desk_id)
        try:
            if backup.base:
                for round_id in database.rounds():
                    database.rebuild(round_id)
            context = another(database, place)
            yield Opened(
                context=context,
                care=database.care(tuple),
                inventory=database.inventory(),
                has=context.blobs.has,
            )
        finally:
            database.close()
    finally:
        remove_folder(place)
