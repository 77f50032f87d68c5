"""A ZIP as a package: strict about structure, lenient about the encoding of names."""

import stat
import struct
import zlib
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from greendesk.adapters.archive_errors import (
    ArchiveDamaged,
    ArchiveEncrypted,
    ArchiveTruncated,
    CompressionUnknown,
    DevicesInside,
    EntriesOverlap,
    LinksInside,
    NotAPackage,
    TooManyFiles,
)
from greendesk.adapters.archive_names import decode_zip_name, tidy, unicode_path, zip_encoding
from greendesk.adapters.archive_source import (
    MAX_FILES,
    ByteStream,
    Listing,
    Source,
    SourceFile,
    count_files,
    translated,
)

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_DEFLATE64 = 9  # what Windows makes of a folder with a file over 2 GB
_METHODS = {ZIP_STORED, ZIP_DEFLATED, _DEFLATE64, 12, 14}
_MAX_DIRECTORY = 256 * 1024**2
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8 = 0x800
_CHUNK = 64 * 1024
_OFFICE_MARKS = {"[Content_Types].xml", "OFD.xml", "META-INF/manifest.xml"}


def open_zip(path: Path) -> Source:
    """List a ZIP; what is dangerous, locked, cut or contradictory is refused before a byte is unpacked."""
    archive = open_directory(path)
    try:
        entries = named_entries(archive)
        _refuse_office(entries, path.name)
        listing = Listing(
            files=tuple(
                SourceFile(path=name, size=info.file_size, opener=partial(open_entry, archive, info))
                for name, info in entries
                if not name.endswith("/")
            ),
            folders=tuple(name.rstrip("/") for name, _ in entries if name.endswith("/")),
            packed_size=path.stat().st_size,
        )
    except BaseException:
        archive.close()
        raise
    return Source(path, "zip", listing, archive.close)


def _refuse_office(entries: list[tuple[str, ZipInfo]], name: str) -> None:
    """Office files are ZIPs too, but a package is not one document."""
    if any(entry in _OFFICE_MARKS for entry, _ in entries):
        raise NotAPackage(name=name)


def open_directory(path: Path) -> ZipFile:
    """Open a ZIP and check its structure: end, number of entries, encryption, methods, overlaps, links."""
    with translated(path.name):
        with path.open("rb") as stream:
            _check_directory(stream, path.name)
        archive = ZipFile(path)
    return _checked(archive, path.name)


def directory_of(stream: BinaryIO, name: str) -> ZipFile:
    """The same of an open file, which whoever opened it closes."""
    with translated(name):
        _check_directory(stream, name)
        archive = ZipFile(stream)
    return _checked(archive, name)


def _checked(archive: ZipFile, name: str) -> ZipFile:
    try:
        infos = archive.infolist()
        count_files(name, sum(not info.orig_filename.endswith("/") for info in infos))
        for info in infos:
            _check_entry(info, name)
        _check_overlap(archive, name)
    except BaseException:
        archive.close()
        raise
    return archive


def named_entries(archive: ZipFile) -> list[tuple[str, ZipInfo]]:
    """Every entry with its real name."""
    infos = archive.infolist()
    encoding = zip_encoding(_raw(info) for info in infos if not info.flag_bits & _UTF8)
    named = [(tidy(_real_name(info, encoding)), info) for info in infos]
    links = tuple((name, "link") for name, info in named if stat.S_ISLNK(info.external_attr >> 16))
    if links:
        raise LinksInside(links)
    devices = tuple((name, "device") for name, info in named if _is_device(info))
    if devices:
        raise DevicesInside(devices)
    return named


def open_entry(archive: ZipFile, info: ZipInfo) -> ByteStream:
    """Open one entry for reading; its checksum is compared at the end."""
    if info.compress_type == _DEFLATE64:
        return _Deflate64Stream(archive, info)
    return archive.open(info)


def _raw(info: ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")


def _real_name(info: ZipInfo, encoding: str | None) -> str:
    if info.flag_bits & _UTF8:
        return info.orig_filename
    raw = _raw(info)
    return unicode_path(raw, info.extra) or decode_zip_name(raw, encoding)


def _is_device(info: ZipInfo) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)
    return info.create_system == 3 and kind not in {0, stat.S_IFREG, stat.S_IFDIR}


def _check_entry(info: ZipInfo, name: str) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise ArchiveEncrypted(name=name, entry=_shown(info))
    if info.compress_type not in _METHODS:
        raise CompressionUnknown(name=name, entry=_shown(info))
    if info.compress_type == ZIP_STORED and info.file_size != info.compress_size:
        raise ArchiveDamaged(name=name, entry=_shown(info))


def _shown(info: ZipInfo) -> str:
    return tidy(_real_name(info, zip_encoding([_raw(info)])))


def _check_overlap(archive: ZipFile, name: str) -> None:
    infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
    ends = [info.header_offset for info in infos[1:]] + [archive.start_dir]
    for info, end in zip(infos, ends, strict=False):
        if info.header_offset + 30 + len(_raw(info)) + info.compress_size > end:
            raise EntriesOverlap(name=name, entry=_shown(info))


def _check_directory(stream: BinaryIO, name: str) -> None:
    """Find the end record and count the directory before `zipfile` builds an object for each entry."""
    stream.seek(0, 2)
    size = stream.tell()
    stream.seek(max(0, size - 66_000))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        raise ArchiveTruncated(name=name)
    count, length, offset = struct.unpack_from("<HLL", tail, at + 10)
    record = size - len(tail) + at
    locator = tail[max(0, at - 20) : at]
    if locator[:4] == b"PK\x06\x07":
        (record,) = struct.unpack_from("<Q", locator, 8)
        stream.seek(min(record, size))
        found = stream.read(56)
        if len(found) < 56 or found[:4] != b"PK\x06\x06":
            raise ArchiveDamaged(name=name, entry=name)
        count, length, offset = struct.unpack_from("<QQQ", found, 32)
    if offset + length > record:
        raise ArchiveTruncated(name=name)
    if length > _MAX_DIRECTORY:
        raise TooManyFiles(name=name, limit=MAX_FILES)
    stream.seek(record - length)
    number, end = _headers(stream.read(length))
    if number > 2 * MAX_FILES:
        raise TooManyFiles(name=name, limit=MAX_FILES)
    if end != length or (number - count) & 0xFFFF:  # some writers count modulo 65,536
        raise ArchiveDamaged(name=name, entry=name)


def _headers(directory: bytes) -> tuple[int, int]:
    """How many entries the directory holds, and where the last of them ends; a signature may follow (4.3.13)."""
    at, number = 0, 0
    while directory[at : at + 4] == b"PK\x01\x02" and at + 46 <= len(directory):
        number += 1
        at += 46 + sum(struct.unpack_from("<HHH", directory, at + 28))
    return number, len(directory) if directory[at : at + 4] == b"PK\x05\x05" else at


class _Deflate64Stream:
    """Deflate64, which `zipfile` does not read, over the same packed bytes."""

    def __init__(self, archive: ZipFile, info: ZipInfo) -> None:
        from py7zr.compressor import Deflate64Decompressor  # loaded only for this rare method

        self._info = info
        self._packed = _packed_bytes(archive, info)
        self._inflater = Deflate64Decompressor()  # type: ignore[no-untyped-call]  # py7zr left it so
        self._left = info.file_size
        self._checksum = 0
        self._ready = b""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes; raises `ValueError` when the checksum is wrong at the end."""
        while not self._ready and self._left:
            packed = self._packed.read(_CHUNK)
            fresh = bytes(self._inflater.decompress(packed))
            if not packed and not fresh:
                raise EOFError
            self._ready = fresh[: self._left]
            self._left -= len(self._ready)
            self._checksum = zlib.crc32(self._ready, self._checksum)
        if not self._left and self._checksum != self._info.CRC:
            raise ValueError(self._info.filename)
        wanted = len(self._ready) if size < 0 else size
        data, self._ready = self._ready[:wanted], self._ready[wanted:]
        return data

    def close(self) -> None:
        """Close the packed bytes."""
        self._packed.close()


def _packed_bytes(archive: ZipFile, info: ZipInfo) -> IO[bytes]:
    """Return the packed bytes of an entry: read as if it were stored, and without a checksum of its own."""
    stored = ZipInfo(info.filename, info.date_time)
    stored.orig_filename = info.orig_filename
    stored.header_offset = info.header_offset
    stored.flag_bits = info.flag_bits
    stored.compress_size = stored.file_size = info.compress_size
    return archive.open(stored)
