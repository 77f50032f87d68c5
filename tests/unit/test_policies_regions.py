"""Shanxi, Inner Mongolia and Tibet: each document's own rules, as its policy file says them and as the checks judge."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from greendesk.adapters.policy_files import PolicyLibrary
from greendesk.domain.checklist import Category, ProvenanceState
from greendesk.domain.eligibility import Body, Case, Check, CheckForce, CheckResult, CheckState, judge
from greendesk.domain.listing import Listing, ListRow
from greendesk.domain.policy import (
    CapKey,
    CapPeriod,
    ConsultationPosition,
    EvaluationWay,
    LateConsequence,
    Lifetime,
    Needed,
    Policy,
    SummaryField,
    TermUnit,
    Where,
)
from greendesk.domain.road import Guard, GuardCheck, Stage, StepKind, stage_of

LIBRARY = PolicyLibrary(Path(__file__).parents[2] / "resources")
SHANXI = LIBRARY.policy("shanxi-2024")
NEIMENGGU = LIBRARY.policy("neimenggu")
XIZANG = LIBRARY.policy("xizang-2024")
POLICIES = {policy.id: policy for policy in (SHANXI, NEIMENGGU, XIZANG)}
ROWS = {"shanxi-2024": ("S", 13), "neimenggu": ("N", 36), "xizang-2024": ("T", 27)}
REFERENCE = date(2024, 5, 6)
UNIT = "示例绿源工厂"
AGENCY = "示例评价中心"
LATER_ROWS = {
    "shanxi-2024": set(),
    "neimenggu": {f"N-{one:02}" for one in (*range(5, 12), *range(17, 35))},
    "xizang-2024": {f"T-{one:02}" for one in (3, *range(14, 25))},
}


def check_of(policy: Policy, code: str) -> Check:
    return next(one for one in policy.checks if one.code == code)


def guard_of(policy: Policy, stage: str, check: GuardCheck) -> Guard:
    return next(one for one in stage_of(policy.stages, stage).guards if one.check is check)


def place(policy: Policy, kind: StepKind) -> tuple[int, ...]:
    return tuple(i for i, stage in enumerate(policy.stages) if stage.kind is kind)


def stage_of_kind(policy: Policy, kind: StepKind) -> Stage:
    (found,) = (stage for stage in policy.stages if stage.kind is kind)
    return found


def listing(code: str, *rows: ListRow) -> dict[str, Listing]:
    return {code: Listing(code=code, title=code, source="示例名单", as_of=REFERENCE, rows=rows)}


def judged(
    policy: Policy,
    code: str,
    category: str,
    facts: Mapping[str, str] | None = None,
    *,
    lists: Mapping[str, Listing] | None = None,
    body: Body | None = None,
) -> CheckResult:
    case = Case(
        unit=UNIT,
        credit_code="",
        category=category,
        region="示例市",
        industry="示例行业",
        reference=REFERENCE,
        facts=facts or {},
        lists=lists or {},
        body=body,
        cap=policy.third_party.cap,
    )
    return judge(check_of(policy, code), case)


# ---------------------------------------------------------------- every policy


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_every_row_of_the_document_is_there_with_article_and_fate(policy: Policy):
    letter, count = ROWS[policy.id]
    assert [rule.id for rule in policy.rules] == [f"{letter}-{one:02}" for one in range(1, count + 1)]
    assert {rule.id for rule in policy.rules if rule.later} == LATER_ROWS[policy.id]
    assert all(rule.article and rule.text and rule.actor for rule in policy.rules)
    assert all(rule.enforced_by or rule.outside or rule.id in {"N-18", "T-27"} for rule in policy.rules)


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_every_guard_check_and_duty_names_its_article(policy: Policy):
    named = [one.article for one in (*policy.stages, *policy.checks, *policy.duties, *policy.lists)]
    named += [guard.article for stage in policy.stages for guard in stage.guards]
    assert all("第" in one or "预通知" in one or one.startswith(("一、", "二、", "三、")) for one in named)


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_an_application_can_reach_the_published_list(policy: Policy):
    kinds = [stage.kind for stage in policy.stages]
    assert kinds[0] is StepKind.APPLY
    assert kinds[-3:] == [StepKind.PUBLICITY, StepKind.LISTED, StepKind.NATIONAL]
    assert {guard.check for guard in stage_of_kind(policy, StepKind.PUBLICITY).guards} == {
        GuardCheck.PUBLICITY_OVER,
        GuardCheck.OBJECTIONS_HANDLED,
        GuardCheck.ANNOUNCED,
    }


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_an_exception_is_possible_only_where_the_text_leaves_room(policy: Policy):
    strict = [one for one in policy.checks if one.force is CheckForce.MUST]
    assert all(not one.override for one in strict)
    loose = {one.code: one.override for one in policy.checks if one.force is CheckForce.IN_PRINCIPLE}
    assert set(loose.values()) <= {"原则上"}
    never = {GuardCheck.NEGATIVE_LIST, GuardCheck.NEGATIVE_PROOFS, GuardCheck.PUBLICITY_OVER}
    guards = [guard for stage in policy.stages for guard in stage.guards]
    assert not [guard for guard in guards if guard.check in never and guard.override]


@pytest.mark.rule("S-06")
@pytest.mark.rule("N-12")
@pytest.mark.rule("T-05")
@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_unit_evaluates_itself_or_has_it_done(policy: Policy):
    for rules in policy.categories:
        assert rules.evaluation is EvaluationWay.EITHER
        needed = {one.code: one.required for one in rules.documents}
        assert needed["self-report"] is Needed.IF_SELF
        assert needed["third-party-report"] is Needed.IF_THIRD_PARTY
    assert {one.category for one in policy.categories} == {
        Category.FACTORY,
        Category.PARK,
        Category.SUPPLY_CHAIN,
    }


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_what_the_text_does_not_set_is_marked(policy: Policy):
    assert policy.panel.basis.state is ProvenanceState.PROPOSED
    assert policy.visibility.basis.state is ProvenanceState.PROPOSED
    assert policy.conclusions.basis.state is ProvenanceState.RECALLED


@pytest.mark.rule("T-11")
@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_every_category_carries_tables_that_can_be_scored_and_says_what_was_not_found(policy: Policy):
    for rules in policy.categories:
        assert rules.checklist_note
        for identifier in rules.checklists:
            checklist = LIBRARY.checklist(identifier)
            assert checklist.category is rules.category
            assert any(section.scored and section.items for section in checklist.sections)


# ---------------------------------------------------------------- the park's share, level, body


@pytest.mark.rule("S-08")
@pytest.mark.rule("N-11")
@pytest.mark.rule("T-04")
@pytest.mark.parametrize(
    ("policy", "share", "state"),
    [
        (SHANXI, "50", CheckState.FAILS),
        (SHANXI, "50.01", CheckState.HOLDS),
        (NEIMENGGU, "50", CheckState.FAILS),
        (NEIMENGGU, "50.01", CheckState.HOLDS),
        (XIZANG, "50", CheckState.HOLDS),
        (XIZANG, "49.99", CheckState.FAILS),
        (XIZANG, "", CheckState.OPEN),
    ],
)
def test_a_park_at_exactly_half_passes_only_in_tibet(policy: Policy, share: str, state: CheckState):
    assert judged(policy, "park-share", "park", {"park_share": share}).state is state


@pytest.mark.rule("T-04")
def test_only_tibet_says_in_principle_about_the_share():
    assert check_of(XIZANG, "park-share").override == "原则上"
    assert check_of(XIZANG, "park-share").article == "第九条（一）"
    assert check_of(SHANXI, "park-share").force is CheckForce.MUST
    assert check_of(NEIMENGGU, "park-share").force is CheckForce.MUST


@pytest.mark.rule("S-08")
@pytest.mark.rule("N-11")
@pytest.mark.rule("T-12")
@pytest.mark.parametrize(
    ("policy", "level", "state"),
    [
        (SHANXI, "省级", CheckState.HOLDS),
        (SHANXI, "市级", CheckState.FAILS),
        (NEIMENGGU, "自治区级", CheckState.HOLDS),
        (NEIMENGGU, "自治区级及以上园区中的产业园", CheckState.HOLDS),
        (NEIMENGGU, "其他", CheckState.FAILS),
        (XIZANG, "地（市）级", CheckState.HOLDS),
        (XIZANG, "其他", CheckState.FAILS),
    ],
)
def test_a_park_needs_the_level_of_its_region(policy: Policy, level: str, state: CheckState):
    assert judged(policy, "park-level", "park", {"park_level": level}).state is state


@pytest.mark.rule("N-11")
@pytest.mark.parametrize(
    ("code", "facts", "article", "state"),
    [
        ("park-staff", {"park_office": "yes", "park_staff": "2"}, "第十三条（六）", CheckState.HOLDS),
        ("park-staff", {"park_office": "yes", "park_staff": "1"}, "第十三条（六）", CheckState.FAILS),
        ("park-staff", {"park_staff": "3"}, "第十三条（六）", CheckState.OPEN),
        (
            "cleaner-production",
            {"cleaner_production_share": "100", "cleaner_production_rising": "yes"},
            "第十三条（四）",
            CheckState.HOLDS,
        ),
        (
            "cleaner-production",
            {"cleaner_production_share": "99.9", "cleaner_production_rising": "yes"},
            "第十三条（四）",
            CheckState.FAILS,
        ),
        (
            "park-pledge",
            {"park_pledge": "yes", "park_targets": "yes", "park_carbon": "yes"},
            "第十三条（二）",
            CheckState.HOLDS,
        ),
        ("park-pledge", {"park_pledge": "no"}, "第十三条（二）", CheckState.FAILS),
        (
            "park-environment",
            {"park_environment": "yes", "park_emissions": "no"},
            "第十三条（三）",
            CheckState.FAILS,
        ),
        ("no-obsolete", {"park_no_obsolete": "yes"}, "第十三条（五）", CheckState.HOLDS),
        ("park-plan", {"park_plan": "no"}, "第十三条（七）", CheckState.FAILS),
    ],
)
def test_a_park_in_inner_mongolia_meets_each_basic_condition(
    code: str, facts: dict[str, str], article: str, state: CheckState
):
    found = judged(NEIMENGGU, code, "park", facts)
    assert (found.check.article, found.state) == (article, state)


# ---------------------------------------------------------------- who may apply


@pytest.mark.rule("N-10")
@pytest.mark.parametrize(
    ("code", "facts", "state"),
    [
        (
            "legal-entity",
            {"legal_entity": "yes", "manufacturer": "yes", "law_abiding": "yes"},
            CheckState.HOLDS,
        ),
        ("legal-entity", {"legal_entity": "yes", "manufacturer": "no"}, CheckState.FAILS),
        (
            "management-systems",
            {"environment_system": "yes", "safety_system": "yes", "quality_system": "yes"},
            CheckState.OPEN,
        ),
        ("management-systems", {"energy_system": "no"}, CheckState.FAILS),
        ("green-diagnosis", {"saving_work": "yes", "green_diagnosis": "yes"}, CheckState.HOLDS),
        (
            "energy-benchmark",
            {"energy_key_industry": "yes", "energy_value": "98", "energy_benchmark": "98"},
            CheckState.HOLDS,
        ),
        (
            "energy-benchmark",
            {
                "energy_key_industry": "yes",
                "energy_value": "99",
                "energy_benchmark": "98",
                "energy_advanced": "100",
            },
            CheckState.FAILS,
        ),
        ("energy-benchmark", {"energy_key_industry": "no"}, CheckState.NOT_APPLICABLE),
        (
            "energy-advanced",
            {
                "energy_key_industry": "no",
                "energy_limit_standard": "yes",
                "energy_value": "99",
                "energy_advanced": "100",
            },
            CheckState.HOLDS,
        ),
        (
            "energy-advanced",
            {"energy_key_industry": "no", "energy_limit_standard": "no"},
            CheckState.NOT_APPLICABLE,
        ),
        (
            "energy-advanced",
            {"energy_key_industry": "no", "energy_limit_standard": "yes", "energy_value": "99"},
            CheckState.OPEN,
        ),
        ("energy-advanced", {}, CheckState.OPEN),
    ],
)
def test_an_enterprise_in_inner_mongolia_meets_each_basic_condition(
    code: str, facts: dict[str, str], state: CheckState
):
    for category in ("factory", "supply_chain"):
        assert judged(NEIMENGGU, code, category, facts).state is state


@pytest.mark.rule("S-07")
def test_the_energy_level_gives_preference_only_in_shanxi():
    assert check_of(SHANXI, "energy-benchmark").force is CheckForce.PREFERENCE
    assert check_of(SHANXI, "energy-advanced").force is CheckForce.PREFERENCE
    assert check_of(NEIMENGGU, "energy-benchmark").force is CheckForce.MUST
    facts = {"energy_key_industry": "yes", "energy_value": "120", "energy_benchmark": "110"}
    assert judged(SHANXI, "energy-benchmark", "factory", facts).state is CheckState.FAILS
    assert SHANXI.category("factory").default_checklist == "factory-gbt36132-2018"


@pytest.mark.rule("T-04")
@pytest.mark.parametrize(
    ("entity", "state"),
    [
        ("独立法人", CheckState.HOLDS),
        ("视同法人的独立核算单位", CheckState.HOLDS),
        ("其他", CheckState.FAILS),
        ("", CheckState.OPEN),
    ],
)
def test_tibet_takes_units_that_count_as_legal_persons(entity: str, state: CheckState):
    assert judged(XIZANG, "legal-entity", "factory", {"legal_entity": entity}).state is state


@pytest.mark.rule("T-12")
@pytest.mark.parametrize(
    ("own", "name", "known", "state"),
    [
        ("yes", "示例绿源工厂", True, CheckState.HOLDS),
        ("yes", "示例不在册工厂", True, CheckState.FAILS),
        ("yes", "示例绿源工厂", False, CheckState.OPEN),
        ("no", "", True, CheckState.FAILS),
    ],
)
def test_a_supply_chain_leader_in_tibet_is_in_principle_a_green_factory(
    own: str, name: str, known: bool, state: CheckState
):
    lists = listing("existing-factories", ListRow(name="示例绿源工厂", category="factory")) if known else {}
    facts = {"own_green_factory": own, "own_green_factory_name": name}
    found = judged(XIZANG, "own-green-factory", "supply_chain", facts, lists=lists)
    assert found.state is state
    assert found.check.override == "原则上"


@pytest.mark.rule("N-17")
@pytest.mark.rule("N-16")
def test_a_miss_on_the_city_list_may_be_passed_with_a_reason_only():
    missed = judged(
        NEIMENGGU, "lower-list", "factory", lists=listing("lower-list", ListRow(name="示例别家工厂"))
    )
    assert missed.state is CheckState.FAILS
    assert missed.check.force is CheckForce.IN_PRINCIPLE
    assert (missed.check.override, missed.check.article) == ("原则上", "第十六条")
    there = listing("lower-list", ListRow(name=UNIT, category="factory"))
    assert judged(NEIMENGGU, "lower-list", "factory", lists=there).state is CheckState.HOLDS
    as_park = listing("lower-list", ListRow(name=UNIT, category="park"))
    assert judged(NEIMENGGU, "lower-list", "factory", lists=as_park).state is CheckState.FAILS
    assert judged(NEIMENGGU, "lower-list", "factory").missing == ("lower-list",)


@pytest.mark.rule("S-04")
@pytest.mark.rule("N-29")
@pytest.mark.rule("T-13")
@pytest.mark.parametrize(
    ("since", "state"),
    [
        (date(2021, 5, 7), CheckState.FAILS),
        (date(2021, 5, 6), CheckState.HOLDS),
        (None, CheckState.FAILS),
    ],
)
@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_removal_counts_for_three_years(policy: Policy, since: date | None, state: CheckState):
    lists = listing("removed", ListRow(name=UNIT, since=since))
    found = judged(policy, "not-removed", "factory", lists=lists)
    assert found.state is state
    assert found.check.force is CheckForce.MUST


@pytest.mark.rule("S-04")
@pytest.mark.rule("N-10")
@pytest.mark.rule("T-13")
def test_the_heads_that_exclude_differ_by_document():
    shanxi, neimenggu, xizang = (one.negative_list for one in (SHANXI, NEIMENGGU, XIZANG))
    assert (shanxi.checklist, neimenggu.checklist, xizang.checklist) == (
        "neg-shanxi-2024",
        "neg-neimenggu",
        "neg-national-2024",
    )
    assert [one.window_years for one in (shanxi, neimenggu, xizang)] == [3, 3, 3]
    assert [one.proof_for_each_head for one in (shanxi, neimenggu, xizang)] == [True, False, False]
    assert [one.includes_younger for one in (shanxi, neimenggu, xizang)] == [False, True, False]
    assert [one.includes_park_enterprises for one in (shanxi, neimenggu, xizang)] == [False, True, True]
    assert neimenggu.self_pledged == (Category.PARK,)
    assert [one.open_ended for one in (shanxi, neimenggu, xizang)] == [True, True, False]
    with_proofs = [guard.check for stage in SHANXI.stages for guard in stage.guards]
    assert GuardCheck.NEGATIVE_PROOFS in with_proofs
    pledge = {one.code: one.required for one in NEIMENGGU.category("park").documents}["park-pledge"]
    assert pledge is Needed.ALWAYS


# ---------------------------------------------------------------- third-party bodies


@pytest.mark.rule("N-35")
@pytest.mark.rule("T-22")
@pytest.mark.rule("S-06")
@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_the_sixteenth_project_under_one_legal_representative_is_one_too_many(policy: Policy):
    rules = policy.third_party
    assert (rules.cap, rules.cap_key, rules.period) == (15, CapKey.LEGAL_REPRESENTATIVE, CapPeriod.YEAR)
    assert len(rules.counts) == 3
    for number, state in ((15, CheckState.HOLDS), (16, CheckState.FAILS)):
        body = Body(name=AGENCY, holder="示例负责人", place=number, total=16)
        for category in ("factory", "park", "supply_chain"):
            assert judged(policy, "agency-cap", category, body=body).state is state
    unknown = Body(name=AGENCY)
    assert judged(policy, "agency-cap", "factory", body=unknown).state is CheckState.OPEN
    assert judged(policy, "agency-cap", "factory").state is CheckState.NOT_APPLICABLE


@pytest.mark.rule("N-35")
def test_the_cap_names_the_text_that_sets_it():
    assert check_of(NEIMENGGU, "agency-cap").article == "第三十二条"
    assert check_of(NEIMENGGU, "agency-cap").source == "neimenggu-rules"
    for policy in (SHANXI, XIZANG):  # neither text repeats it: the national rule holds, seen only in parts
        assert check_of(policy, "agency-cap").source == "interim-measures"
        assert "须核对" in check_of(policy, "agency-cap").article
        assert policy.third_party.basis.state is ProvenanceState.READ_COPY


@pytest.mark.rule("N-34")
@pytest.mark.rule("T-21")
@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_banned_body_is_not_accepted_for_three_years(policy: Policy):
    body = Body(name=AGENCY, facts={"agency_conditions": "yes"})
    for since, state in ((date(2022, 1, 1), CheckState.FAILS), (date(2021, 1, 1), CheckState.HOLDS)):
        lists = listing("agency-banned", ListRow(name=AGENCY, since=since))
        assert judged(policy, "agency-not-banned", "factory", lists=lists, body=body).state is state
    assert judged(policy, "agency-not-banned", "factory", body=body).state is CheckState.OPEN


@pytest.mark.rule("T-21")
def test_tibet_does_not_accept_a_body_without_the_basic_conditions():
    for value, state in (("no", CheckState.FAILS), ("yes", CheckState.HOLDS), ("", CheckState.OPEN)):
        body = Body(name=AGENCY, facts={"agency_conditions": value})
        found = judged(XIZANG, "agency-conditions", "park", body=body)
        assert (found.state, found.check.article) == (state, "第二十二条")


# ---------------------------------------------------------------- the road


@pytest.mark.rule("S-01")
@pytest.mark.rule("S-10")
@pytest.mark.rule("N-13")
@pytest.mark.rule("T-08")
def test_departments_are_asked_before_the_experts_but_in_tibet_after_them():
    for policy in (SHANXI, NEIMENGGU):
        assert policy.consultation.position is ConsultationPosition.BEFORE_RECOMMENDATION
        (experts,) = place(policy, StepKind.EXPERT_REVIEW)
        forwarded = place(policy, StepKind.FORWARD)
        asked = place(policy, StepKind.CONSULTATION)
        assert asked[0] < forwarded[0] < experts
        assert asked[-1] < experts
    assert len(place(SHANXI, StepKind.CONSULTATION)) == 2  # 县区，市
    assert XIZANG.consultation.position is ConsultationPosition.AFTER_REVIEW
    (asked,) = place(XIZANG, StepKind.CONSULTATION)
    (experts,) = place(XIZANG, StepKind.EXPERT_REVIEW)
    (chosen,) = place(XIZANG, StepKind.SELECTION)
    (shown,) = place(XIZANG, StepKind.PUBLICITY)
    assert experts < chosen < asked < shown
    assert all(one.name.startswith("自治区") for one in XIZANG.departments)


@pytest.mark.rule("S-01")
@pytest.mark.rule("N-13")
@pytest.mark.rule("T-08")
@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_three_departments_are_asked_and_the_text_sets_no_term(policy: Policy):
    assert [one.code for one in policy.departments] == ["ecology", "emergency", "market"]
    assert policy.consultation.reply_working_days is None


@pytest.mark.rule("S-02")
def test_a_file_from_shanxi_that_is_a_day_late_counts_as_no_applicant():
    county = SHANXI.deadline("county")
    assert county.on(2024) == date(2024, 5, 17)
    assert date(2024, 5, 18) > county.on(2024)
    guard = guard_of(SHANXI, "county-forward", GuardCheck.DEADLINE)
    assert (guard.override, guard.article) == ("", "转发通知 第二段")
    assert SHANXI.late.consequence is LateConsequence.NO_APPLICANT
    assert SHANXI.late.article == "转发通知 第二段"
    assert stage_of(SHANXI.stages, "county-forward").roles[0] == "county"


@pytest.mark.rule("S-02")
@pytest.mark.rule("S-12")
def test_the_county_hands_in_opinions_review_packages_summary_and_letter():
    codes = [one.code for one in SHANXI.handover]
    assert codes == ["opinions", "initial-review", "packages", "summary", "letter", "platform"]
    assert guard_of(SHANXI, "county-review", GuardCheck.INITIAL_REVIEW).article == "转发通知 第二段"


@pytest.mark.rule("S-10")
def test_shanxi_waits_for_the_detailed_rules_before_the_province():
    assert SHANXI.deadline("city").on(2024) == date(2024, 5, 31)
    assert [one.code for one in SHANXI.awaited] == ["detailed-rules"]
    assert guard_of(SHANXI, "waiting", GuardCheck.RULE_ISSUED).awaits == "detailed-rules"
    codes = [stage.code for stage in SHANXI.stages]
    assert codes[: codes.index("expert-review")] == [
        "apply",
        "county-consultation",
        "county-review",
        "county-forward",
        "city-consultation",
        "city-review",
        "waiting",
        "city-forward",
    ]


@pytest.mark.rule("S-03")
@pytest.mark.rule("S-11")
@pytest.mark.rule("N-14")
@pytest.mark.rule("T-07")
@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_the_best_are_chosen_after_the_experts(policy: Policy):
    (experts,), (chosen,) = place(policy, StepKind.EXPERT_REVIEW), place(policy, StepKind.SELECTION)
    assert experts < chosen
    checks = {guard.check for guard in policy.stages[chosen].guards}
    assert checks == {GuardCheck.PANEL_RECOMMENDS, GuardCheck.SELECTED}


@pytest.mark.rule("N-14")
@pytest.mark.rule("T-07")
def test_the_site_check_is_made_as_needed_and_shanxi_does_not_speak_of_it():
    for policy in (NEIMENGGU, XIZANG):
        assert stage_of_kind(policy, StepKind.SITE_CHECK).optional
    assert place(SHANXI, StepKind.SITE_CHECK) == ()
    assert "委托" in stage_of_kind(NEIMENGGU, StepKind.EXPERT_REVIEW).actor


@pytest.mark.rule("N-15")
@pytest.mark.rule("T-09")
def test_the_list_is_on_display_for_five_working_days():
    for policy in (NEIMENGGU, XIZANG):
        assert (policy.publicity.count, policy.publicity.unit) == (5, TermUnit.WORKING_DAYS)
        assert policy.publicity.basis is None
    assert SHANXI.publicity.basis.state is ProvenanceState.PROPOSED
    assert "未规定" in SHANXI.publicity.basis.source


@pytest.mark.rule("N-13")
@pytest.mark.rule("T-06")
@pytest.mark.rule("T-10")
def test_yearly_days_hold_in_every_year():
    assert NEIMENGGU.deadline("city").on(2026) == date(2026, 5, 31)
    assert XIZANG.deadline("city").on(2025) == date(2025, 6, 30)
    assert XIZANG.deadline("national").on(2026) == date(2026, 7, 31)
    assert stage_of_kind(XIZANG, StepKind.NATIONAL).deadline == "national"


@pytest.mark.rule("N-02")
@pytest.mark.rule("N-03")
@pytest.mark.rule("T-02")
def test_prefectures_recommend_and_the_region_reviews():
    for policy in (NEIMENGGU, XIZANG):
        (forward,) = place(policy, StepKind.FORWARD)
        assert all("county" in stage.roles for stage in policy.stages[: forward + 1])
        assert not any("county" in stage.roles for stage in policy.stages[forward + 1 :])
        assert "leader" in stage_of_kind(policy, StepKind.EXPERT_REVIEW).roles


# ---------------------------------------------------------------- priorities, summary, scope


@pytest.mark.rule("S-05")
@pytest.mark.rule("S-09")
@pytest.mark.rule("T-12")
def test_preferences_are_flags_with_their_article():
    shanxi = {one.code: one.article for one in SHANXI.priorities}
    assert {"chain-leader", "specialised-town", "little-giant"} <= set(shanxi)
    assert shanxi["chain-leader"] == "预通知 一、总体要求 第三段"
    assert shanxi["green-suppliers"] == "预通知 二、具体要求（三）"
    xizang = {one.code: one.article for one in XIZANG.priorities}
    assert xizang["green-suppliers"] == xizang["epr-pilot"] == "第十四条第三款"
    assert NEIMENGGU.priorities == ()


@pytest.mark.rule("S-13")
def test_the_shanxi_summary_has_the_three_tables_of_annex_two():
    assert (SHANXI.summary_form.annex, SHANXI.summary_form.article) == ("附件2", "预通知 附件2")
    titles = [[column.title for column in rules.summary.columns] for rules in SHANXI.categories]
    assert titles == [
        ["序号", "工厂名称", "第三方机构名称", "行业", "备注"],
        ["序号", "园区名称", "第三方机构名称", "类型", "备注"],
        ["序号", "企业名称", "第三方机构名称", "行业", "备注"],
    ]
    assert SHANXI.category("park").summary.columns[3].field is SummaryField.PARK_TYPE
    for policy in (NEIMENGGU, XIZANG):  # their texts print no summary table
        assert "程序拟定" in policy.summary_form.article


@pytest.mark.rule("N-01")
@pytest.mark.rule("T-01")
@pytest.mark.rule("T-27")
def test_scope_and_force_are_said_in_the_policy():
    rules = {rule.id: rule for policy in POLICIES.values() for rule in policy.rules}
    assert "三级联动" in rules["N-01"].text
    assert "藏青工业园" in rules["T-01"].text
    assert rules["T-27"].where == (Where.RULES,)
    assert XIZANG.sources[0].issued == date(2024, 5, 13)
    assert NEIMENGGU.sources[0].issued is None  # the text that was seen has no date


@pytest.mark.rule("N-04")
@pytest.mark.rule("N-36")
@pytest.mark.rule("T-25")
@pytest.mark.rule("T-26")
def test_rows_that_are_no_matter_for_the_program_say_why():
    outside = {rule.id: rule.outside for policy in POLICIES.values() for rule in policy.rules if rule.outside}
    assert set(outside) == {"N-04", "N-36", "T-25", "T-26"}
    assert all(len(reason) > 10 for reason in outside.values())


# ---------------------------------------------------------------- after publication


@pytest.mark.rule("N-20")
@pytest.mark.rule("T-14")
def test_the_day_of_the_dynamic_table_is_the_texts_own():
    days = {
        policy.id: [one.yearly for one in policy.duties if one.event is Lifetime.ANNUAL_TABLE]
        for policy in (NEIMENGGU, XIZANG)
    }
    assert days == {"neimenggu": ["04-15"], "xizang-2024": ["04-05"]}


@pytest.mark.rule("N-21")
@pytest.mark.rule("N-22")
@pytest.mark.rule("N-24")
@pytest.mark.rule("N-26")
@pytest.mark.rule("N-29")
@pytest.mark.rule("N-33")
@pytest.mark.rule("N-34")
def test_inner_mongolia_has_its_terms_for_the_years_after():
    duties = {one.event: one for one in NEIMENGGU.duties}
    assert duties[Lifetime.RECHECK].every_years == 3
    for event in (Lifetime.RE_EVALUATION, Lifetime.NAME_CHANGE):
        assert (duties[event].within, duties[event].unit) == (30, TermUnit.WORKING_DAYS)
    assert duties[Lifetime.WAIT_AFTER_REMOVAL].years == 3
    assert duties[Lifetime.AGENCY_REPORT].yearly == "04-30"
    assert duties[Lifetime.AGENCY_BAN].years == 3
    stars = duties[Lifetime.STARS].words
    assert all(one in stars for one in ("一星级占5%", "二星级占60%", "三星级占35%", "存疑"))


@pytest.mark.rule("T-16")
@pytest.mark.rule("T-19")
@pytest.mark.rule("T-21")
@pytest.mark.rule("T-23")
def test_tibet_has_its_duties_for_the_years_after():
    duties = {one.event: one for one in XIZANG.duties}
    assert duties[Lifetime.AGENCY_BAN].years == 3
    assert duties[Lifetime.AGENCY_REPORT].yearly is None  # after the yearly list, no day
    assert {Lifetime.REMOVAL, Lifetime.REAL_NAME_REPORT, Lifetime.AGENCY_ASSESSMENT} <= set(duties)
