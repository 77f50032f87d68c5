"""Frozen lines: what the screens and the command line read. No row, no session, no entry outlives a call."""

from dataclasses import dataclass, field
from decimal import Decimal

from greendesk.domain.assessment import Finding, Tally
from greendesk.domain.checklist import Checklist
from greendesk.domain.package import Inventory


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantLine:
    """One participant of a round."""

    fingerprint: str
    name: str
    organisation: str
    title: str
    roles: tuple[str, ...]
    me: bool
    recipient: str = ""
    organiser: bool = False
    revoked: "RevokedLine | None" = None
    succeeds: str = ""  # the certificate of the same person that this one replaced
    successor: str = ""  # and the one that replaced this


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokedLine:
    """How a certificate ended."""

    at: int  # ms since 1970
    reason: str  # lost, stolen, left, passphrase, fork, mistake
    note: str
    last_seq: int  # number of the last record that counts, 0 when none


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """One record of a participant, as a person recognises it."""

    entry: str
    seq: int
    at: int
    kind: str  # "" when its content is not on this desk
    subject: str  # unit or person, "" for the round as a whole
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedLine:
    """One record that a revocation stops from counting; `own` when the holder of the certificate wrote it."""

    who: str
    own: bool
    record: RecordLine


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationPlan:
    """What a revocation would do; nothing was written."""

    last_seq: int
    stopped: tuple[StoppedLine, ...]
    open_work: tuple[str, ...]  # units whose review the holder still owes


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """One campaign on this desk; `my_roles` is empty while the desk only asked to join."""

    id: str
    title: str
    year: int
    level: str
    region: str
    organiser: str
    sample: bool
    my_roles: tuple[str, ...]
    applications: int
    entries: int
    waiting: int
    conflicts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationLine:
    """One line of the applications list; for a recused expert scores and counts are absent, not zero."""

    id: str
    unit: str
    credit_code: str
    category: str
    region: str
    industry: str
    third_party: str
    stage: str  # registered, packaged, incomplete, complete, assigned, reviewing, reviewed, concluded
    files: int
    documents_present: int
    documents_required: int
    documents_confirmed: bool  # False while the files are only sorted by their names
    negative_answered: int
    negative_total: int
    negative_hit: bool
    opinions_in: int
    opinions_total: int
    opinions_against: int
    my_state: str  # "", to_declare, recused, to_review, drafting, submitted, returned
    reviews_in: int
    experts: int
    panel_score: Decimal | None
    recommendation: str
    updated: int  # ms since 1970
    search: str  # folded name, pinyin initials and credit code, in lower case
    seal: str = ""  # "" not sealed, closed, waiting (all in, bodies awaited), open
    seals_in: int = 0  # how many experts have handed in sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One required document of an application."""

    code: str
    title: str
    article: str
    required: bool
    files: tuple[int, ...]
    state: str  # present, missing, unusable, not_required
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentLine:
    """A file that hangs on a record."""

    sha256: str
    name: str
    size: int
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NegativeLine:
    """One head of the negative list for one application; answer "" is not answered."""

    code: str
    title: str
    requirement: str
    source: str
    answer: str  # "", clear, hit, unknown
    department: str
    note: str
    proof: AttachmentLine | None
    by: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionLine:
    """One department's position on one application; position "" is no reply."""

    application: str
    department: str
    department_name: str
    matters: str
    position: str  # "", agree, conditional, object
    number: str
    date: str
    signer: str
    text: str
    letter: AttachmentLine | None
    by: str
    at: int
    conflict: bool
    asked: "AskedLine | None" = None  # the latest request, None when nobody asked
    heads: tuple["HeadAnswerLine", ...] = ()

    @property
    def contradicted(self) -> bool:
        """Whether the department says of a head that there is something where the negative list says clear."""
        return any(head.contradicts for head in self.heads)

    @property
    def overdue(self) -> bool:
        """Whether the reply was due and is not there; silence is never agreement."""
        return bool(self.asked and self.asked.late and not self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentLine:
    """One expert's part in one application."""

    expert: str  # certificate fingerprint
    name: str
    organisation: str
    active: bool
    declared: bool
    recused: bool
    grounds: tuple[str, ...]
    review: str  # "", submitted, returned, sealed (handed in, not opened here), broken (no review inside)
    review_entry: str
    score: Decimal | None  # None when hidden from this desk or not submitted
    recommendation: str
    returned_reason: str
    signed: AttachmentLine | None
    sealed_at: int = 0
    resealed: int = 0  # how many sealed reviews the expert replaced of his own accord
    resealed_late: bool = False  # once more after all had handed in
    unsealed_review: bool = False  # a later review that is not the sealed one; it does not count


@dataclass(frozen=True, slots=True, kw_only=True)
class SealLine:
    """How far the sealed reviews of one application are; names, never a figure of a review."""

    application: str
    unit: str
    state: str  # closed, waiting (all in, bodies awaited), open
    handed_in: tuple[str, ...]
    missing: tuple[str, ...]
    unopened: tuple[str, ...]
    withdrawn: tuple[str, ...]  # experts whose assignment was taken back
    remarks: tuple[tuple[str, str], ...]  # name and what is odd: resealed, resealed_late, unsealed, broken


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """One step in the life of an application."""

    kind: str
    who: str
    at: int
    entry: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictLine:
    """Two or more values for one register, none of which knew the other."""

    kind: str
    key: tuple[str, ...]
    unit: str
    values: tuple[tuple[str, int, str, str], ...]  # who, when, entry, summary


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """An entry that is kept but not counted yet, and why."""

    author: str
    seq: int
    kind: str
    state: str  # waiting, refused, unknown, withheld
    reason: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLine:
    """A stretch of somebody's records that is missing; `ask` are others who said that they have it."""

    author: str
    first: int
    last: int
    ask: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationDetail:
    """Everything about one application that this desk may show."""

    line: ApplicationLine
    address: str
    contact: str
    telephone: str
    remark: str
    package_source: str
    package_version: int
    package_digest: str
    inventory: Inventory | None  # None without package, or while the recusal gate is closed
    gate: str  # open, to_declare, recused
    documents: tuple[DocumentLine, ...]
    negative: tuple[NegativeLine, ...]
    opinions: tuple[OpinionLine, ...]
    assignments: tuple[AssignmentLine, ...]
    notices: tuple[tuple[AttachmentLine, ...], ...]
    events: tuple[EventLine, ...]
    checklists: tuple[tuple[str, str], ...]  # id, title


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchSheet:
    """What the review bench shows: the checklist and this expert's draft or submitted findings."""

    application: str
    unit: str
    category: str
    checklist: Checklist
    findings: dict[str, Finding]
    recommendation: str
    comment: str
    tally: Tally
    saved_at: int
    undo: int
    redo: int
    locked: bool
    returned_reason: str
    inventory: Inventory
    package_version: int
    previous: str
    next: str
    position: int
    count: int
    sealed: bool = False  # the round seals, and the reviews of this application are closed
    may_revise: bool = False  # handed in sealed, and not opened yet


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingLine:
    """One application in the panel's ranking."""

    application: str
    unit: str
    scores: tuple[
        tuple[str, str, Decimal | None, str], ...
    ]  # fingerprint, name, score, state: counted, dropped_highest, dropped_lowest, recused, open, sealed
    score: Decimal | None
    spread: Decimal | None
    gates_passed: bool
    complete: bool  # every expert who is asked and not recused has submitted
    concluded: bool
    recommendation: str
    outdated: bool = False  # a conclusion was recorded, but reviews changed after it
    same_checklist: bool = True  # else the scores cannot be compared
    divergences: tuple["DivergenceLine", ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class DivergenceLine:
    """One item on which experts differ."""

    item: str
    title: str
    values: tuple[
        tuple[str, str], ...
    ]  # expert name; conforms, fails, pending, not_applicable, open or points
    why: str  # verdict, points, applicable
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLine:
    """One thing that an exchange file would change; `before` is the value that it would take the place of."""

    group: str  # write, replace (a value written here), conflict, waiting, refused, withheld
    kind: str
    subject: str
    change: str
    who: str
    at: int
    reason: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForkLine:
    """A feed with two branches: somebody's records, the last number that they share, and the ends."""

    author: str
    shared: int
    ends: tuple[int, ...]
    fingerprint: str
    explanation: str = ""  # what the organiser found out


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangePreview:
    """What is in an exchange file and what receiving it would do; nothing was written.

    `lines` names the first thousand changes and all that want a person's eye; `counts` counts all.
    """

    file: str
    type: str  # exchange, round, request
    sender: str
    sender_organisation: str
    recipients: tuple[str, ...]
    made: int
    round_title: str
    total: int
    counts: dict[str, int]
    attachments: int
    attachments_size: int
    lines: tuple[PreviewLine, ...]
    missing: tuple[MissingLine, ...]
    round: str = ""
    round_new: bool = False  # the round is not on this desk yet
    sender_roles: tuple[str, ...] = ()
    size: int = 0  # bytes of the file
    sha256: str = ""  # of the file, to be compared with the slip that came with it
    sender_words: str = ""  # the sender's key as short words
    sender_revoked: bool = False  # the sender's certificate was taken back
    sender_behind: int = 0  # own records that he had written and lacks: he went back to an old copy
    old: bool = False  # everything in it was here before
    forks: tuple[ForkLine, ...] = ()  # feeds that have two branches once this is received
    backup: str = ""  # made, unchanged (the last one still holds all), server (not ours to make); "" before


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingParts:
    """A file of which some parts came; `missing` holds the numbers of the others."""

    key: str
    name: str
    count: int
    here: int
    missing: tuple[int, ...]
    size: int  # of the whole file
    at: int  # when the last part came
    path: str = ""  # where to open it, when every part is here


@dataclass(frozen=True, slots=True, kw_only=True)
class SendPlan:
    """What a file for somebody would hold; nothing was written."""

    kinds: tuple[tuple[str, int], ...]  # records with their text, by kind, most first
    attachments: int
    attachments_size: int
    withheld: tuple[tuple[str, int], ...]  # why (recused, scores, lacking), how many records go without text
    fresh: bool  # a reader never said what he has, so everything goes


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRequest:
    """A person who asks to join, as read from a request file."""

    name: str
    organisation: str
    title: str
    roles: tuple[str, ...]
    recipient: str
    public_key: str
    words: str  # the fingerprint as short words
    request: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """The latest request to one department about one application."""

    consultation: str
    number: str
    date: str
    reply_by: str
    days_left: int  # working days, negative when past
    late: bool  # the day is over, even when only days off passed since
    provisional: bool  # a year without published holidays is involved
    times: int  # how often it was asked


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadAnswerLine:
    """What a department answered to one head of the negative list, beside what stands in that list."""

    head: str
    title: str
    answer: str  # has, none
    listed: str  # of the negative list: "", clear, hit, unknown
    listed_by: str

    @property
    def contradicts(self) -> bool:
        """Whether the department has something where the list says clear; never settled by itself."""
        return self.answer == "has" and self.listed == "clear"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """The letter of one batch to one department: its files and how far it is answered."""

    department: str
    department_name: str
    files: tuple[AttachmentLine, ...]
    asked: int  # applications
    replied: int

    @property
    def silent(self) -> bool:
        """Whether any application of the letter has no reply; silence is never agreement."""
        return self.replied < self.asked


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine:
    """One batch of letters to departments."""

    id: str
    office: str
    number: str
    date: str
    reply_by: str
    reference_date: str
    contact: str
    units: tuple[tuple[str, str], ...]  # application, unit
    letters: tuple[LetterLine, ...]
    days_left: int  # working days, negative when past
    late: bool
    provisional: bool
    by: str
    at: int

    @property
    def silent(self) -> tuple[LetterLine, ...]:
        """The letters that are not answered wholly."""
        return tuple(letter for letter in self.letters if letter.silent)

    @property
    def overdue(self) -> bool:
        """Whether the day is over while departments are silent."""
        return self.late and bool(self.silent)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskableLine:
    """One application that departments may be asked about; `due` is whether the policy's moment has come."""

    application: str
    unit: str
    region: str
    category: str
    due: bool
    unasked: tuple[str, ...]  # departments that were neither asked nor have replied


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationPlan:
    """What the policy says about asking departments, and whom there is to ask about."""

    asked_by: str  # "" when the policy asks no departments
    position: str  # "", before_recommendation, after_review
    reply_working_days: int | None  # None where the text sets no term
    article: str
    departments: tuple[tuple[str, str, str], ...]  # code, name, matters
    applications: tuple[AskableLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLine:
    """What one line of a reply form would record."""

    application: str
    unit: str
    change: str  # new, same, changes, empty (the line was left blank)
    position: str
    before: str  # the position that stands
    number: str
    date: str
    signer: str
    text: str
    heads: tuple[HeadAnswerLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPreview:
    """A reply form that was read; nothing is recorded, and nothing can be while `errors` names cells."""

    name: str
    data: bytes
    consultation: str
    department: str
    department_name: str
    lines: tuple[ReplyLine, ...]
    errors: tuple[tuple[str, str, str], ...]  # cell, code of the fault, what stands there
