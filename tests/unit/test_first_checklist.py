"""The checklist that a bench opens with: the one the policy offers first, else the first that it lists."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from greendesk.adapters.policy_files import PolicyLibrary
from greendesk.desk import Desk
from tests.desks import make_desk
from tests.road_driver import Driver, Plan
from ui.composition.rules import RESOURCES


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = make_desk(tmp_path / "desk")
    yield desk
    desk.close()


@pytest.mark.rule("T-11")
def test_a_policy_that_offers_none_first_begins_with_the_first_it_lists(desk: Desk, tmp_path: Path) -> None:
    rules = PolicyLibrary(RESOURCES).policy("xizang-2024").category("factory")
    assert rules.default_checklist is None
    driver = Driver(desk, Plan(policy="xizang-2024", year=2024, begins=date(2024, 6, 3)), tmp_path)
    application = driver.register("factory")
    driver.drive(application, "expert-review")
    desk.reviews.assign(driver.round_id, application, driver.me)
    desk.reviews.declare(driver.round_id, application, conflict=False)
    first, *others = rules.checklists
    assert desk.reviews.bench(driver.round_id, application).checklist.id == first
    assert desk.reviews.choose_checklist(driver.round_id, application, others[-1]).checklist.id == others[-1]
