"""The tables of the papers of the road: lists of units, cells of opinions, rows of an order."""

from collections.abc import Mapping, Sequence

from greendesk.adapters.papers.official import Block, NewPage, Paragraph, RuledTable
from greendesk.adapters.papers.words import UNKNOWN, chinese_date, points
from greendesk.domain.papers_road import DepartmentOpinion, ListedUnit, RankedUnit, UnitList

POSITIONS: Mapping[str, str] = {"agree": "同意", "conditional": "有条件同意", "object": "不同意"}
_DIGITS = "〇一二三四五六七八九"
_UNIT_SHARES: Mapping[str, float] = {"unit_name": 60, "credit_code": 44, "category": 34, "region": 40}
_OTHER_SHARE = 36.0


def ranked_row(line: RankedUnit) -> tuple[str, ...]:
    """Return one row of an order: place, unit, score, conclusion, and the preferences beside the score."""
    priorities = "\n".join(f"{one.title}（{one.source}）" for one in line.priorities)
    return (
        str(line.place),
        line.unit.unit_name,
        line.unit.region or UNKNOWN,
        points(line.score),
        line.conclusion or UNKNOWN,
        priorities or UNKNOWN,
        "推荐" if line.chosen else "不推荐",
    )


def opinion_cells(opinions: Sequence[DepartmentOpinion], departments: Sequence[str]) -> tuple[str, ...]:
    """Return one cell for each department; who gave no opinion on this unit was silent or not asked."""
    found = {one.department: one for one in opinions}
    return tuple(_opinion(found[name]) if name in found else UNKNOWN for name in departments)


def _opinion(opinion: DepartmentOpinion) -> str:
    if not opinion.position:
        late = opinion.overdue_days
        return "未回复" if late is None else f"未回复（逾期 {late} 个工作日）"
    given = chinese_date(opinion.date) if opinion.date else ""
    words = (POSITIONS.get(opinion.position, opinion.position), opinion.number, given, opinion.text)
    return "\n".join(one for one in words if one)


def unit_words(unit: ListedUnit) -> str:
    """Name a unit with its category and its region below."""
    below = "，".join(one for one in (unit.category, unit.region) if one)
    return f"{unit.unit_name}\n{below}" if below else unit.unit_name


def list_annexes(lists: Sequence[UnitList]) -> tuple[Block, ...]:
    """Put every list on a page of its own, marked as an attachment."""
    blocks: list[Block] = []
    for number, one in enumerate(lists, 1):
        if number > 1:
            blocks.append(NewPage())
        blocks += [annex_mark(number, len(lists)), list_table(one)]
    return tuple(blocks)


def list_table(units: UnitList) -> RuledTable:
    """Return the table of one list: number, name, and the columns that the list asks for."""
    fields = [field for _, field in units.columns]
    return RuledTable(
        header=("序号", "单位名称", *(title for title, _ in units.columns)),
        rows=tuple(
            (str(number), one.unit_name, *(_shown(one, field) for field in fields))
            for number, one in enumerate(units.units, 1)
        ),
        shares=(12, 60, *(_UNIT_SHARES.get(field, _OTHER_SHARE) for field in fields)),
        centred=(0,),
        caption=units.title,
    )


def _shown(unit: ListedUnit, field: str) -> str:
    own = {
        "application": unit.application,
        "unit_name": unit.unit_name,
        "credit_code": unit.credit_code,
        "category": unit.category,
        "region": unit.region,
    }
    return {**own, **dict(unit.more)}.get(field, "")


def annex_mark(number: int, count: int) -> Paragraph:
    """Mark an attachment at the head of its page (GB/T 9704-2012, 7.3.7); one alone has no number."""
    return Paragraph(words=f"附件{number}" if count > 1 else "附件", indented=False)


def chinese_number(number: int) -> str:
    """Write a number below 100 as headings do: 一, 十, 十二, 二十一; others in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")
