"""Laws of the arithmetic: totals, suggestions, panels, credit codes and texts of numbers."""

import json
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from greendesk.adapters.policy_files import PolicyLibrary
from greendesk.domain.assessment import (
    Finding,
    Pin,
    Sheet,
    Verdict,
    open_points,
    suggest_points,
    tally,
)
from greendesk.domain.checklist import Checklist, Direction, Item, Scale, Section, Usable, alternatives
from greendesk.domain.credit_code import (
    ALPHABET,
    CreditCodeCheckWrong,
    check_character,
    check_credit_code,
)
from greendesk.domain.decimals import plain, read_decimal, round_half_up
from greendesk.domain.panel import PanelMethod, PanelRule, aggregate

LIBRARY = PolicyLibrary(Path(__file__).parents[2] / "resources")
CHECKLISTS = tuple(one for one in LIBRARY.checklists() if one.usable is not Usable.REFERENCE_ONLY)
CURVES = [
    item
    for checklist in CHECKLISTS
    for item in checklist.items
    if item.max_points is not None
    and item.leading is not None
    and (item.baseline is not None or item.scale is Scale.RATIO)
]

hundredths = st.integers(min_value=0, max_value=10_000).map(lambda number: Decimal(number).scaleb(-2))
values = st.decimals(min_value=-1000, max_value=1000, allow_nan=False, allow_infinity=False, places=4)
words = st.sampled_from(["", "12", "13.5 tce", "台账为准"])
fractions = st.integers(0, 1_000_000).map(lambda number: Decimal(number).scaleb(-6))
pins = st.builds(
    Pin,
    file=st.binary(min_size=32, max_size=32).map(bytes.hex),
    file_name=st.text(max_size=8),
    page=st.integers(min_value=1, max_value=9999),
    x=fractions,
    y=fractions,
    width=fractions,
    height=fractions,
)
findings_in_full = st.builds(
    Finding,
    item=st.text(min_size=1, max_size=6),
    applicable=st.booleans(),
    verdict=st.none() | st.sampled_from(Verdict),
    declared=st.text(max_size=8),
    verified=st.text(max_size=8),
    points=st.none() | hundredths,
    reason=st.text(max_size=8),
    comment=st.text(max_size=8),
    pins=st.lists(pins, max_size=2).map(tuple),
)


def findings_for(item: Item) -> st.SearchStrategy[Finding]:
    return st.builds(
        Finding,
        item=st.just(item.code),
        applicable=st.booleans(),
        verdict=st.none() | st.sampled_from(Verdict),
        declared=words,
        verified=words,
        points=st.none() | hundredths,
        reason=words,
    )


@st.composite
def sheets(draw: st.DrawFn) -> tuple[Checklist, tuple[Finding, ...]]:
    checklist = draw(st.sampled_from(CHECKLISTS))
    answered = draw(st.lists(st.sampled_from(checklist.items), unique_by=lambda item: item.code))
    return checklist, tuple(draw(findings_for(item)) for item in answered)


def weighed(checklist: Checklist, points: dict[str, Decimal]) -> Decimal:
    """The total by the words of the edition: shares of 100 points, a mean over so many parts, or a plain sum."""

    def times(section: Section) -> Fraction:
        if section.share is not None:
            return Fraction(section.share) / 100
        return Fraction(1, checklist.aggregation.parts or 1)

    total = sum(
        (Fraction(points[one.code]) * times(one) for one in checklist.sections if one.code in points),
        Fraction(0),
    )
    exact = all(times(one) == 1 for one in checklist.sections)
    return Decimal(total.numerator) / total.denominator if exact else round_half_up(total, 2)


@given(sheets())
def test_a_tally_adds_up_and_stays_within_the_full_mark(given_sheet: tuple[Checklist, tuple[Finding, ...]]):
    checklist, findings = given_sheet
    result = tally(checklist, findings)
    counted = [one for one in result.sections if one.section.counted]
    assert result.total == weighed(checklist, {one.section.code: one.points for one in counted})
    assert result.max_total == weighed(checklist, {one.section.code: one.max_points for one in counted})
    assert 0 <= result.total <= result.max_of_scored <= result.max_total
    rounding = Decimal("0.01") if checklist.weighs else 0
    assert result.max_of_scored + result.not_applicable_points <= result.max_total + rounding
    gates = result.gates
    assert gates.passed + gates.failed + gates.pending == gates.total == len(checklist.gates)


@given(sheets(), st.randoms())
def test_the_order_of_findings_does_not_matter(
    given_sheet: tuple[Checklist, tuple[Finding, ...]], random: Random
):
    checklist, findings = given_sheet
    shuffled = list(findings)
    random.shuffle(shuffled)
    assert tally(checklist, shuffled) == tally(checklist, findings)
    assert open_points(checklist, shuffled) == open_points(checklist, findings)


@st.composite
def complete_sheets(draw: st.DrawFn) -> tuple[Checklist, tuple[Finding, ...]]:
    checklist = draw(st.sampled_from(CHECKLISTS))
    answers = [
        Finding(item=item.code, verdict=draw(st.sampled_from([Verdict.CONFORMS, Verdict.FAILS])))
        for item in checklist.gates
    ]
    for section in checklist.sections:
        for group in alternatives(section):
            chosen = draw(st.permutations(group))[: section.pick(group)]
            for item in group:
                alone = len(group) == 1 and draw(st.booleans())
                if item in chosen and not alone:
                    highest = int((item.max_points or Decimal(0)) * 100)
                    points = Decimal(draw(st.integers(0, highest))).scaleb(-2)
                    answers.append(Finding(item=item.code, points=points))
                else:
                    answers.append(Finding(item=item.code, applicable=False))
    return checklist, tuple(answers)


@given(complete_sheets(), st.data())
def test_a_complete_sheet_is_open_nowhere_and_a_lost_answer_is_seen(
    given_sheet: tuple[Checklist, tuple[Finding, ...]], data: st.DataObject
):
    checklist, findings = given_sheet
    result = tally(checklist, findings)
    assert open_points(checklist, findings) == ()
    assert result.open_items == result.gates.pending == 0
    given_points: dict[str, Decimal] = {}
    for one in findings:
        section = checklist.section_of(one.item)
        if one.points is not None and section.counted:
            given_points[section.code] = given_points.get(section.code, Decimal(0)) + one.points
    assert result.total == weighed(checklist, given_points)
    rounding = Decimal("0.01") if checklist.weighs else 0
    assert abs(result.max_of_scored + result.not_applicable_points - result.max_total) <= rounding
    lost = data.draw(st.sampled_from(findings))
    left = tuple(one for one in findings if one is not lost)
    if checklist.section_of(lost.item).counted:
        assert open_points(checklist, left)


@given(st.lists(findings_in_full, max_size=4, unique_by=lambda finding: finding.item).map(tuple))
def test_a_sheet_comes_back_from_json_as_it_was(findings: tuple[Finding, ...]):
    sheet = Sheet(checklist="any", checklist_digest="0" * 64, findings=findings)
    assert Sheet.from_json(json.loads(json.dumps(sheet.to_json()))) == sheet


@given(st.sampled_from(CURVES), values, values)
def test_a_better_value_never_earns_less(item: Item, one: Decimal, other: Decimal):
    assert item.leading is not None
    assert item.max_points is not None
    if item.scale is Scale.RATIO:
        one, other = abs(one), abs(other)
    better, worse = max(one, other), min(one, other)
    if item.direction is Direction.LOWER_BETTER:
        better, worse = worse, better
    high, low = suggest_points(item, better), suggest_points(item, worse)
    assert high is not None
    assert low is not None
    assert 0 <= low <= high <= item.max_points
    assert suggest_points(item, item.leading) == item.max_points
    assert high == high.quantize(Decimal("0.01"))


panels = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=4), hundredths, min_size=1, max_size=9)
rules = st.builds(
    PanelRule, method=st.sampled_from(PanelMethod), trim_from=st.integers(3, 6), decimals=st.integers(2, 6)
)


@given(rules, panels)
def test_a_panel_score_lies_between_the_lowest_and_the_highest(rule: PanelRule, scores: dict[str, Decimal]):
    result = aggregate(rule, scores)
    assert min(scores.values()) <= result.value <= max(scores.values())
    everyone = {one.expert: one.score for one in (*result.counted, *result.dropped)}
    assert everyone == scores
    assert len(result.counted) + len(result.dropped) == len(scores)
    assert len(result.dropped) in {0, 2}


@given(rules, panels, st.randoms())
def test_the_order_of_experts_does_not_matter(rule: PanelRule, scores: dict[str, Decimal], random: Random):
    shuffled = list(scores.items())
    random.shuffle(shuffled)
    assert aggregate(rule, dict(shuffled)) == aggregate(rule, scores)


first_seventeen = st.text(ALPHABET, min_size=17, max_size=17)


@given(first_seventeen)
def test_a_code_with_its_check_character_passes(first: str):
    # GB 32100-2015, written out: the eighteenth value makes the weighted sum a multiple of 31.
    code = first + check_character(first)
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1)
    assert sum(w * ALPHABET.index(c) for w, c in zip(weights, code, strict=True)) % 31 == 0
    assert check_credit_code(code.lower()).text == code


@given(first_seventeen, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_changed_character_is_always_found(first: str, position: int, character: str):
    code = first + check_character(first)
    assume(code[position] != character)
    with pytest.raises(CreditCodeCheckWrong):
        check_credit_code(code[:position] + character + code[position + 1 :])


@given(first_seventeen, st.integers(0, 17), st.integers(0, 17))
def test_two_swapped_characters_are_found_but_for_the_first_with_the_last(first: str, one: int, other: int):
    code = list(first + check_character(first))
    assume(code[one] != code[other])
    code[one], code[other] = code[other], code[one]
    if {one, other} == {0, 17}:  # both weigh 1
        assert check_credit_code("".join(code))
    else:
        with pytest.raises(CreditCodeCheckWrong):
            check_credit_code("".join(code))


@given(st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, places=6))
def test_a_number_comes_back_from_its_text(number: Decimal):
    text = plain(number)
    assert read_decimal(text) == number
    assert "E" not in text
    assert plain(number * 1) == plain(number.normalize()) == text


@given(values, st.integers(0, 4))
def test_rounding_agrees_with_the_decimal_module(number: Decimal, places: int):
    step = Decimal(1).scaleb(-places)
    assert round_half_up(Fraction(number), places) == number.quantize(step, ROUND_HALF_UP)
