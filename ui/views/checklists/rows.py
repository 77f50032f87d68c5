"""The rows of the three tables: checklists, items under their sections, problems."""

from collections.abc import Mapping, Sequence
from typing import Any

from greendesk.domain.checklist_reading import Problem
from greendesk.domain.decimals import plain
from greendesk.use_cases.checklists import ChecklistLine, ChecklistSheet, SectionSum
from ui.checklist_words import CATEGORIES, KINDS, STATES, USABLE, place_words, problem_words
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.qt_numbers import CENTER, RIGHT
from ui.words import chip_words, said

ItemKey = tuple[int, int]  # section, item
OFFICIAL = "read_official"


def list_columns() -> tuple[Column, ...]:
    """The list at the left."""
    return (Column(tr("评价表"), 0, least=150), Column(tr("状态"), 92))


def list_rows(lines: Sequence[ChecklistLine]) -> tuple[list[Row], list[object]]:
    """The checklists of the round, then the others, under a heading each."""
    rows: list[Row] = []
    keys: list[object] = []
    for in_round, heading in ((True, tr("本批次")), (False, tr("其他"))):
        group = [line for line in lines if line.in_round is in_round]
        if not group:
            continue
        note = tr("%n 份", n=len(group))
        rows.append((Cell(heading, note, kind="band", tone="accent" if in_round else "muted"),))
        keys.append(None)
        for line in group:
            category = said(CATEGORIES, line.category)
            note = tr("{category} · {edition}").format(category=category, edition=line.edition)
            if line.has_draft:
                note = tr("草稿 · {note}").format(note=note)
            state, tone, icon = chip_words(USABLE, line.usable)
            rows.append((Cell(line.title, note), Cell(state, kind="chip", tone=tone, icon=icon)))
            keys.append(line.id)
    return rows, keys


def item_columns() -> tuple[Column, ...]:
    """The items."""
    return (
        Column(tr("编号"), 76),
        Column(tr("指标"), 0, least=160),
        Column(tr("类型"), 76),
        Column(tr("满分"), 56, RIGHT),
        Column(tr("依据"), 96, CENTER),
    )


def item_rows(sheet: ChecklistSheet) -> tuple[list[Row], list[object]]:
    """The items under the headings of their sections."""
    rows: list[Row] = []
    keys: list[object] = []
    wrong = {one.place[:4] for one in sheet.problems}
    for at, (section, total) in enumerate(zip(sheet.values["sections"], sheet.sections, strict=True)):
        heading = f"{total.code} {total.title}".strip()
        rows.append((Cell(heading, section_words(total), kind="band", tone=_section_tone(total)),))
        keys.append(None)
        for number, item in enumerate(section["items"]):
            rows.append(_item_row(item, wrong=("sections", at, "items", number) in wrong))
            keys.append((at, number))
    return rows, keys


def _item_row(item: Mapping[str, Any], *, wrong: bool) -> Row:
    state = str((item.get("provenance") or {}).get("state", ""))
    chip = (tr("须核对"), "warning", "search") if state != OFFICIAL else (tr("已核"), "success", "check")
    title = str(item.get("title") or "") or tr("（未写名称）")
    points = item.get("max_points")
    lack = "—" if item.get("kind") == "veto" else tr("未知")
    return (
        Cell(str(item.get("code") or "—"), tone="danger" if wrong else ""),
        Cell(title, str(item.get("requirement") or ""), tone="danger" if wrong else ""),
        Cell(said(KINDS, str(item.get("kind") or "—"))),
        Cell(str(points) if points else lack, right=True, strong=bool(points)),
        Cell(
            chip[0], kind="chip", tone=chip[1], icon=chip[2], spoken=said(STATES, state) if state else chip[0]
        ),
    )


def section_words(total: SectionSum) -> str:
    """What a section weighs and what its items make up."""
    if not total.scored:
        return tr("不计分")
    found = "—" if total.found is None else plain(total.found)
    words = (
        tr("权重 {weight} · 各项 {found}").format(weight=total.weight, found=found)
        if total.weight
        else tr("各项 {found}").format(found=found)
    )
    if total.share:
        words += tr(" · 占总分 {share}%").format(share=total.share)
    return words if total.counted else words + tr(" · 不计入总分")


def sum_words(total: SectionSum) -> str:
    """The same in a few characters: what the items make up out of the weight."""
    found = "—" if total.found is None else plain(total.found)
    weight = f"/{total.weight}" if total.weight else ""
    share = f" × {total.share}%" if total.share else ""
    return f"{total.code} {found}{weight}{share}"


def _section_tone(total: SectionSum) -> str:
    return "danger" if differs(total) else "muted"


def differs(total: SectionSum) -> bool:
    """Whether the items of a section do not make up its weight."""
    return bool(
        total.scored and total.weight and total.found is not None and plain(total.found) != total.weight
    )


def problem_columns() -> tuple[Column, ...]:
    """The problems of a draft."""
    return (Column(tr("位置"), 0, least=140), Column(tr("字段"), 88), Column(tr("问题"), 0, least=180))


def problem_rows(values: Mapping[str, Any], problems: Sequence[Problem]) -> list[Row]:
    """Each problem with its place."""
    rows: list[Row] = []
    for problem in problems:
        place, name = place_words(values, problem)
        words = problem_words(problem.code, problem.given)
        rows.append((Cell(place), Cell(name), Cell(words, tone="danger")))
    return rows
