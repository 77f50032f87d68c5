"""Opening whatever holds an applicant's files: folder, ZIP, 7z or our own package file."""

from pathlib import Path

from greendesk.adapters.archive_7z import SEVEN_ZIP_MAGIC, open_7z
from greendesk.adapters.archive_errors import (
    ArchiveTruncated,
    ExchangeFileGiven,
    FileOfNothing,
    NotAPackage,
    RarNotRead,
)
from greendesk.adapters.archive_folder import open_folder
from greendesk.adapters.archive_source import Source, translated
from greendesk.adapters.archive_zip import ZIP_MAGIC, open_directory, open_zip
from greendesk.adapters.package_file import is_package, open_package

_RAR_MAGIC = b"Rar!\x1a\x07"


def open_source(path: Path) -> Source:
    """Open a package by what it is, not by what its name ends in; close it after use."""
    with translated(path.name):
        if path.is_dir():
            return open_folder(path)
        with path.open("rb") as stream:
            head = stream.read(8)
    if head.startswith(ZIP_MAGIC):
        return _open_zip(path)
    if head.startswith(SEVEN_ZIP_MAGIC):
        return open_7z(path)
    if head.startswith(_RAR_MAGIC):
        raise RarNotRead(name=path.name)
    if not head:
        raise FileOfNothing(name=path.name)
    if SEVEN_ZIP_MAGIC.startswith(head) or ZIP_MAGIC[0].startswith(head):
        raise ArchiveTruncated(name=path.name)
    raise NotAPackage(name=path.name)


def _open_zip(path: Path) -> Source:
    with open_directory(path) as archive:
        names = archive.namelist()
    if any(name.endswith("/data/letter.sig.json") for name in names):
        raise ExchangeFileGiven(name=path.name)
    ours = is_package(names)
    return open_package(path) if ours else open_zip(path)
