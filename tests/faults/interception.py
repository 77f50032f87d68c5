"""Every call by which a process changes files, stopped one by one: counted, failed, torn in half, or the last it made.

The kernel asks another process what to do with each such call (seccomp user notification, seccomp_unotify(2), Linux
5.5). Nothing of the program is replaced, and no debugger and no compiler is needed.
"""

import ctypes
import errno
import fcntl
import os
import platform
import select
import signal
import socket
import struct
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

# numbers of system calls: asm/unistd_64.h for x86-64, asm-generic/unistd.h for aarch64
_NUMBERS = {
    "x86_64": {
        "write": 1, "pwrite64": 18, "writev": 20, "sendfile": 40, "fsync": 74, "fdatasync": 75, "truncate": 76,
        "ftruncate": 77, "rename": 82, "mkdir": 83, "rmdir": 84, "link": 86, "unlink": 87, "openat": 257,
        "mkdirat": 258, "unlinkat": 263, "renameat": 264, "linkat": 265, "fallocate": 285, "pwritev": 296,
        "renameat2": 316, "copy_file_range": 326, "seccomp": 317,
    },
    "aarch64": {
        "mkdirat": 34, "unlinkat": 35, "linkat": 37, "renameat": 38, "truncate": 45, "ftruncate": 46,
        "fallocate": 47, "openat": 56, "write": 64, "writev": 66, "pwrite64": 68, "pwritev": 70, "sendfile": 71,
        "fsync": 82, "fdatasync": 83, "renameat2": 276, "seccomp": 277, "copy_file_range": 285,
    },
}  # fmt: skip
NUMBERS = _NUMBERS.get(platform.machine(), {}) if sys.platform == "linux" else {}
_NAMES = {number: name for name, number in NUMBERS.items()}
_BY_PATH = {"truncate": 0, "rename": 0, "mkdir": 0, "rmdir": 0, "link": 1, "unlink": 0}
_BY_PATH |= {"openat": 1, "mkdirat": 1, "unlinkat": 1, "renameat": 1, "renameat2": 1, "linkat": 3}
_GROWS = frozenset({"write", "pwrite64", "writev", "pwritev", "sendfile", "copy_file_range", "fallocate"})
_MAKES = _GROWS | {"openat", "mkdir", "mkdirat", "link", "linkat", "rename", "renameat", "renameat2"}
_BREAKS = _GROWS | {"fsync", "fdatasync", "ftruncate", "truncate"}
_SYNCS = frozenset({"fsync", "fdatasync"})

_PR_SET_NO_NEW_PRIVS, _SET_FILTER, _NEW_LISTENER = 38, 1, 8
_ALLOW, _ASK = 0x7FFF0000, 0x7FC00000
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_RECEIVE, _ANSWER, _GO_ON = 0xC0502100, 0xC0182101, 1
_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the process: its name and what it is about."""

    name: str
    path: str
    task: int
    arguments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happens at one call: `error` on the calls of its kind, once or for ever; without one the process is killed.

    `torn` lets half of a write happen first, as a disk that runs full does, or a machine that stops.
    """

    name: str
    kind: frozenset[str]
    error: int = 0
    lasts: bool = False
    torn: bool = False


TROUBLES = (
    Trouble("the disk is full from here on", _MAKES, errno.ENOSPC, lasts=True, torn=True),
    Trouble("the disk is full once", _MAKES, errno.ENOSPC),
    Trouble("the disk breaks here", _BREAKS | _MAKES, errno.EIO, lasts=True),
    Trouble("one input or output error", _BREAKS | _MAKES | {"unlink", "unlinkat", "rmdir"}, errno.EIO),
    Trouble("read-only from here on", frozenset(NUMBERS) - _SYNCS, errno.EROFS, lasts=True),
    Trouble("killed before it", frozenset(NUMBERS)),
    Trouble("killed in the middle of it", _GROWS, torn=True),
)


@dataclass(slots=True)
class Seen:
    """How a process fared: the calls it made, and what it said at its end ("" when it was killed)."""

    calls: list[Call] = field(default_factory=list)
    end: str = ""
    struck: bool = False

    def kinds(self) -> Counter[str]:
        """How many calls of each name there were."""
        return Counter(call.name for call in self.calls)


def supported() -> bool:
    """Whether this system lets a process ask another one about its calls."""
    if not NUMBERS:
        return False
    try:
        return watch(lambda: "yes", Path("/nowhere")).end == "yes"
    except OSError:
        return False


def watch(
    act: Callable[[], str],
    within: Path,
    trouble: Trouble | None = None,
    at: int = 0,
    before: Callable[[], None] | None = None,
) -> Seen:
    """Do something in a process of its own, and put it into trouble at its call number `at` below a folder.

    `before` is done in that process while nobody watches yet. The act says how it ended.
    """
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        ours.close()
        _live(act, before, theirs)
    theirs.close()
    with ours:
        listener = _listener(ours)
        if listener is None:
            os.waitpid(child, 0)
            raise OSError(errno.ENOSYS, "seccomp")
        try:
            seen = _supervise(listener, child, str(within), trouble, at)
        finally:
            os.close(listener)
            os.waitpid(child, 0)
        seen.end = b"".join(iter(lambda: ours.recv(4096), b"")).decode()
    return seen


def _live(act: Callable[[], str], before: Callable[[], None] | None, said: socket.socket) -> None:
    """The life of the watched process."""
    try:
        if before is not None:
            before()
        socket.send_fds(said, [b"."], [_install()])
        said.sendall(act().encode())
    except BaseException as error:  # noqa: BLE001 - the parent looks for whatever escapes
        said.sendall(f"escaped: {type(error).__name__}: {error}".encode())
    finally:
        os._exit(0)  # as a program that cannot even close its desk


def _install() -> int:
    """From now on ask about this thread's calls and those of threads that it starts; returns who is asked."""
    asked = [number for name, number in NUMBERS.items() if name != "seccomp"]
    code = [struct.pack("HBBI", _LOAD, 0, 0, 0)]
    for place, number in enumerate(asked):
        code.append(struct.pack("HBBI", _EQUAL, len(asked) - place, 0, number))
    code.append(struct.pack("HBBI", _RETURN, 0, 0, _ALLOW))
    code.append(struct.pack("HBBI", _RETURN, 0, 0, _ASK))
    program = ctypes.create_string_buffer(b"".join(code))
    header = struct.pack("HxxxxxxP", len(code), ctypes.addressof(program))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
    listener = libc.syscall(NUMBERS["seccomp"], _SET_FILTER, _NEW_LISTENER, header, 0)
    if listener < 0:
        raise OSError(ctypes.get_errno(), "seccomp")
    return int(listener)


def _listener(ours: socket.socket) -> int | None:
    _, found, _, _ = socket.recv_fds(ours, 1, 1)
    return found[0] if found else None


def _supervise(listener: int, child: int, within: str, trouble: Trouble | None, at: int) -> Seen:
    """Answer for every call until the process is gone."""
    seen, poll = Seen(), select.poll()
    poll.register(listener, select.POLLIN)
    while True:
        if not poll.poll()[0][1] & select.POLLIN:
            return seen
        notice = bytearray(80)
        try:
            fcntl.ioctl(listener, _RECEIVE, notice)
        except OSError:  # it died meanwhile
            continue
        name, task, number = struct.unpack_from("QIxxxxi", notice)
        call = _read_call(task, number, struct.unpack_from("6Q", notice, 32))
        answer, value = 0, 0
        if call is not None and call.path.startswith(within):
            seen.calls.append(call)
            now = len(seen.calls) == at
            seen.struck = seen.struck or (now and trouble is not None)
            if trouble is not None and call.name in trouble.kind and (now or (trouble.lasts and seen.struck)):
                if trouble.torn and now:
                    value = _half(call)
                if not trouble.error:
                    os.kill(child, signal.SIGKILL)
                    continue
                answer = 0 if value else trouble.error
        go_on = _GO_ON if not answer and not value else 0
        try:
            fcntl.ioctl(listener, _ANSWER, struct.pack("QqiI", name, value, -answer, go_on))
        except OSError:
            continue


def _read_call(task: int, number: int, arguments: tuple[int, ...]) -> Call | None:
    """What the call is about; nothing when it cannot change a file."""
    name = _NAMES[number]
    if name == "openat" and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        return None
    try:
        if name in _BY_PATH:
            path = _text(task, arguments[_BY_PATH[name]])
        else:
            handle = arguments[2] if name == "copy_file_range" else arguments[0]
            path = str(Path(f"/proc/{task}/fd/{handle}").readlink())
    except OSError:
        return None
    return Call(name, path, task, arguments)


def _text(task: int, address: int) -> str:
    with Path(f"/proc/{task}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        return memory.read(_LONGEST).split(b"\0", 1)[0].decode(errors="replace")


def _half(call: Call) -> int:
    """Write half of what the process wants to write, at its place; returns how much."""
    if call.name not in {"write", "pwrite64"} or call.arguments[2] < 2:
        return 0
    handle, address, size = call.arguments[:3]
    with Path(f"/proc/{call.task}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        data = memory.read(size // 2)
    place = call.arguments[3] if call.name == "pwrite64" else _position(call.task, handle)
    target = os.open(f"/proc/{call.task}/fd/{handle}", os.O_WRONLY)
    try:
        written = os.pwrite(target, data, place)
    finally:
        os.close(target)
    return written if call.name == "pwrite64" else 0


def _position(task: int, handle: int) -> int:
    text = Path(f"/proc/{task}/fdinfo/{handle}").read_text(encoding="ascii")
    return int(text.split("pos:")[1].split()[0])
