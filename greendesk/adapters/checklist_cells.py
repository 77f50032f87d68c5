"""The cells of a checklist's workbook as values in the shape of its file, with the cell of each field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from greendesk.adapters.checklist_sheets import (
    BASIC_LINES,
    BASICS,
    ITEM_COLUMNS,
    ITEMS,
    NOTE,
    TIER_COLUMNS,
    TIER_ITEM,
    TIERS,
    Column,
    Form,
    Level,
)
from greendesk.adapters.checklist_text import FORMAT
from greendesk.adapters.foreign_xlsx import FORMULA, read_rows
from greendesk.domain.checklist_reading import Place
from greendesk.domain.decimals import plain, read_decimal
from greendesk.domain.text import fold_text

LONGEST = 80
_ESCAPED = re.compile(r"'+=")
_LINE_PARTS = re.compile(r"\\(.)", re.DOTALL)
_LEFT_OUT = object()
Row = tuple[int, tuple[str, ...]]


@dataclass(slots=True)
class Cells:
    """What was read, what cells say wrongly by themselves, and where every field stands."""

    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, tuple[str, str]] = field(default_factory=dict)
    places: dict[Place, str] = field(default_factory=dict)

    def cell(self, place: Place) -> str:
        """Return the cell of a field, or of the nearest above it."""
        for end in range(len(place), 0, -1):
            if place[:end] in self.places:
                return self.places[place[:end]]
        return f"{BASICS}!A1"

    def take(self, column: Column, text: str, into: dict[str, Any], base: Place, cell: str) -> None:
        """Read one cell into its field."""
        self.places[(*base, *column.path)] = cell
        if text == FORMULA:
            self.errors[cell] = ("formula", "")
        value = _value(column, text)
        if value is _LEFT_OUT:
            return
        for step in column.path[:-1]:
            into = into.setdefault(step, {})
        into[column.path[-1]] = value


def read_values(data: bytes) -> Cells:
    """Return the values of a workbook; raises `WorkbookUnreadable` only for what is no workbook."""
    cells = Cells(values={"format": FORMAT})
    _read_basics(cells, list(read_rows(data, BASICS)))
    items = _read_items(cells, list(read_rows(data, ITEMS)))
    _read_tiers(cells, list(read_rows(data, TIERS)), items)
    return cells


# ---------------------------------------------------------------- the sheets


def _read_basics(cells: Cells, rows: list[Row]) -> None:
    lines = {line.title: line for line in BASIC_LINES}
    seen: set[str] = set()
    if not any(_cell(row, 0) in lines for _, row in rows):
        cells.errors[f"{BASICS}!A1"] = ("sheet_missing", BASICS)
        return
    for number, row in rows[1:]:
        title, text = fold_text(_cell(row, 0)).strip(), _cell(row, 1)
        name, cell = f"{BASICS}!A{number}", f"{BASICS}!B{number}"
        if title == NOTE:
            notes = cells.values.setdefault("notes", [])
            cells.places["notes", len(notes)] = cell
            if text == FORMULA:
                cells.errors[cell] = ("formula", "")
            notes.append(_unescaped(text))
        elif title in seen:
            cells.errors[name] = ("code_twice", title[:LONGEST])
        elif title in lines:
            seen.add(title)
            cells.take(lines[title], text, cells.values, (), cell)
        elif title or text:
            cells.errors[name] = ("field_unknown", "" if title == FORMULA else title[:LONGEST])


def _read_items(cells: Cells, rows: list[Row]) -> dict[str, tuple[dict[str, Any], Place]]:
    """Read the items under their sections; returns them by code, for the tiers."""
    wanted = {(column.level, column.path): column for column in ITEM_COLUMNS}
    found: dict[str, tuple[dict[str, Any], Place]] = {}
    sections: list[dict[str, Any]] = []
    cells.values["sections"] = sections
    cells.places["sections",] = f"{ITEMS}!A1"
    columns = _columns(cells, ITEMS, rows, tuple(wanted.values()))
    if not columns:
        return found
    for number, row in rows[1:]:
        if not any(row):
            continue
        code = _unescaped(_cell(row, columns[wanted[Level.SECTION, ("code",)]]))
        if not sections or code not in {"", sections[-1].get("code")}:
            base: Place = ("sections", len(sections))
            sections.append({"items": []})
            cells.places[base] = f"{ITEMS}!A{number}"
            for column, at in columns.items():
                if column.level is Level.SECTION:
                    cells.take(column, _cell(row, at), sections[-1], base, _name(ITEMS, at, number))
        else:
            _compare(cells, row, columns, number)
        items = sections[-1]["items"]
        place: Place = ("sections", len(sections) - 1, "items", len(items))
        item: dict[str, Any] = {}
        cells.places[place] = _name(ITEMS, columns[wanted[Level.ITEM, ("code",)]], number)
        for column, at in columns.items():
            if column.level is Level.ITEM:
                cells.take(column, _cell(row, at), item, place, _name(ITEMS, at, number))
        items.append(item)
        found.setdefault(str(item.get("code", "")), (item, place))
    return found


def _compare(cells: Cells, row: tuple[str, ...], columns: Mapping[Column, int], number: int) -> None:
    """Refuse what a further row of a section says about the section, if the first row says something else."""
    section = cells.values["sections"][-1]
    for column, at in columns.items():
        text = _cell(row, at)
        if column.level is not Level.SECTION or not text:
            continue
        value: Any = _value(column, text)
        if text == FORMULA:
            cells.errors[_name(ITEMS, at, number)] = ("formula", "")
        elif value != section.get(column.path[-1]):
            cells.errors[_name(ITEMS, at, number)] = ("section_differs", text[:LONGEST])


def _read_tiers(cells: Cells, rows: list[Row], items: Mapping[str, tuple[dict[str, Any], Place]]) -> None:
    if not rows or fold_text(_cell(rows[0][1], 0)).strip() != TIER_ITEM:
        return  # the sheet may be left out
    key = Column(title=TIER_ITEM, path=("item",))
    columns = _columns(cells, TIERS, rows, (key, *TIER_COLUMNS))
    if not columns:
        return
    for number, row in rows[1:]:
        if not any(row):
            continue
        code, cell = _cell(row, columns[key]), _name(TIERS, columns[key], number)
        if code not in items:
            kind = "formula" if code == FORMULA else "item_unknown"
            cells.errors[cell] = (kind, "" if code == FORMULA else code[:LONGEST])
            continue
        item, place = items[code]
        tiers = item.setdefault("tiers", [])
        base = (*place, "tiers", len(tiers))
        tiers.append({})
        cells.places[base] = cell
        for column in TIER_COLUMNS:
            at = columns[column]
            cells.take(column, _cell(row, at), tiers[-1], base, _name(TIERS, at, number))


def _columns(cells: Cells, sheet: str, rows: list[Row], wanted: tuple[Column, ...]) -> dict[Column, int]:
    """Find the columns by their titles; when one is missing nothing is read."""
    titles = [fold_text(text).strip() for text in rows[0][1]] if rows else []
    if not any(column.title in titles for column in wanted):
        cells.errors[f"{sheet}!A1"] = ("sheet_missing", sheet)
        return {}
    missing = [column.title for column in wanted if column.title not in titles]
    if missing:
        cells.errors[f"{sheet}!A1"] = ("column_missing", "、".join(missing)[:LONGEST])
        return {}
    return {column: titles.index(column.title) for column in wanted}


# ---------------------------------------------------------------- one cell


def _value(column: Column, text: str) -> Any:  # noqa: ANN401 - the shape of a file
    """What a cell means; what it cannot mean stays as it stands and is judged with the rest."""
    if text in {"", FORMULA}:
        return None if column.empty_is_null else _LEFT_OUT
    if column.form in {Form.FLAG, Form.CHOICE}:
        return _meant(column).get(text, text)
    if column.form is Form.LINES:
        return [_joined(line) for line in _unescaped(text).split("\n") if line.strip()]
    if column.form is Form.COUNTS:
        return _counts(_unescaped(text))
    if column.form is Form.NUMBER:
        number = read_decimal(fold_text(text))
        return text if number is None else plain(number)
    return _unescaped(text)


def _meant(column: Column) -> Mapping[str, Any]:
    if column.form is Form.FLAG:
        return {"是": True, "否": False}
    return {words: code for code, words in column.words.items()}


def _counts(text: str) -> dict[str, str]:
    found = {}
    for line in text.split("\n"):
        name, _, count = line.replace("＝", "=").rpartition("=")
        if line.strip():
            found[_joined(name).strip()] = count.strip()
    return found


def _unescaped(text: str) -> str:
    return text[1:] if _ESCAPED.match(text) else text


def _joined(line: str) -> str:
    return _LINE_PARTS.sub(lambda found: "\n" if found[1] == "n" else found[1], line)


def _cell(row: tuple[str, ...], at: int) -> str:
    return row[at] if at < len(row) else ""


def _name(sheet: str, at: int, number: int) -> str:
    return f"{sheet}!{get_column_letter(at + 1)}{number}"
