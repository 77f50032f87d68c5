"""Rows of the exchange screen's tables: what a file would change, who takes part, what does not count yet."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from greendesk.queries import ExchangePreview, MissingLine, ParticipantLine, PreviewLine, WaitingLine
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.models.table import Cell, Row
from ui.widgets.exchange_words import (
    ask_words,
    change_words,
    counted_kinds,
    kind_words,
    missing_words,
    reason_words,
    roles_words,
    stretch_words,
    time_words,
)
from ui.widgets.membership_words import person_words, state_words


@dataclass(frozen=True, slots=True)
class Group:
    """How one group of a preview looks and what will happen to it."""

    chip: str
    note: str
    tone: str
    icon: str
    short: str


GROUPS = {
    "write": Group(
        QT_TRANSLATE_NOOP("", "将写入 {n} 条"), "", "success", "plus", QT_TRANSLATE_NOOP("", "将写入")
    ),
    "replace": Group(
        QT_TRANSLATE_NOOP("", "替换本机所写 {n} 处"),
        QT_TRANSLATE_NOOP("", "对方看过本机的值后改写；两个值都列出，原来的仍保留可查"),
        "warning",
        "swap",
        QT_TRANSLATE_NOOP("", "替换本机所写"),
    ),
    "conflict": Group(
        QT_TRANSLATE_NOOP("", "冲突 {n} 处"),
        QT_TRANSLATE_NOOP("", "两个值都保留，由有关的人选定；选定前暂用后写入的值"),
        "warning",
        "warn",
        QT_TRANSLATE_NOOP("", "冲突"),
    ),
    "refused": Group(
        QT_TRANSLATE_NOOP("", "不接收 {n} 条"),
        QT_TRANSLATE_NOOP("", "存入隔离区，不计入；条件具备后自动重试"),
        "danger",
        "cross",
        QT_TRANSLATE_NOOP("", "不接收"),
    ),
    "waiting": Group(
        QT_TRANSLATE_NOOP("", "等待前序 {n} 条"),
        QT_TRANSLATE_NOOP("", "前序记录到达后自动补上，不需要重新导入本文件"),
        "info",
        "clock",
        QT_TRANSLATE_NOOP("", "等待前序"),
    ),
    "withheld": Group(
        QT_TRANSLATE_NOOP("", "未随附 {n} 条"),
        QT_TRANSLATE_NOOP("", "发件人按规则没有附上内容，记录链仍可核对"),
        "muted",
        "lock",
        QT_TRANSLATE_NOOP("", "未随附"),
    ),
}
KNOWN = Group("", "", "muted", "check", QT_TRANSLATE_NOOP("", "已经有"))
PREVIEW_SPANS = 4
Rows = tuple[list[Row], list[object]]


def gaps_here(preview: ExchangePreview) -> tuple[MissingLine, ...]:
    """The gaps that hold back something of this file; others are listed in the quarantine and not here."""
    held_back = {line.who for line in preview.lines if line.group == "waiting"}
    return tuple(gap for gap in preview.missing if gap.author in held_back)


def preview_rows(preview: ExchangePreview, titles: Mapping[str, str]) -> Rows:
    """The preview under its group headings; each line is keyed by its group and place."""
    rows: list[Row] = []
    keys: list[object] = []
    for name, group in GROUPS.items():
        lines = [line for line in preview.lines if line.group == name]
        gaps = gaps_here(preview) if name == "waiting" else ()
        if not lines and not gaps:
            continue
        rows.append(_heading(group, lines, preview.counts.get(name, len(lines))))
        keys.append(None)
        for number, line in enumerate(lines):
            rows.append(_preview_row(line, titles))
            keys.append((name, number))
        for number, gap in enumerate(gaps):
            rows.append(_gap_row(gap))
            keys.append(("missing", number))
    return rows, keys


def _heading(group: Group, lines: Sequence[PreviewLine], count: int) -> Row:
    kinds = Counter(line.kind for line in lines).most_common()
    note = tr(group.note) if group.note else counted_kinds(kinds)
    if count > len(lines) > 0:
        note = tr("只列出前 {n} 条").format(n=len(lines))
    return (
        Cell(
            tr(group.chip).format(n=count),
            sub=note or " ",
            kind="band",
            tone=group.tone,
            icon=group.icon,
        ),
    )


def _preview_row(line: PreviewLine, titles: Mapping[str, str]) -> Row:
    kind = kind_words(line.kind) if line.kind else tr("内容未随附")
    if line.kind == "application.registered" and not line.before:
        line = replace(line, subject=line.subject or line.change, change="")
    subject = Cell(line.subject or kind, sub=kind if line.subject else tr("整个批次") if line.kind else "")
    if line.group == "withheld":
        return (
            Cell(tr("一条记录")),
            Cell(tr("只有编号和校验值")),
            Cell(line.who),
            Cell(time_words(line.at), tone="muted"),
        )
    change = change_words(line, titles) or tr("新增")
    before = change_words(replace(line, change=line.before), titles) if line.before else ""
    if line.group in {"refused", "waiting"}:
        note = reason_words(line.reason)
        last = (
            Cell(tr("将隔离"), kind="chip", tone="danger", icon="lock")
            if line.group == "refused"
            else Cell(tr("将等待"), kind="chip", tone="info", icon="clock")
        )
        return subject, Cell(change, sub=note), Cell(line.who), last
    if line.group == "conflict":
        last = Cell(tr("需选定"), kind="chip", tone="warning", icon="clock")
        there = tr("本机为：{value}").format(value=before) if before else tr("与本机的值不同")
        return subject, Cell(change, sub=there), Cell(line.who), last
    there = tr("原为：{value}").format(value=before) if before else ""
    return subject, Cell(change, sub=there), Cell(line.who), Cell(time_words(line.at), tone="muted")


def _gap_row(gap: MissingLine) -> Row:
    return (
        Cell(tr("{author}的记录").format(author=gap.author)),
        Cell(
            tr("缺{stretch}").format(stretch=stretch_words(gap)),
            sub=ask_words(gap),
            spoken=missing_words(gap),
        ),
        Cell(gap.author),
        Cell(tr("待索取"), kind="chip", tone="info", icon="clock"),
    )


def participant_rows(people: Iterable[ParticipantLine], unheard: Collection[str] = ()) -> Rows:
    """Everybody in the round with roles and state, keyed by fingerprint; `unheard` may lack the round file."""
    rows: list[Row] = []
    keys: list[object] = []
    for person in people:
        note = tr("，").join(part for part in (person.organisation, person.title) if part)
        mark = Cell(tr("有效"), tone="muted")
        if person.revoked is not None:
            spoken = state_words(person)
            mark = Cell(tr("已撤销"), kind="chip", tone="danger", icon="lock", spoken=spoken)
        elif person.me:
            mark = Cell(tr("本机"), kind="chip", tone="accent", icon="home")
        elif person.fingerprint in unheard:
            mark = Cell(tr("还没来件"), kind="chip", tone="info", icon="clock")
        name = Cell(person_words(person), sub=note, strong=person.revoked is None)
        rows.append((name, Cell(roles_words(person.roles)), mark))
        keys.append(person.fingerprint)
    return rows, keys


STATES = {
    "refused": ("lock", "danger", QT_TRANSLATE_NOOP("", "已隔离")),
    "unknown": ("lock", "warning", QT_TRANSLATE_NOOP("", "不认识")),
    "waiting": ("clock", "info", QT_TRANSLATE_NOOP("", "等待前序")),
    "withheld": ("lock", "muted", QT_TRANSLATE_NOOP("", "未随附")),
}


def waiting_rows(lines: Sequence[WaitingLine], missing: Sequence[MissingLine]) -> Rows:
    """What does not count yet and why, and stretches that nobody sent; keyed by place."""
    rows: list[Row] = []
    keys: list[object] = []
    for number, gap in enumerate(missing):
        rows.append(
            (
                Cell(tr("{author}的记录").format(author=gap.author), sub=stretch_words(gap)),
                Cell(missing_words(gap)),
                Cell(tr("缺失"), kind="chip", tone="warning", icon="warn"),
            )
        )
        keys.append(("missing", number))
    for number, line in enumerate(lines):
        icon, tone, words = STATES.get(line.state, STATES["waiting"])
        reason = tr("发件人按规则没有附上内容") if line.state == "withheld" else reason_words(line.reason)
        place = tr("{author}，第 {seq} 条，{time}").format(
            author=line.author, seq=line.seq, time=time_words(line.at)
        )
        kind = kind_words(line.kind) if line.kind else tr("内容未随附的记录")
        rows.append((Cell(kind, sub=place), Cell(reason), Cell(tr(words), kind="chip", tone=tone, icon=icon)))
        keys.append(("waiting", number))
    return rows, keys
