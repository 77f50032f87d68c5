"""What the examination and the repair of a desk need from the machine."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from greendesk.progress import Progress


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it lies in the database, whatever its bytes are by now."""

    id: str
    author: str
    seq: int
    raw: bytes
    signature: bytes | None
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Complaint:
    """A finding of the database about itself: page, link or guard, and its own words."""

    about: str
    line: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The derived tables beside those that follow from the entries: rows compared, names of those that differ."""

    rows: int
    differing: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Mending:
    """What is put right in the records of one round."""

    aside: list[str] = field(default_factory=list)  # entries that go
    rows: list[Row] = field(default_factory=list)  # whole entries that take the place of damaged ones
    bodies: dict[str, bytes | None] = field(default_factory=dict)
    signatures: dict[str, bytes | None] = field(default_factory=dict)
    certificates: list[str] = field(default_factory=list)  # fingerprints that go
    issued: list[bytes] = field(default_factory=list)  # certificates that come, checked against the root

    @property
    def takes(self) -> bool:
        """Whether something goes, so that the derived tables have to be made anew."""
        return bool(self.aside or self.signatures or any(body is None for body in self.bodies.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """What was read out of a damaged database file into a new one."""

    lost: Mapping[str, int]  # rows by table that could not be read
    entries: tuple[tuple[str, str, int, str], ...]  # of lost ones as far as known: round, author, number, id
    unnamed: int = (
        0  # entries that could not be read and that nothing names; a backup may have given them back
    )
    kept: int = 0  # entries in the new one


class Care(Protocol):
    """A database as the doctor needs it."""

    @property
    def salvageable(self) -> bool:
        """Whether it is a file of this desk's own, which can be replaced as a whole."""
        ...

    def begin(self) -> None:
        """Let go of connections: one that met a damaged page answers nothing more."""
        ...

    def complaints(self) -> Iterator[Complaint]:
        """The findings of the engine's own checks."""
        ...

    def count(self, round_id: str, /) -> int:
        """How many entries of a round there are, about."""
        ...

    def certificates(self, round_id: str, /) -> tuple[tuple[str, bytes], ...]:
        """Certificates by the fingerprint under which they are kept."""
        ...

    def authors(self, round_id: str, /) -> tuple[str, ...]:
        """Whose entries there are."""
        ...

    def feed(self, round_id: str, author: str, /) -> Iterator[Row]:
        """The entries of an author, the last number first."""
        ...

    def lost_bodies(self, round_id: str, /) -> Iterator[tuple[str, int, str]]:
        """Author, number and id of entries without a body that are not noted as withheld or out of order."""
        ...

    def compare(self, round_id: str, progress: Progress, /) -> Comparison:
        """Make the derived tables anew and compare; nothing is changed."""
        ...

    def remake(self, round_id: str, progress: Progress, /) -> Comparison:
        """Make the derived tables anew for good, and say which were different."""
        ...

    def mend(self, round_id: str, mending: Mending, progress: Progress, /) -> None:
        """Put records right and make the derived tables anew where something went, in one transaction."""
        ...

    def restore_guards(self) -> None:
        """Put the guards back that keep entries from being changed."""
        ...

    def salvage(self, keep: Callable[[], str], progress: Progress, /) -> Salvaged:
        """Read everything readable into a new database file that takes the place of the damaged one.

        `keep` gives the path to which the damaged one is copied first.
        """
        ...

    def spares(self, ids: Iterable[str], /) -> Iterator[Row]:
        """Entries of these names in backups, as they lie there."""
        ...

    def spare_certificates(self, round_id: str, /) -> Iterator[bytes]:
        """The certificates of a round in backups."""
        ...

    def drafts(self) -> Iterator[bytes]:
        """Everything that drafts of this desk say, each step as text."""
        ...


class Files(Protocol):
    """The store of attachments as the doctor needs it."""

    def all(self) -> Iterator[str]:
        """The SHA-256 of every file held."""
        ...

    def has(self, sha256: str, /) -> bool:
        """Whether a file is held."""
        ...

    def size(self, sha256: str, /) -> int:
        """Its length in bytes."""
        ...

    def verify(self, sha256: str, /) -> None:
        """Read a file and compare it with its name; raises when it is not the same."""
        ...

    def settled(self, sha256: str, /) -> bool:
        """Whether the file has lain here for long: one that just came may not be recorded yet."""
        ...

    def discard(self, unwanted: Iterable[str], /) -> None:
        """Remove files that nothing refers to."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Something that was set aside and has to come back: an entry, its content, or a file."""

    part: str  # entry, body, file
    round: str = ""
    author: str = ""
    seq: int = 0
    name: str = ""  # id of the entry or SHA-256 of the file


def missed_of(salvaged: Salvaged) -> Iterator[Missed]:
    """What a salvaged database lost, as far as it is known by name."""
    for round_id, author, seq, name in salvaged.entries:
        yield Missed(part="entry", round=round_id, author=author, seq=seq, name=name)


class Shelf(Protocol):
    """Where the damaged things of a desk are kept, and the list of what has to come back."""

    def begin(self) -> None:
        """A new repair begins."""
        ...

    def place(self, name: str, /) -> str:
        """A path for a damaged thing of this repair."""
        ...

    def take_file(self, sha256: str, /) -> None:
        """Move a damaged file out of the store, here."""
        ...

    def note(self, missed: Iterable[Missed], /) -> None:
        """Write down what has to come back."""
        ...

    def missed(self) -> Iterator[Missed]:
        """Everything ever written down."""
        ...


class Safety(Protocol):
    """Makes a backup; and can tell what is wrong with the folder of the desk."""

    def make(self, reason: str, /) -> object:
        """Write a backup."""
        ...

    def trouble(self) -> str:
        """Why the backups cannot be read, "" when they can."""
        ...

    def cramped(self) -> bool:
        """Whether the disk has no room for a backup and an upgrade."""
        ...

    def log_trouble(self) -> str:
        """Why the log of this desk cannot be written, "" when it can or there is none yet."""
        ...

    def begun(self) -> int:
        """Since when this desk is here at least, as its files tell; now when they do not."""
        ...

    def rules_trouble(self) -> str:
        """The file for which rules that updates brought do not count, "" when they do or there are none."""
        ...
