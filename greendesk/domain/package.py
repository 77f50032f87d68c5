"""The files of one application: what was received, in which state, and how it is proved."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from greendesk.errors import Fault


class InventoryMalformed(Fault):
    """A recorded inventory cannot be understood; details: `field`."""

    code = "GD-330"


class FileKind(Enum):
    """What a file is by its content, for the choice of viewer and icon."""

    PDF = "pdf"
    IMAGE = "image"
    SPREADSHEET = "spreadsheet"
    TEXT_DOCUMENT = "text-document"
    DRAWING = "drawing"
    ARCHIVE = "archive"
    OTHER = "other"


class FileState(Enum):
    """Whether a reviewer will be able to read the file."""

    SOUND = "sound"
    EMPTY = "empty"
    MISNAMED = "misnamed"
    LOCKED = "locked"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFile:
    """One received file; `path` is the applicant's own relative path, `note` a code for the screen."""

    number: int
    path: str
    sha256: str
    size: int
    kind: FileKind
    state: FileState
    note: str = ""
    duplicate_of: int | None = None
    pages: int | None = None

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    def to_json(self) -> dict[str, Any]:
        """Return the plain form that is written into ledger entries."""
        return {
            "number": self.number,
            "path": self.path,
            "sha256": self.sha256,
            "size": self.size,
            "kind": self.kind.value,
            "state": self.state.value,
            "note": self.note,
            "duplicate_of": self.duplicate_of,
            "pages": self.pages,
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "PackageFile":
        """Read the plain form; raises `InventoryMalformed`."""
        try:
            return cls(
                number=_whole(plain, "number"),
                path=_text(plain, "path"),
                sha256=_text(plain, "sha256"),
                size=_whole(plain, "size"),
                kind=FileKind(_text(plain, "kind")),
                state=FileState(_text(plain, "state")),
                note=_text(plain, "note"),
                duplicate_of=_whole_or_none(plain, "duplicate_of"),
                pages=_whole_or_none(plain, "pages"),
            )
        except ValueError as error:
            raise InventoryMalformed(field="kind/state") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """All files of a package; `left_out` names what an operating system had added and nobody submitted."""

    files: tuple[PackageFile, ...]
    left_out: tuple[str, ...] = ()

    @property
    def total_size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical list of path, hash and size: equal for equal packages."""
        return manifest_digest((file.path, file.sha256, file.size) for file in self.files)

    def duplicates(self) -> tuple[PackageFile, ...]:
        """Files whose content came earlier under another path."""
        return tuple(file for file in self.files if file.duplicate_of is not None)

    def unreadable(self) -> tuple[PackageFile, ...]:
        """Files that a reviewer cannot read as they are: empty, locked or broken."""
        bad = {FileState.EMPTY, FileState.LOCKED, FileState.UNREADABLE}
        return tuple(file for file in self.files if file.state in bad)

    def file(self, number: int) -> PackageFile | None:
        """Return the file with this number, if there is one."""
        return next((file for file in self.files if file.number == number), None)

    def to_json(self) -> dict[str, Any]:
        """Return the plain form; it carries its own digest."""
        return {
            "files": [file.to_json() for file in self.files],
            "left_out": list(self.left_out),
            "digest": self.digest,
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "Inventory":
        """Read the plain form and check its digest; raises `InventoryMalformed`."""
        files, left_out = plain.get("files"), plain.get("left_out", [])
        if not isinstance(files, list) or not all(isinstance(file, dict) for file in files):
            raise InventoryMalformed(field="files")
        if not isinstance(left_out, list) or not all(isinstance(path, str) for path in left_out):
            raise InventoryMalformed(field="left_out")
        found = cls(files=tuple(PackageFile.from_json(file) for file in files), left_out=tuple(left_out))
        if plain.get("digest") != found.digest:
            raise InventoryMalformed(field="digest")
        return found


def manifest_digest(lines: Iterable[tuple[str, str, int]]) -> str:
    """Return the SHA-256 of the canonical JSON list of path, hash and size, in order of path."""
    manifest = [{"path": path, "sha256": sha256, "size": size} for path, sha256, size in sorted(lines)]
    text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _text(plain: Mapping[str, Any], field: str) -> str:
    value = plain.get(field)
    if not isinstance(value, str):
        raise InventoryMalformed(field=field)
    return value


def _whole(plain: Mapping[str, Any], field: str) -> int:
    value = plain.get(field)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise InventoryMalformed(field=field)
    return value


def _whole_or_none(plain: Mapping[str, Any], field: str) -> int | None:
    return None if plain.get(field) is None else _whole(plain, field)
