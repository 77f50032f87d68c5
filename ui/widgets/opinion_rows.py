"""The matrix of opinions without widgets: which applications a filter leaves, the counts, the cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from greendesk.domain.text import fold_text
from greendesk.queries import ApplicationLine, OpinionLine
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.qt_numbers import RIGHT
from ui.widgets.application_rows import is_hidden
from ui.words import POSITIONS, chip_words, said

ALL, OPEN, AGAINST, CONDITIONAL = "all", "open", "against", "conditional"
UNASKED, OVERDUE = "unasked", "overdue"
UNIT_WIDTH, NARROWEST, SOON = 150, 2, 2
AGREE, OBJECT = "agree", "object"


def is_such(which: str, opinion: OpinionLine) -> bool:
    """Whether a filter is about this department's cell."""
    return {
        UNASKED: not opinion.position and opinion.asked is None,
        OPEN: not opinion.position and opinion.asked is not None,
        OVERDUE: opinion.overdue,
        CONDITIONAL: opinion.position == CONDITIONAL,
        AGAINST: opinion.position in {OBJECT, CONDITIONAL} or opinion.contradicted,
    }[which]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One application and what each department says."""

    line: ApplicationLine
    opinions: tuple[OpinionLine, ...]

    @property
    def hidden(self) -> bool:
        """Whether nothing may be shown, because this desk's expert is recused."""
        return is_hidden(self.line)

    @property
    def replied(self) -> int:
        """How many departments have replied."""
        return sum(bool(opinion.position) for opinion in self.opinions)

    def passes(self, which: str, text: str = "") -> bool:
        """Whether a filter leaves this application."""
        kept = which == ALL or (not self.hidden and any(is_such(which, one) for one in self.opinions))
        return kept and all(word in self.line.search for word in fold_text(text).lower().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many replies there are, in all and of each kind."""

    asked: int
    replied: int
    overdue: int
    conditional: int
    against: int


def counts(rows: Iterable[MatrixRow]) -> Counts:
    """Count the replies of all applications."""
    opinions = [opinion for row in rows if not row.hidden for opinion in row.opinions]
    positions = [opinion.position for opinion in opinions]
    return Counts(
        asked=len(positions),
        replied=sum(bool(position) for position in positions),
        overdue=sum(opinion.overdue for opinion in opinions),
        conditional=positions.count(CONDITIONAL),
        against=positions.count(OBJECT),
    )


def columns(departments: Sequence[tuple[str, str, str]], narrow: int = 0) -> tuple[Column, ...]:
    """One column for the unit, one for each department, one for the sum; `narrow` 0 to 2 saves room."""
    return (
        Column(tr("单位"), 0, least=120),
        *(Column(name, 96 if narrow else 112) for _, name, _ in departments),
        *((Column(tr("已复"), 64, RIGHT),) if narrow < NARROWEST else ()),
    )


def fitting(departments: Sequence[tuple[str, str, str]], width: int) -> int:
    """How narrow the columns must be so that names of units have room, at text size 100 %."""
    for narrow in range(NARROWEST):
        if width - sum(column.width for column in columns(departments, narrow)) >= UNIT_WIDTH:
            return narrow
    return NARROWEST


def row(one: MatrixRow, narrow: int = 0) -> Row:
    """One application as cells; every chip says unit and department to who cannot see the table."""
    unit, summed = one.line.unit, narrow < NARROWEST
    if one.hidden:
        return (
            Cell(unit, tr("已回避"), tone="muted"),
            *(Cell("—", tone="muted") for _ in one.opinions),
            *((Cell("—", tone="muted", right=True),) if summed else ()),
        )
    return (
        Cell(unit, one.line.region),
        *(_position(unit, opinion) for opinion in one.opinions),
        *((Cell(f"{one.replied}/{len(one.opinions)}", right=True),) if summed else ()),
    )


def state_words(opinion: OpinionLine) -> tuple[str, str, str]:
    """Word, tone and icon of a cell: what was said, else how long there is, else that nobody asked."""
    asked = opinion.asked
    if opinion.conflict:
        return tr("有冲突"), "danger", "swap"
    if opinion.contradicted:
        return tr("与清单不符"), "danger", "warn"
    if opinion.position:
        return chip_words(POSITIONS, opinion.position)
    if asked is None:
        return tr("未发函"), "muted", "minus"
    if asked.late:
        words = tr("逾期 {n} 日").format(n=-asked.days_left) if asked.days_left else tr("已逾期")
        return words, "danger", "clock"
    words = tr("剩 {n} 日").format(n=asked.days_left) if asked.days_left else tr("今日到期")
    return words, "warning" if asked.days_left <= SOON else "info", "clock"


def _position(unit: str, opinion: OpinionLine) -> Cell:
    words, tone, icon = state_words(opinion)
    silent = "" if opinion.position else said(POSITIONS, "")
    guess = tr("暂按周末推算") if opinion.asked and opinion.asked.provisional and silent else ""
    parts = (unit, opinion.department_name, silent, words, guess)
    return Cell(words, kind="chip", tone=tone, icon=icon, spoken=tr("，").join(one for one in parts if one))
