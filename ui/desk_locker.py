"""Locks the open desk, by hand or when nobody is there: closed, or covered while something in it is half typed."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ui.composition.desk_folder import DeskFolder
from ui.i18n import tr
from ui.idle_lock import IdleLock, open_dialogs
from ui.tasks import TaskRunner
from ui.widgets.half_typed import half_typed
from ui.widgets.kit import Kit

if TYPE_CHECKING:
    from greendesk.desk import Desk


class DeskLocker(QObject):
    """Watches the open desk; a covered one comes back with every field and dialog as it was."""

    warned = Signal(str)  # words that stay until somebody acts
    used = Signal()
    told = Signal(str)
    lock_wanted = Signal()
    covering = Signal(object)  # the screen that goes over the window
    uncovered = Signal()

    def __init__(self, kit: Kit, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._runner = kit, runner
        self._desk: Desk | None = None
        self._window: QWidget | None = None
        self._minutes, self._words = 0, ""
        self._hidden: tuple[QDialog, ...] = ()
        self.idle = IdleLock(self._is_busy, self)
        self.idle.warned.connect(self._warn)
        self.idle.used.connect(self.used)
        self.idle.due.connect(self._lock_left)

    def keep(self, desk: "Desk", minutes: int) -> None:
        """Watch over a desk from now on."""
        self._desk, self._minutes, self._hidden = desk, minutes, ()
        self.idle.watch(minutes)
        self._runner.run(self, partial(DeskFolder(desk.folder).copies_left), self._tell_copies)

    def stand_over(self, window: QWidget) -> None:
        """Know the window that may have to be covered, and tell in it what is left from before."""
        self._window = window
        words, self._words = self._words, ""
        if words:
            self.told.emit(words)

    def choose(self, minutes: int) -> None:
        """Lock after another time."""
        self._minutes = minutes
        if self._desk is not None:
            self.idle.watch(minutes)

    def forget(self) -> None:
        """The desk is closed: watch no more."""
        self.idle.stop()
        self._desk = self._window = None
        self._hidden = ()

    def _is_busy(self) -> bool:
        return self._runner.busy

    def _warn(self, seconds: int) -> None:
        self.warned.emit(tr("{seconds} 秒后自动锁定，动一下鼠标或键盘就继续。").format(seconds=seconds))

    def _lock_left(self) -> None:
        self.lock(by_hand=False)

    def lock(self, *, by_hand: bool = True) -> None:
        """Lock now: nothing that was typed may be lost by it."""
        window = self._window
        dialogs = open_dialogs() if window is not None and window.isVisible() else ()
        if window is not None and self._desk is not None and (dialogs or half_typed((window,))):
            self.idle.stop()
            self._cover(dialogs, by_hand=by_hand)
        else:
            self.lock_wanted.emit()

    def _cover(self, dialogs: tuple[QDialog, ...], *, by_hand: bool) -> None:
        from ui.views.covered import CoveredView

        if self._desk is None:
            return
        self._hidden = dialogs
        for dialog in dialogs:
            dialog.hide()
        folder = DeskFolder(self._desk.folder)
        view = CoveredView(self._kit, self._runner, folder, self._desk.person, by_hand=by_hand)
        view.uncovered.connect(self._uncover)
        view.closed.connect(self.lock_wanted)
        self.covering.emit(view)
        self._runner.run(self, folder.remove_copies, _done)

    def _uncover(self) -> None:
        hidden, self._hidden = self._hidden, ()
        self.used.emit()
        self.uncovered.emit()
        for dialog in hidden:
            dialog.show()
        self.idle.watch(self._minutes)

    def _tell_copies(self, left: tuple[str, ...]) -> None:
        if left:
            words = tr("上次打开的副本“{name}”还在其他程序里，关掉那个程序后会清除。")
            self._words = words.format(name=left[0])


def _done(_none: None) -> None:
    """Nothing follows."""
