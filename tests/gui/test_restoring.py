"""The ways back through the program: window, unlock screen, first start; and on to a new certificate."""

import json
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from greendesk.use_cases.membership import Revoke
from tests.conftest import NewDesk
from tests.damage import damage_pages
from tests.desks import PASSPHRASE, admit, an_application, carry, make_desk, make_round
from tests.gui.accessibility import assert_accessible
from tests.gui.conftest import Start
from tests.gui.screens import WAIT, words
from ui.composition.desk_folder import DeskFolder
from ui.desk_window import DeskWindow
from ui.program import Program
from ui.views.backups import BackupsView
from ui.views.first_start import FirstStartView
from ui.views.home import HomeView
from ui.views.restored import RestoredView
from ui.views.round_start import RoundStartView
from ui.views.unlock import UnlockView

LEFT = Qt.MouseButton.LeftButton
DAY = 24 * 3600 * 1000
ViewT = TypeVar("ViewT", bound=QWidget)


def entrance(qtbot: QtBot, program: Program, kind: type[ViewT]) -> ViewT:
    qtbot.waitUntil(lambda: isinstance(program.entrance, kind), timeout=WAIT)
    assert isinstance(program.entrance, kind)
    return program.entrance


def window(qtbot: QtBot, program: Program) -> DeskWindow:
    qtbot.waitUntil(lambda: program.window is not None and program.entrance is None, timeout=WAIT)
    assert program.window is not None
    return program.window


def unlock(qtbot: QtBot, program: Program) -> UnlockView:
    view = entrance(qtbot, program, UnlockView)
    view.passphrase.field.setText(PASSPHRASE)
    qtbot.mouseClick(view.button, LEFT)
    return view


def go_back(qtbot: QtBot, program: Program) -> RestoredView:
    """Choose the only backup that is shown, and restore it."""
    view = entrance(qtbot, program, BackupsView)
    qtbot.waitUntil(lambda: view.chosen is not None, timeout=WAIT)
    sheet = view.ask()
    assert sheet is not None
    sheet.passphrase.field.setText(PASSPHRASE)
    qtbot.mouseClick(sheet.act, LEFT)
    return entrance(qtbot, program, RestoredView)


def desk_with_backup(folder: Path, papers: Path) -> Desk:
    desk = make_desk(folder)
    round_id = make_round(desk)
    an_application(desk, round_id, papers / "a")
    desk.backups.make("start")
    return desk


def units(desk: Desk) -> list[str]:
    return [line.unit for line in desk.applications.lines(desk.rounds.lines()[0].id)]


def test_from_the_window_to_a_backup_and_back_to_work(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    desk = desk_with_backup(tmp_path / "desk", tmp_path)
    an_application(desk, desk.rounds.lines()[0].id, tmp_path / "b", "白桦乳业（示例）")
    desk.close()
    program = start(tmp_path / "desk")
    unlock(qtbot, program)
    home = window(qtbot, program).page("home")
    assert isinstance(home, HomeView)
    assert program.attendants.keeper is not None
    assert program.desk is not None
    program.desk.backups.try_restore()
    program.attendants.keeper.kept.emit()
    qtbot.waitUntil(lambda: "完好" in home.backups.tried.text(), timeout=WAIT)
    qtbot.mouseClick(home.backups.open_button, LEFT)
    view = entrance(qtbot, program, BackupsView)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert window(qtbot, program).isVisible()
    window(qtbot, program).go("settings")
    settings = window(qtbot, program).page("settings")
    settings.backups_wanted.emit()  # type: ignore[union-attr]
    restored = go_back(qtbot, program)
    assert program.window is None
    qtbot.waitUntil(lambda: "数据完好" in restored.doctor.checked.text(), timeout=WAIT)
    shown = words(restored)
    assert program.desk is not None
    now = program.desk.rounds.lines()[0].entries
    assert f"{now} 条记录" in restored.doctor.checked.text()
    assert f"恢复了 {now - 1} 条记录。" in shown
    assert "换发新证书时又写了 1 条记录。" in shown
    assert "已恢复到" in shown
    assert "set-aside" in shown
    assert_accessible(restored)
    qtbot.mouseClick(restored.enter_button, LEFT)
    assert window(qtbot, program).isVisible()
    assert program.desk is not None
    assert units(program.desk) == ["青禾水泥（示例）"]


def test_a_damaged_file_is_repaired_from_the_unlock_screen(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    damage_pages(desk_with_backup(tmp_path / "desk", tmp_path), "alembic_version")
    program = start(tmp_path / "desk")
    view = unlock(qtbot, program)
    qtbot.waitUntil(view.trouble.isVisible, timeout=WAIT)
    assert "损坏" in view.trouble.words.text()
    assert view.focusWidget() is view.trouble.rescue_button
    assert_accessible(view)
    qtbot.mouseClick(view.trouble.rescue_button, LEFT)
    repaired = entrance(qtbot, program, RestoredView)
    assert "数据文件已修复" in words(repaired)
    qtbot.waitUntil(repaired.enter_button.isEnabled, timeout=WAIT)
    assert "已修复" in repaired.doctor.checked.text()
    assert "数据完好" in repaired.doctor.checked.text()
    qtbot.mouseClick(repaired.enter_button, LEFT)
    assert window(qtbot, program).isVisible()
    assert program.desk is not None
    assert units(program.desk) == ["青禾水泥（示例）"]


def test_damage_that_still_opens_is_told_on_the_first_screen_and_can_be_repaired(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    desk = desk_with_backup(tmp_path / "desk", tmp_path)
    note = next(desk.folder.glob("backups/*/backup.json"))
    kept = json.loads(note.read_bytes())
    note.write_text(json.dumps(kept | {"made": kept["made"] - 2 * DAY, "state": ""}))  # one is due
    damage_pages(desk, "draft")
    program = start(tmp_path / "desk")
    unlock(qtbot, program)
    home = window(qtbot, program).page("home")
    assert isinstance(home, HomeView)
    assert program.attendants.keeper is not None
    program.attendants.keeper.look()
    qtbot.waitUntil(lambda: "备份没有写成：数据文件有损坏。" in words(home.backups), timeout=WAIT)
    assert "检查工作台" in words(home.backups)
    assert program.desk is not None
    qtbot.waitUntil(lambda: not program.runner.busy, timeout=WAIT)  # a repair is the only one at work
    program.desk.doctor.repair()
    program.attendants.keeper.look()
    qtbot.waitUntil(lambda: "备份没有写成" not in words(home.backups), timeout=WAIT)


def test_missing_records_come_back_from_a_backup(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    desk_with_backup(tmp_path / "desk", tmp_path).close()
    (tmp_path / "desk" / "desk.db").unlink()
    program = start(tmp_path / "desk")
    view = unlock(qtbot, program)
    qtbot.waitUntil(view.trouble.isVisible, timeout=WAIT)
    assert "GD-206" in words(view)
    assert not view.trouble.rescue_button.isVisible()
    qtbot.mouseClick(view.trouble.restore_button, LEFT)
    page = entrance(qtbot, program, BackupsView)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    view = unlock(qtbot, program)
    qtbot.waitUntil(view.trouble.isVisible, timeout=WAIT)
    qtbot.mouseClick(view.trouble.restore_button, LEFT)
    restored = go_back(qtbot, program)
    qtbot.mouseClick(restored.enter_button, LEFT)
    assert window(qtbot, program).isVisible()
    assert program.desk is not None
    assert units(program.desk) == ["青禾水泥（示例）"]


def test_a_damaged_identity_comes_back_with_a_backup(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    desk_with_backup(tmp_path / "desk", tmp_path).close()
    (tmp_path / "desk" / "identity.json").write_bytes(b"{")
    program = start(tmp_path / "desk")
    view = entrance(qtbot, program, UnlockView)
    qtbot.waitUntil(lambda: bool(view.findChildren(QDialog)), timeout=WAIT)
    view.findChildren(QDialog)[0].accept()
    assert "身份随备份回来" in words(view)
    qtbot.mouseClick(view.trouble.restore_button, LEFT)
    restored = go_back(qtbot, program)
    qtbot.mouseClick(restored.enter_button, LEFT)
    assert window(qtbot, program).isVisible()
    assert DeskFolder(tmp_path / "desk").owner().name == "林岚（示例）"


def test_the_passphrase_of_the_backup_opens_it_too(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    desk_with_backup(tmp_path / "desk", tmp_path).close()
    DeskFolder(tmp_path / "desk").change_passphrase(PASSPHRASE, "a newer passphrase")
    (tmp_path / "desk" / "desk.db").unlink()
    program = start(tmp_path / "desk")
    view = entrance(qtbot, program, UnlockView)
    view.passphrase.field.setText("a newer passphrase")
    qtbot.mouseClick(view.button, LEFT)
    qtbot.waitUntil(view.trouble.isVisible, timeout=WAIT)
    qtbot.mouseClick(view.trouble.restore_button, LEFT)
    restored = go_back(qtbot, program)
    qtbot.mouseClick(restored.enter_button, LEFT)
    assert window(qtbot, program).isVisible()


def test_a_new_computer_begins_from_a_stick(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    desk = desk_with_backup(tmp_path / "old", tmp_path)
    desk.close()
    (tmp_path / "stick").mkdir()
    (tmp_path / "old" / "backups").rename(tmp_path / "stick" / "备份")
    program = start(tmp_path / "new")
    first = entrance(qtbot, program, FirstStartView)
    first.backups_wanted.emit(Path(first.folder.text))
    page = entrance(qtbot, program, BackupsView)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    first = entrance(qtbot, program, FirstStartView)
    first.backups_wanted.emit(Path(first.folder.text))
    page = entrance(qtbot, program, BackupsView)
    page.look_in(str(tmp_path / "stick"))
    restored = go_back(qtbot, program)
    assert "以后自动多存一份" in words(restored)
    qtbot.mouseClick(restored.enter_button, LEFT)
    assert window(qtbot, program).isVisible()
    assert program.settings._values["folder"] == str(tmp_path / "new")
    program.close_desk()
    again = start(tmp_path / "new")
    assert isinstance(again.entrance, UnlockView)


def test_the_strip_stays_until_the_new_certificate_came(
    qtbot: QtBot, start: Start, new_desk: NewDesk, tmp_path: Path
) -> None:
    organiser, expert = new_desk(), new_desk("周明远（示例）")
    round_id = make_round(organiser)
    old = admit(organiser, round_id, expert)
    application = an_application(organiser, round_id, tmp_path / "a")
    organiser.reviews.assign(round_id, application, old)
    carry(organiser, expert, round_id)
    backup = expert.backups.make("start")
    expert.close()
    DeskFolder(expert.folder).restore(backup, PASSPHRASE)
    program = start(expert.folder)
    unlock(qtbot, program)
    shown = window(qtbot, program)
    qtbot.waitUntil(shown.banner.isVisible, timeout=WAIT)
    assert "需要新证书" in words(shown.banner)
    assert_accessible(shown.banner)
    request = tmp_path / "申请.gdx"
    (row,) = shown.banner.rows
    row.write(str(request))
    qtbot.waitUntil(lambda: "已写到" in row.told.text(), timeout=WAIT)
    asked = organiser.exchange.read_request(request)
    fingerprint = organiser.exchange.approve(
        round_id, asked, asked.roles, replaces=Revoke(fingerprint=old, reason="passphrase")
    )
    answer = tmp_path / "批次.gdx"
    organiser.exchange.send(round_id, answer, [fingerprint], complete=True)
    assert program.desk is not None
    program.desk.exchange.receive(answer)
    shown._after_record()
    qtbot.waitUntil(lambda: not shown.banner.isVisible(), timeout=WAIT)


def test_a_backup_without_rounds_is_no_dead_end(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    desk.backups.make("start")
    make_round(desk)
    desk.close()
    program = start(tmp_path / "desk")
    unlock(qtbot, program)
    window(qtbot, program)
    program.way_in.show_backups()
    restored = go_back(qtbot, program)
    qtbot.mouseClick(restored.enter_button, LEFT)
    rounds = entrance(qtbot, program, RoundStartView)
    qtbot.waitUntil(rounds.backups_button.isVisible, timeout=WAIT)
    assert_accessible(rounds)
    qtbot.mouseClick(rounds.backups_button, LEFT)
    QTest.keyClick(entrance(qtbot, program, BackupsView), Qt.Key.Key_Escape)
    rounds = entrance(qtbot, program, RoundStartView)
    qtbot.waitUntil(rounds.backups_button.isVisible, timeout=WAIT)
    rounds.backups_wanted.emit()
    restored = go_back(qtbot, program)
    qtbot.mouseClick(restored.enter_button, LEFT)
    assert window(qtbot, program).isVisible()
