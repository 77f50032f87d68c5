"""Dialogs: only for faults and for acts that bind. The safe answer has the focus."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.i18n import tr
from ui.notifier import Notice
from ui.widgets.kit import Kit


def ask(
    parent: QWidget,
    kit: Kit,
    title: str,
    lines: Sequence[str],
    *,
    action: str,
    keep: str,
    danger: bool = False,
) -> QDialog:
    """Ask before an act that binds; connect to `accepted`. It is open when the call returns."""
    dialog = _sheet(parent)
    dialog.setWindowTitle(title)
    safe, act = kit.button(keep), kit.button(action, "danger" if danger else "primary")
    safe.setObjectName("keep")
    act.setObjectName("act")
    safe.clicked.connect(dialog.reject)
    act.clicked.connect(dialog.accept)
    _fill(dialog, kit.dialog(title, lines, safe, act))
    safe.setFocus()
    dialog.open()
    return dialog


def show_notice(parent: QWidget, kit: Kit, notice: Notice) -> QDialog:
    """Tell of a fault in three lines with its code."""
    code = kit.text(notice.code, "caption")
    code.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    code.setAccessibleName(notice.code)
    return show_words(parent, kit, notice.happened, notice.lines, kit.row(code, None))


def show_words(parent: QWidget, kit: Kit, title: str, lines: Sequence[str], below: QWidget) -> QDialog:
    """Tell something, with what is to be copied below it."""
    dialog = _sheet(parent)
    dialog.setWindowTitle(title)
    close = kit.button(tr("知道了"), "primary")
    close.setObjectName("keep")
    close.clicked.connect(dialog.accept)
    body = kit.dialog(title, lines, close)
    _fill(dialog, kit.col(body, kit.row((below, 1), pad=(24, 8)), gap=0))
    close.setFocus()
    dialog.open()
    return dialog


def _sheet(parent: QWidget) -> QDialog:
    dialog = QDialog(parent)
    dialog.setObjectName("window")
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _fill(dialog: QDialog, body: QWidget) -> None:
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(body)
    dialog.setMinimumWidth(480)
    dialog.setMaximumWidth(640)
