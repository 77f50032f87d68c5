"""Choosing the signing key of a new desk, and unlocking a desk whose key is on a UKey: by keyboard, errors in place."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greendesk.adapters.identity import create_identity, save_key
from greendesk.desk import Desk
from greendesk.ledger.trust import public_key_of
from greendesk.ports import Person
from tests.desks import PASSPHRASE, make_round
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, unexpected, words
from tests.soft_token import MODULE, PIN, SoftToken, make_token
from ui.composition.desk_folder import DeskFolder
from ui.tasks import TaskRunner
from ui.views.first_start import FirstStartView
from ui.views.unlock import UnlockView
from ui.widgets.key_choice import FILE, HERE, TOKEN
from ui.widgets.kit import Kit

LEFT = Qt.MouseButton.LeftButton
PASSWORD = "证书密码 2026"
WHO = Person(name="林岚（示例）", organisation="示例省工信厅", title="处长")
needs_softhsm = pytest.mark.skipif(sys.platform == "win32", reason="needs SoftHSM")


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    opened = TaskRunner(unexpected)
    yield opened
    opened.close()


@pytest.fixture
def first(qtbot: QtBot, kit: Kit, runner: TaskRunner, tmp_path: Path) -> FirstStartView:
    view = FirstStartView(kit, runner, tmp_path / "desk", "zh", "system")
    qtbot.addWidget(view)
    view.resize(1440, 900)
    view.show()
    for row, text in (
        (view.name, WHO.name),
        (view.organisation, WHO.organisation),
        (view.passphrase, PASSPHRASE),
        (view.repeat, PASSPHRASE),
    ):
        row.field.setText(text)
    return view


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SoftToken:
    return make_token(tmp_path / "softhsm", monkeypatch)


def made_by(qtbot: QtBot, view: FirstStartView) -> Desk:
    with qtbot.waitSignal(view.made, timeout=WAIT) as made:
        qtbot.mouseClick(view.make_button, LEFT)
    desk: Desk = made.args[0]
    return desk


def test_the_key_is_made_here_unless_something_else_is_chosen(qtbot: QtBot, first: FirstStartView) -> None:
    assert first.key.kind == HERE
    assert "密钥在这台电脑上生成" in words(first)
    desk = made_by(qtbot, first)
    assert DeskFolder(desk.folder).token() is None
    desk.close()


def test_a_desk_is_made_with_the_key_of_a_certificate_file(
    qtbot: QtBot, first: FirstStartView, tmp_path: Path
) -> None:
    before = create_identity(tmp_path / "before.json", WHO, PASSPHRASE)
    save_key(before, tmp_path / "办公证书.p12", PASSWORD, ())
    (tmp_path / "别的.p12").write_text("no such file", encoding="utf-8")
    qtbot.mouseClick(first.key.kinds[FILE], LEFT)
    assert "以后受工作台的口令保护" in words(first)
    assert_accessible(first)
    qtbot.mouseClick(first.make_button, LEFT)
    assert first.key.file.wrong
    assert first.key.file.field.hasFocus()
    first.key.file.field.setText(str(tmp_path / "别的.p12"))
    qtbot.mouseClick(first.make_button, LEFT)
    qtbot.waitUntil(lambda: "不是证书文件" in words(first), timeout=WAIT)
    first.key.file.field.setText(str(tmp_path / "办公证书.p12"))
    first.key.password.field.setText("falsch")
    QTest.keyClick(first.key.password.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first.key.password.wrong, timeout=WAIT)
    assert "证书文件的密码不对" in words(first)
    assert first.key.password.field.hasFocus()
    assert not (tmp_path / "desk" / "identity.json").exists()
    first.key.password.field.setText(PASSWORD)
    desk = made_by(qtbot, first)
    assert first.key.password.field.text() == ""
    make_round(desk)
    assert_same_key(desk, before.public_key, tmp_path)
    desk.close()


def assert_same_key(desk: Desk, public_key: bytes, folder: Path) -> None:
    certificate = folder / "own.der"
    certificate.write_bytes(desk.chain(desk.rounds.lines()[0].id)[0])
    assert public_key_of(certificate.read_bytes()) == public_key
    if shutil.which("openssl") is None:
        return
    command = ["openssl", "x509", "-inform", "DER", "-in", str(certificate), "-noout", "-pubkey"]
    pem = subprocess.run(command, check=True, capture_output=True).stdout
    (folder / "own.pem").write_bytes(pem)
    command = ["openssl", "pkey", "-pubin", "-in", str(folder / "own.pem"), "-outform", "DER"]
    assert subprocess.run(command, check=True, capture_output=True).stdout == public_key


def test_another_language_keeps_the_choice(qtbot: QtBot, first: FirstStartView) -> None:
    qtbot.mouseClick(first.key.kinds[FILE], LEFT)
    first.key.file.field.setText("C:/办公证书.p12")
    first.rebuild("en")
    assert first.key.kind == FILE
    assert first.key.file.text == "C:/办公证书.p12"


@needs_softhsm
def test_a_desk_is_made_with_a_key_on_a_token_by_keyboard(
    qtbot: QtBot, first: FirstStartView, token: SoftToken
) -> None:
    part = first.key.token
    first.key.kinds[HERE].setFocus()
    QTest.keyClick(first.key.kinds[HERE], Qt.Key.Key_Right)
    QTest.keyClick(first.key.kinds[FILE], Qt.Key.Key_Right)
    assert first.key.kind == TOKEN
    assert_accessible(first)
    part.module.field.setFocus()
    part.module.field.setText("/nothing/there.so")
    QTest.keyClick(part.module.field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: part.module.wrong, timeout=WAIT)
    assert part.module.field.hasFocus()
    part.module.field.setText(MODULE)
    QTest.keyClick(part.module.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: part.token.count() == 1, timeout=WAIT)
    assert token.line.label in part.token.itemText(0)
    assert part.pin.field.hasFocus()
    qtbot.mouseClick(first.make_button, LEFT)
    assert part.pin.wrong
    part.pin.field.setText("99999999")
    QTest.keyClick(part.pin.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "UKey 的 PIN 不对" in words(first), timeout=WAIT)
    assert part.pin.field.hasFocus()
    part.pin.field.setText(PIN)
    desk = made_by(qtbot, first)
    place = DeskFolder(desk.folder).token()
    assert place is not None
    assert place.serial == token.line.serial
    assert part.pin.field.text() == ""
    desk.close()


@needs_softhsm
def test_a_key_that_the_token_holds_is_listed_and_chosen(
    qtbot: QtBot, first: FirstStartView, token: SoftToken, tmp_path: Path
) -> None:
    DeskFolder(tmp_path / "other").create(WHO, PASSPHRASE, token.access()).close()
    held = DeskFolder(tmp_path / "other").token()
    assert held is not None
    part = first.key.token
    qtbot.mouseClick(first.key.kinds[TOKEN], LEFT)
    part.module.field.setText(MODULE)
    part.look_for()
    qtbot.waitUntil(lambda: part.token.count() == 1, timeout=WAIT)
    part.pin.field.setText(PIN)
    qtbot.mouseClick(part.list_button, LEFT)
    qtbot.waitUntil(lambda: part.key.count() == 2, timeout=WAIT)
    assert part.key.currentData() == held.key
    assert part.key.currentText() == "GreenDesk"
    desk = made_by(qtbot, first)
    assert DeskFolder(desk.folder).token() == held
    desk.close()


@needs_softhsm
def test_a_token_that_is_not_plugged_in_is_looked_for_again(
    qtbot: QtBot, first: FirstStartView, token: SoftToken
) -> None:
    part = first.key.token
    qtbot.mouseClick(first.key.kinds[TOKEN], LEFT)
    token.pull_out()
    part.module.field.setText(MODULE)
    part.look_for()
    qtbot.waitUntil(lambda: "没有找到 UKey" in words(first), timeout=WAIT)
    qtbot.mouseClick(first.make_button, LEFT)
    assert "先选 UKey" in words(first)
    qtbot.waitUntil(part.find_button.isEnabled, timeout=WAIT)
    token.plug_in()
    qtbot.mouseClick(part.find_button, LEFT)
    qtbot.waitUntil(lambda: part.token.count() == 1, timeout=WAIT)
    assert "没有找到 UKey" not in words(first)


# ---------------------------------------------------------------- unlock


@needs_softhsm
def test_a_desk_on_a_token_is_opened_with_passphrase_and_pin(
    qtbot: QtBot, kit: Kit, runner: TaskRunner, token: SoftToken, tmp_path: Path
) -> None:
    folder = DeskFolder(tmp_path / "desk")
    folder.create(WHO, PASSPHRASE, token.access()).close()
    view = UnlockView(kit, runner, folder)
    qtbot.addWidget(view)
    view.show()
    view.passphrase.field.setText(PASSPHRASE)
    QTest.keyClick(view.passphrase.field, Qt.Key.Key_Return)  # before the screen knows of the token
    qtbot.waitUntil(view.pin.isVisible, timeout=WAIT)
    assert view.pin.field.hasFocus() or QApplication.focusWidget() is view.pin.field
    assert "插好“示例 UKey”" in words(view)
    view.pin.field.setText("99999999")
    QTest.keyClick(view.pin.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.pin.wrong, timeout=WAIT)
    assert view.pin.field.hasFocus()
    assert view.pin.field.selectedText() != ""
    assert not view.passphrase.wrong
    token.pull_out()
    view.pin.field.setText(PIN)
    QTest.keyClick(view.pin.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "没有找到 UKey" in words(view), timeout=WAIT)
    token.plug_in()
    with qtbot.waitSignal(view.opened, timeout=WAIT) as opened:
        QTest.keyClick(view.pin.field, Qt.Key.Key_Return)
    assert view.pin.field.text() == ""
    assert_accessible(view)
    make_round(opened.args[0])
    opened.args[0].close()


@needs_softhsm
def test_without_the_pin_the_desk_opens_for_reading(
    qtbot: QtBot, kit: Kit, runner: TaskRunner, token: SoftToken, tmp_path: Path
) -> None:
    folder = DeskFolder(tmp_path / "desk")
    folder.create(WHO, PASSPHRASE, token.access()).close()
    token.pull_out()
    view = UnlockView(kit, runner, folder)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(view.pin.isVisible, timeout=WAIT)
    view.passphrase.field.setText(PASSPHRASE)
    QTest.keyClick(view.passphrase.field, Qt.Key.Key_Return)
    assert view.pin.field.hasFocus()
    with qtbot.waitSignal(view.opened, timeout=WAIT) as opened:
        QTest.keyClick(view.pin.field, Qt.Key.Key_Return)
    assert opened.args[0].rounds.lines() == ()
    opened.args[0].close()
