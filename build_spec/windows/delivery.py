"""What people are handed: the installer, tried from the first installation to the removal, and the portable folder."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

from bootstrap import ON_WINDOWS, ROOT, SetUpFailed, install_system_packages, say

from windows.build import program_folder
from windows.installer import (
    INSTALLER_PACKAGES,
    compile_installer,
    find_compiler,
    portable_zip,
    prove_installer,
)
from windows.machine import Machine

OLDER = "0.0.1"  # the same program under a version that is older than all


def deliver(machine: Machine, home: Path) -> None:
    """Pack the built program, and under wine play the whole story of an installation with it."""
    folder, version = program_folder(home), version_of_project()
    if not folder.is_dir():
        raise SetUpFailed(f"nothing is built in {folder}; run the part `build` first")
    portable_zip(folder, version, home)
    install_system_packages(INSTALLER_PACKAGES)
    if ON_WINDOWS and not has_compiler():
        say("no installer: NSIS 3.08 or newer is not on this computer (https://nsis.sourceforge.io)")
        return
    setup = compile_installer(folder, version, home)
    if machine.wine is None:
        say(f"the installer is tried under wine only; here, start {setup.name} by hand")
        return
    older = compile_installer(folder, OLDER, home / "older")
    prove_installer(setup, older, machine.wine, folder)
    shutil.rmtree(home / "older")


def has_compiler() -> bool:
    """Say whether NSIS is here."""
    try:
        find_compiler()
    except SetUpFailed:
        return False
    return True


def version_of_project() -> str:
    """Return the version that `pyproject.toml` names."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])
