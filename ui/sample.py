"""The sample desk (示例): one round made by the real verbs, three desks and files carried between them; no Qt."""

import tempfile
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from greendesk.patience import patiently
from greendesk.ports import Person
from greendesk.progress import SILENT, Progress
from ui.composition.desk_folder import DeskFolder
from ui.composition.rules import RESOURCES, read_checklist, shipped_policies

if TYPE_CHECKING:
    from greendesk.desk import Desk
    from greendesk.domain.assessment import Finding, Pin
    from greendesk.domain.checklist import Checklist, Item
    from greendesk.domain.package import Inventory
    from ui.sample_papers import Papers, Unit

SAMPLE_PASSPHRASE = "示例工作台无需口令"  # noqa: S105 - of a desk that holds nothing but invented things
INBOX = "待接收的文件（示例）"
DEFAULT_CHECKLISTS = {"factory": "factory-platform-2025", "supply_chain": "supply-586-2016"}
REVIEWED = ("submitted", "carried", "returned")
CATEGORIES = {"factory": "绿色工厂", "supply_chain": "绿色供应链管理企业"}


def build_sample(folder: Path, progress: Progress = SILENT) -> None:
    """Make the sample desk in a folder that does not exist yet: whole, or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="greendesk-sample-", dir=folder.parent) as room:
        work = Path(room)
        _Sample(work, progress).build()
        patiently(partial((work / "desk").replace, folder))


class _Sample:
    """One run of the builder."""

    def __init__(self, room: Path, progress: Progress) -> None:
        self.room, self.progress = room, progress
        self.script: dict[str, Any] = tomllib.loads((RESOURCES / "sample" / "round.toml").read_text("utf-8"))
        self.applications: list[dict[str, Any]] = self.script["applications"]
        self.total = 3 + 3 * len(self.applications)
        self.done = 0
        self.ids: dict[str, str] = {}
        self.units: dict[str, Unit] = {}
        self.prints: dict[str, str] = {}
        self.desks: dict[str, Desk] = {}
        self.round = ""

    def build(self) -> None:
        """Do the whole journey up to the present day of the sample."""
        from ui.sample_papers import Papers

        self._step("建立示例工作台")
        try:
            self.papers = Papers(RESOURCES / "fonts")
            self._open_desks()
            for facts in self.applications:
                self._step(facts["unit"])
                self._apply(facts)
            self._hand_out()
            for facts in self.applications:
                self._step(f"评审 {facts['unit']}")
                self._review_elsewhere(facts)
            self._bring_back()
            for facts in self.applications:
                self._step(f"评审 {facts['unit']}")
                self._review_here(facts)
            self._after()
        finally:
            for desk in self.desks.values():
                desk.close()

    def _step(self, what: str) -> None:
        self.done += 1
        self.progress.step(min(self.done, self.total), self.total, what)

    # ------------------------------------------------------------ desks and the round

    def _open_desks(self) -> None:
        from greendesk.use_cases.rounds import OpenRound

        self.me = self._desk("desk", self.script["person"])
        self.desks["me"] = self.me
        about = self.script["round"]
        policy = next(policy for policy in shipped_policies() if policy.sample)
        self.checklists = {name: read_checklist(text) for name, text in policy.checklists.items()}
        self.round = self.me.rounds.open(
            OpenRound(
                title=about["title"],
                year=about["year"],
                level=about["level"],
                region=about["region"],
                policy=policy.text,
                checklists=policy.checklists,
                my_roles=("secretary", "leader", "expert"),
            )
        )
        self.prints["me"] = next(
            line.fingerprint for line in self.me.rounds.participants(self.round) if line.me
        )
        for who, person in self.script["experts"].items():
            desk = self.desks[who] = self._desk(who, person)
            request = self.room / f"{who}-request.gdx"
            desk.exchange.write_request(request, ("expert",))
            asked = self.me.exchange.read_request(request)
            self.prints[who] = self.me.exchange.approve(self.round, asked, ("expert",))
            self._step(person["name"])

    def _desk(self, name: str, person: Mapping[str, str]) -> "Desk":
        return DeskFolder(self.room / name, alone=True).create(Person(**person), SAMPLE_PASSPHRASE)

    # ------------------------------------------------------------ applications

    def _apply(self, facts: dict[str, Any]) -> None:
        from greendesk.domain.credit_code import check_character
        from greendesk.use_cases.applications import UnitData
        from ui.sample_papers import Unit, declared_values

        first = f"91990000{facts['number']}"
        facts["credit_code"] = first + check_character(first)
        carriers = self.script["coefficients"]
        declared = dict(zip(self.script["codes"][facts["category"]], facts["values"], strict=True))
        declared |= declared_values(facts, carriers)
        unit = self.units[facts["unit"]] = Unit(facts=facts, carriers=carriers, declared=declared)
        fields = ("unit", "credit_code", "category", "region", "industry", "third_party", "address")
        data = UnitData(**{name: facts[name] for name in (*fields, "contact", "telephone", "remark")})
        application = self.ids[facts["unit"]] = self.me.applications.register(self.round, data)
        folder = self.room / "packages" / facts["unit"]
        self._make_package(unit, folder)
        if facts.get("later"):
            self._leave_package(folder)
            return
        inventory, _ = self.me.applications.look_into(str(folder))
        self.me.applications.receive_package(self.round, application, f"{facts['unit']} 申报材料", inventory)
        self._confirm_documents(application)
        self._answer_negative(unit, application)
        self._record_opinions(unit, application)
        self._request_correction(facts, application)

    def _confirm_documents(self, application: str) -> None:
        """Look at what the names suggested, as the official does, and find it right."""
        documents = self.me.applications.detail(self.round, application).documents
        found = {line.code: line.files for line in documents}
        self.me.applications.assign_documents(self.round, application, found, {})

    def _make_package(self, unit: "Unit", folder: Path) -> None:
        facts, papers, checklist = unit.facts, self.papers, self._checklist(unit)
        files: dict[str, tuple[str, bytes]] = {
            "application": (
                f"01 申报书/{CATEGORIES[facts['category']]}申报书.pdf",
                papers.application(unit, CATEGORIES[facts["category"]]),
            ),
            "self-report": ("02 自评价报告/自评价报告.pdf", papers.self_report(unit, checklist)),
            "licence": ("04 资质/营业执照.pdf", papers.licence(unit)),
            "pledge": ("04 资质/真实性承诺书（盖章扫描件）.png", self._pledge(unit, papers)),
            "negative-proof": ("05 其他/合规证明材料.pdf", papers.proof(unit)),
        }
        if facts["category"] == "factory":
            rows = papers.energy_rows(unit)
            files["energy"] = ("03 能源/能源统计表.xlsx", papers.workbook("能源统计表", rows))
            files["audit"] = ("03 能源/能源审计报告.pdf", papers.energy_audit(unit))
        else:
            rows = papers.supplier_rows(unit)
            files["suppliers"] = ("03 供应链/供应商名录.xlsx", papers.workbook("供应商名录", rows))
        if facts["third_party"]:
            report = papers.third_party_report(unit, checklist)
            files["third-party-report"] = ("05 其他/第三方评价报告.pdf", report)
        for code, (path, data) in files.items():
            if code not in facts.get("leave_out", ()):
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(b"" if code in facts.get("damaged", ()) else data)

    @staticmethod
    def _pledge(unit: "Unit", papers: "Papers") -> bytes:
        words = (
            f"{unit.name}承诺：所报材料真实、完整，",
            "如有虚假，愿承担相应责任。",
            "本承诺书为示例，没有效力。",
        )
        return papers.scan("真实性承诺书", words, unit.name)

    def _leave_package(self, folder: Path) -> None:
        inbox = self.room / "desk" / INBOX
        inbox.mkdir(exist_ok=True)
        with zipfile.ZipFile(inbox / f"{folder.name} 申报材料.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(folder).as_posix())

    def _answer_negative(self, unit: "Unit", application: str) -> None:
        told = unit.facts.get("negative", {})
        proof = ("合规证明材料.pdf", self.papers.proof(unit))
        if unit.facts.get("leave_out"):
            return
        for number, line in enumerate(self.me.applications.detail(self.round, application).negative, start=1):
            hit = told.get("hit") == number
            self.me.applications.answer_negative(
                self.round,
                application,
                line.code,
                answer="hit" if hit else "clear",
                department="生态环境局（示例）" if hit else "信用信息查询（示例）",
                note=told["note"] if hit else "",
                proof=proof,
            )

    def _record_opinions(self, unit: "Unit", application: str) -> None:
        from greendesk.use_cases.opinions import Opinion

        facts = unit.facts
        number = 10 + len(self.ids)
        for department, position in facts["opinions"].items():
            known, text = self.script["departments"][department], facts.get("words", {}).get(department, "")
            words = text or f"对{unit.name}申报无不同意见。"
            reference = f"{known['number']}{number} 号（示例）"
            letter = self.papers.scan("复 函", (reference, words), known["office"])
            self.me.opinions.record(
                self.round,
                Opinion(
                    application=application,
                    department=department,
                    position=position,
                    number=reference,
                    date=f"2026-04-{number:02}",
                    signer=known["signer"],
                    text=text,
                    letter=(f"复函 {known['office']}.png", letter),
                ),
            )

    def _request_correction(self, facts: Mapping[str, Any], application: str) -> None:
        if "correction" in facts:
            told = facts["correction"]
            self.me.applications.request_correction(
                self.round,
                application,
                office=self.script["round"]["office"],
                contact=told["contact"],
                deadline=date.fromisoformat(told["deadline"]),
                issued=date(2026, 4, 21),
            )

    def _checklist(self, unit: "Unit") -> "Checklist":
        return self.checklists[DEFAULT_CHECKLISTS[unit.facts["category"]]]

    # ------------------------------------------------------------ experts and files carried

    def _hand_out(self) -> None:
        for facts in self.applications:
            for review in facts["reviews"]:
                self.me.reviews.assign(self.round, self.ids[facts["unit"]], self.prints[review["who"]])
        for who, desk in self._others():
            path = self.room / f"to-{who}.gdx"
            self.me.exchange.send(self.round, path, [self.prints[who]], complete=True)
            desk.exchange.receive(path)

    def _others(self) -> list[tuple[str, "Desk"]]:
        return [(who, desk) for who, desk in self.desks.items() if who != "me"]

    def _review_elsewhere(self, facts: Mapping[str, Any]) -> None:
        for review in facts["reviews"]:
            if review["who"] != "me" and review["state"] != "carried":
                self._review(self.desks[review["who"]], facts, review)

    def _bring_back(self) -> None:
        for who, desk in self._others():
            self._send_back(desk, self.room / f"from-{who}.gdx")
            self.me.exchange.receive(self.room / f"from-{who}.gdx")

    def _send_back(self, desk: "Desk", path: Path) -> None:
        path.parent.mkdir(exist_ok=True)
        desk.exchange.send(self.round, path, [self.prints["me"]])

    def _review_here(self, facts: Mapping[str, Any]) -> None:
        for review in facts["reviews"]:
            if review["who"] == "me":
                self._review(self.me, facts, review)

    def _after(self) -> None:
        from greendesk.use_cases.panel import Conclude

        words = self.me.panel.recommendations(self.round)
        for facts in self.applications:
            application = self.ids[facts["unit"]]
            for review in facts["reviews"]:
                if review["state"] == "returned":
                    expert = self.prints[review["who"]]
                    self.me.reviews.hand_back(self.round, application, expert, review["reason"])
                if review["state"] == "carried":
                    desk = self.desks[review["who"]]
                    self._review(desk, facts, review)
                    name = f"{desk.person.name} 评审.gdx"
                    self._send_back(desk, self.room / "desk" / INBOX / name)
            if "conclusion" in facts:
                ranking = {line.application: line for line in self.me.panel.ranking(self.round)}
                told = facts["conclusion"]
                command = Conclude(
                    application=application,
                    recommendation=words[told["recommend"]],
                    opinion=told["opinion"],
                    explanations={
                        one.item: "专家现场核对计量记录后取得一致。（示例）"
                        for one in ranking[application].divergences
                    },
                )
                self.me.panel.conclude(self.round, command)

    # ------------------------------------------------------------ one review

    def _review(self, desk: "Desk", facts: Mapping[str, Any], review: Mapping[str, Any]) -> None:
        from greendesk.use_cases.reviews import ScoreItem

        application, state = self.ids[facts["unit"]], review["state"]
        if state == "assigned":
            return
        recused = state == "recused"
        grounds, note = tuple(review.get("grounds", ())), review.get("note", "")
        desk.reviews.declare(self.round, application, conflict=recused, grounds=grounds, note=note)
        if state in {"recused", "declared"}:
            return
        sheet = desk.reviews.bench(self.round, application)
        findings = _findings(sheet.checklist, self.units[facts["unit"]], review, sheet.inventory)
        for finding in findings[: review.get("upto", len(findings))]:
            desk.reviews.score(self.round, application, ScoreItem(finding=finding, label=finding.item))
        if state in REVIEWED:
            words = desk.panel.recommendations(self.round)
            desk.reviews.conclude(
                self.round,
                application,
                recommendation=words[review["recommend"]],
                comment=review["comment"],
            )
            desk.reviews.submit(self.round, application)


def _findings(
    checklist: "Checklist", unit: "Unit", review: Mapping[str, Any], inventory: "Inventory"
) -> "list[Finding]":
    """What an expert finds on each item: gates conform, one of alternatives counts, points lie about the share."""
    from greendesk.domain.assessment import Finding, Verdict

    found: list[Finding] = []
    chosen: set[str] = set()
    for number, item in enumerate(checklist.items):
        if item.is_gate:
            found.append(Finding(item=item.code, verdict=Verdict.CONFORMS, comment="证明材料齐全。（示例）"))
        elif item.max_points is not None and checklist.section_of(item.code).counted:
            if item.alternative_group and item.alternative_group in chosen:
                found.append(Finding(item=item.code, applicable=False))
            else:
                chosen.add(item.alternative_group)
                found.append(_scored(item, number, unit, review, inventory))
    return found


def _scored(
    item: "Item", number: int, unit: "Unit", review: Mapping[str, Any], inventory: "Inventory"
) -> "Finding":
    from greendesk.domain.assessment import Finding

    wave = Decimal((number * 7) % 5 - 2) / 50  # within 0.04 of the share, the same for every expert
    share = (
        Decimal(review.get("marks", {}).get(item.code, "")) if item.code in review.get("marks", {}) else None
    )
    share = min(Decimal(1), Decimal(review["share"]) + wave) if share is None else share
    declared = unit.declared.get(item.code, "")
    finding = Finding(
        item=item.code,
        declared=declared,
        verified=declared,
        points=((item.max_points or Decimal(0)) * share).quantize(Decimal("0.01")),
        pins=_pins(item, number, inventory),
    )
    if "marks" in review and item.code in review["marks"]:
        return replace(finding, reason="计算边界与台账不一致，暂按较低值计分。（示例）")
    return finding


def _pins(item: "Item", number: int, inventory: "Inventory") -> "tuple[Pin, ...]":
    """The table of the self-assessment report, where the declared value stands."""
    from greendesk.domain.assessment import Pin

    report = next((file for file in inventory.files if file.name == "自评价报告.pdf"), None)
    if report is None or not item.quantitative:
        return ()
    top = min(Decimal("0.85"), Decimal("0.16") + Decimal(number) * Decimal("0.028"))
    return (
        Pin(
            file=report.sha256,
            file_name=report.path,
            page=2,
            x=Decimal("0.11"),
            y=top,
            width=Decimal("0.78"),
            height=Decimal("0.03"),
        ),
    )
