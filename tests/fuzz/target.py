"""A fuzz target: a reader, what it starts from, and how its inputs are changed without being thrown away at once."""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from random import Random

from greendesk.errors import GreendeskError

Change = Callable[[bytes], bytes]


class Shape(Enum):
    """What the input is made of, so that a change deep inside leaves the wrapping whole."""

    PLAIN = "plain"
    ZIP = "zip"
    BAG = "bag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One reader; `read` gets the input and an empty folder of its own, and may only raise our own failures."""

    read: Callable[[bytes, Path], object]
    seeds: tuple[bytes, ...]
    shape: Shape = Shape.PLAIN
    largest: int = 64 * 1024


def survives(target: Target, data: bytes, folder: Path) -> bool:
    """Whether the reader accepted the input; anything but an answer or a failure in words is raised."""
    try:
        target.read(data, folder)
    except GreendeskError:
        return False
    return True


def changed(target: Target, data: bytes, chance: Random, change: Change | None = None) -> bytes:
    """Change an input somewhere: three times of four inside its wrapping, which is then made to fit again."""
    change = change or (lambda one: scribbled(one, chance))
    if target.shape is Shape.PLAIN or chance.random() < 0.25:
        return change(data)
    try:
        return _repacked(data, chance, change, bag=target.shape is Shape.BAG)
    except Exception:  # noqa: BLE001 - an input whose wrapping is already broken is changed as it is
        return change(data)


_NUMBERS = (
    b"0",
    b"-1",
    b"1e999",
    b"NaN",
    b"4294967296",
    b"99999999999999999999",
    b"null",
    b"[]",
    b'""',
    b"{}",
    b"true",
)
_SPECIAL = (
    b"\0",
    b"\xff",
    b"\n",
    b"\r\n",
    b'"',
    b"/",
    b"..",
    b"\xef\xbb\xbf",
    b"%0A",
    b"&x",
    b"*x",
    b"[" * 3000,
    b"\xed\xa0\x80",
)


def scribbled(data: bytes, chance: Random) -> bytes:
    """Change a text or a binary in a few places as people, disks and liars do."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.randrange(len(found) + 1)
        length = chance.choice((1, 1, 2, 4, 16, 100))
        match chance.randrange(8):
            case 0 if at < len(found):
                found[at] ^= 1 << chance.randrange(8)
            case 1 if at < len(found):
                found[at] = chance.choice((0, 1, 0x7F, 0x80, 0xFF))
            case 2:
                del found[at : at + length]
            case 3:
                found[at:at] = found[at : at + length]
            case 4:
                found[at:at] = chance.choice(_SPECIAL)
            case 5:
                places = list(re.finditer(rb'\d+|"[^"]*"', bytes(found)))
                if places:
                    place = chance.choice(places)
                    found[place.start() : place.end()] = chance.choice(_NUMBERS)
            case 6:
                other = chance.randrange(len(found) + 1)
                found[at : at + length] = found[other : other + length]
            case _:
                found[at : at + length] = chance.randbytes(length)
    return bytes(found[: chance.randrange(len(found) + 1)] if chance.random() < 0.03 else found)


def _repacked(data: bytes, chance: Random, change: Change, *, bag: bool) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    at = chance.randrange(len(members))
    name, content = members[at]
    match chance.randrange(12):
        case 0:
            del members[at]
        case 1:
            members.append((name, content))
        case 2:
            members[at] = (change(name.encode()).decode("utf-8", "replace")[:200] or "x", content)
        case _:
            members[at] = (name, change(content))
    return _packed(_sealed(members, kept=name) if bag else members)


def _packed(members: list[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def _sealed(members: list[tuple[str, bytes]], kept: str) -> list[tuple[str, bytes]]:
    """Write the manifests of a bag anew, but for the one that was changed itself."""
    base = kept.partition("/")[0]
    inside = {name.removeprefix(f"{base}/"): content for name, content in members}
    for manifest, wanted in (("manifest-sha256.txt", True), ("tagmanifest-sha256.txt", False)):
        if manifest in inside and not kept.endswith(f"/{manifest}"):
            lines = (
                f"{hashlib.sha256(content).hexdigest()}  {name}\n"
                for name, content in inside.items()
                if name.startswith("data/") is wanted and name != "tagmanifest-sha256.txt"
            )
            inside[manifest] = "".join(lines).encode()
    rest = dict(inside)
    return [(name, rest.get(name.removeprefix(f"{base}/"), content)) for name, content in members]
