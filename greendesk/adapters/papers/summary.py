"""推荐汇总表 as PDF: the twin of the spreadsheet, in the layout of 山西省工业和信息化厅 2024, 附件2."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from greendesk.adapters.papers.pdf import Frame, print_document
from greendesk.adapters.papers.press import Margins, Press, content_width
from greendesk.adapters.papers.setting import CENTRE
from greendesk.adapters.papers.signing_places import SignArea, SignPlace
from greendesk.adapters.papers.words import chinese_date
from greendesk.domain.papers import RecommendationSummary, SummaryLine

TITLE = "市级工业和信息化主管部门推荐汇总表"
ANNEX = "附件 2"
OFFICE_FIELD = "sign-office"
EMPTY_ROWS = 2
_TABLES = (
    ("绿色工厂推荐名单", ("序号", "工厂名称", "第三方机构名称", "行业", "备注")),
    ("绿色工业园区推荐名单", ("序号", "园区名称", "第三方机构名称", "类型", "备注")),
    ("绿色供应链管理企业推荐名单", ("序号", "企业名称", "第三方机构名称", "行业", "备注")),
)
SummaryTable = tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]


def summary_tables(summary: RecommendationSummary) -> tuple[SummaryTable, ...]:
    """Return the three tables: title, header, rows; an empty one keeps two blank rows, as the form does."""
    content = (summary.factories, summary.parks, summary.supply_chains)
    return tuple(
        (title, header, _rows(lines)) for (title, header), lines in zip(_TABLES, content, strict=True)
    )


def print_summary(summary: RecommendationSummary, fonts: Path) -> bytes:
    """Return the summary as a PDF with one empty signature field, `sign-office`."""
    press = Press(fonts)
    width = content_width(Margins())
    widths = (14 * mm, 60 * mm, 48 * mm, 28 * mm, width - 150 * mm)
    left = press.style(14, leading=22)
    place = SignPlace(
        field=OFFICE_FIELD,
        label=f"推荐单位 {summary.office}",
        lines=(f"推荐单位：{summary.office}", "（单位公章）", chinese_date(summary.issued)),
    )
    area = SignArea(press, [place], width, letter=True)
    story: list[Flowable] = [
        press.text(ANNEX, left),
        press.text(TITLE, press.style(20, leading=32, align=CENTRE, before=2 * mm, after=3 * mm)),
    ]
    caption = press.style(13, leading=20, align=CENTRE, before=4 * mm, after=1.5 * mm)
    for title, header, rows in summary_tables(summary):
        story += [
            CondPageBreak(38 * mm),
            press.text(title, caption),
            press.table(header, rows, widths, centred=(0, 3), size=10.5),
        ]
    story.append(KeepTogether([Spacer(1, 10 * mm), *area.rows]))
    frame = Frame(
        title=TITLE,
        subject=summary.round_title,
        head=summary.round_title,
        sample=summary.sample,
        author=summary.office,
        record_id=summary.record_id,
        made=summary.issued,
        conclusion=summary.to_json(),
    )
    return print_document(frame, press, story, area)


def _rows(lines: Sequence[SummaryLine]) -> tuple[tuple[str, ...], ...]:
    rows = tuple(
        (str(number), line.name, line.third_party, line.sort, line.remark)
        for number, line in enumerate(lines, 1)
    )
    return rows or tuple((str(number), "", "", "", "") for number in range(1, EMPTY_ROWS + 1))
