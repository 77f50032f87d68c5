"""Receiving a package: every file into the store in one pass, with its kind and state."""

from functools import partial
from time import monotonic

from greendesk.adapters.archive_errors import ArchiveDamaged
from greendesk.adapters.archive_kinds import EDGE, Finding, examine
from greendesk.adapters.archive_names import natural_key
from greendesk.adapters.archive_source import ByteStream, Source, SourceFile
from greendesk.adapters.blobs import Batch, BlobStore
from greendesk.domain.package import Inventory, PackageFile
from greendesk.progress import Progress

_INTERVAL = 0.05


def receive(source: Source, blobs: BlobStore, progress: Progress) -> Inventory:
    """Take in all files of the package; after a failure or a cancel nothing new is left in the store."""
    report = _Report(progress, source.total)
    with blobs.batch() as batch:
        taken = [_take(source, file, batch, report) for file in source]
        batch.settle()
        return _inventory(source, taken, blobs, report)


class _Report:
    """Progress in bytes, at most twenty times a second."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0
        self._next = 0.0
        self.what = ""

    def advance(self, size: int) -> None:
        """Count `size` more bytes; raises `Cancelled` when the person asked to stop."""
        self._done += size
        if (now := monotonic()) >= self._next:
            self._next = now + _INTERVAL
            self._progress.step(self._done, max(self._total, self._done), self.what)

    def finish(self) -> None:
        """Report the end, which is the last chance to cancel."""
        self._progress.step(self._done, max(self._total, self._done), "")


class _Taken:
    """One file in the store, not yet looked at."""

    __slots__ = ("head", "path", "sha256", "size", "tail")

    def __init__(self, path: str, sha256: str, size: int, edges: "_Edges") -> None:
        self.path = path
        self.sha256 = sha256
        self.size = size
        self.head = edges.head
        self.tail = edges.tail


class _Edges:
    """A stream that remembers its first and last bytes."""

    def __init__(self, inner: ByteStream) -> None:
        self._inner = inner
        self.head = b""
        self.tail = b""

    def read(self, size: int = -1, /) -> bytes:
        """Read on."""
        data = self._inner.read(size)
        if len(self.head) < EDGE:
            self.head += data[: EDGE - len(self.head)]
        if data:
            self.tail = data[-EDGE:] if len(data) >= EDGE else (self.tail + data)[-EDGE:]
        return data

    def close(self) -> None:
        """Close the stream below."""
        self._inner.close()


def _take(source: Source, file: SourceFile, batch: Batch, report: _Report) -> _Taken:
    report.what = file.path
    with source.open(file) as stream:
        edges = _Edges(stream)
        sha256, size = batch.add_stream(edges, report.advance)
    report.advance(0)
    if file.sha256 is not None and file.sha256 != sha256:
        raise ArchiveDamaged(name=source.name, entry=file.path)
    return _Taken(file.path, sha256, size, edges)


def _inventory(source: Source, taken: list[_Taken], blobs: BlobStore, report: _Report) -> Inventory:
    files: list[PackageFile] = []
    first_with: dict[str, int] = {}
    looks: dict[tuple[str, str], Finding] = {}
    for number, one in enumerate(sorted(taken, key=lambda one: natural_key(one.path)), start=1):
        report.what = one.path
        report.advance(0)
        look = (one.sha256, one.path.rpartition(".")[2])
        if look not in looks:
            looks[look] = examine(one.path, one.head, one.tail, partial(blobs.open, one.sha256))
        found = looks[look]
        files.append(
            PackageFile(
                number=number,
                path=one.path,
                sha256=one.sha256,
                size=one.size,
                kind=found.kind,
                state=found.state,
                note=found.note,
                duplicate_of=first_with.get(one.sha256) if one.size else None,
                pages=found.pages,
            )
        )
        first_with.setdefault(one.sha256, number)
    report.finish()
    return Inventory(files=tuple(files), left_out=source.left_out)
