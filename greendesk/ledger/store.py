"""What the rules of the ledger need from whoever keeps it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from greendesk.ledger.entry import Body, Entry, EntryId


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

    def all_heads(self, kind: str, prefix: Sequence[str] = (), /, *, without: str = "") -> tuple[Head, ...]:
        """All heads of one kind whose key begins with `prefix`, the provisional first in each register.

        `without` leaves one field of each content unread, for lists that do not show it.
        """
        ...


class LedgerStore(Fold, Protocol):
    """The ledger of one round inside one transaction."""

    def roles(self, author: str, /) -> frozenset[str]:
        """Every role that a participant was ever given: it only grows, so order cannot matter."""
        ...

    def certificate(self, fingerprint: str, /) -> bytes | None:
        """A certificate that chains to the root of the round, or nothing."""
        ...

    def add_certificate(self, certificate: bytes, /) -> None:
        """Keep a certificate that was checked against the root."""
        ...

    def feed_end(self, author: str, /) -> tuple[int, str | None, tuple[int, int]]:
        """The last number, hash and time of a feed held without gap; (0, None, (0, 0)) when none."""
        ...

    def latest_time(self) -> tuple[int, int]:
        """The largest time of any entry of the round."""
        ...

    def has_entry(self, entry: EntryId, /) -> bool:
        """Whether the envelope is held."""
        ...

    def envelope(self, entry: EntryId, /) -> Entry | None:
        """The envelope, or nothing."""
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
