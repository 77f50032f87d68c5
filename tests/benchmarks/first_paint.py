"""A process that ends at its first paint: `bare` shows an empty window, anything else is the program's desk folder."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class Watched(QApplication):
    """An application that leaves when a window has painted itself."""

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Hand the event on; after the first paint of a window, end at once."""
        done = super().notify(receiver, event)
        if event.type() == QEvent.Type.Paint and isinstance(receiver, QWidget) and receiver.isWindow():
            os.write(1, b"painted\n")
            os._exit(0)
        return done


def main(what: str) -> None:
    """Show a window and end at its first paint."""
    app = Watched(["first-paint"])
    if what == "bare":
        window = QMainWindow()
        window.resize(1440, 900)
        window.show()
        app.exec()
    else:
        from ui.__main__ import Options
        from ui.program import start

        start(Options(desk=Path(what)))


main(sys.argv[1])
