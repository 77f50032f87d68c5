"""Files of the computer that are dropped on a widget."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from ui.theme import repolish

Paths = list[Path]
TAKEN, LEFT, LET_GO = QEvent.Type.DragEnter, QEvent.Type.DragLeave, QEvent.Type.Drop


class FileDrops(QObject):
    """Lets files be dropped on a widget; another, or the widget itself, may light up while they are over it."""

    dropped = Signal(list)  # of pathlib.Path, at least one

    def __init__(
        self, place: QWidget, takes: Callable[[Paths], bool] = bool, lit: QWidget | None = None
    ) -> None:
        """`takes` says whether these may be let go here; `lit` gets the property `active` meanwhile."""
        super().__init__(place)
        self._takes, self._lit = takes, lit
        place.setAcceptDrops(True)
        place.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer what is dragged over the widget and let go on it; everything else goes on."""
        kind = event.type()
        if kind == LEFT:
            self._light(on=False)
        elif kind in {TAKEN, LET_GO} and isinstance(event, QDropEvent):
            paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            taken = bool(paths) and self._takes(paths)
            event.setAccepted(taken)
            if taken:
                event.acceptProposedAction()
            self._light(on=taken and kind == TAKEN)
            if taken and kind == LET_GO:
                self.dropped.emit(paths)
            return True
        return super().eventFilter(watched, event)

    def _light(self, *, on: bool) -> None:
        if self._lit is not None:
            self._lit.setProperty("active", on)
            repolish(self._lit)


def one_alone(paths: Paths) -> bool:
    """Whether it is a single file or folder."""
    return len(paths) == 1


def one_file(paths: Paths) -> bool:
    """Whether it is a single file that is there."""
    return len(paths) == 1 and paths[0].is_file()
