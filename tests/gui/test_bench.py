"""The review bench with a real desk: scoring by keys, evidence, undo after a restart, submission, return, recusal."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from greendesk.desk import Desk
from greendesk.domain.assessment import Verdict
from greendesk.domain.decimals import plain
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, an_application, make_round, score_all
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, words
from ui.composition.desk_folder import DeskFolder
from ui.views.bench import BenchView
from ui.views.bench.declaration import Declaration
from ui.views.bench.foot import BenchFoot
from ui.views.bench.submit_sheet import SubmitSheet
from ui.views.bench.workbench import AT_ONCE, Workbench
from ui.widgets.bench_card_score import ScoreCard
from ui.widgets.kit import Kit

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


@dataclass
class Room:
    """One desk that does everything, with an application that waits for its own review."""

    desk: Desk
    round_id: str
    application: str
    qtbot: QtBot
    screens: Screens
    view: BenchView | None = None

    def declare(self) -> None:
        self.desk.reviews.declare(self.round_id, self.application, conflict=False)

    def open(self) -> Workbench:
        self.view = self.screens.open(BenchView, self.desk, self.round_id)
        self.view.activateWindow()
        self.view.open_with(self.application)
        self.wait(lambda: self.view.bench is not None)
        bench = self.view.bench
        assert bench is not None
        self.wait(lambda: QApplication.focusWidget() is not None)
        return bench

    def wait(self, holds: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=WAIT)

    def press(self, *keys: Qt.Key | str, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            if isinstance(key, str):
                self.qtbot.keyClicks(focused, key)
            else:
                self.qtbot.keyClick(focused, key, with_)

    def saved(self, bench: Workbench) -> None:
        self.wait(lambda: not bench.keeper.unsaved)

    def dialog(self) -> QDialog:
        assert self.view is not None
        view = self.view
        self.wait(lambda: [box for box in view.findChildren(QDialog) if box.isVisible()])
        return next(box for box in view.findChildren(QDialog) if box.isVisible())


@pytest.fixture
def room(new_desk: NewDesk, tmp_path: Path, qtbot: QtBot, screens: Screens) -> Room:
    desk = new_desk("周明（示例）")
    round_id = make_round(desk, ("secretary", "leader", "expert"))
    application = an_application(desk, round_id, tmp_path / "package")
    me = next(line.fingerprint for line in desk.rounds.participants(round_id) if line.me)
    desk.reviews.assign(round_id, application, me)
    return Room(desk, round_id, application, qtbot, screens)


def score_by_keys(room: Room, bench: Workbench) -> None:
    """Go through the whole checklist without the mouse."""
    for _ in range(len(bench.checklist.codes)):
        code = bench.checklist.current
        assert code is not None
        if not code:
            return
        item = bench.keeper.sheet.checklist.item(code)
        if item.is_gate:
            room.press(Key.Key_Y)
        elif code == "R10":
            room.press(Key.Key_V, "88.2", Key.Key_Return)
            assert isinstance(bench.checklist.card, ScoreCard)
            assert "2.68" in bench.checklist.card.points_hint.text()
            room.press(Key.Key_Return, "recount", Key.Key_Escape)
        else:
            assert item.max_points is not None
            room.press(Key.Key_S, plain(item.max_points * Decimal("0.75")), Key.Key_Return, Key.Key_Escape)
        room.press(Key.Key_N)


def test_a_whole_review_is_scored_and_submitted_by_keys_alone(room: Room):
    room.declare()
    bench = room.open()
    assert bench.checklist.current == "BR1"
    score_by_keys(room, bench)
    assert bench.checklist.current == ""
    room.press(Key.Key_Tab, Key.Key_Space)
    room.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    bench.checklist.card.focus_field("comment")
    room.press("good")
    room.press(Key.Key_Return, with_=CONTROL)
    dialog = room.dialog()
    assert isinstance(dialog, SubmitSheet)
    assert dialog.places == []
    assert dialog.focusWidget() is not dialog.send, "the safe answer has the focus"
    room.press(Key.Key_Tab, Key.Key_Space)
    view = room.view
    assert view is not None
    room.wait(lambda: view.bench is not None and view.bench.keeper.sheet.locked)
    sheet = room.desk.reviews.bench(room.round_id, room.application)
    assert sheet.locked
    assert sheet.findings["R10"].points == Decimal("2.68")
    assert sheet.findings["R10"].reason == "recount"
    assert not sheet.findings["E4b"].applicable, "the other of two alternatives was set aside"
    assert sheet.comment == "good"
    assert sheet.recommendation == room.desk.panel.recommendations(room.round_id)[0]


def test_what_was_typed_is_on_disk_and_undone_after_a_restart(room: Room, qtbot: QtBot):
    room.declare()
    bench = room.open()
    bench.checklist.open("R10", "points")
    room.press("3.5")
    room.saved(bench)
    assert "已保存" in bench.head.saved.text()
    bench.checklist.open("R11", "points")
    room.press("1")
    view = room.view
    assert view is not None
    view.close()  # before the pause of typing is over
    assert room.desk.reviews.bench(room.round_id, room.application).findings["R11"].points == 1
    room.screens.close()
    folder = room.desk.folder
    room.desk.close()
    desk = DeskFolder(folder).unlock(PASSPHRASE)
    try:
        room.desk, room.screens = desk, Screens(room.screens.kit, qtbot.addWidget)
        bench = room.open()
        assert bench.head.undo.isEnabled()
        bench.checklist.open("R11", "points")
        assert bench.checklist.card.points.text() == "1"
        room.press(Key.Key_Z, with_=CONTROL)
        room.wait(lambda: bench.keeper.finding("R11").points is None)
        assert bench.checklist.card.points.text() == ""
        room.press(Key.Key_Z, with_=CONTROL)
        room.wait(lambda: bench.keeper.finding("R10").points is None)
        room.press(Key.Key_Y, with_=CONTROL)
        room.wait(lambda: bench.keeper.finding("R10").points == Decimal("3.5"))
        room.screens.close()
    finally:
        desk.close()


def test_evidence_is_pinned_by_dragging_and_by_keys(room: Room):
    room.declare()
    bench = room.open()
    bench.checklist.open("R10")
    bench.show_file(next(f.number for f in bench.keeper.sheet.inventory.files if f.name == "自评价报告.pdf"))
    bench.viewer.page.set_page(3)
    room.press(Key.Key_P)
    paper = bench.viewer.page.focusProxy()
    assert paper is not None
    room.qtbot.mousePress(paper, Qt.MouseButton.LeftButton, pos=QPoint(120, 160))
    room.qtbot.mouseMove(paper, QPoint(220, 200))
    room.qtbot.mouseRelease(paper, Qt.MouseButton.LeftButton, pos=QPoint(300, 220))
    assert len(bench.keeper.finding("R10").pins) == 1
    bench.checklist.take_focus()
    room.press(Key.Key_P)
    room.press(Key.Key_Down, Key.Key_Down)
    room.press(Key.Key_Right, with_=SHIFT)
    room.press(Key.Key_Return)
    room.saved(bench)
    pins = room.desk.reviews.bench(room.round_id, room.application).findings["R10"].pins
    assert [pin.page for pin in pins] == [3, 3]
    assert pins[1].y == Decimal("0.42")
    assert pins[1].width == Decimal("0.41")
    bench.checklist.take_focus()
    bench.show_file(1)
    before = bench.viewer.place
    room.press(Key.Key_2)
    assert bench.viewer.page.page() == 3
    room.press(Key.Key_2)
    assert bench.viewer.place == before
    chips = bench.checklist.card.evidence.chips()
    assert [chip.number for chip in chips] == [1, 2]
    room.qtbot.keyClick(chips[0], Key.Key_Delete)
    assert bench.keeper.finding("R10").pins == (pins[1],)


def test_what_is_missing_is_listed_and_leads_to_its_place(room: Room):
    room.declare()
    bench = room.open()
    room.press(Key.Key_Return, with_=CONTROL)
    dialog = room.dialog()
    assert isinstance(dialog, SubmitSheet)
    assert ("R10", "points") in dialog.places
    assert dialog.places[-1] == ("", "recommendation")
    assert_accessible(dialog)
    dialog.table.choose(dialog.places.index(("R10", "points")))
    room.press(Key.Key_Return)
    assert bench.checklist.current == "R10"
    assert bench.window().focusWidget() is bench.checklist.card.points


def test_a_submitted_review_is_locked_until_it_is_returned(room: Room):
    score_all(room.desk, room.round_id, room.application)
    room.desk.reviews.submit(room.round_id, room.application)
    bench = room.open()
    assert bench.head.state.words == "已提交"
    bench.checklist.open("R10")
    card = bench.checklist.card
    assert card.points.isReadOnly()
    assert card.comment.isReadOnly()
    assert not card.evidence.more.isVisible()
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "open")
    try:
        room.qtbot.mouseClick(bench.head.paper, Qt.MouseButton.LeftButton)
        room.wait(lambda: opened.paths)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert Path(opened.paths[0]).read_bytes().startswith(b"%PDF")
    me = next(line.fingerprint for line in room.desk.rounds.participants(room.round_id) if line.me)
    room.desk.reviews.hand_back(room.round_id, room.application, me, "请核对用水数据（示例）")
    view = room.view
    assert view is not None
    view.reload()
    room.wait(lambda: view.bench is not None and not view.bench.keeper.sheet.locked)
    assert view.bench is not None
    assert "请核对用水数据（示例）" in words(view.bench)
    view.bench.checklist.open("R10", "points")
    assert not view.bench.checklist.card.points.isReadOnly()


def test_nothing_is_shown_before_the_declaration(room: Room):
    view = room.view = room.screens.open(BenchView, room.desk, room.round_id)
    room.wait(lambda: view.reviews.table.rows_model.rowCount() == 1)
    assert_accessible(view)
    room.qtbot.mouseClick(view.reviews.next, Qt.MouseButton.LeftButton)
    room.wait(lambda: isinstance(view.page, Declaration))
    assert view.bench is None
    assert_accessible(view)
    gate = view.page
    assert isinstance(gate, Declaration)
    assert "自评价报告" not in words(gate)
    room.qtbot.mouseClick(gate.clear, Qt.MouseButton.LeftButton)
    room.wait(lambda: view.bench is not None)
    assert room.desk.applications.detail(room.round_id, room.application).gate == "open"


def test_a_recusal_says_its_grounds_and_closes_the_case(room: Room):
    view = room.view = room.screens.open(BenchView, room.desk, room.round_id)
    view.open_with(room.application)
    room.wait(lambda: isinstance(view.page, Declaration))
    gate = view.page
    assert isinstance(gate, Declaration)
    room.qtbot.mouseClick(gate.recuse, Qt.MouseButton.LeftButton)
    assert "勾选至少一项" in gate.problem.text()
    gate.grounds["employment"].click()
    assert not gate.clear.isEnabled()
    room.qtbot.mouseClick(gate.recuse, Qt.MouseButton.LeftButton)
    dialog = room.dialog()
    keep, act = (dialog.findChild(QPushButton, name) for name in ("keep", "act"))
    assert dialog.focusWidget() is keep
    room.qtbot.mouseClick(act, Qt.MouseButton.LeftButton)
    room.wait(lambda: view.page is not None and view.page is not gate)
    assert view.bench is None
    assert "你已声明回避" in words(view)
    assert room.desk.applications.detail(room.round_id, room.application).gate == "recused"


def test_points_that_cannot_count_are_refused_beside_the_field(room: Room):
    room.declare()
    bench = room.open()
    bench.checklist.open("R10", "points")
    card = bench.checklist.card
    room.press("9")
    assert "0 至 4" in card.points_hint.text()
    assert card.points.property("error")
    assert bench.checklist.summary.figure.text() == "—"
    card.points.clear()
    typed = QInputMethodEvent()
    typed.setCommitString("３。５")
    QApplication.sendEvent(card.points, typed)
    room.press(Key.Key_Return)
    assert card.points.text() == "3.5"
    assert not card.points.property("error")
    assert bench.checklist.summary.figure.text() == "3.50"
    room.saved(bench)


def test_the_pin_button_says_what_it_needs_and_is_absent_where_nothing_is_written(room: Room):
    room.declare()
    bench = room.open()
    bench.checklist.close_card()
    said: list[str] = []
    keep = said.append
    bench.said.connect(keep)
    bench.viewer.pin.click()
    assert said == ["先展开一个评分项，证据钉在它上面"]
    assert not bench.viewer.pin.isChecked()
    bench.checklist.open("R10")
    bench.viewer.pin.click()
    assert bench.viewer.pin.isChecked()
    score_all(room.desk, room.round_id, room.application)
    room.desk.reviews.submit(room.round_id, room.application)
    locked = room.open()
    room.wait(locked.head.paper.isVisible)
    assert not locked.viewer.pin.isVisible()


def test_the_foot_shows_whole_hints_only(room: Room, kit: Kit, qtbot: QtBot):
    room.declare()
    foot = BenchFoot(kit, room.open().keeper.sheet)
    qtbot.addWidget(foot)
    foot.resize(600, 32)
    foot.show()
    room.wait(lambda: foot.width() == 600)
    labels = [label for label in foot.findChildren(QLabel) if label.isVisible()]
    shown = [label.text() for label in labels]
    assert "下一项" in shown
    assert "全部按键" in shown
    assert "换窗格" not in shown
    assert max(label.mapTo(foot, label.rect().topRight()).x() for label in labels) < 600


def test_a_half_written_syllable_is_kept_when_the_field_is_left(room: Room):
    room.declare()
    bench = room.open()
    bench.checklist.open("BR1", "comment")
    card = bench.checklist.card
    typed = QInputMethodEvent()
    typed.setCommitString("材料")
    QApplication.sendEvent(card.comment, typed)
    room.press("jkn")
    assert card.comment.toPlainText() == "材料jkn", "letters are text in a field"
    room.press(Key.Key_Escape)
    room.press(Key.Key_X)
    assert bench.keeper.finding("BR1").verdict is Verdict.FAILS
    room.saved(bench)
    finding = room.desk.reviews.bench(room.round_id, room.application).findings["BR1"]
    assert finding.comment == "材料jkn"


def test_choosing_one_alternative_sets_the_other_aside(room: Room):
    room.declare()
    bench = room.open()
    bench.checklist.open("E4a")
    card = bench.checklist.card
    assert isinstance(card, ScoreCard)
    card.other_buttons["E4b"].click()
    assert bench.checklist.current == "E4b"
    room.saved(bench)
    findings = room.desk.reviews.bench(room.round_id, room.application).findings
    assert not findings["E4a"].applicable
    assert bench.keeper.finding("E4b").applicable


@pytest.mark.qt_log_ignore("This plugin does not support")  # what the off-screen platform cannot do
def test_another_checklist_of_the_policy_can_be_chosen_and_taken_back(room: Room):
    room.declare()
    bench = room.open()
    room.press(Key.Key_Y)
    said: list[str] = []
    bench.said.connect(said.append)
    chooser = bench.checklist.chooser
    chooser.setFocus()
    room.press(Key.Key_Down)
    assert chooser.currentData() == "factory-platform-2025", "an arrow only opens the list"
    assert chooser.view().isVisible()
    room.qtbot.keyClick(chooser.view(), Key.Key_Down)
    room.qtbot.keyClick(chooser.view(), Key.Key_Return)
    room.wait(lambda: bench.keeper.sheet.checklist.id == "factory-gbt36132-2025")
    assert "BR-a" in bench.checklist.codes
    assert "Ctrl+Z" in said[0]
    bench.keeper.undo()
    room.wait(lambda: bench.keeper.sheet.checklist.id == "factory-platform-2025")
    assert bench.keeper.finding("BR1").verdict is Verdict.CONFORMS


def test_the_widths_of_the_panes_are_kept(room: Room):
    room.declare()
    bench = room.open()
    bench.splitter.setSizes([300, 500, 460])
    bench.splitter.splitterMoved.emit(300, 1)
    kept = bench.splitter.sizes()
    view = room.view
    assert view is not None
    view.open_with(None)
    view.open_with(room.application)
    room.wait(lambda: view.bench is not None and view.bench is not bench)
    assert view.bench is not None
    room.wait(lambda: view.bench is not None and view.bench.splitter.sizes() == kept)


def test_words_are_found_in_all_documents(room: Room):
    room.declare()
    bench = room.open()
    bench.viewer.take_focus()
    room.press(Key.Key_Slash)
    room.press("self report 4")
    room.wait(lambda: bench.package.search.hits and not bench.package.search.running)
    assert [(hit.file.name, hit.page) for hit in bench.package.search.hits] == [("自评价报告.pdf", 4)]
    room.press(Key.Key_F3)
    assert bench.viewer.page.page() == 4
    assert bench.viewer.file is not None
    assert bench.viewer.file.name == "自评价报告.pdf"
    room.press(Key.Key_Escape)
    assert not bench.package.searching


def test_other_kinds_open_elsewhere_from_a_copy(room: Room):
    room.declare()
    bench = room.open()
    file = next(f for f in bench.keeper.sheet.inventory.files if f.name == "能源统计表.txt")
    bench.show_file(file.number)
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "open")
    try:
        room.qtbot.mouseClick(bench.viewer.elsewhere, Qt.MouseButton.LeftButton)
        room.wait(lambda: opened.paths)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert "1200" in Path(opened.paths[0]).read_text(encoding="utf-8")


def test_everything_on_the_bench_has_a_name_and_panes_change_by_key(room: Room):
    room.declare()
    bench = room.open()
    for code in ("BR1", "E4a", "E6", "P15", ""):
        bench.checklist.open(code)
        assert_accessible(bench)
    held: list[QWidget] = []
    for _ in range(3):
        room.press(Key.Key_F6)
        focused = QApplication.focusWidget()
        assert focused is not None
        held.append(
            next(p for p in (bench.package, bench.viewer, bench.checklist) if p.isAncestorOf(focused))
        )
    assert set(held) == {bench.package, bench.viewer, bench.checklist}
    room.press(Key.Key_Question, with_=SHIFT)
    sheet = room.dialog()
    assert "查找材料" in words(sheet)
    sheet.close()


def test_the_list_without_reviews_says_what_to_do(new_desk: NewDesk, screens: Screens, qtbot: QtBot):
    desk = new_desk()
    view = screens.open(BenchView, desk, make_round(desk))
    went: list[str] = []
    view.went.connect(lambda place, _: went.append(place))
    qtbot.waitUntil(lambda: "还没有分派给你的评审" in words(view), timeout=WAIT)
    button = next(b for b in view.findChildren(QPushButton) if b.text() == "打开收发")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert went == ["exchange"]


def test_a_closed_bench_is_freed(room: Room, check_freed: Callable[[Callable[[], QWidget]], None]):
    room.declare()

    def make() -> QWidget:
        view = room.screens.open(BenchView, room.desk, room.round_id)
        view.open_with(room.application)
        room.qtbot.waitUntil(lambda: view.bench is not None, timeout=WAIT)
        return view

    check_freed(make)


class Opened(QObject):
    """Takes the place of the other program."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.paths.append(url.toLocalFile())


def large_pdf(pages: int = 6) -> bytes:
    """A real PDF with a stream that the window must not wait for."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pageCompression=0)
    for page in range(1, pages + 1):
        canvas.drawString(72, 760, f"large page {page}")
        canvas.showPage()
    canvas.setKeywords("x" * (AT_ONCE + 1000))
    canvas.save()
    return stream.getvalue()


def test_a_large_file_is_read_by_the_worker_and_keeps_its_place(room: Room, tmp_path: Path):
    package = tmp_path / "package"
    (package / "附件" / "大文件.pdf").write_bytes(large_pdf())
    inventory, _ = room.desk.applications.look_into(str(package))
    room.desk.applications.receive_package(room.round_id, room.application, "package", inventory)
    room.declare()
    bench = room.open()
    files = {file.name: file.number for file in bench.keeper.sheet.inventory.files}
    bench.show_file(files["大文件.pdf"])
    assert bench.viewer.page.page_count() == 0
    assert "正在打开" in words(bench.viewer)
    bench.viewer.show_page(4)
    room.wait(lambda: bench.viewer.page.page_count() == 6)
    assert bench.viewer.page.page() == 4
    bench.show_file(files["自评价报告.pdf"])
    bench.show_file(files["大文件.pdf"])
    assert bench.viewer.place is not None
    assert bench.viewer.place.page == 4
    bench.show_file(files["自评价报告.pdf"])
    room.wait(lambda: not bench._runner.busy)
    assert bench.viewer.page.page_count() == 5, "what came late is not shown in the place of another file"
