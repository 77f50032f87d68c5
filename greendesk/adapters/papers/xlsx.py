"""推荐汇总表 as a spreadsheet: layout of 山西省工业和信息化厅 2024, 附件2; every cell is text."""

import io
import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime, time

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from greendesk.adapters.papers.container import read_parts, write_parts
from greendesk.adapters.papers.summary import ANNEX, TITLE, summary_tables
from greendesk.adapters.papers.words import SAMPLE_LINE, chinese_date
from greendesk.domain.papers import RecommendationSummary

SHEET = "推荐汇总表"
_WIDTHS = (6.0, 32.0, 26.0, 16.0, 12.0)
_LINE = Side(style="thin", color="FF8A948F")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="FFEEF2F0")
_TITLE_FONT, _BODY_FONT = "宋体", "仿宋"
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_CENTRED = frozenset((0, 3))


def write_summary(summary: RecommendationSummary) -> bytes:
    """Return the summary as xlsx, ready to print on A4; equal input gives equal bytes."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    for column, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    _put_line(sheet, 1, ANNEX, size=14, height=24, align="left")
    _put_line(sheet, 2, TITLE, size=20, height=42, bold=True)
    row = 3
    for title, header, rows in summary_tables(summary):
        _put_line(sheet, row, title, size=14, height=30, bold=True)
        _put_row(sheet, row + 1, header, head=True)
        for offset, cells in enumerate(rows):
            _put_row(sheet, row + 2 + offset, cells, head=False)
        row += 2 + len(rows)
    _put_line(sheet, row + 1, f"推荐单位：{summary.office}", size=14, height=26, align="left")
    _put_line(sheet, row + 2, "（单位公章）", size=14, height=26, align="left")
    _put_line(sheet, row + 3, chinese_date(summary.issued), size=14, height=26, align="left")
    _set_page(sheet, summary, row + 3)
    made = datetime.combine(summary.issued, time())
    properties = book.properties
    properties.creator = _clean(summary.office)
    properties.lastModifiedBy = _clean(summary.office)
    properties.title = TITLE
    properties.subject = _clean(summary.round_title)
    properties.identifier = summary.record_id
    properties.language = "zh-CN"
    properties.created = made
    buffer = io.BytesIO()
    book.save(buffer)
    return _settled(buffer.getvalue(), made)


def _put_line(
    sheet: Worksheet,
    row: int,
    words: str,
    *,
    size: int,
    height: float,
    bold: bool = False,
    align: str = "center",
) -> None:
    """Write one line over all columns."""
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_WIDTHS))
    cell = _put_text(sheet, row, 1, words)
    cell.font = Font(name=_TITLE_FONT, size=size, bold=bold)
    cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
    lines = _line_count(words, sum(_WIDTHS) * 11 / size)
    sheet.row_dimensions[row].height = height * lines


def _put_row(sheet: Worksheet, row: int, cells: Sequence[str], *, head: bool) -> None:
    """Write one ruled row of a table, high enough for its longest cell."""
    for column, words in enumerate(cells):
        cell = _put_text(sheet, row, column + 1, words)
        cell.font = Font(name=_TITLE_FONT if head else _BODY_FONT, size=12, bold=head)
        centred = head or column in _CENTRED
        cell.alignment = Alignment(
            horizontal="center" if centred else "left", vertical="center", wrap_text=True
        )
        cell.border = _BORDER
        if head:
            cell.fill = _HEAD_FILL
    lines = max(_line_count(words, width) for words, width in zip(cells, _WIDTHS, strict=True))
    sheet.row_dimensions[row].height = 8 + 16 * lines


def _put_text(sheet: Worksheet, row: int, column: int, words: str) -> Cell:
    """Write words as text whatever they begin with; a spreadsheet must not take them for a formula."""
    cell = sheet.cell(row=row, column=column)
    text = _clean(words)
    cell.value = text or None
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@"
        cell.number_format = "@"
    return cell


def _set_page(sheet: Worksheet, summary: RecommendationSummary, last: int) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_PORTRAIT
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "2:2"
    sheet.print_area = f"A1:E{last}"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.6
    sheet.page_margins.top, sheet.page_margins.bottom = 0.9, 0.9
    sheet.oddFooter.left.text = f"记录编号 {summary.record_id}"
    sheet.oddFooter.left.size = 7
    sheet.oddFooter.right.text = "第 &P 页 共 &N 页"
    sheet.oddFooter.right.size = 9
    if summary.sample:
        sheet.oddHeader.left.text = SAMPLE_LINE
        sheet.oddHeader.left.size = 9
        sheet.oddHeader.left.color = "A04A00"


def _settled(data: bytes, made: datetime) -> bytes:
    """Give the file its only byte form: fixed time of change, parts stored in order."""
    parts, _ = read_parts(data)
    settled = {name: content or b"" for name, content in parts.items()}
    stamp = f"{made:%Y-%m-%dT%H:%M:%SZ}".encode()
    settled[_CORE] = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", settled[_CORE])
    return write_parts(settled)


def _clean(words: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("", words))


def _line_count(words: str, width: float) -> int:
    """Estimate the lines that words take in a column so many Latin characters wide."""
    total = 0
    for line in words.split("\n"):
        length = sum(2.3 if unicodedata.east_asian_width(char) in "WFA" else 1.2 for char in line)
        total += max(1, math.ceil(length / max(width - 1, 1)))
    return total
