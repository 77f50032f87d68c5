"""Policies and checklists from YAML: parsed from bytes, errors named by file, line and field."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from greendesk.adapters.checklist_schema import ChecklistFile, ItemFile
from greendesk.adapters.yaml_tree import YamlTree, read_yaml
from greendesk.domain.checklist import (
    AggregationMethod,
    Category,
    Checklist,
    Direction,
    Section,
    full_marks,
)
from greendesk.domain.decimals import plain
from greendesk.domain.policy import Policy
from greendesk.errors import Fault, Refusal

ModelT = TypeVar("ModelT", bound=BaseModel)
Place = tuple[str | int, ...]


class FieldMissing(Refusal):
    """A field that every such file has is not there."""

    code = "GD-403"


class FieldUnknown(Refusal):
    """A field stands there that no such file has; perhaps mistyped."""

    code = "GD-404"


class FieldWrong(Refusal):
    """A field holds what it cannot hold."""

    code = "GD-405"


class CodeTwice(Refusal):
    """Two sections, items, documents, departments or rules carry the same code."""

    code = "GD-406"


class PointsDoNotAddUp(Refusal):
    """The full marks of the items are not the weight of the section, or not the full mark of the edition."""

    code = "GD-407"


class ValuesAgainstDirection(Refusal):
    """The leading value of an item is worse than its baseline."""

    code = "GD-408"


class ReferenceUnknown(Refusal):
    """A policy names a checklist or a source that is not there."""

    code = "GD-409"


class ChecklistOfOtherCategory(Refusal):
    """A policy gives a category the checklist of another one."""

    code = "GD-410"


class RulesNotFound(Fault):
    """The library has no policy or checklist of this id."""

    code = "GD-411"


class RulesFolderUnreadable(Fault):
    """The folder of policies and checklists cannot be read."""

    code = "GD-412"


def parse_checklist(data: bytes, name: str) -> Checklist:
    """Return the checklist that a file's bytes mean, or refuse and name file, line and field."""
    tree = read_yaml(data, name)
    parsed = _validated(ChecklistFile, tree)
    checklist = parsed.value(hashlib.sha256(data).hexdigest())
    _refuse_twice(tree, ((section.code, ("sections", i)) for i, section in enumerate(parsed.sections)))
    items = tuple(
        (item, ("sections", i, "items", j))
        for i, section in enumerate(parsed.sections)
        for j, item in enumerate(section.items)
    )
    _refuse_twice(tree, ((item.code, path) for item, path in items))
    for item, path in items:
        _check_item(tree, item, path)
    for index, section in enumerate(checklist.sections):
        _check_weight(tree, section, index)
    _check_base(tree, checklist)
    return checklist


def parse_policy(data: bytes, name: str) -> Policy:
    """Return the policy that a file's bytes mean, or refuse and name file, line and field."""
    tree = read_yaml(data, name)
    policy = _validated(Policy, tree)
    if policy.digest:
        raise FieldUnknown(file=name, line=tree.line(("digest",)), field="digest")
    sources = {source.code for source in policy.sources}
    _refuse_twice(tree, ((one.code, ("sources", i)) for i, one in enumerate(policy.sources)))
    _refuse_twice(tree, ((one.code, ("departments", i)) for i, one in enumerate(policy.departments)))
    _refuse_twice(tree, ((one.code, ("deadlines", i)) for i, one in enumerate(policy.deadlines)))
    _refuse_twice(tree, ((one.code, ("priorities", i)) for i, one in enumerate(policy.priorities)))
    _refuse_twice(tree, ((one.code, ("handover", i)) for i, one in enumerate(policy.handover)))
    _refuse_twice(tree, ((one.id, ("rules", i)) for i, one in enumerate(policy.rules)))
    _refuse_twice(tree, ((one.category.value, ("categories", i)) for i, one in enumerate(policy.categories)))
    words = enumerate(policy.conclusions.words)
    _refuse_twice(tree, ((one.recommendation.value, ("conclusions", "words", i)) for i, one in words))
    named = [(rule.source, ("rules", i, "source")) for i, rule in enumerate(policy.rules)]
    named += [(check.source, ("checks", i, "source")) for i, check in enumerate(policy.checks)]
    for source, where in named:
        if source not in sources:
            raise _unknown(tree, source, where)
    for index, rules in enumerate(policy.categories):
        documents = enumerate(rules.documents)
        _refuse_twice(tree, ((one.code, ("categories", index, "documents", i)) for i, one in documents))
        if rules.category is Category.ALL:
            raise _wrong(tree, ("categories", index, "category"), rules.category.value)
        if rules.default_checklist is not None and rules.default_checklist not in rules.checklists:
            raise _unknown(tree, rules.default_checklist, ("categories", index, "default_checklist"))
    return policy.model_copy(update={"digest": hashlib.sha256(data).hexdigest()})


def check_references(policy: Policy, checklists: Mapping[str, Checklist]) -> None:
    """Refuse a policy that names a checklist which is not among these, or one of another category."""
    for identifier in policy.checklist_ids:
        if identifier not in checklists:
            raise ReferenceUnknown(file=policy.id, line=0, field="checklists", value=identifier)
    for rules in policy.categories:
        for identifier in rules.checklists:
            if checklists[identifier].category not in {rules.category, Category.ALL}:
                raise ChecklistOfOtherCategory(
                    file=policy.id, checklist=identifier, category=rules.category.value
                )


class RulesReader:
    """Reads the rules that a round carries as text."""

    def policy(self, text: str, /) -> Policy:
        """Return the policy, or refuse and name line and field."""
        return parse_policy(text.encode(), "policy")

    def checklist(self, text: str, /) -> Checklist:
        """Return the checklist, or refuse and name line and field."""
        return parse_checklist(text.encode(), "checklist")


class PolicyLibrary:
    """The policies and checklists in a resources folder; the file's name is the id."""

    def __init__(self, resources: Path) -> None:
        """Look for `policies` and `checklists` under this folder."""
        self._policies = resources / "policies"
        self._checklists = resources / "checklists"

    def policy_ids(self) -> tuple[str, ...]:
        """Return the ids of all policies, sorted."""
        return _ids(self._policies)

    def checklist_ids(self) -> tuple[str, ...]:
        """Return the ids of all checklists, sorted."""
        return _ids(self._checklists)

    def policy_bytes(self, identifier: str) -> bytes:
        """Return the exact bytes of a policy file, as a round carries them."""
        return _bytes(self._policies, identifier)

    def checklist_bytes(self, identifier: str) -> bytes:
        """Return the exact bytes of a checklist file, as a round carries them."""
        return _bytes(self._checklists, identifier)

    def policy(self, identifier: str) -> Policy:
        """Return a policy whose checklists are all there."""
        policy = parse_policy(self.policy_bytes(identifier), f"{identifier}.yaml")
        if policy.id != identifier:
            raise FieldWrong(file=f"{identifier}.yaml", line=0, field="id", given=policy.id)
        check_references(policy, {one: self.checklist(one) for one in self._known(policy.checklist_ids)})
        return policy

    def checklist(self, identifier: str) -> Checklist:
        """Return a checklist."""
        checklist = parse_checklist(self.checklist_bytes(identifier), f"{identifier}.yaml")
        if checklist.id != identifier:
            raise FieldWrong(file=f"{identifier}.yaml", line=0, field="id", given=checklist.id)
        return checklist

    def policies(self) -> tuple[Policy, ...]:
        """Return all policies, sorted by id."""
        return tuple(self.policy(identifier) for identifier in self.policy_ids())

    def checklists(self) -> tuple[Checklist, ...]:
        """Return all checklists, sorted by id."""
        return tuple(self.checklist(identifier) for identifier in self.checklist_ids())

    def checklists_of(self, policy: Policy) -> dict[str, bytes]:
        """Return the bytes of every checklist that a round under this policy carries, by id."""
        return {identifier: self.checklist_bytes(identifier) for identifier in policy.checklist_ids}

    def _known(self, identifiers: Iterable[str]) -> tuple[str, ...]:
        there = set(self.checklist_ids())
        return tuple(identifier for identifier in identifiers if identifier in there)


def _ids(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(path.stem for path in folder.iterdir() if path.suffix == ".yaml"))
    except OSError as error:
        raise RulesFolderUnreadable(folder=str(folder)) from error


def _bytes(folder: Path, identifier: str) -> bytes:
    if identifier not in _ids(folder):
        raise RulesNotFound(id=identifier)
    try:
        return (folder / f"{identifier}.yaml").read_bytes()
    except OSError as error:
        raise RulesFolderUnreadable(folder=str(folder)) from error


def _validated(model: type[ModelT], tree: YamlTree) -> ModelT:
    try:
        return model.model_validate(tree.plain)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where: Place = first["loc"]
        line = tree.line(where)
        field = ".".join(str(step) for step in where)
        if first["type"] == "missing":
            raise FieldMissing(file=tree.name, line=line, field=field) from error
        if first["type"] == "extra_forbidden":
            raise FieldUnknown(file=tree.name, line=line, field=field) from error
        raise _wrong(tree, where, first["input"]) from error


def _wrong(tree: YamlTree, where: Place, given: object) -> FieldWrong:
    shown = given if isinstance(given, str) else repr(given)
    field = ".".join(str(step) for step in where)
    return FieldWrong(file=tree.name, line=tree.line(where), field=field, given=shown[:80])


def _unknown(tree: YamlTree, value: str, where: Place) -> ReferenceUnknown:
    field = ".".join(str(step) for step in where)
    return ReferenceUnknown(file=tree.name, line=tree.line(where), field=field, value=value)


def _refuse_twice(tree: YamlTree, codes: Iterable[tuple[str, Place]]) -> None:
    seen: set[str] = set()
    for code, where in codes:
        if code in seen:
            raise CodeTwice(file=tree.name, line=tree.line(where), code=code)
        seen.add(code)


def _check_item(tree: YamlTree, item: ItemFile, where: Place) -> None:
    value = item.value()
    if value.is_gate and value.max_points is not None:
        raise _wrong(tree, (*where, "max_points"), plain(value.max_points))
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
    if aggregation.method is not AggregationMethod.SUM or aggregation.base is None:
        return
    if all(_all_known(section) for section in counted) and checklist.max_total != aggregation.base:
        raise PointsDoNotAddUp(
            file=tree.name,
            line=tree.line(("aggregation", "base")),
            part=checklist.id,
            found=plain(checklist.max_total),
            expected=plain(aggregation.base),
        )


def _all_known(section: Section) -> bool:
    return all(item.is_gate or item.max_points is not None for item in section.items)
