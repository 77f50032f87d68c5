"""Where the program keeps things on this computer: by the rules of the platform, or beside a portable program.

A portable program is a frozen one with a file `portable` beside it: it keeps everything in the folder `data` there
and leaves nothing elsewhere. Starts without Qt.
"""

import os
import sys
from pathlib import Path

HOME_VARIABLE = "GREENDESK_HOME"
NAME = "GreenDesk"
MARKER = "portable"
BESIDE = "data"


def portable_folder() -> Path | None:
    """The folder of the program when it was unpacked to be carried about, nothing when it was installed."""
    if not getattr(sys, "frozen", False):
        return None
    folder = Path(sys.executable).resolve().parent
    return folder if (folder / MARKER).is_file() else None


def data_home() -> Path:
    """The folder of all that is this person's: `GREENDESK_HOME`, beside a portable program, or the platform's place."""
    if chosen := os.environ.get(HOME_VARIABLE):
        return Path(chosen)
    if carried := portable_folder():
        return carried / BESIDE
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / NAME
    # XDG Base Directory Specification 0.8: data of a person
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / NAME.lower()


def cache_home() -> Path:
    """The folder for what can be made again at any time; with the data where the platform has no place of its own."""
    own = sys.platform in {"win32", "darwin"} or bool(os.environ.get(HOME_VARIABLE)) or portable_folder()
    if own:
        return data_home() / "cache"
    # XDG Base Directory Specification 0.8: what is not essential
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / NAME.lower()


def default_desk_folder() -> Path:
    """The folder of the person's own desk, unless he chose another one."""
    return data_home() / "desk"


def sample_folder() -> Path:
    """The folder of the sample desk."""
    return data_home() / "sample"
