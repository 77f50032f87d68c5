"""The applications screen with a real desk: receive, register, check, answer, assign, search."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from greendesk.domain.credit_code import check_character
from greendesk.use_cases.applications import UnitData
from tests.conftest import NewDesk
from tests.desks import (
    PNG,
    admit,
    an_application,
    answer_everything,
    carry,
    credit_code,
    make_round,
    package_folder,
    score_all,
    small_pdf,
)
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, drop, unexpected, words
from ui.tasks import TaskRunner
from ui.views.applications import ApplicationsView
from ui.views.opinions import OpinionsView
from ui.widgets.application_attach import AttachField
from ui.widgets.application_detail import Step, next_step
from ui.widgets.application_documents import DocumentsSection
from ui.widgets.application_experts import ExpertsSection
from ui.widgets.application_files import FilesSection
from ui.widgets.application_negative import NegativeSection
from ui.widgets.application_papers import PaperRow
from ui.widgets.application_register import RegisterSection
from ui.widgets.kit import Kit
from ui.widgets.view import ScreenContext

OFF_SCREEN = "does not support (propagateSizeHints|raise|grabbing the keyboard)"  # of lists that pop up


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


class Opened(QObject):
    """Stands in the place of other programs: notes which files they were asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    @Slot(QUrl)
    def note(self, url: QUrl) -> None:
        self.paths.append(Path(url.toLocalFile()))


@pytest.fixture
def opened() -> Iterator[Opened]:
    programs = Opened()
    QDesktopServices.setUrlHandler("file", programs, "note")
    yield programs
    QDesktopServices.unsetUrlHandler("file")


def shown(qtbot: QtBot, screens: Screens, desk: Desk, round_id: str) -> ApplicationsView:
    view = screens.open(ApplicationsView, desk, round_id)
    qtbot.waitUntil(lambda: view.list.table is not None, timeout=WAIT)
    return view


def opened_at(qtbot: QtBot, view: ApplicationsView, application: str, part: str) -> None:
    view.open_with((application, part))
    page = view.case_page
    qtbot.waitUntil(
        lambda: page.isVisible() and page.part == part and page.sections[part].application == application,
        timeout=WAIT,
    )


class WindowsName(zipfile.ZipInfo):
    """An entry as Windows Explorer writes it: bytes of the code page, no UTF-8 mark."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  # the name zipfile calls
        return self.filename.encode("cp437"), 0


def gbk_zip(path: Path) -> Path:
    """A package as Windows makes it: a ZIP with Chinese names in GBK."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (
            ("材料/申报书.pdf", small_pdf("application", 3)),
            ("材料/自评价报告.pdf", small_pdf("self report", 2)),
            ("材料/营业执照.png", PNG),
            ("材料/能源统计表.txt", "电力（示例）\n".encode()),
        ):
            archive.writestr(WindowsName(name.encode("gbk").decode("cp437")), data)
    return path


def write(field: QWidget, text: str) -> None:
    """Write as an input method does: the composed words at once."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    field.setFocus()
    QApplication.sendEvent(field, event)


def test_a_dropped_gbk_zip_becomes_an_application(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    view = shown(qtbot, screens, desk, round_id)
    assert "还没有申报" in words(view.list)
    drop(view, gbk_zip(tmp_path / "青禾水泥.zip"))
    page = view.new_page
    qtbot.waitUntil(lambda: page.intake.result is not None, timeout=WAIT)
    assert "4 个文件" in words(page)
    assert page.save_button.text() == "登记并收件"
    edits = page.form.edits
    qtbot.keyClicks(edits["credit_code"], credit_code(1)[:17])
    assert "还差 1 位" in words(page)
    right = credit_code(1)[-1]
    wrong = "1" if right != "1" else "2"
    qtbot.keyClicks(edits["credit_code"], wrong)
    assert f"最后一位是 {wrong}，按前 17 位应为 {right}" in words(page)
    qtbot.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    assert "填写单位名称，与营业执照一致。" in words(page)
    assert desk.applications.lines(round_id) == ()
    qtbot.keyClick(edits["credit_code"], Qt.Key.Key_Backspace)
    qtbot.keyClicks(edits["credit_code"], right)
    assert "代码正确" in words(page)
    edits["unit"].setText("青禾水泥（示例）")
    edits["region"].setText("赤霞市（示例）")
    qtbot.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.case_page.isVisible() and view.case_page.part == "documents", timeout=WAIT)
    line = desk.applications.lines(round_id)[0]
    assert (line.unit, line.stage, line.files) == ("青禾水泥（示例）", "incomplete", 4)
    inventory = desk.applications.detail(round_id, line.id).inventory
    assert inventory is not None
    assert inventory.files[0].path.endswith("申报书.pdf")
    assert "应有 5 种，已有 4 种" in words(view.case_page)


def test_a_mainland_code_names_its_province(qtbot: QtBot, screens: Screens, new_desk: NewDesk) -> None:
    desk = new_desk()
    view = shown(qtbot, screens, desk, make_round(desk))
    qtbot.waitUntil(view.list.nothing.isVisible, timeout=WAIT)
    qtbot.mouseClick(view.list.nothing.button, Qt.MouseButton.LeftButton)
    first = "91150000MA0EX0001"
    view.new_page.form.edits["credit_code"].setText(first + check_character(first))
    assert "代码正确，登记机关在内蒙古自治区" in words(view.new_page)


@pytest.mark.qt_log_ignore(OFF_SCREEN)
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_list_of_known_units_completes_the_form(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path, encoding: str
) -> None:
    desk = new_desk()
    view = shown(qtbot, screens, desk, make_round(desk))
    view.begin_new()
    page = view.new_page
    known = tmp_path / "名单.csv"
    known.write_text(
        "序号,地区,工厂名称,行业,第三方评价机构,批次\n1,示例省,北岭铜业（示例）,有色,示例评价中心（示例）,1\n",
        encoding=encoding,
    )
    qtbot.mouseClick(page.list_button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(QFileDialog)
    dialog.selectFile(str(known))
    dialog.accept()
    qtbot.waitUntil(lambda: "名单中有 1 家" in words(page), timeout=WAIT)
    edits = page.form.edits
    write(edits["unit"], "铜业")
    completer = edits["unit"].completer()
    assert completer.currentCompletion() == "北岭铜业（示例）"
    popup = completer.popup()
    qtbot.waitUntil(popup.isVisible, timeout=WAIT)
    popup.setCurrentIndex(popup.model().index(0, 0))
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert [edits[name].text() for name in ("unit", "region", "industry", "third_party")] == [
        "北岭铜业（示例）",
        "示例省",
        "有色",
        "示例评价中心（示例）",
    ]
    page.read_list(str(tmp_path / "没有.csv"))
    qtbot.waitUntil(lambda: "名单读不出来" in words(page), timeout=WAIT)


def test_the_list_comes_whole_or_not_at_all(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    an_application(desk, round_id, tmp_path / "a")
    view = screens.open(ApplicationsView, desk, round_id)
    assert not view.list.search.isVisible()
    assert not view.round_note.isVisible()
    qtbot.waitUntil(view.round_note.isVisible, timeout=WAIT)  # and then nothing more has to be laid out
    assert view.round_note.width() >= view.round_note.sizeHint().width()
    assert view.list.total.geometry().left() >= view.round_note.geometry().right()
    assert all(chip.isVisible() and chip.width() > 40 for chip in view.list.chips.values())


@pytest.mark.qt_log_ignore(OFF_SCREEN)
def test_search_and_filters_leave_the_right_lines(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    first = an_application(desk, round_id, tmp_path / "a", "青禾水泥（示例）")
    second = an_application(desk, round_id, tmp_path / "b", "北岭铜业（示例）", complete=False)
    third = an_application(desk, round_id, tmp_path / "c", "白桦乳业（示例）", category="supply_chain")
    moved = desk.applications.detail(round_id, second).line
    data = UnitData(
        unit=moved.unit,
        credit_code=moved.credit_code,
        category=moved.category,
        region="云岭市（示例）",
        industry="有色金属",
    )
    desk.applications.register(round_id, data, second)
    desk.applications.answer_negative(round_id, third, "N1", answer="hit", department="示例局", note="停产")
    view = shown(qtbot, screens, desk, round_id)
    qtbot.waitUntil(lambda: len(view.list.order) == 3, timeout=WAIT)
    assert view.list.order == (third, second, first)  # by sound: bai, bei, qing
    for typed, left in (("QHSN", (first,)), ("铜业", (second,)), ("91990000EX000003", (third,)), ("xyz", ())):
        view.list.search.clear()
        write(view.list.search, typed)
        assert view.list.order == left
    assert "没有符合条件的申报" in words(view.list)
    qtbot.mouseClick(view.list.nothing.button, Qt.MouseButton.LeftButton)
    assert len(view.list.order) == 3
    chips = view.list.chips
    assert chips["category", "factory"].text() == "绿色工厂 2"
    qtbot.mouseClick(chips["category", "factory"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chips["step", "ready"], Qt.MouseButton.LeftButton)
    assert view.list.order == (first,)
    view.list.clear_filter()
    assert view.list.region.text() == "全部地区"
    qtbot.mouseClick(view.list.region, Qt.MouseButton.LeftButton)
    menu = view.list.findChild(QMenu)
    assert [action.text() for action in menu.actions()] == [
        "全部地区 3",
        "云岭市（示例） 1",
        "赤霞市（示例） 2",
    ]
    menu.actions()[1].trigger()
    menu.close()
    assert view.list.order == (second,)
    assert view.list.region.text() == "云岭市（示例）"
    view.list.clear_filter()
    qtbot.mouseClick(chips["hit", "hit"], Qt.MouseButton.LeftButton)
    assert view.list.order == (third,)
    assert not chips["step", "concluded"].isEnabled()
    assert_accessible(view)


def test_a_reload_keeps_the_chosen_line_and_arrows_bring_its_detail(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    first = an_application(desk, round_id, tmp_path / "a", "白桦乳业（示例）")
    second = an_application(desk, round_id, tmp_path / "b", "青禾水泥（示例）", complete=False)
    view = shown(qtbot, screens, desk, round_id)
    qtbot.waitUntil(lambda: view.pane.isVisible() and "白桦乳业（示例）" in words(view.pane), timeout=WAIT)
    table = view.list.table
    assert table is not None
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "青禾水泥（示例）" in words(view.pane), timeout=WAIT)
    assert view.pane.primary is not None
    assert view.pane.primary.text() == "核对材料"
    answer_everything(desk, round_id, first)
    view.reload()
    qtbot.waitUntil(
        lambda: any(cell.text == "无情形" for row in table.rows_model.rows for cell in row), timeout=WAIT
    )
    assert table.chosen_key() == second
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(view.case_page.isVisible, timeout=WAIT)
    assert view.case_page.part == "documents"
    qtbot.keyClick(view.case_page, Qt.Key.Key_BracketLeft)
    qtbot.waitUntil(lambda: "白桦乳业（示例）" in words(view.case_page), timeout=WAIT)
    qtbot.keyClick(view.case_page, Qt.Key.Key_Escape)
    assert view.list.isVisible()
    assert table.hasFocus()


def test_the_inventory_says_what_is_wrong_and_opens_copies(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path, opened: Opened
) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    application = an_application(desk, round_id, tmp_path / "a")
    view = shown(qtbot, screens, desk, round_id)
    opened_at(qtbot, view, application, "files")
    section = view.case_page.sections["files"]
    assert isinstance(section, FilesSection)
    folder = package_folder(tmp_path / "second")
    (folder / "空白.docx").write_bytes(b"")
    (folder / "扫描.pdf").write_bytes(b"no page at all \x00\x01" * 20)
    (folder / "图.pdf").write_bytes(PNG)
    qtbot.mouseClick(section.renew, Qt.MouseButton.LeftButton)
    drop(section.intake, folder)
    qtbot.waitUntil(lambda: section.intake.result is not None, timeout=WAIT)
    assert "2 个文件打不开" in words(section)
    qtbot.keyClick(section._keep_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "第 2 版 · 8 个文件" in words(section), timeout=WAIT)
    said = {row[1].text: row[6].text for row in section.table.rows_model.rows}
    assert (said["空白.docx"], said["扫描.pdf"], said["图.pdf"], said["申报书.pdf"]) == (
        "空文件", "打不开", "名不符实", "可用",
    )  # fmt: skip
    assert "与 " in said["营业执照.png"]
    qtbot.mouseClick(section.only_bad, Qt.MouseButton.LeftButton)
    assert len(section.table.rows_model.rows) == 4
    number = next(key for key in section.table.rows_model.keys if key is not None)
    section.table.choose(number)
    inventory = desk.applications.detail(round_id, application).inventory
    assert inventory is not None
    file = inventory.file(int(str(number)))
    assert file is not None
    assert file.sha256 in words(section)
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened.paths), timeout=WAIT)
    assert opened.paths[0].name == file.name
    assert_accessible(view)


def test_the_same_package_is_not_received_twice(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    application = an_application(desk, round_id, tmp_path / "a")
    view = shown(qtbot, screens, desk, round_id)
    opened_at(qtbot, view, application, "files")
    section = view.case_page.sections["files"]
    assert isinstance(section, FilesSection)
    section.receive(str(tmp_path / "a"))
    qtbot.waitUntil(lambda: "完全相同" in words(section), timeout=WAIT)
    assert not section._keep_button.isEnabled()
    broken = tmp_path / "坏.zip"
    broken.write_bytes(b"PK\x03\x04 cut")
    section.receive(str(broken))
    qtbot.waitUntil(lambda: "坏.zip" in words(section), timeout=WAIT)
    assert desk.applications.detail(round_id, application).package_version == 1


def test_completeness_is_decided_by_a_person_and_the_notice_is_made(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path, opened: Opened
) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    application = an_application(desk, round_id, tmp_path / "a", complete=False)
    view = shown(qtbot, screens, desk, round_id)
    opened_at(qtbot, view, application, "documents")
    section = view.case_page.sections["documents"]
    assert isinstance(section, DocumentsSection)
    assert section.table.chosen_key() == "pledge"
    states = {row[0].text: (row[1].sub, row[2].text) for row in section.table.rows_model.rows}
    assert states["申报书"] == ("建议，按文件名推定", "已有")
    assert states["承诺书"][1] == "缺少"
    section.table.choose("licence")
    qtbot.keyClick(section.files, Qt.Key.Key_Space)  # the licence is no licence
    write(section.note, "执照已过期")
    assert "有 1 处改动还没有记录。" in words(section)
    qtbot.mouseClick(section.notice_button, Qt.MouseButton.LeftButton)
    assert "先记录核对结果" in words(section)
    qtbot.mouseClick(section.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "应有 5 种，已有 3 种" in words(view.case_page), timeout=WAIT)
    qtbot.waitUntil(lambda: section.pending.count == 0, timeout=WAIT)
    qtbot.mouseClick(section.notice_button, Qt.MouseButton.LeftButton)
    notice = section.notice
    qtbot.waitUntil(lambda: "营业执照" in words(notice), timeout=WAIT)
    qtbot.mouseClick(notice.make_button, Qt.MouseButton.LeftButton)
    assert "填写单位补正时找谁、打哪个电话。" in words(notice)
    assert "写成 2026-04-17 或 4 月 17 日。" in words(notice)
    notice.contact.setText("李禾（示例） 000-1234567")
    notice.deadline.setText("2099年5月1日")
    qtbot.mouseClick(notice.make_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(notice.findChildren(PaperRow)) == 2, timeout=WAIT)
    detail = desk.applications.detail(round_id, application)
    assert [document.note for document in detail.documents if document.code == "licence"] == ["执照已过期"]
    for row in notice.findChildren(PaperRow):
        qtbot.mouseClick(row.open_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(opened.paths) == 2, timeout=WAIT)
    by_ending = {path.suffix: path for path in opened.paths}
    text = "\n".join(paragraph.text for paragraph in Document(str(by_ending[".docx"])).paragraphs)
    assert "青禾水泥（示例）" in text
    assert len(PdfReader(by_ending[".pdf"]).pages) >= 1
    target = tmp_path / "补正.pdf"
    row = next(row for row in notice.findChildren(PaperRow) if row.file.name.endswith(".pdf"))
    qtbot.mouseClick(row.save_button, Qt.MouseButton.LeftButton)
    dialog = section.findChild(QFileDialog)
    dialog.findChild(QLineEdit).setText(str(target))
    dialog.accept()
    qtbot.waitUntil(target.exists, timeout=WAIT)
    assert_accessible(view)


def test_the_negative_list_is_answered_head_by_head(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    application = an_application(desk, round_id, tmp_path / "a")
    view = shown(qtbot, screens, desk, round_id)
    opened_at(qtbot, view, application, "negative")
    section = view.case_page.sections["negative"]
    assert isinstance(section, NegativeSection)
    assert section.table.chosen_key() == "N1"
    qtbot.mouseClick(section.save_button, Qt.MouseButton.LeftButton)
    assert "先选“无”“有”或“待查”。" in words(section)
    qtbot.mouseClick(section.answers.button(0), Qt.MouseButton.LeftButton)
    section.department.setEditText("市场监管局")
    proof = tmp_path / "无违法证明.pdf"
    proof.write_bytes(small_pdf("proof", 1))
    section.proof.choose(str(proof))
    assert section.proof.picture.isVisible()
    qtbot.keyClick(section.department, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: section.table.chosen_key() == "N2", timeout=WAIT)
    qtbot.waitUntil(lambda: "共 6 项，已核 1 项" in words(section), timeout=WAIT)
    first = desk.applications.detail(round_id, application).negative[0]
    assert (first.answer, first.department) == ("clear", "市场监管局")
    assert first.proof is not None
    assert first.proof.name == "无违法证明.pdf"
    qtbot.mouseClick(section.answers.button(1), Qt.MouseButton.LeftButton)
    section.note.setPlainText("2025 年行政处罚（示例）")
    qtbot.mouseClick(section.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "其中 1 项有情形" in words(section), timeout=WAIT)
    assert view.case_page._alarm.isVisible()
    section.table.choose("N1")
    assert "林岚（示例） 于" in words(section)
    assert section.findChild(PaperRow) is not None
    assert_accessible(view)


def test_experts_are_asked_withdrawn_and_get_their_review_back(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    secretary, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(secretary, roles=("secretary",))
    fingerprint = admit(secretary, round_id, expert)
    application = an_application(secretary, round_id, tmp_path / "a")
    view = shown(qtbot, screens, secretary, round_id)
    opened_at(qtbot, view, application, "experts")
    section = view.case_page.sections["experts"]
    assert isinstance(section, ExpertsSection)
    qtbot.mouseClick(section.assign_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "已分派 1 人" in words(section), timeout=WAIT)
    qtbot.keyClick(section.table, Qt.Key.Key_Return)  # no longer
    qtbot.waitUntil(lambda: "已分派 0 人" in words(section), timeout=WAIT)
    qtbot.keyClick(section.table, Qt.Key.Key_Return)  # and again
    qtbot.waitUntil(lambda: "已分派 1 人" in words(section), timeout=WAIT)
    carry(secretary, expert, round_id)
    score_all(expert, round_id, application)
    expert.reviews.submit(round_id, application)
    carry(expert, secretary, round_id)
    view.reload()
    qtbot.waitUntil(section.return_box.isVisible, timeout=WAIT)
    assert not section.withdraw_button.isVisible()
    qtbot.mouseClick(section.return_button, Qt.MouseButton.LeftButton)
    assert "写明为什么退回、要改什么。" in words(section)
    section.reason.setPlainText("第 3 项缺证据（示例）")
    qtbot.mouseClick(section.return_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "已退回：第 3 项缺证据（示例）" in words(section), timeout=WAIT)
    part = secretary.applications.detail(round_id, application).assignments[0]
    assert (part.expert, part.review) == (fingerprint, "returned")
    assert_accessible(view)


def test_a_recused_expert_sees_nothing_of_the_application(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()
    round_id = make_round(desk, roles=("leader",))
    application = an_application(desk, round_id, tmp_path / "a")
    answer_everything(desk, round_id, application)
    me = next(line.fingerprint for line in desk.rounds.participants(round_id) if line.me)
    desk.reviews.assign(round_id, application, me)
    desk.reviews.declare(round_id, application, conflict=True, grounds=("employment",))
    view = shown(qtbot, screens, desk, round_id)
    qtbot.waitUntil(lambda: "已声明回避这份申报" in words(view.pane), timeout=WAIT)
    assert view.pane.primary is None
    assert view.pane.links == {}
    assert view.list.total.text() == "共 0 家，另有 1 家已回避"
    table = view.list.table
    assert table is not None
    seen = [cell.text for cell in table.rows_model.rows[0]]
    assert "5/5" not in seen
    assert "3/3" not in seen
    assert all(chip.text().endswith(" 0") for chip in view.list.chips.values())
    view.list.opened.emit(application)
    assert view.list.isVisible()


def test_a_correction_of_the_register_is_a_new_record(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    application = an_application(desk, round_id, tmp_path / "a")
    entries = desk.rounds.line(round_id).entries
    view = shown(qtbot, screens, desk, round_id)
    opened_at(qtbot, view, application, "register")
    section = view.case_page.sections["register"]
    assert isinstance(section, RegisterSection)
    write(section.form.edits["contact"], "李禾（示例）")
    view.reload()  # what is half typed stays
    qtbot.keyClick(section.form.edits["contact"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.rounds.line(round_id).entries == entries + 1, timeout=WAIT)
    assert desk.applications.detail(round_id, application).contact == "李禾（示例）"
    assert_accessible(view)


def test_an_expert_finds_no_desk_work(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    secretary, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(secretary)
    fingerprint = admit(secretary, round_id, expert)
    application = an_application(secretary, round_id, tmp_path / "a")
    secretary.reviews.assign(round_id, application, fingerprint)
    carry(secretary, expert, round_id)
    view = shown(qtbot, screens, expert, round_id)
    qtbot.waitUntil(lambda: view.pane.primary is not None, timeout=WAIT)
    assert not view.new_button.isVisible()
    assert view.pane.primary is not None
    assert view.pane.primary.text() == "声明并打开评审"
    with qtbot.waitSignal(view.went) as signal:
        qtbot.mouseClick(view.pane.primary, Qt.MouseButton.LeftButton)
    assert signal.args == ["bench", application]
    opened_at(qtbot, view, application, "files")
    assert "声明后打开材料" in words(view.case_page)


def test_closed_screens_are_freed(
    kit: Kit, new_desk: NewDesk, tmp_path: Path, check_freed: Callable[[Callable[[], QWidget]], None]
) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    runner = TaskRunner(unexpected)
    context = ScreenContext(kit, desk, round_id, runner)
    check_freed(lambda: ApplicationsView(context))
    check_freed(lambda: OpinionsView(context))
    runner.close()


def test_a_paper_that_nobody_can_read_is_not_taken(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    place = AttachField(kit, "盖章函件", "把扫描件拖到这里")
    qtbot.addWidget(place)
    place.show()
    (tmp_path / "空.png").write_bytes(b"")
    (tmp_path / "假.pdf").write_bytes(b"hello")
    for name, trouble in (
        ("空.png", "“空.png”是空的"),
        ("假.pdf", "“假.pdf”不是 PDF"),
        ("无.jpg", "读不出来"),
    ):
        place.choose(str(tmp_path / name))
        assert trouble in words(place)
        assert place.path is None
    (tmp_path / "函.pdf").write_bytes(b"%PDF-1.7\n")
    place.choose(str(tmp_path / "函.pdf"))
    assert place.path == tmp_path / "函.pdf"
    assert "没有收下" not in words(place)


def test_a_guess_is_not_called_a_check(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path, opened: Opened
) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    application = an_application(desk, round_id, tmp_path / "a")
    view = shown(qtbot, screens, desk, round_id)
    opened_at(qtbot, view, application, "documents")
    section = view.case_page.sections["documents"]
    assert isinstance(section, DocumentsSection)
    assert section.case is not None
    assert section.case.unchecked
    assert view.case_page.chips["documents"].text() == "材料核对 待核对"
    assert next_step(section.case) == Step(part="documents", words="核对材料", icon="list")
    found = {line.code: line.files for line in section.case.detail.documents}
    desk.applications.assign_documents(round_id, application, found, {})
    view.reload()
    qtbot.waitUntil(lambda: view.case_page.chips["documents"].text() == "材料核对 齐全", timeout=WAIT)
    assert section.case is not None
    assert not section.case.unchecked


def test_f6_goes_from_pane_to_pane(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path, opened: Opened
) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    an_application(desk, round_id, tmp_path / "a")
    view = shown(qtbot, screens, desk, round_id)
    qtbot.waitUntil(view.pane.isVisible, timeout=5000)
    view.list.table.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: view.pane.isAncestorOf(view.focusWidget() or view), timeout=5000)
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: view.list.isAncestorOf(view.focusWidget() or view), timeout=5000)
