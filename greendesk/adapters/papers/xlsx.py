"""Tables as spreadsheets; 推荐汇总表 in the layout of 山西省工业和信息化厅 2024, 附件2; every cell is text."""

import io
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from greendesk.adapters.papers.container import read_parts, write_parts
from greendesk.adapters.papers.overrides import OVERRIDES_HEADER, OVERRIDES_TITLE, override_rows
from greendesk.adapters.papers.summary import (
    centred_columns,
    column_shares,
    signing_words,
    summary_tables,
)
from greendesk.adapters.papers.words import SAMPLE_LINE
from greendesk.domain.papers import OverrideNote, RecommendationSummary

SHEET = "推荐汇总表"
_PORTRAIT, _LANDSCAPE = 92.0, 138.0  # widths of a page in Latin characters
_LINE = Side(style="thin", color="FF8A948F")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="FFEEF2F0")
_TITLE_FONT, _BODY_FONT = "宋体", "仿宋"
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEdges:
    """What a sheet's head, foot and properties say."""

    title: str
    subject: str
    sample: bool
    office: str
    record_id: str
    made: date


@dataclass(slots=True)
class SheetTable:
    """Writes lines and ruled rows one below the other on one sheet, high enough for their words."""

    sheet: Worksheet
    widths: tuple[float, ...]
    row: int = 0

    def line(
        self, words: str, *, size: int, height: float, bold: bool = False, align: str = "center"
    ) -> None:
        """Write one line over all columns."""
        self.row += 1
        last = len(self.widths)
        self.sheet.merge_cells(start_row=self.row, start_column=1, end_row=self.row, end_column=last)
        cell = put_text(self.sheet, self.row, 1, words)
        cell.font = Font(name=_TITLE_FONT, size=size, bold=bold)
        cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
        lines = _line_count(words, sum(self.widths) * 11 / size)
        self.sheet.row_dimensions[self.row].height = min(height * lines, 409)

    def cells(self, words: Sequence[str], *, head: bool = False, centred: Sequence[int] = ()) -> None:
        """Write one ruled row; fewer words than columns let the last one take the rest."""
        self.row += 1
        for column in range(len(self.widths)):
            self._cell(column, words[column] if column < len(words) else "", head=head, centred=centred)
        room = [*self.widths[: len(words) - 1], sum(self.widths[len(words) - 1 :])]
        if len(words) < len(self.widths):
            self.sheet.merge_cells(
                start_row=self.row, start_column=len(words), end_row=self.row, end_column=len(self.widths)
            )
        lines = max(_line_count(word, width) for word, width in zip(words, room, strict=True))
        self.sheet.row_dimensions[self.row].height = min(8 + 16 * lines, 409)

    def _cell(self, column: int, words: str, *, head: bool, centred: Sequence[int]) -> None:
        cell = put_text(self.sheet, self.row, column + 1, words)
        cell.font = Font(name=_TITLE_FONT if head else _BODY_FONT, size=12, bold=head)
        middle = "center" if head or column in centred else "left"
        cell.alignment = Alignment(horizontal=middle, vertical="center", wrap_text=True)
        cell.border = _BORDER
        if head:
            cell.fill = _HEAD_FILL


def page_table(sheet: Worksheet, shares: Sequence[float], *, landscape: bool = False) -> SheetTable:
    """Divide a page's width by these shares."""
    whole = (_LANDSCAPE if landscape else _PORTRAIT) / sum(shares)
    widths = tuple(round(share * whole, 2) for share in shares)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    return SheetTable(sheet, widths)


def write_summary(summary: RecommendationSummary) -> bytes:
    """Return the summary as xlsx, ready to print on A4; equal input gives equal bytes."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    tables = summary_tables(summary)
    widest = max((columns for _, columns, _ in tables), key=len, default=())
    table = page_table(sheet, column_shares(widest) or (1.0,))
    if summary.annex:
        table.line(summary.annex, size=14, height=24, align="left")
    table.line(summary.title, size=20, height=42, bold=True)
    title_row = table.row
    for title, columns, rows in tables:
        table.line(title, size=14, height=30, bold=True)
        table.cells([column.title for column in columns], head=True)
        for cells in rows:
            table.cells(cells, centred=centred_columns(columns))
    write_overrides(table, summary.overrides)
    table.row += 1
    for words in signing_words(summary):
        table.line(words, size=14, height=26, align="left")
    edges = SheetEdges(
        title=summary.title,
        subject=summary.round_title,
        sample=summary.sample,
        office=summary.office,
        record_id=summary.record_id,
        made=summary.issued,
    )
    set_page(table, edges, f"{title_row}:{title_row}")
    return save_book(book, edges)


def write_overrides(table: SheetTable, overrides: Sequence[OverrideNote]) -> None:
    """Write what was passed all the same, each in a line of its own under the plain heading."""
    if not overrides:
        return
    table.line(OVERRIDES_TITLE, size=14, height=30, bold=True)
    for row in override_rows(overrides):
        said = [
            f"{title}：{words}" for title, words in zip(OVERRIDES_HEADER[1:], row[1:], strict=True) if words
        ]
        table.line(f"{row[0]}. {'；'.join(said)}", size=12, height=20, align="left")


def put_text(sheet: Worksheet, row: int, column: int, words: str) -> Cell:
    """Write words as text whatever they begin with; a spreadsheet must not take them for a formula."""
    cell = sheet.cell(row=row, column=column)
    text = _clean(words)
    cell.value = text or None
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@"
        cell.number_format = "@"
    return cell


def set_page(table: SheetTable, edges: SheetEdges, repeated: str, *, landscape: bool = False) -> None:
    """Set A4, the rows that stand on every page, head and foot."""
    sheet = table.sheet
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE if landscape else sheet.ORIENTATION_PORTRAIT
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = repeated
    sheet.print_area = f"A1:{get_column_letter(len(table.widths))}{table.row}"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.6
    sheet.page_margins.top, sheet.page_margins.bottom = 0.9, 0.9
    sheet.oddFooter.left.text = f"记录编号 {edges.record_id}"
    sheet.oddFooter.left.size = 7
    sheet.oddFooter.right.text = "第 &P 页 共 &N 页"
    sheet.oddFooter.right.size = 9
    if edges.sample:
        sheet.oddHeader.left.text = SAMPLE_LINE
        sheet.oddHeader.left.size = 9
        sheet.oddHeader.left.color = "A04A00"


def save_book(book: Workbook, edges: SheetEdges) -> bytes:
    """Return the file with its properties, in its only byte form."""
    made = datetime.combine(edges.made, time())
    properties = book.properties
    properties.creator = _clean(edges.office)
    properties.lastModifiedBy = _clean(edges.office)
    properties.title = _clean(edges.title)
    properties.subject = _clean(edges.subject)
    properties.identifier = edges.record_id
    properties.language = "zh-CN"
    properties.created = made
    buffer = io.BytesIO()
    book.save(buffer)
    return _settled(buffer.getvalue(), made)


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
