"""Writing a file whole or not at all, and putting the disk's complaints into faults."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO, Self

from greendesk.errors import Fault
from greendesk.patience import patiently

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_PART = ".greendesk-{}.part"


class StoreFull(Fault):
    """The disk that is written to is full; details: `folder`."""

    code = "GD-320"


class StoreUnwritable(Fault):
    """The disk that is written to cannot be written; details: `folder`, `reason`."""

    code = "GD-321"


class writing:  # noqa: N801 - reads as a word at its places of use
    """Context in which the disk's complaints become faults."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if not isinstance(error, OSError):
            return
        if error.errno in _FULL:
            raise StoreFull(folder=self._folder.name) from error
        raise StoreUnwritable(folder=self._folder.name, reason=error.strerror or "") from error


@contextmanager
def atomic_file(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """Open a temporary file beside `path`; it takes the name only when the block ends well and is on disk.

    Raises `StoreFull` or `StoreUnwritable`, also for an `OSError` of the block. What a killed program left
    in the folder is removed on the way. A `private` file is for its owner's eyes only.
    """
    temporary = path.with_name(_PART.format(os.urandom(8).hex()))
    try:
        with writing(path.parent):
            sweep_parts(path.parent)
            with open(temporary, "xb", opener=_private if private else None) as stream:
                _hold(stream)
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
                if os.name != "nt":  # still held, so that nobody sweeps it away
                    temporary.replace(path)
            if os.name == "nt":  # does not rename what is open
                patiently(partial(temporary.replace, path))
            sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def write_atomically(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write bytes to `path`, whole or not at all."""
    with atomic_file(path, private=private) as stream:
        stream.write(data)


def sweep_parts(folder: Path) -> None:
    """Remove the temporary files of programs that were killed; those being written are held and stay."""
    for path in folder.glob(_PART.format("*")):
        with suppress(OSError), path.open("rb") as stream:
            _hold(stream)
            if os.name != "nt":
                path.unlink()
        if os.name == "nt":  # refuses by itself while somebody has the file open
            with suppress(OSError):
                path.unlink()
    for path in folder.glob(_PART.format("*") + "-*"):  # the journal of a database that was copied into one
        if not path.with_name(path.name.rpartition("-")[0]).exists():
            with suppress(OSError):
                path.unlink()


def remove(path: Path) -> None:
    """Remove a file, a read-only one too (Windows asks for the permission first)."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        with suppress(OSError):
            path.chmod(0o600)
            patiently(partial(path.unlink, missing_ok=True))


def remove_folder(folder: Path) -> None:
    """Remove a folder as far as it can be done, with read-only files, which Windows would keep."""
    import shutil

    def insist(act: Callable[[str], object], path: str, _error: object) -> None:
        if act in {os.unlink, os.rmdir}:
            with suppress(OSError):
                Path(path).chmod(0o700)
                patiently(partial(act, path))

    shutil.rmtree(folder, onerror=insist)


def tidy(path: Path) -> None:
    """Remove a file that nobody will miss if it stays: a clean-up never hides the fault that it follows."""
    with suppress(OSError):
        remove(path)


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder survive a power cut, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _hold(stream: BinaryIO) -> None:
    """Mark an open file as being written; raises `OSError` when another program holds it."""
    if os.name != "nt":
        import fcntl

        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
