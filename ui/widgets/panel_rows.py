"""Rows of the panel screen: ranking, experts' scores side by side, divergences; and the figures above them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import ceil, floor

from greendesk.domain.agreement import Agreement, PanelAgreement, TooLittle, panel_agreement
from greendesk.queries import DivergenceLine, RankingLine
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.models.table import Axis, Cell, Column, Row
from ui.qt_numbers import CENTER, RIGHT

SCORED = frozenset({"counted", "dropped_highest", "dropped_lowest"})
STATES = {
    "counted": QT_TRANSLATE_NOOP("", "计入"),
    "dropped_highest": QT_TRANSLATE_NOOP("", "最高分，不计入"),
    "dropped_lowest": QT_TRANSLATE_NOOP("", "最低分，不计入"),
    "recused": QT_TRANSLATE_NOOP("", "已声明回避"),
    "open": QT_TRANSLATE_NOOP("", "评审未到"),
    "sealed": QT_TRANSLATE_NOOP("", "已封存，待开封"),
}
NOT_HERE = frozenset({"open", "sealed"})
EXPERT_POSITIONS = {
    "conforms": QT_TRANSLATE_NOOP("", "符合"),
    "fails": QT_TRANSLATE_NOOP("", "不符合"),
    "pending": QT_TRANSLATE_NOOP("", "待核"),
    "not_applicable": QT_TRANSLATE_NOOP("", "不适用"),
    "open": QT_TRANSLATE_NOOP("", "未评"),
}
WHY = {
    "verdict": QT_TRANSLATE_NOOP("", "结论不同"),
    "points": QT_TRANSLATE_NOOP("", "分差过大"),
    "applicable": QT_TRANSLATE_NOOP("", "是否适用不同"),
}
AGREEMENTS = {
    Agreement.POOR: QT_TRANSLATE_NOOP("", "较差，先合议再定"),
    Agreement.MODERATE: QT_TRANSLATE_NOOP("", "一般，看分歧处"),
    Agreement.GOOD: QT_TRANSLATE_NOOP("", "较好"),
    Agreement.EXCELLENT: QT_TRANSLATE_NOOP("", "很好"),
}
TOO_LITTLE = {
    TooLittle.EXPERTS: QT_TRANSLATE_NOOP("", "专家太少，不作判断"),
    TooLittle.SUBJECTS: QT_TRANSLATE_NOOP("", "申报太少，不作判断"),
    TooLittle.SPREAD: QT_TRANSLATE_NOOP("", "分数全同，不作判断"),
}
LEAST_RANGE, LEAST_FULL_HEAT = 20, Decimal(5)
_SAMPLE_MARK = re.compile(r"（示例）$")
Rows = tuple[list[Row], list[object]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands above the ranking."""

    done: int
    experts: int
    recused: int
    open_reviews: int
    sealed_reviews: int  # handed in, not opened yet
    applications: int
    concluded: int
    divergences: int
    agreement: PanelAgreement


def figures(lines: Sequence[RankingLine]) -> Figures:
    """Count what the panel has and lacks; an application that is not open to this desk is in no figure."""
    states = [(expert, state) for line in lines for expert, _, _, state in line.scores]
    asked = {expert for expert, state in states if state != "recused"}
    late = {expert for expert, state in states if state == "open"}
    scores = [
        {expert: score for expert, _, score, state in line.scores if score is not None and state in SCORED}
        for line in lines
    ]
    return Figures(
        done=len(asked - late),
        experts=len(asked),
        recused=sum(state == "recused" for _, state in states),
        open_reviews=sum(state == "open" for _, state in states),
        sealed_reviews=sum(state == "sealed" for _, state in states),
        applications=len(lines),
        concluded=sum(line.concluded for line in lines),
        divergences=sum(len(unexplained(line)) for line in lines),
        agreement=panel_agreement([one for one in scores if one]),
    )


def unexplained(line: RankingLine) -> tuple[DivergenceLine, ...]:
    """The divergences that no recorded conclusion explains."""
    return () if line.concluded else line.divergences


def missing_experts(line: RankingLine) -> tuple[str, ...]:
    """Whose review is not here yet, or is sealed and not opened."""
    return tuple(name for _, name, _, state in line.scores if state in NOT_HERE)


def points(value: Decimal, places: int = 2) -> str:
    """Points as people read them, rounded half up."""
    return str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def short_name(name: str) -> str:
    """A name without the mark of the sample, for narrow columns."""
    return _SAMPLE_MARK.sub("", name)


def shared_axis(lines: Sequence[RankingLine]) -> Axis:
    """One axis for all rows, from tens to tens around all scores."""
    values = [
        score for line in lines for _, _, score, state in line.scores if score is not None and state in SCORED
    ]
    if not values:
        return Axis(0, 100, (0, 50, 100))
    low, high = floor(min(values) / 10) * 10, ceil(max(values) / 10) * 10
    if high - low < LEAST_RANGE:
        low = max(0, high - LEAST_RANGE)
        high = low + LEAST_RANGE
    step = 10 if high - low <= 60 else 20
    return Axis(low, high, tuple(float(mark) for mark in range(low, high + 1, step)))


def ranking_columns() -> tuple[Column, ...]:
    """The columns of the ranking."""
    return (
        Column(tr("名次"), 60),
        Column(tr("单位"), least=130),
        Column(tr("各位专家的分布"), least=140),
        Column(tr("得分"), 84, RIGHT),
        Column(tr("极差"), 72, RIGHT),
        Column(tr("结果"), 116),
    )


def ranking_rows(lines: Sequence[RankingLine], tones: Mapping[str, str]) -> Rows:
    """Applications best first with the shared axis below; equal scores share a rank."""
    axis = shared_axis(lines)
    rows: list[Row] = []
    keys: list[object] = []
    rank = 0
    for place, line in enumerate(lines, start=1):
        if line.score is None or place == 1 or line.score != lines[place - 2].score:
            rank = place
        rows.append(_ranking_row(line, rank, axis, tones))
        keys.append(line.application)
    if any(line.score is not None for line in lines):
        dropped = any(state.startswith("dropped") for line in lines for _, _, _, state in line.scores)
        legend = Cell(tr("○ 不计入　┃ 得分") if dropped else tr("┃ 得分"), tone="muted")
        rows.append((Cell(), legend, Cell(kind="axis", axis=axis), Cell(), Cell(), Cell()))
        keys.append(None)
    return rows, keys


def _ranking_row(line: RankingLine, rank: int, axis: Axis, tones: Mapping[str, str]) -> Row:
    given = [(score, state) for _, _, score, state in line.scores if score is not None and state in SCORED]
    drawn: tuple[float, ...] = ()
    if line.score is not None:
        pairs = (part for score, state in given for part in (float(score), float(state == "counted")))
        drawn = (float(line.score), *pairs)
    wide = line.spread is not None and any(one.why == "points" for one in line.divergences)
    return (
        Cell(str(rank) if line.score is not None else "—", strong=True),
        Cell(line.unit),
        Cell(
            "" if drawn else _nothing_drawn(line),
            kind="scores",
            value=drawn,
            axis=axis,
            spoken=scores_words(line),
        ),
        Cell(points(line.score) if line.score is not None else "—", strong=True, right=True),
        Cell(
            points(line.spread, 1) if line.spread is not None else "—",
            right=True,
            tone="warning" if wide else "muted",
        ),
        result_cell(line, tones),
    )


def _nothing_drawn(line: RankingLine) -> str:
    sealed = any(state == "sealed" for _, _, _, state in line.scores)
    return tr("已封存，待开封") if sealed else tr("还没有评审")


def result_cell(line: RankingLine, tones: Mapping[str, str]) -> Cell:
    """How far the panel is with an application."""
    missing = len(missing_experts(line))
    if line.concluded:
        return Cell(line.recommendation, kind="chip", tone=tones.get(line.recommendation, "muted"))
    if line.outdated:
        words = tr("结论之后评审有变")
        return Cell(tr("评审有变"), kind="chip", tone="danger", icon="warn", spoken=words)
    if missing or not line.complete:
        words = tr("评审未到：{names}").format(names=tr("、").join(missing_experts(line)))
        return Cell(tr("缺 {n} 份").format(n=missing), kind="chip", tone="info", icon="clock", spoken=words)
    if not line.gates_passed:
        return Cell(tr("必备项不符"), kind="chip", tone="danger", icon="cross")
    if line.divergences:
        return Cell(tr("待合议"), kind="chip", tone="warning", icon="warn")
    return Cell(tr("待签署"), kind="chip", tone="info", icon="review")


def scores_words(line: RankingLine) -> str:
    """Every expert's score in words, dropped ones named."""
    parts = []
    for _, name, score, state in line.scores:
        said = (
            [tr("{points} 分").format(points=points(score))] if score is not None and state in SCORED else []
        )
        if state != "counted":
            said.append(tr(STATES[state]))
        parts.append(f"{name} {tr('，').join(said)}")
    return tr("；").join(parts)


# ------------------------------------------------------------ experts side by side


def heat_columns(lines: Sequence[RankingLine]) -> tuple[Column, ...]:
    """The unit, then a column for every expert who is asked about anything."""
    names = (Column(short_name(name), 64, CENTER) for _, name in experts(lines))
    return (Column(tr("单位"), least=112), *names)


def experts(lines: Sequence[RankingLine]) -> tuple[tuple[str, str], ...]:
    """Everybody who is asked, by name."""
    found = {(name, expert) for line in lines for expert, name, _, _ in line.scores}
    return tuple((expert, name) for name, expert in sorted(found))


def heat_rows(lines: Sequence[RankingLine]) -> Rows:
    """Each score as its distance from the application's score; what is not counted stands in brackets."""
    distances = [
        abs(score - line.score)
        for line in lines
        if line.score is not None
        for _, _, score, state in line.scores
        if score is not None and state in SCORED
    ]
    full = max([LEAST_FULL_HEAT, *distances])
    order = [expert for expert, _ in experts(lines)]
    rows: list[Row] = []
    for line in lines:
        by_expert = {expert: (name, score, state) for expert, name, score, state in line.scores}
        rows.append(
            (
                Cell(short_name(line.unit), spoken=line.unit),
                *(_tile(line, by_expert.get(expert), full) for expert in order),
            )
        )
    return rows, [line.application for line in lines]


def _tile(line: RankingLine, part: tuple[str, Decimal | None, str] | None, full: Decimal) -> Cell:
    if part is None:
        return Cell("", kind="text", spoken=tr("没有请其评审"))
    name, score, state = part
    if score is None or state not in SCORED or line.score is None:
        words = {"recused": tr("回避"), "sealed": tr("待开")}.get(state, tr("未到"))
        return Cell(words, kind="heat", spoken=tr("，").join((line.unit, name, tr(STATES[state]))))
    shown = points(score, 1)
    spoken = tr("，").join((line.unit, name, points(score), tr(STATES[state])))
    text = shown if state == "counted" else f"({shown})"
    return Cell(text, kind="heat", value=(float((score - line.score) / full),), spoken=spoken)


# ------------------------------------------------------------ divergences


def divergence_rows(lines: Sequence[RankingLine]) -> Rows:
    """Every item on which experts differ, keyed by application and item; what awaits words stands first."""
    pairs = [(line, one) for line in lines for one in line.divergences]
    pairs.sort(key=lambda pair: pair[0].concluded)
    rows: list[Row] = []
    keys: list[object] = []
    for line, one in pairs:
        low, high = extremes(one)
        done = line.concluded and bool(one.explanation)
        chip = (
            Cell(tr("已说明"), kind="chip", tone="success", icon="check", spoken=one.explanation)
            if done
            else Cell(tr("待说明"), kind="chip", tone="warning", icon="clock")
        )
        said = Cell(
            low, sub=high, spoken=tr("；").join(f"{name} {position(what)}" for name, what in one.values)
        )
        rows.append((Cell(one.title, sub=f"{line.unit} · {tr(WHY[one.why])}"), said, chip))
        keys.append((line.application, one.item))
    return rows, keys


def extremes(one: DivergenceLine) -> tuple[str, str]:
    """The two positions that stand furthest apart, each with who holds it."""
    ordered = sorted(one.values, key=_sortable)
    if not ordered:
        return "", ""
    first, last = ordered[0], ordered[-1]
    return f"{short_name(first[0])} {position(first[1])}", f"{short_name(last[0])} {position(last[1])}"


def position(what: str) -> str:
    """What an expert says on an item, in words of the screen."""
    if what[:1].isdigit():
        return tr("{points} 分").format(points=what)
    return tr(EXPERT_POSITIONS[what])


def _sortable(value: tuple[str, str]) -> tuple[int, Decimal, str]:
    if value[1][:1].isdigit():
        return (1, Decimal(value[1]), "")
    return (0, Decimal(0), value[1])
