"""Any checklist that a file can hold comes back from its text and from its workbook as the same checklist."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greendesk.adapters.checklist_files import parse_checklist
from greendesk.adapters.checklist_problems import problems_of
from greendesk.adapters.checklist_text import checklist_values, values_of, write_checklist
from greendesk.adapters.checklist_xlsx import checklist_to_xlsx, read_checklist_xlsx
from greendesk.domain.checklist import Checklist

SHIPPED = sorted((Path(__file__).parents[2] / "resources" / "checklists").glob("*.yaml"))
WORDS = st.text(
    st.sampled_from("甲乙丙0123456789aZ =＝'\"\\-+@:#|>%{}[]&*!,\n") | st.characters(codec="utf-8", categories=["L"]),
    min_size=1,
    max_size=12,
).map(lambda text: f"字{text}"[1 if text.strip() == text else 0 :].strip() or "字")  # fmt: skip
NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=3, allow_nan=False).map(
    lambda number: format(number, "f")
)
STATES = st.sampled_from(["read_official", "read_copy", "recalled", "derived", "proposed"])


def provenance() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"state": STATES, "source": WORDS}, optional={"remark": WORDS})


@st.composite
def items(draw: st.DrawFn, code: str, *, gate: bool) -> dict[str, Any]:
    """An item; its points are whole numbers."""
    low, high = draw(st.integers(0, 50)), draw(st.integers(51, 99))
    better = draw(st.booleans())
    item: dict[str, Any] = {
        "code": code,
        "title": draw(WORDS),
        "requirement": draw(WORDS),
        "kind": "veto"
        if gate
        else draw(st.sampled_from(["mandatory", "optional", "graded", "quantitative"])),
        "max_points": None if gate else str(draw(st.integers(1, 20))),
        "direction": "higher_better" if better else "lower_better",
        "baseline": str(low if better else high),
        "leading": str(high if better else low),
        "provenance": draw(provenance()),
    }
    if draw(st.booleans()):
        item["evidence"] = draw(st.lists(WORDS, min_size=1, max_size=3))
        item["quantitative"] = True
        item["scoring"] = draw(WORDS)
        item["formula"] = draw(WORDS)
        item["scale"] = "ratio"
        item["tiers"] = [
            {"label": draw(WORDS), "baseline": None, "leading": draw(NUMBERS)} for _ in range(draw(st.integers(1, 2)))
        ]  # fmt: skip
    return item


@st.composite
def checklists(draw: st.DrawFn) -> Checklist:
    """A checklist without a fault, as the reader of files understands it."""
    sections, total = [], 0
    for at in range(draw(st.integers(1, 3))):
        gates = draw(st.booleans())
        held = [draw(items(f"{at}.{number}", gate=gates)) for number in range(draw(st.integers(1, 3)))]
        section: dict[str, Any] = {"code": f"S{at}", "title": draw(WORDS), "scored": not gates, "items": held}
        if not gates:
            grouped = len(held) > 1 and draw(st.booleans())
            points = [int(item["max_points"]) for item in held]
            if grouped:
                group = draw(WORDS)
                for item in held:
                    item["alternative_group"] = group
                section["picks"] = {group: "2"}
                points = sorted(points)[-2:]
            section["weight"] = str(sum(points))
            total += sum(points)
        sections.append(section)
    values = {
        "format": "1",
        "id": "invented-1",
        "title": draw(WORDS),
        "edition": draw(WORDS),
        "issuer": draw(WORDS),
        "category": draw(st.sampled_from(["factory", "park", "supply_chain", "product", "all"])),
        "usable": draw(st.sampled_from(["ready", "partial", "reference_only"])),
        "aggregation": {
            "method": "sum" if total else "any_hit_excludes",
            "base": str(total) if total else None,
            "pass_mark": draw(st.none() | NUMBERS),
            "words": draw(WORDS),
            "provenance": draw(provenance()),
        },
        "sections": sections,
        "notes": draw(st.lists(WORDS, max_size=2)),
    }
    assert problems_of(values) == ()
    return parse_checklist(write_checklist(values).encode(), "invented")


def assert_comes_back(checklist: Checklist) -> None:
    values = checklist_values(checklist)
    text = write_checklist(values)
    assert values_of(text, "") == values
    again = parse_checklist(text.encode(), "again")
    assert replace(again, digest="") == replace(checklist, digest="")
    reading = read_checklist_xlsx(checklist_to_xlsx(checklist), "again")
    assert reading.errors == ()
    assert reading.text == text
    assert reading.checklist == again


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_checklist_comes_back(path: Path) -> None:
    assert_comes_back(parse_checklist(path.read_bytes(), path.name))


@settings(max_examples=12, deadline=None)
@given(checklists())
def test_any_checklist_comes_back(checklist: Checklist) -> None:
    assert_comes_back(checklist)
