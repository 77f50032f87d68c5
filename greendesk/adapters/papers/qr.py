"""The QR code that ties a printed page to its record."""

import struct
import zlib

from reportlab.graphics.barcode.qr import QrCodeWidget

_QUIET = 2
_SCALE = 6


def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a QR code of medium correction; true is dark."""
    code = QrCodeWidget(text, barLevel="M").qr
    code.make()
    count = code.getModuleCount()
    return tuple(tuple(bool(code.isDark(row, column)) for column in range(count)) for row in range(count))


def qr_png(text: str) -> bytes:
    """Return the QR code as a grey PNG with a quiet edge, for documents that take pictures."""
    rows = qr_modules(text)
    side = (len(rows) + 2 * _QUIET) * _SCALE
    light = b"\x00" + b"\xff" * side
    picture = light * (_QUIET * _SCALE)
    edge = b"\xff" * (_QUIET * _SCALE)
    for row in rows:
        line = b"".join((b"\x00" if dark else b"\xff") * _SCALE for dark in row)
        picture += (b"\x00" + edge + line + edge) * _SCALE
    picture += light * (_QUIET * _SCALE)
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, body)
        for kind, body in ((b"IHDR", header), (b"IDAT", zlib.compress(picture, 9)), (b"IEND", b""))
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
