"""What every test of a screen may ask for; warnings of Qt, of Python and of the log fail the test."""

import gc
import logging
import os
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QDir, QEvent, QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from tests.conftest import NewDesk
from ui import i18n
from ui.log_file import close_log
from ui.program import Program
from ui.settings import Settings
from ui.tasks import TaskRunner
from ui.theme import Theme
from ui.widgets.kit import Kit
from ui.widgets.view import ScreenContext

Start = Callable[[Path], Program]
HERE = Path(__file__).parent
HARMLESS = "does not support (propagateSizeHints|raise)"  # the off-screen platform says so at every window


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every warning of Qt fail the test that caused it."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(HARMLESS))


@pytest.fixture(scope="session")
def theme(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Theme:
    """The light theme, applied once; a test that switches it must switch it back."""
    i18n.install(qapp, "zh")
    theme = Theme("light", reduced_motion=True, cache=tmp_path_factory.mktemp("theme"))
    theme.apply(qapp)
    return theme


@pytest.fixture(autouse=True)
def as_at_the_start(qapp: QApplication, theme: Theme) -> None:
    """Speak Chinese and wear the light theme, whatever the test before chose for the whole application."""
    i18n.install(qapp, "zh")
    worn = qapp.palette().color(QPalette.ColorRole.Window)
    if theme.appearance != "light" or theme.scale != 1.0 or worn != theme["surface"]:
        theme.switch("light", scale=1.0)
    QDir.setSearchPaths("theme", [str(theme._tinted_images())])


@pytest.fixture
def kit(theme: Theme) -> Kit:
    """Components over the light theme."""
    return Kit(theme)


@pytest.fixture(autouse=True)
def no_surprises(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """Fail a test that logs a warning, unless it put a part of its words into this list before."""
    announced: list[str] = []
    yield announced
    loud = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING and not any(part in record.getMessage() for part in announced)
    ]
    assert not loud


@pytest.fixture
def failures() -> list[Exception]:
    """What failed on the worker and was shown by no screen."""
    return []


@pytest.fixture
def runner(new_desk: NewDesk, failures: list[Exception], qapp: QApplication) -> Iterator[TaskRunner]:
    """The worker; it ends before the desks are closed, and what no screen could show fails the test."""
    runner = TaskRunner(failures.append)
    yield runner
    runner.close()
    assert not failures, "clear the list when the failure was expected"


@pytest.fixture
def start(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Start]:
    """Start programs on the desks of folders as the entry point does: `start(folder)`; they are shut after the test."""
    programs: list[Program] = []
    level = logging.getLogger().level

    def begin(folder: Path) -> Program:
        program = Program(theme, Settings(tmp_path / f"home-{len(programs)}"), "zh")
        programs.append(program)
        program.begin(folder)
        return program

    yield begin
    for program in programs:
        program.shut()
    close_log()
    logging.getLogger().setLevel(level)


@pytest.fixture
def screen(kit: Kit, runner: TaskRunner) -> Callable[[Desk, str], ScreenContext]:
    """Make what a screen works with: `screen(desk, round_id)`."""

    def make(desk: Desk, round_id: str) -> ScreenContext:
        return ScreenContext(kit, desk, round_id, runner)

    return make


@pytest.fixture
def check_freed(qtbot: QtBot) -> Callable[[Callable[[], QWidget]], None]:
    """Show a window, close it, and fail when something still holds it.

    The garbage collector is off meanwhile, so that a circle through a signal is found as well.
    """

    def check(make: Callable[[], QWidget]) -> None:
        gc.collect()
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            window = make()
            reference = weakref.ref(window)
            window.show()
            window.close()
            window.deleteLater()
            del window
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            qtbot.waitUntil(lambda: reference() is None)
        finally:
            if was_enabled:
                gc.enable()

    return check


@pytest.fixture
def owner() -> QObject:
    """An object that owns a piece of work."""
    return QObject()
