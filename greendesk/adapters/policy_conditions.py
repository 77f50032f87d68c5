"""What is wrong among the facts and conditions of a policy: kinds, units, and conditions that exclude each other."""

from collections.abc import Iterator
from itertools import combinations

from greendesk.adapters.policy_reading import (
    ComparisonUnfit,
    Place,
    PolicyReading,
    RulesContradict,
    UnitOfFactUnknown,
)
from greendesk.domain.decimals import read_decimal
from greendesk.domain.eligibility import (
    Check,
    CheckForce,
    CheckKind,
    Comparison,
    FactField,
    FactKind,
    Op,
    Subject,
)
from greendesk.domain.extent import Extent, extent, meet
from greendesk.domain.quantities import UnitUnknown, read_unit
from greendesk.errors import Refusal

_ORDER = frozenset({Op.GREATER, Op.AT_LEAST, Op.LESS, Op.AT_MOST})
_YES_NO = ("yes", "no")


def faults_of_conditions(reading: PolicyReading) -> Iterator[Refusal]:
    """Yield what cannot be meant: wrong kinds and units first, then what excludes each other."""
    yield from _units(reading)
    for index, check in enumerate(reading.policy.checks):
        unit, own = reading.facts(Subject.UNIT), reading.facts(check.subject)
        for j, one in enumerate(check.when):
            place: Place = ("checks", index, "when", j)
            yield from _unfit(reading, check, one, unit.get(one.field), unit.get(one.other or ""), place)
        for j, every in enumerate(check.any_of):
            for k, one in enumerate(every):
                place = ("checks", index, "any_of", j, k)
                yield from _unfit(reading, check, one, own.get(one.field), own.get(one.other or ""), place)
        if check.field is not None and check.field in unit:
            fact = unit[check.field]
            if fact.kind is not FactKind.NUMBER or not _known_of(reading, check, fact):
                yield _misfit(reading, check, fact, check.kind.value, ("checks", index, "field"))
    yield from _exclusions(reading)


def _units(reading: PolicyReading) -> Iterator[Refusal]:
    policy = reading.policy
    fields: list[tuple[FactField, Place]] = [(one, ("fields", i)) for i, one in enumerate(policy.fields)]
    fields += [(one, ("third_party", "fields", i)) for i, one in enumerate(policy.third_party.fields)]
    for one, place in fields:
        if not one.unit:
            continue
        try:
            read_unit(one.unit)
        except UnitUnknown:
            yield UnitOfFactUnknown(given=one.unit, **reading.at(*place, "unit"))


def _unfit(
    reading: PolicyReading,
    check: Check,
    one: Comparison,
    fact: FactField | None,
    other: FactField | None,
    place: Place,
) -> Iterator[Refusal]:
    """Yield what a comparison asks that its fact can never answer; facts that are not there are told elsewhere."""
    if fact is None:
        return
    for known in (fact, other):
        if known is not None and not _known_of(reading, check, known):
            yield _misfit(reading, check, known, "、".join(one.value for one in known.categories), place)
    if one.op in _ORDER:
        for known in (fact, other):
            if known is not None and known.kind is not FactKind.NUMBER:
                yield _misfit(reading, check, known, one.op.value, (*place, "op"))
    elif other is not None and (other.kind is not fact.kind or one.times is not None):
        yield _misfit(reading, check, fact, other.title, (*place, "other"))
    given = [(one.value, "value")] if one.value is not None else []
    for text, side in [*given, *((value, "values") for value in one.values)]:
        if not _possible(fact, text):
            yield _misfit(reading, check, fact, text, (*place, side))


def _possible(fact: FactField, text: str) -> bool:
    if fact.kind is FactKind.NUMBER:
        return read_decimal(text) is not None
    if fact.kind is FactKind.YES_NO:
        return text in _YES_NO
    return fact.kind is not FactKind.CHOICE or text in fact.choices


def _known_of(reading: PolicyReading, check: Check, fact: FactField) -> bool:
    """Whether applications of every category that is checked have the fact."""
    named = tuple(one.value for one in check.categories)
    return all(fact.concerns(category) for category in reading.categories(named))


def _misfit(
    reading: PolicyReading, check: Check, fact: FactField, given: str, place: Place
) -> ComparisonUnfit:
    return ComparisonUnfit(
        what=check.title, article=check.article, fact=fact.title, given=given, **reading.at(*place)
    )


def _exclusions(reading: PolicyReading) -> Iterator[Refusal]:
    """Yield pairs of strict checks that no application of a category can pass together."""
    policy = reading.policy
    strict = [(i, one) for i, one in enumerate(policy.checks) if one.force is CheckForce.MUST]
    for index, check in strict:
        if check.any_of and _exclude(reading, check, check):
            yield _contradiction(reading, check, check, index)
    for (_, first), (index, second) in combinations(strict, 2):
        shared = set(_named(reading, first)) & set(_named(reading, second))
        if shared and first.subject is second.subject and _can_both_apply(reading, first, second):
            lists = {first.kind, second.kind} == {CheckKind.LISTED, CheckKind.NOT_LISTED}
            if (lists and first.list == second.list) or _exclude(reading, first, second):
                yield _contradiction(reading, first, second, index)


def _named(reading: PolicyReading, check: Check) -> tuple[str, ...]:
    return reading.categories(tuple(one.value for one in check.categories))


def _exclude(reading: PolicyReading, first: Check, second: Check) -> bool:
    """Whether some fact can have no value with which both hold."""
    for fact in reading.facts(first.subject).values():
        both = _both(extent(fact, first.any_of), extent(fact, second.any_of))
        if first.any_of and second.any_of and both is not None and not both:
            return True
    return False


def _can_both_apply(reading: PolicyReading, first: Check, second: Check) -> bool:
    """Whether what the two hang on can be true of one application."""
    hang = (*first.when, *second.when)
    return all(
        found is None or bool(found)
        for fact in reading.facts(Subject.UNIT).values()
        for found in (extent(fact, (hang,)),)
    )


def _both(one: Extent | None, other: Extent | None) -> Extent | None:
    if one is None or other is None:
        return other if one is None else one
    return meet(one, other)


def _contradiction(reading: PolicyReading, first: Check, second: Check, index: int) -> RulesContradict:
    return RulesContradict(
        first=first.title,
        first_article=first.article,
        second=second.title,
        second_article=second.article,
        **reading.at("checks", index),
    )
