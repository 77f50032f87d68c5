"""The second place of a desk's backups: a stick or a shared folder that holds the backups of several desks.

Each desk has a folder there under the name of its key (`GreenDesk/<desk>/`): its backups as they lie in its own
folder, and the attachments, sealed as they lie in the desk's store. Nothing readable is ever written there; what has
no seal yet waits until it has one.
"""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from string import ascii_uppercase

from greendesk.adapters.atomic import (
    StoreFull,
    StoreUnwritable,
    atomic_file,
    remove_folder,
    tidy,
    writing,
)
from greendesk.adapters.backup_notes import lines
from greendesk.adapters.backups import DATABASE, IDENTITY, NOTE, TAIL, UNFINISHED, Backup, Backups
from greendesk.adapters.identity_owner import read_person
from greendesk.adapters.second_setting import Setting, read_setting, write_setting
from greendesk.domain.plausible_clock import EARLIEST
from greendesk.errors import Fault, Refusal
from greendesk.progress import Progress
from greendesk.use_cases.backups import SECOND, BackupLine, FoundDesk, SecondPlace

ROOT, BACKUPS, FILES = "GreenDesk", "backups", "files"
TRIAL = ".trial-{}"
SECONDS = 600.0  # for one copying; what is left over follows the next time
_CHUNK = 1024 * 1024
_PLAIN = 64  # the length of the name of an attachment that is not sealed yet


class SecondInside(Refusal):
    """The second place lies in the desk's own folder; details: `folder`."""

    code = "GD-254"


class SecondAbsent(Fault):
    """The second place is not there: the stick is not plugged in, or the share not connected; details: `folder`."""

    code = "GD-255"


class SecondUnfinished(Fault):
    """There was more to copy to the second place than the time allowed; the rest follows."""

    code = "GD-256"


class SecondOnSameDisk(Fault):
    """The second place is on the disk of the desk; noted as a trouble, and copied to all the same."""

    code = "GD-257"


SAME_DISK = SecondOnSameDisk.code


class Second:
    """Copies a desk's backups and attachments to its second place."""

    def __init__(self, desk: Path, name: str, *, seconds: float = SECONDS) -> None:
        self._desk = desk
        self._name = name
        self._seconds = seconds

    def place(self) -> SecondPlace:
        """The second place as it is set and last found; a share that does not answer is not asked here."""
        kept = read_setting(self._desk)
        trouble = kept.trouble or (SAME_DISK if kept.beside else "")
        return SecondPlace(folder=Path(kept.folder) if kept.folder else None, last=kept.last, trouble=trouble)

    def set(self, folder: Path | None) -> None:
        """Set or give up the second place; one that cannot be one is refused, and the place before it stays.

        Raises `SecondInside`, `SecondAbsent` when it is no folder, and what `atomic` raises when it takes no file.
        """
        if folder is None:
            write_setting(self._desk, Setting())
            return
        here, there = self._desk.resolve(), folder.resolve()
        if there == here or here in there.parents:
            raise SecondInside(folder=folder.name)
        if not folder.is_dir():
            raise SecondAbsent(folder=folder.name)
        try_to_write(folder)
        known = read_setting(self._desk)
        same = known.folder == str(there)
        setting = known if same else Setting(folder=str(there))
        done = replace(setting, desk=self._name, trouble="", beside=_same_disk(here, there))
        write_setting(self._desk, done)

    def behind(self, now: int) -> bool:
        """Whether the latest backup has not come to the second place, as noted here: it is not asked."""
        kept = read_setting(self._desk)
        return bool(kept.folder) and not self._latest(now) <= set(kept.copied)

    def copy(self, now: int, progress: Progress, needed: str = "") -> None:
        """Copy what is new; what goes wrong is noted and told by `place`, and tried again the next time."""
        kept = read_setting(self._desk)
        if not kept.folder:
            return
        try:
            names = self._latest(now)
            self._copy(whereabouts(Path(kept.folder), self._name, _drives()), names, now, progress, needed)
            last = now if now >= EARLIEST else kept.last  # the date of an impossible clock says nothing
            copied = tuple(sorted(names))
            done = replace(kept, last=last, trouble="", desk=self._name, copied=copied)
        except (Fault, Refusal) as error:
            done = replace(kept, trouble=error.code, desk=self._name)
        except OSError:
            done = replace(kept, trouble=StoreUnwritable.code, desk=self._name)
        write_setting(self._desk, done)

    def _copy(self, place: Path, names: frozenset[str], now: int, progress: Progress, needed: str) -> None:
        if not place.is_dir():
            raise SecondAbsent(folder=place.name)
        end = time.monotonic() + self._seconds
        target = place / ROOT / self._name
        with writing(place):
            (target / BACKUPS).mkdir(parents=True, exist_ok=True)
            Backups.sweep_in(target / BACKUPS)
            wanted = self._wanted(target, names)
            files = [one for one in _sealed(self._desk / FILES) if not _there(one, target / FILES)]
            total = len(wanted) + len(files)
            for done, one in enumerate(wanted):
                progress.step(done, total)
                _copy_backup(self._desk / BACKUPS / one.folder, target / BACKUPS, end)
            for done, path in enumerate(files, len(wanted)):
                progress.step(done, total)
                _copy_file(path, target / FILES / path.parent.name / path.name, end)
            Backups.thin_in(target / BACKUPS, now, needed)

    def _latest(self, now: int) -> frozenset[str]:
        """The latest backup, and the latest that is not from the future (the clock was set back)."""
        here = Backups.listed_in(self._desk / BACKUPS)
        past = [one for one in here if one.made <= now]
        return frozenset(one.folder for one in (*here[:1], *past[:1]))

    def _wanted(self, target: Path, names: frozenset[str]) -> list[Backup]:
        """The backups of these names and the whole copies that they go on from, as far as they are not there yet."""
        there = {one.folder for one in Backups.listed_in(target / BACKUPS)}
        here = Backups.listed_in(self._desk / BACKUPS)
        wanted = names | {one.base for one in here if one.folder in names}
        return [one for one in reversed(here) if one.folder in wanted - there]


# ---------------------------------------------------------------- where it is


def place_of(desk: Path) -> Path:
    """The folder of a desk at its second place; raises `SecondAbsent` when it is not there."""
    kept = read_setting(desk)
    place = whereabouts(Path(kept.folder), kept.desk, _drives()) / ROOT / kept.desk
    if not kept.folder or not kept.desk or not place.is_dir():
        raise SecondAbsent(folder=Path(kept.folder).name)
    return place


def whereabouts(place: Path, desk: str, drives: Iterable[Path]) -> Path:
    """Where a second place is now: Windows may give a stick another letter than the last time.

    On another drive it is the one that already holds this desk's folder under the same path.
    """
    if place.is_dir():
        return place
    for drive in drives:
        there = drive / place.relative_to(place.anchor)
        with suppress(OSError):  # a card reader without a card
            if (there / ROOT / desk).is_dir():
                return there
    return place


def try_to_write(place: Path) -> None:
    """Write into a second place, and leave nothing there but its folder; raises when it cannot be written."""
    with writing(place):
        (place / ROOT).mkdir(exist_ok=True)
        trial = place / ROOT / TRIAL.format(os.urandom(8).hex())
        try:
            trial.write_bytes(b"GreenDesk")
        finally:
            tidy(trial)


def _drives() -> list[Path]:
    return [Path(f"{letter}:\\") for letter in ascii_uppercase] if os.name == "nt" else []


# ---------------------------------------------------------------- reading


def lines_of(desk: Path) -> tuple[BackupLine, ...]:
    """The backups of a desk at its second place; none while that is not there."""
    try:
        return lines(place_of(desk) / BACKUPS, SECOND)
    except (SecondAbsent, OSError):
        return ()


def desks_in(place: Path) -> tuple[FoundDesk, ...]:
    """The desks of which a second place holds backups; `place` may also be the folder of one of them, or of all."""
    found = []
    for folder in (place, *_folders_in(place), *_folders_in(place / ROOT)):
        kept: tuple[BackupLine, ...] = ()
        with suppress(OSError):  # a system's own folder on a stick may not be looked into
            kept = lines(folder / BACKUPS, SECOND)
        for line in kept:
            with suppress(Fault, Refusal, OSError):
                person = read_person(folder / BACKUPS / line.folder / IDENTITY)
                found.append(
                    FoundDesk(folder=folder, name=person.name, organisation=person.organisation, lines=kept)
                )
                break
    return tuple(sorted(found, key=lambda one: -one.lines[0].made))


def _folders_in(folder: Path) -> list[Path]:
    """The folders in a folder; none when it is none or may not be read."""
    with suppress(OSError):
        return sorted(path for path in folder.iterdir() if path.is_dir())
    return []


def bring_files(source: Path, target: Path, progress: Progress) -> int:
    """Copy the sealed attachments of a second place that a desk does not hold; returns how many."""
    wanted = [one for one in _sealed(source) if not _there(one, target)]
    for number, path in enumerate(wanted, 1):
        _copy_file(path, target / path.parent.name / path.name, None)
        progress.step(number, len(wanted))
    return len(wanted)


# ---------------------------------------------------------------- copying


def _sealed(store: Path) -> Iterator[Path]:
    """The sealed files of a store of attachments."""
    if not store.is_dir():
        return
    for folder in sorted(store.iterdir()):
        if len(folder.name) == 2 and folder.is_dir():
            for path in sorted(folder.iterdir()):
                if path.name[:2] == folder.name and len(path.name) != _PLAIN:
                    yield path


def _there(path: Path, store: Path) -> bool:
    try:
        return (store / path.parent.name / path.name).stat().st_size == path.stat().st_size
    except OSError:
        return False


def _copy_backup(source: Path, target: Path, end: float) -> None:
    """Copy a backup; it has its name only when it is whole."""
    unfinished = target / f"{UNFINISHED}{source.name}"
    try:
        unfinished.mkdir()
        for name in (DATABASE, TAIL, IDENTITY, NOTE):
            if (source / name).exists():
                _copy_file(source / name, unfinished / name, end)
        unfinished.rename(target / source.name)
    except BaseException:
        remove_folder(unfinished)
        raise


def _copy_file(source: Path, target: Path, end: float | None) -> None:
    with writing(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as stream, atomic_file(target, private=True) as copy:
            while data := stream.read(_CHUNK):
                copy.write(data)
                if end is not None:
                    _in_time(end)


def _in_time(end: float) -> None:
    if time.monotonic() > end:
        raise SecondUnfinished


def _same_disk(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.stat().st_dev == other.stat().st_dev
    return False


__all__ = [
    "SAME_DISK",
    "Second",
    "SecondAbsent",
    "SecondInside",
    "SecondUnfinished",
    "StoreFull",
    "bring_files",
    "desks_in",
    "lines_of",
    "place_of",
]
