"""How large what is delivered is: the frozen folder and the packages made of it, against the folder unpacked."""

from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Figure, figure

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "dist" / "greendesk", ROOT / "out" / "windows" / "dist" / "GreenDesk")
PACKAGES = ("dist/*.deb", "out/windows/*-setup.exe", "out/windows/*-portable.zip")
_MB = 1024 * 1024


def run() -> Iterator[Figure]:
    """The lines of this benchmark: what was built before (`make test`, `make windows`) is weighed, nothing is built."""
    for folder in FOLDERS:
        if folder.is_dir():
            whole = size(folder)
            yield figure(
                f"frozen folder {folder.relative_to(ROOT)}; floor: PySide6 in it",
                whole,
                qt(folder),
                None,
                "MB",
            )
    for pattern in PACKAGES:
        for package in sorted(ROOT.glob(pattern)):
            folder = FOLDERS[package.suffix != ".deb"]
            if folder.is_dir():
                yield figure(f"{package.name}; floor: its folder", size(package), size(folder), None, "MB")


def size(path: Path) -> float:
    """The size of a file or folder in MB."""
    files = (
        [path]
        if path.is_file()
        else [one for one in path.rglob("*") if one.is_file() and not one.is_symlink()]
    )
    return sum(one.stat().st_size for one in files) / _MB


def qt(folder: Path) -> float:
    """The part of a frozen folder that is PySide6."""
    return sum(size(place) for place in folder.rglob("PySide6") if place.is_dir())
