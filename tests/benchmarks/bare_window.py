"""A bare PySide6 window that ends at its first paint: the floor of every start."""

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Watch(QObject):
    """Leaves after the first paint of the window that it watches."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the paint happen, then end."""
        del watched
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, leave)
        return False


def leave() -> None:
    """End at once."""
    os._exit(0)


app = QApplication(sys.argv[:1])
watch = Watch()
window = QMainWindow()
window.resize(1440, 900)
window.installEventFilter(watch)
window.show()
app.exec()
