"""推荐与公布 with a real desk: order and quotas, letters, displays with objections, the published list, batches."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from greendesk.use_cases.road import Step
from tests.conftest import NewDesk
from tests.desks import admit, an_application, make_round
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, words
from tests.unit.test_road import judged, notice, ready_for_experts
from ui.views.recommendation import RecommendationView
from ui.views.recommendation.objections import ObjectionRow
from ui.widgets.kit import Kit
from ui.widgets.recommendation_batch import MoveDialog

JUNE = date(2026, 6, 1)
REGION = "赤霞市（示例）"
RANKING, LETTERS, DISPLAYS, ANNOUNCING = range(4)
ROLES = ("county", "secretary", "leader", "expert")


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    return new_desk()


def shown(qtbot: QtBot, screens: Screens, desk: Desk, round_id: str, place: int) -> RecommendationView:
    view = screens.open(RecommendationView, desk, round_id)
    qtbot.waitUntil(lambda: view.reading is not None, timeout=WAIT)
    view.show_place(place)
    return view


def selectable(desk: Desk, round_id: str, folder: Path, name: str) -> str:
    """An application with a conclusion that stands where the list is fixed."""
    application = ready_for_experts(desk, round_id, folder, name)
    judged(desk, round_id, application)
    desk.road.move(round_id, Step(application=application, on=JUNE))
    return application


def on_display(desk: Desk, round_id: str, folder: Path, name: str, start: date | None) -> str:
    """An application that stands at the display; displayed from a day, if one is given."""
    application = selectable(desk, round_id, folder, name)
    desk.publication.set_quota(round_id, "factory", "*", None, "未下达名额（示例）")
    board = desk.publication.board(round_id, "factory")
    chosen = tuple(line.application for line in board if line.chosen or line.application == application)
    desk.publication.rank(round_id, "factory", tuple(line.application for line in board), chosen)
    desk.road.move(round_id, Step(application=application, on=JUNE))
    if start:
        desk.publication.display(round_id, notice(start, application))
    return application


def says(qtbot: QtBot, widget: QWidget, text: str) -> None:
    """Wait until a label says so; new labels are shown with the next event."""
    qtbot.waitUntil(lambda: text in words(widget), timeout=WAIT)


def units(view: RecommendationView) -> list[str]:
    return [row[1].text for row in view.ranking.table.rows_model.rows]


def test_the_order_is_moved_and_chosen_by_keyboard_and_recorded_within_the_number_of_the_region(
    qtbot: QtBot, screens: Screens, desk: Desk, tmp_path: Path
) -> None:
    round_id = make_round(desk, ROLES)
    first = selectable(desk, round_id, tmp_path / "甲", "甲厂（示例）")
    second = selectable(desk, round_id, tmp_path / "乙", "乙厂（示例）")
    priority = desk.rounds.policy(round_id).priorities[0]
    desk.eligibility.flag_priority(round_id, second, priority.code, active=True, source="示例通报（示例）")
    view = shown(qtbot, screens, desk, round_id, RANKING)
    page = view.ranking
    assert units(view) == ["乙厂（示例）", "甲厂（示例）"]  # the same score: by name
    says(qtbot, page, "名额未下达")
    says(qtbot, page, "来源：示例通报（示例）")

    page.quota.limit.setText("一")
    qtbot.mouseClick(page.quota.save, Qt.MouseButton.LeftButton)
    says(qtbot, page, "写整数")
    says(qtbot, page, "写明下达名额的文件")
    page.quota.limit.setText("1")
    page.quota.source.setText("示例省厅名额通知（示例）")
    qtbot.mouseClick(page.quota.save, Qt.MouseButton.LeftButton)
    says(qtbot, page, "已选 0 / 名额 1")

    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert units(view) == ["甲厂（示例）", "乙厂（示例）"]
    assert page.table.chosen_key() == second
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.keyClick(page.table, Qt.Key.Key_Up)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    says(qtbot, page, "已选 2 / 名额 1，超出（示例通知 第六条）")
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    says(qtbot, page, "超过名额 1 个")
    assert units(view) == ["甲厂（示例）", "乙厂（示例）"]  # what was moved is not lost
    qtbot.mouseClick(page.tick, Qt.MouseButton.LeftButton)
    says(qtbot, page, "有改动，尚未记录。")
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.files.rows) > 0, timeout=WAIT)
    board = desk.publication.board(round_id, "factory")
    assert [(one.application, one.chosen) for one in board] == [(first, False), (second, True)]
    assert "有改动" not in words(page)
    assert_accessible(view)


def test_several_move_on_at_once_and_who_cannot_is_listed_with_the_reason(
    qtbot: QtBot, screens: Screens, desk: Desk, tmp_path: Path
) -> None:
    round_id = make_round(desk, ROLES)
    first = selectable(desk, round_id, tmp_path / "甲", "甲厂（示例）")
    second = selectable(desk, round_id, tmp_path / "乙", "乙厂（示例）")
    desk.publication.set_quota(round_id, "factory", REGION, 1, "示例省厅名额通知（示例）")
    desk.publication.rank(round_id, "factory", (first, second), (first,))
    view = shown(qtbot, screens, desk, round_id, RANKING)
    qtbot.mouseClick(view.move_button, Qt.MouseButton.LeftButton)
    dialog = view.findChild(MoveDialog)
    assert dialog.focusWidget() is dialog.keep
    assert_accessible(dialog)
    dialog.on.setText("六月")
    qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    says(qtbot, dialog, "填写日期")
    dialog.on.setText("2026-06-02")
    with qtbot.waitSignal(dialog.moved, timeout=WAIT):
        qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    says(qtbot, dialog, "“列入推荐名单”还不具备。依据：示例通知 第六条。")
    says(qtbot, dialog, "1 家已进入下一步，1 家没有进入")
    assert desk.road.of(round_id, first, JUNE).here == "publicity"
    assert desk.road.of(round_id, second, JUNE).here == "selection"
    dialog.reject()


def test_a_letter_is_made_with_the_documents_that_the_policy_hands_over(
    qtbot: QtBot, screens: Screens, desk: Desk, tmp_path: Path
) -> None:
    round_id = make_round(desk, ROLES)
    application = an_application(desk, round_id, tmp_path / "甲")
    view = shown(qtbot, screens, desk, round_id, LETTERS)
    page = view.letters
    says(qtbot, page, "还没有报送函")
    assert len(page.enclosures.ticked()) == 4
    assert page.applications.ticked() == ()
    qtbot.mouseClick(page.form.action, Qt.MouseButton.LeftButton)
    says(qtbot, page, "至少勾选一份申报。")
    says(qtbot, page, "这里要填写。")
    page.form.put("to", "示例省工业和信息化厅（示例）")
    page.form.put("text", "现将有关材料报上（示例）。")
    page.form.put("date", "2026年6月2日")
    page.applications.boxes[application].setChecked(True)
    page.enclosures.boxes["申报材料"].setChecked(False)
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page.files.rows) == 2, timeout=WAIT)
    (letter,) = desk.publication.letters(round_id)
    assert (letter.date, letter.applications) == ("2026-06-02", (application,))
    page.files.save_to(str(tmp_path / "导出"))
    qtbot.waitUntil(lambda: len(list((tmp_path / "导出").glob("*"))) == 2, timeout=WAIT)
    assert_accessible(view)


def test_a_display_explains_its_term_and_its_objections_are_received_and_closed(
    qtbot: QtBot, screens: Screens, desk: Desk, tmp_path: Path
) -> None:
    round_id = make_round(desk, ROLES)
    application = on_display(desk, round_id, tmp_path / "甲", "甲厂（示例）", None)
    view = shown(qtbot, screens, desk, round_id, DISPLAYS)
    page = view.displays
    assert page.applications.ticked() == (application,)
    page.form.put("date", "2099-06-05")
    says(qtbot, page, "2099 年放假安排尚未公布")
    page.form.put("date", "2026-06-05")
    says(qtbot, page, "至 2026-06-12 止")
    assert "放假安排尚未公布" not in words(page)
    page.form.put("text", "现予公示（示例）。")
    qtbot.mouseClick(page.form.action, Qt.MouseButton.LeftButton)
    says(qtbot, page, "至少写一种提出异议的渠道。")
    page.form.put("telephone", "010-00000000")
    qtbot.mouseClick(page.form.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.files.rows) == 3, timeout=WAIT)
    (display,) = desk.publication.displays(round_id, JUNE)
    assert display.last == date(2026, 6, 12)

    page._receive()
    pane = page.objection
    pane.real_name.setChecked(True)
    qtbot.mouseClick(pane.receive_button, Qt.MouseButton.LeftButton)
    says(qtbot, pane, "写明异议内容。")
    says(qtbot, pane, "实名提出的，写明姓名或单位。")
    proof = tmp_path / "异议信.txt"
    proof.write_text("排放数据存疑（示例）", encoding="utf-8")
    pane.person.setText("周某（示例）")
    pane.text.setPlainText("排放数据存疑（示例）")
    pane.on.setText("2026-06-09")
    pane.file.choose(str(proof))
    qtbot.mouseClick(pane.receive_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "待处理" in page.table.rows_model.rows[0][3].text, timeout=WAIT)
    (objection,) = desk.publication.displays(round_id, JUNE)[0].objections
    assert objection.file is not None
    assert objection.file.name == "异议信.txt"
    assert_accessible(view)

    qtbot.waitUntil(lambda: page.findChild(ObjectionRow) is not None, timeout=WAIT)
    qtbot.mouseClick(page.findChild(ObjectionRow).button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(pane.decide_button, Qt.MouseButton.LeftButton)
    says(qtbot, pane, "先选“成立”或“不成立”。")
    qtbot.mouseClick(pane.verdicts.buttons()[1], Qt.MouseButton.LeftButton)
    pane.findings.setPlainText("经核实不成立（示例）")
    pane.decided.setText("2026-06-11")
    qtbot.mouseClick(pane.decide_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.files.rows) == 5, timeout=WAIT)
    (closed,) = desk.publication.displays(round_id, JUNE)[0].objections
    assert (closed.handled, closed.upheld, closed.findings) == (True, False, "经核实不成立（示例）")


def test_the_list_is_published_of_those_ready_and_says_what_the_others_lack(
    qtbot: QtBot, screens: Screens, desk: Desk, tmp_path: Path
) -> None:
    round_id = make_round(desk, ROLES)
    ready = on_display(desk, round_id, tmp_path / "甲", "甲厂（示例）", date(2026, 6, 5))
    on_display(desk, round_id, tmp_path / "乙", "乙厂（示例）", None)
    view = shown(qtbot, screens, desk, round_id, ANNOUNCING)
    page = view.announcing
    assert page.applications.ticked() == (ready,)
    says(qtbot, page, "公示期满（尚未公示）")
    page.form.put("text", "现予公布（示例）。")
    page.form.put("date", "2026-06-08")
    qtbot.mouseClick(page.form.action, Qt.MouseButton.LeftButton)
    says(qtbot, page, "“公示期满”还不具备")
    page.form.put("date", "2026-06-15")
    qtbot.mouseClick(page.form.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.files.rows) == 3, timeout=WAIT)
    (published,) = desk.publication.published(round_id)
    assert published.applications == (ready,)
    assert desk.road.of(round_id, ready, JUNE).here == "listed"
    qtbot.waitUntil(lambda: page.applications.ticked() == (), timeout=WAIT)
    assert_accessible(view)


def test_without_applications_each_sub_place_says_what_brings_it_there(
    qtbot: QtBot, screens: Screens, desk: Desk
) -> None:
    round_id = make_round(desk, ROLES)
    view = shown(qtbot, screens, desk, round_id, RANKING)
    says(qtbot, view.ranking, "还没有申报")
    assert not view.ranking.save.isEnabled()
    assert not view.move_button.isEnabled()
    view.open_with("displays")
    says(qtbot, view.displays, "没有到达“公示”的申报")
    view.open_with("announcing")
    says(qtbot, view.announcing, "没有可以公布的申报")
    with qtbot.waitSignal(view.went) as signal:
        view.open_with("ranking")
        qtbot.mouseClick(view.ranking.nothing.button, Qt.MouseButton.LeftButton)
    assert signal.args == ["applications", None]


def test_an_expert_reads_and_cannot_record(
    qtbot: QtBot, screens: Screens, desk: Desk, new_desk: NewDesk, tmp_path: Path
) -> None:
    round_id = make_round(desk)
    an_application(desk, round_id, tmp_path / "甲")
    expert = new_desk("苏文（示例）", "示例院（示例）")
    admit(desk, round_id, expert)
    view = shown(qtbot, screens, expert, round_id, DISPLAYS)
    for page in (view.letters, view.displays, view.announcing):
        assert not page.form.action.isEnabled()
        assert page.hint.text()
    assert not view.ranking.save.isEnabled()
    assert not view.ranking.quota.save.isEnabled()
