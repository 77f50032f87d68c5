"""Which files the window takes: those that the installer ties to the program. Starts without Qt."""

from pathlib import Path

from ui.exchange_names import is_exchange_file

PACKAGE = ".gdpkg"
UPDATE = ".gdu"


def is_opened(path: Path) -> bool:
    """Whether a file is called like one that the window takes: an exchange file or its part, a package, an update."""
    return is_exchange_file(path) or path.suffix.lower() in {PACKAGE, UPDATE}


def place_of(path: Path) -> str:
    """The place of the window that knows what to do with a file."""
    if path.suffix.lower() == UPDATE:
        return "settings"
    return "exchange" if is_exchange_file(path) else "applications"
