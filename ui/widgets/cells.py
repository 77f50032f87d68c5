"""How the cells of the one table are drawn: a method per kind, everything from the theme."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ui.models.table import CELL, NOTHING, Cell
from ui.qt_numbers import CENTER, LEFT, RIGHT
from ui.theme import Theme, ink_on
from ui.widgets.painting import (
    chip_width,
    draw_bar,
    draw_chip,
    draw_round,
    draw_text,
    text_width,
)

Index = QModelIndex | QPersistentModelIndex
SIDE = 12
GROUND_FREE = frozenset({"band", "axis", "heat"})
ALWAYS_TOLD = frozenset({"box", "heat", "bar"})


class Table(Protocol):
    """What the delegate asks its table."""

    hover_row: int
    by_cell: bool


class CellDelegate(QStyledItemDelegate):
    """Paints cells from tokens; rows are told apart by height and by the band under the pointer."""

    def __init__(self, theme: Theme, table: QAbstractItemView) -> None:
        super().__init__(table)
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell with its ground."""
        cell = index.data(CELL) or NOTHING
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(rect)
        if cell.kind not in GROUND_FREE:
            self._ground(painter, rect, option, index)
        self._draw(painter, rect.adjusted(SIDE, 0, -SIDE, 0), cell)
        if cell.kind == "heat" and self._is_chosen(option):
            self._ring(painter, rect.adjusted(0, -2, 0, 2))
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tell the whole text of a cell that is drawn or does not fit."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        cell = index.data(CELL) if index.isValid() else None
        wanted = cell is not None and self._hides_something(cell, view.visualRect(index).width())
        QToolTip.showText(event.globalPos(), cell.whole_text if cell and wanted else "", view)
        return True

    def _draw(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        draw: dict[str, Callable[[QPainter, QRectF, Cell], None]] = {
            "text": self._text,
            "chip": self._chip,
            "bar": self._bar,
            "box": self._box,
            "heat": self._heat,
            "axis": self._axis,
            "band": self._band,
        }
        draw[cell.kind](painter, rect, cell)

    def _hides_something(self, cell: Cell, width: int) -> bool:
        room = width - 2 * SIDE - (self.theme.px(32) if cell.icon else 0)
        wide = text_width(self.theme, cell.text, "strong" if cell.strong else "body") > room + 1
        return (
            bool(cell.spoken)
            or cell.kind in ALWAYS_TOLD
            or wide
            or text_width(self.theme, cell.sub) > room + 1
        )

    def needed(self, cell: Cell) -> int:
        """Return the width at which a text or a status is not elided."""
        if cell.kind == "chip":
            return chip_width(self.theme, cell.text) + 2 * SIDE if cell.text else 0
        words = text_width(self.theme, cell.text, "strong" if cell.strong else "body")
        wide = max(words, text_width(self.theme, cell.sub)) + (self.theme.px(32) if cell.icon else 0)
        return int(wide) + 2 * SIDE + 1 if wide else 0

    def title(self, words: str) -> int:
        """Return the width that the title of a column needs."""
        return int(text_width(self.theme, words, "label")) + 2 * SIDE + 2 if words.strip() else 0

    # ------------------------------------------------------------ grounds

    @staticmethod
    def _is_chosen(option: QStyleOptionViewItem) -> bool:
        return bool(option.state & QStyle.StateFlag.State_Selected)

    def _ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        table = self._table()
        chosen = self._is_chosen(option)
        if not chosen and index.row() != table.hover_row:
            return
        first = index.column() == 0 or table.by_cell
        last = index.column() == index.model().columnCount() - 1 or table.by_cell
        band = rect.adjusted(0 if first else -SIDE, 2, 0 if last else SIDE, -2)
        ground = self.theme["selection" if chosen else "surface-hover"]
        draw_round(painter, band, ground, self.theme.radius["control"])
        if chosen and table.by_cell:
            self._ring(painter, rect)
        elif chosen and first and self._view().hasFocus():
            bar = QRectF(rect.left(), rect.top() + 8, 3, rect.height() - 16)
            painter.fillRect(bar, self.theme["focus-ring"])

    def _ring(self, painter: QPainter, rect: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme["focus-ring"], 2))
        painter.drawRoundedRect(rect.adjusted(1, 3, -1, -3), 6, 6)

    def _view(self) -> QAbstractItemView:
        view = self.parent()
        assert isinstance(view, QAbstractItemView)  # noqa: S101  # the constructor takes nothing else
        return view

    def _table(self) -> Table:
        return self._view()  # type: ignore[return-value]  # a view with the two attributes of Table

    # ------------------------------------------------------------ kinds

    def _text(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        theme = self.theme
        if cell.icon:
            size = theme.px(20)
            top = int(rect.center().y() - size / 2 + 0.5)
            painter.drawPixmap(int(rect.left()), top, theme.pixmap(cell.icon, cell.tone or "accent", size))
            rect = rect.adjusted(size + 12, 0, 0, 0)
        align, role = RIGHT if cell.right else LEFT, "strong" if cell.strong else "body"
        if not cell.sub:
            draw_text(painter, theme, rect, cell.text, role, cell.tone or "text", align)
            return
        upper, lower = theme.px(24), theme.px(20)
        top_line = QRectF(rect.left(), rect.center().y() - (upper + lower) / 2, rect.width(), upper)
        draw_text(painter, theme, top_line, cell.text, role, cell.tone or "text", align)
        below = QRectF(rect.left(), top_line.bottom() - 1, rect.width(), lower)
        draw_text(painter, theme, below, cell.sub, "caption", "muted", align)

    def _chip(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        draw_chip(painter, self.theme, rect, cell.text, cell.tone, cell.icon)

    def _bar(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        draw_text(painter, self.theme, rect.adjusted(0, 0, 0, -10), cell.text, "label")
        track = QRectF(rect.left(), round(rect.center().y() + self.theme.px(11)), rect.width(), 4)
        draw_bar(painter, self.theme, track, cell.value[0] if cell.value else 0.0, cell.tone or "accent")

    def _heat(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        """Draw the distance from the mean as a colour, with the number in the ink that reads better on it."""
        steps = self.theme.diverging
        middle = len(steps) // 2
        if cell.value:
            step = max(0, min(len(steps) - 1, round(cell.value[0] * middle) + middle))
            colour = QColor(steps[step])
        else:
            colour = self.theme["muted-soft"]
        draw_round(painter, rect.adjusted(-11, 1, 11, -1), colour, 4)
        painter.setFont(self.theme.fonts["caption"])
        painter.setPen(ink_on(colour) if cell.value else self.theme["muted"])
        painter.drawText(rect.adjusted(-11, 0, 11, 0), int(CENTER), cell.text)

    def _axis(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        axis = cell.axis
        for mark in axis.ticks if axis else ():
            words = f"{mark:g}"
            half = text_width(self.theme, words) / 2 + 2
            x = rect.left() + (axis.share(mark) if axis else 0) * rect.width()
            left = min(max(x - half, rect.left() - SIDE), rect.right() + SIDE - 2 * half)
            tick = QRectF(left, rect.top(), 2 * half, rect.height())
            draw_text(painter, self.theme, tick, words, "caption", "muted", CENTER)

    def _box(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        """Draw least, quartiles and greatest value on the axis that all rows share."""
        axis = cell.axis
        if axis is None or len(cell.value) != 5:
            draw_text(painter, self.theme, rect, cell.text, "body", "muted")
            return
        low, first, median, third, high = (rect.left() + axis.share(v) * rect.width() for v in cell.value)
        middle = round(rect.center().y()) + 0.5
        painter.setPen(QPen(self.theme["grid"], 1))
        for mark in axis.ticks:
            x = round(rect.left() + axis.share(mark) * rect.width()) + 0.5
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom() + 1))
        painter.setPen(QPen(self.theme["muted"], 1.5))
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        for end in (low, high):
            painter.drawLine(QPointF(end, middle - 4), QPointF(end, middle + 4))
        painter.setBrush(self.theme["accent-soft"])
        painter.setPen(QPen(self.theme["accent"], 1.5))
        painter.drawRoundedRect(QRectF(first, middle - 8, max(4.0, third - first), 16), 3, 3)
        painter.setPen(QPen(self.theme["text"], 2.5))
        painter.drawLine(QPointF(median, middle - 7), QPointF(median, middle + 7))

    def _band(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        """Draw a row across all columns: a group heading when it has a note, else a line that divides."""
        place = rect.adjusted(0, 8 if cell.sub else 0, 0, 0)
        draw_chip(painter, self.theme, place, cell.text, cell.tone, cell.icon)
        left = place.left() + QFontMetricsF(self.theme.fonts["caption"]).horizontalAdvance(cell.text)
        left += self.theme.px(44)
        if cell.sub:
            note = QRectF(left, place.top(), place.right() - left, place.height())
            draw_text(painter, self.theme, note, cell.sub, "caption", "muted")
            return
        middle = round(place.center().y()) + 0.5
        painter.setPen(QPen(self.theme["accent"], 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(left, middle), QPointF(place.right(), middle))
