"""A dialog of words and fields that is always as high as they need: an error of two lines never covers its field."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.screen_room import FRAME, fitting
from ui.widgets.kit import Kit


class Sheet(QDialog):
    """Grows with what it says, as far as the screen has room; then it scrolls, and its buttons stay in sight."""

    def __init__(self, parent: QWidget, kit: Kit, title: str) -> None:
        super().__init__(parent)
        self.kit = kit
        self.setObjectName("window")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(fitting(parent, QSize(kit.theme.px(520), 0)).width())
        self._room = QScrollArea()
        self._room.setWidgetResizable(True)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body, self._foot = QWidget(), QWidget()
        self._sought: QWidget | None = None
        self._seeker = QTimer(self)
        self._seeker.setSingleShot(True)
        self._seeker.setInterval(0)
        self._seeker.timeout.connect(self._seek)

    def fill(self, body: QFrame, foot: QFrame) -> None:
        """Put the words and fields over the buttons."""
        self._room.setWidget(body)
        self._body, self._foot = body, foot
        body.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._room, 1)
        layout.addWidget(foot)

    def showEvent(self, event: QShowEvent) -> None:
        """Stand as high as it needs from the first."""
        self._grow()
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow when a line was added or became longer."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._body:
            self._grow()
        return super().eventFilter(watched, event)

    def bring_into_sight(self, field: QWidget) -> None:
        """Show a field with what is said below it, where the sheet has to scroll."""
        self._sought = field
        self._seeker.start()  # once the lines have their places

    def _seek(self) -> None:
        if self._sought is not None:
            self._room.ensureWidgetVisible(self._sought, 0, 4)
            self._sought = None

    def _grow(self) -> None:
        body = self._body
        width = max(self.width(), self.minimumWidth())
        inside = max(width, body.minimumSizeHint().width())
        needed = QSize(inside, body.heightForWidth(inside) + self._foot.sizeHint().height())
        wanted = fitting(self, needed).expandedTo(self.size() if self.isVisible() else QSize())
        if wanted != self.size():
            self.resize(wanted)
            self._stay_on_screen()

    def _stay_on_screen(self) -> None:
        """Move up when the lower edge with the buttons would leave the screen."""
        free = self.screen().availableGeometry()
        below = self.y() + self.height() + FRAME.height() - free.bottom()
        if self.isVisible() and below > 0:
            self.move(self.x(), max(free.top(), self.y() - below))
