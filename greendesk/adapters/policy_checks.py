"""What a policy may not say, though it fits the schema: codes given twice, references that lead nowhere, and more.

Contradictions on the road stand in `policy_order`, those among conditions in `policy_conditions`.
"""

from collections.abc import Iterable, Iterator

from greendesk.adapters.policy_conditions import faults_of_conditions
from greendesk.adapters.policy_order import faults_of_the_road
from greendesk.adapters.policy_reading import Place, PolicyReading
from greendesk.adapters.yaml_checks import CodeTwice, FieldUnknown, unknown, wrong
from greendesk.adapters.yaml_tree import YamlTree
from greendesk.domain.checklist import Category
from greendesk.domain.eligibility import Comparison
from greendesk.domain.policy import Policy
from greendesk.domain.policy_parts import policy_parts
from greendesk.errors import Refusal
from greendesk.ledger.kinds import Role

_CODED = [
    "sources",
    "departments",
    "stages",
    "fields",
    "checks",
    "lists",
    "awaited",
    "duties",
    "deadlines",
    "priorities",
    "handover",
]


def faults_of_policy(policy: Policy, tree: YamlTree) -> Iterator[Refusal]:
    """Yield everything that the policy may not say, each with file, line and field."""
    reading = PolicyReading(policy, tree)
    if policy.digest:
        yield FieldUnknown(**reading.at("digest"))
    yield from _codes_twice(reading)
    yield from _categories_themselves(reading)
    yield from _categories(reading)
    yield from _references(reading)
    yield from _references_of_checks(reading)
    yield from _roles(reading)
    yield from faults_of_the_road(reading)
    yield from faults_of_conditions(reading)


def _codes_twice(reading: PolicyReading) -> Iterator[Refusal]:
    policy = reading.policy
    for part in _CODED:
        yield from _twice(reading, ((one.code, (part, i)) for i, one in enumerate(getattr(policy, part))))
    yield from _twice(reading, ((one.id, ("rules", i)) for i, one in enumerate(policy.rules)))
    fields = enumerate(policy.third_party.fields)
    yield from _twice(reading, ((one.code, ("third_party", "fields", i)) for i, one in fields))
    categories = enumerate(policy.categories)
    yield from _twice(reading, ((one.category.value, ("categories", i)) for i, one in categories))
    words = enumerate(policy.conclusions.words)
    yield from _twice(reading, ((one.recommendation.value, ("conclusions", "words", i)) for i, one in words))
    for index, rules in enumerate(policy.categories):
        documents = enumerate(rules.documents)
        yield from _twice(
            reading, ((one.code, ("categories", index, "documents", i)) for i, one in documents)
        )
    for index, stage in enumerate(policy.stages):
        named = (
            (f"{guard.check.value} {guard.awaits or ''}".strip(), ("stages", index, "guards", i))
            for i, guard in enumerate(stage.guards)
        )
        yield from _twice(reading, named)


def _categories(reading: PolicyReading) -> Iterator[Refusal]:
    """Categories that the policy does not call for; the projects of third-party bodies are counted beyond it."""
    policy = reading.policy
    called = {rules.category for rules in policy.categories}
    named: list[tuple[tuple[Category, ...], Place]] = []
    for part in ("fields", "checks", "priorities"):
        named += [(one.categories, (part, i, "categories")) for i, one in enumerate(getattr(policy, part))]
    for i, field in enumerate(policy.third_party.fields):
        named.append((field.categories, ("third_party", "fields", i, "categories")))
    if policy.quota is not None:
        named.append((policy.quota.categories, ("quota", "categories")))
    named.append((policy.negative_list.self_pledged, ("negative_list", "self_pledged")))
    for categories, place in named:
        for i, category in enumerate(categories):
            if category not in called:
                yield unknown(reading.tree, category.value, (*place, i))


def _categories_themselves(reading: PolicyReading) -> Iterator[Refusal]:
    """What stands for all categories is none; the checklist that is offered first is one of those named."""
    for index, rules in enumerate(reading.policy.categories):
        if rules.category is Category.ALL:
            yield wrong(reading.tree, ("categories", index, "category"), rules.category.value)
        place: Place = ("categories", index, "default_checklist")
        yield from _leads(reading, rules.default_checklist, rules.checklists, place)
    for i, counted in enumerate(reading.policy.third_party.counts):
        if counted is Category.ALL:
            yield wrong(reading.tree, ("third_party", "counts", i), counted.value)


def _references(reading: PolicyReading) -> Iterator[Refusal]:
    policy = reading.policy
    sources = {one.code for one in policy.sources}
    deadlines = {one.code for one in policy.deadlines}
    awaited = {one.code for one in policy.awaited}
    lists = {one.code for one in policy.lists}
    parts = policy_parts(policy)
    for i, stage in enumerate(policy.stages):
        yield from _leads(reading, stage.deadline, deadlines, ("stages", i, "deadline"))
        for j, guard in enumerate(stage.guards):
            yield from _leads(reading, guard.awaits, awaited, ("stages", i, "guards", j, "awaits"))
    for i, priority in enumerate(policy.priorities):
        yield from _leads(reading, priority.list, lists, ("priorities", i, "list"))
    yield from _leads(reading, policy.third_party.projects_list, lists, ("third_party", "projects_list"))
    for i, rule in enumerate(policy.rules):
        yield from _leads(reading, rule.source, sources, ("rules", i, "source"))
        for j, part in enumerate(rule.enforced_by):
            yield from _leads(reading, part, parts, ("rules", i, "enforced_by", j))


def _references_of_checks(reading: PolicyReading) -> Iterator[Refusal]:
    policy = reading.policy
    sources = {one.code for one in policy.sources}
    lists = {one.code: one for one in policy.lists}
    of_unit = {one.code for one in policy.fields}
    for i, check in enumerate(policy.checks):
        yield from _leads(reading, check.source, sources, ("checks", i, "source"))
        yield from _leads(reading, check.list, lists, ("checks", i, "list"))
        yield from _leads(reading, check.field, of_unit, ("checks", i, "field"))
        if check.field is not None and check.list in lists:
            columns = lists[check.list].columns
            yield from _leads(reading, check.field, columns, ("checks", i, "field"))
        for j, one in enumerate(check.when):  # what a check hangs on is always known of the unit
            yield from _sides(reading, one, of_unit, lists, ("checks", i, "when", j))
        facts = reading.facts(check.subject)
        for j, every in enumerate(check.any_of):
            for k, one in enumerate(every):
                yield from _sides(reading, one, facts, lists, ("checks", i, "any_of", j, k))


def _sides(
    reading: PolicyReading, one: Comparison, facts: Iterable[str], lists: Iterable[str], place: Place
) -> Iterator[Refusal]:
    yield from _leads(reading, one.field, facts, (*place, "field"))
    yield from _leads(reading, one.other, facts, (*place, "other"))
    yield from _leads(reading, one.list, lists, (*place, "list"))


def _roles(reading: PolicyReading) -> Iterator[Refusal]:
    known = {role.value for role in Role}
    for i, stage in enumerate(reading.policy.stages):
        for j, role in enumerate(stage.roles):
            yield from _leads(reading, role, known, ("stages", i, "roles", j))


def _leads(reading: PolicyReading, code: str | None, there: Iterable[str], place: Place) -> Iterator[Refusal]:
    if code is not None and code not in there:
        yield unknown(reading.tree, code, place)


def _twice(reading: PolicyReading, codes: Iterable[tuple[str, Place]]) -> Iterator[Refusal]:
    seen: set[str] = set()
    for code, place in codes:
        if code in seen:
            at = reading.at(*place)
            yield CodeTwice(file=at["file"], line=at["line"], code=code)
        seen.add(code)
