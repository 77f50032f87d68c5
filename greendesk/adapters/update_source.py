"""Whose updates are accepted: publishers that are built in, with the release keys that their roots put in place."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from greendesk.adapters.atomic import write_atomically, writing
from greendesk.adapters.rule_files import UNREADABLE
from greendesk.adapters.update_file import UpdateFile, open_update
from greendesk.adapters.update_keys import Publisher, Replacement, Sealed, read_publishers, replacement_of
from greendesk.progress import Progress
from greendesk.use_cases.update_ports import Update

KEYS = "keys.json"


@dataclass(frozen=True)
class UpdateSource:
    """`greendesk.use_cases.updates.Source`: the publishers in a folder of the program, and their later keys."""

    publishers_folder: Path
    folder: Path  # `updates` of the data home

    @cached_property
    def known(self) -> tuple[Publisher, ...]:
        """The publishers that are built in."""
        return read_publishers(self.publishers_folder)

    @contextmanager
    def open(self, path: Path, progress: Progress, /) -> Iterator[Update]:
        """Check who signed an update file and every byte of it."""
        with open_update(path, self.known, self.replaced(), progress) as update:
            yield update

    def names(self, update: Update, /) -> tuple[str, str]:
        """Who published it, in Chinese and English."""
        publisher = _file(update).publisher
        return publisher.name, publisher.name_en

    def brings_key(self, update: Update, /) -> bool:
        """Whether it puts another release key in place."""
        found, kept = _file(update), self.replaced()
        new = found.replacement
        if new is None:
            return False
        built_in = next(one.number for one in self.known if one.id == new.publisher)
        before = kept[new.publisher].number if new.publisher in kept else 0
        return new.number > max(built_in, before)

    def keep_key(self, update: Update, /) -> None:
        """From now on only the new release key holds."""
        new = _file(update).replacement
        if new is None or not self.brings_key(update):
            return
        kept = {**self.replaced(), new.publisher: new}
        values = {
            name: {"statement": _text(one.sealed.statement), "signature": _text(one.sealed.signature)}
            for name, one in sorted(kept.items())
        }
        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self.folder / KEYS, json.dumps(values, indent=1).encode())

    def publishers(self) -> tuple[tuple[str, str], ...]:
        """Whose updates are accepted."""
        return tuple((one.name, one.name_en) for one in self.known)

    def replaced(self) -> dict[str, Replacement]:
        """The release keys that were put in place here; each is checked again with the root that is built in."""
        found: dict[str, Replacement] = {}
        with suppress(*UNREADABLE):
            given = json.loads((self.folder / KEYS).read_bytes())
            for one in given.values():
                sealed = Sealed(
                    statement=base64.b64decode(one["statement"], validate=True),
                    signature=base64.b64decode(one["signature"], validate=True),
                )
                new = replacement_of(self.known, sealed)
                if new is not None:
                    found[new.publisher] = new
        return found


def _file(update: Update) -> UpdateFile:
    assert isinstance(update, UpdateFile)  # noqa: S101 - `UpdateSource.open` gives no other
    return update


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
