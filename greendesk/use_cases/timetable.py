"""The timetable of a round: every deadline of its policy as a day of its year, and the working days left until then."""

from dataclasses import dataclass
from datetime import date

from greendesk.domain.policy import Basis, Deadline
from greendesk.domain.working_days import DaysLeft, WorkCalendar, days_left
from greendesk.use_cases.desk_context import DeskContext, RoundUnknown, value


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineLine:
    """One deadline: who hands in by which day (that day included), and how far it is."""

    code: str
    title: str
    actor: str
    article: str
    day: date
    left: DaysLeft
    basis: Basis | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """The deadlines of a round's year as seen from a day, the earliest first."""

    today: date
    year: int
    deadlines: tuple[DeadlineLine, ...]

    def deadline(self, code: str) -> DeadlineLine | None:
        """Return a deadline by its code, nothing when the policy has none of this code."""
        return next((one for one in self.deadlines if one.code == code), None)


def timetable(context: DeskContext, round_id: str, today: date) -> Timetable:
    """Return the deadlines of a round's policy in its year and the working days that are left."""
    with context.works(round_id) as work:
        policy, _ = context.rules(work.ledger, round_id)
        opened = value(work.ledger, "round.opened", round_id)
    if opened is None:
        raise RoundUnknown
    year = int(opened["year"])
    lines = (_line(one, year, today, context.calendar) for one in policy.deadlines)
    return Timetable(today=today, year=year, deadlines=tuple(sorted(lines, key=_day)))


def _line(one: Deadline, year: int, today: date, calendar: WorkCalendar) -> DeadlineLine:
    day = one.on(year)
    return DeadlineLine(
        code=one.code,
        title=one.title,
        actor=one.actor,
        article=one.article,
        day=day,
        left=days_left(calendar, today, day),
        basis=one.basis,
    )


def _day(line: DeadlineLine) -> date:
    return line.day
