"""The matrix of opinions without widgets: which applications a filter leaves, the counts, the cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from greendesk.domain.text import fold_text
from greendesk.queries import ApplicationLine, OpinionLine
from ui.i18n import tr
from ui.models.table import RIGHT, Cell, Column, Row
from ui.widgets.application_rows import is_hidden
from ui.words import POSITIONS, chip_words

ALL, OPEN, AGAINST, CONDITIONAL = "all", "open", "against", "conditional"
UNIT_WIDTH, NARROWEST = 150, 2
AGREE, OBJECT = "agree", "object"


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
        positions = [] if self.hidden else [opinion.position for opinion in self.opinions]
        kept = {
            ALL: True,
            OPEN: "" in positions,
            CONDITIONAL: CONDITIONAL in positions,
            AGAINST: OBJECT in positions or CONDITIONAL in positions,
        }[which]
        return kept and all(word in self.line.search for word in fold_text(text).lower().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many replies there are, in all and of each kind."""

    asked: int
    replied: int
    conditional: int
    against: int


def counts(rows: Iterable[MatrixRow]) -> Counts:
    """Count the replies of all applications."""
    positions = [opinion.position for row in rows if not row.hidden for opinion in row.opinions]
    return Counts(
        asked=len(positions),
        replied=sum(bool(position) for position in positions),
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


def _position(unit: str, opinion: OpinionLine) -> Cell:
    if opinion.conflict:
        words, tone, icon = tr("有冲突"), "danger", "swap"
    else:
        words, tone, icon = chip_words(POSITIONS, opinion.position)
    spoken = tr("，").join((unit, opinion.department_name, words))
    return Cell(words, kind="chip", tone=tone, icon=icon, spoken=spoken)
