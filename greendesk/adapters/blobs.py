"""Files kept by their SHA-256: each content once, sealed, read-only, complete or not there at all.

A store with a key seals what it is given (`sealed_files`). What an older version of the program left open in it is
read as it lies until `seal_open` has sealed it. A store without a key keeps everything open.
"""

import hashlib
import os
import re
import secrets
import time
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from threading import Lock

from greendesk.adapters.archive_names import unsafe_reason
from greendesk.adapters.atomic import StoreFull, StoreUnwritable, remove, sync_folder, tidy, writing
from greendesk.adapters.blob_batch import CHUNK, NEW_FILE, Batch, move_over
from greendesk.adapters.blob_faults import BlobDamaged, BlobMissing
from greendesk.adapters.sealed_files import PIECE, FileKey, content_size
from greendesk.ports import ByteStream

__all__ = ["Batch", "BlobDamaged", "BlobMissing", "BlobStore", "StoreFull", "StoreUnwritable", "safe_name"]

_INCOMING = "incoming"
_OPEN_NAME = re.compile(r"[0-9a-f]{64}")
_SHELF = re.compile(r"[0-9a-z]{2}")
_SETTLED = 24 * 3600  # seconds
_LONGEST_NAME = 180  # bytes; leaves room on every file system


class BlobStore:
    """The attachments of a desk under one folder; `secret` seals them, without one they lie open."""

    def __init__(self, root: Path, secret: bytes | None = None) -> None:
        self.root = root
        self.key = FileKey(secret) if secret is not None else None
        self._claims: Counter[str] = Counter()
        self._lock = Lock()
        with writing(root):
            (root / _INCOMING).mkdir(parents=True, exist_ok=True)

    # ------------------------------------------------------------ where things lie

    def place(self, sha256: str, /) -> Path:
        """Where the store puts the file."""
        name = self.key.name(_checked(sha256)) if self.key else _checked(sha256)
        return self.root / name[:2] / name

    def path(self, sha256: str, /) -> Path:
        """Where the file lies, sealed or still open, or would lie."""
        place = self.place(sha256)
        if self.key is not None and not place.is_file() and (left := self._open_place(sha256)).is_file():
            return left
        return place

    def incoming(self) -> Path:
        """A new place for a file that is being received."""
        return self.root / _INCOMING / secrets.token_hex(16)

    def has(self, sha256: str, /) -> bool:
        """Whether the bytes are on this desk."""
        return self.path(sha256).is_file()

    def length(self, sha256: str, /) -> int | None:
        """Length of the content in bytes, nothing when it is not here."""
        with suppress(FileNotFoundError):
            length = self.place(sha256).stat().st_size
            return content_size(length) if self.key else length
        with suppress(FileNotFoundError):
            return self._open_place(sha256).stat().st_size
        return None

    def size(self, sha256: str, /) -> int:
        """Length in bytes; raises `BlobMissing`."""
        try:
            length = self.length(sha256)
        except OSError as error:
            raise BlobMissing(sha256=sha256) from error
        if length is None:
            raise BlobMissing(sha256=sha256)
        return length

    def open(self, sha256: str, /) -> BufferedReader:
        """Open the bytes for reading from any place; raises `BlobMissing` or `BlobDamaged`."""
        try:
            stream = self._find(sha256)
        except OSError as error:
            raise BlobMissing(sha256=sha256) from error
        return stream

    def missing(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Those of the wanted hashes that are not on this desk, each once, in order."""
        return tuple(sha256 for sha256 in dict.fromkeys(wanted) if not self.has(sha256))

    def verify(self, sha256: str, /) -> None:
        """Read the file whole; raises `BlobMissing` or `BlobDamaged`."""
        with self.open(sha256) as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
                raise BlobDamaged(sha256=sha256)

    def all(self) -> Iterator[str]:
        """Every hash in the store, in order."""
        found = {sha256 for path in self._files() if (sha256 := self._named(path))}
        yield from sorted(found)

    def settled(self, sha256: str, /) -> bool:
        """Whether the file has lain here for a day: one that just came may not be recorded yet."""
        with suppress(OSError):
            return time.time() - self.path(sha256).stat().st_mtime > _SETTLED
        return False

    # ------------------------------------------------------------ in and out

    @contextmanager
    def batch(self) -> Iterator[Batch]:
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
                    self._remove(sha256)

    def sweep(self, wanted: Container[str]) -> tuple[str, ...]:
        """Remove what nothing refers to, with the remains of a crash; call it when no batch is open."""
        self.forget_incoming()
        orphans = tuple(sha256 for sha256 in self.all() if sha256 not in wanted)
        self.discard(orphans)
        return orphans

    def forget_incoming(self) -> None:
        """Remove what a killed program had received by half; call it when no batch is open."""
        for path in (self.root / _INCOMING).iterdir():
            remove(path)

    def read_only_copy(self, sha256: str, name: str, folder: Path) -> Path:
        """Lay out a copy under its own name for another program, so that nothing can change the original."""
        place = folder / sha256[:16]
        target = place / safe_name(name)
        size = self.size(sha256)
        with writing(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.mkdir(exist_ok=True)
            if target.exists() and _same(target, size, sha256):
                return target
            temporary = place / secrets.token_hex(8)
            number = os.open(temporary, NEW_FILE, 0o400)
            try:
                with os.fdopen(number, "wb") as copy, self.open(sha256) as original:
                    while data := original.read(CHUNK):
                        copy.write(data)
                move_over(temporary, target)
            except BaseException:
                tidy(temporary)
                raise
        return target

    # ------------------------------------------------------------ what an older version left open

    def left_open(self) -> tuple[str, ...]:
        """The files that lie open in a store with a key."""
        return tuple(sorted(path.name for path in self._files() if _open(path))) if self.key else ()

    def seal_open(self, stop: Callable[[], bool]) -> int:
        """Seal what lies open, file by file, until `stop` says so; returns how many it were.

        Each file is there at every moment, open or sealed. One that is damaged is sealed as it is, so that whoever
        looks for damage finds it again.
        """
        done = 0
        for sha256 in self.left_open():
            if stop() or not self._seal(sha256, stop):
                break
            done += 1
        return done

    def _seal(self, sha256: str, stop: Callable[[], bool]) -> bool:
        """Put a sealed file in the place of an open one; False when it was stopped or could not be done."""
        left, incoming, final = self._open_place(sha256), self.incoming(), self.place(sha256)
        if self.key is None:
            return False
        sealing = self.key.sealing()
        try:
            if not final.is_file():
                with left.open("rb", buffering=0) as source, incoming.open("xb") as target:
                    while not (stopped := stop()) and (data := source.read(CHUNK)):
                        target.write(sealing.add(data))
                    target.write(sealing.finish(sha256))
                    target.flush()
                    os.fsync(target.fileno())
                if stopped:
                    tidy(incoming)
                    return False
                lain = left.stat().st_mtime
                os.utime(incoming, (lain, lain))  # it did not just come
                incoming.chmod(0o444)
                final.parent.mkdir(exist_ok=True)
                move_over(incoming, final)
                sync_folder(final.parent)
                sync_folder(self.root)
            remove(left)
        except OSError:  # full, or somebody reads it: it is tried again when the desk is next opened
            tidy(incoming)
            return False
        return True

    # ------------------------------------------------------------ for batches

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
                    self._remove(sha256)
            self._claims += Counter()

    # ------------------------------------------------------------ inside

    def _find(self, sha256: str) -> BufferedReader:
        """Open what is there; an open file may be sealed at this moment, so it is looked for again."""
        place = self.place(sha256)
        if self.key is None:
            return place.open("rb")
        with suppress(FileNotFoundError):
            return self._opened(place, sha256)
        with suppress(FileNotFoundError):
            return self._open_place(sha256).open("rb")
        return self._opened(place, sha256)

    def _opened(self, place: Path, sha256: str) -> BufferedReader:
        if self.key is None:
            return place.open("rb")
        stream = place.open("rb", buffering=0)
        try:
            return BufferedReader(self.key.open(stream, sha256), PIECE)
        except BaseException:
            stream.close()
            raise

    def _open_place(self, sha256: str) -> Path:
        return self.root / sha256[:2] / _checked(sha256)

    def _remove(self, sha256: str) -> None:
        tidy(self.place(sha256))
        if self.key is not None:
            tidy(self._open_place(sha256))

    def _files(self) -> Iterator[Path]:
        for folder in self.root.iterdir():
            if _SHELF.fullmatch(folder.name) and folder.is_dir():
                yield from (path for path in folder.iterdir() if path.name[:2] == folder.name)

    def _named(self, path: Path) -> str:
        """The SHA-256 of a file by its name, "" when it is none of the store's."""
        if _open(path):
            return path.name
        return self.key.sha256(path.name) if self.key else ""


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


def _checked(sha256: str) -> str:
    if not _OPEN_NAME.fullmatch(sha256):
        raise BlobMissing(sha256=sha256[:80])
    return sha256


def _open(path: Path) -> bool:
    return _OPEN_NAME.fullmatch(path.name) is not None


def _same(path: Path, size: int, sha256: str) -> bool:
    if path.stat().st_size != size:
        return False
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
