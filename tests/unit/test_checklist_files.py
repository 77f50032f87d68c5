"""Checklists from files: what ships is whole, and what is wrong is named by line and field."""

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from greendesk.adapters.checklist_files import (
    PointsDoNotAddUp,
    ValuesAgainstDirection,
    parse_checklist,
)
from greendesk.adapters.policy_files import (
    PolicyLibrary,
    RulesFolderUnreadable,
    RulesNotFound,
    RulesReader,
)
from greendesk.adapters.yaml_checks import CodeTwice, FieldMissing, FieldUnknown, FieldWrong
from greendesk.adapters.yaml_tree import LARGEST, RulesFileTooClever, RulesFileUnreadable
from greendesk.domain.assessment import (
    Finding,
    explain_total,
    open_points,
    suggest_points,
    tally,
)
from greendesk.domain.checklist import (
    AggregationMethod,
    Category,
    ChecklistForReferenceOnly,
    Direction,
    ItemKind,
    ItemUnknown,
    ProvenanceState,
    Usable,
    require_scorable,
)

RESOURCES = Path(__file__).parents[2] / "resources"
LIBRARY = PolicyLibrary(RESOURCES)
SMALL = """\
format: 1
id: small
title: 小表
edition: 第1版
issuer: 示例单位
category: factory
usable: ready
aggregation:
  method: sum
  base: 10
  pass_mark: null
  words: 相加
  provenance: {state: proposed, source: 示例}
sections:
- code: A
  title: 甲
  scored: true
  weight: 10
  items:
  - code: A1
    title: 甲一
    requirement: 甲一
    kind: quantitative
    quantitative: true
    max_points: 10
    direction: higher_better
    baseline: 0.50
    leading: 1
    provenance: {state: proposed, source: 示例}
"""


def small(old: str = "", new: str = "") -> bytes:
    assert old in SMALL
    return SMALL.replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("identifier", "items", "gates", "full"),
    [
        ("factory-platform-2025", 28, 3, 100),
        ("factory-gbt36132-2025", 17, 3, 100),
        ("supply-586-2016", 20, 0, 100),
        ("neg-shanxi-2024", 6, 6, 0),
        ("neg-miit-2022", 6, 6, 0),
        ("neg-guangxi-2023", 5, 5, 0),
        ("neg-neimenggu", 7, 7, 0),
        ("neg-national-2024", 6, 6, 0),
    ],
)
def test_what_ships_is_whole(identifier: str, items: int, gates: int, full: int):
    checklist = LIBRARY.checklist(identifier)
    assert (len(checklist.items), len(checklist.gates), checklist.max_total) == (items, gates, full)
    assert checklist.digest == hashlib.sha256(LIBRARY.checklist_bytes(identifier)).hexdigest()


def test_the_library_lists_exactly_what_ships():
    assert [checklist.id for checklist in LIBRARY.checklists()] == list(LIBRARY.checklist_ids())
    assert len(LIBRARY.checklist_ids()) == 25


def test_the_platform_form_has_the_weights_of_its_edition():
    checklist = LIBRARY.checklist("factory-platform-2025")
    weights = {section.code: section.weight for section in checklist.sections if section.counted}
    assert weights == {"BR": None, "E": 34, "R": 22, "C": 22, "P": 14, "L": 8}
    assert not checklist.section_of("X1").counted


def test_the_example_table_of_the_standard_has_its_weights():
    sections = LIBRARY.checklist("factory-gbt36132-2025").sections
    assert [section.weight for section in sections] == [None, 30, 30, 16, 16, 8]


def test_words_stand_where_the_edition_gives_no_number():
    item = LIBRARY.checklist("factory-platform-2025").item("E4a")
    assert (item.baseline, item.leading) == (None, None)
    assert (item.baseline_words, item.leading_words) == ("强制性能耗限额2级", "强制性能耗限额1级")


def test_numbers_that_contradict_their_direction_were_not_taken_over():
    item = LIBRARY.checklist("factory-platform-2025").item("R9b")
    assert item.direction is Direction.LOWER_BETTER
    assert (item.baseline, item.leading) == (None, None)
    assert "矛盾" in item.provenance.remark


def test_tiers_hold_the_leading_values_by_energy_use():
    tiers = LIBRARY.checklist("factory-platform-2025").item("E6").tiers
    assert [tier.leading for tier in tiers] == [Decimal(n) for n in ("4.31", "11.9", "7.93", "33.03")]


def test_numbers_are_exactly_as_written():
    assert str(LIBRARY.checklist("factory-platform-2025").item("C13a").leading) == "3.67"
    assert str(LIBRARY.checklist("supply-586-2016").item("X61").max_points) == "2.5"


def test_negative_lists_are_gates_for_every_category():
    checklist = LIBRARY.checklist("neg-shanxi-2024")
    assert checklist.category is Category.ALL
    assert checklist.aggregation.method is AggregationMethod.ANY_HIT_EXCLUDES
    assert all(item.kind is ItemKind.VETO for item in checklist.items)


def test_every_item_says_where_it_was_read_and_names_no_website():
    for identifier in LIBRARY.checklist_ids():
        text = LIBRARY.checklist_bytes(identifier).decode().casefold()
        assert not [word for word in ("github", "http", ".com", ".cn", "/work") if word in text]
        for item in LIBRARY.checklist(identifier).items:
            assert item.provenance.source
            assert item.provenance.to_verify


def test_what_is_not_sure_carries_a_warning():
    for checklist in LIBRARY.checklists():
        assert checklist.warning or checklist.usable is Usable.READY


def test_an_unknown_item_is_refused():
    checklist = LIBRARY.checklist("supply-586-2016")
    with pytest.raises(ItemUnknown):
        checklist.item("nothing")
    with pytest.raises(ItemUnknown):
        checklist.section_of("nothing")


def test_a_small_checklist_is_read():
    checklist = RulesReader().checklist(SMALL)
    assert checklist.item("A1").baseline == Decimal("0.5")
    assert checklist.item("A1").provenance.state is ProvenanceState.PROPOSED


@pytest.mark.parametrize(
    ("old", "new", "refusal", "line"),
    [
        ("issuer: 示例单位\n", "", FieldMissing, 1),
        ("usable: ready\n", "usable: ready\nusabel: 1\n", FieldUnknown, 8),
        ("    kind: quantitative\n", "    kind: quantity\n", FieldWrong, 23),
        ("    max_points: 10\n", "    max_points: -1\n", FieldWrong, 25),
        ("    max_points: 10\n", "    max_points: 1e999999\n", FieldWrong, 25),
        ("    max_points: 10\n", "    max_points: NaN\n", FieldWrong, 25),
        ("kind: quantitative", "kind: veto", FieldWrong, 25),
        ("  weight: 10\n", "  weight: 11\n", PointsDoNotAddUp, 15),
        ("  base: 10\n", "  base: 9\n", PointsDoNotAddUp, 10),
        ("    leading: 1\n", "    leading: 0.4\n", ValuesAgainstDirection, 20),
        ("higher_better", "lower_better", ValuesAgainstDirection, 20),
        ("title: 小表", "title: &a 小表\nedition: *a", RulesFileTooClever, 4),
        ("title: 小表", "title: !!python/name:os.system x", RulesFileTooClever, 3),
        ("title: 小表", "title: 小表\ntitle: 大表", RulesFileTooClever, 4),
        ("title: 小表", "title: 小表\n[a]: 大表", RulesFileTooClever, 4),
        ("title: 小表", "title: [小表", RulesFileUnreadable, 4),
        ("title: 小表", "title: \x07", RulesFileUnreadable, 0),
    ],
)
def test_what_is_wrong_is_named_by_line(old: str, new: str, refusal: type[Exception], line: int):
    with pytest.raises(refusal) as caught:
        parse_checklist(small(old, new), "small.yaml")
    assert caught.value.details["file"] == "small.yaml"
    assert caught.value.details["line"] == line


def test_the_same_code_twice_is_refused():
    second = SMALL[SMALL.index("  - code: A1") :]
    with pytest.raises(CodeTwice) as caught:
        parse_checklist((SMALL + second).encode(), "small.yaml")
    assert caught.value.details == {"file": "small.yaml", "line": 30, "code": "A1"}


def test_an_unknown_full_mark_leaves_the_sums_alone():
    checklist = parse_checklist(small("    max_points: 10\n", "    max_points: null\n"), "small.yaml")
    assert checklist.max_total == 0


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"- 1", b"1", b"[" * 5000, b"a" * (LARGEST + 1)])
def test_what_is_no_checklist_is_refused(data: bytes):
    with pytest.raises((RulesFileUnreadable, FieldWrong)):
        parse_checklist(data, "x.yaml")


def test_an_id_that_is_not_the_name_of_the_file_is_refused(tmp_path: Path):
    (tmp_path / "checklists").mkdir()
    (tmp_path / "checklists" / "other.yaml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(FieldWrong):
        PolicyLibrary(tmp_path).checklist("other")


def test_what_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(RulesNotFound):
        LIBRARY.checklist("../policies/shanxi-2024")
    with pytest.raises(RulesFolderUnreadable):
        PolicyLibrary(tmp_path).checklist_ids()
    (tmp_path / "checklists" / "folder.yaml").mkdir(parents=True)
    with pytest.raises(RulesFolderUnreadable):
        PolicyLibrary(tmp_path).checklist_bytes("folder")


def test_the_2018_table_weighs_its_sections_and_tells_what_it_does_not_know():
    """Section 2 is complete: 100 of 100 points are 15 of the total, whatever the unknown items are."""
    checklist = LIBRARY.checklist("factory-gbt36132-2018")
    assert [one.share for one in checklist.sections] == [None, 20, 15, 15, 10, 10, 30]
    section = checklist.section_of("2.1.1")
    findings = tuple(Finding(item=one.code, points=one.max_points) for one in section.items)
    result = tally(checklist, findings)
    assert result.total == 15
    assert result.unknown_items == 50
    steps = {step.section.code: (step.points, step.gives) for step in explain_total(checklist, findings)}
    assert steps["2"] == (Decimal(100), Decimal("15.00"))
    assert steps["1"] == (Decimal(0), Decimal("0.00"))


def test_a_park_is_the_mean_of_its_ratios_over_twenty_four_indicators():
    """By hand: 24 indicators at 60 % of their leading value are 60; two of four, then one of each group, count."""
    checklist = LIBRARY.checklist("park-586-2016")
    energy, waste_water = checklist.item("1"), checklist.item("23")
    assert suggest_points(energy, Decimal("1.5")) == 50  # 1.5 of 3
    assert suggest_points(waste_water, Decimal(10)) == 50  # 5 of 10, less is better
    assert suggest_points(energy, Decimal(9)) == 100
    chosen = {item.code for item in checklist.items if not item.is_gate and not item.alternative_group}
    chosen |= {"8", "9", "13", "15", "19", "26"}
    findings = tuple(
        Finding(item=item.code, points=Decimal(60))
        if item.code in chosen
        else Finding(item=item.code, applicable=False)
        for item in checklist.items
        if not item.is_gate and item.max_points is not None
    )
    assert len(chosen - {"P0.7", "P0.8"}) == 24
    assert tally(checklist, findings).total == 60
    assert checklist.max_total == 100
    assert [one.why for one in open_points(checklist, findings) if not one.item.is_gate] == []
    more = (*(one for one in findings if one.item != "10"), Finding(item="10", points=Decimal(60)))
    assert tally(checklist, more).open_items == 1  # three of the four are scored: none of them counts


def test_a_table_for_reference_is_never_scored():
    for checklist in LIBRARY.checklists():
        if checklist.usable is Usable.REFERENCE_ONLY:
            with pytest.raises(ChecklistForReferenceOnly):
                require_scorable(checklist)
        else:
            require_scorable(checklist)


def test_shares_that_do_not_make_the_full_mark_are_refused_with_their_line():
    data = LIBRARY.checklist_bytes("factory-gbt36132-2018").replace(b"share: 30", b"share: 31", 1)
    with pytest.raises(PointsDoNotAddUp) as caught:
        parse_checklist(data, "c.yaml")
    assert caught.value.details["found"] == "101"
