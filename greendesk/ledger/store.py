"""What the rules of the ledger need from whoever keeps it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from greendesk.ledger.entry import Body, Entry, EntryId

BEHIND_GAP = ("waiting", "order")  # a predecessor is missing
NO_FEED = ("refused", "feed")  # it, or one before it, names a predecessor that cannot be one


class Place(Enum):
    """How an entry stands to those that are held."""

    FOLLOWS = "follows"
    GAP = "gap"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One head of a register: the entry that holds its present value, or one of several."""

    entry: EntryId
    author: str
    time: tuple[int, int]
    kind: str
    key: tuple[str, ...]
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tip:
    """An end of somebody's feed as far as it is held without gap; two ends of one feed are a fork."""

    author: str
    seq: int
    head: EntryId
    time: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Revocation:
    """The last entry of a certificate that still counts: its number and id, 0 and "" when none does."""

    seq: int
    last: str


class Rights(Protocol):
    """Who may write: certificates and roles, which only grow, and where certificates were taken back."""

    def certificate(self, fingerprint: str, /) -> bytes | None:
        """A certificate that chains to the root of the round, or nothing."""
        ...

    def certificates(self) -> tuple[bytes, ...]:
        """Every certificate known in the round."""
        ...

    def roles(self, author: str, /) -> frozenset[str]:
        """Every role that a participant was ever given: it only grows, so order cannot matter."""
        ...

    def revocations(self, author: str, /) -> tuple[Revocation, ...]:
        """Where a certificate was taken back, once or more."""
        ...

    def stands_under(self, entry: Entry, revocation: Revocation, /) -> bool:
        """Whether the entry is the last one or one of those before it, as far as what is held tells."""
        ...


class Fold(Protocol):
    """What the entries that count have made of the registers."""

    def begun(self, kind: str, key: Sequence[str], /) -> bool:
        """Whether a register has a head; one that has one once always has one."""
        ...

    def heads(self, kind: str, key: Sequence[str], /) -> tuple[Head, ...]:
        """The heads of one register, the provisional value first."""
        ...

    def all_heads(self, kind: str, prefix: Sequence[str] = (), /, *, without: str = "") -> tuple[Head, ...]:
        """All heads of one kind whose key begins with `prefix`, the provisional first in each register.

        `without` leaves one field of each content unread, for lists that do not show it.
        """
        ...

    def conflicts(self) -> tuple[tuple[Head, ...], ...]:
        """Registers with several heads whose contents differ, provisional first."""
        ...

    def how_many(self, kind: str, /) -> int:
        """How many registers of a kind have begun."""
        ...

    def naming(self, sha256: str, /) -> tuple[EntryId, ...]:
        """The entries that count and name a file."""
        ...


class Feeds(Protocol):
    """The entries of each certificate as a tree by their predecessors: ends, gaps, branches."""

    def place(self, entry: Entry, /) -> Place:
        """Whether the entry is the first of its feed, or its predecessor is held without gap and can be one."""
        ...

    def tips(self) -> Mapping[str, tuple[Tip, ...]]:
        """The ends of every feed, the highest first."""
        ...

    def feed_end(self, author: str, /) -> tuple[int, str | None, tuple[int, int]]:
        """The highest number, hash and time of a feed held without gap; (0, None, (0, 0)) when none."""
        ...

    def latest_time(self) -> tuple[int, int]:
        """The largest time of any entry of the round."""
        ...

    def gaps(self) -> tuple[tuple[str, int, int], ...]:
        """Stretches that are missing before entries already held: author, first, last."""
        ...

    def forks(self) -> tuple[tuple[Tip, ...], ...]:
        """The feeds that have more than one end, with their ends."""
        ...

    def shared(self, tips: Sequence[Tip], /) -> int:
        """The number of the last entry that the branches of a feed have in common, 0 when none is."""
        ...


class Entries(Protocol):
    """The entries that are held, by name or by time."""

    def empty(self) -> bool:
        """Whether no entry is held; unlike the count it costs nothing in a large ledger."""
        ...

    def count(self) -> int:
        """How many entries are held."""
        ...

    def held(self, entries: Collection[str], /) -> dict[str, bool]:
        """Which of the entries are held, and whether with their bodies."""
        ...

    def read(self, entries: Sequence[str], /) -> Iterator[tuple[Entry, bytes | None]]:
        """The named entries that are held, with their bodies where held, in the order of their names."""
        ...

    def signatures(self, entries: Collection[str], /) -> dict[str, bytes]:
        """The signatures of those of the entries that are held with one."""
        ...

    def written_by(self, author: str, entries: Collection[str], /) -> tuple[str, ...]:
        """Those of the entries that are held and that the author wrote."""
        ...

    def entries(self, after: Mapping[str, int], /) -> Iterator[tuple[Entry, bytes | None, bytes | None]]:
        """Envelope, signature and body of the entries without gap past the given number of each author, by time.

        Authors who are not named in `after` are left out; of one author the earlier entry always comes first.
        """
        ...

    def everything(self) -> Iterator[tuple[Entry, bytes | None, bytes | None]]:
        """Every entry held, by time; of one author the earlier always comes first; asks no derived table."""
        ...


class Standings(Protocol):
    """The entries that stand aside: that do not count, or not yet."""

    def standing(self, entries: Collection[str], /) -> dict[str, tuple[str, str]]:
        """State and reason of those of the entries that are held and do not count."""
        ...

    def standings(self) -> Iterator[tuple[Entry, bytes | None, str, str]]:
        """Every entry that does not count, with its body where held, its state and the reason."""
        ...

    def unapplied(self) -> Iterator[tuple[Entry, bytes]]:
        """Entries with their bodies that wait for something other than a predecessor, and unknown kinds."""
        ...

    def withheld(self) -> tuple[str, ...]:
        """Entries that are held without their bodies."""
        ...


class LedgerStore(Rights, Fold, Feeds, Entries, Standings, Protocol):
    """The ledger of one round inside one transaction: all questions, and every change."""

    def lock(self) -> None:
        """Keep other writers of the round out until the transaction ends; to be called before the first write."""
        ...

    def add_certificate(self, certificate: bytes, /) -> None:
        """Keep a certificate that was checked against the root."""
        ...

    def add_entry(
        self, entry: Entry, signature: bytes | None, body: bytes | None, state: str, reason: str, /
    ) -> None:
        """Keep an envelope, its signature and body where known, and where it stands ("applied" counts).

        One that follows becomes an end of its feed.
        """
        ...

    def extend(self, entry: Entry, /) -> None:
        """Note an entry that follows as an end of its feed, in place of its predecessor."""
        ...

    def add_body(self, entry: EntryId, body: bytes, /) -> None:
        """Keep the body of an envelope that was held without it."""
        ...

    def add_signature(self, entry: EntryId, signature: bytes, /) -> None:
        """Keep a signature of an envelope that was held without it."""
        ...

    def set_state(self, entry: EntryId, state: str, reason: str, /) -> None:
        """Note whether an entry is applied, waiting or refused, and why."""
        ...

    def apply(self, entry: Entry, body: Body, /) -> None:
        """Fold an entry that counts into the registers and the other derived tables."""
        ...

    def connect(self) -> None:
        """Line up the entries whose missing predecessors have come."""
        ...

    def shaken(self) -> bool:
        """Whether something came that ends entries which were folded before; asking takes the note away.

        All has to be folded again then.
        """
        ...

    def forget_derived(self) -> None:
        """Empty the derived tables of the round."""
        ...
