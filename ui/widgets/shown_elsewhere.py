"""Shows a folder or a file in another program; where the system has none for it, says where it lies.

On Linux Qt starts `xdg-open` and does not look what became of it, so it is started here.
"""

import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from ui.i18n import tr
from ui.qt_numbers import SELECTABLE
from ui.tasks import TaskRunner
from ui.widgets.dialogs import show_words
from ui.widgets.kit import Kit

PATIENCE = 4  # seconds; who is still there then shows it, and stays until the person closes it
_showing: "list[subprocess.Popen[bytes]]" = []


def show_elsewhere(over: QWidget, kit: Kit, runner: TaskRunner, path: Path) -> None:
    """Let another program show it; when none does, a dialog tells its path."""

    def shown(there: bool) -> None:
        if not there:
            tell_where(over, kit, path)

    opener = shutil.which("xdg-open") if sys.platform == "linux" else None
    if opener is None:
        shown(QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
    else:
        runner.run(over, partial(_opens, opener, path), shown)


def tell_where(over: QWidget, kit: Kit, path: Path) -> QDialog:
    """Tell where it lies."""
    where = kit.text(str(path), "code", wrap=True)
    where.setProperty("textInteractionFlags", SELECTABLE)
    where.setAccessibleName(str(path))
    lines = (tr("这台电脑没有能打开它的程序。下面是它的位置，可以在文件管理器中找到。"),)
    return show_words(over.window(), kit, tr("没有打开"), lines, where)


def _opens(opener: str, path: Path) -> bool:
    """Whether a program was found for it."""
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - the opener of the system, a path of ours
            [opener, str(path)], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError:
        return False
    try:
        return process.wait(PATIENCE) == 0
    except subprocess.TimeoutExpired:
        _showing[:] = [one for one in (*_showing, process) if one.poll() is None]
        return True
