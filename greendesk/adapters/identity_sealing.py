"""The identity file, version 3: what is secret is sealed once, and only its keys are wrapped anew.

    person, token   open: whose desk it is, and on which token the signing key lies; bound to all that is sealed
    data            the age key, the key of the database and the name of the desk, sealed with the data key
    signing         the signing key, sealed with the owner's key; missing when it lies on a token
    passphrase      data key and owner's key, wrapped by the passphrase (scrypt, AES-256-GCM)
    recovery        the data key alone, once for each recovery key that the owner let in (age, X25519)

So a changed passphrase writes one wrap anew and nothing else, and a recovery key opens what the desk holds, but never
signs in its owner's name. Versions 1 and 2 sealed everything with the passphrase itself.
"""

import base64
import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from greendesk.adapters.identity_owner import VERSION
from greendesk.errors import Refusal
from greendesk.ports import Person
from greendesk.signing_keys import TokenPlace

_KEY = 32
_SCRYPT = {"n": 2**16, "r": 8, "p": 1}
_MOST_MEMORY = 256 * 1024 * 1024  # of what a file may ask for; ours asks for 64 MiB (RFC 7914, section 2)
MALFORMED = (KeyError, ValueError, TypeError, AttributeError, OverflowError, MemoryError)


class PassphraseWrong(Refusal):
    """The passphrase does not open the identity."""

    code = "GD-121"


class RecoveryKeyOfAnother(Refusal):
    """The recovery key is none of those that the owner of this desk let in."""

    code = "GD-141"


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What an identity file seals; `signing_key` is PKCS#8 DER, nothing on a token or after a recovery."""

    age: str
    database: bytes
    desk: str
    signing_key: bytes | None


def seal(
    person: Person, token: tuple[TokenPlace, bytes] | None, held: Secrets, passphrase: str
) -> dict[str, Any]:
    """A new identity file; `token` is where the signing key lies, with its public key."""
    document: dict[str, Any] = {"v": VERSION, "person": asdict(person)}
    if token is not None:
        document["token"] = {**asdict(token[0]), "public_key": _text(token[1])}
    keys = secrets.token_bytes(2 * _KEY)
    return _filled(document, keys, held) | {
        "passphrase": _wrapped(document, keys, passphrase),
        "recovery": [],
    }


def unseal(document: dict[str, Any], passphrase: str) -> Secrets:
    """The secrets of a file of any version; raises `PassphraseWrong`, or one of `MALFORMED`."""
    try:
        if document["v"] < VERSION:
            return _unseal_before(document, passphrase)
        keys = _unwrapped(document, passphrase)
        return _opened(document, keys[:_KEY], keys[_KEY:])
    except InvalidTag as error:
        raise PassphraseWrong from error


def rewrap(document: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """The same file under another passphrase: nothing that is sealed changes."""
    try:
        keys = _unwrapped(document, old)
    except InvalidTag as error:
        raise PassphraseWrong from error
    return {**document, "passphrase": _wrapped(document, keys, new)}


def let_in(document: dict[str, Any], passphrase: str, recipient: str, name: str) -> dict[str, Any]:
    """The same file, opened by a recovery key, too (an age recipient), from now on."""
    try:
        keys = _unwrapped(document, passphrase)
    except InvalidTag as error:
        raise PassphraseWrong from error
    sealed = pyrage.encrypt(keys[:_KEY], [pyrage.x25519.Recipient.from_str(recipient)])
    others = [one for one in document["recovery"] if one["recipient"] != recipient]
    return {
        **document,
        "recovery": [*others, {"recipient": recipient, "name": name, "sealed": _text(sealed)}],
    }


def shut_out(document: dict[str, Any], recipient: str) -> dict[str, Any]:
    """The same file without a recovery key."""
    return {**document, "recovery": [one for one in document["recovery"] if one["recipient"] != recipient]}


def recover(
    document: dict[str, Any], recovery_key: str, signing_key: bytes | None, passphrase: str
) -> tuple[dict[str, Any], Secrets]:
    """The file and its secrets under a new passphrase, opened by a recovery key, with a new signing key.

    What was sealed for the owner alone is left out: nobody can open it any more.
    """
    identity = pyrage.x25519.Identity.from_str(recovery_key)
    recipient = str(identity.to_public())
    mine = [one for one in document["recovery"] if one["recipient"] == recipient]
    try:
        data_key = pyrage.decrypt(_bytes(mine[0]["sealed"]), [identity])
        held = _opened(document, data_key, None)
    except (IndexError, pyrage.DecryptError, InvalidTag) as error:
        raise RecoveryKeyOfAnother from error
    held = Secrets(age=held.age, database=held.database, desk=held.desk, signing_key=signing_key)
    keys = data_key + secrets.token_bytes(_KEY)
    kept = {name: value for name, value in document.items() if name not in {"signing", "passphrase"}}
    if signing_key is not None:
        kept["signing"] = _sealed(kept, keys[_KEY:], signing_key)
    return kept | {"passphrase": _wrapped(kept, keys, passphrase)}, held


def admitted(document: dict[str, Any]) -> Sequence[tuple[str, str]]:
    """The recovery keys that open the desk: recipient and name."""
    return [(str(one["recipient"]), str(one["name"])) for one in document.get("recovery", ())]


# ---------------------------------------------------------------- parts


def _filled(document: dict[str, Any], keys: bytes, held: Secrets) -> dict[str, Any]:
    data = {"age": held.age, "database": _text(held.database), "desk": held.desk}
    filled = {**document, "data": _sealed(document, keys[:_KEY], json.dumps(data).encode())}
    if held.signing_key is not None:
        filled["signing"] = _sealed(document, keys[_KEY:], held.signing_key)
    return filled


def _opened(document: dict[str, Any], data_key: bytes, owners_key: bytes | None) -> Secrets:
    data = json.loads(_unsealed(document, data_key, document["data"]))
    signing_key = None
    if owners_key is not None and "signing" in document:
        signing_key = _unsealed(document, owners_key, document["signing"])
    return Secrets(
        age=str(data["age"]),
        database=_bytes(data["database"]),
        desk=str(data["desk"]),
        signing_key=signing_key,
    )


def _unseal_before(document: dict[str, Any], passphrase: str) -> Secrets:
    """Versions 1 (the key under the passphrase) and 2 (the key on a token)."""
    key = _derive(passphrase, document["scrypt"])
    secret = json.loads(_unsealed(document, key, document))
    signing_key = _bytes(secret["key"]) if document["v"] == 1 else None
    return Secrets(age=secret["age"], database=_bytes(secret["database"]), desk="", signing_key=signing_key)


def _wrapped(document: dict[str, Any], keys: bytes, passphrase: str) -> dict[str, Any]:
    scrypt = {**_SCRYPT, "salt": _text(os.urandom(16))}
    return {"scrypt": scrypt, **_sealed(document, _derive(passphrase, scrypt), keys)}


def _unwrapped(document: dict[str, Any], passphrase: str) -> bytes:
    wrap = document["passphrase"]
    keys = _unsealed(document, _derive(passphrase, wrap["scrypt"]), wrap)
    if len(keys) != 2 * _KEY:
        raise ValueError
    return keys


def _sealed(document: dict[str, Any], key: bytes, secret: bytes) -> dict[str, str]:
    nonce = os.urandom(12)
    return {
        "nonce": _text(nonce),
        "sealed": _text(AESGCM(key).encrypt(nonce, secret, _bound(document))),
    }


def _unsealed(document: dict[str, Any], key: bytes, sealed: dict[str, Any]) -> bytes:
    return AESGCM(key).decrypt(_bytes(sealed["nonce"]), _bytes(sealed["sealed"]), _bound(document))


def _bound(document: dict[str, Any]) -> bytes:
    """What lies open and may not be changed without the passphrase: who it is, and on which token the key lies."""
    if document["v"] == 1:
        return json.dumps(document["person"], sort_keys=True).encode()
    named = {name: document[name] for name in ("person", "token") if name in document}
    return json.dumps(named if document["v"] < VERSION else {"v": VERSION, **named}, sort_keys=True).encode()


def _derive(passphrase: str, scrypt: dict[str, Any]) -> bytes:
    cost = {name: int(scrypt[name]) for name in ("n", "r", "p")}
    if (
        cost["n"] < 2
        or min(cost["r"], cost["p"]) < 1
        or 128 * cost["n"] * cost["r"] * cost["p"] > _MOST_MEMORY
    ):
        raise ValueError
    derivation = Scrypt(salt=_bytes(scrypt["salt"]), length=_KEY, n=cost["n"], r=cost["r"], p=cost["p"])
    return derivation.derive(passphrase.encode())


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
