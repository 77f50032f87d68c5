"""Where a desk's signing key comes from and where it lies: what screens, commands and adapters tell each other."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class NewKey:
    """A new key, made on this computer and kept under the passphrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """The key in a certificate file (PKCS#12: .p12, .pfx); it is copied and kept under the passphrase."""

    path: Path
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenPlace:
    """A key on a token (PKCS#11, UKey), which it never leaves."""

    module: str  # path of the maker's library
    label: str
    serial: str
    key: str  # its number on the token (CKA_ID, hex); empty: one is to be made


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenAccess:
    """A key on a token with the PIN that lets it sign."""

    place: TokenPlace
    pin: str = field(repr=False)


KeySource = NewKey | KeyFile | TokenAccess
NEW_KEY = NewKey()


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenLine:
    """A token that is plugged in."""

    label: str
    serial: str
    model: str
    read_only: bool
    locked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenKeyLine:
    """A key pair on a token that a desk can sign with."""

    key: str  # CKA_ID, hex
    label: str
    holder: str  # whom the certificate beside it names, empty when there is none
