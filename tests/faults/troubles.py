"""Real trouble for a process of its own: system calls that fail, files that may not grow.

The kernel makes them: a seccomp filter answers chosen system calls with an error number (seccomp(2)), and
RLIMIT_FSIZE stops files from growing (setrlimit(2)). Nothing of the program is replaced.
"""

import ctypes
import errno
import os
import platform
import resource
import shutil
import struct
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection

from greendesk.errors import GreendeskError
from tests.faults.deeds import DEEDS, Scene
from tests.faults.world import opened

# numbers of system calls: asm/unistd_64.h for x86-64, asm-generic/unistd.h for aarch64
_NUMBERS = {
    "x86_64": {
        "write": 1,
        "pwrite64": 18,
        "fsync": 74,
        "fdatasync": 75,
        "ftruncate": 77,
        "rename": 82,
        "mkdir": 83,
    },
    "aarch64": {
        "write": 64,
        "pwrite64": 68,
        "fsync": 82,
        "fdatasync": 83,
        "ftruncate": 46,
        "renameat": 38,
        "mkdirat": 34,
    },
}
CALLS = _NUMBERS.get(platform.machine(), {}) if sys.platform == "linux" else {}
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06


def refuse_call(number: int, error: int, spared: int) -> None:
    """From now on answer the system call with an error, except on the file descriptors up to `spared`."""
    code = [
        struct.pack("HBBI", _LOAD, 0, 0, 0),  # the number of the call
        struct.pack("HBBI", _EQUAL, 0, 3, number),
        struct.pack("HBBI", _LOAD, 0, 0, 16),  # its first argument, low half
        struct.pack("HBBI", _EQUAL, 1, 0, spared),
        struct.pack("HBBI", _RETURN, 0, 0, _ERRNO | error),
        struct.pack("HBBI", _RETURN, 0, 0, _ALLOW),
    ]
    program = ctypes.create_string_buffer(b"".join(code))
    header = struct.pack("HxxxxxxP", len(code), ctypes.addressof(program))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(_PR_SET_SECCOMP, _FILTER, header, 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")


def bound_files(size: int) -> None:
    """From now on no file may be written beyond `size` bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def attempt(deed: str, scene: Scene, trouble: Callable[[int], None], said: Connection) -> None:
    """Open the desk, get into trouble, do the deed, and say how it ended."""
    with opened(scene.desk) as desk:
        trouble(said.fileno())
        try:
            DEEDS[deed].act(desk, scene)
            end = "done"
        except GreendeskError as error:
            end = error.code
        except BaseException as error:  # noqa: BLE001 - whatever escapes is what the test looks for
            end = f"escaped: {type(error).__name__}: {error}"
        said.send_bytes(end.encode())
        os._exit(0)  # as a program that cannot even close its desk


class CallFails:
    """Trouble: one kind of system call fails."""

    def __init__(self, number: int, error: int) -> None:
        self._number = number
        self._error = error

    def __call__(self, spared: int) -> None:
        refuse_call(self._number, self._error, spared)


class FilesBounded:
    """Trouble: no file grows beyond a size."""

    def __init__(self, size: int) -> None:
        self._size = size

    def __call__(self, _: int) -> None:
        bound_files(self._size)


class StickGone:
    """Trouble: the folder that is written to has vanished."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def __call__(self, _: int) -> None:
        shutil.rmtree(self._scene.stick)


ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EROFS": errno.EROFS}
