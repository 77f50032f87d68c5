"""How heavy the built program may be: what stays out of it, and the debug information that is taken off."""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from debian.libraries import ELF, INTERNAL, Compiled, read_compiled, to_ship

Entry = tuple[str, str, str]  # where it goes, where it lies, of which kind: as PyInstaller has them
LINK = "SYMLINK"
MOST = {"linux": 235, "win32": 170}  # MiB of the whole folder

MODULES_LEFT_OUT = (
    "tkinter",
    "PIL.ImageTk",
    "PIL._imagingtk",  # another kind of windows
    "PIL._avif",  # pictures that nobody sends, by a library larger than all the others for pictures
    "PySide6.QtQml",
    "PySide6.QtQuick",
    # tools of developers, and what they bring along
    *("dateutil", "hypothesis", "mypy", "pygments", "pytest", "rich", "setuptools", "six"),
    *("distutils", "doctest", "pdb", "pydoc", "pydoc_data", "readline", "rlcompleter", "unittest"),
    # the library for signatures imports what fetches certificates; we fetch nothing, and its Python alone will do
    *("aiohttp._http_parser", "aiohttp._http_writer", "aiohttp._websocket.mask", "aiohttp._websocket.reader_c"),
    *("frozenlist._frozenlist", "multidict._multidict", "propcache._helpers_c", "yarl._quoting_c"),
    # databases that no desk is kept in; SQLite comes with SQLCipher
    *("sqlalchemy.dialects.mssql", "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle", "sqlite3"),
    # the libraries for xlsx and docx read XML as a tree; the paths inside isoschematron are the longest of all
    *("lxml.doctestcompare", "lxml.html", "lxml.isoschematron", "lxml.objectify", "lxml.usedoctest"),
)  # fmt: skip

FILES_LEFT_OUT = (
    "*/__pycache__/*",
    "*.pyi",
    "*/testsuite/*",
    "*/isoschematron/*",
    "certifi/cacert.pem",  # whom to trust on a network
    "*/lotl-certs/*",  # whom to ask for the trusted lists of Europe
    "Cryptodome/Math/*",  # 7z is opened with AES alone
    "Cryptodome/PublicKey/*",
    "docx/templates/default-docx-template/*",  # the template once more, unpacked
    "resources/translations/*.ts",  # the text of what is compiled beside it
    # Qt: screens without windows, input and networks that the program does not look at
    *(f"PySide6/*plugins/{folder}/*" for folder in ("egldeviceintegrations", "generic", "networkinformation", "tls")),
    *(f"PySide6/*plugins/platforms/*q{name}.*" for name in ("eglfs", "linuxfb", "minimal", "minimalegl", "vnc")),
    "PySide6/*plugins/platforms/*qvkkhrdisplay.*",
    "PySide6/*plugins/platforms/*qdirect2d.*",  # a second way to paint windows
    "PySide6/*plugins/platformthemes/*qgtk3.*",  # ties the program to a desktop's GTK
    *(f"PySide6/*plugins/imageformats/*q{name}.*" for name in ("icns", "pdf", "tga", "wbmp")),  # PDF goes its own way
    "PySide6/opengl32sw.dll",  # three dimensions without a graphics card, 20 MB
)  # fmt: skip
KEPT_QT_TRANSLATIONS = ("qtbase_zh_CN.qm", "qtbase_en.qm")

# what has no business there, however it came
UNWANTED = (
    *FILES_LEFT_OUT,
    *(f"lib{name}*" for name in ("gtk-", "gdk", "cairo", "pango", "sqlite3", "readline", "webkit")),
    *("aiohttp/*", "lxml/html/*", "lxml/objectify.*", "sqlite3.dll", "tcl*", "tk*"),
    *("*/tests/*", "pytest*", "mypy*", "pip/*", "setuptools/*"),
    *("*Qt6Qml*", "*Qt6Quick*", "*Qt6WebEngine*", "*Qt63D*"),
)  # fmt: skip
# Qt and others under the LGPL, of which NOTICE says that they are as their makers built them
_AS_MADE = ("PySide6/", "shiboken6/", "bcj/", "inflate64/", "psycopg_binary", "pyppmd/")


def wanted(place: str) -> bool:
    """Whether a file goes into the program's folder; `place` is where, with slashes."""
    name = PurePosixPath(place).name
    if place.startswith("PySide6/") and name.endswith(".qm"):
        return name in KEPT_QT_TRANSLATIONS
    return not any(fnmatchcase(place, pattern) for pattern in FILES_LEFT_OUT)


def chosen(entries: Iterable[Entry]) -> list[Entry]:
    """Of what PyInstaller found, what goes in."""
    return [entry for entry in entries if wanted(Path(entry[0]).as_posix())]


# --- libraries that nobody needs any more -------------------------------------------------------------------


def without_orphans(entries: Sequence[Entry]) -> list[Entry]:
    """Leave out libraries that were gathered for something which is left out, and links to them."""
    files = [(Path(place), Path(source).resolve()) for place, source, kind in entries if kind != LINK]
    read = {one.path: one for one in read_compiled([source for _, source in files])}
    compiled = [replace(read[source], path=place) for place, source in files if source in read]
    orphans = {one.path for one in compiled} - to_ship(compiled, *_shelves(compiled), system=frozenset())
    return [entry for entry in entries if _leads_to(entry) not in orphans]


def _shelves(compiled: Iterable[Compiled]) -> set[Path]:
    """The folders in which libraries lie for others to use."""
    top = {Path(), Path("PySide6/Qt/lib")}
    return top | {one.path.parent for one in compiled if one.path.parent.suffix == ".libs"}


def _leads_to(entry: Entry) -> Path:
    """Where the file of an entry lies in the folder, which for a link is where it leads."""
    place, source, kind = entry
    return Path(place).parent / source if kind == LINK else Path(place)


# --- debug information --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a compiled file that the system loads: how, where, and its bytes."""

    flags: int
    address: int
    size: int
    alignment: int
    aligned: bool
    data: bytes


def segments(data: bytes) -> Iterator[Segment]:
    """What the system loads of an ELF file (64 bits), without the header's words on sections, which nobody loads."""
    first, size, count = struct.unpack_from("<Q", data, 32)[0], *struct.unpack_from("<HH", data, 54)
    blank = bytearray(data)
    blank[40:48] = bytes(8)
    blank[58:64] = bytes(6)
    for at in range(first, first + size * count, size):
        kind, flags, offset, address, _, length, room, alignment = struct.unpack_from("<IIQQQQQQ", data, at)
        if kind == 1:  # PT_LOAD
            step = max(alignment, 1)
            yield Segment(
                flags=flags, address=address, size=room, alignment=alignment,
                aligned=offset % step == address % step, data=bytes(blank[offset : offset + length]),
            )  # fmt: skip


def strip(source: Path, target: Path) -> bool:
    """Write a compiled file without symbols and debug information; returns whether what is loaded is the same.

    Files whose places were moved by another tool are not to be trusted to `strip`; the bytes tell.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    line: list[str | Path] = ["strip", "--strip-unneeded", "-o", target, source]
    done = subprocess.run(line, check=False, capture_output=True)
    if done.returncode:
        return False
    before, after = (list(segments(path.read_bytes())) for path in (source, target))
    return before == after and all(part.aligned for part in after)


def stripped(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """Take off what only a debugger reads, in copies that are kept in a folder."""
    found: list[Entry] = []
    for place, source, kind in entries:
        light = folder / place
        ours = kind != LINK and not Path(place).as_posix().startswith(_AS_MADE) and _is_elf(Path(source))
        if ours and strip(Path(source), light):
            light.chmod(0o755)
            found.append((place, str(light), kind))
        else:
            found.append((place, source, kind))
    return found


def _is_elf(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(ELF)) == ELF


# --- the scales ---------------------------------------------------------------------------------------------


def complaints(folder: Path, most: int) -> list[str]:
    """What is wrong with a built folder: unwanted files, and more MiB than it may have."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    inside = [path.relative_to(folder / INTERNAL).as_posix() for path in files if INTERNAL in path.parts]
    found = [f"{place} is not wanted" for place in inside if _unwanted(place)]
    weight = sum(path.stat().st_size for path in files) / 2**20
    if weight > most:
        largest = sorted(files, key=lambda path: -path.stat().st_size)[:10]
        told = ", ".join(f"{path.name} {path.stat().st_size / 2**20:.1f}" for path in largest)
        found.append(f"{weight:.0f} MiB in all, more than {most}; the largest: {told}")
    return found


def _unwanted(place: str) -> bool:
    return any(fnmatchcase(place, pattern) for pattern in UNWANTED)


def refuse_too_much(folder: Path) -> None:
    """Stop the build when its folder has become heavier than it may be, or holds what has no business there."""
    if found := complaints(folder, MOST.get(sys.platform, MOST["linux"])):
        raise SystemExit("the built program is not as light as it should be:\n  " + "\n  ".join(found))
