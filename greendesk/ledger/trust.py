"""Which certificates count: those that a round's root issued, and the round is named by its root."""

import warnings
from dataclasses import dataclass
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from greendesk.errors import Fault
from greendesk.ledger.entry import sha256

AUTHORITY_UNIT = "GreenDesk authority"
# A Chinese name of 22 characters has more than 64 bytes, which is allowed (RFC 5280, appendix A, counts characters).
warnings.filterwarnings("ignore", "Attribute's length must be", UserWarning)


class CertificateRefused(Fault):
    """A certificate that cannot be read or that the root of the round did not issue."""

    code = "GD-103"


class SignatureWrong(Fault):
    """A signature that does not belong to the bytes and the certificate beside it."""

    code = "GD-104"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whom a certificate names."""

    fingerprint: str
    name: str
    organisation: str
    authority: bool


def read_certificate(der: bytes) -> x509.Certificate:
    """Read a DER certificate; raises `CertificateRefused`."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        if certificate.public_bytes(Encoding.DER) != der:
            raise CertificateRefused(why="bytes")
        key, _ = certificate.public_key(), certificate.subject  # what it holds is read only when it is asked
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion) as error:
        raise CertificateRefused(why="format") from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name != "secp256r1":
        raise CertificateRefused(why="key")
    return certificate


def check_issued(certificate: bytes, root: bytes) -> None:
    """Refuse a certificate that `root` did not issue; the root issues itself."""
    leaf, issuer = read_certificate(certificate), read_certificate(root)
    try:
        leaf.verify_directly_issued_by(issuer)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError) as error:
        raise CertificateRefused(why="issuer") from error


@lru_cache(maxsize=4096)
def holder(certificate: bytes) -> Holder:
    """Read whom the certificate names."""
    subject = read_certificate(certificate).subject

    def first(oid: x509.ObjectIdentifier) -> str:
        values = subject.get_attributes_for_oid(oid)
        return str(values[0].value) if values else ""

    return Holder(
        fingerprint=sha256(certificate),
        name=first(NameOID.COMMON_NAME),
        organisation=first(NameOID.ORGANIZATION_NAME),
        authority=first(NameOID.ORGANIZATIONAL_UNIT_NAME) == AUTHORITY_UNIT,
    )


def check_signature(certificate: bytes, message: bytes, signature: bytes) -> None:
    """Refuse a signature (DER, ECDSA P-256 over SHA-256) that the certificate's key did not make."""
    key = read_certificate(certificate).public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise CertificateRefused(why="key")
    try:
        key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as error:
        raise SignatureWrong(signer=holder(certificate).name) from error


def public_key_of(certificate: bytes) -> bytes:
    """Return the public key of a certificate, SubjectPublicKeyInfo DER."""
    return (
        read_certificate(certificate)
        .public_key()
        .public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    )
