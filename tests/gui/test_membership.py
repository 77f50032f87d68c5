"""Joining on screen: ask, approve, hand out, take a certificate back, and give a person a new one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from greendesk.adapters.exchange_file import NotForYou
from greendesk.desk import Desk
from greendesk.use_cases.membership import Revoke
from tests.conftest import NewDesk
from tests.desks import admit, an_application, carry, make_round, score_all
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, unexpected, words
from ui.tasks import TaskRunner
from ui.views.exchange.hand_out import HandOutSheet
from ui.views.exchange.join import ApproveSheet, AskSheet, RequestSheet
from ui.views.exchange.participants import ParticipantsPage
from ui.views.exchange.person import PersonSheet, RevokeSheet
from ui.widgets.kit import Kit
from ui.widgets.view import ScreenContext

OpenPage = Callable[[Desk, str], ParticipantsPage]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def open_page(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[OpenPage]:
    runners: list[TaskRunner] = []

    def make(desk: Desk, round_id: str) -> ParticipantsPage:
        runner = TaskRunner(unexpected)
        runners.append(runner)
        page = ParticipantsPage(ScreenContext(kit, desk, round_id, runner))
        page.setObjectName("window")
        page.resize(1352, 860)
        qtbot.addWidget(page)
        page.show()
        page.reload()
        return page

    yield make
    for runner in runners:
        runner.close()


def ask(desk: Desk, folder: Path) -> Path:
    path = folder / f"申请-{desk.folder.name}.gdx"
    desk.exchange.write_request(path, ("expert",))
    return path


def approval(qtbot: QtBot, page: ParticipantsPage, path: Path) -> ApproveSheet:
    page.open_request(path)
    qtbot.waitUntil(lambda: isinstance(page.sheet, ApproveSheet), timeout=WAIT)
    assert isinstance(page.sheet, ApproveSheet)
    return page.sheet


def handing_out(qtbot: QtBot, page: ParticipantsPage) -> HandOutSheet:
    qtbot.waitUntil(lambda: isinstance(page.sheet, HandOutSheet), timeout=WAIT)
    assert isinstance(page.sheet, HandOutSheet)
    return page.sheet


def opens(desk: Desk, file: Path) -> bool:
    """Whether a file is meant for the desk; then it is received."""
    try:
        desk.exchange.receive(file)
    except NotForYou:
        return False
    return True


def confirm(page: ParticipantsPage) -> None:
    dialog = page.findChild(QDialog)
    assert dialog is not None
    act = dialog.findChild(QPushButton, "act")
    assert act is not None
    assert dialog.focusWidget() is not act  # the safe answer has the focus
    act.click()


def test_a_desk_without_a_round_asks_to_join(
    qtbot: QtBot, open_page: OpenPage, new_desk: NewDesk, tmp_path: Path
) -> None:
    expert = new_desk("周明远（示例）")
    page = open_page(expert, "")
    qtbot.waitUntil(lambda: isinstance(page.sheet, AskSheet), timeout=WAIT)
    sheet = page.sheet
    assert isinstance(sheet, AskSheet)
    spoken = words(sheet).replace("\n", "   ")
    assert all(word in spoken for word in expert.exchange.my_words().split())
    sheet.ticks.boxes["expert"].setChecked(False)
    assert not sheet.write_button.isEnabled()
    sheet.ticks.boxes["leader"].setChecked(True)
    target = tmp_path / "加入申请.gdx"
    sheet.path.field.setText(str(target))
    assert_accessible(page)
    with qtbot.waitSignal(page.said, timeout=WAIT):
        qtbot.mouseClick(sheet.write_button, LEFT)
    assert "下一步：交给组织单位" in words(sheet)
    assert new_desk().exchange.read_request(target).roles == ("leader",)


def test_approval_needs_the_telephone_and_leads_to_the_round_file(
    qtbot: QtBot, open_page: OpenPage, new_desk: NewDesk, tmp_path: Path
) -> None:
    organiser, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(organiser)
    page = open_page(organiser, round_id)
    qtbot.waitUntil(lambda: isinstance(page.sheet, PersonSheet), timeout=WAIT)
    qtbot.mouseClick(page.approve_button, LEFT)
    assert isinstance(page.sheet, RequestSheet)
    assert_accessible(page)
    path = ask(expert, tmp_path)
    page.sheet.zone.files_dropped.emit([path])
    qtbot.waitUntil(lambda: isinstance(page.sheet, ApproveSheet), timeout=WAIT)
    sheet = page.sheet
    assert isinstance(sheet, ApproveSheet)
    said = words(sheet).replace("\n", "   ")
    assert all(word in said for word in expert.exchange.my_words().split())
    assert not sheet.seen.isVisible()
    assert not sheet.as_old.isEnabled()
    assert sheet.compared.hasFocus()
    assert not sheet.approve_button.isEnabled()
    qtbot.keyClick(sheet.compared, Qt.Key.Key_Space)
    assert sheet.approve_button.isEnabled()
    sheet.ticks.boxes["leader"].setChecked(True)
    assert_accessible(page)
    with qtbot.waitSignal(page.recorded, timeout=WAIT):
        qtbot.mouseClick(sheet.approve_button, LEFT)
    out = handing_out(qtbot, page)
    assert [one.name for one in out.chosen()] == ["周明远（示例）"]
    qtbot.waitUntil(lambda: "参与方 2 人和各自的证书" in words(out.inside), timeout=WAIT)
    assert "政策方案和评价表" in words(out.inside)
    assert "还没有申报和专家分派" in words(out.inside)
    out.folder.field.setText(str(tmp_path))
    assert_accessible(page)
    with qtbot.waitSignal(page.said, timeout=WAIT):
        qtbot.mouseClick(out.write_button, LEFT)
    (written,) = tmp_path.glob("批次文件*.gdx")
    assert written.name in words(out.result)
    expert.exchange.receive(written)
    assert expert.rounds.line(round_id).my_roles == ("expert", "leader")
    qtbot.mouseClick(out.close_button, LEFT)
    assert isinstance(page.sheet, PersonSheet)


def test_several_get_their_files_by_one_click(
    qtbot: QtBot, open_page: OpenPage, new_desk: NewDesk, tmp_path: Path
) -> None:
    organiser = new_desk("林岚（示例）")
    round_id = make_round(organiser)
    others = [new_desk("周明远（示例）"), new_desk("周明远（示例）"), new_desk("沈若谷（示例）")]
    for desk in others:
        request = organiser.exchange.read_request(ask(desk, tmp_path))
        organiser.exchange.approve(round_id, request, ("expert",))
    page = open_page(organiser, round_id)
    qtbot.waitUntil(lambda: page.hand_out_button.text() == "发放批次文件 3", timeout=WAIT)
    spoken = [row[2].whole_text for row in page.table.rows_model.rows]
    assert spoken.count("还没来件") == 3
    qtbot.mouseClick(page.hand_out_button, LEFT)
    out = handing_out(qtbot, page)
    assert out.write_button.text() == "写出 3 份批次文件"
    missing = tmp_path / "没有这个文件夹"
    out.folder.field.setText(str(missing / "里面"))
    qtbot.mouseClick(out.write_button, LEFT)
    qtbot.waitUntil(lambda: out.failure.isVisible() or out.result.isVisible(), timeout=WAIT)
    assert out.failure.isVisible()
    out.folder.field.setText(str(tmp_path))
    with qtbot.waitSignal(page.said, timeout=WAIT):
        qtbot.mouseClick(out.write_button, LEFT)
    files = sorted(tmp_path.glob("批次文件*.gdx"))
    assert len(files) == 3
    opened = [sum(opens(desk, file) for file in files) for desk in others]
    assert opened == [1, 1, 1]


def test_a_request_seen_twice_says_so(
    qtbot: QtBot, open_page: OpenPage, new_desk: NewDesk, tmp_path: Path
) -> None:
    organiser, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(organiser)
    admit(organiser, round_id, expert)
    page = open_page(organiser, round_id)
    sheet = approval(qtbot, page, ask(expert, tmp_path))
    assert "这份申请已经批准过" in words(sheet.seen)
    sheet.as_new.setChecked(True)
    sheet.compared.setChecked(True)
    qtbot.mouseClick(sheet.approve_button, LEFT)
    qtbot.waitUntil(sheet.failure.isVisible, timeout=WAIT)
    assert "已经批准过" in words(sheet.failure)
    assert len(organiser.members.participants(round_id)) == 2


def test_a_certificate_is_taken_back_after_a_look(
    qtbot: QtBot, open_page: OpenPage, new_desk: NewDesk, tmp_path: Path
) -> None:
    organiser, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(organiser)
    fingerprint = admit(organiser, round_id, expert)
    application = an_application(organiser, round_id, tmp_path / "package")
    organiser.reviews.assign(round_id, application, fingerprint)
    carry(organiser, expert, round_id)
    score_all(expert, round_id, application)
    expert.reviews.submit(round_id, application)
    carry(expert, organiser, round_id)
    page = open_page(organiser, round_id)
    qtbot.waitUntil(lambda: page.table.rows_model.rowCount() == 2, timeout=WAIT)
    page.table.choose(fingerprint)
    assert isinstance(page.sheet, PersonSheet)
    assert_accessible(page)
    qtbot.mouseClick(page.sheet.revoke_button, LEFT)
    sheet = page.sheet
    assert isinstance(sheet, RevokeSheet)
    assert not sheet.revoke_button.isEnabled()
    qtbot.waitUntil(lambda: "本机已有的记录都照常有效" in words(sheet), timeout=WAIT)
    assert sheet.revoke_button.isEnabled()
    qtbot.waitUntil(lambda: sheet.end.records.rows_model.rowCount() == 4, timeout=WAIT)
    sheet.end.earlier.setChecked(True)
    first = organiser.members.records(round_id, fingerprint)[-1]
    sheet.end.records.choose(first.entry)
    qtbot.waitUntil(lambda: "不再计入 2 条" in words(sheet), timeout=WAIT)
    assert "青禾水泥（示例），专家评审" in words(sheet)
    assert "改派给别人：青禾水泥（示例）" in words(sheet)
    sheet.end.reason.setCurrentIndex(sheet.end.reason.findData("stolen"))
    sheet.end.note.setText("电脑在路上被盗（示例）")
    assert_accessible(page)
    qtbot.waitUntil(sheet.revoke_button.isEnabled, timeout=WAIT)
    qtbot.mouseClick(sheet.revoke_button, LEFT)
    assert organiser.members.participants(round_id)[0].revoked is None
    with qtbot.waitSignal(page.recorded, timeout=WAIT):
        confirm(page)
    ended = next(one for one in organiser.members.participants(round_id) if one.fingerprint == fingerprint)
    assert ended.revoked is not None
    assert (ended.revoked.reason, ended.revoked.last_seq) == ("stolen", 1)
    qtbot.waitUntil(lambda: any("已撤销" in row[0].text for row in page.table.rows_model.rows), timeout=WAIT)
    qtbot.waitUntil(lambda: "有效到第 1 条记录" in words(page._place), timeout=WAIT)
    assert "电脑在路上被盗" in words(page._place)


def test_a_lost_machine_is_replaced_on_the_screen(
    qtbot: QtBot, open_page: OpenPage, new_desk: NewDesk, tmp_path: Path
) -> None:
    organiser, old = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(organiser)
    fingerprint = admit(organiser, round_id, old)
    application = an_application(organiser, round_id, tmp_path / "package")
    organiser.reviews.assign(round_id, application, fingerprint)
    fresh = new_desk("周明远（示例）")
    page = open_page(organiser, round_id)
    sheet = approval(qtbot, page, ask(fresh, tmp_path))
    sheet.as_old.setChecked(True)
    assert sheet.whose.currentData() == fingerprint
    assert "沿用原来的角色：专家" in words(sheet)
    qtbot.waitUntil(lambda: "转给新证书" in words(sheet), timeout=WAIT)
    assert not sheet.approve_button.isEnabled()
    sheet.compared.setChecked(True)
    assert sheet.approve_button.text() == "批准并替换"
    assert_accessible(page)
    with qtbot.waitSignal(page.recorded, timeout=WAIT):
        qtbot.mouseClick(sheet.approve_button, LEFT)
    out = handing_out(qtbot, page)
    out.folder.field.setText(str(tmp_path))
    with qtbot.waitSignal(page.said, timeout=WAIT):
        qtbot.mouseClick(out.write_button, LEFT)
    (written,) = tmp_path.glob("批次文件*.gdx")
    fresh.exchange.receive(written)
    assert fresh.applications.lines(round_id)[0].my_state == "to_declare"
    names = [row[0].text for row in page.table.rows_model.rows]
    assert "周明远（示例）（原证书）" in names


def test_who_is_not_the_organiser_only_reads(
    qtbot: QtBot, open_page: OpenPage, new_desk: NewDesk, tmp_path: Path
) -> None:
    organiser, expert, other = (
        new_desk("林岚（示例）"),
        new_desk("周明远（示例）"),
        new_desk("沈若谷（示例）"),
    )
    round_id = make_round(organiser)
    admit(organiser, round_id, expert)
    gone = admit(organiser, round_id, other)
    organiser.members.revoke(round_id, Revoke(fingerprint=gone, reason="left"))
    carry(organiser, expert, round_id)
    page = open_page(expert, round_id)
    qtbot.waitUntil(lambda: page.table.rows_model.rowCount() == 3, timeout=WAIT)
    assert not page.approve_button.isVisible()
    page.table.choose(gone)
    sheet = page.sheet
    assert isinstance(sheet, PersonSheet)
    assert "离任" in words(sheet)
    page.open_request(ask(new_desk("何青（示例）"), tmp_path))
    qtbot.waitUntil(page.failure.isVisible, timeout=WAIT)
    assert "只有开设批次的组织单位" in words(page.failure)
    assert page.sheet is sheet
    assert not sheet.revoke_button.isVisible()
    assert_accessible(page)
