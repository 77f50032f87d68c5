"""A 7z as a package, decoded in order and in small pieces."""

import io
import lzma
import struct
import zlib
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from greendesk.adapters.archive_errors import (
    ArchiveDamaged,
    ArchiveEncrypted,
    ArchiveTruncated,
    CompressionUnknown,
    DevicesInside,
    LinksInside,
)
from greendesk.adapters.archive_names import tidy
from greendesk.adapters.archive_source import (
    ByteStream,
    Listing,
    Source,
    SourceFile,
    count_files,
    translated,
)

if TYPE_CHECKING:
    from py7zr.py7zr import ArchiveFile, SevenZipFile

SEVEN_ZIP_MAGIC = b"7z\xbc\xaf\x27\x1c"
_METHODS = {
    b"\x00": "copy",
    b"\x03": "delta",
    b"\x04": "x86",
    b"\x21": "LZMA2",
    b"\x03\x01\x01": "LZMA",
    b"\x03\x03\x01\x03": "x86",
    b"\x04\x01\x08": "Deflate",
    b"\x04\x01\x09": "Deflate64",
    b"\x04\x02\x02": "BZip2",
    b"\x04\xf7\x11\x01": "Zstandard",
}
"""Not PPMd: the library for it fails on sound data and was seen to bring the whole program down."""

_AES = b"\x06\xf1\x07\x01"
_CHUNK = 1024 * 1024
_PACKED_CHUNK = 64 * 1024


def open_7z(path: Path) -> Source:
    """List a 7z; a locked or cut one is refused before anything is decoded."""
    with translated(path.name):
        stream = path.open("rb")
    try:
        archive = _archive(stream, path.name)
        with translated(path.name):
            listing = _listing(archive, stream, path)
    except BaseException:
        stream.close()
        raise
    return Source(path, "7z", listing, stream.close)


def _archive(stream: BinaryIO, name: str) -> "SevenZipFile":
    # py7zr takes 0.2 s to load; only who opens a 7z pays for it
    from py7zr import SevenZipFile
    from py7zr.exceptions import ArchiveError, PasswordRequired, UnsupportedCompressionMethodError

    with translated(name):
        try:
            _check_length(stream, name)
            archive = SevenZipFile(stream)
        except PasswordRequired as error:
            raise ArchiveEncrypted(name=name, entry=name) from error
        except UnsupportedCompressionMethodError as error:
            raise CompressionUnknown(name=name, entry=name) from error
        except (ArchiveError, TypeError, KeyError, IndexError, AttributeError, AssertionError) as error:
            raise ArchiveDamaged(name=name, entry=name) from error
    if archive.password_protected:
        raise ArchiveEncrypted(name=name, entry=name)
    return archive


def _check_length(stream: BinaryIO, name: str) -> None:
    """Compare the file's length with the end of the table of contents that its first 32 bytes name."""
    start = stream.read(32)
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if len(start) < 32:
        raise ArchiveTruncated(name=name)
    checksum, offset, length = struct.unpack_from("<LQQ", start, 8)
    if checksum != zlib.crc32(start[12:]):
        raise ArchiveDamaged(name=name, entry=name)
    if 32 + offset + length > size:
        raise ArchiveTruncated(name=name)
    stream.seek(32 + offset)
    _check_header_coders(stream.read(min(length, _CHUNK)))
    stream.seek(0)


def _check_header_coders(header: bytes) -> None:
    """Refuse strange methods before py7zr unpacks the table of contents with them."""
    from py7zr.archiveinfo import HeaderStreamsInfo
    from py7zr.properties import PROPERTY

    if header[:1] == PROPERTY.ENCODED_HEADER:
        folders = HeaderStreamsInfo.retrieve(io.BytesIO(header[1:])).unpackinfo.folders
        known = {*_METHODS, _AES}
        if any(coder["method"] not in known for folder in folders for coder in folder.coders):
            raise NotImplementedError


def _listing(archive: "SevenZipFile", stream: BinaryIO, path: Path) -> Listing:
    entries: Sequence[ArchiveFile] = list(getattr(archive, "files", ()))
    count_files(path.name, sum(not entry.is_directory for entry in entries))
    links = tuple((tidy(entry.filename), "link") for entry in entries if entry.is_symlink)
    if links:
        raise LinksInside(links)
    devices = tuple((tidy(entry.filename), "device") for entry in entries if not _is_plain(entry))
    if devices:
        raise DevicesInside(devices)
    openers = _openers(archive, stream)
    files = [
        SourceFile(path=tidy(entry.filename), size=entry.uncompressed or 0, opener=openers[entry.id])
        for entry in sorted(entries, key=lambda entry: not entry.emptystream)
        if not entry.is_directory
    ]
    folders = tuple(tidy(entry.filename) for entry in entries if entry.is_directory)
    return Listing(files=tuple(files), folders=folders, packed_size=path.stat().st_size)


def _is_plain(entry: "ArchiveFile") -> bool:
    return entry.is_directory or entry.is_file or entry.is_symlink


def _openers(archive: "SevenZipFile", stream: BinaryIO) -> dict[int, "partial[ByteStream]"]:
    openers: dict[int, partial[ByteStream]] = {
        entry.id: partial(_empty) for entry in archive.files if entry.emptystream
    }
    streams = archive.header.main_streams
    if streams is None:
        return openers
    # py7zr numbers the files of a block wrongly when folders stand between them; their order is right
    filled = (entry for entry in archive.files if not entry.emptystream)
    first: int = archive.worker.src_start
    if any(
        coder["method"] not in _METHODS for folder in streams.unpackinfo.folders for coder in folder.coders
    ):
        raise NotImplementedError
    for folder, position in zip(streams.unpackinfo.folders, streams.packinfo.packpositions, strict=False):
        members = list(islice(filled, len(folder.files or ())))
        block = _Block(folder, members, stream, first + position)
        for index, entry in enumerate(members):
            openers[entry.id] = partial(block.open, index)
    return openers


def _empty() -> ByteStream:
    return io.BytesIO()


class _Block:
    """Files compressed in one go: reading one means decoding those before it."""

    def __init__(self, folder: Any, members: "list[ArchiveFile]", stream: BinaryIO, start: int) -> None:  # noqa: ANN401 - py7zr's folders are untyped
        self._folder = folder
        self._members = members
        self._packed = _PackedBytes(stream, start)
        self._decoder: Any = None
        self._next = 0
        self._current: _MemberStream | None = None

    def open(self, index: int) -> ByteStream:
        """Open the file at `index`; going back starts the block again."""
        from py7zr.exceptions import UnsupportedCompressionMethodError

        if self._decoder is None or index < self._next:
            self._packed.rewind()
            try:
                self._decoder = self._folder.get_decompressor(self._members[0].compressed, reset=True)
            except UnsupportedCompressionMethodError as error:
                raise NotImplementedError from error
            self._packed.feeds(self._decoder)
            self._current, self._next = None, 0
        self._skip()
        while self._next < index:
            self._start()
            self._skip()
        return self._start()

    def _start(self) -> "_MemberStream":
        entry = self._members[self._next]
        self._current = _MemberStream(self._decoder, self._packed, entry)
        self._next += 1
        return self._current

    def _skip(self) -> None:
        while self._current is not None and self._current.read(_CHUNK):
            pass


class _PackedBytes:
    """The packed bytes of one block, handed to the decoder no faster than it can use them."""

    def __init__(self, stream: BinaryIO, start: int) -> None:
        self._stream = stream
        self._start = start
        self._position = start
        self._first_coder: Any = None

    def rewind(self) -> None:
        """Begin again at the start of the block."""
        self._position = self._start

    def feeds(self, decoder: Any) -> None:  # noqa: ANN401 - py7zr's decoders are of many classes
        """Note whose appetite is asked; without this, py7zr would pile up unread input in memory."""
        coder = decoder.chain[0]
        self._first_coder = getattr(coder, "_decompressor", coder)

    def tell(self) -> int:
        """Position in the archive."""
        return self._position

    def read(self, size: int) -> bytes:
        """Return packed bytes, or nothing while the decoder still has some."""
        if not getattr(self._first_coder, "needs_input", True):
            return b""
        self._stream.seek(self._position)
        data = self._stream.read(min(size, _PACKED_CHUNK))
        self._position += len(data)
        return data


class _MemberStream:
    """One file of a block; raises `EOFError` when the block ends early, `ValueError` on a wrong checksum."""

    def __init__(self, decoder: Any, packed: _PackedBytes, entry: "ArchiveFile") -> None:  # noqa: ANN401 - see above
        self._decoder = decoder
        self._packed = packed
        self._left = entry.uncompressed
        self._expected = entry.crc32
        self._checksum = 0

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, at most one mebibyte."""
        wanted = min(self._left, _CHUNK if size < 0 else min(size, _CHUNK))
        data = self._decode(wanted) if wanted else b""
        self._left -= len(data)
        self._checksum = zlib.crc32(data, self._checksum)
        if not self._left and self._expected is not None and self._checksum != self._expected:
            raise ValueError(self._checksum)
        return data

    def _decode(self, wanted: int) -> bytes:
        idle = 0
        while idle < 3:
            before = self._packed.tell()
            try:
                data = bytes(self._decoder.decompress(self._packed, wanted))
            except (RuntimeError, SystemError, OverflowError) as error:
                raise lzma.LZMAError from error
            if data:
                return data
            idle = 0 if self._packed.tell() > before else idle + 1
        raise EOFError

    def close(self) -> None:
        """Nothing is held; the next file of the block decodes what is left unread here."""
