"""A document page under a layer of evidence pins. Pins are fractions of the page, so they survive any zoom.

view = PageView(theme)
view.open_pdf(path) / view.open_image(path) / view.clear()
view.set_pins([(number, page, x, y, w, h)])     # page is 1-based, the rest fractions
view.set_pin_mode(True); view.pin_drawn.connect(...)   # (page, x, y, w, h) after a drag or Enter
view.flash(number); view.set_page(3); view.zoom_in(); view.fit_width()
"""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QElapsedTimer, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageReader,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.i18n import tr
from ui.qt_numbers import CENTER
from ui.theme import Theme
from ui.widgets.kept_files import Source, load_pdf, opened
from ui.widgets.painting import draw_focus, draw_round, draw_text

Pin = tuple[int, int, float, float, float, float]
MARGIN = 20
SMALLEST_PIN = 0.008
STEP, BIG_STEP = 0.01, 0.05
ZOOM_STEP, LEAST_ZOOM, MOST_ZOOM = 1.25, 0.25, 6.0
SLOW, REST = 30, 120  # milliseconds: a page that takes longer to draw is drawn when the pane rests
LARGEST_IMAGE = 40_000_000  # pixels: a scan of A3 at 600 dpi is read smaller, and a page is drawn coarser


class PageView(QWidget):
    """Shows one page of a PDF or an image, with pins."""

    page_changed = Signal(int)
    pin_drawn = Signal(int, float, float, float, float)
    pin_mode_changed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._document = QPdfDocument(self)
        self._paper = _Paper(theme)
        self._area = QScrollArea()
        self._area.setWidget(self._paper)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        self._page, self._pages = 0, 0
        self._zoom: float | None = None  # None fits the width
        self._image = QImage()
        self._pins: list[Pin] = []
        self._paper.drawn.connect(self._on_drawn)
        self._paper.mode_left.connect(self._on_mode_left)
        self._flash_timer = QTimer(self)
        self._flash_timer.setSingleShot(True)
        self._flash_timer.timeout.connect(self._paper.stop_flash)
        theme.theme_changed.connect(self._show)
        self._render_time = QElapsedTimer()
        self._slow = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._show)
        self.setFocusProxy(self._paper)
        self.setAccessibleName(tr("文件页面"))

    # ------------------------------------------------------------ what is shown

    def open_pdf(self, source: Source) -> bool:
        """Open a PDF, a file or its content, at its first page; says whether it could be read."""
        self._image = QImage()
        if not load_pdf(self._document, source):
            self.clear()
            return False
        self._pages = self._document.pageCount()
        self._go(1)
        return self._pages > 0

    def open_image(self, source: Source) -> bool:
        """Open an image, a file or its content; says whether it could be read."""
        self._document.close()
        device = opened(source) if isinstance(source, QByteArray) else None
        reader = QImageReader(device) if device else QImageReader(str(source))
        reader.setAutoTransform(True)
        reader.setDecideFormatFromContent(True)
        size = reader.size()
        if size.isValid() and size.width() * size.height() > LARGEST_IMAGE:
            reader.setScaledSize(size * (LARGEST_IMAGE / (size.width() * size.height())) ** 0.5)
        self._image = reader.read()
        self._pages = 0 if self._image.isNull() else 1
        if not self._pages:
            self.clear()
            return False
        self._go(1)
        return True

    def clear(self) -> None:
        """Show nothing."""
        self._document.close()
        self._image = QImage()
        self._page, self._pages = 0, 0
        self._paper.show_page(QImage(), QSize(0, 0), [])
        self.page_changed.emit(0)

    def page(self) -> int:
        """The page shown, 1-based; 0 when nothing is open."""
        return self._page

    def page_count(self) -> int:
        """How many pages there are."""
        return self._pages

    def set_page(self, page: int) -> None:
        """Show another page; beyond the ends nothing happens."""
        if 1 <= page <= self._pages and page != self._page:
            self._go(page)

    def text(self, page: int) -> str:
        """The text of a page of a PDF."""
        return self._document.getAllText(page - 1).text() if self._pages and self._image.isNull() else ""

    # ------------------------------------------------------------ zoom

    def zoom_in(self) -> None:
        """Make the page larger."""
        self._set_zoom(self._present_zoom() * ZOOM_STEP)

    def zoom_out(self) -> None:
        """Make the page smaller."""
        self._set_zoom(self._present_zoom() / ZOOM_STEP)

    def fit_width(self) -> None:
        """Make the page as wide as the pane."""
        self._zoom = None
        self._show()

    def zoom_percent(self) -> int:
        """The present size of the page in percent of its paper."""
        return round(self._present_zoom() * 100)

    # ------------------------------------------------------------ pins

    def set_pins(self, pins: Sequence[Pin]) -> None:
        """Show these pins: number, page, and a rectangle in fractions of the page."""
        self._pins = list(pins)
        self._paper.set_pins(self._on_page())

    def set_pin_mode(self, on: bool) -> None:
        """Let the person draw a pin with the mouse or the arrow keys."""
        self._paper.set_mode(on=on and self._page > 0)
        if on and self._page:
            self._paper.setFocus()
        self.pin_mode_changed.emit(on and self._page > 0)

    def flash(self, number: int) -> None:
        """Bring a pin of this page into view and light it up for a moment."""
        for pin in self._on_page():
            if pin[0] == number:
                rect = self._paper.pixels(QRectF(*pin[2:]))
                self._area.ensureVisible(round(rect.center().x()), round(rect.center().y()), 80, 120)
                self._paper.flash(number)
                self._flash_timer.start(600)

    # ------------------------------------------------------------ inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the pane again."""
        super().resizeEvent(event)
        if self._zoom is None and self._slow and self._page:
            self._paper.show_size(self._size())  # the old picture stretches until the pane rests
            self._rest.start()
        elif self._zoom is None:
            self._show()

    def _go(self, page: int) -> None:
        self._page = page
        self._show()
        self._area.verticalScrollBar().setValue(0)
        self.page_changed.emit(page)

    def _points(self) -> QSizeF:
        if not self._image.isNull():
            return QSizeF(self._image.size())
        return self._document.pagePointSize(self._page - 1) * (96 / 72)

    def _present_zoom(self) -> float:
        if self._zoom is not None or not self._page:
            return self._zoom or 1.0
        bar = self._area.verticalScrollBar().sizeHint().width()  # kept free, so that it needs no second bar
        room = max(200, self._area.maximumViewportSize().width() - bar - 2 * MARGIN)
        return max(0.05, room / max(1.0, self._points().width()))

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = min(MOST_ZOOM, max(LEAST_ZOOM, zoom))
        self._show()

    def _show(self) -> None:
        if not self._page:
            return
        self._rest.stop()
        size = self._size()
        self._render_time.start()
        ratio = min(self.devicePixelRatioF(), (LARGEST_IMAGE / (size.width() * size.height())) ** 0.5)
        if self._image.isNull():
            image = self._document.render(self._page - 1, size * ratio)
        else:
            image = self._image.scaled(
                size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        image.setDevicePixelRatio(ratio)
        self._slow = self._render_time.elapsed() > SLOW
        self._paper.show_page(image, size, self._on_page())
        words = tr("第 {page} 页，共 {count} 页").format(page=self._page, count=self._pages)
        self._paper.setAccessibleName(words)

    def _size(self) -> QSize:
        return (self._points() * self._present_zoom()).toSize().expandedTo(QSize(40, 40))

    def _on_page(self) -> list[Pin]:
        return [pin for pin in self._pins if pin[1] == self._page]

    def _on_drawn(self, rect: QRectF) -> None:
        self.pin_drawn.emit(self._page, rect.x(), rect.y(), rect.width(), rect.height())

    def _on_mode_left(self) -> None:
        self.pin_mode_changed.emit(False)


class _Paper(QWidget):
    """The page itself: paper, image, pins, and the rectangle that is being drawn."""

    drawn = Signal(QRectF)
    mode_left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._image, self._size = QImage(), QSize(0, 0)
        self._pins: list[Pin] = []
        self._mode = False
        self._start: QPointF | None = None
        self._draft = QRectF()
        self._lit = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("文件页面"))

    def show_page(self, image: QImage, size: QSize, pins: list[Pin]) -> None:
        """Show a rendered page of a size in logical pixels."""
        self._image, self._size, self._pins = image, size, pins
        room = QSize(2 * MARGIN, 2 * MARGIN)
        self.resize(size + room if size.isValid() and size.width() else room)
        self.update()

    def show_size(self, size: QSize) -> None:
        """Stretch the picture that is there to another size."""
        self.show_page(self._image, size, self._pins)

    def set_pins(self, pins: list[Pin]) -> None:
        """Show other pins on the same page."""
        self._pins = pins
        self.update()

    def set_mode(self, *, on: bool) -> None:
        """Begin or end drawing a pin."""
        self._mode, self._start = on, None
        self._draft = QRectF(0.3, 0.4, 0.4, 0.08) if on else QRectF()
        self.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
        self.update()

    def flash(self, number: int) -> None:
        """Light a pin up."""
        self._lit = number
        self.update()

    def stop_flash(self) -> None:
        """Light nothing up any more."""
        self._lit = 0
        self.update()

    def pixels(self, rect: QRectF) -> QRectF:
        """A rectangle in fractions as pixels of this widget."""
        width, height = self._size.width(), self._size.height()
        return QRectF(
            MARGIN + rect.x() * width,
            MARGIN + rect.y() * height,
            rect.width() * width,
            rect.height() * height,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint paper, page and pins."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.theme["surface-sunken"])
        if self._size.width() <= 0:
            painter.end()
            return
        paper = QRectF(MARGIN, MARGIN, self._size.width(), self._size.height())
        for grow in (3.0, 1.5):
            draw_round(painter, paper.adjusted(-grow, 1 - grow, grow, 1 + grow), QColor(0, 0, 0, 14), 3)
        painter.fillRect(paper, self.theme["paper"])
        if self.theme.name == "dark":
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(paper, self._image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for pin in self._pins:
            self._draw_pin(painter, QRectF(*pin[2:]), str(pin[0]), lit=pin[0] == self._lit)
        if self._mode and not self._draft.isEmpty():
            self._draw_pin(painter, self._draft, "+", lit=True)
        if self.hasFocus():
            draw_focus(painter, self.theme, QRectF(self.rect()), self.theme.radius["control"])
        painter.end()

    def _draw_pin(self, painter: QPainter, rect: QRectF, number: str, *, lit: bool) -> None:
        colour, soft = self.theme["pin"], self.theme["pin"]
        soft.setAlpha(76 if lit else 28)
        box = self.pixels(rect)
        painter.setPen(QPen(colour, 2.5 if lit else 1.5))
        painter.setBrush(soft)
        painter.drawRoundedRect(box, 3, 3)
        dot = QRectF(box.right() - 11, box.top() - 11, 22, 22)
        draw_round(painter, dot, colour, 11)
        draw_text(painter, self.theme, dot, number, "caption", "paper", CENTER)

    # ------------------------------------------------------------ drawing a pin

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a rectangle."""
        if self._mode and event.button() == Qt.MouseButton.LeftButton:
            self._start = self._fraction(event.position())
            self._draft = QRectF()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Stretch it."""
        if self._mode and self._start is not None:
            self._draft = QRectF(self._start, self._fraction(event.position())).normalized()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Set it, when it is more than a slip of the hand."""
        if self._mode and self._start is not None:
            rect = QRectF(self._start, self._fraction(event.position())).normalized()
            self._start = None
            if rect.width() > SMALLEST_PIN and rect.height() > SMALLEST_PIN:
                self._set(rect)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, with Shift they size, Enter sets, Escape drops."""
        if not self._mode:
            super().keyPressEvent(event)
            return
        key, sizing = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = BIG_STEP if event.modifiers() & Qt.KeyboardModifier.ControlModifier else STEP
        across = {Qt.Key.Key_Left: -step, Qt.Key.Key_Right: step}.get(key, 0.0)
        down = {Qt.Key.Key_Up: -step, Qt.Key.Key_Down: step}.get(key, 0.0)
        if across or down:
            self._nudge(across, down, sizing=sizing)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._set(self._draft)
        elif key == Qt.Key.Key_Escape:
            self.set_mode(on=False)
            self.mode_left.emit()
        else:
            super().keyPressEvent(event)

    def _nudge(self, across: float, down: float, *, sizing: bool) -> None:
        rect = self._draft if not self._draft.isEmpty() else QRectF(0.3, 0.4, 0.4, 0.08)
        if sizing:
            width = min(1 - rect.x(), max(SMALLEST_PIN * 2, rect.width() + across))
            height = min(1 - rect.y(), max(SMALLEST_PIN * 2, rect.height() + down))
            rect = QRectF(rect.x(), rect.y(), width, height)
        else:
            left = min(1 - rect.width(), max(0.0, rect.x() + across))
            top = min(1 - rect.height(), max(0.0, rect.y() + down))
            rect = QRectF(left, top, rect.width(), rect.height())
        self._draft = rect
        self.update()

    def _set(self, rect: QRectF) -> None:
        self.set_mode(on=False)
        self.mode_left.emit()
        self.drawn.emit(rect)

    def _fraction(self, place: QPointF) -> QPointF:
        width, height = max(1, self._size.width()), max(1, self._size.height())
        return QPointF(
            min(1.0, max(0.0, (place.x() - MARGIN) / width)),
            min(1.0, max(0.0, (place.y() - MARGIN) / height)),
        )
