"""Opening a desk of an earlier version says that its data are upgraded; opening any other one does not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from tests.gui.screens import WAIT, unexpected, words
from tests.kept.sample import samples
from ui.composition.desk_folder import DeskFolder
from ui.tasks import TaskRunner
from ui.views.unlock import UnlockView
from ui.widgets.kit import Kit


@pytest.fixture
def runner() -> Iterator[TaskRunner]:
    made = TaskRunner(unexpected)
    yield made
    made.close()


class Watcher(QObject):
    """Sees what a widget says whenever it is shown."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self.seen: list[str] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self.seen.append(words(watched))
        return False


def opened(qtbot: QtBot, kit: Kit, runner: TaskRunner, folder: Path, passphrase: str) -> list[str]:
    """Open the desk in a folder; returns what the hint said, each time it came."""
    view = UnlockView(kit, runner, DeskFolder(folder))
    qtbot.addWidget(view)
    view.show()
    watcher = Watcher(view.upgrade)
    view.passphrase.field.setText(passphrase)
    with qtbot.waitSignal(view.opened, timeout=WAIT) as done:
        view.unlock()
    desk: Desk = done.args[0]
    desk.close()
    assert not view.upgrade.isVisible()
    return watcher.seen


def test_an_upgrade_is_told_while_it_lasts(
    qtbot: QtBot, kit: Kit, runner: TaskRunner, tmp_path: Path
) -> None:
    sample = samples()[0]
    folder = sample.unpack(tmp_path) / "expert"
    passphrase = sample.expected["passphrase"]
    (said,) = opened(qtbot, kit, runner, folder, passphrase)
    assert "正在升级数据" in said
    assert opened(qtbot, kit, runner, folder, passphrase) == []
