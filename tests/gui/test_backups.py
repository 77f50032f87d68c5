"""Backups on the screens: how they stand, what one holds, trials, and the way back with and without an open desk."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from greendesk.adapters.backup_faults import BackupOfDamage
from greendesk.desk import Desk
from greendesk.use_cases.backups import AuthorHeld, BackupFailure, BackupStatus
from tests.conftest import NewDesk
from tests.damage import damage_pages, overwrite_the_middle
from tests.desks import PASSPHRASE, admit, an_application, carry, make_desk, make_round
from tests.gui.accessibility import assert_accessible, assert_escape_closes
from tests.gui.screens import WAIT, Screens, unexpected, words
from ui.composition.desk_folder import DeskFolder
from ui.composition.found_backups import found_backups
from ui.settings import Settings
from ui.tasks import TaskRunner
from ui.views.backups import BackupsView
from ui.views.home import HomeView
from ui.views.settings import SettingsView
from ui.widgets.backup_card import BackupCard
from ui.widgets.backup_home import BackupHome
from ui.widgets.backup_restore import RestoreSheet
from ui.widgets.backup_words import (
    DAY,
    Alarm,
    BackupRead,
    alarms,
    by_person,
    read_backups,
    reason_words,
    tried_short,
    tried_words,
)
from ui.widgets.kit import Kit
from ui.widgets.view import ScreenContext

LEFT = Qt.MouseButton.LeftButton
NOW = 1_790_000_000_000
CALM = BackupStatus(
    last_made=NOW - DAY,
    last_tried=NOW - 2 * DAY,
    tried_well=True,
    tried_made=NOW - 3 * DAY,
    second_place=None,
    second_last=None,
    second_trouble="",
    count=3,
    size=1,
    next_due=NOW,
)


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[TaskRunner]:
    opened = TaskRunner(unexpected)
    yield opened
    opened.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with a round: one application, a backup, and a second application after it."""
    opened = make_desk(tmp_path / "desk")
    round_id = make_round(opened)
    an_application(opened, round_id, tmp_path / "a")
    opened.backups.make("start")
    an_application(opened, round_id, tmp_path / "b", "白桦乳业（示例）")
    yield opened
    opened.close()


def show(qtbot: QtBot, kit: Kit, worker: TaskRunner, folder: Path, desk: Desk | None = None) -> BackupsView:
    view = BackupsView(kit, worker, DeskFolder(folder), desk)
    qtbot.addWidget(view)
    view.resize(1440, 900)
    view.show()
    return view


def sheet_of(view: BackupsView) -> RestoreSheet:
    sheet = view.ask()
    assert sheet is not None
    return sheet


# ---------------------------------------------------------------- words


def said(**changes: object) -> list[str]:
    status = replace(CALM, **changes)  # type: ignore[arg-type]
    return [alarm.chip for alarm in alarms(BackupRead(status=status, unsaved=True, now=NOW))]


def test_calm_backups_say_nothing() -> None:
    assert said() == []
    assert said(second_place=Path("e"), second_last=NOW - 13 * DAY) == []
    assert said(last_made=NOW - 4 * DAY, next_due=None) == []  # a server sees to it
    idle = BackupRead(status=replace(CALM, last_made=NOW - 30 * DAY), unsaved=False, now=NOW)
    assert alarms(idle) == ()  # nothing was written since


def test_what_needs_attention_is_said() -> None:
    assert said(last_made=NOW - 4 * DAY) == ["3 天没有备份"]
    assert said(last_made=None) == []  # a new desk: the first one is about to be made
    assert said(tried_well=False) == ["试恢复没有通过"]
    assert said(second_place=Path("e"), second_last=NOW - 15 * DAY) == ["第二处未接上"]
    assert said(second_place=Path("e"), second_trouble="GD-252") == ["第二处未接上"]
    found = alarms(BackupRead(status=replace(CALM, tried_well=False), unsaved=False, now=NOW))
    assert found[0].tone == "danger"


def test_a_backup_that_was_not_written_is_the_first_thing_said() -> None:
    failed = replace(CALM, failed=BackupFailure(code="GD-261", at=NOW), tried_well=False)
    first, second = alarms(BackupRead(status=failed, unsaved=False, now=NOW))
    assert (first.chip, first.tone, second.chip) == ("备份没有写成", "danger", "试恢复没有通过")
    assert "数据文件有损坏" in first.words
    assert "检查工作台" in first.words


def test_a_second_place_that_is_there_but_behind_is_said_the_same_day() -> None:
    behind = {"second_place": Path("e"), "second_last": NOW - DAY, "second_behind": True}
    assert said(**behind) == ["第二处不是最新"]
    assert said(**behind, second_trouble="GD-257") == ["第二处不是最新"]
    assert said(**behind, last_made=NOW - 60_000) == []  # it is about to be copied
    assert said(**behind, last_made=NOW - 60_000, second_trouble="GD-320") == ["第二处不是最新"]
    assert said(**behind, second_trouble="GD-255") == []  # a stick that is at home


def test_why_and_how_in_words() -> None:
    assert [reason_words(one) for one in ("start", "before-receiving", "x")] == ["每日", "接收前", "自动"]
    assert "完好" in tried_words(CALM)
    assert "试恢复" not in tried_short(CALM)
    assert tried_words(replace(CALM, last_tried=None)) == "还没有试恢复过"
    assert "没有通过" in tried_words(replace(CALM, tried_well=False))
    assert Alarm(chip="a", words="b").tone == "warning"


# ---------------------------------------------------------------- home and settings


def test_home_tells_of_the_last_backup_and_leads_there(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk
) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    desk.backups.make("start")
    desk.backups.try_restore()
    view = screens.open(HomeView, desk, round_id)
    qtbot.waitUntil(lambda: "最近备份 今天" in words(view), timeout=WAIT)
    assert "完好" in view.backups.tried.text()
    assert view.backups.open_button.text() == "查看备份"
    with qtbot.waitSignal(view.backups_wanted):
        qtbot.mouseClick(view.backups.open_button, LEFT)
    status = replace(desk.backups.status(), tried_well=False)
    view.backups.show_read(BackupRead(status=status, unsaved=False, now=NOW))
    assert view.backups.open_button.text() == "处理备份"
    assert view.backups._chips.isVisible()
    assert_accessible(view)


def test_settings_make_and_try_a_backup(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()

    def make(context: ScreenContext) -> SettingsView:
        return SettingsView(context, Settings(tmp_path / "home"), is_sample=False)

    view = screens.open(make, desk, make_round(desk))
    card = view.backups
    qtbot.waitUntil(lambda: card.made.text() == "还没有备份", timeout=WAIT)
    qtbot.mouseClick(card.make_button, LEFT)
    qtbot.waitUntil(lambda: card.total.text().startswith("1 份"), timeout=WAIT)
    assert card.told.text() == "已备份。"
    assert desk.backups.lines()[0].reason == "asked"
    qtbot.mouseClick(card.try_button, LEFT)
    qtbot.waitUntil(lambda: "都能恢复" in card.told.text(), timeout=WAIT)
    qtbot.waitUntil(lambda: "完好" in card.tried.text(), timeout=WAIT)
    assert card.try_button.isEnabled()
    assert_accessible(view)
    with qtbot.waitSignal(view.backups_wanted):
        qtbot.mouseClick(card.open_button, LEFT)


def test_a_second_place_that_takes_nothing_is_named(
    qtbot: QtBot, kit: Kit, worker: TaskRunner, desk: Desk, tmp_path: Path
) -> None:
    card = BackupCard(kit, desk, worker)
    qtbot.addWidget(card)
    status = replace(CALM, second_place=tmp_path / "stick", second_trouble="GD-321")
    card.show_read(BackupRead(status=status, unsaved=False, now=NOW))
    assert str(tmp_path / "stick") in card.second.text().splitlines()[-1]
    assert "—" not in card.second.text()


# ---------------------------------------------------------------- the page


def test_a_backup_tells_what_it_holds_and_whom_to_ask(
    qtbot: QtBot, kit: Kit, worker: TaskRunner, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk, expert = new_desk(), new_desk("周明远（示例）")
    round_id = make_round(desk)
    fingerprint = admit(desk, round_id, expert)
    application = an_application(desk, round_id, tmp_path / "a")
    desk.reviews.assign(round_id, application, fingerprint)
    desk.backups.make("start")
    carry(desk, expert, round_id)
    expert.reviews.declare(round_id, application, conflict=False)
    carry(expert, desk, round_id)
    view = show(qtbot, kit, worker, desk.folder, desk)
    qtbot.waitUntil(lambda: view.table.rows_model.rowCount() > 1, timeout=WAIT)
    first = view.table.rows_model.rowCount() - 1
    view.table.choose(view.table.rows_model.row_key(first))
    qtbot.waitUntil(lambda: "恢复后将缺少" in words(view.pane), timeout=WAIT)
    shown = words(view.pane)
    assert "可向他们索取：周明远（示例） 1 条。" in shown
    assert "2026 年第一批（示例）" in shown
    assert "林岚（示例）（本人）" in shown
    assert "1 家申报" in shown
    assert_accessible(view)
    qtbot.mouseClick(view.pane.try_button, LEFT)
    qtbot.waitUntil(lambda: "都能恢复" in words(view.pane), timeout=WAIT)
    assert desk.backups.status().last_tried is not None
    QTest.keyClick(view.make_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.table.rows_model.rows[0][1].text == "手动", timeout=WAIT)
    with qtbot.waitSignal(view.left):
        QTest.keyClick(view, Qt.Key.Key_Escape)


def test_a_person_with_several_certificates_is_one_line() -> None:
    held = [
        AuthorHeld(fingerprint="a", name="王芳", me=True, entries=2),
        AuthorHeld(fingerprint="b", name="王芳", me=True, entries=3, missing=1),
        AuthorHeld(fingerprint="c", name="周明远", me=False, entries=1),
    ]
    mine, other = by_person(held)
    assert (mine.name, mine.entries, mine.missing, other.entries) == ("王芳", 5, 1, 1)


def test_a_round_that_goes_altogether_is_named(
    qtbot: QtBot, kit: Kit, worker: TaskRunner, new_desk: NewDesk
) -> None:
    desk = new_desk()
    desk.backups.make("start")
    make_round(desk)
    view = show(qtbot, kit, worker, desk.folder, desk)
    qtbot.waitUntil(lambda: "整个批次“2026 年第一批（示例）”" in words(view.pane), timeout=WAIT)
    assert "整个批次“2026 年第一批（示例）”" in words(sheet_of(view))
    kinds = {button: button.property("kind") for button in (view.make_button, view.pane.restore_button)}
    assert kinds == {
        view.make_button: "primary",
        view.pane.restore_button: "",
    }  # going back is no everyday thing


def test_backups_are_listed_when_the_data_file_is_damaged(
    qtbot: QtBot, kit: Kit, worker: TaskRunner, new_desk: NewDesk
) -> None:
    made = new_desk()
    make_round(made)
    made.backups.make("start")
    desk = DeskFolder(damage_pages(made, "entry").parent).unlock(PASSPHRASE)
    view = show(qtbot, kit, worker, desk.folder, desk)
    qtbot.waitUntil(lambda: view.table.rows_model.rowCount() == 1, timeout=WAIT)
    qtbot.mouseClick(view.make_button, LEFT)
    qtbot.waitUntil(lambda: "备份没有写成：数据文件有损坏。" in words(view), timeout=WAIT)
    assert "接收" not in words(view.failure)
    qtbot.waitUntil(lambda: not worker.busy, timeout=WAIT)
    desk.close()


def test_home_says_at_once_that_the_data_file_is_damaged(qtbot: QtBot, kit: Kit, new_desk: NewDesk) -> None:
    made = new_desk()
    make_round(made)
    made.backups.make("start")
    made.backups.try_restore()
    desk = DeskFolder(overwrite_the_middle(made)).unlock(PASSPHRASE)
    with pytest.raises(BackupOfDamage):
        desk.backups.make("asked")
    card = BackupHome(kit)
    qtbot.addWidget(card)
    card.show()
    card.show_read(read_backups(desk))
    desk.close()
    assert "备份没有写成" in words(card)
    assert "数据文件有损坏" in words(card)
    assert "检查工作台" in words(card)
    assert "磁盘" not in words(card)
    assert not card.tried.isVisible()


def test_a_desk_goes_back_only_with_its_passphrase(
    qtbot: QtBot, kit: Kit, worker: TaskRunner, desk: Desk
) -> None:
    view = show(qtbot, kit, worker, desk.folder, desk)
    qtbot.waitUntil(lambda: "恢复后将缺少" in words(view.pane), timeout=WAIT)
    sheet = sheet_of(view)
    assert sheet.focusWidget() is sheet.passphrase.field  # nothing happens without a passphrase
    QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert "先输入口令。" in words(sheet)
    assert "恢复前先备份" in words(sheet)
    assert "不会删除" in words(sheet)
    assert "草稿" in words(sheet)
    assert "新证书" in words(sheet)
    assert_accessible(sheet)
    sheet.passphrase.field.setText("not this one")
    QTest.keyClick(sheet.passphrase.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.passphrase.wrong and sheet.act.isEnabled(), timeout=WAIT)
    assert len(desk.rounds.lines()) == 1  # still open
    sheet.passphrase.field.setText(PASSPHRASE)
    with (
        qtbot.waitSignal(view.desk_closed, timeout=WAIT),
        qtbot.waitSignal(view.restored, timeout=WAIT) as restored,
    ):
        qtbot.mouseClick(sheet.act, LEFT)
    told, again, contents = restored.args
    assert contents.only_desk == 3
    assert told.set_aside.is_dir()
    after, latest = again.backups.lines()[:2]  # the new certificates are backed up at once
    assert (after.reason, latest.reason) == ("work", "before-restore")
    assert again.backups.look_into(latest).only_backup >= 3  # the way back from the way back
    round_id = again.rounds.lines()[0].id
    assert [line.unit for line in again.applications.lines(round_id)] == ["青禾水泥（示例）"]
    again.close()


def test_the_safe_answer_keeps_everything(qtbot: QtBot, kit: Kit, worker: TaskRunner, desk: Desk) -> None:
    view = show(qtbot, kit, worker, desk.folder, desk)
    qtbot.waitUntil(lambda: view.chosen is not None, timeout=WAIT)
    assert_escape_closes(sheet_of(view))
    assert len(desk.applications.lines(desk.rounds.lines()[0].id)) == 2


def test_without_a_desk_a_folder_is_searched_for_backups(
    qtbot: QtBot, kit: Kit, worker: TaskRunner, desk: Desk, tmp_path: Path
) -> None:
    stick = tmp_path / "U 盘" / "旧电脑"
    shutil.copytree(desk.folder / "backups", stick)
    (found,) = found_backups(tmp_path / "U 盘")
    assert (found.person and found.person.name, found.path.parent) == ("林岚（示例）", stick)
    view = show(qtbot, kit, worker, tmp_path / "new")
    qtbot.waitUntil(lambda: "这里没有备份" in words(view), timeout=WAIT)
    assert view.focusWidget() is view.first_button
    assert_accessible(view)
    view.look_in(str(tmp_path / "U 盘"))
    qtbot.waitUntil(lambda: view.chosen is not None, timeout=WAIT)
    assert "林岚（示例） · 示例省工信厅（示例）" in view.table.rows_model.rows[0][0].sub
    assert "内容有加密" in words(view.pane)
    assert not view.pane.try_button.isVisible()
    sheet = sheet_of(view)
    assert "备份时的口令" in words(sheet)
    sheet.passphrase.field.setText(PASSPHRASE)
    with qtbot.waitSignal(view.restored, timeout=WAIT) as restored:
        qtbot.mouseClick(sheet.act, LEFT)
    again = restored.args[1]
    assert again.folder == tmp_path / "new"
    assert len(again.applications.lines(again.rounds.lines()[0].id)) == 1
    again.close()


def test_a_stranger_s_backup_is_no_way_back(
    qtbot: QtBot, kit: Kit, worker: TaskRunner, desk: Desk, tmp_path: Path
) -> None:
    other = make_desk(tmp_path / "other", "周明远（示例）")
    other.backups.make("asked")
    other.close()
    view = show(qtbot, kit, worker, desk.folder, desk)
    view.look_in(str(tmp_path / "other"))
    qtbot.waitUntil(lambda: "这是周明远（示例）的备份" in words(view.pane), timeout=WAIT)
    assert "选一个空文件夹" in words(view.pane)
    assert not view.pane.restore_button.isEnabled()
    assert view.ask() is None
    qtbot.mouseClick(view.own_button, LEFT)
    qtbot.waitUntil(view.pane.restore_button.isEnabled, timeout=WAIT)
    assert not view.own_button.isVisible()


def test_a_second_place_is_set_and_given_up(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    desk = new_desk()

    def make(context: ScreenContext) -> SettingsView:
        return SettingsView(context, Settings(tmp_path / "home"), is_sample=False)

    view = screens.open(make, desk, make_round(desk))
    card = view.backups
    qtbot.waitUntil(lambda: card.second.text() == "没有设置", timeout=WAIT)
    card.choose_second(str(desk.folder))
    qtbot.waitUntil(lambda: "GD-254" in card.told.text(), timeout=WAIT)
    (tmp_path / "U 盘").mkdir()
    card.choose_second(str(tmp_path / "U 盘"))
    qtbot.waitUntil(lambda: "最近的备份已存过去" in card.told.text(), timeout=WAIT)
    qtbot.waitUntil(lambda: "U 盘" in card.second.text(), timeout=WAIT)
    assert "同一块硬盘" in card.second.text()  # here it is
    assert card.second_button.text() == "更改第二处"
    assert len(found_backups(tmp_path / "U 盘")) == 1
    qtbot.mouseClick(card.stop_button, LEFT)
    qtbot.waitUntil(lambda: card.second.text() == "没有设置", timeout=WAIT)
    assert not card.stop_button.isVisible()
    assert len(found_backups(tmp_path / "U 盘")) == 1
