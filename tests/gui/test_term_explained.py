"""The explanation of a term on a screen: its words, the warning about a guess, and how it looks without one."""

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from greendesk.adapters.calendar_files import CalendarLibrary
from greendesk.domain.working_days import Unit, count_term
from ui.widgets.kit import Kit
from ui.widgets.term_explained import TermExplained

CALENDAR = CalendarLibrary(Path(__file__).parents[2] / "resources").calendar()


def test_a_term_is_explained_and_a_guess_warned_of(qtbot: QtBot, kit: Kit) -> None:
    settled = count_term(CALENDAR, date(2026, 4, 30), 5, Unit.WORKING_DAYS)
    guessed = count_term(CALENDAR, date(2026, 12, 30), 5, Unit.WORKING_DAYS)
    shown = TermExplained(kit, settled)
    qtbot.addWidget(shown)
    shown.show()
    assert shown.words.text().startswith("自 2026-04-30 起，次日起计 5 个工作日，至 2026-05-11 止。")
    assert not shown.caution.isVisible()
    shown.show_term(guessed, "公示")
    assert shown.words.text().startswith("自 2026-12-30 起公示，次日起计")
    assert shown.caution.isVisible()
    assert shown.caution.text() == "2027 年放假安排尚未公布，暂按周末推算"
    assert shown.caution.text() in shown.accessibleDescription()
    shown.show_term(settled)
    assert not shown.caution.isVisible()


def test_without_a_term_it_says_what_is_missing(qtbot: QtBot, kit: Kit) -> None:
    shown = TermExplained(kit)
    qtbot.addWidget(shown)
    assert "填写开始日期和天数" in shown.words.text()
    assert shown.accessibleDescription() == shown.words.text()
