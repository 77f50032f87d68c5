"""Whether the last run on a desk came to its end: a mark while it runs, and what the machine says when it crashes.

The desk's lock keeps other programs out, so a mark that is found was left by a run that is over. Starts without Qt.
"""

import faulthandler
import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TextIO

from ui.log_file import OURS

MARK, FATAL = "running", "fatal.txt"
LONGEST = 64 * 1024
ROOT = Path(__file__).resolve().parent.parent
_FRAME = re.compile(r'  File "(?P<file>.*)", line (?P<line>\d+) in (?P<name>[\w.<>]+)')
_CAUSES = (
    "Segmentation fault",
    "Aborted",
    "Bus error",
    "Floating point exception",
    "Illegal instruction",
    "access violation",
    "stack overflow",
    "int divide by zero",
)


@dataclass(slots=True)
class Run:
    """The run that is going on, on the desk in a folder; `before` is how the last one broke off, if it did."""

    folder: Path
    before: tuple[str, ...] | None
    stream: TextIO | None
    heard: bool  # somebody else listened for crashes before

    def end(self) -> None:
        """It came to its end as it should."""
        if self.stream is not None:
            faulthandler.disable()
            if self.heard:
                with suppress(OSError, ValueError, AttributeError):
                    faulthandler.enable()
            with suppress(OSError):
                self.stream.close()
            self.stream = None
        for name in (MARK, FATAL):
            with suppress(OSError):
                (self.folder / "log" / name).unlink(missing_ok=True)


def begin(folder: Path) -> Run:
    """Mark that the program runs on the desk in a folder; whoever calls it holds the desk."""
    room = folder / "log"
    before, heard = broken(folder), faulthandler.is_enabled()
    stream: TextIO | None = None
    with suppress(OSError):
        room.mkdir(parents=True, exist_ok=True)
        (room / MARK).write_bytes(b"")
        stream = (room / FATAL).open("w", encoding="ascii", errors="replace")
        faulthandler.enable(stream)
    return Run(folder, before, stream, heard)


def broken(folder: Path) -> tuple[str, ...] | None:
    """What is known of the last run when it broke off, nothing when it came to its end."""
    room = folder / "log"
    if not (room / MARK).exists():
        return None
    with suppress(OSError), (room / FATAL).open("rb") as stream:
        return tuple(_plain(stream.read(LONGEST).decode("ascii", "replace")))
    return ()


def _plain(text: str) -> Iterator[str]:
    """What the machine wrote, made anew from what may be told: causes, modules, lines, functions."""
    for line in text.splitlines():
        if found := _FRAME.fullmatch(line):
            yield f"  {module_of(found['file'])}:{int(found['line'])} {found['name']}"
        elif "thread" in line.lower():
            yield "thread"
        else:
            yield from (cause for cause in _CAUSES if cause in line)


def module_of(file: str) -> str:
    """The module in a file of the program, of a library or of Python itself; "?" for any other file."""
    path = PurePath(file)
    standard = Path(logging.__file__).parents[1]  # not os: Python may have that built in, without a place
    for base in (ROOT, standard / "site-packages", standard):
        if path.is_relative_to(base):
            return _dotted(path.relative_to(base))
    parts = path.parts
    if "site-packages" in parts:
        return _dotted(PurePath(*parts[parts.index("site-packages") + 1 :]))
    if not path.is_absolute() and parts and parts[0] in OURS:  # a frozen program names its files so
        return _dotted(path)
    return "?"


def _dotted(path: PurePath) -> str:
    """The name of the module in a file."""
    names = path.with_suffix("").parts
    return ".".join(names[:-1] if names[-1] == "__init__" else names)
