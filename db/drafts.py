"""Private drafts with undo and redo that survive a restart; sealed with the desk's key, never exported."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, select, update

from db import tables
from db.faults import translated
from db.sealing import Seal
from greendesk.ports import Draft

STEPS_KEPT = 500


class SqlDrafts:
    """`greendesk.ports.Drafts` over a database: each change is one committed row that only this desk can read."""

    def __init__(self, engine: Engine, seal: Seal) -> None:
        self._engine = engine
        self._seal = seal

    def get(self, key: str, /) -> Draft | None:
        """The draft, or nothing."""
        with translated(), self._engine.connect() as connection:
            return self._read(connection, key)

    def put(self, key: str, content: Mapping[str, Any], label: str, now: int, /) -> Draft:
        """Save a change and remember the one before for undo; redo is forgotten."""
        steps, heads = tables.draft_steps, tables.drafts
        head, step = self._head(key), self._step(key)
        with translated(), self._engine.begin() as connection:
            position = connection.execute(select(heads.c.position).where(head)).scalar()
            if position is None:
                values = {"desk": self._seal.desk, "key": key, "position": 0, "saved": now}
                connection.execute(insert(heads).values(values))
                position = -1
            connection.execute(delete(steps).where(step, steps.c.number > position))
            text = json.dumps([label, content], ensure_ascii=False).encode()
            values = {
                "desk": self._seal.desk,
                "key": key,
                "number": position + 1,
                "sealed": self._seal.close(text, "draft", key, position + 1),
            }
            connection.execute(insert(steps).values(values))
            connection.execute(delete(steps).where(step, steps.c.number <= position - STEPS_KEPT))
            connection.execute(update(heads).where(head).values(position=position + 1, saved=now))
        saved = self.get(key)
        if saved is None:
            raise KeyError(key)
        return saved

    def undo(self, key: str, now: int, /) -> Draft | None:
        """Take the last change back; before the first change the draft is gone but can be redone."""
        return self._move(key, -1, now)

    def redo(self, key: str, now: int, /) -> Draft | None:
        """Do the change again, or nothing when there is none."""
        return self._move(key, 1, now)

    def drop(self, key: str, /) -> None:
        """Forget the draft and its history."""
        with translated(), self._engine.begin() as connection:
            forget(connection, self._seal.desk, key)

    def _move(self, key: str, by: int, now: int) -> Draft | None:
        steps, heads = tables.draft_steps, tables.drafts
        with translated(), self._engine.begin() as connection:
            position = connection.execute(select(heads.c.position).where(self._head(key))).scalar()
            if position is None:
                return None
            wanted = select(steps.c.number).where(self._step(key), steps.c.number == position + by)
            if connection.execute(wanted).first() is None:
                return None
            moved = update(heads).where(self._head(key)).values(position=position + by, saved=now)
            connection.execute(moved)
        return self.get(key)

    def _read(self, connection: Connection, key: str) -> Draft | None:
        steps, heads = tables.draft_steps, tables.drafts
        here = select(heads.c.position, heads.c.saved).where(self._head(key))
        head = connection.execute(here).first()
        if head is None:
            return None
        position, saved = head
        one = select(steps.c.sealed).where(self._step(key), steps.c.number == position)
        sealed = connection.execute(one).scalar()
        if sealed is None:
            return None
        ends = select(func.min(steps.c.number), func.max(steps.c.number)).where(self._step(key))
        first, last = connection.execute(ends).one()
        _, content = json.loads(self._seal.open(sealed, "draft", key, position))
        return Draft(content=content, saved_at=saved, undo=position - first, redo=last - position)

    def _head(self, key: str) -> ColumnElement[bool]:
        return (tables.drafts.c.desk == self._seal.desk) & (tables.drafts.c.key == key)

    def _step(self, key: str) -> ColumnElement[bool]:
        return (tables.draft_steps.c.desk == self._seal.desk) & (tables.draft_steps.c.key == key)


def forget(connection: Connection, desk: str, key: str) -> None:
    """Remove a draft of a desk and its history inside a transaction."""
    for table in (tables.draft_steps, tables.drafts):
        connection.execute(delete(table).where(table.c.desk == desk, table.c.key == key))


def texts(connection: Connection, seal: Seal) -> Iterator[bytes]:
    """What every step of every draft of a desk says."""
    steps = tables.draft_steps
    query = select(steps.c.sealed, steps.c.key, steps.c.number).where(steps.c.desk == seal.desk)
    for sealed, key, number in connection.execute(query.execution_options(yield_per=100)):
        yield seal.open(sealed, "draft", key, number)
