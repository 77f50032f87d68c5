"""专家组意见 on paper: members, scores, divergences, opinion, and a place to sign for each member."""

from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from greendesk.adapters.papers.pdf import Frame, print_document
from greendesk.adapters.papers.press import Margins, Press, content_width
from greendesk.adapters.papers.score_sheet import gate_table
from greendesk.adapters.papers.signing_places import SignArea, SignPlace, signatures, signer_place
from greendesk.adapters.papers.words import UNKNOWN, chinese_time, full_points, points
from greendesk.domain.papers import PanelConclusion, PanelRow, Standing

TITLE = "专家组意见"
LEADER_FIELD = "sign-leader"
SECRETARY_FIELD = "sign-secretary"
_STANDING = {Standing.COUNTED: "计入", Standing.DROPPED: "未计入", Standing.RECUSED: "回避"}


def member_field(number: int) -> str:
    """Name the signature field of the member in this row of the conclusion, counted from 1."""
    return f"sign-member-{number}"


def conclusion_places(conclusion: PanelConclusion) -> tuple[SignPlace, ...]:
    """Name the places to sign: the leader, the members who reviewed, the secretary."""
    places = [signer_place(LEADER_FIELD, "组长", conclusion.leader)]
    places += [
        signer_place(member_field(number), "成员", row.expert)
        for number, row in enumerate(conclusion.rows, 1)
        if row.standing is not Standing.RECUSED and row.expert != conclusion.leader
    ]
    if conclusion.secretary is not None:
        places.append(signer_place(SECRETARY_FIELD, "秘书", conclusion.secretary))
    return tuple(places)


def print_panel_conclusion(conclusion: PanelConclusion, fonts: Path) -> bytes:
    """Return the conclusion as a PDF with one empty signature field for each who signs."""
    press = Press(fonts)
    width = content_width(Margins())
    area = SignArea(press, conclusion_places(conclusion), width)
    story: list[Flowable] = [
        press.title(TITLE),
        press.facts(_facts(conclusion), width),
        *press.heading("一、专家评分"),
        _member_table(press, conclusion, width),
        press.small(f"计分规则：{conclusion.panel_rule}"),
        *press.heading("二、前置条件"),
        gate_table(press, conclusion.gates, width),
    ]
    if conclusion.divergences:
        story += [*press.heading("三、分歧与处理"), _divergence_table(press, conclusion, width)]
    story += [
        *press.heading("四、评审结论" if conclusion.divergences else "三、评审结论"),
        press.facts(
            [
                ("评审结论", conclusion.recommendation or UNKNOWN),
                ("最终得分", f"{points(conclusion.final_score)}（满分 {full_points(conclusion.max_total)}）"),
            ],
            width,
        ),
        *press.body(conclusion.opinion or UNKNOWN),
    ]
    if conclusion.provenance_note:
        story.append(press.small(f"说明：{conclusion.provenance_note}"))
    story += signatures(press, "专家组签名", area)
    frame = Frame(
        title=f"{TITLE} {conclusion.case.unit_name}",
        subject=conclusion.case.round_title,
        head=conclusion.case.round_title,
        sample=conclusion.case.sample,
        author=conclusion.leader.name,
        record_id=conclusion.record_id,
        made=conclusion.concluded,
        conclusion=conclusion.to_json(),
    )
    return print_document(frame, press, story, area)


def _facts(conclusion: PanelConclusion) -> list[tuple[str, str]]:
    case = conclusion.case
    pairs = [
        ("申报单位", case.unit_name),
        ("信用代码", case.credit_code or UNKNOWN),
        ("申报类别", case.category),
        ("所在地区", case.region or UNKNOWN),
        ("申报编号", case.application_id),
        ("形成时间", chinese_time(conclusion.concluded)),
        ("指标表", f"{conclusion.checklist.title}　{conclusion.checklist.edition}"),
        ("指标校验值", conclusion.checklist.digest),
        ("材料校验值", conclusion.package_digest),
        ("记录编号", conclusion.record_id),
    ]
    return [pair for pair in pairs if pair[1]]


def _member_table(press: Press, conclusion: PanelConclusion, width: float) -> Flowable:
    widths = (10 * mm, 24 * mm, 52 * mm, 19 * mm, 17 * mm, 23 * mm, width - 145 * mm)
    rows = [_member(number, row) for number, row in enumerate(conclusion.rows, 1)]
    header = ("序号", "姓名", "职称、单位", "得分", "计分", "个人结论", "说明")
    return press.table(header, rows, widths, centred=(0, 1, 4, 5), right=(3,))


def _member(number: int, row: PanelRow) -> tuple[str, ...]:
    place = "\n".join(words for words in (row.expert.title, row.expert.organisation) if words)
    recused = row.standing is Standing.RECUSED
    return (
        str(number),
        row.expert.name,
        place,
        UNKNOWN if recused else points(row.score),
        _STANDING[row.standing],
        UNKNOWN if recused else row.recommendation,
        row.note,
    )


def _divergence_table(press: Press, conclusion: PanelConclusion, width: float) -> Flowable:
    widths = (14 * mm, 36 * mm, 40 * mm, width - 90 * mm)
    rows = [
        (divergence.code, divergence.title, divergence.positions, divergence.explanation)
        for divergence in conclusion.divergences
    ]
    return press.table(("编号", "指标", "各方意见", "处理说明"), rows, widths, centred=(0,))
