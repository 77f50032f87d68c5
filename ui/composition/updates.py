"""Updates by file: the publishers of this build, what is kept in the data home, and how this program was installed."""

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ui.composition import publishers
from ui.composition.publishers import FOLDER, update_source
from ui.composition.rules import rules
from ui.places import data_home, portable_folder
from ui.version import program_version

if TYPE_CHECKING:
    from greendesk.adapters.installation import Installation
    from greendesk.use_cases.updates import Updates


def updates() -> "Updates":
    """Everything about updates by file, for the data home of now."""
    return _updates(publishers.PUBLISHERS, data_home())


@cache
def _updates(known: Path, home: Path) -> "Updates":
    from datetime import date

    from greendesk.adapters.update_store import UpdateStore
    from greendesk.use_cases.updates import Updates

    store = UpdateStore(
        folder=home / FOLDER, rules=rules(), program=program_version() or "0", platform=platform_name()
    )
    return Updates(update_source(known, home), store, installation(), date.today)


def installation() -> "Installation":
    """How the program that runs was installed."""
    from greendesk.adapters.installation import Installation

    return Installation(
        executable=Path(sys.executable).resolve(),
        frozen=bool(getattr(sys, "frozen", False)),
        windows=sys.platform == "win32",
        portable=portable_folder() is not None,
    )


def start_again() -> None:
    """Start the program anew, as the last thing that this one does."""
    installation().start_again()


def platform_name() -> str:
    """The kind of this computer as updates name it, for example `windows-x86_64`."""
    import platform

    machine = platform.machine().lower()
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(machine, machine)
    return f"{'windows' if sys.platform == 'win32' else 'linux'}-{machine}"
