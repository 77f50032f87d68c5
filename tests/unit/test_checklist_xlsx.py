"""What is wrong with a checklist's workbook is told by cell, all of it at once."""

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from greendesk.adapters.checklist_files import parse_checklist
from greendesk.adapters.checklist_xlsx import checklist_to_xlsx, read_checklist_xlsx
from greendesk.adapters.foreign_xlsx import WorkbookUnreadable
from greendesk.domain.checklist import ProvenanceState

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
  base: 30
  pass_mark: null
  words: 相加
  provenance: {state: proposed, source: 示例}
sections:
- code: A
  title: 甲
  scored: true
  weight: 10
  items:
  - {code: A1, title: 甲一, requirement: 甲一, kind: quantitative, quantitative: true, max_points: 10,
     direction: higher_better, baseline: 0.50, leading: 1, provenance: {state: proposed, source: 示例}}
- code: B
  title: 乙
  scored: true
  weight: 20
  items:
  - {code: B1, title: 乙一, requirement: =乙一, kind: graded, max_points: 8, direction: lower_better,
     tiers: [{label: 大, baseline: 5, leading: 3}], provenance: {state: proposed, source: 示例}}
  - {code: B2, title: 乙二, requirement: 乙二, kind: graded, max_points: 12, evidence: [甲证, 乙证],
     provenance: {state: read_official, source: 示例}}
notes: [一注]
"""


def workbook(changes: Mapping[str, object] | None = None) -> bytes:
    """The small checklist as a workbook with some cells changed."""
    book = load_workbook(io.BytesIO(checklist_to_xlsx(parse_checklist(SMALL.encode(), "small"))))
    for name, value in (changes or {}).items():
        sheet, _, cell = name.partition("!")
        book[sheet][cell] = value
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def errors(changes: Mapping[str, object]) -> set[tuple[str, str, str]]:
    reading = read_checklist_xlsx(workbook(changes), "small.xlsx")
    assert reading.checklist is None
    assert reading.text == ""
    return set(reading.errors)


def test_what_officials_change_each_year_is_read() -> None:
    reading = read_checklist_xlsx(
        workbook({"基本信息!B2": "small-2", "指标!M3": 9, "指标!M4": "11", "指标!J4": "改了", "分档!C2": 4}),
        "",
    )
    assert reading.errors == ()
    assert reading.checklist is not None
    assert reading.checklist.id == "small-2"
    first, second = reading.checklist.sections[1].items
    assert (str(first.max_points), str(second.max_points)) == ("9", "11")
    assert first.requirement == "=乙一"
    assert first.tiers[0].baseline is not None
    assert second.requirement == "改了"
    assert second.evidence_expected == ("甲证", "乙证")
    assert second.provenance.state is ProvenanceState.READ_OFFICIAL


def test_every_error_is_told_by_its_cell() -> None:
    assert errors(
        {
            "基本信息!B6": "绿色学校",
            "基本信息!B10": "三十",
            "指标!K2": "猜测",
            "指标!M3": "八分",
            "指标!H4": "A1",
            "指标!Z4": "=B1",
            "指标!Y3": "听说",
            "分档!C2": 2,
        }
    ) == {
        ("基本信息!B6", "word_unknown", "绿色学校"),
        ("基本信息!B10", "number_wrong", "三十"),
        ("指标!K2", "word_unknown", "猜测"),
        ("指标!M3", "number_wrong", "八分"),
        ("指标!H4", "code_twice", "A1"),
        ("指标!Z4", "formula", ""),
        ("指标!Y3", "word_unknown", "听说"),
    }


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"指标!M4": 11}, ("指标!C3", "weights_differ", "19")),
        ({"基本信息!B10": 31}, ("基本信息!B10", "base_differs", "30")),
        ({"指标!Q2": 0.2}, ("指标!Q2", "leading_worse", "0.2")),
        ({"指标!O2": None}, ("指标!O2", "direction_missing", "")),
        ({"分档!C2": 2}, ("分档!D2", "leading_worse", "3")),
        ({"分档!A2": "B9"}, ("分档!A2", "item_unknown", "B9")),
        ({"指标!A3": "A"}, ("指标!B3", "section_differs", "乙")),
        ({"指标!B4": "丙"}, ("指标!B4", "section_differs", "丙")),
        ({"指标!K4": "否决", "指标!M3": 20}, ("指标!M4", "points_on_gate", "12")),
        ({"指标!H3": "乙 一"}, ("指标!H3", "code_wrong", "乙 一")),
        ({"指标!I3": None}, ("指标!I3", "missing", "")),
        ({"指标!M3": -8}, ("指标!M3", "number_limits", "-8")),
        ({"指标!E2": "也许"}, ("指标!E2", "word_unknown", "也许")),
        ({"指标!M1": "分数"}, ("指标!A1", "column_missing", "满分")),
        ({"基本信息!A18": "杂项"}, ("基本信息!A18", "field_unknown", "杂项")),
        ({"基本信息!A18": "名称"}, ("基本信息!A18", "code_twice", "名称")),
        ({"基本信息!B18": "=1+1"}, ("基本信息!B18", "formula", "")),
        ({"基本信息!B3": "=1+1"}, ("基本信息!B3", "formula", "")),
        ({"指标!A3": "B", "指标!J2": "字" * 2001}, ("指标!J2", "words_long", "字" * 80)),
    ],
)
def test_an_error_is_told_by_its_cell(changes: Mapping[str, object], error: tuple[str, str, str]) -> None:
    assert error in errors(changes)


def test_sheets_may_be_missing() -> None:
    book = load_workbook(io.BytesIO(workbook()))
    del book["分档"]
    reading = read_checklist_xlsx(saved(book), "")
    assert reading.checklist is not None
    assert reading.checklist.item("B1").tiers == ()
    for name in ("指标", "基本信息"):
        book = load_workbook(io.BytesIO(workbook()))
        del book[name]
        assert (f"{name}!A1", "sheet_missing", name) in read_checklist_xlsx(saved(book), "").errors


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookUnreadable):
        read_checklist_xlsx(b"PK no", "x.xlsx")
