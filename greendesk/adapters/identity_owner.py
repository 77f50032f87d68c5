"""Whose desk a folder holds: read without the passphrase, and light, because the first window waits for it."""

import json
from pathlib import Path
from typing import Any

from greendesk.errors import Fault
from greendesk.ports import Person
from greendesk.signing_keys import TokenPlace

VERSION = (
    3  # 1: all under the passphrase; 2: the same with the key on a token; 3: keys wrapped (identity_sealing)
)
_PLACE = ("module", "label", "serial", "key")


class IdentityDamaged(Fault):
    """The identity file cannot be read."""

    code = "GD-123"


class IdentityUnreadable(Fault):
    """The person may not look into the folder of the desk, or not read the identity in it; details: `folder`."""

    code = "GD-216"


class IdentityTooNew(Fault):
    """The identity file was written by a newer version of the program."""

    code = "GD-124"


def read_person(path: Path) -> Person:
    """Whose desk this is, without the passphrase."""
    return owner_of(read_document(path), path)


def read_token(path: Path) -> TokenPlace | None:
    """On which token the signing key lies, or nothing when it lies under the passphrase."""
    return token_of(read_document(path), path)


def read_document(path: Path) -> dict[str, Any]:
    """Read the identity file as it lies; its secrets stay sealed."""
    try:
        document = json.loads(path.read_bytes())
    except PermissionError as error:
        raise IdentityUnreadable(folder=path.parent.name) from error
    except (ValueError, RecursionError, OSError) as error:
        raise IdentityDamaged(path=path.name) from error
    if not isinstance(document, dict) or type(document.get("v")) is not int or document["v"] < 1:
        raise IdentityDamaged(path=path.name)
    if document["v"] > VERSION:
        raise IdentityTooNew(version=document["v"])
    return document


def owner_of(document: dict[str, Any], path: Path) -> Person:
    """Whose identity a file holds."""
    return Person(**_texts(document.get("person"), ("name", "organisation", "title"), path))


def token_of(document: dict[str, Any], path: Path) -> TokenPlace | None:
    """On which token the key of an identity lies; files of version 2 always name one, those of version 1 never."""
    token = document.get("token")
    if document["v"] == 1 or (document["v"] > 2 and token is None):
        return None
    texts = _texts(token, (*_PLACE, "public_key"), path)
    return TokenPlace(**{name: texts[name] for name in _PLACE})


def _texts(found: object, names: tuple[str, ...], path: Path) -> dict[str, str]:
    if not isinstance(found, dict) or set(found) != set(names):
        raise IdentityDamaged(path=path.name)
    if not all(isinstance(value, str) for value in found.values()):
        raise IdentityDamaged(path=path.name)
    return found
