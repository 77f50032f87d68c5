"""Sealed attachments laid open and closed again byte for byte, so that the same file of two desks packs once.

The format is that of `greendesk/adapters/sealed_files.py` in version 0.2.0, written down here because a sample must
not depend on what later versions write.
"""

import base64
import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC, SALT, PIECE, TAG = b"GDFILE\x00\x01", 32, 64 * 1024, 16
HEAD, STEP = len(MAGIC) + SALT, PIECE + TAG


def lay_open(name: str, data: bytes, key: bytes) -> bytes | None:
    """The salt and the content; nothing when it is no such file, or closing would not give its bytes."""
    if not data.startswith(MAGIC):
        return None
    salt, sealed = data[len(MAGIC) : HEAD], data[HEAD:]
    cipher = _cipher(key, salt)
    whole = max(0, len(sealed) - 1) // STEP
    try:
        bound = _names(key).decrypt(base64.b32decode(name.upper() + "==="), None)
        pieces = [
            cipher.decrypt(_nonce(number), sealed[number * STEP :][:STEP], None) for number in range(whole)
        ]
        pieces.append(cipher.decrypt(_nonce(whole, last=True), sealed[whole * STEP :], bound))
    except (InvalidTag, ValueError):
        return None
    opened = salt + b"".join(pieces)
    return opened if close(opened, key) == data else None


def close(opened: bytes, key: bytes) -> bytes:
    """The file again."""
    salt, content = opened[:SALT], opened[SALT:]
    cipher = _cipher(key, salt)
    whole = max(0, len(content) - 1) // PIECE
    pieces = [
        cipher.encrypt(_nonce(number), content[number * PIECE :][:PIECE], None) for number in range(whole)
    ]
    bound = hashlib.sha256(content).digest()
    pieces.append(cipher.encrypt(_nonce(whole, last=True), content[whole * PIECE :], bound))
    return MAGIC + salt + b"".join(pieces)


def _nonce(number: int, *, last: bool = False) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(_derived(_derived(key, b"", b"greendesk files: content", 32), salt, b"greendesk file", 32))


def _names(key: bytes) -> AESSIV:
    return AESSIV(_derived(key, b"", b"greendesk files: names", 64))


def _derived(secret: bytes, salt: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt or None, info=purpose).derive(secret)
