"""The test suite on the Windows Python, as on a Windows that speaks Chinese."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from bootstrap import install_system_packages, surroundings, testing

from windows.machine import Machine

LANGUAGE_PACKAGES = ("locales",)
LANGUAGE = "zh_CN.UTF-8"  # from which wine takes the code page 936


def check(machine: Machine, home: Path, words: Sequence[str]) -> None:
    """Run the tests as `make test` does, but in the code page of the machine and not in UTF-8 by order."""
    variables = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8"}
    if machine.wine is not None:
        variables |= {"LC_ALL": LANGUAGE, "LOCPATH": str(chinese(home / "languages"))}
    machine.python(testing(["-p", "no:cacheprovider", *words]), variables)


def chinese(folder: Path) -> Path:
    """Return a folder with the language of China for wine, which this machine need not speak by itself."""
    if not (folder / LANGUAGE).is_dir():
        install_system_packages(LANGUAGE_PACKAGES)
        folder.mkdir(parents=True, exist_ok=True)
        line = ["localedef", "-i", LANGUAGE.partition(".")[0], "-f", "UTF-8", str(folder / LANGUAGE)]
        subprocess.run(line, check=True, env=surroundings())
    return folder
