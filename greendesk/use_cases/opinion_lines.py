"""The opinions of departments as lines: the reply, when it was asked for, how late it is, what it contradicts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from greendesk.domain.moments import moment
from greendesk.domain.working_days import DaysLeft, WorkCalendar, days_left
from greendesk.ledger.store import Head, LedgerStore
from greendesk.queries import AskedLine, HeadAnswerLine, OpinionLine
from greendesk.use_cases.desk_context import first_heads
from greendesk.use_cases.standing import Standing, attachment_line

Cell = tuple[str, str]  # application, department


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Every request of a round, and the day and the calendar by which they are late."""

    batches: tuple[Head, ...]  # oldest first
    calendar: WorkCalendar
    today: date

    def left(self, reply_by: str) -> DaysLeft:
        """The working days until a day, negative when it is past."""
        return days_left(self.calendar, self.today, date.fromisoformat(reply_by))

    def cells(self) -> Mapping[Cell, AskedLine]:
        """The latest request of every application and department that was asked about."""
        found: defaultdict[Cell, list[Head]] = defaultdict(list)
        for batch in self.batches:
            for application in batch.content["applications"]:
                for department in batch.content["departments"]:
                    found[application, department].append(batch)
        return {cell: self._line(batches) for cell, batches in found.items()}

    def _line(self, batches: list[Head]) -> AskedLine:
        content = batches[-1].content
        left = self.left(content["reply_by"])
        return AskedLine(
            consultation=batches[-1].key[0],
            number=content["number"],
            date=content["date"],
            reply_by=content["reply_by"],
            days_left=left.days,
            late=left.overdue,
            provisional=left.provisional,
            times=len(batches),
        )


def asked(status: Standing, ledger: LedgerStore) -> Asked:
    """Read the requests of a round."""
    batches = first_heads(ledger.all_heads("consultation.requested")).values()
    return Asked(
        batches=tuple(sorted(batches, key=lambda head: (head.time, head.entry))),
        calendar=status.context.calendar,
        today=moment(status.context.clock.now()).date(),
    )


def opinions_of(status: Standing, application: str) -> tuple[OpinionLine, ...]:
    """One line for each department that the policy asks, in its order."""
    every = status.heads["opinion.recorded"].get(application, ())
    lines = []
    for department in status.policy.departments:
        heads = [head for head in every if head.key[1] == department.code]
        content = heads[0].content if heads else {}
        letter = content.get("letter")
        lines.append(
            OpinionLine(
                application=application,
                department=department.code,
                department_name=department.name,
                matters=department.asks,
                position=content.get("position", ""),
                number=content.get("number", ""),
                date=content.get("date", ""),
                signer=content.get("signer", ""),
                text=content.get("text", ""),
                letter=attachment_line(status.context, letter) if letter else None,
                by=status.name(heads[0].author) if heads else "",
                at=heads[0].time[0] if heads else 0,
                conflict=len({str(head.content) for head in heads}) > 1,
            )
        )
    return tuple(lines)


def whole_opinions(
    status: Standing, requests: Mapping[Cell, AskedLine], application: str
) -> tuple[OpinionLine, ...]:
    """The opinions on one application with what was asked and what they say about the negative list."""
    answers = {
        head.key[1]: head.content.get("heads", {}) for head in status.of("opinion.recorded", application)
    }
    return tuple(
        replace(
            line,
            asked=requests.get((application, line.department)),
            heads=head_answers(status, application, answers.get(line.department, {})),
        )
        for line in opinions_of(status, application)
    )


def head_answers(
    status: Standing, application: str, answers: Mapping[str, str]
) -> tuple[HeadAnswerLine, ...]:
    """A department's answers in the order of the negative list, beside what stands there."""
    listed = {head.key[1]: head for head in status.of("negative.answered", application)}
    return tuple(
        HeadAnswerLine(
            head=item.code,
            title=item.title,
            answer=answers[item.code],
            listed=listed[item.code].content["answer"] if item.code in listed else "",
            listed_by=status.name(listed[item.code].author) if item.code in listed else "",
        )
        for item in status.negative_items
        if item.code in answers
    )


def replied(status: Standing, cells: Iterable[Cell]) -> int:
    """How many of these have a reply; silence is never one."""
    return sum(
        any(head.key[1] == department for head in status.of("opinion.recorded", application))
        for application, department in cells
    )
