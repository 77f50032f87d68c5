"""What the compiled files of the frozen folder need: which libraries to ship, which packages to depend on.

Libraries that every desktop brings are left to the system: a driver of the graphics card that is newer than a shipped
C++ library could not be loaded beside it, and the system keeps them safe.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

INTERNAL = "_internal"
ELF = b"\x7fELF"
Version = tuple[int, ...]

# library: the package with it, under each name that the relatives of Debian have for it
SYSTEM = {
    **dict.fromkeys(
        ("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2",
         "libutil.so.1", "ld-linux-x86-64.so.2"), "libc6"),
    "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
    "libz.so.1": "zlib1g",
    "libexpat.so.1": "libexpat1",
    **dict.fromkeys(
        ("libglib-2.0.so.0", "libgobject-2.0.so.0", "libgio-2.0.so.0", "libgmodule-2.0.so.0", "libgthread-2.0.so.0"),
        "libglib2.0-0t64 | libglib2.0-0"),
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdrm.so.2": "libdrm2",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}  # fmt: skip
# which GCC brought the newest mark of the C++ library
COMPILERS = {28: "10", 29: "11", 30: "12", 31: "13", 32: "13.2", 33: "14", 34: "15"}
_STARTED_BY_NAME = ("libpython",)  # opened by the start program, which links to nothing


class LibraryUnknown(Exception):
    """A library that is neither in the folder nor among those that the system has."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled file: what it needs, and the newest marks it asks of the C and the C++ library."""

    path: Path
    needs: frozenset[str]
    glibc: Version
    glibcxx: Version


def read_compiled(files: Iterable[Path]) -> tuple[Compiled, ...]:
    """Read the compiled ones among these files with objdump."""
    found = [path for path in files if _is_elf(path)]
    if not found:
        return ()
    told = subprocess.run(
        ["objdump", "-p", *map(str, found)],
        capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"},
    ).stdout  # fmt: skip
    parts = re.split(r"^.*:\s+file format elf64-x86-64$", told, flags=re.MULTILINE)[1:]
    return tuple(_compiled(path, part) for path, part in zip(found, parts, strict=True))


def _is_elf(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(len(ELF)) == ELF


def _compiled(path: Path, told: str) -> Compiled:
    return Compiled(
        path=path,
        needs=frozenset(re.findall(r"^\s+NEEDED\s+(\S+)$", told, re.MULTILINE)),
        glibc=_newest("GLIBC", told),
        glibcxx=_newest("GLIBCXX", told),
    )


def _newest(mark: str, told: str) -> Version:
    versions = re.findall(rf"\s{mark}_(\d+(?:\.\d+)+)$", told, re.MULTILINE)
    return max((tuple(map(int, version.split("."))) for version in versions), default=())


def to_ship(
    compiled: Sequence[Compiled], *shelves: Path, system: AbstractSet[str] = SYSTEM.keys()
) -> frozenset[Path]:
    """The compiled files that the program needs and the system does not bring.

    Args:
        compiled: all of the frozen folder.
        shelves: where the libraries lie that were gathered because others need them.
        system: the libraries that the system brings.

    """
    by_name = {one.path.name: one for one in compiled}
    kept = {one.path for one in compiled if not _gathered(one.path, shelves)}
    waiting = [one for one in compiled if one.path in kept]
    while waiting:
        for name in waiting.pop().needs - system:
            needed = by_name.get(name)
            if needed is not None and needed.path not in kept:
                kept.add(needed.path)
                waiting.append(needed)
    return frozenset(kept)


def _gathered(path: Path, shelves: Sequence[Path]) -> bool:
    """Whether a library is there only because another file needs it."""
    name = path.name
    return path.parent in shelves and name.startswith("lib") and not name.startswith(_STARTED_BY_NAME)


def depends(shipped: Iterable[Compiled], names: frozenset[str]) -> str:
    """The field Depends: the packages with the libraries that are needed and not shipped (`names` are shipped)."""
    shipped = tuple(shipped)
    needed = {name: one.path.name for one in shipped for name in one.needs if name not in names}
    if unknown := sorted(needed.keys() - SYSTEM.keys()):
        raise LibraryUnknown(
            f"no package is known for {', '.join(f'{one} ({needed[one]})' for one in unknown)}"
        )
    least = _least(shipped)
    packages = {SYSTEM[name] for name in needed}
    return ", ".join(f"{one} (>= {least[one]})" if one in least else one for one in sorted(packages))


def _least(shipped: Iterable[Compiled]) -> Mapping[str, str]:
    shipped = tuple(shipped)
    newest = max((one.glibcxx for one in shipped), default=())
    return {"libc6": glibc(shipped), "libstdc++6": COMPILERS[newest[2] if len(newest) > 2 else 28]}


def glibc(shipped: Iterable[Compiled]) -> str:
    """The oldest C library with which all of these start."""
    return ".".join(map(str, max((one.glibc for one in shipped), default=(2, 28))))
