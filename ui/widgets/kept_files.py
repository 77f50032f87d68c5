"""The content of a kept file as Qt reads it.

Files lie sealed on the disk. Qt gets the open content in memory: a device written in Python would take the
interpreter's lock inside the PDF library's own, on two threads at once, and both would wait for ever. What is too
large for that is laid out as a copy, which is removed when the desk is locked or closed.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from greendesk.desk import Desk
from greendesk.domain.package import PackageFile
from greendesk.errors import GreendeskError

LARGEST_IN_MEMORY = 128 * 1024 * 1024
Source = Path | QByteArray


def kept_file(desk: Desk, sha256: str, name: str) -> Source | None:
    """The content of a file, nothing when it is not on this desk; one that is damaged is empty."""
    if not desk.blobs.has(sha256):
        return None
    try:
        if desk.blobs.size(sha256) > LARGEST_IN_MEMORY:
            return desk.open_copy(sha256, name)
        with desk.blobs.open(sha256) as stream:
            return QByteArray(stream.read())
    except (GreendeskError, OSError):
        return QByteArray()


def head_of(source: Source) -> bytes:
    """The first bytes."""
    if isinstance(source, QByteArray):
        return bytes(source.first(min(1024, source.size())).data())
    with source.open("rb") as stream:
        return stream.read(1024)


def opened(source: QByteArray) -> QBuffer:
    """A device over the content; it keeps the content."""
    device = QBuffer()
    device.setData(source)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    return device


def load_pdf(document: QPdfDocument, source: Source) -> bool:
    """Let a document read a PDF in place of what it read before; says whether it could."""
    document.close()
    for before in document.findChildren(QBuffer):
        before.deleteLater()
    if isinstance(source, Path):
        document.load(str(source))
    else:
        device = opened(source)
        device.setParent(document)  # it must live as long
        document.load(device)
    return document.status() is QPdfDocument.Status.Ready


def reader_of(desk: Desk) -> Callable[[PackageFile], Source | None]:
    """What gives the content of a package's files, on any thread."""
    return partial(_read, desk)


def is_here(desk: Desk) -> Callable[[PackageFile], bool]:
    """What says whether a package's file is on the desk."""
    return partial(_has, desk)


def _read(desk: Desk, file: PackageFile) -> Source | None:
    return kept_file(desk, file.sha256, file.name)


def _has(desk: Desk, file: PackageFile) -> bool:
    return desk.blobs.has(file.sha256)
