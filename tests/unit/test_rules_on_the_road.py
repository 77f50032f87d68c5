"""Shipped policies played on a real desk: order of steps, deadlines, opinions and waiting as in the texts."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from greendesk.desk import Desk
from greendesk.domain.assessment import Finding, Verdict
from greendesk.domain.checklist import Item, alternatives
from greendesk.domain.eligibility import CheckState
from greendesk.domain.road import Move, RoadEnded
from greendesk.queries_road import GuardLine
from greendesk.use_cases.applications import UnitData
from greendesk.use_cases.eligibility import AgencyData
from greendesk.use_cases.opinions import Opinion
from greendesk.use_cases.publication import Notice
from greendesk.use_cases.reviews import ScoreItem
from greendesk.use_cases.road import NoExceptionAllowed, NotYet, Step
from greendesk.use_cases.rounds import OpenRound
from tests.desks import (
    an_application,
    conclude,
    credit_code,
    make_desk,
    small_pdf,
)
from ui.composition.rules import RESOURCES, read_policy

UNIT = "青禾水泥（示例）"
NOBODY = "单位名称\n他厂（示例）\n".encode()
FACTS: Mapping[str, Mapping[str, str]] = {
    "shanxi-2024": {},
    "xizang-2024": {
        "park_boundary": "yes",
        "park_body": "yes",
        "park_function": "yes",
        "law_abiding": "yes",
        "park_share": "50",
        "park_level": "地（市）级",
        "park_many_factories": "yes",
    },
    "neimenggu": {
        "legal_entity": "yes",
        "manufacturer": "yes",
        "law_abiding": "yes",
        "sound_economy": "yes",
        "energy_key_industry": "no",
        "energy_limit_standard": "no",
        "environment_system": "yes",
        "safety_system": "yes",
        "quality_system": "yes",
        "energy_system": "yes",
        "saving_work": "yes",
        "green_diagnosis": "yes",
    },
}


class Journey:
    """One application under a shipped policy."""

    def __init__(self, desk: Desk, policy: str, folder: Path, category: str = "factory") -> None:
        self.desk, self.policy, self.category = desk, policy, category
        choice = read_policy(RESOURCES / "policies" / f"{policy}.yaml")
        self.round = desk.rounds.open(
            OpenRound(
                title="示例批次",
                year=2024,
                level="province",
                region="示例省",
                policy=choice.text,
                checklists=choice.checklists,
                my_roles=("county", "secretary", "leader", "expert"),
            )
        )
        self.application = an_application(desk, self.round, folder, UNIT, category=category)

    @property
    def here(self) -> str:
        return self.desk.road.of(self.round, self.application, date(2024, 5, 1)).here

    def not_holding(self, on: date) -> dict[str, GuardLine]:
        guards = self.desk.road.of(self.round, self.application, on).guards
        return {line.what: line for line in guards if line.state != "holds"}

    def advance(self, on: date, exceptions: Mapping[str, str] | None = None) -> str:
        step = Step(application=self.application, on=on, exceptions=exceptions or {})
        return self.desk.road.move(self.round, step)

    def go_to(self, stage: str, on: date = date(2024, 5, 1)) -> None:
        """Do what each stage asks until this one is reached."""
        while self.here != stage:
            asked = self.not_holding(on)
            if "documents" in asked:
                self.confirm()
            if {"negative_list", "negative_proofs"} & asked.keys():
                self.clear_heads()
            if "opinions_in" in asked:
                self.hear_departments()
            if any(name.startswith("eligibility:") for name in asked):
                self.show_eligibility()
            if "initial_review" in asked:
                self.review(on)
            if "panel_concluded" in asked:
                self.judge()
            if "selected" in asked:
                only = (self.application,)
                self.desk.publication.rank(self.round, self.category, only, only)
            assert self.not_holding(on) == {}, self.here
            self.advance(on)

    def confirm(self) -> None:
        documents = self.desk.applications.detail(self.round, self.application).documents
        files = {one.code: one.files or (1,) for one in documents if one.state != "not_required"}
        self.desk.applications.assign_documents(self.round, self.application, files, {})

    def clear_heads(self) -> None:
        for line in self.desk.applications.detail(self.round, self.application).negative:
            self.answer(line.code, "clear", proof=("证明.pdf", small_pdf("proof", 1)))

    def answer(self, head: str, answer: str, proof: tuple[str, bytes] | None = None) -> None:
        self.desk.applications.answer_negative(
            self.round, self.application, head, answer=answer, department="示例局", proof=proof
        )

    def hear_departments(self) -> None:
        for code, _, _ in self.desk.opinions.departments(self.round):
            self.desk.opinions.record(
                self.round, Opinion(application=self.application, department=code, position="agree")
            )

    def show_eligibility(self) -> None:
        facts = FACTS[self.policy]
        sources = dict.fromkeys(facts, "申报材料（示例）")
        self.desk.eligibility.record_facts(self.round, self.application, "2024-05-01", facts, sources)
        for line in self.desk.eligibility.lists(self.round):
            row = (
                NOBODY.replace("他厂（示例）".encode(), UNIT.encode())
                if line.code == "lower-list"
                else NOBODY
            )
            if not line.imported:
                self.desk.eligibility.import_list(
                    self.round, line.code, "名单.csv", row, source="公布的名单（示例）"
                )

    def review(self, on: date) -> None:
        self.desk.road.review_initially(
            self.round, self.application, recommended=True, opinion="同意（示例）", office="示例局", on=on
        )

    def judge(self) -> None:
        me = next(one.fingerprint for one in self.desk.rounds.participants(self.round) if one.me)
        self.desk.reviews.assign(self.round, self.application, me)
        self.desk.reviews.declare(self.round, self.application, conflict=False)
        for section in self.desk.reviews.bench(self.round, self.application).checklist.sections:
            for item in section.items:
                if item.is_gate:
                    self.score(item, applicable=True)
            for group in alternatives(section):
                counted = section.pick(group) if len(group) > 1 else 1
                for place, item in enumerate(group):
                    self.score(item, applicable=place < counted)
        words = self.desk.panel.recommendations(self.round)
        self.desk.reviews.conclude(
            self.round, self.application, recommendation=words[0], comment="总体良好（示例）"
        )
        self.desk.reviews.submit(self.round, self.application)
        conclude(self.desk, self.round, self.application)

    def score(self, item: Item, *, applicable: bool) -> None:
        finding = Finding(item=item.code, applicable=applicable)
        if item.is_gate:
            finding = Finding(item=item.code, verdict=Verdict.CONFORMS)
        elif item.max_points is not None and applicable:
            finding = Finding(item=item.code, points=item.max_points, comment="按材料核对（示例）")
        self.desk.reviews.score(self.round, self.application, ScoreItem(finding=finding, label=item.code))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = make_desk(tmp_path / "desk")
    yield desk
    desk.close()


@pytest.mark.rule("S-01", "S-04")
def test_shanxi_hears_three_departments_and_wants_a_proof_for_each_head(desk: Desk, tmp_path: Path) -> None:
    one = Journey(desk, "shanxi-2024", tmp_path / "甲")
    one.go_to("county-consultation")
    day = date(2024, 5, 1)
    assert len(one.not_holding(day)["opinions_in"].missing) == 3
    with pytest.raises(NotYet):
        one.advance(day)
    one.go_to("county-review")
    for line in desk.applications.detail(one.round, one.application).negative:
        one.answer(line.code, "clear")
    heads = desk.applications.detail(one.round, one.application).negative
    proofs = one.not_holding(day)["negative_proofs"]
    assert len(proofs.missing) == len(heads)
    assert not proofs.override


@pytest.mark.rule("S-02")
def test_a_shanxi_file_that_is_a_day_late_goes_no_further_whatever_the_reason(
    desk: Desk, tmp_path: Path
) -> None:
    one = Journey(desk, "shanxi-2024", tmp_path / "甲")
    one.go_to("county-forward")
    last, late = date(2024, 5, 17), date(2024, 5, 18)
    assert one.not_holding(last) == {}
    assert one.not_holding(late)["deadline"].state == "fails"
    with pytest.raises(NoExceptionAllowed):
        one.advance(late, {"deadline": "道路中断（示例）"})
    ended = Step(application=one.application, move=Move.LATE, on=late, reason="逾期（示例）")
    desk.road.move(one.round, ended)
    assert desk.road.of(one.round, one.application, late).ended == "late"
    with pytest.raises(RoadEnded):
        one.advance(late)


@pytest.mark.rule("S-02", "S-10")
def test_a_shanxi_file_that_is_ready_waits_for_the_rules_of_the_province(desk: Desk, tmp_path: Path) -> None:
    one = Journey(desk, "shanxi-2024", tmp_path / "甲")
    one.go_to("waiting")
    june = date(2024, 6, 3)
    assert one.not_holding(june)["rule_issued"].missing == ("山西省绿色工厂梯度培育及管理实施细则",)
    with pytest.raises(NoExceptionAllowed):
        one.advance(june, {"rule_issued": "先行报送（示例）"})
    desk.eligibility.issue_rule(
        one.round, "detailed-rules", title="实施细则（示例）", number="示例〔2024〕3号", issued=june
    )
    assert one.advance(june) == "city-forward"
    assert one.advance(june) == "expert-review"


@pytest.mark.rule("T-06", "T-08", "T-09", "T-13", "T-04")
def test_tibet_asks_the_departments_after_the_experts_and_looks_at_the_heads_again(
    desk: Desk, tmp_path: Path
) -> None:
    one = Journey(desk, "xizang-2024", tmp_path / "甲", "park")
    one.go_to("city-recommend")
    opinions = desk.opinions.departments(one.round)
    assert len(opinions) == 3
    july = date(2024, 7, 1)
    assert one.not_holding(date(2024, 6, 30)) == {}
    assert one.not_holding(july)["deadline"].override == "细则未规定逾期后果"
    one.go_to("expert-review", date(2024, 6, 30))
    one.go_to("consultation", date(2024, 6, 30))
    assert one.not_holding(july)["opinions_in"].missing == tuple(name for _, name, _ in opinions)
    one.hear_departments()
    head = desk.applications.detail(one.round, one.application).negative[0]
    one.answer(head.code, "hit")
    again = one.not_holding(july)["negative_list"]
    assert (again.state, again.override) == ("fails", "")
    with pytest.raises(NoExceptionAllowed):
        one.advance(july, {"negative_list": "情节轻微（示例）"})
    one.go_to("publicity", july)
    friday = date(2024, 7, 5)
    desk.publication.display(
        one.round,
        Notice(
            title="公示（示例）",
            office="示例厅",
            number="示例〔2024〕2号",
            on=friday,
            text="现予公示（示例）",
            applications=(one.application,),
        ),
    )
    (shown,) = desk.publication.displays(one.round, friday)
    assert shown.last == date(2024, 7, 12)


@pytest.mark.rule("N-13", "N-14", "N-10")
def test_inner_mongolia_sends_only_what_the_departments_saw_and_the_city_reviewed_in_time(
    desk: Desk, tmp_path: Path
) -> None:
    one = Journey(desk, "neimenggu", tmp_path / "甲")
    one.go_to("city-consultation")
    assert "opinions_in" in one.not_holding(date(2024, 5, 1))
    one.go_to("city-forward")
    assert set(one.not_holding(date(2024, 6, 1))) == {"initial_review", "deadline"}
    one.review(date(2024, 5, 30))
    assert one.not_holding(date(2024, 5, 31)) == {}
    one.go_to("expert-review", date(2024, 5, 31))
    assert set(one.not_holding(date(2024, 6, 1))) == {"panel_concluded"}


@pytest.mark.rule("N-17", "N-16")
def test_inner_mongolia_takes_from_the_lower_list_in_principle(desk: Desk, tmp_path: Path) -> None:
    one = Journey(desk, "neimenggu", tmp_path / "甲")
    one.go_to("city-review")
    one.clear_heads()
    one.show_eligibility()
    day = date(2024, 5, 1)
    assert one.not_holding(day) == {}
    desk.eligibility.import_list(one.round, "lower-list", "名单.csv", NOBODY, source="公布的名单（示例）")
    assert one.not_holding(day)["eligibility:lower-list"].state == "fails"
    with pytest.raises(NotYet):
        one.advance(day)
    assert one.advance(day, {"eligibility:lower-list": "市级名单尚未发布（示例）"}) == "city-consultation"
    (override,) = desk.road.overrides(one.round, one.application)
    assert override.what == "eligibility:lower-list"


def of_a_body(one: Journey, number: int, category: str, body: str) -> str:
    """Register a further project that a third-party body evaluated."""
    data = UnitData(
        unit=f"第{number}号单位（示例）",
        credit_code=credit_code(number),
        category=category,
        region="赤霞市（示例）",
        industry="水泥",
        third_party=body,
    )
    return one.desk.applications.register(one.round, data)


def cap(one: Journey, application: str) -> CheckState:
    results = one.desk.eligibility.sheet(one.round, application).results
    return next(result.state for result in results if result.check.code == "agency-cap")


@pytest.mark.parametrize(
    ("policy", "affiliated"),
    [
        pytest.param("miit-2022", CheckState.FAILS, marks=pytest.mark.rule("M-20")),
        pytest.param("guangxi-2023", CheckState.FAILS, marks=pytest.mark.rule("G-12")),
        pytest.param("neimenggu", CheckState.HOLDS, marks=pytest.mark.rule("N-35")),
        pytest.param("xizang-2024", CheckState.HOLDS, marks=pytest.mark.rule("T-22")),
    ],
)
def test_the_sixteenth_project_of_affiliated_bodies_is_one_too_many_only_where_affiliates_count(
    desk: Desk, tmp_path: Path, policy: str, affiliated: CheckState
) -> None:
    """Fourteen elsewhere; the fifteenth here holds; one of an affiliate under another person is the sixteenth."""
    one = Journey(desk, policy, tmp_path / "甲")
    first, second = "甲评价公司（示例）", "乙评价公司（示例）"
    fifteenth = of_a_body(one, 91, "factory", first)
    of_affiliate = of_a_body(one, 92, "park", second)
    sixteenth = of_a_body(one, 93, "supply_chain", first)
    for name, person in ((first, "赵某（示例）"), (second, "钱某（示例）")):
        others = (second,) if name == first else ()
        desk.eligibility.record_agency(
            one.round, AgencyData(name=name, legal_representative=person, affiliates=others)
        )
    rows = "机构名称,法定代表人\n" + f"{first},赵某（示例）\n" * 14
    if policy in {"miit-2022", "guangxi-2023"}:
        rows = "机构名称\n" + f"{first}\n" * 14
    desk.eligibility.import_list(
        one.round, "agency-projects", "项目.csv", rows.encode(), source="平台导出（示例）"
    )
    assert cap(one, fifteenth) is CheckState.HOLDS
    assert cap(one, of_affiliate) is affiliated
    assert cap(one, sixteenth) is CheckState.FAILS
