"""The identity of a desk: its keys under the person's passphrase, and what is signed with them."""

import base64
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage

from greendesk.adapters.atomic import write_atomically
from greendesk.adapters.identity_certificates import (
    RequestDamaged,
    issue,
    new_root,
    read_request,
    write_request,
)
from greendesk.adapters.identity_key import IdentityKey, KeptKey, kept_key, new_key, private_bytes
from greendesk.adapters.identity_owner import IdentityDamaged, owner_of, read_document, token_of
from greendesk.adapters.identity_sealing import MALFORMED, PassphraseWrong, Secrets, seal, unseal
from greendesk.adapters.identity_token import TokenKey, take_key
from greendesk.errors import Refusal
from greendesk.ledger.entry import sha256
from greendesk.ledger.trust import public_key_of
from greendesk.ports import CertificateRequest, Person, RoundStore, Signer
from greendesk.signing_keys import NEW_KEY, KeyFile, KeySource, NewKey, TokenAccess, TokenPlace

SHORTEST_PASSPHRASE = 8


class PassphraseTooShort(Refusal):
    """A passphrase of fewer characters than the program asks for."""

    code = "GD-122"


class SigningKeyLost(Refusal):
    """The desk was opened with a recovery key, which does not bring the signing key back; a certificate is due."""

    code = "GD-140"


class NameMissing(Refusal):
    """An identity without a name."""

    code = "GD-126"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSigner:
    """This desk's key with its certificate in one round; `greendesk.ports.Signer`."""

    key: IdentityKey
    certificate: bytes
    chain: tuple[bytes, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the working certificate."""
        return sha256(self.certificate)

    def sign(self, message: bytes, /) -> bytes:
        """Sign with ECDSA P-256 over SHA-256; returns the DER signature."""
        return self.key.sign(message)


@dataclass(frozen=True, slots=True)
class LostKey:
    """The key of a certificate that a recovery could not bring back; `IdentityKey`."""

    public_key: bytes

    def sign(self, message: bytes, /) -> bytes:
        """Refuse: nobody has this key any more."""
        del message
        raise SigningKeyLost

    def close(self) -> None:
        """Nothing is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An unlocked identity; `greendesk.ports.Registrar`."""

    person: Person
    key: IdentityKey
    age_secret: str
    database_key: bytes
    desk: str = ""  # the name of the desk where its signing key is no longer the first one

    @property
    def desk_id(self) -> str:
        """The name of the desk in its database: SHA-256 of its first public key."""
        return self.desk or sha256(self.public_key)

    @property
    def recipient(self) -> str:
        """The public key to which files for this desk are encrypted (age)."""
        return str(pyrage.x25519.Identity.from_str(self.age_secret).to_public())

    @property
    def public_key(self) -> bytes:
        """The public key of this desk, SubjectPublicKeyInfo DER."""
        return self.key.public_key

    @property
    def renewed(self) -> bool:
        """Whether the signing key is no longer the first one: the desk was recovered."""
        return self.desk_id != sha256(self.public_key)

    def signer(self, store: RoundStore, round_id: str) -> RoundSigner | None:
        """The signer of this desk in a round, or nothing when it is no member."""
        membership = store.membership(round_id)
        if membership is None:
            return None
        chain = (membership.certificate, membership.root)
        key = self.key
        if self.renewed and public_key_of(membership.certificate) != key.public_key:
            key = LostKey(public_key_of(membership.certificate))
        return RoundSigner(key=key, certificate=membership.certificate, chain=chain)

    def sign(self, message: bytes, /) -> bytes:
        """Sign with this desk's key outside of any round: ECDSA P-256 over SHA-256, DER."""
        return self.key.sign(message)

    def new_root(self, title: str, now: int, /) -> tuple[bytes, bytes]:
        """A new root certificate (DER) and its private key (PKCS#8 DER)."""
        return new_root(self.person, title, now)

    def request(self) -> bytes:
        """This desk's request to join, PKCS#10 DER."""
        return write_request(self.person, self.key)

    def read_request(self, der: bytes, /) -> CertificateRequest:
        """Read a request and check that it is signed by the key that it names."""
        return read_request(der)

    def issue(
        self, root: bytes, root_key: bytes, request: CertificateRequest, now: int, /, *, authority: bool
    ) -> bytes:
        """Issue a working certificate (DER) to the key of a request."""
        return issue(root, root_key, request, now, authority=authority)


@dataclass(frozen=True, slots=True)
class RoundSigners:
    """`greendesk.use_cases.desk_context.Signers`: the unlocked identity with the memberships of the store."""

    identity: Identity
    store: RoundStore

    def signer(self, round_id: str, /) -> Signer | None:
        """The signer of this desk in a round, or nothing when it is no member."""
        return self.identity.signer(self.store, round_id)


def create_identity(path: Path, person: Person, passphrase: str, source: KeySource = NEW_KEY) -> Identity:
    """Take or make the signing key, make the others, and keep in `path` under the passphrase what must be secret."""
    if not person.name.strip():
        raise NameMissing
    check_length(passphrase)
    identity = Identity(
        person=Person(
            name=person.name.strip(), organisation=person.organisation.strip(), title=person.title.strip()
        ),
        key=_key_from(source),
        age_secret=str(pyrage.x25519.Identity.generate()),
        database_key=secrets.token_bytes(32),
    )
    save_identity(path, identity, passphrase)
    return identity


def save_identity(path: Path, identity: Identity, passphrase: str) -> None:
    """Write the identity under a passphrase, with nobody else let in; its keys stay the same."""
    check_length(passphrase)
    token = None
    if isinstance(identity.key, TokenKey):
        token = (identity.key.place, identity.key.public_key)
    held = Secrets(
        age=identity.age_secret,
        database=identity.database_key,
        desk=identity.desk_id,
        signing_key=private_bytes(identity.key.private_key) if isinstance(identity.key, KeptKey) else None,
    )
    write_identity(path, seal(identity.person, token, held, passphrase))


def unlock_identity(path: Path, passphrase: str, pin: str = "") -> Identity:
    """Open the identity; raises `PassphraseWrong`, `IdentityDamaged` or `IdentityTooNew`.

    A key on a token is opened when there is a PIN; without one the desk can be read, and signing is refused.
    """
    document = read_document(path)
    person, place = owner_of(document, path), token_of(document, path)
    try:
        identity = identity_from(document, person, place, unseal(document, passphrase), pin)
    except MALFORMED as error:
        raise IdentityDamaged(path=path.name) from error
    if isinstance(identity.key, TokenKey) and pin:
        identity.key.open()
    return identity


def save_key(identity: Identity, target: Path, password: str, chains: Sequence[tuple[bytes, ...]]) -> None:
    """Write the signing key with its certificates as a certificate file; raises `KeyStaysOnToken`."""
    from greendesk.adapters.identity_key_file import KeyStaysOnToken, write_key_file

    if isinstance(identity.key, TokenKey):
        raise KeyStaysOnToken(label=identity.key.place.label)
    check_length(password)
    if isinstance(identity.key, KeptKey):
        write_key_file(target, identity.person.name, identity.key, chains, password)


def _key_from(source: KeySource) -> IdentityKey:
    match source:
        case NewKey():
            return new_key()
        case KeyFile():
            from greendesk.adapters.identity_key_file import read_key_file

            return read_key_file(source)
        case TokenAccess():
            return take_key(source)


def check_length(passphrase: str) -> None:
    """Refuse a passphrase that is too short."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(shortest=SHORTEST_PASSPHRASE)


def identity_from(
    document: dict[str, Any], person: Person, place: TokenPlace | None, held: Secrets, pin: str
) -> Identity:
    """The identity of a file whose secrets are open; raises `ValueError`."""
    key: IdentityKey
    if place is not None:
        key = TokenKey(place=place, public_key=base64.b64decode(document["token"]["public_key"]), pin=pin)
    elif held.signing_key is not None:
        key = kept_key(held.signing_key)
    else:
        raise ValueError
    return Identity(person=person, key=key, age_secret=held.age, database_key=held.database, desk=held.desk)


def write_identity(path: Path, document: dict[str, Any]) -> None:
    """Write an identity file whole or not at all."""
    write_atomically(path, json.dumps(document, ensure_ascii=False, indent=1).encode(), private=True)


__all__ = [
    "Identity",
    "IdentityDamaged",
    "NameMissing",
    "PassphraseTooShort",
    "PassphraseWrong",
    "RequestDamaged",
    "RoundSigner",
    "RoundSigners",
    "create_identity",
    "read_request",
    "save_identity",
    "save_key",
    "unlock_identity",
]
