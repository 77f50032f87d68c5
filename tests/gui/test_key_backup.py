"""设置: where the signing key lies, and the copy that is kept of it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from greendesk.ports import Person
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, make_round
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, words
from tests.platforms import tool
from tests.soft_token import make_token
from ui.composition.desk_folder import DeskFolder
from ui.settings import Settings
from ui.views.settings import SettingsView
from ui.widgets.key_backup import KeyBackup
from ui.widgets.kit import Kit
from ui.widgets.view import ScreenContext

PASSWORD = "文件密码 2026"


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


def shown(screens: Screens, desk: Desk, home: Path, *, is_sample: bool = False) -> SettingsView:
    def make(context: ScreenContext) -> SettingsView:
        return SettingsView(context, Settings(home), is_sample=is_sample)

    return screens.open(make, desk, make_round(desk))


def dialog_of(view: SettingsView, qtbot: QtBot) -> KeyBackup:
    qtbot.waitUntil(view.backup_button.isVisible, timeout=WAIT)
    qtbot.mouseClick(view.backup_button, Qt.MouseButton.LeftButton)
    dialog = view.findChild(KeyBackup)
    assert isinstance(dialog, KeyBackup)
    return dialog


def test_the_key_is_copied_only_with_the_passphrase(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()
    view = shown(screens, desk, tmp_path / "home")
    dialog = dialog_of(view, qtbot)
    assert "在这台电脑上，受口令保护" in words(view)
    assert_accessible(dialog)
    qtbot.waitUntil(dialog.passphrase.field.hasFocus, timeout=WAIT)
    target = tmp_path / "备份.p12"
    QTest.keyClick(dialog.passphrase.field, Qt.Key.Key_Return)
    assert dialog.passphrase.wrong
    assert dialog.password.wrong
    dialog.passphrase.field.setText("falsch falsch")
    dialog.password.field.setText(PASSWORD)
    dialog.repeat.field.setText("anders")
    dialog.save(target)
    assert dialog.repeat.wrong
    dialog.repeat.field.setText(PASSWORD)
    dialog.save(target)
    dialog.reject()  # not while it is being written
    assert (dialog.isVisible(), dialog.password.isEnabled()) == (True, False)
    qtbot.waitUntil(lambda: dialog.passphrase.wrong, timeout=WAIT)
    assert dialog.passphrase.field.hasFocus()
    assert not target.exists()
    dialog.passphrase.field.setText(PASSPHRASE)
    with qtbot.waitSignal(view.said, timeout=WAIT) as said:
        dialog.save(target)
    assert said.args == ["已备份到 备份.p12。"]
    command = [tool("openssl"), "pkcs12", "-in", target, "-passin", f"pass:{PASSWORD}", "-nodes"]
    opened = subprocess.run(command, check=True, capture_output=True).stdout
    assert opened.count(b"BEGIN CERTIFICATE") == 2
    assert opened.count(b"BEGIN PRIVATE KEY") == 1


def test_escape_leaves_without_a_copy(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    view = shown(screens, new_desk(), tmp_path / "home")
    dialog = dialog_of(view, qtbot)
    with qtbot.waitSignal(dialog.rejected, timeout=WAIT):
        QTest.keyClick(dialog.passphrase.field, Qt.Key.Key_Escape)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SoftHSM")
def test_a_key_on_a_token_is_named_and_not_copied(
    qtbot: QtBot, screens: Screens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = make_token(tmp_path / "softhsm", monkeypatch)
    who = Person(name="林岚（示例）", organisation="示例省工信厅", title="处长")
    desk = DeskFolder(tmp_path / "desk").create(who, PASSPHRASE, token.access())
    view = shown(screens, desk, tmp_path / "home")
    qtbot.waitUntil(lambda: "在 UKey“示例 UKey”里" in words(view), timeout=WAIT)
    assert not view.backup_button.isVisible()
    screens.close()
    desk.close()


def test_the_sample_offers_no_copy(qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path) -> None:
    view = shown(screens, new_desk(), tmp_path / "home", is_sample=True)
    qtbot.waitUntil(lambda: view.key.text() != "", timeout=WAIT)
    assert not view.backup_button.isVisible()
