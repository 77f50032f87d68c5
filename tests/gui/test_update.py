"""Update files on the screen: dropped, shown, refused, taken, and told once after the restart."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

import ui.composition.publishers as wiring
from greendesk.adapters.installation import Installation
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, make_desk, make_round
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, words
from tests.publishers import NEXT_YEAR, Publishing, shipped
from ui.composition.updates import platform_name, updates
from ui.log_file import close_log
from ui.opened_files import place_of
from ui.program import Program
from ui.settings import Settings
from ui.theme import Theme
from ui.version import program_version
from ui.views.home import HomeView
from ui.views.settings import SettingsView
from ui.views.unlock import UnlockView
from ui.widgets.kit import Kit
from ui.widgets.update_sheet import UpdateSheet
from ui.widgets.view import ScreenContext

LEFT = Qt.MouseButton.LeftButton
POLICY, CALENDAR = "policies/shanxi-2024.yaml", "calendar/cn-2027.yaml"


@pytest.fixture(autouse=True)
def publishing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publishing:
    """A build with a publisher of the afternoon, and a data home of its own."""
    found = Publishing(tmp_path / "publisher")
    monkeypatch.setenv("GREENDESK_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(wiring, "PUBLISHERS", found.keys)
    return found


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


@pytest.fixture
def show(screens: Screens, new_desk: NewDesk, tmp_path: Path) -> Callable[..., SettingsView]:
    def make(*, is_sample: bool = False) -> SettingsView:
        desk = new_desk()

        def view(context: ScreenContext) -> SettingsView:
            return SettingsView(context, Settings(tmp_path / "settings"), is_sample=is_sample)

        return screens.open(view, desk, make_round(desk))

    return make


def sheet_of(qtbot: QtBot, view: SettingsView, path: Path, *said: str) -> UpdateSheet:
    """The sheet over an update file, once it says all of this."""
    view.open_with(path)
    sheet = view.updates.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: all(part in words(sheet) for part in said), timeout=WAIT)
    return sheet


def test_a_dropped_update_goes_to_the_settings(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, publishing: Publishing
) -> None:
    desk = new_desk()
    home = screens.open(HomeView, desk, make_round(desk))
    path = publishing.program()
    with qtbot.waitSignal(home.went) as went:
        home.drop.files_dropped.emit([path])
    assert went.args == ["settings", path]
    assert place_of(Path("a.GDU")) == "settings"


def test_new_rules_are_read_before_they_are_taken_and_count_at_once(
    qtbot: QtBot, show: Callable[..., SettingsView], publishing: Publishing
) -> None:
    view = show()
    desk, round_id = view.desk, view.round_id
    text = shipped(POLICY).replace("title: 山西省", "title: 新版山西省", 1)
    assert text != shipped(POLICY)
    path = publishing.rules({CALENDAR: NEXT_YEAR, POLICY: text}, "2027.1.4")
    told = ("示例发布者", "2027.1.4", "放假安排：2027 年", "新增", "政策方案：新版山西省", "进行中的批次")
    sheet = sheet_of(qtbot, view, path, "更新规则", *told)
    assert sheet.act.hasFocus()
    assert_accessible(sheet)
    before = desk.rounds.line(round_id).entries
    assert 2027 not in desk.rounds._context.calendar.years
    with qtbot.waitSignal(view.said, timeout=WAIT) as said:
        qtbot.keyClick(sheet.act, Qt.Key.Key_Return)
    assert said.args == ["规则已更新到 2027.1.4。"]
    assert 2027 in desk.rounds._context.calendar.years
    assert any(policy.title.startswith("新版山西省") for policy in desk.policies())
    assert desk.rounds.line(round_id).entries == before
    qtbot.waitUntil(lambda: "另有更新 2 项" in view.updates.rules.text(), timeout=WAIT)
    assert "放假安排 2027 年：2027.1.4" in words(view.updates)
    sheet = sheet_of(qtbot, view, path, "本机都有了")
    assert not sheet.act.isVisible()
    assert_accessible(sheet)
    qtbot.mouseClick(sheet.keep, LEFT)
    qtbot.waitUntil(lambda: view.updates.sheet is None, timeout=WAIT)


def test_a_stranger_s_file_is_refused_in_words(
    qtbot: QtBot, show: Callable[..., SettingsView], tmp_path: Path
) -> None:
    view = show()
    path = Publishing(tmp_path / "other").program()
    sheet = sheet_of(qtbot, view, path, "不是此程序的发布者签名的", "没有改动", "不要使用这个文件")
    assert not sheet.act.isVisible()
    assert sheet.keep.hasFocus()


def test_a_build_without_a_publisher_says_so(
    qtbot: QtBot,
    show: Callable[..., SettingsView],
    publishing: Publishing,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wiring, "PUBLISHERS", tmp_path / "none")
    view = show()
    qtbot.waitUntil(lambda: "未内置发布者" in view.updates.publisher.text(), timeout=WAIT)
    sheet_of(qtbot, view, publishing.program(), "此程序未内置发布者，不能验证更新文件。").reject()


def test_the_card_tells_versions_and_damage(
    qtbot: QtBot, show: Callable[..., SettingsView], publishing: Publishing, tmp_path: Path
) -> None:
    damaged = tmp_path / "home" / "rules" / "index.json"
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(b"{")
    view = show()
    qtbot.waitUntil(lambda: view.updates.program.text() == program_version(), timeout=WAIT)
    assert view.updates.publisher.text() == "示例发布者"
    assert "index.json" in view.updates.trouble.text()
    assert view.updates.trouble.isVisible()


def test_the_sample_is_not_updated(
    qtbot: QtBot, show: Callable[..., SettingsView], publishing: Publishing
) -> None:
    view = show(is_sample=True)
    assert not view.updates.choose_button.isVisible()
    with qtbot.waitSignal(view.said) as said:
        view.open_with(publishing.program())
    assert "离开示例" in said.args[0]


def test_a_program_lies_ready_after_a_backup_where_a_person_has_to_install_it(
    qtbot: QtBot, show: Callable[..., SettingsView], publishing: Publishing, tmp_path: Path
) -> None:
    view = show()
    path = publishing.program("9.1.0", platform=platform_name())
    sheet = sheet_of(qtbot, view, path, f"{program_version()} → 9.1.0")
    assert sheet.act.text() == "备份并更新"
    qtbot.mouseClick(sheet.act, LEFT)
    place = str(tmp_path / "home" / "updates" / "ready")
    qtbot.waitUntil(lambda: "已核对并放好" in words(sheet) and place in words(sheet), timeout=WAIT)
    reasons = [line.reason for line in view.desk.backups.lines()]
    assert "before-update" in reasons
    ready = list((tmp_path / "home" / "updates" / "ready").iterdir())
    assert [one.read_bytes() for one in ready] == [b"MZ installer"]
    assert_accessible(sheet)
    assert updates().arrived() is None  # it is for a person to install, and not yet done


@pytest.fixture
def program(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    """A program over a desk with a round, unlocked."""
    desk = make_desk(tmp_path / "desk")
    make_round(desk)
    desk.close()
    started = Program(theme, Settings(tmp_path / "settings"), "zh")
    yield started
    started.shut()
    close_log()
    theme.switch("light", scale=1.0)


def unlock(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: isinstance(program.entrance, UnlockView), timeout=WAIT)
    view = program.entrance
    assert isinstance(view, UnlockView)
    view.passphrase.field.setText(PASSPHRASE)
    qtbot.mouseClick(view.button, LEFT)
    qtbot.waitUntil(lambda: program.window is not None, timeout=WAIT)


def test_a_file_of_a_double_click_waits_until_the_desk_is_open(
    qtbot: QtBot, program: Program, publishing: Publishing, tmp_path: Path
) -> None:
    program.begin(tmp_path / "desk", file=publishing.rules({CALENDAR: NEXT_YEAR}))
    unlock(qtbot, program)
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: window.place() == "settings", timeout=WAIT)
    qtbot.waitUntil(lambda: bool(window.findChildren(UpdateSheet)), timeout=WAIT)
    sheet = window.findChildren(UpdateSheet)[0]
    qtbot.waitUntil(lambda: "更新规则" in words(sheet), timeout=WAIT)
    with qtbot.waitSignal(program.finished) as finished:
        sheet.leaving.emit(True)
    assert finished.args == [0]
    assert program.starts_again
    sheet.reject()


@pytest.mark.parametrize("version", ["0.1.1", "9.9.9"])
def test_what_came_of_an_update_is_told_once(
    qtbot: QtBot, program: Program, publishing: Publishing, tmp_path: Path, version: str
) -> None:
    installed = Installation(executable=tmp_path / "g.exe", frozen=True, windows=True, portable=False)
    earlier = publishing.updates(tmp_path / "home", installed, program="0.1.0")
    earlier.prepare(publishing.program(version), lambda: "备份/1")
    program.begin(tmp_path / "desk")
    unlock(qtbot, program)
    assert program.window is not None
    if version == "9.9.9":  # this program is unpacked: somebody may still install the new one
        qtbot.waitUntil(lambda: program.teller.asked_arrival, timeout=WAIT)
        assert "更新" not in _toast(program)
        return
    qtbot.waitUntil(lambda: "已更新到 0.1.1。" in _toast(program), timeout=WAIT)
    button = program.window._toast.findChild(QPushButton)
    with qtbot.waitSignal(program.shown, timeout=WAIT) as shown:
        qtbot.mouseClick(button, LEFT)
    dialog = shown.args[0]
    assert isinstance(dialog, QDialog)
    assert "备份/1" in words(dialog)
    assert_accessible(dialog)
    dialog.accept()
    assert updates().arrived() is None


def _toast(program: Program) -> str:
    toast = program.window._toast if program.window is not None else None
    return words(toast) if toast is not None else ""


def test_no_sheet_keeps_its_window_alive(
    check_freed: Callable[..., None], show: Callable[..., SettingsView], kit: Kit
) -> None:
    view = show()
    make = partial(UpdateSheet, view, kit, view.runner, view.desk, "zh", updates)
    check_freed(make)
