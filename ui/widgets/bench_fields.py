"""Fields of the bench: they leave taking back, submitting and moving on to the bench, and say when they are left."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

_STANDARD = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_UPRIGHT = {Qt.Key.Key_Up, Qt.Key.Key_Down, *_ENTER}


def belongs_to_bench(event: QKeyEvent) -> bool:
    """Whether a key in a field means the bench: taking back, Ctrl+Enter, Ctrl+arrows, Ctrl+Y."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    standard = any(event.matches(key) for key in _STANDARD)
    return standard or (control and event.key() in _UPRIGHT | {Qt.Key.Key_Y})


def leave_field(field: QWidget) -> None:
    """Commit a half-written syllable instead of losing it, before the focus goes."""
    if field.hasFocus():
        QGuiApplication.inputMethod().commit()


class BenchField(QLineEdit):
    """One line; `left` when the focus goes, `entered` on Enter."""

    left = Signal()
    entered = Signal()

    def event(self, event: QEvent) -> bool:
        """Let the bench have its shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and belongs_to_bench(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the keys of the bench on; Enter says so."""
        if belongs_to_bench(event):
            event.ignore()
        elif event.key() in _ENTER:
            self.entered.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field is left; a menu of its own does not count."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class BenchText(QPlainTextEdit):
    """Several lines that grow with the words; Tab leaves, Ctrl+Enter belongs to the bench."""

    left = Signal()

    def __init__(self, name: str, lines: int = 2, most: int = 6) -> None:
        super().__init__()
        self._least, self._most = lines, most
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().contentsChanged.connect(self._grow)
        self._grow()

    def event(self, event: QEvent) -> bool:
        """Let the bench have its shortcuts; measure again after a change of text size."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and belongs_to_bench(event)
        ):
            event.ignore()
            return False
        done = super().event(event)
        if event.type() in {QEvent.Type.Resize, QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._grow()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the keys of the bench on."""
        if belongs_to_bench(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field is left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll only when there is something to scroll; otherwise the pane scrolls."""
        if self.verticalScrollBar().maximum() > 0 and self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _grow(self) -> None:
        blocks, lines = self.document().firstBlock(), 0
        while blocks.isValid():
            layout = blocks.layout()
            lines += max(1, layout.lineCount() if layout is not None else 1)
            blocks = blocks.next()
        wanted = min(max(lines, self._least), self._most)
        height = wanted * self.fontMetrics().lineSpacing() + 2 * int(self.document().documentMargin()) + 14
        if height != self.minimumHeight():
            self.setFixedHeight(height)
        fits = lines <= self._most
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if policy != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)


class BenchCombo(QComboBox):
    """A choice that the wheel never changes, and arrows only in the open list."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list instead of changing what is chosen; the bench keeps its own keys."""
        if belongs_to_bench(event):
            event.ignore()
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the pane."""
        event.ignore()
