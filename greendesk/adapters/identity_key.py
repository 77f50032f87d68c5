"""The signing key of a desk: one small protocol, and the kind that is kept under the passphrase."""

from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

CURVE = ec.SECP256R1.name


class IdentityKey(Protocol):
    """A key that signs; where it lies is its own affair."""

    @property
    def public_key(self) -> bytes:
        """The public key, SubjectPublicKeyInfo DER."""
        ...

    def sign(self, message: bytes, /) -> bytes:
        """Sign with ECDSA P-256 over SHA-256; returns the DER signature."""
        ...

    def close(self) -> None:
        """Let go of what signing holds; the key is not used afterwards."""
        ...


@dataclass(frozen=True, slots=True)
class KeptKey:
    """A key that lies in the identity file under the passphrase and open in memory; `IdentityKey`."""

    private_key: ec.EllipticCurvePrivateKey

    @property
    def public_key(self) -> bytes:
        """The public key, SubjectPublicKeyInfo DER."""
        return public_bytes(self.private_key.public_key())

    def sign(self, message: bytes, /) -> bytes:
        """Sign with ECDSA P-256 over SHA-256; returns the DER signature."""
        return self.private_key.sign(message, ec.ECDSA(hashes.SHA256()))

    def close(self) -> None:
        """Nothing is held."""


def new_key() -> KeptKey:
    """Make a new key."""
    return KeptKey(ec.generate_private_key(ec.SECP256R1()))


def kept_key(der: bytes) -> KeptKey:
    """The key in PKCS#8 DER; raises `ValueError` when it is none for P-256."""
    try:
        key = serialization.load_der_private_key(der, None)
    except UnsupportedAlgorithm as error:
        raise ValueError from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != CURVE:
        raise ValueError
    return KeptKey(key)


def private_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    """A private key as PKCS#8 DER, open."""
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def public_bytes(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as SubjectPublicKeyInfo DER."""
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
