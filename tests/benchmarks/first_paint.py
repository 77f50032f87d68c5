"""A process that ends at its first paint: `bare` shows an empty window, anything else is the program's desk folder."""

import gc
import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


def leave() -> None:
    """End at once; the whole window has been painted when a timer runs again."""
    os.write(1, b"painted\n")
    os._exit(0)


class Watch(QObject):
    """Leaves after the first paint of the window that it watches."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the paint happen, then end."""
        del watched
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, leave)
        return False


def main(what: str) -> None:
    """Show a window and end at its first paint."""
    app = QApplication(["first-paint"])
    watch = Watch()
    if what == "bare":
        window = QMainWindow()
        window.resize(1440, 900)
        window.installEventFilter(watch)
        window.show()
    else:
        gc.disable()  # as ui.__main__ does until the first paint
        from ui.i18n import install
        from ui.program import Program, system_language
        from ui.settings import APPEARANCE, Settings
        from ui.theme import Theme

        settings = Settings(Path(what))
        theme = Theme(settings[APPEARANCE])
        theme.apply(app)
        install(app, system_language())
        program = Program(theme, settings, system_language())
        program.failures.install()
        program.shown.connect(watch_window(watch))
        program.begin(Path(what))
    app.exec()


def watch_window(watch: Watch) -> object:
    """Put the watch on the screen that the program shows."""

    def shown(view: QObject) -> None:
        view.installEventFilter(watch)

    return shown


main(sys.argv[1])
