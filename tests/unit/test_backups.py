"""Backups of an open desk: made when due, told in lines, looked into, tried for real, copied to a second place."""

import errno
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from greendesk.adapters.atomic import StoreUnwritable
from greendesk.adapters.backup_faults import (
    BackupDiskFull,
    BackupNotWritten,
    BackupOfDamage,
    BackupUnwritable,
    ReceivingDiskFull,
    ReceivingNotBackedUp,
)
from greendesk.adapters.backup_room import BackupRoom
from greendesk.adapters.backups import DATABASE, NOTE
from greendesk.adapters.clock import SystemClock
from greendesk.adapters.second_place import (
    SAME_DISK,
    Second,
    SecondAbsent,
    SecondInside,
    SecondUnfinished,
    desks_in,
    whereabouts,
)
from greendesk.adapters.second_setting import SETTING
from greendesk.desk import Desk
from greendesk.domain.backup_plan import MINUTE, WORK
from greendesk.domain.plausible_clock import EARLIEST
from greendesk.progress import SILENT, Cancelled
from greendesk.use_cases.backups import PAUSE, BackupDamaged, BackupLine, Figures, NoBackup
from tests.conftest import NewDesk
from tests.damage import damage_pages, stored
from tests.desks import PASSPHRASE, an_application, make_desk, make_round
from ui.composition.desk_folder import DeskFolder

DAY = 24 * 60 * MINUTE


class Time:
    """The clock of every desk, moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.time = SystemClock().now()
        monkeypatch.setattr(SystemClock, "now", lambda _clock: self.time)

    def go(self, milliseconds: int) -> None:
        self.time += milliseconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Time:
    """A clock that stands still until it is moved."""
    return Time(monkeypatch)


@pytest.fixture
def desk(clock: Time, new_desk: NewDesk) -> Desk:
    """A desk with a round, under the clock."""
    assert clock.time
    made = new_desk()
    make_round(made)
    return made


def here(desk: Desk) -> list[BackupLine]:
    return [line for line in desk.backups.lines() if line.place == "here"]


def damage(desk: Desk, line: BackupLine) -> None:
    path = desk.folder / "backups" / line.folder / DATABASE
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


# ---------------------------------------------------------------- when


def test_the_first_of_a_day_and_then_after_half_an_hour_of_work(desk: Desk, clock: Time) -> None:
    backups = desk.backups
    assert backups.due(clock.time) == "start"
    made = backups.make_due()
    assert made is not None
    assert (made.reason, made.entries, made.drafts, made.whole, made.tried) == ("start", 2, 0, True, None)
    assert made.last_entry == clock.time
    clock.go(WORK)
    assert backups.make_due() is None  # nothing was written
    assert backups.status().next_due == clock.time
    _draft(desk, clock)
    assert backups.due(clock.time - 1) == ""
    later = backups.make_due()
    assert later is not None
    assert (later.reason, later.drafts) == ("work", 1)
    assert backups.make_due() is None
    clock.go(DAY)
    assert backups.due(clock.time) == ""  # another day, and still nothing was written


def _draft(desk: Desk, clock: Time) -> None:
    context = desk.backups._context
    context.drafts.put("note", {"text": "草稿"}, "草稿", clock.time)


def test_a_clock_set_back_leads_to_a_new_backup(desk: Desk, clock: Time) -> None:
    desk.backups.make("asked")
    clock.go(-400 * DAY)
    assert desk.backups.due(clock.time) == "start"
    assert desk.backups.make_due() is not None
    assert len(here(desk)) == 2


# ---------------------------------------------------------------- what they hold


def test_a_look_says_what_a_restore_would_take_away(desk: Desk, tmp_path: Path) -> None:
    round_id = desk.rounds.lines()[0].id
    line = desk.backups.make("asked")
    an_application(desk, round_id, tmp_path / "package")
    contents = desk.backups.look_into(line)
    (held,) = contents.rounds
    assert (held.title, held.applications, held.entries, held.only_backup) == (
        "2026 年第一批（示例）",
        0,
        2,
        0,
    )
    assert held.only_desk == desk.rounds.lines()[0].entries - 2 > 0
    assert [(one.name, one.me, one.entries) for one in held.authors] == [("林岚（示例）", True, 2)]
    make_round(desk, title="第二批（示例）")
    assert desk.backups.look_into(line).only_desk == held.only_desk + 2
    assert desk.backups.look_into(desk.backups.make("asked")).only_desk == 0
    assert not list((desk.folder / "open").glob("trial-*"))
    with pytest.raises(NoBackup):
        desk.backups.look_into(replace(line, folder="gone"))


def test_numbers_that_changed_while_it_was_copied_are_not_told(desk: Desk, clock: Time) -> None:
    room = desk.backups._room
    assert isinstance(room, BackupRoom)
    figures = iter(Figures(entries=number, last_entry=0, drafts=0, mark=str(number)) for number in (2, 3))
    replace(room.backups, count=lambda: next(figures)).make("asked")
    (line,) = here(desk)
    assert (line.entries, line.drafts) == (-1, -1)
    assert desk.backups.try_restore().ok
    clock.go(WORK)
    assert desk.backups.due(clock.time) == "work"  # what was written meanwhile is backed up


# ---------------------------------------------------------------- trials


def test_the_latest_backup_is_tried_once_a_day(desk: Desk, clock: Time, tmp_path: Path) -> None:
    an_application(desk, desk.rounds.lines()[0].id, tmp_path / "package")
    assert desk.backups.try_due() is None  # there is none
    made = desk.backups.make_due()
    trial = desk.backups.try_due()
    assert made is not None
    assert trial is not None
    assert (trial.ok, trial.whole, trial.findings, trial.files_missing) == (True, True, (), 0)
    assert (trial.rounds, trial.entries, trial.made) == (1, made.entries, made.made)
    assert desk.backups.try_due() is None
    clock.go(DAY)
    assert desk.backups.try_due() is not None
    status = desk.backups.status()
    assert (status.last_tried, status.tried_well, status.tried_made) == (clock.time, True, made.made)
    assert [(line.tried, line.tried_well) for line in here(desk)] == [(clock.time, True)]


def test_a_trial_finds_damage_files_that_are_gone_and_figures_that_differ(desk: Desk, tmp_path: Path) -> None:
    an_application(desk, desk.rounds.lines()[0].id, tmp_path / "package")
    line = desk.backups.make("asked")
    stored(desk)[0].chmod(0o600)  # Windows keeps what may only be read
    stored(desk)[0].unlink()
    trial = desk.backups.try_restore(line)
    assert (trial.ok, trial.files_missing) == (True, 1)  # others can give it
    note = desk.folder / "backups" / line.folder / NOTE
    told = json.loads(note.read_bytes())
    note.write_text(json.dumps({**told, "entries": told["entries"] + 1}))
    trial = desk.backups.try_restore()
    assert (trial.ok, len(trial.findings)) == (False, 1)
    note.write_text(json.dumps(told))
    damage(desk, line)
    trial = desk.backups.try_restore(line)
    assert not trial.ok
    assert trial.findings
    assert not desk.backups.status().tried_well
    (desk.folder / "backups" / line.folder / DATABASE).write_bytes(b"")
    assert [one.whole for one in here(desk)] == [False]
    with pytest.raises(NoBackup):
        desk.backups.try_restore()


def test_old_notes_and_broken_ones_are_read_as_far_as_they_go(desk: Desk) -> None:
    line = desk.backups.make("asked")
    note = desk.folder / "backups" / line.folder / NOTE
    told = json.loads(note.read_bytes())
    older = {name: told[name] for name in ("folder", "reason", "made", "mark", "size", "base")}
    note.write_text(json.dumps(older))
    (found,) = here(desk)
    assert (found.entries, found.drafts, found.whole) == (-1, -1, True)
    assert desk.backups.try_restore().ok
    (desk.folder / "backups" / "trials.json").write_bytes(b"[{")
    assert desk.backups.status().last_tried is None
    note.write_bytes(b"{")
    assert here(desk) == []


# ---------------------------------------------------------------- the second place


def test_backups_and_sealed_attachments_go_to_the_second_place(
    desk: Desk, clock: Time, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    an_application(desk, desk.rounds.lines()[0].id, tmp_path / "package")
    desk.backups.set_second(stick)
    line = desk.backups.make("asked")
    status = desk.backups.status()
    assert (status.second_place, status.second_last) == (stick, line.made)
    assert status.second_trouble == SAME_DISK
    (folder,) = (stick / "GreenDesk").iterdir()
    copied = sorted(path.name for path in (folder / "files").rglob("*") if path.is_file())
    assert copied == sorted(path.name for path in stored(desk))
    assert all(b"%PDF" not in path.read_bytes()[:4096] for path in (folder / "files").rglob("*-*"))
    times = {path: path.stat().st_mtime_ns for path in (folder / "files").rglob("*") if path.is_file()}
    an_application(desk, desk.rounds.lines()[0].id, tmp_path / "other", "另一家（示例）")
    clock.go(MINUTE)
    second = desk.backups.make("asked")
    assert {path: path.stat().st_mtime_ns for path in times} == times  # only what is new is written
    away = [one for one in desk.backups.lines() if one.place == "second"]
    assert {one.folder for one in away} == {line.folder, second.folder}
    assert desk.backups.try_restore(away[0]).ok
    (found,) = desks_in(stick)
    assert (found.name, found.folder, len(found.lines)) == ("林岚（示例）", folder, 2)
    other = make_desk(tmp_path / "another", "周明远（示例）")
    other.backups.set_second(stick)
    other.backups.make("asked")
    other.close()
    assert {one.name for one in desks_in(stick)} == {"林岚（示例）", "周明远（示例）"}
    desk.backups.set_second(None)
    assert desk.backups.status().second_place is None
    assert len(here(desk)) == len(desk.backups.lines())


def test_what_is_not_sealed_yet_does_not_leave_the_desk(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    plain = desk.folder / "files" / "ab" / ("ab" + "0" * 62)
    plain.parent.mkdir(exist_ok=True)
    plain.write_bytes(b"left open by an older version")
    desk.backups.set_second(tmp_path / "stick")
    desk.backups.make("asked")
    assert not list((tmp_path / "stick").rglob("ab0*"))


def test_a_stick_that_is_not_there_is_told_and_made_up_for(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.backups.set_second(stick)
    shutil.rmtree(stick)
    desk.backups.make("asked")  # no failure
    assert desk.backups.status().second_trouble == SecondAbsent.code
    assert [line.place for line in desk.backups.lines()] == ["here"]
    stick.mkdir()
    assert desk.backups.copy_second().trouble == SAME_DISK
    assert [line.place for line in desk.backups.lines()] == ["here", "second"]
    (desk.folder / SETTING).write_bytes(b"{")
    assert desk.backups.status().second_place is None


def test_a_backup_that_was_made_around_the_second_place_comes_to_it(
    desk: Desk, clock: Time, tmp_path: Path
) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    desk.backups.make("asked")
    desk.backups.set_second(place)
    desk.backups.copy_second()
    assert not desk.backups.status().second_behind
    assert not desk.backups.copy_due()
    clock.go(MINUTE)
    room = desk.backups._room
    assert isinstance(room, BackupRoom)
    made = room.backups.make(
        "after-repair"
    )  # as a repair, a file that is received, or a new certificate does
    assert desk.backups.status().second_behind
    desk.backups._copied = -PAUSE
    assert desk.backups.copy_due()
    status = desk.backups.status()
    assert (status.second_behind, status.second_last) == (False, clock.time)
    assert made.folder in {line.folder for line in desk.backups.lines() if line.place == "second"}


def test_an_impossible_clock_is_not_when_the_second_place_was_reached(
    desk: Desk, clock: Time, tmp_path: Path
) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    desk.backups.make("asked")
    desk.backups.set_second(place)
    desk.backups.copy_second()
    today = clock.time
    clock.go(EARLIEST - 10 * 365 * DAY - today)
    made = desk.backups.make_due()
    assert made is not None
    assert desk.backups.try_due() is not None
    status = desk.backups.status()
    assert (status.second_last, status.second_behind, status.last_tried) == (today, False, None)
    assert made.folder in {line.folder for line in desk.backups.lines() if line.place == "second"}
    note = desk.folder / SETTING
    note.write_text(json.dumps(json.loads(note.read_text()) | {"last": made.made}))  # of an older program
    assert desk.backups.status().second_last is None
    clock.go(today - clock.time)
    assert desk.backups.status().last_made == today


def test_a_backup_is_due_when_damage_hides_whether_anything_changed(desk: Desk, clock: Time) -> None:
    desk.backups.make("asked")
    clock.go(DAY)
    damaged = DeskFolder(damage_pages(desk, "tip").parent).unlock(PASSPHRASE)
    assert damaged.backups.due(clock.time) == "start"
    with pytest.raises(BackupOfDamage):
        damaged.backups.make_due()
    damaged.close()


def test_a_full_disk_is_the_only_one_that_is_called_full(desk: Desk) -> None:
    room = desk.backups._room
    assert isinstance(room, BackupRoom)

    def no_room(_target: Path) -> None:
        raise OSError(errno.ENOSPC, "no room")

    def no_right(_target: Path) -> None:
        raise PermissionError(errno.EACCES, "no right")

    for save, fault, receiving in (
        (no_room, BackupDiskFull, ReceivingDiskFull),
        (no_right, BackupUnwritable, ReceivingNotBackedUp),
    ):
        backups = replace(room.backups, save=save)
        for reason, expected in (("asked", fault), ("before-repair", fault), ("before-receiving", receiving)):
            with pytest.raises(BackupNotWritten) as caught:
                backups.make(reason)
            assert type(caught.value) is expected


def test_a_stick_is_found_under_another_letter(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "e" / "backups"
    stick.mkdir(parents=True)
    desk.backups.set_second(stick)
    desk.backups.make("asked")
    (folder,) = (stick / "GreenDesk").iterdir()
    gone = Path(tmp_path.anchor) / "not there" / "backups"
    moved = tmp_path / "f" / "not there"
    moved.mkdir(parents=True)
    stick.rename(moved / "backups")
    drives = (tmp_path / "d", tmp_path / "f")
    assert whereabouts(gone, folder.name, drives) == moved / "backups"
    assert whereabouts(gone, "another desk", drives) == gone
    assert whereabouts(moved, folder.name, ()) == moved


def test_what_cannot_be_a_second_place_is_refused(desk: Desk, tmp_path: Path) -> None:
    (desk.folder / "inside").mkdir()
    for wrong in (desk.folder, desk.folder / "inside"):
        with pytest.raises(SecondInside):
            desk.backups.set_second(wrong)
    with pytest.raises(SecondAbsent):
        desk.backups.set_second(tmp_path / "nothing")
    assert desk.backups.status().second_place is None


def test_a_place_that_takes_no_file_is_refused_and_the_one_before_it_stays(
    desk: Desk, tmp_path: Path
) -> None:
    stick, full = tmp_path / "stick", tmp_path / "read only"
    for folder in (stick, full):
        folder.mkdir()
    desk.backups.set_second(stick)
    assert list((stick / "GreenDesk").iterdir()) == []
    (full / "GreenDesk").write_bytes(b"in the way")  # nothing can be written, not even by an administrator
    with pytest.raises(StoreUnwritable):
        desk.backups.set_second(full)
    assert desk.backups.status().second_place == stick


def test_copying_ends_in_time_and_goes_on_later(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    desk.backups.set_second(tmp_path / "stick")
    name = json.loads((desk.folder / SETTING).read_bytes())["desk"]
    desk.backups.make("asked")
    shutil.rmtree(tmp_path / "stick" / "GreenDesk")
    hurried = Second(desk.folder, name, seconds=-1)
    hurried.copy(1, SILENT)
    assert hurried.place().trouble == SecondUnfinished.code
    assert list((tmp_path / "stick").rglob(".unfinished*")) == []
    desk.backups.copy_second()
    assert [line.place for line in desk.backups.lines()] == ["here", "second"]


def test_what_came_after_a_copy_is_tried_carried_and_restored_with_it(
    desk: Desk, clock: Time, tmp_path: Path
) -> None:
    round_id = desk.rounds.lines()[0].id
    (tmp_path / "stick").mkdir()
    desk.backups.set_second(tmp_path / "stick")
    room = desk.backups._room
    assert isinstance(room, BackupRoom)
    large = replace(room.backups, large=1)  # as if the desk were large
    base = large.make("start")
    clock.go(MINUTE)
    an_application(desk, round_id, tmp_path / "package")
    tail = large.make("work")
    assert (tail.base, (large.folder / tail.folder / DATABASE).exists()) == (base.folder, False)
    desk.backups.copy_second()
    away = [line for line in desk.backups.lines() if line.place == "second"]
    assert {line.folder for line in away} == {base.folder, tail.folder}
    entries = desk.rounds.lines()[0].entries
    for line in (away[0], here(desk)[0]):
        trial = desk.backups.try_restore(line)
        assert (trial.ok, trial.entries, trial.files_missing) == (True, entries, 0)
    (held,) = desk.backups.look_into(here(desk)[0]).rounds
    assert (held.applications, held.only_desk, held.only_backup) == (1, 0, 0)
    desk.close()
    folder = DeskFolder(desk.folder, alone=True)
    (folder.path / "backups" / base.folder / DATABASE).rename(tmp_path / "base")
    assert [line.whole for line in folder.backups() if line.place == "here"] == [False]
    with pytest.raises(BackupDamaged):
        folder.restore(next(one for one in folder.backups() if one.place == "here"), PASSPHRASE)
    folder.restore(next(one for one in folder.backups() if one.place == "second"), PASSPHRASE)
    again = folder.unlock(PASSPHRASE)
    assert (again.rounds.lines()[0].entries, len(again.applications.lines(round_id))) == (entries, 1)
    again.close()


# ---------------------------------------------------------------- the end


def test_a_closed_desk_makes_and_tries_nothing_more(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    backups = desk.backups
    backups.make("asked")
    desk.close()
    assert backups.make_due() is None
    assert backups.try_due() is None
    with pytest.raises(Cancelled):
        backups.make("asked")
    assert not list((tmp_path / "desk").glob("desk.db-wal"))
    again = DeskFolder(tmp_path / "desk").unlock(PASSPHRASE)
    assert len(again.backups.lines()) == 1
    again.close()
