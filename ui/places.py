"""Where the program keeps things on this computer: the data folder by the rules of the platform. Starts without Qt."""

import os
import sys
from pathlib import Path

HOME_VARIABLE = "GREENDESK_HOME"
NAME = "GreenDesk"


def data_home() -> Path:
    """The folder that holds everything of this person: `GREENDESK_HOME`, or the platform's place for data."""
    if chosen := os.environ.get(HOME_VARIABLE):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / NAME
    # XDG Base Directory Specification 0.8: data of a person
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / NAME.lower()


def default_desk_folder() -> Path:
    """The folder of the person's own desk, unless he chose another one."""
    return data_home() / "desk"


def sample_folder() -> Path:
    """The folder of the sample desk."""
    return data_home() / "sample"
