"""The exchange screen with files in parts: written with a slip, waited for, joined, compared and received."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from greendesk.domain.papers_slip import grouped
from tests.conftest import NewDesk
from tests.desks import admit, an_application, make_round
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, drop, words
from ui.__main__ import _is_command
from ui.exchange_names import is_exchange_file, the_one_to_open
from ui.views.exchange import ExchangeView
from ui.views.home import HomeView
from ui.widgets.exchange_carry import MEGA, OWN, PartSize
from ui.widgets.kit import Kit

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


def choose(size: PartSize, wanted: int) -> None:
    size.choice.setCurrentIndex(size.choice.findData(wanted))


def test_a_file_is_written_with_its_slip_and_its_digest_is_shown(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    secretary, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(secretary)
    fingerprint = admit(secretary, round_id, expert)
    an_application(secretary, round_id, tmp_path / "package")
    view = screens.open(ExchangeView, secretary, round_id)
    view.open_with("send")
    page = view.send
    qtbot.waitUntil(lambda: set(page.boxes) == {fingerprint}, timeout=WAIT)
    page.boxes[fingerprint].setChecked(True)
    choose(page.part_size, OWN)
    assert page.part_size.own.isVisible()
    page.part_size.own.setText("")
    assert not page.send_button.isEnabled()
    page.part_size.own.setText("3")
    assert page.part_size.bytes() == 3 * MEGA
    choose(page.part_size, 20 * MEGA)
    assert not page.part_size.own.isVisible()
    page.slip.setChecked(True)
    target = tmp_path / "给周明远.gdx"
    page.path.field.setText(str(target))
    assert_accessible(view)
    qtbot.waitUntil(page.send_button.isEnabled, timeout=WAIT)
    qtbot.mouseClick(page.send_button, LEFT)
    qtbot.waitUntil(page.result.isVisible, timeout=WAIT)
    assert page.result.sent is not None
    assert grouped(page.result.sent.file.sha256) in words(page.result)
    slip = tmp_path / "给周明远-交接单.pdf"
    assert slip.exists()
    assert list(page.result.buttons) == ["folder", "print", "save"]
    assert_accessible(view)
    copy = tmp_path / "另存.pdf"
    with qtbot.waitSignal(view.said, timeout=WAIT):
        page.result._save(str(copy))
    assert copy.read_bytes() == slip.read_bytes()
    slip.unlink()
    page.result._save(str(copy))
    qtbot.waitUntil(page.failure.isVisible, timeout=WAIT)


def test_a_stick_that_went_is_told_in_words(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    secretary, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(secretary)
    fingerprint = admit(secretary, round_id, expert)
    view = screens.open(ExchangeView, secretary, round_id)
    view.open_with("send")
    page = view.send
    qtbot.waitUntil(lambda: set(page.boxes) == {fingerprint}, timeout=WAIT)
    page.boxes[fingerprint].setChecked(True)
    page.slip.setChecked(True)
    page.path.field.setText(str(tmp_path / "stick" / "a.gdx"))
    qtbot.waitUntil(page.send_button.isEnabled, timeout=WAIT)
    qtbot.mouseClick(page.send_button, LEFT)
    qtbot.waitUntil(page.failure.isVisible, timeout=WAIT)
    assert "无法写入“stick”" in words(page.failure)
    assert not page.result.isVisible()


def test_parts_wait_are_named_joined_and_received_after_a_backup(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    secretary, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(secretary)
    fingerprint = admit(secretary, round_id, expert)
    an_application(secretary, round_id, tmp_path / "package")
    stick, other = tmp_path / "stick", tmp_path / "other"
    stick.mkdir()
    other.mkdir()
    sent = secretary.exchange.send(
        round_id, stick / "给周明远.gdx", [fingerprint], part_size=8_000, slip=True, complete=True
    )
    names = [part.name for part in sent.parts]
    assert len(names) > 3
    for name in names[1:3]:
        (stick / name).rename(other / name)
    view = screens.open(ExchangeView, expert, round_id)
    page = view.receive
    assert not page.waiting.isVisible()
    drop(view.receive, stick / "给周明远-交接单.pdf", stick / names[0])
    qtbot.waitUntil(page.waiting.isVisible, timeout=WAIT)
    told = f"还缺第 2–3 部分，共 {len(names)} 部分"
    assert told in words(page.waiting)
    assert told in words(page.failure)
    assert_accessible(view)
    home = screens.open(HomeView, expert, round_id)
    qtbot.waitUntil(lambda: home.todo.choose("parts"), timeout=WAIT)
    assert home.todo.rows_model.rows[home.todo.currentIndex().row()][0].text == "还缺文件的 2 个部分"
    with qtbot.waitSignal(home.went) as went:
        home._task_wanted("parts")
    assert went.args == ["exchange", "receive"]
    shutil.rmtree(stick)
    drop(view.receive, other / names[2])
    qtbot.waitUntil(lambda: page.preview is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: "文件的校验值" in words(page.pane), timeout=WAIT)
    shown = words(page.pane)
    half = len(sent.file.sha256) // 2
    halves = (grouped(sent.file.sha256[:half]), grouped(sent.file.sha256[half:]))
    for part in (*halves, secretary.exchange.my_words(), "接收前会先备份", "给周明远.gdx"):
        assert part in shown
    assert_accessible(view)
    shutil.rmtree(other)
    qtbot.mouseClick(page.pane.decline, LEFT)
    qtbot.waitUntil(lambda: len(page.waiting.openers) == 1, timeout=WAIT)
    qtbot.mouseClick(next(iter(page.waiting.openers.values())), LEFT)
    qtbot.waitUntil(lambda: page.preview is not None and page.preview.file == "给周明远.gdx", timeout=WAIT)
    qtbot.waitUntil(page.pane.accept.isVisible, timeout=WAIT)
    with qtbot.waitSignal(view.said, timeout=WAIT) as said:
        qtbot.mouseClick(page.pane.accept, LEFT)
    assert "收件前已备份" in said.args[0]
    qtbot.waitUntil(lambda: not page.waiting.isVisible(), timeout=WAIT)
    assert expert.exchange.waiting_parts() == ()


def test_parts_that_wait_can_be_removed(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    secretary, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(secretary)
    fingerprint = admit(secretary, round_id, expert)
    sent = secretary.exchange.send(
        round_id, tmp_path / "a.gdx", [fingerprint], part_size=8_000, complete=True
    )
    (tmp_path / sent.parts[1].name).unlink()
    view = screens.open(ExchangeView, expert, round_id)
    page = view.receive
    drop(view.receive, tmp_path / sent.parts[0].name)
    qtbot.waitUntil(lambda: len(page.waiting.buttons) == 1, timeout=WAIT)
    with qtbot.waitSignal(view.said, timeout=WAIT):
        qtbot.mouseClick(next(iter(page.waiting.buttons.values())), LEFT)
    assert not page.waiting.isVisible()
    assert expert.exchange.waiting_parts() == ()


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("a.gdx", True),
        ("A.GDX.001", True),
        ("评审.gdx.1234", True),
        ("a.gdx.01", False),
        ("a.zip.001", False),
        ("a.gdx.txt", False),
        ("round", False),
    ],
)
def test_parts_are_known_by_their_names(name: str, *, known: bool) -> None:
    assert is_exchange_file(Path(name)) is known
    assert _is_command([name]) is not known


def test_of_several_files_the_part_is_opened(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    slip, part = tmp_path / "a-交接单.pdf", tmp_path / "a.gdx.002"
    assert the_one_to_open([slip, part]) == part
    assert the_one_to_open([slip]) == slip
    desk = new_desk("林岚（示例）")
    home = screens.open(HomeView, desk, make_round(desk))
    with qtbot.waitSignal(home.went, timeout=WAIT) as gone:
        home.take_files([slip, part])
    assert gone.args == ["exchange", part]
