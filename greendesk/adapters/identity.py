"""The identity of a desk: its keys under the person's passphrase, and what is signed with them."""

import base64
import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

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
from greendesk.adapters.identity_token import TokenKey, take_key
from greendesk.errors import Refusal
from greendesk.ledger.entry import sha256
from greendesk.ports import CertificateRequest, Person, RoundStore, Signer
from greendesk.signing_keys import NEW_KEY, KeyFile, KeySource, NewKey, TokenAccess

SHORTEST_PASSPHRASE = 8
_SCRYPT = {"n": 2**16, "r": 8, "p": 1}
_MOST_MEMORY = 256 * 1024 * 1024  # of what a file may ask for; ours asks for 64 MiB (RFC 7914, section 2)


class PassphraseWrong(Refusal):
    """The passphrase does not open the identity."""

    code = "GD-121"


class PassphraseTooShort(Refusal):
    """A passphrase of fewer characters than the program asks for."""

    code = "GD-122"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An unlocked identity; `greendesk.ports.Registrar`."""

    person: Person
    key: IdentityKey
    age_secret: str
    database_key: bytes

    @property
    def recipient(self) -> str:
        """The public key to which files for this desk are encrypted (age)."""
        return str(pyrage.x25519.Identity.from_str(self.age_secret).to_public())

    @property
    def public_key(self) -> bytes:
        """The public key of this desk, SubjectPublicKeyInfo DER."""
        return self.key.public_key

    def signer(self, store: RoundStore, round_id: str) -> RoundSigner | None:
        """The signer of this desk in a round, or nothing when it is no member."""
        membership = store.membership(round_id)
        if membership is None:
            return None
        chain = (membership.certificate, membership.root)
        return RoundSigner(key=self.key, certificate=membership.certificate, chain=chain)

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
    _check_length(passphrase)
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
    """Write the identity under a (new) passphrase; the keys stay the same."""
    _check_length(passphrase)
    salt, nonce = os.urandom(16), os.urandom(12)
    secret = {"age": identity.age_secret, "database": _text(identity.database_key)}
    document: dict[str, Any] = {"v": 1, "person": asdict(identity.person)}
    if isinstance(identity.key, KeptKey):
        secret["key"] = _text(private_bytes(identity.key.private_key))
    elif isinstance(identity.key, TokenKey):
        place = asdict(identity.key.place)
        document |= {"v": 2, "token": {**place, "public_key": _text(identity.key.public_key)}}
    document |= {
        "scrypt": {**_SCRYPT, "salt": _text(salt)},
        "nonce": _text(nonce),
        "sealed": _text(
            AESGCM(_derive(passphrase, salt, _SCRYPT)).encrypt(
                nonce, json.dumps(secret).encode(), _bound(document)
            )
        ),
    }
    write_atomically(path, json.dumps(document, ensure_ascii=False, indent=1).encode(), private=True)


def unlock_identity(path: Path, passphrase: str, pin: str = "") -> Identity:
    """Open the identity; raises `PassphraseWrong`, `IdentityDamaged` or `IdentityTooNew`.

    A key on a token is opened when there is a PIN; without one the desk can be read, and signing is refused.
    """
    document = read_document(path)
    person = owner_of(document, path)
    place = token_of(document, path)
    try:
        scrypt = document["scrypt"]
        sealing_key = _derive(
            passphrase, _bytes(scrypt["salt"]), {name: int(scrypt[name]) for name in ("n", "r", "p")}
        )
        secret = json.loads(
            AESGCM(sealing_key).decrypt(
                _bytes(document["nonce"]), _bytes(document["sealed"]), _bound(document)
            )
        )
        key: IdentityKey
        if place is None:
            key = kept_key(_bytes(secret["key"]))
        else:
            key = TokenKey(place=place, public_key=_bytes(document["token"]["public_key"]), pin=pin)
        identity = Identity(
            person=person, key=key, age_secret=secret["age"], database_key=_bytes(secret["database"])
        )
    except InvalidTag as error:
        raise PassphraseWrong from error
    except (KeyError, ValueError, TypeError, OverflowError, MemoryError) as error:
        raise IdentityDamaged(path=path.name) from error
    if isinstance(key, TokenKey) and pin:
        key.open()
    return identity


def save_key(identity: Identity, target: Path, password: str, chains: Sequence[tuple[bytes, ...]]) -> None:
    """Write the signing key with its certificates as a certificate file; raises `KeyStaysOnToken`."""
    from greendesk.adapters.identity_key_file import KeyStaysOnToken, write_key_file

    if isinstance(identity.key, TokenKey):
        raise KeyStaysOnToken(label=identity.key.place.label)
    _check_length(password)
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


def _check_length(passphrase: str) -> None:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(shortest=SHORTEST_PASSPHRASE)


def _bound(document: dict[str, Any]) -> bytes:
    """What lies open and may not be changed without the passphrase: who it is, and on which token the key lies."""
    if document["v"] == 1:
        return json.dumps(document["person"], sort_keys=True).encode()
    named = {name: document[name] for name in ("person", "token")}
    return json.dumps(named, sort_keys=True).encode()


def _derive(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    if (
        cost["n"] < 2
        or min(cost["r"], cost["p"]) < 1
        or 128 * cost["n"] * cost["r"] * cost["p"] > _MOST_MEMORY
    ):
        raise ValueError
    return Scrypt(salt=salt, length=32, n=cost["n"], r=cost["r"], p=cost["p"]).derive(passphrase.encode())


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


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
