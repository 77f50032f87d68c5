"""The timetable of a round: days of its year and working days left, over the published holidays."""

from datetime import date

from tests.conftest import NewDesk
from tests.desks import make_round


def test_deadlines_stand_on_days_of_the_round_with_the_working_days_left(new_desk: NewDesk) -> None:
    desk = new_desk()
    found = desk.rounds.timetable(make_round(desk), date(2026, 4, 24))
    assert [(one.code, one.day) for one in found.deadlines] == [
        ("county", date(2026, 4, 30)),
        ("city", date(2026, 5, 29)),
    ]
    county = found.deadline("county")
    assert county is not None
    assert (county.left.days, county.left.overdue, county.left.provisional) == (4, False, False)
    assert found.deadline("nothing") is None


def test_a_deadline_that_has_passed_counts_backwards(new_desk: NewDesk) -> None:
    desk = new_desk()
    found = desk.rounds.timetable(make_round(desk), date(2026, 6, 1))
    city = found.deadline("city")
    assert city is not None
    assert city.left.days == -1
    assert city.left.overdue
