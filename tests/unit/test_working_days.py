"""Working days: the shipped years against two independent judges, terms by the Civil Code, files refused."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from holidays import country_holidays

from greendesk.adapters.calendar_files import (
    CalendarDayWrong,
    CalendarFolderUnreadable,
    CalendarLibrary,
    CalendarYearShipped,
    parse_calendar_year,
)
from greendesk.adapters.yaml_checks import DayDoesNotExist, FieldMissing, FieldUnknown, FieldWrong
from greendesk.adapters.yaml_tree import RulesFileTooClever, RulesFileUnreadable
from greendesk.domain.working_days import (
    Article,
    DateDoesNotExist,
    MakeUp,
    Skip,
    Term,
    TermImpossible,
    Unit,
    Why,
    WorkCalendar,
    count_term,
    days_left,
    deadline_of,
    working_days_between,
)
from greendesk.errors import GreendeskError
from ui.term_words import explain, holiday_name, warning

RESOURCES = Path(__file__).parents[2] / "resources"
CALENDAR = CalendarLibrary(RESOURCES).calendar()
YEARS = range(2007, 2027)
WORKING, CALENDAR_DAYS = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS
NEXT_YEAR = """format: 1
year: 2027
state: published
provenance: proposed
source: 示例：尚未公布，仅供试验
holidays:
- name: 元旦
  days: [2027-01-01]
work_days:
- name: 元旦
  days: [2026-12-27]
"""


def days_of(year: int) -> Iterator[date]:
    """Every day of a year."""
    first = date(year, 1, 1)
    return (first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days))


def term(start: str, count: int, unit: Unit = WORKING, *, from_next_day: bool = True) -> Term:
    """Return a term of the shipped calendar."""
    return count_term(CALENDAR, date.fromisoformat(start), count, unit, from_next_day=from_next_day)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_agrees_with_two_independent_judges(year: int) -> None:
    other = country_holidays("CN", years=year)
    ours = {day: CALENDAR.is_working(day) for day in days_of(year)}
    assert ours == {day: chinese_calendar.is_workday(day) for day in ours}
    assert ours == {day: other.is_working_day(day) for day in ours}


def test_only_published_years_are_known() -> None:
    assert CALENDAR.years == frozenset(YEARS)
    assert not CALENDAR.known(2027)
    assert not CALENDAR.known(2006)
    with pytest.raises(NotImplementedError):  # the judge knows no more than we do
        chinese_calendar.is_workday(date(2027, 1, 4))
    assert CALENDAR.is_working(date(2027, 10, 1)), "a Friday: holidays are not guessed"
    assert not CALENDAR.is_working(date(2027, 10, 2))


def test_every_shipped_file_names_its_notice() -> None:
    for year in YEARS:
        name = f"cn-{year}.yaml"
        parsed = parse_calendar_year((RESOURCES / "calendar" / name).read_bytes(), name)
        assert parsed.source == f"国务院办公厅关于{year}年部分节假日安排的通知"
        assert parsed.provenance.value == "read_copy"


@pytest.mark.rule("N-15", "T-09")
def test_working_days_skip_the_labour_day_and_count_the_make_up_saturday() -> None:
    found = term("2026-04-30", 5)
    assert (found.first, found.last) == (date(2026, 5, 6), date(2026, 5, 11))
    assert [one.day.day for one in found.skipped] == [1, 2, 3, 4, 5, 10]
    assert found.skipped[1] == Skip(day=date(2026, 5, 2), why=Why.HOLIDAY, name="劳动节")
    assert found.skipped[-1] == Skip(day=date(2026, 5, 10), why=Why.WEEKEND)
    assert found.worked == (MakeUp(day=date(2026, 5, 9), name="劳动节"),)
    assert found.articles == (Article.NEXT_DAY,)
    assert not found.provisional
    assert found.moved_from is None


def test_the_day_itself_counts_only_where_a_rule_says_so() -> None:
    assert term("2026-04-30", 1).last == date(2026, 5, 6)
    counted = term("2026-04-30", 1, from_next_day=False)
    assert (counted.first, counted.last, counted.articles) == (date(2026, 4, 30), date(2026, 4, 30), ())
    assert term("2026-05-01", 1, from_next_day=False).first == date(2026, 5, 6)


def test_the_last_of_calendar_days_moves_off_a_holiday() -> None:
    found = term("2026-04-21", 10, CALENDAR_DAYS)
    assert (found.first, found.moved_from, found.last) == (
        date(2026, 4, 22),
        date(2026, 5, 1),
        date(2026, 5, 6),
    )
    assert found.articles == (Article.NEXT_DAY, Article.DAY_OFF)
    assert [one.day.day for one in found.skipped] == [1, 2, 3, 4, 5]
    stays = term("2026-04-20", 10, CALENDAR_DAYS)
    assert (stays.last, stays.moved_from, stays.skipped) == (date(2026, 4, 30), None, ())
    on_make_up_day = term("2026-04-29", 10, CALENDAR_DAYS)
    assert (on_make_up_day.last, on_make_up_day.moved_from) == (date(2026, 5, 9), None)
    assert on_make_up_day.worked == (MakeUp(day=date(2026, 5, 9), name="劳动节"),)


def test_a_term_into_an_unpublished_year_says_so() -> None:
    found = term("2026-12-30", 5)
    assert found.last == date(2027, 1, 6)
    assert found.provisional_years == (2027,)
    assert term("2026-12-24", 5).provisional_years == ()
    assert term("2026-12-01", 40, CALENDAR_DAYS).provisional
    assert days_left(CALENDAR, date(2026, 12, 30), date(2027, 1, 6)).provisional_years == (2027,)
    assert term("2026-12-30", 300).provisional_years == (2027, 2028)


def test_days_left_are_negative_when_overdue() -> None:
    deadline = date(2026, 5, 8)
    cases = {7: (1, False), 8: (0, False), 9: (-1, True), 10: (-1, True), 11: (-2, True)}
    for day, expected in cases.items():
        left = days_left(CALENDAR, date(2026, 5, day), deadline)
        assert (left.days, left.overdue) == expected
    weekend = days_left(CALENDAR, date(2026, 5, 17), date(2026, 5, 15))
    assert (weekend.days, weekend.overdue) == (0, True)
    assert working_days_between(CALENDAR, deadline, date(2026, 4, 30)).days == -3


def test_a_deadline_is_a_date_that_exists() -> None:
    assert deadline_of("02-29", 2028) == date(2028, 2, 29)
    for wrong in ("02-30", "13-01", "00-10", "5-31", "05-3", "0531", "", "ab-cd", "²2-01", "05-31-"):
        with pytest.raises(DateDoesNotExist) as refused:
            deadline_of(wrong, 2026)
        assert refused.value.details == {"month_day": wrong, "year": 2026}
    with pytest.raises(DateDoesNotExist):
        deadline_of("02-29", 2026)


@pytest.mark.parametrize("count", [0, -1, 3661])
def test_a_term_of_no_days_or_of_ages_is_refused(count: int) -> None:
    with pytest.raises(TermImpossible):
        term("2026-04-30", count)


def test_a_term_past_the_last_date_is_refused() -> None:
    for unit in Unit:
        with pytest.raises(TermImpossible):
            count_term(CALENDAR, date(9999, 12, 30), 5, unit)


def changed(old: str, new: str) -> str:
    """The file of the next year with one change."""
    assert old in NEXT_YEAR
    return NEXT_YEAR.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "refusal", "line", "field"),
    [
        (changed("source: 示例：尚未公布，仅供试验\n", ""), FieldMissing, 1, "source"),
        (changed("state: published", "state: guessed"), FieldWrong, 3, "state"),
        (changed("state: published", "state: published\nnumber: 1"), FieldUnknown, 4, "number"),
        (changed("2027-01-01", "2027-02-30"), DayDoesNotExist, 8, "holidays.0.days.0"),
        (changed("2027-01-01", "20270101"), FieldWrong, 8, "holidays.0.days.0"),
        (changed("2027-01-01", "2028-01-01"), CalendarDayWrong, 8, "holidays.0.days.0"),
        (changed("2027-01-01", "2026-11-30"), CalendarDayWrong, 8, "holidays.0.days.0"),
        (changed("2027-01-01", "2027-01-01, 2027-01-01"), CalendarDayWrong, 8, "holidays.0.days.1"),
        (changed("2026-12-27", "2026-12-28"), CalendarDayWrong, 11, "work_days.0.days.0"),
        (changed("2027-01-01", "2026-12-27"), CalendarDayWrong, 11, "work_days.0.days.0"),
        (changed("year: 2027", "year: 2027.0"), FieldWrong, 2, "year"),
        (changed("year: 2027", "year: 1066"), FieldWrong, 2, "year"),
        (changed("[2027-01-01]", "[]"), FieldWrong, 8, "holidays.0.days"),
        (changed("元旦", "&a 元旦") + "x: *a\n", RulesFileTooClever, 12, None),
        ("year: [", RulesFileUnreadable, 1, None),
    ],
)
def test_a_wrong_file_is_refused_by_line_and_field(
    text: str, refusal: type[GreendeskError], line: int, field: str | None
) -> None:
    with pytest.raises(refusal) as refused:
        parse_calendar_year(text.encode(), "cn-2027.yaml")
    assert refused.value.details["file"] == "cn-2027.yaml"
    assert refused.value.details["line"] == line
    assert refused.value.details.get("field") == field


def test_a_file_is_named_by_its_year() -> None:
    with pytest.raises(FieldWrong) as refused:
        parse_calendar_year(NEXT_YEAR.encode(), "cn-2028.yaml")
    assert refused.value.details["field"] == "year"


def test_the_desk_takes_in_a_year_that_is_not_shipped(tmp_path: Path) -> None:
    own = tmp_path / "desk" / "calendar"
    library = CalendarLibrary(RESOURCES, own)
    assert not library.calendar().known(2027)
    assert library.calendar() is library.calendar()
    assert library.take_in(NEXT_YEAR.encode(), "cn-2027.yaml") == 2027
    calendar = library.calendar()
    assert calendar.known(2027)
    assert not calendar.is_working(date(2027, 1, 1))
    assert calendar.is_working(date(2026, 12, 27))
    assert CalendarLibrary(RESOURCES, own).calendar() == calendar
    assert not count_term(calendar, date(2026, 12, 30), 5, WORKING).provisional


def test_the_shipped_year_wins_over_the_desks_own(tmp_path: Path) -> None:
    shipped = (RESOURCES / "calendar" / "cn-2026.yaml").read_bytes()
    with pytest.raises(CalendarYearShipped):
        CalendarLibrary(RESOURCES, tmp_path).take_in(shipped, "cn-2026.yaml")
    (tmp_path / "cn-2026.yaml").write_bytes(shipped.replace(b", 2026-10-07", b""))
    (tmp_path / "notes.txt").write_bytes(b"not ours")
    assert CalendarLibrary(RESOURCES, tmp_path).calendar() == CALENDAR


def test_a_missing_or_unreadable_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(CalendarFolderUnreadable):
        CalendarLibrary(tmp_path).calendar()
    with pytest.raises(CalendarFolderUnreadable):
        CalendarLibrary(RESOURCES).take_in(NEXT_YEAR.encode(), "cn-2027.yaml")
    (tmp_path / "calendar" / "cn-2027.yaml").mkdir(parents=True)
    with pytest.raises(CalendarFolderUnreadable):
        CalendarLibrary(tmp_path).calendar()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (
            lambda: term("2026-04-30", 5),
            (
                "自 2026-04-30 起，次日起计 5 个工作日，至 2026-05-11 止。"
                "跳过：5月1日至5日（劳动节）、5月10日（周末）；5月9日（周六）调休上班，计入。"
            ),
        ),
        (
            lambda: term("2026-04-21", 10, CALENDAR_DAYS),
            (
                "自 2026-04-21 起，次日起计 10 个自然日，至 2026-05-06 止。"
                "期满日 5月1日是休息日，顺延，跳过：5月1日至5日（劳动节）。"
            ),
        ),
        (
            lambda: term("2026-06-01", 3, from_next_day=False),
            "自 2026-06-01 起，当日计入，共 3 个工作日，至 2026-06-03 止。",
        ),
        (
            lambda: term("2026-06-01", 3, CALENDAR_DAYS, from_next_day=False),
            "自 2026-06-01 起，当日计入，共 3 个自然日，至 2026-06-03 止。",
        ),
        (
            lambda: term("2025-12-30", 20),
            (
                "自 2025-12-30 起，次日起计 20 个工作日，至 2026-01-28 止。"
                "跳过：2026年1月1日至3日（元旦）、周末 6 天；2026年1月4日（周日）调休上班，计入。"
            ),
        ),
    ],
)
def test_a_term_is_explained_in_plain_words(make: Callable[[], Term], words: str) -> None:
    assert explain(make()) == words


def test_a_span_over_the_end_of_a_month_names_both_months() -> None:
    found = explain(term("2022-04-29", 1))
    assert "4月30日至5月4日（劳动节）" in found


def test_what_begins_is_said_where_it_is_known() -> None:
    assert explain(term("2026-06-01", 3), event="公示").startswith(
        "自 2026-06-01 起公示，次日起计 3 个工作日"
    )


def test_a_guess_is_said() -> None:
    assert not warning(term("2026-04-30", 5))
    assert warning(term("2026-12-30", 5)) == "2027 年放假安排尚未公布，暂按周末推算"
    assert warning(term("2026-12-30", 300)) == "2027、2028 年放假安排尚未公布，暂按周末推算"


def test_a_holiday_that_nobody_knows_keeps_its_name() -> None:
    memorial = "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"
    assert holiday_name(memorial) == memorial
    assert holiday_name("春节") == "春节"
    assert f"（{memorial}）" in explain(term("2015-09-02", 1))


def test_a_calendar_without_years_goes_by_weekends() -> None:
    bare = WorkCalendar(years=frozenset(), holidays={}, make_up_days={})
    found = count_term(bare, date(2026, 4, 30), 5, WORKING)
    assert (found.last, found.provisional_years) == (date(2026, 5, 7), (2026,))
