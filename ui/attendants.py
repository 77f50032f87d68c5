"""What goes along with an open desk: its backups, its lock, and the mark that the program runs on it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.run_keeper import RunKeeper
from ui.tasks import TaskRunner
from ui.widgets.kit import Kit

if TYPE_CHECKING:
    from greendesk.desk import Desk
    from ui.backup_keeper import BackupKeeper
    from ui.desk_locker import DeskLocker


class Attendants(QObject):
    """They come with a desk and leave with it; the sample has nothing to keep or to hide."""

    backups_kept = Signal()
    lock_warned = Signal(str)
    lock_used = Signal()  # somebody came back before it locked
    told = Signal(str)
    lock_wanted = Signal()
    covering = Signal(object)  # the screen that goes over the window
    uncovered = Signal()
    broke_off = Signal(object)  # what is known of a run before that broke off

    def __init__(
        self, kit: Kit, runner: TaskRunner, on_failure: Callable[[Exception], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._kit, self._runner, self._on_failure = kit, runner, on_failure
        self.keeper: BackupKeeper | None = None
        self.locker: DeskLocker | None = None
        self._runs = RunKeeper(runner, self)
        self._runs.broke_off.connect(self.broke_off)

    def attend(self, desk: "Desk", minutes: int) -> None:
        """Go along with a desk that was opened; it locks after so many minutes without use."""
        self._runs.begin(desk.folder)
        self._kept().keep(desk)
        self._locked().keep(desk, minutes)

    def stand_over(self, window: QWidget) -> None:
        """Know the window that may have to be covered."""
        if self.locker is not None:
            self.locker.stand_over(window)

    def choose_lock(self, minutes: int) -> None:
        """Lock after another time."""
        if self.locker is not None:
            self.locker.choose(minutes)

    def lock(self) -> None:
        """Lock now, without losing what is half typed."""
        if self.locker is not None:
            self.locker.lock()
        else:
            self.lock_wanted.emit()

    def leave(self) -> None:
        """The desk is being closed."""
        for one in (self.locker, self.keeper):
            if one is not None:
                one.forget()

    def end_run(self) -> None:
        """The desk is closed as it should be, or the system is about to end the process."""
        self._runs.end()

    def close(self) -> None:
        """Watch no more and wait for what is running; before the process ends."""
        if self.locker is not None:
            self.locker.forget()
        if self.keeper is not None:
            self.keeper.close()
        self._runs.end()

    def _kept(self) -> "BackupKeeper":
        from ui.backup_keeper import BackupKeeper

        if self.keeper is None:
            self.keeper = BackupKeeper(self._on_failure, self)
            self.keeper.kept.connect(self.backups_kept)
        return self.keeper

    def _locked(self) -> "DeskLocker":
        from ui.desk_locker import DeskLocker

        if self.locker is None:
            self.locker = DeskLocker(self._kit, self._runner, self)
            self.locker.warned.connect(self.lock_warned)
            self.locker.used.connect(self.lock_used)
            self.locker.told.connect(self.told)
            self.locker.lock_wanted.connect(self.lock_wanted)
            self.locker.covering.connect(self.covering)
            self.locker.uncovered.connect(self.uncovered)
        return self.locker
