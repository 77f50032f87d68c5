"""Reports on the screen: offered when something broke, read whole, saved or thrown away by their reader."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, make_round
from tests.gui.accessibility import assert_accessible
from tests.gui.conftest import Start
from tests.gui.screens import WAIT, Screens, unexpected, words
from ui.composition.desk_folder import DeskFolder
from ui.notifier import notice_for
from ui.program import Program
from ui.run_record import MARK, broken
from ui.settings import Settings
from ui.tasks import TaskRunner
from ui.views.settings import SettingsView
from ui.views.unlock import UnlockView
from ui.widgets.diagnostics_card import DiagnosticsCard
from ui.widgets.kit import Kit
from ui.widgets.report_sheet import ReportSheet
from ui.widgets.reports import Reports

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def runner() -> Iterator[TaskRunner]:
    made = TaskRunner(unexpected)
    yield made
    made.close()


@pytest.fixture
def reports(qtbot: QtBot, kit: Kit, runner: TaskRunner, tmp_path: Path) -> Reports:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return Reports(window, kit, runner, tmp_path / "desk")


def press(qtbot: QtBot, dialog: QDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, LEFT)


def sheet_of(qtbot: QtBot, reports: Reports, ask: Callable[[], object]) -> ReportSheet:
    with qtbot.waitSignal(reports.shown, timeout=WAIT) as shown:
        ask()
    sheet: ReportSheet = shown.args[0]
    return sheet


def test_a_mistake_of_ours_is_told_and_its_report_is_read(
    qtbot: QtBot, reports: Reports, tmp_path: Path, no_surprises: list[str]
) -> None:
    no_surprises.append("bug")
    try:
        int("林岚 87.46")
    except ValueError as error:
        offer = reports.offer_of(error, notice_for(error))
    assert "GD-000" in words(offer)
    assert offer.focusWidget().objectName() == "keep"
    assert_accessible(offer)
    sheet = sheet_of(qtbot, reports, lambda: press(qtbot, offer, "act"))
    text = sheet.page.toPlainText()
    assert f"  {__name__}:" in text
    assert "builtins.ValueError" in text
    assert "林岚" not in text
    assert sheet.page.isReadOnly()
    assert_accessible(sheet)
    (kept,) = (tmp_path / "desk" / "log").glob("report-*.txt")
    assert kept.read_text("utf-8") == text
    qtbot.mouseClick(sheet.copy_button, LEFT)
    assert QGuiApplication.clipboard().text() == text
    assert "已复制" in words(sheet)
    target = tmp_path / "报告.txt"
    with qtbot.waitSignal(reports.told, timeout=WAIT) as said:
        sheet.save(str(target))
    assert target.name in said.args[0]
    assert target.read_text("utf-8") == text


def test_a_report_that_is_not_wanted_is_gone(qtbot: QtBot, reports: Reports, tmp_path: Path) -> None:
    offer = reports.offer_after(("access violation", "  ui.program:1 start"))
    assert "上次没有正常关闭" in words(offer)
    sheet = sheet_of(qtbot, reports, lambda: press(qtbot, offer, "act"))
    assert "access violation" in sheet.page.toPlainText()
    room = tmp_path / "desk" / "log"
    assert list(room.glob("report-*.txt"))
    qtbot.mouseClick(sheet.drop_button, LEFT)
    qtbot.waitUntil(lambda: not list(room.glob("report-*.txt")), timeout=WAIT)


def test_no_report_is_made_when_it_is_not_asked_for(qtbot: QtBot, reports: Reports, tmp_path: Path) -> None:
    offer = reports.offer_after(())
    press(qtbot, offer, "keep")
    assert not (tmp_path / "desk").exists()


def test_the_settings_make_a_report_with_counts(
    qtbot: QtBot, kit: Kit, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()
    screens = Screens(kit, qtbot.addWidget)
    view = screens.open(
        lambda context: SettingsView(context, Settings(tmp_path / "home"), is_sample=False),
        desk,
        make_round(desk),
    )
    card: DiagnosticsCard = view.diagnostics
    assert_accessible(view)
    sheet = sheet_of(qtbot, card.reports, lambda: qtbot.mouseClick(card.report_button, LEFT))
    text = sheet.page.toPlainText()
    assert "rounds 1" in text
    assert "records " in text
    assert card.report_button.isEnabled()
    assert "林岚" not in text
    sheet.accept()
    screens.close()


# ------------------------------------------------------------ the program


def unlocked(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: isinstance(program.entrance, UnlockView), timeout=WAIT)
    view = program.entrance
    assert isinstance(view, UnlockView)
    view.passphrase.field.setText(PASSPHRASE)
    qtbot.mouseClick(view.button, LEFT)
    qtbot.waitUntil(lambda: program.window is not None, timeout=WAIT)


def closed_desk(new_desk: NewDesk) -> Path:
    desk = new_desk()
    make_round(desk)
    desk.close()
    return desk.folder


def offers(program: Program) -> list[QDialog]:
    tops = (program.window, program.entrance)
    return [one for top in tops if top is not None for one in top.findChildren(QDialog)]


def test_a_run_that_broke_off_is_offered_once(
    qtbot: QtBot, start: Start, new_desk: NewDesk, no_surprises: list[str]
) -> None:
    no_surprises.append("broke off")
    folder = closed_desk(new_desk)
    (folder / "log").mkdir()
    (folder / "log" / MARK).write_bytes(b"")
    program = start(folder)
    unlocked(qtbot, program)
    qtbot.waitUntil(lambda: bool(offers(program)), timeout=WAIT)
    assert "上次没有正常关闭" in words(offers(program)[0])
    assert (folder / "log" / MARK).exists(), "this run goes on"
    program.shut()
    assert broken(folder) is None
    again = start(folder)
    unlocked(qtbot, again)
    qtbot.waitUntil((folder / "log" / MARK).exists, timeout=WAIT)
    again.runner.close()
    assert offers(again) == []


def test_a_run_that_broke_off_before_a_restore_says_nothing_of_what_is_there(
    qtbot: QtBot, start: Start, new_desk: NewDesk, no_surprises: list[str]
) -> None:
    no_surprises.append("broke off")
    folder = closed_desk(new_desk)
    (folder / "log").mkdir()
    (folder / "log" / MARK).write_bytes(b"")
    program = start(folder)
    desk = DeskFolder(folder).unlock(PASSPHRASE)
    program.way_in.restored.emit(desk)  # its screen leads on to the desk
    program.way_in.opened.emit(desk)
    qtbot.waitUntil(lambda: bool(offers(program)), timeout=WAIT)
    said = words(offers(program)[0])
    assert "上次没有正常关闭" in said
    assert "没有改动" not in said


def test_locking_and_leaving_end_the_run(qtbot: QtBot, start: Start, new_desk: NewDesk) -> None:
    folder = closed_desk(new_desk)
    program = start(folder)
    unlocked(qtbot, program)
    qtbot.waitUntil((folder / "log" / MARK).exists, timeout=WAIT)
    program.lock()
    qtbot.waitUntil(lambda: broken(folder) is None, timeout=WAIT)
    text = (folder / "log" / "greendesk.log").read_text("utf-8")
    assert "desk opened" in text
    assert "desk closed" in text
    assert "program " in text
    assert str(folder.parent) not in text


def test_a_computer_that_is_shut_down_ends_the_run(qtbot: QtBot, start: Start, new_desk: NewDesk) -> None:
    folder = closed_desk(new_desk)
    program = start(folder)
    unlocked(qtbot, program)
    qtbot.waitUntil((folder / "log" / MARK).exists, timeout=WAIT)
    program.session_ends(None)
    assert broken(folder) is None


def test_an_error_on_the_worker_offers_its_report(
    qtbot: QtBot, start: Start, new_desk: NewDesk, no_surprises: list[str]
) -> None:
    no_surprises.append("bug")
    folder = closed_desk(new_desk)
    program = start(folder)
    unlocked(qtbot, program)
    assert program.window is not None

    def work() -> int:
        return int("林岚 87.46")

    with qtbot.waitSignal(program.shown, timeout=WAIT) as shown:
        program.runner.run(program.window, work, lambda _: None)
    dialog = shown.args[0]
    assert isinstance(dialog, QDialog)
    with qtbot.waitSignal(program.shown, timeout=WAIT) as shown:
        press(qtbot, dialog, "act")
    sheet = shown.args[0]
    assert isinstance(sheet, ReportSheet)
    text = sheet.page.toPlainText()
    assert "builtins.ValueError" in text
    assert "told GD-000" in text
    assert "林岚" not in text
    assert "87.46" not in text
    sheet.accept()
