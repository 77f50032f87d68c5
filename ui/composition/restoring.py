"""A desk put back from a backup with no desk open.

What was there is set aside and never removed. The backup is opened and checked whole before anything is touched.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from greendesk.progress import SILENT, Progress
from ui.composition.backing import FOLDER, backups_in
from ui.composition.desk_files import DATABASE, IDENTITY

if TYPE_CHECKING:
    from greendesk.adapters.backups import Backup
    from greendesk.adapters.identity import Identity
    from greendesk.use_cases.backups import BackupLine, FoundDesk, Restored

ASIDE = "set-aside"
_ASKED = 8  # databases of backups that are asked for certificates of this desk


@dataclass(frozen=True, slots=True)
class Source:
    """A backup: its note, the folder of backups in which it lies, and the attachments beside it where there are."""

    folder: Path
    backup: "Backup"
    files: Path | None = None


@dataclass(frozen=True, slots=True)
class Staged:
    """What lies in the stage, ready to take its place."""

    entries: int
    own: frozenset[str]  # certificates of this desk in it
    joined: int  # rounds that another desk organises


def backup_lines(path: Path) -> "tuple[BackupLine, ...]":
    """The backups of a desk here and at its second place, as their notes tell them; needs no passphrase."""
    from greendesk.adapters.backup_notes import lines
    from greendesk.adapters.second_place import lines_of

    found = (*lines(path / FOLDER), *lines_of(path))
    return tuple(sorted(found, key=lambda one: -one.made))


def found_desks(place: Path) -> "tuple[FoundDesk, ...]":
    """The desks that a second place holds, for a new computer; needs no passphrase."""
    from greendesk.adapters.second_place import desks_in

    return desks_in(place)


def restore(
    path: Path,
    backup: "BackupLine | Path",
    passphrase: str,
    pin: str = "",
    *,
    alone: bool = False,
    progress: Progress = SILENT,
) -> "Restored":
    """Put a desk back from one of its backups, from the folder of one, or from its latest at a second place."""
    from greendesk.adapters.desk_folder import claim, leave
    from greendesk.adapters.putting_back import finish, give_up

    made = not path.exists()
    lock = claim(path)
    try:
        finish(path)
        source = _source(path, backup)
        identity, own = _unlocked(path, source, passphrase, pin)
        try:
            return put_back(path, source, identity, (), path / ASIDE, own=own, alone=alone, progress=progress)
        finally:
            identity.key.close()
    finally:
        give_up(path)
        leave(path, lock, made=made)


def check(path: Path, backup: "BackupLine | Path", passphrase: str) -> None:
    """Refuse a passphrase that a restore would refuse, before a desk is closed for it."""
    identity, _ = _unlocked(path, _source(path, backup), passphrase, "")
    identity.key.close()


def place_of(path: Path, backup: "BackupLine | Path") -> Path:
    """The folder of the backup that a restore would take: one that is made meanwhile is not it."""
    source = _source(path, backup)
    return source.folder / source.backup.folder


# ---------------------------------------------------------------- parts


def _source(path: Path, backup: "BackupLine | Path") -> Source:
    from greendesk.adapters.backups import NOTE, Backups
    from greendesk.adapters.second_place import FILES, desks_in, place_of
    from greendesk.use_cases.backups import SECOND, NoBackup

    files, name = None, backup.name if isinstance(backup, Path) else backup.folder
    if not isinstance(backup, Path):
        place = place_of(path) if backup.place == SECOND else path
        held, files = place / FOLDER, place / FILES if backup.place == SECOND else None
    elif (backup / NOTE).is_file():
        held = backup.parent
        files = held.parent / FILES if held.parent != path else None
    else:  # the folder of a desk at a second place, or a second place with one desk
        desks = desks_in(backup)
        place = desks[0].folder if len(desks) == 1 else backup
        held, files, name = place / FOLDER, place / FILES, ""
    for found in Backups.listed_in(held):
        if name in {"", found.folder}:
            return Source(held, found, files)
    raise NoBackup(folder=name)


def _unlocked(path: Path, source: Source, passphrase: str, pin: str) -> "tuple[Identity, bool]":
    """The identity that opens the backup, and whether it is the one that the desk has already.

    The present one goes first: its passphrase may have changed since. A backup of another desk is refused.
    """
    from greendesk.adapters.identity import IdentityDamaged, PassphraseWrong, unlock_identity
    from greendesk.use_cases.backups import BackupOfAnother

    kept = source.folder / source.backup.folder / IDENTITY
    if (path / IDENTITY).exists():
        if not _same_desk(path / IDENTITY, kept):
            raise BackupOfAnother(folder=source.backup.folder)
        try:
            return unlock_identity(path / IDENTITY, passphrase, pin), True
        except (IdentityDamaged, PassphraseWrong):
            return unlock_identity(kept, passphrase, pin), False  # of before the passphrase was changed
    return unlock_identity(kept, passphrase, pin), False


def _same_desk(one: Path, other: Path) -> bool:
    """Whether two identities may be of one desk, as far as it can be told without a passphrase."""
    from greendesk.adapters.identity import IdentityDamaged
    from greendesk.adapters.identity_owner import read_person

    try:
        return read_person(one) == read_person(other)
    except (IdentityDamaged, OSError):
        return True  # then the key tells


def put_back(
    path: Path,
    source: Source,
    identity: "Identity",
    others: Iterable[Path],
    aside: Path,
    *,
    own: bool,
    alone: bool,
    progress: Progress,
) -> "Restored":
    """Stage the backup, fill it up from `others`, note what follows from going back, and let it take its place."""
    from db.inventory import beside
    from greendesk.adapters.clock import SystemClock
    from greendesk.adapters.putting_back import new_stage, replace_by_stage
    from greendesk.adapters.restored import NOTE, RestoredNote, read_note, write_note
    from greendesk.adapters.second_place import bring_files
    from greendesk.use_cases.backups import Restored

    now, stage = SystemClock().now(), new_stage(path)
    staged = _stage(stage, source, identity, others)
    progress.step(1, 3)
    if source.files is not None:
        bring_files(source.files, path / "files", progress)
    there = beside(path / DATABASE, stage / DATABASE, identity.database_key)
    when = datetime.fromtimestamp(now / 1000).astimezone().strftime("%Y%m%d-%H%M%S")
    place = _free(aside / when)
    restored = Restored(
        made=source.backup.made,
        at=now,
        entries=staged.entries,
        missing=there.missing if there else -1,
        set_aside=place if (path / DATABASE).exists() else None,
        renewal=0 if alone else staged.joined,
    )
    retired = (
        staged.own
        | _own_in(path, identity)
        | (of_this_desk(there.certificates, identity) if there else frozenset())
    )
    note = read_note(path / NOTE)
    retired = frozenset() if alone else retired | note.retired
    write_note(stage / NOTE, RestoredNote(retired=retired, restored=restored))
    names = (DATABASE, NOTE, *(() if own else (IDENTITY,)))
    progress.step(2, 3)
    replace_by_stage(path, place, names)  # from here on nobody stops it
    return restored


def _stage(stage: Path, source: Source, identity: "Identity", others: Iterable[Path]) -> Staged:
    """Make the database of a backup in the stage, bring it to this version, and check it whole."""
    from db.copy_check import copy_is_whole
    from db.database import Database
    from db.faults import DatabaseDamaged
    from db.salvage import fill_from
    from greendesk.adapters.atomic import StoreUnwritable, writing
    from greendesk.use_cases.backups import BackupDamaged

    key = identity.database_key
    try:
        with writing(stage):
            backups_in(source.folder, identity).restore(source.backup, stage)
    except (StoreUnwritable, DatabaseDamaged) as error:
        if isinstance(error.__cause__, OSError) and not isinstance(error.__cause__, FileNotFoundError):
            raise
        raise BackupDamaged(folder=source.backup.folder) from error
    if not copy_is_whole(stage / DATABASE, key):
        raise BackupDamaged(folder=source.backup.folder)
    several = fill_from(stage / DATABASE, key, others)
    database = Database(stage / DATABASE, key, identity.desk_id)
    try:
        if source.backup.base or several:
            for round_id in database.rounds():
                database.rebuild(round_id)
        if database.check():
            raise BackupDamaged(folder=source.backup.folder)
        memberships = [database.membership(round_id) for round_id in database.rounds()]
        return Staged(
            entries=database.inventory().figures().entries,
            own=of_this_desk(database.inventory().certificates(), identity),
            joined=sum(one is not None and one.root_key is None for one in memberships),
        )
    finally:
        database.close()


def _own_in(path: Path, identity: "Identity") -> frozenset[str]:
    """The certificates of this desk that its latest backups know."""
    from itertools import islice

    from db.inventory import certificates_of
    from greendesk.adapters.safety import databases

    latest = islice(databases(path / FOLDER), _ASKED)
    found = (one for copy in latest for one in certificates_of(copy, identity.database_key))
    return of_this_desk(found, identity)


def of_this_desk(certificates: Iterable[bytes], identity: "Identity") -> frozenset[str]:
    """The fingerprints of those certificates that were issued to this desk's key."""
    from greendesk.errors import GreendeskError
    from greendesk.ledger.entry import sha256
    from greendesk.ledger.trust import public_key_of

    found = set()
    for one in certificates:
        try:
            if public_key_of(one) == identity.public_key:
                found.add(sha256(one))
        except GreendeskError:
            continue
    return frozenset(found)


def _free(folder: Path) -> Path:
    """A folder of this name that is not there yet."""
    number, free = 1, folder
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name}-{number}")
    return free
