"""The first screen over real desks: true numbers, what waits, what came, and where files go."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import NewDesk
from tests.desks import admit, an_application, answer_everything, carry, make_round, score_all
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, words
from ui.views.home import HomeView
from ui.widgets.home_cards import RoundCardFrame
from ui.widgets.home_tasks import day_words, due_of
from ui.widgets.kit import Kit


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


def titles(view: HomeView) -> list[str]:
    return [row[0].text for row in view.todo.rows_model.rows]


def loaded(qtbot: QtBot, view: HomeView) -> None:
    qtbot.waitUntil(lambda: view.entries.text() != "", timeout=WAIT)


def test_an_empty_round_says_what_to_do(qtbot: QtBot, screens: Screens, new_desk: NewDesk) -> None:
    desk = new_desk()
    view = screens.open(HomeView, desk, make_round(desk))
    loaded(qtbot, view)
    shown = words(view)
    assert "现在没有要处理的事" in shown
    assert "还没有收到材料" in shown
    assert "0" in shown
    assert_accessible(view)


def test_nothing_is_said_to_be_well_before_it_is_read(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk
) -> None:
    desk = new_desk()
    view = screens.open(HomeView, desk, make_round(desk))
    assert view.ledger.isHidden(), "the reading has not landed yet"
    loaded(qtbot, view)
    assert view.ledger.isVisible()


def test_a_day_of_another_year_says_which_year() -> None:
    today = datetime.now().astimezone().date()
    assert day_words(today) == f"{today.month} 月 {today.day} 日"
    assert day_words(date(2023, 5, 20)) == "2023 年 5 月 20 日"


def test_the_organiser_sees_what_waits_and_goes_there(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    incomplete = an_application(desk, round_id, tmp_path / "a", "金穗淀粉（示例）", complete=False)
    ready = an_application(desk, round_id, tmp_path / "b", "青禾水泥（示例）")
    answer_everything(desk, round_id, ready)
    view = screens.open(HomeView, desk, round_id)
    loaded(qtbot, view)
    assert titles(view) == ["核对材料 1 家", "核对负面清单 1 家", "催办部门意见 1 家", "分派专家 1 家"]
    qtbot.waitUntil(lambda: "收件 2，材料齐全 1，评审完成 0，定稿 0" in words(view), timeout=WAIT)
    assert f"本批次 {desk.rounds.line(round_id).entries} 条记录全部计入" in words(view)
    view.todo.choose("complete")
    with qtbot.waitSignal(view.went) as went:
        QTest.keyClick(view.todo, Qt.Key.Key_Return)
    assert went.args == ["applications", incomplete]


def test_an_expert_sees_own_work_and_no_one_elses(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    organiser, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(organiser)
    fingerprint = admit(organiser, round_id, expert)
    first = an_application(organiser, round_id, tmp_path / "a")
    second = an_application(organiser, round_id, tmp_path / "b", "白桦乳业（示例）")
    for application in (first, second):
        organiser.reviews.assign(round_id, application, fingerprint)
    carry(organiser, expert, round_id)
    expert.reviews.declare(round_id, second, conflict=False)
    view = screens.open(HomeView, expert, round_id)
    loaded(qtbot, view)
    assert titles(view) == ["作回避声明 1 家", "评审 1 家申报"]
    score_all(expert, round_id, second)
    expert.reviews.submit(round_id, second)
    view.reload()
    qtbot.waitUntil(lambda: titles(view) == ["作回避声明 1 家"], timeout=WAIT)


def test_a_recused_application_counts_nowhere(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    organiser, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(organiser)
    fingerprint = admit(organiser, round_id, expert)
    application = an_application(organiser, round_id, tmp_path / "a")
    organiser.reviews.assign(round_id, application, fingerprint)
    carry(organiser, expert, round_id)
    expert.reviews.declare(round_id, application, conflict=True, grounds=("同一单位",))
    view = screens.open(HomeView, expert, round_id)
    loaded(qtbot, view)
    assert titles(view) == []
    none = "收件 0，材料齐全 0，评审完成 0，定稿 0"
    qtbot.waitUntil(lambda: none in words(view), timeout=WAIT)
    assert view.came.rows_model.rows == ()


def test_each_file_goes_to_its_place(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()
    view = screens.open(HomeView, desk, make_round(desk))
    for name, place in (
        ("评审.gdx", "exchange"),
        ("材料.gdpkg", "applications"),
        ("材料.zip", "applications"),
    ):
        with qtbot.waitSignal(view.went) as went:
            view.take_files([tmp_path / name])
        assert went.args == [place, tmp_path / name]
    with qtbot.waitSignal(view.rounds_wanted) as wanted:
        view.take_files([tmp_path / "政策.yaml"])
    assert wanted.args == [tmp_path / "政策.yaml"]


def test_another_round_is_one_click_away(qtbot: QtBot, screens: Screens, new_desk: NewDesk) -> None:
    desk = new_desk()
    first, second = make_round(desk, title="第一批（示例）"), make_round(desk, title="第二批（示例）")
    view = screens.open(HomeView, desk, second)
    loaded(qtbot, view)
    cards = {card.round_id: card for card in view.cards.findChildren(RoundCardFrame)}
    assert set(cards) == {first, second}
    with qtbot.waitSignal(view.round_chosen) as chosen:
        qtbot.mouseClick(cards[first], Qt.MouseButton.LeftButton)
    assert chosen.args == [first]


def test_the_next_date_of_the_policy_is_shown_and_the_last_when_all_passed() -> None:
    dates = [("县区报送", date(2026, 4, 30)), ("市报送", date(2026, 5, 29))]
    coming, gone = due_of(dates, date(2026, 5, 1)), due_of(dates, date(2026, 6, 1))
    assert coming is not None
    assert (coming.title, coming.passed) == ("市报送", False)
    assert gone is not None
    assert (gone.title, gone.passed) == ("市报送", True)
    assert due_of([], date(2026, 5, 1)) is None
