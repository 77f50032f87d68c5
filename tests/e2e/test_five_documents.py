"""Each of the five documents: one application of each category from filling to the published list.

Facts, opinions, the initial review, every move, display and publication go through the screens; the verbs of the
core do what the journey and the tests of the single screens drive: packages, heads, lists, scores, panel, order.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from docx import Document
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from greendesk.domain.road import Move, RoadEnded
from greendesk.use_cases.road import NoExceptionAllowed, NotYet, ReasonMissing, Step
from tests.desks import make_desk
from tests.gui.screens import Screens
from tests.road_driver import AFFILIATE, AGENCY, PERSON, Driver, Plan, RoadBlocked
from tests.road_screens import ScreenHands
from ui import i18n
from ui.theme import Theme
from ui.widgets.kit import Kit

PLANS = {
    "miit-2022": Plan(policy="miit-2022", year=2022, begins=date(2022, 9, 20), region="示例省（示例）"),
    "guangxi-2023": Plan(policy="guangxi-2023", year=2023, begins=date(2023, 4, 20)),
    "shanxi-2024": Plan(policy="shanxi-2024", year=2024, begins=date(2024, 5, 6)),
    "neimenggu": Plan(policy="neimenggu", year=2024, begins=date(2024, 5, 6)),
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
    hands = ScreenHands(qtbot, screens, driver.desk, driver.round_id)
    driver.hands = hands
    return hands


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_one_of_each_category_reaches_the_published_list(
    qtbot: QtBot, screens: Screens, desk: Desk, tmp_path: Path, plan: Plan
) -> None:
    driver = Driver(desk, plan, tmp_path)
    every = tuple(driver.register(one.category.value) for one in driver.policy.categories)
    at_the_screen(qtbot, screens, driver)
    for application in every:
        driver.drive(application, "publicity")
    driver.publish(every)
    assert {driver.road(one).here for one in every} == {"listed"}
    assert not any(driver.road(one).overrides for one in every)
    published = {one for line in desk.publication.published(driver.round_id) for one in line.applications}
    assert published == set(every)


# ------------------------------------------------------------ the ministry's notice


@pytest.mark.rule("M-09")
def test_the_fourth_park_of_a_region_passes_only_with_a_reason_that_stays_on_the_papers(
    qtbot: QtBot, screens: Screens, desk: Desk, tmp_path: Path
) -> None:
    driver = Driver(desk, PLANS["miit-2022"], tmp_path)
    for _ in range(3):
        earlier = driver.register("park")
        driver.hands.review_initially(earlier, "同意推荐（示例）", driver.on(earlier))
    fourth = driver.register("park")
    driver.drive(fourth, "province-review")
    with pytest.raises(RoadBlocked, match="eligibility:park-cap fails"):
        driver.satisfy(fourth)
    waiting = driver.open_guards(fourth)
    assert {what: (one.override, one.article) for what, one in waiting.items()} == {
        "eligibility:park-cap": ("原则上", "一（三）")
    }
    result = waiting["eligibility:park-cap"].result
    assert result is not None
    assert (result.count, result.limit) == (4, 3)
    hands = at_the_screen(qtbot, screens, driver)
    assert "每个地区推荐的园区不超过3个" in hands.refused(Step(application=fourth, on=driver.on(fourth)))
    driver.advance(fourth, {"eligibility:park-cap": "低碳试点园区，厅务会同意（示例）"})
    driver.drive(fourth, "province-forward")
    (override,) = driver.road(fourth).overrides
    assert (override.what, override.allowed_by) == ("eligibility:park-cap", "原则上")
    ranked = next(one for one in desk.publication.board(driver.round_id, "park") if one.application == fourth)
    assert ranked.overrides == (override,)
    (paper,) = (
        one for one in desk.publication.ranking_files(driver.round_id, "park") if one.name.endswith(".docx")
    )
    document = Document(str(desk.open_copy(paper.sha256, paper.name)))
    said = "".join(node.text or "" for node in document.element.body.iter())
    assert "低碳试点园区，厅务会同意（示例）" in said


@pytest.mark.rule("M-20")
def test_the_sixteenth_project_of_a_legal_person_and_its_affiliate_in_a_batch_is_refused(
    desk: Desk, tmp_path: Path
) -> None:
    driver = Driver(desk, PLANS["miit-2022"], tmp_path)
    driver.agencies += (driver.agency(AFFILIATE, representative="周某（示例）"),)
    driver.rows["agency-projects"] = [{"单位名称": AGENCY}] * 9 + [{"单位名称": AFFILIATE}] * 5
    fifteenth = driver.register("factory", agency=AFFILIATE)
    sixteenth = driver.register("park")
    product = driver.register("product")
    for application in (fifteenth, sixteenth, product):
        driver.drive(application, "province-review")
    driver.satisfy(fifteenth)
    driver.satisfy(product)
    with pytest.raises(RoadBlocked, match="eligibility:agency-cap fails 三（基本条件后第一段）"):
        driver.satisfy(sixteenth)
    result = driver.open_guards(sixteenth)["eligibility:agency-cap"].result
    assert result is not None
    assert (result.count, result.limit) == (16, 15)
    with pytest.raises(NoExceptionAllowed):
        driver.advance(sixteenth, {"eligibility:agency-cap": "情况特殊（示例）"})


@pytest.mark.rule("M-07")
def test_a_factory_that_is_no_better_than_an_existing_one_is_refused(desk: Desk, tmp_path: Path) -> None:
    driver = Driver(desk, PLANS["miit-2022"], tmp_path)
    application = driver.register("factory")
    driver.facts[application] = {"energy_value": "110", "energy_benchmark": "120"}  # the existing one has 110
    driver.drive(application, "province-review")
    with pytest.raises(RoadBlocked, match="eligibility:better-than-existing fails"):
        driver.satisfy(application)
    with pytest.raises(NoExceptionAllowed):
        driver.advance(application, {"eligibility:better-than-existing": "情况特殊（示例）"})
    driver.facts[application]["energy_value"] = "109.9"
    driver.record_facts(application)
    driver.drive(application, "expert-review")


# ------------------------------------------------------------ Guangxi


@pytest.mark.rule("G-10")
def test_a_body_whose_seniors_are_just_under_half_is_refused(desk: Desk, tmp_path: Path) -> None:
    driver = Driver(desk, PLANS["guangxi-2023"], tmp_path)
    driver.agencies = (driver.agency(AGENCY, facts={"mid_staff": "101", "senior_staff": "50"}),)
    application = driver.register("supply_chain")
    driver.drive(application, "city-review")
    with pytest.raises(RoadBlocked, match="eligibility:agency-senior-share fails 四（三）"):
        driver.satisfy(application)
    with pytest.raises(NoExceptionAllowed):
        driver.advance(application, {"eligibility:agency-senior-share": "情况特殊（示例）"})
    half = driver.agency(AGENCY, facts={"mid_staff": "100", "senior_staff": "50"})
    desk.eligibility.record_agency(driver.round_id, half)
    driver.drive(application, "city-forward")


@pytest.mark.rule("G-05")
def test_a_product_that_is_neither_listed_nor_recognised_is_refused(desk: Desk, tmp_path: Path) -> None:
    driver = Driver(desk, PLANS["guangxi-2023"], tmp_path)
    application = driver.register("product")
    driver.facts[application] = {"product_standard": "清单外标准（示例）", "product_recognised": "no"}
    driver.drive(application, "city-review")
    with pytest.raises(RoadBlocked, match="eligibility:product-scope fails 一（四）"):
        driver.satisfy(application)
    with pytest.raises(NoExceptionAllowed):
        driver.advance(application, {"eligibility:product-scope": "情况特殊（示例）"})
    driver.facts[application]["product_recognised"] = "yes"
    driver.record_facts(application)
    driver.drive(application, "city-forward")


# ------------------------------------------------------------ Shanxi


@pytest.mark.rule("S-02")
def test_a_file_from_shanxi_one_day_late_counts_as_no_applicant(
    qtbot: QtBot, screens: Screens, desk: Desk, tmp_path: Path
) -> None:
    driver = Driver(desk, PLANS["shanxi-2024"], tmp_path)
    late = driver.register("factory")
    driver.drive(late, "county-forward")
    assert driver.open_guards(late, date(2024, 5, 17)) == {}
    driver.days[late] = date(2024, 5, 18)
    with pytest.raises(RoadBlocked, match="deadline fails 转发通知 第二段"):
        driver.satisfy(late)
    with pytest.raises(NoExceptionAllowed):
        driver.advance(late, {"deadline": "道路中断（示例）"})
    hands = at_the_screen(qtbot, screens, driver)
    assert hands.refused(Step(application=late, on=date(2024, 5, 18)))
    hands.move(
        Step(
            application=late,
            move=Move.LATE,
            on=date(2024, 5, 18),
            reason="5月18日送达，视为无申报企业（示例）",
        )
    )
    road = driver.road(late)
    assert (road.here, road.ended, road.ready) == ("county-forward", "late", False)
    with pytest.raises(RoadEnded):
        desk.road.move(driver.round_id, Step(application=late, on=date(2024, 5, 17)))


@pytest.mark.rule("S-01", "S-10")
def test_the_departments_of_the_city_are_heard_after_those_of_the_county(desk: Desk, tmp_path: Path) -> None:
    driver = Driver(desk, PLANS["shanxi-2024"], tmp_path)
    application = driver.register("factory")
    driver.drive(application, "county-consultation")
    assert len(driver.open_guards(application)["opinions_in"].missing) == 3
    driver.drive(application, "city-consultation")
    (line,) = driver.open_guards(application).values()
    assert (line.what, len(line.missing), line.override) == ("opinions_in", 3, "")
    driver.drive(application, "city-review")
    back = Step(
        application=application,
        move=Move.SEND_BACK,
        on=driver.on(application),
        reason="补正（示例）",
        to_stage="county-consultation",
    )
    driver.hands.move(back)
    assert driver.open_guards(application) == {}  # what was heard stays heard
    driver.drive(application, "city-consultation")
    assert driver.open_guards(application) == {}


@pytest.mark.rule("S-10")
def test_shanxi_waits_until_the_detailed_rules_are_out(desk: Desk, tmp_path: Path) -> None:
    driver = Driver(desk, PLANS["shanxi-2024"], tmp_path)
    application = driver.register("park")
    driver.drive(application, "waiting")
    (line,) = driver.open_guards(application).values()
    assert (line.what, line.turn, line.override) == ("rule_issued", "authority", "")
    with pytest.raises(NotYet):
        driver.advance(application)
    with pytest.raises(NoExceptionAllowed):
        driver.advance(application, {"rule_issued": "先行报送（示例）"})
    driver.drive(application, "city-forward")


# ------------------------------------------------------------ Inner Mongolia


@pytest.mark.rule("N-17")
def test_a_unit_that_is_not_on_the_list_of_its_league_passes_only_with_a_reason(
    qtbot: QtBot, screens: Screens, desk: Desk, tmp_path: Path
) -> None:
    driver = Driver(desk, PLANS["neimenggu"], tmp_path)
    application = driver.register("factory")
    driver.rows["lower-list"] = [{"单位名称": "别家单位（示例）"}]
    driver.drive(application, "city-review")
    with pytest.raises(RoadBlocked, match="eligibility:lower-list fails 第十六条"):
        driver.satisfy(application)
    with pytest.raises(ReasonMissing):
        driver.advance(application, {"eligibility:lower-list": " "})
    hands = at_the_screen(qtbot, screens, driver)
    assert "已列入盟市级绿色制造名单" in hands.refused(
        Step(application=application, on=driver.on(application))
    )
    driver.advance(application, {"eligibility:lower-list": "盟市尚未发布名单（示例）"})
    road = driver.road(application)
    assert road.here == "city-consultation"
    assert [(one.what, one.allowed_by, one.reason) for one in road.overrides] == [
        ("eligibility:lower-list", "原则上", "盟市尚未发布名单（示例）")
    ]


@pytest.mark.rule("N-35")
def test_the_sixteenth_project_under_one_legal_representative_of_two_bodies_is_refused(
    desk: Desk, tmp_path: Path
) -> None:
    driver = Driver(desk, PLANS["neimenggu"], tmp_path)
    sister, elsewhere = "另一评价中心（示例）", "外地评价中心（示例）"
    driver.agencies = (driver.agency(AGENCY), driver.agency(sister))
    driver.rows["agency-projects"] = [{"单位名称": sister}] * 7 + [
        {"单位名称": elsewhere, "legal_representative": PERSON}
    ] * 7
    fifteenth = driver.register("factory", agency=sister)
    sixteenth = driver.register("supply_chain")
    for application in (fifteenth, sixteenth):
        driver.drive(application, "city-review")
    driver.satisfy(fifteenth)
    with pytest.raises(RoadBlocked, match="eligibility:agency-cap fails 第三十二条"):
        driver.satisfy(sixteenth)
    result = driver.open_guards(sixteenth)["eligibility:agency-cap"].result
    assert result is not None
    assert (result.count, result.limit, result.seen) == (16, 15, (("holder", PERSON),))
    with pytest.raises(NoExceptionAllowed):
        driver.advance(sixteenth, {"eligibility:agency-cap": "情况特殊（示例）"})


@pytest.mark.rule("N-11")
def test_a_park_at_exactly_half_is_refused_in_inner_mongolia(desk: Desk, tmp_path: Path) -> None:
    driver = Driver(desk, PLANS["neimenggu"], tmp_path)
    application = driver.register("park")
    driver.facts[application] = {"park_share": "50"}
    driver.drive(application, "city-review")
    with pytest.raises(RoadBlocked, match="eligibility:park-share fails 第十三条（一）"):
        driver.satisfy(application)
    with pytest.raises(NoExceptionAllowed):
        driver.advance(application, {"eligibility:park-share": "情况特殊（示例）"})
    driver.facts[application] = {"park_share": "50.01"}
    driver.record_facts(application)
    driver.drive(application, "city-consultation")


# ------------------------------------------------------------ Tibet


@pytest.mark.rule("T-04", "T-08")
def test_in_tibet_a_park_at_half_holds_and_departments_are_asked_after_the_experts(
    desk: Desk, tmp_path: Path
) -> None:
    driver = Driver(desk, PLANS["xizang-2024"], tmp_path)
    application = driver.register("park")
    driver.facts[application] = {"park_share": "50"}
    driver.hear_departments(application)  # too early: it does not count
    while (road := driver.road(application)).here != "consultation":
        assert "opinions_in" not in {one.what for one in road.guards}, "nobody is asked before the review"
        driver.satisfy(application)
        driver.advance(application)
    share = next(
        one
        for one in desk.eligibility.sheet(driver.round_id, application).results
        if one.check.code == "park-share"
    )
    assert (share.state.value, share.seen) == ("holds", (("park_share", "50"),))
    (line,) = driver.open_guards(application).values()
    assert (line.what, len(line.missing), line.override) == ("opinions_in", 3, "")
    with pytest.raises(NotYet):
        driver.advance(application)
    driver.drive(application, "publicity")
