"""The kept samples: packed into one file for each version, unpacked for a test."""

import json
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.kept import pages, sealed

KEPT = Path(__file__).resolve().parents[1] / "data" / "kept"
DESKS = ("organiser", "expert")
PACKED, EXPECTED, OPEN, UNSEALED = "sample.tar.xz", "expected.json", ".open", ".unsealed"


@dataclass(frozen=True)
class Sample:
    """What one version left behind."""

    folder: Path

    @property
    def version(self) -> str:
        """The version that made it."""
        return self.folder.name

    @cached_property
    def expected(self) -> Mapping[str, Any]:
        """What that version showed of its desks, and the words that open them."""
        told: Mapping[str, Any] = json.loads((self.folder / EXPECTED).read_text("utf-8"))
        return told

    def unpack(self, target: Path) -> Path:
        """Lay everything out in a folder, as that version left it."""
        with tarfile.open(self.folder / PACKED) as archive:
            # Debian 12 has the last Python that knows of no other way
            archive.extractall(target, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
        for ending, close in ((OPEN, pages.close), (UNSEALED, sealed.close)):
            for path in sorted(target.rglob(f"*{ending}")):
                key = bytes.fromhex(self.expected["keys"][path.relative_to(target).parts[0]])
                path.with_suffix("").write_bytes(close(path.read_bytes(), key))
                path.unlink()
        return target


def samples() -> tuple[Sample, ...]:
    """The sample of every version that was kept."""
    return tuple(Sample(path.parent) for path in sorted(KEPT.glob(f"*/{EXPECTED}")))


def pack(room: Path, target: Path, keys: Mapping[str, bytes]) -> None:
    """Pack a room into a new folder: the same file of two desks lies close together, what is sealed lies open."""
    for desk, key in keys.items():
        for path in sorted((room / desk).rglob("desk.db")):
            path.with_name(path.name + OPEN).write_bytes(pages.lay_open(path.read_bytes(), key))
            path.unlink()
        for path in sorted(one for one in (room / desk).rglob("*") if one.is_file()):
            opened = sealed.lay_open(path.name, path.read_bytes(), key)
            if opened is not None:
                path.with_name(path.name + UNSEALED).write_bytes(opened)
                path.unlink()
    files = (path for path in room.rglob("*") if path.is_file() and path.name != "desk.lock")
    with tarfile.open(target / PACKED, "w:xz", preset=9) as archive:
        for path in sorted(files, key=lambda path: (path.name, str(path))):
            archive.add(path, path.relative_to(room).as_posix(), filter=_nobody)


def _nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out who made the file and when."""
    member.uid = member.gid = member.mtime = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member
