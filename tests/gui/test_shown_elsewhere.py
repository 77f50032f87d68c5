"""A folder is shown by another program; where there is none, its path is told."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.accessibility import assert_accessible
from tests.gui.screens import words
from ui.widgets.kit import Kit
from ui.widgets.shown_elsewhere import show_elsewhere


class Program(QObject):
    """A program of the system that takes files."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_the_program_of_the_system_gets_the_folder(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    window, program = QWidget(), Program()
    qtbot.addWidget(window)
    QDesktopServices.setUrlHandler("file", program, "show")
    try:
        assert show_elsewhere(window, kit, tmp_path) is None
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [Path(one) for one in program.opened] == [tmp_path]


@pytest.mark.qt_log_ignore("does not support|openUrl")
def test_without_one_the_path_is_told(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    folder = tmp_path / "日志"
    dialog = show_elsewhere(window, kit, folder)
    assert dialog is not None
    assert str(folder) in words(dialog)
    assert_accessible(dialog)
    where = next(one for one in dialog.findChildren(QLabel) if one.text() == str(folder))
    assert where.textInteractionFlags()
