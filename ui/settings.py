"""What a person chose about the program itself: declared once, kept as a small file. Starts without Qt.

A value that is missing, of the wrong kind or from a newer program reads as its default; the file is never an obstacle.
"""

import contextlib
import json
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from greendesk.patience import patiently

VERSION = 1
FILE = "settings.json"
log = logging.getLogger(__name__)


class Setting(NamedTuple):
    """One thing that may be chosen: its name in the file, its default and what it may be."""

    name: str
    default: str | int
    allowed: Callable[[Any], bool]


LANGUAGE = Setting(name="language", default="", allowed=lambda value: value in {"", "zh", "en"})
APPEARANCE = Setting(
    name="appearance",
    default="system",
    allowed=lambda value: value in {"system", "light", "dark", "high-contrast"},
)
# what the system asked for when it was last looked at
SYSTEM_APPEARANCE = Setting(
    name="system_appearance",
    default="",
    allowed=lambda value: value in {"", "light", "dark", "high-contrast"},
)
TEXT_SIZE = Setting(name="text_size", default=100, allowed=lambda value: value in {100, 115, 130, 150})
FOLDER = Setting(name="folder", default="", allowed=lambda value: isinstance(value, str))
ROUND = Setting(name="round", default="", allowed=lambda value: isinstance(value, str))
WINDOW = Setting(name="window", default="", allowed=lambda value: isinstance(value, str))
# minutes without use after which the desk is locked; 0 is never
LOCK = Setting(name="lock_after", default=15, allowed=lambda value: value in {5, 15, 30, 60, 0})
# the recovery keys that the person was asked about, by their public halves
RECOVERY_ASKED = Setting(name="recovery_asked", default="", allowed=lambda value: isinstance(value, str))
SETTINGS = (LANGUAGE, APPEARANCE, SYSTEM_APPEARANCE, TEXT_SIZE, FOLDER, ROUND, WINDOW, LOCK, RECOVERY_ASKED)


class Settings:
    """The choices of one person on this computer; each change is on disk when the call returns."""

    def __init__(self, folder: Path) -> None:
        """Read the file in the folder, if there is one."""
        self._path = folder / FILE
        self._values: dict[str, Any] = {}
        with contextlib.suppress(OSError, ValueError):
            found = json.loads(self._path.read_text("utf-8"))
            if isinstance(found, dict):
                self._values = found

    def __getitem__(self, setting: Setting) -> Any:  # noqa: ANN401 - text or number, as declared
        """Return what was chosen, or the default."""
        value = self._values.get(setting.name, setting.default)
        return value if setting.allowed(value) else setting.default

    def __setitem__(self, setting: Setting, value: str | int) -> None:
        """Choose and write down; a folder that cannot be written costs only the memory of the choice."""
        if self[setting] == value:
            return
        written = self._values.get("version")  # a newer program's number stays, as its choices do
        version = max(VERSION, written) if type(written) is int else VERSION
        self._values |= {"version": version, setting.name: value}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            half = self._path.with_suffix(".part")
            half.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), "utf-8")
            patiently(partial(half.replace, self._path))
        except OSError:
            log.warning("settings not written")
