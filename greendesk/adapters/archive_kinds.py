"""What a received file is by its first and last bytes, and whether its name says the same."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZipFile

from greendesk.adapters.archive_pdf import look_at_pdf
from greendesk.adapters.archive_source import MAX_FILES, translated
from greendesk.adapters.archive_zip import directory_of
from greendesk.domain.package import FileKind, FileState
from greendesk.errors import GreendeskError

EDGE = 4096
"""How many bytes of each end of a file a caller should pass."""

Opener = Callable[[], BinaryIO]

_EXTENSIONS = {
    FileKind.PDF: "pdf",
    FileKind.IMAGE: "jpg jpeg png bmp gif tif tiff webp heic heif jfif",
    FileKind.SPREADSHEET: "xls xlsx xlsm xlsb et ett ods csv",
    FileKind.TEXT_DOCUMENT: (
        "doc docx docm dot wps wpt odt rtf txt md ofd ppt pptx pps ppsx dps odp htm html xml"
    ),
    FileKind.DRAWING: "dwg dxf dwf dgn vsd vsdx",
    FileKind.ARCHIVE: "zip 7z rar tar gz tgz bz2 xz gdpkg",
}
_KIND_OF = {extension: kind for kind, listed in _EXTENSIONS.items() for extension in listed.split()}
_PLAIN_TEXT = {"csv", "txt", "md", "htm", "html", "xml", "dxf"}
_TEXT_OR_BINARY = {"dgn", "dwf", "gz", "tar", "tgz", "bz2", "xz"}  # forms that the first bytes do not tell

_MAGIC: tuple[tuple[int, bytes, FileKind], ...] = (
    (0, b"\xff\xd8\xff", FileKind.IMAGE),
    (0, b"\x89PNG\r\n\x1a\n", FileKind.IMAGE),
    (0, b"GIF8", FileKind.IMAGE),
    (0, b"II*\x00", FileKind.IMAGE),
    (0, b"MM\x00*", FileKind.IMAGE),
    (8, b"WEBP", FileKind.IMAGE),
    (4, b"ftyphei", FileKind.IMAGE),
    (4, b"ftypmif1", FileKind.IMAGE),
    (0, b"{\\rtf", FileKind.TEXT_DOCUMENT),
    (0, b"AC10", FileKind.DRAWING),
    (0, b"(DWF V", FileKind.DRAWING),
    (0, b"Rar!\x1a\x07", FileKind.ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
    (0, b"\x1f\x8b", FileKind.ARCHIVE),
    (0, b"BZh", FileKind.ARCHIVE),
    (0, b"\xfd7zXZ\x00", FileKind.ARCHIVE),
    (257, b"ustar", FileKind.ARCHIVE),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", None),
    ("WordDocument", FileKind.TEXT_DOCUMENT),
    ("PowerPoint Document", FileKind.TEXT_DOCUMENT),
    ("Workbook", FileKind.SPREADSHEET),
    ("Book", FileKind.SPREADSHEET),
    ("VisioDocument", FileKind.DRAWING),
)
_ZIP_MARKS = (
    ("word/", FileKind.TEXT_DOCUMENT),
    ("xl/", FileKind.SPREADSHEET),
    ("ppt/", FileKind.TEXT_DOCUMENT),
    ("visio/", FileKind.DRAWING),
    ("OFD.xml", FileKind.TEXT_DOCUMENT),
)
_BACKWARDS = 32 * 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the look at one file brought."""

    kind: FileKind
    state: FileState = FileState.SOUND
    note: str = ""
    pages: int | None = None


def examine(name: str, head: bytes, tail: bytes, opened: Opener) -> Finding:
    """Judge a file by its name, its ends and, for PDF and Office files, its table of contents."""
    extension = name.rpartition(".")[2].casefold() if "." in name else ""
    claimed = _KIND_OF.get(extension)
    if not head:
        return Finding(kind=claimed or FileKind.OTHER, state=FileState.EMPTY, note="empty")
    found = _by_content(head, tail, opened, claimed)
    if found is None:
        return _unknown_content(head, extension, claimed)
    if claimed is not None and found.kind is not claimed and found.state is FileState.SOUND:
        note = f"really-{found.kind.value}"
        return Finding(kind=found.kind, state=FileState.MISNAMED, note=note, pages=found.pages)
    return found


def _by_content(head: bytes, tail: bytes, opened: Opener, claimed: FileKind | None) -> Finding | None:
    if b"%PDF-" in head[:1024]:
        return _pdf(opened)
    if head.startswith(_OLE):
        return _ole(head, opened, claimed)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(opened, claimed)
    kind = next((kind for at, magic, kind in _MAGIC if head[at : at + len(magic)] == magic), None)
    if kind is None and head.startswith(b"BM") and len(head) > 26 and head[6:10] == bytes(4):
        kind = FileKind.IMAGE
    if kind is None:
        return None
    if _is_cut(head, tail, opened):
        return Finding(kind=kind, state=FileState.UNREADABLE, note="image-cut")
    return Finding(kind=kind)


def _unknown_content(head: bytes, extension: str, claimed: FileKind | None) -> Finding:
    text = _is_text(head)
    if claimed is None:
        return Finding(kind=FileKind.TEXT_DOCUMENT if text and not extension else FileKind.OTHER)
    if extension in _TEXT_OR_BINARY or (text and extension in _PLAIN_TEXT):
        return Finding(kind=claimed)
    if text:
        return Finding(kind=FileKind.TEXT_DOCUMENT, state=FileState.MISNAMED, note="really-text-document")
    note = "pdf-no-header" if claimed is FileKind.PDF else "content-unknown"
    return Finding(kind=claimed, state=FileState.UNREADABLE, note=note)


def _pdf(opened: Opener) -> Finding:
    with opened() as stream:
        look = look_at_pdf(stream)
    if look.problem == "pdf-password":
        return Finding(kind=FileKind.PDF, state=FileState.LOCKED, note=look.problem)
    if look.problem:
        return Finding(kind=FileKind.PDF, state=FileState.UNREADABLE, note=look.problem)
    return Finding(kind=FileKind.PDF, note="pdf-repaired" if look.repaired else "", pages=look.pages)


def _ole(head: bytes, opened: Opener, claimed: FileKind | None) -> Finding:
    """Compound files name their streams in a directory ([MS-CFB] 2.2 and 2.6)."""
    if len(head) < 512:
        return Finding(kind=claimed or FileKind.OTHER, state=FileState.UNREADABLE, note="office-cut")
    shift, (first,) = struct.unpack_from("<H", head, 30)[0], struct.unpack_from("<L", head, 48)
    with opened() as stream:
        stream.seek((first + 1) << min(shift, 12))
        directory = stream.read(EDGE)
    if not directory:
        return Finding(kind=claimed or FileKind.OTHER, state=FileState.UNREADABLE, note="office-cut")
    for stream_name, kind in _OLE_STREAMS:
        if stream_name.encode("utf-16-le") in directory:
            if kind is None:
                locked = claimed or FileKind.OTHER
                return Finding(kind=locked, state=FileState.LOCKED, note="office-password")
            return Finding(kind=kind)
    return Finding(kind=claimed or FileKind.OTHER)


def _zip(opened: Opener, claimed: FileKind | None) -> Finding:
    """Office files, OFD and archives all are ZIPs; their table of contents tells which."""
    try:
        with opened() as stream, directory_of(stream, "") as archive, translated(""):
            names = [info.filename for info in archive.infolist()[:MAX_FILES]]
            kind = next(
                (kind for mark, kind in _ZIP_MARKS if any(name.startswith(mark) for name in names)), None
            )
            return Finding(kind=kind or _open_document(archive, names) or FileKind.ARCHIVE)
    except GreendeskError as error:
        if type(error).__name__ == "ArchiveEncrypted":
            return Finding(kind=FileKind.ARCHIVE, state=FileState.LOCKED, note="archive-password")
        return Finding(kind=claimed or FileKind.ARCHIVE, state=FileState.UNREADABLE, note="archive-cut")


def _open_document(archive: ZipFile, names: list[str]) -> FileKind | None:
    if names[:1] != ["mimetype"]:
        return None
    with archive.open("mimetype") as stream:
        kind = stream.read(100)
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return FileKind.SPREADSHEET
    return FileKind.TEXT_DOCUMENT if kind.startswith(b"application/vnd.oasis.opendocument.") else None


def _is_cut(head: bytes, tail: bytes, opened: Opener) -> bool:
    """Whether a PNG or JPEG lacks its end mark; phones append data of their own after it."""
    if head.startswith(b"\x89PNG"):
        mark = b"IEND"
    elif head.startswith(b"\xff\xd8\xff"):
        mark = b"\xff\xd9"
    else:
        return False
    if mark in tail:
        return False
    with opened() as stream:
        size = stream.seek(0, 2)
        # a preview picture in the first 64 KiB has an end mark of its own
        stream.seek(max(0, min(size, 65536), size - _BACKWARDS))
        return mark not in stream.read()


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(sign < 32 and sign not in b"\t\n\r\x0c\x1b" for sign in head)
