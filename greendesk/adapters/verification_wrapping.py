"""Whether the ZIP around a bag is byte for byte the one that `bag_writer` makes, so that no byte hides.

Contents are covered by digests; names, dates, attributes and lengths around them are compared here. The
layout is APPNOTE 6.3.10 of ZIP, sections 4.3.7, 4.3.12 and 4.3.16, as the standard library writes it.
"""

import stat
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_DATE: Final = (1980, 1, 1, 0, 0, 0)
_ZIP64 = 45
_END = struct.Struct("<4sHHHHIIH")
_CENTRAL = struct.Struct("<4sBBBBHHHHIIIHHHHHII")
_LIMIT = 2**31 - 1
_CHUNK = 1024 * 1024


def changed_byte(path: Path) -> int | None:
    """Where the wrapping first differs from the only form it can have, or nothing; raises on a broken ZIP."""
    size = path.stat().st_size
    with ZipFile(path) as archive, path.open("rb") as stream:
        infos = archive.infolist()
        if size > _LIMIT:
            return None  # larger files are written in another layout; the digests cover their contents
        end = 0
        for start, expected in _expected(infos):
            stream.seek(start)
            found = stream.read(len(expected))
            if found != expected:
                return start + _first_difference(found, expected)
            end = start + len(expected)
        if end != size:
            return end
        return next((at for info in infos if (at := _loose_end(stream, info)) is not None), None)


def _expected(infos: list[ZipInfo]) -> Iterator[tuple[int, bytes]]:
    """Yield every stretch that is not content, as it must be, with its place."""
    at, directory = 0, b""
    for info in infos:
        written = ZipInfo(info.orig_filename, _DATE)
        written.create_system = 3
        written.external_attr = (stat.S_IFREG | 0o644) << 16
        written.compress_type = info.compress_type
        written.CRC, written.compress_size, written.file_size = info.CRC, info.compress_size, info.file_size
        local = written.FileHeader(info.extract_version == _ZIP64)
        yield at, local
        directory += _central(written, at)
        at += len(local) + info.compress_size
    count = len(infos)
    yield at, directory + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), at, 0)


def _central(info: ZipInfo, offset: int) -> bytes:
    name = info.filename.encode()
    return (
        _CENTRAL.pack(
            b"PK\x01\x02",
            info.create_version,
            info.create_system,
            info.extract_version,
            0,
            0 if name.isascii() else 0x800,
            info.compress_type,
            0,
            0x21,
            info.CRC,
            info.compress_size,
            info.file_size,
            len(name),
            0,
            0,
            0,
            0,
            info.external_attr,
            offset,
        )
        + name
    )


def _first_difference(found: bytes, expected: bytes) -> int:
    shorter = min(len(found), len(expected))
    return next((place for place in range(shorter) if found[place] != expected[place]), shorter)


def _loose_end(stream: BinaryIO, info: ZipInfo) -> int | None:
    """Where a compressed member goes on after its own end; deflate knows where it ends."""
    if info.compress_type != ZIP_DEFLATED:
        return None
    stream.seek(info.header_offset)
    header = stream.read(30)
    name, extra = struct.unpack_from("<HH", header, 26)
    start = info.header_offset + 30 + name + extra
    stream.seek(start)
    inflater, left = zlib.decompressobj(-zlib.MAX_WBITS), info.compress_size - 1
    while left > 0 and not inflater.eof:
        packed = stream.read(min(left, _CHUNK))
        left -= len(packed)
        while packed:
            inflater.decompress(packed, _CHUNK)
            packed = inflater.unconsumed_tail
    last = stream.read(1)
    tidy = not inflater.eof and left == 0 and len(last) == 1 and _ends_with(inflater, last[0])
    return None if tidy else start + info.compress_size - 1


def _ends_with(inflater: "zlib._Decompress", last: int) -> bool:
    """Whether the stream ends in its last byte, and the bits behind its end are zero as writers leave them."""
    there, without = inflater.copy(), inflater.copy()
    content = there.decompress(bytes((last,)))
    if not there.eof:
        return False
    if last == 0:
        return True
    highest = 1 << (last.bit_length() - 1)
    try:
        return without.decompress(bytes((last ^ highest,))) != content or not without.eof
    except zlib.error:
        return True
