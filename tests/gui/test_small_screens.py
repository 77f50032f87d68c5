"""Pages on small screens: what does not fit beside each other stands below, nothing is cut in half."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from tests.conftest import NewDesk
from tests.desks import make_round
from tests.gui.screens import WAIT, Screens
from ui import i18n
from ui.composition.found_backups import found_backups
from ui.settings import Settings
from ui.theme import Theme
from ui.views.settings import SettingsView
from ui.widgets.backup_list import PLACE, SIZE, BackupTable
from ui.widgets.columns import Columns
from ui.widgets.kit import Kit
from ui.widgets.painting import text_width
from ui.widgets.view import ScreenContext


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_settings_never_scroll_sideways(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path, language: str, qapp: QApplication
):
    i18n.install(qapp, language)
    desk = new_desk()

    def make(context: ScreenContext) -> SettingsView:
        return SettingsView(context, Settings(tmp_path / "home"), is_sample=False)

    view = screens.open(make, desk, make_round(desk))
    qtbot.waitUntil(lambda: view.words.text() != "", timeout=WAIT)
    page, room = view.findChild(Columns), view.findChild(QScrollArea)
    for wide in (793, 872, 1005, 1278):
        view.resize(wide, 600)
        qtbot.waitUntil(lambda wide=wide: room.horizontalScrollBar().maximum() == 0 and view.width() == wide)
    assert page.beside, "a laptop has room for both"
    view.resize(793, 600)
    qtbot.waitUntil(lambda: not page.beside)


def test_a_narrow_list_of_backups_says_size_and_place_below_the_time(
    qtbot: QtBot, theme: Theme, new_desk: NewDesk
):
    desk = new_desk()
    make_round(desk)
    line = desk.backups.make("asked")
    table = BackupTable(theme)
    qtbot.addWidget(table)
    table.show_found(found_backups(desk.folder / "backups"), line.made + 1000, elsewhere=False)
    table.resize(800, 300)
    table.show()
    place = table.rows_model.rows[0][PLACE]
    assert not table.isColumnHidden(PLACE)
    assert table.columnWidth(PLACE) >= text_width(theme, place.text, "body") + 24
    assert table.rows_model.rows[0][0].sub == ""
    table.resize(500, 300)
    assert table.isColumnHidden(SIZE)
    assert table.isColumnHidden(PLACE)
    assert table.rows_model.rows[0][0].sub.startswith("本机 · ")
    assert table.horizontalScrollBar().maximum() == 0
    assert table.chosen_key() is not None, "what was chosen stays chosen"
