"""Files that are to be opened, from a double click, a second start or a drop: each waits for a screen that can."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from greendesk.errors import Fault
from ui.exchange_names import is_exchange_file
from ui.single_instance import hand_over
from ui.stage import Stage
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from ui.second_starts import SecondStarts


class FileNotThere(Fault):
    """A file was to be opened that is not there; details: `name`."""

    code = "GD-217"


@runtime_checkable
class Promises(Protocol):
    """A screen that asks for the passphrase first, and says what is opened then."""

    def expect(self, file: Path, /) -> None:
        """Say which file is opened next."""


@runtime_checkable
class Joins(Protocol):
    """A screen without a round, which opens the files of rounds itself."""

    def look(self, file: Path, /) -> None:
        """Show what a file holds."""


class Reception(QObject):
    """Holds one file at a time and answers second starts on what is shown."""

    file_given = Signal(object)  # by a second start (pathlib.Path)
    missed = Signal(object)  # what says that a file is not there

    def __init__(self, runner: TaskRunner, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._stage = runner, stage
        self.file: Path | None = None  # to be opened, and waiting
        self.answers = False  # whether second starts come to this program
        self._starts: SecondStarts | None = None

    # ------------------------------------------------------------ files

    def bring(self) -> None:
        """Bring the file that waits to what is shown; none disturbs an open dialog."""
        from PySide6.QtWidgets import QDialog

        window, entrance = self._stage.window, self._stage.entrance
        if self.file is None:
            return
        if isinstance(dialog := QApplication.activeModalWidget(), QDialog):
            dialog.finished.connect(self._dialog_closed)
        elif window is not None and window.isVisible():
            file, self.file = self.file, None
            window.take_file(file)
        elif entrance is not None:
            self.meet(entrance)

    def meet(self, screen: QWidget) -> None:
        """Let a screen know of the file that waits; one that can open it takes it."""
        if self.file is None:
            return
        if isinstance(screen, Promises):
            screen.expect(self.file)
        elif isinstance(screen, Joins) and is_exchange_file(self.file):
            file, self.file = self.file, None
            screen.look(file)

    def bring_soon(self) -> None:
        """Bring it when dialogs that come back with the window stand."""
        QTimer.singleShot(0, self.bring)

    def miss(self, file: Path) -> None:
        """Say at once that a file is not there."""
        self.missed.emit(FileNotThere(name=file.name))

    def _dialog_closed(self, _result: int) -> None:
        QTimer.singleShot(0, self._bring_after_work)

    def _bring_after_work(self) -> None:
        """What the dialog asked for may show another one when it is done, which comes first."""
        self._runner.run(self, _nothing, self._worked)

    def _worked(self, _none: None) -> None:
        self.bring()

    # ------------------------------------------------------------ second starts

    def is_first(self, folder: Path, own: Path) -> bool:
        """Listen for starts on what is shown; not when another program was first, which then has the file."""
        if not self.answers:
            return True
        if self._starts is None:
            if hand_over(folder, self.file):
                return False
            from ui.second_starts import SecondStarts

            self._starts = SecondStarts(self)
            self._starts.asked.connect(self._started_again)
        self._starts.listen(folder, own)
        return True

    def close(self) -> None:
        """Answer no more."""
        if self._starts is not None:
            self._starts.close()

    def _started_again(self, file: Path | None) -> None:
        """Come forward, and take the file that the second start was given."""
        from ui.second_starts import come_forward

        if (shown := self._stage.place()) is not None:
            come_forward(shown)
        if file is not None:
            self._runner.run(self, partial(_look_for, file), self._looked)

    def _looked(self, found: tuple[Path, bool]) -> None:
        file, there = found
        if there:
            self.file_given.emit(file)
        else:
            self.miss(file)


def _look_for(file: Path) -> tuple[Path, bool]:
    """The file, and whether it is there."""
    try:
        return file, file.is_file()
    except OSError:
        return file, False


def _nothing() -> None:
    """Nothing but its turn."""
