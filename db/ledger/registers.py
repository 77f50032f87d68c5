"""The registers of a round: their heads as the fold leaves them, and the files that these name."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Row, func, select, tuple_

from db import tables
from db.dialect import without_field
from db.ledger.gathered import Gathered
from greendesk.ledger.entry import Body, Entry, EntryId, canonical
from greendesk.ledger.kinds import attachments
from greendesk.ledger.store import Head

_HEAD_COLUMNS = (
    tables.registers.c.entry,
    tables.registers.c.author,
    tables.registers.c.ms,
    tables.registers.c.counter,
    tables.registers.c.kind,
    tables.registers.c.key,
    tables.registers.c.content,
)
_NEWEST = (tables.registers.c.ms.desc(), tables.registers.c.counter.desc(), tables.registers.c.entry.desc())
_FOUNDATIONS = frozenset({"application.registered", "expert.assigned", "recusal.declared"})


class Registers:
    """What the entries that count have made of each register."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._begun: set[tuple[str, str]] = set()

    def forget_read(self) -> None:
        """Ask anew for all that was read, because it may have changed."""
        self._begun = set()

    def fold(self, entry: Entry, body: Body) -> None:
        """Let an entry that counts be a head of its register, in place of those that it replaces."""
        key = _key_text(body.key)
        for old in body.replaces:
            self._gathered.replace(old, body.kind, key)
        content = _content_text(body.content)
        self._gathered.add_head(
            {
                "entry": entry.id,
                "round": self._gathered.round,
                "kind": body.kind,
                "key": key,
                "author": entry.author,
                "ms": entry.time[0],
                "counter": entry.time[1],
                "content": content,
            }
        )
        if body.kind in _FOUNDATIONS:
            self._begun.add((body.kind, key))
        if '"sha256"' in content:
            for name in attachments(body.content):
                self._gathered.name_file(name, entry.id)

    # ------------------------------------------------------------ reading

    def begun(self, kind: str, key: Sequence[str], /) -> bool:
        """Whether a register has a head; one that has one once always has one."""
        name = (kind, _key_text(key))
        if name in self._begun:
            return True
        register = tables.registers
        query = select(register.c.entry).where(
            register.c.round == self._gathered.round, register.c.kind == kind, register.c.key == name[1]
        )
        if self._gathered.ask(query.limit(1)).first() is None:
            return False
        self._begun.add(name)
        return True

    def heads(self, kind: str, key: Sequence[str], /) -> tuple[Head, ...]:
        """The heads of one register, the provisional value first."""
        register = tables.registers
        query = select(*_HEAD_COLUMNS).where(
            register.c.round == self._gathered.round,
            register.c.kind == kind,
            register.c.key == _key_text(key),
        )
        return tuple(_head(row) for row in self._gathered.ask(query.order_by(*_NEWEST)))

    def all_heads(self, kind: str, prefix: Sequence[str] = (), /, *, without: str = "") -> tuple[Head, ...]:
        """All heads of one kind whose key begins with `prefix`, the provisional first in each register."""
        register, connection = tables.registers, self._gathered.connection
        content = without_field(connection, register.c.content, without) if without else register.c.content
        query = select(*_HEAD_COLUMNS[:-1], content).where(
            register.c.round == self._gathered.round, register.c.kind == kind
        )
        if prefix:  # all keys that begin with it stand together, and the index has them in order
            begin = _key_text(prefix[:1])[:-1]
            query = query.where(register.c.key.between(f"{begin},", f"{begin}]"))
        rows = self._gathered.ask(query.order_by(register.c.key, *_NEWEST))
        return tuple(head for head in map(_head, rows) if head.key[: len(prefix)] == tuple(prefix))

    def conflicts(self) -> tuple[tuple[Head, ...], ...]:
        """Registers with several heads whose contents differ."""
        crowded, register = tables.crowded, tables.registers
        few = select(crowded.c.round, crowded.c.kind, crowded.c.key)
        few = few.where(crowded.c.round == self._gathered.round)
        # a join would read through the many: SQLite takes their index for the order
        among = tuple_(register.c.round, register.c.kind, register.c.key).in_(few)
        query = select(*_HEAD_COLUMNS).where(among)
        grouped: dict[tuple[str, tuple[str, ...]], list[Head]] = {}
        for row in self._gathered.ask(query.order_by(register.c.kind, register.c.key, *_NEWEST)):
            head = _head(row)
            grouped.setdefault((head.kind, head.key), []).append(head)
        return tuple(
            tuple(group)
            for group in grouped.values()
            if any(head.content != group[0].content for head in group)
        )

    def how_many(self, kind: str, /) -> int:
        """How many registers of a kind have begun."""
        register = tables.registers
        query = select(func.count(register.c.key.distinct()))
        query = query.where(register.c.round == self._gathered.round, register.c.kind == kind)
        return int(self._gathered.ask(query).scalar_one())

    def naming(self, sha256: str, /) -> tuple[EntryId, ...]:
        """The entries that count and name a file."""
        table = tables.attachments
        query = select(table.c.entry).where(table.c.round == self._gathered.round, table.c.sha256 == sha256)
        return tuple(map(EntryId, self._gathered.ask(query.order_by(table.c.entry)).scalars()))


def _head(row: Row[*tuple[Any, ...]]) -> Head:
    entry, author, ms, counter, kind, key, content = tuple(row)
    return Head(
        entry=EntryId(entry),
        author=author,
        time=(ms, counter),
        kind=kind,
        key=tuple(orjson.loads(key)),
        content=orjson.loads(content),
    )


def _key_text(key: Sequence[str]) -> str:
    return orjson.dumps(tuple(key)).decode()


def _content_text(content: Mapping[str, Any]) -> str:
    try:
        return orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode()
    except TypeError:  # whole numbers beyond 64 bits
        return canonical(content).decode()
