"""Security on the screens: the office's key is made, offered, asked for once, let in, shut out, and opens a desk."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from greendesk.adapters.recovery_file import read_recovery_file
from greendesk.desk import Desk
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, admit, carry, make_round
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, unexpected, words
from ui.composition.desk_folder import DeskFolder, new_recovery_key
from ui.log_file import close_log
from ui.program import Program
from ui.settings import LOCK, Settings
from ui.tasks import TaskRunner
from ui.theme import Theme
from ui.views.backups import BackupsView
from ui.views.recovered import RecoveredView
from ui.views.settings import SettingsView
from ui.views.unlock import UnlockView
from ui.widgets.kit import Kit
from ui.widgets.recover_sheet import Recover
from ui.widgets.recovery_sheets import KeyWritten, LetRecoveryIn, NewRecoveryKey, RecoverySheet
from ui.widgets.view import ScreenContext

LEFT = Qt.MouseButton.LeftButton
LONG, OTHER = "正确的马电池订书钉一二三四", "另一个口令五六七八"
NAME = "示例省工信厅（示例）"


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


def shown(screens: Screens, desk: Desk, round_id: str, home: Path) -> SettingsView:
    def make(context: ScreenContext) -> SettingsView:
        return SettingsView(context, Settings(home), is_sample=False)

    return screens.open(make, desk, round_id)


def sheet(qtbot: QtBot, parent: QWidget, kind: type[RecoverySheet]) -> RecoverySheet:
    qtbot.waitUntil(lambda: bool(parent.window().findChildren(kind)), timeout=WAIT)
    found = parent.window().findChildren(kind)[0]
    assert_accessible(found)
    return found


def test_the_lock_is_chosen_and_only_i_can_open(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()
    view = shown(screens, desk, make_round(desk), tmp_path / "home")
    assert view.security is not None
    card = view.security
    assert card.times[15].isChecked()
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.mouseClick(card.times[60], LEFT)
    assert chosen.args == [LOCK, 60]
    qtbot.waitUntil(lambda: "你，凭口令" in words(card), timeout=WAIT)
    assert_accessible(view)


def test_the_organiser_makes_a_key_and_a_member_lets_it_in(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    office, expert = new_desk(), new_desk("闻墨（示例）")
    round_id = make_round(office)
    admit(office, round_id, expert)
    view = shown(screens, office, round_id, tmp_path / "home")
    assert view.security is not None
    qtbot.waitUntil(lambda: view.security.new_button.isVisibleTo(view), timeout=WAIT)
    view.security.make_key()
    made = sheet(qtbot, view, NewRecoveryKey)
    assert isinstance(made, NewRecoveryKey)
    made.passphrase.field.setText("短")
    made.do()
    assert (made.passphrase.wrong, made.repeat.wrong) == (True, True)
    for row in (made.passphrase, made.repeat):
        row.field.setText(LONG)
    made.name.field.setText(NAME)
    made.do()
    assert not made.passphrase.isEnabled()
    qtbot.waitUntil(lambda: bool(made.findChildren(QFileDialog)), timeout=WAIT)
    (dialog,) = made.findChildren(QFileDialog)  # over the sheet, not beside it
    assert dialog.directory() != QDir.current(), "where the program happened to be started"
    dialog.reject()
    made.save(str(tmp_path / "key.age"))
    told = sheet(qtbot, view, KeyWritten)
    assert str(tmp_path / "key.age") in words(told)
    told.accept()
    key = read_recovery_file(tmp_path / "key.age", LONG)
    qtbot.waitUntil(lambda: not view.security.new_button.isVisibleTo(view), timeout=WAIT)
    carry(office, expert, round_id)

    theirs = shown(screens, expert, round_id, tmp_path / "other-home")
    assert theirs.security is not None
    card = theirs.security
    qtbot.waitUntil(lambda: f"{NAME}提供恢复密钥" in words(card), timeout=WAIT)
    assert not card.new_button.isVisibleTo(theirs)
    (act,) = card._acts
    qtbot.mouseClick(act, LEFT)
    asked = sheet(qtbot, theirs, LetRecoveryIn)
    assert isinstance(asked, LetRecoveryIn)
    for text in ("全部内容", "不能用你的名义签名"):
        assert text in words(asked)
    asked.passphrase.field.setText("wrong wrong")
    asked.do()
    qtbot.waitUntil(lambda: asked.passphrase.wrong, timeout=WAIT)
    asked.passphrase.field.setText(PASSPHRASE)
    with qtbot.waitSignal(theirs.said, timeout=WAIT):
        asked.do()
    place = DeskFolder(expert.folder)
    assert place.recovery_keys() == ((key.recipient, NAME),)
    qtbot.waitUntil(lambda: any(line.admitted for line in card._acts.values()), timeout=WAIT)
    (act,) = card._acts
    with qtbot.waitSignal(theirs.said, timeout=WAIT):
        qtbot.mouseClick(act, LEFT)
    assert place.recovery_keys() == ()


def test_the_passphrase_of_the_desk_is_none_for_the_key(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()
    DeskFolder(desk.folder).change_passphrase(PASSPHRASE, LONG)
    view = shown(screens, desk, make_round(desk), tmp_path / "home")
    assert view.security is not None
    view.security.make_key()
    made = sheet(qtbot, view, NewRecoveryKey)
    assert isinstance(made, NewRecoveryKey)
    for row in (made.passphrase, made.repeat):
        row.field.setText(LONG)
    made.do()
    qtbot.waitUntil(lambda: made.passphrase.wrong, timeout=WAIT)
    assert "这是工作台的口令" in words(made)
    assert made.passphrase.field.hasFocus()
    assert made.findChildren(QFileDialog) == []


@pytest.fixture
def expert(new_desk: NewDesk, tmp_path: Path) -> Path:
    """The folder of an expert's desk, closed, in a round whose office offers a key."""
    office, desk = new_desk(), new_desk("闻墨（示例）")
    round_id = make_round(office)
    admit(office, round_id, desk)
    office.recovery.publish(round_id, new_recovery_key(tmp_path / "key.age", NAME, LONG), NAME)
    carry(office, desk, round_id)
    desk.close()
    return desk.folder


@pytest.fixture
def program(qtbot: QtBot, theme: Theme, tmp_path: Path, expert: Path) -> Iterator[Program]:
    level = logging.getLogger().level
    program = Program(theme, Settings(tmp_path / "home"), "zh")
    program.begin(expert)
    yield program
    program.shut()
    close_log()
    logging.getLogger().setLevel(level)


def opened_with(qtbot: QtBot, program: Program, passphrase: str) -> None:
    qtbot.waitUntil(lambda: isinstance(program.entrance, UnlockView), timeout=WAIT)
    view = program.entrance
    assert isinstance(view, UnlockView)
    view.passphrase.field.setText(passphrase)
    qtbot.mouseClick(view.button, LEFT)
    qtbot.waitUntil(lambda: program.window is not None and not program.runner.busy, timeout=WAIT)


def test_it_is_asked_once_and_opens_the_desk_when_the_passphrase_is_forgotten(
    qtbot: QtBot, program: Program, expert: Path, tmp_path: Path
) -> None:
    opened_with(qtbot, program, PASSPHRASE)
    assert program.window is not None
    asked = sheet(qtbot, program.window, LetRecoveryIn)
    asked.reject()
    program.lock()
    opened_with(qtbot, program, PASSPHRASE)
    assert program.window.findChildren(QDialog) == []
    assert program.desk is not None
    (line,) = program.desk.recovery.lines(program.window.round_line.id)
    DeskFolder(expert).let_recovery_in(PASSPHRASE, line.recipient, NAME)
    program.lock()
    view = program.entrance
    assert isinstance(view, UnlockView)
    qtbot.waitUntil(lambda: view._known, timeout=WAIT)
    qtbot.mouseClick(view.forgotten, LEFT)
    found = sheet(qtbot, view, Recover)
    assert isinstance(found, Recover)
    assert NAME in words(found)
    found.do()
    assert (found.file.wrong, found.passphrase.wrong, found.new.wrong) == (True, True, True)
    found.take(str(tmp_path / "key.age"))
    for row, text in ((found.passphrase, "falsch falsch"), (found.new, OTHER), (found.repeat, OTHER)):
        row.field.setText(text)
    found.do()
    qtbot.waitUntil(lambda: found.passphrase.wrong, timeout=WAIT)
    found.passphrase.field.setText(LONG)
    found.do()
    qtbot.waitUntil(lambda: isinstance(program.entrance, RecoveredView), timeout=WAIT)
    told = program.entrance
    assert isinstance(told, RecoveredView)
    qtbot.waitUntil(lambda: "凭新口令" in words(told) and bool(told.renewal.rows), timeout=WAIT)
    for text in (
        "原来的签名密钥没有了",
        f"{NAME}，凭恢复密钥",
        "请示例省工信厅（示例）换发新证书",
        "写出加入申请",
    ):
        assert text in words(told) or text in [one.text() for one in told.findChildren(QPushButton)]
    assert "照常签名" not in words(told)
    assert_accessible(told)
    qtbot.mouseClick(told.enter_button, LEFT)
    qtbot.waitUntil(lambda: program.window is not None, timeout=WAIT)
    assert program.desk is not None
    assert program.desk.backups is not None


def test_the_desk_that_organises_is_told_that_it_renewed_itself(
    qtbot: QtBot, theme: Theme, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()
    make_round(desk)
    key = new_recovery_key(tmp_path / "key.age", NAME, LONG)
    folder = DeskFolder(desk.folder)
    folder.let_recovery_in(PASSPHRASE, key, NAME)
    desk.close()
    folder.recover(tmp_path / "key.age", LONG, OTHER)
    desk = folder.unlock(OTHER)
    runner = TaskRunner(unexpected)
    view = RecoveredView(Kit(theme), runner, desk)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: "已自动换发新证书" in words(view), timeout=WAIT)
    assert view.renewal.rows == []
    runner.close()
    desk.close()


def test_without_a_key_the_sheet_says_what_to_do(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: isinstance(program.entrance, UnlockView), timeout=WAIT)
    view = program.entrance
    assert isinstance(view, UnlockView)
    view.forget()
    found = sheet(qtbot, view, Recover)
    for said in ("记录、附件和草稿都打不开", "重新申请加入", "自己组织批次的"):
        assert said in words(found)
    backups = found.findChild(QPushButton, "backups")
    assert backups is not None
    qtbot.mouseClick(backups, LEFT)
    qtbot.waitUntil(lambda: isinstance(program.entrance, BackupsView), timeout=WAIT)
