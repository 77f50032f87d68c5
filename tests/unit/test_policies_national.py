"""The ministry's, Guangxi's and today's national policy: what is judged, by which article, and what stays open."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from greendesk.adapters.policy_files import PolicyLibrary
from greendesk.domain.checklist import Category, ProvenanceState
from greendesk.domain.eligibility import Body, Case, CheckForce, CheckResult, CheckState, judge
from greendesk.domain.listing import Listing, ListRow
from greendesk.domain.policy import CapKey, CapPeriod, EvaluationWay, Policy
from greendesk.domain.road import Stage, StepKind

LIBRARY = PolicyLibrary(Path(__file__).parents[2] / "resources")
ROWS = {
    "miit-2022": [f"M-{number:02}" for number in range(1, 24)],
    "guangxi-2023": [f"G-{number:02}" for number in range(1, 17)],
    "national-2025": [f"E-{number:02}" for number in range(1, 26)],
}
LATER = {
    "miit-2022": {"M-12", "M-13", "M-14", "M-15", "M-17", "M-21", "M-22", "M-23"},
    "guangxi-2023": {"G-07", "G-08", "G-13", "G-14", "G-15", "G-16"},
    "national-2025": {"E-08", "E-09", "E-10", "E-12", "E-18", "E-22"},
}
HOLDS, FAILS, OPEN = CheckState.HOLDS, CheckState.FAILS, CheckState.OPEN
NOT_APPLICABLE = CheckState.NOT_APPLICABLE


@pytest.fixture(scope="module")
def policies() -> Mapping[str, Policy]:
    return {one: LIBRARY.policy(one) for one in ROWS}


def listing(code: str, *rows: ListRow) -> Listing:
    return Listing(code=code, title="示例名单", source="示例来源", as_of=None, rows=rows)


def case(category: str, facts: Mapping[str, str], *lists: Listing, **more: object) -> Case:
    given: dict[str, object] = {
        "unit": "青禾示例有限公司",
        "credit_code": "",
        "category": category,
        "region": "示例省",
        "industry": "水泥",
        "reference": date(2022, 10, 1),
        "facts": facts,
        "lists": {one.code: one for one in lists},
    }
    return Case(**(given | more))  # type: ignore[arg-type]


def found(policy: Policy, code: str, one: Case) -> CheckResult:
    return judge(next(check for check in policy.checks if check.code == code), one)


def body(place: int | None = 1, facts: Mapping[str, str] | None = None) -> Body:
    return Body(name="示例评价中心", facts=facts or {}, holder="示例评价中心", place=place, total=place or 0)


# ------------------------------------------------------------ rows, roads and deadlines


@pytest.mark.parametrize("identifier", ROWS)
def test_every_row_of_a_policy_is_there_with_its_article(
    policies: Mapping[str, Policy], identifier: str
) -> None:
    rules = policies[identifier].rules
    assert [rule.id for rule in rules] == ROWS[identifier]
    assert all(rule.article and rule.text for rule in rules)
    assert all(rule.enforced_by or rule.outside for rule in rules)


@pytest.mark.rule(
    "M-12", "M-13", "M-14", "M-15", "M-17", "M-21", "M-22", "M-23",
    "G-07", "G-08", "G-13", "G-14", "G-15", "G-16",
    "E-08", "E-09", "E-10", "E-12", "E-18", "E-22",
)  # fmt: skip
@pytest.mark.parametrize("identifier", ROWS)
def test_what_follows_publication_is_said_to_come_later_and_has_its_duty(
    policies: Mapping[str, Policy], identifier: str
) -> None:
    later = [rule for rule in policies[identifier].rules if rule.later]
    assert {rule.id for rule in later} == LATER[identifier]
    assert all(any(part.startswith("duty:") for part in rule.enforced_by) for rule in later)


@pytest.mark.parametrize("identifier", ROWS)
def test_an_application_can_go_from_filling_to_the_published_list(
    policies: Mapping[str, Policy], identifier: str
) -> None:
    stages = policies[identifier].stages
    kinds = [stage.kind for stage in stages]
    assert kinds[0] is StepKind.APPLY
    assert kinds.index(StepKind.EXPERT_REVIEW) < kinds.index(StepKind.PUBLICITY)
    assert kinds.index(StepKind.PUBLICITY) < kinds.index(StepKind.LISTED)
    assert all(stage.optional for stage in stages[kinds.index(StepKind.LISTED) + 1 :])


@pytest.mark.rule("M-01", "M-05")
def test_the_province_chooses_within_its_quota_before_it_sends(policies: Mapping[str, Policy]) -> None:
    policy = policies["miit-2022"]
    codes = [stage.code for stage in policy.stages]
    assert codes.index("selection") < codes.index("province-forward")
    assert {"panel_recommends", "quota", "selected"} == guards(policy, "selection")
    assert policy.quota is not None
    assert policy.quota.categories == (Category.FACTORY,)


@pytest.mark.rule("M-11", "M-15", "M-22", "G-01", "G-15", "G-16", "E-03", "E-08")
def test_the_days_are_those_of_the_texts(policies: Mapping[str, Policy]) -> None:
    miit, guangxi, national = (policies[one] for one in ROWS)
    assert miit.deadline("ministry").on(2022) == date(2022, 10, 31)
    assert guangxi.deadline("city").on(2023) == date(2023, 5, 20)
    assert national.deadline("ministry").on(2025) == date(2025, 7, 31)
    days = {duty.code: duty.day for policy in (miit, guangxi) for duty in policy.duties if duty.day}
    assert days == {
        "tables-of-batches": date(2022, 11, 30),
        "agency-report": date(2022, 10, 31),
        "national-tables": date(2023, 7, 31),
        "regional-tables": date(2023, 6, 30),
    }
    assert next(duty.yearly for duty in national.duties if duty.code == "annual-table") == "04-15"
    assert "deadline" in guards(miit, "province-forward") & guards(guangxi, "city-forward")


def guards(policy: Policy, stage: str) -> set[str]:
    one: Stage = next(one for one in policy.stages if one.code == stage)
    return {guard.check.value for guard in one.guards}


def test_what_no_text_says_is_not_claimed(policies: Mapping[str, Policy]) -> None:
    for policy in policies.values():
        assert policy.late is None
        assert policy.panel.basis.state is ProvenanceState.PROPOSED
        assert policy.conclusions.basis.state is ProvenanceState.RECALLED
        assert policy.consultation is None
        assert policy.publicity is not None
        assert policy.publicity.basis is not None
        assert policy.status
    for identifier in ("miit-2022", "guangxi-2023"):
        policy = policies[identifier]
        assert policy.publicity is not None
        assert "未规定" in policy.publicity.article
        assert policy.publicity.basis is not None
        assert policy.publicity.basis.state is ProvenanceState.PROPOSED
        assert "未见原文" in policy.summary_form.article


@pytest.mark.rule("M-04", "M-08", "M-09", "M-10", "G-05")
@pytest.mark.parametrize("identifier", ["miit-2022", "guangxi-2023"])
def test_products_evaluate_themselves_and_the_others_need_both(
    policies: Mapping[str, Policy], identifier: str
) -> None:
    policy = policies[identifier]
    ways = {rules.category: rules.evaluation for rules in policy.categories}
    assert ways.pop(Category.PRODUCT) is EvaluationWay.SELF
    assert set(ways.values()) == {EvaluationWay.BOTH}
    for category in ways:
        due = {one.code for one in policy.required_documents(category, third_party=False)}
        assert {"self-report", "third-party-report"} <= due
    assert {one.code for one in policy.required_documents(Category.PRODUCT, third_party=False)} == {
        "self-report"
    }


@pytest.mark.rule("E-02", "E-05", "E-14", "E-16", "E-17", "E-20", "E-23")
def test_today_factories_and_parks_fill_in_forms_themselves(policies: Mapping[str, Policy]) -> None:
    policy = policies["national-2025"]
    assert {rules.category for rules in policy.categories} == {Category.FACTORY, Category.PARK}
    assert {rules.evaluation for rules in policy.categories} == {EvaluationWay.SELF}
    assert policy.category("factory").default_checklist == "factory-platform-2025"
    assert policy.category("park").checklists == ()
    assert "导入正式评价表" in policy.category("park").checklist_note
    assert "panel_concluded" in guards(policy, "expert-review")


@pytest.mark.rule("M-03", "G-06", "E-07")
def test_each_text_has_its_own_heads_over_three_years(policies: Mapping[str, Policy]) -> None:
    negative = {one: policy.negative_list for one, policy in policies.items()}
    assert {one: rules.checklist for one, rules in negative.items()} == {
        "miit-2022": "neg-miit-2022",
        "guangxi-2023": "neg-guangxi-2023",
        "national-2025": "neg-national-2024",
    }
    assert {rules.window_years for rules in negative.values()} == {3}
    assert [one for one, rules in negative.items() if rules.open_ended] == ["miit-2022"]
    assert [one for one, rules in negative.items() if rules.includes_park_enterprises] == ["national-2025"]
    heads = {one: len(LIBRARY.checklist(rules.checklist).items) for one, rules in negative.items()}
    assert heads == {"miit-2022": 6, "guangxi-2023": 5, "national-2025": 6}


@pytest.mark.rule("M-02", "M-09", "G-02", "G-03", "E-06")
def test_preferences_are_flags(policies: Mapping[str, Policy]) -> None:
    codes = {one: {flag.code for flag in policy.priorities} for one, policy in policies.items()}
    assert codes == {
        "miit-2022": {"provincial-list", "low-carbon-pilot"},
        "guangxi-2023": {"low-carbon-pilot", "encouraged-industry"},
        "national-2025": {"energy-benchmark"},
    }
    flag = next(one for one in policies["miit-2022"].priorities if one.code == "provincial-list")
    assert flag.list == "provincial-list"


# ------------------------------------------------------------ facts of the applicant


ENERGY = {"energy_key_industry": "yes", "energy_value": "100"}
OTHER_ENERGY = {"energy_key_industry": "no", "energy_limit_standard": "yes", "energy_value": "100"}
PARK = {"park_boundary": "yes", "park_body": "yes", "park_function": "yes"}
JUDGED = [
    ("miit-2022", "park-share", "park", {"park_share": "50"}, FAILS, "一（三）"),
    ("miit-2022", "park-share", "park", {"park_share": "50.01"}, HOLDS, "一（三）"),
    ("miit-2022", "park-share", "park", {}, OPEN, "一（三）"),
    ("miit-2022", "park-share", "factory", {"park_share": "10"}, NOT_APPLICABLE, "一（三）"),
    ("miit-2022", "park-level", "park", {"park_level": "省级"}, HOLDS, "一（三）"),
    ("miit-2022", "park-level", "park", {"park_level": "市级"}, FAILS, "一（三）"),
    ("miit-2022", "park-body", "park", PARK, HOLDS, "一（三）"),
    ("miit-2022", "park-body", "park", PARK | {"park_body": "no"}, FAILS, "一（三）"),
    ("miit-2022", "park-body", "park", {"park_body": "yes"}, OPEN, "一（三）"),
    ("miit-2022", "chain-leader", "supply_chain", {"chain_leader": "no"}, FAILS, "一（四）"),
    ("miit-2022", "energy-benchmark", "factory", ENERGY | {"energy_benchmark": "100"}, HOLDS, "一（一）第二段"),
    ("miit-2022", "energy-benchmark", "factory", ENERGY | {"energy_benchmark": "99"}, FAILS, "一（一）第二段"),
    ("miit-2022", "energy-benchmark", "factory", ENERGY, OPEN, "一（一）第二段"),
    ("miit-2022", "energy-benchmark", "factory", {}, OPEN, "一（一）第二段"),
    ("miit-2022", "energy-advanced", "factory", OTHER_ENERGY | {"energy_advanced": "99"}, FAILS, "一（一）第二段"),
    ("miit-2022", "energy-advanced", "factory", OTHER_ENERGY | {"energy_advanced": "100"}, HOLDS, "一（一）第二段"),
    ("miit-2022", "energy-advanced", "factory", ENERGY, NOT_APPLICABLE, "一（一）第二段"),
    ("guangxi-2023", "park-share", "park", {"park_share": "50"}, FAILS, "一（一）"),
    ("guangxi-2023", "park-share", "park", {"park_share": "50.1"}, HOLDS, "一（一）"),
    ("guangxi-2023", "park-level", "park", {"park_level": "市级"}, FAILS, "一（一）"),
    ("guangxi-2023", "park-body", "park", PARK, HOLDS, "一（一）"),
    ("guangxi-2023", "energy-advanced", "factory", ENERGY | {"energy_advanced": "99"}, FAILS, "一（二）"),
    ("guangxi-2023", "energy-advanced", "factory", {"energy_key_industry": "no"}, NOT_APPLICABLE, "一（二）"),
    ("guangxi-2023", "chain-industry", "supply_chain", {"chain_industry": "建材"}, HOLDS, "一（三）"),
    ("guangxi-2023", "chain-industry", "supply_chain", {"chain_industry": "其他"}, FAILS, "一（三）"),
    ("guangxi-2023", "chain-leader", "supply_chain", {"chain_leader": "yes"}, HOLDS, "一（三）"),
    ("national-2025", "park-share", "park", {"park_share": "49.99"}, FAILS, "第八条（未见原文，须核对）"),
    ("national-2025", "park-share", "park", {"park_share": "50"}, HOLDS, "第八条（未见原文，须核对）"),
    ("national-2025", "park-above-average", "park", {"park_above_average": "no"}, FAILS,
     "2025年园区要求（转载，条号未见）"),
    ("national-2025", "legal-entity", "factory", {"legal_entity": "yes"}, HOLDS, "第七条（未见原文，须核对）"),
]  # fmt: skip


@pytest.mark.rule("M-06", "M-09", "M-10", "G-02", "G-03", "G-04", "E-01", "E-21")
@pytest.mark.parametrize(("identifier", "code", "category", "facts", "state", "article"), JUDGED)
def test_facts_are_judged_by_the_article_that_says_so(
    policies: Mapping[str, Policy],
    identifier: str,
    code: str,
    category: str,
    facts: Mapping[str, str],
    state: CheckState,
    article: str,
) -> None:
    result = found(policies[identifier], code, case(category, facts))
    assert (result.state, result.check.article) == (state, article)


@pytest.mark.rule("M-06", "M-09", "G-03", "G-04", "E-01")
def test_an_exception_is_possible_only_where_the_text_leaves_one(policies: Mapping[str, Policy]) -> None:
    yielding = {
        one: {check.code for check in policy.checks if check.force is CheckForce.IN_PRINCIPLE}
        for one, policy in policies.items()
    }
    assert yielding["miit-2022"] == {"energy-benchmark", "energy-advanced", "park-cap"}
    assert yielding["guangxi-2023"] == {"energy-advanced", "chain-industry", "agency-not-banned"}
    assert all(
        check.override
        for policy in policies.values()
        for check in policy.checks
        if check.force is CheckForce.IN_PRINCIPLE
    )
    assert all("未见原文" in one.override for one in policies["national-2025"].checks if one.override)


@pytest.mark.rule("M-09")
@pytest.mark.parametrize(("place", "state"), [(3, HOLDS), (4, FAILS)])
def test_a_region_has_three_parks_in_principle(
    policies: Mapping[str, Policy], place: int, state: CheckState
) -> None:
    result = found(policies["miit-2022"], "park-cap", case("park", {}, place_in_region=place))
    assert (result.state, result.check.override) == (state, "原则上")


@pytest.mark.rule("M-07")
@pytest.mark.parametrize(("value", "state"), [("99.9", HOLDS), ("100", FAILS), ("101", FAILS), ("", OPEN)])
def test_a_factory_must_be_better_than_those_of_its_region_and_industry(
    policies: Mapping[str, Policy], value: str, state: CheckState
) -> None:
    existing = listing(
        "existing-factories",
        ListRow(name="甲厂（示例）", region="示例省", industry="水泥", values={"energy_value": "100"}),
        ListRow(name="乙厂（示例）", region="示例省", industry="造纸", values={"energy_value": "1"}),
        ListRow(name="丙厂（示例）", region="外省（示例）", industry="水泥", values={"energy_value": "1"}),
    )
    result = found(
        policies["miit-2022"], "better-than-existing", case("factory", {"energy_value": value}, existing)
    )
    assert (result.state, result.check.article) == (state, "一（一）第二段")


@pytest.mark.rule("M-08")
@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"product_standard": "示例标准1"}, HOLDS),
        ({"product_standard": "示例标准9"}, FAILS),
        ({}, OPEN),
    ],
)
def test_the_ministry_takes_only_products_of_listed_standards(
    policies: Mapping[str, Policy], facts: Mapping[str, str], state: CheckState
) -> None:
    standards = listing("product-standards", ListRow(name="示例标准1"))
    assert found(policies["miit-2022"], "product-standard", case("product", facts, standards)).state is state
    assert found(policies["miit-2022"], "product-standard", case("product", facts)).state is OPEN


@pytest.mark.rule("G-05")
@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"product_standard": "示例标准1"}, HOLDS),
        ({"product_standard": "示例标准9", "product_recognised": "yes"}, HOLDS),
        ({"product_recognised": "yes"}, HOLDS),
        ({"product_standard": "示例标准9", "product_recognised": "no"}, FAILS),
        ({"product_standard": "示例标准9"}, OPEN),
    ],
)
def test_guangxi_takes_a_listed_standard_or_a_recognised_product(
    policies: Mapping[str, Policy], facts: Mapping[str, str], state: CheckState
) -> None:
    standards = listing("product-standards", ListRow(name="示例标准1"))
    result = found(policies["guangxi-2023"], "product-scope", case("product", facts, standards))
    assert (result.state, result.check.article) == (state, "一（四）")


@pytest.mark.rule("M-03", "E-07")
@pytest.mark.parametrize("identifier", ["miit-2022", "national-2025"])
@pytest.mark.parametrize(
    ("since", "state"), [(date(2019, 10, 2), FAILS), (date(2019, 10, 1), HOLDS), (None, FAILS)]
)
def test_a_removal_counts_for_three_years(
    policies: Mapping[str, Policy], identifier: str, since: date | None, state: CheckState
) -> None:
    removed = listing("removed", ListRow(name="青禾示例有限公司", since=since))
    assert found(policies[identifier], "not-removed", case("factory", {}, removed)).state is state
    assert found(policies[identifier], "not-removed", case("factory", {})).state is OPEN


@pytest.mark.rule("E-03", "E-15")
def test_today_the_provincial_list_comes_first(policies: Mapping[str, Policy]) -> None:
    policy = policies["national-2025"]
    there = listing("provincial-list", ListRow(name="青禾示例有限公司", category="factory"))
    assert found(policy, "provincial-list", case("factory", {}, there)).state is HOLDS
    assert found(policy, "provincial-list", case("park", {}, there)).state is FAILS
    assert found(policy, "provincial-list", case("park", {})).state is OPEN


# ------------------------------------------------------------ third-party bodies


@pytest.mark.rule("M-20", "G-12", "E-11")
@pytest.mark.parametrize("identifier", ROWS)
@pytest.mark.parametrize(("place", "state"), [(15, HOLDS), (16, FAILS), (None, OPEN)])
def test_the_sixteenth_project_of_a_body_is_one_too_many(
    policies: Mapping[str, Policy], identifier: str, place: int | None, state: CheckState
) -> None:
    policy = policies[identifier]
    one = case("factory", {}, body=body(place), cap=policy.third_party.cap)
    assert found(policy, "agency-cap", one).state is state


@pytest.mark.rule("M-19", "M-20", "G-12", "E-11")
def test_bodies_are_counted_by_the_key_of_the_text_and_products_are_not(
    policies: Mapping[str, Policy],
) -> None:
    miit, guangxi, national = (policies[one].third_party for one in ROWS)
    for rules in (miit, guangxi):
        assert (rules.cap_key, rules.period) == (CapKey.LEGAL_PERSON_AND_AFFILIATES, CapPeriod.BATCH)
    assert (national.cap_key, national.period) == (CapKey.LEGAL_REPRESENTATIVE, CapPeriod.YEAR)
    assert all(Category.PRODUCT not in rules.counts for rules in (miit, guangxi, national))
    product = case("product", {}, body=body(16), cap=15)
    assert found(policies["miit-2022"], "agency-cap", product).state is NOT_APPLICABLE


BODIES = [
    ("miit-2022", "agency-mid-staff", {"mid_staff": "10"}, HOLDS, "三（三）"),
    ("miit-2022", "agency-mid-staff", {"mid_staff": "9"}, FAILS, "三（三）"),
    ("miit-2022", "agency-senior-staff", {"senior_staff": "5"}, HOLDS, "三（三）"),
    ("miit-2022", "agency-senior-staff", {"senior_staff": "4"}, FAILS, "三（三）"),
    ("miit-2022", "agency-standing", {"domestic": "yes", "legal_person": "no"}, FAILS, "三（一）"),
    ("miit-2022", "agency-office", {"office": "yes", "finance": "yes"}, HOLDS, "三（二）"),
    ("miit-2022", "agency-conduct", {"conduct": "yes"}, HOLDS, "三（四）"),
    ("miit-2022", "agency-experience", {"experience_5y": "no"}, FAILS, "三（五）"),
    ("miit-2022", "agency-experience", {}, OPEN, "三（五）"),
    ("miit-2022", "agency-independent", {"independent": "no"}, FAILS, "三 第一段"),
    ("guangxi-2023", "agency-mid-staff", {"mid_staff": "9"}, FAILS, "四（三）"),
    ("guangxi-2023", "agency-senior-share", {"mid_staff": "11", "senior_staff": "6"}, HOLDS, "四（三）"),
    ("guangxi-2023", "agency-senior-share", {"mid_staff": "12", "senior_staff": "6"}, HOLDS, "四（三）"),
    ("guangxi-2023", "agency-senior-share", {"mid_staff": "13", "senior_staff": "6"}, FAILS, "四（三）"),
    ("guangxi-2023", "agency-senior-share", {"senior_staff": "6"}, OPEN, "四（三）"),
    ("guangxi-2023", "agency-experience", {"experience_5y": "yes"}, HOLDS, "四（四）"),
    ("guangxi-2023", "agency-explained", {"explained": "no"}, FAILS, "四（基本条件后第一段）"),
    ("guangxi-2023", "agency-independent", {"independent": "no"}, FAILS, "四（基本条件后第一段）"),
]


@pytest.mark.rule("M-16", "M-18", "G-09", "G-10", "G-11")
@pytest.mark.parametrize(("identifier", "code", "facts", "state", "article"), BODIES)
def test_a_body_meets_the_basic_conditions_or_not(
    policies: Mapping[str, Policy],
    identifier: str,
    code: str,
    facts: Mapping[str, str],
    state: CheckState,
    article: str,
) -> None:
    result = found(policies[identifier], code, case("park", {}, body=body(facts=facts)))
    assert (result.state, result.check.article) == (state, article)
    assert (
        found(policies[identifier], code, case("product", {}, body=body(facts=facts))).state is NOT_APPLICABLE
    )


@pytest.mark.rule("M-17", "E-12")
@pytest.mark.parametrize("identifier", ROWS)
def test_a_banned_body_is_found_by_its_name(policies: Mapping[str, Policy], identifier: str) -> None:
    banned = listing("agency-banned", ListRow(name="示例评价中心", until=date(2022, 10, 1)))
    expired = listing("agency-banned", ListRow(name="示例评价中心", until=date(2022, 9, 30)))
    policy = policies[identifier]
    assert found(policy, "agency-not-banned", case("factory", {}, banned, body=body())).state is FAILS
    assert found(policy, "agency-not-banned", case("factory", {}, expired, body=body())).state is HOLDS
    assert found(policy, "agency-not-banned", case("factory", {}, banned)).state is NOT_APPLICABLE


@pytest.mark.rule("E-04")
def test_the_nation_displays_the_list_for_fifteen_days(policies: Mapping[str, Policy]) -> None:
    publicity = policies["national-2025"].publicity
    assert publicity is not None
    assert (publicity.count, publicity.unit.value) == (15, "calendar_days")
