"""Screens over real desks for tests of the panel and the exchange."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLabel, QWidget

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
