"""规则: the policy in plain words, the timetable, imported lists with a preview, and third-party bodies."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from greendesk.use_cases.rounds import OpenRound
from tests.conftest import NewDesk
from tests.desks import make_round
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, words
from ui.composition import RESOURCES, read_policy
from ui.views.rules import RulesView
from ui.widgets.kit import Kit
from ui.widgets.rules_parts import GoButton

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    return new_desk()


def open_view(screens: Screens, desk: Desk, round_id: str, qtbot: QtBot) -> RulesView:
    view = screens.open(RulesView, desk, round_id)
    qtbot.waitUntil(lambda: view.reading is not None, timeout=WAIT)
    return view


def make_national_round(desk: Desk) -> str:
    """A round of today's national rules, which has lists, duties and rules for later versions."""
    policy = read_policy(RESOURCES / "policies" / "national-2025.yaml")
    command = OpenRound(
        title="2025 年度（示例）",
        year=2025,
        level="province",
        region="示例省",
        policy=policy.text,
        checklists=policy.checklists,
        my_roles=("secretary",),
    )
    return desk.rounds.open(command)


@pytest.fixture
def view(screens: Screens, desk: Desk, qtbot: QtBot) -> RulesView:
    return open_view(screens, desk, make_round(desk), qtbot)


@pytest.fixture
def national(screens: Screens, desk: Desk, qtbot: QtBot) -> RulesView:
    return open_view(screens, desk, make_national_round(desk), qtbot)


def go_buttons(view: RulesView) -> list[GoButton]:
    pane = view.articles.pane if view.sub_place == "articles" else view.timetable.pane
    return [one for one in pane.area.widget().findChildren(GoButton) if one.isVisible()]


# ------------------------------------------------------------ articles


def test_every_article_is_listed_with_its_source_and_place(view: RulesView) -> None:
    assert view.reading is not None
    keys = view.articles.table.rows_model.keys
    assert keys[: len(view.reading.policy.rules)] == tuple(one.id for one in view.reading.policy.rules)
    assert view.articles.table.choose("P-04")
    shown = words(view)
    assert "推荐前征求生态环境、应急管理、市场监管部门意见" in shown
    assert "示例〔2026〕1号" in shown
    assert "示例省工业和信息化厅（示例）" in shown
    assert_accessible(view)


def test_a_button_goes_where_the_article_is_kept(view: RulesView, qtbot: QtBot) -> None:
    view.articles.table.choose("P-04")
    button = next(one for one in go_buttons(view) if one.place[0] == "opinions")
    with qtbot.waitSignal(view.went) as went:
        qtbot.mouseClick(button, LEFT)
    assert went.args == ["opinions", None]


def test_values_without_an_article_are_marked_to_be_verified(view: RulesView) -> None:
    keys = [key for key in view.articles.table.rows_model.keys if str(key).startswith("basis:")]
    assert {"basis:panel", "basis:conclusions", "basis:visibility", "basis:third-party"} == set(keys)
    view.articles.table.choose("basis:panel")
    assert "不是读自正式文件原文" in words(view)


def test_search_and_filters_leave_what_fits_or_say_so(view: RulesView, qtbot: QtBot) -> None:
    pane = view.articles
    pane.search.setText("回避")
    assert pane.table.rows_model.keys == ("P-07",)
    pane.search.setText("没有这个词")
    assert pane.nothing.isVisible()
    qtbot.mouseClick(pane.nothing.button, LEFT)
    assert pane.search.text() == ""
    assert "P-01" in pane.table.rows_model.keys
    pane.fate.setCurrentIndex(pane.fate.findData("later"))
    assert all(one.later for one in view.reading.policy.rules if one.id in pane.table.rows_model.keys)


def test_parts_that_enforce_an_article_stand_in_words(national: RulesView, qtbot: QtBot) -> None:
    policy = national.reading.policy
    for rule in policy.rules:
        national.articles.choose_rule(rule.id)
        shown = words(national.articles.pane)
        assert rule.text in shown
        for name in rule.enforced_by:
            assert name not in shown.splitlines()
    later = next(rule for rule in policy.rules if any(one.startswith("duty:") for one in rule.enforced_by))
    national.open_with(later.id)
    button = next(one for one in go_buttons(national) if one.place == ("rules", "timetable"))
    qtbot.mouseClick(button, LEFT)
    assert national.sub_place == "timetable"


# ------------------------------------------------------------ stages and deadlines


def test_stages_deadlines_and_terms_stand_in_order(view: RulesView) -> None:
    view.open_with("timetable")
    keys = [key for key in view.timetable.table.rows_model.keys if key]
    assert keys[:3] == ["stage:apply", "stage:county-review", "stage:expert-review"]
    view.timetable.table.choose("stage:county-review")
    shown = words(view)
    assert "部门意见到齐" in shown
    assert "例外：条文写有“可说明理由后报送”" in shown
    view.timetable.table.choose("deadline:county")
    assert "截止 2026-04-30，当日计入" in words(view)
    view.timetable.table.choose("term:third-party")
    assert "同一法定代表人每年最多 15 个项目" in words(view)
    assert_accessible(view)


def test_every_row_of_the_timetable_explains_itself(national: RulesView) -> None:
    national.open_with("timetable")
    table = national.timetable.table
    keys = [key for key in table.rows_model.keys if key]
    for key in keys:
        table.choose(key)
        assert words(national.timetable.pane)
    assert any(str(key).startswith("duty:") for key in keys)
