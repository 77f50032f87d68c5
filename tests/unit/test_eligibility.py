"""Eligibility on a real desk: facts, lists from files, the third-party cap, and what stays unknown."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from greendesk.desk import Desk
from greendesk.domain.eligibility import CheckState
from greendesk.use_cases.applications import UnitData
from greendesk.use_cases.eligibility import AgencyData, FactWrong, ListWrong, SourceMissing
from greendesk.use_cases.rounds import OpenRound
from tests.desks import credit_code, make_desk
from ui.composition.rules import RESOURCES, read_policy

EXTRA = """
lists:
- code: removed
  title: 移出名单（示例）
  holds: 被移出绿色制造名单的单位（示例）
  article: 示例通知 第三条
- code: agency-projects
  title: 机构本年度其他项目（示例）
  holds: 本轮以外的评价项目（示例）
  columns: [legal_representative]
  article: 示例通知 第六条
"""


FIELD = """fields:
- code: share
  title: 工业增加值占比
  kind: number
  unit: "%"
  article: 示例通知 第二条
"""
SHARE = """- code: share
  title: 工业增加值占比超过50%
  kind: condition
  force: must
  any_of:
  - - {field: share, op: ">", value: "50"}
  source: sample-notice
  article: 示例通知 第二条
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = make_desk(tmp_path / "desk")
    yield desk
    desk.close()


@pytest.fixture
def round_id(desk: Desk) -> str:
    policy = read_policy(RESOURCES / "policies" / "sample-2026.yaml")
    text = policy.text.replace("quota:\n", EXTRA.lstrip() + "quota:\n", 1)
    text = text.replace(
        "- code: agency-cap\n",
        SHARE
        + "- code: not-removed\n  title: 三年内未被移出\n  kind: not_listed\n  force: must\n  list: removed\n"
        "  years: 3\n  source: sample-notice\n  article: 示例通知 第三条\n- code: agency-cap\n",
        1,
    )
    text = text.replace("\nfields:\n", "\n" + FIELD, 1).replace(
        "  counts: [factory", "  projects_list: agency-projects\n  counts: [factory", 1
    )
    return desk.rounds.open(
        OpenRound(
            title="资格（示例）",
            year=2026,
            level="province",
            region="示例省",
            policy=text,
            checklists=policy.checklists,
            my_roles=("county", "secretary"),
        )
    )


def register(desk: Desk, round_id: str, number: int, **changes: str) -> str:
    data = {
        "unit": f"第{number}号单位（示例）",
        "category": "factory",
        "region": "青禾县（示例）",
        "industry": "电子",
    }
    return desk.applications.register(
        round_id, UnitData(credit_code=credit_code(number), **{**data, **changes})
    )


def state(desk: Desk, round_id: str, application: str, check: str) -> CheckState:
    results = desk.eligibility.sheet(round_id, application).results
    return next(one.state for one in results if one.check.code == check)


@pytest.mark.parametrize(
    ("share", "expected"),
    [("50", CheckState.FAILS), ("50.01", CheckState.HOLDS), ("", CheckState.OPEN)],
)
def test_a_share_is_judged_on_the_recorded_fact(
    desk: Desk, round_id: str, share: str, expected: CheckState
) -> None:
    unit = register(desk, round_id, 1)
    desk.eligibility.record_facts(
        round_id, unit, "2026-04-30", {"share": share}, {"share": "统计公报（示例）第3页"}
    )
    assert state(desk, round_id, unit, "share") is expected


def test_facts_need_their_source_and_their_kind(desk: Desk, round_id: str) -> None:
    unit = register(desk, round_id, 1)
    with pytest.raises(SourceMissing):
        desk.eligibility.record_facts(round_id, unit, "2026-04-30", {"share": "51"}, {})
    with pytest.raises(FactWrong) as caught:
        desk.eligibility.record_facts(
            round_id, unit, "2026-04-30", {"share": "过半"}, {"share": "公报（示例）"}
        )
    assert caught.value.details["given"] == "过半"
    assert desk.eligibility.sheet(round_id, unit).facts[0].value == ""


@pytest.mark.rule("M-03", "S-04", "T-13", "N-29")
def test_a_removal_bans_for_three_years_and_an_unknown_list_is_not_a_yes(desk: Desk, round_id: str) -> None:
    unit = register(desk, round_id, 7)
    assert state(desk, round_id, unit, "not-removed") is CheckState.OPEN
    desk.eligibility.record_facts(round_id, unit, "2026-04-30", {}, {})
    name = "第7号单位（示例）"
    for day, expected in (("2023-04-30", CheckState.HOLDS), ("2023-05-01", CheckState.FAILS)):
        data = f"单位名称,移出日期\n{name},{day}\n".encode("gb18030")
        desk.eligibility.import_list(round_id, "removed", "移出.csv", data, source="省厅公告（示例）")
        assert state(desk, round_id, unit, "not-removed") is expected


def test_a_list_with_a_wrong_cell_is_refused_whole_and_names_every_cell(desk: Desk, round_id: str) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["移出名单（示例）"])
    sheet.append(["序号", "单位名称", "移出日期", "类别"])
    sheet.append([1, "甲厂（示例）", "2026-02-30", "绿色工厂"])
    sheet.append([2, "", "2026-02-01", "绿色农场"])
    sheet.append([3, "=A1", "2026-02-01", "绿色工厂"])
    stream = io.BytesIO()
    book.save(stream)
    preview = desk.eligibility.preview_list(round_id, "removed", "移出.xlsx", stream.getvalue())
    assert [(cell, fault) for cell, fault, _ in preview.errors] == [
        ("C3", "date_wrong"),
        ("B4", "name_missing"),
        ("D4", "category_unknown"),
        ("B5", "formula"),
    ]
    with pytest.raises(ListWrong):
        desk.eligibility.import_list(
            round_id, "removed", "移出.xlsx", stream.getvalue(), source="省厅公告（示例）"
        )
    assert not desk.eligibility.lists(round_id)[0].imported


@pytest.mark.rule("N-35", "T-22", "E-11")
def test_the_sixteenth_project_of_one_legal_representative_is_over_the_cap(desk: Desk, round_id: str) -> None:
    """Fourteen elsewhere, two here under two bodies of the same person: the second is the sixteenth."""
    first = register(desk, round_id, 1, third_party="甲评价公司（示例）")
    second = register(desk, round_id, 2, third_party="乙评价公司（示例）")
    assert state(desk, round_id, first, "agency-cap") is CheckState.OPEN
    for name in ("甲评价公司（示例）", "乙评价公司（示例）"):
        desk.eligibility.record_agency(round_id, AgencyData(name=name, legal_representative="赵某（示例）"))
    rows = "".join("甲评价公司（示例）,赵某（示例）\n" for _ in range(14))
    data = ("机构名称,法定代表人\n" + rows).encode()
    desk.eligibility.import_list(round_id, "agency-projects", "项目.csv", data, source="平台导出（示例）")
    assert state(desk, round_id, first, "agency-cap") is CheckState.HOLDS
    assert state(desk, round_id, second, "agency-cap") is CheckState.FAILS
    line = next(one for one in desk.eligibility.agencies(round_id) if one.name.startswith("乙"))
    assert (line.projects, line.elsewhere, line.cap, line.holder) == (2, 14, 15, "赵某（示例）")


@pytest.mark.rule("N-35")
def test_affiliates_share_the_cap_only_when_it_is_counted_by_legal_person(desk: Desk, round_id: str) -> None:
    """The sample counts by representative: two bodies that are only affiliated are counted apart."""
    for number in range(1, 4):
        register(desk, round_id, number, third_party=("甲", "甲", "乙")[number - 1] + "评价公司（示例）")
    desk.eligibility.record_agency(
        round_id,
        AgencyData(
            name="甲评价公司（示例）", legal_representative="赵某（示例）", affiliates=("乙评价公司（示例）",)
        ),
    )
    desk.eligibility.record_agency(
        round_id, AgencyData(name="乙评价公司（示例）", legal_representative="钱某（示例）")
    )
    projects = {line.name: line.projects for line in desk.eligibility.agencies(round_id)}
    assert projects == {"甲评价公司（示例）": 2, "乙评价公司（示例）": 1}


@pytest.mark.rule("M-02", "S-05", "T-12")
def test_a_priority_needs_what_shows_it_and_stands_beside(desk: Desk, round_id: str) -> None:
    unit = register(desk, round_id, 3)
    with pytest.raises(SourceMissing):
        desk.eligibility.flag_priority(round_id, unit, "chain-leader", active=True, source=" ")
    desk.eligibility.flag_priority(
        round_id, unit, "chain-leader", active=True, source="链主企业名单（示例）第12项"
    )
    line = next(one for one in desk.eligibility.sheet(round_id, unit).priorities if one.active)
    assert (line.code, line.source) == ("chain-leader", "链主企业名单（示例）第12项")
