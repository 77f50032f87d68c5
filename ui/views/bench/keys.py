"""The keys of the bench, from the command table; they act only where the widget with the focus did not want them."""

from collections.abc import Mapping

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ui.actions import COMMANDS

SCOPE = "bench"
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_SAME = {Qt.Key.Key_Enter: Qt.Key.Key_Return}


def in_text(widget: QWidget | None) -> bool:
    """Whether letters are text where the focus is."""
    return isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox)


def strokes() -> Mapping[str, str]:
    """Which stroke, as written by Qt, means which command."""
    found = {"Ctrl+Shift+Z": "bench.redo"}
    for command in COMMANDS.values():
        if command.scope == SCOPE:
            found |= {QKeySequence(keys).toString(): command.name for keys in command.keys}
    return found


class BenchKeys:
    """Says which command a key means."""

    def __init__(self) -> None:
        self._strokes = strokes()

    def command(self, event: QKeyEvent) -> str:
        """The name of the command, nothing when the bench does not know the key."""
        key = _SAME.get(Qt.Key(event.key()), Qt.Key(event.key()))
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        name = self._strokes.get(QKeySequence(QKeyCombination(modifiers, key)).toString(), "")
        if not name and modifiers == _SHIFT:  # a sign that stands on the upper half of its key
            name = self._strokes.get(QKeySequence(key).toString(), "")
        return name
