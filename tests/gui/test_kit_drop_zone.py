"""Files are taken by mouse, and by keyboard through a dialog."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.accessibility import assert_accessible, assert_escape_closes
from tests.gui.screens import drop
from ui.widgets.drop_zone import DropZone
from ui.widgets.file_drops import FileDrops, one_file
from ui.widgets.kit import Kit

COPY, LEFT, NO_KEYS = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def zone(kit: Kit, qtbot: QtBot) -> DropZone:
    zone = DropZone(kit, "把文件拖到这里", "材料包、交换文件、政策文件均可", "GreenDesk (*.gdx)")
    qtbot.addWidget(zone)
    zone.show()
    return zone


def carried(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag(zone: QWidget, data: QMimeData) -> bool:
    event = QDragEnterEvent(QPointF(20, 20), COPY, data, LEFT, NO_KEYS)
    QApplication.sendEvent(zone, event)
    return event.isAccepted()


def test_files_and_folders_are_taken(zone: DropZone, tmp_path: Path):
    taken: list[list[Path]] = []
    zone.files_dropped.connect(taken.append)
    package, file = tmp_path / "材料 包", tmp_path / "第三评审组 评分.gdx"
    package.mkdir()
    file.touch()
    data = carried(package, file)
    assert drag(zone, data)
    assert zone.property("active") is True
    QApplication.sendEvent(zone, QDropEvent(QPointF(20, 20), COPY, data, LEFT, NO_KEYS))
    assert taken == [[package, file]]
    assert zone.property("active") is False


def test_a_drag_that_leaves_changes_nothing(zone: DropZone, tmp_path: Path):
    taken: list[list[Path]] = []
    zone.files_dropped.connect(taken.append)
    data = carried(tmp_path)
    assert drag(zone, data)
    QApplication.sendEvent(zone, QDragLeaveEvent())
    assert zone.property("active") is False
    assert taken == []


def test_words_and_addresses_are_not_files(zone: DropZone):
    taken: list[list[Path]] = []
    zone.files_dropped.connect(taken.append)
    words = QMimeData()
    words.setText("不是文件")
    assert not drag(zone, words)
    address = QMimeData()
    address.setUrls([QUrl("https://example.org/a.zip")])
    assert not drag(zone, address)
    QApplication.sendEvent(zone, QDropEvent(QPointF(20, 20), COPY, address, LEFT, NO_KEYS))
    assert taken == []


@pytest.mark.parametrize(("name", "folder"), [("choose", False), ("choose_folder", True)])
def test_the_keyboard_chooses_files_and_folders(
    zone: DropZone, tmp_path: Path, qtbot: QtBot, name: str, folder: bool
):
    taken: list[list[Path]] = []
    zone.files_dropped.connect(taken.append)
    file = tmp_path / "a.gdx"
    file.touch()
    button = getattr(zone, name)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    dialog = zone.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    wanted = QFileDialog.FileMode.Directory if folder else QFileDialog.FileMode.ExistingFiles
    assert dialog.fileMode() == wanted
    if folder:
        dialog.fileSelected.emit(str(tmp_path))
    else:
        dialog.filesSelected.emit([str(file)])
        dialog.filesSelected.emit([])
    assert taken == [[tmp_path if folder else file]]
    assert_escape_closes(dialog)
    qtbot.waitUntil(lambda: zone.findChild(QFileDialog) is None)


def test_everything_has_a_name(zone: DropZone):
    assert_accessible(zone)


def test_what_a_place_does_not_take_goes_on(kit: Kit, qtbot: QtBot, tmp_path: Path):
    place, card = QWidget(), kit.text("卡片")
    for widget in (place, card):
        qtbot.addWidget(widget)
    drops, taken = FileDrops(place, one_file, lit=card), []
    drops.dropped.connect(taken.append)
    for number in (1, 2):
        (tmp_path / str(number)).touch()
    for refused in ((tmp_path,), (tmp_path / "1", tmp_path / "2"), (tmp_path / "gone",)):
        assert not drop(place, *refused)
        assert not card.property("active")
    assert drag(place, carried(tmp_path / "1"))
    assert card.property("active")
    assert drop(place, tmp_path / "1")
    assert not card.property("active")
    assert taken == [[tmp_path / "1"]]
