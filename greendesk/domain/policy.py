"""A policy (政策方案): a region's rules for a year, as data; every rule names its source and article."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Self

from pydantic import Field, model_validator

from greendesk.domain.checklist import Category, ProvenanceState
from greendesk.domain.data import Code, MonthDay, Values, Words
from greendesk.domain.eligibility import Check, FactField
from greendesk.domain.listing import ListSpec
from greendesk.domain.panel import FEWEST_TO_TRIM, PanelMethod, PanelRule
from greendesk.domain.road import Stage
from greendesk.domain.text import fold_text
from greendesk.errors import Refusal


class Level(Enum):
    """Who runs the round."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


class Needed(Enum):
    """When a document must be in the package."""

    ALWAYS = "always"
    IF_THIRD_PARTY = "if_third_party"
    IF_SELF = "if_self"
    OPTIONAL = "optional"


class ConsultationPosition(Enum):
    """When the departments are asked: before the recommendation, or after the expert review."""

    BEFORE_RECOMMENDATION = "before_recommendation"
    AFTER_REVIEW = "after_review"


class Visibility(Enum):
    """Who may see the scores of others."""

    NEVER = "never"
    ALWAYS = "always"
    AFTER_OWN = "after_own"


class LateConsequence(Enum):
    """What a missed deadline means."""

    NO_APPLICANT = "no_applicant"
    MARKED_LATE = "marked_late"


class Recommendation(Enum):
    """The three ends of a review."""

    RECOMMEND = "recommend"
    AFTER_RECTIFICATION = "after_rectification"
    REJECT = "reject"


class EvaluationWay(Enum):
    """Whether an applicant evaluates himself, has it done, chooses, or needs both."""

    SELF = "self"
    THIRD_PARTY = "third_party"
    EITHER = "either"
    BOTH = "both"


class CapPeriod(Enum):
    """Over what time the projects of a third-party body are counted."""

    BATCH = "batch"
    YEAR = "year"


class TermUnit(Enum):
    """What a term is counted in."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"


class Lifetime(Enum):
    """The duties and events in the years after publication; they have their place here and their rules later."""

    CULTIVATION = "cultivation"
    ANNUAL_TABLE = "annual_table"
    ANNUAL_SUMMARY = "annual_summary"
    INCIDENT_REPORT = "incident_report"
    SITE_INSPECTION = "site_inspection"
    RECHECK = "recheck"
    RE_EVALUATION = "re_evaluation"
    NAME_CHANGE = "name_change"
    STARS = "stars"
    REMOVAL = "removal"
    WAIT_AFTER_REMOVAL = "wait_after_removal"
    AGENCY_REPORT = "agency_report"
    AGENCY_SUCCESS = "agency_success"
    AGENCY_ASSESSMENT = "agency_assessment"
    AGENCY_BAN = "agency_ban"
    REAL_NAME_REPORT = "real_name_report"
    REWARD = "reward"
    EXPERIENCE = "experience"


class CapKey(Enum):
    """What the cap on a third-party body's projects is counted by."""

    LEGAL_PERSON_AND_AFFILIATES = "legal_person_and_affiliates"
    LEGAL_REPRESENTATIVE = "legal_representative"


class SummaryField(Enum):
    """What a column of the recommendation summary holds."""

    SEQUENCE = "sequence"
    UNIT_NAME = "unit_name"
    THIRD_PARTY = "third_party"
    INDUSTRY = "industry"
    PARK_TYPE = "park_type"
    REMARKS = "remarks"


class DocumentState(Enum):
    """How a document of the list stands: files are there, it is due and missing, or it is not due."""

    PRESENT = "present"
    MISSING = "missing"
    NOT_REQUIRED = "not_required"


class Force(Enum):
    """How strong a rule is: 应/不得, 原则上/优先/鼓励, or a plain statement."""

    MUST = "must"
    SHOULD = "should"
    STATES = "states"


class Where(Enum):
    """Where the program keeps a rule or shows it."""

    HOME = "home"
    APPLICATIONS = "applications"
    NEGATIVE_LIST = "negative_list"
    ELIGIBILITY = "eligibility"
    ROAD = "road"
    OPINIONS = "opinions"
    CHECKLISTS = "checklists"
    QUANTITIES = "quantities"
    REVIEW = "review"
    PANEL = "panel"
    RECOMMENDATION = "recommendation"
    RULES = "rules"
    EXCHANGE = "exchange"
    REGISTER = "register"


class CategoryNotInPolicy(Refusal):
    """The round's policy does not call for this category."""

    code = "GD-432"


class DocumentNotInPolicy(Refusal):
    """A file was assigned to a document that the policy does not list for the category."""

    code = "GD-433"


class Basis(Values):
    """What a value that is not a numbered rule rests on."""

    state: ProvenanceState
    source: Words = Field(description="official document and clause, or why the value is proposed")


class Source(Values):
    """One official document behind the policy."""

    code: Code
    title: Words
    number: str = Field(default="", description="the number of the document (文号)")
    issuer: Words
    issued: date | None = None


class Rule(Values):
    """One rule in our own short words: where it is kept, or why it is not (yet).

    `enforced_by` names parts of the same policy as "part:code": stage, check, deadline, document, department,
    priority, list, field, handover, duty, guard (stage.check), or one of the parts that exist once.
    """

    id: Code
    source: Code = Field(description="code of one of `sources`")
    article: Words
    actor: Words
    text: Words = Field(description="the rule in short words of one's own")
    force: Force
    where: tuple[Where, ...] = Field(default=(), description="screens on which the program keeps the rule")
    enforced_by: tuple[Words, ...] = Field(default=(), description='parts of this policy as "part:code"')
    later: str = Field(default="", description="why a later version keeps it")
    outside: str = Field(default="", description="why it is no matter for a program")

    @model_validator(mode="after")
    def _one_fate(self) -> Self:
        if bool(self.where) + bool(self.later) + bool(self.outside) != 1 and not (self.where and self.later):
            raise ValueError("fate")
        return self


class RequiredDocument(Values):
    """One document of a package, and the words in a file's name that give it away."""

    code: Code
    title: Words
    required: Needed
    match: tuple[Words, ...] = Field(
        default=(), description="words in the names of files that give the document away"
    )
    article: Words

    def is_due(self, *, third_party: bool) -> bool:
        """Whether it must be there, given whether a third-party body evaluated."""
        if self.required is Needed.ALWAYS:
            return True
        return self.required is (Needed.IF_THIRD_PARTY if third_party else Needed.IF_SELF)


class SummaryColumn(Values):
    """One column of the summary table."""

    title: Words
    field: SummaryField


class SummaryTable(Values):
    """The table of one category in the recommendation summary (推荐汇总表)."""

    title: Words
    columns: tuple[SummaryColumn, ...] = Field(min_length=1)


class SummaryForm(Values):
    """The recommendation summary as a whole: title, its annex number, and what stands below the tables."""

    title: Words
    annex: str = ""
    signed_by: Words
    article: Words


class CategoryRules(Values):
    """What the policy says about one category."""

    category: Category
    title: Words
    standard: Words = Field(description="which standard or table applies, in words")
    checklists: tuple[Code, ...] = Field(default=(), description="ids of checklists that may be chosen")
    default_checklist: Code | None = Field(default=None, description="the checklist that is offered first")
    checklist_note: str = ""
    evaluation: EvaluationWay
    documents: tuple[RequiredDocument, ...]
    summary: SummaryTable
    article: Words


class NegativeList(Values):
    """The heads that exclude, as a checklist of gates; the window ends on a reference date that a person sets.

    `open_ended` tells that the text closes its list with 等, so that further situations may count.
    """

    checklist: Code = Field(description="id of a checklist whose items are all vetoes")
    window_years: int = Field(
        ge=1, le=10, description="the heads count for so many years before the reference date"
    )
    proof_for_each_head: bool = Field(description="every head needs a certificate from a department")
    includes_younger: bool = Field(
        default=False, description="units younger than the window count too (含成立不足三年)"
    )
    includes_park_enterprises: bool = Field(
        default=False, description="for a park, the enterprises inside it count too (含园区内企业)"
    )
    self_pledged: tuple[Category, ...] = Field(
        default=(), description="categories that pledge instead of proving (以自承诺为准)"
    )
    open_ended: bool = Field(default=False, description="the text closes its list with 等")
    article: Words


class Department(Values):
    """A department that is asked for its opinion, and about what."""

    code: Code
    name: Words
    asks: Words = Field(description="what the department is asked about")
    article: Words


class Consultation(Values):
    """Who asks the departments, and when in the order of steps; silence is never taken for agreement.

    `reply_working_days` is None where the text sets no term: the office then sets one in its letter.
    """

    position: ConsultationPosition = Field(description="before the recommendation or after the expert review")
    asked_by: Words = Field(description="which office asks")
    reply_working_days: int | None = Field(
        default=None, ge=1, le=60, description="empty where the text sets no term"
    )
    article: Words


class Deadline(Values):
    """A day by which somebody hands in, that day included: a date, or a day of every year."""

    code: Code
    title: Words
    day: date | None = Field(
        default=None, description="one date, for a notice of one year; either this or `yearly`"
    )
    yearly: MonthDay | None = Field(default=None, description="month-day of every year, for standing rules")
    actor: Words
    article: Words
    basis: Basis | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.day is None) == (self.yearly is None):
            raise ValueError("day")
        return self

    def on(self, year: int) -> date:
        """Return the day in a round's year; 29 February falls on 28 February in common years."""
        if self.day is not None:
            return self.day
        if self.yearly == "02-29":
            return date(year, 3, 1) - date.resolution
        return date.fromisoformat(f"{year}-{self.yearly}")


class LateRule(Values):
    """What happens after a deadline."""

    consequence: LateConsequence
    words: Words
    article: Words


class Publicity(Values):
    """How long the list is on public display (公示), in days of which kind."""

    count: int = Field(ge=1, le=60)
    unit: TermUnit
    where: str = Field(default="", description="where the list is displayed")
    article: Words
    basis: Basis | None = None


class QuotaRules(Values):
    """That the number of recommendations is limited from above; the numbers themselves are recorded in the round."""

    by: Words = Field(description="who sets the number and how; the numbers are recorded in the round")
    categories: tuple[Category, ...]
    article: Words


class AwaitedRule(Values):
    """An official text that is announced and not out yet; what is ready waits for it (待细则发布)."""

    code: Code
    title: Words
    article: Words


class Duty(Values):
    """What is due from a unit, an office or a third-party body after publication."""

    code: Code
    event: Lifetime
    title: Words
    actor: Words
    yearly: MonthDay | None = Field(default=None, description="month-day of every year by which it is due")
    day: date | None = Field(default=None, description="the one date by which it is due")
    within: int | None = Field(default=None, ge=1, description="due so many days after the event, in `unit`")
    unit: TermUnit | None = None
    every_years: int | None = Field(default=None, ge=1, description="due again after so many years")
    years: int | None = Field(default=None, ge=1, description="holds for so many years")
    channel: str = Field(default="", description="platform, paper, e-mail")
    words: Words
    article: Words


class HandoverDocument(Values):
    """One document that an office hands upward beside the packages."""

    code: Code
    title: Words
    article: Words


class PanelPolicy(Values):
    """How scores become one, what counts as a divergence, and what that rests on."""

    method: PanelMethod
    trim_from: int = Field(
        default=FEWEST_TO_TRIM,
        ge=FEWEST_TO_TRIM,
        le=99,
        description="from so many scores on, the highest and the lowest are dropped",
    )
    decimals: int = Field(default=2, ge=0, le=6, description="decimals of the panel's score")
    divergence_share: Decimal = Field(
        gt=0, le=1, description="a spread above this share of the full mark must be talked about"
    )
    basis: Basis

    @property
    def rule(self) -> PanelRule:
        """The rule as the panel's arithmetic wants it."""
        return PanelRule(method=self.method, trim_from=self.trim_from, decimals=self.decimals)


class ConclusionWord(Values):
    """What an end of the review is called in the documents."""

    recommendation: Recommendation
    words: Words


class Conclusions(Values):
    """The three words and what they rest on."""

    words: tuple[ConclusionWord, ...] = Field(min_length=3, max_length=3)
    basis: Basis

    def word(self, recommendation: Recommendation) -> str:
        """Return the word for an end of the review."""
        return next(one.words for one in self.words if one.recommendation is recommendation)


class ScoreVisibility(Values):
    """Who may see the scores of others, and what that rests on."""

    others_scores: Visibility
    sealed: bool = Field(
        default=False, description="reviews stay closed to everybody until all experts have handed in"
    )
    basis: Basis


class Priority(Values):
    """A flag that gives preference among equals; `list` names the imported list that shows it, where there is one."""

    code: Code
    title: Words
    categories: tuple[Category, ...]
    list: Code | None = Field(default=None, description="code of one of `lists` that shows it")
    article: Words


class ThirdPartyRules(Values):
    """What holds for third-party bodies; `cap` None means that none is known. `fields` are the facts checks read."""

    cap: int | None = Field(default=None, ge=1, description="projects that one holder may have")
    cap_key: CapKey | None = Field(default=None, description="what the cap is counted by")
    period: CapPeriod | None = None
    counts: tuple[Category, ...] = Field(
        default=(), description="categories that count, also those of other rounds"
    )
    projects_list: Code | None = Field(
        default=None, description="code of one of `lists`: projects outside this round that count as well"
    )
    fields: tuple[FactField, ...] = Field(default=(), description="facts about the body that checks read")
    words: Words
    basis: Basis

    @model_validator(mode="after")
    def _cap_with_its_key(self) -> Self:
        if len({self.cap is None, self.cap_key is None, self.period is None, not self.counts}) != 1:
            raise ValueError("cap")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCheck:
    """One document of the policy's list against the files of a package."""

    document: RequiredDocument
    due: bool
    files: tuple[int, ...]

    @property
    def state(self) -> DocumentState:
        """Whether files stand for it, and if not, whether that matters."""
        if self.files:
            return DocumentState.PRESENT
        return DocumentState.MISSING if self.due else DocumentState.NOT_REQUIRED


class Policy(Values):
    """A region's rules for a year; `digest` is the SHA-256 of the file and never written in it."""

    format: int = Field(ge=1, le=1, description="1")
    id: Code = Field(description="the name of the file without .yaml")
    version: Words
    title: Words
    issuer: Words
    year: int = Field(ge=2000, le=2100)
    level: Level
    region: Words
    sample: bool = Field(description="true marks every paper as an example")
    status: str = Field(
        default="", description="a sentence shown with the policy, for example that a newer text exists"
    )
    sources: tuple[Source, ...] = Field(min_length=1)
    categories: tuple[CategoryRules, ...] = Field(min_length=1)
    negative_list: NegativeList = Field(description="the heads that exclude")
    departments: tuple[Department, ...] = Field(description="who is asked for an opinion")
    consultation: Consultation | None = None
    stages: tuple[Stage, ...] = Field(min_length=2, description="the road of an application, in its order")
    fields: tuple[FactField, ...] = Field(
        default=(), description="facts about the applicant that checks read"
    )
    checks: tuple[Check, ...] = Field(default=(), description="conditions of eligibility")
    lists: tuple[ListSpec, ...] = Field(default=(), description="lists to be imported that checks look into")
    quota: QuotaRules | None = None
    awaited: tuple[AwaitedRule, ...] = Field(
        default=(), description="texts that are announced and not out yet"
    )
    duties: tuple[Duty, ...] = Field(default=(), description="what follows publication over the years")
    deadlines: tuple[Deadline, ...]
    late: LateRule | None = None
    publicity: Publicity | None = None
    handover: tuple[HandoverDocument, ...] = Field(
        description="what an office hands upward beside the packages"
    )
    summary_form: SummaryForm
    panel: PanelPolicy
    conclusions: Conclusions
    visibility: ScoreVisibility
    priorities: tuple[Priority, ...] = Field(description="flags that give preference among equals")
    third_party: ThirdPartyRules
    rules: tuple[Rule, ...] = Field(description="the requirements of the texts, one by one")
    digest: str = ""

    @property
    def checklist_ids(self) -> tuple[str, ...]:
        """Every checklist that a round under this policy carries, the negative list last."""
        ids = [one for rules in self.categories for one in rules.checklists]
        return tuple(dict.fromkeys([*ids, self.negative_list.checklist]))

    @property
    def panel_rule(self) -> PanelRule:
        """How the experts' scores become one."""
        return self.panel.rule

    @property
    def divergence_threshold(self) -> Decimal:
        """The spread, as a share of the full mark, above which experts must talk."""
        return self.panel.divergence_share

    @property
    def conclusion_words(self) -> tuple[str, ...]:
        """The words that a review may end with, best first."""
        return tuple(self.conclusions.word(one) for one in Recommendation)

    @property
    def recommending_words(self) -> tuple[str, ...]:
        """The words that bring an application into the recommendation summary."""
        return (self.conclusions.word(Recommendation.RECOMMEND),)

    def category(self, category: Category | str) -> CategoryRules:
        """Return the rules of a category, given as such or by its code, or refuse."""
        code = category.value if isinstance(category, Category) else category
        for rules in self.categories:
            if rules.category.value == code:
                return rules
        raise CategoryNotInPolicy(category=code, policy=self.id)

    def deadline(self, code: str) -> Deadline:
        """Return the deadline of this code; the reader has made sure that it is there."""
        return next(one for one in self.deadlines if one.code == code)

    def required_documents(self, category: Category | str, third_party: bool) -> tuple[RequiredDocument, ...]:
        """Return the documents that must be in a package of this category."""
        documents = self.category(category).documents
        return tuple(one for one in documents if one.is_due(third_party=third_party))


def completeness(
    policy: Policy, category: Category | str, third_party: bool, assigned: Mapping[str, Iterable[int]]
) -> tuple[DocumentCheck, ...]:
    """Return each document of the policy's list with the numbers of the files that stand for it."""
    documents = policy.category(category).documents
    for code in sorted(set(assigned) - {document.code for document in documents}):
        raise DocumentNotInPolicy(document=code, policy=policy.id)
    return tuple(
        DocumentCheck(
            document=document,
            due=document.is_due(third_party=third_party),
            files=tuple(sorted(set(assigned.get(document.code, ())))),
        )
        for document in documents
    )


def guess_documents(
    policy: Policy, category: Category | str, files: Mapping[int, str]
) -> dict[str, tuple[int, ...]]:
    """Return which files probably are which document: by the longest word in its name or folders."""
    documents = policy.category(category).documents
    guessed: dict[str, list[int]] = {}
    for number in sorted(files):
        path = files[number].replace("\\", "/")
        name = path.rsplit("/", 1)[-1]
        document = _best(documents, name) or _best(documents, path)
        if document is not None:
            guessed.setdefault(document.code, []).append(number)
    return {
        document.code: tuple(guessed[document.code]) for document in documents if document.code in guessed
    }


def _best(documents: tuple[RequiredDocument, ...], name: str) -> RequiredDocument | None:
    folded = fold_text(name).casefold()
    found: RequiredDocument | None = None
    longest = 0
    for document in documents:
        for word in document.match:
            wanted = fold_text(word).casefold()
            if len(wanted) > longest and wanted in folded:
                found, longest = document, len(wanted)
    return found
