"""`greendesk update` and `greendesk verify` over update files."""

import json
from pathlib import Path

import pytest

import ui.composition.publishers as wiring
from tests.desks import PASSPHRASE, make_desk
from tests.publishers import NEXT_YEAR, Publishing, new_key
from ui.cli import run
from ui.composition.updates import platform_name

CALENDAR = "calendar/cn-2027.yaml"


@pytest.fixture
def publishing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publishing:
    found = Publishing(tmp_path / "publisher")
    monkeypatch.setenv("GREENDESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GREENDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(wiring, "PUBLISHERS", found.keys)
    return found


def said(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return captured.out + captured.err


def test_rules_are_shown_taken_and_refused_the_second_time(
    publishing: Publishing, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(publishing.rules({CALENDAR: NEXT_YEAR}))
    assert run(["update", "show", path]) == 0
    shown = said(capsys)
    for part in ("规则", "示例发布者", "2027.1.4", "新增", CALENDAR):
        assert part in shown
    assert run(["update", "apply", path]) == 1
    assert "GD-288" in said(capsys)
    assert run(["update", "apply", path, "--yes", "--json"]) == 0
    assert json.loads(said(capsys))["files"] == [{"name": CALENDAR, "version": "2027.1.4", "fate": "new"}]
    assert run(["update", "apply", path, "--yes"]) == 1
    assert "GD-811" in said(capsys)


def test_a_program_is_laid_ready_after_a_backup(
    publishing: Publishing, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(publishing.program("9.9.9", platform=platform_name()))
    make_desk(tmp_path / "desk").close()
    assert run(["update", "apply", path, "--yes", "--desk", str(tmp_path / "desk")]) == 0
    assert "用它替换现在的程序" in said(capsys)
    assert len(list((tmp_path / "home" / "updates" / "ready").iterdir())) == 1
    assert any((tmp_path / "desk" / "backups").glob("*before-update*"))
    assert run(["update", "apply", path, "--yes", "--desk", str(tmp_path / "none")]) == 0
    assert run(["update", "show", str(publishing.program("0.0.1", platform=platform_name()))]) == 1
    assert "GD-809" in said(capsys)


def test_another_key_is_taken_and_told(publishing: Publishing, capsys: pytest.CaptureFixture[str]) -> None:
    _, path = publishing.replacement(new_key())
    assert run(["update", "apply", str(path), "--yes", "--language", "en"]) == 0
    assert "The new key holds." in said(capsys)
    assert run(["update", "show", str(publishing.rules({CALENDAR: NEXT_YEAR}))]) == 1
    assert "GD-804" in said(capsys)


def test_verify_says_who_signed(
    publishing: Publishing,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = publishing.program()
    assert run(["verify", str(path)]) == 0
    shown = said(capsys)
    for part in ("更新文件，完整，签名有效", "示例发布者", "9.0.0", "windows-x86_64", "程序"):
        assert part in shown
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert run(["verify", str(path)]) == 1
    assert "GD-802" in said(capsys)
    monkeypatch.setattr(wiring, "PUBLISHERS", tmp_path / "none")
    assert run(["verify", str(publishing.program())]) == 1
    assert "未内置发布者" in said(capsys)


def test_the_doctor_tells_of_rules_that_are_damaged(
    publishing: Publishing, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["update", "apply", str(publishing.rules({CALENDAR: NEXT_YEAR})), "--yes"]) == 0
    make_desk(tmp_path / "desk").close()
    doctor = ["doctor", "--desk", str(tmp_path / "desk")]
    assert run(doctor) == 0
    held = next((tmp_path / "home" / "rules").glob("set-*")) / CALENDAR
    held.write_bytes(held.read_bytes() + b"#")
    said(capsys)
    assert run(doctor) == 3
    shown = said(capsys)
    assert "更新带来的规则读不出来" in shown
    assert CALENDAR in shown
