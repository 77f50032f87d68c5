"""The list of applications without widgets: which lines a filter leaves, how often each chip applies, the cells."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from greendesk.domain.text import fold_text
from greendesk.queries import ApplicationLine
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.models.table import Cell, Column, Row
from ui.qt_numbers import RIGHT
from ui.widgets.application_words import moment_words, recent_words
from ui.words import CATEGORIES, MY_STATES, STAGES, chip_words, said

DESK_ROLES = frozenset({"county", "secretary", "authority", "keeper"})
PANEL_ROLES = frozenset({"leader", "secretary", "authority"})
EXPERT_ROLES = frozenset({"expert", "leader"})
OPINION_ROLES = DESK_ROLES | {"department"}

STEPS = {  # what a chip gathers, in the order of the work
    "receive": (QT_TRANSLATE_NOOP("", "待收件"), frozenset({"registered"})),
    "mend": (QT_TRANSLATE_NOOP("", "待补正"), frozenset({"packaged", "incomplete"})),
    "ready": (QT_TRANSLATE_NOOP("", "材料齐全"), frozenset({"complete"})),
    "review": (QT_TRANSLATE_NOOP("", "评审中"), frozenset({"assigned", "reviewing"})),
    "deliberate": (QT_TRANSLATE_NOOP("", "待合议"), frozenset({"reviewed"})),
    "concluded": (QT_TRANSLATE_NOOP("", "已定稿"), frozenset({"concluded"})),
}
MINE = {
    "declare": (QT_TRANSLATE_NOOP("", "待我声明"), frozenset({"to_declare"})),
    "review": (QT_TRANSLATE_NOOP("", "待我评审"), frozenset({"to_review", "drafting", "returned"})),
    "submitted": (QT_TRANSLATE_NOOP("", "我已提交"), frozenset({"submitted"})),
}
NONE = "—"
UNIT_WIDTH = 168
MOST_DROPPED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """What the list shows; an empty part lets everything pass."""

    text: str = ""
    category: str = ""
    step: str = ""
    mine: str = ""
    region: str = ""
    hit: bool = False

    @property
    def active(self) -> bool:
        """Whether anything is left out."""
        return self != ListFilter()

    def passes(self, line: ApplicationLine) -> bool:
        """Whether a line is shown; what is hidden from a recused expert cannot be filtered by."""
        words = fold_text(self.text).lower().split() if self.text else ()
        return (
            all(word in line.search for word in words)
            and self.category in {"", line.category}
            and self.region in {"", line.region}
            and (not self.step or line.stage in STEPS[self.step][1])
            and (not self.mine or line.my_state in MINE[self.mine][1])
            and (not self.hit or (line.negative_hit and not is_hidden(line)))
        )


def is_hidden(line: ApplicationLine) -> bool:
    """Whether nothing but the name may be shown, because this expert is recused."""
    return line.my_state == "recused"


def count(lines: Iterable[ApplicationLine], chosen: ListFilter, part: str, value: object) -> int:
    """How many lines a chip would leave beside the other filters; recused ones are never counted."""
    trial = replace(chosen, **{part: value})  # type: ignore[arg-type]  # one field by its name
    return sum(trial.passes(line) and not is_hidden(line) for line in lines)


def regions(lines: Iterable[ApplicationLine]) -> tuple[str, ...]:
    """The regions that occur, sorted."""
    return tuple(sorted({line.region for line in lines if line.region}))


def sort_key(line: ApplicationLine, column: str) -> tuple[object, ...]:
    """By what a column sorts; hidden lines stand at the end of whatever they hide."""
    hidden = is_hidden(line)
    keys: dict[str, tuple[object, ...]] = {
        "unit": (by_sound(line),),
        "category": (line.category, line.industry, by_sound(line)),
        "region": (line.region, by_sound(line)),
        "stage": (hidden, tuple(STAGES).index(line.stage) if line.stage in STAGES else 99, by_sound(line)),
        "documents": (hidden, line.documents_present - line.documents_required, by_sound(line)),
        "mine": (
            tuple(MY_STATES).index(line.my_state) if line.my_state in MY_STATES else 99,
            by_sound(line),
        ),
        "updated": (hidden, -line.updated, by_sound(line)),
    }
    return keys[column]


def columns(roles: Collection[str], dropped: int = 0) -> tuple[Column, ...]:
    """The columns that the roles of this desk have use for, with as many left out as the window asks."""
    desk = bool(OPINION_ROLES & set(roles))
    expert = bool(EXPERT_ROLES & set(roles))
    return (
        Column(tr("单位"), 0, key="unit", least=150),
        *((Column(tr("类别"), 102, key="category"),) if dropped < 3 else ()),
        *((Column(tr("地区"), 124, key="region"),) if dropped < 2 else ()),
        Column(tr("阶段"), 108, key="stage"),
        Column(tr("材料"), 72, key="documents"),
        *((Column(tr("负面清单"), 98),) if desk and dropped < 5 else ()),
        *((Column(tr("部门意见"), 92),) if desk and dropped < 4 else ()),
        *((Column(tr("我的状态"), 98, key="mine"),) if expert else ()),
        *((Column(tr("更新"), 72, RIGHT, key="updated"),) if dropped < 1 else ()),
    )


def fitting(roles: Collection[str], width: int) -> int:
    """How many columns are left out so that names of units have room, at text size 100 %."""
    for dropped in range(MOST_DROPPED):
        if width - sum(column.width for column in columns(roles, dropped)) >= UNIT_WIDTH:
            return dropped
    return MOST_DROPPED


def row(line: ApplicationLine, roles: Collection[str], dropped: int = 0) -> Row:
    """One application as cells; of a recused one only what is registered about the unit."""
    desk, expert = bool(OPINION_ROLES & set(roles)), bool(EXPERT_ROLES & set(roles))
    hidden = is_hidden(line)
    waits = line.my_state in {"to_declare", "to_review", "returned"}
    name = Cell(line.unit, line.credit_code, strong=waits, tone="muted" if hidden else "")
    trade = Cell(said(CATEGORIES, line.category), line.industry)
    stage = Cell(NONE, tone="muted") if hidden else _stage(line)
    return (
        name,
        *((trade,) if dropped < 3 else ()),
        *((Cell(line.region or NONE),) if dropped < 2 else ()),
        stage,
        _documents(line),
        *((_negative(line),) if desk and dropped < 5 else ()),
        *((_opinions(line),) if desk and dropped < 4 else ()),
        *((_mine(line),) if expert else ()),
        *((_updated(line),) if dropped < 1 else ()),
    )


def by_sound(line: ApplicationLine) -> str:
    """The pinyin initials of the unit: the order in which people look for names."""
    return line.search.split("\n")[1]


def total_words(lines: Sequence[ApplicationLine]) -> str:
    """How many applications are shown, the recused ones apart."""
    hidden = sum(is_hidden(line) for line in lines)
    words = tr("共 %n 家", n=len(lines) - hidden)
    return words + tr("，另有 %n 家已回避", n=hidden) if hidden else words


def _chip(text: str, tone: str, icon: str) -> Cell:
    return Cell(text, kind="chip", tone=tone, icon=icon)


def _stage(line: ApplicationLine) -> Cell:
    """The stage; where reviews are sealed, how many have handed in, never a score."""
    if line.seal == "waiting":
        return Cell(
            tr("待开封"),
            kind="chip",
            tone="warning",
            icon="lock",
            spoken=tr("{all} 位专家已全部封存交卷，等待开封").format(all=line.experts),
        )
    if line.seal == "closed" and line.seals_in:
        return Cell(
            tr("封存 {done}/{all}").format(done=line.seals_in, all=line.experts),
            kind="chip",
            tone="info",
            icon="lock",
            spoken=tr("已封存交卷 {done}/{all}").format(done=line.seals_in, all=line.experts),
        )
    return _chip(*chip_words(STAGES, line.stage))


def _documents(line: ApplicationLine) -> Cell:
    if is_hidden(line) or not line.documents_required:
        return Cell(NONE, tone="muted")
    share = line.documents_present / line.documents_required
    return Cell(
        f"{line.documents_present}/{line.documents_required}",
        kind="bar",
        value=(share,),
        tone="accent" if share == 1 else "warning",
        spoken=tr("应有 {all} 种材料，已有 {here} 种，共 {files} 个文件").format(
            all=line.documents_required, here=line.documents_present, files=line.files
        ),
    )


def _negative(line: ApplicationLine) -> Cell:
    if is_hidden(line):
        return Cell(NONE, tone="muted")
    if line.negative_hit:
        return _chip(tr("有情形"), "danger", "warn")
    if line.negative_total and line.negative_answered == line.negative_total:
        return _chip(tr("无情形"), "success", "check")
    return Cell(
        f"{line.negative_answered}/{line.negative_total}",
        tone="muted",
        spoken=tr("负面清单共 {all} 项，已核 {done} 项").format(
            all=line.negative_total, done=line.negative_answered
        ),
    )


def _opinions(line: ApplicationLine) -> Cell:
    if is_hidden(line) or not line.opinions_total:
        return Cell(NONE, tone="muted")
    if line.opinions_against:
        return _chip(tr("{n} 反对").format(n=line.opinions_against), "danger", "cross")
    done = line.opinions_in == line.opinions_total
    return Cell(
        f"{line.opinions_in}/{line.opinions_total}",
        tone="" if done else "muted",
        spoken=tr("共 {all} 个部门，已复 {done} 个").format(all=line.opinions_total, done=line.opinions_in),
    )


def _updated(line: ApplicationLine) -> Cell:
    if is_hidden(line):
        return Cell(NONE, tone="muted", right=True)
    return Cell(recent_words(line.updated), tone="muted", right=True, spoken=moment_words(line.updated))


def _mine(line: ApplicationLine) -> Cell:
    return _chip(*chip_words(MY_STATES, line.my_state)) if line.my_state else Cell(NONE, tone="muted")
