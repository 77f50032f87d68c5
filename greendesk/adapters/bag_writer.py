"""Writing a BagIt 1.0 bag (RFC 8493) into a ZIP, atomically and the same bytes for the same content."""

import hashlib
import io
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from greendesk.adapters.archive_source import ByteStream, translated
from greendesk.adapters.atomic import atomic_file
from greendesk.adapters.bag_text import DECLARATION, write_info, write_manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file of known length that is opened when its turn comes."""

    size: int
    open: Callable[[], ByteStream]


BagSource = bytes | Path | Kept | Callable[[], ByteStream]
"""Where the bytes of a payload file come from."""

_CHUNK = 1024 * 1024
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_DATE: Final = (1980, 1, 1, 0, 0, 0)  # the first day of ZIP: equal content gives equal bytes
_COMPRESSIBLE = re.compile(r".*\.(jsonl?|txt|xml|csv|html|bmp|doc|xls|ppt|wps|et|dwg|dxf|tiff?|rtf)")
_LARGE = 2**31 - 2**24


def write_bag(
    path: Path,
    payload: Iterable[tuple[str, BagSource]],
    info: Mapping[str, str],
    advance: Callable[[int], None] | None = None,
    *,
    packed: bool = True,
) -> None:
    """Write a bag; names are ASCII paths below data/, `advance` hears of each piece and may raise to stop.

    Of one that is not `packed` nothing is compressed, not even what would gain by it.
    """
    with atomic_file(path) as stream, ZipFile(stream, "w") as archive:
        _Writer(archive, _base(path), advance, packed=packed).write(payload, info)


def _base(path: Path) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "", path.stem)[:60] or "bag"


class _Writer:
    """A bag half written: digests of what is already inside."""

    def __init__(
        self, archive: ZipFile, base: str, advance: Callable[[int], None] | None, *, packed: bool
    ) -> None:
        self._archive = archive
        self._base = base
        self._advance = advance
        self._packed = packed
        self._tags: dict[str, str] = {}
        self._payload: dict[str, str] = {}
        self._folded: set[str] = set()
        self._octets = 0

    def write(self, payload: Iterable[tuple[str, BagSource]], info: Mapping[str, str]) -> None:
        """Write payload and tag files; the manifests come last, when all digests are known."""
        self._tag("bagit.txt", DECLARATION)
        for name, source in payload:
            self._add(name, source)
        oxum = f"{self._octets}.{len(self._payload)}"
        self._tag("bag-info.txt", write_info({**info, "Payload-Oxum": oxum}))
        self._tag("manifest-sha256.txt", write_manifest(self._payload))
        self._store("tagmanifest-sha256.txt", write_manifest(self._tags).encode())

    def _add(self, name: str, source: BagSource) -> None:
        if not _NAME.fullmatch(name) or name.lower() in self._folded:
            raise ValueError(f"payload name {name!r}")
        self._folded.add(name.lower())
        self._payload[f"data/{name}"], size = self._store(f"data/{name}", source)
        self._octets += size

    def _tag(self, name: str, text: str) -> None:
        self._tags[name], _ = self._store(name, text.encode())

    def _store(self, name: str, source: BagSource) -> tuple[str, int]:
        entry = ZipInfo(f"{self._base}/{name}", _DATE)
        entry.create_system = 3
        entry.external_attr = 0o100644 << 16
        compressible = self._packed and _COMPRESSIBLE.fullmatch(name.lower()) is not None
        entry.compress_type = ZIP_DEFLATED if compressible else ZIP_STORED
        digest, size = hashlib.sha256(), 0
        with translated(name):
            stream = _open(source)
        large = not isinstance(source, bytes)
        if isinstance(source, Path):
            large = source.stat().st_size > _LARGE
        elif isinstance(source, Kept):
            large = source.size > _LARGE
        with closing(stream), self._archive.open(entry, "w", force_zip64=large) as out:
            while data := _read(stream, name):
                digest.update(data)
                size += len(data)
                out.write(data)
                if self._advance is not None:
                    self._advance(len(data))
        return digest.hexdigest(), size


def _open(source: BagSource) -> ByteStream:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    if isinstance(source, Path):
        return source.open("rb")
    return source.open() if isinstance(source, Kept) else source()


def _read(stream: ByteStream, name: str) -> bytes:
    with translated(name):
        return stream.read(_CHUNK)
