"""Whether a ZIP holds nothing but its members: no byte between, before or behind them, and no two tales of one member.

A member is described twice, in front of its bytes and in the directory (APPNOTE 6.3.10 of ZIP, sections 4.3.7 and
4.3.12). Readers differ in which they believe; who packs our bags writes the same in both places.
"""

import struct
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from greendesk.adapters.archive_errors import ArchiveDamaged
from greendesk.adapters.archive_source import translated

_LOCAL = struct.Struct("<4s2B4HL2L2H")
_END = struct.Struct("<4s4H2LH")
_LOCATOR = 20
_STREAMED = 0x8  # checksum and lengths follow the bytes
_UTF8 = 0x800
_FULL = 0xFFFFFFFF
_DESCRIPTORS = (12, 16, 20, 24)


def check_layout(archive: ZipFile, path: Path) -> None:
    """Raise `ArchiveDamaged` with the member's name where the layout is not the plain one."""
    with translated(path.name), path.open("rb") as stream:
        at = 0
        for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
            if info.header_offset != at or info.volume:
                raise ArchiveDamaged(name=path.name, entry=info.orig_filename)
            at = _end_of(stream, info, path.name, archive.start_dir)
        if at != archive.start_dir or not _ends_plainly(stream, at):
            raise ArchiveDamaged(name=path.name, entry=path.name)


def _end_of(stream: BinaryIO, info: ZipInfo, name: str, directory: int) -> int:
    """Where the bytes of a member end, when what stands in front of them agrees with the directory."""
    stream.seek(info.header_offset)
    head = stream.read(_LOCAL.size)
    if len(head) < _LOCAL.size:
        raise ArchiveDamaged(name=name, entry=info.orig_filename)
    _, _, _, flags, method, time, day, checksum, packed, size, name_length, extra_length = _LOCAL.unpack(head)
    named, extra = stream.read(name_length), stream.read(extra_length)
    if _FULL in {packed, size}:
        size, packed = _long(extra) or (size, packed)
    streamed = flags & _STREAMED
    same = (
        flags == info.flag_bits
        and method == info.compress_type
        and (day, time) == _stamp(info)
        and named == info.orig_filename.encode("utf-8" if flags & _UTF8 else "cp437")
        and (streamed or (checksum, packed, size) == (info.CRC, info.compress_size, info.file_size))
    )
    if not same:
        raise ArchiveDamaged(name=name, entry=info.orig_filename)
    end = stream.tell() + info.compress_size
    return end + _descriptor(stream, end, directory) if streamed else end


def _long(extra: bytes) -> tuple[int, int] | None:
    """Length and packed length from the ZIP64 field, when it comes first as writers put it."""
    if len(extra) < 20 or extra[:4] != b"\x01\x00\x10\x00":
        return None
    size, packed = struct.unpack_from("<QQ", extra, 4)
    return size, packed


def _stamp(info: ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2


def _descriptor(stream: BinaryIO, end: int, directory: int) -> int:
    """How many bytes of checksum and lengths stand behind a member that was packed as a stream."""
    for length in _DESCRIPTORS:
        stream.seek(end + length)
        if end + length == directory or stream.read(4) == b"PK\x03\x04":
            return length
    return 0


def _ends_plainly(stream: BinaryIO, directory: int) -> bool:
    """Whether the file ends with its end record, which names one disk and no comment, right behind the directory."""
    place = stream.seek(-_END.size, 2)
    magic, disk, first, here, count, length, offset, comment = _END.unpack(stream.read(_END.size))
    if magic != b"PK\x05\x06" or disk or first or comment or here != count:
        return False
    if _FULL not in {length, offset}:
        return bool(offset == directory and offset + length == place)
    stream.seek(place - _LOCATOR)
    return stream.read(4) == b"PK\x06\x07"
