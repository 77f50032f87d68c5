"""推荐汇总表 as PDF: the twin of the spreadsheet, in the layout of 山西省工业和信息化厅 2024, 附件2."""

from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, Table

from greendesk.adapters.papers.overrides import OVERRIDES_TITLE, override_table
from greendesk.adapters.papers.pdf import Frame, print_document
from greendesk.adapters.papers.press import Margins, Press, content_width
from greendesk.adapters.papers.setting import CENTRE
from greendesk.adapters.papers.signing_places import SealedTable, SignArea, SignPlace
from greendesk.adapters.papers.words import chinese_date
from greendesk.domain.papers import RecommendationSummary, SummaryCell, SummaryHead, SummaryTablePage

OFFICE_FIELD = "sign-office"
EMPTY_ROWS = 2
SEAL_WORDS = "（单位公章）"
Columns = tuple[SummaryHead, ...]
PrintedTable = tuple[str, Columns, tuple[tuple[str, ...], ...]]
_SHARES = {
    SummaryCell.SEQUENCE.value: 14,
    SummaryCell.UNIT_NAME.value: 60,
    SummaryCell.THIRD_PARTY.value: 48,
    SummaryCell.REMARKS.value: 24,
}
_OTHER_SHARE = 28
_SEAL_GAP = 10 * mm
_CENTRED = frozenset((SummaryCell.SEQUENCE.value, SummaryCell.INDUSTRY.value, SummaryCell.PARK_TYPE.value))


def summary_tables(summary: RecommendationSummary) -> tuple[PrintedTable, ...]:
    """Return the tables: title, columns, rows; an empty one keeps two blank rows, as the form does."""
    return tuple((table.title, table.columns, _rows(table)) for table in summary.tables)


def signing_words(summary: RecommendationSummary) -> tuple[str, ...]:
    """Say below the tables who recommends, where the seal goes, and when."""
    words = summary.signed_by.replace(SEAL_WORDS, "").replace("(单位公章)", "").strip().rstrip("：:")
    return f"{words}：{summary.office}", SEAL_WORDS, chinese_date(summary.issued)


def column_shares(columns: Columns) -> tuple[float, ...]:
    """Return the width of each column as a share of the page."""
    shares = [_SHARES.get(column.field, _OTHER_SHARE) for column in columns]
    return tuple(share / sum(shares) for share in shares)


def centred_columns(columns: Columns) -> tuple[int, ...]:
    """Name the columns whose words stand in the middle."""
    return tuple(number for number, column in enumerate(columns) if column.field in _CENTRED)


def print_summary(summary: RecommendationSummary, fonts: Path) -> bytes:
    """Return the summary as a PDF with one empty signature field, `sign-office`."""
    press = Press(fonts)
    width = content_width(Margins())
    left = press.style(14, leading=22)
    words = signing_words(summary)
    place = SignPlace(field=OFFICE_FIELD, label=f"推荐单位 {summary.office}", lines=words)
    area = SignArea(press, [place], width, letter=True)
    story: list[Flowable] = [
        *([press.text(summary.annex, left)] if summary.annex else []),
        press.text(summary.title, press.style(20, leading=32, align=CENTRE, before=2 * mm, after=3 * mm)),
    ]
    caption = press.style(13, leading=20, align=CENTRE, before=4 * mm, after=1.5 * mm)
    for title, columns, rows in summary_tables(summary):
        header = tuple(column.title for column in columns)
        widths = tuple(share * width for share in column_shares(columns))
        story += [
            CondPageBreak(38 * mm),
            press.text(title, caption),
            press.table(header, rows, widths, centred=centred_columns(columns), size=10.5),
        ]
    if summary.overrides:
        story += [
            CondPageBreak(38 * mm),
            press.text(OVERRIDES_TITLE, caption),
            *override_table(press, summary.overrides, width),
        ]
    story = _seal(story, area)
    frame = Frame(
        title=summary.title,
        subject=summary.round_title,
        head=summary.round_title,
        sample=summary.sample,
        author=summary.office,
        record_id=summary.record_id,
        made=summary.issued,
        conclusion=summary.to_json(),
    )
    return print_document(frame, press, story, area)


def _seal(story: list[Flowable], area: SignArea) -> list[Flowable]:
    """Put the seal below the last table, with at least one row of it and its caption on the same page."""
    tables = [at for at, one in enumerate(story) if isinstance(one, Table)]
    if not tables:
        return [*story, KeepTogether([Spacer(1, _SEAL_GAP), *area.rows])]
    last = tables[-1]
    return [
        *story[: last - 2],
        CondPageBreak(80 * mm),
        story[last - 1],
        SealedTable(story[last], _SEAL_GAP, area.rows),
    ]


def _rows(table: SummaryTablePage) -> tuple[tuple[str, ...], ...]:
    shown = [[line.shown(column.field) for column in table.columns] for line in table.lines]
    shown = shown or [[""] * len(table.columns) for _ in range(EMPTY_ROWS)]
    return tuple(
        tuple(
            str(number) if column.field == SummaryCell.SEQUENCE.value else words
            for column, words in zip(table.columns, row, strict=True)
        )
        for number, row in enumerate(shown, 1)
    )
