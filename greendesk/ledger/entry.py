"""One immutable fact: a signed envelope and the body it names (DESIGN.md section 3)."""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NewType

import orjson

from greendesk.errors import Fault

EntryId = NewType("EntryId", str)

ENVELOPE_VERSION = 1
_FIELDS = {"v", "round", "author", "seq", "prev", "time", "body"}
_BODY_FIELDS = {"kind", "key", "replaces", "content", "nonce"}
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MAX_BYTES = 64 * 1024 * 1024


class EntryDamaged(Fault):
    """Bytes that are no envelope or no body, or do not match each other."""

    code = "GD-101"


class EntryTooNew(Fault):
    """An envelope written by a newer version of the program."""

    code = "GD-102"


@dataclass(frozen=True, slots=True)
class Entry:
    """An envelope: its exact bytes, and what they say."""

    raw: bytes
    id: EntryId
    round: str
    author: str
    seq: int
    prev: str | None
    time: tuple[int, int]
    body: str


@dataclass(frozen=True, slots=True)
class Body:
    """What an entry says: a kind, the register it speaks about, what it replaces and the content."""

    kind: str
    key: tuple[str, ...]
    replaces: tuple[EntryId, ...]
    content: Mapping[str, Any]


def sha256(data: bytes) -> str:
    """Return the SHA-256 of the bytes as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def canonical(value: object) -> bytes:
    """Write JSON in the one form this program writes: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def write_body(
    kind: str,
    key: tuple[str, ...],
    replaces: tuple[EntryId, ...],
    content: Mapping[str, Any],
    nonce: str = "",
) -> bytes:
    """Return the bytes of a body; the nonce makes its hash say nothing about it."""
    document = {
        "kind": kind,
        "key": list(key),
        "replaces": sorted(replaces),
        "content": content,
        "nonce": nonce or secrets.token_hex(16),
    }
    return canonical(document)


def write_entry(
    *, round_id: str, author: str, seq: int, prev: str | None, time: tuple[int, int], body: bytes
) -> Entry:
    """Return the envelope of a body as the next fact of an author's feed."""
    document = {
        "v": ENVELOPE_VERSION,
        "round": round_id,
        "author": author,
        "seq": seq,
        "prev": prev,
        "time": list(time),
        "body": sha256(body),
    }
    return read_entry(canonical(document))


def read_entry(raw: bytes) -> Entry:
    """Read an envelope from its exact bytes; raises `EntryDamaged` or `EntryTooNew`."""
    document = _object(raw, "envelope")
    version = document.get("v")
    if isinstance(version, int) and not isinstance(version, bool) and version > ENVELOPE_VERSION:
        raise EntryTooNew(version=version)
    if document.keys() != _FIELDS or type(version) is not int:
        raise EntryDamaged(part="envelope", where="fields")
    seq, prev, time = document["seq"], document["prev"], document["time"]
    for name in ("round", "author", "body"):
        if type(document[name]) is not str or not is_digest(document[name]):
            raise EntryDamaged(part="envelope", where=name)
    if prev is not None and (type(prev) is not str or not is_digest(prev)):
        raise EntryDamaged(part="envelope", where="prev")
    if type(time) is not list or len(time) != 2 or not all(type(part) is int for part in time):
        raise EntryDamaged(part="envelope", where="time")
    if not 0 <= time[0] < 2**53 or not 0 <= time[1] < 2**53:
        raise EntryDamaged(part="envelope", where="time")
    if type(seq) is not int or not 1 <= seq < 2**53 or (seq == 1) != (prev is None):
        raise EntryDamaged(part="envelope", where="seq")
    return Entry(
        raw=raw,
        id=EntryId(sha256(raw)),
        round=document["round"],
        author=document["author"],
        seq=seq,
        prev=prev,
        time=(time[0], time[1]),
        body=document["body"],
    )


def read_body(entry: Entry, raw: bytes) -> Body:
    """Read a body from its exact bytes and check that it is the one the envelope names."""
    if sha256(raw) != entry.body:
        raise EntryDamaged(part="body", where=f"{entry.author[:8]}/{entry.seq}")
    document = _object(raw, "body")
    if document.keys() != _BODY_FIELDS:
        raise EntryDamaged(part="body", where="fields")
    kind, key, replaces, content = (document[name] for name in ("kind", "key", "replaces", "content"))
    words = type(kind) is str and type(document["nonce"]) is str
    lists = type(key) is list and type(replaces) is list and type(content) is dict
    if not words or not lists or not all(type(part) is str for part in key):
        raise EntryDamaged(part="body", where="types")
    if not all(type(part) is str and is_digest(part) for part in replaces):
        raise EntryDamaged(part="body", where="replaces")
    return Body(
        kind=kind, key=tuple(key), replaces=tuple(EntryId(part) for part in replaces), content=content
    )


def read_again(raw: bytes, entry_id: str) -> Entry:
    """Read an envelope that was checked when it was kept; raises `EntryDamaged` when it is no longer the same."""
    if sha256(raw) != entry_id:
        raise EntryDamaged(part="envelope", where=entry_id[:8])
    document = orjson.loads(raw)
    return Entry(
        raw=raw,
        id=EntryId(entry_id),
        round=document["round"],
        author=document["author"],
        seq=document["seq"],
        prev=document["prev"],
        time=(document["time"][0], document["time"][1]),
        body=document["body"],
    )


def read_body_again(entry: Entry, raw: bytes) -> Body:
    """Read a body that was checked when it was kept; raises `EntryDamaged` when it is no longer the same."""
    if sha256(raw) != entry.body:
        raise EntryDamaged(part="body", where=f"{entry.author[:8]}/{entry.seq}")
    document = orjson.loads(raw)
    return Body(
        kind=document["kind"],
        key=tuple(document["key"]),
        replaces=tuple(document["replaces"]),
        content=document["content"],
    )


def is_digest(text: str) -> bool:
    """Whether the text is 64 lower-case hex digits."""
    return _DIGEST.fullmatch(text) is not None


def _object(raw: bytes, part: str) -> dict[str, Any]:
    """Read one JSON object; what is not in the canonical form is read slowly and with suspicion."""
    if len(raw) > _MAX_BYTES:
        raise EntryDamaged(part=part, where="size")
    try:
        document = orjson.loads(raw)
        if orjson.dumps(document, option=orjson.OPT_SORT_KEYS) != raw:
            document = _read_suspiciously(raw)
    except (ValueError, TypeError, RecursionError) as error:  # TypeError: nested too deeply to be written
        raise EntryDamaged(part=part, where="json") from error
    if not isinstance(document, dict):
        raise EntryDamaged(part=part, where="json")
    return document


def _read_suspiciously(raw: bytes) -> object:
    """Read JSON that somebody else wrote: names occur once, and it is one line, as files carry it."""
    if b"\n" in raw:
        raise ValueError
    return json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_unique)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError
    return document


def _refuse_constant(name: str) -> float:
    raise ValueError(name)
