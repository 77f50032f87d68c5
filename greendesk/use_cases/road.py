"""The road of an application: where it stands, what is missing for the next step, whose turn it is, and moves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from greendesk.domain.policy import Policy
from greendesk.domain.road import (
    ENDED,
    GuardCheck,
    GuardState,
    Move,
    RoadEnded,
    Stage,
    stage_after,
    stage_of,
    stages_before,
)
from greendesk.domain.working_days import days_left
from greendesk.errors import Refusal
from greendesk.ledger.kinds import InitialReviewed, Override, StageMoved
from greendesk.ledger.store import LedgerStore
from greendesk.queries import AttachmentLine
from greendesk.queries_road import GuardLine, OverrideLine, RoadLine, StageLine
from greendesk.use_cases.application_lines import application_line
from greendesk.use_cases.desk_context import DeskContext, first_heads, value
from greendesk.use_cases.guards import Guards
from greendesk.use_cases.road_papers import file_papers, initial_review
from greendesk.use_cases.road_reading import moves_of, overrides_of, place_of
from greendesk.use_cases.standing import ApplicationUnknown, Standing, attachment_line, standing


class NotYet(Refusal):
    """A guard of the stage does not hold; `guard` names the first, `article` the text that says so."""

    code = "GD-496"


class NoExceptionAllowed(Refusal):
    """The text allows no exception from this guard."""

    code = "GD-497"


class ReasonMissing(Refusal):
    """Going back, ending, reopening or passing a guard by exception without saying why."""

    code = "GD-498"


class NotYourTurn(Refusal):
    """Another role moves the application on from this stage."""

    code = "GD-499"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A move that a person wants: the day on which it happens, and reasons for exceptions by guard."""

    application: str
    move: Move = Move.ADVANCE
    on: date
    reason: str = ""
    to_stage: str = ""
    exceptions: Mapping[str, str] = field(default_factory=dict)


class Road:
    """The verbs and questions about stages."""

    def __init__(self, context: DeskContext) -> None:
        self._context = context

    # ------------------------------------------------------------ questions

    def of(self, round_id: str, application: str, today: date) -> RoadLine:
        """Where an application stands on a day, what is missing for the next step and whose turn it is."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id, application)
            return self._road(status, work.ledger, application, today)

    def overrides(self, round_id: str, application: str) -> tuple[OverrideLine, ...]:
        """Everything that was passed by exception so far, oldest first."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id, application)
            return overrides_of(status, work.ledger, application)

    # ------------------------------------------------------------ verbs

    def move(self, round_id: str, step: Step) -> str:
        """Move an application and return the code of the stage where it stands now.

        Advancing needs every guard to hold, or a reason where the text allows an exception.
        """
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id, step.application)
            target = self.record_move(status, work.ledger, step)
            work.commit()
        return target

    def record_move(self, status: Standing, ledger: LedgerStore, step: Step) -> str:
        """Record a move inside a transaction that somebody else commits."""
        stages = status.policy.stages
        place = place_of(status, step.application)
        here = stage_of(stages, place.stage)
        if place.ended and step.move is not Move.REOPEN:
            raise RoadEnded(stage=here.title)
        if step.move is not Move.ADVANCE and not step.reason.strip():
            raise ReasonMissing(what=step.move.value)
        if not _may(status, here):
            raise NotYourTurn(actor=here.actor)
        overrides: tuple[Override, ...] = ()
        target = place.stage
        if step.move is Move.ADVANCE:
            lines = Guards(status, ledger, step.application, step.on).of(here)
            overrides = _passed(lines, step.exceptions)
            target = stage_after(stages, place.stage).code
        elif step.move is Move.SEND_BACK:
            before = stages_before(stages, place.stage)
            target = stage_of(before, step.to_stage or before[0].code if before else place.stage).code
        elif step.move is Move.REOPEN and step.to_stage:
            target = stage_of((here, *stages_before(stages, place.stage)), step.to_stage).code
        content = StageMoved.model_validate(
            {
                "move": step.move.value,
                "from_stage": place.stage,
                "to_stage": target,
                "date": step.on.isoformat(),
                "reason": step.reason.strip(),
                "overrides": overrides,
            }
        )
        self._context.record(ledger, status.round_id, "stage.moved", (step.application,), content)
        return target

    def review_initially(
        self,
        round_id: str,
        application: str,
        *,
        recommended: bool,
        opinion: str,
        office: str,
        on: date,
    ) -> None:
        """Record the initial review (初审意见) of an application and make its papers."""
        if not opinion.strip():
            raise ReasonMissing(what="initial_review")
        with self._context.works(round_id) as work:
            if not work.ledger.heads("application.registered", (application,)):
                raise ApplicationUnknown(application=application)
            content = InitialReviewed(
                office=office.strip(), recommended=recommended, opinion=opinion.strip(), date=on.isoformat()
            )
            ledger = work.ledger
            entry = self._context.record(ledger, round_id, "initial.reviewed", (application,), content)
            status = standing(self._context, ledger, round_id, application)
            here = stage_of(status.policy.stages, place_of(status, application).stage)
            looked_at = [
                line
                for line in Guards(status, ledger, application, on).of(here)
                if line.what != GuardCheck.INITIAL_REVIEW.value
            ]
            paper = initial_review(status, ledger, application, content, looked_at, entry)
            name = f"初审意见 {application_line(status, application).unit} {content.date}"
            file_papers(self._context, ledger, round_id, application, paper, name)
            work.commit()

    def initial_review(self, round_id: str, application: str) -> Mapping[str, Any] | None:
        """The initial review that stands: office, recommended, opinion, date; or nothing."""
        with self._context.works(round_id) as work:
            return value(work.ledger, "initial.reviewed", application)

    def initial_review_files(self, round_id: str, application: str) -> tuple[AttachmentLine, ...]:
        """The papers of the initial review that stands, none before it was made."""
        with self._context.works(round_id) as work:
            made = work.ledger.heads("initial.reviewed", (application,))
            heads = first_heads(work.ledger.all_heads("document.signed", (application,)))
            return tuple(
                attachment_line(self._context, heads[key].content["document"])
                for key in sorted(heads)
                if made and heads[key].content["record"] == made[0].entry
            )

    # ------------------------------------------------------------ parts

    def _road(self, status: Standing, ledger: LedgerStore, application: str, today: date) -> RoadLine:
        policy, place = status.policy, place_of(status, application)
        here = stage_of(policy.stages, place.stage)
        guards = () if place.ended else Guards(status, ledger, application, today).of(here)
        moves = moves_of(status, ledger, application)
        last = policy.stages[-1].code == here.code
        return RoadLine(
            application=application,
            stages=self._stages(status, ledger, here.code, today),
            here=here.code,
            ended=place.move.value if place.ended and place.move else "",
            reason=moves[0].reason if moves else "",
            guards=guards,
            ready=not place.ended and not last and all(line.state == "holds" for line in guards),
            next_title="" if last else stage_after(policy.stages, here.code).title,
            back_to=tuple((stage.code, stage.title) for stage in stages_before(policy.stages, here.code)),
            may_move=_may(status, here),
            moves=moves,
            overrides=overrides_of(status, ledger, application),
            sent_back=place.move is Move.SEND_BACK,
        )

    def _stages(self, status: Standing, ledger: LedgerStore, here: str, today: date) -> tuple[StageLine, ...]:
        year = int(ledger.heads("round.opened", (status.round_id,))[0].content["year"])
        lines, state = [], "done"
        for stage in status.policy.stages:
            state = "here" if stage.code == here else "ahead" if state in {"here", "ahead"} else "done"
            lines.append(self._stage(status.policy, stage, state, year, today))
        return tuple(lines)

    def _stage(self, policy: Policy, stage: Stage, state: str, year: int, today: date) -> StageLine:
        deadline = policy.deadline(stage.deadline) if stage.deadline else None
        last = deadline.on(year) if deadline else None
        left = days_left(self._context.calendar, today, last) if last else None
        return StageLine(
            code=stage.code,
            title=stage.title,
            kind=stage.kind.value,
            actor=stage.actor,
            article=stage.article,
            state=state,
            optional=stage.optional,
            deadline=last,
            deadline_title=deadline.title if deadline else "",
            days_left=left.days if left else None,
            provisional=left.provisional if left else False,
        )


def _passed(lines: tuple[GuardLine, ...], exceptions: Mapping[str, str]) -> tuple[Override, ...]:
    """The exceptions that carry the application over guards that do not hold; refuses at the first that may not be."""
    overrides = []
    for line in lines:
        if line.state == GuardState.HOLDS.value:
            continue
        reason = exceptions.get(line.what, "").strip()
        if not line.override:
            refusal = NoExceptionAllowed if reason else NotYet
            raise refusal(guard=line.what, title=line.title, article=line.article)
        if line.what not in exceptions:
            raise NotYet(guard=line.what, title=line.title, article=line.article)
        if not reason:
            raise ReasonMissing(what=line.what)
        overrides.append(
            Override(
                what=line.what,
                title=line.title,
                article=line.article,
                allowed_by=line.override,
                reason=reason,
            )
        )
    return tuple(overrides)


def _may(status: Standing, stage: Stage) -> bool:
    known = status.participants.get(status.me)
    return bool(known) and bool(set(known["roles"]) & set(stage.roles)) if known else False


__all__ = [
    "ENDED",
    "NoExceptionAllowed",
    "NotYet",
    "NotYourTurn",
    "ReasonMissing",
    "Road",
    "Step",
    "overrides_of",
    "place_of",
]
