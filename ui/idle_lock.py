"""Locks the desk when nobody uses the program: a word half a minute before, and never in the middle of long work."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog

EVERY = 5_000  # milliseconds between two looks
WARNING = 30.0  # seconds before the lock
SLEPT = 60.0  # seconds between two looks after which the computer must have slept
MINUTES = (5, 15, 30, 60, 0)  # that may be chosen; 0 is never
_ACTS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.DragMove,
    }
)


class IdleLock(QObject):
    """Watches for keys and pointers in every window of the program."""

    warned = Signal(int)  # the lock comes in so many seconds
    used = Signal()  # a warning is over: somebody is there again, or the lock came
    due = Signal()

    def __init__(
        self, busy: Callable[[], bool], parent: QObject, now: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self._busy, self._now = busy, now
        self._limit = self._last = self._looked = 0.0
        self._warned: float | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    def watch(self, minutes: int) -> None:
        """Lock after so many minutes without use; 0 is never."""
        self.stop()
        if minutes:
            self._limit, self._last, self._looked = minutes * 60.0, self._now(), self._now()
            self._timer.start()
            _application().installEventFilter(self)

    def stop(self) -> None:
        """Watch no more."""
        self._take_back()
        if self._timer.isActive():
            self._timer.stop()
            _application().removeEventFilter(self)

    @property
    def watching(self) -> bool:
        """Whether a lock may come."""
        return self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note when the program was last used; no event is taken."""
        del watched
        if event.type() in _ACTS:
            self._last = self._now()
            self._take_back()
        return False

    def look(self) -> None:
        """Warn or lock when it is time; work that runs puts it off, a computer that slept does not wait."""
        now = self._now()
        slept, self._looked = now - self._looked > SLEPT, now
        idle = now - self._last
        if idle < 0:  # the clock was put back
            self._last = now
            self._take_back()
        elif self._busy():
            self._take_back()
        elif (slept and idle >= SLEPT) or (self._warned is not None and now - self._warned >= WARNING):
            self.stop()
            self.due.emit()
        elif self._warned is None and idle >= self._limit - WARNING:
            self._warned = now
            self.warned.emit(round(WARNING))

    def _take_back(self) -> None:
        """A warning holds no more: nobody may read it from now on."""
        if self._warned is not None:
            self._warned = None
            self.used.emit()


def open_dialogs() -> tuple[QDialog, ...]:
    """The dialogs that stand open, the last one opened last."""
    return tuple(
        one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
    )


def _application() -> QCoreApplication:
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError
    return app
