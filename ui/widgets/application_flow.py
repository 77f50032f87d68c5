"""A line of chips that goes on in the next line when the window is narrow."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QVBoxLayout, QWidget


class FlowLayout(QLayout):
    """Widgets one after the other, wrapped like words."""

    def __init__(self, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem, /) -> None:
        """Put an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:
        """Return an item, nothing past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:
        """Remove an item and return it."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Grow across only."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Say that fewer columns need more lines."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """Return the height of the lines at a width."""
        margins = self.contentsMargins()
        room = QRect(0, 0, width - margins.left() - margins.right(), 0)
        return self._place(room, move=False) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect, /) -> None:
        """Put every widget at its place."""
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        """Return the size of the widest item: the height follows from the width."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y, tallest = rect.left(), rect.top(), 0
        for item in self._items:
            widget = item.widget()
            if widget is None or widget.isHidden():
                continue
            size = item.sizeHint()
            if x + size.width() > rect.right() + 1 and x > rect.left():
                x, y, tallest = rect.left(), y + tallest + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, tallest = x + size.width() + self._gap, max(tallest, size.height())
        return y + tallest - rect.top()


def flow(*widgets: QWidget, gap: int = 8, above: int = 0) -> QWidget:
    """Return a widget that holds others in wrapped lines; `above` lowers them to the line of a taller neighbour."""
    holder = QWidget()
    layout = FlowLayout(gap)
    layout.setContentsMargins(0, above, 0, 0)
    for widget in widgets:
        layout.addWidget(widget)
    holder.setLayout(layout)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


def fill_with(holder: QWidget, child: QWidget) -> None:
    """Let one widget take all the room of another."""
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(child)
