"""The publishers of updates whose public keys are built into the program, and what their keys have signed.

A publisher has two keys, both ECDSA on P-256: a release key for updates, and a root key that lies offline and signs one
thing only: which release key holds from now on. A lost or stolen release key is thus replaced by a file.
"""

import base64
import binascii
import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
    load_pem_public_key,
)

from greendesk.domain.update import Statement, UpdateKind, read_statement
from greendesk.errors import Fault, Refusal

PURPOSE = b"greendesk update 1\n"
FOLDER = "publishers"
_LARGEST = 16 * 1024


class NoPublisher(Refusal):
    """The program was built without a publisher's keys, so that no update can be checked."""

    code = "GD-801"


class UpdateUnsigned(Refusal):
    """No key that the program knows has signed the update; details: `name`."""

    code = "GD-803"


class KeyReplaced(Refusal):
    """The update is signed with a release key that its publisher has replaced; details: `name`, `publisher`."""

    code = "GD-804"


class PublishersUnreadable(Fault):
    """The publishers' keys that belong to the program cannot be read; details: `file`."""

    code = "GD-812"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes updates: his names and his public keys."""

    name: str
    name_en: str
    root: bytes  # SubjectPublicKeyInfo, DER
    release: bytes
    number: int = 1  # of the release key; a higher one replaces a lower one

    @property
    def id(self) -> str:
        """What names the publisher for good: his root key."""
        return hashlib.sha256(self.root).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A statement with its signature, as it travels."""

    statement: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A release key that a publisher's root has put in place of an earlier one."""

    publisher: str  # id
    number: int
    release: bytes
    sealed: Sealed


def read_publishers(folder: Path) -> tuple[Publisher, ...]:
    """Return the publishers in a folder of TOML files, none when there is no folder."""
    if not folder.is_dir():
        return ()
    return tuple(read_publisher(path) for path in sorted(folder.glob("*.toml")))


def read_publisher(path: Path) -> Publisher:
    """Return the publisher that a file describes."""
    try:
        data = path.read_bytes()
        given = tomllib.loads(data.decode("utf-8")) if len(data) <= _LARGEST else {}
        publisher = Publisher(
            name=str(given["name"]),
            name_en=str(given["name_en"]),
            root=public_key(str(given["root"])),
            release=public_key(str(given["release"])),
            number=int(given["number"]),
        )
    except (OSError, ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as error:
        raise PublishersUnreadable(file=path.name) from error
    if given.get("format") != 1:
        raise PublishersUnreadable(file=path.name)
    return publisher


def write_publisher(name: str, name_en: str, root: str, release: str, number: int = 1) -> str:
    """Return the text of a publisher's file; the keys are PEM."""
    lines = ["format = 1", f"number = {number}"]
    lines += [
        f"{field} = {json.dumps(text, ensure_ascii=False)}"
        for field, text in (("name", name), ("name_en", name_en))
    ]
    lines += [f'{field} = """\n{key}"""' for field, key in (("root", root), ("release", release))]
    return "\n".join(lines) + "\n"


def public_key(pem: str) -> bytes:
    """Return the public key of a PEM text as DER; raises `ValueError` for any that is not on P-256."""
    try:
        key = load_pem_public_key(pem.encode("ascii"))
    except UnsupportedAlgorithm as error:
        raise ValueError(type(error).__name__) from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError(type(key).__name__)  # noqa: TRY004 - what is wrong is the text
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def holds(key: bytes, sealed: Sealed) -> bool:
    """Whether this key has signed exactly these bytes as an update."""
    loaded = load_der_public_key(key)
    assert isinstance(loaded, ec.EllipticCurvePublicKey)  # noqa: S101 - `public_key` let nothing else in
    try:
        loaded.verify(sealed.signature, PURPOSE + sealed.statement, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def read_signature(data: bytes) -> bytes:
    """Return the signature in its only form: one line of base64; raises `ValueError`."""
    try:
        signature = base64.b64decode(data.rstrip(b"\n"), validate=True)
    except binascii.Error as error:
        raise ValueError from error
    if write_signature(signature) != data:
        raise ValueError
    return signature


def write_signature(signature: bytes) -> bytes:
    """Return the file that carries a signature."""
    return base64.b64encode(signature) + b"\n"


def replacement_of(publishers: tuple[Publisher, ...], sealed: Sealed) -> Replacement | None:
    """Return the release key that a publisher's root has signed, or nothing when no root has."""
    publisher = next((one for one in publishers if holds(one.root, sealed)), None)
    if publisher is None:
        return None
    statement = read_statement(sealed.statement)
    if statement.kind is not UpdateKind.KEY or statement.key is None:
        return None
    try:
        release = public_key(statement.key.release)
    except ValueError:
        return None
    return Replacement(publisher=publisher.id, number=statement.key.number, release=release, sealed=sealed)


def present_keys(
    publishers: tuple[Publisher, ...], replaced: Mapping[str, Replacement]
) -> tuple[Publisher, ...]:
    """Return the publishers with the release keys that hold now: built in, or put in place since."""
    found = []
    for one in publishers:
        new = replaced.get(one.id)
        if new is None or new.number <= one.number:
            found.append(one)
            continue
        found.append(
            Publisher(
                name=one.name, name_en=one.name_en, root=one.root, release=new.release, number=new.number
            )
        )
    return tuple(found)


def publisher_of(
    name: str,
    sealed: Sealed,
    publishers: tuple[Publisher, ...],
    replaced: Mapping[str, Replacement],
    brought: Sealed | None,
) -> tuple[Publisher, Statement, Replacement | None]:
    """Return who signed an update, what it states, and the new release key that it brings along, if it does.

    Raises `NoPublisher`, `UpdateUnsigned`, `KeyReplaced`, and what reading a statement raises.
    """
    if not publishers:
        raise NoPublisher
    new = replacement_of(publishers, brought) if brought is not None else None
    if brought is not None and new is None:
        raise UpdateUnsigned(name=name)
    if new is not None and (new.publisher not in replaced or replaced[new.publisher].number < new.number):
        replaced = {**replaced, new.publisher: new}
    for one in present_keys(publishers, replaced):
        if holds(one.release, sealed):
            statement = read_statement(sealed.statement)
            if statement.kind is UpdateKind.KEY:
                raise UpdateUnsigned(name=name)  # only a root says which release key holds
            return one, statement, new
    own = replacement_of(publishers, sealed)
    if own is not None:
        publisher = next(one for one in publishers if one.id == own.publisher)
        return publisher, read_statement(sealed.statement), own
    earlier = next((one for one in publishers if holds(one.release, sealed)), None)
    if earlier is not None:
        raise KeyReplaced(name=name, publisher=earlier.name)
    raise UpdateUnsigned(name=name)
