"""Room on the disk for what must not lie there readable: enciphered with a key that only this process knows.

The file has no name, or loses it with the process, so a killed program leaves nothing; what a disk keeps of it is
noise (AES-256-CTR). It is for one pass of work and says nothing of changed bytes: nobody else writes it.
"""

import io
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CTR

_BUFFER = 1024 * 1024
_BLOCK = 16


@contextmanager
def scratch_file(folder: Path) -> Iterator[BinaryIO]:
    """A file to write, read and seek in, gone at the end."""
    with tempfile.TemporaryFile(dir=folder, buffering=0) as stream:
        raw = _Scratch(stream)
        scratch = io.BufferedRandom(raw, _BUFFER)
        try:
            yield scratch
        finally:
            raw.over = True
            scratch.close()


class _Scratch(io.RawIOBase):
    """The enciphered bytes of a stream; every place of it has its own part of the key stream."""

    def __init__(self, stream: Any) -> None:  # noqa: ANN401 - tempfile gives it a type for each system
        super().__init__()
        self._stream = stream
        self._key = AES256(secrets.token_bytes(32))
        self._cipher: tuple[int, CipherContext] | None = None  # where it goes on
        self._at = 0
        self.over = False  # what was not yet written does not matter any more

    def readable(self) -> bool:
        """It can be read."""
        return True

    def writable(self) -> bool:
        """It can be written."""
        return True

    def seekable(self) -> bool:
        """It can be read and written at any place."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go on elsewhere."""
        self._at = self._stream.seek(offset, whence)
        return self._at

    def tell(self) -> int:
        """Where it goes on."""
        return self._at

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401 - any buffer
        """Read on."""
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = self._turned(data)
        self._at += len(data)
        return len(data)

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - any buffer
        """Write on; as much as the disk takes at once."""
        if self.over:
            return len(data)
        written: int = self._stream.write(self._turned(bytes(data)))
        if written < len(data):
            self._cipher = None
        self._at += written
        return written

    def _turned(self, data: bytes) -> bytes:
        """Encipher or decipher the bytes at this place, which is the same."""
        if self._cipher is None or self._cipher[0] != self._at:
            block, within = divmod(self._at, _BLOCK)
            context = Cipher(self._key, CTR(block.to_bytes(_BLOCK, "big"))).encryptor()
            context.update(bytes(within))
            self._cipher = self._at, context
        turned = self._cipher[1].update(data)
        self._cipher = self._at + len(data), self._cipher[1]
        return turned
