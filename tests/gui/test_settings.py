"""设置: identity, passphrase, appearance and the check of the data."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import NewDesk
from tests.damage import tamper
from tests.desks import PASSPHRASE, make_round
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, words
from ui.composition.desk_folder import DeskFolder
from ui.settings import APPEARANCE, LANGUAGE, TEXT_SIZE, Settings
from ui.views.settings import SettingsView
from ui.widgets.key_sheet import KeySheet
from ui.widgets.kit import Kit
from ui.widgets.view import ScreenContext

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


@pytest.fixture
def view(screens: Screens, new_desk: NewDesk, tmp_path: Path) -> SettingsView:
    desk = new_desk()

    def make(context: ScreenContext) -> SettingsView:
        return SettingsView(context, Settings(tmp_path / "home"), is_sample=False)

    return screens.open(make, desk, make_round(desk))


def test_who_i_am_and_the_words_of_my_key(qtbot: QtBot, view: SettingsView) -> None:
    qtbot.waitUntil(lambda: view.words.text() != "", timeout=WAIT)
    assert view.words.text() == view.desk.exchange.my_words()
    assert "组织单位、秘书、组长" in words(view)
    assert_accessible(view)


def test_each_choice_is_told_at_once(qtbot: QtBot, view: SettingsView) -> None:
    for setting, value in ((APPEARANCE, "dark"), (TEXT_SIZE, 130), (LANGUAGE, "en")):
        with qtbot.waitSignal(view.chosen) as chosen:
            qtbot.mouseClick(view._choices[setting][value], LEFT)
        assert chosen.args == [setting, value]


def test_the_passphrase_is_changed_only_with_the_old_one(qtbot: QtBot, view: SettingsView) -> None:
    for row, text in ((view.old, "falsch falsch"), (view.new, "neues Wort 1"), (view.repeat, "neues Wort 1")):
        qtbot.keyClicks(row.field, text)
    qtbot.mouseClick(view.change_button, LEFT)
    qtbot.waitUntil(lambda: view.old.wrong, timeout=WAIT)
    view.old.field.setText(PASSPHRASE)
    with qtbot.waitSignal(view.said, timeout=WAIT):
        qtbot.mouseClick(view.change_button, LEFT)
    folder = view.desk.folder
    view.desk.close()
    DeskFolder(folder).unlock("neues Wort 1").close()


def test_a_passphrase_that_is_too_short_or_differs_is_refused_here(qtbot: QtBot, view: SettingsView) -> None:
    qtbot.keyClicks(view.new.field, "short")
    qtbot.keyClicks(view.repeat.field, "shorter")
    qtbot.mouseClick(view.change_button, LEFT)
    assert view.new.wrong
    assert view.repeat.wrong
    assert view.new.field.hasFocus()


def test_the_data_is_checked_and_counted(qtbot: QtBot, view: SettingsView) -> None:
    qtbot.mouseClick(view.doctor.check_button, LEFT)
    qtbot.waitUntil(lambda: "数据完好" in view.doctor.checked.text(), timeout=WAIT)
    entries = view.desk.rounds.lines()[0].entries
    assert f"1 个批次，{entries} 条记录" in view.doctor.checked.text()
    assert view.doctor.check_button.isEnabled()


def test_what_is_wrong_is_told_and_repaired(qtbot: QtBot, view: SettingsView) -> None:
    desk = view.desk
    tamper(desk, "UPDATE register SET content = replace(content, '示例', '样本') WHERE kind = 'round.opened'")
    qtbot.mouseClick(view.doctor.check_button, LEFT)
    qtbot.waitUntil(view.doctor.repair_button.isVisible, timeout=WAIT)
    shown = words(view)
    assert "错误 1 处" in shown
    assert "汇总表与记录不一致" in shown
    assert "现在的值" in shown
    assert_accessible(view)
    with qtbot.waitSignal(view.recorded, timeout=WAIT):
        qtbot.mouseClick(view.doctor.repair_button, LEFT)
    assert "数据完好" in view.doctor.checked.text()
    assert not view.doctor.repair_button.isVisible()


def test_the_sheet_of_keys_names_every_command(qtbot: QtBot, view: SettingsView, kit: Kit) -> None:
    sheet = KeySheet(view, kit)
    qtbot.addWidget(sheet)
    sheet.open()
    shown = words(sheet)
    assert "锁定" in shown
    assert "提交评审" in shown
    assert_accessible(sheet)


def test_settings_survive_and_bad_ones_are_ignored(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings[APPEARANCE] = "dark"
    assert Settings(tmp_path)[APPEARANCE] == "dark"
    (tmp_path / "settings.json").write_text('{"appearance": "pink", "text_size": 150}', "utf-8")
    assert Settings(tmp_path)[APPEARANCE] == "system"
    assert Settings(tmp_path)[TEXT_SIZE] == 150
    (tmp_path / "settings.json").write_text("no settings", "utf-8")
    assert Settings(tmp_path)[LANGUAGE] == ""


def test_enter_changes_the_passphrase_and_a_mended_field_is_well(qtbot: QtBot, view: SettingsView) -> None:
    view.old.field.setText(PASSPHRASE)
    view.new.field.setText("another horse")
    view.repeat.field.setText("another hors")
    view.repeat.field.setFocus()
    qtbot.keyClick(view.repeat.field, Qt.Key.Key_Return)
    assert view.repeat.wrong
    view.new.field.setText("another hors")  # the first of the two is mended, not the second
    with qtbot.waitSignal(view.said, timeout=WAIT):
        qtbot.keyClick(view.new.field, Qt.Key.Key_Return)
    assert not view.repeat.wrong
