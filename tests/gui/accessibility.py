"""What every screen must give to people who do not use the mouse or the eyes."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QDialog, QScrollArea, QWidget


def focusable(widget: QWidget) -> list[QWidget]:
    """Return the widgets of one window that Tab can reach, shown or not."""
    children = [widget, *widget.findChildren(QWidget)]
    return [
        child
        for child in children
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.window() is widget.window()
        and child.focusProxy() is None
        and not (isinstance(child, QScrollArea) and child.focusPolicy() == Qt.FocusPolicy.NoFocus)
    ]


def nameless(widget: QWidget) -> list[str]:
    """Return what Tab reaches and nobody could name, each with its path of parents."""
    found = []
    for child in focusable(widget):
        words = child.text() if isinstance(child, QAbstractButton) else ""
        if not (child.accessibleName().strip() or words.strip()):
            found.append(_path(child))
    return found


def assert_accessible(widget: QWidget) -> None:
    """Fail when something that Tab reaches has no spoken name, or a reachable target is too small."""
    assert nameless(widget) == []
    small = [
        f"{_path(child)} {child.width()}x{child.height()}"
        for child in focusable(widget)
        if child.isVisible()
        and not isinstance(child, QAbstractScrollArea)
        and not child.inherits("QCheckBox")
        and min(child.width(), child.height()) < 28
    ]
    assert small == []


def assert_escape_closes(dialog: QDialog) -> None:
    """Fail when Escape leaves a dialog open."""
    assert dialog.isVisible()
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def _path(widget: QWidget) -> str:
    names = []
    parent: QWidget | None = widget
    while parent is not None:
        names.append(type(parent).__name__ + (f"#{parent.objectName()}" if parent.objectName() else ""))
        parent = parent.parentWidget()
    return " < ".join(names)
