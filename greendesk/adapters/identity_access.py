"""Who opens an identity: its owner by a passphrase, and the recovery keys that he let in."""

from pathlib import Path
from typing import Any

import pyrage

from greendesk.adapters.identity import (
    Identity,
    check_length,
    identity_from,
    save_identity,
    unlock_identity,
    write_identity,
)
from greendesk.adapters.identity_key import new_key, private_bytes
from greendesk.adapters.identity_owner import VERSION, IdentityDamaged, owner_of, read_document, token_of
from greendesk.adapters.identity_sealing import (
    MALFORMED,
    RecoveryKeyOfAnother,
    admitted,
    let_in,
    recover,
    rewrap,
    shut_out,
)
from greendesk.errors import Refusal


class RecoveryKeyMalformed(Refusal):
    """What was published as a recovery key is none; details: `name`."""

    code = "GD-145"


def change_passphrase(path: Path, old: str, new: str) -> None:
    """Put the keys of an identity under another passphrase; what they seal stays as it is."""
    check_length(new)
    document = read_document(path)
    if document["v"] < VERSION:
        save_identity(path, unlock_identity(path, old), new)
        return
    try:
        changed = rewrap(document, old, new)
    except MALFORMED as error:
        raise IdentityDamaged(path=path.name) from error
    write_identity(path, changed)


def upgrade_identity(path: Path, identity: Identity, passphrase: str) -> bool:
    """Write the file of an earlier version in the form of this one; False when it is already."""
    if read_document(path)["v"] == VERSION:
        return False
    save_identity(path, identity, passphrase)
    return True


def let_recovery_in(path: Path, passphrase: str, recipient: str, name: str) -> None:
    """Let the holder of a recovery key open what the desk holds from now on; he cannot sign with it."""
    document = read_document(path)
    if document["v"] < VERSION:
        save_identity(path, unlock_identity(path, passphrase), passphrase)
        document = read_document(path)
    try:
        changed = let_in(document, passphrase, recipient, name)
    except pyrage.RecipientError as error:
        raise RecoveryKeyMalformed(name=name) from error
    except MALFORMED as error:
        raise IdentityDamaged(path=path.name) from error
    write_identity(path, changed)


def shut_recovery_out(path: Path, recipient: str) -> None:
    """Let a recovery key open the desk no more."""
    document = read_document(path)
    try:
        write_identity(path, shut_out(document, recipient))
    except MALFORMED as error:
        raise IdentityDamaged(path=path.name) from error


def recover_identity(path: Path, recovery_key: str, passphrase: str) -> tuple[Identity, dict[str, Any]]:
    """The identity opened by a recovery key, and the file that puts it under a new passphrase, not yet written.

    A signing key that lay under the forgotten passphrase is replaced by a new one; one on a token stays.
    """
    check_length(passphrase)
    document = read_document(path)
    person, place = owner_of(document, path), token_of(document, path)
    if document["v"] < VERSION:
        raise RecoveryKeyOfAnother
    signing_key = None if place else private_bytes(new_key().private_key)
    try:
        changed, held = recover(document, recovery_key, signing_key, passphrase)
        return identity_from(changed, person, place, held, ""), changed
    except MALFORMED as error:
        raise IdentityDamaged(path=path.name) from error


def is_recipient(text: str) -> bool:
    """Whether a text is the public half of a recovery key."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def admitted_keys(path: Path) -> tuple[tuple[str, str], ...]:
    """The recovery keys that open the desk, recipient and name; needs no passphrase."""
    try:
        return tuple(admitted(read_document(path)))
    except MALFORMED as error:
        raise IdentityDamaged(path=path.name) from error
