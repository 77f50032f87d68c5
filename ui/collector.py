"""Python looks for circles of garbage on the GUI thread only.

A circle may hold a widget. Left to itself, Python collects on whichever thread allocates; on the worker that would
destroy the widget beside the event loop, and its next timer crashes the program (seen with PySide6 6.12).
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL = 500  # milliseconds between two looks


class GuiCollector(QObject):
    """Takes the collecting over from Python until it is closed; several may live beside each other."""

    _alive = 0
    _was_enabled = False

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if GuiCollector._alive == 0:
            GuiCollector._was_enabled = gc.isenabled()
            gc.disable()
        GuiCollector._alive += 1
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due by Python's own thresholds."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
                gc.collect(generation)
                return

    def close(self) -> None:
        """Give the collecting back when the last worker is gone."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        GuiCollector._alive -= 1
        if GuiCollector._alive == 0 and GuiCollector._was_enabled:
            gc.enable()
