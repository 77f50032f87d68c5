"""Backups in a folder that a person chose: a stick, a shared folder, the old computer's disk; needs no passphrase."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from greendesk.errors import GreendeskError
from greendesk.ports import Person
from ui.composition.desk_folder import DeskFolder

if TYPE_CHECKING:
    from greendesk.use_cases.backups import BackupLine

DEEPEST = 4  # a stick has folders in folders; a whole disk is not searched
MOST_FOLDERS = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBackup:
    """A backup and whose it is; `path` is its folder, or a name of its own for one of the desk's list."""

    line: "BackupLine"
    path: Path
    person: Person | None


def desk_backups(folder: DeskFolder) -> tuple[FoundBackup, ...]:
    """The backups of a desk, in its own folder and at its second place."""
    person = None
    with suppress(GreendeskError):
        person = folder.owner() if folder.exists else None
    return tuple(
        FoundBackup(line=line, path=folder.path / line.place / line.folder, person=person)
        for line in folder.backups()
    )


def found_backups(folder: Path) -> tuple[FoundBackup, ...]:
    """Every backup in a folder and in those below it, the latest first."""
    from greendesk.adapters.backup_room import lines
    from greendesk.adapters.backups import NOTE

    holders = dict.fromkeys(path.parent for path in _folders(folder) if (path / NOTE).is_file())
    found = [
        FoundBackup(line=line, path=holder / line.folder, person=_person(holder / line.folder))
        for holder in holders
        for line in lines(holder)
    ]
    return tuple(sorted(found, key=lambda one: (-one.line.made, str(one.path))))


def _folders(top: Path) -> Iterator[Path]:
    """The folder and those below it, as far as a stick is deep; what may not be read is left out."""
    for seen, (place, names, _) in enumerate(os.walk(top)):
        path = Path(place)
        depth = len(path.relative_to(top).parts)
        names[:] = [] if depth >= DEEPEST else sorted(name for name in names if not name.startswith("."))
        if "backups" in names:  # a desk, here or at a second place: its attachments are many
            names[:] = ["backups"]
        if seen > MOST_FOLDERS:
            return
        yield path


def _person(backup: Path) -> Person | None:
    from greendesk.adapters.backups import IDENTITY
    from greendesk.adapters.identity_owner import read_person

    try:
        return read_person(backup / IDENTITY)
    except GreendeskError:
        return None
