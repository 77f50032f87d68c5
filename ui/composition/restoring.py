"""A desk put back from a backup, with no desk open: what was there is set aside and never removed."""

import shutil
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ui.composition.backing import FOLDER
from ui.composition.opening import DATABASE, IDENTITY

if TYPE_CHECKING:
    from greendesk.use_cases.backups import BackupLine, Restored

ASIDE = "set-aside"


def backup_lines(path: Path) -> "tuple[BackupLine, ...]":
    """The backups of a desk as their notes tell them; needs no passphrase."""
    from greendesk.adapters.backup_room import lines

    return lines(path / FOLDER)


def restore(path: Path, backup: "BackupLine | Path", passphrase: str, pin: str) -> "Restored":
    """Put a desk back from one of its backups, or from the folder of a backup that lies elsewhere."""
    from db.copy_check import copy_is_whole
    from db.tail import join_tail
    from greendesk.adapters.backups import Backups
    from greendesk.adapters.clock import SystemClock
    from greendesk.adapters.desk_folder import claim
    from greendesk.adapters.identity import unlock_identity
    from greendesk.use_cases.backups import BackupDamaged, NoBackup, Restored

    source = backup if isinstance(backup, Path) else path / FOLDER / backup.folder
    found = next((one for one in Backups.listed_in(source.parent) if one.folder == source.name), None)
    if found is None:
        raise NoBackup(folder=source.name)
    lock = claim(path)
    stage = path / "restoring"
    try:
        present = path / IDENTITY
        identity = unlock_identity(present if present.exists() else source / IDENTITY, passphrase, pin)
        identity.key.close()
        key = identity.database_key
        shutil.rmtree(stage, ignore_errors=True)
        backups = Backups(
            folder=source.parent,
            identity=source / IDENTITY,
            save=lambda _: None,
            whole=lambda copy: copy_is_whole(copy, key),
            save_tail=lambda *_: False,
            join_tail=lambda base, tail, target: join_tail(base, tail, target, key),
            clock=SystemClock(),
        )
        backups.restore(found, stage)
        if not copy_is_whole(stage / DATABASE, key):
            raise BackupDamaged(folder=source.name)
        aside = path / ASIDE / datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        there = [path / (DATABASE + ending) for ending in ("-wal", "-shm", "")]
        there = [one for one in there if one.exists()]
        for one in there:
            aside.mkdir(parents=True, exist_ok=True)
            one.replace(aside / one.name)
        (stage / DATABASE).replace(path / DATABASE)
        if not present.exists():
            (stage / IDENTITY).replace(present)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        lock.release()
    return Restored(
        made=found.made,
        at=round(time.time() * 1000),
        entries=found.entries,
        missing=-1,
        set_aside=aside if there else None,
    )
