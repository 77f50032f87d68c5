"""How this program was installed, and what starts the installer of the next one."""

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from greendesk.domain.update import Payload
from greendesk.errors import Fault, Refusal
from greendesk.use_cases.update_lines import Way
from greendesk.use_cases.update_ports import InstallerChanged

PACKAGE = "greendesk"
DPKG = Path("/var/lib/dpkg/info")
WAIT = 180  # seconds that the installer waits for this program to end
NOT_ALLOWED = {126, 127}  # pkexec(1): the dialog was dismissed; the person may not
# what runs as the administrator: the file is copied where nobody else can change it, compared there, installed
INSTALL = """set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -- "$1" "$folder/greendesk.deb"
echo "$2  $folder/greendesk.deb" | sha256sum --check --status -
dpkg --install "$folder/greendesk.deb"
"""
_CHUNK = 1024 * 1024
_STARTED: list[subprocess.Popen[bytes]] = []  # they outlive this program, nobody waits for their end


class InstallerNotStarted(Fault):
    """The installer of the new program could not be started or did not end well; details: `reason`."""

    code = "GD-814"


class InstallDeclined(Refusal):
    """The administrator's password was not given, so that nothing was installed; details: `command`."""

    code = "GD-819"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """`greendesk.use_cases.updates.Installer` for the program that runs."""

    executable: Path
    frozen: bool
    windows: bool
    portable: bool
    dpkg: Path = DPKG

    def way(self) -> Way:
        """How this program was installed."""
        if not self.frozen:
            return Way.FOLDER
        if self.windows:
            return Way.PORTABLE if self.portable else Way.SETUP
        if not self._by_dpkg():
            return Way.FOLDER
        return Way.PACKAGE if shutil.which("pkexec") else Way.ADMINISTRATOR

    def command(self, path: Path, /) -> str:
        """What an administrator has to run; also where this program asks for his password, should that fail."""
        if self.way() in {Way.PACKAGE, Way.ADMINISTRATOR}:
            return f"sudo dpkg -i {shlex.quote(str(path))}"
        return ""

    def start(self, path: Path, payload: Payload, /) -> None:
        """Compare the file once more with what was signed, and start it."""
        _compare(path, payload)
        way = self.way()
        if way in {Way.SETUP, Way.PORTABLE}:
            self._set_up(path, way)
        elif way is Way.PACKAGE:
            self._ask_and_install(path, payload)

    def _set_up(self, path: Path, way: Way) -> None:
        """Start the installer apart from this program; it waits until this one has ended, and starts the new one."""
        line = f'"{path}" /S /RESTART /WAIT={WAIT}'
        if way is Way.PORTABLE:
            line += f" /PORTABLE /D={self.executable.parent}"  # the folder comes last and without quotes
        _start_apart(line if os.name == "nt" else shlex.split(line), path.parent)

    def start_again(self) -> None:
        """Start the program anew, as the last thing that this one does."""
        _start_apart([str(self.executable)], Path.home())

    def _ask_and_install(self, path: Path, payload: Payload) -> None:
        """Let the system ask for the administrator's password, and install."""
        command = ["pkexec", "/bin/sh", "-c", INSTALL, "greendesk-update", str(path), payload.sha256]
        try:
            done = subprocess.run(  # noqa: S603 - the file is compared again by what runs
                command, check=False, capture_output=True, stdin=subprocess.DEVNULL, env=_outside()
            )
        except OSError as error:
            raise InstallerNotStarted(reason=error.strerror or type(error).__name__) from error
        if done.returncode in NOT_ALLOWED:
            raise InstallDeclined(command=self.command(path))
        if done.returncode:
            words = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise InstallerNotStarted(reason=(words[-1] if words else str(done.returncode))[:200])

    def _by_dpkg(self) -> bool:
        """Whether the package of the program holds the file that runs."""
        for listing in self.dpkg.glob(f"{PACKAGE}*.list"):
            try:
                if str(self.executable) in listing.read_text("utf-8").splitlines():
                    return True
            except (OSError, UnicodeDecodeError):
                continue
        return False


def _start_apart(command: list[str] | str, folder: Path) -> None:
    """Start something that outlives this program and has nothing of it."""
    apart = 0
    if os.name == "nt":
        import ctypes

        apart = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP  # type: ignore[attr-defined, unused-ignore]
        ctypes.windll.kernel32.SetDllDirectoryW(None)  # type: ignore[attr-defined, unused-ignore] # what is frozen set it
    try:
        started = subprocess.Popen(  # noqa: S603 - an installer that was compared with what was signed, or this program
            command,
            creationflags=apart,
            cwd=folder,
            env=_outside(),
            close_fds=True,
            start_new_session=os.name != "nt",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise InstallerNotStarted(reason=error.strerror or type(error).__name__) from error
    _STARTED.append(started)


def _outside() -> dict[str, str]:
    """The surroundings of this program as they were before a frozen one added what belongs to itself."""
    found = {name: value for name, value in os.environ.items() if not name.startswith("_PYI_")}
    library = found.pop("LD_LIBRARY_PATH_ORIG", None)
    if library is not None:
        found["LD_LIBRARY_PATH"] = library
    elif getattr(sys, "frozen", False):
        found.pop("LD_LIBRARY_PATH", None)
    return {**found, "PYINSTALLER_RESET_ENVIRONMENT": "1"}


def _compare(path: Path, payload: Payload) -> None:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while data := stream.read(_CHUNK):
                digest.update(data)
    except OSError as error:
        raise InstallerChanged(name=path.name) from error
    if digest.hexdigest() != payload.sha256:
        raise InstallerChanged(name=path.name)
