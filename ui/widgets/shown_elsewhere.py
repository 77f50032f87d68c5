"""Shows a folder or a file in another program; where the system has none for it, says where it lies.

On Linux Qt starts `xdg-open` and does not look what became of it, so it is started here.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from ui.i18n import tr
from ui.qt_numbers import SELECTABLE
from ui.widgets.dialogs import show_words
from ui.widgets.kit import Kit

PATIENCE = 4  # seconds; who is still there then shows it, and stays until the person closes it
LOOK_EVERY = 50  # ms
_showing: "list[subprocess.Popen[bytes]]" = []


def show_elsewhere(over: QWidget, kit: Kit, path: Path) -> None:
    """Let another program show it; when none does, a dialog tells its path."""
    opener = shutil.which("xdg-open") if sys.platform == "linux" else None
    if opener is not None:
        _Opening(over, kit, path, opener)
    elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        tell_where(over, kit, path)


def tell_where(over: QWidget, kit: Kit, path: Path) -> QDialog:
    """Tell where it lies."""
    where = kit.text(str(path), "code", wrap=True)
    where.setProperty("textInteractionFlags", SELECTABLE)
    where.setAccessibleName(str(path))
    lines = (tr("这台电脑没有能打开它的程序。下面是它的位置，可以在文件管理器中找到。"),)
    return show_words(over.window(), kit, tr("没有打开"), lines, where)


class _Opening(QObject):
    """Looks what becomes of the opener; it must outlive this window, so it is no process of Qt."""

    def __init__(self, over: QWidget, kit: Kit, path: Path, opener: str) -> None:
        super().__init__(over)
        self._over, self._kit, self._path = over, kit, path
        self._until = time.monotonic() + PATIENCE
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        nothing = subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the opener of the system, a path of ours
                [opener, str(path)], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
            )
        except OSError:
            self._end(shown=False)
        else:
            self._timer.start()

    def _look(self) -> None:
        code = self._process.poll()
        if code is not None:
            self._end(shown=code == 0)
        elif time.monotonic() > self._until:
            _showing[:] = [one for one in (*_showing, self._process) if one.poll() is None]
            self._end(shown=True)

    def _end(self, *, shown: bool) -> None:
        self._timer.stop()
        self.deleteLater()
        if not shown:
            tell_where(self._over, self._kit, self._path)
