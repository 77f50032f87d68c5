"""A Windows that is none: a wine prefix in which the build runs Windows programs on Debian."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bootstrap import SetUpFailed, say, surroundings

WINE_PACKAGES = ("wine", "wine64", "gcc-mingw-w64-x86-64-win32")
SHIMS = Path(__file__).resolve().parent / "shims"
SYSTEM = Path("windows") / "system32"
COMPILER = "x86_64-w64-mingw32-gcc"
NATIVE_FIRST = "mscoree,mshtml=;mscms=n,b"  # no .NET, no browser; our mscms before wine's
ENVIRONMENT_KEY = r"HKCU\Environment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a Windows program left: its exit code and all that it wrote."""

    code: int
    output: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wine:
    """A prefix: the drive C: of a Windows 10 without a user; the machine's own files are its drive Z:."""

    prefix: Path

    @property
    def drive(self) -> Path:
        """Return the folder that Windows programs see as C:."""
        return self.prefix / "drive_c"

    def start(self) -> None:
        """Make the prefix if it is not there yet, with the libraries that wine 8 lacks."""
        done = self.prefix / "greendesk-prefix"
        if done.is_file():
            return
        say("making a Windows folder with wine")
        shutil.rmtree(self.prefix, ignore_errors=True)
        self.prefix.mkdir(parents=True)
        self.run(["wineboot", "-i"])
        self.wait()
        self.run(["winecfg", "-v", "win10"])  # the default answers as Windows 7
        self._add_shims()
        self.wait()
        done.write_text("Windows 10, with the shims of build_spec/windows/shims\n", encoding="utf-8")

    def run(
        self,
        line: Sequence[str | Path],
        *,
        folder: Path | None = None,
        shown: bool = False,
        check: bool = True,
        variables: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Run a Windows command line and return what it left.

        Args:
            line: the program and its words; a `Path` is a place on this machine and is told in Windows' words.
            folder: where the program starts.
            shown: print its lines as they come, too.
            check: stop the build when the program fails.
            variables: of the environment; wine keeps those that begin with QT_ from Windows programs, see `tell`.

        """
        words = [self.windows_path(part) if isinstance(part, Path) else part for part in line]
        found: list[str] = []
        # a pipe on purpose: on a plain file the console of wine 8 fails with WinError 6
        with subprocess.Popen(
            ["wine", *words],
            cwd=folder, env=self._surroundings(variables), text=True, encoding="utf-8", errors="replace",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ) as process:  # fmt: skip
            for text in process.stdout or ():
                found.append(text)
                if shown:
                    sys.stdout.write(text)
                    sys.stdout.flush()
        outcome = Outcome(code=process.returncode, output="".join(found))
        if check and outcome.code:
            if not shown:
                print(outcome.output)
            raise SetUpFailed(f"under wine, this ended with code {outcome.code}: {' '.join(words[:6])}")
        return outcome

    def tell(self, name: str, text: str) -> None:
        """Set an environment variable for all Windows programs that start from now on, by way of the registry."""
        self.run(["reg", "add", ENVIRONMENT_KEY, "/v", name, "/d", text, "/f"])

    def windows_path(self, place: Path) -> str:
        r"""Return a place of this machine in Windows' words: below C: if it lies there, else below Z:."""
        whole = place.absolute()
        if whole.is_relative_to(self.drive):
            return "C:\\" + str(whole.relative_to(self.drive)).replace("/", "\\")
        return "Z:" + str(whole).replace("/", "\\")

    def host_path(self, place: str) -> Path:
        r"""Return where a Windows place, `C:\…` or `Z:\…`, lies on this machine."""
        letter, _, rest = place.partition(":")
        below = rest.strip("\\").replace("\\", "/")
        return (self.drive if letter.upper() == "C" else Path("/")) / below

    def wait(self) -> None:
        """Wait until every program of the prefix has ended and the registry is on the disk."""
        subprocess.run(["wineserver", "-w"], env=self._surroundings(), check=True)

    def stop(self) -> None:
        """End what still runs in this prefix, and nothing else."""
        subprocess.run(["wineserver", "-k"], env=self._surroundings(), check=False)

    def _add_shims(self) -> None:
        """Put the libraries that wine 8 lacks where Windows has its own, so that no build takes them along."""
        for source in sorted(SHIMS.glob("*.c")):
            library = self.drive / SYSTEM / f"{source.stem}.dll"
            library.unlink(missing_ok=True)  # wine's own is a link into its installation
            subprocess.run(
                [COMPILER, "-O2", "-s", "-shared", "-o", library, source, "-ladvapi32"],
                check=True,
                env=surroundings(),
            )

    def _surroundings(self, variables: Mapping[str, str] | None = None) -> dict[str, str]:
        prefix = {"WINEPREFIX": str(self.prefix), "WINEARCH": "win64"}
        quiet = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": NATIVE_FIRST}
        return surroundings(**prefix, **quiet, **(variables or {}))


def shim_names() -> frozenset[str]:
    """Return the file names of the shims, none of which may be found in what is built."""
    return frozenset(f"{source.stem}.dll" for source in SHIMS.glob("*.c"))
