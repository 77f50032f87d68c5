"""The window: a rail of places at the left, the page of the chosen place at its right, toasts over both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.actions import make_action
from ui.i18n import tr
from ui.screen_room import fitting
from ui.widgets.half_typed import half_typed
from ui.widgets.kit import Kit
from ui.widgets.rail import Rail


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the rail; its page is made when it is first visited."""

    key: str
    icon: str
    words: str
    make: Callable[[], QWidget]
    foot: bool = False


class MainWindow(QMainWindow):
    """Knows the places, remembers the way back, and shows toasts; what a page does is the page's own matter."""

    closing = Signal()
    close_asked = Signal()  # by the person, while something is half typed
    lock_wanted = Signal()
    place_changed = Signal(str)

    def __init__(self, kit: Kit, places: Sequence[Place], who: str) -> None:
        super().__init__()
        self.kit = kit
        self._places = {place.key: place for place in places}
        self._pages: dict[str, QWidget] = {}
        self._rooms: dict[str, QScrollArea] = {}
        self._way: list[str] = []
        self._stack = QStackedWidget()
        self._toast: QFrame | None = None
        self._toast_then: Callable[[], None] | None = None
        self._toast_timer = QTimer(self)
        self._toast_timer.setSingleShot(True)
        self._toast_timer.timeout.connect(self.hide_toast)
        body = QWidget()
        body.setObjectName("window")
        layout = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.rail = Rail(kit, places, who)
        self.rail.went.connect(self._on_rail)
        self.rail.lock_wanted.connect(self._ask_lock)
        self._buttons = self.rail.places
        layout.addWidget(self.rail)
        self._page = QVBoxLayout()
        self._page.setSpacing(0)
        self._page.addWidget(self._stack, 1)
        layout.addLayout(self._page, 1)
        self.setCentralWidget(body)
        size = kit.theme.size
        least = QSize(min(size["window-min-width"], 1180), min(size["window-min-height"], 720))
        self.setMinimumSize(fitting(self, least))
        self.setWindowTitle("GreenDesk")
        self.rail.fit(self.height())
        make_action(self, "program.back", self.back, Qt.ShortcutContext.WindowShortcut)
        make_action(self, "program.lock", self._ask_lock, Qt.ShortcutContext.WindowShortcut)
        self._shortcuts = [self._number_key(number) for number in range(min(8, len(self._buttons)))]

    # ------------------------------------------------------------ places

    def show_place(self, key: str, argument: object = None) -> None:
        """Go to a place; `argument` is handed to its page when it can take one."""
        if key not in self._places:
            return
        if key not in self._pages:
            self._pages[key] = self._places[key].make()
            self._rooms[key] = self._room_of(self._pages[key])
            self._stack.addWidget(self._rooms[key])
        elif self._stack.currentWidget() is not self._rooms[key]:
            self._call(key, "reload")
        if not self._way or self._way[-1] != key:
            self._way = [*self._way[-30:], key]
        self._buttons[key].setChecked(True)
        self._stack.setCurrentWidget(self._rooms[key])
        if argument is not None:
            self._call(key, "open_with", argument)
        self.place_changed.emit(key)

    def place(self) -> str:
        """The key of the place shown."""
        return self._way[-1] if self._way else ""

    def page(self, key: str) -> QWidget | None:
        """The page of a place, when it was visited."""
        return self._pages.get(key)

    def back(self) -> None:
        """Go to the place before."""
        if len(self._way) > 1:
            self._way.pop()
            self.show_place(self._way[-1])

    def put_above(self, banner: QWidget) -> None:
        """Show a strip over every page."""
        self._page.insertWidget(0, banner)

    def reload(self) -> None:
        """Let the page that is shown read everything again; others do when they are shown."""
        if self._way:
            self._call(self._way[-1], "reload")

    def set_badge(self, key: str, count: int) -> None:
        """Say how many things wait in a place for this person."""
        self.rail.set_count(key, count)

    # ------------------------------------------------------------ toasts

    def toast(self, words: str, action: str = "", then: Callable[[], None] | None = None) -> None:
        """Say that a thing is done, also aloud; with an action it stays until closed."""
        self.hide_toast()
        self._toast_then = then
        button = self.kit.button(action or tr("知道了"), "toast")
        button.clicked.connect(self._toast_pressed)
        label = self.kit.text(words)
        self._toast = self.kit.row(label, 16, button, gap=8, pad=(16, 6), role="toast")
        self._toast.setParent(self.centralWidget())
        self._toast.setAccessibleName(words)
        self._toast.adjustSize()
        self._place_toast()
        self._toast.show()
        self._toast.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        if not action:
            self._toast_timer.start(self.kit.theme.milliseconds("toast-stays"))

    def hide_toast(self) -> None:
        """Take the toast away."""
        self._toast_timer.stop()
        if self._toast is not None:
            self._toast.hide()
            self._toast.deleteLater()
            self._toast = None

    # ------------------------------------------------------------ inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the places within the window, and the toast at the bottom."""
        super().resizeEvent(event)
        self.rail.fit(self.height())
        self._place_toast()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell whoever must finish something first; the person is asked before half-typed text goes."""
        if event.spontaneous() and half_typed((self,)):
            event.ignore()
            self.close_asked.emit()
            return
        self.closing.emit()
        super().closeEvent(event)

    def _room_of(self, page: QWidget) -> QScrollArea:
        """Let a page scroll where the screen is smaller than the page needs: 1366x768 at 125 % is."""
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(page)
        return room

    def _number_key(self, number: int) -> QShortcut:
        shortcut = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
        shortcut.setProperty("number", number)
        shortcut.activated.connect(self._on_number)
        return shortcut

    def _on_number(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._on_rail(int(sender.property("number")))

    def _on_rail(self, number: int) -> None:
        self.show_place(list(self._buttons)[number])

    def _toast_pressed(self) -> None:
        then = self._toast_then
        self.hide_toast()
        if then is not None:
            then()

    def _ask_lock(self) -> None:
        self.lock_wanted.emit()

    def _call(self, key: str, name: str, *arguments: object) -> None:
        method = getattr(self._pages[key], name, None)
        if callable(method):
            method(*arguments)

    def _place_toast(self) -> None:
        """Put the toast at the bottom, above the foot bar of the page when it has one."""
        body = self.centralWidget()
        if self._toast is not None and body is not None:
            left = (body.width() - self._toast.width()) // 2
            page = self._stack.currentWidget()
            bars = page.findChildren(QFrame) if page is not None else []
            bottom = min(
                (
                    bar.mapTo(body, QPoint()).y()
                    for bar in bars
                    if bar.property("role") == "foot" and bar.isVisible()
                ),
                default=body.height() - 12,
            )
            self._toast.move(max(0, left), bottom - self._toast.height() - 12)
