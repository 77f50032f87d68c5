"""Each kind of entry declared once: what it says, about which register, and who may write it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from greendesk.ledger.entry import is_digest


class Role(Enum):
    """What a participant of a round may do (DESIGN.md section 1)."""

    AUTHORITY = "authority"
    COUNTY = "county"
    DEPARTMENT = "department"
    EXPERT = "expert"
    LEADER = "leader"
    SECRETARY = "secretary"
    KEEPER = "keeper"


class Content(BaseModel):
    """The content of an entry; fields that are not declared are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Attachment(Content):
    """A file that travels with the entry, named by its bytes."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    name: str
    size: int = Field(ge=0)


class RoundOpened(Content):
    """A campaign begins: its rules and checklists travel as their exact text."""

    title: str = Field(min_length=1)
    year: int
    level: str
    region: str
    organiser: str
    sample: bool
    policy: str
    checklists: dict[str, str]


class ParticipantAdmitted(Content):
    """The authority lets a certificate into the round with roles."""

    certificate: str
    name: str = Field(min_length=1)
    organisation: str
    title: str
    roles: tuple[str, ...]
    recipient: str
    succeeds: str = ""  # the certificate of the same person that this one replaces


class ParticipantRevoked(Content):
    """The authority ends a certificate after its last record that still counts; nothing undoes it.

    `last` is that entry's id and `seq` its number in the feed, "" and 0 when none counts; `successor` is the
    person's new certificate, if there is one.
    """

    last: str = Field(pattern=r"^([0-9a-f]{64})?$")
    seq: int = Field(ge=0)
    reason: Literal["lost", "stolen", "left", "passphrase", "fork", "mistake"]
    note: str = ""
    successor: str = ""


class ForkExplained(Content):
    """Why the records of a certificate have two branches after a number; both count."""

    explanation: str = Field(min_length=1)


class ApplicationRegistered(Content):
    """One unit applies in one category."""

    unit: str = Field(min_length=1)
    credit_code: str
    category: str
    region: str
    industry: str
    third_party: str
    address: str = ""
    contact: str = ""
    telephone: str = ""
    remark: str = ""


class PackageReceived(Content):
    """The files of an application as they came."""

    source: str
    version: int = Field(ge=1)
    digest: str
    files: int = Field(ge=0)
    inventory: dict[str, Any]


class DocumentFound(Content):
    """Which files serve as one required document."""

    code: str
    files: tuple[int, ...]
    state: Literal["present", "missing", "unusable", "not_required"]
    note: str = ""


class CompletenessChecked(Content):
    """The list of required documents compared with the package; not confirmed is a sorting by file names alone."""

    package: str
    confirmed: bool
    documents: tuple[DocumentFound, ...]
    complete: bool


class CorrectionRequested(Content):
    """A notice of what is missing (补正通知) was issued."""

    items: tuple[dict[str, str], ...]
    deadline: str
    office: str
    contact: str
    date: str


class NegativeAnswered(Content):
    """One head of the negative list, answered with its proof."""

    answer: Literal["clear", "hit", "unknown"]
    department: str
    note: str
    proof: Attachment | None


class OpinionRecorded(Content):
    """One department's position on one application."""

    position: Literal["agree", "conditional", "object"]
    number: str
    date: str
    signer: str
    text: str
    letter: Attachment | None
    heads: dict[str, Literal["has", "none"]] = Field(default_factory=dict)


class ConsultationRequested(Content):
    """Departments were asked in one batch about applications, with the day by which a reply is expected."""

    departments: tuple[str, ...] = Field(min_length=1)
    applications: tuple[str, ...] = Field(min_length=1)
    office: str
    number: str
    date: str
    reply_by: str
    reference_date: str
    contact: str = ""


class ExpertAssigned(Content):
    """An expert is asked to review an application, or is no longer."""

    active: bool


class RecusalDeclared(Content):
    """The expert's declaration that opens the package, or closes it for good."""

    conflict: bool
    grounds: tuple[str, ...]
    note: str


class ReviewSubmitted(Content):
    """One expert's scores on one application, as meant."""

    checklist: str
    checklist_digest: str
    package: str
    findings: tuple[dict[str, Any], ...]
    total: str
    max_total: str
    gates_passed: bool
    recommendation: str
    comment: str


class ReviewSealed(Content):
    """The expert hands in sealed: the seal names the entry of the review, whose body opens when all are in."""

    review: str = Field(pattern=r"^[0-9a-f]{64}$")


class ReviewReturned(Content):
    """The secretary hands a submitted review back with a reason."""

    review: str
    reason: str = Field(min_length=1)


class PanelRow(Content):
    """One expert's part in the panel score."""

    expert: str
    name: str
    score: str
    counted: bool
    why: str
    review: str


class DivergenceExplained(Content):
    """A divergence between experts and the written reason that closes it."""

    item: str
    explanation: str


class PanelConcluded(Content):
    """The panel's conclusion on one application."""

    rows: tuple[PanelRow, ...]
    recused: tuple[str, ...]
    method: str
    score: str
    gates_passed: bool
    divergences: tuple[DivergenceExplained, ...]
    recommendation: str
    opinion: str
    date: str


class DocumentSigned(Content):
    """A signed document that prints one record."""

    record: str
    document: Attachment


class SummaryMade(Content):
    """A summary of the round: what is recommended (推荐汇总表), or what departments said (部门意见汇总表)."""

    office: str
    date: str
    rows: tuple[dict[str, str], ...]


class Override(Content):
    """A guard or check that was passed although it did not hold, with the words that allow it and the reason."""

    what: str  # guard, or guard:check
    title: str
    article: str
    allowed_by: str
    reason: str = Field(min_length=1)


class StageMoved(Content):
    """An application changed its place on the road; `date` is the day on which that happened."""

    move: Literal["advance", "send_back", "withdraw", "late", "reject", "reopen"]
    from_stage: str
    to_stage: str
    date: str
    reason: str
    overrides: tuple[Override, ...] = ()


class FactsRecorded(Content):
    """Facts about an application that the policy's checks read, each with its source."""

    reference_date: str
    facts: dict[str, str]
    sources: dict[str, str]


class PriorityFlagged(Content):
    """A priority of the policy does or does not apply, and what shows it."""

    active: bool
    source: str


class AgencyRecorded(Content):
    """A third-party body: what its cap is counted by, and the facts of its basic conditions."""

    credit_code: str
    legal_representative: str
    affiliates: tuple[str, ...]
    facts: dict[str, str]
    sources: dict[str, str]


class ListImported(Content):
    """A list that checks look into was imported from a file."""

    title: str
    source: str = Field(min_length=1)
    as_of: str
    rows: int = Field(ge=0)
    file: Attachment


class RuleIssued(Content):
    """An awaited official text is out."""

    title: str
    number: str
    date: str
    note: str


class InitialReviewed(Content):
    """The initial review (初审意见) of one application."""

    office: str
    recommended: bool
    opinion: str = Field(min_length=1)
    date: str


class QuotaSet(Content):
    """How many of a category a region may recommend; `limit` None lifts it."""

    limit: int | None = Field(ge=0)
    source: str = Field(min_length=1)


class RankingSet(Content):
    """The order in which applications of a category are recommended, and which of them are chosen."""

    order: tuple[str, ...]
    chosen: tuple[str, ...]
    note: str


class LetterMade(Content):
    """A formal cover letter that hands applications upward."""

    title: str
    to: str
    office: str
    number: str
    date: str
    text: str
    enclosures: tuple[str, ...]
    applications: tuple[str, ...]


class PublicityOpened(Content):
    """A list is on public display from `start` to `last`, both as computed and shown then."""

    title: str
    office: str
    number: str
    date: str
    start: str
    last: str
    count: int = Field(ge=1)
    unit: Literal["working_days", "calendar_days"]
    provisional: bool
    text: str
    channels: dict[str, str]
    applications: tuple[str, ...]


class ObjectionReceived(Content):
    """Somebody objects to an application on display."""

    application: str
    person: str
    contact: str
    real_name: bool
    date: str
    text: str = Field(min_length=1)
    file: Attachment | None = None


class ObjectionHandled(Content):
    """What was found about an objection and what follows."""

    upheld: bool
    findings: str = Field(min_length=1)
    office: str
    date: str


class AnnouncementMade(Content):
    """The list is published (公告)."""

    title: str
    office: str
    number: str
    date: str
    text: str
    applications: tuple[str, ...]


class ChecklistSigned(Content):
    """The authority puts an edition of a checklist into its round; reviews pin its digest."""

    text: str
    digest: str = Field(pattern=r"^[0-9a-f]{64}$")
    reason: str


class RecoveryKeyPublished(Content):
    """The organiser offers the recovery key of an office (an age recipient); each desk's owner lets it in or not."""

    name: str = Field(min_length=1)
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The rules of one kind of entry."""

    content: type[Content]
    key: tuple[str, ...]
    roles: frozenset[Role]
    own: bool = False
    needs_application: bool = False
    role_names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the names of the roles, which every entry is compared with."""
        object.__setattr__(self, "role_names", frozenset(role.value for role in self.roles))


_DESK = frozenset({Role.COUNTY, Role.SECRETARY, Role.AUTHORITY, Role.KEEPER})
_PANEL = frozenset({Role.LEADER, Role.SECRETARY, Role.AUTHORITY})
_LIST = frozenset({Role.SECRETARY, Role.AUTHORITY, Role.KEEPER})
_ROOT = frozenset({Role.AUTHORITY})
_EXPERT = frozenset({Role.EXPERT, Role.LEADER})

KINDS: Mapping[str, Kind] = {
    "round.opened": Kind(content=RoundOpened, key=("round",), roles=_ROOT),
    "participant.admitted": Kind(content=ParticipantAdmitted, key=("certificate",), roles=_ROOT),
    "participant.revoked": Kind(content=ParticipantRevoked, key=("certificate",), roles=_ROOT),
    "fork.explained": Kind(content=ForkExplained, key=("certificate", "shared"), roles=_ROOT),
    "application.registered": Kind(content=ApplicationRegistered, key=("application",), roles=_DESK),
    "package.received": Kind(
        content=PackageReceived, key=("application",), roles=_DESK, needs_application=True
    ),
    "completeness.checked": Kind(
        content=CompletenessChecked, key=("application",), roles=_DESK, needs_application=True
    ),
    "correction.requested": Kind(
        content=CorrectionRequested, key=("application", "notice"), roles=_DESK, needs_application=True
    ),
    "negative.answered": Kind(
        content=NegativeAnswered, key=("application", "head"), roles=_DESK, needs_application=True
    ),
    "opinion.recorded": Kind(
        content=OpinionRecorded,
        key=("application", "department"),
        roles=_DESK | {Role.DEPARTMENT},
        needs_application=True,
    ),
    "expert.assigned": Kind(
        content=ExpertAssigned, key=("application", "expert"), roles=_PANEL, needs_application=True
    ),
    "recusal.declared": Kind(
        content=RecusalDeclared,
        key=("application", "expert"),
        roles=_EXPERT,
        own=True,
        needs_application=True,
    ),
    "review.submitted": Kind(
        content=ReviewSubmitted,
        key=("application", "expert"),
        roles=_EXPERT,
        own=True,
        needs_application=True,
    ),
    "review.sealed": Kind(
        content=ReviewSealed,
        key=("application", "expert"),
        roles=_EXPERT,
        own=True,
        needs_application=True,
    ),
    "review.returned": Kind(
        content=ReviewReturned, key=("application", "expert"), roles=_PANEL, needs_application=True
    ),
    "panel.concluded": Kind(
        content=PanelConcluded, key=("application",), roles=_PANEL, needs_application=True
    ),
    "document.signed": Kind(
        content=DocumentSigned,
        key=("subject", "document", "signer"),
        roles=_PANEL | _EXPERT | _DESK,
        own=True,
    ),
    "consultation.requested": Kind(content=ConsultationRequested, key=("consultation",), roles=_DESK),
    "stage.moved": Kind(
        content=StageMoved, key=("application",), roles=_DESK | _PANEL, needs_application=True
    ),
    "facts.recorded": Kind(content=FactsRecorded, key=("application",), roles=_DESK, needs_application=True),
    "priority.flagged": Kind(
        content=PriorityFlagged, key=("application", "priority"), roles=_DESK, needs_application=True
    ),
    "agency.recorded": Kind(content=AgencyRecorded, key=("agency",), roles=_DESK),
    "list.imported": Kind(content=ListImported, key=("list",), roles=_DESK),
    "rule.issued": Kind(content=RuleIssued, key=("rule",), roles=_DESK),
    "initial.reviewed": Kind(
        content=InitialReviewed, key=("application",), roles=_DESK, needs_application=True
    ),
    "quota.set": Kind(content=QuotaSet, key=("category", "region"), roles=_LIST),
    "ranking.set": Kind(content=RankingSet, key=("category",), roles=_DESK),
    "letter.made": Kind(content=LetterMade, key=("letter",), roles=_DESK),
    "publicity.opened": Kind(content=PublicityOpened, key=("publicity",), roles=_LIST),
    "objection.received": Kind(content=ObjectionReceived, key=("publicity", "objection"), roles=_LIST),
    "objection.handled": Kind(content=ObjectionHandled, key=("publicity", "objection"), roles=_LIST),
    "announcement.made": Kind(content=AnnouncementMade, key=("announcement",), roles=_LIST),
    "checklist.signed": Kind(content=ChecklistSigned, key=("checklist",), roles=_ROOT),
    "recovery.key": Kind(content=RecoveryKeyPublished, key=("recipient",), roles=_ROOT),
    "summary.made": Kind(content=SummaryMade, key=("round",), roles=_PANEL | _DESK),
    "opinions.summed": Kind(content=SummaryMade, key=("round",), roles=_PANEL | _DESK),
}


def attachments(content: object) -> frozenset[str]:
    """Return the SHA-256 of every file that the content names, wherever it stands."""
    if isinstance(content, Mapping):
        own = content.get("sha256")
        below = frozenset().union(*(attachments(value) for value in content.values()))
        return below | {own} if isinstance(own, str) and is_digest(own) else below
    if isinstance(content, (list, tuple)):
        return frozenset().union(*(attachments(value) for value in content))
    return frozenset()
