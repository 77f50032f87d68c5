"""Frozen lines of the road of an application: stages, guards, moves, eligibility, lists, third-party bodies."""

from dataclasses import dataclass
from datetime import date

from greendesk.domain.eligibility import CheckResult, FactField
from greendesk.domain.listing import ListRow
from greendesk.queries import AttachmentLine


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardLine:
    """One thing that must hold before the next step; `what` names it for overriding."""

    what: str  # guard check, or "eligibility:" and the code of the check
    title: str  # of an eligibility check, else ""
    article: str
    state: str  # holds, open, fails, overridden
    missing: tuple[str, ...]  # what is not there yet, by name
    reasons: tuple[str, ...]  # what speaks against it, by name
    turn: str  # whose turn it is: county, department, expert, leader, secretary, authority, public, applicant
    override: str  # the words that allow an exception, "" when none does
    why: str = ""  # the reason given for passing it all the same
    result: CheckResult | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    """One stage of the road as an application sees it."""

    code: str
    title: str
    kind: str
    actor: str
    article: str
    state: str  # done, here, ahead
    optional: bool
    deadline: date | None
    deadline_title: str
    days_left: int | None  # working days; negative when past
    provisional: bool  # a year without published holidays is involved


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideLine:
    """Something that was passed by exception; it stays visible on every document that follows."""

    stage: str
    what: str
    title: str
    article: str
    allowed_by: str
    reason: str
    by: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLine:
    """One move on the road, newest first."""

    move: str
    from_title: str
    to_title: str
    by: str
    at: int
    date: str
    reason: str
    overrides: tuple[OverrideLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadLine:
    """Where an application stands, what is missing for the next step and whose turn it is."""

    application: str
    stages: tuple[StageLine, ...]
    here: str
    ended: str  # "", withdraw, late, reject
    reason: str  # of the last move
    guards: tuple[GuardLine, ...]
    ready: bool  # every guard holds or was overridden
    next_title: str  # "" at the end
    back_to: tuple[tuple[str, str], ...]  # code and title of the stages before, nearest first
    may_move: bool  # this desk's roles may move it on
    moves: tuple[MovedLine, ...]
    overrides: tuple[OverrideLine, ...]
    sent_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One fact of an application with its source."""

    field: FactField
    value: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityLine:
    """One priority of the policy and what shows that it applies; `listed` holds the rows of the imported list."""

    code: str
    title: str
    article: str
    active: bool
    source: str
    listed: tuple[ListRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLine:
    """A third-party body: what its cap is counted by, its facts, and its projects."""

    name: str
    credit_code: str
    legal_representative: str
    affiliates: tuple[str, ...]
    facts: tuple[FactLine, ...]
    projects: int  # of this round that count
    elsewhere: int  # counted from the imported list
    cap: int | None
    holder: str  # what the projects are counted by; "" when it is not known
    recorded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilitySheet:
    """The facts that the policy asks about an application and what its checks find."""

    application: str
    reference: date
    facts: tuple[FactLine, ...]
    results: tuple[CheckResult, ...]
    priorities: tuple[PriorityLine, ...]
    agency: AgencyLine | None
    titles: dict[str, str]  # words for the codes of fields and lists in the results


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """A list that the policy's checks look into, imported or not yet."""

    code: str
    title: str
    holds: str
    article: str
    imported: bool
    source: str
    as_of: str
    rows: int
    file: AttachmentLine | None
    by: str
    at: int
    here: bool  # the file is on this desk, so that the checks can read it


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPreview:
    """A list file that was read; nothing is recorded while `errors` names cells that are wrong."""

    code: str
    rows: tuple[ListRow, ...]
    errors: tuple[tuple[str, str, str], ...]  # cell, code of the fault, what stands there
