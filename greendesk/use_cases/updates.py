"""Updates by file: looking at one, taking rules, preparing a new program, and what to tell after it came."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from greendesk.domain.update import UpdateKind, compare_rules, read_version, refuse_unfit
from greendesk.errors import Refusal
from greendesk.progress import SILENT, Progress
from greendesk.use_cases.update_lines import Arrival, Overview, Pending, Prepared, Preview, Way
from greendesk.use_cases.update_ports import Installer, Source, Store, Update

_TITLE = re.compile(r"^(?:title|year): *(.+)$", re.MULTILINE)


class WrongKind(Refusal):
    """A program was to be prepared from an update that brings none, or rules from one that brings none."""

    code = "GD-817"


class KeyKnown(Refusal):
    """The release key that an update would put in place holds already, or a later one; details: `publisher`."""

    code = "GD-818"


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
