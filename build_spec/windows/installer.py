"""Pack the built Windows program: as an installer for one person, and as a ZIP that is carried about."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import zipfile
from enum import IntEnum
from pathlib import Path

from bootstrap import SetUpFailed, say, surroundings
from icons import installer_picture, windows_icons

from windows.signing import SIGN, sign
from windows.wine import Wine

SCRIPT = Path(__file__).with_name("installer.nsi")
INSTALLER_PACKAGES = ("nsis",)
LIST = "installed.txt"
MARKER = "portable"
TOP = "GreenDesk"
LONGEST_FILE, LONGEST_FOLDER = 259, 247  # UTF-16 units of a whole path that Windows takes
BESIDE = len("\\~new\\")  # where files lie before they take their places
SPARE_MB = 16
MARKER_WORDS = """\
GreenDesk: 便携版。数据保存在旁边的 data 文件夹里，随整个文件夹一起带走。删除本文件后，数据改存在本机的用户文件夹。\r
GreenDesk: portable. Data lie in the folder "data" beside this file and travel with it. Without this file they are\r
kept in the folder of the user on each computer.\r
"""
NOT_IN_THE_PROGRAM = frozenset({LIST, MARKER, "data", "icons", "uninstall.exe", "~new", "~old"})


class InstallerRefusal(IntEnum):
    """The exit codes of the silent installer, each with nothing changed."""

    IN_USE = 10
    OLDER = 11
    NO_ROOM = 12
    UNWRITABLE = 13
    TOO_LONG = 14
    NOT_OURS = 15
    FAILED = 16


def compile_installer(dist: Path, version: str, out: Path) -> Path:
    """Compile `GreenDesk-<version>-setup.exe` from the program's folder into the folder `out`; returns the file."""
    setup = (out / f"GreenDesk-{version}-setup.exe").absolute()
    out.mkdir(parents=True, exist_ok=True)
    setup.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="greendesk-installer-") as name:
        work = Path(name)
        windows_icons(work / "icons")
        installer_picture(work / "side.bmp")
        (work / LIST).write_text("\r\n".join([version, *names_of(dist), ""]), encoding="ascii", newline="")
        header = work / "names.nsh"
        header.write_text(_header(dist.absolute(), version, work, setup), encoding="utf-8-sig", newline="\n")
        compiler = find_compiler()
        done = subprocess.run(
            [compiler, "-V2", "-INPUTCHARSET", "UTF8", f"-DNAMES={header}", "-WX", SCRIPT],
            check=False, env=surroundings(), text=True, encoding="utf-8", errors="replace",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
    if done.returncode or not setup.is_file():
        raise SetUpFailed(f"{done.stdout}\nmakensis could not compile {SCRIPT.name} (see above)")
    sign(setup)
    say(f"{setup.name}: {setup.stat().st_size / 2**20:.0f} MiB")
    return setup


def portable_zip(dist: Path, version: str, out: Path) -> Path:
    """Pack `GreenDesk-<version>-portable.zip` with one folder that keeps its data beside the program."""
    target = out / f"GreenDesk-{version}-portable.zip"
    out.mkdir(parents=True, exist_ok=True)
    files = sorted(path for path in dist.rglob("*") if path.is_file())
    if strange := [path.name for path in files if not str(path.relative_to(dist)).isascii()]:
        raise SetUpFailed("names that not every program unpacks: " + ", ".join(strange))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files:
            archive.write(path, f"{TOP}/{path.relative_to(dist).as_posix()}")
        archive.writestr(f"{TOP}/{MARKER}", MARKER_WORDS.encode())
        archive.writestr(f"{TOP}/{LIST}", "\r\n".join([version, *names_of(dist), MARKER, ""]))
    say(f"{target.name}: {target.stat().st_size / 2**20:.0f} MiB")
    return target


def names_of(dist: Path) -> list[str]:
    """The names at the top of the program's folder, the program itself last: once it stands, all else does."""
    names = sorted(
        (path.name for path in dist.iterdir()), key=lambda name: (name.lower().endswith(".exe"), name)
    )
    odd = [name for name in names if not name.isascii() or name.lower() in NOT_IN_THE_PROGRAM]
    if odd or not names:
        raise SetUpFailed(f"{dist} is no program's folder: {', '.join(odd) or 'it is empty'}")
    return names


def room_for_path(dist: Path) -> int:
    """How many characters the path of the installed folder may have, so that no file in it becomes too long."""
    longest = 0
    for path in dist.rglob("*"):
        limit = LONGEST_FOLDER if path.is_dir() else LONGEST_FILE
        length = len(str(path.relative_to(dist)).encode("utf-16-le")) // 2
        longest = max(longest, length + LONGEST_FILE - limit)
    return LONGEST_FILE - longest - BESIDE


def find_compiler() -> Path:
    """Where makensis is: on the path, or where its installer puts it on Windows."""
    found = shutil.which("makensis")
    places = [Path(found)] if found else []
    folders = (os.environ.get(name, "/nowhere") for name in ("ProgramFiles(x86)", "ProgramFiles"))
    places += [Path(folder) / "NSIS" / "makensis.exe" for folder in folders]
    for place in places:
        if place.is_file():
            return place
    raise SetUpFailed("makensis is not here; install NSIS 3.08 or newer (Debian: apt-get install nsis)")


def _target(compiler: Path) -> str:
    """The kind of installer: 64 bits where NSIS has the stub, as on Debian; wine then needs no 32 bits."""
    stubs = [Path("/usr/share/nsis/Stubs"), compiler.parent / "Stubs", compiler.parent.parent / "Stubs"]
    has = any((folder / "lzma_solid-amd64-unicode").is_file() for folder in stubs)
    return "amd64-unicode" if has else "x86-unicode"


def _header(dist: Path, version: str, work: Path, setup: Path) -> str:
    """What the script needs to know of this build."""
    size = sum(path.stat().st_size for path in dist.rglob("*") if path.is_file())
    numbers = ".".join(f"{version}.0.0.0".split(".")[:4])
    slash = os.sep
    values = {
        "TARGET": _target(find_compiler()),
        "DIST": str(dist),
        "ICONS": f"{work}{slash}icons",
        "OUT": str(setup),
        "MANIFEST": f"{work}{slash}{LIST}",
        "VERSION": version,
        "VERSION4": numbers,
        "SIDE": f"{work}{slash}side.bmp",
        "TAKES_MB": str(-(-size // 2**20)),
        "SIZE_KB": str(-(-size // 1024)),
        "SIZE_MB": str(-(-size // 2**20) + SPARE_MB),
        "ROOM": str(room_for_path(dist)),
    }
    lines = [f'!define {name} "{value}"' for name, value in values.items()]
    if command := os.environ.get(SIGN):
        lines.append("!define SIGN '" + command.replace("$", "$$") + "'")
    names = ["icons", "uninstall.exe", MARKER, *names_of(dist), LIST]
    lines += [
        "!macro ForEachName DO",
        *(f'  !insertmacro ${{DO}} "{name}"' for name in names),
        "!macroend",
        "",
    ]
    return "\n".join(lines)


def prove_installer(setup: Path, older: Path, wine: Wine, dist: Path | None = None) -> None:
    """Play the whole story of an installation under wine; with `dist` the installed files are compared with it."""
    from windows.installer_proof import prove

    prove(setup, older, wine, dist)
