"""Keeps the backups of the open desk up to date while the person works: looks every minute whether one is due.

It has a thread of its own, so that no screen waits for a backup or a trial restore.
"""

import logging
import os
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from greendesk.errors import GreendeskError
from greendesk.progress import Cancelled
from ui.log_words import Word
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from greendesk.desk import Desk
    from greendesk.use_cases.backups import DeskBackups

log = logging.getLogger(__name__)
EVERY = 60_000  # milliseconds between two looks
FIRST = 3_000  # after a desk was opened: the first screens go before
_LOWER = 10  # on Linux, from 0 to 19
_BELOW_NORMAL = -1  # as Windows calls it


class BackupKeeper(QObject):
    """Asks the desk's own schedule, makes and copies what is due, and tries the latest backup once a day."""

    kept = Signal()  # a backup was made, copied or tried, or could not be
    looked = Signal()  # a look is over, whatever came of it

    def __init__(self, on_failure: Callable[[Exception], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_failure = on_failure
        self._runner = TaskRunner(self._fail, self)
        self._desk: Desk | None = None
        self._running = False
        self._told = ""  # the failure that was told last: not again each minute
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    def keep(self, desk: "Desk") -> None:
        """Keep the backups of this desk from now on."""
        self._desk, self._told = desk, ""
        self._timer.start()
        QTimer.singleShot(FIRST, self.look)

    def forget(self) -> None:
        """Let go of the desk; what is running ends when the desk is closed."""
        self._desk = None
        self._timer.stop()

    def look(self) -> None:
        """Make and try what is due, unless the last look is still at it."""
        if self._desk is not None and not self._running:
            self._running = True
            self._runner.run(self, partial(_tend, self._desk.backups), self._tended, self._failed)

    def close(self) -> None:
        """Wait for what is running; before the process ends."""
        self.forget()
        self._runner.close()

    def _tended(self, anything: bool) -> None:
        self._running, self._told = False, ""
        if anything:
            self.kept.emit()
        self.looked.emit()

    def _failed(self, error: Exception) -> bool:
        self._running = False
        code = error.code if isinstance(error, GreendeskError) else type(error).__name__
        before, self._told = self._told, code
        if before != code:
            self.kept.emit()
        self.looked.emit()
        return before == code

    def _fail(self, error: Exception) -> None:
        self._on_failure(error)


def _tend(backups: "DeskBackups") -> bool:
    """Copy, make and try what is due; says whether anything was."""
    _give_way()
    try:
        copied, made, tried = backups.copy_due(), backups.make_due(), backups.try_due()
    except Cancelled:  # the desk was closed meanwhile
        return False
    if made is not None:
        log.info("backup for %s, %d bytes, %d records", Word(made.reason), made.size, made.entries)
    if tried is not None:
        log.info("backup tried %s in %.1f s", Word("well" if tried.ok else "badly"), tried.seconds)
    return copied or made is not None or tried is not None


def _give_way() -> None:
    """Let the screens go first on this thread."""
    if os.name == "nt":
        import ctypes

        kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined, unused-ignore]
        kernel.GetCurrentThread.restype = ctypes.c_void_p
        kernel.SetThreadPriority.argtypes = (ctypes.c_void_p, ctypes.c_int)
        kernel.SetThreadPriority(kernel.GetCurrentThread(), _BELOW_NORMAL)
    elif sys.platform == "linux":  # elsewhere a thread has no number that could be given
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOWER)
