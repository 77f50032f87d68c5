"""Copies of a desk in its own folder: the database under the desk's key and the identity that opens it.

Each backup is a folder that opens as a desk by itself. It takes its name only when it is whole, and the last
few of each reason are kept. When a desk is large, and a whole copy of today is there, a backup holds only what
came after it (`tail.db`) and names the folder that it goes on from.
"""

import json
import re
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from greendesk.adapters.atomic import remove_folder, sync_folder, write_atomically
from greendesk.adapters.backup_faults import BackupUnwritable, forget_failure, not_written, note_failure
from greendesk.adapters.trials import read_trials
from greendesk.domain.backup_plan import EACH_BEFORE, Slot, kept
from greendesk.errors import Fault
from greendesk.ports import Clock
from greendesk.use_cases.backup_lines import BackupFailure
from greendesk.use_cases.backups import Figures

KEPT = EACH_BEFORE
LARGE = 32 * 1024 * 1024
FRESH = 24 * 3600 * 1000  # milliseconds
DATABASE, TAIL, IDENTITY, NOTE = "desk.db", "tail.db", "identity.json", "backup.json"
UNFINISHED = ".unfinished-"
_REASON = re.compile(r"[a-z]+(-[a-z]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup; `mark` names what the records were when it was made, `base` the folder that it goes on from."""

    folder: str
    reason: str
    made: int
    mark: str
    size: int
    base: str = ""
    entries: int = -1  # -1: a version that did not note it
    last_entry: int = 0
    drafts: int = -1
    state: str = ""  # changes with every record and draft
    noted: int = -1  # the length of the file when it was made; `size` is what it is now


UNCOUNTED = Figures(entries=-1, last_entry=0, drafts=-1, mark="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backups:
    """The backups of one desk.

    `save` writes a copy of the database, `whole` opens one and checks it. `save_tail` writes what is new since a
    copy, False when it cannot, `join_tail` makes the whole again from copy and tail. `count` says what there is.
    """

    folder: Path
    identity: Path
    save: Callable[[Path], None]
    whole: Callable[[Path], bool]
    save_tail: Callable[[Path, Path], bool]
    join_tail: Callable[[Path, Path, Path], None]
    clock: Clock
    count: Callable[[], Figures] = lambda: UNCOUNTED
    large: int = LARGE

    def make(self, reason: str, mark: str = "", /, *, needed: str = "") -> Backup:
        """Write a backup, or return the last of this reason when the desk is large and it has the same mark.

        The one that is `needed`, because it is about to be restored, makes no room for it.

        Raises `BackupNotWritten` or one of its kind; then nothing new is there but a note of the failure.
        """
        if not _REASON.fullmatch(reason):
            raise ValueError(reason)
        now = self.clock.now()
        last = next((one for one in self.listed() if one.reason == reason), None)
        base = self._base(now)
        if base is not None and last is not None and mark and last.mark == mark and now - last.made < FRESH:
            return last
        try:
            made = self._write(reason, mark, now, base)
        except (Fault, OSError) as error:
            failed = not_written(error, reason)
            note_failure(self.folder, BackupFailure(code=failed.code, at=now))
            raise failed from error
        forget_failure(self.folder)
        self.thin_in(self.folder, now, needed)
        return made

    def listed(self) -> tuple[Backup, ...]:
        """Every backup that is whole, the latest first."""
        return self.listed_in(self.folder)

    @staticmethod
    def listed_in(folder: Path) -> tuple[Backup, ...]:
        """Every backup in a folder that is whole, the latest first."""
        if not folder.is_dir():
            return ()
        paths = [path for path in folder.iterdir() if not path.name.startswith(".") and path.is_dir()]
        found = [one for path in paths if (one := _read(path)) is not None]
        return tuple(sorted(found, key=lambda one: (-one.made, one.folder)))

    def restore(self, backup: Backup, target: Path) -> None:
        """Make the desk of a backup again in an empty folder: identity and database.

        Whoever opens it makes the derived tables again; it must ask for a new certificate before it writes.
        """
        target.mkdir(parents=True, exist_ok=True)
        place = self.folder / backup.folder
        if backup.base:
            whole = self.folder / backup.base / DATABASE
            self.join_tail(whole, place / TAIL, target / DATABASE)
        else:
            shutil.copyfile(place / DATABASE, target / DATABASE)
        write_atomically(target / IDENTITY, (place / IDENTITY).read_bytes(), private=True)

    def sweep(self) -> None:
        """Remove what a killed program left half written."""
        self.sweep_in(self.folder)

    @staticmethod
    def sweep_in(folder: Path) -> None:
        """Remove what a killed program left half written in a folder of backups."""
        if folder.is_dir():
            for path in folder.glob(f"{UNFINISHED}*"):
                remove_folder(path)

    @staticmethod
    def thin_in(folder: Path, now: int, needed: str = "") -> None:
        """Remove the backups in a folder whose place others have taken (`greendesk.domain.backup_plan`)."""
        every = Backups.listed_in(folder)
        slots = [
            Slot(name=one.folder, reason=one.reason, made=one.made, base=one.base, size=one.size)
            for one in every
        ]
        stay = kept(slots, now, {one.folder for one in read_trials(folder) if one.ok}, needed=needed)
        for one in every:
            if one.folder not in stay:
                remove_folder(folder / one.folder)

    def _base(self, now: int) -> Backup | None:
        """The latest whole copy, when it is large enough to be gone on from, and of today."""
        copy = next((one for one in self.listed() if not one.base), None)
        fresh = copy is not None and now - copy.made < FRESH
        return copy if copy is not None and fresh and copy.size >= self.large else None

    def _write(self, reason: str, mark: str, now: int, base: Backup | None) -> Backup:
        when = datetime.fromtimestamp(now / 1000).astimezone().strftime("%Y%m%d-%H%M%S")
        name = f"{when}{now % 1000:03}-{reason}-{secrets.token_hex(3)}"
        unfinished = self.folder / f"{UNFINISHED}{secrets.token_hex(8)}"
        try:
            unfinished.mkdir(parents=True)
            held = self.count()
            goes_on = base is not None and self._copy_tail(base, unfinished)
            size = (unfinished / TAIL).stat().st_size if goes_on else self._copy(unfinished)
            goes_on_from = base.folder if base is not None and goes_on else ""
            held = _as_copied(held, self.count())
            made = Backup(
                folder=name,
                reason=reason,
                made=now,
                mark=mark,
                size=size,
                base=goes_on_from,
                entries=held.entries,
                last_entry=held.last_entry,
                drafts=held.drafts,
                state=held.mark,
                noted=size,
            )
            write_atomically(unfinished / NOTE, json.dumps(asdict(made)).encode())
            unfinished.rename(self.folder / name)
            sync_folder(self.folder)
        except BaseException:
            remove_folder(unfinished)
            with suppress(OSError):
                self.folder.rmdir()  # when it is empty
            raise
        return made

    def _copy_tail(self, base: Backup, target: Path) -> bool:
        """Copy what is new since a whole copy; False when the ledger does not go on from there, or much is new."""
        tail = target / TAIL
        if (
            not self.save_tail(self.folder / base.folder / DATABASE, tail)
            or tail.stat().st_size > base.size // 2
        ):
            tail.unlink(missing_ok=True)
            return False
        write_atomically(target / IDENTITY, self.identity.read_bytes(), private=True)
        if not self.whole(tail):
            raise BackupUnwritable(reason="check")
        return True

    def _copy(self, target: Path) -> int:
        """Copy database and identity and open the copy; returns the size of the database."""
        self.save(target / DATABASE)
        write_atomically(target / IDENTITY, self.identity.read_bytes(), private=True)
        if not self.whole(target / DATABASE):
            raise BackupUnwritable(reason="check")
        return (target / DATABASE).stat().st_size


def _as_copied(before: Figures, after: Figures) -> Figures:
    """What the copy holds: somebody may have written meanwhile, and then its numbers are not known.

    The mark of before stays, so that what was written meanwhile counts as changed since.
    """
    if (before.entries, before.drafts) == (after.entries, after.drafts):
        return before
    return replace(before, entries=-1, drafts=-1)


def nothing_to_save(target: Path) -> None:
    """Stand for a database where there is none open: such backups are read, never made."""
    raise BackupUnwritable(reason=target.name)


def no_tail_to_save(base: Path, target: Path) -> bool:
    """Stand for a database where there is none open."""
    raise BackupUnwritable(reason=f"{base.name} {target.name}")


def _read(path: Path) -> Backup | None:
    """What a backup's own note says, nothing when the folder is no backup."""
    try:
        note = json.loads((path / NOTE).read_bytes())
        made = Backup(
            folder=path.name,
            reason=str(note["reason"]),
            made=int(note["made"]),
            mark=str(note["mark"]),
            size=(path / (TAIL if note.get("base") else DATABASE)).stat().st_size,
            base=str(note.get("base", "")),
            entries=int(note.get("entries", -1)),
            last_entry=int(note.get("last_entry", 0)),
            drafts=int(note.get("drafts", -1)),
            state=str(note.get("state", "")),
            noted=int(note.get("size", -1)),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return made
