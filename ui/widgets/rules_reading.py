"""What the place of rules shows, read at one time; and the rows of the articles without widgets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from greendesk.desk import Desk
from greendesk.domain.form import Form
from greendesk.domain.policy import Basis, Policy, Rule
from greendesk.domain.text import fold_text
from greendesk.queries_road import AgencyLine, ListLine
from greendesk.use_cases.timetable import Timetable
from ui.eligibility_words import FORCES as CHECK_FORCES
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.road_words import GUARDS
from ui.rules_words import (
    FORCES,
    GUARD_PLACES,
    PART_PLACES,
    PARTS,
    STATES,
    Place,
    fate,
    must_be_verified,
    publicity_words,
    where_words,
)
from ui.widgets.application_rows import DESK_ROLES
from ui.words import chip_words, said


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedLine:
    """An official text that is announced, and its number and day once it is out."""

    code: str
    title: str
    article: str
    number: str
    day: str

    @property
    def issued(self) -> bool:
        """Whether it is out."""
        return bool(self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesReading:
    """The policy of the round and everything that belongs to it."""

    title: str
    policy: Policy
    timetable: Timetable
    lists: tuple[ListLine, ...]
    awaited: tuple[AwaitedLine, ...]
    agencies: tuple[AgencyLine, ...]
    forms: tuple[Form, ...]
    may_work: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """One part of the policy that enforces a rule: what kind of part, what it is called, and where to go."""

    kind: str
    title: str
    note: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisLine:
    """A value of the policy that is no numbered rule, and what it rests on."""

    key: str
    title: str
    basis: Basis


def read_rules(desk: Desk, round_id: str, today: date) -> RulesReading:
    """Read everything that the place shows."""
    policy = desk.rounds.policy(round_id)
    mine = next((line for line in desk.rounds.participants(round_id) if line.me), None)
    articles = {one.code: one.article for one in policy.awaited}
    return RulesReading(
        title=desk.rounds.line(round_id).title,
        policy=policy,
        timetable=desk.rounds.timetable(round_id, today),
        lists=desk.eligibility.lists(round_id),
        awaited=tuple(
            AwaitedLine(code=code, title=title, article=articles.get(code, ""), number=number, day=day)
            for code, title, number, day in desk.eligibility.awaited(round_id)
        ),
        agencies=desk.eligibility.agencies(round_id),
        forms=desk.forms(),
        may_work=bool(mine and DESK_ROLES & set(mine.roles)),
    )


# ------------------------------------------------------------ values that are no numbered rule


def basis_lines(policy: Policy) -> tuple[BasisLine, ...]:
    """Every value with a basis of its own that was not read in the official paper."""
    return tuple(
        BasisLine(key=key, title=title, basis=basis)
        for key, title, basis in _bases(policy)
        if basis is not None and must_be_verified(basis)
    )


def _bases(policy: Policy) -> Iterator[tuple[str, str, Basis | None]]:
    for deadline in policy.deadlines:
        yield f"deadline:{deadline.code}", tr("期限：{title}").format(title=deadline.title), deadline.basis
    if policy.publicity:
        yield "publicity", publicity_words(policy.publicity), policy.publicity.basis
    yield (
        "third-party",
        tr("第三方机构：{words}").format(words=policy.third_party.words),
        policy.third_party.basis,
    )
    yield "panel", panel_words(policy), policy.panel.basis
    words = tr("、").join(one.words for one in policy.conclusions.words)
    yield "conclusions", tr("结论用语：{words}").format(words=words), policy.conclusions.basis
    yield "visibility", visibility_words(policy), policy.visibility.basis


def panel_words(policy: Policy) -> str:
    """How the experts' scores become one."""
    method = {
        "mean": tr("平均"),
        "trimmed_mean": tr("{n} 份起去掉一个最高分和一个最低分后平均").format(n=policy.panel.trim_from),
        "median": tr("中位数"),
    }
    words = method.get(policy.panel.method.value, policy.panel.method.value)
    share = f"{(policy.panel.divergence_share * 100).normalize():f}%"
    return tr("专家组计分：{method}；相差超过满分的 {share} 为分歧").format(method=words, share=share)


def visibility_words(policy: Policy) -> str:
    """Who may see the scores of others."""
    seen = {
        "never": tr("不可见"),
        "always": tr("可见"),
        "after_own": tr("提交本人评审后可见"),
    }
    words = tr("他人评分：{seen}").format(seen=seen[policy.visibility.others_scores.value])
    return (
        tr("{words}；评审封存，专家全部交卷后开封").format(words=words) if policy.visibility.sealed else words
    )


# ------------------------------------------------------------ articles


def article_columns(least: int) -> tuple[Column, ...]:
    """The columns of the table of articles."""
    return (
        Column(tr("编号"), 52),
        Column(tr("条款"), 76),
        Column(tr("内容"), 0, least=least),
        Column(tr("性质"), 84),
        Column(tr("在哪里执行"), 92),
    )


def article_row(rule: Rule) -> Row:
    """One rule as a row."""
    text, tone, icon = chip_words(FORCES, rule.force.value)
    kept = fate(rule) == "here"
    return (
        Cell(rule.id, tone="muted"),
        Cell(rule.article),
        Cell(rule.text, rule.actor),
        Cell(text, kind="chip", tone=tone, icon=icon),
        Cell(where_words(rule), tone="" if kept else "muted"),
    )


def basis_row(line: BasisLine) -> Row:
    """One value that is no numbered rule as a row."""
    return (
        Cell("—", tone="muted"),
        Cell(said(STATES, line.basis.state.value)),
        Cell(line.title, line.basis.source),
        Cell(tr("须核对"), kind="chip", tone="warning", icon="search"),
        Cell(""),
    )


def article_passes(rule: Rule, wanted: str, source: str, force: str, kept: str) -> bool:
    """Whether a rule stays after search and filters; an empty filter lets everything through."""
    if source not in {"", rule.source} or force not in {"", rule.force.value}:
        return False
    if kept and kept != fate(rule) and not (kept == "later" and rule.later):
        return False
    text = fold_text(f"{rule.id} {rule.article} {rule.actor} {rule.text}").casefold()
    return all(word in text for word in fold_text(wanted).casefold().split())


# ------------------------------------------------------------ what enforces a rule


def part_lines(reading: RulesReading, rule: Rule) -> tuple[PartLine, ...]:
    """Each part of the policy that enforces a rule, in words."""
    titles = _titles(reading)
    return tuple(_part_line(name, titles) for name in rule.enforced_by)


def _part_line(name: str, titles: Mapping[str, tuple[str, str]]) -> PartLine:
    kind, _, code = name.partition(":")
    title, note = titles.get(name, ("", ""))
    place = PART_PLACES.get(kind, ("rules", "timetable"))
    if kind == "guard":
        place = GUARD_PLACES.get(code.rpartition(".")[2], place)
    return PartLine(kind=said(PARTS, kind), title=title or code, note=note, place=place)


def _titles(reading: RulesReading) -> Mapping[str, tuple[str, str]]:
    return dict(
        [*_titled(reading.policy), *_within(reading.policy), *_with_state(reading), *_alone(reading.policy)]
    )


def _titled(policy: Policy) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield parts that have a title in the policy itself."""
    for check in policy.checks:
        yield f"check:{check.code}", (check.title, said(CHECK_FORCES, check.force.value))
    for department in policy.departments:
        yield f"department:{department.code}", (department.name, department.asks)
    for priority in policy.priorities:
        yield f"priority:{priority.code}", (priority.title, "")
    for field in (*policy.fields, *policy.third_party.fields):
        yield f"field:{field.code}", (field.title, field.hint)
    for handover in policy.handover:
        yield f"handover:{handover.code}", (handover.title, "")
    for duty in policy.duties:
        yield f"duty:{duty.code}", (duty.title, tr("以后的版本"))


def _within(policy: Policy) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield parts that stand within stages and categories."""
    for stage in policy.stages:
        yield f"stage:{stage.code}", (stage.title, stage.actor)
        for guard in stage.guards:
            title = said(GUARDS, guard.check.value)
            yield f"guard:{stage.code}.{guard.check.value}", (title, stage.title)
    for category in policy.categories:
        for document in category.documents:
            yield f"document:{document.code}", (document.title, "")


def _with_state(reading: RulesReading) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield parts that have a day, or are here or not."""
    for deadline in reading.timetable.deadlines:
        yield f"deadline:{deadline.code}", (deadline.title, deadline.day.isoformat())
    for line in reading.lists:
        state = tr("共 {n} 行").format(n=line.rows) if line.imported else tr("未导入")
        yield f"list:{line.code}", (line.title, state)
    for one in reading.awaited:
        yield f"awaited:{one.code}", (one.title, one.number or one.day if one.issued else tr("未发布"))


def _alone(policy: Policy) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield parts that exist once and have no title of their own."""
    years = tr("近 {n} 年内的情形逐项核对").format(n=policy.negative_list.window_years)
    yield "negative-list", (years, policy.negative_list.article)
    yield "summary-form", (policy.summary_form.title, policy.summary_form.article)
    yield "third-party", (policy.third_party.words, "")
    yield "panel", (panel_words(policy), "")
    yield "evaluation", (tr("自评价或第三方评价，按申报类别"), "")
    standards = dict.fromkeys(one.standard for one in policy.categories)
    yield "standard", (tr("；").join(standards), "")
    if policy.consultation:
        yield "consultation", (policy.consultation.asked_by, policy.consultation.article)
    if policy.late:
        yield "late", (policy.late.words, policy.late.article)
    if policy.publicity:
        yield "publicity", (publicity_words(policy.publicity), policy.publicity.where)
    if policy.quota:
        yield "quota", (policy.quota.by, policy.quota.article)
