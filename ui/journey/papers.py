"""The packages that arrive in the journey: invented papers of the sample, wrapped as people send them."""

import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import py7zr

from greendesk.domain.checklist import Checklist
from greendesk.domain.credit_code import check_character
from ui.composition.rules import RESOURCES, read_checklist, shipped_policies
from ui.sample_papers import Papers, Unit, declared_values

CATEGORIES = {"factory": "绿色工厂", "supply_chain": "绿色供应链管理企业"}
CHECKLISTS = {"factory": "factory-platform-2025", "supply_chain": "supply-586-2016"}
WORDS_OF_UNIT = (
    "unit",
    "credit_code",
    "region",
    "industry",
    "third_party",
    "address",
    "contact",
    "telephone",
)
EMPTY, COPY = "05 其他/补充说明（示例）.pdf", "05 其他/执照副本.pdf"
PLEDGE = "真实性承诺书（盖章扫描件）.png"


class Applicant:
    """One invented unit: what it says about itself, and its papers."""

    def __init__(self, facts: Mapping[str, Any], script: Mapping[str, Any]) -> None:
        first = f"91990000{facts['number']}"
        self.facts = {**facts, "credit_code": first + check_character(first)}
        self.category = str(facts["category"])
        carriers = script["coefficients"]
        declared = dict(zip(script["codes"][self.category], facts["values"], strict=True))
        self.declared = declared | declared_values(self.facts, carriers)
        self.unit = Unit(facts=self.facts, carriers=carriers, declared=self.declared)
        self.id = ""  # of the application, once it is registered

    @property
    def name(self) -> str:
        """The name of the unit."""
        return self.unit.name

    @property
    def register(self) -> dict[str, str]:
        """What is typed into the form about the unit."""
        return {word: str(self.facts[word]) for word in WORDS_OF_UNIT if self.facts[word]}


class Mailroom:
    """Makes packages, proofs and letters in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.script = tomllib.loads((RESOURCES / "sample" / "round.toml").read_text("utf-8"))
        self.papers = Papers(RESOURCES / "fonts")
        policy = next(policy for policy in shipped_policies() if policy.sample)
        self.checklists: dict[str, Checklist] = {
            category: read_checklist(policy.checklists[name]) for category, name in CHECKLISTS.items()
        }
        applications = self.script["applications"]
        factories = [facts for facts in applications if facts["category"] == "factory"]
        chains = [facts for facts in applications if facts["category"] == "supply_chain"]
        self.factory, self.chain, self.later = (
            Applicant(facts, self.script) for facts in (factories[0], chains[0], factories[2])
        )

    # ------------------------------------------------------------ packages

    def as_folder(self, applicant: Applicant, *, complete: bool = True) -> Path:
        """A folder with folders inside; incomplete it lacks the pledge and holds an empty file and a copy."""
        top = self.folder / ("补正后" if complete else "第一次") / f"{applicant.name} 申报材料"
        files = self._files(applicant)
        if not complete:
            files |= {EMPTY: b"", COPY: files["04 资质/营业执照.pdf"]}
        for name, data in files.items():
            if complete or not name.endswith(PLEDGE):
                target = top / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
        return top

    def as_zip(self, applicant: Applicant) -> Path:
        """A ZIP with names in GBK, as Windows makes it in China."""
        folder = self.as_folder(applicant)
        target = self.folder / f"{folder.name}（补正）.zip"
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(one for one in folder.rglob("*") if one.is_file()):
                entry = _NameInGbk(f"{folder.name}/{path.relative_to(folder).as_posix()}")
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
        return target

    def as_7z(self, applicant: Applicant) -> Path:
        """A 7z."""
        folder = self.as_folder(applicant)
        target = self.folder / f"{folder.name}.7z"
        with py7zr.SevenZipFile(target, "w") as archive:
            archive.writeall(folder, folder.name)
        return target

    def _files(self, applicant: Applicant) -> dict[str, bytes]:
        papers, unit, category = self.papers, applicant.unit, applicant.category
        checklist = self.checklists[category]
        pledge = (f"{unit.name}承诺：所报材料真实、完整。", "本承诺书为示例，没有效力。")
        files = {
            f"01 申报书/{CATEGORIES[category]}申报书.pdf": papers.application(unit, CATEGORIES[category]),
            "02 自评价报告/自评价报告.pdf": papers.self_report(unit, checklist),
            "04 资质/营业执照.pdf": papers.licence(unit),
            f"04 资质/{PLEDGE}": papers.scan("真实性承诺书", pledge, unit.name),
            "05 其他/合规证明材料.pdf": papers.proof(unit),
        }
        if category == "factory":
            rows = papers.energy_rows(unit)
            files["03 能源/能源统计表.xlsx"] = papers.workbook("能源统计表", rows)
            files["03 能源/能源审计报告.pdf"] = papers.energy_audit(unit)
        else:
            rows = papers.supplier_rows(unit)
            files["03 供应链/供应商名录.xlsx"] = papers.workbook("供应商名录", rows)
        if applicant.facts["third_party"]:
            files["05 其他/第三方评价报告.pdf"] = papers.third_party_report(unit, checklist)
        return files

    # ------------------------------------------------------------ proofs and letters

    def proof(self, applicant: Applicant) -> Path:
        """A statement for the negative list."""
        target = self.folder / f"合规证明 {applicant.name}.pdf"
        target.write_bytes(self.papers.proof(applicant.unit))
        return target

    def letter(self, applicant: Applicant, department: str) -> tuple[Path, Mapping[str, str]]:
        """The scanned letter of a department, and who signed it."""
        known: Mapping[str, str] = self.script["departments"][department]
        target = self.folder / f"复函 {department} {applicant.name}.png"
        words = (
            str(applicant.facts.get("words", {}).get(department, "")) or f"对{applicant.name}申报无不同意见。"
        )
        target.write_bytes(
            self.papers.scan("复 函", (f"{known['number']}12 号（示例）", words), known["office"])
        )
        return target, known


class _NameInGbk(zipfile.ZipInfo):
    """A member of a ZIP whose name is written in GBK and not marked as Unicode."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits & ~0x800
