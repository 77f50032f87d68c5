"""Errors that nobody caught: logged and shown once as our own mistake, on whatever thread they fell."""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal


class Failures(QObject):
    """Catches what no screen caught, also from other threads."""

    failed = Signal(object)  # the exception; delivered on the thread of this object

    def install(self) -> None:
        """Take the place of Python's own hooks."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    @staticmethod
    def uninstall() -> None:
        """Give Python's hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.failed.emit(error)

    def _caught_in_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self._caught(told.exc_type, told.exc_value, told.exc_traceback)
