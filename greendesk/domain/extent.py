"""Which values a fact may have under conditions: intervals of numbers, or a set of words; to see what excludes what.

Only comparisons with a value count. What depends on another fact or on a list may hold for any value, so that nothing
is called a contradiction that is none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from greendesk.domain.decimals import read_decimal
from greendesk.domain.eligibility import Comparison, FactField, FactKind, Op


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The numbers between two ends; None is no end, an open end does not belong to it."""

    low: Decimal | None = None
    low_open: bool = False
    high: Decimal | None = None
    high_open: bool = False

    @property
    def empty(self) -> bool:
        """Whether no number lies in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def meet(self, other: "Interval") -> "Interval":
        """Return the numbers that lie in both."""
        low, low_open = _tighter(self.low, self.low_open, other.low, other.low_open, upper=False)
        high, high_open = _tighter(self.high, self.high_open, other.high, other.high_open, upper=True)
        return Interval(low=low, low_open=low_open, high=high, high_open=high_open)


Extent = tuple[Interval, ...] | frozenset[str]  # numbers, or words; an empty one allows nothing
_EVERY = (Interval(),)


def extent(field: FactField, alternatives: Iterable[Iterable[Comparison]]) -> Extent | None:
    """Return the values with which one of the alternatives can hold; None where any value will do."""
    if field.kind is FactKind.NUMBER:
        found = tuple(one for every in alternatives for one in _numbers(field.code, every))
        return None if Interval() in found else found
    universe = _universe(field)
    if universe is None:
        return None
    words = frozenset(word for every in alternatives for word in _words(field.code, universe, every))
    return None if words == universe else words


def meet(one: Extent, other: Extent) -> Extent:
    """Return the values that both allow."""
    if isinstance(one, frozenset):
        return one & other if isinstance(other, frozenset) else frozenset()
    others = () if isinstance(other, frozenset) else other
    return tuple(both for a in one for b in others if not (both := a.meet(b)).empty)


def _universe(field: FactField) -> frozenset[str] | None:
    if field.kind is FactKind.YES_NO:
        return frozenset({"yes", "no"})
    return frozenset(field.choices) if field.kind is FactKind.CHOICE else None


def _numbers(code: str, every: Iterable[Comparison]) -> tuple[Interval, ...]:
    found: tuple[Interval, ...] = _EVERY
    for one in every:
        if one.field == code:
            allowed = _of(one)
            found = tuple(both for a in found for b in allowed if not (both := a.meet(b)).empty)
    return found


def _of(one: Comparison) -> tuple[Interval, ...]:
    value = read_decimal(one.value) if one.value is not None else None
    if one.op is Op.ONE_OF:
        points = [number for text in one.values if (number := read_decimal(text)) is not None]
        return tuple(Interval(low=point, high=point) for point in points)
    if value is None:
        return _EVERY
    return {
        Op.GREATER: (Interval(low=value, low_open=True),),
        Op.AT_LEAST: (Interval(low=value),),
        Op.LESS: (Interval(high=value, high_open=True),),
        Op.AT_MOST: (Interval(high=value),),
        Op.IS: (Interval(low=value, high=value),),
        Op.IS_NOT: (Interval(high=value, high_open=True), Interval(low=value, low_open=True)),
    }[one.op]


def _words(code: str, universe: frozenset[str], every: Iterable[Comparison]) -> frozenset[str]:
    found = universe
    for one in every:
        if one.field != code:
            continue
        if one.op is Op.ONE_OF:
            found &= frozenset(one.values)
        elif one.op is Op.IS and one.value is not None:
            found &= {one.value}
        elif one.op is Op.IS_NOT and one.value is not None:
            found -= {one.value}
    return found


def _tighter(
    one: Decimal | None, one_open: bool, other: Decimal | None, other_open: bool, *, upper: bool
) -> tuple[Decimal | None, bool]:
    """The nearer of two ends on the same side; of equal ones the open one."""
    if one is None or other is None:
        return (other, other_open) if one is None else (one, one_open)
    if one == other:
        return one, one_open or other_open
    first = (one < other) is upper
    return (one, one_open) if first else (other, other_open)
