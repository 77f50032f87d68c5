"""A signing key in a certificate file (PKCS#12, RFC 7292): read when a desk is made, written as a copy to keep."""

from collections.abc import Sequence
from pathlib import Path

from asn1crypto import pkcs12 as asn1_pkcs12  # type: ignore[import-untyped]  # ships no types
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12

from greendesk.adapters.atomic import write_atomically
from greendesk.adapters.identity_key import CURVE, KeptKey
from greendesk.errors import Refusal
from greendesk.signing_keys import KeyFile

_LARGEST = 1024 * 1024
_MOST_ROUNDS = 10_000_000
_KEY_BAGS = ("key_bag", "pkcs8_shrouded_key_bag")
_SM2 = "1.2.156.10197.1.301"


class KeyFilePasswordWrong(Refusal):
    """The password does not open the certificate file."""

    code = "GD-127"


class KeyFileUnreadable(Refusal):
    """The file is no certificate file, or damaged."""

    code = "GD-128"


class KeyFileKeys(Refusal):
    """The file holds no key, or several."""

    code = "GD-129"


class KeyFileKind(Refusal):
    """The key in the file is of another kind than the program signs with."""

    code = "GD-138"


class KeyStaysOnToken(Refusal):
    """A key on a token cannot be copied into a file."""

    code = "GD-139"


def read_key_file(source: KeyFile) -> KeptKey:
    """The one P-256 key of a certificate file; its certificates are left aside, a round issues its own."""
    name = source.path.name
    try:
        with source.path.open("rb") as stream:
            data = stream.read(_LARGEST)
    except OSError as error:
        raise KeyFileUnreadable(name=name) from error
    count = _keys_in(data, name)
    if count > 1:
        raise KeyFileKeys(name=name, count=count)
    try:
        key = pkcs12.load_pkcs12(data, source.password.encode()).key
    except UnsupportedAlgorithm as error:
        raise KeyFileKind(name=name, found="SM2" if _SM2 in str(error) else "—") from error
    except (ValueError, TypeError) as error:
        raise KeyFilePasswordWrong(name=name) from error
    if key is None:
        raise KeyFileKeys(name=name, count=0)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != CURVE:
        raise KeyFileKind(name=name, found=_kind(key))
    return KeptKey(key)


def write_key_file(
    target: Path, owner: str, key: KeptKey, chains: Sequence[tuple[bytes, ...]], password: str
) -> None:
    """Write the key with its certificates under a password (PBES2, AES-256, MAC by SHA-256); the first chain leads.

    `chains` are DER certificates from the desk's own to the root, one chain for each round.
    """
    own = x509.load_der_x509_certificate(chains[0][0]) if chains else None
    others = dict.fromkeys(der for chain in chains for der in chain)
    data = pkcs12.serialize_key_and_certificates(
        owner.encode(),
        key.private_key,
        own,
        [x509.load_der_x509_certificate(der) for der in others if not chains or der != chains[0][0]],
        serialization.BestAvailableEncryption(password.encode()),
    )
    write_atomically(target, data, private=True)


def _keys_in(data: bytes, name: str) -> int:
    """How many keys lie in the open part of the file, each under the password; usual files have them all there.

    A file that would have its password tried for minutes is refused: whoever wrote it chose how often.
    """
    try:
        outer = asn1_pkcs12.Pfx.load(data, strict=True)
        count, rounds = 0, [outer["mac_data"]["iterations"].native] if outer["mac_data"].native else []
        for content in outer.authenticated_safe:
            if content["content_type"].native == "data":
                bags = asn1_pkcs12.SafeContents.load(content["content"].native, strict=True)
                kinds = [bag["bag_id"].native for bag in bags]
                count += sum(kind in _KEY_BAGS for kind in kinds)
                sealed = [bag for bag, kind in zip(bags, kinds, strict=True) if kind == _KEY_BAGS[1]]
                rounds += [bag["bag_value"]["encryption_algorithm"].kdf_iterations for bag in sealed]
            elif content["content_type"].native == "encrypted_data":
                information = content["content"]["encrypted_content_info"]
                rounds.append(information["content_encryption_algorithm"].kdf_iterations)
        if sum(rounds) > _MOST_ROUNDS:
            raise KeyFileUnreadable(name=name)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise KeyFileUnreadable(name=name) from error
    return count


def _kind(key: object) -> str:
    """What a person calls such a key."""
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.curve.name
    size = getattr(key, "key_size", "")
    kind = type(key).__name__.removesuffix("PrivateKey")
    return f"{kind} {size}".strip()
