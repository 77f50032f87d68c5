"""The header of an age file (age-encryption.org/v1), held to the letter of its grammar before a key touches it.

The library that decrypts reads some headers that the format forbids, and others that are allowed but cost a
stranger nothing and us minutes (a passphrase stanza with a large work factor; a long header, whose cost in the
library grows with the square of its length). What passes here follows the grammar of the specification, names no
passphrase and is short.
"""

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from greendesk.errors import Fault

MAX_HEADER = 64 * 1024
MAX_STANZAS = 512
MAX_RECIPIENTS = MAX_STANZAS - 1  # the library adds a stanza of its own to what it writes
_VERSION = b"age-encryption.org/v1"
_ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_ARGUMENTS = re.compile(rb"-> ([!-~]+(?: [!-~]+)*)")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]*")
_COLUMNS = 64
_MAC = 32
_WRAPPED_KEY = 32


class EncryptedHeaderRefused(Fault):
    """The encrypted part begins in a way that the age format forbids, or we do; details: `why` (a code)."""

    code = "GD-613"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stanza:
    """One wrapping of the file key: its kind, the arguments after it, and the wrapped key."""

    kind: str
    arguments: tuple[bytes, ...]
    body: bytes


_SIZES: dict[str, tuple[int, ...]] = {
    "X25519": (32,),
    "mlkem768x25519": (1120,),
    "p256tag": (4, 65),
    "mlkem768p256tag": (4, 1153),
}
"""Bytes behind each argument of the kinds that the specification defines; their body is 32 bytes long."""


def check_age_header(path: Path) -> None:
    """Raise `EncryptedHeaderRefused` unless the file begins with a header as the age format demands it."""
    with path.open("rb") as stream:
        start = stream.read(MAX_HEADER + 1)
    read_age_header(start)


def read_age_header(start: bytes) -> tuple[Stanza, ...]:
    """Return the stanzas of the header that these bytes begin with.

    Raises:
        EncryptedHeaderRefused: `why` is version, armor, stanza, argument, body, base64, mac, end, passphrase,
            kind (wrong arguments or body for a kind that the specification defines), repeated or large.

    """
    if start.startswith(_ARMOR):
        raise EncryptedHeaderRefused(why="armor")
    lines = _lines(start)
    if next(lines) != _VERSION:
        raise EncryptedHeaderRefused(why="version")
    stanzas: list[Stanza] = []
    line = next(lines)
    while not line.startswith(b"---"):
        if len(stanzas) == MAX_STANZAS:
            raise EncryptedHeaderRefused(why="large")
        stanzas.append(_stanza(line, lines))
        line = next(lines)
    if not line.startswith(b"--- ") or len(_bytes(line[4:])) != _MAC:
        raise EncryptedHeaderRefused(why="mac")
    _check_kinds(stanzas)
    return tuple(stanzas)


def _lines(start: bytes) -> Iterator[bytes]:
    """Every line that ends within the limit, then a refusal: the header has to end before."""
    begin = 0
    while (end := start.find(b"\n", begin, MAX_HEADER)) >= 0:
        yield start[begin:end]
        begin = end + 1
    raise EncryptedHeaderRefused(why="large" if len(start) > MAX_HEADER else "end")


def _stanza(line: bytes, lines: Iterator[bytes]) -> Stanza:
    if not line.startswith(b"->"):
        raise EncryptedHeaderRefused(why="stanza")
    found = _ARGUMENTS.fullmatch(line)
    if found is None:
        raise EncryptedHeaderRefused(why="argument")
    kind, *arguments = found[1].split(b" ")
    body = bytearray()
    while True:
        part = next(lines)
        if len(part) > _COLUMNS or part.startswith(
            b"-"
        ):  # too long, or the next stanza: no short line ended it
            raise EncryptedHeaderRefused(why="body")
        body += part
        if len(part) < _COLUMNS:
            break
    return Stanza(kind=kind.decode("ascii"), arguments=tuple(arguments), body=_bytes(bytes(body)))


def _check_kinds(stanzas: Sequence[Stanza]) -> None:
    """Hold the kinds that the specification defines to its sizes; others are for other programs."""
    if not stanzas:
        raise EncryptedHeaderRefused(why="stanza")
    known: set[tuple[str, tuple[bytes, ...]]] = set()
    for stanza in stanzas:
        if stanza.kind == "scrypt":
            raise EncryptedHeaderRefused(why="passphrase")
        sizes = _SIZES.get(stanza.kind)
        if sizes is None:
            continue
        if len(stanza.body) != _WRAPPED_KEY or tuple(map(_size, stanza.arguments)) != sizes:
            raise EncryptedHeaderRefused(why="kind")
        if (stanza.kind, stanza.arguments) in known:  # each stanza is made with a fresh ephemeral key
            raise EncryptedHeaderRefused(why="repeated")
        known.add((stanza.kind, stanza.arguments))


def _size(argument: bytes) -> int:
    return len(_bytes(argument))


def _bytes(text: bytes) -> bytes:
    """Decode base64 without padding; refuses what an encoder would have written otherwise."""
    try:
        if _BASE64.fullmatch(text) is None:
            raise EncryptedHeaderRefused(why="base64")
        decoded = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise EncryptedHeaderRefused(why="base64") from error
    if base64.b64encode(decoded).rstrip(b"=") != text:
        raise EncryptedHeaderRefused(why="base64")
    return decoded
