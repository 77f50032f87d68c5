"""The labelled fields of a form by name, so that an error stands beside the field that caused it."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.kit import Kit

W = TypeVar("W", bound=QWidget)


def side_by_side(kit: Kit, *fields: QWidget, gap: int = 16) -> QFrame:
    """Fields beside each other whose first lines stay level when one of them shows an error."""
    row = kit.row(*((field, 1) for field in fields), gap=gap)
    layout = row.layout()
    for field in fields:
        if layout is not None:
            layout.setAlignment(field, Qt.AlignmentFlag.AlignTop)
    return row


class Fields:
    """Fields in the order of the form; `fields[name]` is the labelled row to lay out."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._rows: dict[str, QWidget] = {}
        self._places: dict[str, QWidget] = {}
        self._errors: dict[str, str] = {}

    def add(self, name: str, label: str, field: W, note: str = "", focus: QWidget | None = None) -> W:
        """Label a field and return it; `focus` takes the focus for a field made of several parts."""
        self._rows[name] = self._kit.labelled(label, field, note)
        self._places[name] = focus or field
        return field

    def __getitem__(self, name: str) -> QWidget:
        """Return the row of a field: label, field, hint."""
        return self._rows[name]

    def error(self, name: str, words: str) -> None:
        """Show what is wrong with a field, or that it is right again."""
        self._errors[name] = words
        self._kit.set_error(self._rows[name], words)

    def error_of(self, name: str) -> str:
        """Return what is wrong with a field, "" when nothing is."""
        return self._errors.get(name, "")

    def clear_errors(self) -> None:
        """Forget all errors."""
        for name in self._rows:
            self.error(name, "")

    def lead_to_error(self) -> bool:
        """Give the focus to the first field with an error; False when there is none."""
        wrong = next((name for name in self._rows if self._errors.get(name)), None)
        if wrong is not None:
            self._places[wrong].setFocus()
        return wrong is not None
