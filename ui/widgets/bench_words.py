"""Words of the bench for the codes of checklists: kinds of items, verdicts, what is missing."""

from collections.abc import Mapping
from decimal import Decimal

from greendesk.domain.assessment import OpenWhy, Verdict
from greendesk.domain.checklist import Direction, Item, ItemKind, ProvenanceState, full_mark
from greendesk.domain.decimals import plain
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.widgets.bench_numbers import PointsProblem

KINDS: Mapping[ItemKind, str] = {
    ItemKind.VETO: QT_TRANSLATE_NOOP("", "基本要求，不符合即否决"),
    ItemKind.MANDATORY: QT_TRANSLATE_NOOP("", "必选"),
    ItemKind.OPTIONAL: QT_TRANSLATE_NOOP("", "可选"),
    ItemKind.GRADED: QT_TRANSLATE_NOOP("", "专家评分"),
    ItemKind.QUANTITATIVE: QT_TRANSLATE_NOOP("", "定量"),
}
VERDICTS: Mapping[Verdict, tuple[str, str, str]] = {
    Verdict.CONFORMS: (QT_TRANSLATE_NOOP("", "符合"), "success", "check"),
    Verdict.FAILS: (QT_TRANSLATE_NOOP("", "不符合"), "danger", "cross"),
    Verdict.PENDING: (QT_TRANSLATE_NOOP("", "待核"), "warning", "clock"),
}
OPEN: Mapping[OpenWhy, str] = {
    OpenWhy.VERDICT_MISSING: QT_TRANSLATE_NOOP("", "未判定"),
    OpenWhy.VERDICT_PENDING: QT_TRANSLATE_NOOP("", "仍为待核"),
    OpenWhy.NOT_SCORED: QT_TRANSLATE_NOOP("", "未评分"),
    OpenWhy.POINTS_OUT_OF_RANGE: QT_TRANSLATE_NOOP("", "得分超出范围"),
    OpenWhy.POINTS_TOO_FINE: QT_TRANSLATE_NOOP("", "得分超过两位小数"),
    OpenWhy.REASON_MISSING: QT_TRANSLATE_NOOP("", "缺修改理由"),
    OpenWhy.ALTERNATIVE_NONE: QT_TRANSLATE_NOOP("", "同组指标应选评一项"),
    OpenWhy.ALTERNATIVE_SEVERAL: QT_TRANSLATE_NOOP("", "同组指标只评一项"),
}
PROVENANCE: Mapping[ProvenanceState, str] = {
    ProvenanceState.READ_OFFICIAL: QT_TRANSLATE_NOOP("", "读自正式文件"),
    ProvenanceState.READ_COPY: QT_TRANSLATE_NOOP("", "读自副本"),
    ProvenanceState.RECALLED: QT_TRANSLATE_NOOP("", "凭记忆录入"),
    ProvenanceState.DERIVED: QT_TRANSLATE_NOOP("", "推算得出"),
    ProvenanceState.PROPOSED: QT_TRANSLATE_NOOP("", "建议用语"),
}
FIELD_OF: Mapping[OpenWhy, str] = {
    OpenWhy.REASON_MISSING: "reason",
    OpenWhy.NOT_SCORED: "points",
    OpenWhy.POINTS_OUT_OF_RANGE: "points",
    OpenWhy.POINTS_TOO_FINE: "points",
    OpenWhy.VERDICT_MISSING: "verdict",
    OpenWhy.VERDICT_PENDING: "verdict",
    OpenWhy.ALTERNATIVE_NONE: "applicable",
    OpenWhy.ALTERNATIVE_SEVERAL: "applicable",
}
RECOMMENDATIONS: Mapping[str, str] = {
    "推荐": QT_TRANSLATE_NOOP("", "推荐"),
    "整改后推荐": QT_TRANSLATE_NOOP("", "整改后推荐"),
    "不推荐": QT_TRANSLATE_NOOP("", "不推荐"),
}


def item_caption(item: Item) -> str:
    """One line that says what kind of item this is."""
    parts = [tr(KINDS[item.kind])]
    if item.quantitative and item.kind is not ItemKind.QUANTITATIVE:
        parts.append(tr(KINDS[ItemKind.QUANTITATIVE]))
    if item.direction is Direction.LOWER_BETTER:
        parts.append(tr("数值越低越好"))
    elif item.direction is Direction.HIGHER_BETTER:
        parts.append(tr("数值越高越好"))
    if item.unit and item.unit != "1":
        parts.append(tr("单位 {unit}").format(unit=item.unit))
    return " · ".join(parts)


def provenance_words(item: Item) -> str:
    """Where the wording of an item comes from, for the tool tip of its chip."""
    mark = item.provenance
    lines = [
        tr("{state}：{source}").format(state=tr(PROVENANCE[mark.state]), source=mark.source),
        mark.remark,
    ]
    return "\n".join(line for line in lines if line)


def problem_words(problem: PointsProblem, item: Item) -> str:
    """What is wrong with points as typed, and what would be right."""
    if problem is PointsProblem.NOT_A_NUMBER:
        return tr("得分写数字，例如 {example}").format(example=plain(full_mark(item)))
    if problem is PointsProblem.TOO_FINE:
        return tr("得分最多两位小数")
    return tr("得分应在 0 至 {points} 之间").format(points=plain(full_mark(item)))


def points_hint(item: Item, proposal: Decimal | None) -> str:
    """The line below the points: the proposal and the full mark."""
    most = "—" if item.max_points is None else plain(item.max_points)
    if proposal is None:
        return tr("满分 {points}").format(points=most)
    return tr("建议 {proposal}，满分 {points}").format(proposal=proposal, points=most)
