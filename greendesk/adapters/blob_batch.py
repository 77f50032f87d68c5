"""Files on their way into the store, many at a time."""

import hashlib
import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore
from typing import Protocol

from greendesk.adapters.atomic import remove, sync_folder, tidy, writing
from greendesk.adapters.sealed_files import FileKey
from greendesk.patience import patiently
from greendesk.ports import ByteStream

CHUNK = 1024 * 1024
NEW_FILE = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
_FLUSHERS = 4
_WAITING = 64


class Shelf(Protocol):
    """What a batch needs of the store that it fills."""

    root: Path
    key: FileKey | None

    def incoming(self) -> Path:
        """A place for a file that is not whole yet."""

    def place(self, sha256: str, /) -> Path:
        """Where a file lies, or would lie."""

    def length(self, sha256: str, /) -> int | None:
        """How long the content is that lies there, nothing when none does."""

    def claim(self, sha256: str, /) -> None:
        """Keep others from removing a file."""

    def release(self, claimed: Iterable[str], added: Iterable[str], /) -> None:
        """End claims, and remove what was added."""


class Batch:
    """Files on their way into the store: hashing, sealing, writing and flushing overlap."""

    def __init__(self, store: Shelf) -> None:
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
        incoming = self._store.incoming()
        with writing(self._store.root):
            number = os.open(incoming, NEW_FILE, 0o444)
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
        sealing = self._store.key.sealing() if self._store.key else None
        hashing: Future[None] | None = None
        while data := stream.read(CHUNK):
            if hashing is not None:
                hashing.result()
                hashing = None
            if len(data) < CHUNK // 8:
                digest.update(data)
            else:
                hashing = self._hasher.submit(digest.update, data)
            with writing(self._store.root):
                _write_all(number, sealing.add(data) if sealing else data)
            size += len(data)
            if advance is not None:
                advance(len(data))
        if hashing is not None:
            hashing.result()
        if sealing is not None:
            with writing(self._store.root):
                _write_all(number, sealing.finish(digest.hexdigest()))
        return digest.hexdigest(), size

    def _keep(self, sha256: str, size: int, number: int, incoming: Path) -> None:
        if sha256 not in self._claimed:
            self._store.claim(sha256)
            self._claimed.add(sha256)
            if self._store.length(sha256) != size:
                self._added.append(sha256)
                self._flush(number, incoming, self._store.place(sha256))
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
            move_over(incoming, final)
        except BaseException:
            tidy(incoming)
            raise
        finally:
            self._slots.release()


def move_over(incoming: Path, final: Path) -> None:
    """Rename over whatever is there, which was cut short or is the same."""
    try:
        incoming.replace(final)
    except PermissionError:  # Windows does not replace read-only files, nor move what a scanner holds
        remove(final)
        patiently(partial(incoming.replace, final))


def _write_all(number: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(number, view) :]
