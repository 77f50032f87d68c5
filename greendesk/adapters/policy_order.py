"""What is wrong on the road of a policy: guards without what they look at, and an order that contradicts itself."""

from collections.abc import Iterator
from itertools import pairwise

from greendesk.adapters.policy_reading import OrderContradicts, PartMissing, Place, PolicyReading
from greendesk.domain.eligibility import CheckKind
from greendesk.domain.policy import ConsultationPosition, Policy
from greendesk.domain.road import Guard, GuardCheck, Stage, StepKind
from greendesk.errors import Refusal

_OPINIONS = frozenset({GuardCheck.OPINIONS_IN, GuardCheck.NO_OBJECTION})
_PANEL = frozenset({GuardCheck.PANEL_CONCLUDED, GuardCheck.PANEL_RECOMMENDS})
_PUBLIC = frozenset({GuardCheck.PUBLICITY_OVER, GuardCheck.OBJECTIONS_HANDLED, GuardCheck.ANNOUNCED})


def faults_of_the_road(reading: PolicyReading) -> Iterator[Refusal]:
    """Yield guards and checks that lack a part, then what stands in the wrong order."""
    for i, stage in enumerate(reading.policy.stages):
        for j, guard in enumerate(stage.guards):
            place: Place = ("stages", i, "guards", j)
            for needed in _lacks(reading.policy, stage, guard):
                yield PartMissing(
                    what=guard.check.value, article=guard.article, needs=needed, **reading.at(*place)
                )
        if stage.kind is StepKind.CONSULTATION and reading.policy.consultation is None:
            yield PartMissing(
                what=stage.title, article=stage.article, needs="consultation", **reading.at("stages", i)
            )
    for i, check in enumerate(reading.policy.checks):
        if check.kind is CheckKind.THIRD_PARTY_CAP and reading.policy.third_party.cap is None:
            yield PartMissing(
                what=check.title, article=check.article, needs="third_party.cap", **reading.at("checks", i)
            )
    yield from _single_stages(reading)
    yield from _panel_order(reading)
    yield from _publicity_order(reading)
    yield from _consultation_order(reading)
    yield from _deadline_order(reading)


def _lacks(policy: Policy, stage: Stage, guard: Guard) -> Iterator[str]:
    """Yield the names of the parts that the guard looks at and the policy does not have."""
    needed = {
        GuardCheck.QUOTA: (("quota", policy.quota is not None),),
        GuardCheck.OPINIONS_IN: (
            ("consultation", policy.consultation is not None),
            ("departments", bool(policy.departments)),
        ),
        GuardCheck.PUBLICITY_OVER: (("publicity", policy.publicity is not None),),
        GuardCheck.OBJECTIONS_HANDLED: (("publicity", policy.publicity is not None),),
        GuardCheck.RULE_ISSUED: (("awaits", guard.awaits is not None),),
        GuardCheck.DEADLINE: (("deadline", stage.deadline is not None),),
        GuardCheck.NEGATIVE_PROOFS: (
            ("negative_list.proof_for_each_head", policy.negative_list.proof_for_each_head),
        ),
        GuardCheck.ELIGIBILITY: (("checks", bool(policy.checks)),),
    }
    needed[GuardCheck.NO_OBJECTION] = needed[GuardCheck.OPINIONS_IN]
    yield from (name for name, there in needed.get(guard.check, ()) if not there)


def _single_stages(reading: PolicyReading) -> Iterator[Refusal]:
    for kind in (StepKind.PUBLICITY, StepKind.LISTED):
        found = _of_kind(reading, kind)
        for first, second in pairwise(found):
            yield _order(reading, first, second)
    publicity, listed = _of_kind(reading, StepKind.PUBLICITY), _of_kind(reading, StepKind.LISTED)
    if publicity and listed and listed[0] < publicity[0]:
        yield _order(reading, publicity[0], listed[0])


def _panel_order(reading: PolicyReading) -> Iterator[Refusal]:
    """A panel can have concluded only where the expert review is reached."""
    reviews = _of_kind(reading, StepKind.EXPERT_REVIEW)
    for i, j, guard in _guards(reading, _PANEL):
        if not reviews:
            yield PartMissing(
                what=guard.check.value,
                article=guard.article,
                needs=StepKind.EXPERT_REVIEW.value,
                **reading.at("stages", i, "guards", j),
            )
        elif i < reviews[0]:
            yield _order(reading, i, reviews[0], j)


def _publicity_order(reading: PolicyReading) -> Iterator[Refusal]:
    """A display can be over, and what follows it done, only where it is reached."""
    publicity = _of_kind(reading, StepKind.PUBLICITY)
    for i, j, _ in _guards(reading, _PUBLIC):
        if publicity and i < publicity[0]:
            yield _order(reading, i, publicity[0], j)


def _consultation_order(reading: PolicyReading) -> Iterator[Refusal]:
    """Departments are asked before the experts or after them, as `consultation.position` says."""
    consultation = reading.policy.consultation
    reviews = _of_kind(reading, StepKind.EXPERT_REVIEW)
    if consultation is None:
        return
    before = consultation.position is ConsultationPosition.BEFORE_RECOMMENDATION
    if not reviews:
        if not before:
            yield PartMissing(
                what="consultation",
                article=consultation.article,
                needs=StepKind.EXPERT_REVIEW.value,
                **reading.at("consultation", "position"),
            )
        return
    stages = reading.policy.stages
    asked = [(i, i) for i in _of_kind(reading, StepKind.CONSULTATION)]
    asked += [(i, i + (0 if before else 1)) for i, _, _ in _guards(reading, _OPINIONS)]
    for i, place in asked:  # who leaves the review with the opinions in may have asked within it
        if (place >= reviews[0]) if before else (place <= reviews[-1]):
            yield OrderContradicts(
                first="consultation",
                first_article=consultation.article,
                second=stages[i].title,
                second_article=stages[i].article,
                **reading.at("stages", i),
            )


def _deadline_order(reading: PolicyReading) -> Iterator[Refusal]:
    """A later stage may not be due before an earlier one."""
    policy = reading.policy
    days = {one.code: one.on(policy.year) for one in policy.deadlines}
    due = [(i, days[stage.deadline]) for i, stage in enumerate(policy.stages) if stage.deadline in days]
    for (first, earlier), (second, later) in pairwise(due):
        if later < earlier:
            one = policy.deadline(policy.stages[first].deadline or "")
            other = policy.deadline(policy.stages[second].deadline or "")
            yield OrderContradicts(
                first=one.title,
                first_article=one.article,
                second=other.title,
                second_article=other.article,
                **reading.at("stages", second, "deadline"),
            )


def _of_kind(reading: PolicyReading, kind: StepKind) -> list[int]:
    return [i for i, stage in enumerate(reading.policy.stages) if stage.kind is kind]


def _guards(reading: PolicyReading, checks: frozenset[GuardCheck]) -> Iterator[tuple[int, int, Guard]]:
    for i, stage in enumerate(reading.policy.stages):
        for j, guard in enumerate(stage.guards):
            if guard.check in checks:
                yield i, j, guard


def _order(reading: PolicyReading, first: int, second: int, guard: int | None = None) -> OrderContradicts:
    """Two stages in the wrong order, or a guard of the first one that belongs after the second."""
    stages = reading.policy.stages
    one, other = stages[first], stages[second]
    article = one.article if guard is None else one.guards[guard].article
    place: Place = ("stages", second) if guard is None else ("stages", first, "guards", guard)
    return OrderContradicts(
        first=one.title if guard is None else f"{one.title}：{one.guards[guard].check.value}",
        first_article=article,
        second=other.title,
        second_article=other.article,
        **reading.at(*place),
    )
