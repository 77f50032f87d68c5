"""Where a file is asked for: a dialog that begins somewhere sensible and does not stop the program."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.file_chooser import FileChooser, documents


class Asking:
    """A window that asks, and what it was given."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.taken: list[str] = []
        self.chooser = FileChooser(self.window, self.taken.append)

    @property
    def dialog(self) -> QFileDialog:
        """The dialog that stands."""
        (dialog,) = self.window.findChildren(QFileDialog)
        assert dialog.isVisible()
        return dialog


@pytest.fixture
def asking(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asking:
    (tmp_path / "started here").mkdir()
    monkeypatch.chdir(tmp_path / "started here")
    monkeypatch.setattr(FileChooser, "last", None)  # as in a program that has asked for nothing yet
    return Asking(qtbot)


def test_it_begins_at_the_papers_not_where_the_program_was_started(asking: Asking) -> None:
    asking.chooser.file("打开", "表 (*.xlsx)")
    assert Path(asking.dialog.directory().absolutePath()) == documents()
    assert asking.dialog.nameFilters() == ["表 (*.xlsx)"]


@pytest.mark.parametrize("there", [True, False])
def test_it_begins_near_what_stands_in_the_form(asking: Asking, tmp_path: Path, *, there: bool) -> None:
    room = tmp_path / "数据"
    room.mkdir()
    near = room if there else room / "还没有"
    asking.chooser.folder("选择", near=str(near))
    assert Path(asking.dialog.directory().absolutePath()) == room


def test_a_name_without_an_ending_gets_that_of_the_proposal(
    asking: Asking, qtbot: QtBot, tmp_path: Path
) -> None:
    asking.chooser.target("导出", "评价表.xlsx", "*.xlsx")
    field = asking.dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(field, QLineEdit)
    assert field.text() == "评价表.xlsx"
    field.setText(str(tmp_path / "结果"))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(asking.taken))
    assert asking.taken == [str(tmp_path / "结果.xlsx")]
    qtbot.waitUntil(lambda: not asking.window.findChildren(QFileDialog))
    asking.chooser.file("打开")
    assert Path(asking.dialog.directory().absolutePath()) == tmp_path, "where the last one was"


def test_leaving_it_chooses_nothing(asking: Asking, qtbot: QtBot) -> None:
    asking.chooser.file("打开")
    asking.dialog.reject()
    qtbot.waitUntil(lambda: not asking.window.findChildren(QFileDialog))
    assert asking.taken == []
