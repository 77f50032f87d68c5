"""The page of the bench: the page viewer, with the words of a search marked, and pages that turn while scrolling."""

import time

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.bench_text import fold, occurrences
from ui.widgets.page_view import MARGIN, PageView

TURN_PAUSE = 0.25  # seconds that the wheel rests before it turns the page


class BenchPage(PageView):
    """Shows where words stand, and turns the page at its ends."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._marks = _Marks(self, self._paper)
        self._paper.installEventFilter(self)
        self._area.viewport().installEventFilter(self)
        self._wheeled = 0.0
        self.page_changed.connect(self._forget_words)

    # ------------------------------------------------------------ words

    def show_words(self, page: int, words: str, occurrence: int) -> None:
        """Go to a page and mark an occurrence of words on it."""
        self.set_page(page)
        found = occurrences(self.text(page), fold(words))
        if occurrence < len(found):
            start, length = found[occurrence]
            selection = self._document.getSelectionAtIndex(page - 1, start, length)
            size = self._document.pagePointSize(page - 1)
            self._marks.show_shapes(
                [_share(shape, size.width(), size.height()) for shape in selection.bounds()]
            )
            if self._marks.shapes:
                place = self.pixels(self._marks.shapes[0]).center().toPoint()
                self._area.ensureVisible(place.x(), place.y(), 80, 160)

    def pixels(self, rect: QRectF) -> QRectF:
        """A rectangle in fractions of the page as pixels of the paper."""
        return self._paper.pixels(rect)

    def _forget_words(self) -> None:
        self._marks.show_shapes([])

    # ------------------------------------------------------------ zoom

    def fit_width(self) -> None:
        """Make the page as wide as the pane; nothing is left to scroll sideways."""
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        super().fit_width()

    def _set_zoom(self, zoom: float) -> None:
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        super()._set_zoom(zoom)

    def _present_zoom(self) -> float:
        """Leave room for the scroll bar whether it is there or not, so that the width never flickers."""
        if self._zoom is not None or not self._page:
            return self._zoom or 1.0
        room = self._area.width() - self._area.verticalScrollBar().sizeHint().width() - 2 * MARGIN
        return max(0.05, max(200, room) / max(1.0, self._points().width()))

    # ------------------------------------------------------------ turning pages

    def page_down(self) -> None:
        """Scroll on; at the foot of the page turn it."""
        bar = self._area.verticalScrollBar()
        if bar.value() >= bar.maximum():
            self.set_page(self.page() + 1)
        else:
            bar.setValue(bar.value() + bar.pageStep() - 40)

    def page_up(self) -> None:
        """Scroll back; at the head of the page turn back to the foot of the one before."""
        bar = self._area.verticalScrollBar()
        if bar.value() <= bar.minimum():
            self._turn_back()
        else:
            bar.setValue(bar.value() - bar.pageStep() + 40)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn pages by key and wheel; keep the marks over the paper."""
        if watched is self._paper and event.type() == QEvent.Type.Resize:
            self._marks.resize(self._paper.size())
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self._paper:
            turn = {Qt.Key.Key_PageDown: self.page_down, Qt.Key.Key_PageUp: self.page_up}.get(
                Qt.Key(event.key())
            )
            if turn is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                turn()
                return True
        if isinstance(event, QWheelEvent) and self._wheel(event):
            return True
        return super().eventFilter(watched, event)

    def _wheel(self, event: QWheelEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            return True
        bar, rested = self._area.verticalScrollBar(), time.monotonic() - self._wheeled > TURN_PAUSE
        self._wheeled = time.monotonic()
        down = event.angleDelta().y() < 0
        if rested and down and bar.value() >= bar.maximum() and self.page() < self.page_count():
            self.set_page(self.page() + 1)
            return True
        if rested and not down and bar.value() <= bar.minimum() and self.page() > 1:
            self._turn_back()
            return True
        return False

    def _turn_back(self) -> None:
        if self.page() > 1:
            self.set_page(self.page() - 1)
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.maximum())


class _Marks(QWidget):
    """A layer that the mouse does not notice."""

    def __init__(self, page: BenchPage, paper: QWidget) -> None:
        super().__init__(paper)
        self._page = page
        self.shapes: list[QRectF] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(paper.size())

    def show_shapes(self, shapes: list[QRectF]) -> None:
        """Mark these places, in fractions of the page."""
        self.shapes = shapes
        self.setVisible(bool(shapes))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a soft ground with an edge, so that the mark is not by colour alone."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._page.theme["focus-ring"]
        soft = self._page.theme["focus-ring"]
        soft.setAlpha(48)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(soft)
        for shape in self.shapes:
            painter.drawRoundedRect(self._page.pixels(shape).adjusted(-2, -2, 2, 2), 2, 2)
        painter.end()


def _share(shape: QPolygonF, width: float, height: float) -> QRectF:
    box = shape.boundingRect()
    start = QPointF(box.left() / width, box.top() / height)
    return QRectF(start, QPointF(box.right() / width, box.bottom() / height))
