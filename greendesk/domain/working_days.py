"""Terms in working days and in calendar days, over the State Council's holidays and make-up days.

Civil Code of the People's Republic of China, article 201: counted by days, the first day is not counted,
counting begins on the next; article 203: a last day that is a statutory day off gives way to the day after it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from greendesk.errors import Refusal

LONGEST = 3660
_DAY = timedelta(days=1)


class DateDoesNotExist(Refusal):
    """The calendar of that year has no such month and day."""

    code = "GD-462"


class TermImpossible(Refusal):
    """A term has less than one day, more than ten years, or ends after the last date there is."""

    code = "GD-463"


class Unit(StrEnum):
    """What a term is counted in."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"


class Why(StrEnum):
    """Why a day is no working day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"


class Article(StrEnum):
    """The rule of the Civil Code that a term stands on."""

    NEXT_DAY = "civil-code-201"
    DAY_OFF = "civil-code-203"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """A day that is not counted; a weekend has no name."""

    day: date
    why: Why
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeUp:
    """A day of a weekend that is worked to make up for a holiday."""

    day: date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """Holidays and make-up days by date, and the years whose arrangement is published."""

    years: frozenset[int]
    holidays: Mapping[date, str] = field(hash=False)
    make_up_days: Mapping[date, str] = field(hash=False)

    def known(self, year: int) -> bool:
        """Say whether the year's arrangement is published; an unknown year is judged by weekends."""
        return year in self.years

    def is_working(self, day: date) -> bool:
        """Say whether people work on a day; only a guess where its year is not known."""
        return self.day_off(day) is None

    def day_off(self, day: date) -> Skip | None:
        """Return why a day is off, or None for a working day."""
        if day in self.make_up_days:
            return None
        if day in self.holidays:
            return Skip(day=day, why=Why.HOLIDAY, name=self.holidays[day])
        return Skip(day=day, why=Why.WEEKEND) if day.weekday() > 4 else None

    def unknown_years(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years from one day to another whose arrangement is not published."""
        return tuple(year for year in range(first.year, last.year + 1) if not self.known(year))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term worked out: what was counted, what was left out and by which rule."""

    start: date
    first: date
    last: date
    unit: Unit
    count: int
    from_next_day: bool
    articles: tuple[Article, ...]
    skipped: tuple[Skip, ...] = ()
    worked: tuple[MakeUp, ...] = ()
    moved_from: date | None = None
    provisional_years: tuple[int, ...] = ()

    @property
    def provisional(self) -> bool:
        """Say whether a year in it was judged by weekends alone."""
        return bool(self.provisional_years)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """A number of working days, and the years in it that were judged by weekends alone."""

    days: int
    provisional_years: tuple[int, ...] = ()

    @property
    def provisional(self) -> bool:
        """Say whether a year in it was judged by weekends alone."""
        return bool(self.provisional_years)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysLeft(DayCount):
    """Working days to a deadline, negative when it has passed; `overdue` also where only days off passed."""

    overdue: bool


def count_term(
    calendar: WorkCalendar, start: date, count: int, unit: Unit, *, from_next_day: bool = True
) -> Term:
    """Return the term of so many days after an event.

    Civil Code article 201: the day of the event is not counted, unless `from_next_day` is false because another
    rule says so. Article 203 moves the last of calendar days off a day off; working days cannot end on one.
    """
    if not 1 <= count <= LONGEST:
        raise TermImpossible(start=start.isoformat(), count=count)
    try:
        begin = start + _DAY if from_next_day else start
        if unit is Unit.WORKING_DAYS:
            return _working_term(calendar, start, begin, count, from_next_day=from_next_day)
        return _calendar_term(calendar, start, begin, count, from_next_day=from_next_day)
    except OverflowError as error:
        raise TermImpossible(start=start.isoformat(), count=count) from error


def working_days_between(calendar: WorkCalendar, first: date, last: date) -> DayCount:
    """Count the working days after one day up to and with another; negative when the other is earlier."""
    if last < first:
        back = working_days_between(calendar, last, first)
        return DayCount(days=-back.days, provisional_years=back.provisional_years)
    if last == first:
        return DayCount(days=0)
    days = sum(calendar.is_working(day) for day in _days(first + _DAY, last))
    return DayCount(days=days, provisional_years=calendar.unknown_years(first + _DAY, last))


def days_left(calendar: WorkCalendar, today: date, deadline: date) -> DaysLeft:
    """Count the working days after today up to and with the deadline; 0 on the day, negative when overdue."""
    found = working_days_between(calendar, today, deadline)
    return DaysLeft(days=found.days, provisional_years=found.provisional_years, overdue=today > deadline)


def deadline_of(month_day: str, year: int) -> date:
    """Return the date of a month and day such as 05-31 in a year, or refuse what the calendar does not have."""
    month, _, day = month_day.partition("-")
    digits = len(month) == len(day) == 2 and (month + day).isascii() and (month + day).isdigit()
    try:
        if digits:
            return date(year, int(month), int(day))
    except ValueError as error:
        raise DateDoesNotExist(month_day=month_day, year=year) from error
    raise DateDoesNotExist(month_day=month_day, year=year)


def _working_term(
    calendar: WorkCalendar, start: date, begin: date, count: int, *, from_next_day: bool
) -> Term:
    counted: list[date] = []
    skipped: list[Skip] = []
    day = begin
    while True:
        off = calendar.day_off(day)
        if off is None:
            counted.append(day)
        else:
            skipped.append(off)
        if len(counted) == count:
            break
        day += _DAY
    worked = (MakeUp(day=one, name=calendar.make_up_days[one]) for one in counted if _made_up(calendar, one))
    return Term(
        start=start,
        first=counted[0],
        last=day,
        unit=Unit.WORKING_DAYS,
        count=count,
        from_next_day=from_next_day,
        articles=(Article.NEXT_DAY,) if from_next_day else (),
        skipped=tuple(skipped),
        worked=tuple(worked),
        provisional_years=calendar.unknown_years(begin, day),
    )


def _calendar_term(
    calendar: WorkCalendar, start: date, begin: date, count: int, *, from_next_day: bool
) -> Term:
    end = last = begin + (count - 1) * _DAY
    skipped: list[Skip] = []
    while (off := calendar.day_off(last)) is not None:
        skipped.append(off)
        last += _DAY
    worked = (MakeUp(day=last, name=calendar.make_up_days[last]),) if _made_up(calendar, last) else ()
    articles = ((Article.NEXT_DAY,) if from_next_day else ()) + ((Article.DAY_OFF,) if skipped else ())
    return Term(
        start=start,
        first=begin,
        last=last,
        unit=Unit.CALENDAR_DAYS,
        count=count,
        from_next_day=from_next_day,
        articles=articles,
        skipped=tuple(skipped),
        worked=worked,
        moved_from=end if skipped else None,
        provisional_years=calendar.unknown_years(end, last),
    )


def _made_up(calendar: WorkCalendar, day: date) -> bool:
    return day in calendar.make_up_days


def _days(first: date, last: date) -> Iterator[date]:
    return (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
