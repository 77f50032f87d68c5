"""What is closed is freed: every screen, and the window that holds them all."""

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from tests.conftest import NewDesk
from tests.desks import an_application, make_round
from tests.gui.accessibility import assert_accessible
from ui.composition.desk_folder import DeskFolder
from ui.desk_window import DeskWindow
from ui.settings import Settings
from ui.tasks import TaskRunner
from ui.views.applications import ApplicationsView
from ui.views.backups import BackupsView
from ui.views.bench import BenchView
from ui.views.exchange import ExchangeView
from ui.views.first_start import FirstStartView
from ui.views.home import HomeView
from ui.views.opinions import OpinionsView
from ui.views.panel import PanelView
from ui.views.restored import RestoredView
from ui.views.round_start import RoundStartView
from ui.views.unlock import UnlockView
from ui.widgets.kit import Kit
from ui.widgets.view import ScreenContext, View

ROLES = ("secretary", "leader", "expert")
VIEWS = (HomeView, ApplicationsView, BenchView, OpinionsView, PanelView, ExchangeView)
PLACES = ("home", "applications", "bench", "opinions", "panel", "exchange", "settings")
WAIT = 20_000
Check = Callable[[Callable[[], QWidget]], None]
Settle = Callable[[], None]
Screen = Callable[[Desk, str], ScreenContext]


@pytest.fixture
def settle(runner: TaskRunner, qtbot: QtBot, qapp: QWidget) -> Settle:
    """Wait until the worker has done all that was asked of it, and what that led to."""

    def wait() -> None:
        for _ in range(3):
            landed: list[object] = []
            runner.run(qapp, int, landed.append)
            qtbot.waitUntil(lambda landed=landed: bool(landed), timeout=WAIT)

    return wait


@pytest.fixture
def desk(new_desk: NewDesk, tmp_path: Path) -> Desk:
    desk = new_desk()
    an_application(desk, make_round(desk, ROLES), tmp_path / "package")
    return desk


@pytest.fixture
def window(kit: Kit, desk: Desk, runner: TaskRunner, tmp_path: Path) -> Callable[[], DeskWindow]:
    """Make the window over the one round of the desk."""

    def make() -> DeskWindow:
        line = desk.rounds.lines()[0]
        return DeskWindow(kit, desk, line, runner, Settings(tmp_path / "settings"), is_sample=False)

    return make


@pytest.mark.parametrize("make_view", VIEWS, ids=lambda view: view.__name__)
def test_a_screen_is_freed(
    make_view: type[View], desk: Desk, screen: Screen, settle: Settle, check_freed: Check
) -> None:
    def make() -> QWidget:
        view = make_view(screen(desk, desk.rounds.lines()[0].id))
        view.show()
        view.reload()
        settle()
        assert_accessible(view)
        return view

    check_freed(make)


def test_a_window_that_showed_everything_is_freed(
    window: Callable[[], DeskWindow], settle: Settle, qtbot: QtBot
) -> None:
    """The window knows the makers of its pages and they know it, so this one needs the collector."""
    made = window()
    for place in (*PLACES, *PLACES):
        made.go(place)
    settle()
    made.back()
    made.toast("已导出。", "打开", settle)
    references = [weakref.ref(made), *(weakref.ref(made.page(place)) for place in PLACES)]
    made.close()
    made.deleteLater()
    del made
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()
    gc.collect()
    assert [reference() for reference in references if reference() is not None] == []


@pytest.mark.parametrize("screen", ["first start", "unlock", "rounds", "backups", "restored"])
def test_a_screen_before_the_work_is_freed(
    screen: str, kit: Kit, desk: Desk, runner: TaskRunner, settle: Settle, check_freed: Check, tmp_path: Path
) -> None:
    def make() -> QWidget:
        made: QWidget
        if screen == "first start":
            made = FirstStartView(kit, runner, tmp_path / "new", "zh", "light")
        elif screen == "unlock":
            made = UnlockView(kit, runner, DeskFolder(desk.folder))
        elif screen == "backups":
            desk.backups.make("asked")
            made = BackupsView(kit, runner, DeskFolder(desk.folder), desk)
            made.show()
            settle()
            sheet = made.ask()
            assert sheet is not None
            assert_accessible(sheet)
            sheet.reject()
            made.try_restore()
        elif screen == "restored":
            made = RestoredView(kit, runner, desk, "zh")
        else:
            made = RoundStartView(kit, runner, desk, may_leave=True)
        made.show()
        settle()
        assert_accessible(made)
        return made

    check_freed(make)
