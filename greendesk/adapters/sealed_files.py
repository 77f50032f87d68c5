"""How attachments lie on the disk: sealed in pieces, readable from any place, under names that say nothing.

    magic, version  8 bytes  "GDFILE" 00 01
    salt            32 bytes, random; the key of this file is HKDF-SHA256(key of the files, salt)
    pieces          of 64 KiB, the last one shorter: AES-256-GCM, each 16 bytes longer than what it holds

The nonce of a piece is its number (11 bytes) and whether it is the last one (1 byte), as in age; the last one is
bound to the SHA-256 of the whole content. So a piece that was changed, moved, left out or taken from another file is
noticed, and so is a file under the name of another. The name of a file is its SHA-256 under AES-SIV (RFC 5297) in
base 32: who has the key tells the one from the other without opening a file, who has not cannot tell whether a file
that he knows is there.
"""

import base64
import io
import os
import re
import secrets
from binascii import Error as NotBase32
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from greendesk.adapters.blob_faults import BlobDamaged

PIECE = 64 * 1024
NAME = re.compile(r"[a-z2-7]{77}")
_MAGIC = b"GDFILE\x00\x01"
_SALT = 32
_TAG = 16
_HEAD = len(_MAGIC) + _SALT
_SEALED = PIECE + _TAG


class FileKey:
    """What seals the files of a desk and names them; derived from the key of its database."""

    def __init__(self, secret: bytes) -> None:
        self._content = _derived(secret, b"", b"greendesk files: content", 32)
        self._names = AESSIV(_derived(secret, b"", b"greendesk files: names", 64))

    def name(self, sha256: str) -> str:
        """The name under which a file lies."""
        sealed = self._names.encrypt(bytes.fromhex(sha256), None)
        return base64.b32encode(sealed).decode("ascii").rstrip("=").lower()

    def sha256(self, name: str) -> str:
        """The SHA-256 of what lies under a name, "" when the name was not given with this key."""
        if not NAME.fullmatch(name):
            return ""
        try:
            return self._names.decrypt(base64.b32decode(name.upper() + "==="), None).hex()
        except (InvalidTag, NotBase32):
            return ""

    def sealing(self) -> "Sealing":
        """Begin a new file."""
        salt = secrets.token_bytes(_SALT)
        return Sealing(self._of(salt), _MAGIC + salt)

    def open(self, stream: BinaryIO, sha256: str) -> "SealedReader":
        """Read a file; raises `BlobDamaged` when it is cut, or another one than its name says."""
        head = stream.read(_HEAD)
        if len(head) < _HEAD or not head.startswith(_MAGIC):
            raise BlobDamaged(sha256=sha256)
        return SealedReader(stream, self._of(head[len(_MAGIC) :]), sha256)

    def _of(self, salt: bytes) -> AESGCM:
        return AESGCM(_derived(self._content, salt, b"greendesk file", 32))


class Sealing:
    """A file on its way to the disk; the last piece waits for the SHA-256 of all."""

    def __init__(self, key: AESGCM, head: bytes) -> None:
        self._key, self._head, self._number = key, head, 0
        self._rest = b""  # at least one byte of what came, at most a piece

    def add(self, data: bytes) -> bytes:
        """What of the content so far can be written."""
        out, self._head = [self._head], b""
        with memoryview(data) as view:
            at = 0
            if self._rest:
                at = PIECE - len(self._rest)
                self._rest += view[:at]
            while at < len(view):
                if self._rest:
                    out.append(self._sealed(self._rest))
                    self._rest = b""
                if len(view) - at <= PIECE:
                    self._rest = bytes(view[at:])
                    break
                out.append(self._sealed(view[at : at + PIECE]))
                at += PIECE
        return b"".join(out)

    def finish(self, sha256: str) -> bytes:
        """The end of the file."""
        last = self._key.encrypt(_nonce(self._number, last=True), self._rest, bytes.fromhex(sha256))
        return self._head + last

    def _sealed(self, piece: bytes | memoryview) -> bytes:
        self._number += 1
        return self._key.encrypt(_nonce(self._number - 1), piece, None)


class SealedReader(io.RawIOBase):
    """The content of a sealed file, from any place; one piece at a time is held."""

    def __init__(self, stream: BinaryIO, key: AESGCM, sha256: str) -> None:
        super().__init__()
        self._stream, self._key, self._sha256 = stream, key, sha256
        length = stream.seek(0, os.SEEK_END)
        self._last = max(0, -(-(length - _HEAD) // _SEALED) - 1)
        self._size = content_size(length)
        self._at, self._number, self._piece = 0, -1, b""
        self._load(self._last)  # says that nothing is missing at the end, and that it is this file

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be read from any place."""
        return True

    def tell(self) -> int:
        """Where reading goes on."""
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go on reading elsewhere."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError(offset)
        self._at = base + offset
        return self._at

    def readinto(self, buffer: "bytearray | memoryview", /) -> int:  # type: ignore[override]  # narrower than any buffer
        """Fill a buffer as far as the content goes."""
        view, done = memoryview(buffer).cast("B"), 0
        while done < len(view) and self._at < self._size:
            number, start = divmod(self._at, PIECE)
            if number != self._number:
                self._load(number)
            part = self._piece[start : start + len(view) - done]
            view[done : done + len(part)] = part
            done += len(part)
            self._at += len(part)
        return done

    def close(self) -> None:
        """Close the file, too."""
        if not self.closed:
            self._stream.close()
            self._piece = b""
        super().close()

    def _load(self, number: int) -> None:
        self._stream.seek(_HEAD + number * _SEALED)
        last = number == self._last
        bound = bytes.fromhex(self._sha256) if last else None
        try:
            piece = self._key.decrypt(_nonce(number, last=last), self._stream.read(_SEALED), bound)
        except (InvalidTag, ValueError) as error:
            raise BlobDamaged(sha256=self._sha256) from error
        self._number, self._piece = number, piece


def content_size(length: int) -> int:
    """How long the content of a sealed file is that is `length` bytes long on the disk."""
    whole, rest = divmod(length - _HEAD, _SEALED)
    return max(0, whole * PIECE + max(0, rest - _TAG))


def _nonce(number: int, *, last: bool = False) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _derived(secret: bytes, salt: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt or None, info=purpose).derive(secret)
