"""A ZIP with one byte form: the same parts always give the same bytes, so that no byte can change unseen.

Parts are stored, not compressed (compressors differ between versions), without times or attributes.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

LARGEST = 256 * 1024 * 1024
_VERSION = 20
_DATE = 0x0021  # 1 January 1980, the first day that ZIP knows
_UTF8 = 0x0800
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return the ZIP of these parts, in their order."""
    body = bytearray()
    directory = bytearray()
    for name, content in parts.items():
        encoded = name.encode()
        flags = 0 if encoded.isascii() else _UTF8
        check = zlib.crc32(content)
        size = len(content)
        directory += _CENTRAL.pack(
            b"PK\x01\x02", _VERSION, _VERSION, flags, 0, 0, _DATE, check, size, size,
            len(encoded), 0, 0, 0, 0, 0, len(body),
        )  # fmt: skip
        directory += encoded
        body += _LOCAL.pack(b"PK\x03\x04", _VERSION, flags, 0, 0, _DATE, check, size, size, len(encoded), 0)
        body += encoded + content
    end = _END.pack(b"PK\x05\x06", 0, 0, len(parts), len(parts), len(directory), len(body), 0)
    return bytes(body) + bytes(directory) + end


def read_parts(data: bytes) -> tuple[dict[str, bytes | None], tuple[str, ...]]:
    """Return the parts by name, `None` for one that cannot be read, and the names that occur again.

    Raises `zipfile.BadZipFile` or `ValueError` when the file as a whole cannot be read.
    """
    parts: dict[str, bytes | None] = {}
    again: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        if sum(info.file_size for info in infos) > LARGEST:
            raise ValueError("too large")
        for info in infos:
            if info.filename in parts:
                again.append(info.filename)
                continue
            parts[info.filename] = _content(archive, info)
    return parts, tuple(again)


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
    try:
        return archive.read(info)
    except Exception:  # noqa: BLE001 - damaged members make the library raise many kinds
        return None
