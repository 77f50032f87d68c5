"""The screens before the work on small screens: the form is whole, the brand gives way to it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ui import i18n
from ui.composition.desk_folder import DeskFolder
from ui.tasks import TaskRunner
from ui.views.unlock import UnlockView
from ui.widgets.brand import BesideBrand
from ui.widgets.kit import Kit


def opened(qtbot: QtBot, kit: Kit, runner: TaskRunner, folder: Path, size: tuple[int, int]) -> UnlockView:
    view = UnlockView(kit, runner, DeskFolder(folder))
    view._asked = True  # nobody's desk: what is looked at is where things stand
    qtbot.addWidget(view)
    view.resize(*size)
    view.show()
    return view


def brand_of(view: UnlockView) -> BesideBrand:
    found = view.findChild(BesideBrand)
    assert isinstance(found, BesideBrand)
    return found


def is_whole(view: UnlockView, widget: QWidget) -> bool:
    room = view.findChild(QScrollArea).viewport()
    return room.rect().contains(widget.rect().translated(widget.mapTo(room, widget.rect().topLeft())))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(853, 430), (960, 541), (1093, 550), (1366, 697)])
def test_the_button_to_unlock_is_on_the_screen_however_small(
    qtbot: QtBot,
    kit: Kit,
    runner: TaskRunner,
    tmp_path: Path,
    language: str,
    size: tuple[int, int],
    qapp: object,
):
    i18n.install(qapp, language)  # type: ignore[arg-type]
    view = opened(qtbot, kit, runner, tmp_path / "desk", size)
    qtbot.waitUntil(lambda: is_whole(view, view.button))
    room = view.findChild(QScrollArea)
    assert (room.horizontalScrollBar().maximum(), room.verticalScrollBar().maximum()) == (0, 0)
    brand = brand_of(view)
    assert brand.brand.isVisible() != brand.strip.isVisible(), "the brand is beside the form or above it"
    assert brand.brand.isVisible() == (size[0] >= 900)
    assert not brand.brand.isVisible() or brand.brand.width() <= size[0] * 0.4


def test_the_brand_comes_back_when_there_is_room(qtbot: QtBot, kit: Kit, runner: TaskRunner, tmp_path: Path):
    view = opened(qtbot, kit, runner, tmp_path / "desk", (853, 430))
    brand = brand_of(view)
    assert brand.strip.isVisible()
    view.resize(1440, 850)
    qtbot.waitUntil(brand.brand.isVisible)
    assert not brand.strip.isVisible()


def test_a_long_path_does_not_push_the_form_aside(qtbot: QtBot, kit: Kit, runner: TaskRunner, tmp_path: Path):
    view = opened(qtbot, kit, runner, tmp_path / "/".join(["ein langer Ordner"] * 12), (853, 430))
    qtbot.waitUntil(lambda: is_whole(view, view.button))
    assert view.findChild(QScrollArea).horizontalScrollBar().maximum() == 0
