"""What a person typed and nothing has kept yet: it would be lost with its window."""

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

LOSES_NOTHING = {"search", "place"}  # roles of lines that say what to look for, or where to write


def half_typed(windows: Iterable[QWidget]) -> bool:
    """Whether a field holds what a person typed and the program did not fill in."""
    for window in windows:
        if any(map(_loses, window.findChildren(QLineEdit))):
            return True
        for text in _texts(window):
            document: QTextDocument = text.document()
            if document.isModified() and not document.isEmpty() and not text.isReadOnly():
                return True
    return False


def kept(form: QWidget) -> None:
    """Note that all that stands in a form was recorded; what is typed from now on is new."""
    for line in form.findChildren(QLineEdit):
        line.setModified(False)
    for text in _texts(form):
        text.document().setModified(False)


def _loses(line: QLineEdit) -> bool:
    typed = line.isModified() and not line.isReadOnly() and bool(line.text().strip())
    return typed and line.property("role") not in LOSES_NOTHING


def _texts(window: QWidget) -> Iterator[QPlainTextEdit | QTextEdit]:
    yield from window.findChildren(QPlainTextEdit)
    yield from window.findChildren(QTextEdit)
