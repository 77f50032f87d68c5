"""Takes applications along the road of a shipped policy: for each open condition the verb that belongs to it."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from greendesk.adapters.policy_files import PolicyLibrary
from greendesk.desk import Desk
from greendesk.domain.assessment import Finding, Verdict
from greendesk.domain.checklist import Checklist, alternatives
from greendesk.domain.eligibility import Check, CheckKind, Comparison, FactField, FactKind, Op, Subject
from greendesk.domain.listing import ListSpec
from greendesk.domain.policy import EvaluationWay, Needed, Policy
from greendesk.domain.road import GuardCheck, StepKind, stage_of
from greendesk.domain.wording import CATEGORIES
from greendesk.queries_road import GuardLine, RoadLine
from greendesk.use_cases.applications import UnitData
from greendesk.use_cases.eligibility import AgencyData
from greendesk.use_cases.opinions import Opinion
from greendesk.use_cases.publication import Notice
from greendesk.use_cases.reviews import ScoreItem
from greendesk.use_cases.road import Step
from greendesk.use_cases.rounds import OpenRound
from tests.desks import conclude, credit_code, small_pdf
from ui.composition.rules import RESOURCES, read_policy

AGENCY = "示例评价中心（示例）"
AFFILIATE = "示例评价中心分公司（示例）"
PERSON = "高远（示例）"
REGION = "赤霞市（示例）"
INDUSTRY = "水泥"
STANDARD = "示例标准 1"
SOURCE = "申报材料第 3 页（示例）"
ROLES = ("county", "secretary", "leader", "expert")
PROOF = ("证明.pdf", small_pdf("proof", 1))


class RoadBlocked(AssertionError):
    """A condition stayed open though the driver did what belongs to it."""


class Hands(Protocol):
    """Who does what a person at the desk does: the verbs themselves, or the screens."""

    def record_facts(self, application: str, reference: date, facts: Mapping[str, str]) -> None:
        """Record the facts of an application."""

    def review_initially(self, application: str, opinion: str, on: date) -> None:
        """Record an initial review that recommends."""

    def record_opinion(self, opinion: Opinion) -> None:
        """Record what a department replied."""

    def move(self, step: Step) -> None:
        """Move an application."""

    def display(self, notice: Notice) -> None:
        """Open a public display."""

    def announce(self, notice: Notice) -> None:
        """Publish a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which document is played, in which year, from which day; regions as the document means them."""

    policy: str
    year: int
    begins: date
    region: str = REGION


class CoreHands:
    """The verbs of the core."""

    def __init__(self, desk: Desk, round_id: str) -> None:
        self.desk, self.round_id = desk, round_id

    def record_facts(self, application: str, reference: date, facts: Mapping[str, str]) -> None:
        """Record the facts with a source for each."""
        sources = dict.fromkeys(facts, SOURCE)
        self.desk.eligibility.record_facts(self.round_id, application, reference.isoformat(), facts, sources)

    def review_initially(self, application: str, opinion: str, on: date) -> None:
        """Record an initial review that recommends."""
        self.desk.road.review_initially(
            self.round_id, application, recommended=True, opinion=opinion, office="示例局（示例）", on=on
        )

    def record_opinion(self, opinion: Opinion) -> None:
        """Record what a department replied, with its letter."""
        self.desk.opinions.record(self.round_id, replace(opinion, letter=PROOF))

    def move(self, step: Step) -> None:
        """Move an application."""
        self.desk.road.move(self.round_id, step)

    def display(self, notice: Notice) -> None:
        """Open a public display."""
        self.desk.publication.display(self.round_id, notice)

    def announce(self, notice: Notice) -> None:
        """Publish a list."""
        self.desk.publication.announce(self.round_id, notice)


class Driver:
    """A round of one shipped policy and everything that its conditions ask of an application."""

    def __init__(self, desk: Desk, plan: Plan, folder: Path) -> None:
        self.desk, self.plan, self.folder = desk, plan, folder
        self.policy: Policy = PolicyLibrary(RESOURCES).policy(plan.policy)
        choice = read_policy(RESOURCES / "policies" / f"{plan.policy}.yaml")
        self.round_id = desk.rounds.open(
            OpenRound(
                title=f"{plan.year} 年示例批次（示例）",
                year=plan.year,
                level=self.policy.level.value,
                region=self.policy.region,
                policy=choice.text,
                checklists=choice.checklists,
                my_roles=ROLES,
            )
        )
        self.hands: Hands = CoreHands(desk, self.round_id)
        self.me = next(one.fingerprint for one in desk.rounds.participants(self.round_id) if one.me)
        self.days: dict[str, date] = {}
        self.facts: dict[str, dict[str, str]] = {}  # facts that a test wants otherwise
        self.units: dict[str, UnitData] = {}
        self.agencies: tuple[AgencyData, ...] = (self.agency(AGENCY, affiliates=(AFFILIATE,)),)
        self.rows: dict[str, Sequence[Mapping[str, str]]] = {}  # rows of lists that a test wants otherwise
        self._letters = 0
        self._answers: dict[GuardCheck, Callable[[str], None]] = {
            GuardCheck.PACKAGE: self._hand_in,
            GuardCheck.DOCUMENTS: self._confirm_documents,
            GuardCheck.NEGATIVE_LIST: self._clear_heads,
            GuardCheck.NEGATIVE_PROOFS: self._clear_heads,
            GuardCheck.OPINIONS_IN: self.hear_departments,
            GuardCheck.INITIAL_REVIEW: self._review_initially,
            GuardCheck.RULE_ISSUED: self._issue_rule,
            GuardCheck.PANEL_CONCLUDED: self._judge,
            GuardCheck.QUOTA: self._set_quota,
            GuardCheck.SELECTED: self._rank,
        }

    # ------------------------------------------------------------ what a person does

    def register(self, category: str, name: str = "", agency: str | None = None, region: str = "") -> str:
        """Register a unit that is evaluated as its category asks; returns the application's id."""
        number = len(self.desk.applications.lines(self.round_id)) + 1
        ways = {EvaluationWay.SELF: "", EvaluationWay.BOTH: AGENCY, EvaluationWay.EITHER: AGENCY}
        way = self.policy.category(category).evaluation
        data = UnitData(
            unit=name or f"{CATEGORIES[category]}申报单位 {number}（示例）",
            credit_code=credit_code(number),
            category=category,
            region=region or self.plan.region,
            industry=INDUSTRY,
            third_party=ways[way] if agency is None else agency,
        )
        application = self.desk.applications.register(self.round_id, data)
        self.units[application] = data
        self.days[application] = self.plan.begins
        return application

    def on(self, application: str) -> date:
        """The day of an application."""
        return self.days[application]

    def road(self, application: str, on: date | None = None) -> RoadLine:
        """Where an application stands on a day."""
        return self.desk.road.of(self.round_id, application, on or self.on(application))

    def open_guards(self, application: str, on: date | None = None) -> dict[str, GuardLine]:
        """The conditions that do not hold, by what they ask."""
        return {one.what: one for one in self.road(application, on).guards if one.state != "holds"}

    def advance(self, application: str, exceptions: Mapping[str, str] | None = None) -> None:
        """Move on the day of the application, with reasons for exceptions by condition; a day passes."""
        self.hands.move(Step(application=application, on=self.on(application), exceptions=exceptions or {}))
        self.days[application] += timedelta(days=1)

    def drive(self, application: str, stage: str) -> None:
        """Do what each stage asks and move on until a stage is reached."""
        for _ in self.policy.stages:
            if self.road(application).here == stage:
                return
            self.satisfy(application)
            self.advance(application)
        if self.road(application).here != stage:
            raise RoadBlocked(f"{self.policy.id}: {stage} was not reached")

    def publish(self, applications: Sequence[str]) -> None:
        """Bring applications to the publicity, put them on display together, and publish one list of them."""
        (publicity,) = (one.code for one in self.policy.stages if one.kind is StepKind.PUBLICITY)
        for application in applications:
            self.drive(application, publicity)
        day = max(self.on(one) for one in applications)
        self.hands.display(self._notice("关于拟推荐名单的公示（示例）", day, applications))
        over = self.desk.publication.term(self.round_id, day).last + timedelta(days=1)
        for application in applications:
            self.days[application] = over
            waiting = self.open_guards(application)
            if set(waiting) != {GuardCheck.ANNOUNCED.value}:
                raise RoadBlocked(self.told(application, waiting.values()))
        self.hands.announce(self._notice("关于公布名单的公告（示例）", over, applications))

    def satisfy(self, application: str) -> None:
        """Answer every open condition of the present stage; fails with the conditions that stay open."""
        asked = self.open_guards(application)
        checks = [what for what in asked if what.startswith("eligibility:")]
        if checks:
            self.show_eligibility(application)
        for what in (one for one in asked if one not in checks):
            if answer := self._answers.get(GuardCheck(what)):
                answer(application)
        waiting = self.open_guards(application) if asked else {}
        if waiting:
            raise RoadBlocked(self.told(application, waiting.values()))

    def show_eligibility(self, application: str) -> None:
        """Import the lists, record the third-party bodies and the facts of an application."""
        self.import_lists()
        self.record_agencies()
        self.record_facts(application)

    def told(self, application: str, lines: Iterable[GuardLine]) -> str:
        """The conditions in words for a failing test."""
        unit = self.units[application]
        head = f"{self.policy.id} {unit.category} {self.road(application).here} {self.on(application)}"
        return "\n".join(
            [head, *(f"  {one.what} {one.state} {one.article} missing={one.missing} reasons={one.reasons}"
                     for one in lines)]
        )  # fmt: skip

    # ------------------------------------------------------------ the package and its unit

    def _hand_in(self, application: str) -> None:
        unit = self.units[application]
        folder = self.folder / unit.credit_code
        folder.mkdir(parents=True, exist_ok=True)
        for document in self.policy.category(unit.category).documents:
            if document.required is not Needed.OPTIONAL:
                (folder / f"{document.match[0]}.pdf").write_bytes(small_pdf(document.code, 1))
        inventory, _ = self.desk.applications.look_into(str(folder))
        self.desk.applications.receive_package(self.round_id, application, folder.name, inventory)

    def _confirm_documents(self, application: str) -> None:
        documents = self.desk.applications.detail(self.round_id, application).documents
        assigned = {one.code: one.files for one in documents if one.files}
        self.desk.applications.assign_documents(self.round_id, application, assigned, {})

    def _clear_heads(self, application: str) -> None:
        for head in self.desk.applications.detail(self.round_id, application).negative:
            if head.answer != "clear":
                self.desk.applications.answer_negative(
                    self.round_id, application, head.code, answer="clear", department="示例局", proof=PROOF
                )

    def record_facts(self, application: str) -> None:
        """Record facts under which every check that concerns the application holds."""
        unit = self.units[application]
        facts = self.facts_for(unit.category) | self.facts.get(application, {})
        self.hands.record_facts(application, self.plan.begins, facts)

    def facts_for(self, category: str) -> dict[str, str]:
        """Facts of an applicant under which the conditions of its category hold."""
        fields = [one for one in self.policy.fields if one.concerns(category)]
        checks = [one for one in self.policy.checks if one.concerns(category) and one.subject is Subject.UNIT]
        return fitting_facts(checks, fields)

    def agency(
        self,
        name: str,
        *,
        representative: str = PERSON,
        affiliates: tuple[str, ...] = (),
        facts: Mapping[str, str] | None = None,
    ) -> AgencyData:
        """A third-party body that meets every condition of the policy, but for the facts that are given."""
        fields = self.policy.third_party.fields
        checks = [one for one in self.policy.checks if one.subject is Subject.THIRD_PARTY]
        fitting = fitting_facts(checks, fields) | dict(facts or {})
        return AgencyData(
            name=name,
            legal_representative=representative,
            affiliates=affiliates,
            facts=fitting,
            sources=dict.fromkeys(fitting, SOURCE),
        )

    def record_agencies(self) -> None:
        """Record the third-party bodies that are not on record."""
        known = {one.name for one in self.desk.eligibility.agencies(self.round_id) if one.recorded}
        for agency in self.agencies:
            if agency.name not in known:
                self.desk.eligibility.record_agency(self.round_id, agency)

    def import_lists(self) -> None:
        """Import the lists that are not there, as small csv files."""
        for line in self.desk.eligibility.lists(self.round_id):
            if not line.imported:
                spec = next(one for one in self.policy.lists if one.code == line.code)
                rows = self.rows.get(spec.code)
                data = list_file(spec, self._fitting_rows(spec) if rows is None else rows)
                self.desk.eligibility.import_list(
                    self.round_id, spec.code, f"{spec.title}.csv", data, source="示例文件（示例）"
                )

    def _fitting_rows(self, spec: ListSpec) -> list[Mapping[str, str]]:
        """Rows under which the checks that look into the list hold for every unit of the round."""
        kinds = {one.kind for one in self.policy.checks if one.list == spec.code}
        asked = {
            two.op
            for one in self.policy.checks
            for group in one.any_of
            for two in group
            if two.list == spec.code
        }
        rows: list[Mapping[str, str]] = [{"单位名称": "别家单位（示例）", "起始日期": "2010-01-01"}]
        if CheckKind.LISTED in kinds:
            rows += [
                {"单位名称": one.unit, "统一社会信用代码": one.credit_code} for one in self.units.values()
            ]
        if Op.ON_LIST in asked:
            rows.append({"单位名称": STANDARD})
        if CheckKind.BETTER_THAN_LISTED in kinds:
            rows.append(
                {"单位名称": "已有工厂（示例）", "地区": self.plan.region, "行业": INDUSTRY}
                | dict.fromkeys(spec.columns, "110")
            )
        return rows

    # ------------------------------------------------------------ offices, departments, rules

    def hear_departments(self, application: str) -> None:
        """Record that every department agrees."""
        for code, _, _ in self.desk.opinions.departments(self.round_id):
            self._letters += 1
            self.hands.record_opinion(
                Opinion(
                    application=application,
                    department=code,
                    position="agree",
                    number=f"示例函〔{self.plan.year}〕{self._letters} 号",
                    date=self.on(application).isoformat(),
                    signer=PERSON,
                )
            )

    def _review_initially(self, application: str) -> None:
        self.hands.review_initially(application, "同意推荐（示例）", self.on(application))

    def _issue_rule(self, application: str) -> None:
        stage = stage_of(self.policy.stages, self.road(application).here)
        code = next(one.awaits for one in stage.guards if one.awaits)
        self.desk.eligibility.issue_rule(
            self.round_id,
            code or "",
            title="实施细则（示例）",
            number="示例〔2024〕1 号",
            issued=self.on(application),
        )

    # ------------------------------------------------------------ the panel and the list

    def _judge(self, application: str) -> None:
        desk, round_id = self.desk, self.round_id
        desk.reviews.assign(round_id, application, self.me)
        desk.reviews.declare(round_id, application, conflict=False)
        for finding in fitting_findings(desk.reviews.bench(round_id, application).checklist):
            desk.reviews.score(round_id, application, ScoreItem(finding=finding, label=finding.item))
        words = desk.panel.recommendations(round_id)[0]
        desk.reviews.conclude(round_id, application, recommendation=words, comment="总体良好（示例）")
        desk.reviews.submit(round_id, application)
        conclude(desk, round_id, application)

    def _set_quota(self, application: str) -> None:
        category = self.units[application].category
        self.desk.publication.set_quota(self.round_id, category, "*", 5, "名额通知（示例）")

    def _rank(self, application: str) -> None:
        category = self.units[application].category
        chosen = [
            one.application for one in self.desk.publication.board(self.round_id, category) if one.chosen
        ]
        order = (*(one for one in chosen if one != application), application)
        self.desk.publication.rank(self.round_id, category, order, order)

    def _notice(self, title: str, on: date, applications: Sequence[str]) -> Notice:
        return Notice(
            title=title,
            office="示例厅（示例）",
            number="示例〔2026〕2 号",
            on=on,
            text="现予公示公布（示例）。",
            applications=tuple(applications),
            channels={"telephone": "010-00000000"},
        )


# ------------------------------------------------------------ what fits a policy


def fitting_facts(checks: Iterable[Check], fields: Iterable[FactField]) -> dict[str, str]:
    """Facts under which each check holds; a check whose precondition was answered otherwise does not apply."""
    kinds = {one.code: one.kind for one in fields}
    facts: dict[str, str] = {}
    for check in checks:
        if any(one.op is Op.IS and facts.get(one.field, one.value) != one.value for one in check.when):
            continue
        for one in (*check.when, *(check.any_of[0] if check.any_of else ())):
            if one.field in kinds:
                _fit(one, facts)
        if check.kind is CheckKind.BETTER_THAN_LISTED and check.field:
            facts.setdefault(check.field, "100")
    for code, kind in kinds.items():
        if kind is FactKind.NUMBER:
            facts.setdefault(code, "100")
    return facts


def _fit(one: Comparison, facts: dict[str, str]) -> None:
    if one.op in {Op.IS, Op.IS_NOT}:
        facts.setdefault(one.field, one.value if one.op is Op.IS and one.value else "no")
    elif one.op is Op.ONE_OF:
        facts.setdefault(one.field, one.values[0])
    elif one.op is Op.ON_LIST:
        facts.setdefault(one.field, STANDARD)
    elif one.op is Op.KNOWN:
        facts.setdefault(one.field, "示例")
    else:
        right = one.value
        if one.other:
            facts.setdefault(one.other, "100")
            right = str(Decimal(facts[one.other]) * (one.times or 1))
        beside = {Op.GREATER: Decimal("0.01"), Op.LESS: Decimal("-0.01")}.get(one.op, Decimal(0))
        facts[one.field] = str(Decimal(right or "0") + beside)


def fitting_findings(checklist: Checklist) -> Iterable[Finding]:
    """A finding for every item: gates conform, of alternatives as many count as the section says, full marks."""
    for section in checklist.sections:
        for item in section.items:
            if item.is_gate:
                yield Finding(item=item.code, verdict=Verdict.CONFORMS)
        for group in alternatives(section):
            counted = section.pick(group) if len(group) > 1 else 1
            for place, item in enumerate(group):
                finding = Finding(item=item.code, applicable=place < counted)
                if finding.applicable:
                    finding = replace(
                        finding,
                        declared="100",
                        verified="100",
                        reason="按材料复核（示例）",
                        points=item.max_points,
                    )
                yield finding


def list_file(spec: ListSpec, rows: Sequence[Mapping[str, str]]) -> bytes:
    """A csv file of a list with the titles that offices write."""
    titles = ["单位名称", "统一社会信用代码", "地区", "行业", "类别", "起始日期", "截止日期", *spec.columns]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, titles)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


__all__ = ["AFFILIATE", "AGENCY", "CoreHands", "Driver", "Hands", "Plan", "RoadBlocked"]
