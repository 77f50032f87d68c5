"""The files of a desk replaced by those of a backup: a kill at any moment leaves the old desk or the new one.

The new files lie whole in a stage beside the old ones; then a note says what takes whose place (`restore.json`). From
that moment on whoever opens the desk goes on with what the note says. What was there is moved, never removed.
"""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from greendesk.adapters.atomic import (
    atomic_file,
    remove,
    remove_folder,
    sync_folder,
    write_atomically,
    writing,
)
from greendesk.adapters.backups import DATABASE
from greendesk.adapters.desk_folder import REPLACING, STAGE
from greendesk.patience import patiently


def new_stage(folder: Path) -> Path:
    """An empty stage in a desk's folder; what an earlier try left there goes."""
    stage = folder / STAGE
    with writing(folder):
        remove_folder(stage)
        stage.mkdir(mode=0o700, parents=True)
    return stage


def pending(folder: Path) -> bool:
    """Whether files are to be replaced that are not yet."""
    return (folder / REPLACING).exists()


def replace_by_stage(folder: Path, aside: Path, names: Sequence[str]) -> None:
    """Put the named files of the stage in place; those that were there lie in `aside` then."""
    with writing(folder):
        for name in names:
            with (folder / STAGE / name).open("rb+") as stream:
                os.fsync(stream.fileno())
        sync_folder(folder / STAGE)
        aside.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync_folder(aside.parent)
    kept = {"v": 1, "aside": aside.relative_to(folder).as_posix(), "names": list(names)}
    write_atomically(folder / REPLACING, json.dumps(kept).encode())
    finish(folder)


def finish(folder: Path) -> None:
    """Go on with a replacement that was begun, and remove a stage that led to none; the desk is locked."""
    if not pending(folder):
        give_up(folder)
        return
    with writing(folder):
        intent = json.loads((folder / REPLACING).read_bytes())
        aside = folder / intent["aside"]
        for name in intent["names"]:
            staged = folder / STAGE / name
            if staged.exists():
                _set_aside(folder, name, aside)
                patiently(partial(staged.replace, folder / name))
        sync_folder(folder)
        remove(folder / REPLACING)
        sync_folder(folder)
        with suppress(OSError):
            aside.rmdir()  # when nothing was there
    remove_folder(folder / STAGE)


def give_up(folder: Path) -> None:
    """Remove a stage that came to nothing; a replacement that was begun is gone on with later."""
    if not pending(folder):
        remove_folder(folder / STAGE)


def _set_aside(folder: Path, name: str, aside: Path) -> None:
    """Move the database with its journal; of other files keep a copy, so that they are never missing."""
    present = folder / name
    if name == DATABASE:
        for ending in ("-wal", "-shm", ""):
            source = present.with_name(name + ending)
            if source.exists():
                patiently(partial(source.replace, aside / source.name))
        sync_folder(aside)
    elif present.exists() and not (aside / name).exists():
        with atomic_file(aside / name, private=True) as stream:
            stream.write(present.read_bytes())
