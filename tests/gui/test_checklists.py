"""评价表: the list, the live judgement of a draft, the editor, workbooks with errors by cell, signing with a reason."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from greendesk.adapters.checklist_tools import ChecklistTools
from greendesk.desk import Desk
from greendesk.domain.checklist_editing import field_at
from greendesk.use_cases.checklists import Checklists
from tests.conftest import NewDesk
from tests.desks import admit, make_round
from tests.gui.accessibility import assert_accessible, assert_escape_closes
from tests.gui.screens import WAIT, Screens, words
from ui.composition.rules import RESOURCES
from ui.tasks import TaskRunner
from ui.views.checklists import ChecklistsView
from ui.views.checklists.sheets import ImportSheet, SignSheet
from ui.widgets.kit import Kit
from ui.widgets.view import ScreenContext

LEFT = Qt.MouseButton.LeftButton
FACTORY = "factory-gbt36132-2025"


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    return new_desk()


def verbs(desk: Desk) -> Checklists:
    return Checklists(desk.rounds._context, ChecklistTools(RESOURCES))


def open_view(screens: Screens, desk: Desk, round_id: str, qtbot: QtBot) -> ChecklistsView:
    checklists = verbs(desk)

    def make(context: ScreenContext) -> ChecklistsView:
        return ChecklistsView(context, checklists)

    view = screens.open(make, desk, round_id)
    view.open_with(FACTORY)
    qtbot.waitUntil(lambda: view._shown == FACTORY, timeout=WAIT)
    settled(view, qtbot)
    return view


def settled(view: ChecklistsView, qtbot: QtBot) -> None:
    """Wait until everything that was asked of the worker has come back."""
    answered: list[bool] = []
    view.runner.run(view, lambda: True, answered.append)
    qtbot.waitUntil(lambda: bool(answered), timeout=WAIT)
    view.runner.run(view, lambda: True, answered.append)
    qtbot.waitUntil(lambda: len(answered) > 1, timeout=WAIT)


@pytest.fixture
def view(screens: Screens, desk: Desk, qtbot: QtBot) -> ChecklistsView:
    return open_view(screens, desk, make_round(desk), qtbot)


def type_item(view: ChecklistsView, qtbot: QtBot, path: tuple[str, ...], text: str) -> None:
    """Write into a field of the chosen item and leave it."""
    field = view.editor.item.fields[path]
    field.setText(text)  # type: ignore[union-attr] # a line
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled(view, qtbot)


def type_whole(view: ChecklistsView, qtbot: QtBot, path: tuple[str, ...], text: str) -> None:
    """Write into a field of the whole table and leave it."""
    field = view.editor.whole.fields[path]
    field.setText(text)  # type: ignore[union-attr] # a line
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled(view, qtbot)


def dialog(view: ChecklistsView, kind: type[QDialog], qtbot: QtBot) -> QDialog:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in view.findChildren(kind)), timeout=WAIT)
    return next(one for one in view.findChildren(kind) if one.isVisible())


def test_sums_weights_and_provenance_stand_on_the_screen(view: ChecklistsView) -> None:
    shown = words(view)
    assert "绿色工厂评价通则 表C.1 评价指标表示例" in shown
    assert "满分 100" in shown
    assert "E 30/30" in shown
    cells = [row[-1].text for row in view.items.rows_model.rows if len(row) > 1]
    assert set(cells) == {"须核对"}
    assert not view.sign_button.isEnabled()
    assert not view.problems.isVisible()
    assert_accessible(view)


def test_a_reference_is_shown_and_says_why_it_cannot_score(view: ChecklistsView, qtbot: QtBot) -> None:
    view.list.choose("park-2025")
    qtbot.waitUntil(lambda: view._shown == "park-2025", timeout=WAIT)
    assert "仅供查阅，不能用来评分。" in words(view)


def test_what_is_wrong_is_told_while_typing_and_leads_to_its_field(
    view: ChecklistsView, qtbot: QtBot
) -> None:
    view.items.choose((1, 0))
    type_item(view, qtbot, ("max_points",), "八分")
    assert view.problems.isVisible()
    assert [row[2].text for row in view.problems.rows_model.rows] == ["“八分”不是数字"]
    assert not view.export_button.isEnabled()
    type_item(view, qtbot, ("max_points",), "7")
    found = {row[2].text for row in view.problems.rows_model.rows}
    assert found == {"各项满分合计 29，与章权重不符", "各章合计 99，与满分不符"}
    keys = view.problems.rows_model.keys
    view.problems.choose(("sections", 1, "weight"))
    view.problems.row_activated.emit(("sections", 1, "weight"))
    assert ("sections", 1, "weight") in keys
    assert QApplication.focusWidget() is view.editor._weights.fields["sections", 1, "weight"]  # type: ignore[union-attr] # shown
    assert_accessible(view)
    qtbot.mouseClick(view.undo_button, LEFT)
    settled(view, qtbot)
    qtbot.mouseClick(view.undo_button, LEFT)
    settled(view, qtbot)
    assert not view.problems.isVisible()
    qtbot.mouseClick(view.redo_button, LEFT)
    settled(view, qtbot)
    assert view.problems.isVisible()
    qtbot.mouseClick(view.discard_button, LEFT)
    act = dialog(view, QDialog, qtbot).findChild(QPushButton, "act")
    assert act is not None
    qtbot.mouseClick(act, LEFT)
    qtbot.waitUntil(lambda: view._sheet is not None and not view._sheet.changed, timeout=WAIT)


def test_items_are_added_moved_and_removed(view: ChecklistsView, qtbot: QtBot) -> None:
    view.items.choose((1, 0))
    before = [item["code"] for item in view._values["sections"][1]["items"]]
    qtbot.mouseClick(view.editor.add_button, LEFT)
    settled(view, qtbot)
    assert view._key == (1, 1)
    assert "“没有填写" not in words(view)
    assert {row[1].text for row in view.problems.rows_model.rows} == {"名称", "要求", "依据"}
    new = field_at(view._values, ("sections", 1, "items", 1, "code"))
    qtbot.mouseClick(view.editor.down_button, LEFT)
    settled(view, qtbot)
    assert view._key == (1, 2)
    qtbot.mouseClick(view.editor.up_button, LEFT)
    settled(view, qtbot)
    assert [item["code"] for item in view._values["sections"][1]["items"]] == [before[0], new, *before[1:]]
    qtbot.mouseClick(view.editor.remove_button, LEFT)
    settled(view, qtbot)
    assert [item["code"] for item in view._values["sections"][1]["items"]] == before
    assert not view.problems.isVisible()


def test_signing_asks_for_a_reason_and_binds(view: ChecklistsView, qtbot: QtBot) -> None:
    type_whole(view, qtbot, ("title",), "2027 年表（示例）")
    qtbot.mouseClick(view.sign_button, LEFT)
    sheet = dialog(view, SignSheet, qtbot)
    assert isinstance(sheet, SignSheet)
    assert_accessible(sheet)
    qtbot.mouseClick(sheet.act, LEFT)
    assert sheet.isVisible()
    assert "写明理由后再签入。" in words(sheet)
    sheet.reason.setPlainText("2027 年通知（示例）")
    with qtbot.waitSignal(view.said, timeout=WAIT):
        qtbot.mouseClick(sheet.act, LEFT)
    qtbot.waitUntil(lambda: "签入：2027 年通知（示例）" in words(view), timeout=WAIT)
    settled(view, qtbot)
    assert not view.sign_button.isEnabled()
    checklists = verbs(view.desk)
    assert checklists.open(view.round_id, FACTORY).values["title"] == "2027 年表（示例）"


def test_a_workbook_with_errors_is_told_by_cell_and_a_right_one_becomes_a_draft(
    view: ChecklistsView, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "评价表.xlsx"
    with qtbot.waitSignal(view.said, timeout=WAIT):
        view.export_to(target)
    book = load_workbook(target)
    book["指标"]["M5"] = "八分"
    book.save(target)
    view.import_from(target)
    sheet = dialog(view, ImportSheet, qtbot)
    assert isinstance(sheet, ImportSheet)
    assert [(row[0].text, row[1].text) for row in sheet.table.rows_model.rows] == [
        ("指标!M5", "“八分”不是数字")
    ]
    assert_accessible(sheet)
    assert_escape_closes(sheet)
    book["指标"]["M5"] = 8
    book["基本信息"]["B2"] = "factory-2027"
    book.save(target)
    book.close()
    view.import_from(target)
    sheet = dialog(view, ImportSheet, qtbot)
    assert isinstance(sheet, ImportSheet)
    assert "factory-2027" in words(sheet)
    qtbot.mouseClick(sheet.act, LEFT)
    qtbot.waitUntil(lambda: view._shown == "factory-2027", timeout=WAIT)
    settled(view, qtbot)
    assert view.sign_button.isEnabled()


def test_only_the_authority_signs(screens: Screens, desk: Desk, new_desk: NewDesk, qtbot: QtBot) -> None:
    round_id = make_round(desk)
    other = new_desk("周敏（示例）", "示例大学（示例）")
    admit(desk, round_id, other)
    view = open_view(screens, other, round_id, qtbot)
    assert not view.sign_button.isVisible()
    assert view.export_button.isEnabled()


def test_a_closed_screen_is_freed(
    desk: Desk,
    screen: Callable[[Desk, str], ScreenContext],
    runner: TaskRunner,
    check_freed: Callable[[Callable[[], QWidget]], None],
    qtbot: QtBot,
) -> None:
    round_id = make_round(desk)
    checklists = verbs(desk)

    def make() -> QWidget:
        view = ChecklistsView(screen(desk, round_id), checklists)
        view.open_with(FACTORY)
        qtbot.waitUntil(lambda: view._shown == FACTORY, timeout=WAIT)
        view.items.choose((1, 0))
        view.editor.item.fields["title",].setText("改名（示例）")  # type: ignore[union-attr] # a line
        view.editor.look()
        qtbot.waitUntil(lambda: view._sheet is not None and view._sheet.changed, timeout=WAIT)
        return view

    check_freed(make)
