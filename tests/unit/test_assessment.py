"""What a sheet adds up to, what is open in it, what a value earns, and how it is kept."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from greendesk.adapters.policy_files import PolicyLibrary
from greendesk.domain.assessment import (
    Finding,
    FindingTwice,
    OpenWhy,
    Pin,
    Sheet,
    SheetUnreadable,
    Verdict,
    change_note,
    findings_from_json,
    findings_to_json,
    open_points,
    suggest_points,
    tally,
)
from greendesk.domain.checklist import Checklist, Direction, Item, ItemUnknown

LIBRARY = PolicyLibrary(Path(__file__).parents[2] / "resources")
PLATFORM = LIBRARY.checklist("factory-platform-2025")
NEGATIVE = LIBRARY.checklist("neg-shanxi-2024")
SUPPLY = LIBRARY.checklist("supply-586-2016")


def full_sheet(checklist: Checklist) -> dict[str, Finding]:
    """Every gate passed, every item at its full mark, the second of two alternatives not applicable."""
    findings: dict[str, Finding] = {}
    groups: set[str] = set()
    for section in checklist.sections:
        for item in section.items:
            if item.is_gate:
                findings[item.code] = Finding(item=item.code, verdict=Verdict.CONFORMS)
            elif item.alternative_group in groups:
                findings[item.code] = Finding(item=item.code, applicable=False)
            elif section.counted:
                findings[item.code] = Finding(item=item.code, points=item.max_points)
            groups |= {item.alternative_group} - {""}
    return findings


def whys(checklist: Checklist, *changed: Finding) -> dict[str, OpenWhy]:
    findings = full_sheet(checklist) | {finding.item: finding for finding in changed}
    return {point.item.code: point.why for point in open_points(checklist, tuple(findings.values()))}


@pytest.mark.parametrize("checklist", [PLATFORM, SUPPLY, LIBRARY.checklist("factory-gbt36132-2025")])
def test_a_full_sheet_has_the_full_mark_and_nothing_open(checklist: Checklist):
    findings = tuple(full_sheet(checklist).values())
    result = tally(checklist, findings)
    assert (result.total, result.max_of_scored, result.max_total, result.open_items) == (100, 100, 100, 0)
    assert result.not_applicable_points == 0
    assert open_points(checklist, findings) == ()


def test_an_empty_sheet_has_everything_open():
    result = tally(PLATFORM, ())
    assert (result.total, result.scored_items, result.max_of_scored) == (0, 0, 0)
    assert result.open_items == 20
    assert (result.gates.pending, result.gates.total, result.gates.holds) == (3, 3, None)
    why = {point.item.code: point.why for point in open_points(PLATFORM, ())}
    assert why["BR1"] is OpenWhy.VERDICT_MISSING
    assert why["E4a"] is why["E4b"] is OpenWhy.ALTERNATIVE_SEVERAL
    assert why["E5"] is OpenWhy.NOT_SCORED
    assert "X1" not in why


def test_not_applicable_is_named_and_never_redistributed():
    findings = full_sheet(PLATFORM) | {"C14a": Finding(item="C14a", applicable=False)}
    result = tally(PLATFORM, tuple(findings.values()))
    assert (result.total, result.not_applicable_points, result.max_total) == (96, 4, 100)
    assert result.open_items == 0


def test_bonus_points_stay_out_of_the_total():
    findings = [*full_sheet(PLATFORM).values(), Finding(item="X1", points=Decimal("1.5"))]
    result = tally(PLATFORM, findings)
    assert (result.total, result.outside_total) == (100, Decimal("1.5"))


def test_points_outside_the_range_never_enter_a_total():
    wrong = Finding(item="E5", points=Decimal("11.01"))
    result = tally(PLATFORM, (wrong,))
    assert (result.total, result.scored_items, result.open_items) == (0, 0, 20)
    assert whys(PLATFORM, wrong) == {"E5": OpenWhy.POINTS_OUT_OF_RANGE}
    assert whys(PLATFORM, Finding(item="E5", points=Decimal(-1))) == {"E5": OpenWhy.POINTS_OUT_OF_RANGE}
    assert whys(PLATFORM, Finding(item="E5", points=Decimal("1.005"))) == {"E5": OpenWhy.POINTS_TOO_FINE}


def test_exactly_one_alternative_is_to_be_applicable():
    assert whys(PLATFORM, Finding(item="E4a", applicable=False)) == {"E4a": OpenWhy.ALTERNATIVE_NONE}
    both = (Finding(item="E4a", points=Decimal(11)), Finding(item="E4b", points=Decimal(3)))
    assert whys(PLATFORM, *both) == dict.fromkeys(("E4a", "E4b"), OpenWhy.ALTERNATIVE_SEVERAL)
    assert tally(PLATFORM, both).total == 0
    assert whys(PLATFORM, Finding(item="E4b")) == {"E4b": OpenWhy.ALTERNATIVE_SEVERAL}


def test_a_pair_of_alternatives_marked_not_applicable_counts_once():
    none = (Finding(item="E4a", applicable=False), Finding(item="E4b", applicable=False))
    assert tally(PLATFORM, none).not_applicable_points == 11


def test_gates_are_counted_and_decide():
    answers = (Verdict.CONFORMS, Verdict.FAILS, Verdict.PENDING)
    codes = [item.code for item in NEGATIVE.items]
    findings = [Finding(item=code, verdict=one) for code, one in zip(codes, answers, strict=False)]
    gates = tally(NEGATIVE, findings).gates
    assert (gates.passed, gates.failed, gates.pending, gates.total, gates.holds) == (1, 1, 4, 6, False)
    assert whys(NEGATIVE, Finding(item="N1", verdict=Verdict.PENDING)) == {"N1": OpenWhy.VERDICT_PENDING}
    assert tally(NEGATIVE, tuple(full_sheet(NEGATIVE).values())).gates.holds is True


def test_an_amended_value_wants_its_reason():
    amended = Finding(item="E5", points=Decimal(5), declared="12", verified="13")
    assert whys(PLATFORM, amended) == {"E5": OpenWhy.REASON_MISSING}
    assert whys(PLATFORM, Finding(item="E5", points=Decimal(5), declared="12", verified=" 12 ")) == {}
    reasoned = Finding(item="E5", points=Decimal(5), declared="12", verified="13", reason="台账为13")
    assert whys(PLATFORM, reasoned) == {}


def test_a_finding_on_an_unknown_item_or_a_second_one_is_refused():
    with pytest.raises(ItemUnknown):
        tally(PLATFORM, (Finding(item="nothing"),))
    with pytest.raises(FindingTwice):
        tally(PLATFORM, (Finding(item="E5"), Finding(item="E5")))


@pytest.mark.parametrize(
    ("code", "value", "points"),
    [
        ("R10", "80", "0"),
        ("R10", "92.22", "4"),
        ("R10", "86.11", "2"),
        ("R10", "79.99", "0"),
        ("R10", "100", "4"),
        ("E7", "1", "0.67"),
        ("C12", "4", "3"),
        ("C13a", "3.63", "1.71"),
    ],
)
def test_points_lie_on_the_line_between_baseline_and_leading(code: str, value: str, points: str):
    assert suggest_points(PLATFORM.item(code), Decimal(value)) == Decimal(points)


def variant(**values: object) -> Item:
    fields = {name: getattr(PLATFORM.item("R10"), name) for name in Item.__dataclass_fields__}
    return Item(**(fields | values))


def test_lower_is_better_runs_the_other_way():
    item = variant(**lower(baseline="2", leading="1"), max_points=Decimal(10))
    values = ("2.5", "2", "1.25", "1", "0")
    assert [suggest_points(item, Decimal(value)) for value in values] == [0, 0, Decimal("7.5"), 10, 10]


def lower(baseline: str, leading: str) -> dict[str, object]:
    return {
        "direction": Direction.LOWER_BETTER,
        "baseline": Decimal(baseline),
        "leading": Decimal(leading),
    }


def test_equal_baseline_and_leading_are_a_threshold():
    item = variant(**lower(baseline="1", leading="1"))
    assert [suggest_points(item, Decimal(value)) for value in ("1.01", "1", "0.5")] == [0, 4, 4]


def test_half_a_hundredth_is_rounded_up():
    item = variant(baseline=Decimal(0), leading=Decimal(8), max_points=Decimal(1))
    assert suggest_points(item, Decimal(1)) == Decimal("0.13")


def test_nothing_is_suggested_where_the_numbers_do_not_say():
    for code in ("E4a", "R9b", "E6", "P15"):
        assert suggest_points(PLATFORM.item(code), Decimal(1)) is None
    assert suggest_points(variant(max_points=None), Decimal(90)) is None
    assert suggest_points(variant(leading=Decimal(70)), Decimal(75)) is None


def test_a_tier_gives_its_own_leading_value():
    item = PLATFORM.item("E6")
    assert suggest_points(item, Decimal("4.31"), tier=0) == 8
    assert suggest_points(item, Decimal("4.31"), tier=3) == Decimal("1.04")


def test_the_change_note_has_the_form_of_the_platform():
    assert change_note("12 ", "13", " 台账为13") == "由12修改为13，理由是：台账为13"
    assert change_note("", "13", "漏填") == "由（空）修改为13，理由是：漏填"


PIN = Pin(
    file="ab" * 32,
    file_name="能源统计表.pdf",
    page=3,
    x=Decimal("0.1"),
    y=Decimal("0.25"),
    width=Decimal("0.5"),
    height=Decimal("0.05"),
)


def test_a_sheet_comes_back_from_json_as_it_was():
    sheet = Sheet(
        checklist=PLATFORM.id,
        checklist_digest=PLATFORM.digest,
        findings=(
            Finding(item="BR1", verdict=Verdict.CONFORMS),
            Finding(
                item="E5", points=Decimal("7.50"), declared="1", verified="2", reason="原因", pins=(PIN,)
            ),
            Finding(item="E4b", applicable=False),
        ),
    )
    text = json.dumps(sheet.to_json())
    assert Sheet.from_json(json.loads(text)) == sheet
    assert '"points": "7.5"' in text
    assert sheet.finding("E5").points == Decimal("7.5")
    assert sheet.finding("E7") == Finding(item="E7")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"points": 1.5}, "points"),
        ({"points": True}, "points"),
        ({"points": "NaN"}, "points"),
        ({"points": "1e3"}, "points"),
        ({"points": "9" * 30}, "points"),
        ({"verdict": "yes"}, "verdict"),
        ({"applicable": 1}, "applicable"),
        ({"comment": None}, "comment"),
        ({"pins": {}}, "pins"),
        ({"pins": [1]}, "pin"),
        ({"pins": [PIN.to_json() | {"page": 0}]}, "pin.page"),
        ({"pins": [PIN.to_json() | {"page": True}]}, "pin.page"),
        ({"pins": [PIN.to_json() | {"x": "1.1"}]}, "pin.x"),
        ({"pins": [PIN.to_json() | {"y": None}]}, "pin.y"),
    ],
)
def test_a_malformed_finding_is_refused_by_field(change: dict[str, object], field: str):
    with pytest.raises(SheetUnreadable) as caught:
        Finding.from_json(Finding(item="E5").to_json() | change)
    assert caught.value.details == {"field": field}


def test_findings_come_back_and_a_second_one_on_an_item_is_refused():
    findings = (Finding(item="E5", points=Decimal(3)), Finding(item="E7"))
    assert findings_from_json(findings_to_json(findings)) == findings
    assert findings_from_json([{"item": "E5", "points": 3}])[0].points == 3
    with pytest.raises(FindingTwice):
        findings_from_json(findings_to_json((findings[0], findings[0])))
    with pytest.raises(SheetUnreadable):
        findings_from_json("E5")
    with pytest.raises(SheetUnreadable):
        Sheet.from_json([])


@pytest.mark.parametrize(
    ("declared", "verified", "amended"),
    [("76.0", "76", False), ("76", "75.9", True), ("", "76", True), ("约 76", "76", True), ("76", "", False)],
)
def test_a_value_is_amended_when_it_is_another_number(declared: str, verified: str, amended: bool) -> None:
    assert Finding(item="X41", declared=declared, verified=verified).amended is amended
