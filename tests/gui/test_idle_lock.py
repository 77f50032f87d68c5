"""Locking by itself: when nobody is there, not in the middle of work, and nothing that was typed is lost."""

import logging
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.desks import PASSPHRASE, make_desk, make_round
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, words
from ui.composition.desk_folder import DeskFolder
from ui.desk_window import DeskWindow
from ui.idle_lock import SLEPT, WARNING, IdleLock
from ui.log_file import close_log
from ui.program import Program
from ui.settings import LANGUAGE, LOCK, Settings
from ui.theme import Theme
from ui.views.covered import CoveredView
from ui.views.unlock import UnlockView
from ui.widgets.half_typed import half_typed, kept

LEFT = Qt.MouseButton.LeftButton


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.at = time.time()

    def __call__(self) -> float:
        return self.at


class Watch:
    """An idle lock with what it said; `step` lets the clock go on by as long as lies between two looks."""

    def __init__(self, parent: QObject) -> None:
        self.clock, self.busy = Clock(), False
        self.said: list[str] = []
        self.lock = IdleLock(lambda: self.busy, parent, self.clock)
        self.lock.warned.connect(self._warned)
        self.lock.used.connect(self._used)
        self.lock.due.connect(self._due)

    def wait(self, seconds: float) -> list[str]:
        for _ in range(round(seconds / 5)):
            self.clock.at += 5
            if self.lock.watching:
                self.lock.look()
        said, self.said[:] = list(self.said), []
        return said

    def _warned(self, seconds: int) -> None:
        self.said.append(f"warned {seconds}")

    def _used(self) -> None:
        self.said.append("used")

    def _due(self) -> None:
        self.said.append("due")


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[Watch]:
    owner = QObject()
    found = Watch(owner)
    yield found
    found.lock.stop()


def half_type(qtbot: QtBot, program: Program) -> tuple[DeskWindow, QLineEdit]:
    """Type something into the settings that nothing keeps; returns the window and the field."""
    window = program.window
    assert window is not None
    window.show_place("settings")
    field: QLineEdit = window.page("settings").new.field
    qtbot.keyClicks(field, "half typed")
    return window, field


def test_it_warns_and_then_locks_once(watch: Watch) -> None:
    watch.lock.watch(5)
    assert watch.wait(265) == []
    assert watch.wait(5) == [f"warned {WARNING:.0f}"]
    assert watch.wait(25) == []
    assert watch.wait(5) == ["used", "due"]  # nobody reads a warning behind the lock
    assert watch.wait(900) == []
    assert not watch.lock.watching


def test_keys_and_pointer_put_it_off(watch: Watch, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    watch.lock.watch(5)
    watch.wait(280)
    qtbot.keyClick(field, Qt.Key.Key_A)
    assert watch.wait(265) == ["used"]
    qtbot.mouseMove(field, QPoint(3, 3))
    assert watch.wait(265) == []
    assert watch.wait(40) == ["warned 30", "used", "due"]


def test_long_work_puts_it_off_and_0_is_never(watch: Watch) -> None:
    watch.lock.watch(5)
    watch.busy = True
    assert watch.wait(4000) == []
    watch.busy = False
    assert watch.wait(5) == ["warned 30"]
    watch.busy = True
    assert watch.wait(60) == ["used"]
    watch.busy = False
    assert watch.wait(40) == ["warned 30", "used", "due"]
    watch.lock.watch(0)
    assert not watch.lock.watching


def test_a_computer_that_slept_is_locked_at_once_and_a_clock_put_back_is_not(watch: Watch) -> None:
    watch.lock.watch(60)
    watch.clock.at -= 86_400
    watch.lock.look()
    assert watch.wait(30) == []
    watch.clock.at += SLEPT + 6
    watch.lock.look()
    assert watch.said == ["due"]


def test_only_what_a_person_typed_is_half_typed(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    line, text = QLineEdit(), QPlainTextEdit()
    for field in (line, text):
        layout.addWidget(field)
    line.setText("filled in")
    text.setPlainText("filled in")
    assert not half_typed((window,))
    qtbot.keyClicks(line, "x")
    assert half_typed((window,))
    line.clear()
    qtbot.keyClicks(text, "y")
    assert half_typed((window,))
    kept(window)
    assert not half_typed((window,)), "it was recorded and only stands there"
    qtbot.keyClicks(line, "z")
    assert half_typed((window,))
    line.setProperty("role", "search")
    assert not half_typed((window,))


# ------------------------------------------------------------ the program


@pytest.fixture
def program(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    desk = make_desk(tmp_path / "desk")
    make_round(desk)
    desk.close()
    level = logging.getLogger().level
    program = Program(theme, Settings(tmp_path / "home"), "zh")
    program.begin(tmp_path / "desk")
    open_it(qtbot, program)
    yield program
    program.shut()
    close_log()
    logging.getLogger().setLevel(level)


def open_it(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: isinstance(program.entrance, UnlockView), timeout=WAIT)
    view = program.entrance
    assert isinstance(view, UnlockView)
    view.passphrase.field.setText(PASSPHRASE)
    qtbot.mouseClick(view.button, LEFT)
    qtbot.waitUntil(lambda: program.window is not None and not program.runner.busy, timeout=WAIT)


def fall_asleep(qtbot: QtBot, program: Program) -> None:
    """Nobody is there for as long as it takes."""
    assert program.attendants.locker is not None
    qtbot.waitUntil(lambda: not program.runner.busy, timeout=WAIT)
    idle, clock = program.attendants.locker.idle, Clock()
    idle._now = clock
    for _ in range(400):
        clock.at += 5
        if not idle.watching:
            return
        idle.look()
    raise AssertionError


def test_an_idle_desk_is_warned_of_locked_and_opened_again(qtbot: QtBot, program: Program) -> None:
    assert program.attendants.locker is not None
    assert program.window is not None
    program.attendants.locker.idle.warned.emit(30)
    assert "30 秒后自动锁定" in words(program.window)
    program.attendants.locker.idle.used.emit()
    assert program.window._toast is None
    program.window.toast("已保存。")
    program.attendants.locker.idle.watch(15)
    assert "已保存。" in words(program.window)
    fall_asleep(qtbot, program)
    assert (program.desk, program.window) == (None, None)
    open_it(qtbot, program)
    assert program.attendants.locker.idle.watching


def test_what_was_half_typed_comes_back_with_its_dialog(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    window, desk = program.window, program.desk
    assert window is not None
    assert desk is not None
    sha256 = desk.blobs.add_bytes(b"a document")
    copy = desk.open_copy(sha256, "甲.txt")
    window.show_place("settings")
    settings = window.page("settings")
    settings.new.field.setText("")
    qtbot.keyClicks(settings.new.field, "half typed")
    dialog = QDialog(window)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    fall_asleep(qtbot, program)
    view = program.entrance
    assert isinstance(view, CoveredView)
    assert_accessible(view)
    assert not window.isVisible()
    assert not dialog.isVisible()
    assert program.desk is desk
    qtbot.waitUntil(lambda: not copy.exists(), timeout=WAIT)
    view.passphrase.field.setText("wrong wrong")
    qtbot.mouseClick(view.button, LEFT)
    qtbot.waitUntil(lambda: view.passphrase.wrong, timeout=WAIT)
    view.passphrase.field.setText(PASSPHRASE)
    qtbot.mouseClick(view.button, LEFT)
    qtbot.waitUntil(window.isVisible, timeout=WAIT)
    assert dialog.isVisible()
    assert "秒后自动锁定" not in words(window)
    assert settings.new.field.text() == "half typed"
    assert program.attendants.locker is not None
    assert program.attendants.locker.idle.watching
    dialog.close()


def test_a_covered_desk_can_be_closed(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    assert program.window is not None
    program.window.show_place("settings")
    qtbot.keyClicks(program.window.page("settings").new.field, "half typed")
    fall_asleep(qtbot, program)
    view = program.entrance
    assert isinstance(view, CoveredView)
    program.open_file(tmp_path / "来件.gdx")
    assert "接着打开“来件.gdx”" in words(view)
    qtbot.mouseClick(view.close_button, LEFT)
    assert program.desk is not None
    qtbot.waitUntil(view.keep_button.hasFocus, timeout=WAIT)
    assert_accessible(view)
    qtbot.mouseClick(view.keep_button, LEFT)
    assert not view.discard_button.isVisible()
    qtbot.mouseClick(view.close_button, LEFT)
    qtbot.mouseClick(view.discard_button, LEFT)
    assert program.desk is None
    unlock = program.entrance
    assert isinstance(unlock, UnlockView)
    assert "接着打开“来件.gdx”" in words(unlock)
    qtbot.waitUntil(lambda: DeskFolder(tmp_path / "desk").trouble() is None, timeout=WAIT)
    open_it(qtbot, program)


def test_the_lock_by_hand_loses_nothing_either(qtbot: QtBot, program: Program) -> None:
    window, desk = program.window, program.desk
    assert window is not None
    window.show_place("settings")
    settings = window.page("settings")
    qtbot.keyClicks(settings.new.field, "half typed")
    window.lock_wanted.emit()
    view = program.entrance
    assert isinstance(view, CoveredView)
    assert "自动" not in words(view)
    assert not window.isVisible()
    assert program.attendants.locker is not None
    assert not program.attendants.locker.idle.watching
    view.passphrase.field.setText(PASSPHRASE)
    qtbot.mouseClick(view.button, LEFT)
    qtbot.waitUntil(window.isVisible, timeout=WAIT)
    assert program.desk is desk
    assert settings.new.field.text() == "half typed"
    assert program.attendants.locker.idle.watching
    settings.new.field.clear()
    window.lock_wanted.emit()
    assert program.desk is None
    assert isinstance(program.entrance, UnlockView)


def test_what_is_half_typed_under_another_screen_comes_back(qtbot: QtBot, program: Program) -> None:
    window, field = half_type(qtbot, program)
    program.way_in.show_rounds()
    assert not window.isVisible()
    fall_asleep(qtbot, program)
    view = program.entrance
    assert isinstance(view, CoveredView)
    view.passphrase.field.setText(PASSPHRASE)
    qtbot.mouseClick(view.button, LEFT)
    qtbot.waitUntil(window.isVisible, timeout=WAIT)
    assert field.text() == "half typed"


def test_who_leaves_for_the_sample_is_asked_about_what_is_half_typed(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    _, field = half_type(qtbot, program)
    gone: list[Path] = []
    for button, left in (("keep", []), ("act", [tmp_path])):
        program.leaving.go(partial(gone.append, tmp_path))
        question = program.leaving.question
        assert question is not None
        assert "没写完" in words(question)
        qtbot.mouseClick(question.findChild(QPushButton, button), LEFT)
        qtbot.waitUntil(lambda: program.leaving.question is None, timeout=WAIT)
        assert gone == left
        assert field.text() == "half typed"
    field.clear()
    program.leaving.go(partial(gone.append, tmp_path))
    assert len(gone) == 2


def test_the_choice_of_the_time_takes_effect_at_once(program: Program) -> None:
    assert program.attendants.locker is not None
    program.choices.choose(LOCK, 0)
    assert not program.attendants.locker.idle.watching
    program.choices.choose(LOCK, 60)
    assert program.attendants.locker.idle.watching
    assert program.settings[LOCK] == 60


def test_no_lock_comes_after_the_end_of_the_program(program: Program) -> None:
    locker = program.attendants.locker
    assert locker is not None
    assert locker.idle.watching
    program.shut()
    assert not locker.idle.watching


def test_closing_the_window_asks_about_what_is_half_typed(qtbot: QtBot, program: Program) -> None:
    window, field = half_type(qtbot, program)
    for button, seen in (("keep", True), ("act", False)):
        QApplication.sendEvent(window.windowHandle(), QCloseEvent())  # from the frame, as the system says it
        question = program.leaving.question
        assert question is not None
        qtbot.mouseClick(question.findChild(QPushButton, button), LEFT)
        qtbot.waitUntil(lambda: program.leaving.question is None, timeout=WAIT)
        assert window.isVisible() is seen
        assert field.text() == "half typed"


def test_another_language_asks_about_what_is_half_typed(qtbot: QtBot, program: Program) -> None:
    window = program.window
    assert window is not None
    window.show_place("settings")
    page = window.page("settings")
    qtbot.keyClicks(page.new.field, "half typed")
    for button, language in (("keep", "zh"), ("act", "en")):
        qtbot.mouseClick(page._choices[LANGUAGE]["en"], LEFT)
        assert program.leaving.question is not None
        qtbot.mouseClick(program.leaving.question.findChild(QPushButton, button), LEFT)
        qtbot.waitUntil(lambda: program.leaving.question is None, timeout=WAIT)
        assert program.language == language
        assert page._choices[LANGUAGE][language].isChecked()
    assert program.window is not window
