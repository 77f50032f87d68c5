"""The remark about a clock that cannot be right: there while it is wrong, and not otherwise."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from greendesk.domain.plausible_clock import clock_trouble
from tests.conftest import NewDesk
from tests.desks import make_round
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, words
from ui.views.home import HomeView
from ui.widgets.kit import Kit


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


def test_home_says_that_the_date_is_wrong_and_what_to_do(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk
) -> None:
    desk = new_desk()
    view = screens.open(HomeView, desk, make_round(desk))
    qtbot.waitUntil(lambda: view.entries.text() != "", timeout=WAIT)
    assert not view.clock.isVisible()
    view.clock.show_trouble(clock_trouble(315_700_000_000, 0))
    assert view.clock.isVisible()
    assert "本机日期是 1980-01-03，不对。" in words(view)
    assert "在系统设置里改正日期和时间" in words(view)
    assert_accessible(view)
    view.clock.show_trouble(None)
    assert not view.clock.isVisible()
