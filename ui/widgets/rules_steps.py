"""The rows of 流程与期限 without widgets: stages, deadlines, terms, departments, duties, each with a key."""

from collections.abc import Iterator
from dataclasses import dataclass

from greendesk.domain.policy import Department, Duty, Policy, ThirdPartyRules
from greendesk.domain.road import Stage
from greendesk.use_cases.timetable import DeadlineLine, Timetable
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.rules_words import (
    CAP_KEYS,
    CAP_PERIODS,
    duty_when,
    left_words,
    must_be_verified,
    publicity_words,
)
from ui.words import said

TONE_ICONS = {"muted": "minus", "warning": "clock", "success": "check"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One row and the key of what it shows: "stage:code", "deadline:code", "term:name" …; a band has no key."""

    key: str | None
    cells: Row


def step_columns(least: int, article: int) -> tuple[Column, ...]:
    """The columns of the table of steps."""
    return (
        Column(tr("事项"), 0, least=least),
        Column(tr("时间和条件"), 120),
        Column(tr("还有多久"), 130),
        Column(tr("条款"), article),
    )


def step_rows(policy: Policy, timetable: Timetable) -> tuple[StepRow, ...]:
    """Everything that has its turn or its day, in groups."""
    return tuple(_rows(policy, timetable))


def _rows(policy: Policy, timetable: Timetable) -> Iterator[StepRow]:
    yield _band(tr("办理流程"), tr("共 {n} 个阶段").format(n=len(policy.stages)))
    for number, stage in enumerate(policy.stages, start=1):
        yield _stage(number, stage, timetable)
    if timetable.deadlines:
        year = tr("{year} 年，当日计入").format(year=timetable.year)
        yield _band(tr("期限"), year)
        yield from (_deadline(line) for line in timetable.deadlines)
    yield _band(tr("公示、名额和第三方机构"))
    yield from _terms(policy)
    if policy.departments:
        yield _band(tr("征求意见的部门"), policy.consultation.asked_by if policy.consultation else "")
        yield from (_department(one, policy) for one in policy.departments)
    if policy.duties:
        yield _band(tr("公布后的义务"), tr("以后的版本"))
        yield from (_duty(one) for one in policy.duties)


def cap_words(rules: ThirdPartyRules) -> str:
    """How many projects a third-party body may have, or that no cap is known."""
    if rules.cap is None or rules.cap_key is None or rules.period is None:
        return tr("没有数量上限")
    return tr("{holder}{period}最多 {n} 个项目").format(
        holder=said(CAP_KEYS, rules.cap_key.value),
        period=said(CAP_PERIODS, rules.period.value),
        n=rules.cap,
    )


def left_cell(line: DeadlineLine | None) -> Cell:
    """A chip that says how far a deadline is."""
    if line is None:
        return Cell("")
    words, tone = left_words(line)
    return Cell(words, kind="chip", tone=tone, icon=TONE_ICONS[tone])


def _stage(number: int, stage: Stage, timetable: Timetable) -> StepRow:
    line = timetable.deadline(stage.deadline) if stage.deadline else None
    conditions = tr("{n} 项条件").format(n=len(stage.guards)) if stage.guards else tr("没有条件")
    if stage.optional:
        conditions = tr("{conditions}，根据需要").format(conditions=conditions)
    cells = (
        Cell(f"{number}　{stage.title}", stage.actor),
        Cell(
            tr("截止 {day}").format(day=line.day.isoformat()) if line else conditions,
            conditions if line else "",
        ),
        left_cell(line),
        Cell(stage.article, tone="muted"),
    )
    return StepRow(key=f"stage:{stage.code}", cells=cells)


def _deadline(line: DeadlineLine) -> StepRow:
    mark = tr("须核对") if must_be_verified(line.basis) else ""
    return StepRow(
        key=f"deadline:{line.code}",
        cells=(
            Cell(line.title, line.actor),
            Cell(line.day.isoformat(), mark, tone="warning" if mark else ""),
            left_cell(line),
            Cell(line.article, tone="muted"),
        ),
    )


def _terms(policy: Policy) -> Iterator[StepRow]:
    if policy.publicity:
        one = policy.publicity
        mark = tr("须核对") if must_be_verified(one.basis) else ""
        yield _term("publicity", tr("公示"), one.where, publicity_words(one), mark, one.article)
    if policy.late:
        yield _term("late", tr("逾期"), "", policy.late.words, "", policy.late.article)
    if policy.quota:
        yield _term("quota", tr("推荐名额"), "", policy.quota.by, "", policy.quota.article)
    mark = tr("须核对") if must_be_verified(policy.third_party.basis) else ""
    yield _term("third-party", tr("第三方机构"), "", cap_words(policy.third_party), mark, "")


def _term(key: str, title: str, note: str, words: str, mark: str, article: str) -> StepRow:
    return StepRow(
        key=f"term:{key}",
        cells=(
            Cell(title, note),
            Cell(words, mark, tone="warning" if mark else ""),
            Cell(""),
            Cell(article, tone="muted"),
        ),
    )


def _department(one: Department, policy: Policy) -> StepRow:
    days = policy.consultation.reply_working_days if policy.consultation else None
    term = tr("{n} 个工作日内回复").format(n=days) if days else tr("期限由发函单位写明")
    return StepRow(
        key=f"department:{one.code}",
        cells=(Cell(one.name, one.asks), Cell(term), Cell(""), Cell(one.article, tone="muted")),
    )


def _duty(one: Duty) -> StepRow:
    later = Cell(tr("以后的版本"), kind="chip", tone="muted", icon="clock")
    when = duty_when(one) or tr("未写时间")
    cells = (Cell(one.title, one.actor), Cell(when), later, Cell(one.article, tone="muted"))
    return StepRow(key=f"duty:{one.code}", cells=cells)


def _band(title: str, note: str = "") -> StepRow:
    return StepRow(key=None, cells=(Cell(title, note or " ", kind="band"),))
