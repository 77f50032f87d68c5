"""专家评审表 on paper: one expert's review of one application."""

from pathlib import Path
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from greendesk.adapters.papers.pdf import Frame, print_document
from greendesk.adapters.papers.press import (
    BAND,
    CELL_PADDING,
    MUTED,
    ROW_LINES,
    RULE,
    RULE_WIDTH,
    Margins,
    Press,
    content_width,
    row_rules,
    ruled,
)
from greendesk.adapters.papers.setting import CENTRE, LEFT, RIGHT, SPREAD
from greendesk.adapters.papers.signing_places import SignArea, SignPlace, signatures
from greendesk.adapters.papers.words import UNKNOWN, chinese_time, full_points, points
from greendesk.domain.papers import GateLine, ScoreLine, ScoreSection, ScoreSheet

TITLE = "专家评审表"
EXPERT_FIELD = "sign-expert"
_COLUMNS = (14 * mm, 53 * mm, 24 * mm, 26 * mm, 26 * mm, 14 * mm, 17 * mm)
_NOTE_WIDTH = sum(_COLUMNS[1:]) - 2 * CELL_PADDING
_HEADER = ("编号", "指标", "单位", "申报值", "核实值", "满分", "得分")


def print_score_sheet(sheet: ScoreSheet, fonts: Path) -> bytes:
    """Return the sheet as a PDF with one empty signature field, `sign-expert`."""
    press = Press(fonts)
    width = content_width(Margins())
    story: list[Flowable] = [
        press.title(TITLE),
        press.facts(_facts(sheet), width),
        *press.heading("一、前置条件"),
        gate_table(press, sheet.gates, width),
        *press.heading("二、指标评分"),
        _score_table(press, sheet),
    ]
    if sheet.not_applicable_note:
        story.append(press.small(f"不适用指标：{sheet.not_applicable_note}"))
    story += [
        *press.heading("三、评审意见"),
        press.facts(
            [
                ("评审结论", sheet.recommendation or UNKNOWN),
                ("总得分", f"{points(sheet.total)}（满分 {full_points(sheet.max_total)}）"),
            ],
            width,
        ),
        *press.body(sheet.overall_comment or UNKNOWN),
    ]
    if sheet.provenance_note:
        story.append(press.small(f"说明：{sheet.provenance_note}"))
    place = SignPlace(
        field=EXPERT_FIELD,
        label=f"评审专家 {sheet.expert.name}",
        lines=(
            f"评审专家　{sheet.expert.name}",
            sheet.expert.title,
            sheet.expert.organisation,
            f"{chinese_time(sheet.submitted)} 提交",
        ),
    )
    area = SignArea(press, [place], width)
    story += signatures(press, "评审专家签名", area)
    frame = Frame(
        title=f"{TITLE} {sheet.case.unit_name}",
        subject=sheet.case.round_title,
        head=sheet.case.round_title,
        sample=sheet.case.sample,
        author=sheet.expert.name,
        record_id=sheet.record_id,
        made=sheet.submitted,
        conclusion=sheet.to_json(),
    )
    return print_document(frame, press, story, area)


def gate_table(press: Press, gates: tuple[GateLine, ...], width: float) -> Flowable:
    """Set the veto and mandatory items with their verdicts."""
    if not gates:
        return press.small("本评价指标表没有前置条件。")
    widths = (14 * mm, 62 * mm, 22 * mm, width - 98 * mm)
    rows = [(gate.code, gate.title, gate.verdict or UNKNOWN, gate.comment) for gate in gates]
    return press.table(("编号", "内容", "结论", "说明"), rows, widths, centred=(0, 2))


def _facts(sheet: ScoreSheet) -> list[tuple[str, str]]:
    case = sheet.case
    pairs = [
        ("申报单位", case.unit_name),
        ("信用代码", case.credit_code or UNKNOWN),
        ("申报类别", case.category),
        ("所在地区", case.region or UNKNOWN),
        ("申报编号", case.application_id),
        ("提交时间", chinese_time(sheet.submitted)),
        ("指标表", f"{sheet.checklist.title}　{sheet.checklist.edition}"),
        ("指标校验值", sheet.checklist.digest),
        ("材料校验值", sheet.package_digest),
        ("记录编号", sheet.record_id),
    ]
    return [pair for pair in pairs if pair[1]]


def _score_table(press: Press, sheet: ScoreSheet) -> Table:
    head = press.style(9, align=CENTRE)
    rows: list[list[Any]] = [[press.text(word, head) for word in _HEADER]]
    rules: list[tuple[Any, ...]] = [
        *ruled(),
        *_item_rules(0),
        ("BACKGROUND", (0, 0), (-1, 0), BAND),
    ]
    for section in sheet.sections:
        _add_section(press, section, rows, rules)
    total = press.style(10, align=RIGHT)
    rows.append(
        [
            press.text("合计", press.style(10)),
            *[""] * 4,
            press.text(full_points(sheet.max_total), total),
            press.text(points(sheet.total), total),
        ]
    )
    last = len(rows) - 1
    rules += [*_band_rules(last), ("NOSPLIT", (0, last - 1), (-1, last))]
    table = Table(rows, colWidths=_COLUMNS, repeatRows=1)
    table.setStyle(rules)
    return table


def _add_section(
    press: Press, section: ScoreSection, rows: list[list[Any]], rules: list[tuple[Any, ...]]
) -> None:
    band = press.style(9.5)
    amount = press.style(9.5, align=RIGHT)
    row = len(rows)
    rows.append(
        [
            press.text(section.title, band),
            *[""] * 4,
            press.text(full_points(section.max_points), amount),
            press.text(points(section.points), amount),
        ]
    )
    rules += [*_band_rules(row), ("NOSPLIT", (0, row), (-1, row + 1))]
    for line in section.lines:
        _add_line(press, line, rows, rules)


def _add_line(press: Press, line: ScoreLine, rows: list[list[Any]], rules: list[tuple[Any, ...]]) -> None:
    left, centre, right = (press.style(9, align=align) for align in (LEFT, CENTRE, RIGHT))
    row = len(rows)
    rows.append(
        [
            press.text(line.code, centre),
            press.text(line.title, left),
            press.text(line.unit, centre),
            press.text(UNKNOWN if line.declared is None else line.declared, right),
            press.text(UNKNOWN if line.verified is None else line.verified, right),
            press.text(full_points(line.max_points), right),
            press.text(points(line.points), right),
        ]
    )
    rules += _item_rules(row)
    note = press.style(8.5, leading=12.5, color=MUTED, align=SPREAD)
    pieces = press.text(_notes(line), note).pieces(_NOTE_WIDTH, ROW_LINES) if _notes(line) else []
    for at, piece in enumerate(pieces, row + 1):
        rows.append(["", piece, *[""] * 5])
        rules += [
            ("SPAN", (1, at), (-1, at)),
            ("LINEAFTER", (0, at), (0, at), RULE_WIDTH, RULE),
            ("TOPPADDING", (1, at), (-1, at), 0),
            ("BOTTOMPADDING", (1, at), (-1, at), 4 if at == row + len(pieces) else 0),
        ]
    if pieces:
        rules.append(("NOSPLIT", (0, row), (-1, row + 1)))


def _item_rules(row: int) -> list[tuple[Any, ...]]:
    return [*row_rules(row), ("LINEAFTER", (0, row), (-2, row), RULE_WIDTH, RULE)]


def _band_rules(row: int) -> list[tuple[Any, ...]]:
    return [
        *row_rules(row),
        ("LINEAFTER", (4, row), (-2, row), RULE_WIDTH, RULE),
        ("SPAN", (0, row), (4, row)),
        ("BACKGROUND", (0, row), (-1, row), BAND),
    ]


def _notes(line: ScoreLine) -> str:
    parts = (("修改", line.change_note), ("意见", line.comment), ("证据", "；".join(line.evidence)))
    return "\n".join(f"{label}：{words}" for label, words in parts if words)
