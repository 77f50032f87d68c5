"""Everything that is wrong with a checklist in the shape of its file, each with its place, all at once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from greendesk.adapters.checklist_files import parse_checklist
from greendesk.adapters.checklist_schema import ChecklistFile, ItemFile, SectionFile
from greendesk.adapters.checklist_text import write_checklist
from greendesk.domain.checklist import AggregationMethod, Checklist, Direction, Item, Section, full_marks
from greendesk.domain.checklist_reading import Place, Problem
from greendesk.domain.decimals import exact_sum, plain
from greendesk.errors import Refusal

ModelT = TypeVar("ModelT", bound=BaseModel)
LONGEST = 80
_CODES = {
    "missing": "missing",
    "string_type": "missing",
    "string_too_short": "missing",
    "bool_type": "missing",
    "too_short": "items_missing",
    "extra_forbidden": "field_unknown",
    "string_too_long": "words_long",
    "string_pattern_mismatch": "code_wrong",
    "enum": "word_unknown",
    "bool_parsing": "word_unknown",
    "greater_than": "number_limits",
    "greater_than_equal": "number_limits",
    "less_than": "number_limits",
    "less_than_equal": "number_limits",
    "decimal_max_digits": "number_limits",
    "decimal_max_places": "number_limits",
    "decimal_whole_digits": "number_limits",
}
_NUMBERS = ("decimal_", "int_", "finite_")
_NO_POINTS = frozenset({AggregationMethod.ALL_CONFORM, AggregationMethod.ANY_HIT_EXCLUDES})


def problems_of(values: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return every problem: fields first, then what fields say against each other, in the order of the table."""
    found: list[Problem] = list(_field_problems(values))
    sections = [one for one in _list(values, "sections") if isinstance(one, Mapping)]
    found += _twice((one.get("code"), ("sections", at, "code")) for at, one in enumerate(sections))
    found += _twice(
        (item.get("code"), ("sections", at, "items", number, "code"))
        for at, section in enumerate(sections)
        for number, item in enumerate(_list(section, "items"))
        if isinstance(item, Mapping)
    )
    for at, section in enumerate(sections):
        for number, given in enumerate(_list(section, "items")):
            item = _read(ItemFile, given)
            if item is not None:
                found += _item_problems(item.value(), ("sections", at, "items", number))
        read = _read(SectionFile, section)
        if read is not None:
            found += _weight_problems(read.value(), ("sections", at))
    whole = _read(ChecklistFile, values)
    if whole is not None:
        found += _total_problems(whole.value(""))
    return tuple(found) or _refusals(values)


def _field_problems(values: Mapping[str, Any]) -> Iterator[Problem]:
    try:
        ChecklistFile.model_validate(values)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            kind = one["type"]
            if kind == "too_short" and one["input"]:
                continue  # none of the items is right, and each is told by itself
            code = "number_wrong" if kind.startswith(_NUMBERS) and kind not in _CODES else _CODES.get(kind)
            given = one["input"] if isinstance(one["input"], str) else ""
            if code == "missing" and given:
                code = "wrong"
            yield Problem(place=tuple(one["loc"]), code=code or "wrong", given=given[:LONGEST])


def _twice(codes: Iterator[tuple[object, Place]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for code, place in codes:
        if isinstance(code, str):
            if code in seen:
                yield Problem(place=place, code="code_twice", given=code[:LONGEST])
            seen.add(code)


def _item_problems(item: Item, place: Place) -> Iterator[Problem]:
    if item.is_gate and item.max_points is not None:
        yield Problem(place=(*place, "max_points"), code="points_on_gate", given=plain(item.max_points))
    pairs = [(item.baseline, item.leading, place)]
    pairs += [(one.baseline, one.leading, (*place, "tiers", at)) for at, one in enumerate(item.tiers)]
    for baseline, leading, where in pairs:
        if baseline is None or leading is None:
            continue
        if item.direction is None:
            yield Problem(place=(*place, "direction"), code="direction_missing")
        elif leading < baseline if item.direction is Direction.HIGHER_BETTER else leading > baseline:
            yield Problem(place=(*where, "leading"), code="leading_worse", given=plain(leading))


def _weight_problems(section: Section, place: Place) -> Iterator[Problem]:
    if section.scored and section.weight is not None and _all_known(section):
        found = full_marks(section)
        if found != section.weight:
            yield Problem(place=(*place, "weight"), code="weights_differ", given=plain(found))


def _total_problems(checklist: Checklist) -> Iterator[Problem]:
    aggregation = checklist.aggregation
    counted = [one for one in checklist.sections if one.scored and one.counted]
    base: Place = ("aggregation", "base")
    if aggregation.method is AggregationMethod.WEIGHTED_SECTIONS:
        for at, section in enumerate(checklist.sections):
            if section in counted and section.share is None:
                yield Problem(place=("sections", at, "share"), code="missing")
        shares = exact_sum(tuple(one.share for one in checklist.sections if one.share is not None))
        if shares != aggregation.base:
            yield Problem(place=base, code="shares_differ", given=plain(shares))
            return
    if aggregation.method in _NO_POINTS or aggregation.base is None:
        return
    if all(_all_known(one) for one in counted) and checklist.max_total != aggregation.base:
        yield Problem(place=base, code="base_differs", given=plain(checklist.max_total))


def _refusals(values: Mapping[str, Any]) -> tuple[Problem, ...]:
    """What the reader of files says about values with which nothing else is wrong."""
    try:
        parse_checklist(write_checklist(values).encode(), "")
    except Refusal as refusal:
        field = str(refusal.details.get("field", ""))
        place = tuple(int(step) if step.isdecimal() else step for step in field.split(".") if step)
        return (Problem(place=place, code="wrong", given=str(refusal.details.get("given", ""))),)
    return ()


def _read(model: type[ModelT], given: object) -> ModelT | None:
    try:
        return model.model_validate(given)
    except ValidationError:
        return None


def _list(values: Mapping[str, Any], name: str) -> Sequence[Any]:
    given = values.get(name)
    return given if isinstance(given, list | tuple) else ()


def _all_known(section: Section) -> bool:
    return all(item.is_gate or item.max_points is not None for item in section.items)
