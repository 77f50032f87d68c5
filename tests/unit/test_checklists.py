"""Checklists of a round: drafts, workbooks, signing, and editions side by side."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from greendesk.adapters.checklist_tools import ChecklistTools
from greendesk.adapters.foreign_xlsx import WorkbookUnreadable
from greendesk.desk import Desk
from greendesk.domain.assessment import Finding
from greendesk.domain.checklist_editing import (
    field_at,
    free_code,
    moved_item,
    with_field,
    with_item,
    without_item,
)
from greendesk.use_cases.checklists import (
    CategoryDiffers,
    ChecklistFaulty,
    ChecklistNotFound,
    Checklists,
    ChecklistSheet,
    ChecklistUnchanged,
    NotTheAuthority,
    SigningReasonMissing,
)
from greendesk.use_cases.reviews import ScoreItem
from tests.conftest import NewDesk
from tests.desks import admit, an_application, carry, make_round
from ui.composition.rules import RESOURCES

FACTORY = "factory-platform-2025"
OTHER = "park-2025"


def verbs(desk: Desk) -> Checklists:
    return Checklists(desk.rounds._context, ChecklistTools(RESOURCES))


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    return new_desk()


@pytest.fixture
def round_id(desk: Desk) -> str:
    return make_round(desk, ("secretary", "leader", "expert"))


def swapped_points(sheet: ChecklistSheet) -> dict[str, Any]:
    """The same checklist with one point moved between two items of a section."""
    for at, section in enumerate(sheet.values["sections"]):
        scored = [n for n, item in enumerate(section["items"]) if Decimal(item.get("max_points") or 0) > 1]
        plain = [n for n in scored if "alternative_group" not in section["items"][n]]
        if len(plain) > 1:
            values = dict(sheet.values)
            for number, more in zip(plain[:2], (1, -1), strict=True):
                place = ("sections", at, "items", number, "max_points")
                values = with_field(values, place, str(Decimal(field_at(values, place)) + more))
            return values
    raise AssertionError


def test_lists_the_round_first_then_the_program(desk: Desk, round_id: str) -> None:
    lines = verbs(desk).lines(round_id)
    by_id = {line.id: line for line in lines}
    assert by_id[FACTORY].in_round
    assert not by_id[FACTORY].signed
    assert [line.in_round for line in lines] == sorted((line.in_round for line in lines), reverse=True)
    assert {line.usable for line in lines} >= {"ready", "partial", "reference_only"}
    with pytest.raises(ChecklistNotFound):
        verbs(desk).open(round_id, "no-such")


def test_a_draft_is_kept_judged_and_taken_back(desk: Desk, round_id: str) -> None:
    checklists = verbs(desk)
    sheet = checklists.open(round_id, FACTORY)
    assert not sheet.problems
    assert not sheet.changed
    assert sheet.total == 100
    place = ("sections", 1, "weight")
    changed = checklists.save_draft(round_id, FACTORY, with_field(sheet.values, place, "7"), "weight")
    assert changed.changed
    assert ("weights_differ", place) in {(one.code, one.place) for one in changed.problems}
    assert verbs(desk).open(round_id, FACTORY) == changed
    assert checklists.undo(round_id, FACTORY).values == sheet.values
    assert checklists.redo(round_id, FACTORY).values == changed.values
    with pytest.raises(ChecklistFaulty):
        checklists.sign_draft(round_id, FACTORY, "2026 年通知")
    with pytest.raises(ChecklistFaulty):
        checklists.export(round_id, FACTORY, desk.folder / "x.xlsx")
    checklists.discard(round_id, FACTORY)
    assert checklists.open(round_id, FACTORY) == sheet
    spot = ("sections", 0, "items", 0, "alternative_group")
    assert field_at(sheet.values, spot) is None
    assert checklists.save_draft(round_id, FACTORY, with_field(sheet.values, spot, "甲"), "group").changed
    assert not checklists.save_draft(round_id, FACTORY, with_field(sheet.values, spot, ""), "group").changed


def test_signing_needs_a_reason_and_a_change(desk: Desk, round_id: str) -> None:
    checklists = verbs(desk)
    sheet = checklists.open(round_id, FACTORY)
    with pytest.raises(ChecklistUnchanged):
        checklists.sign_draft(round_id, FACTORY, "示例")
    checklists.save_draft(round_id, FACTORY, swapped_points(sheet), "points")
    with pytest.raises(SigningReasonMissing):
        checklists.sign_draft(round_id, FACTORY, "  ")
    assert checklists.sign_draft(round_id, FACTORY, "2026 年通知（示例）") == FACTORY
    now = checklists.open(round_id, FACTORY)
    assert now.signing is not None
    assert (now.signing.name, now.signing.reason) == ("林岚（示例）", "2026 年通知（示例）")
    assert now.values == swapped_points(sheet)
    assert not now.changed
    park = ChecklistTools(RESOURCES)
    stolen = park.text({**park.values(park.shipped()[OTHER]), "id": FACTORY})
    with pytest.raises(CategoryDiffers):
        checklists.sign(round_id, stolen, "示例")


def test_a_review_keeps_the_edition_it_began_with(desk: Desk, round_id: str, tmp_path: Path) -> None:
    checklists = verbs(desk)
    me = next(line for line in desk.rounds.participants(round_id) if line.me).fingerprint
    begun, fresh = (
        an_application(desk, round_id, tmp_path / name, f"{name}（示例）") for name in ("甲", "乙")
    )
    for application in (begun, fresh):
        desk.reviews.assign(round_id, application, me)
        desk.reviews.declare(round_id, application, conflict=False)
    sheet = desk.reviews.bench(round_id, begun)
    old = sheet.checklist
    desk.reviews.score(
        round_id, begun, ScoreItem(finding=Finding(item=old.gates[0].code, comment="记下"), label="x")
    )
    for reason, pair in (("一改", swapped_points), ("二改", swapped_points)):
        now = checklists.open(round_id, old.id)
        checklists.save_draft(round_id, old.id, pair(now), "points")
        checklists.sign_draft(round_id, old.id, reason)
    assert desk.reviews.bench(round_id, begun).checklist == old
    new = desk.reviews.bench(round_id, fresh).checklist
    assert new.digest != old.digest
    assert new.id == old.id
    chosen = desk.reviews.choose_checklist(round_id, begun, old.id)
    assert chosen.checklist == new
    assert desk.reviews.undo(round_id, begun).checklist == old


def test_a_new_id_is_offered_beside_the_old_one(desk: Desk, round_id: str, tmp_path: Path) -> None:
    checklists = verbs(desk)
    sheet = checklists.open(round_id, FACTORY)
    values = with_field(with_field(sheet.values, ("id",), "factory-2027"), ("title",), "2027 年表（示例）")
    checklists.save_draft(round_id, FACTORY, values, "id")
    assert checklists.sign_draft(round_id, FACTORY, "示例") == "factory-2027"
    application = an_application(desk, round_id, tmp_path / "甲")
    offered = [name for name, _ in desk.applications.detail(round_id, application).checklists]
    assert offered[-1] == "factory-2027"
    assert FACTORY in offered
    assert not checklists.open(round_id, FACTORY).changed


def test_another_desk_receives_the_signed_edition_but_may_not_sign(
    desk: Desk, round_id: str, new_desk: NewDesk
) -> None:
    other = new_desk("周敏（示例）", "示例大学（示例）")
    admit(desk, round_id, other)
    checklists = verbs(desk)
    checklists.save_draft(round_id, FACTORY, swapped_points(checklists.open(round_id, FACTORY)), "points")
    checklists.sign_draft(round_id, FACTORY, "示例")
    carry(desk, other, round_id)
    received = verbs(other)
    assert received.open(round_id, FACTORY).values == checklists.open(round_id, FACTORY).values
    assert not received.may_sign(round_id)
    received.save_draft(round_id, FACTORY, swapped_points(received.open(round_id, FACTORY)), "points")
    with pytest.raises(NotTheAuthority):
        received.sign_draft(round_id, FACTORY, "示例")


def test_a_workbook_becomes_a_draft(desk: Desk, round_id: str, tmp_path: Path) -> None:
    checklists = verbs(desk)
    target = tmp_path / "评价表.xlsx"
    checklists.export(round_id, FACTORY, target)
    with pytest.raises(WorkbookUnreadable):
        checklists.import_file(tmp_path / "none.xlsx")
    reading = checklists.import_file(target)
    assert reading.errors == ()
    assert not checklists.adopt(round_id, reading.text).changed
    tools = ChecklistTools(RESOURCES)
    renamed = tools.text({**tools.values(reading.text), "id": "mine"})
    adopted = checklists.adopt(round_id, renamed)
    assert adopted.changed
    line = next(line for line in checklists.lines(round_id) if line.id == "mine")
    assert line.has_draft
    assert not line.in_round
    assert checklists.sign_draft(round_id, "mine", "示例") == "mine"
    assert next(line for line in checklists.lines(round_id) if line.id == "mine").signed


def test_items_are_added_moved_and_removed(desk: Desk, round_id: str) -> None:
    values = dict(verbs(desk).open(round_id, FACTORY).values)
    last = len(values["sections"][1]["items"]) - 1
    code = free_code(values, 1)
    added = with_item(values, 1, last + 1, code)
    assert field_at(added, ("sections", 1, "items", last + 1, "code")) == code
    moved, section, at = moved_item(added, 1, last + 1, 1)
    assert (section, at) == (2, 0)
    assert field_at(moved, ("sections", 2, "items", 0, "code")) == code
    back, section, at = moved_item(moved, 2, 0, -1)
    assert (back, section, at) == (added, 1, last + 1)
    up, section, at = moved_item(added, 1, last + 1, -1)
    assert (section, at) == (1, last)
    assert without_item(up, 1, last) == values
    assert moved_item(values, 0, 0, -1) == (values, 0, 0)
    assert field_at(values, ("sections", 99, "code")) is None
