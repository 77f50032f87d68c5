"""The folder of a desk: one program at a time, and temporary copies that do not outlive it."""

import contextlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from greendesk.adapters.atomic import remove_folder, sweep_parts, tidy
from greendesk.errors import Fault, Refusal
from greendesk.patience import patiently

LOCK = "desk.lock"
COPIES = "open"
LONGEST_PATH = 512 - 96  # bytes: SQLite's own limit on Unix, less the longest name of a backup's database
_DOCUMENT = re.compile(r"[0-9a-f]{16}")
REPLACING, STAGE = "restore.json", "restoring"  # while a desk is being put back from a backup


class DeskInUse(Fault):
    """Another program has this desk open."""

    code = "GD-210"


class DeskFolderUnwritable(Fault):
    """The folder of the desk cannot be made or written."""

    code = "GD-211"


class DeskThere(Refusal):
    """A desk was to be made where there is one: its keys would be lost."""

    code = "GD-212"


class RecordsMissing(Fault):
    """The identity is there, but the file with the records is not; nothing was made in its place."""

    code = "GD-206"


class DeskPathTooLong(Refusal):
    """The path of the folder leaves no room for the names in it; details: `folder`."""

    code = "GD-248"


@dataclass(frozen=True, slots=True)
class DeskLock:
    """Held while the desk is open; the system lets go of it even when the program is killed."""

    stream: IO[bytes]

    def release(self) -> None:
        """Let others open the desk."""
        self.stream.close()


def claim(folder: Path) -> DeskLock:
    """Make the folder if needed and lock it; raises `DeskInUse`, `DeskFolderUnwritable` or `DeskPathTooLong`."""
    if os.name != "nt" and len(os.fsencode(folder.absolute())) > LONGEST_PATH:
        raise DeskPathTooLong(folder=folder.name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = patiently(lambda: (folder / LOCK).open("ab"))
    except OSError as error:
        raise DeskFolderUnwritable(folder=folder.name) from error
    try:
        _lock(stream)
    except OSError as error:
        stream.close()
        raise DeskInUse(folder=folder.name) from error
    sweep(folder)
    return DeskLock(stream)


def leave(folder: Path, lock: DeskLock, *, made: bool) -> None:
    """Let go of a folder; where nothing but the lock is, nothing stays, nor the folder if it was `made` for it."""
    with contextlib.suppress(OSError):
        if os.name == "nt":  # removes nothing that is open
            lock.release()
        if [path.name for path in folder.iterdir()] == [LOCK]:
            (folder / LOCK).unlink()
            if made:
                folder.rmdir()
    lock.release()


def takes_files(folder: Path) -> bool:
    """Whether a desk could be made at a path: a file is written there, or in the first folder above it, and removed."""
    there = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    trial = there / f".greendesk-{os.urandom(8).hex()}.trial"
    try:
        trial.write_bytes(b"")
    except OSError:
        return False
    tidy(trial)
    return True


def require_records(database: Path) -> None:
    """Refuse to open a desk without its records, where an empty one would be made in silence."""
    if not database.exists():
        raise RecordsMissing(folder=database.parent.name)


def sweep(folder: Path) -> None:
    """Remove copies and half-written files that an earlier run left behind."""
    sweep_parts(folder)
    if not (folder / COPIES).exists():
        return
    for path in (folder / COPIES).glob("*"):
        with contextlib.suppress(OSError):
            path.chmod(0o700 if path.is_dir() else 0o600)
    remove_folder(folder / COPIES)


def remove_copies(folder: Path) -> None:
    """Remove the copies of documents that other programs were given; what they hold open stays for the next time."""
    for place in _documents(folder):
        for path in place.iterdir():
            tidy(path)
        with contextlib.suppress(OSError):
            place.rmdir()


def copies_left(folder: Path) -> tuple[str, ...]:
    """The names of copies that could not be removed, because another program holds them."""
    return tuple(sorted(path.name for place in _documents(folder) for path in place.iterdir()))


def _documents(folder: Path) -> list[Path]:
    """The folders of copies: each has the first 16 digits of a file's SHA-256 for a name."""
    places = (folder / COPIES).glob("*") if (folder / COPIES).is_dir() else ()
    return [place for place in places if _DOCUMENT.fullmatch(place.name) and place.is_dir()]


def _lock(stream: IO[bytes]) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
    else:
        import fcntl

        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
