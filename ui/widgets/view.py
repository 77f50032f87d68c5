"""What every screen is: a page of the main window over one round of the open desk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from greendesk.desk import Desk
from ui.tasks import TaskRunner
from ui.widgets.kit import Kit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ScreenContext:
    """What a screen works with: components, the open desk, the present round, the worker."""

    kit: Kit
    desk: Desk
    round_id: str
    runner: TaskRunner


class View(QWidget):
    """A screen. It reads and writes through the desk on the worker and never knows another screen."""

    went = Signal(str, object)  # ask the window for another place: key of the place, argument
    recorded = Signal()  # something was recorded: other screens are out of date
    said = Signal(str)  # one sentence about a thing done, shown as a toast

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self.kit, self.desk, self.round_id, self.runner = (
            context.kit,
            context.desk,
            context.round_id,
            context.runner,
        )

    def reload(self) -> None:
        """Read everything again; called when the screen is shown and after something was recorded elsewhere."""

    def open_with(self, argument: object) -> None:
        """Show what another screen asked for, for example an application by its id."""

    def record(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do something that is recorded on the worker, then tell the other screens."""

        def landed(result: T) -> None:
            self.recorded.emit()
            then(result)

        self.runner.run(self, work, landed)
