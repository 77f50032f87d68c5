"""What each document that leaves the desk says, apart from how it is set on paper.

Every paper knows its machine form (`to_json`): the dict that is attached inside the PDF as `conclusion.json`.
The words inside (verdicts, recommendations, rules) come from the round's checklist and policy, not from here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import ClassVar

from greendesk.errors import Refusal

FORMAT_VERSION = 1
_RECORD_ID = re.compile(r"[0-9a-f]{64}")


class RecordIdMalformed(Refusal):
    """A paper was to be made for something that is not the hash of an entry."""

    code = "GD-501"


class RecusedWithScore(Refusal):
    """A recused expert may be listed, never with a score."""

    code = "GD-502"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who signs or is named: 姓名、职务职称、工作单位."""

    name: str
    title: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistMark:
    """Which 评价指标表 a paper rests on: its title, edition and the SHA-256 of the data used."""

    title: str
    edition: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The application that a paper is about, in the words printed at its head."""

    round_title: str
    sample: bool
    application_id: str
    unit_name: str
    credit_code: str
    category: str
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateLine:
    """One veto or mandatory item and the verdict on it, in words."""

    code: str
    title: str
    verdict: str
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One scored item; `None` is unknown, never 0."""

    code: str
    title: str
    unit: str = ""
    declared: str | None = None
    verified: str | None = None
    max_points: Decimal | None
    points: Decimal | None
    change_note: str = ""
    comment: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSection:
    """The items under one heading of the checklist with their subtotal."""

    title: str
    lines: tuple[ScoreLine, ...]
    max_points: Decimal | None
    points: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSheet:
    """专家评审表: one expert's submitted review of one application."""

    kind: ClassVar[str] = "score-sheet"

    case: Case
    checklist: ChecklistMark
    package_digest: str
    expert: Person
    gates: tuple[GateLine, ...]
    sections: tuple[ScoreSection, ...]
    max_total: Decimal | None
    total: Decimal | None
    not_applicable_note: str = ""
    recommendation: str
    overall_comment: str
    provenance_note: str = ""
    record_id: str
    submitted: datetime

    def __post_init__(self) -> None:
        check_record_id(self.record_id)

    def to_json(self) -> dict[str, object]:
        """Return the sheet for machines: numbers as decimal strings, times as ISO 8601."""
        return paper_json(self, self.kind)


class Standing(Enum):
    """How a panel member's score entered the final score."""

    COUNTED = "counted"
    DROPPED = "dropped"
    RECUSED = "recused"


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelRow:
    """One member of the panel; `note` says why a score was dropped or the member recused."""

    expert: Person
    standing: Standing
    score: Decimal | None = None
    recommendation: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.standing is Standing.RECUSED and self.score is not None:
            raise RecusedWithScore(name=self.expert.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence:
    """An item on which the experts were apart, and the written reason that closed it."""

    code: str
    title: str
    positions: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelConclusion:
    """专家组意见: what the panel decided on one application."""

    kind: ClassVar[str] = "panel-conclusion"

    case: Case
    checklist: ChecklistMark
    package_digest: str = ""
    panel_rule: str
    rows: tuple[PanelRow, ...]
    max_total: Decimal | None
    final_score: Decimal | None
    gates: tuple[GateLine, ...]
    divergences: tuple[Divergence, ...] = ()
    recommendation: str
    opinion: str
    leader: Person
    secretary: Person | None = None
    provenance_note: str = ""
    record_id: str
    concluded: datetime

    def __post_init__(self) -> None:
        check_record_id(self.record_id)

    def to_json(self) -> dict[str, object]:
        """Return the conclusion for machines: numbers as decimal strings, times as ISO 8601."""
        return paper_json(self, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingItem:
    """One document to be supplied: what it is, what is wrong, and the article that asks for it."""

    title: str
    problem: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice:
    """补正通知: tells a unit what its application lacks and until when to supply it."""

    kind: ClassVar[str] = "correction-notice"

    case: Case
    office: str
    items: tuple[MissingItem, ...]
    deadline: date
    issued: date
    contact: str
    document_number: str = ""
    record_id: str

    def __post_init__(self) -> None:
        check_record_id(self.record_id)

    def to_json(self) -> dict[str, object]:
        """Return the notice for machines: dates as ISO 8601."""
        return paper_json(self, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideNote:
    """One guard that was passed all the same: which, by which article, why, by whom; it is printed, never hidden."""

    guard_title: str
    article: str
    reason: str
    by: str
    date: date
    unit: str = ""


class SummaryCell(Enum):
    """What a column of a recommendation summary shows of a line."""

    SEQUENCE = "sequence"
    UNIT_NAME = "unit_name"
    THIRD_PARTY = "third_party"
    INDUSTRY = "industry"
    PARK_TYPE = "park_type"
    REMARKS = "remarks"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryHead:
    """One column of a recommendation summary: its title, and the code of what it shows."""

    title: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine:
    """One recommended unit; `third_party` is empty after self-evaluation; `sort` is its 行业 or 类型.

    `more` holds what columns beyond the usual ones show, as pairs of field and words; `notes` are said after
    the remark.
    """

    name: str
    third_party: str = ""
    sort: str = ""
    remark: str = ""
    notes: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()

    def shown(self, field: str) -> str:
        """Return what stands under a column of this field; an unknown field shows nothing."""
        words = {
            SummaryCell.UNIT_NAME.value: self.name,
            SummaryCell.THIRD_PARTY.value: self.third_party,
            SummaryCell.INDUSTRY.value: self.sort,
            SummaryCell.PARK_TYPE.value: self.sort,
            SummaryCell.REMARKS.value: "；".join(one for one in (self.remark, *self.notes) if one),
        }
        return {**words, **dict(self.more)}.get(field, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryTablePage:
    """The table of one category."""

    title: str
    columns: tuple[SummaryHead, ...]
    lines: tuple[SummaryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationSummary:
    """推荐汇总表: one table for each category of the policy, then unit and date, in the policy's own words.

    The layout is that of 山西省工业和信息化厅 2024, 附件2; `signed_by` begins with what the office is called
    there (推荐单位：（单位公章）).
    """

    kind: ClassVar[str] = "recommendation-summary"

    round_title: str
    sample: bool
    title: str
    annex: str
    tables: tuple[SummaryTablePage, ...]
    signed_by: str
    office: str
    issued: date
    record_id: str
    overrides: tuple[OverrideNote, ...] = ()

    def __post_init__(self) -> None:
        check_record_id(self.record_id)

    def to_json(self) -> dict[str, object]:
        """Return the summary for machines: tables of units."""
        return paper_json(self, self.kind)


Paper = ScoreSheet | PanelConclusion | CorrectionNotice | RecommendationSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSignature:
    """One signature found in a document and how it stands; `findings` is empty when nothing is wrong."""

    place: str
    signer_name: str
    signer_organisation: str
    certificate_sha256: str
    root_sha256: str
    claimed_time: datetime | None
    intact: bool
    covers_whole_document: bool
    modified_after: bool
    trusted: bool
    findings: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfReport:
    """What a check of a PDF found: who signed, what is attached, what is wrong."""

    readable: bool
    signatures: tuple[PaperSignature, ...] = ()
    conclusion: Mapping[str, object] | None = None
    record_id: str = ""
    bytes_outside_signatures: int = 0
    findings: tuple[Refusal, ...] = ()

    @property
    def whole(self) -> bool:
        """True when at least one signature is there and nothing at all is wrong."""
        return (
            self.readable
            and bool(self.signatures)
            and not self.findings
            and all(signature.intact and not signature.findings for signature in self.signatures)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeReport:
    """What a check of a sealed xlsx or docx found; members are named by their path inside the file."""

    readable: bool
    sealed: bool = False
    signature: PaperSignature | None = None
    record_id: str = ""
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    findings: tuple[Refusal, ...] = ()

    @property
    def whole(self) -> bool:
        """True when the seal is there, holds, and covers every byte of the file."""
        return (
            self.sealed
            and not self.findings
            and self.signature is not None
            and self.signature.intact
            and not self.signature.findings
        )


def check_record_id(record_id: str) -> None:
    """Refuse anything but the lower-case hexadecimal SHA-256 of an entry."""
    if _RECORD_ID.fullmatch(record_id) is None:
        raise RecordIdMalformed(value=record_id)


def paper_json(paper: object, kind: str) -> dict[str, object]:
    """Return a paper for machines: its kind, the version of the form, and every field."""
    content = _plain(paper)
    if not isinstance(content, dict):  # a paper is a dataclass, so this is only for the type checker
        raise TypeError(kind)
    return {"document": kind, "version": FORMAT_VERSION, **content}


def _plain(value: object) -> object:
    """One value in JSON's own kinds; decimals and times become strings so that nothing is rounded."""
    plain: object = value
    if isinstance(value, Decimal):
        plain = format(value, "f")
    elif isinstance(value, Enum):
        plain = value.value
    elif isinstance(value, date):
        plain = value.isoformat()
    elif isinstance(value, tuple):
        plain = [_plain(one) for one in value]
    elif is_dataclass(value) and not isinstance(value, type):
        plain = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return plain
