"""One part of a large file (`名称.gdx.001`): a header that says what it is a part of, then its bytes.

    magic 8 | version 2 | number 4 | count 4 | offset 8 | length 8 | total 8 | whole 32 | payload 32 | check 32

Numbers are big-endian. `whole` is the SHA-256 of the file that was cut, `payload` that of the bytes in this
part, `check` that of the header before it. All parts but the last hold equally many bytes, so that number,
count, offset, length and total vouch for each other: parts can neither overlap nor leave a gap.
"""

import hashlib
import os
import re
import stat
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from greendesk.adapters.together import FilesTogether
from greendesk.errors import Fault, Refusal
from greendesk.use_cases.handover import CarriedFile

MAGIC = b"\x89GDP\r\n\x1a\n"
VERSION = 1
MOST_PARTS = 9_999
MOST_BYTES = 1 << 40
CHUNK = 1024 * 1024
_FORMAT = struct.Struct(">8sHIIQQQ32s32s")
_CHECK = 32
HEAD = _FORMAT.size + _CHECK
_NUMBERED = re.compile(r"\.(\d{3,5})$")
_SUFFIX = ".gdx"


class PartUnreadable(Fault):
    """The header of a part is damaged, or the file is shorter or longer than it says; details: `name`."""

    code = "GD-631"


class PartTooNew(Fault):
    """A part in a format of a newer version of the program; details: `version`."""

    code = "GD-633"


class PartLies(Refusal):
    """The numbers of a part contradict each other or pass the limits, or the file is a link; details: `name`."""

    code = "GD-634"


class TooManyParts(Refusal):
    """The file would have to be cut into more parts than there may be; details: `count`, `limit`."""

    code = "GD-637"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartHead:
    """What a part says of itself."""

    number: int
    count: int
    offset: int
    length: int
    total: int
    whole: str
    payload: str

    @property
    def file(self) -> tuple[str, int, int]:
        """What all parts of one cutting of one file have in common."""
        return self.whole, self.total, self._step

    @property
    def _step(self) -> int:
        """How many bytes every part but the last holds; of the last alone it follows from its offset."""
        return self.length if self.number < self.count or self.count == 1 else self.offset // (self.count - 1)

    @property
    def plausible(self) -> bool:
        """Whether the numbers fit each other and the limits."""
        if not (1 <= self.number <= self.count <= MOST_PARTS and 0 < self.length <= self.total <= MOST_BYTES):
            return False
        step = self._step
        last = self.total - step * (self.count - 1)
        return (
            step > 0
            and self.offset == step * (self.number - 1)
            and 0 < last <= step
            and self.length == (last if self.number == self.count else step)
        )

    def to_bytes(self) -> bytes:
        """The header as it stands in the file."""
        head = _FORMAT.pack(
            MAGIC,
            VERSION,
            self.number,
            self.count,
            self.offset,
            self.length,
            self.total,
            bytes.fromhex(self.whole),
            bytes.fromhex(self.payload),
        )
        return head + hashlib.sha256(head).digest()


def whole_name(name: str) -> str:
    """The name of the file that a part was cut from, as the part's own name tells it."""
    stem = _NUMBERED.sub("", name)
    return stem if stem.lower().endswith(_SUFFIX) else f"{stem}{_SUFFIX}"


def named_as_part(name: str) -> bool:
    """Whether a file is called like a part (`名称.gdx.001`)."""
    return bool(_NUMBERED.search(name)) and _NUMBERED.sub("", name).lower().endswith(_SUFFIX)


def begins_as_part(path: Path) -> bool:
    """Whether a file begins as parts do; one that cannot be read does not."""
    try:
        with open_plain(path) as stream:
            return stream.read(len(MAGIC)) == MAGIC
    except (OSError, PartLies):
        return False


@contextmanager
def open_plain(path: Path) -> Iterator[BinaryIO]:
    """Open a file that is a file: no link, no device, no pipe; raises `PartLies`."""
    if path.is_symlink() or not stat.S_ISREG(path.lstat().st_mode):
        raise PartLies(name=path.name)
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as stream:
        yield stream


def read_head(path: Path) -> PartHead:
    """Read what a part says of itself; refused when it is damaged, too new, or cannot be true."""
    with open_plain(path) as stream:
        data = stream.read(HEAD)
        size = os.fstat(stream.fileno()).st_size
    if len(data) < HEAD or not data.startswith(MAGIC):
        raise PartUnreadable(name=path.name)
    _, version, number, count, offset, length, total, whole, payload = _FORMAT.unpack(data[:-_CHECK])
    if version > VERSION:
        raise PartTooNew(version=version)
    if version < 1 or hashlib.sha256(data[:-_CHECK]).digest() != data[-_CHECK:]:
        raise PartUnreadable(name=path.name)
    head = PartHead(
        number=number,
        count=count,
        offset=offset,
        length=length,
        total=total,
        whole=whole.hex(),
        payload=payload.hex(),
    )
    if not head.plausible:
        raise PartLies(name=path.name)
    if size != HEAD + length:
        raise PartUnreadable(name=path.name)
    return head


def payload(path: Path, number: int, like: PartHead) -> Iterator[bytes]:
    """Yield the bytes of a part; raises `PartUnreadable` in the end when they are not those that it names.

    It must still be the part of that number of the same file, for somebody may have put another in its place.
    """
    try:
        head = read_head(path)
        if head.number != number or head.file != like.file:
            raise PartUnreadable(name=path.name)
        found, left = hashlib.sha256(), head.length
        with open_plain(path) as stream:
            stream.seek(HEAD)
            while left and (chunk := stream.read(min(CHUNK, left))):
                found.update(chunk)
                left -= len(chunk)
                yield chunk
    except (OSError, PartLies, PartTooNew) as error:
        raise PartUnreadable(name=path.name) from error
    if left or found.hexdigest() != head.payload:
        raise PartUnreadable(name=path.name)


def count_parts(total: int, size: int) -> int:
    """How many parts of `size` bytes (header included) a file is cut into; raises `TooManyParts`."""
    count = -(-total // max(1, size - HEAD))
    if size <= HEAD or count > MOST_PARTS:
        raise TooManyParts(count=count, limit=MOST_PARTS)
    return count


def cut(
    source: Path, name: str, size: int, files: FilesTogether, heard: Callable[[int, int], None]
) -> tuple[CarriedFile, ...]:
    """Cut a file into parts of at most `size` bytes each, header included; `heard` learns how many are written."""
    total = source.stat().st_size
    count, step = count_parts(total, size), size - HEAD
    with source.open("rb") as stream:
        whole = hashlib.file_digest(stream, "sha256").hexdigest()
        written = []
        for number in range(1, count + 1):
            offset = step * (number - 1)
            length = min(step, total - offset)
            head = PartHead(
                number=number,
                count=count,
                offset=offset,
                length=length,
                total=total,
                whole=whole,
                payload=_digest(stream, offset, length),
            )
            part = f"{name}.{number:03}"
            with files.file(part) as target:
                written.append(_copy(stream, head, target, part))
            heard(number, count)
    return tuple(written)


def _digest(stream: BinaryIO, offset: int, length: int) -> str:
    found = hashlib.sha256()
    for chunk in _chunks(stream, offset, length):
        found.update(chunk)
    return found.hexdigest()


def _copy(stream: BinaryIO, head: PartHead, target: BinaryIO, name: str) -> CarriedFile:
    begin = head.to_bytes()
    found = hashlib.sha256(begin)
    target.write(begin)
    for chunk in _chunks(stream, head.offset, head.length):
        found.update(chunk)
        target.write(chunk)
    return CarriedFile(name=name, size=HEAD + head.length, sha256=found.hexdigest())


def _chunks(stream: BinaryIO, offset: int, length: int) -> Iterator[bytes]:
    stream.seek(offset)
    while length and (chunk := stream.read(min(CHUNK, length))):
        yield chunk
        length -= len(chunk)
