"""The identity of a desk: its keys under the person's passphrase, and the certificates made with them."""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage
from cryptography import x509
from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from greendesk.adapters.atomic import write_atomically
from greendesk.adapters.identity_owner import VERSION, IdentityDamaged, owner_of, read_document
from greendesk.errors import Fault, Refusal
from greendesk.ledger.entry import sha256
from greendesk.ledger.trust import AUTHORITY_UNIT
from greendesk.ports import CertificateRequest, Person, RoundStore, Signer

SHORTEST_PASSPHRASE = 8
_SCRYPT = {"n": 2**16, "r": 8, "p": 1}
_VALID_FOR = timedelta(days=365 * 20)


class PassphraseWrong(Refusal):
    """The passphrase does not open the identity."""

    code = "GD-121"


class PassphraseTooShort(Refusal):
    """A passphrase of fewer characters than the program asks for."""

    code = "GD-122"


class RequestDamaged(Fault):
    """A request to join that cannot be read or is not signed by its own key."""

    code = "GD-125"


class NameMissing(Refusal):
    """An identity without a name."""

    code = "GD-126"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSigner:
    """This desk's key with its certificate in one round; `greendesk.ports.Signer`."""

    private_key: ec.EllipticCurvePrivateKey
    certificate: bytes
    chain: tuple[bytes, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the working certificate."""
        return sha256(self.certificate)

    def sign(self, message: bytes, /) -> bytes:
        """Sign with ECDSA P-256 over SHA-256; returns the DER signature."""
        return self.private_key.sign(message, ec.ECDSA(hashes.SHA256()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An unlocked identity; `greendesk.ports.Registrar`."""

    person: Person
    private_key: ec.EllipticCurvePrivateKey
    age_secret: str
    database_key: bytes

    @property
    def recipient(self) -> str:
        """The public key to which files for this desk are encrypted (age)."""
        return str(pyrage.x25519.Identity.from_str(self.age_secret).to_public())

    @property
    def public_key(self) -> bytes:
        """The public key of this desk, SubjectPublicKeyInfo DER."""
        return _public(self.private_key.public_key())

    def signer(self, store: RoundStore, round_id: str) -> LocalSigner | None:
        """The signer of this desk in a round, or nothing when it is no member."""
        membership = store.membership(round_id)
        if membership is None:
            return None
        chain = (membership.certificate, membership.root)
        return LocalSigner(private_key=self.private_key, certificate=membership.certificate, chain=chain)

    def sign(self, message: bytes, /) -> bytes:
        """Sign with this desk's key outside of any round: ECDSA P-256 over SHA-256, DER."""
        return self.private_key.sign(message, ec.ECDSA(hashes.SHA256()))

    def new_root(self, title: str, now: int, /) -> tuple[bytes, bytes]:
        """A new root certificate (DER) and its private key (PKCS#8 DER)."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = [
            (NameOID.COMMON_NAME, f"{title[:40]} 批次根证书"),
            (NameOID.ORGANIZATION_NAME, self.person.organisation),
        ]
        name = _name(names)
        builder = _builder(name, name, key.public_key(), now).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True
        )
        usage = _usage(sign=False, issue=True)
        builder = builder.add_extension(usage, critical=True).add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
        certificate = builder.sign(key, hashes.SHA256())
        return certificate.public_bytes(serialization.Encoding.DER), _private_bytes(key)

    def request(self) -> bytes:
        """This desk's request to join, PKCS#10 DER."""
        names = [
            (NameOID.COMMON_NAME, self.person.name),
            (NameOID.ORGANIZATION_NAME, self.person.organisation),
            (NameOID.TITLE, self.person.title),
        ]
        builder = x509.CertificateSigningRequestBuilder().subject_name(_name(names))
        return builder.sign(self.private_key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def read_request(self, der: bytes, /) -> CertificateRequest:
        """Read a request and check that it is signed by the key that it names."""
        return read_request(der)

    def issue(
        self, root: bytes, root_key: bytes, request: CertificateRequest, now: int, /, *, authority: bool
    ) -> bytes:
        """Issue a working certificate (DER) to the key of a request."""
        issuer = x509.load_der_x509_certificate(root)
        key = serialization.load_der_private_key(root_key, None)
        public = serialization.load_der_public_key(request.public_key)
        if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(
            public, ec.EllipticCurvePublicKey
        ):
            raise RequestDamaged(why="key")
        names = [
            (NameOID.COMMON_NAME, request.person.name),
            (NameOID.ORGANIZATION_NAME, request.person.organisation),
            (NameOID.TITLE, request.person.title),
            (NameOID.ORGANIZATIONAL_UNIT_NAME, AUTHORITY_UNIT if authority else ""),
        ]
        builder = _builder(_name(names), issuer.subject, public, now)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(_usage(sign=True, issue=False), critical=True)
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
        )
        issuer_key = issuer.public_key()
        if not isinstance(issuer_key, ec.EllipticCurvePublicKey):
            raise RequestDamaged(why="root")
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key)
        builder = builder.add_extension(identifier, critical=False).add_extension(
            x509.SubjectKeyIdentifier.from_public_key(public), critical=False
        )
        return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


@dataclass(frozen=True, slots=True)
class RoundSigners:
    """`greendesk.use_cases.desk_context.Signers`: the unlocked identity with the memberships of the store."""

    identity: Identity
    store: RoundStore

    def signer(self, round_id: str, /) -> Signer | None:
        """The signer of this desk in a round, or nothing when it is no member."""
        return self.identity.signer(self.store, round_id)


def create_identity(path: Path, person: Person, passphrase: str) -> Identity:
    """Make new keys and keep them in `path` under the passphrase."""
    if not person.name.strip():
        raise NameMissing
    identity = Identity(
        person=Person(
            name=person.name.strip(), organisation=person.organisation.strip(), title=person.title.strip()
        ),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        age_secret=str(pyrage.x25519.Identity.generate()),
        database_key=secrets.token_bytes(32),
    )
    save_identity(path, identity, passphrase)
    return identity


def save_identity(path: Path, identity: Identity, passphrase: str) -> None:
    """Write the identity under a (new) passphrase; the keys stay the same."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(shortest=SHORTEST_PASSPHRASE)
    salt, nonce = os.urandom(16), os.urandom(12)
    secret = {
        "key": _text(_private_bytes(identity.private_key)),
        "age": identity.age_secret,
        "database": _text(identity.database_key),
    }
    person = {
        "name": identity.person.name,
        "organisation": identity.person.organisation,
        "title": identity.person.title,
    }
    sealed = AESGCM(_derive(passphrase, salt, _SCRYPT)).encrypt(
        nonce, json.dumps(secret).encode(), json.dumps(person, sort_keys=True).encode()
    )
    document = {
        "v": VERSION,
        "person": person,
        "scrypt": {**_SCRYPT, "salt": _text(salt)},
        "nonce": _text(nonce),
        "sealed": _text(sealed),
    }
    write_atomically(path, json.dumps(document, ensure_ascii=False, indent=1).encode(), private=True)


def unlock_identity(path: Path, passphrase: str) -> Identity:
    """Open the identity; raises `PassphraseWrong`, `IdentityDamaged` or `IdentityTooNew`."""
    document = read_document(path)
    person = owner_of(document, path)
    try:
        scrypt = document["scrypt"]
        key = _derive(
            passphrase, _bytes(scrypt["salt"]), {name: int(scrypt[name]) for name in ("n", "r", "p")}
        )
        context = json.dumps(document["person"], sort_keys=True).encode()
        secret = json.loads(
            AESGCM(key).decrypt(_bytes(document["nonce"]), _bytes(document["sealed"]), context)
        )
    except InvalidTag as error:
        raise PassphraseWrong from error
    except (KeyError, ValueError, TypeError, OverflowError, MemoryError) as error:
        raise IdentityDamaged(path=path.name) from error
    private_key = serialization.load_der_private_key(_bytes(secret["key"]), None)
    if not isinstance(private_key, ec.EllipticCurvePrivateKey):
        raise IdentityDamaged(path=path.name)
    return Identity(
        person=person,
        private_key=private_key,
        age_secret=secret["age"],
        database_key=_bytes(secret["database"]),
    )


def read_request(der: bytes) -> CertificateRequest:
    """Read a request to join and check that it is signed by the key that it names."""
    try:
        request = x509.load_der_x509_csr(der)
        public = request.public_key()
        valid = request.is_signature_valid
    except (ValueError, UnsupportedAlgorithm) as error:
        raise RequestDamaged(why="format") from error
    if not valid or not isinstance(public, ec.EllipticCurvePublicKey) or public.curve.name != "secp256r1":
        raise RequestDamaged(why="signature")

    def first(oid: x509.ObjectIdentifier) -> str:
        values = request.subject.get_attributes_for_oid(oid)
        return str(values[0].value) if values else ""

    person = Person(
        name=first(NameOID.COMMON_NAME),
        organisation=first(NameOID.ORGANIZATION_NAME),
        title=first(NameOID.TITLE),
    )
    return CertificateRequest(person=person, public_key=_public(public), der=der)


def _derive(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    if cost["n"] > 2**20 or cost["r"] > 32 or cost["p"] > 16:
        raise ValueError
    return Scrypt(salt=salt, length=32, n=cost["n"], r=cost["r"], p=cost["p"]).derive(passphrase.encode())


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: int
) -> x509.CertificateBuilder:
    start = datetime.fromtimestamp(now // 1000, UTC) - timedelta(days=1)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + _VALID_FOR)
    )


def _usage(*, sign: bool, issue: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=sign,
        content_commitment=sign,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issue,
        crl_sign=issue,
        encipher_only=False,
        decipher_only=False,
    )


def _name(pairs: list[tuple[x509.ObjectIdentifier, str]]) -> x509.Name:
    return x509.Name([x509.NameAttribute(oid, value[:64]) for oid, value in pairs if value])


def _private_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _public(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
