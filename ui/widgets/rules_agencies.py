"""The rows of 第三方机构 without widgets: projects here and elsewhere against the cap."""

from collections.abc import Sequence

from greendesk.queries_road import AgencyLine
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.qt_numbers import RIGHT


def agency_columns(least: int) -> tuple[Column, ...]:
    """The columns of the table of third-party bodies."""
    return (
        Column(tr("机构"), 0, least=least),
        Column(tr("计数对象"), 84),
        Column(tr("本批次"), 60, RIGHT),
        Column(tr("其他"), 50, RIGHT),
        Column(tr("上限"), 50, RIGHT),
        Column(tr("状态"), 96),
    )


def agency_row(line: AgencyLine) -> Row:
    """One body as a row."""
    text, tone, icon = agency_chip(line)
    over = tone == "danger"
    return (
        Cell(line.name, line.credit_code or tr("信用代码未登记"), strong=over),
        Cell(line.holder or "—"),
        Cell(str(line.projects), right=True, tone="danger" if over else ""),
        Cell(str(line.elsewhere), right=True, tone="danger" if over else ""),
        Cell("—" if line.cap is None else str(line.cap), right=True),
        Cell(text, kind="chip", tone=tone, icon=icon),
    )


def total(line: AgencyLine) -> int:
    """All projects that the cap counts."""
    return line.projects + line.elsewhere


def over_cap(line: AgencyLine) -> bool:
    """Whether it has more projects than it may."""
    return line.cap is not None and total(line) > line.cap


def agency_chip(line: AgencyLine) -> tuple[str, str, str]:
    """How a body stands: over its cap, not recorded, full, or fine."""
    if over_cap(line):
        return tr("超过上限"), "danger", "warn"
    if not line.recorded:
        return tr("未登记"), "warning", "clock"
    if line.cap is not None and not line.holder:
        return tr("无法计数"), "warning", "clock"
    if line.cap is not None and total(line) == line.cap:
        return tr("已到上限"), "warning", "warn"
    return tr("已登记"), "success", "check"


def count_words(line: AgencyLine) -> str:
    """The projects of a body in one sentence."""
    words = tr("本批次 {here} 个，其他 {elsewhere} 个，合计 {total} 个").format(
        here=line.projects, elsewhere=line.elsewhere, total=total(line)
    )
    if line.cap is None:
        return tr("{words}；没有数量上限").format(words=words)
    return tr("{words}；上限 {cap} 个").format(words=words, cap=line.cap)


def summary_words(lines: Sequence[AgencyLine]) -> str:
    """All bodies in one line."""
    words = tr("共 {n} 家，未登记 {open} 家").format(
        n=len(lines), open=sum(not line.recorded for line in lines)
    )
    over = sum(over_cap(line) for line in lines)
    return tr("{words}，超过上限 {over} 家").format(words=words, over=over) if over else words
