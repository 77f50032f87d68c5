"""A report for support that its reader can judge: program, system, places in the program, counts, the last of the log.

It is made of numbers, codes, and names that the program or the system gave, never of what a person or a file holds.
It is shown whole before it is given to anybody, and nothing sends it. Starts without Qt.
"""

import platform
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from greendesk.errors import GreendeskError
from greendesk.use_cases.findings import Health
from ui.code_places import places
from ui.log_file import last_lines
from ui.version import program_version

LINES = 200
KEPT = 5
BUG = "GD-000"
LIBRARIES = (
    "PySide6",
    "sqlalchemy",
    "alembic",
    "cryptography",
    "pyhanko",
    "psycopg",
    "pydantic",
    "reportlab",
    "pypdf",
)
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A screen of the computer: its size in points, and how many pixels a point has."""

    width: int
    height: int
    scale: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the window system tells."""

    platform: str = ""  # Qt's own name of it
    locale: str = ""
    language: str = ""
    screens: tuple[Screen, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is told; every part may be lacking."""

    folder: Path | None = None  # of the desk: for its log and the room on its disk
    happened: tuple[str, ...] = ()  # as `happened` tells it
    broken: tuple[str, ...] | None = None  # how the last run broke off
    health: Health | None = None
    revision: str = ""  # of the database
    around: Surroundings = Surroundings()

    def text(self) -> str:
        """The whole report."""
        parts: list[tuple[str, Iterator[str]]] = [
            ("program", self._program()),
            ("system", self._system()),
            ("what happened", self._happened()),
            ("data", self._data()),
            ("log", iter(last_lines(self.folder, LINES) if self.folder is not None else ())),
        ]
        lines = ["GreenDesk report"]
        for title, found in parts:
            told = list(found)
            lines += ["", f"[{title}]", *(told or ["-"])]
        return "\n".join(lines) + "\n"

    def _program(self) -> Iterator[str]:
        yield f"version {program_version()} ({'frozen' if getattr(sys, 'frozen', False) else 'source'})"
        yield f"python {platform.python_version()}"
        for name, version in libraries().items():
            yield f"{name} {version}"

    def _system(self) -> Iterator[str]:
        yield f"{platform.system()} {platform.release()} {platform.version()} {platform.machine()}"
        now = datetime.now(UTC).astimezone()
        yield f"time {now.strftime('%Y-%m-%d %H:%M:%S %z')}"
        if self.around.platform:
            yield f"window system {self.around.platform}"
            yield f"locale {self.around.locale}, language {self.around.language}"
        for screen in self.around.screens:
            yield f"screen {screen.width}x{screen.height} at {screen.scale:g}"
        if self.folder is not None:
            with suppress(OSError):
                room = shutil.disk_usage(self.folder)
                yield f"disk {room.free // _MEGABYTE} MB free of {room.total // _MEGABYTE} MB"

    def _happened(self) -> Iterator[str]:
        yield from self.happened
        if self.broken is not None:
            yield "the last run broke off"
            yield from self.broken

    def _data(self) -> Iterator[str]:
        if self.revision:
            yield f"tables {self.revision}"
        if self.health is None:
            return
        for name in ("rounds", "records", "withheld", "signatures", "files", "derived"):
            yield f"{name} {getattr(self.health, name)}"
        for what, count in self.health.counts.items():
            yield f"{what.code} {what.severity.value} {count}"


def happened(error: BaseException) -> tuple[str, ...]:
    """An error as a report tells it: its code, places and kinds; nothing of it is held on to."""
    return (error.code if isinstance(error, GreendeskError) else BUG, *places(error))


def libraries() -> Mapping[str, str]:
    """The versions of the libraries that are loaded."""
    found = {name: str(getattr(sys.modules.get(name), "__version__", "")) for name in LIBRARIES}
    if driver := sys.modules.get("sqlcipher3.dbapi2"):
        found["sqlite"] = str(driver.sqlite_version)
    return {name: version for name, version in found.items() if version}


def keep(folder: Path, text: str) -> Path | None:
    """Put a report beside the log of the desk, and only the last few; nothing when the disk does not let it."""
    room = folder / "log"
    path = room / f"report-{time.strftime('%Y%m%d-%H%M%S')}.txt"
    try:
        room.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError:
        return None
    for old in sorted(room.glob("report-*.txt"))[:-KEPT]:
        with suppress(OSError):
            old.unlink()
    return path
