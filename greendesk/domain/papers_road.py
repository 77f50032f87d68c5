"""What the papers between the call for applications and the published list say; words come from the data."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from greendesk.domain.papers import OverrideNote, RecommendationSummary, check_record_id, paper_json

Day = date  # for the one class that has a field of that name


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedUnit:
    """One application as lists print it; `columns` of the list may ask for more, as pairs of field and words."""

    application: str
    unit_name: str
    credit_code: str = ""
    category: str = ""
    region: str = ""
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitList:
    """The units of one category under its title; `columns` are titles and fields beyond the unit's name."""

    title: str
    units: tuple[ListedUnit, ...]
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedHead:
    """One head of the negative list that a department is asked about."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentLetter:
    """征求意见函: asks one department about applicants, head by head, with a form for the reply.

    `window` is the period in the policy's words (近三年) and `reference` the day it is counted back from.
    """

    kind: ClassVar[str] = "department-letter"

    round_id: str
    round_title: str
    sample: bool
    department_code: str
    department: str
    office: str
    document_number: str = ""
    issued: date
    asks: tuple[str, ...]
    heads: tuple[AskedHead, ...]
    window: str
    reference: date
    reply_by: date
    term_explained: str = ""
    applicants: tuple[ListedUnit, ...]
    contact: str = ""
    overrides: tuple[OverrideNote, ...] = ()
    record_id: str

    def __post_init__(self) -> None:
        check_record_id(self.record_id)

    def to_json(self) -> dict[str, object]:
        """Return the letter for machines: dates as ISO 8601."""
        return paper_json(self, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentOpinion:
    """What one department said on one application; no position is silence, then `overdue_days` counts."""

    department: str
    position: str = ""
    number: str = ""
    date: Day | None = None
    text: str = ""
    overdue_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionsRow:
    """The opinions of all departments on one application, in the order of the summary's departments."""

    unit: ListedUnit
    opinions: tuple[DepartmentOpinion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionsSummary:
    """部门意见汇总表: applications against departments; silence is said."""

    kind: ClassVar[str] = "opinions-summary"

    round_title: str
    sample: bool
    departments: tuple[str, ...]
    rows: tuple[OpinionsRow, ...]
    office: str
    issued: date
    overrides: tuple[OverrideNote, ...] = ()
    record_id: str

    def __post_init__(self) -> None:
        check_record_id(self.record_id)

    def to_json(self) -> dict[str, object]:
        """Return the summary for machines."""
        return paper_json(self, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFact:
    """One thing that the first review looked at, what it found, and the article that asks for it."""

    title: str
    result: str
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedUnit:
    """The first review of one application: facts, opinion, the recommending word."""

    unit: ListedUnit
    facts: tuple[ReviewFact, ...]
    opinion: str
    recommendation: str
    overrides: tuple[OverrideNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InitialReview:
    """初审意见 of one office on one application or a batch."""

    kind: ClassVar[str] = "initial-review"

    round_title: str
    sample: bool
    office: str
    to: str = ""
    document_number: str = ""
    reviewed: tuple[ReviewedUnit, ...]
    issued: date
    record_id: str

    def __post_init__(self) -> None:
        check_record_id(self.record_id)

    def to_json(self) -> dict[str, object]:
        """Return the review for machines."""
        return paper_json(self, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryCount:
    """How many applications of one category go along."""

    category: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverLetter:
    """报送函 or 正式行文: hands the recommendation and its documents upward."""

    kind: ClassVar[str] = "cover-letter"

    round_title: str
    sample: bool
    title: str
    to: str
    office: str
    document_number: str = ""
    body: str
    counts: tuple[CategoryCount, ...]
    attachments: tuple[str, ...]
    contact: str = ""
    issued: date
    overrides: tuple[OverrideNote, ...] = ()
    record_id: str

    def __post_init__(self) -> None:
        check_record_id(self.record_id)

    def to_json(self) -> dict[str, object]:
        """Return the letter for machines."""
        return paper_json(self, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityNotice:
    """公示: lists by category, from the first to the last day, with the ways to object as pairs of label and words."""

    kind: ClassVar[str] = "publicity-notice"

    round_title: str
    sample: bool
    title: str
    office: str
    text: str
    lists: tuple[UnitList, ...]
    first_day: date
    last_day: date
    term_explained: str = ""
    channels: tuple[tuple[str, str], ...] = ()
    issued: date
    overrides: tuple[OverrideNote, ...] = ()
    record_id: str

    def __post_init__(self) -> None:
        check_record_id(self.record_id)

    def to_json(self) -> dict[str, object]:
        """Return the notice for machines."""
        return paper_json(self, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRecord:
    """异议处理意见: an objection, what was found, and how it was decided."""

    kind: ClassVar[str] = "objection-record"

    round_title: str
    sample: bool
    office: str
    unit: ListedUnit
    objector: str
    real_name: bool
    contact: str = ""
    received: date
    text: str
    findings: str
    decision: str
    issued: date
    overrides: tuple[OverrideNote, ...] = ()
    record_id: str

    def __post_init__(self) -> None:
        check_record_id(self.record_id)

    def to_json(self) -> dict[str, object]:
        """Return the record for machines."""
        return paper_json(self, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """公告 or 通知: the list as it is published."""

    kind: ClassVar[str] = "announcement"

    round_title: str
    sample: bool
    title: str
    to: str = ""
    office: str
    document_number: str = ""
    text: str
    lists: tuple[UnitList, ...]
    issued: date
    overrides: tuple[OverrideNote, ...] = ()
    record_id: str

    def __post_init__(self) -> None:
        check_record_id(self.record_id)

    def to_json(self) -> dict[str, object]:
        """Return the announcement for machines."""
        return paper_json(self, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityNote:
    """One flag that gives preference, and where it comes from."""

    title: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedUnit:
    """One place in the order; priorities stand beside the score, never in it."""

    place: int
    unit: ListedUnit
    score: Decimal | None
    conclusion: str
    priorities: tuple[PriorityNote, ...] = ()
    chosen: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingTable:
    """推荐排序表: the order of recommendation of one category; `quota` says in words how many may be chosen."""

    kind: ClassVar[str] = "ranking-table"

    round_title: str
    sample: bool
    category: str
    office: str
    lines: tuple[RankedUnit, ...]
    quota: str = ""
    issued: date
    overrides: tuple[OverrideNote, ...] = ()
    record_id: str

    def __post_init__(self) -> None:
        check_record_id(self.record_id)

    def to_json(self) -> dict[str, object]:
        """Return the table for machines: scores as decimal strings."""
        return paper_json(self, self.kind)


RoadPaper = (
    DepartmentLetter
    | OpinionsSummary
    | InitialReview
    | CoverLetter
    | RecommendationSummary
    | PublicityNotice
    | ObjectionRecord
    | Announcement
    | RankingTable
)
