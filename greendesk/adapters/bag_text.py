"""The text files of a BagIt bag (RFC 8493 section 2): declaration, manifests, bag-info."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from greendesk.adapters.archive_names import unsafe_reason
from greendesk.errors import Refusal

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

OXUM = "Payload-Oxum"

_DECLARATION = re.compile(r"BagIt-Version: (\d+)\.(\d+)\r?\nTag-File-Character-Encoding: UTF-8(\r?\n)?")
_VERSIONS = {(0, 97), (1, 0)}
_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+(\S.*)")
_LABEL = re.compile(r"([^\s:](?:[^:]*[^\s:])?):(?:[ \t](.*))?")
_ESCAPES = {"%0D": "\r", "%0A": "\n", "%25": "%"}
_ESCAPED = re.compile("%(?:0[Dd]|0[Aa]|25)")
_LONE_PERCENT = re.compile("%(?!0[Dd]|0[Aa]|25)")
_BREAK = re.compile(r"\r\n|\n|\r")


class BagMalformed(Refusal):
    """The file is no bag as the standard demands it; details: `name` (which part), `reason` (a code)."""

    code = "GD-340"


class BagIncomplete(Refusal):
    """A file is missing from the bag, or is in it without being listed; details: `name`, `reason`."""

    code = "GD-341"


class BagDamaged(Refusal):
    """A file of the bag does not have the bytes that the manifest promises; details: `name`."""

    code = "GD-342"


def read_declaration(data: bytes) -> tuple[int, int]:
    """Return the version that bagit.txt declares, 0.97 or 1.0, in UTF-8; raises `BagMalformed`."""
    found = _DECLARATION.fullmatch(_text(data, "bagit.txt"))
    if found is None:
        raise BagMalformed(name="bagit.txt", reason="declaration")
    version = next((one for one in _VERSIONS if found[1] == str(one[0]) and found[2] == str(one[1])), None)
    if version is None:
        raise BagMalformed(name="bagit.txt", reason="version")
    return version


def read_manifest(name: str, data: bytes, version: tuple[int, int] = (1, 0)) -> dict[str, str]:
    """Return path → hex digest in lower case; refuses unsafe paths and repeated ones.

    Version 1.0 wants every percent sign of a path encoded (section 2.1.3); 0.97 says nothing of it.
    """
    listed: dict[str, str] = {}
    for line in _lines(data, name):
        found = _LINE.fullmatch(line)
        if found is None:
            raise BagMalformed(name=name, reason="line")
        if version >= (1, 0) and _LONE_PERCENT.search(found[2]):
            raise BagMalformed(name=name, reason="path")
        path = _ESCAPED.sub(lambda escape: _ESCAPES[escape[0].upper()], found[2])
        path = unicodedata.normalize("NFC", path)
        if unsafe_reason(path):
            raise BagMalformed(name=name, reason="path")
        if path in listed:
            raise BagMalformed(name=name, reason="repeated")
        listed[path] = found[1].lower()
    return listed


def write_manifest(digests: Mapping[str, str]) -> str:
    """Return the lines of a manifest in order of path."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests))


def read_info(data: bytes) -> dict[str, str]:
    """Return the labels of bag-info.txt; folded lines are joined, repeated labels stand on lines."""
    pairs: list[tuple[str, str]] = []
    for line in _lines(data, "bag-info.txt"):
        if line[0] in " \t" and pairs:
            label, value = pairs.pop()
            pairs.append((label, f"{value} {line.strip()}"))
            continue
        found = _LABEL.fullmatch(line)
        if found is None:
            raise BagMalformed(name="bag-info.txt", reason="line")
        pairs.append((found[1], found[2] or ""))
    return _joined(pairs)


def write_info(info: Mapping[str, str]) -> str:
    """Return the text of bag-info.txt; line breaks in a value become spaces."""
    return "".join(f"{label}: {_BREAK.sub(' ', value)}\n" for label, value in info.items())


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    info: dict[str, str] = {}
    for given, value in pairs:
        label = given
        if label.casefold() == OXUM.casefold():
            label = OXUM
            if label in info:
                raise BagMalformed(name="bag-info.txt", reason="repeated")
        info[label] = f"{info[label]}\n{value}" if label in info else value
    return info


def _lines(data: bytes, name: str) -> list[str]:
    return [line for line in _BREAK.split(_text(data, name)) if line]


def _text(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BagMalformed(name=name, reason="encoding") from error
    if text.startswith("\ufeff"):
        raise BagMalformed(name=name, reason="encoding")
    return text
