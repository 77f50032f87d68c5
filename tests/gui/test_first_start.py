"""The first start, the way to a round, and opening a desk that is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, make_desk, make_round
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, unexpected, words
from ui.composition.desk_folder import DeskFolder
from ui.tasks import TaskRunner
from ui.views.first_start import FirstStartView
from ui.views.round_start import RoundStartView
from ui.views.unlock import UnlockView
from ui.widgets.kit import Kit

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    opened = TaskRunner(unexpected)
    yield opened
    opened.close()


@pytest.fixture
def first(qtbot: QtBot, kit: Kit, runner: TaskRunner, tmp_path: Path) -> FirstStartView:
    view = FirstStartView(kit, runner, tmp_path / "desk", "zh", "system")
    qtbot.addWidget(view)
    view.resize(1440, 900)
    view.show()
    return view


def fill(qtbot: QtBot, view: FirstStartView, passphrase: str, repeat: str) -> None:
    for row, text in (
        (view.name, "周明远（示例）"),
        (view.organisation, "示例研究院（示例）"),
        (view.title, "高级工程师"),
        (view.passphrase, passphrase),
        (view.repeat, repeat),
    ):
        row.field.setFocus()
        row.field.clear()
        row.field.insert(text)


def test_a_desk_is_made_from_the_form(qtbot: QtBot, first: FirstStartView, tmp_path: Path) -> None:
    made: list[Desk] = []
    first.made.connect(made.append)
    fill(qtbot, first, "correct horse", "correct horse")
    qtbot.mouseClick(first.make_button, LEFT)
    assert not any(row.isEnabled() for row in first._fields().values())
    assert first.make_button.text() == "正在建立…"
    qtbot.waitUntil(lambda: bool(made), timeout=WAIT)
    assert (first.make_button.text(), first.make_button.isEnabled()) == ("正在打开…", False)
    assert made[0].person.name == "周明远（示例）"
    assert made[0].person.title == "高级工程师"
    assert made[0].folder == tmp_path / "desk"
    assert first.passphrase.field.text() == ""
    made[0].close()


def test_a_folder_that_takes_no_file_is_told_when_it_is_shown(
    qtbot: QtBot, kit: Kit, runner: TaskRunner, first: FirstStartView, tmp_path: Path
) -> None:
    assert "够用" in words(first)
    assert not (tmp_path / "desk").exists()
    (tmp_path / "file").write_bytes(b"no folder")
    view = FirstStartView(kit, runner, tmp_path / "file" / "desk", "zh", "system")
    qtbot.addWidget(view)
    view.show()
    assert "这个文件夹不能写入，请更改。" in words(view)
    assert "够用" not in words(view)
    fill(qtbot, view, "correct horse", "correct horse")
    qtbot.mouseClick(view.make_button, LEFT)
    assert view.make_button.isEnabled()
    assert view.folder.wrong
    (tmp_path / "file").unlink()
    with qtbot.waitSignal(view.made, timeout=WAIT) as made:
        view.make()
    assert not view.folder.wrong
    made.args[0].close()


def test_errors_stand_beside_their_fields_and_the_first_gets_the_focus(
    qtbot: QtBot, first: FirstStartView, tmp_path: Path
) -> None:
    fill(qtbot, first, "1234567", "12345678")
    first.name.field.clear()
    qtbot.mouseClick(first.make_button, LEFT)
    assert "姓名会写在每个签名旁边，要填写。" in words(first)
    assert "口令要 8 位以上，中文也可以。" in words(first)
    assert "两次口令不一致，请重新输入。" in words(first)
    assert first.name.field.hasFocus()
    assert not (tmp_path / "desk").exists()


def test_another_language_keeps_what_was_typed(qtbot: QtBot, first: FirstStartView, tmp_path: Path) -> None:
    chosen: list[str] = []
    first.language_chosen.connect(chosen.append)
    fill(qtbot, first, "correct horse", "correct")
    qtbot.mouseClick(first.languages["en"], LEFT)
    assert chosen == ["en"]
    first.rebuild("en")
    assert first.name.text == "周明远（示例）"
    assert first.repeat.field.text() == "correct"
    assert first.languages["en"].isChecked()
    assert first.folder.text == str(tmp_path / "desk")


def test_the_first_start_can_be_done_without_mouse_and_eyes(qtbot: QtBot, first: FirstStartView) -> None:
    assert_accessible(first)


# ---------------------------------------------------------------- rounds


def test_a_round_is_opened_from_a_shipped_policy(
    qtbot: QtBot, kit: Kit, runner: TaskRunner, new_desk: NewDesk
) -> None:
    desk = new_desk()
    view = RoundStartView(kit, runner, desk, may_leave=False)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view.policy.count() > 0, timeout=WAIT)
    assert_accessible(view)
    view.policy.setCurrentIndex(
        next(n for n in range(view.policy.count()) if "示例" in view.policy.itemText(n))
    )
    assert view.region.text == "示例省"
    view.title.field.setText("第一批（示例）")
    qtbot.mouseClick(view.own_roles["expert"], LEFT)
    with qtbot.waitSignal(view.entered, timeout=WAIT) as entered:
        qtbot.mouseClick(view.open_button, LEFT)
    line = desk.rounds.line(entered.args[0])
    assert (line.title, line.sample) == ("第一批（示例）", True)
    assert set(line.my_roles) == {"authority", "secretary", "leader", "expert"}


def test_nobody_is_given_a_policy_that_he_did_not_choose(
    qtbot: QtBot, kit: Kit, runner: TaskRunner, new_desk: NewDesk
) -> None:
    desk = new_desk()
    view = RoundStartView(kit, runner, desk, may_leave=False)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view.policy.count() > 0, timeout=WAIT)
    assert (view.policy.currentIndex(), view.title.text, view.region.text) == (-1, "", "")
    qtbot.mouseClick(view.open_button, LEFT)
    assert view.policy_note.text() == "先选择政策文件。"
    assert desk.rounds.lines() == ()
    names = [view.policy.itemText(number) for number in range(view.policy.count())]
    assert "2025年度国家" in names[0], "the newest of the country first"
    assert "示例" in names[-1]
    view.policy.setCurrentIndex(0)
    assert view.year.text == "2025"
    assert view.policy_note.property("tone") == ""


def test_a_round_is_joined_by_two_files(
    qtbot: QtBot, kit: Kit, runner: TaskRunner, new_desk: NewDesk, tmp_path: Path
) -> None:
    organiser, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(organiser)
    view = RoundStartView(kit, runner, expert, may_leave=False)
    qtbot.addWidget(view)
    view.show()
    request = tmp_path / "申请.gdx"
    view.write_request(request)
    qtbot.waitUntil(lambda: "申请.gdx" in view.request_note.text(), timeout=WAIT)
    asked = organiser.exchange.read_request(request)
    assert asked.roles == ("expert",)
    qtbot.waitUntil(lambda: asked.words in view.words.text(), timeout=WAIT)
    fingerprint = organiser.exchange.approve(round_id, asked, asked.roles)
    answer = tmp_path / "批次.gdx"
    organiser.exchange.send(round_id, answer, [fingerprint], complete=True)
    view.look(answer)
    qtbot.waitUntil(view.join_button.isEnabled, timeout=WAIT)
    assert "2026 年第一批（示例）" in view.found.text()
    assert expert.rounds.lines() == ()
    with qtbot.waitSignal(view.entered, timeout=WAIT) as entered:
        qtbot.mouseClick(view.join_button, LEFT)
    assert entered.args == [round_id]
    assert expert.rounds.line(round_id).my_roles == ("expert",)


# ---------------------------------------------------------------- unlock


def test_a_wrong_passphrase_is_told_beside_the_field(
    qtbot: QtBot, kit: Kit, runner: TaskRunner, tmp_path: Path
) -> None:
    make_desk(tmp_path / "desk", "沈若谷（示例）").close()
    view = UnlockView(kit, runner, DeskFolder(tmp_path / "desk"))
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view.owner.text() == "沈若谷（示例）", timeout=WAIT)
    qtbot.keyClicks(view.passphrase.field, "not this one")
    QTest.keyClick(view.passphrase.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.passphrase.wrong, timeout=WAIT)
    assert view.passphrase.field.hasFocus()
    assert view.passphrase.field.selectedText() != ""
    qtbot.keyClicks(view.passphrase.field, "x")
    assert not view.passphrase.wrong
    view.passphrase.field.setText(PASSPHRASE)
    assert_accessible(view)
    with qtbot.waitSignal(view.opened, timeout=WAIT) as opened:
        qtbot.mouseClick(view.button, LEFT)
        assert not view.forgotten.isEnabled()
    assert opened.args[0].person.name == "沈若谷（示例）"
    assert view.passphrase.field.text() == ""
    assert (view.button.text(), view.button.isEnabled()) == (
        "正在打开…",
        False,
    )  # until the next screen stands
    opened.args[0].close()


def test_capitals_without_shift_are_pointed_out(
    qtbot: QtBot, kit: Kit, runner: TaskRunner, tmp_path: Path
) -> None:
    make_desk(tmp_path / "desk").close()
    view = UnlockView(kit, runner, DeskFolder(tmp_path / "desk"))
    qtbot.addWidget(view)
    view.show()
    QTest.keyClick(view.passphrase.field, "A")
    assert "大写锁定已打开。" in words(view)
    QTest.keyClick(view.passphrase.field, "a")
    assert "大写锁定已打开。" not in words(view)
    QTest.keyClick(view.passphrase.field, "A", Qt.KeyboardModifier.ShiftModifier)
    assert "大写锁定已打开。" not in words(view)


def test_capitals_are_pointed_out_in_a_new_passphrase_and_nowhere_else(first: FirstStartView) -> None:
    QTest.keyClick(first.passphrase.field, "A")
    assert "大写锁定已打开。" in words(first)
    QTest.keyClick(first.passphrase.field, "b")
    assert "大写锁定已打开。" not in words(first)
    QTest.keyClick(first.name.field, "A")
    assert "大写锁定已打开。" not in words(first)


def test_fields_of_one_row_stay_level_when_one_hint_is_longer(first: FirstStartView) -> None:
    first.rebuild("en")
    first.passphrase.say_wrong(
        "A sentence that is so long that it needs a second line below its field to be read."
    )
    QTest.qWait(0)
    left, right = first.passphrase.field, first.repeat.field
    assert left.mapTo(first, left.rect().topLeft()).y() == right.mapTo(first, right.rect().topLeft()).y()


def test_another_folder_is_chosen_near_the_present_one(
    first: FirstStartView, qtbot: QtBot, tmp_path: Path
) -> None:
    there = tmp_path / "资料"
    there.mkdir()
    (there / "别的.txt").touch()
    first._choose_folder()
    (dialog,) = first.findChildren(QFileDialog)
    assert Path(dialog.directory().absolutePath()) == Path(first.folder.text).parent
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(there))
    dialog.accept()
    qtbot.waitUntil(lambda: first.folder.text == str(there / "GreenDesk"))
