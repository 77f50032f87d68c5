"""BagIt 1.0 bags (RFC 8493) in a ZIP: read strictly; `write_bag` is at home in `bag_writer`."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from greendesk.adapters.archive_errors import (
    ArchiveDamaged,
    ArchiveEncrypted,
    CompressionUnknown,
    EntriesOverlap,
)
from greendesk.adapters.archive_names import refuse_unsafe
from greendesk.adapters.archive_source import ByteStream, CheckedStream, Meter, translated
from greendesk.adapters.archive_zip import named_entries, open_directory, open_entry
from greendesk.adapters.archive_zip_layout import check_layout
from greendesk.adapters.bag_text import (
    OXUM,
    BagDamaged,
    BagIncomplete,
    BagMalformed,
    read_declaration,
    read_info,
    read_manifest,
)
from greendesk.adapters.bag_writer import BagSource, write_bag
from greendesk.progress import Progress, Silent

__all__ = [
    "Bag",
    "BagDamaged",
    "BagIncomplete",
    "BagMalformed",
    "BagSource",
    "list_bag",
    "open_bag",
    "write_bag",
]

_CHUNK = 1024 * 1024
_MAX_TAG_FILE = 64 * 1024**2
_MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")
_LIKE_MANIFEST = re.compile(r"(?i)(tag)?manifest-[^/]*\.txt")
_ALGORITHMS = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}
_SILENT = Silent()


def open_bag(path: Path, progress: Progress = _SILENT) -> "Bag":
    """Open a bag and check every byte of it: declaration, manifests, completeness both ways, digests."""
    bag = list_bag(path)
    try:
        bag.verify(progress)
    except BaseException:
        bag.close()
        raise
    return bag


def list_bag(path: Path) -> "Bag":
    """Open a bag and check all but its payload, whose digests the caller compares while reading it."""
    with _bag_damage():
        archive = open_directory(path)
        try:
            check_layout(archive, path)
            return Bag(path, archive)
        except BaseException:
            archive.close()
            raise


class Bag:
    """A bag open for reading; payload names are those below data/."""

    def __init__(self, path: Path, archive: ZipFile) -> None:
        self._path = path
        self._archive = archive
        self._meter = Meter(path.name, path.stat().st_size)
        self.base, self._entries = _entries_below_base(archive, path.name)
        self._has_payload = any(name.startswith(f"{self.base}/data/") for name, _ in named_entries(archive))
        self._manifests = self._check_tags()
        self._check_complete()
        self.info: Mapping[str, str] = self._check_info()

    @property
    def names(self) -> tuple[str, ...]:
        """Payload names in the order of the file."""
        return tuple(name.removeprefix("data/") for name in self._entries if name.startswith("data/"))

    @property
    def stored(self) -> bool:
        """Whether nothing in the file is compressed."""
        return all(info.compress_type == ZIP_STORED for info in self._archive.infolist())

    @property
    def packed_size(self) -> int:
        """Length of the file that holds the bag."""
        return self._path.stat().st_size

    def size(self, name: str) -> int:
        """Length of a payload file as the ZIP declares it."""
        return self._entry(f"data/{name}").file_size

    def sha256(self, name: str) -> str:
        """Digest of a payload file as the manifest promises it."""
        self._entry(f"data/{name}")
        return self._manifests["sha256"][f"data/{name}"]

    def open(self, name: str) -> CheckedStream:
        """Open a payload file."""
        return self._open(f"data/{name}")

    def opener(self, name: str) -> Callable[[], ByteStream]:
        """Return what opens the payload file later."""
        entry = self._entry(f"data/{name}")
        return lambda: open_entry(self._archive, entry)

    def read(self, name: str, limit: int = _MAX_TAG_FILE) -> bytes:
        """Return a small payload file whole, compared with its digest."""
        with _bag_damage():
            data = self._read(f"data/{name}", limit)
        if hashlib.sha256(data).hexdigest() != self.sha256(name):
            raise BagDamaged(name=f"data/{name}")
        return data

    def verify(self, progress: Progress = _SILENT) -> None:
        """Compare every payload file with every manifest; raises `BagDamaged` with the file's name."""
        total = sum(self.size(name) for name in self.names)
        done = 0
        for name in self.names:
            inside = f"data/{name}"
            digests = {kind: hashlib.new(kind, usedforsecurity=False) for kind in self._manifests}
            with _bag_damage(), self._open(inside) as stream:
                while data := stream.read(_CHUNK):
                    done += len(data)
                    for digest in digests.values():
                        digest.update(data)
                    progress.step(done, max(total, done), name)
            for kind, digest in digests.items():
                if digest.hexdigest() != self._manifests[kind][inside]:
                    raise BagDamaged(name=inside)

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _check_tags(self) -> dict[str, dict[str, str]]:
        """Check the tag files against the tag manifest; return the payload manifests by algorithm."""
        if "bagit.txt" not in self._entries:
            raise BagMalformed(name="bagit.txt", reason="missing")
        version = read_declaration(self._read("bagit.txt"))
        if "fetch.txt" in self._entries:
            raise BagMalformed(name="fetch.txt", reason="fetch")
        if not self._has_payload:
            raise BagMalformed(name="data/", reason="missing")
        tags = {name for name in self._entries if not name.startswith("data/")}
        payload: dict[str, dict[str, str]] = {}
        listings: dict[str, dict[str, str]] = {}
        for name in sorted(tags):
            if found := _MANIFEST.fullmatch(name):
                if found[2] not in _ALGORITHMS:
                    raise BagMalformed(name=name, reason="algorithm")
                listing = read_manifest(name, self._read(name), version)
                (listings if found[1] else payload)[found[2]] = listing
            elif _LIKE_MANIFEST.fullmatch(name):  # section 2.4: lower case, no hyphens
                raise BagMalformed(name=name, reason="algorithm")
        if "sha256" not in payload or "sha256" not in listings:
            raise BagMalformed(name="manifest-sha256.txt", reason="missing")
        for kind, listing in listings.items():
            self._check_listing(kind, listing, {name for name in tags if not name.startswith("tagmanifest-")})
        return payload

    def _check_listing(self, kind: str, listing: dict[str, str], tags: set[str]) -> None:
        for name in sorted(set(listing) ^ tags):
            raise BagIncomplete(name=name, reason="missing" if name in listing else "unlisted")
        for name, expected in listing.items():
            digest = hashlib.new(kind, self._read(name), usedforsecurity=False)
            if digest.hexdigest() != expected:
                raise BagDamaged(name=name)

    def _check_complete(self) -> None:
        present = {name for name in self._entries if name.startswith("data/")}
        for manifest in self._manifests.values():
            for name in sorted(set(manifest) ^ present):
                raise BagIncomplete(name=name, reason="missing" if name in manifest else "unlisted")

    def _check_info(self) -> dict[str, str]:
        if "bag-info.txt" not in self._entries:
            return {}
        info = read_info(self._read("bag-info.txt"))
        octets = sum(self.size(name) for name in self.names)
        if info.get(OXUM, f"{octets}.{len(self.names)}") != f"{octets}.{len(self.names)}":
            raise BagIncomplete(name="bag-info.txt", reason="oxum")
        return info

    def _entry(self, name: str) -> ZipInfo:
        if name not in self._entries:
            raise BagIncomplete(name=name, reason="missing")
        return self._entries[name]

    def _open(self, name: str) -> CheckedStream:
        with translated(self._path.name, name):
            inner = open_entry(self._archive, self._entry(name))
        return CheckedStream(inner, archive=self._path.name, entry=name, meter=self._meter)

    def _read(self, name: str, limit: int = _MAX_TAG_FILE) -> bytes:
        with self._open(name) as stream:
            data = stream.read(limit)
            if stream.read(1):
                raise BagMalformed(name=name, reason="too-large")
        return data


def _entries_below_base(archive: ZipFile, file_name: str) -> tuple[str, dict[str, ZipInfo]]:
    """RFC 8493 section 5: the serialised bag is one folder, and everything is inside it."""
    named = named_entries(archive)
    refuse_unsafe(
        (name for name, _ in named if not name.endswith("/")),
        (name.rstrip("/") for name, _ in named if name.endswith("/")),
    )
    bases = {name.partition("/")[0] for name, _ in named}
    if len(bases) != 1 or any("/" not in name for name, _ in named):
        raise BagMalformed(name=file_name, reason="base")
    base = bases.pop()
    return base, {name.removeprefix(f"{base}/"): info for name, info in named if not name.endswith("/")}


@contextmanager
def _bag_damage() -> Iterator[None]:
    """Turn what is wrong with the ZIP into damage of a file in the bag: nobody locks bags or packs them strangely."""
    try:
        yield
    except (ArchiveDamaged, ArchiveEncrypted, CompressionUnknown, EntriesOverlap) as error:
        raise BagDamaged(name=error.details["entry"] or error.details["name"]) from error
