"""What people type and look for: numbers in any writing, words across spaces and line ends."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from greendesk.adapters.policy_files import PolicyLibrary
from greendesk.domain.checklist import Item
from ui.widgets.bench_numbers import PointsProblem, number_text, points_problem, points_text, read_number
from ui.widgets.bench_text import excerpt, fold, occurrences

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture(scope="module")
def item() -> Item:
    library = PolicyLibrary(RESOURCES)
    return replace(library.checklist("factory-platform-2025").item("R10"), max_points=Decimal(8))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("１０３．６", "103.6"),
        ("103。6", "103.6"),
        (" 6.31 ", "6.31"),
        ("1,385,600", "1385600"),
        ("１，３８５．５", "1385.5"),
        (".5", "0.5"),
        ("6.", "6"),
        ("－3", "-3"),
        ("1 385 600", "1385600"),
    ],
)
def test_numbers_are_read_in_the_writing_of_the_person(typed: str, written: str):
    assert number_text(typed) == written
    assert read_number(typed) == Decimal(written)


@pytest.mark.parametrize("typed", ["未提供", "1e3", "12,34", "约 5", "", "NaN", "--1"])
def test_what_is_no_number_stays_as_it_was_written(typed: str):
    assert read_number(typed) is None
    assert number_text(typed) == typed


def test_points_have_to_fit_the_item(item: Item):
    assert points_problem(item, "") is None
    assert points_problem(item, "8") is None
    assert points_problem(item, "０") is None
    assert points_problem(item, "8.01") is PointsProblem.OUT_OF_RANGE
    assert points_problem(item, "-1") is PointsProblem.OUT_OF_RANGE
    assert points_problem(item, "6.315") is PointsProblem.TOO_FINE
    assert points_problem(item, "六") is PointsProblem.NOT_A_NUMBER
    assert points_problem(replace(item, max_points=None), "1") is PointsProblem.OUT_OF_RANGE


def test_unknown_points_are_a_dash_and_never_nothing():
    assert points_text(None) == "—"
    assert points_text(Decimal(0)) == "0.00"


def test_words_are_found_across_line_ends_spaces_and_writings():
    text = "单位产品综合\n能 耗 为 103.6 ｋｇｃｅ/t，单位产品综合能耗"
    assert len(occurrences(text, fold("综合能耗"))) == 2
    start, length = occurrences(text, fold("KGCE"))[0]
    assert text[start : start + length] == "ｋｇｃｅ"
    assert occurrences(text, "") == []
    assert occurrences(text, fold("没有")) == []
    assert "\n" not in excerpt(text, *occurrences(text, fold("能耗"))[0])
