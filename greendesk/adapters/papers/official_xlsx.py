"""Official papers that are lists as spreadsheets, the twin of the PDF; every cell is text."""

import re
from collections.abc import Sequence

from openpyxl import Workbook

from greendesk.adapters.papers.official import (
    Block,
    Heading,
    NewPage,
    OfficialPaper,
    RuledTable,
    attachment_lines,
)
from greendesk.adapters.papers.words import chinese_date
from greendesk.adapters.papers.xlsx import (
    SheetEdges,
    SheetTable,
    page_table,
    save_book,
    set_page,
    write_overrides,
)

_SHEET, _SHEET_NAME_MOST = "文件", 31
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']|[\x00-\x1f]")


def write_official_sheet(paper: OfficialPaper) -> bytes:
    """Return the paper as xlsx, ready to print on A4; equal input gives equal bytes."""
    book = Workbook()
    sheet = book.active
    sheet.title = _NOT_IN_SHEET_NAMES.sub("", paper.title)[:_SHEET_NAME_MOST].strip() or _SHEET
    tables = [block for block in (*paper.blocks, *paper.annexes) if isinstance(block, RuledTable)]
    shares = max((one.shares for one in tables), key=len, default=(1.0,))
    table = page_table(sheet, shares, landscape=paper.landscape)
    table.line(paper.title, size=20, height=42, bold=True)
    title_row = table.row
    if paper.number:
        table.line(paper.number, size=14, height=26)
    if paper.to:
        table.line(f"{paper.to}：", size=14, height=26, align="left")
    _write_blocks(table, paper.blocks)
    write_overrides(table, paper.overrides)
    _write_blocks(table, paper.closing)
    for line in attachment_lines(paper.attachments):
        table.line(line, size=14, height=26, align="left")
    table.row += 1
    for words in (paper.office, chinese_date(paper.issued)):
        table.line(words, size=14, height=26, align="right")
    if paper.annexes:
        table.row += 1
        _write_blocks(table, paper.annexes)
    edges = SheetEdges(
        title=paper.title,
        subject=paper.round_title,
        sample=paper.sample,
        office=paper.office,
        record_id=paper.record_id,
        made=paper.issued,
    )
    set_page(table, edges, f"{title_row}:{title_row}", landscape=paper.landscape)
    return save_book(book, edges)


def _write_blocks(table: SheetTable, blocks: Sequence[Block]) -> None:
    for block in blocks:
        if isinstance(block, RuledTable):
            if block.caption:
                table.line(block.caption, size=14, height=30, bold=True)
            table.cells(block.header, head=True)
            for row in block.rows:
                table.cells(row, centred=block.centred)
        elif isinstance(block, NewPage):
            table.row += 1
        elif isinstance(block, Heading):
            table.line(block.words, size=14, height=26, bold=True, align="left")
        else:
            for line in block.lines:
                table.line(line, size=14, height=26, align="left")
