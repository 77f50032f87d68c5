"""Encrypted databases laid open page by page, so that they pack small, and closed again byte for byte.

A page of SQLCipher 4 is 4096 bytes: content under AES-256-CBC, then the 16 bytes it begins with (IV), then an
HMAC-SHA512. The file's first 16 bytes are the salt. Empty space in a page packs to nothing once it is open.
"""

import hashlib
import hmac
import struct

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE, IV, SEAL, SALT = 4096, 16, 64, 16


def lay_open(data: bytes, key: bytes) -> bytes:
    """The salt, all IVs, and the content of every page; raises `ValueError` when closing would not give the file."""
    salt = data[:SALT]
    vectors, contents = bytearray(), bytearray()
    for place in range(0, len(data), PAGE):
        page = data[place : place + PAGE]
        vector = page[-IV - SEAL : -SEAL]
        decryptor = Cipher(AES(key), CBC(vector)).decryptor()
        contents += decryptor.update(page[_begin(place) : -IV - SEAL]) + decryptor.finalize()
        vectors += vector
    opened = struct.pack(">I", len(data) // PAGE) + salt + bytes(vectors) + bytes(contents)
    if close(opened, key) != data:
        raise ValueError(len(data))
    return opened


def close(opened: bytes, key: bytes) -> bytes:
    """The file again."""
    (count,) = struct.unpack_from(">I", opened)
    salt = opened[4 : 4 + SALT]
    at = 4 + SALT + count * IV
    seal_key = hashlib.pbkdf2_hmac("sha512", key, bytes(one ^ 0x3A for one in salt), 2, 32)
    pages = bytearray()
    for number in range(count):
        begin = _begin(number * PAGE)
        size = PAGE - begin - IV - SEAL
        vector = opened[4 + SALT + number * IV :][:IV]
        encryptor = Cipher(AES(key), CBC(vector)).encryptor()
        sealed = encryptor.update(opened[at : at + size]) + encryptor.finalize() + vector
        seal = hmac.digest(seal_key, sealed + struct.pack("<I", number + 1), "sha512")
        pages += (salt if begin else b"") + sealed + seal
        at += size
    return bytes(pages)


def _begin(place: int) -> int:
    """Where the sealed part of a page begins: the first one has the salt before it."""
    return 0 if place else SALT
