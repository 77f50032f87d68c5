"""One filter on the application that keeps values from changing by accident, and half-typed words from being lost.

guard_input(app)        # once, before the first window
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollBar, QWidget

_CONCERNED = frozenset({QEvent.Type.Wheel, QEvent.Type.InputMethod, QEvent.Type.FocusAboutToChange})


def guard_input(app: QCoreApplication) -> "InputGuard":
    """Guard every window of the program; one guard is enough."""
    guard = app.findChild(InputGuard)
    if guard is None:
        guard = InputGuard(app)
        app.installEventFilter(guard)
    return guard


class InputGuard(QObject):
    """The wheel changes nothing that has no focus; a syllable being composed is kept when the focus goes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._composed = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the few events that matter and let all others pass."""
        kind = event.type()
        if kind not in _CONCERNED:
            return False
        if kind == QEvent.Type.Wheel:
            if _is_value(watched) and not watched.hasFocus():  # type: ignore[attr-defined]  # a widget
                event.ignore()  # the page below scrolls instead
                return True
        elif isinstance(event, QInputMethodEvent):
            self._composed = event.preeditString()
        elif self._composed and isinstance(watched, QWidget):
            self._keep_composed(watched)
        return False

    def _keep_composed(self, field: QWidget) -> None:
        """Ask the input method to commit; one that does not leaves its letters as they are."""
        QGuiApplication.inputMethod().commit()
        letters, self._composed = self._composed, ""
        if letters:
            commit = QInputMethodEvent()
            commit.setCommitString(letters)
            QCoreApplication.sendEvent(field, commit)


def _is_value(watched: QObject) -> bool:
    values = isinstance(watched, QComboBox | QAbstractSpinBox | QAbstractSlider)
    return values and not isinstance(watched, QScrollBar)
