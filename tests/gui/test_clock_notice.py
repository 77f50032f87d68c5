"""The remark about a clock that cannot be right: there while it is wrong, and not otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import NewDesk
from tests.desks import make_round
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, words
from ui.views.home import HomeView
from ui.widgets.kit import Kit


@dataclass(frozen=True, slots=True)
class Always:
    """A clock that tells one time."""

    time: int

    def now(self) -> int:
        """The time."""
        return self.time


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


def test_home_says_that_the_date_is_wrong_and_what_to_do(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk
) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    context = desk.rounds._context
    right = context.clock
    object.__setattr__(context, "clock", Always(315_700_000_000))
    view = screens.open(HomeView, desk, round_id)
    qtbot.waitUntil(lambda: "本机日期是 1980-01-03，不对。" in words(view), timeout=WAIT)
    assert "在系统设置里改正日期和时间" in words(view)
    assert_accessible(view)
    object.__setattr__(context, "clock", right)
    view.reload()
    qtbot.waitUntil(lambda: not view.clock.isVisible(), timeout=WAIT)
    assert "本机日期" not in words(view)
