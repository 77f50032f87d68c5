"""The self-test of the program: it proves what is there and notices what is not."""

import json
from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.i18n import TRANSLATIONS
from ui.selftest import CHECKS, run, self_test


def test_the_program_proves_itself(qtbot: QtBot, tmp_path: Path) -> None:
    report = tmp_path / "out" / "report.json"
    code = run(report)
    told = json.loads(report.read_text(encoding="utf-8"))
    failed = {name for name, result in told["checks"].items() if result != "ok"}
    # the second language is compiled when the program is set up; without that the check must say so
    compiled = (TRANSLATIONS / "en.qm").exists()
    assert failed == (set() if compiled else {"loads_every_translation"}), told["checks"]
    assert (code, told["ok"]) == ((0, True) if compiled else (1, False))
    assert list(told["checks"]) == [check.__name__ for check in CHECKS]


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
