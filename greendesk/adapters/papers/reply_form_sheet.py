"""意见回函表 as a spreadsheet that a department fills in: applicants against heads, only the answers are open.

Layout: `docs/reply-form.md`. What stands for a reply on paper, row C18 of the workflow, is proposed, not official.
"""

from collections.abc import Iterable, Mapping

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from greendesk.adapters.papers.overrides import OVERRIDES_TITLE, override_rows
from greendesk.adapters.papers.reply_form_layout import (
    ANSWER_COLUMN,
    COLUMNS,
    DATE,
    HEAD,
    HEAD_WORDS,
    MARK,
    NUMBER,
    POSITION,
    POSITION_WORDS,
    SHEET,
    SIGNER,
    TEXT,
    VERSION,
)
from greendesk.adapters.papers.words import chinese_date
from greendesk.adapters.papers.xlsx import SheetEdges, SheetTable, put_text, save_book, set_page
from greendesk.domain.papers_road import DepartmentLetter

TITLE = "意见回函表"
_MARKS, _NUMBER, _UNIT, _POSITION, _TEXT = 1.6, 5.0, 38.0, 13.0, 30.0  # widths of columns
_PAGE, _HEAD_LEAST, _HEAD_MOST = 138.0, 11.0, 22.0
_GREY, _OPEN = PatternFill("solid", fgColor="FFD9DEDB"), PatternFill("solid", fgColor="FFFFFBE6")
_NO_BORDER = Border()
_NOTES = (
    "填写说明：只填浅黄色的格子，不增删行列，填好后以 xlsx 格式返回。",
    "各情形栏选“无”或“有”，未查询的留空；意见栏选“同意”“有条件同意”或“不同意”，后两种须在“文字意见”写明条件或理由。",
    "留空的单位视为尚未回复，不视为同意。回函日期写成 2026-04-17，回函日期和经办人须填写。",
)


def write_reply_form(letter: DepartmentLetter) -> bytes:
    """Return the blank form of a letter as xlsx, landscape A4; equal input gives equal bytes."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    table = SheetTable(sheet, _widths(len(letter.heads)))
    for column, width in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    form = _Form(table)
    form.lines(letter)
    for key, words, hint in (
        (NUMBER, "回函文号", "没有文号的可不填。"),
        (DATE, "回函日期", "写成 2026-04-17。"),
        (SIGNER, "经办人", "姓名，可加电话。"),
    ):
        form.answer(key, words, hint)
    form.columns(letter)
    titles = table.row - 1
    form.applicants(letter)
    form.notes(letter)
    edges = SheetEdges(
        title=f"{TITLE}　{letter.department}",
        subject=letter.round_title,
        sample=letter.sample,
        office=letter.office,
        record_id=letter.record_id,
        made=letter.issued,
    )
    set_page(table, edges, f"{titles}:{titles}", landscape=True)
    sheet.print_area = f"B1:{form.last}{table.row}"
    sheet.freeze_panes = f"D{titles + 2}"
    sheet.protection.sheet = True  # without a password: against slips of the hand, not against people
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    return save_book(book, edges)


class _Form:
    """Writes the form from top to bottom; `_first` is the first applicant's row."""

    def __init__(self, table: SheetTable) -> None:
        self._table, self._sheet = table, table.sheet
        self.last = get_column_letter(len(table.widths))

    def lines(self, letter: DepartmentLetter) -> None:
        """Who asks whom about what; the marks of the form stand beside."""
        asked = f"{letter.office}　{letter.document_number}　{chinese_date(letter.issued)}".replace(
            "　　", "　"
        )
        period = f"核查期间：{letter.window}（至{chinese_date(letter.reference)}）"
        self._line(TITLE, size=18, bold=True, align="center", mark=f"{MARK} {VERSION}")
        self._line(letter.round_title, size=11, align="center", mark=letter.round_id)
        self._line(
            f"答复部门：{letter.department}　　来函：{asked}　　请于{chinese_date(letter.reply_by)}前回复",
            mark=letter.record_id,
        )
        about = f"征求意见事项：{'；'.join(letter.asks)}　　{period}"
        self._line(about, mark=letter.department_code)

    def answer(self, key: str, words: str, hint: str) -> None:
        """One line that is answered once for the whole form."""
        table, sheet = self._table, self._sheet
        table.cells(["", "", words, ""])
        row = table.row
        put_text(sheet, row, 2, words)
        sheet.cell(row=row, column=3).value = None
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
        self._mark(key)
        for column in range(ANSWER_COLUMN, len(table.widths) + 1):
            _open(sheet.cell(row=row, column=column))
        place = f"{get_column_letter(ANSWER_COLUMN)}{row}"
        rule = DataValidation(type="textLength", operator="lessThanOrEqual", formula1="200", allow_blank=True)
        self._rule(rule, [place], words, hint)

    def columns(self, letter: DepartmentLetter) -> None:
        """What each column holds: for people as heads of the table, for the program in a narrow row below."""
        table, sheet = self._table, self._sheet
        heads = (head.text for head in letter.heads)
        table.cells(["", "序号", "单位名称和统一社会信用代码", *heads, "意见", "文字意见"], head=True)
        self._mark("")
        codes = ["number", "unit", *(f"{HEAD}{head.code}" for head in letter.heads), POSITION, TEXT]
        table.cells(["", *codes])
        for column in range(1, len(table.widths) + 1):
            _grey(sheet.cell(row=table.row, column=column))
        sheet.row_dimensions[table.row].height = 5
        self._mark(COLUMNS)

    def applicants(self, letter: DepartmentLetter) -> None:
        """One row for each applicant with its open cells and the words that they may hold."""
        table, sheet = self._table, self._sheet
        first, width = table.row + 1, len(table.widths)
        places = range(ANSWER_COLUMN, width)  # heads and position, without the words
        for number, unit in enumerate(letter.applicants, start=1):
            named = "\n".join(words for words in (unit.unit_name, unit.credit_code) if words)
            blanks = [""] * (width - ANSWER_COLUMN + 1)
            table.cells(["", str(number), named, *blanks], centred=[1, *(place - 1 for place in places)])
            self._mark(unit.application)
            for column in range(ANSWER_COLUMN, width + 1):
                _open(sheet.cell(row=table.row, column=column))
        position = width - 1
        if letter.heads:
            self._choices(HEAD_WORDS, first, ANSWER_COLUMN, position - 1, "有无所列情形", "选“无”或“有”。")
        hint = "选“同意”“有条件同意”或“不同意”。"
        self._choices(POSITION_WORDS, first, position, position, "意见", hint)

    def notes(self, letter: DepartmentLetter) -> None:
        """How to fill it in, what was passed all the same, and where the seal goes."""
        for words in _NOTES:
            self._line(words, size=10)
        if letter.overrides:
            self._line(OVERRIDES_TITLE, bold=True)
            for row in override_rows(letter.overrides):
                self._line("　".join(words for words in row if words), size=10)
        self._line("回复单位（公章）：　　　　　　　　　　　　　　　　", size=12, align="right")

    def _line(
        self, words: str, *, size: int = 11, bold: bool = False, align: str = "left", mark: str = ""
    ) -> None:
        """One line without rules over all columns beside the marks."""
        table = self._table
        table.cells(["", words])
        if len(table.widths) > 2:
            table.sheet.unmerge_cells(
                start_row=table.row, start_column=2, end_row=table.row, end_column=len(table.widths)
            )
        for cell in table.sheet[table.row]:
            cell.border = _NO_BORDER
        table.sheet.merge_cells(
            start_row=table.row, start_column=2, end_row=table.row, end_column=len(table.widths)
        )
        cell = table.sheet.cell(row=table.row, column=2)
        cell.font = Font(name="宋体", size=size, bold=bold)
        cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
        if size > 14:
            table.sheet.row_dimensions[table.row].height = 2 * size
        self._mark(mark)

    def _mark(self, words: str) -> None:
        """What the program needs to find its way, narrow and grey in the first column."""
        _grey(put_text(self._sheet, self._table.row, 1, words))

    def _choices(
        self, words: Mapping[str, str], first: int, left: int, right: int, title: str, hint: str
    ) -> None:
        rule = DataValidation(type="list", formula1=f'"{",".join(words.values())}"', allow_blank=True)
        area = f"{get_column_letter(left)}{first}:{get_column_letter(right)}{self._table.row}"
        self._rule(rule, [area], title, hint)

    def _rule(self, rule: DataValidation, places: Iterable[str], title: str, hint: str) -> None:
        rule.errorTitle, rule.error = title, hint
        rule.promptTitle, rule.prompt = title, hint
        rule.showErrorMessage = rule.showInputMessage = True
        for place in places:
            rule.add(place)
        self._sheet.add_data_validation(rule)


def _widths(heads: int) -> tuple[float, ...]:
    """Widths that fill the page; with many heads the page is scaled to one width, so none gets too narrow."""
    room = _PAGE - _MARKS - _NUMBER - _UNIT - _POSITION - _TEXT
    head = min(max(room / max(heads, 1), _HEAD_LEAST), _HEAD_MOST)
    text = max(_PAGE - _MARKS - _NUMBER - _UNIT - _POSITION - heads * head, _TEXT)
    return (_MARKS, _NUMBER, _UNIT, *[round(head, 2)] * heads, _POSITION, round(text, 2))


def _open(cell: Cell) -> None:
    """An answer: not locked, shown as such, and text whatever is typed into it."""
    cell.protection = Protection(locked=False)
    cell.fill = _OPEN
    cell.number_format = "@"


def _grey(cell: Cell) -> None:
    cell.font = Font(name="宋体", size=4, color="FF8A948F")
    cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=False)
    cell.fill = _GREY
    cell.border = _NO_BORDER
