"""Whose desk a folder holds: read without the passphrase, and light, because the first window waits for it."""

import json
from pathlib import Path
from typing import Any

from greendesk.errors import Fault
from greendesk.ports import Person

VERSION = 1


class IdentityDamaged(Fault):
    """The identity file cannot be read."""

    code = "GD-123"


class IdentityTooNew(Fault):
    """The identity file was written by a newer version of the program."""

    code = "GD-124"


def read_person(path: Path) -> Person:
    """Whose desk this is, without the passphrase."""
    return owner_of(read_document(path), path)


def read_document(path: Path) -> dict[str, Any]:
    """Read the identity file as it lies; its secrets stay sealed."""
    try:
        document = json.loads(path.read_bytes())
    except (ValueError, RecursionError, OSError) as error:
        raise IdentityDamaged(path=path.name) from error
    if not isinstance(document, dict) or type(document.get("v")) is not int or document["v"] < 1:
        raise IdentityDamaged(path=path.name)
    if document["v"] > VERSION:
        raise IdentityTooNew(version=document["v"])
    return document


def owner_of(document: dict[str, Any], path: Path) -> Person:
    """Whose identity a file holds."""
    person = document.get("person")
    if not isinstance(person, dict) or set(person) != {"name", "organisation", "title"}:
        raise IdentityDamaged(path=path.name)
    if not all(isinstance(value, str) for value in person.values()):
        raise IdentityDamaged(path=path.name)
    return Person(**person)
