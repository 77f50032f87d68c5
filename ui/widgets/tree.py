"""The tree of a package: icon, name, pages; a small pin where evidence points into a file."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from ui.models.table import CELL
from ui.qt_numbers import RIGHT
from ui.theme import Theme
from ui.widgets.painting import draw_round, draw_text


@dataclass(frozen=True, slots=True)
class Leaf:
    """What the tree draws beside a name; put it under the role CELL."""

    icon: str
    pages: str = ""
    pins: int = 0
    tone: str = "muted"


class TreeDelegate(QStyledItemDelegate):
    """Draws one line of the tree from the theme."""

    def __init__(self, theme: Theme, tree: QTreeView) -> None:
        super().__init__(tree)
        self.theme, self.tree = theme, tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a line."""
        del option, index
        return QSize(100, self.theme.size["tree-row"])

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the line."""
        rect = QRectF(option.rect)
        leaf = index.data(CELL) or Leaf("file")
        current = self.tree.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current:
            draw_round(
                painter, rect.adjusted(0, 1, 0, -1), self.theme["selection"], self.theme.radius["control"]
            )
        tone = "accent" if current else leaf.tone
        top = round(rect.center().y()) - 9
        painter.drawPixmap(int(rect.left()) + 6, top, self.theme.pixmap(leaf.icon, tone, 18))
        words = rect.adjusted(30, 0, -54 if leaf.pins else -34, 0)
        draw_text(painter, self.theme, words, str(index.data() or ""), "strong" if current else "body")
        if leaf.pins:
            painter.drawPixmap(int(rect.right()) - 46, top + 2, self.theme.pixmap("pin", "evidence", 14))
        draw_text(painter, self.theme, rect.adjusted(0, 0, -8, 0), leaf.pages, "caption", "muted", RIGHT)
        painter.restore()
