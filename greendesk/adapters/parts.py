"""`greendesk.use_cases.handover.Carrier`: files that leave whole or in parts, and parts that are joined again.

Parts may come in any order, from several media, twice, damaged, over days. Those that lie in one folder are
joined from there; otherwise they are kept on the desk until the others come. What is kept is bounded.
"""

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from greendesk.adapters.archive_source import translated
from greendesk.adapters.atomic import (
    StoreFull,
    atomic_file,
    remove,
    remove_folder,
    sweep_parts,
    write_atomically,
    writing,
)
from greendesk.adapters.part_file import (
    CHUNK,
    HEAD,
    PartHead,
    PartLies,
    PartTooNew,
    PartUnreadable,
    begins_as_part,
    cut,
    named_as_part,
    payload,
    read_head,
    whole_name,
)
from greendesk.adapters.together import FilesTogether, together
from greendesk.errors import Fault, Refusal
from greendesk.progress import Progress
from greendesk.queries import WaitingParts
from greendesk.use_cases.handover import Carried, CarriedFile, PartsDamaged, PartsMissing, spans

SLIP = "-交接单.pdf"
MOST_KEPT = 64 << 30
MOST_FILES = 64
DAYS_KEPT = 90
_MOST_BESIDE = 10_000
_KEY = re.compile(r"[0-9a-f]{64}-\d{1,13}-\d{1,13}")
_NUMBER = re.compile(r"\d{5}")
_NAME = "name.txt"
_Found = dict[int, list[Path]]


class PartsRoomFull(Refusal):
    """More would have to be kept than the desk keeps of files that are not whole; details: `gigabytes`."""

    code = "GD-635"


class PartsDoNotFit(Fault):
    """Every part is what it says, but together they are not the file that they say; details: `name`."""

    code = "GD-636"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A file that was put together from parts."""

    key: str
    given: Path
    path: Path


class PartsCarrier:
    """Carries the files of one desk: `room` is emptied with the desk, `kept` holds parts that wait for others."""

    def __init__(self, room: Path, kept: Path, most_kept: int = MOST_KEPT) -> None:
        self._room = room
        self._kept = kept
        self._most_kept = most_kept
        self._joined: Joined | None = None

    # ------------------------------------------------------------ out

    def hand_out(
        self,
        target: Path,
        write: Callable[[Path], None],
        part_size: int,
        slip: Callable[[Carried], bytes] | None,
        progress: Progress,
        /,
    ) -> Carried:
        """Let `write` make the file; it, or parts of at most `part_size` bytes, and the slip appear together."""
        if not part_size and slip is None:
            write(target)
            return Carried(file=_described(target))
        with self._folder() as folder, together(target.parent) as files:
            whole = folder / target.name
            write(whole)
            carried = Carried(file=_described(whole))
            if part_size and carried.file.size > part_size:
                parts = cut(whole, target.name, part_size, files, progress.step)
                carried = Carried(file=carried.file, parts=parts)
            else:
                _copy(whole, target.name, files)
            if slip is not None:
                name = f"{target.stem}{SLIP}"
                carried = Carried(file=carried.file, parts=carried.parts, slip=name)
                with files.file(name) as stream:
                    stream.write(slip(carried))
        if carried.parts:
            _remove_further(target, len(carried.parts))
        return carried

    # ------------------------------------------------------------ in

    def take_in(self, path: Path, progress: Progress, /) -> Path:
        """The file itself, or the one that its part belongs to, joined; raises `PartsMissing`, `PartsDamaged`."""
        joined = self._joined
        if joined is not None and joined.given == path and joined.path.exists() and not path.exists():
            return joined.path  # the medium went after the look
        if not begins_as_part(path) and not (named_as_part(path.name) and path.exists()):
            return path
        try:
            head = read_head(path)
        except OSError as error:
            raise PartUnreadable(name=path.name) from error
        key = _key(head)
        if joined is not None and joined.key == key and joined.path.exists():
            self._joined = Joined(key=key, given=path, path=joined.path)
            return joined.path
        name = self._name_of(path)
        found, kept = _beside(path, head), self._kept_of(head)
        both = {number: [*found.get(number, ()), *kept.get(number, ())] for number in {*found, *kept}}
        damaged: set[int] = set()
        if len(both) == head.count:
            whole = self._join(head, name, both, progress)
            if isinstance(whole, Path):
                self._joined = Joined(key=key, given=path, path=whole)
                if kept:  # they came from several media, so let all be here until the file is received
                    with contextlib.suppress(PartsRoomFull, StoreFull):
                        self._keep(head, name, found, progress)
                return whole
            damaged = whole
        damaged |= self._keep(head, name, {n: one for n, one in found.items() if n not in damaged}, progress)
        raise _lacking(name, head, set(both) - damaged, damaged)

    def copy(self, source: Path, target: Path, /) -> None:
        """Write a copy of a file, whole or not at all."""
        with translated(source.name), source.open("rb") as stream:
            data = stream.read()
        write_atomically(target, data)

    def digest(self, path: Path, /) -> str:
        """The SHA-256 of a file, as people compare it."""
        with translated(path.name), path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def done(self, path: Path, /) -> None:
        """Let go of the parts of a file that `take_in` gave and that was received."""
        if self._joined is not None and self._joined.path == path:
            self.forget(self._joined.key)
            remove_folder(path.parent)
            self._joined = None

    def waiting(self) -> tuple[WaitingParts, ...]:
        """The files of which parts are kept here, the latest first."""
        lines = [line for folder in self._folders() if (line := _waiting(folder)) is not None]
        return tuple(sorted(lines, key=lambda line: -line.at))

    def forget(self, key: str, /) -> None:
        """Remove the parts that are kept of a file."""
        if _KEY.fullmatch(key):
            remove_folder(self._kept / key)

    def sweep(self) -> None:
        """Remove what a killed program left, and parts that nobody has completed for long."""
        oldest = time.time() - DAYS_KEPT * 24 * 3600
        for folder in self._folders():
            sweep_parts(folder)
            with contextlib.suppress(OSError):
                if folder.stat().st_mtime < oldest:
                    remove_folder(folder)

    # ------------------------------------------------------------ joining

    def _join(
        self, head: PartHead, name: str, found: Mapping[int, Sequence[Path]], progress: Progress
    ) -> Path | set[int]:
        """Put all parts together; returns the file, or the numbers of the parts that are damaged."""
        if self._joined is not None:
            remove_folder(self._joined.path.parent)
            self._joined = None
        _require_room(self._room, head.total)
        folder, whole = self._room / f"joined-{secrets.token_hex(8)}", False
        with writing(self._room):
            folder.mkdir()
        try:
            damaged = _put_together(folder / name, head, found, progress)
            whole = not damaged and _described(folder / name).sha256 == head.whole
        finally:
            if not whole:
                remove_folder(folder)
        if whole:
            return folder / name
        for path in (path for number in damaged for path in found[number] if self._kept in path.parents):
            remove(path)
        if not damaged:
            self.forget(_key(head))
            raise PartsDoNotFit(name=name)
        return damaged

    # ------------------------------------------------------------ keeping

    def _name_of(self, path: Path) -> str:
        """The name of the whole file; that of kept parts stands beside them."""
        return (_kept_name(path.parent) if self._kept in path.parents else "") or whole_name(path.name)

    def _kept_of(self, head: PartHead) -> _Found:
        found: _Found = {}
        folder = self._kept / _key(head)
        for path in folder.iterdir() if folder.is_dir() else ():
            if (other := _head_of(path)) is not None and other.file == head.file:
                found.setdefault(other.number, []).append(path)
        return found

    def _keep(self, head: PartHead, name: str, found: _Found, progress: Progress) -> set[int]:
        """Keep copies of parts until the others come; returns the numbers of those that are damaged."""
        folder, folders = self._kept / _key(head), self._folders()
        new = {n: paths for n, paths in found.items() if not _same_part(folder / f"{n:05}", paths[0])}
        used = sum(path.stat().st_size for one in folders for path in one.iterdir())
        needed = len(new) * (HEAD + head.file[2])
        if used + needed > self._most_kept or (folder not in folders and len(folders) >= MOST_FILES):
            raise PartsRoomFull(gigabytes=self._most_kept >> 30)
        _require_room(self._kept, needed)
        damaged = set()
        try:
            with writing(self._kept):
                folder.mkdir(parents=True, exist_ok=True)
            if new:
                write_atomically(folder / _NAME, name.encode())
            for done, (number, paths) in enumerate(sorted(new.items()), 1):
                if not any(_keep_one(folder / f"{number:05}", path) for path in paths):
                    damaged.add(number)
                progress.step(done, len(new))
        finally:
            with contextlib.suppress(OSError):
                if not any(_NUMBER.fullmatch(path.name) for path in folder.iterdir()):
                    remove_folder(folder)
            with contextlib.suppress(OSError):
                self._kept.rmdir()  # when it is empty
        return damaged

    def _folders(self) -> list[Path]:
        if not self._kept.is_dir():
            return []
        return [path for path in self._kept.iterdir() if _KEY.fullmatch(path.name) and path.is_dir()]

    @contextmanager
    def _folder(self) -> Iterator[Path]:
        """A folder for what is being made, removed at the end."""
        folder = self._room / f"out-{secrets.token_hex(8)}"
        with writing(self._room):
            folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            remove_folder(folder)


def _same_part(kept: Path, other: Path) -> bool:
    head = _head_of(kept) if kept.exists() else None
    return head is not None and head == _head_of(other)


def _key(head: PartHead) -> str:
    whole, total, step = head.file
    return f"{whole}-{total}-{step}"


def _head_of(path: Path) -> PartHead | None:
    """What a part says of itself, nothing when it cannot be used."""
    try:
        return read_head(path)
    except (PartUnreadable, PartTooNew, PartLies, OSError):
        return None


def _beside(path: Path, head: PartHead) -> _Found:
    """The parts of the same file in the folder of one of them; those with its own name pattern are no matter."""
    _, total, step = head.file
    sizes = {HEAD + step, HEAD + total - step * (head.count - 1)}
    found: _Found = {head.number: [path]}
    with contextlib.suppress(OSError), os.scandir(path.parent) as entries:
        for _, entry in zip(range(_MOST_BESIDE), entries, strict=False):
            if not entry.is_file(follow_symlinks=False) or entry.stat().st_size not in sizes:
                continue
            other = Path(entry.path)
            if other.name != path.name and (one := _head_of(other)) is not None and one.file == head.file:
                found.setdefault(one.number, []).append(other)
    return found


def _put_together(
    target: Path, head: PartHead, found: Mapping[int, Sequence[Path]], progress: Progress
) -> set[int]:
    """Write the parts one after the other; returns the numbers of those of which no copy is good."""
    damaged = set()
    with writing(target.parent), target.open("xb") as stream:
        for number in range(1, head.count + 1):
            start = stream.tell()
            for path in found[number]:
                try:
                    for chunk in payload(path, number, head):
                        stream.write(chunk)
                    break
                except PartUnreadable:
                    stream.seek(start)
                    stream.truncate()
            else:
                damaged.add(number)
            progress.step(number, head.count)
    return damaged


def _keep_one(target: Path, source: Path) -> bool:
    """Keep a copy of a part; false when it is damaged, and then nothing is written."""
    try:
        head = read_head(source)
        with atomic_file(target) as stream:
            stream.write(head.to_bytes())
            for chunk in payload(source, head.number, head):
                stream.write(chunk)
    except (PartUnreadable, PartTooNew, PartLies, FileNotFoundError):
        return False
    return True


def _waiting(folder: Path) -> WaitingParts | None:
    heads = [head for path in folder.iterdir() if _NUMBER.fullmatch(path.name) and (head := _head_of(path))]
    if not heads:
        return None
    here = {head.number for head in heads}
    return WaitingParts(
        key=folder.name,
        name=_kept_name(folder),
        count=heads[0].count,
        here=len(here),
        missing=tuple(number for number in range(1, heads[0].count + 1) if number not in here),
        size=heads[0].total,
        at=int(folder.stat().st_mtime * 1000),
        path=str(folder / f"{1:05}") if len(here) == heads[0].count else "",
    )


def _kept_name(folder: Path) -> str:
    """The name of the file whose parts are kept in a folder, "" when it was lost."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return Path((folder / _NAME).read_text(encoding="utf-8")).name
    return ""


def _lacking(name: str, head: PartHead, here: set[int], damaged: set[int]) -> PartsMissing | PartsDamaged:
    missing = [number for number in range(1, head.count + 1) if number not in here]
    if damaged:
        broken = sorted(damaged)
        return PartsDamaged(
            name=name,
            damaged=spans(broken, "、"),
            damaged_en=spans(broken, ", "),
            missing=spans(missing, "、"),
            missing_en=spans(missing, ", "),
            count=head.count,
        )
    return PartsMissing(
        name=name,
        missing=spans(missing, "、"),
        missing_en=spans(missing, ", "),
        here=len(here),
        count=head.count,
    )


def _require_room(folder: Path, size: int) -> None:
    """Refuse what the disk has no room for before any of it is written."""
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    if free < size:
        with contextlib.suppress(OSError):
            folder.rmdir()  # when it is empty
        raise StoreFull(folder=folder.name)


def _described(path: Path) -> CarriedFile:
    with writing(path.parent), path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return CarriedFile(name=path.name, size=stream.tell(), sha256=digest)


def _copy(source: Path, name: str, files: FilesTogether) -> None:
    with source.open("rb") as stream, files.file(name) as target:
        shutil.copyfileobj(stream, target, CHUNK)


def _remove_further(target: Path, count: int) -> None:
    """Remove the parts beyond the last that an earlier, larger file of the same name left behind."""
    beginning = f"{target.name}."
    with contextlib.suppress(OSError):
        for path in list(target.parent.iterdir()):
            number = path.name.removeprefix(beginning)
            further = path.name.startswith(beginning) and number.isdecimal() and int(number) > count
            if further and begins_as_part(path):
                path.unlink()
