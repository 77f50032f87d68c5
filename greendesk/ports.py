"""What the core needs from the machine; adapters and `db` implement it, tests use the real ones."""

from __future__ import annotations  # the ledger is heavy and the first window must not wait for it

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

if TYPE_CHECKING:
    from greendesk.ledger.store import LedgerStore


class Clock(Protocol):
    """Wall time in milliseconds since 1970, UTC."""

    def now(self) -> int:
        """Return the present time."""
        ...


class ByteStream(Protocol):
    """Bytes read once from front to back."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, empty at the end."""
        ...


class Blobs(Protocol):
    """Attachments by SHA-256 (64 hex digits)."""

    def has(self, sha256: str, /) -> bool:
        """Whether the bytes are on this desk."""
        ...

    def size(self, sha256: str, /) -> int:
        """Length in bytes."""
        ...

    def add_bytes(self, data: bytes, /) -> str:
        """Keep the bytes and return their SHA-256."""
        ...

    def add_stream(self, stream: ByteStream, /) -> tuple[str, int]:
        """Keep what a stream gives and return its SHA-256 and size."""
        ...

    def open(self, sha256: str, /) -> BinaryIO:
        """Open the bytes for reading, from any place."""
        ...

    def discard(self, unwanted: Iterable[str], /) -> None:
        """Remove files that nothing refers to."""
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


class Work(Protocol):
    """One transaction over one round; leaving it without `commit` undoes all."""

    @property
    def ledger(self) -> LedgerStore:
        """The ledger of the round."""
        ...

    def forget_draft(self, key: str, /) -> None:
        """Forget a draft that becomes a record in this transaction."""
        ...

    def commit(self) -> None:
        """Make it last."""
        ...


class WorkFactory(Protocol):
    """Opens a transaction for a round."""

    def __call__(self, round_id: str, /) -> AbstractContextManager[Work]:
        """Begin."""
        ...


class Membership(Protocol):
    """This desk's certificate in a round, the round's root, and on the organiser's desk the root's key."""

    @property
    def certificate(self) -> bytes:
        """The working certificate, DER."""
        ...

    @property
    def root(self) -> bytes:
        """The root certificate, DER."""
        ...

    @property
    def root_key(self) -> bytes | None:
        """The root's private key (PKCS#8 DER), only on the organiser's desk."""
        ...


class RoundStore(Protocol):
    """The rounds of this desk and what the other participants are known to have."""

    def rounds(self) -> tuple[str, ...]:
        """The rounds on this desk in the order they came."""
        ...

    def root(self, round_id: str, /) -> bytes | None:
        """The root certificate of a round on this desk."""
        ...

    def add_round(self, work: Work, root: bytes, now: int, /) -> str:
        """Begin to hold a round; its id is the SHA-256 of its root certificate."""
        ...

    def membership(self, round_id: str, /) -> Membership | None:
        """This desk's place in a round, or nothing while it has none."""
        ...

    def set_membership(
        self, work: Work, round_id: str, certificate: bytes, root_key: bytes | None, /
    ) -> None:
        """Note this desk's certificate in a round; a later one takes its place and keeps the root key."""
        ...

    def peer(self, round_id: str, fingerprint: str, /) -> Mapping[str, Any]:
        """What a participant said he has, empty when he never did."""
        ...

    def set_peer(
        self, work: Work, round_id: str, fingerprint: str, have: Mapping[str, Any], made: int, /
    ) -> None:
        """Note what a participant said he has in a letter made at a time; an older letter changes nothing."""
        ...

    def lacking(self, work: Work, round_id: str, /) -> frozenset[str]:
        """The files that entries name and that are not here (SHA-256), as last noted."""
        ...

    def note_lacking(self, work: Work, round_id: str, shas: Iterable[str], held: Iterable[str], /) -> None:
        """Note files that entries name and that are not here, and strike those that have come."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who sits at a desk."""

    name: str
    organisation: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRequest:
    """A request to join as it was read and its signature checked (PKCS#10 DER)."""

    person: Person
    public_key: bytes
    der: bytes


class Registrar(Protocol):
    """Makes and reads certificates with the unlocked identity of this desk."""

    @property
    def person(self) -> Person:
        """Who sits at this desk."""
        ...

    @property
    def recipient(self) -> str:
        """The public key to which files for this desk are encrypted (age)."""
        ...

    @property
    def public_key(self) -> bytes:
        """The public key of this desk, SubjectPublicKeyInfo DER."""
        ...

    def new_root(self, title: str, now: int, /) -> tuple[bytes, bytes]:
        """A new root certificate (DER) and its private key (PKCS#8 DER)."""
        ...

    def sign(self, message: bytes, /) -> bytes:
        """Sign with this desk's key outside of any round: ECDSA P-256 over SHA-256, DER."""
        ...

    def request(self) -> bytes:
        """This desk's request to join, PKCS#10 DER."""
        ...

    def read_request(self, der: bytes, /) -> CertificateRequest:
        """Read a request and check that it is signed by the key that it names."""
        ...

    def issue(
        self, root: bytes, root_key: bytes, request: CertificateRequest, now: int, /, *, authority: bool
    ) -> bytes:
        """Issue a working certificate (DER) to the key of a request."""
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
