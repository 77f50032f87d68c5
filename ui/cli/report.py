"""What a command gives back: lines for people, the same as data for scripts, and the exit code."""

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path

from ui.cli.columns import padded, width

OK, REFUSED, USAGE = 0, 1, 2


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The answer of a command."""

    lines: tuple[str, ...]
    data: object
    code: int = OK


def plain(value: object) -> object:
    """A frozen line as JSON values: decimals and times as text, so that nothing is rounded."""
    found: object = value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = {part.name: plain(getattr(value, part.name)) for part in dataclasses.fields(value)}
    elif isinstance(value, Mapping):
        found = {str(key): plain(one) for key, one in value.items()}
    elif isinstance(value, (tuple, list, set, frozenset)):
        found = [plain(one) for one in value]
    elif isinstance(value, Decimal):
        found = format(value, "f")
    elif isinstance(value, date):
        found = value.isoformat()
    elif isinstance(value, Enum):
        found = plain(value.value)
    elif isinstance(value, Path):
        found = str(value)
    return found


def as_json(data: object, encoding: str | None = "utf-8") -> str:
    """The data of an answer as one JSON document; a stream that lacks letters gets their numbers, and loses none."""
    text = json.dumps(plain(data), ensure_ascii=False, indent=1)
    try:
        text.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(plain(data), indent=1)
    return text


def table(rows: Iterable[Sequence[object]]) -> tuple[str, ...]:
    """Lines with aligned columns; Chinese characters are two cells wide."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    if not cells:
        return ()
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    return tuple(
        "  ".join(padded(cell, room) for cell, room in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )
