"""The working of quantities as a spreadsheet: steps, coefficients, claimed figures; every cell is text."""

import io
import math
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from greendesk.adapters.atomic import atomic_file
from greendesk.adapters.papers.words import SAMPLE_LINE, chinese_time
from greendesk.domain.checklist import Provenance, ProvenanceState
from greendesk.domain.decimals import plain
from greendesk.domain.energy import BalanceLine, EnergyBalance
from greendesk.domain.formula import Working
from greendesk.domain.quantities import rounded
from greendesk.domain.working_paper import WorkingPaper

_WIDTHS = (11.0, 27.0, 25.0, 44.0, 17.0, 40.0)
_LINE = Side(style="thin", color="FF8A948F")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="FFEEF2F0")
_HEAD = ("条款", "项目", "算式", "代入", "结果", "依据")
_COEFFICIENTS = ("序号", "能源", "本次系数", "参考系数", "是否自报", "依据或理由")
_CLAIMED = ("序号", "项目", "申报值", "核算值", "差值", "差率")
_STATES = {
    ProvenanceState.READ_OFFICIAL: "",
    ProvenanceState.READ_COPY: "（据转载，须核对标准原文）",
    ProvenanceState.RECALLED: "（凭记忆录入，须核对标准原文）",
    ProvenanceState.DERIVED: "（推算，须核对标准原文）",
    ProvenanceState.PROPOSED: "（建议，非标准内容）",
}


def write_working(target: Path, paper: WorkingPaper) -> None:
    """Write the working as xlsx; the file appears whole or not at all."""
    book = Workbook()
    sheet = book.active
    sheet.title = "核算过程"
    for column, width in zip("ABCDEF", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    rows = _Rows(sheet)
    rows.line(f"{paper.unit_name} 核算过程", size=16, bold=True)
    if paper.sample:
        rows.line(SAMPLE_LINE)
    rows.line(f"{paper.round_title}    {chinese_time(paper.made)}")
    if paper.balance is not None:
        rows.line(f"一、能源平衡    {paper.table.title}", size=13, bold=True)
        rows.line(paper.table.warning)
        _write_balance(rows, paper.balance)
    if paper.formulas:
        rows.line("公式核算" if paper.balance is None else "二、公式核算", size=13, bold=True)
        rows.table(_HEAD, [(f"{edition} {one.clause}", *_step(one)[1:]) for edition, one in paper.formulas])
    rows.line("草稿：未提交、未签名，仅供评审时核对。")
    _set_page(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    with atomic_file(target) as stream:
        stream.write(buffer.getvalue())


def _write_balance(rows: "_Rows", balance: EnergyBalance) -> None:
    rows.table(_HEAD, [_step(one) for one in balance.steps])
    rows.line("折标准煤系数", bold=True)
    rows.table(
        _COEFFICIENTS, [(str(at), *_coefficient(line)) for at, line in enumerate(balance.lines, start=1)]
    )
    if balance.comparisons:
        rows.line("申报值与核算值", bold=True)
        computed = {"total": balance.total, **balance.ratios}
        rows.table(
            _CLAIMED,
            [
                (
                    str(at),
                    computed[one.indicator].title,
                    one.claimed.shown,
                    one.computed.shown,
                    one.difference.shown,
                    "—" if one.percent is None else f"{plain(rounded(one.percent))}%",
                )
                for at, one in enumerate(balance.comparisons, start=1)
            ],
        )


def _step(working: Working) -> tuple[str, ...]:
    return (
        working.clause,
        working.title,
        working.formula,
        working.inserted,
        working.result.shown,
        provenance_line(working.provenance),
    )


def _coefficient(line: BalanceLine) -> tuple[str, ...]:
    used = line.coefficient
    grounds = used.reason if used.provenance is None else provenance_line(used.provenance)
    listed = used.table.shown if used.table else "—"
    return line.carrier.title, used.value.shown, listed, "否" if used.provenance else "是", grounds


def provenance_line(provenance: Provenance) -> str:
    """Where a value comes from, and that it is to be compared with the original where it was not read there."""
    return f"{provenance.source}{_STATES[provenance.state]}"


class _Rows:
    """Writes one row below the other."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet, self._row = sheet, 0

    def line(self, words: str, *, size: int = 11, bold: bool = False) -> None:
        """Write words over all columns; nothing for no words."""
        if not words:
            return
        self._row += 1
        self._sheet.merge_cells(
            start_row=self._row, end_row=self._row, start_column=1, end_column=len(_WIDTHS)
        )
        self._put(1, words, Font(name="宋体", size=size, bold=bold), ruled=False)
        self._sheet.row_dimensions[self._row].height = 10 + 1.3 * size

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Write a ruled table with its head."""
        for number, cells in enumerate((head, *rows)):
            self._row += 1
            for column, words in enumerate(cells, start=1):
                self._put(column, words, Font(name="宋体", size=10, bold=number == 0), ruled=True)
                if number == 0:
                    self._sheet.cell(row=self._row, column=column).fill = _HEAD_FILL
            lines = max(_line_count(words, width) for words, width in zip(cells, _WIDTHS, strict=True))
            self._sheet.row_dimensions[self._row].height = 6 + 14 * lines

    def _put(self, column: int, words: str, font: Font, *, ruled: bool) -> None:
        cell = self._sheet.cell(row=self._row, column=column)
        text = str(ILLEGAL_CHARACTERS_RE.sub("", words))
        cell.value = text or None
        if text:  # a spreadsheet must not take words for a formula
            cell.data_type = "s"
            cell.quotePrefix = text[0] in "=+-@"
            cell.number_format = "@"
        cell.font = font
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        if ruled:
            cell.border = _BORDER


def _set_page(sheet: Worksheet) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.right.text = "第 &P 页 共 &N 页"


def _line_count(words: str, width: float) -> int:
    length = sum(2.1 if unicodedata.east_asian_width(char) in "WFA" else 1.1 for char in words)
    return max(1, math.ceil(length / max(width - 1, 1)))
