"""Painting shared by widgets and delegates; every colour, font and size comes from the theme."""

from collections.abc import Callable

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.qt_numbers import LEFT
from ui.theme import TONE_ICON, Theme

CHIP_ICON = 14


def text_width(theme: Theme, text: str, role: str = "caption") -> float:
    """Return how wide a text is in a role's font."""
    return QFontMetricsF(theme.fonts[role]).horizontalAdvance(text)


def line_height(theme: Theme, role: str = "body") -> int:
    """Return the height of one line in a role's font, rounded up."""
    return int(QFontMetricsF(theme.fonts[role]).height() + 0.999)


def draw_text(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    text: str,
    role: str = "body",
    tone: str = "text",
    align: int = LEFT,
) -> None:
    """Draw one line, elided at its right when it does not fit."""
    painter.setFont(theme.fonts[role])
    painter.setPen(theme[tone])
    fitting = QFontMetricsF(painter.font()).elidedText(
        text, QtCore.Qt.TextElideMode.ElideRight, rect.width() + 1
    )
    painter.drawText(rect, int(align | QtCore.Qt.TextFlag.TextSingleLine), fitting)


def draw_round(painter: QPainter, rect: QRectF, colour: QColor, radius: float) -> None:
    """Fill a rounded rectangle."""
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, radius, radius)


def draw_bar(painter: QPainter, theme: Theme, rect: QRectF, share: float, tone: str = "accent") -> None:
    """Draw a share between 0 and 1 of a track."""
    draw_round(painter, rect, theme["surface-sunken"], rect.height() / 2)
    if share > 0:
        width = max(rect.height(), rect.width() * min(1.0, share))
        done = QRectF(rect.left(), rect.top(), width, rect.height())
        draw_round(painter, done, theme[tone], rect.height() / 2)


def chip_width(theme: Theme, text: str) -> int:
    """Return the width of a status chip with these words."""
    return int(text_width(theme, text)) + theme.px(34)


def draw_chip(painter: QPainter, theme: Theme, rect: QRectF, text: str, tone: str, icon: str = "") -> None:
    """Draw a status: an icon, a word and a soft ground, never the colour alone."""
    tone = tone or "muted"
    height, width = theme.size["chip"], min(rect.width(), chip_width(theme, text))
    box = QRectF(rect.left(), round(rect.center().y() - height / 2), width, height)
    draw_round(painter, box, theme[f"{tone}-soft"], height / 2)
    size = theme.px(CHIP_ICON)
    top = int(box.top()) + (height - size) // 2
    painter.drawPixmap(int(box.left()) + 8, top, theme.pixmap(icon or TONE_ICON[tone], tone, size))
    draw_text(painter, theme, box.adjusted(size + 11, 0, -6, 0), text, "caption", tone)


def draw_focus(painter: QPainter, theme: Theme, rect: QRectF, radius: float) -> None:
    """Draw the 2 px ring that shows where the keyboard is."""
    painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme["focus-ring"], 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def draw_disc(painter: QPainter, centre: QPointF, radius: float, fill: QColor, edge: QColor) -> None:
    """Draw a disc with a 2 px edge."""
    painter.setPen(QPen(edge, 2))
    painter.setBrush(fill)
    painter.drawEllipse(centre, radius, radius)


class Painted(QWidget):
    """A small picture with a name for the screen reader; it follows the theme by itself."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        measure: Callable[[], QSize],
        draw: Callable[[QPainter, QRectF], None],
        *,
        stretches: bool = True,
    ) -> None:
        """`measure` gives the size at the present text size; `draw` paints into a rectangle."""
        super().__init__()
        self.theme, self._measure, self._draw = theme, measure, draw
        self.setAccessibleName(name)
        across = QSizePolicy.Policy.Expanding if stretches else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the measured size."""
        return self._measure()

    def minimumSizeHint(self) -> QSize:
        """Return the measured height, and the width when it is fixed."""
        wide = self.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding
        return QSize(40, self._measure().height()) if wide else self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again after a change of theme or text size."""
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, QRectF(self.rect()))
        painter.end()
