"""Dialogs: the safe answer is at hand, Escape changes nothing, and the keyboard is enough."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.accessibility import assert_accessible, assert_escape_closes
from ui.notifier import Notice, Tone
from ui.widgets.dialogs import ask, show_notice
from ui.widgets.kit import Kit


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def question(window: QWidget, kit: Kit, qtbot: QtBot) -> QDialog:
    dialog = ask(
        window,
        kit,
        "移出名单：金穗淀粉（示例）",
        ("移出后不再出现在复核清单里。", "", "记录会保留。"),
        action="移出名单",
        keep="保留",
        danger=True,
    )
    qtbot.waitExposed(dialog)
    return dialog


def answers(dialog: QDialog) -> list[bool]:
    """What will be answered: True for the act, False for the safe answer."""
    told: list[bool] = []
    dialog.accepted.connect(lambda: told.append(True))
    dialog.rejected.connect(lambda: told.append(False))
    return told


def button(dialog: QDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_the_safe_answer_has_the_focus_and_enter_takes_it(question: QDialog, qtbot: QtBot):
    told = answers(question)
    assert question.focusWidget() is button(question, "keep")
    qtbot.keyClick(question.focusWidget(), Qt.Key.Key_Return)
    assert told == [False]


def test_escape_keeps(question: QDialog):
    told = answers(question)
    assert_escape_closes(question)
    assert told == [False]


def test_the_act_is_reached_by_keyboard(question: QDialog, qtbot: QtBot):
    told = answers(question)
    qtbot.keyClick(question, Qt.Key.Key_Tab)
    assert question.focusWidget() is button(question, "act")
    qtbot.keyClick(question.focusWidget(), Qt.Key.Key_Enter)
    assert told == [True]


def test_the_act_is_done_by_mouse(question: QDialog, qtbot: QtBot):
    told = answers(question)
    qtbot.mouseClick(button(question, "act"), Qt.MouseButton.LeftButton)
    assert told == [True]


def test_a_question_says_what_happens(question: QDialog):
    assert question.windowTitle() == "移出名单：金穗淀粉（示例）"
    said = [label.text() for label in question.findChildren(QLabel)]
    assert said == ["移出名单：金穗淀粉（示例）", "移出后不再出现在复核清单里。", "记录会保留。"]
    assert [button(question, name).text() for name in ("keep", "act")] == ["保留", "移出名单"]
    assert question.isModal()
    assert 480 <= question.width() <= 640
    assert_accessible(question)


def test_a_question_leaves_nothing_behind(
    question: QDialog, window: QWidget, kit: Kit, qtbot: QtBot, check_freed: Callable[..., None]
):
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(QDialog) is None)
    check_freed(lambda: ask(window, kit, "提交评审", ("提交后不能修改。",), action="提交", keep="再看看"))


@pytest.fixture
def notice() -> Notice:
    return Notice(
        tone=Tone.ALERT,
        code="GD-231",
        happened="U 盘在写入中被拔出。",
        kept="本机数据完好。",
        cure="插回 U 盘后，点“重新写入”。",
    )


def test_a_fault_has_three_lines_and_a_code_to_copy(window: QWidget, kit: Kit, notice: Notice):
    dialog = show_notice(window, kit, notice)
    labels = dialog.findChildren(QLabel)
    assert [label.text() for label in labels] == [notice.happened, notice.kept, notice.cure, "GD-231"]
    assert labels[-1].textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert dialog.focusWidget() is button(dialog, "keep")
    assert_accessible(dialog)
    assert_escape_closes(dialog)


def test_a_fault_leaves_nothing_behind(
    window: QWidget, kit: Kit, notice: Notice, check_freed: Callable[..., None]
):
    check_freed(lambda: show_notice(window, kit, notice))
