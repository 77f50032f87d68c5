"""Letters to departments, filled forms and the summary on the opinions screen with a real desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from tests.conftest import NewDesk
from tests.desks import an_application, make_round, small_pdf
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, words
from tests.unit.test_consultation import Answer, ask_all, cell, filled, form_of, heads_of
from ui.views.opinions import OpinionsView
from ui.widgets.kit import Kit
from ui.widgets.opinion_files import OpenButton, SaveAllButton


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    return new_desk()


def shown(qtbot: QtBot, screens: Screens, desk: Desk, round_id: str) -> OpinionsView:
    view = screens.open(OpinionsView, desk, round_id)
    qtbot.waitUntil(lambda: view.table is not None and bool(view.table.rows_model.rows), timeout=WAIT)
    return view


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled(), timeout=WAIT)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_departments_are_asked_in_one_batch_with_the_term_explained(
    qtbot: QtBot, screens: Screens, desk: Desk, tmp_path: Path
) -> None:
    round_id = make_round(desk)
    first = an_application(desk, round_id, tmp_path / "a", "青禾水泥（示例）")
    an_application(desk, round_id, tmp_path / "b", "北岭铜业（示例）")
    view = shown(qtbot, screens, desk, round_id)
    press(qtbot, view.request_button)
    page = view.request
    qtbot.waitUntil(lambda: len(page.departments) == 3, timeout=WAIT)
    assert all(box.isChecked() for box in page.departments.values())
    assert "已选 2 家，共 2 家" in words(page)
    assert "还没有发函" in words(page)
    page.table.choose(0)  # the first by name: 北岭铜业
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert "已选 1 家，共 2 家" in words(page)
    page.date.setText("2026-09-28")
    qtbot.waitUntil(lambda: page.reply_by.text() == "2026-10-16", timeout=WAIT)
    assert "国庆节" in words(page.explained)
    page.date.setText("9999-12-30")  # no term can be worked out, so the office sets the day
    qtbot.waitUntil(page.own_term.isVisible, timeout=WAIT)
    assert not page.failure.isVisible()
    page.date.setText("2026-09-28")
    qtbot.waitUntil(page.explained.isVisible, timeout=WAIT)
    assert_accessible(page)
    page.office.setText("")
    page.reply_by.setText("2026-09-01")
    press(qtbot, page.make_button)
    assert "写发函单位的全称" in words(page)
    assert "回复期限早于发函日期。" in words(page)
    assert desk.consultation.letters(round_id) == ()
    page.office.setText("示例县工信局（示例）")
    page.number.setText("示工信函〔2026〕12号")
    page.reply_by.setText("2026-10-16")
    qtbot.keyClick(page.office, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page.letters.cards) == 1, timeout=WAIT)
    (batch,) = desk.consultation.letters(round_id)
    assert [one for one, _ in batch.units] == [first]
    assert (batch.number, batch.reply_by) == ("示工信函〔2026〕12号", "2026-10-16")
    assert "0/1 已复" not in words(page)  # painted in a chip, with its name for those who cannot see it
    assert len(page.letters.findChildren(OpenButton)) == 9
    assert page.letters.findChildren(SaveAllButton)[0].accessibleName().endswith("示工信函〔2026〕12号")
    assert_accessible(page)
    folder = tmp_path / "out"
    folder.mkdir()
    files = [file for letter in batch.letters for file in letter.files]
    page.letters.saver._files = tuple(files)
    for times in (1, 2):
        with qtbot.waitSignal(view.said, timeout=WAIT) as said:
            page.letters.saver.save_to(str(folder))
        assert said.args == ["已另存 9 个文件。"]
        assert len(list(folder.iterdir())) == 9 * times  # what was there is never written over
    qtbot.keyClick(page.office, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.isVisible(), timeout=WAIT)
    assert view.table is not None
    assert view.table.isVisible()


def test_a_filled_form_is_shown_before_it_is_recorded_and_contradictions_stand_out(
    qtbot: QtBot, screens: Screens, desk: Desk, tmp_path: Path
) -> None:
    round_id = make_round(desk)
    application = an_application(desk, round_id, tmp_path / "a")
    head = heads_of(desk, round_id, application)[0]
    desk.applications.answer_negative(
        round_id,
        application,
        head,
        answer="clear",
        department="示例局",
        proof=("证明.pdf", small_pdf("proof", 1)),
    )
    ask_all(desk, round_id)
    code = desk.opinions.departments(round_id)[0][0]
    form = form_of(desk, round_id, code)
    answer = Answer(position="不同意", text="2025 年有处罚（示例）。", heads={head: "有"})
    good, bad = tmp_path / "回函表.xlsx", tmp_path / "有误.xlsx"
    good.write_bytes(filled(form, {application: answer}))
    bad.write_bytes(filled(form, {application: Answer(position="大概")}, day="十月"))
    entries = desk.rounds.line(round_id).entries
    view = shown(qtbot, screens, desk, round_id)
    press(qtbot, view.reply_button)
    page = view.reply
    assert "把回函表拖到这里" in words(page)
    assert_accessible(page)
    with qtbot.waitSignal(page.looked, timeout=WAIT):
        page.take(str(bad))
    assert "有 2 处填写有误" in words(page)
    assert "只能选下拉框中的内容，现为“大概”" in words(page)
    assert not page.accept_button.isEnabled()
    press(qtbot, page.decline_button)
    assert page.choose_button.isVisible()
    with qtbot.waitSignal(page.looked, timeout=WAIT):
        page.take(str(good))
    assert page.accept_button.text() == "接收 1 条"
    assert "2025 年有处罚（示例）。" in words(page)
    assert "部门答“有”，负面清单由林岚（示例）记为“无”" in words(page)
    assert desk.rounds.line(round_id).entries == entries
    assert_accessible(page)
    with qtbot.waitSignal(view.recorded, timeout=WAIT):
        press(qtbot, page.accept_button)
    assert cell(desk, round_id, application, code).position == "object"
    assert view.table is not None
    table = view.table
    qtbot.waitUntil(lambda: table.rows_model.rows[0][1].text == "与清单不符", timeout=WAIT)
    view.open_with(application)
    qtbot.waitUntil(view.pane.isVisible, timeout=WAIT)
    view._choose(application, 1)
    qtbot.waitUntil(lambda: "负面清单由林岚（示例）记为“无”" in words(view.pane), timeout=WAIT)
    press(qtbot, view.reply_button)
    with qtbot.waitSignal(page.looked, timeout=WAIT):
        page.take(str(good))
    assert "这份回函已经记录过，没有新内容。" in words(page)
    assert not page.accept_button.isEnabled()
    (tmp_path / "别的.xlsx").write_bytes(b"no workbook")
    page.take(str(tmp_path / "别的.xlsx"))
    qtbot.waitUntil(page.failure.isVisible, timeout=WAIT)
    assert page.choose_button.isEnabled()


def test_the_summary_says_who_is_silent_and_lists_its_files(
    qtbot: QtBot, screens: Screens, desk: Desk, tmp_path: Path
) -> None:
    round_id = make_round(desk)
    an_application(desk, round_id, tmp_path / "a")
    view = shown(qtbot, screens, desk, round_id)
    press(qtbot, view.summary_button)
    page = view.summary
    qtbot.waitUntil(lambda: "还有 3 份未回复" in words(page), timeout=WAIT)
    assert "还没有生成过。" in words(page)
    page.day.setText("某日")
    press(qtbot, page.make_button)
    assert "写成 2026-04-17" in words(page)
    page.day.setText("2026-10-21")
    press(qtbot, page.make_button)
    qtbot.waitUntil(lambda: len(page.rows) == 3, timeout=WAIT)
    assert {row.file.name.rpartition(".")[2] for row in page.rows} == {"docx", "pdf", "xlsx"}
    assert len(desk.opinions.summary_files(round_id)) == 3
    assert_accessible(page)


def test_without_applications_there_is_nobody_to_ask_about(
    qtbot: QtBot, screens: Screens, desk: Desk
) -> None:
    view = screens.open(OpinionsView, desk, make_round(desk))
    qtbot.waitUntil(lambda: "还没有申报" in words(view), timeout=WAIT)
    assert not view.request_button.isEnabled()
    assert not view.reply_button.isEnabled()
    assert not view.summary_button.isEnabled()
