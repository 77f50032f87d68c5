"""Shows a folder or a file in another program; where the system has none for it, says where it lies."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from ui.i18n import tr
from ui.qt_numbers import SELECTABLE
from ui.widgets.dialogs import show_words
from ui.widgets.kit import Kit


def show_elsewhere(over: QWidget, kit: Kit, path: Path) -> QDialog | None:
    """Let another program show it; returns the dialog that tells its path when none does."""
    if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        return None
    where = kit.text(str(path), "code", wrap=True)
    where.setProperty("textInteractionFlags", SELECTABLE)
    where.setAccessibleName(str(path))
    lines = (tr("这台电脑没有能打开它的程序。可以用文件管理器找到它："),)
    return show_words(over.window(), kit, tr("没有打开"), lines, where)
