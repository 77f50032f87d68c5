"""The icon of the program's windows, painted from its drawing; asked for after the first paint."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme import RESOURCES

DRAWING = RESOURCES / "icons" / "product" / "app.svg"
SIZES = (16, 24, 32, 48, 64, 128)


def program_icon() -> QIcon:
    """The icon in the sizes that title bars and task bars show."""
    renderer, icon = QSvgRenderer(str(DRAWING)), QIcon()
    for size in SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        icon.addPixmap(pixmap)
    return icon
