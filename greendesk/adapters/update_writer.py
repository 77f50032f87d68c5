"""Writing update files: what a publisher signs with his release key, and a new release key signed by his root."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from greendesk.adapters.bag_writer import BagSource, write_bag
from greendesk.adapters.update_file import KEY, KEY_SIGNATURE, SIGNATURE, STATEMENT
from greendesk.adapters.update_keys import PURPOSE, Sealed, write_signature
from greendesk.domain.update import (
    FORMAT,
    PRODUCT,
    Changes,
    NewKey,
    Payload,
    Statement,
    UpdateKind,
    read_statement,
    write_statement,
)

_CHUNK = 1024 * 1024
Sign = Callable[[bytes], bytes]


def signer(key: ec.EllipticCurvePrivateKey) -> Sign:
    """Return what signs with a private key."""
    return lambda message: key.sign(message, ec.ECDSA(hashes.SHA256()))


def pem(key: ec.EllipticCurvePublicKey) -> str:
    """Return a public key as text."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def program_statement(
    setup: Path, *, version: str, oldest: str, platform: str, created: date, changes: Changes
) -> Statement:
    """Return the statement of an update of the program."""
    return Statement(
        format=FORMAT,
        product=PRODUCT,
        kind=UpdateKind.PROGRAM,
        version=version,
        oldest=oldest,
        platform=platform,
        created=created,
        changes=changes,
        files=(_payload(f"program/{setup.name}", setup),),
    )


def rules_statement(
    files: Mapping[str, Path],
    *,
    version: str,
    oldest: str,
    created: date,
    changes: Changes,
    fresh_until: date | None = None,
    versions: Mapping[str, str] | None = None,
) -> Statement:
    """Return the statement of an update of rules, by name (`policies/….yaml`); each file's version is the update's."""
    own = versions or {}
    payloads = tuple(_payload(name, path, own.get(name, version)) for name, path in files.items())
    return Statement(
        format=FORMAT,
        product=PRODUCT,
        kind=UpdateKind.RULES,
        version=version,
        oldest=oldest,
        created=created,
        fresh_until=fresh_until,
        changes=changes,
        files=payloads,
    )


def key_statement(release: str, *, number: int, oldest: str, created: date, changes: Changes) -> Statement:
    """Return the statement that puts another release key (PEM) in place."""
    return Statement(
        format=FORMAT,
        product=PRODUCT,
        kind=UpdateKind.KEY,
        version=str(number),
        oldest=oldest,
        created=created,
        changes=changes,
        key=NewKey(number=number, release=release),
    )


def seal(statement: Statement, sign: Sign) -> Sealed:
    """Sign the exact bytes of a statement; raises what a reader would raise."""
    data = write_statement(statement)
    read_statement(data)
    return Sealed(statement=data, signature=sign(PURPOSE + data))


def write_update(
    target: Path, sealed: Sealed, files: Mapping[str, Path] | None = None, key: Sealed | None = None
) -> None:
    """Write an update file, whole or not at all; `key` is the replacement of the release key that signed it."""
    payload: list[tuple[str, BagSource]] = [
        (STATEMENT, sealed.statement),
        (SIGNATURE, write_signature(sealed.signature)),
    ]
    if key is not None:
        payload += [(KEY, key.statement), (KEY_SIGNATURE, write_signature(key.signature))]
    payload += list((files or {}).items())
    write_bag(target, payload, {}, packed=False)


def names(files: Sequence[Path], folder: str) -> dict[str, Path]:
    """Return rules files by the names that they get in an update."""
    return {f"{folder}/{path.name}": path for path in files}


def _payload(name: str, path: Path, version: str = "") -> Payload:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while data := stream.read(_CHUNK):
            digest.update(data)
            size += len(data)
    return Payload(name=name, size=size, sha256=digest.hexdigest(), version=version)
