"""Checklists from YAML: parsed from bytes, errors named by file, line and field."""

import hashlib

from greendesk.adapters.checklist_schema import ChecklistFile, ItemFile
from greendesk.adapters.yaml_checks import Place, refuse_twice, validated, wrong
from greendesk.adapters.yaml_tree import YamlTree, read_yaml
from greendesk.domain.checklist import (
    AggregationMethod,
    Checklist,
    Direction,
    Section,
    full_marks,
)
from greendesk.domain.decimals import exact_sum, plain
from greendesk.errors import Refusal

_WITHOUT_POINTS = frozenset({AggregationMethod.ALL_CONFORM, AggregationMethod.ANY_HIT_EXCLUDES})


class PointsDoNotAddUp(Refusal):
    """The full marks of the items are not the weight of the section, or not the full mark of the edition."""

    code = "GD-407"


class ValuesAgainstDirection(Refusal):
    """The leading value of an item is worse than its baseline."""

    code = "GD-408"


def parse_checklist(data: bytes, name: str) -> Checklist:
    """Return the checklist that a file's bytes mean, or refuse and name file, line and field."""
    tree = read_yaml(data, name)
    parsed = validated(ChecklistFile, tree)
    checklist = parsed.value(hashlib.sha256(data).hexdigest())
    refuse_twice(tree, ((section.code, ("sections", i)) for i, section in enumerate(parsed.sections)))
    items = tuple(
        (item, ("sections", i, "items", j))
        for i, section in enumerate(parsed.sections)
        for j, item in enumerate(section.items)
    )
    refuse_twice(tree, ((item.code, path) for item, path in items))
    for item, path in items:
        _check_item(tree, item, path)
    for index, section in enumerate(checklist.sections):
        _check_weight(tree, section, index)
    _check_base(tree, checklist)
    return checklist


def _check_item(tree: YamlTree, item: ItemFile, where: Place) -> None:
    value = item.value()
    if value.is_gate and value.max_points is not None:
        raise wrong(tree, (*where, "max_points"), plain(value.max_points))
    pairs = [(value.baseline, value.leading, where)]
    pairs += [(tier.baseline, tier.leading, (*where, "tiers", i)) for i, tier in enumerate(value.tiers)]
    for baseline, leading, place in pairs:
        if baseline is None or leading is None:
            continue
        worse = leading < baseline if value.direction is Direction.HIGHER_BETTER else leading > baseline
        if value.direction is None or worse:
            raise ValuesAgainstDirection(file=tree.name, line=tree.line(place), item=value.code)


def _check_weight(tree: YamlTree, section: Section, index: int) -> None:
    if not section.scored or section.weight is None or not _all_known(section):
        return
    found = full_marks(section)
    if found != section.weight:
        raise PointsDoNotAddUp(
            file=tree.name,
            line=tree.line(("sections", index)),
            part=section.code,
            found=plain(found),
            expected=plain(section.weight),
        )


def _check_base(tree: YamlTree, checklist: Checklist) -> None:
    aggregation = checklist.aggregation
    counted = [section for section in checklist.sections if section.scored and section.counted]
    if aggregation.method is AggregationMethod.WEIGHTED_SECTIONS:
        _check_shares(tree, checklist)
    if aggregation.method in _WITHOUT_POINTS or aggregation.base is None:
        return
    if all(_all_known(section) for section in counted) and checklist.max_total != aggregation.base:
        raise PointsDoNotAddUp(
            file=tree.name,
            line=tree.line(("aggregation", "base")),
            part=checklist.id,
            found=plain(checklist.max_total),
            expected=plain(aggregation.base),
        )


def _check_shares(tree: YamlTree, checklist: Checklist) -> None:
    """Every counted section has a share, and the shares make up the full mark."""
    for index, section in enumerate(checklist.sections):
        if section.scored and section.counted and section.share is None:
            raise wrong(tree, ("sections", index, "share"), "")
    found = exact_sum(tuple(section.share for section in checklist.sections if section.share is not None))
    if found != checklist.aggregation.base:
        raise PointsDoNotAddUp(
            file=tree.name,
            line=tree.line(("aggregation", "base")),
            part=checklist.id,
            found=plain(found),
            expected=plain(checklist.aggregation.base or found),
        )


def _all_known(section: Section) -> bool:
    return all(item.is_gate or item.max_points is not None for item in section.items)
