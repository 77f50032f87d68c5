"""A checklist as a workbook and back; the layout is in `checklist_sheets` and docs/checklist-xlsx.md."""

import io
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from greendesk.adapters.checklist_cells import read_values
from greendesk.adapters.checklist_files import parse_checklist
from greendesk.adapters.checklist_problems import problems_of
from greendesk.adapters.checklist_schema import ChecklistFile
from greendesk.adapters.checklist_sheets import (
    BASIC_LINES,
    BASICS,
    GUIDE,
    GUIDE_LINES,
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
from greendesk.adapters.checklist_text import checklist_values, write_checklist
from greendesk.domain.checklist import Checklist
from greendesk.domain.checklist_reading import ChecklistReading
from greendesk.domain.decimals import read_decimal

EXACT_DIGITS = 15  # of the numbers of a spreadsheet
LINE_HEIGHT, HIGHEST = 13.5, 300
SPARE_ROWS = 200  # below the last item where choices are still offered
_EQUALS = re.compile(r"'*=")
_HEAD_FILL = PatternFill("solid", fgColor="FFEEF2F0")
_SECTION_FILL = PatternFill("solid", fgColor="FFF6F8F7")


def checklist_to_xlsx(checklist: Checklist) -> bytes:
    """Return the checklist as a workbook that reads back as the same checklist."""
    values = checklist_values(checklist)
    book = Workbook()
    guide = book.active
    guide.title = GUIDE
    guide.column_dimensions["A"].width = 100
    for row, words in enumerate((f"{checklist.title}　{checklist.edition}", *GUIDE_LINES), start=1):
        _put(guide, row, 1, words, bold=row == 1)
    _write_basics(book.create_sheet(BASICS), values)
    _write_items(book.create_sheet(ITEMS), values)
    _write_tiers(book.create_sheet(TIERS), values)
    for sheet in book.worksheets:
        _set_page(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read_checklist_xlsx(data: bytes, name: str) -> ChecklistReading:
    """Return the checklist that a workbook means, or everything that is wrong with it, by cell."""
    cells = read_values(data)
    errors = dict(cells.errors)  # one for each cell: what follows from it is not said twice
    for problem in problems_of(cells.values):
        errors.setdefault(cells.cell(problem.place), (problem.code, problem.given))
    if errors:
        listed = tuple((cell, code, given) for cell, (code, given) in errors.items())
        return ChecklistReading(text="", checklist=None, errors=listed)
    text = write_checklist(checklist_values(ChecklistFile.model_validate(cells.values).value("")))
    return ChecklistReading(text=text, checklist=parse_checklist(text.encode(), name))


# ---------------------------------------------------------------- writing


def _write_basics(sheet: Worksheet, values: Mapping[str, Any]) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 100
    _head(sheet, ("项目", "内容"))
    for row, line in enumerate(BASIC_LINES, start=2):
        _put(sheet, row, 1, line.title, bold=True)
        _put(sheet, row, 2, shown(line, _at(values, line.path)), number=line.form is Form.NUMBER)
        if line.words:
            _offer(sheet, line.words.values(), f"B{row}")
    for row, note in enumerate(values.get("notes", ()), start=len(BASIC_LINES) + 2):
        _put(sheet, row, 1, NOTE, bold=True)
        _put(sheet, row, 2, escaped(note))


def _write_items(sheet: Worksheet, values: Mapping[str, Any]) -> None:
    _set_columns(sheet, ITEM_COLUMNS)
    _head(sheet, [column.title for column in ITEM_COLUMNS])
    row = 1
    for section in values["sections"]:
        for number, item in enumerate(section["items"]):
            row, lines = row + 1, 1
            for at, column in enumerate(ITEM_COLUMNS, start=1):
                of_section = column.level is Level.SECTION
                if of_section and number:
                    continue
                words = shown(column, _at(section if of_section else item, column.path))
                _put(sheet, row, at, words, number=column.form is Form.NUMBER)
                lines = max(lines, _line_count(words, column.width))
                if not number:
                    sheet.cell(row=row, column=at).fill = _SECTION_FILL
            sheet.row_dimensions[row].height = min(4 + LINE_HEIGHT * lines, HIGHEST)
    for at, column in enumerate(ITEM_COLUMNS, start=1):
        choices = ("是", "否") if column.form is Form.FLAG else tuple(column.words.values())
        if choices:
            letter = get_column_letter(at)
            _offer(sheet, choices, f"{letter}2:{letter}{row + SPARE_ROWS}")


def _write_tiers(sheet: Worksheet, values: Mapping[str, Any]) -> None:
    _set_columns(sheet, (Column(title=TIER_ITEM, path=()), *TIER_COLUMNS))
    _head(sheet, (TIER_ITEM, *(column.title for column in TIER_COLUMNS)))
    row = 1
    for section in values["sections"]:
        for item in section["items"]:
            for tier in item.get("tiers", ()):
                row += 1
                _put(sheet, row, 1, item["code"])
                for at, column in enumerate(TIER_COLUMNS, start=2):
                    words = shown(column, _at(tier, column.path))
                    _put(sheet, row, at, words, number=column.form is Form.NUMBER)


def shown(column: Column, value: Any) -> str:  # noqa: ANN401 - the shape of a file
    """Return what stands in the cell of a value."""
    if value is None:
        return ""
    if column.form is Form.FLAG:
        return "是" if value else "否"
    if column.form is Form.CHOICE:
        return column.words.get(str(value), str(value))
    if column.form is Form.LINES:
        return escaped("\n".join(line_of(one) for one in value))
    if column.form is Form.COUNTS:
        return escaped("\n".join(f"{line_of(name)}={count}" for name, count in value.items()))
    return str(value) if column.form is Form.NUMBER else escaped(str(value))


def line_of(text: str) -> str:
    """Return a text that may hold line breaks as one line."""
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def escaped(text: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if _EQUALS.match(text) else text


def _at(values: Mapping[str, Any], path: tuple[str, ...]) -> Any:  # noqa: ANN401 - the shape of a file
    found: Any = values
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _put(
    sheet: Worksheet, row: int, column: int, words: str, *, bold: bool = False, number: bool = False
) -> None:
    cell = sheet.cell(row=row, column=column)
    cell.font = Font(name="宋体", size=10, bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    value = read_decimal(words) if number else None
    if value is not None and len(value.as_tuple().digits) <= EXACT_DIGITS:
        cell.value = int(value) if value == value.to_integral_value() else float(value)
        return
    text = str(ILLEGAL_CHARACTERS_RE.sub("", words))
    cell.number_format = "General" if number else "@"
    if text:
        cell.value = text
        cell.data_type = "s"


def _head(sheet: Worksheet, titles: Iterable[str]) -> None:
    for at, title in enumerate(titles, start=1):
        _put(sheet, 1, at, title, bold=True)
        sheet.cell(row=1, column=at).fill = _HEAD_FILL
    sheet.freeze_panes = "A2"


def _set_columns(sheet: Worksheet, columns: Iterable[Column]) -> None:
    for at, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width


def _set_page(sheet: Worksheet) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.print_title_rows = "1:1"
    if sheet.title != ITEMS:  # all its columns on one page could not be read
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.right.text = "第 &P 页 共 &N 页"


def _line_count(words: str, width: int) -> int:
    """How many lines words take in a column; a Chinese character is two Latin ones wide."""
    wide = (
        sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in line)
        for line in words.split("\n")
    )
    return sum(max(1, math.ceil(one / max(width - 1, 1))) for one in wide)


def _offer(sheet: Worksheet, words: Iterable[str], cells: str) -> None:
    choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    choice.showErrorMessage = False  # the import says what is wrong, with everything else
    sheet.add_data_validation(choice)
    choice.add(cells)
