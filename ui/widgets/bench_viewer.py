"""The middle pane: one file at a time, its pages, zoom, and the mode in which evidence is marked."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from greendesk.domain.package import FileKind, PackageFile
from ui.i18n import tr
from ui.widgets.bench_fields import BenchField
from ui.widgets.bench_files import ICONS, kind_words, shown_name, size_words, state_words
from ui.widgets.bench_numbers import read_number
from ui.widgets.bench_page import BenchPage
from ui.widgets.fitting_label import FittingLabel
from ui.widgets.kept_files import Source
from ui.widgets.kit import Kit
from ui.widgets.page_view import Pin


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the reader is: number of the file and page."""

    file: int
    page: int


class ViewerPane(QFrame):
    """A bar over the page; files that are no documents say what they are and open elsewhere."""

    pin_wanted = Signal()  # the button: mark evidence, or stop marking
    pin_drawn = Signal(int, QRectF)  # page, rectangle in fractions
    open_elsewhere = Signal(object)  # PackageFile

    def __init__(self, kit: Kit, here: Callable[[PackageFile], bool], *, writable: bool = True) -> None:
        super().__init__()
        self.kit, self.writable, self._here = kit, writable, here
        self.file: PackageFile | None = None
        self._pages: dict[int, int] = {}
        self._waiting = False  # for the content of the file
        self._then: Callable[[], None] | None = None
        self.page = BenchPage(kit.theme)
        self.page.page_changed.connect(self._on_page)
        self.page.pin_drawn.connect(self._on_drawn)
        self.page.pin_mode_changed.connect(self._on_mode)
        self._other: QWidget | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_bar())
        layout.addWidget(self._stack, 1)

    def _make_bar(self) -> QFrame:
        kit = self.kit
        self.before = kit.tool("left", tr("上一页（PgUp）"))
        self.before.clicked.connect(self.previous_page)
        self.after = kit.tool("right", tr("下一页（PgDn）"))
        self.after.clicked.connect(self.next_page)
        self.number = BenchField()
        self.number.setAccessibleName(tr("页码"))
        self.number.setToolTip(tr("到第几页（Ctrl+G）"))
        self.number.setFixedWidth(kit.theme.px(52))
        self.number.entered.connect(self._to_number)
        self.number.left.connect(self._show_number)
        self.count = kit.text("", "label")
        self.title = FittingLabel("strong")
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.smaller = kit.tool("minus", tr("缩小（-）"))
        self.smaller.clicked.connect(self.zoom_out)
        self.larger = kit.tool("plus", tr("放大（+）"))
        self.larger.clicked.connect(self.zoom_in)
        self.fit = kit.button(tr("适合宽度"), "quiet")
        self.fit.setToolTip(tr("适合宽度（W）"))
        self.fit.clicked.connect(self.fit_width)
        self.pin = kit.tool("pin", tr("钉证据（P），在页面上拖动"), checked=False)
        self.pin.clicked.connect(self._on_pin_button)
        bar = QFrame()
        bar.setProperty("role", "bar")
        bar.setFixedHeight(kit.theme.px(52))
        row = QHBoxLayout(bar)
        row.setContentsMargins(kit.theme.px(12), 0, kit.theme.px(12), 0)
        row.setSpacing(kit.theme.px(4))
        parts: tuple[tuple[QWidget, int], ...] = (
            (self.before, 0),
            (self.number, 0),
            (self.count, 0),
            (self.after, 0),
            (self.title, 1),
            (self.smaller, 0),
            (self.fit, 0),
            (self.larger, 0),
            (self.pin, 0),
        )
        for widget, stretch in parts:
            row.addWidget(widget, stretch)
        return bar

    # ------------------------------------------------------------ what is shown

    @property
    def place(self) -> Place | None:
        """Where the reader is."""
        if self.file is None:
            return None
        left = self._pages.get(self.file.number, 1)
        return Place(file=self.file.number, page=left if self._waiting else max(1, self.page.page()))

    def begin_file(self, file: PackageFile) -> bool:
        """Turn to a file, whose content follows with `show_source`; False when it is shown already."""
        if self.file is not None and self.file.number == file.number:
            return False
        self.file, self._waiting, self._then = file, True, None
        self.title.setText(shown_name(file))
        self.title.setToolTip(file.path)
        self.page.set_pin_mode(False)
        return True

    def wait(self) -> None:
        """Say that the content of the file is on its way."""
        if self.file is not None:
            self.page.clear()
            self._replace_other(self.kit.empty(ICONS[self.file.kind], shown_name(self.file), tr("正在打开…")))
            self._show_number()

    def show_source(self, file: PackageFile, source: Source | None) -> None:
        """Show the file at the page where it was left, or what it is; another file may be wanted by now."""
        if self.file is None or self.file.number != file.number or not self._waiting:
            return
        self._waiting = False
        page = self._pages.get(file.number, 1)
        if source is not None and self._open(file, source):
            self._stack.setCurrentWidget(self.page)
            self.page.setAccessibleName(tr("{name}，文件页面").format(name=shown_name(file)))
            self.page.set_page(page)
        else:
            self.page.clear()
            self._show_other(file, here=self._here(file))
        self._show_number()
        then, self._then = self._then, None
        if then is not None:
            then()

    def show_page(self, page: int, flash: int = 0) -> None:
        """Show a page, and light up a pin on it; when the file is there."""
        if self._waiting:
            self._then = partial(self.show_page, page, flash)
            return
        self.page.set_page(page)
        if flash:
            self.page.flash(flash)

    def show_words(self, page: int, words: str, occurrence: int) -> None:
        """Show where words stand; when the file is there."""
        if self._waiting:
            self._then = partial(self.show_words, page, words, occurrence)
            return
        self.page.show_words(page, words, occurrence)

    def show_pins(self, pins: list[Pin]) -> None:
        """Show the evidence that points into the file."""
        self.page.set_pins(pins)

    def begin_pin(self) -> None:
        """Let the person mark a place, by mouse or keys; again ends it."""
        self.page.set_pin_mode(not self.pin.isChecked())

    def begin_page(self) -> None:
        """Put the focus into the page number."""
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.number.selectAll()

    def take_focus(self) -> None:
        """Put the focus into the page, or on the button that opens the file elsewhere."""
        reading = self._stack.currentWidget() is self.page
        target: QWidget = self.page if reading or self._waiting else self.elsewhere
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_page(self) -> None:
        """Show the next page."""
        self.page.set_page(self.page.page() + 1)

    def previous_page(self) -> None:
        """Show the page before."""
        self.page.set_page(self.page.page() - 1)

    def page_down(self) -> None:
        """Scroll on, or turn the page."""
        self.page.page_down()

    def page_up(self) -> None:
        """Scroll back, or turn the page back."""
        self.page.page_up()

    def zoom_in(self) -> None:
        """Make the page larger."""
        self.page.zoom_in()
        self._show_zoom()

    def zoom_out(self) -> None:
        """Make the page smaller."""
        self.page.zoom_out()
        self._show_zoom()

    def fit_width(self) -> None:
        """Make the page as wide as the pane."""
        self.page.fit_width()
        self.fit.setText(tr("适合宽度"))

    # ------------------------------------------------------------ inside

    def _open(self, file: PackageFile, source: Source) -> bool:
        return self.page.open_pdf(source) if file.kind is FileKind.PDF else self.page.open_image(source)

    def _show_other(self, file: PackageFile, *, here: bool) -> None:
        kit = self.kit
        facts = tr("，").join(
            part for part in (kind_words(file), size_words(file.size), state_words(file)) if part
        )
        self.elsewhere = kit.button(tr("用其他程序打开（只读副本）"))
        self.elsewhere.clicked.connect(self._on_elsewhere)
        self.elsewhere.setEnabled(here and file.size > 0)
        if not here:
            note = tr("{facts}。文件还没有随材料包收到。").format(facts=facts)
        elif file.size == 0:
            note = tr("{facts}。里面没有内容。").format(facts=facts)
        else:
            note = tr("{facts}。这里不显示，打开的是副本，改动不会影响材料包。").format(facts=facts)
        self._replace_other(kit.empty(ICONS[file.kind], file.name, note, self.elsewhere))

    def _replace_other(self, other: QWidget) -> None:
        if self._other is not None:
            self._stack.removeWidget(self._other)
            self._other.deleteLater()
        self._other = other
        self._stack.addWidget(other)
        self._stack.setCurrentWidget(other)

    def _show_number(self) -> None:
        page, count = self.page.page(), self.page.page_count()
        self.number.setText(str(page) if page else "")
        self.number.setEnabled(count > 1)
        self.count.setText(f"/ {count}" if count else "")
        self.before.setEnabled(page > 1)
        self.after.setEnabled(0 < page < count)
        about_pages: tuple[QWidget, ...] = (
            self.number,
            self.count,
            self.before,
            self.after,
            self.smaller,
            self.larger,
            self.fit,
            self.pin,
        )
        for widget in about_pages:
            widget.setVisible(page > 0)
        self.pin.setVisible(page > 0 and self.writable)

    def _show_zoom(self) -> None:
        self.fit.setText(f"{self.page.zoom_percent()}%")
        self.fit.setAccessibleName(tr("适合宽度，现在 {zoom}").format(zoom=self.fit.text()))

    def _to_number(self) -> None:
        number = read_number(self.number.text())
        if number is not None and number == int(number):
            self.page.set_page(int(number))
        self._show_number()
        self.take_focus()

    def _on_page(self, page: int) -> None:
        if self.file is not None and page:
            self._pages[self.file.number] = page
        self._show_number()

    def _on_drawn(self, page: int, x: float, y: float, width: float, height: float) -> None:
        self.pin_drawn.emit(page, QRectF(x, y, width, height))

    def _on_mode(self, on: bool) -> None:
        self.pin.setChecked(on)

    def _on_pin_button(self) -> None:
        self.pin.setChecked(not self.pin.isChecked())  # as before: the bench decides
        self.pin_wanted.emit()

    def _on_elsewhere(self) -> None:
        if self.file is not None:
            self.open_elsewhere.emit(self.file)
