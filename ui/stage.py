"""What stands on the screen: one screen by itself, or the window of the desk; the person sees one window throughout."""

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.screen_room import fitting

if TYPE_CHECKING:
    from ui.desk_window import DeskWindow

SIZE = QSize(1440, 900)  # as drawn; on a small screen what fits with the title bar
LEAST = QSize(960, 640)


class Stage(QObject):
    """Lets each take the place of the one before, where it stood and as large."""

    shown = Signal(object)  # a top-level window that is ready to be used
    painted = Signal()  # a screen stands: what is heavy may begin, while the person reads or types

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entrance: QWidget | None = None  # a screen that fills a window of its own
        self.window: DeskWindow | None = None  # of the desk; hidden while a screen stands

    def enter(self, view: QWidget) -> None:
        """Show a screen that fills a window of its own."""
        old, self.entrance = self.entrance, view
        view.setWindowTitle("GreenDesk")
        view.setMinimumSize(fitting(view, LEAST))
        if (before := old or self.window) is not None:
            _take_place(view, before)
        else:
            view.resize(fitting(view, SIZE))
        view.show()
        view.setFocus()
        if old is not None:
            _drop(old)
        elif self.window is not None:
            self.window.hide()
        view.installEventFilter(self)
        self.shown.emit(view)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the first paint of a screen; the whole of it has been painted when a timer runs again."""
        if event.type() == QEvent.Type.Paint and watched is self.entrance:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._stands)
        return super().eventFilter(watched, event)

    def _stands(self) -> None:
        self.painted.emit()

    def put(self, window: "DeskWindow", geometry: str) -> None:
        """Show the window of the desk in place of all that stood; `geometry` is where the last one stood."""
        old, entrance = self.window, self.entrance
        before = next((one for one in (entrance, old) if one is not None and one.isVisible()), None)
        if old is None and geometry:
            window.restoreGeometry(QtCore.QByteArray.fromHex(geometry.encode()))
        elif before is not None:
            _take_place(window, before)
        else:
            window.resize(fitting(window, SIZE))
        self.window, self.entrance = window, None
        window.show()
        for one in (old, entrance):
            if one is not None:
                _drop(one)
        self.shown.emit(window)

    def go_back(self) -> None:
        """Show the window of the desk again, where a screen stood over it."""
        if self.window is not None and self.entrance is not None:
            self.window.show()
            _drop(self.entrance)
            self.entrance = None

    def release_window(self) -> None:
        """The desk is being closed: its window stays to be seen until the next screen stands."""
        window, self.window = self.window, None
        if window is not None:
            if self.entrance is not None:
                _drop(self.entrance)
            self.entrance = window

    def drop_window(self) -> None:
        """The desk is closed while a screen stands: nothing of its window is needed any more."""
        if self.window is not None:
            _drop(self.window)
            self.window = None

    def clear(self) -> None:
        """Let go of everything; before the process ends."""
        for one in (self.window, self.entrance):
            if one is not None:
                _drop(one)
        self.window = self.entrance = None

    def place(self) -> QWidget | None:
        """The window or the screen that is seen."""
        return self.window if self.window is not None and self.window.isVisible() else self.entrance

    def ground(self) -> QWidget:
        """What a dialog stands on; when nothing is there yet, a bare one."""
        found = self.place() or self.window
        if found is None:
            found = self.entrance = QWidget()
        return found

    def geometry(self) -> str:
        """Where the window of the desk stands, to be remembered; "" while there is none."""
        window = self.window
        return "" if window is None else bytes(window.saveGeometry().toHex().data()).decode("ascii")


def _take_place(window: QWidget, before: QWidget) -> None:
    window.resize(before.size())
    window.move(before.pos())
    window.setWindowState(before.windowState())


def _drop(widget: QWidget) -> None:
    widget.hide()
    widget.deleteLater()
