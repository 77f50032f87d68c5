"""Ends the program as it should be when the system asks it to: a shutdown, a logout, `kill`, the end of a terminal.

Python handles a signal between two steps of Python, and inside Qt's loop there are none. So the system writes a byte
for each, and Qt wakes up for it. On Windows the end of a session comes to Qt itself.
"""

import logging
import os
import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

log = logging.getLogger(__name__)
ASKING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name))


class Endings(QObject):
    """Listens while it lives and `listen` was called; imported after the first paint."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: dict[int, object] = {}
        self._notifier: QSocketNotifier | None = None
        self._pair: tuple[socket.socket, socket.socket] | None = None
        self._woken = -1

    def listen(self) -> None:
        """Be asked from now on, where the system asks by signals."""
        if os.name == "nt" or self._pair is not None:
            return
        reading, writing = self._pair = socket.socketpair()
        for one in self._pair:
            one.setblocking(False)
        self._woken = signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._heard)
        for number in ASKING:
            if signal.getsignal(number) is not signal.SIG_IGN:  # as `nohup` wants it
                self._before[number] = signal.signal(number, _noted)

    def close(self) -> None:
        """Let signals do again what they did."""
        if self._pair is None:
            return
        for number, before in self._before.items():
            signal.signal(number, before)  # type: ignore[arg-type]
        self._before.clear()
        signal.set_wakeup_fd(self._woken)
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        for one in self._pair:
            one.close()
        self._pair = None

    def _heard(self) -> None:
        if self._pair is None:
            return
        numbers = self._pair[0].recv(64)
        if set(numbers) & set(self._before):
            log.info("asked to end")
            self.asked.emit()


def _noted(_number: int, _frame: FrameType | None) -> None:
    """What is to be done is done when Qt wakes up."""
