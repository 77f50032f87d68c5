"""A package being read: its files in order, as streams whose bytes are counted, never unpacked to disk."""

import lzma
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self
from zipfile import BadZipFile

from greendesk.adapters.archive_errors import (
    ArchiveBomb,
    ArchiveDamaged,
    CompressionUnknown,
    PackageEmpty,
    PackageTooLarge,
    SourceVanished,
    TooManyFiles,
)
from greendesk.adapters.archive_names import left_by_system, refuse_unsafe

MAX_FILES = 100_000
MAX_BYTES = 20 * 1024**3
MAX_RATIO = 200
RATIO_FREE_BYTES = 100 * 1024**2  # small archives may compress as well as they like

_DAMAGE = (BadZipFile, zlib.error, lzma.LZMAError, EOFError, struct.error, ValueError, MemoryError)


class ByteStream(Protocol):
    """Bytes read once from front to back."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, empty at the end."""
        ...

    def close(self) -> None:
        """Let go of what is held."""
        ...


class Meter:
    """Counts what really comes out of an archive, for declared sizes may lie."""

    def __init__(self, name: str, packed_size: int | None) -> None:
        self._name = name
        self._packed_size = packed_size
        self._bytes = 0

    def count(self, size: int) -> None:
        """Add `size` bytes; raises `PackageTooLarge` or `ArchiveBomb`."""
        self._bytes += size
        self.judge(self._bytes)

    def judge(self, size: int) -> None:
        """Refuse a sum of bytes, counted or declared."""
        if size > MAX_BYTES:
            raise PackageTooLarge(name=self._name, gigabytes=MAX_BYTES // 1024**3)
        if self._packed_size is None or size <= RATIO_FREE_BYTES:
            return
        if size > MAX_RATIO * self._packed_size:
            raise ArchiveBomb(name=self._name, ratio=size // max(1, self._packed_size))


class CheckedStream:
    """A stream of one file that turns every library's complaint into one of ours."""

    def __init__(self, inner: ByteStream, *, archive: str, entry: str, meter: Meter) -> None:
        self._inner = inner
        self._archive = archive
        self._entry = entry
        self._meter = meter

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes."""
        with translated(self._archive, self._entry):
            data = self._inner.read(size)
        self._meter.count(len(data))
        return data

    def close(self) -> None:
        """Close the stream below."""
        self._inner.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


class translated:  # noqa: N801 - reads as a word at its places of use
    """Context in which failures of archives and disks become our own."""

    def __init__(self, archive: str, entry: str = "") -> None:
        self._archive = archive
        self._entry = entry or archive

    def __enter__(self) -> None:
        return

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, NotImplementedError):
            raise CompressionUnknown(name=self._archive, entry=self._entry) from error
        # bz2 reports damaged data as an OSError without a number
        if isinstance(error, _DAMAGE) or (isinstance(error, OSError) and error.errno is None):
            raise ArchiveDamaged(name=self._archive, entry=self._entry) from error
        if isinstance(error, OSError):
            raise SourceVanished(name=self._archive) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file to be received; `sha256` is what the package itself promises, if it does."""

    path: str
    size: int
    opener: Callable[[], ByteStream]
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a reader of one kind of package found in it."""

    files: tuple[SourceFile, ...]
    packed_size: int | None
    folders: tuple[str, ...] = ()


class Source:
    """A package open for reading; its files come in the order in which they are cheapest to read."""

    def __init__(self, path: Path, kind: str, listing: Listing, close: Callable[[], None]) -> None:
        self.name = path.name
        self.kind = kind
        self._close = close
        self._meter = Meter(self.name, listing.packed_size)
        try:
            self.left_out, self._files = self._accept(listing)
        except BaseException:
            close()
            raise

    def _accept(self, listing: Listing) -> tuple[tuple[str, ...], tuple[SourceFile, ...]]:
        count_files(self.name, len(listing.files))
        refuse_unsafe((file.path for file in listing.files), listing.folders)
        kept = tuple(file for file in listing.files if not left_by_system(file.path))
        if not kept:
            raise PackageEmpty(name=self.name)
        self._meter.judge(sum(file.size for file in kept))
        return tuple(sorted(file.path for file in listing.files if left_by_system(file.path))), kept

    @property
    def total(self) -> int:
        """Bytes to read as far as the package says."""
        return sum(file.size for file in self._files)

    def paths(self) -> tuple[str, ...]:
        """All paths in reading order."""
        return tuple(file.path for file in self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __iter__(self) -> Iterator[SourceFile]:
        return iter(self._files)

    def open(self, file: SourceFile) -> CheckedStream:
        """Open one of the files; the order of the iteration is the fast one."""
        with translated(self.name, file.path):
            inner = file.opener()
        return CheckedStream(inner, archive=self.name, entry=file.path, meter=self._meter)

    def close(self) -> None:
        """Let go of the archive."""
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def count_files(name: str, count: int) -> None:
    """Raise `TooManyFiles` when a package holds more than we take."""
    if count > MAX_FILES:
        raise TooManyFiles(name=name, limit=MAX_FILES)
