"""Screens over real desks for tests of the panel and the exchange."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from greendesk.desk import Desk
from ui.tasks import TaskRunner
from ui.widgets.kit import Kit
from ui.widgets.view import ScreenContext, View

ViewT = TypeVar("ViewT", bound=View)
WAIT = 20_000


def unexpected(error: Exception) -> None:
    """A failure that no screen has taken: the test fails with it."""
    pytest.fail(repr(error))


class Screens:
    """Opens views over desks, each with a worker of its own, and closes the workers at the end."""

    def __init__(self, kit: Kit, add: Callable[[QWidget], None]) -> None:
        self.kit, self._add = kit, add
        self._runners: list[TaskRunner] = []

    def open(self, make: Callable[[ScreenContext], ViewT], desk: Desk, round_id: str) -> ViewT:
        """Show a view of a desk at the drawing size."""
        runner = TaskRunner(unexpected)
        self._runners.append(runner)
        view = make(ScreenContext(self.kit, desk, round_id, runner))
        view.setObjectName("window")
        view.resize(1352, 900)
        self._add(view)
        view.show()
        view.reload()
        return view

    def close(self) -> None:
        """Let every worker finish."""
        for runner in self._runners:
            runner.close()


def words(widget: QWidget) -> str:
    """Everything that visible labels say."""
    labels = (label for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))
    return "\n".join(label.text() for label in labels if label.text())


def drop(widget: QWidget, *paths: Path) -> bool:
    """Drag files or folders from outside onto a widget and let go; whether it takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, action = QPointF(widget.rect().center()), Qt.DropAction.CopyAction
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, action, data, button, keys)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(place, action, data, button, keys))
    return enter.isAccepted()
