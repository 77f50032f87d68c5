"""The recovery key of an office: an age key in a file that is encrypted with a passphrase (age, scrypt).

The office keeps the file and its passphrase apart, under lock. Every age program opens it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pyrage

from greendesk.adapters.atomic import write_atomically
from greendesk.errors import Refusal

SHORTEST = 12
_LARGEST = 64 * 1024
_SECRET = re.compile(r"^(AGE-SECRET-KEY-1[0-9A-Z]+)$", re.MULTILINE)
_NAME = re.compile(r"^# name: (.+)$", re.MULTILINE)


class RecoveryFileUnreadable(Refusal):
    """The file is no recovery key."""

    code = "GD-142"


class RecoveryPassphraseWrong(Refusal):
    """The passphrase does not open the recovery key."""

    code = "GD-143"


class RecoveryPassphraseTooShort(Refusal):
    """The passphrase of a recovery key has fewer characters than the program asks for; details: `shortest`."""

    code = "GD-144"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryKey:
    """An opened recovery key."""

    name: str
    secret: str

    @property
    def recipient(self) -> str:
        """Its public half, an age recipient."""
        return str(pyrage.x25519.Identity.from_str(self.secret).to_public())


def new_recovery_file(target: Path, name: str, passphrase: str) -> RecoveryKey:
    """Make a recovery key and write it under a passphrase."""
    if len(passphrase) < SHORTEST:
        raise RecoveryPassphraseTooShort(shortest=SHORTEST)
    key = RecoveryKey(name=" ".join(name.split()), secret=str(pyrage.x25519.Identity.generate()))
    text = f"# GreenDesk recovery key\n# name: {key.name}\n# public key: {key.recipient}\n{key.secret}\n"
    write_atomically(target, pyrage.passphrase.encrypt(text.encode(), passphrase), private=True)
    return key


def read_recovery_file(path: Path, passphrase: str) -> RecoveryKey:
    """Open a recovery key."""
    try:
        with path.open("rb") as stream:
            sealed = stream.read(_LARGEST)
    except OSError as error:
        raise RecoveryFileUnreadable(name=path.name) from error
    if not sealed.startswith(b"age-encryption.org/v1\n-> scrypt "):
        raise RecoveryFileUnreadable(name=path.name)
    try:
        text = pyrage.passphrase.decrypt(sealed, passphrase).decode()
    except (pyrage.DecryptError, ValueError) as error:
        raise RecoveryPassphraseWrong(name=path.name) from error
    secret, name = _SECRET.search(text), _NAME.search(text)
    if secret is None:
        raise RecoveryFileUnreadable(name=path.name)
    key = RecoveryKey(name=name[1] if name else "", secret=secret[1])
    try:
        _ = key.recipient
    except Exception as error:  # the library has a class of its own for each word that is wrong
        raise RecoveryFileUnreadable(name=path.name) from error
    return key
