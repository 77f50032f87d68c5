"""The program from the first start to the last window: the way in, locking, a second start, and what goes wrong."""

import gc
import logging
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desks import PASSPHRASE, make_desk, make_round
from tests.gui.conftest import Start
from tests.gui.screens import WAIT, words
from ui.__main__ import main, read_options, tell_missing
from ui.composition.desk_folder import DeskFolder
from ui.desk_window import DeskWindow
from ui.log_file import WithoutNames
from ui.program import Program
from ui.settings import APPEARANCE, LANGUAGE, TEXT_SIZE
from ui.theme import Theme
from ui.views.first_start import FirstStartView
from ui.views.round_start import RoundStartView
from ui.views.unlock import UnlockView

LEFT = Qt.MouseButton.LeftButton


def entrance(qtbot: QtBot, program: Program, kind: type[QWidget]) -> QWidget:
    qtbot.waitUntil(lambda: isinstance(program.entrance, kind), timeout=WAIT)
    assert program.entrance is not None
    return program.entrance


def window(qtbot: QtBot, program: Program) -> DeskWindow:
    qtbot.waitUntil(lambda: program.window is not None, timeout=WAIT)
    assert program.window is not None
    return program.window


def unlock(qtbot: QtBot, program: Program) -> None:
    view = entrance(qtbot, program, UnlockView)
    assert isinstance(view, UnlockView)
    view.passphrase.field.setText(PASSPHRASE)
    qtbot.mouseClick(view.button, LEFT)


def test_from_the_first_start_to_the_first_screen(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    program = start(tmp_path / "desk")
    first = entrance(qtbot, program, FirstStartView)
    assert isinstance(first, FirstStartView)
    for row, text in (
        (first.name, "林岚（示例）"),
        (first.passphrase, PASSPHRASE),
        (first.repeat, PASSPHRASE),
    ):
        row.field.setText(text)
    qtbot.mouseClick(first.make_button, LEFT)
    rounds = entrance(qtbot, program, RoundStartView)
    assert isinstance(rounds, RoundStartView)
    qtbot.waitUntil(lambda: rounds.policy.count() > 0, timeout=WAIT)
    rounds.policy.setCurrentIndex(0)
    rounds.title.field.setText("第一批（示例）")
    qtbot.mouseClick(rounds.open_button, LEFT)
    shown = window(qtbot, program)
    assert shown.isVisible()
    assert shown.place() == "home"
    assert "第一批（示例）" in shown.windowTitle()
    assert shown.keys == (
        *("home", "applications", "bench", "opinions", "panel", "recommendation"),
        *("quantities", "checklists", "rules", "exchange", "settings"),
    )
    assert program.entrance is None


def test_each_role_has_the_places_it_uses(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    make_round(desk, roles=())
    desk.close()
    program = start(tmp_path / "desk")
    unlock(qtbot, program)
    assert window(qtbot, program).keys == (
        "home",
        "applications",
        "opinions",
        "panel",
        "recommendation",
        "quantities",
        "checklists",
        "rules",
        "exchange",
        "settings",
    )


def test_lock_closes_the_desk_and_the_passphrase_opens_it_again(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path / "desk")
    make_round(desk)
    desk.close()
    program = start(tmp_path / "desk")
    unlock(qtbot, program)
    window(qtbot, program).lock_wanted.emit()
    assert program.window is None
    assert program.desk is None
    unlock(qtbot, program)
    assert window(qtbot, program).isVisible()


def test_escape_goes_back_from_the_choice_of_a_round(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    make_round(desk)
    desk.close()
    program = start(tmp_path / "desk")
    unlock(qtbot, program)
    shown = window(qtbot, program)
    for typed in ("", "x"):
        program.way_in.show_rounds()
        view = entrance(qtbot, program, RoundStartView)
        assert isinstance(view, RoundStartView)
        qtbot.waitUntil(lambda view=view: view.policy.count() > 0, timeout=WAIT)
        assert not shown.isVisible()
        qtbot.keyClicks(view.title.field, typed)
        qtbot.keyClick(view.title.field, Qt.Key.Key_Escape)
        if typed:
            assert view.back_button.hasFocus()
            qtbot.keyClick(view.back_button, Qt.Key.Key_Escape)
        assert shown.isVisible()


def test_a_place_that_is_gone_to_never_leaves_the_focus_on_the_padlock(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path / "desk")
    make_round(desk)
    desk.close()
    program = start(tmp_path / "desk")
    unlock(qtbot, program)
    shown = window(qtbot, program)
    padlock = next(one for one in shown.findChildren(QToolButton) if "Ctrl+L" in one.toolTip())
    for key in shown.keys:
        padlock.setFocus()  # where Qt puts it when what had it was disabled
        qtbot.mouseClick(shown._buttons[key], LEFT)
        focus, page = QApplication.focusWidget(), shown.page(key)
        assert focus is not None
        assert page is not None
        assert focus is shown._buttons[key] or page.isAncestorOf(focus), key


def test_a_desk_that_is_locked_while_the_program_ends_is_closed(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    folder = DeskFolder(tmp_path / "desk")
    desk = make_desk(folder.path)
    make_round(desk)
    desk.close()
    program = start(folder.path)
    unlock(qtbot, program)
    window(qtbot, program)
    assert program.desk is not None
    landed: list[None] = []
    copy = program.desk.open_copy(program.desk.blobs.add_bytes(b"a document"), "甲.txt")
    program.runner.run(program, partial(folder.check, PASSPHRASE), landed.append)  # takes a while
    program.lock()
    program.shut()
    assert folder.trouble() is None
    assert not copy.exists()


def test_once_the_first_screen_stands_no_worker_collects_garbage(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    make_desk(tmp_path / "desk").close()
    program = start(tmp_path / "desk")
    entrance(qtbot, program, UnlockView)
    unlock(qtbot, program)
    qtbot.waitUntil(lambda: program.desk is not None and not program.runner.busy, timeout=WAIT)
    assert not gc.isenabled()
    program.shut()
    assert gc.isenabled()


def test_a_second_start_says_so_and_ends_with_one(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    program = start(tmp_path / "desk")
    view = entrance(qtbot, program, UnlockView)
    view.show()
    qtbot.waitUntil(lambda: bool(view.findChildren(QDialog)), timeout=WAIT)
    dialog = view.findChildren(QDialog)[0]
    assert "GD-210" in words(dialog)
    with qtbot.waitSignal(program.finished) as finished:
        dialog.accept()
    assert finished.args == [1]
    desk.close()


def test_a_damaged_identity_is_told_and_nothing_is_changed(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    make_desk(tmp_path / "desk").close()
    (tmp_path / "desk" / "identity.json").write_bytes(b"{")
    program = start(tmp_path / "desk")
    view = entrance(qtbot, program, UnlockView)
    qtbot.waitUntil(lambda: bool(view.findChildren(QDialog)), timeout=WAIT)
    assert "GD-123" in words(view.findChildren(QDialog)[0])
    assert (tmp_path / "desk" / "identity.json").read_bytes() == b"{"


def test_appearance_text_size_and_language_take_effect_at_once(
    qtbot: QtBot, qapp: QApplication, start: Start, tmp_path: Path, theme: Theme
) -> None:
    desk = make_desk(tmp_path / "desk")
    make_round(desk)
    desk.close()
    program = start(tmp_path / "desk")
    unlock(qtbot, program)
    first = window(qtbot, program)
    first.setting_chosen.emit(APPEARANCE, "dark")
    assert theme.name == "dark"
    first.setting_chosen.emit(TEXT_SIZE, 130)
    second = window(qtbot, program)
    assert second is not first
    assert second.place() == "settings"
    assert theme.px(100) == 130
    second.setting_chosen.emit(LANGUAGE, "en")
    assert program.language == "en"
    assert program.settings[LANGUAGE] == "en"
    assert window(qtbot, program).focusWidget().accessibleName() == "Settings"
    window(qtbot, program).setting_chosen.emit(LANGUAGE, "zh")


def test_another_round_is_opened_beside_the_first(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    one, two = make_round(desk, title="第一批（示例）"), make_round(desk, title="第二批（示例）")
    desk.close()
    program = start(tmp_path / "desk")
    unlock(qtbot, program)
    before = window(qtbot, program)
    assert before.round_line.id == two
    before.round_chosen.emit(one)
    qtbot.waitUntil(lambda: program.window is not None and program.window.round_line.id == one, timeout=WAIT)
    assert program.window is not None
    program.window.rounds_wanted.emit(None)
    rounds = entrance(qtbot, program, RoundStartView)
    assert isinstance(rounds, RoundStartView)
    assert not program.window.isVisible()
    broken = tmp_path / "坏.yaml"
    broken.write_text("a: [1", encoding="utf-8")
    rounds.read_policy(broken)
    qtbot.waitUntil(lambda: bool(rounds.findChildren(QDialog)), timeout=WAIT)
    rounds.left.emit()
    assert program.entrance is None
    assert program.window.isVisible()


def test_the_log_names_places_in_the_program_and_no_person() -> None:
    try:
        int("林岚（示例） 87.46")
    except ValueError as error:
        record = logging.LogRecord(
            "x", logging.ERROR, __file__, 1, "bug", None, (ValueError, error, error.__traceback__)
        )
    text = WithoutNames().format(record)
    assert "builtins.ValueError" in text
    assert f"{__name__}:" in text
    assert "test_the_log_names_places_in_the_program_and_no_person" in text
    assert "林岚" not in text
    assert "87.46" not in text


def test_the_help_names_the_commands_and_the_options_of_the_window(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for line in (["--help"], ["-h", "--language", "en"], ["--language", "en", "--help"]):
        assert main(line) == 0
        said = capsys.readouterr().out
        assert all(word in said for word in ("verify", "doctor", "--sample", "--desk"))
    assert "check files" in said
    for line in (["backup", "--language", "en", "--help"], ["--language", "en", "backup", "list", "--help"]):
        assert main(line) == 0
        assert "list the backups" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language, said in (("zh", "找不到文件"), ("en", "There is no file")):
        tell_missing(tmp_path / "来件.gdx", language)
        assert said in capsys.readouterr().err


def test_options_and_commands_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = read_options(["--desk", str(tmp_path), "--language", "en", "--theme", "dark"])
    assert (options.desk, options.language, options.theme) == (tmp_path, "en", "dark")
    assert read_options([str(tmp_path / "来件.gdx")]).file == tmp_path / "来件.gdx"
    assert main(["verify", str(tmp_path / "nothing.pdf")]) != 0
    with pytest.raises(SystemExit):
        read_options(["--theme", "pink"])
    capsys.readouterr()
