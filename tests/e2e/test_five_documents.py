"""Each of the five documents: one application of each category from filling to the published list."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from greendesk.desk import Desk
from tests.desks import make_desk
from tests.road_driver import Driver, Plan

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


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_one_of_each_category_reaches_the_published_list(desk: Desk, tmp_path: Path, plan: Plan) -> None:
    driver = Driver(desk, plan, tmp_path)
    applications = [driver.register(one.category.value) for one in driver.policy.categories]
    for application in applications:
        driver.drive(application, "listed")
    assert {driver.road(one).here for one in applications} == {"listed"}
    published = {one for line in desk.publication.published(driver.round_id) for one in line.applications}
    assert published == set(applications)
