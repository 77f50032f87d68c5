"""What the core needs from the machine; adapters and `db` implement it, tests use the real ones."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from greendesk.ledger.entry import Body, Entry, EntryId


class Cancelled(Exception):
    """The person stopped a long piece of work; nothing of it remains."""


class Progress(Protocol):
    """Hears how far a long piece of work is, and may stop it."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Note progress; raises `Cancelled` when the person asked to stop."""
        ...


class Silent:
    """Progress that nobody watches."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Do nothing."""


class Clock(Protocol):
    """Wall time in milliseconds since 1970, UTC."""

    def now(self) -> int:
        """Return the present time."""
        ...


class Blobs(Protocol):
    """Attachments by SHA-256 (64 hex digits)."""

    def has(self, sha256: str, /) -> bool:
        """Whether the bytes are on this desk."""
        ...

    def path(self, sha256: str, /) -> Path:
        """Where the bytes lie, read-only."""
        ...

    def add_bytes(self, data: bytes, /) -> str:
        """Keep the bytes and return their SHA-256."""
        ...

    def open(self, sha256: str, /) -> BinaryIO:
        """Open the bytes for reading."""
        ...


class Signer(Protocol):
    """The unlocked identity of this desk in one round."""

    @property
    def certificate(self) -> bytes:
        """The working certificate, DER."""
        ...

    @property
    def chain(self) -> tuple[bytes, ...]:
        """The working certificate and its issuers up to the root, DER."""
        ...

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the working certificate: the author of this desk's entries."""
        ...

    def sign(self, message: bytes, /) -> bytes:
        """Sign with ECDSA P-256 over SHA-256; returns the DER signature."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One head of a register: the entry that holds its present value, or one of several."""

    entry: EntryId
    author: str
    time: tuple[int, int]
    kind: str
    key: tuple[str, ...]
    content: Mapping[str, Any]


class Fold(Protocol):
    """The projection of one round as rules and queries need it."""

    def heads(self, kind: str, key: Sequence[str], /) -> tuple[Head, ...]:
        """The heads of one register, the provisional value first."""
        ...

    def all_heads(self, kind: str, prefix: Sequence[str] = (), /) -> tuple[Head, ...]:
        """All heads of the registers of one kind whose key begins with `prefix`, provisional first in each."""
        ...


class LedgerStore(Fold, Protocol):
    """The ledger of one round inside one transaction."""

    def certificate(self, fingerprint: str, /) -> bytes | None:
        """A certificate that chains to the root of the round, or nothing."""
        ...

    def add_certificate(self, certificate: bytes, /) -> None:
        """Keep a certificate that was checked against the root."""
        ...

    def feed_end(self, author: str, /) -> tuple[int, str | None, tuple[int, int]]:
        """The last number, hash and time of an author's feed held without gap; (0, None, (0, 0)) when none."""
        ...

    def latest_time(self) -> tuple[int, int]:
        """The largest time of any entry of the round."""
        ...

    def has_entry(self, entry: EntryId, /) -> bool:
        """Whether the envelope is held."""
        ...

    def has_body(self, entry: EntryId, /) -> bool:
        """Whether the envelope and its body are held."""
        ...

    def add_entry(self, entry: Entry, signature: bytes | None, body: bytes | None, /) -> None:
        """Keep an envelope, its signature where known and its body where known."""
        ...

    def add_body(self, entry: EntryId, body: bytes, /) -> None:
        """Keep the body of an envelope that was held without it."""
        ...

    def set_state(self, entry: EntryId, state: str, reason: str, /) -> None:
        """Note whether an entry is applied, waiting or refused, and why."""
        ...

    def unapplied(self) -> Iterator[tuple[Entry, bytes]]:
        """Entries with their bodies that are not applied yet."""
        ...

    def apply(self, entry: Entry, body: Body, /) -> None:
        """Fold an accepted entry into the registers and the typed tables."""
        ...

    def entries(self, after: Mapping[str, int], /) -> Iterator[tuple[Entry, bytes | None, bytes | None]]:
        """Envelope, signature and body of every entry past the given number of each author, in feed order."""
        ...

    def feeds(self) -> Mapping[str, int]:
        """The last number held without gap of each author."""
        ...

    def certificates(self) -> tuple[bytes, ...]:
        """Every certificate known in the round."""
        ...

    def entry_at(self, author: str, seq: int, /) -> EntryId | None:
        """The entry of a feed with a number, the first that came."""
        ...

    def add_signature(self, entry: EntryId, signature: bytes, /) -> None:
        """Keep a signature of an envelope that was held without it."""
        ...

    def held(self, entries: Sequence[str], /) -> Iterator[tuple[Entry, bytes]]:
        """The named entries whose bodies are held."""
        ...

    def withheld(self) -> tuple[str, ...]:
        """Entries that are held without their bodies."""
        ...

    def standings(self) -> Iterator[tuple[Entry, bytes | None, str, str]]:
        """Every entry that does not count, with its body where held, its state and the reason."""
        ...

    def count(self) -> int:
        """How many entries are held."""
        ...

    def gaps(self) -> tuple[tuple[str, int, int], ...]:
        """Stretches that are missing before entries already held: author, first, last."""
        ...

    def conflicts(self) -> tuple[tuple[Head, ...], ...]:
        """Registers with several heads whose contents differ, provisional first."""
        ...


class Work(Protocol):
    """One transaction over one round; leaving it without `commit` undoes all."""

    ledger: LedgerStore

    def commit(self) -> None:
        """Make it last."""
        ...


class WorkFactory(Protocol):
    """Opens a transaction for a round."""

    def __call__(self, round_id: str, /) -> AbstractContextManager[Work]:
        """Begin."""
        ...


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person has not submitted yet: a JSON object and how far undo and redo reach."""

    content: Mapping[str, Any]
    saved_at: int
    undo: int
    redo: int


class Drafts(Protocol):
    """Private drafts of this desk; each change is on disk when the call returns."""

    def get(self, key: str, /) -> Draft | None:
        """The draft, or nothing."""
        ...

    def put(self, key: str, content: Mapping[str, Any], label: str, now: int, /) -> Draft:
        """Save a change and remember the one before for undo; redo is forgotten."""
        ...

    def undo(self, key: str, now: int, /) -> Draft | None:
        """Take the last change back, or nothing when there is none."""
        ...

    def redo(self, key: str, now: int, /) -> Draft | None:
        """Do the change again, or nothing when there is none."""
        ...

    def drop(self, key: str, /) -> None:
        """Forget the draft and its history."""
        ...


