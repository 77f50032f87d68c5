"""Files kept by their SHA-256: each content once, read-only, complete or not there at all."""

import hashlib
import os
import re
import secrets
import time
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from io import BufferedReader, BytesIO
from pathlib import Path
from threading import BoundedSemaphore, Lock

from greendesk.adapters.archive_names import unsafe_reason
from greendesk.adapters.atomic import StoreFull, StoreUnwritable, remove, sync_folder, tidy, writing
from greendesk.errors import Fault
from greendesk.ports import ByteStream

__all__ = ["Batch", "BlobDamaged", "BlobMissing", "BlobStore", "StoreFull", "StoreUnwritable", "safe_name"]

_CHUNK = 1024 * 1024
_FLUSHERS = 4
_WAITING = 64
_WRITE = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
_INCOMING = "incoming"
_NAME = re.compile(r"[0-9a-f]{64}")
_SETTLED = 24 * 3600  # seconds
_LONGEST_NAME = 180  # bytes; leaves room on every file system


class BlobMissing(Fault):
    """A file that the ledger names is not on this desk; details: `sha256`."""

    code = "GD-322"


class BlobDamaged(Fault):
    """A kept file no longer has the bytes that its name promises; details: `sha256`."""

    code = "GD-323"


class BlobStore:
    """The attachments of a desk under one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._claims: Counter[str] = Counter()
        self._lock = Lock()
        with writing(root):
            (root / _INCOMING).mkdir(parents=True, exist_ok=True)

    def path(self, sha256: str, /) -> Path:
        """Where the bytes lie, or would lie."""
        if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
            raise BlobMissing(sha256=sha256[:80])
        return self.root / sha256[:2] / sha256

    def has(self, sha256: str, /) -> bool:
        """Whether the bytes are on this desk."""
        return self.path(sha256).is_file()

    def size(self, sha256: str, /) -> int:
        """Length in bytes; raises `BlobMissing`."""
        try:
            return self.path(sha256).stat().st_size
        except OSError as error:
            raise BlobMissing(sha256=sha256) from error

    def open(self, sha256: str, /) -> BufferedReader:
        """Open the bytes for reading; raises `BlobMissing`."""
        try:
            return self.path(sha256).open("rb")
        except OSError as error:
            raise BlobMissing(sha256=sha256) from error

    def missing(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Those of the wanted hashes that are not on this desk, each once, in order."""
        return tuple(sha256 for sha256 in dict.fromkeys(wanted) if not self.has(sha256))

    def verify(self, sha256: str, /) -> None:
        """Read the file whole; raises `BlobMissing` or `BlobDamaged`."""
        with self.open(sha256) as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
                raise BlobDamaged(sha256=sha256)

    @contextmanager
    def batch(self) -> Iterator["Batch"]:
        """Add many files: at the end all are safe on disk, after a failure none of the new ones is left."""
        batch = Batch(self)
        try:
            yield batch
            batch.settle()
        except BaseException:
            batch.abandon()
            raise
        finally:
            batch.close()

    def add_stream(
        self, stream: ByteStream, advance: Callable[[int], None] | None = None, /
    ) -> tuple[str, int]:
        """Keep the bytes of a stream; return their SHA-256 and length."""
        with self.batch() as batch:
            return batch.add_stream(stream, advance)

    def add_bytes(self, data: bytes, /) -> str:
        """Keep the bytes and return their SHA-256."""
        with self.batch() as batch:
            return batch.add_bytes(data)

    def add_file(self, path: Path, /) -> tuple[str, int]:
        """Keep a copy of a file; return its SHA-256 and length."""
        with path.open("rb", buffering=0) as stream:
            return self.add_stream(stream)

    def discard(self, unwanted: Iterable[str], /) -> None:
        """Remove files that nothing refers to and no batch is adding; what cannot be removed does no harm."""
        with self._lock:
            for sha256 in unwanted:
                if not self._claims[sha256]:
                    tidy(self.path(sha256))

    def sweep(self, wanted: Container[str]) -> tuple[str, ...]:
        """Remove what nothing refers to, with the remains of a crash; call it when no batch is open."""
        self.forget_incoming()
        orphans = tuple(sha256 for sha256 in self.all() if sha256 not in wanted)
        self.discard(orphans)
        return orphans

    def settled(self, sha256: str, /) -> bool:
        """Whether the file has lain here for a day: one that just came may not be recorded yet."""
        with suppress(OSError):
            return time.time() - self.path(sha256).stat().st_mtime > _SETTLED
        return False

    def forget_incoming(self) -> None:
        """Remove what a killed program had received by half; call it when no batch is open."""
        for path in (self.root / _INCOMING).iterdir():
            remove(path)

    def all(self) -> Iterator[str]:
        """Every hash in the store, in order."""
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            names = sorted(path.name for path in folder.iterdir())
            yield from (name for name in names if _NAME.fullmatch(name) and name[:2] == folder.name)

    def read_only_copy(self, sha256: str, name: str, folder: Path) -> Path:
        """Lay out a copy under its own name for another program, so that nothing can change the original."""
        place = folder / sha256[:16]
        target = place / safe_name(name)
        size = self.size(sha256)
        with writing(folder):
            place.mkdir(parents=True, exist_ok=True)
            if target.exists() and _same(target, size, sha256):
                return target
            temporary = place / secrets.token_hex(8)
            number = os.open(temporary, _WRITE, 0o444)
            try:
                with os.fdopen(number, "wb") as copy, self.open(sha256) as original:
                    while data := original.read(_CHUNK):
                        copy.write(data)
                _place(temporary, target)
            except BaseException:
                tidy(temporary)
                raise
        return target

    def claim(self, sha256: str) -> None:
        """Note that an open batch relies on this hash."""
        with self._lock:
            self._claims[sha256] += 1

    def release(self, claimed: Iterable[str], added: Iterable[str]) -> None:
        """End a batch's claims; of what it `added`, remove whatever no other batch relies on."""
        with self._lock:
            self._claims.subtract(claimed)
            for sha256 in added:
                if not self._claims[sha256]:
                    tidy(self.path(sha256))
            self._claims += Counter()


class Batch:
    """Files on their way into the store: hashing, writing and flushing overlap."""

    def __init__(self, store: BlobStore) -> None:
        self._store = store
        self._hasher = ThreadPoolExecutor(1, "hash")
        self._flusher = ThreadPoolExecutor(_FLUSHERS, "flush")
        self._slots = BoundedSemaphore(_WAITING)
        self._pending: list[Future[None]] = []
        self._folders: set[Path] = set()
        self._claimed: set[str] = set()
        self._added: list[str] = []

    @property
    def added(self) -> tuple[str, ...]:
        """Hashes that were not in the store before."""
        return tuple(self._added)

    def add_stream(
        self, stream: ByteStream, advance: Callable[[int], None] | None = None, /
    ) -> tuple[str, int]:
        """Keep the bytes of a stream; `advance` hears of every piece and may raise to stop."""
        incoming = self._store.root / _INCOMING / secrets.token_hex(16)
        with writing(self._store.root):
            number = os.open(incoming, _WRITE, 0o444)
        try:
            sha256, size = self._copy(stream, number, advance)
        except BaseException:
            os.close(number)
            tidy(incoming)
            raise
        self._keep(sha256, size, number, incoming)
        return sha256, size

    def add_bytes(self, data: bytes, /) -> str:
        """Keep the bytes and return their SHA-256."""
        return self.add_stream(BytesIO(data))[0]

    def settle(self) -> None:
        """Wait until everything so far is on the disk under its name."""
        pending, self._pending = self._pending, []
        with writing(self._store.root):
            for future in pending:
                future.result()
            folders, self._folders = self._folders, set()
            for folder in folders:
                sync_folder(folder)
            if folders:
                sync_folder(self._store.root)

    def abandon(self) -> None:
        """Remove whatever this batch brought."""
        self._flusher.shutdown()
        self._store.release(self._claimed, self._added)
        self._claimed, self._added = set(), []

    def close(self) -> None:
        """Stop the helpers and end the claims."""
        self._hasher.shutdown()
        self._flusher.shutdown()
        self._store.release(self._claimed, ())
        self._claimed = set()

    def _copy(
        self, stream: ByteStream, number: int, advance: Callable[[int], None] | None
    ) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        hashing: Future[None] | None = None
        while data := stream.read(_CHUNK):
            if hashing is not None:
                hashing.result()
                hashing = None
            if len(data) < _CHUNK // 8:
                digest.update(data)
            else:
                hashing = self._hasher.submit(digest.update, data)
            with writing(self._store.root):
                _write_all(number, data)
            size += len(data)
            if advance is not None:
                advance(len(data))
        if hashing is not None:
            hashing.result()
        return digest.hexdigest(), size

    def _keep(self, sha256: str, size: int, number: int, incoming: Path) -> None:
        if sha256 not in self._claimed:
            self._store.claim(sha256)
            self._claimed.add(sha256)
            final = self._store.path(sha256)
            if _length(final) != size:
                self._added.append(sha256)
                self._flush(number, incoming, final)
                return
        os.close(number)
        tidy(incoming)

    def _flush(self, number: int, incoming: Path, final: Path) -> None:
        try:
            with writing(self._store.root):
                if final.parent not in self._folders:
                    final.parent.mkdir(exist_ok=True)
                    self._folders.add(final.parent)
        except BaseException:
            os.close(number)
            tidy(incoming)
            raise
        self._slots.acquire()
        self._pending.append(self._flusher.submit(self._finish, number, incoming, final))

    def _finish(self, number: int, incoming: Path, final: Path) -> None:
        try:
            try:
                os.fsync(number)
            finally:
                os.close(number)
            _place(incoming, final)
        except BaseException:
            tidy(incoming)
            raise
        finally:
            self._slots.release()


def safe_name(name: str) -> str:
    """Return a name for a copy on disk: harmless, and short enough for every file system."""
    last = name.rpartition("/")[2]
    if unsafe_reason(last) not in {"", "too-long"}:
        kept = "".join(sign if sign.isalnum() or sign in "._-（）() " else "_" for sign in last)
        last = "_" + kept.strip(". ")
    stem, dot, ending = last.rpartition(".")
    if not dot or len(ending.encode()) > 20:
        stem, dot, ending = last, "", ""
    room = _LONGEST_NAME - len(ending.encode()) - 1
    return stem.encode()[:room].decode(errors="ignore") + dot + ending


def _length(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _place(incoming: Path, final: Path) -> None:
    """Rename over whatever is there, which was cut short or is the same."""
    try:
        incoming.replace(final)
    except PermissionError:  # Windows does not replace read-only files
        remove(final)
        incoming.replace(final)


def _same(path: Path, size: int, sha256: str) -> bool:
    if path.stat().st_size != size:
        return False
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == sha256


def _write_all(number: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(number, view) :]
