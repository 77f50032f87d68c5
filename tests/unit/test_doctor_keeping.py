"""The doctor tells how a desk is kept: old or bad backups, a second place that is away, the log, the clock."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from greendesk.desk import Desk
from greendesk.domain.plausible_clock import EARLIEST
from greendesk.use_cases.doctor_keeping import BACKUP_LATE, DAY, SECOND_LATE, TRIAL_LATE
from greendesk.use_cases.findings import OF_TODAY, Finding, Severity, What
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, make_round
from tests.unit.test_backups import Time, clock, damage, desk, here
from tests.unit.test_cli import Office
from ui.cli.session import PASSPHRASE as VARIABLE
from ui.finding_words import told

__all__ = ["clock", "desk"]


def found(desk: Desk) -> list[Finding]:
    return list(desk.doctor.examine().findings)


def whats(desk: Desk) -> list[What]:
    return [one.what for one in found(desk)]


def test_work_of_days_without_a_backup_is_told_until_one_is_made(desk: Desk, clock: Time) -> None:
    assert whats(desk) == []
    clock.go(BACKUP_LATE + DAY)
    (never,) = found(desk)
    assert (never.what, never.day, told(never, "zh").place) == (What.BACKUP_LATE, "", "从未备份")
    made = desk.backups.make("asked")
    assert whats(desk) == []
    make_round(desk, title="又一批次（示例）")
    clock.go(BACKUP_LATE - DAY)
    assert whats(desk) == []
    clock.go(2 * DAY)
    (old,) = found(desk)
    assert old.what is What.BACKUP_LATE
    assert told(old, "zh").place == f"最近一次 {old.day}"
    assert told(old, "en").place == f"latest on {date.fromisoformat(old.day)}"
    desk.backups.make("asked")
    assert whats(desk) == []
    assert made.made < clock.time


def test_no_work_needs_no_backup_however_long_ago(desk: Desk, clock: Time) -> None:
    desk.backups.make("asked")
    clock.go(BACKUP_LATE * 5)
    assert whats(desk) == []


def test_a_trial_that_failed_is_told_until_one_succeeds(desk: Desk, clock: Time) -> None:
    bad = desk.backups.make("asked")
    damage(desk, bad)
    assert not desk.backups.try_restore().ok
    health = desk.doctor.examine()
    assert [one.what for one in health.findings] == [What.TRIAL_FAILED]
    assert (health.worst, health.mendable) == (Severity.WARNING, False)
    make_round(desk, title="又一批次（示例）")
    clock.go(DAY)
    desk.backups.make("asked")
    shutil.rmtree(desk.folder / "backups" / bad.folder)
    assert desk.backups.try_restore(here(desk)[0]).ok
    assert whats(desk) == []


def test_backups_that_nobody_tried_for_a_month_are_told(desk: Desk, clock: Time) -> None:
    desk.backups.make("asked")
    clock.go(TRIAL_LATE + DAY)
    (never,) = found(desk)
    assert (never.what, never.day, never.what.severity) == (What.TRIAL_LATE, "", Severity.NOTICE)
    assert desk.backups.try_restore().ok
    assert whats(desk) == []
    clock.go(TRIAL_LATE + DAY)
    (old,) = found(desk)
    assert (old.what, bool(old.day)) == (What.TRIAL_LATE, True)


def test_a_second_place_that_is_away_for_long_is_told(desk: Desk, clock: Time, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.backups.set_second(stick)
    desk.backups.make("asked")
    assert whats(desk) == []
    stick.rename(tmp_path / "pulled out")
    make_round(desk, title="又一批次（示例）")
    clock.go(DAY)
    desk.backups.make("asked")
    assert whats(desk) == []  # a stick need not be plugged in every day
    clock.go(SECOND_LATE)
    (away,) = found(desk)
    assert (away.what, away.line) == (What.SECOND_LATE, "GD-255")
    assert told(away, "zh").place == f"{stick.resolve()} · 上次复制 {away.day}"
    (tmp_path / "pulled out").rename(stick)
    desk.backups.copy_second()
    assert whats(desk) == []


def test_a_second_place_that_never_took_anything_is_told(desk: Desk, clock: Time, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.backups.set_second(stick)
    shutil.rmtree(stick)
    desk.backups.make("asked")
    assert whats(desk) == []
    clock.go(SECOND_LATE + DAY)
    assert whats(desk) == [What.SECOND_LATE]
    desk.backups.set_second(None)
    assert whats(desk) == []


def test_a_log_that_cannot_be_written_is_told(new_desk: NewDesk) -> None:
    desk = new_desk()
    log = desk.folder / "log"
    shutil.rmtree(log, ignore_errors=True)
    assert whats(desk) == []  # there is none yet
    log.mkdir()
    (log / "greendesk.log").write_bytes(b"line\n")
    assert whats(desk) == []
    assert [(one.name, one.read_bytes()) for one in log.iterdir()] == [("greendesk.log", b"line\n")]
    (log / "greendesk.log").unlink()
    (log / "greendesk.log").mkdir()
    (one,) = found(desk)
    assert (one.what, bool(one.line)) == (What.LOG, True)
    shutil.rmtree(log)
    log.write_bytes(b"a file where a folder should be")
    assert whats(desk) == [What.LOG]


def test_a_clock_before_the_program_or_before_the_records_is_told(desk: Desk, clock: Time) -> None:
    desk.backups.make("asked")
    clock.go(-DAY)
    assert What.CLOCK_HERE not in whats(desk)  # clocks of others may be a day ahead
    clock.go(-DAY)
    behind = next(one for one in found(desk) if one.what is What.CLOCK_HERE)
    assert behind.line == "GD-247"
    assert not {What.BACKUP_LATE, What.TRIAL_LATE} & set(whats(desk))
    clock.time = EARLIEST - DAY
    wrong = next(one for one in found(desk) if one.what is What.CLOCK_HERE)
    assert (wrong.day, wrong.line) == ("2024-12-31", "GD-246")


def test_the_command_line_warns_and_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    time, office = Time(monkeypatch), Office(tmp_path, capsys)
    office.ok("init", "--name", "林岚（示例）", desk="a")
    assert office.run("doctor", desk="a")[0] == 0
    time.go(BACKUP_LATE + DAY)
    for language, said in (("zh", "在“设置”的“备份”里立即备份"), ("en", "Back up now")):
        code, out, _ = office.run("doctor", "--language", language, desk="a")
        assert (code, "GD-271" in out, said in out) == (3, True, True)
    office.ok("backup", "make", desk="a")
    assert office.run("doctor", desk="a")[0] == 0
    time.go(TRIAL_LATE + DAY)
    code, out, _ = office.run("doctor", desk="a")
    assert (code, "GD-273" in out) == (0, True)  # good to know, no warning


def test_what_is_found_about_today_is_never_mended_by_a_repair() -> None:
    assert all(what.severity is not Severity.ERROR for what in OF_TODAY)
    assert not {one.code for one in OF_TODAY} & {one.code for one in What if one not in OF_TODAY}
