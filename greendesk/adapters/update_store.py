"""What updates leave beside the desks of a person: floors below which nothing goes back, rules, a new program.

- `updates/state.json`: the newest program that ran, the newest edition of each rules file, what was begun
- `updates/keys.json`: the release keys of today (`update_source`)
- `updates/ready/`: a new program that was checked and lies ready
- `rules/`: the rules of updates (`rule_files`)
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from greendesk.adapters.atomic import remove_folder, write_atomically, writing
from greendesk.adapters.rule_files import (
    UNREADABLE,
    RuleFiles,
    TakenSet,
    TakenUpdate,
    hold,
    new_set,
    put,
    salvage_set,
    shipped_version,
)
from greendesk.adapters.rule_trial import RulesFaulty, try_rules
from greendesk.domain.update import Held, Here, Payload, Statement, read_version
from greendesk.errors import GreendeskError
from greendesk.progress import Progress
from greendesk.use_cases.update_lines import Pending

STATE, READY = "state.json", "ready"
MOST_UPDATES = 50


@dataclass(frozen=True)
class UpdateStore:
    """`greendesk.use_cases.updates.Store` in the data home of a person."""

    folder: Path  # `updates`
    rules: RuleFiles  # with its folder of taken rules
    program: str
    platform: str

    def here(self) -> Here:
        """What an update meets."""
        state, kept = self._state(), self._kept()
        held = {name: Held(**one) for name, one in state.get("rules", {}).items()}
        for name, one in kept.files.items() if kept is not None else ():
            if name not in held or read_version(held[name].version) <= read_version(one.version):
                held[name] = one
        return Here(
            program=self.program,
            newest=str(state.get("newest", "")),
            platform=self.platform,
            shipped_version=shipped_version(self.rules.resources),
            shipped=self.rules.shipped(),
            held=held,
            present=frozenset(kept.files) if kept is not None and not self.rules.trouble else frozenset(),
        )

    def take_rules(
        self, statement: Statement, publisher: str, files: Mapping[str, bytes], progress: Progress, /
    ) -> None:
        """Try the rules with these files among them, and let them count; nothing changes when one is wrong.

        Where the rules of earlier updates do not count, these are tried without them, too.
        """
        kept = self._kept()
        try:
            self._take(kept, statement, publisher, files, progress)
        except RulesFaulty:
            if kept is None or not self.rules.trouble:
                raise
            self._take(None, statement, publisher, files, progress)
        self.rules.refresh()
        held = self.here().held
        self._note(rules={name: asdict(one) for name, one in held.items()})

    def room(self, payload: Payload, /) -> Path:
        """Where a new program is written to; what lay there before is gone."""
        ready = self.folder / READY
        self._clear()
        with writing(self.folder):
            ready.mkdir(parents=True, mode=0o700, exist_ok=True)
        return ready / payload.name.rpartition("/")[2]

    def pending(self) -> Pending | None:
        """What was begun."""
        given = self._state().get("pending")
        try:
            return Pending(**given) if given else None
        except TypeError:
            return None

    def note_pending(self, pending: Pending | None, /) -> None:
        """Note what is begun, or that nothing is any more; what lay ready is then removed."""
        if pending is None:
            self._clear()
        self._note(pending=asdict(pending) if pending is not None else None)

    def note_program(self, version: str, /) -> None:
        """Note which program runs, and remove what an installer that still ran had kept open."""
        state = self._state()
        newest = str(state.get("newest", ""))
        if not newest or read_version(newest) < read_version(version):
            with suppress(
                GreendeskError
            ):  # a folder that cannot be written is told by who has to write there
                self._note(newest=version)
        if not state.get("pending") and (self.folder / READY).exists():
            self._clear()

    def overview(self) -> tuple[str, tuple[tuple[str, str], ...], str]:
        """Version of the shipped rules, rules of updates that count, and the trouble with them."""
        found = self.rules.set
        taken = [(name, found.files[name].version) for name in sorted(self.rules.updated)] if found else []
        return shipped_version(self.rules.resources), tuple(taken), self.rules.trouble

    # ------------------------------------------------------------ inside

    @property
    def _taken(self) -> Path:
        assert self.rules.taken is not None  # noqa: S101 - the wiring gives one
        return self.rules.taken

    def _kept(self) -> TakenSet | None:
        """The files of earlier updates that are whole."""
        return self.rules.set if self.rules.set is not None else salvage_set(self._taken)

    def _take(
        self,
        before: TakenSet | None,
        statement: Statement,
        publisher: str,
        files: Mapping[str, bytes],
        progress: Progress,
    ) -> None:
        versions = {one.name: Held(version=one.version, sha256=one.sha256) for one in statement.files}
        update = TakenUpdate(
            version=statement.version,
            created=statement.created.isoformat(),
            publisher=publisher,
            files=tuple(files),
        )
        with new_set(self._taken, before) as folder:
            for done, (name, data) in enumerate(files.items(), start=1):
                put(folder, name, data)
                progress.step(done, len(files) + 1, name)
            found = TakenSet(
                folder=folder.name,
                program=self.program,
                files={**(before.files if before else {}), **{name: versions[name] for name in files}},
                updates=(*(before.updates if before else ()), update)[-MOST_UPDATES:],
            )
            trial = RuleFiles(self.rules.resources)
            trial.taken = self._taken
            trial.adopt(found)
            try_rules(trial)
            hold(self._taken, found)

    def _clear(self) -> None:
        remove_folder(self.folder / READY)

    def _state(self) -> dict[str, Any]:
        """What is noted; what cannot be read counts as nothing, the sets of rules have their floors themselves."""
        try:
            given = json.loads((self.folder / STATE).read_bytes())
            rules = {
                str(name): {"version": str(one["version"]), "sha256": str(one["sha256"])}
                for name, one in given.get("rules", {}).items()
            }
            for one in rules.values():
                read_version(one["version"])
            if given.get("newest"):
                read_version(given["newest"])
        except UNREADABLE:
            return {}
        return {**given, "rules": rules}

    def _note(self, **values: object) -> None:
        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        state = {"format": 1, **self._state(), **values}
        write_atomically(self.folder / STATE, json.dumps(state, ensure_ascii=False, indent=1).encode())


def accepted_rules(resources: Path, taken: Path, program: str) -> RuleFiles:
    """Return the rules of the program and of updates; a set that an earlier program took is tried anew."""
    files = RuleFiles(resources, taken)
    if files.set is None or files.set.program == program:
        return files
    try:
        try_rules(files)
    except RulesFaulty as faulty:
        files.leave_out(str(faulty.details["file"]))
        return files
    with suppress(GreendeskError):  # what cannot be noted is tried again at the next start
        hold(taken, replace(files.set, program=program))
    return files
