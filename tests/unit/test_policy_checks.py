"""What a policy may not say: codes twice, references that lead nowhere, missing parts, contradictions."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from greendesk.adapters.policy_conditions import RulesContradict
from greendesk.adapters.policy_files import PolicyLibrary, parse_policy, policy_faults
from greendesk.adapters.policy_order import OrderContradicts, PartMissing
from greendesk.adapters.policy_reading import ComparisonUnfit, UnitOfFactUnknown
from greendesk.adapters.yaml_checks import (
    CodeTwice,
    DayDoesNotExist,
    FieldMissing,
    FieldUnknown,
    FieldWrong,
    ReferenceUnknown,
)
from greendesk.adapters.yaml_tree import RulesFileUnreadable, read_yaml
from greendesk.domain.decimals import read_decimal
from greendesk.domain.eligibility import Case, Check, CheckState, Comparison, FactField, FactKind, Op, judge
from greendesk.domain.extent import Interval, extent, meet
from greendesk.domain.policy_parts import policy_parts
from greendesk.errors import Refusal
from ui.messages import MESSAGES

LIBRARY = PolicyLibrary(Path(__file__).parents[2] / "resources")
SAMPLE = LIBRARY.policy_bytes("sample-2026")
SHARE = {"code": "share", "title": "占比", "kind": "number", "unit": "%", "article": "第一条"}
SECTOR = {
    "code": "sector",
    "title": "行业",
    "kind": "choice",
    "choices": ["水泥", "钢铁"],
    "article": "第一条",
}
Tree = dict  # type: ignore[type-arg] # plain YAML
Change = Callable[[Tree], object]


def tree() -> Tree:
    plain = read_yaml(SAMPLE, "sample").plain
    assert isinstance(plain, dict)
    return plain


def changed(change: Change) -> bytes:
    """The sample after a change, as a file."""
    plain = tree()
    plain["fields"] += [dict(SHARE), dict(SECTOR)]
    change(plain)
    own = json.loads(json.dumps(plain))  # what stands in two places is written twice
    return yaml.safe_dump(own, allow_unicode=True, sort_keys=False).encode()


def refused(change: Change) -> Refusal:
    """The first refusal; the reader and the list of faults say the same."""
    data = changed(change)
    faults = policy_faults(data, "p.yaml")
    with pytest.raises(Refusal) as caught:
        parse_policy(data, "p.yaml")
    assert (type(faults[0]), faults[0].details) == (type(caught.value), caught.value.details)
    assert faults[0].details["file"] == "p.yaml"
    assert int(faults[0].details["line"]) > 1
    words = MESSAGES[faults[0].code]
    for said in (words.zh.happened, words.en.happened):
        assert "—" not in said.format_map(faults[0].details)
    return faults[0]


def check(code: str, op: str, value: str, field: str = "share", **more: object) -> Tree:
    """A strict condition on one fact."""
    return {
        "code": code,
        "title": code,
        "kind": "condition",
        "force": "must",
        "any_of": [[{"field": field, "op": op, "value": value}]],
        "source": "sample-notice",
        "article": f"第{code}条",
    } | more


def stage(plain: Tree, code: str) -> Tree:
    return next(one for one in plain["stages"] if one["code"] == code)


def guard(name: str, **more: str) -> Tree:
    return {"check": name, "article": "示例通知 第九条"} | more


def move(plain: Tree, code: str, index: int) -> None:
    found = stage(plain, code)
    plain["stages"].remove(found)
    plain["stages"].insert(index, found)


def without(*parts: str) -> Change:
    return lambda plain: [plain.pop(part) for part in parts]


def checks(*added: Tree) -> Change:
    return lambda plain: plain["checks"].extend(added)


@pytest.mark.parametrize("identifier", LIBRARY.policy_ids())
def test_no_shipped_policy_contradicts_itself(identifier: str) -> None:
    assert policy_faults(LIBRARY.policy_bytes(identifier), identifier) == ()


def test_the_changes_below_start_from_a_policy_that_is_fine() -> None:
    assert policy_faults(changed(checks()), "p.yaml") == ()


@pytest.mark.parametrize("part", ["stages", "fields", "checks", "deadlines", "priorities", "departments"])
def test_a_code_given_twice_is_refused(part: str) -> None:
    fault = refused(lambda plain: plain[part].append(dict(plain[part][0])))
    assert isinstance(fault, CodeTwice)


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain["third_party"]["fields"].append(dict(plain["third_party"]["fields"][0])),
        lambda plain: plain["categories"].append(dict(plain["categories"][0])),
        lambda plain: plain["rules"].append(dict(plain["rules"][0])),
        lambda plain: stage(plain, "apply")["guards"].append(guard("package")),
    ],
)
def test_what_is_named_twice_within_another_part_is_refused(change: Change) -> None:
    assert isinstance(refused(change), CodeTwice)


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        (lambda plain: stage(plain, "apply").update(deadline="nowhere"), "stages.0.deadline", "nowhere"),
        (
            lambda plain: stage(plain, "apply")["guards"].append(guard("rule_issued", awaits="nowhere")),
            "stages.0.guards.2.awaits",
            "nowhere",
        ),
        (lambda plain: stage(plain, "apply").update(roles=["pilot"]), "stages.0.roles.0", "pilot"),
        (lambda plain: plain["priorities"][0].update(list="nowhere"), "priorities.0.list", "nowhere"),
        (lambda plain: plain["quota"]["categories"].append("park"), "quota.categories.2", "park"),
        (lambda plain: plain["fields"][0].update(categories=["park"]), "fields.0.categories.0", "park"),
        (lambda plain: plain["rules"][0].update(source="nowhere"), "rules.0.source", "nowhere"),
        (
            lambda plain: plain["rules"][0].update(enforced_by=["stage:apply", "check:nowhere"]),
            "rules.0.enforced_by.1",
            "check:nowhere",
        ),
        (checks(check("a", ">", "1", "nowhere")), "checks.2.any_of.0.0.field", "nowhere"),
        (checks(check("a", ">", "1", source="nowhere")), "checks.2.source", "nowhere"),
        (checks(check("a", ">", "1", subject="third_party")), "checks.2.any_of.0.0.field", "share"),
        (
            checks(check("a", ">", "1", when=[{"field": "legal_representative", "op": "known"}])),
            "checks.2.when.0.field",
            "legal_representative",
        ),
        (
            lambda plain: plain["third_party"].update(projects_list="nowhere"),
            "third_party.projects_list",
            "nowhere",
        ),
        (
            lambda plain: plain["categories"][0].update(default_checklist="nowhere"),
            "categories.0.default_checklist",
            "nowhere",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_refused(change: Change, field: str, value: str) -> None:
    fault = refused(change)
    assert isinstance(fault, ReferenceUnknown)
    assert (fault.details["field"], fault.details["value"]) == (field, value)


def test_a_comparison_with_a_list_needs_the_column_that_it_reads() -> None:
    def better(plain: Tree) -> None:
        plain["lists"] = [{"code": "peers", "title": "现有", "holds": "现有工厂", "article": "第一条"}]
        wanted = check("a", ">", "1", kind="better_than_listed", list="peers", direction="lower_better")
        wanted.pop("any_of")
        plain["checks"].append(wanted | {"field": "share"})

    fault = refused(better)
    assert isinstance(fault, ReferenceUnknown)
    assert fault.details["field"] == "checks.2.field"


@pytest.mark.parametrize(
    ("change", "needs"),
    [
        (without("quota"), "quota"),
        (without("consultation"), "consultation"),
        (lambda plain: plain.update(departments=[]), "departments"),
        (without("publicity"), "publicity"),
        (lambda plain: stage(plain, "county-review").pop("deadline"), "deadline"),
        (lambda plain: stage(plain, "apply")["guards"].append(guard("rule_issued")), "awaits"),
        (
            lambda plain: plain["negative_list"].update(proof_for_each_head=False),
            "negative_list.proof_for_each_head",
        ),
        (lambda plain: plain.update(checks=[]), "checks"),
        (
            lambda plain: [plain["third_party"].pop(one) for one in ("cap", "cap_key", "period", "counts")],
            "third_party.cap",
        ),
        (lambda plain: plain["stages"].remove(stage(plain, "expert-review")), "expert_review"),
    ],
)
def test_a_condition_needs_what_it_looks_at(change: Change, needs: str) -> None:
    fault = refused(change)
    assert isinstance(fault, PartMissing)
    assert fault.details["needs"] == needs
    assert str(fault.details["article"]).startswith("示例通知")


@pytest.mark.parametrize(
    ("change", "first", "second"),
    [
        (lambda plain: plain["consultation"].update(position="after_review"), "第四条", "第五条"),
        (lambda plain: move(plain, "county-review", 2), "第四条", "第五条"),
        (lambda plain: move(plain, "listed", 4), "第八条", "第八条"),
        (
            lambda plain: plain["stages"].append(stage(plain, "listed") | {"code": "again"}),
            "第八条",
            "第八条",
        ),
        (
            lambda plain: stage(plain, "apply")["guards"].append(guard("panel_recommends")),
            "第九条",
            "第七条",
        ),
        (lambda plain: stage(plain, "apply")["guards"].append(guard("announced")), "第九条", "第八条"),
        (lambda plain: stage(plain, "apply").update(deadline="city"), "第五条", "第五条"),
    ],
)
def test_an_order_that_contradicts_itself_names_both_articles(
    change: Change, first: str, second: str
) -> None:
    fault = refused(change)
    assert isinstance(fault, OrderContradicts)
    assert fault.details["first_article"] == f"示例通知 {first}"
    assert fault.details["second_article"] == f"示例通知 {second}"


def test_departments_may_be_asked_after_the_review_as_in_tibet() -> None:
    def after(plain: Tree) -> None:
        plain["consultation"]["position"] = "after_review"
        guards = stage(plain, "county-review")["guards"]
        moved = [one for one in guards if one["check"] in {"opinions_in", "no_objection"}]
        stage(plain, "county-review")["guards"] = [one for one in guards if one not in moved]
        stage(plain, "selection")["guards"] += moved

    assert policy_faults(changed(after), "p.yaml") == ()


@pytest.mark.parametrize(
    ("added", "given"),
    [
        (check("a", ">", "1", "legal_entity"), ">"),
        (check("a", "is", "maybe", "legal_entity"), "maybe"),
        (check("a", "is", "造纸", "sector"), "造纸"),
        (check("a", "is", "很多"), "很多"),
        (
            check("a", "is", "", "sector", any_of=[[{"field": "sector", "op": "is", "other": "share"}]]),
            "占比",
        ),
    ],
)
def test_a_comparison_that_its_fact_can_never_answer_is_refused(added: Tree, given: str) -> None:
    fault = refused(checks(added))
    assert isinstance(fault, ComparisonUnfit)
    assert (fault.details["given"], fault.details["article"]) == (given, "第a条")


def test_a_check_reads_only_facts_that_its_category_has() -> None:
    def narrow(plain: Tree) -> None:
        plain["fields"][-2]["categories"] = ["factory"]
        plain["checks"].append(check("a", ">", "50"))

    assert isinstance(refused(narrow), ComparisonUnfit)
    fine = changed(lambda plain: (narrow(plain), plain["checks"][-1].update(categories=["factory"])))
    assert policy_faults(fine, "p.yaml") == ()


def test_a_unit_that_nobody_knows_is_refused() -> None:
    fault = refused(lambda plain: plain["fields"][-2].update(unit="斗"))
    assert isinstance(fault, UnitOfFactUnknown)
    assert fault.details["given"] == "斗"


@pytest.mark.parametrize(
    "pair",
    [
        (check("a", ">", "50"), check("b", "<=", "50")),
        (check("a", ">=", "50"), check("b", "<", "50")),
        (check("a", "is", "水泥", "sector"), check("b", "is_not", "水泥", "sector")),
        (
            check("a", ">", "50", when=[{"field": "sector", "op": "is", "value": "水泥"}]),
            check("b", "<", "40"),
        ),
    ],
)
def test_conditions_that_cannot_hold_together_name_both_articles(pair: tuple[Tree, Tree]) -> None:
    fault = refused(checks(*pair))
    assert isinstance(fault, RulesContradict)
    assert (fault.details["first_article"], fault.details["second_article"]) == ("第a条", "第b条")


def test_a_unit_cannot_have_to_stand_on_a_list_and_not_to() -> None:
    def both(plain: Tree) -> None:
        plain["lists"] = [{"code": "lower", "title": "名单", "holds": "单位", "article": "第一条"}]
        for code, kind in (("a", "listed"), ("b", "not_listed")):
            wanted = check(code, ">", "1", kind=kind, list="lower")
            wanted.pop("any_of")
            plain["checks"].append(wanted)

    assert isinstance(refused(both), RulesContradict)


@pytest.mark.parametrize(
    "pair",
    [
        (check("a", ">=", "50"), check("b", "<=", "50")),
        (check("a", ">", "50", force="in_principle"), check("b", "<", "50")),
        (check("a", ">", "50", categories=["factory"]), check("b", "<", "50", categories=["supply_chain"])),
        (
            check("a", ">", "50", when=[{"field": "sector", "op": "is", "value": "水泥"}]),
            check("b", "<", "50", when=[{"field": "sector", "op": "is_not", "value": "水泥"}]),
        ),
        (
            check("a", ">", "50"),
            check(
                "b",
                "<",
                "40",
                any_of=[
                    [{"field": "share", "op": "<", "value": "40"}],
                    [{"field": "sector", "op": "is", "value": "水泥"}],
                ],
            ),
        ),
    ],
)
def test_conditions_that_some_application_can_pass_are_no_contradiction(pair: tuple[Tree, Tree]) -> None:
    assert policy_faults(changed(checks(*pair)), "p.yaml") == ()


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "2025-02-29"])
def test_a_date_that_does_not_exist_is_refused(day: str) -> None:
    fault = refused(lambda plain: plain["deadlines"][0].update(day=day))
    assert isinstance(fault, DayDoesNotExist)
    assert (fault.details["field"], fault.details["given"]) == ("deadlines.0.day", day)


@pytest.mark.parametrize("day", ["02-30", "04-31", "13-01"])
def test_a_day_that_no_year_has_is_refused(day: str) -> None:
    def yearly(plain: Tree) -> None:
        plain["deadlines"][0].pop("day")
        plain["deadlines"][0]["yearly"] = day

    fault = refused(yearly)
    assert isinstance(fault, DayDoesNotExist)
    assert fault.details["field"] == "deadlines.0.yearly"


def test_the_author_is_told_everything_at_once() -> None:
    def many(plain: Tree) -> None:
        plain["colour"] = "green"
        plain.pop("region")
        plain["year"] = "soon"

    found = policy_faults(changed(many), "p.yaml")
    assert {type(one) for one in found} == {FieldUnknown, FieldMissing, FieldWrong}
    two = changed(lambda plain: (stage(plain, "apply").update(deadline="x"), plain.pop("quota")))
    assert [type(one) for one in policy_faults(two, "p.yaml")] == [ReferenceUnknown, PartMissing]
    assert isinstance(policy_faults(b"a: [", "p.yaml")[0], RulesFileUnreadable)


def test_the_line_is_the_one_where_the_fault_stands() -> None:
    data = changed(lambda plain: stage(plain, "listed").update(roles=["authority", "pilot"]))
    line = int(policy_faults(data, "p.yaml")[0].details["line"])
    assert data.decode().splitlines()[line - 1].strip() == "- pilot"


def test_every_part_of_a_policy_has_a_name() -> None:
    parts = policy_parts(parse_policy(SAMPLE, "sample"))
    assert parts["guard:selection.quota"] == "择优确定"
    assert parts["department:ecology"] == "生态环境局"
    assert {"quota", "late", "publicity", "consultation", "negative-list"} <= set(parts)
    assert "stage:nowhere" not in parts


NUMBER = FactField(code="n", title="数", kind=FactKind.NUMBER, article="第一条")
VALUES = st.integers(min_value=-3, max_value=3).map(str)
COMPARISONS = st.builds(
    lambda op, value: Comparison(field="n", op=op, value=value),
    st.sampled_from([Op.GREATER, Op.AT_LEAST, Op.LESS, Op.AT_MOST, Op.IS, Op.IS_NOT]),
    VALUES,
)
SETS = st.lists(st.lists(COMPARISONS, min_size=1, max_size=2).map(tuple), min_size=1, max_size=2).map(tuple)
GRID = ["-0.5", *(f"{number}{half}" for number in range(-4, 5) for half in ("", ".5"))]


def passes(alternatives: tuple[tuple[Comparison, ...], ...], value: str) -> bool:
    """What the program's own judge says of a value."""
    one = check("a", ">", "1") | {"any_of": alternatives}
    case = Case(
        unit="示例", credit_code="", category="factory", region="", industry="",
        reference=date(2026, 1, 1), facts={"n": value},
    )  # fmt: skip
    return judge(Check.model_validate(one), case).state is CheckState.HOLDS


@settings(max_examples=60, deadline=None)
@given(SETS, SETS)
def test_what_is_called_a_contradiction_is_one_by_the_judge_itself(
    one: tuple[tuple[Comparison, ...], ...], other: tuple[tuple[Comparison, ...], ...]
) -> None:
    first, second = extent(NUMBER, one), extent(NUMBER, other)
    both = [value for value in GRID if passes(one, value) and passes(other, value)]
    if first is None or second is None:
        empty = False if first is None and second is None else not (first if second is None else second)
    else:
        empty = not meet(first, second)
    assert empty is (not both)


def test_an_interval_knows_when_it_is_empty() -> None:
    half = read_decimal("50")
    assert Interval(low=half, high=half, high_open=True).empty
    assert not Interval(low=half, high=half).empty
    assert not Interval(high=half).empty
