"""The rows of 名单 without widgets: lists that checks look into, texts that are awaited, rows of a list file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from greendesk.domain.listing import ListRow
from greendesk.domain.policy import Policy
from greendesk.queries_road import ListLine, ListPreview
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.qt_numbers import RIGHT
from ui.rules_words import COLUMNS
from ui.widgets.application_words import recent_words
from ui.widgets.rules_reading import AwaitedLine, RulesReading

LARGEST = 30 * 2**20  # bytes of a list file; the longest official list has some thousand rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """A file that was read for a list and not imported yet; `data` is exactly what will be imported."""

    path: Path
    data: bytes
    preview: ListPreview


def list_columns(least: int) -> tuple[Column, ...]:
    """The columns of the table of lists."""
    return (
        Column(tr("名单或文件"), 0, least=least),
        Column(tr("状态"), 92),
        Column(tr("截至"), 92),
        Column(tr("行数"), 56, RIGHT),
        Column(tr("谁导入"), 84),
    )


def list_rows(reading: RulesReading) -> tuple[list[Row], list[str | None]]:
    """Lists and awaited texts with their keys, in two groups."""
    rows: list[Row] = []
    keys: list[str | None] = []
    if reading.lists:
        rows.append(
            (Cell(tr("核对资格用的名单"), tr("共 {n} 份").format(n=len(reading.lists)), kind="band"),)
        )
        keys.append(None)
        rows += [_list_row(line) for line in reading.lists]
        keys += [f"list:{line.code}" for line in reading.lists]
    if reading.awaited:
        rows.append((Cell(tr("待发布文件"), tr("发布后才能继续的步骤在等它"), kind="band"),))
        keys.append(None)
        rows += [_awaited_row(line) for line in reading.awaited]
        keys += [f"awaited:{line.code}" for line in reading.awaited]
    return rows, keys


def state_chip(line: ListLine) -> tuple[str, str, str]:
    """Whether a list is imported and its file is here: word, tone, icon."""
    if not line.imported:
        return tr("未导入"), "warning", "clock"
    if not line.here:
        return tr("文件未到"), "warning", "warn"
    return tr("已导入"), "success", "check"


def awaited_chip(line: AwaitedLine) -> tuple[str, str, str]:
    """Whether an awaited text is out."""
    return (tr("已发布"), "success", "check") if line.issued else (tr("未发布"), "warning", "clock")


def expected_columns(policy: Policy, code: str) -> str:
    """The columns that a file of this list may have, the one that it must have first."""
    spec = next(one for one in policy.lists if one.code == code)
    titles = {one.code: one.title for one in (*policy.fields, *policy.third_party.fields)}
    further = (titles.get(column, column) for column in spec.columns)
    return tr("、").join(dict.fromkeys([*(tr(one) for one in COLUMNS), *further]))


def preview_columns() -> tuple[Column, ...]:
    """The columns of the first rows of a file."""
    return Column(tr("单位名称"), 0, least=140), Column(tr("地区"), 76), Column(tr("起止日期"), 96)


def preview_rows(rows: Sequence[ListRow]) -> list[Row]:
    """The first rows of a file."""
    return [(Cell(row.name), Cell(row.region or "—"), Cell(_span(row))) for row in rows]


def _span(row: ListRow) -> str:
    since = row.since.isoformat() if row.since else ""
    until = row.until.isoformat() if row.until else ""
    if since and until:
        return tr("{since} 至 {until}").format(since=since, until=until)
    return tr("至 {until}").format(until=until) if until else since or "—"


def _list_row(line: ListLine) -> Row:
    text, tone, icon = state_chip(line)
    return (
        Cell(line.title, line.holds),
        Cell(text, kind="chip", tone=tone, icon=icon),
        Cell(line.as_of or "—"),
        Cell(str(line.rows) if line.imported else "—", right=True),
        Cell(line.by or "—", recent_words(line.at) if line.imported else ""),
    )


def _awaited_row(line: AwaitedLine) -> Row:
    text, tone, icon = awaited_chip(line)
    return (
        Cell(line.title, line.article),
        Cell(text, kind="chip", tone=tone, icon=icon),
        Cell(line.day or "—"),
        Cell("—", right=True),
        Cell(line.number or "—"),
    )
