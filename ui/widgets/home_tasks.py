"""What waits for this person, what came lately and how each round stands: words made of frozen lines, no widgets."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from greendesk.domain.moments import moment_of
from ui.i18n import tr
from ui.widgets.application_words import date_words
from ui.words import CATEGORIES, EVENTS, said

if TYPE_CHECKING:
    from greendesk.queries import (
        ApplicationLine,
        EventLine,
        RankingLine,
        RoundLine,
        SealLine,
        WaitingParts,
    )

DESK_ROLES = frozenset({"authority", "county", "secretary", "keeper"})
PANEL_ROLES = frozenset({"authority", "leader", "secretary"})
EXPERT_ROLES = frozenset({"expert", "leader"})
NAMED = 3
PAPERS = frozenset({"document.signed"})  # each follows the record that it prints


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing that waits: what, how much of it, and the place that does it."""

    key: str
    icon: str
    title: str
    note: str
    state: str
    tone: str
    state_icon: str
    action: str
    place: str
    argument: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Steps of one kind that somebody took on one application."""

    application: str
    unit: str
    kind: str
    who: str
    at: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The policy's next date, or the last one when all have passed."""

    title: str
    day: date
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCard:
    """What the card of a round says."""

    id: str
    title: str
    note: str
    due: Due | None
    shares: tuple[tuple[str, int], ...]  # step, applications that have passed it
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeLines:
    """Everything that the first screen reads, in one go on the worker."""

    rounds: "tuple[RoundLine, ...]"
    cards: tuple[RoundCard, ...]
    here: "RoundLine"
    applications: "tuple[ApplicationLine, ...]"
    tasks: tuple[Task, ...]
    arrivals: tuple[Arrival, ...]
    missing: int


def tasks_for(
    round_line: "RoundLine",
    lines: "Sequence[ApplicationLine]",
    ranking: "Sequence[RankingLine]",
    missing: int,
    forks: int = 0,
    seals: "Sequence[SealLine]" = (),
    parts: "Sequence[WaitingParts]" = (),
) -> tuple[Task, ...]:
    """What this person's roles have to do in the round, the most pressing first."""
    roles = set(round_line.my_roles)
    found: list[Task | None] = []
    if roles & EXPERT_ROLES:
        found += _expert(lines)
    if roles & DESK_ROLES:
        found += _desk(lines)
    if roles & PANEL_ROLES:
        found += _panel(lines, ranking)
        found.append(_to_open(seals))
    found += _exchange(round_line, missing, forks)
    found.append(_to_complete(parts))
    return tuple(task for task in found if task is not None)


def _expert(lines: "Sequence[ApplicationLine]") -> list[Task | None]:
    open_states = {"to_review", "drafting"}
    return [
        _of(
            [line for line in lines if line.my_state == "returned"],
            "returned",
            "undo",
            tr("修改退回的评审 {count} 家"),
            (tr("已退回"), "danger", "undo"),
            tr("去修改"),
            "bench",
        ),
        _of(
            [line for line in lines if line.my_state == "to_declare"],
            "declare",
            "shield",
            tr("作回避声明 {count} 家"),
            (tr("待声明"), "warning", "shield"),
            tr("去声明"),
            "bench",
        ),
        _of(
            [line for line in lines if line.my_state in open_states],
            "review",
            "review",
            tr("评审 {count} 家申报"),
            (tr("待评"), "info", "clock"),
            tr("去评审"),
            "bench",
        ),
    ]


def _desk(lines: "Sequence[ApplicationLine]") -> list[Task | None]:
    packaged = [line for line in lines if line.files]
    unanswered = [line for line in packaged if line.negative_answered < line.negative_total]
    waiting = [line for line in packaged if line.opinions_in < line.opinions_total]
    open_opinions = sum(line.opinions_total - line.opinions_in for line in waiting)
    return [
        _of(
            [line for line in lines if line.stage == "registered"],
            "package",
            "inbox",
            tr("收取材料包 {count} 家"),
            (tr("待收件"), "info", "inbox"),
            tr("去收取"),
            "applications",
        ),
        _of(
            [line for line in lines if line.stage in {"packaged", "incomplete"}],
            "complete",
            "list",
            tr("核对材料 {count} 家"),
            (tr("不齐"), "warning", "warn"),
            tr("去核对"),
            "applications",
        ),
        _of(
            unanswered,
            "negative",
            "shield",
            tr("核对负面清单 {count} 家"),
            (tr("未答完"), "warning", "clock"),
            tr("去核对"),
            "applications",
        ),
        _of(
            waiting,
            "opinions",
            "stamp",
            tr("催办部门意见 {count} 家"),
            (tr("缺 {count} 份").format(count=open_opinions), "warning", "clock"),
            tr("去登记"),
            "opinions",
        ),
        _of(
            [line for line in lines if line.stage == "complete" and not line.opinions_against],
            "assign",
            "review",
            tr("分派专家 {count} 家"),
            (tr("待分派"), "info", "plus"),
            tr("去分派"),
            "applications",
        ),
    ]


def _panel(lines: "Sequence[ApplicationLine]", ranking: "Sequence[RankingLine]") -> list[Task | None]:
    ready = [line for line in ranking if line.complete and not line.concluded]
    differing = [line for line in ready if any(not one.explanation for one in line.divergences)]
    by_id = {line.id: line for line in lines}
    count = sum(not one.explanation for line in differing for one in line.divergences)
    return [
        _of(
            [by_id[line.application] for line in differing if line.application in by_id],
            "differ",
            "chart",
            tr("说明 {count} 处评分分歧").replace("{count}", str(count)),
            (tr("待说明"), "warning", "warn"),
            tr("去说明"),
            "panel",
        ),
        _of(
            [
                by_id[line.application]
                for line in ready
                if line not in differing and line.application in by_id
            ],
            "conclude",
            "chart",
            tr("形成专家组意见 {count} 家"),
            (tr("评审已齐"), "info", "check"),
            tr("去合议"),
            "panel",
        ),
    ]


def _to_open(seals: "Sequence[SealLine]") -> Task | None:
    """Reviews that all experts have sealed and handed in: each expert is asked for a file that opens his."""
    waiting = [line for line in seals if line.state == "waiting"]
    if not waiting:
        return None
    names = dict.fromkeys(name for line in waiting for name in line.unopened)
    return Task(
        key="open-seals",
        icon="lock",
        title=tr("开封 {count} 家的评审").format(count=len(waiting)),
        note=tr("已全部交卷：发文件给他们，各收一次再发回：{names}").format(names=tr("、").join(names)),
        state=tr("待开封"),
        tone="info",
        state_icon="lock",
        action=tr("去查看"),
        place="panel",
        argument=None,
    )


def _exchange(round_line: "RoundLine", missing: int, forks: int) -> list[Task | None]:
    def task(key: str, count: int, title: str, note: str, state: str, tone: str, action: str) -> Task | None:
        if not count:
            return None
        return Task(
            key=key,
            icon="swap",
            title=title.format(count=count),
            note=note,
            state=state,
            tone=tone,
            state_icon="warn" if tone in {"warning", "danger"} else "clock",
            action=action,
            place="exchange",
            argument="conflicts" if key == "conflicts" else "quarantine",
        )

    return [
        task(
            "forks",
            forks,
            tr("{count} 个人的记录分成了两支"),
            tr("可能恢复了旧备份，也可能有人冒用，请打电话核对"),
            tr("警报"),
            "danger",
            tr("去核对"),
        ),
        task(
            "conflicts",
            round_line.conflicts,
            tr("选定 {count} 处冲突"),
            tr("两个值都保留，选定前暂用后写入的值"),
            tr("需选定"),
            "warning",
            tr("去比较"),
        ),
        task(
            "waiting",
            round_line.waiting,
            tr("{count} 条记录等待前序"),
            tr("前序记录到达后自动计入"),
            tr("等待"),
            "info",
            tr("去查看"),
        ),
        task(
            "missing",
            missing,
            tr("{count} 段记录还没有收到"),
            tr("向本人索取，收到后自动补上"),
            tr("缺少"),
            "warning",
            tr("去查看"),
        ),
    ]


def _to_complete(parts: "Sequence[WaitingParts]") -> Task | None:
    """Files of which some parts came: the others are still on a stick somewhere, or all are here to be opened."""
    if not parts:
        return None
    lacking = sum(len(one.missing) for one in parts)
    names = tr("、").join(one.name for one in parts[:NAMED])
    return Task(
        key="parts",
        icon="inbox",
        title=tr("还缺文件的 {count} 个部分").format(count=lacking) if lacking else tr("打开已到齐的文件"),
        note=names,
        state=tr("未到齐") if lacking else tr("已到齐"),
        tone="warning" if lacking else "info",
        state_icon="clock" if lacking else "check",
        action=tr("去收件"),
        place="exchange",
        argument="receive",
    )


def _of(
    lines: "Sequence[ApplicationLine]",
    key: str,
    icon: str,
    title: str,
    state: tuple[str, str, str],
    action: str,
    place: str,
) -> Task | None:
    if not lines:
        return None
    names = tr("、").join(line.unit for line in lines[:NAMED])
    note = names if len(lines) <= NAMED else tr("{names} 等 {count} 家").format(names=names, count=len(lines))
    return Task(
        key=key,
        icon=icon,
        title=title.format(count=len(lines)),
        note=note,
        state=state[0],
        tone=state[1],
        state_icon=state[2],
        action=action,
        place=place,
        argument=lines[0].id,
    )


def gather_arrivals(
    events: "Iterable[tuple[ApplicationLine, Sequence[EventLine]]]", most: int
) -> tuple[Arrival, ...]:
    """The latest steps, those of one kind by one person on one application together, newest first."""
    grouped: dict[tuple[str, str, str], Arrival] = {}
    for line, steps in events:
        for step in steps:
            if step.kind in PAPERS:
                continue
            key = (line.id, step.kind, step.who)
            before = grouped.get(key)
            grouped[key] = Arrival(
                application=line.id,
                unit=line.unit,
                kind=step.kind,
                who=step.who,
                at=max(step.at, before.at if before else 0),
                count=(before.count if before else 0) + 1,
            )
    newest = sorted(grouped.values(), key=lambda arrival: (-arrival.at, arrival.unit))
    return tuple(newest[:most])


def arrival_title(arrival: Arrival) -> str:
    """What happened, with the number of steps when there are several."""
    words = said(EVENTS, arrival.kind)
    return words if arrival.count == 1 else f"{words} × {arrival.count}"


def due_of(deadlines: Iterable[tuple[str, date]], today: date) -> Due | None:
    """The next date of the policy; the last one when all have passed."""
    ordered = sorted(deadlines, key=lambda one: one[1])
    if not ordered:
        return None
    coming = next((one for one in ordered if one[1] >= today), None)
    title, day = coming or ordered[-1]
    return Due(title=title, day=day, passed=coming is None)


def shares_of(lines: "Sequence[ApplicationLine]") -> tuple[tuple[str, int], ...]:
    """How many applications have passed each step; those that this person may not see are left out."""
    seen = [line for line in lines if line.stage]

    def passed(test: "Callable[[ApplicationLine], bool]") -> int:
        return sum(1 for line in seen if test(line))

    reviewed = {"reviewed", "concluded"}
    after_check = reviewed | {"complete", "assigned", "reviewing"}
    return (
        (tr("收件"), passed(lambda line: line.files > 0)),
        (tr("材料齐全"), passed(lambda line: line.stage in after_check)),
        (tr("评审完成"), passed(lambda line: line.stage in reviewed)),
        (tr("定稿"), passed(lambda line: line.stage == "concluded")),
    )


def day_words(day: date) -> str:
    """A date as it is read: 4 月 17 日, with the year when it is another one."""
    return date_words(day)


def when_words(milliseconds: int, now: datetime) -> str:
    """A moment as it is read: today and yesterday by name and time, else the date."""
    moment = moment_of(milliseconds, now.tzinfo)
    if moment.date() == now.date():
        return tr("今天 {time}").format(time=f"{moment:%H:%M}")
    if moment.date() == now.date() - timedelta(days=1):
        return tr("昨天 {time}").format(time=f"{moment:%H:%M}")
    return day_words(moment.date())


def category_count(lines: "Sequence[ApplicationLine]") -> str:
    """How many applications of each category."""
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.category] = counts.get(line.category, 0) + 1
    return " · ".join(f"{said(CATEGORIES, name)} {count}" for name, count in sorted(counts.items()))
