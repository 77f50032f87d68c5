"""Eligibility (申报资格): conditions that the policy states as data, judged on facts with their source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Self

from pydantic import Field, model_validator

from greendesk.domain.checklist import Category, Direction
from greendesk.domain.data import Code, Values, Words
from greendesk.domain.decimals import read_decimal
from greendesk.domain.listing import Listing, ListRow


class FactKind(Enum):
    """What a fact is."""

    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"
    DATE = "date"


class FactField(Values):
    """One fact about an applicant or a third-party body that a check reads."""

    code: Code
    title: Words
    kind: FactKind
    unit: str = ""
    choices: tuple[Words, ...] = Field(default=(), description="for the kind choice only")
    categories: tuple[Category, ...] = Field(default=(), description="empty: every category")
    hint: str = ""
    article: Words

    @model_validator(mode="after")
    def _choices_for_a_choice(self) -> Self:
        if (self.kind is FactKind.CHOICE) != bool(self.choices):
            raise ValueError("choices")
        return self

    def concerns(self, category: str) -> bool:
        """Whether applications of this category have the fact."""
        return not self.categories or category in {one.value for one in self.categories}


class Op(Enum):
    """How a fact is compared; what stands on the right is a value, several values, another fact or a list."""

    GREATER = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    IS = "is"
    IS_NOT = "is_not"
    ONE_OF = "one_of"
    KNOWN = "known"
    ON_LIST = "on_list"


_ORDER = frozenset({Op.GREATER, Op.AT_LEAST, Op.LESS, Op.AT_MOST})


class Comparison(Values):
    """One comparison of a fact; `times` scales the right side (a share of another fact)."""

    field: Code = Field(description="the fact on the left")
    op: Op
    value: str | None = Field(default=None, description="a number, one of the choices, yes or no")
    values: tuple[str, ...] = Field(default=(), description="for one_of only")
    other: Code | None = Field(default=None, description="code of another fact to compare with")
    times: Decimal | None = Field(default=None, description="scales `other`, for a share of it")
    list: Code | None = Field(default=None, description="code of one of `lists`, for on_list only")

    @model_validator(mode="after")
    def _right_side(self) -> Self:
        given = (self.value is not None, bool(self.values), self.other is not None, self.list is not None)
        wanted = {Op.ONE_OF: (False, True, False, False), Op.KNOWN: (False, False, False, False)}
        wanted[Op.ON_LIST] = (False, False, False, True)
        fine = (
            given == wanted[self.op]
            if self.op in wanted
            else sum(given) == 1 and not given[1] and not given[3]
        )
        if not fine or (self.times is not None and self.other is None):
            raise ValueError("right_side")
        if self.op in _ORDER and self.value is not None and read_decimal(self.value) is None:
            raise ValueError("number")
        return self


class CheckKind(Enum):
    """What a check looks at."""

    CONDITION = "condition"  # facts of the applicant
    NOT_LISTED = "not_listed"  # the unit must not stand on a list (within `years`, when given)
    LISTED = "listed"  # the unit must stand on a list
    REGION_CAP = "region_cap"  # at most `limit` of the category in one region
    THIRD_PARTY_CAP = "third_party_cap"  # the cap of the policy's third-party rules
    BETTER_THAN_LISTED = "better_than_listed"  # better than those on a list of the same region and industry


class Subject(Enum):
    """Whose facts and name a check reads: the applicant's, or those of the third-party body that evaluated it."""

    UNIT = "unit"
    THIRD_PARTY = "third_party"


class CheckForce(Enum):
    """Whether a text says 应/须/不得, 原则上, or gives a preference only."""

    MUST = "must"
    IN_PRINCIPLE = "in_principle"
    PREFERENCE = "preference"


class Check(Values):
    """One check with its article; `override` is the wording that allows an exception, empty when none does."""

    code: Code
    title: Words
    kind: CheckKind
    force: CheckForce
    subject: Subject = Field(
        default=Subject.UNIT, description="whose facts `any_of` reads; `when` always reads the applicant's"
    )
    categories: tuple[Category, ...] = Field(default=(), description="empty: every category")
    when: tuple[Comparison, ...] = Field(
        default=(), description="the check applies only when all of these hold"
    )
    any_of: tuple[tuple[Comparison, ...], ...] = Field(
        default=(), description="alternatives; within one of them all must hold"
    )
    list: Code | None = Field(default=None, description="code of one of `lists`")
    years: int | None = Field(
        default=None, ge=1, le=10, description="a removal counts for so many years, for not_listed only"
    )
    limit: int | None = Field(
        default=None, ge=1, description="so many of the category in a region, for region_cap only"
    )
    field: Code | None = Field(
        default=None,
        description="the number to be better in, a fact and a column of the list, for better_than_listed only",
    )
    direction: Direction | None = Field(
        default=None, description="which way the number is good, for better_than_listed only"
    )
    override: str = Field(
        default="", description="the wording that allows an exception; never with force must"
    )
    source: Code = Field(description="code of one of `sources`")
    article: Words
    note: str = ""

    @model_validator(mode="after")
    def _parts_of_its_kind(self) -> Self:
        listed = {CheckKind.NOT_LISTED, CheckKind.LISTED, CheckKind.BETTER_THAN_LISTED}
        better = self.kind is CheckKind.BETTER_THAN_LISTED
        fine = (
            (self.kind in listed) == (self.list is not None)
            and (self.kind is CheckKind.REGION_CAP) == (self.limit is not None)
            and better == (self.field is not None)
            and better == (self.direction is not None)
            and (self.kind is CheckKind.CONDITION) == bool(self.any_of)
            and (self.kind is not CheckKind.THIRD_PARTY_CAP or self.subject is Subject.THIRD_PARTY)
            and (self.years is None or self.kind is CheckKind.NOT_LISTED)
        )
        if not fine:
            raise ValueError("parts")
        if self.force is CheckForce.MUST and self.override:
            raise ValueError("override")
        return self

    def concerns(self, category: str) -> bool:
        """Whether applications of this category are checked."""
        return not self.categories or category in {one.value for one in self.categories}


class CheckState(Enum):
    """What a check found; OPEN means that a fact or a list is missing."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The third-party body of an application: its facts, and which of its projects this one is."""

    name: str
    facts: Mapping[str, str] = field(default_factory=dict)
    holder: str = ""  # what the cap is counted by: the legal person or the legal representative
    place: int | None = (
        None  # 1-based order of this project among those counted; None when the holder is unknown
    )
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that the checks read about one application."""

    unit: str
    credit_code: str
    category: str
    region: str
    industry: str
    reference: date
    facts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Listing] = field(default_factory=dict)
    body: Body | None = None
    place_in_region: int = 1  # 1-based order among the applications of the category in the region
    cap: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What one check found, with what it looked at so that a person can follow it."""

    check: Check
    state: CheckState
    seen: tuple[tuple[str, str], ...] = ()  # code of the fact, its value
    missing: tuple[str, ...] = ()  # codes of facts, or of the list, that are not known
    rows: tuple[ListRow, ...] = ()
    count: int | None = None
    limit: int | None = None


def judge(check: Check, case: Case) -> CheckResult:
    """Return what a check finds; a fact that is not known never counts as yes or no."""
    if not check.concerns(case.category):
        return CheckResult(check=check, state=CheckState.NOT_APPLICABLE)
    if check.subject is Subject.THIRD_PARTY and case.body is None:
        return CheckResult(check=check, state=CheckState.NOT_APPLICABLE)
    applies, _, missing = _all(check.when, case.facts, case)
    if applies is False:
        return CheckResult(check=check, state=CheckState.NOT_APPLICABLE)
    if applies is None:
        return CheckResult(check=check, state=CheckState.OPEN, missing=missing)
    return _JUDGES[check.kind](check, case)


def facts_wrong(fields: tuple[FactField, ...], facts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the codes of facts whose text is not what the field holds; empty texts are unknown, not wrong."""
    return tuple(one.code for one in fields if not _fits(one, facts.get(one.code, "").strip()))


def _fits(one: FactField, text: str) -> bool:
    if not text:
        return True
    if one.kind is FactKind.NUMBER:
        return read_decimal(text) is not None
    if one.kind is FactKind.YES_NO:
        return text in {"yes", "no"}
    if one.kind is FactKind.CHOICE:
        return text in one.choices
    if one.kind is FactKind.DATE:
        return read_date(text) is not None
    return True


def read_date(text: str) -> date | None:
    """Return the day that an ISO 8601 text means, or nothing when there is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


_Found = tuple[bool | None, tuple[tuple[str, str], ...], tuple[str, ...]]


def _all(comparisons: tuple[Comparison, ...], facts: Mapping[str, str], case: Case) -> _Found:
    """Whether all hold; None when one is not known and none fails. With what was seen and what is missing."""
    seen: dict[str, str] = {}
    missing: list[str] = []
    fails = False
    for one in comparisons:
        holds, gaps = _compare(one, facts, case)
        for code in (one.field, one.other):
            if code and facts.get(code, "").strip():
                seen[code] = facts[code].strip()
        missing.extend(gaps)
        fails = fails or holds is False
    answer = False if fails else None if missing else True
    return answer, tuple(seen.items()), tuple(dict.fromkeys(missing))


def _any(alternatives: tuple[tuple[Comparison, ...], ...], facts: Mapping[str, str], case: Case) -> _Found:
    seen: dict[str, str] = {}
    missing: list[str] = []
    answer: bool | None = False
    for one in alternatives:
        holds, values, gaps = _all(one, facts, case)
        seen.update(values)
        if holds:
            return True, tuple(seen.items()), ()
        if holds is None:
            answer = None
            missing.extend(gaps)
    return answer, tuple(seen.items()), tuple(dict.fromkeys(missing))


def _compare(one: Comparison, facts: Mapping[str, str], case: Case) -> tuple[bool | None, tuple[str, ...]]:
    left = facts.get(one.field, "").strip()
    if one.op is Op.KNOWN:
        return bool(left), ()
    right = one.value if one.value is not None else facts.get(one.other or "", "").strip()
    gaps = tuple(
        code for code, text in ((one.field, left), (one.other, right)) if code is not None and not text
    )
    if gaps:
        return None, gaps
    if one.op is Op.ONE_OF:
        return left in one.values, ()
    if one.op is Op.ON_LIST:
        listing = case.lists.get(one.list or "")
        return (None, (one.list or "",)) if listing is None else (bool(listing.find(left)), ())
    if one.op in {Op.IS, Op.IS_NOT}:
        return (left == right) is (one.op is Op.IS), ()
    return _ordered(one, left, right)


def _ordered(one: Comparison, left: str, right: str) -> tuple[bool | None, tuple[str, ...]]:
    a, b = read_decimal(left), read_decimal(right)
    if a is None or b is None:
        return None, (one.field,) if a is None else (one.other or one.field,)
    b = b * one.times if one.times is not None else b
    holds = {Op.GREATER: a > b, Op.AT_LEAST: a >= b, Op.LESS: a < b, Op.AT_MOST: a <= b}
    return holds[one.op], ()


def _state(holds: bool | None) -> CheckState:
    return CheckState.OPEN if holds is None else CheckState.HOLDS if holds else CheckState.FAILS


def _condition(check: Check, case: Case) -> CheckResult:
    body = check.subject is Subject.THIRD_PARTY
    facts = case.body.facts if body and case.body else case.facts
    holds, seen, missing = _any(check.any_of, facts, case)
    return CheckResult(check=check, state=_state(holds), seen=seen, missing=missing)


def _body_cap(check: Check, case: Case) -> CheckResult:
    body = case.body
    if body is None or case.cap is None:
        return CheckResult(check=check, state=CheckState.NOT_APPLICABLE)
    if body.place is None:
        return CheckResult(check=check, state=CheckState.OPEN, missing=("holder",), limit=case.cap)
    return CheckResult(
        check=check,
        state=_state(body.place <= case.cap),
        seen=(("holder", body.holder),),
        count=body.place,
        limit=case.cap,
    )


def _region_cap(check: Check, case: Case) -> CheckResult:
    limit = check.limit or 0
    return CheckResult(
        check=check,
        state=_state(case.place_in_region <= limit),
        count=case.place_in_region,
        limit=limit,
    )


def _listed(check: Check, case: Case) -> CheckResult:
    listing = case.lists.get(check.list or "")
    if listing is None:
        return CheckResult(check=check, state=CheckState.OPEN, missing=(check.list or "",))
    rows = tuple(row for row in listing.find(case.unit, case.credit_code) if _of_category(row, case.category))
    return CheckResult(check=check, state=_state(bool(rows)), rows=rows)


def _not_listed(check: Check, case: Case) -> CheckResult:
    listing = case.lists.get(check.list or "")
    if listing is None:
        return CheckResult(check=check, state=CheckState.OPEN, missing=(check.list or "",))
    body = case.body if check.subject is Subject.THIRD_PARTY else None
    found = listing.find(body.name) if body else listing.find(case.unit, case.credit_code)
    rows = tuple(row for row in found if _in_force(row, check.years, case.reference))
    return CheckResult(check=check, state=_state(not rows), rows=rows)


def _in_force(row: ListRow, years: int | None, reference: date) -> bool:
    """Whether a ban or removal still stands on the reference date; unknown dates count as standing."""
    if row.until is not None:
        return row.until >= reference
    if row.since is None or years is None:
        return True
    return row.since > years_before(reference, years)


def years_before(day: date, years: int) -> date:
    """Return the day that many years earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _of_category(row: ListRow, category: str) -> bool:
    return not row.category or row.category == category


def _better(check: Check, case: Case) -> CheckResult:
    """Better than every listed unit of the same region and industry whose value is known."""
    listing = case.lists.get(check.list or "")
    wanted = check.field or ""
    own = read_decimal(case.facts.get(wanted, "").strip())
    missing = tuple(
        code for code, gone in ((check.list or "", listing is None), (wanted, own is None)) if gone
    )
    if listing is None or own is None:
        return CheckResult(check=check, state=CheckState.OPEN, missing=missing)
    peers = tuple(
        row
        for row in listing.rows
        if row.region == case.region and row.industry == case.industry and _of_category(row, case.category)
    )
    known = [(row, value) for row in peers if (value := read_decimal(row.values.get(wanted, ""))) is not None]
    lower = check.direction is Direction.LOWER_BETTER
    worse = tuple(row for row, value in known if not (own < value if lower else own > value))
    state = CheckState.FAILS if worse else CheckState.OPEN if len(known) < len(peers) else CheckState.HOLDS
    return CheckResult(
        check=check,
        state=state,
        seen=((wanted, str(own)),),
        rows=worse or peers,
        count=len(known),
        limit=len(peers),
    )


_JUDGES = {
    CheckKind.CONDITION: _condition,
    CheckKind.NOT_LISTED: _not_listed,
    CheckKind.LISTED: _listed,
    CheckKind.REGION_CAP: _region_cap,
    CheckKind.THIRD_PARTY_CAP: _body_cap,
    CheckKind.BETTER_THAN_LISTED: _better,
}
