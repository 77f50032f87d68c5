"""The one table with boxes to tick at the left; Space, Enter or a click ticks a row."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.models.table import CELL, Cell, Column, Row
from ui.theme import Theme
from ui.widgets.cells import CellDelegate
from ui.widgets.table import DataTable

BOX = 16


class TickTable(DataTable):
    """Rows with a key, a text and a box; `ticked` says which row the person wants changed."""

    ticked = Signal(object)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, (Column("", 44), Column("", 0)), row_height=44)
        self.setItemDelegate(_TickDelegate(theme, self))
        self.changeable = True
        self.row_activated.connect(self._want)

    def set_files(self, rows: Sequence[tuple[int, str, str, bool, str]]) -> None:
        """Show rows of key, text, note, ticked and what is spoken of the box."""
        shown: list[Row] = [
            (Cell(value=(float(on),), spoken=spoken), Cell(text, note)) for _, text, note, on, spoken in rows
        ]
        self.set_rows(shown, [key for key, *_ in rows])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick on Space."""
        if event.key() == Qt.Key.Key_Space:
            self._want(self.chosen_key())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick on a click anywhere in the row."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self._want(self.rows_model.row_key(index.row()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Treat the second click as one more."""
        self.mousePressEvent(event)

    def _want(self, key: object) -> None:
        if self.changeable and key is not None:
            self.ticked.emit(key)


class _TickDelegate(CellDelegate):
    """Draws the box of the first column in the colours of the theme."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a box, everything else as always."""
        super().paint(painter, option, index)
        cell = index.data(CELL)
        if index.column() != 0 or cell is None:
            return
        theme, size = self.theme, self.theme.px(BOX)
        rect = QRectF(option.rect)
        box = QRectF(rect.right() - size - 6, rect.center().y() - size / 2, size, size)
        on = bool(cell.value and cell.value[0])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme["accent" if on else "border-strong"], 1))
        painter.setBrush(theme["accent" if on else "surface-raised"])
        painter.drawRoundedRect(box, theme.radius["small"], theme.radius["small"])
        if on:
            painter.drawPixmap(box.topLeft(), theme.pixmap("check", "accent-text", size))
        painter.restore()
