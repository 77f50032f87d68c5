"""Each of the five documents: one application of each category from filling to the published list.

The first category of each document is moved through the widgets of the screen, the others by the verbs of the core.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from tests.desks import make_desk
from tests.gui.screens import Screens
from tests.road_driver import CoreHands, Driver, Plan
from tests.road_screens import ScreenHands
from ui import i18n
from ui.theme import Theme
from ui.views.applications import ApplicationsView
from ui.widgets.kit import Kit

PLANS = {
    "miit-2022": Plan(policy="miit-2022", year=2022, begins=date(2022, 9, 20), region="示例省（示例）"),
    "guangxi-2023": Plan(policy="guangxi-2023", year=2023, begins=date(2023, 4, 20)),
    "shanxi-2024": Plan(policy="shanxi-2024", year=2024, begins=date(2024, 5, 6)),
    "neimenggu": Plan(policy="neimenggu", year=2026, begins=date(2026, 5, 6)),
    "xizang-2024": Plan(policy="xizang-2024", year=2024, begins=date(2024, 6, 3)),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = make_desk(tmp_path / "desk")
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def kit(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Kit:
    i18n.install(qapp, "zh")
    theme = Theme("light", reduced_motion=True, cache=tmp_path_factory.mktemp("theme"))
    theme.apply(qapp)
    return Kit(theme)


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, desk: Desk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


def at_the_screen(qtbot: QtBot, screens: Screens, driver: Driver) -> ScreenHands:
    """Show the applications of the driver's round and let its moves go through the widgets."""
    view = screens.open(ApplicationsView, driver.desk, driver.round_id)
    hands = ScreenHands(qtbot, view, driver.desk, driver.round_id)
    driver.hands = hands
    return hands


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_one_of_each_category_reaches_the_published_list(
    qtbot: QtBot, screens: Screens, desk: Desk, tmp_path: Path, plan: Plan
) -> None:
    driver = Driver(desk, plan, tmp_path)
    first, *others = [driver.register(one.category.value) for one in driver.policy.categories]
    at_the_screen(qtbot, screens, driver)
    driver.drive(first, "listed")
    driver.hands = CoreHands(desk, driver.round_id)
    for application in others:
        driver.drive(application, "listed")
    assert {driver.road(one).here for one in (first, *others)} == {"listed"}
    assert not any(driver.road(one).overrides for one in (first, *others))
    published = {one for line in desk.publication.published(driver.round_id) for one in line.applications}
    assert published == {first, *others}
