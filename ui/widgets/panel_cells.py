"""The distribution of one application's scores: a disc for each expert, a box when there are enough of them."""

from statistics import quantiles

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from ui.models.table import Cell
from ui.widgets.cells import CellDelegate
from ui.widgets.painting import draw_text

ENOUGH_FOR_A_BOX = 5
DISC, SMALL = 5.0, 3.5


class ScoresDelegate(CellDelegate):
    """Adds the kind `scores`: `value` = result, then score and 1 (counted) or 0 (dropped) for each expert."""

    def _draw(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        if cell.kind != "scores":
            super()._draw(painter, rect, cell)
        elif cell.axis is None or len(cell.value) < 3:
            draw_text(painter, self.theme, rect, cell.text, "caption", "muted")
        else:
            self._scores(painter, rect, cell)

    def _scores(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        axis, middle = cell.axis, round(rect.center().y()) + 0.5
        assert axis is not None  # noqa: S101  # asked for by the caller

        def across(value: float) -> float:
            return rect.left() + axis.share(value) * rect.width()

        painter.setPen(QPen(self.theme["grid"], 1))
        for mark in axis.ticks:
            x = round(across(mark)) + 0.5
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom() + 1))
        pairs = list(zip(cell.value[1::2], cell.value[2::2], strict=True))
        values = sorted(value for value, _ in pairs)
        painter.setPen(QPen(self.theme["muted"], 1.5))
        painter.drawLine(QPointF(across(values[0]), middle), QPointF(across(values[-1]), middle))
        if len(values) >= ENOUGH_FOR_A_BOX:
            first, _, third = quantiles(values, n=4, method="inclusive")
            painter.setBrush(self.theme["accent-soft"])
            painter.setPen(QPen(self.theme["accent"], 1.5))
            width = max(4.0, across(third) - across(first))
            painter.drawRoundedRect(QRectF(across(first), middle - 9, width, 18), 3, 3)
        painter.setPen(QPen(self.theme["text"], 2))
        x = across(cell.value[0])
        painter.drawLine(QPointF(x, middle - 11), QPointF(x, middle + 11))
        size = DISC if len(values) < ENOUGH_FOR_A_BOX else SMALL
        for value, counted in pairs:
            self._expert(painter, QPointF(across(value), middle), size, counted=bool(counted))

    def _expert(self, painter: QPainter, centre: QPointF, size: float, *, counted: bool) -> None:
        if counted:
            painter.setPen(QPen(self.theme["surface-raised"], 1))
            painter.setBrush(self.theme["accent"])
            painter.drawEllipse(centre, size, size)
        else:
            painter.setPen(QPen(self.theme["muted"], 1.5))
            painter.setBrush(self.theme["surface-raised"])
            painter.drawEllipse(centre, size - 0.5, size - 0.5)
