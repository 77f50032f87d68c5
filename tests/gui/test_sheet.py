"""The sheets over the window: what they say covers no field, what they do is seen, Enter does what is meant."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from greendesk.adapters.recovery_file import RecoveryPassphraseWrong
from tests.gui.screens import WAIT, unexpected
from ui import i18n
from ui.composition.desk_folder import DeskFolder
from ui.tasks import TaskRunner
from ui.widgets.form_field import FormField
from ui.widgets.kit import Kit
from ui.widgets.recover_sheet import Recover
from ui.widgets.secret_field import SecretField

NAME = "示例省工业和信息化厅（示例）"


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    opened = TaskRunner(unexpected)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What a sheet stands over."""
    found = QWidget()
    qtbot.addWidget(found)
    found.resize(700, 700)
    found.show()
    return found


def is_whole(row: FormField) -> bool:
    """Whether what a field says stands below it, with room for every line."""
    (said,) = (label for label in row.findChildren(QLabel) if label.property("role") == "caption")
    return said.y() >= row.field.geometry().bottom() and said.height() >= said.heightForWidth(said.width())


def recover(qtbot: QtBot, kit: Kit, runner: TaskRunner, window: QWidget) -> Recover:
    sheet = Recover(window, kit, runner, DeskFolder(Path("nowhere")), [NAME])
    sheet.open()
    qtbot.waitExposed(sheet)
    return sheet


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_an_error_of_two_lines_does_not_cover_its_field(
    qtbot: QtBot,
    kit: Kit,
    runner: TaskRunner,
    window: QWidget,
    qapp: QApplication,
    language: str,
    scale: float,
) -> None:
    i18n.install(qapp, language)
    kit.theme.switch("light", scale=scale)
    sheet = recover(qtbot, kit, runner, window)
    before = sheet.height()
    assert sheet.failed(RecoveryPassphraseWrong())
    qtbot.waitUntil(lambda: is_whole(sheet.passphrase), timeout=WAIT)
    assert sheet.passphrase.field.hasFocus()
    room = sheet.screen().availableSize()
    assert before <= sheet.height() <= room.height()
    rows = (sheet.file, sheet.passphrase, sheet.new, sheet.repeat)
    for upper, lower in pairwise(rows):
        assert upper.geometry().bottom() < lower.geometry().top()


def test_on_a_low_screen_it_scrolls_and_the_buttons_stay(
    qtbot: QtBot, kit: Kit, runner: TaskRunner, window: QWidget
) -> None:
    sheet = recover(qtbot, kit, runner, window)
    sheet.setMaximumSize(QSize(600, 360))  # as 1366x768 at 150 % and large text leave it
    sheet.do()
    sheet.repeat.say_wrong("两次口令不一致，请重新输入。")
    sheet.go_to(sheet.repeat)
    assert sheet.act is not None
    for one in (sheet.repeat, sheet.act):
        qtbot.waitUntil(
            lambda one=one: one.visibleRegion().boundingRect().height() == one.height(), timeout=WAIT
        )
    assert is_whole(sheet.repeat)


def test_while_it_works_nothing_can_be_typed_and_it_does_not_go(
    qtbot: QtBot, kit: Kit, runner: TaskRunner, window: QWidget
) -> None:
    sheet = recover(qtbot, kit, runner, window)
    sheet.wait("正在换口令…")
    assert sheet.act is not None
    assert (sheet.act.text(), sheet.new.isEnabled()) == ("正在换口令…", False)
    sheet.reject()
    assert sheet.isVisible()
    assert sheet.failed(RecoveryPassphraseWrong())
    assert (sheet.act.text(), sheet.new.isEnabled()) == ("换新口令", True)
    sheet.reject()
    qtbot.waitUntil(lambda: not window.findChildren(Recover), timeout=WAIT)


def test_the_eye_shows_what_is_typed_until_it_is_used(qtbot: QtBot, kit: Kit) -> None:
    field = kit.field("口令", role="secret")
    assert isinstance(field, SecretField)
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    hidden = QLineEdit.EchoMode.Password
    assert field.echoMode() == hidden
    assert not field.findChildren(QToolButton), "there is nothing to show"
    QTest.keyClick(field, Qt.Key.Key_X)
    (button,) = field.findChildren(QToolButton)
    assert button.text() == "显示输入的内容"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (field.echoMode(), button.text()) == (QLineEdit.EchoMode.Normal, "隐藏输入的内容")
    field.setEnabled(False)  # while it is tried whether it fits
    assert field.echoMode() == hidden
    field.setEnabled(True)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus, timeout=WAIT)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    assert field.text() == "x"
