"""Two columns beside each other; where there is no room for both, one below the other."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget


class Columns(QFrame):
    """What does not fit in width is read further down, never by scrolling sideways."""

    def __init__(self, left: QWidget, right: QWidget, *, gap: int = 16, pad: int = 0) -> None:
        super().__init__()
        self._both = (left, right)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(pad, 0, pad, 0)
        self._row.setSpacing(gap)
        for one in self._both:
            self._row.addWidget(one, 1)

    @property
    def beside(self) -> bool:
        """Whether the two stand beside each other."""
        return self._row.direction() == QBoxLayout.Direction.LeftToRight

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two."""
        margins = self._row.contentsMargins()
        wide = max(one.minimumSizeHint().width() for one in self._both) + margins.left() + margins.right()
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose how they stand."""
        super().resizeEvent(event)
        margins = self._row.contentsMargins()
        # both get the same share, so the wider one decides
        need = 2 * max(one.minimumSizeHint().width() for one in self._both) + self._row.spacing()
        beside = self.width() >= need + margins.left() + margins.right()
        direction = QBoxLayout.Direction
        wanted = direction.LeftToRight if beside else direction.TopToBottom
        if wanted != self._row.direction():
            self._row.setDirection(wanted)
