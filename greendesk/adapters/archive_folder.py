"""A folder as a package."""

import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from greendesk.adapters.archive_errors import DevicesInside, LinksInside, SourceVanished
from greendesk.adapters.archive_names import decode_disk_name, tidy
from greendesk.adapters.archive_source import Listing, Source, SourceFile, count_files, translated
from greendesk.adapters.long_paths import within_reach

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_LINK_TAGS = {0xA000000C, 0xA0000003}  # Windows: symbolic link, junction


def open_folder(root: Path) -> Source:
    """List the folder with all below it; links and devices are refused, each by name."""
    files: list[SourceFile] = []
    links: list[tuple[str, str]] = []
    devices: list[tuple[str, str]] = []
    with translated(root.name):
        for path, entry in _walk(root):
            status = entry.stat(follow_symlinks=False)
            if _is_link(entry, status):
                links.append((path, "link"))
            elif not stat.S_ISREG(status.st_mode):
                devices.append((path, "device"))
            else:
                opener = partial(_open_regular, entry.path)
                files.append(SourceFile(path=path, size=status.st_size, opener=opener))
                count_files(root.name, len(files))
    if links:
        raise LinksInside(tuple(links))
    if devices:
        raise DevicesInside(tuple(devices))
    return Source(root, "folder", Listing(files=tuple(files), packed_size=None), _nothing)


def _walk(root: Path) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    waiting = [("", within_reach(root))]
    while waiting:
        prefix, folder = waiting.pop()
        with os.scandir(folder) as entries:
            children = sorted(entries, key=lambda entry: entry.name)
        for entry in children:
            path = prefix + _name(entry.name)
            if entry.is_dir(follow_symlinks=False) and not _is_link(entry, entry.stat(follow_symlinks=False)):
                waiting.append((path + "/", entry.path))
            else:
                yield path, entry


def _name(name: str) -> str:
    # on POSIX a backslash is part of a name and must not become a folder: it is refused later
    return tidy(decode_disk_name(name)) if "\\" not in name else decode_disk_name(name)


def _is_link(entry: "os.DirEntry[str]", status: os.stat_result) -> bool:
    return entry.is_symlink() or getattr(status, "st_reparse_tag", 0) in _LINK_TAGS


def _open_regular(path: str) -> BinaryIO:
    """Open without following a link that took the file's place since the listing."""
    number = os.open(path, os.O_RDONLY | _NO_FOLLOW)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise SourceVanished(name=os.path.basename(path))  # noqa: PTH119 - a bare name, no path work
    return os.fdopen(number, "rb", buffering=0)


def _nothing() -> None:
    """Do nothing: a folder needs no closing."""
