"""Private drafts with undo and redo that survive a restart; never exported."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from db import tables
from db.faults import translated
from greendesk.ports import Draft

STEPS_KEPT = 500


class SqlDrafts:
    """`greendesk.ports.Drafts` over the desk's database: each change is one committed row."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, key: str, /) -> Draft | None:
        """The draft, or nothing."""
        with translated(), self._engine.connect() as connection:
            return _read(connection, key)

    def put(self, key: str, content: Mapping[str, Any], label: str, now: int, /) -> Draft:
        """Save a change and remember the one before for undo; redo is forgotten."""
        steps, heads = tables.draft_steps, tables.drafts
        with translated(), self._engine.begin() as connection:
            position = connection.execute(select(heads.c.position).where(heads.c.key == key)).scalar()
            if position is None:
                connection.execute(insert(heads).values(key=key, position=0, saved=now))
                position = -1
            connection.execute(delete(steps).where(steps.c.key == key, steps.c.number > position))
            text = json.dumps(content, ensure_ascii=False)
            connection.execute(insert(steps).values(key=key, number=position + 1, label=label, content=text))
            connection.execute(
                delete(steps).where(steps.c.key == key, steps.c.number <= position - STEPS_KEPT)
            )
            connection.execute(
                update(heads).where(heads.c.key == key).values(position=position + 1, saved=now)
            )
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
            forget(connection, key)

    def _move(self, key: str, by: int, now: int) -> Draft | None:
        steps, heads = tables.draft_steps, tables.drafts
        with translated(), self._engine.begin() as connection:
            position = connection.execute(select(heads.c.position).where(heads.c.key == key)).scalar()
            if position is None:
                return None
            wanted = select(steps.c.number).where(steps.c.key == key, steps.c.number == position + by)
            if connection.execute(wanted).first() is None:
                return None
            connection.execute(
                update(heads).where(heads.c.key == key).values(position=position + by, saved=now)
            )
        return self.get(key)


def forget(connection: Connection, key: str) -> None:
    """Remove a draft and its history inside a transaction."""
    connection.execute(delete(tables.draft_steps).where(tables.draft_steps.c.key == key))
    connection.execute(delete(tables.drafts).where(tables.drafts.c.key == key))


def _read(connection: Connection, key: str) -> Draft | None:
    steps, heads = tables.draft_steps, tables.drafts
    joined = heads.join(steps, (steps.c.key == heads.c.key) & (steps.c.number == heads.c.position))
    row = connection.execute(
        select(steps.c.content, heads.c.saved, heads.c.position).select_from(joined).where(heads.c.key == key)
    ).first()
    if row is None:
        return None
    first, last = connection.execute(
        select(func.min(steps.c.number), func.max(steps.c.number)).where(steps.c.key == key)
    ).one()
    return Draft(content=json.loads(row[0]), saved_at=row[1], undo=row[2] - first, redo=last - row[2])
