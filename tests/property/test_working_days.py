"""Laws of counting days: terms and counts undo each other, longer terms end later, last days are worked."""

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from greendesk.adapters.calendar_files import CalendarLibrary
from greendesk.domain.working_days import Unit, count_term, days_left, working_days_between
from ui.term_words import explain

CALENDAR = CalendarLibrary(Path(__file__).parents[2] / "resources").calendar()
DAYS = st.dates(date(2007, 1, 1), date(2028, 12, 31))
COUNTS = st.integers(1, 120)
UNITS = st.sampled_from(Unit)
FEW = settings(max_examples=60, deadline=None)


@FEW
@given(DAYS, COUNTS)
def test_a_term_holds_as_many_working_days_as_it_says(start: date, count: int) -> None:
    term = count_term(CALENDAR, start, count, Unit.WORKING_DAYS)
    found = working_days_between(CALENDAR, start, term.last)
    assert found.days == count
    assert found.provisional_years == term.provisional_years
    assert days_left(CALENDAR, start, term.last).days == count
    assert (term.last - start).days == count + len(term.skipped)


@FEW
@given(DAYS, COUNTS)
def test_counting_the_first_day_too_is_a_term_from_the_day_before(start: date, count: int) -> None:
    with_it = count_term(CALENDAR, start, count, Unit.WORKING_DAYS, from_next_day=False)
    before = count_term(CALENDAR, start - timedelta(days=1), count, Unit.WORKING_DAYS)
    assert (with_it.first, with_it.last, with_it.skipped) == (before.first, before.last, before.skipped)


@FEW
@given(DAYS, COUNTS, UNITS, st.booleans())
def test_a_term_ends_on_a_working_day_and_says_what_it_left_out(
    start: date, count: int, unit: Unit, from_next_day: bool
) -> None:
    term = count_term(CALENDAR, start, count, unit, from_next_day=from_next_day)
    assert CALENDAR.is_working(term.last)
    assert start <= term.first <= term.last
    assert not any(CALENDAR.is_working(skip.day) for skip in term.skipped)
    assert all(CALENDAR.is_working(one.day) and one.day.weekday() > 4 for one in term.worked)
    assert set(term.provisional_years) <= {2027, 2028, 2029}
    assert (term.last.year in term.provisional_years) == (not CALENDAR.known(term.last.year))
    assert (term.moved_from is None) == (unit is Unit.WORKING_DAYS or not term.skipped)
    assert term.last.isoformat() in explain(term)


@FEW
@given(DAYS, COUNTS, UNITS)
def test_a_longer_or_later_term_ends_no_earlier(start: date, count: int, unit: Unit) -> None:
    term = count_term(CALENDAR, start, count, unit)
    longer = count_term(CALENDAR, start, count + 1, unit)
    later = count_term(CALENDAR, start + timedelta(days=1), count, unit)
    assert longer.last >= term.last
    assert later.last >= term.last
    if unit is Unit.WORKING_DAYS:
        assert longer.last > term.last


@FEW
@given(DAYS, COUNTS, COUNTS)
def test_terms_of_working_days_add_up(start: date, one: int, other: int) -> None:
    half = count_term(CALENDAR, start, one, Unit.WORKING_DAYS)
    rest = count_term(CALENDAR, half.last, other, Unit.WORKING_DAYS)
    assert rest.last == count_term(CALENDAR, start, one + other, Unit.WORKING_DAYS).last


@FEW
@given(DAYS, st.integers(-400, 400), st.integers(-400, 400))
def test_counts_add_up_over_any_day_between(first: date, one: int, other: int) -> None:
    middle = first + timedelta(days=one)
    last = middle + timedelta(days=other)
    parts = [working_days_between(CALENDAR, a, b).days for a, b in ((first, middle), (middle, last))]
    assert sum(parts) == working_days_between(CALENDAR, first, last).days
    left = days_left(CALENDAR, first, last)
    assert left.overdue == (first > last)
    assert left.days <= 0 if left.overdue else left.days >= 0
