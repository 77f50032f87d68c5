"""A folder is shown by another program; where there is none, its path is told."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, words
from ui.widgets.kit import Kit
from ui.widgets.shown_elsewhere import show_elsewhere, tell_where


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS show folders themselves")
@pytest.mark.parametrize("code", [0, 4])
def test_the_path_is_told_when_no_program_takes_it(
    qtbot: QtBot, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    opener, given = tmp_path / "bin" / "xdg-open", tmp_path / "given"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > "{given}"\nexit {code}\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(opener.parent))
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    show_elsewhere(window, kit, tmp_path / "日志")
    qtbot.waitUntil(lambda: window.findChild(QTimer) is None, timeout=WAIT)
    assert given.read_text("utf-8") == str(tmp_path / "日志")
    said = [words(one) for one in window.findChildren(QDialog)]
    assert [str(tmp_path / "日志") in one for one in said] == ([True] if code else [])


def test_the_path_can_be_copied(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = tell_where(window, kit, tmp_path)
    assert_accessible(dialog)
    where = next(one for one in dialog.findChildren(QLabel) if one.text() == str(tmp_path))
    assert where.textInteractionFlags()
