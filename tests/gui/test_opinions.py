"""The opinions screen with a real desk: the matrix, a reply with its letter, corrections, all at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from greendesk.use_cases.opinions import Opinion
from tests.conftest import NewDesk
from tests.desks import an_application, make_round, small_pdf
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, drop, words
from ui.views.opinions import OpinionsView
from ui.widgets.application_papers import PaperRow
from ui.widgets.kit import Kit
from ui.widgets.opinion_batch import AgreeingDialog
from ui.widgets.table import DataTable


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    return new_desk()


def shown(qtbot: QtBot, screens: Screens, desk: Desk, round_id: str) -> tuple[OpinionsView, DataTable]:
    view = screens.open(OpinionsView, desk, round_id)
    qtbot.waitUntil(lambda: view.table is not None and bool(view.table.rows_model.rows), timeout=WAIT)
    assert view.table is not None
    return view, view.table


def seen(view: OpinionsView, row: int) -> list[str]:
    assert view.table is not None
    return [cell.text for cell in view.table.rows_model.rows[row]]


def test_a_reply_with_conditions_and_its_letter_is_recorded_and_corrected(
    qtbot: QtBot, screens: Screens, desk: Desk, tmp_path: Path
) -> None:
    round_id = make_round(desk)
    application = an_application(desk, round_id, tmp_path / "a")
    view, table = shown(qtbot, screens, desk, round_id)
    assert seen(view, 0) == ["青禾水泥（示例）", "未发函", "未发函", "未发函", "0/3"]
    qtbot.waitUntil(view.pane.isVisible, timeout=WAIT)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    pane = view.pane
    assert "应急管理局" in words(pane)
    qtbot.mouseClick(pane.save_button, Qt.MouseButton.LeftButton)
    assert "先选同意、有条件或不同意。" in words(pane)
    qtbot.mouseClick(pane.segments[1], Qt.MouseButton.LeftButton)
    pane.date.setText("十月")
    qtbot.mouseClick(pane.save_button, Qt.MouseButton.LeftButton)
    assert "写明条件或理由" in words(pane)
    assert "写成 2026-04-17" in words(pane)
    pane.text.setPlainText("4 月 30 日前完成整改（示例）。")
    pane.date.setText("2026.4.10")
    pane.number.setText("示例函〔2026〕7 号")
    letter = tmp_path / "复函.pdf"
    letter.write_bytes(small_pdf("letter", 1))
    assert drop(pane.letter, letter)
    assert pane.letter.picture.isVisible()
    qtbot.keyClick(pane.number, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: seen(view, 0)[2] == "有条件", timeout=WAIT)
    recorded = desk.opinions.matrix(round_id)[0][2][1]
    assert (recorded.position, recorded.date, recorded.number) == (
        "conditional", "2026-04-10", "示例函〔2026〕7 号",
    )  # fmt: skip
    assert recorded.letter is not None
    assert recorded.letter.here
    qtbot.waitUntil(lambda: pane.findChild(PaperRow) is not None, timeout=WAIT)
    assert "更正会新增一条记录，原记录保留可查。" in words(pane)
    assert pane.save_button.text() == "记录更正"
    entries = desk.rounds.line(round_id).entries
    qtbot.mouseClick(pane.segments[2], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(pane.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: seen(view, 0)[2] == "不同意", timeout=WAIT)
    assert desk.rounds.line(round_id).entries == entries + 1
    again = desk.opinions.matrix(round_id)[0][2][1]
    assert again.letter is not None  # a letter once filed stays
    assert table.chosen_key() == application
    assert_accessible(view)


def test_all_open_departments_agree_in_one_go_as_records_of_their_own(
    qtbot: QtBot, screens: Screens, desk: Desk, tmp_path: Path
) -> None:
    round_id = make_round(desk)
    application = an_application(desk, round_id, tmp_path / "a")
    first = desk.opinions.departments(round_id)[0][0]
    desk.opinions.record(round_id, Opinion(application=application, department=first, position="agree"))
    entries = desk.rounds.line(round_id).entries
    view, _ = shown(qtbot, screens, desk, round_id)
    qtbot.waitUntil(view.agree_button.isEnabled, timeout=WAIT)
    qtbot.mouseClick(view.agree_button, Qt.MouseButton.LeftButton)
    dialog = view.findChild(AgreeingDialog)
    assert dialog.windowTitle() == "记录 2 个部门同意"
    assert dialog.focusWidget() is dialog.findChild(QPushButton, "keep")
    assert_accessible(dialog)
    code = next(iter(dialog.numbers))
    dialog.numbers[code].setText("示例函〔2026〕9 号")
    dialog.dates[code].setText("四月")
    qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    assert "写成 2026-04-17" in words(dialog)
    dialog.dates[code].setText("2026-04-09")
    qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: seen(view, 0)[-1] == "3/3", timeout=WAIT)
    assert desk.rounds.line(round_id).entries == entries + 2
    recorded = {line.department: line for line in desk.opinions.matrix(round_id)[0][2]}
    assert (recorded[code].number, recorded[code].date) == ("示例函〔2026〕9 号", "2026-04-09")
    assert not view.agree_button.isEnabled()


def test_counts_filters_search_and_the_way_in(
    qtbot: QtBot, screens: Screens, desk: Desk, tmp_path: Path
) -> None:
    round_id = make_round(desk)
    first = an_application(desk, round_id, tmp_path / "a", "青禾水泥（示例）")
    second = an_application(desk, round_id, tmp_path / "b", "北岭铜业（示例）")
    codes = [code for code, _, _ in desk.opinions.departments(round_id)]
    for code in codes:
        desk.opinions.record(round_id, Opinion(application=first, department=code, position="agree"))
    desk.opinions.record(
        round_id, Opinion(application=second, department=codes[0], position="object", text="未验收（示例）")
    )
    view, table = shown(qtbot, screens, desk, round_id)
    assert [view.figures[name].text() for name in ("replied", "open", "conditional", "against")] == [
        "4", "2", "0", "1",
    ]  # fmt: skip
    assert table.rows_model.keys == (second, first)
    qtbot.mouseClick(view.chips["against"], Qt.MouseButton.LeftButton)
    assert table.rows_model.keys == (second,)
    qtbot.mouseClick(view.chips["all"], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(view.search, "qhsn")
    assert table.rows_model.keys == (first,)
    view.search.setText("没有")
    assert "没有符合条件的单位" in words(view)
    view.open_with(second)
    qtbot.waitUntil(lambda: "应急管理局" in words(view.pane), timeout=WAIT)  # the first without reply
    qtbot.waitUntil(lambda: table.chosen_key() == second, timeout=WAIT)
    assert_accessible(view)


def test_without_applications_it_says_where_to_begin(qtbot: QtBot, screens: Screens, desk: Desk) -> None:
    view = screens.open(OpinionsView, desk, make_round(desk))
    qtbot.waitUntil(lambda: "还没有申报" in words(view), timeout=WAIT)
    with qtbot.waitSignal(view.went) as signal:
        qtbot.mouseClick(view.nothing.button, Qt.MouseButton.LeftButton)
    assert signal.args == ["applications", None]
