"""How large a window may be on its screen: 1366x768 at 125 % leaves less than the drawings take."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 48)  # what title bar and edges of a window take at most, on Windows 11 at 150 %


def fitting(window: QWidget, wanted: QSize) -> QSize:
    """A size, as far as the screen of a window has room for it."""
    return wanted.boundedTo(window.screen().availableSize() - FRAME)
