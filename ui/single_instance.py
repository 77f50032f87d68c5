"""One program a desk: a second start hands its file to the one that runs, which comes forward, and ends.

The program that runs listens on a local socket (on Windows a named pipe) that its user alone may open, named by the
user and the desk's folder: `ui.second_starts`. Whether anybody listens is seen without Qt, so that a first start
pays nothing; only then is Qt's network module imported.
"""

import os
import stat
import sys
import zlib
from pathlib import Path

from ui.opened_files import is_opened

GREETING = b"greendesk 1"
TAKEN = b"taken"
END = b"\0"
LARGEST = 64 * 1024  # bytes of a message; the longest path of Windows is about as long
PATIENCE = 4000  # milliseconds until a program that does not answer is taken for hung
_PIPES = "\\\\.\\pipe\\"


def address(folder: Path, user: str = "") -> str:
    """Where the program listens that has the desk of a folder open, or would; each user has his own."""
    whole = os.path.normcase(os.path.realpath(folder))
    named = f"{user or _user()}\0{whole}".encode("utf-8", "surrogateescape")
    name = f"{zlib.crc32(named):08x}{zlib.adler32(named):08x}{len(named):x}"  # hashlib takes longer than the rest
    if sys.platform == "win32":
        return f"{_PIPES}greendesk-{name}"
    place = os.environ.get("XDG_RUNTIME_DIR") or os.environ.get("TMPDIR") or "/tmp"  # noqa: S108 - owner is checked
    return str(Path(place) / f"greendesk-{name}")


def is_listening(where: str) -> bool:
    """Whether a program of this user may be listening there; one that was killed may have left its socket."""
    if sys.platform == "win32":
        import _winapi

        try:
            _winapi.WaitNamedPipe(where, 1)
        except FileNotFoundError:
            return False
        except OSError:  # there, but busy
            return True
        return True
    try:
        found = os.stat(where)  # noqa: PTH116 - what is there, not a path of ours
    except OSError:
        return False
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid()


def hand_over(folder: Path, file: Path | None = None) -> bool:
    """Let the program that has the desk of a folder come forward and take the file; returns whether there was one."""
    where = address(folder)
    if not is_listening(where):
        return False
    from PySide6.QtNetwork import QLocalSocket

    _let_it_come_forward()
    socket = QLocalSocket()
    socket.connectToServer(where)
    if not socket.waitForConnected(PATIENCE):
        return False
    socket.write(message(file))
    reply = b""
    while END not in reply and len(reply) < LARGEST and socket.waitForReadyRead(PATIENCE):
        reply += bytes(socket.readAll().data())
    socket.abort()
    return reply == TAKEN + END


def message(file: Path | None) -> bytes:
    """What a second start says: that it is one, and the file it was given if the window takes such files."""
    path = b""
    if file is not None and is_opened(file):
        path = os.fsencode(os.path.abspath(file))  # noqa: PTH100 - links stay as they were given
    return GREETING + END + path + END


def understood(said: bytes) -> Path | None:
    """The file in a message, nothing when there is none; raises `ValueError` for what is no message."""
    words = said.split(END)
    if len(said) > LARGEST or len(words) != 3 or words[0] != GREETING or words[2]:
        raise ValueError(repr(said[:20]))
    if not words[1]:
        return None
    path = Path(os.fsdecode(words[1]))
    return path if path.is_absolute() and is_opened(path) else None


def _user() -> str:
    if sys.platform == "win32":
        return os.environ.get("USERDOMAIN", "") + "\\" + os.environ.get("USERNAME", "")
    return str(os.getuid())


def _let_it_come_forward() -> None:
    """Windows lets a program come forward only when the one that the person started allows it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # any: which one listens is not known yet
