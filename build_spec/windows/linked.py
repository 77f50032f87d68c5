"""Refuse a built folder in which a library is missing that no Windows brings along; runs on the Windows Python.

A machine that builds has runtime libraries that the laptop of an official may not have.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pefile  # type: ignore[import-not-found, import-untyped, unused-ignore]  # on Windows only

EXECUTABLE = frozenset({".exe", ".dll", ".pyd"})
TABLES = ("IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT")
# the parts of Windows 10 (1809, the oldest that Qt supports) which the program may count on
WINDOWS = frozenset(
    """
    advapi32 authz bcrypt bcryptprimitives combase comctl32 comdlg32 credui crypt32 cryptbase cryptsp d2d1 d3d11
    d3d12 d3d9 dbghelp dcomp dnsapi dwmapi dwrite dxgi dxguid gdi32 gdiplus hid icuuc imagehlp imm32 iphlpapi
    kernel32 kernelbase mpr mscms msi msvcrt mswsock ncrypt netapi32 ntdll ole32 oleaut32 opengl32 pdh powrprof
    propsys psapi rpcrt4 secur32 setupapi shcore shell32 shlwapi ucrtbase uiautomationcore user32 userenv usp10
    uxtheme version winhttp wininet winmm winscard winspool.drv wintrust wldap32 ws2_32 wtsapi32
    """.split()  # noqa: SIM905 - a name on each line would fill the module
)
MADE_OF_UCRT = ("api-ms-win-", "ext-ms-win-")


def main(folder: Path) -> int:
    """Print what is missing for whom; returns 1 if there is anything."""
    files = [file for file in sorted(folder.rglob("*")) if file.suffix.lower() in EXECUTABLE]
    shared = {file.name.lower() for file in files if file.parent in (folder, folder / "_internal")}
    missing = 0
    for file in files:
        near = {other.name.lower() for other in file.parent.iterdir()}
        for name in imports(file):
            if name not in near | shared | on_the_way(file, files) and not is_of_windows(name):
                print(f"{file.relative_to(folder)} needs {name}, which is not there")
                missing += 1
    print(f"{len(files)} programs and libraries find what they are linked to" if not missing else "")
    return 1 if missing else 0


def imports(file: Path) -> Iterator[str]:
    """The names of the libraries that a file is linked to, in small letters."""
    with pefile.PE(str(file), fast_load=True) as image:
        image.parse_data_directories([pefile.DIRECTORY_ENTRY[table] for table in TABLES])
        for table in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"):
            for entry in getattr(image, table, ()):
                yield entry.dll.decode("ascii").lower()


def on_the_way(file: Path, files: list[Path]) -> set[str]:
    """What packages add to the search by themselves: `NAME.libs` beside them, and the two folders of Qt."""
    of_qt = {"PySide6", "shiboken6"}
    return {
        other.name.lower()
        for other in files
        if other.parent.name.endswith(".libs") or (other.parent.name in of_qt and of_qt & set(file.parts))
    }


def is_of_windows(name: str) -> bool:
    """Whether every Windows of the oldest kind that is supported has this library."""
    return name in WINDOWS or name.removesuffix(".dll") in WINDOWS or name.startswith(MADE_OF_UCRT)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
