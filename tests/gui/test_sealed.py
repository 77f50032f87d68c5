"""Sealed reviews on the screens: what the bench says before it binds, what the secretary sees, and never a figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from tests.conftest import NewDesk
from tests.desks import admit, an_application, carry, score_all
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, words
from tests.sealed_rounds import hand_in, make_sealed_round
from ui.views.applications import ApplicationsView
from ui.views.bench import BenchView
from ui.views.bench.submit_sheet import SubmitSheet
from ui.views.panel import PanelView
from ui.widgets.application_experts import ExpertsSection
from ui.widgets.home_lines import read_home
from ui.widgets.kit import Kit
from ui.widgets.panel_seals import SealBoard
from ui.widgets.table import DataTable

LEFT = Qt.MouseButton.LeftButton
FIRST, SECOND = "周明远（示例）", "沈若谷（示例）"


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


@dataclass
class Room:
    """A secretary and two experts in a round that seals."""

    secretary: Desk
    one: Desk
    two: Desk
    round_id: str
    application: str

    def spread(self) -> None:
        for desk in (self.one, self.two):
            carry(self.secretary, desk, self.round_id)
            carry(desk, self.secretary, self.round_id)


@pytest.fixture
def room(new_desk: NewDesk, tmp_path: Path) -> Room:
    secretary, one, two = new_desk("林岚（示例）"), new_desk(FIRST), new_desk(SECOND)
    round_id = make_sealed_round(secretary)
    names = [admit(secretary, round_id, desk) for desk in (one, two)]
    application = an_application(secretary, round_id, tmp_path / "package")
    for name in names:
        secretary.reviews.assign(round_id, application, name)
    for desk in (one, two):
        carry(secretary, desk, round_id)
    return Room(secretary, one, two, round_id, application)


def spoken(table: DataTable) -> str:
    return "\n".join(cell.whole_text for row in table.rows_model.rows for cell in row)


def dialog_of(qtbot: QtBot, view: BenchView) -> QDialog:
    qtbot.waitUntil(lambda: any(box.isVisible() for box in view.findChildren(QDialog)), timeout=WAIT)
    return next(box for box in view.findChildren(QDialog) if box.isVisible())


def test_the_bench_says_that_a_review_leaves_sealed_and_lets_it_be_replaced(
    qtbot: QtBot, screens: Screens, room: Room
) -> None:
    score_all(room.one, room.round_id, room.application)
    view = screens.open(BenchView, room.one, room.round_id)
    view.open_with(room.application)
    qtbot.waitUntil(lambda: view.bench is not None, timeout=WAIT)
    bench = view.bench
    assert bench is not None
    assert bench.head.submit.text() == "封存提交"
    qtbot.mouseClick(bench.head.submit, LEFT)
    sheet = dialog_of(qtbot, view)
    assert isinstance(sheet, SubmitSheet)
    assert "秘书和组织单位也看不到分数" in words(sheet)
    assert_accessible(sheet)
    qtbot.mouseClick(sheet.send, LEFT)
    qtbot.waitUntil(lambda: view.bench is not None and view.bench.keeper.sheet.locked, timeout=WAIT)
    bench = view.bench
    assert bench.head.revise.isVisibleTo(bench.head)
    assert bench.head.state.accessibleName() == "已封存交卷"
    qtbot.mouseClick(bench.head.revise, LEFT)
    qtbot.waitUntil(lambda: view.bench is not None and not view.bench.keeper.sheet.locked, timeout=WAIT)
    head = view.bench.head
    assert (head.submit.text(), head.keep.isVisibleTo(head)) == ("重新封存", True)
    assert_accessible(view)
    qtbot.mouseClick(head.keep, LEFT)
    question = dialog_of(qtbot, view)
    button = next(one for one in question.findChildren(QPushButton) if one.text() == "放弃修改")
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: view.bench is not None and view.bench.keeper.sheet.locked, timeout=WAIT)
    room.one.reviews.revise(room.round_id, room.application)
    assert room.one.reviews.submit(room.round_id, room.application)


def test_the_panel_shows_seals_and_what_opens_them(qtbot: QtBot, screens: Screens, room: Room) -> None:
    hand_in(room.one, room.round_id, room.application, "0.71")
    carry(room.one, room.secretary, room.round_id)
    view = screens.open(PanelView, room.secretary, room.round_id)
    qtbot.waitUntil(lambda: view.reading is not None, timeout=WAIT)
    board = view.seals
    assert board.isVisibleTo(view)
    assert not view.empty.isVisibleTo(view)
    assert "已封存交卷 1/2" in spoken(board.table)
    assert f"未交卷：{SECOND}" in spoken(board.table)
    assert "71" not in words(view) + spoken(board.table)
    assert_accessible(view)
    hand_in(room.two, room.round_id, room.application, "0.71")
    carry(room.two, room.secretary, room.round_id)
    view.reload()
    qtbot.waitUntil(lambda: "再导出一次即可开封" in words(board), timeout=WAIT)
    assert "2 位专家已全部封存交卷" in words(board)
    assert "评审到齐后" in view.agreed.text()
    assert "可以签署" not in words(view)
    assert "2/2" in words(view.strip)
    assert "待开封 2 份" in words(view.strip)
    assert not view.draft_button.isEnabled()
    (task,) = (task for task in read_home(room.secretary, room.round_id).tasks if task.key == "open-seals")
    assert (task.title, FIRST in task.note, SECOND in task.note) == ("开封 1 家的评审", True, True)
    with qtbot.waitSignal(view.went, timeout=WAIT) as went:
        qtbot.mouseClick(board.go, LEFT)
    assert went.args == ["exchange", None]
    room.spread()
    view.reload()
    qtbot.waitUntil(lambda: not board.isVisibleTo(view), timeout=WAIT)
    assert "71.00" in spoken(view.ranking)
    assert "open-seals" not in {task.key for task in read_home(room.secretary, room.round_id).tasks}


def test_the_list_and_the_experts_show_seals_without_points(
    qtbot: QtBot, screens: Screens, room: Room
) -> None:
    hand_in(room.one, room.round_id, room.application, "0.71")
    carry(room.one, room.secretary, room.round_id)
    view = screens.open(ApplicationsView, room.secretary, room.round_id)
    view.open_with((room.application, "experts"))
    qtbot.waitUntil(lambda: view.findChild(ExpertsSection) is not None, timeout=WAIT)
    section = view.findChild(ExpertsSection)
    assert isinstance(section, ExpertsSection)
    qtbot.waitUntil(lambda: "已封存交卷 1/2" in section.summary.text(), timeout=WAIT)
    assert "谁也看不到评分" in section.seal_note.text()
    assert "已封存" in spoken(section.table)
    assert "71" not in spoken(section.table)
    people = {line.name: line.fingerprint for line in room.secretary.reviews.experts(room.round_id)}
    section.table.choose(people[SECOND])
    assert "撤回分派就会开封" in section.about.text()
    section.table.choose(people[FIRST])
    assert section.return_box.isVisibleTo(section)
    assert not section.withdraw_button.isVisibleTo(section)
    assert_accessible(section)


def test_the_board_puts_first_what_can_be_opened(kit: Kit, qtbot: QtBot) -> None:
    from greendesk.queries import SealLine
    from ui.widgets.panel_seals import seal_rows

    def line(unit: str, state: str, **more: object) -> SealLine:
        empty: dict[str, object] = dict.fromkeys(
            ("handed_in", "missing", "unopened", "withdrawn", "remarks"), ()
        )
        return SealLine(application=unit, unit=unit, state=state, **{**empty, **more})  # type: ignore[arg-type]

    lines = [
        line("丙", "open", handed_in=("甲",), remarks=(("甲", "resealed_late"),)),
        line("乙", "closed", missing=("甲",), withdrawn=("丁",)),
        line("甲", "waiting", handed_in=("甲",), unopened=("甲",)),
        line("戊", "waiting", handed_in=("甲",), unopened=("甲",)),
    ]
    rows, keys = seal_rows(lines)
    assert keys == ["戊", "甲", "乙", "丙"]
    assert "甲：全部交卷之后又重新封存" in rows[-1][2].whole_text
    assert "已撤回分派：丁" in rows[2][2].whole_text
    board = SealBoard(kit)
    qtbot.addWidget(board)
    board.show_lines(lines, alone=False)
    qtbot.waitUntil(lambda: "2 家可以开封" in words(board), timeout=WAIT)
    board.show_lines((), alone=True)
    assert board.isHidden()
