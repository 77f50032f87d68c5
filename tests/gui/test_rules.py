"""规则: the policy in plain words, the timetable, imported lists with a preview, and third-party bodies."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from greendesk.adapters.policy_files import PolicyLibrary
from greendesk.desk import Desk
from greendesk.domain.working_days import DaysLeft
from greendesk.queries_road import ListLine
from greendesk.use_cases.applications import UnitData
from greendesk.use_cases.rounds import OpenRound
from greendesk.use_cases.timetable import DeadlineLine, Timetable
from tests.conftest import NewDesk
from tests.desks import admit, credit_code, make_round
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, words
from ui.composition.rules import RESOURCES, read_policy
from ui.tasks import TaskRunner
from ui.views.rules import RulesView
from ui.widgets.kit import Kit
from ui.widgets.rules_parts import GoButton
from ui.widgets.rules_reading import AwaitedLine, RulesReading, part_lines
from ui.widgets.rules_steps import step_rows
from ui.widgets.view import ScreenContext

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    return new_desk()


def open_view(screens: Screens, desk: Desk, round_id: str, qtbot: QtBot) -> RulesView:
    view = screens.open(RulesView, desk, round_id)
    qtbot.waitUntil(lambda: view.reading is not None, timeout=WAIT)
    return view


def make_national_round(desk: Desk) -> str:
    """A round of today's national rules, which has lists, duties and rules for later versions."""
    return make_shipped_round(desk, "national-2025", 2025)


def make_shipped_round(desk: Desk, name: str, year: int) -> str:
    """A round of a policy that is shipped."""
    policy = read_policy(RESOURCES / "policies" / f"{name}.yaml")
    command = OpenRound(
        title="某年度（示例）",
        year=year,
        level="province",
        region="示例省",
        policy=policy.text,
        checklists=policy.checklists,
        my_roles=("secretary",),
    )
    return desk.rounds.open(command)


@pytest.fixture
def view(screens: Screens, desk: Desk, qtbot: QtBot) -> RulesView:
    return open_view(screens, desk, make_round(desk), qtbot)


@pytest.fixture
def national(screens: Screens, desk: Desk, qtbot: QtBot) -> RulesView:
    return open_view(screens, desk, make_national_round(desk), qtbot)


def go_buttons(view: RulesView) -> list[GoButton]:
    pane = view.articles.pane if view.sub_place == "articles" else view.timetable.pane
    return [one for one in pane.area.widget().findChildren(GoButton) if one.isVisible()]


# ------------------------------------------------------------ articles


def test_every_article_is_listed_with_its_source_and_place(view: RulesView) -> None:
    assert view.reading is not None
    keys = view.articles.table.rows_model.keys
    assert keys[: len(view.reading.policy.rules)] == tuple(one.id for one in view.reading.policy.rules)
    assert view.articles.table.choose("P-04")
    shown = words(view)
    assert "推荐前征求生态环境、应急管理、市场监管部门意见" in shown
    assert "示例〔2026〕1号" in shown
    assert "示例省工业和信息化厅（示例）" in shown
    assert_accessible(view)


def test_a_button_goes_where_the_article_is_kept(view: RulesView, qtbot: QtBot) -> None:
    view.articles.table.choose("P-04")
    button = next(one for one in go_buttons(view) if one.place[0] == "opinions")
    with qtbot.waitSignal(view.went) as went:
        qtbot.mouseClick(button, LEFT)
    assert went.args == ["opinions", None]


def test_values_without_an_article_are_marked_to_be_verified(view: RulesView) -> None:
    keys = [key for key in view.articles.table.rows_model.keys if str(key).startswith("basis:")]
    assert {"basis:panel", "basis:conclusions", "basis:visibility", "basis:third-party"} == set(keys)
    view.articles.search.setText("回避")
    view.articles.choose_first_basis()
    assert view.articles.table.chosen_key() == keys[0]
    view.articles.table.choose("basis:panel")
    assert "不是读自正式文件原文" in words(view)


def test_search_and_filters_leave_what_fits_or_say_so(view: RulesView, qtbot: QtBot) -> None:
    pane = view.articles
    pane.search.setText("回避")
    assert pane.table.rows_model.keys == ("P-07",)
    pane.search.setText("没有这个词")
    assert pane.nothing.isVisible()
    qtbot.mouseClick(pane.nothing.button, LEFT)
    assert pane.search.text() == ""
    assert "P-01" in pane.table.rows_model.keys
    pane.fate.setCurrentIndex(pane.fate.findData("later"))
    assert all(one.later for one in view.reading.policy.rules if one.id in pane.table.rows_model.keys)


def test_parts_that_enforce_an_article_stand_in_words(national: RulesView, qtbot: QtBot) -> None:
    policy = national.reading.policy
    for rule in policy.rules:
        national.articles.choose_rule(rule.id)
        shown = words(national.articles.pane)
        assert rule.text in shown
        for name in rule.enforced_by:
            assert name not in shown.splitlines()
    later = next(rule for rule in policy.rules if any(one.startswith("duty:") for one in rule.enforced_by))
    national.open_with(later.id)
    button = next(one for one in go_buttons(national) if one.place == ("rules", "timetable"))
    qtbot.mouseClick(button, LEFT)
    assert national.sub_place == "timetable"


@pytest.mark.parametrize("path", sorted((RESOURCES / "policies").glob("*.yaml")), ids=lambda one: one.stem)
def test_every_part_of_every_policy_has_words(path: Path) -> None:
    policy = PolicyLibrary(RESOURCES).policy(path.stem)
    today = date(policy.year, 3, 2)
    days = tuple(
        DeadlineLine(
            code=one.code,
            title=one.title,
            actor=one.actor,
            article=one.article,
            day=one.on(policy.year),
            left=DaysLeft(days=3, overdue=False),
            basis=one.basis,
        )
        for one in policy.deadlines
    )
    reading = RulesReading(
        title="示例",
        policy=policy,
        timetable=Timetable(today=today, year=policy.year, deadlines=days),
        lists=tuple(list_line(one.code, one.title) for one in policy.lists),
        awaited=tuple(
            AwaitedLine(code=one.code, title=one.title, article=one.article, number="", day="")
            for one in policy.awaited
        ),
        agencies=(),
        forms=(),
        may_work=True,
    )
    for rule in policy.rules:
        lines = part_lines(reading, rule)
        assert len(lines) == len(rule.enforced_by)
        for name, line in zip(rule.enforced_by, lines, strict=True):
            assert line.title != name.partition(":")[2]
            assert line.title
            assert line.kind != name.partition(":")[0]
    keys = [row.key for row in step_rows(policy, reading.timetable) if row.key]
    assert len(keys) == len(set(keys))


def list_line(code: str, title: str) -> ListLine:
    return ListLine(
        code=code,
        title=title,
        holds="示例",
        article="示例",
        imported=False,
        source="",
        as_of="",
        rows=0,
        file=None,
        by="",
        at=0,
        here=False,
    )


# ------------------------------------------------------------ stages and deadlines


def test_stages_deadlines_and_terms_stand_in_order(view: RulesView) -> None:
    view.open_with("timetable")
    keys = [key for key in view.timetable.table.rows_model.keys if key]
    assert keys[:3] == ["stage:apply", "stage:county-review", "stage:expert-review"]
    view.timetable.table.choose("stage:county-review")
    shown = words(view)
    assert "部门意见到齐" in shown
    assert "例外：条文写有“可说明理由后报送”" in shown
    view.timetable.table.choose("deadline:county")
    assert "截止 2026-04-30，当日计入" in words(view)
    view.timetable.table.choose("term:third-party")
    assert "同一法定代表人每年最多 15 个项目" in words(view)
    assert_accessible(view)


def test_every_row_of_the_timetable_explains_itself(national: RulesView) -> None:
    national.open_with("timetable")
    table = national.timetable.table
    keys = [key for key in table.rows_model.keys if key]
    for key in keys:
        table.choose(key)
        assert words(national.timetable.pane)
    assert any(str(key).startswith("duty:") for key in keys)


# ------------------------------------------------------------ lists


def write_csv(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def first_list(view: RulesView) -> str:
    assert view.reading is not None
    return view.reading.lists[0].code


def take(view: RulesView, path: Path, qtbot: QtBot) -> None:
    view.lists.list_form.take([path])
    qtbot.waitUntil(lambda: view.lists.list_form.file is not None, timeout=WAIT)


def test_a_round_without_lists_says_so(view: RulesView) -> None:
    view.open_with("lists")
    assert view.lists.nothing.isVisible()
    assert "不查名单" in words(view)


def test_a_list_of_many_rows_is_previewed_and_imported_with_its_source(
    national: RulesView, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    national.open_with("lists")
    form = national.lists.list_form
    assert "名称（单位、机构或标准编号，必需）" in words(national)
    rows = [(f"示例工厂{number}（示例）", "示例省", "2024-05-01") for number in range(3000)]
    take(national, write_csv(tmp_path / "名单（示例）.csv", ("单位名称", "地区", "移出日期"), *rows), qtbot)
    shown = words(national)
    assert "3000 行" in shown
    assert "还有 2994 行，格式都没有问题。" in shown
    assert_accessible(national)
    qtbot.mouseClick(form.import_button, LEFT)
    assert "写明名单的出处" in words(national)
    form.source.setText("示例公告〔2026〕3号")
    form.as_of.setText("2026年5月31日")
    with qtbot.waitSignal(national.recorded, timeout=WAIT):
        qtbot.mouseClick(form.import_button, LEFT)
    qtbot.waitUntil(lambda: national.reading.lists[0].imported, timeout=WAIT)
    line = desk.eligibility.lists(national.round_id)[0]
    assert (line.rows, line.source, line.as_of) == (3000, "示例公告〔2026〕3号", "2026-05-31")
    qtbot.waitUntil(lambda: "示例公告〔2026〕3号" in words(national), timeout=WAIT)


def test_what_is_wrong_in_a_file_is_told_by_cell_and_nothing_is_imported(
    national: RulesView, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    national.open_with("lists")
    path = tmp_path / "名单（示例）.xlsx"
    book = Workbook()
    sheet = book.active
    for row in (
        ("单位名称", "类别", "截止日期"),
        ("", "绿色工厂", "2026-05-01"),
        ("示例工厂（示例）", "绿色飞船", "五月"),
        ("=A1", "", ""),
    ):
        sheet.append(row)
    book.save(path)
    book.close()
    take(national, path, qtbot)
    shown = words(national)
    assert "A2：没有单位名称" in shown
    assert "B3：“绿色飞船”不是申报类别" in shown
    assert "C3：“五月”不是日期，应写成 2026-05-31" in shown
    assert "A4：是公式，请改成数值再导入" in shown
    assert not national.lists.list_form.import_button.isVisible()
    national.lists.list_form.record()
    qtbot.mouseClick(national.lists.list_form.away_button, LEFT)
    assert national.lists.list_form.file is None
    assert not any(line.imported for line in desk.eligibility.lists(national.round_id))


def test_a_file_that_is_no_list_is_refused_in_words(
    national: RulesView, tmp_path: Path, qtbot: QtBot
) -> None:
    national.open_with("lists")
    path = write_csv(tmp_path / "说明.csv", ("这里", "没有名单"))
    national.lists.list_form.take([path])
    qtbot.waitUntil(lambda: "“说明.csv”不是名单" in words(national), timeout=WAIT)
    national.lists.list_form.take([tmp_path])
    qtbot.waitUntil(lambda: "这个文件读不出来" in words(national), timeout=WAIT)
    assert national.lists.list_form.drop is not None


def test_an_awaited_text_is_recorded_as_issued(screens: Screens, desk: Desk, qtbot: QtBot) -> None:
    view = open_view(screens, desk, make_shipped_round(desk, "shanxi-2024", 2024), qtbot)
    view.open_with("lists")
    form = view.lists.issue_form
    assert view.lists.table.choose("awaited:detailed-rules")
    assert "待实施细则发布" in words(view)
    qtbot.mouseClick(form.save_button, LEFT)
    assert form.fields.error_of("day")
    form.number.setText("示例〔2024〕9号")
    form.day.setText("2024-7-1")
    with qtbot.waitSignal(view.recorded, timeout=WAIT):
        qtbot.keyClick(form.day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.reading.awaited[0].issued, timeout=WAIT)
    assert desk.eligibility.awaited(view.round_id)[0][2:] == ("示例〔2024〕9号", "2024-07-01")
    assert "已发布" in [row[1].text for row in view.lists.table.rows_model.rows if len(row) > 1]
    assert form.save_button.isEnabled()


def test_an_expert_sees_everything_and_changes_nothing(
    screens: Screens, new_desk: NewDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    organiser = new_desk()
    round_id = make_national_round(organiser)
    expert = new_desk("周示例（示例）", "示例研究院（示例）")
    admit(organiser, round_id, expert)
    view = open_view(screens, expert, round_id, qtbot)
    view.open_with("lists")
    assert "导入后随交换文件送到这里" in words(view)
    view.lists.list_form.take([write_csv(tmp_path / "名单（示例）.csv", ("单位名称",))])
    assert view.lists.list_form.file is None
    view.open_with("agencies")
    assert not view.agencies.nothing.button.isVisible()


# ------------------------------------------------------------ third-party bodies


def register_with(desk: Desk, round_id: str, number: int, agency: str) -> None:
    unit = UnitData(
        unit=f"示例工厂{number}（示例）",
        credit_code=credit_code(number),
        category="factory",
        region="赤霞市（示例）",
        industry="水泥",
        third_party=agency,
    )
    desk.applications.register(round_id, unit)


def test_without_bodies_the_screen_leads_to_the_form(view: RulesView, desk: Desk, qtbot: QtBot) -> None:
    view.open_with("agencies")
    pane = view.agencies
    assert pane.nothing.isVisible()
    qtbot.mouseClick(pane.nothing.button, LEFT)
    assert pane.form.isVisible()
    qtbot.mouseClick(pane.form.save_button, LEFT)
    assert "写机构的全称。" in words(view)
    pane.form.name.setText("示例绿色评价中心（示例）")
    pane.form.affiliates.setPlainText("示例绿评一部（示例）\n示例绿评二部（示例）")
    pane.form.values["legal_representative"].setText("江示例")
    qtbot.mouseClick(pane.form.save_button, LEFT)
    assert "写明出处" in words(view)
    pane.form.sources["legal_representative"].setText("营业执照（示例）")
    pane.form.code.setText("1234")
    qtbot.mouseClick(pane.form.save_button, LEFT)
    qtbot.waitUntil(lambda: bool(pane.form.fields.error_of("code")), timeout=WAIT)
    pane.form.code.setText(credit_code(77))
    with qtbot.waitSignal(view.recorded, timeout=WAIT):
        qtbot.mouseClick(pane.form.save_button, LEFT)
    qtbot.waitUntil(lambda: pane.table.chosen_key() == "示例绿色评价中心（示例）", timeout=WAIT)
    line = desk.eligibility.agencies(view.round_id)[0]
    assert line.legal_representative == "江示例"
    assert line.affiliates == ("示例绿评一部（示例）", "示例绿评二部（示例）")
    assert line.holder == "江示例"
    assert_accessible(view)


def test_a_body_over_its_cap_is_told(screens: Screens, desk: Desk, qtbot: QtBot) -> None:
    round_id = make_round(desk)
    for number in range(16):
        register_with(desk, round_id, number, "示例绿色评价中心（示例）")
    view = open_view(screens, desk, round_id, qtbot)
    view.open_with("agencies")
    shown = words(view)
    assert "共 1 家，未登记 1 家，超过上限 1 家" in shown
    assert "本批次 16 个，其他 0 个，合计 16 个；上限 15 个" in shown
    assert "还不知道按谁计数" in shown


def test_a_closed_screen_is_freed(
    desk: Desk,
    screen: Callable[[Desk, str], ScreenContext],
    runner: TaskRunner,
    check_freed: Callable[[Callable[[], QWidget]], None],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    round_id = make_national_round(desk)
    path = write_csv(tmp_path / "名单（示例）.csv", ("单位名称",), ("示例工厂（示例）",))

    def make() -> QWidget:
        view = RulesView(screen(desk, round_id))
        view.reload()
        qtbot.waitUntil(lambda: view.reading is not None, timeout=WAIT)
        for place in range(4):
            view.show_sub_place(place)
        view.articles.table.choose_first()
        take(view, path, qtbot)
        view.agencies.begin_new()
        return view

    check_freed(make)


def test_forms_are_shown_part_by_part_with_where_they_were_read(
    screens: Screens, desk: Desk, qtbot: QtBot
) -> None:
    view = open_view(screens, desk, make_national_round(desk), qtbot)
    view.open_with("forms")
    view.forms.table.choose("form-shanxi-summary")
    shown = words(view.forms.pane)
    assert "序号、园区名称、第三方机构名称、类型、备注" in shown
    assert "附件2" in shown
