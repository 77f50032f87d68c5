"""The self-test of the program: it proves what is there and notices what is not."""

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.i18n import TRANSLATIONS
from ui.selftest import CHECKS, run, self_test


def test_the_program_proves_itself_and_leaves_nothing_behind(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "out" / "report.json"
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    home.mkdir()
    temporary.mkdir()
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("GREENDESK_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    code = run(report)
    told = json.loads(report.read_text(encoding="utf-8"))
    failed = {name for name, result in told["checks"].items() if result != "ok"}
    # the second language is compiled when the program is set up; without that the check must say so
    compiled = (TRANSLATIONS / "en.qm").exists()
    assert failed == (set() if compiled else {"loads_every_translation"}), told["checks"]
    assert (code, told["ok"]) == ((0, True) if compiled else (1, False))
    assert list(told["checks"]) == [check.__name__ for check in CHECKS]
    assert (list(home.rglob("*")), list(temporary.rglob("*"))) == ([], [])
    assert len(capsys.readouterr().out.splitlines()) == len(CHECKS)


def test_the_report_tells_of_the_machine_but_of_nobody(tmp_path: Path) -> None:
    assert self_test(tmp_path / "report.json", ()) == 0
    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert told["version"]
    assert told["frozen"] is False
    assert told["memory_peak_mib"] > 10
    assert all(told[name] for name in ("platform", "machine", "system", "qt", "sqlite", "sqlcipher"))
    assert str(Path.home()) not in json.dumps(told)


def test_a_failure_is_written_down_whole_and_the_next_check_runs(tmp_path: Path) -> None:
    def falls(folder: Path) -> None:
        (folder / "missing").read_bytes()

    def holds(folder: Path) -> None:
        assert list(folder.iterdir()) == []

    assert self_test(tmp_path / "report.json", (falls, holds)) == 1
    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert "FileNotFoundError" in told["checks"]["falls"]
    assert told["checks"]["holds"] == "ok"
    assert told["ok"] is False


def test_each_check_has_a_folder_that_is_gone_afterwards(tmp_path: Path) -> None:
    seen: list[Path] = []

    def looks(folder: Path) -> None:
        seen.append(folder)
        assert folder.is_dir()

    assert self_test(tmp_path / "report.json", (looks,)) == 0
    assert not seen[0].exists()
