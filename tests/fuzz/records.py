"""Entries, certificates and keys: envelopes, bodies of every kind, PKCS#10 requests, identities, certificate files."""

import base64
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from pydantic import ValidationError

from greendesk.adapters.exchange_file import open_content
from greendesk.adapters.identity import Identity, unlock_identity
from greendesk.adapters.identity_certificates import issue, new_root, read_request
from greendesk.adapters.identity_key import private_bytes
from greendesk.adapters.identity_key_file import read_key_file
from greendesk.adapters.identity_owner import read_person, read_token
from greendesk.ledger.entry import read_body, read_entry, sha256, write_entry
from greendesk.ledger.kinds import KINDS, attachments
from greendesk.ledger.trust import (
    SignatureWrong,
    check_issued,
    check_signature,
    holder,
    public_key_of,
    read_certificate,
)
from greendesk.ports import Person
from greendesk.signing_keys import KeyFile
from tests.fuzz.samples import Samples
from tests.fuzz.target import Target

_WORDS = "password"
_NOW = 1_790_000_000_000


def targets(given: Samples) -> Mapping[str, Target]:
    """The readers of this family with their seeds."""
    envelopes, bodies = _records(given)
    root, root_key = new_root(Person(name="甲", organisation="乙", title="丙"), "批次", _NOW)

    def certificate(data: bytes, folder: Path) -> None:
        read_certificate(data)
        holder(data)
        public_key_of(data)
        check_issued(data, given.chain[1])
        with suppress(SignatureWrong):
            check_signature(data, b"message", data[:70])

    def request(data: bytes, folder: Path) -> None:
        issue(root, root_key, read_request(data), _NOW, authority=False)

    return {
        "entry": Target(read=lambda data, _: read_entry(data), seeds=envelopes[:6]),
        "body": Target(read=_body, seeds=bodies),
        "certificate": Target(read=certificate, seeds=given.chain),
        "request": Target(read=request, seeds=(given["request.der"],)),
        "identity": Target(read=_identity, seeds=(_cheap(given.office),)),
        "key-file": Target(read=_key_file, seeds=(given["key.p12"],)),
    }


def _records(given: Samples) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """Envelopes, and one body of each kind that the files hold."""
    path = given.folder / "content.zip"
    envelopes: list[bytes] = []
    bodies: dict[str, bytes] = {}
    for name in ("plain.gdx", "back.gdx"):
        path.write_bytes(given.inside(name, "content.zip"))
        with open_content(path) as content:
            for raw, body in content.entries():
                envelopes.append(raw)
                if body is not None and len(body) < 20_000:
                    bodies[read_body(read_entry(raw), body).kind] = body
    path.unlink()
    return tuple(envelopes), tuple(bodies.values())


def _body(data: bytes, folder: Path) -> None:
    entry = write_entry(round_id=sha256(b"r"), author=sha256(b"a"), seq=1, prev=None, time=(1, 1), body=data)
    body = read_body(entry, data)
    attachments(body.content)
    try:
        if kind := KINDS.get(body.kind):
            kind.content.model_validate(body.content)
    except ValidationError:
        return  # the fold says of such an entry that it is refused


def _identity(data: bytes, folder: Path) -> None:
    path = folder / "identity.json"
    path.write_bytes(data)
    read_person(path)
    read_token(path)
    unlock_identity(path, _WORDS)


def _cheap(identity: Identity) -> bytes:
    """An identity file whose passphrase costs nothing to try."""
    person = {"name": "林岚", "organisation": "示例", "title": ""}
    key = Scrypt(salt=bytes(16), length=32, n=2, r=1, p=1).derive(_WORDS.encode())
    secret = {
        "key": _text(private_bytes(identity.key.private_key)),  # type: ignore[attr-defined]  # a key that is kept
        "age": identity.age_secret,
        "database": _text(identity.database_key),
    }
    sealed = AESGCM(key).encrypt(
        bytes(12), json.dumps(secret).encode(), json.dumps(person, sort_keys=True).encode()
    )
    scrypt = {"n": 2, "r": 1, "p": 1, "salt": _text(bytes(16))}
    document = {
        "v": 1,
        "person": person,
        "scrypt": scrypt,
        "nonce": _text(bytes(12)),
        "sealed": _text(sealed),
    }
    return json.dumps(document).encode()


def _key_file(data: bytes, folder: Path) -> None:
    path = folder / "key.p12"
    path.write_bytes(data)
    read_key_file(KeyFile(path=path, password=_WORDS))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
