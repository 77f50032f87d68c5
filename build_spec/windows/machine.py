"""Where Windows programs run: the Windows that this is, or wine with the official Python in it."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bootstrap import (
    DEVELOPMENT_LOCK,
    ON_WINDOWS,
    PYTHON,
    ROOT,
    UV,
    SetUpFailed,
    command,
    install_system_packages,
    reach_of_uv,
    run,
    say,
    surroundings,
)

from windows.interpreter import LOCK, SIGNATURE_PACKAGES, fetch_interpreter
from windows.wine import WINE_PACKAGES, Outcome, Wine

OFF_SCREEN: dict[str, str | Path] = {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_QPA_FONTDIR": ROOT / "resources" / "fonts",  # off screen, Qt does not see those of Windows
}


class Machine(Protocol):
    """What the build asks of the Windows that it runs on."""

    @property
    def wine(self) -> Wine | None:
        """The prefix, or nothing on Windows itself."""

    def run(
        self,
        line: Sequence[str | Path],
        *,
        shown: bool = False,
        check: bool = True,
        variables: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Run a Windows program off screen in the project's folder and return what it left."""

    def python(self, words: Sequence[str | Path], variables: Mapping[str, str] | None = None) -> None:
        """Run the Windows Python that has the locked packages, and stop the build if it fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RealWindows:
    """The Windows that this is, with the interpreter of `.venv`."""

    @property
    def wine(self) -> Wine | None:
        """Nothing: this is Windows."""
        return None

    def run(
        self,
        line: Sequence[str | Path],
        *,
        shown: bool = False,
        check: bool = True,
        variables: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Run a program off screen in the project's folder and return what it left."""
        off_screen = {name: str(value) for name, value in OFF_SCREEN.items()}
        done = subprocess.run(
            [str(part) for part in line],
            cwd=ROOT, env=surroundings(**off_screen, **(variables or {})), check=False, stdin=subprocess.DEVNULL,
            stdout=None if shown else subprocess.PIPE, stderr=None if shown else subprocess.STDOUT,
            text=True, encoding="utf-8", errors="replace",
        )  # fmt: skip
        outcome = Outcome(code=done.returncode, output=done.stdout or "")
        if check and outcome.code:
            print(outcome.output)
            raise SetUpFailed(f"this ended with code {outcome.code}: {' '.join(map(str, line[:6]))}")
        return outcome

    def python(self, words: Sequence[str | Path], variables: Mapping[str, str] | None = None) -> None:
        """Run the interpreter of the environment."""
        self.run([PYTHON, *words], shown=True, variables=variables)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderWine:
    """A wine prefix with the official Python and the locked packages in it."""

    wine: Wine

    @property
    def folder(self) -> Path:
        """Return where the Windows Python lies."""
        return self.wine.drive / "Python"

    def run(
        self,
        line: Sequence[str | Path],
        *,
        shown: bool = False,
        check: bool = True,
        variables: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Run a Windows program in the project's folder and return what it left."""
        return self.wine.run(line, folder=ROOT, shown=shown, check=check, variables=variables)

    def python(self, words: Sequence[str | Path], variables: Mapping[str, str] | None = None) -> None:
        """Run the Windows Python; what it compiles stays out of the project's folders."""
        compiled = {"PYTHONPYCACHEPREFIX": r"C:\Compiled", **(variables or {})}
        self.run([self.folder / "python.exe", *words], shown=True, variables=compiled)

    def start(self, cache: Path) -> None:
        """Make the prefix hold exactly what the locks name; do nothing if it already does."""
        interpreter = fetch_interpreter(cache)
        self.wine.start()
        locks = hashlib.sha256(
            DEVELOPMENT_LOCK.read_bytes() + LOCK.read_bytes() + repr(OFF_SCREEN).encode()
        ).hexdigest()
        stamp = self.wine.prefix / "greendesk-python"
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == locks:
            return
        stamp.unlink(missing_ok=True)
        say(f"installing the Windows packages of {DEVELOPMENT_LOCK.name}")
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(interpreter, self.folder)
        # with it, this Python would know neither its packages nor the environment's variables
        (self.folder / "python311._pth").unlink()
        packages = self.folder / "Lib" / "site-packages"
        uv = command(
            UV,
            "pip install --quiet --python-platform x86_64-pc-windows-msvc --python-version 3.11 --target",
            packages,
        )
        run([*uv, "--require-hashes", "-r", DEVELOPMENT_LOCK], **reach_of_uv())
        if built_here := sorted(packages.rglob("*.so")):
            raise SetUpFailed(
                f"there is no Windows wheel of this, but a library for Linux: {built_here[0].name}"
            )
        for name, value in OFF_SCREEN.items():
            text = self.wine.windows_path(value) if isinstance(value, Path) else value
            self.wine.tell(name, text)  # wine keeps Qt's variables of Linux to itself
        stamp.write_text(locks, encoding="utf-8")


def machine_at(cache: Path) -> Machine:
    """Return the machine that builds here, ready: Windows itself, or wine with all that it needs."""
    if ON_WINDOWS:
        return RealWindows()
    install_system_packages((*WINE_PACKAGES, *SIGNATURE_PACKAGES))
    under_wine = UnderWine(wine=Wine(prefix=cache / "prefix"))
    under_wine.start(cache)
    return under_wine
