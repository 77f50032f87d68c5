"""What the papers need to know of certificates: names, fingerprints, and whether a chain holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, ObjectIdentifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whom a certificate names, and its SHA-256."""

    name: str
    organisation: str
    fingerprint: str


def holder(certificate: bytes) -> Holder:
    """Read the holder of a DER certificate; raises `ValueError` when it is none."""
    subject = x509.load_der_x509_certificate(certificate).subject
    return Holder(
        name=_attribute(subject, NameOID.COMMON_NAME),
        organisation=_attribute(subject, NameOID.ORGANIZATION_NAME),
        fingerprint=fingerprint(certificate),
    )


def fingerprint(certificate: bytes) -> str:
    """Return the SHA-256 of the certificate's bytes."""
    return sha256(certificate).hexdigest()


def chain_holds(chain: Sequence[bytes]) -> bool:
    """Whether each certificate is signed by the next, an authority, and the last by itself."""
    try:
        certificates = [x509.load_der_x509_certificate(one) for one in chain]
        for issued, issuer in zip(certificates, [*certificates[1:], certificates[-1]], strict=True):
            issued.verify_directly_issued_by(issuer)
        return bool(certificates) and all(_is_authority(one) for one in certificates[1:])
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False


def signature_holds(certificate: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the holder of the certificate signed the message (ECDSA over SHA-256)."""
    try:
        key = x509.load_der_x509_certificate(certificate).public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey):
            return False
        key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
    except (ValueError, InvalidSignature):
        return False
    return True


def _is_authority(certificate: x509.Certificate) -> bool:
    return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def _attribute(subject: x509.Name, oid: ObjectIdentifier) -> str:
    found = subject.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""
