"""What updates by file need from the machine."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from greendesk.domain.update import Here, Payload, Statement
from greendesk.errors import Fault
from greendesk.progress import Progress
from greendesk.use_cases.update_lines import Pending, Way


class InstallerChanged(Fault):
    """The prepared installer is no longer the one that was checked, or it is gone; details: `name`."""

    code = "GD-816"


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
