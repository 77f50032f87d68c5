"""The panel screen with real desks: from several reviews to signed papers, and home again by file."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from tests.conftest import NewDesk
from tests.desks import admit, an_application, carry, conclude, make_round, score_all
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, words
from ui.views.exchange import ExchangeView
from ui.views.panel import PanelView
from ui.views.panel.view import CONCLUSION, HAND_BACK, SIDE_BY_SIDE
from ui.widgets.kit import Kit
from ui.widgets.panel_parts import HandBackButton
from ui.widgets.table import DataTable

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


class Room:
    """A round with an application, assigned to experts at desks of their own."""

    def __init__(self, new_desk: NewDesk, folder: Path, experts: tuple[str, ...]) -> None:
        self.secretary = new_desk("林岚（示例）")
        self.round_id = make_round(self.secretary)
        self.experts = {name: new_desk(name, "示例研究院（示例）") for name in experts}
        self.prints = {
            name: admit(self.secretary, self.round_id, desk) for name, desk in self.experts.items()
        }
        self.application = an_application(self.secretary, self.round_id, folder / "package")
        for fingerprint in self.prints.values():
            self.secretary.reviews.assign(self.round_id, self.application, fingerprint)
        for desk in self.experts.values():
            carry(self.secretary, desk, self.round_id)

    def submit(self, name: str, share: str) -> None:
        desk = self.experts[name]
        score_all(desk, self.round_id, self.application, share)
        desk.reviews.submit(self.round_id, self.application)

    def collect(self, *names: str) -> None:
        for name in names:
            carry(self.experts[name], self.secretary, self.round_id)


def spoken(table: DataTable) -> list[str]:
    return [cell.whole_text for row in table.rows_model.rows for cell in row]


def opened(qtbot: QtBot, screens: Screens, desk: Desk, round_id: str) -> PanelView:
    view = screens.open(PanelView, desk, round_id)
    qtbot.waitUntil(lambda: view.reading is not None, timeout=WAIT)
    return view


def open_conclusion(qtbot: QtBot, view: PanelView, application: str) -> None:
    view.open_with(application)
    qtbot.waitUntil(
        lambda: view.conclusion.reading is not None and view.side.currentIndex() == CONCLUSION, timeout=WAIT
    )
    qtbot.waitUntil(lambda: "各位专家" in words(view.conclusion), timeout=WAIT)


def press(qtbot: QtBot, owner: object, name: str) -> None:
    dialogs = [dialog for dialog in owner.findChildren(QDialog) if dialog.isVisible()]  # type: ignore[attr-defined]
    button = dialogs[-1].findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, LEFT)


def test_three_desks_go_from_two_reviews_to_the_same_conclusion_through_the_screens(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    room = Room(new_desk, tmp_path, ("周明远（示例）", "沈若谷（示例）"))
    secretary, round_id = room.secretary, room.round_id
    mail = screens.open(ExchangeView, secretary, round_id)
    for number, (name, share) in enumerate((("周明远（示例）", "0.5"), ("沈若谷（示例）", "1"))):
        room.submit(name, share)
        sending = screens.open(ExchangeView, room.experts[name], round_id)
        sending.open_with("send")
        qtbot.waitUntil(lambda page=sending.send: len(page.boxes) == 2, timeout=WAIT)
        to = [line.fingerprint for line in secretary.rounds.participants(round_id) if line.me]
        sending.send.choose(to)
        path = tmp_path / f"评审-{number}.gdx"
        sending.send.path.field.setText(str(path))
        qtbot.mouseClick(sending.send.send_button, LEFT)
        qtbot.waitUntil(sending.send.result.isVisible, timeout=WAIT)
        before = secretary.panel.ranking(round_id)
        mail.open_with(path)
        told = {path.name, "文件完整，未被改动"}
        qtbot.waitUntil(lambda told=told: told <= set(words(mail.receive.pane).split("\n")), timeout=WAIT)
        assert secretary.panel.ranking(round_id) == before
        with qtbot.waitSignal(mail.recorded, timeout=WAIT):
            qtbot.mouseClick(mail.receive.pane.accept, LEFT)
        qtbot.waitUntil(mail.receive.choosing.isVisible, timeout=WAIT)

    view = opened(qtbot, screens, secretary, round_id)
    line = secretary.panel.ranking(round_id)[0]
    assert line.score is not None
    assert f"{line.score:.2f}" in spoken(view.ranking)
    assert "待合议" in spoken(view.ranking)
    assert_accessible(view)
    open_conclusion(qtbot, view, room.application)
    pane = view.conclusion
    qtbot.mouseClick(pane.sign_button, LEFT)
    first = next(iter(pane.boxes.values()))
    assert first.hint.isVisibleTo(pane)  # the first divergence without words is pointed out
    for box in pane.boxes.values():
        qtbot.keyClicks(box.field, "agreed after discussion")
    qtbot.mouseClick(pane.choices[0], LEFT)
    qtbot.mouseClick(pane.sign_button, LEFT)
    assert "专家组意见还没有写" in pane.saved.text()
    pane.opinion.setPlainText("专家组一致同意推荐（示例）。")
    assert_accessible(view)
    qtbot.mouseClick(pane.sign_button, LEFT)
    press(qtbot, pane, "keep")
    assert not secretary.panel.ranking(round_id)[0].concluded
    qtbot.mouseClick(pane.sign_button, LEFT)
    with qtbot.waitSignal(view.recorded, timeout=WAIT):
        press(qtbot, pane, "act")
    qtbot.waitUntil(lambda: not pane.choices, timeout=WAIT)  # the form has given way to the paper
    paper = secretary.panel.document(round_id, room.application)
    text = "".join(
        page.extract_text() for page in PdfReader(BytesIO(secretary.blobs.open(paper.sha256).read())).pages
    )
    assert "专家组一致同意推荐" in text.replace("\n", "")
    assert secretary.panel.draft(round_id, room.application).saved_at == 0

    view.open_with("summary")
    qtbot.waitUntil(view.summary.make_button.isEnabled, timeout=WAIT)
    with qtbot.waitSignal(view.recorded, timeout=WAIT):
        qtbot.mouseClick(view.summary.make_button, LEFT)
    qtbot.waitUntil(lambda: len(view.summary.rows) == 2, timeout=WAIT)
    xlsx = next(one for one in secretary.panel.summary_files(round_id) if one.name.endswith(".xlsx"))
    sheet = load_workbook(BytesIO(secretary.blobs.open(xlsx.sha256).read())).worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert any("青禾水泥（示例）" in cell for cell in cells)

    folder = tmp_path / "签署文件"
    with qtbot.waitSignal(view.said, timeout=WAIT) as said:
        view.export_to(str(folder))
    assert "已写出 5 份" in said.args[0]
    assert len(list(folder.glob("*.pdf"))) == 4

    for number, desk in enumerate(room.experts.values()):
        mail.open_with("send")
        fingerprint = next(line.fingerprint for line in desk.rounds.participants(round_id) if line.me)
        qtbot.waitUntil(lambda: len(mail.send.boxes) == 2, timeout=WAIT)
        mail.send.result.hide()
        mail.send.choose([fingerprint])
        path = tmp_path / f"结论-{number}.gdx"
        mail.send.path.field.setText(str(path))
        qtbot.mouseClick(mail.send.send_button, LEFT)
        qtbot.waitUntil(mail.send.result.isVisible, timeout=WAIT)
        theirs = screens.open(ExchangeView, desk, round_id)
        theirs.open_with(path)
        qtbot.waitUntil(lambda page=theirs.receive: "文件完整，未被改动" in words(page.pane), timeout=WAIT)
        with qtbot.waitSignal(theirs.recorded, timeout=WAIT):
            qtbot.mouseClick(theirs.receive.pane.accept, LEFT)
    shown = {
        tuple((one.id, one.stage, one.panel_score, one.reviews_in, one.recommendation) for one in lines)
        for lines in (desk.applications.lines(round_id) for desk in (secretary, *room.experts.values()))
    }
    assert len(shown) == 1
    theirs = opened(qtbot, screens, room.experts["周明远（示例）"], round_id)
    assert "推荐" in spoken(theirs.ranking)


def test_what_is_typed_survives_leaving_and_the_missing_are_named(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    room = Room(new_desk, tmp_path, ("周明远（示例）", "沈若谷（示例）"))
    room.submit("周明远（示例）", "0.8")
    room.collect("周明远（示例）")
    view = opened(qtbot, screens, room.secretary, room.round_id)
    open_conclusion(qtbot, view, room.application)
    assert "评审未到：沈若谷（示例）" in words(view.conclusion)
    assert "缺 1 份" in [cell.text for row in view.ranking.rows_model.rows for cell in row]
    room.submit("沈若谷（示例）", "0.8")
    room.collect("沈若谷（示例）")
    view.reload()
    qtbot.waitUntil(lambda: bool(view.conclusion.choices), timeout=WAIT)
    view.conclusion.opinion.setPlainText("写到一半（示例）")
    view.show_side_by_side()
    assert view.side.currentIndex() == SIDE_BY_SIDE
    qtbot.waitUntil(
        lambda: room.secretary.panel.draft(room.round_id, room.application).opinion == "写到一半（示例）",
        timeout=WAIT,
    )
    open_conclusion(qtbot, view, room.application)
    qtbot.waitUntil(lambda: view.conclusion.opinion.toPlainText() == "写到一半（示例）", timeout=WAIT)


def test_dropped_scores_are_named_and_a_recused_expert_has_none(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    names = ("周明远（示例）", "沈若谷（示例）", "陆知行（示例）", "韩青（示例）")
    room = Room(new_desk, tmp_path, names)
    for name, share in zip(names[:3], ("0.7", "0.8", "0.9"), strict=True):
        room.submit(name, share)
    room.experts[names[3]].reviews.declare(
        room.round_id, room.application, conflict=True, grounds=("曾任职",), note=""
    )
    room.collect(*names)
    view = opened(qtbot, screens, room.secretary, room.round_id)
    line = room.secretary.panel.ranking(room.round_id)[0]
    whole = {name: score for _, name, score, _ in line.scores}
    assert line.score == whole[names[1]]
    heat = view.heat
    assert heat is not None
    said = "\n".join(spoken(heat))
    assert f"{names[2]}，{whole[names[2]]:.2f}，最高分，不计入" in said
    assert f"{names[0]}，{whole[names[0]]:.2f}，最低分，不计入" in said
    assert f"{names[3]}，已声明回避" in said
    open_conclusion(qtbot, view, room.application)
    shown = words(view.conclusion)
    assert shown.count("—") == 0
    recused = screens.open(PanelView, room.experts[names[3]], room.round_id)
    qtbot.waitUntil(lambda: recused.reading is not None, timeout=WAIT)
    qtbot.waitUntil(recused.empty.isVisible, timeout=WAIT)
    assert recused.reading is not None
    assert recused.reading.lines == ()


def test_a_review_is_handed_back_with_a_reason_and_the_conclusion_is_marked(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    room = Room(new_desk, tmp_path, ("周明远（示例）", "沈若谷（示例）"))
    for name in room.experts:
        room.submit(name, "0.8")
    room.collect(*room.experts)
    conclude(room.secretary, room.round_id, room.application)
    view = opened(qtbot, screens, room.secretary, room.round_id)
    open_conclusion(qtbot, view, room.application)
    assert "会签" not in [button.text() for button in view.conclusion.findChildren(QPushButton)]
    button = next(
        one for one in view.conclusion.findChildren(HandBackButton) if "周明远" in one.accessibleName()
    )
    qtbot.mouseClick(button, LEFT)
    assert view.side.currentIndex() == HAND_BACK
    qtbot.mouseClick(view.hand_back.return_button, LEFT)
    assert "还没有写原因" in words(view.hand_back)
    view.hand_back.reason.setPlainText("E1 缺少原始凭证（示例）")
    assert_accessible(view)
    with qtbot.waitSignal(view.recorded, timeout=WAIT):
        qtbot.mouseClick(view.hand_back.return_button, LEFT)
    qtbot.waitUntil(lambda: "结论之后评审有变" in words(view.conclusion), timeout=WAIT)
    qtbot.waitUntil(lambda: "结论之后评审有变" in spoken(view.ranking), timeout=WAIT)
    carry(room.secretary, room.experts["周明远（示例）"], room.round_id)
    bench = room.experts["周明远（示例）"].reviews.bench(room.round_id, room.application)
    assert bench.returned_reason == "E1 缺少原始凭证（示例）"


def test_another_member_of_the_panel_countersigns(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    room = Room(new_desk, tmp_path, ("周明远（示例）", "沈若谷（示例）"))
    for name in room.experts:
        room.submit(name, "0.8")
    room.collect(*room.experts)
    conclude(room.secretary, room.round_id, room.application)
    expert = room.experts["周明远（示例）"]
    carry(room.secretary, expert, room.round_id)
    view = opened(qtbot, screens, expert, room.round_id)
    open_conclusion(qtbot, view, room.application)
    assert not view.conclusion.findChildren(HandBackButton)
    qtbot.mouseClick(view.conclusion.countersign_button, LEFT)
    with qtbot.waitSignal(view.recorded, timeout=WAIT):
        press(qtbot, view.conclusion, "act")
    assert len(expert.panel.signatures(room.round_id, room.application)) == 2
    paper = expert.panel.document(room.round_id, room.application)
    fields = PdfReader(BytesIO(expert.blobs.open(paper.sha256).read())).get_fields() or {}
    assert sum(1 for field in fields.values() if field.get("/FT") == "/Sig" and field.get("/V")) == 2


def test_esc_goes_one_step_back(qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path) -> None:
    room = Room(new_desk, tmp_path, ("周明远（示例）",))
    view = opened(qtbot, screens, room.secretary, room.round_id)
    open_conclusion(qtbot, view, room.application)
    view.ranking.setFocus()
    qtbot.keyClick(view.ranking, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.side.currentIndex() == SIDE_BY_SIDE, timeout=WAIT)
    assert "还没有评审" in [cell.text for row in view.ranking.rows_model.rows for cell in row]
    assert room.secretary.panel.ranking(room.round_id)[0].score is None
    assert Decimal(0) not in [cell.text for row in view.ranking.rows_model.rows for cell in row]


def test_an_empty_panel_says_what_to_do(qtbot: QtBot, screens: Screens, new_desk: NewDesk) -> None:
    secretary = new_desk("林岚（示例）")
    view = opened(qtbot, screens, secretary, make_round(secretary))
    qtbot.waitUntil(view.empty.isVisible, timeout=WAIT)
    assert "分派专家" in words(view.empty)
    assert not view.export_button.isEnabled()
    assert_accessible(view)
