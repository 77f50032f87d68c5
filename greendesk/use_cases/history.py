"""The earlier values of a register: what each entry replaced, as far as it is held."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from greendesk.ledger.entry import read_body
from greendesk.ledger.store import Head, LedgerStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One value that a register had."""

    entry: str
    author: str
    at: int
    content: Mapping[str, Any]


def history(ledger: LedgerStore, heads: tuple[Head, ...]) -> Iterator[Past]:
    """Yield the values of a register, newest first, each entry once; what is withheld is passed over."""
    waiting = [head.entry for head in heads]
    seen: set[str] = set()
    while waiting:
        found = []
        for entry, raw in ledger.read(waiting):
            if raw is None:
                continue
            body = read_body(entry, raw)
            seen.add(entry.id)
            found.append((entry.time, body, entry))
        waiting = []
        for _, body, entry in sorted(found, key=lambda one: one[0], reverse=True):
            yield Past(entry=entry.id, author=entry.author, at=entry.time[0], content=body.content)
            waiting.extend(name for name in body.replaces if name not in seen and name not in waiting)
