"""Errors that nobody caught: logged and shown once as our own mistake, on whatever thread they fell.

What Qt complains about is noted by its kind only, for its words may hold the names of files.
"""

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from ui.log_words import Word

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

log = logging.getLogger(__name__)
QtHandler = Callable[[QtMsgType, QMessageLogContext, str], Any]
_GRAVE = {
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
    QtMsgType.QtWarningMsg: logging.WARNING,
}


class Failures(QObject):
    """Catches what no screen caught, also from other threads."""

    failed = Signal(object)  # the exception; delivered on the thread of this object

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: QtHandler | None = None

    def install(self) -> None:
        """Take the place of Python's own hooks, and listen to Qt."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        sys.unraisablehook = self._not_raised
        self._before = qInstallMessageHandler(self._qt_said)

    def uninstall(self) -> None:
        """Give Python's hooks back, and Qt its own."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        qInstallMessageHandler(self._before)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.failed.emit(error)

    def _caught_in_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self._caught(told.exc_type, told.exc_value, told.exc_traceback)

    @staticmethod
    def _not_raised(told: "UnraisableHookArgs") -> None:
        """An error in a place where Python can raise none: nobody's work was lost, so it is only noted."""
        log.error("not raised", exc_info=told.exc_value)
        if sys.stderr is not None:
            sys.__unraisablehook__(told)

    def _qt_said(self, kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        level = _GRAVE.get(kind)
        if level is not None:
            log.log(level, "qt %s, line %d", Word(context.category or "default"), context.line or 0)
        if self._before is not None:
            self._before(kind, context, words)
        elif sys.stderr is not None:
            sys.stderr.write(f"{words}\n")
