"""Updates by file: looking at one, taking rules, preparing a new program, and what to tell after it came."""

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Protocol

from greendesk.domain.update import (
    Here,
    Payload,
    RuleLine,
    Statement,
    UpdateKind,
    compare_rules,
    read_version,
    refuse_unfit,
)
from greendesk.errors import Fault, Refusal
from greendesk.progress import SILENT, Progress

_TITLE = re.compile(r"^(?:title|year): *(.+)$", re.MULTILINE)


class InstallerChanged(Fault):
    """The prepared installer is no longer the one that was checked, or it is gone; details: `name`."""

    code = "GD-816"


class WrongKind(Refusal):
    """A program was to be prepared from an update that brings none, or rules from one that brings none."""

    code = "GD-817"


class KeyKnown(Refusal):
    """The release key that an update would put in place holds already, or a later one; details: `publisher`."""

    code = "GD-818"


class Way(Enum):
    """How this program was installed, and so how the next one comes."""

    SETUP = "setup"  # Windows, by its installer
    PORTABLE = "portable"  # Windows, a folder that is carried about
    PACKAGE = "package"  # Linux, by dpkg, with a question for the administrator's password
    ADMINISTRATOR = "administrator"  # Linux, by dpkg, and nothing here can ask for that password
    FOLDER = "folder"  # unpacked somewhere: a person has to replace it


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an update would do, for a person to read before he accepts."""

    path: Path
    statement: Statement
    publisher: str
    publisher_en: str
    here: str  # the version of the program that runs
    lines: tuple[RuleLine, ...]  # of an update of rules
    titles: Mapping[str, str]  # of its files, by name
    way: Way
    new_key: bool  # the publisher changes his release key with it
    stale: bool  # the publisher expected a newer one by now


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A new program that lies ready, checked."""

    path: Path
    payload: Payload
    version: str
    way: Way
    command: str  # for the administrator, where this program cannot start it


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What was begun with an update of the program, so that the next start can tell how it ended."""

    before: str
    version: str
    zh: str
    en: str
    backup: str  # where the backup lies, "" when there was no desk to be backed up
    begun: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How an update of the program ended: `arrived` is whether the new one runs."""

    pending: Pending
    arrived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What is here: program, rules, and whose updates are accepted."""

    program: str
    rules: str  # version of the rules that come with the program
    taken: tuple[tuple[str, str], ...]  # rules files of updates that count: name, version
    publishers: tuple[tuple[str, str], ...]  # names, Chinese and English
    trouble: str  # the file for which rules of updates do not count, "" when all is well


class Update(Protocol):
    """An update file whose signature and every byte were found good."""

    @property
    def statement(self) -> Statement:
        """What its publisher signed."""
        ...

    def read_rule(self, payload: Payload, /) -> bytes:
        """A rules file."""
        ...

    def extract(self, payload: Payload, target: Path, progress: Progress, /) -> None:
        """Write a payload file."""
        ...


class Source(Protocol):
    """Opens update files by the publishers' keys that hold now, and keeps new ones."""

    def open(self, path: Path, progress: Progress, /) -> AbstractContextManager[Update]:
        """Check who signed it and every byte."""
        ...

    def names(self, update: Update, /) -> tuple[str, str]:
        """Who published it, in Chinese and English."""
        ...

    def brings_key(self, update: Update, /) -> bool:
        """Whether it puts another release key in place."""
        ...

    def keep_key(self, update: Update, /) -> None:
        """From now on only the new release key holds."""
        ...

    def publishers(self) -> tuple[tuple[str, str], ...]:
        """Whose updates are accepted."""
        ...


class Store(Protocol):
    """What is kept beside the desks of a person: floors, rules of updates, the program that lies ready."""

    @property
    def program(self) -> str:
        """The version of the program that runs."""
        ...

    def here(self) -> Here:
        """What an update meets."""
        ...

    def take_rules(
        self, statement: Statement, publisher: str, files: Mapping[str, bytes], progress: Progress, /
    ) -> None:
        """Try the rules with these files among them, and let them count; nothing changes when one is wrong."""
        ...

    def room(self, payload: Payload, /) -> Path:
        """Where a new program is written to; what lay there before is gone."""
        ...

    def pending(self) -> Pending | None:
        """What was begun."""
        ...

    def note_pending(self, pending: Pending | None, /) -> None:
        """Note what is begun, or that nothing is any more; what lay ready is then removed."""
        ...

    def note_program(self, version: str, /) -> None:
        """Note which program runs."""
        ...

    def overview(self) -> tuple[str, tuple[tuple[str, str], ...], str]:
        """Version of the shipped rules, rules of updates that count, and the trouble with them."""
        ...


class Installer(Protocol):
    """Starts what installs a new program."""

    def way(self) -> Way:
        """How this program was installed."""
        ...

    def command(self, path: Path, /) -> str:
        """What an administrator has to run, "" where this program can do it."""
        ...

    def start(self, path: Path, payload: Payload, /) -> None:
        """Compare the file once more and start it; raises `InstallerChanged` and what starting raises."""
        ...


class Updates:
    """Everything about updates by file; needs no open desk, but for the backup that goes before a new program."""

    def __init__(self, source: Source, store: Store, installer: Installer, today: Callable[[], date]) -> None:
        self._source = source
        self._store = store
        self._installer = installer
        self._today = today

    def look(self, path: Path, progress: Progress = SILENT) -> Preview:
        """Check an update file and say what it would do; refuses one that may not be taken here."""
        with self._source.open(path, progress) as update:
            return self._preview(path, update)

    def take_rules(self, path: Path, progress: Progress = SILENT) -> Preview:
        """Let the newer rules files of an update count; a program or key update is refused with `WrongKind`."""
        with self._source.open(path, progress) as update:
            preview = self._preview(path, update)
            if preview.statement.kind is not UpdateKind.RULES:
                raise WrongKind
            files = {
                line.payload.name: update.read_rule(line.payload) for line in preview.lines if line.taken
            }
            self._store.take_rules(preview.statement, preview.publisher, files, progress)
            self._source.keep_key(update)
        return preview

    def take_key(self, path: Path, progress: Progress = SILENT) -> Preview:
        """Let a publisher's new release key hold from now on."""
        with self._source.open(path, progress) as update:
            preview = self._preview(path, update)
            if preview.statement.kind is not UpdateKind.KEY:
                raise WrongKind
            self._source.keep_key(update)
        return preview

    def prepare(self, path: Path, backup: Callable[[], str], progress: Progress = SILENT) -> Prepared:
        """Back up, then lay the new program ready, checked; `backup` returns where it lies."""
        with self._source.open(path, progress) as update:
            preview = self._preview(path, update)
            statement = preview.statement
            if statement.kind is not UpdateKind.PROGRAM:
                raise WrongKind
            place = backup()
            payload = statement.files[0]
            target = self._store.room(payload)
            update.extract(payload, target, progress)
            self._source.keep_key(update)
        self._store.note_pending(
            Pending(
                before=preview.here,
                version=statement.version,
                zh=statement.changes.zh,
                en=statement.changes.en,
                backup=place,
                begun=self._today().isoformat(),
            )
        )
        return Prepared(
            path=target,
            payload=payload,
            version=statement.version,
            way=preview.way,
            command=self._installer.command(target),
        )

    def start(self, prepared: Prepared) -> None:
        """Start what installs the new program; on Windows it waits until this one has ended."""
        self._installer.start(prepared.path, prepared.payload)

    def give_up(self) -> None:
        """Forget what was begun."""
        self._store.note_pending(None)

    def arrived(self) -> Arrival | None:
        """Say once, at a start, how an update of the program ended; nothing when none was begun."""
        here = self._store.program
        self._store.note_program(here)
        pending = self._store.pending()
        if pending is None:
            return None
        arrived = read_version(here) >= read_version(pending.version)
        if not arrived and self._installer.way() in {Way.ADMINISTRATOR, Way.FOLDER}:
            return None  # somebody else installs it, when he finds the time
        self._store.note_pending(None)
        return Arrival(pending=pending, arrived=arrived)

    def overview(self) -> Overview:
        """What is here."""
        rules, taken, trouble = self._store.overview()
        return Overview(
            program=self._store.program,
            rules=rules,
            taken=taken,
            publishers=self._source.publishers(),
            trouble=trouble,
        )

    def _preview(self, path: Path, update: Update) -> Preview:
        statement, here = update.statement, self._store.here()
        refuse_unfit(statement, here)
        name, name_en = self._source.names(update)
        if statement.kind is UpdateKind.KEY and not self._source.brings_key(update):
            raise KeyKnown(publisher=name)
        lines = compare_rules(statement, here) if statement.kind is UpdateKind.RULES else ()
        return Preview(
            path=path,
            statement=statement,
            publisher=name,
            publisher_en=name_en,
            here=here.program,
            lines=lines,
            titles={line.payload.name: _title(update.read_rule(line.payload)) for line in lines},
            way=self._installer.way(),
            new_key=self._source.brings_key(update),
            stale=statement.fresh_until is not None and statement.fresh_until < self._today(),
        )


def _title(data: bytes) -> str:
    """What a rules file calls itself, "" when that does not stand on one line of its own."""
    found = _TITLE.search(data.decode("utf-8", "replace"))
    return found[1].strip(" \r\"'")[:120] if found else ""
