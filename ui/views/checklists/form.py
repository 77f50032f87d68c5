"""A form over the values of a checklist: fields from a table, what changed is told when a field is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from greendesk.domain.checklist_editing import field_at
from greendesk.domain.checklist_reading import Place, Problem
from ui.checklist_words import FIELDS, problem_words
from ui.i18n import tr
from ui.widgets.kit import Kit
from ui.words import Term, said

LINE, LONG, LINES, NUMBER, CHOICE = "line", "long", "lines", "number", "choice"
LONG_HEIGHT = 76


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One field: the steps to it from where the form stands, how it is written, the choices."""

    path: Place
    form: str = LINE
    words: Mapping[str, Term] = field(default_factory=dict)
    title: str = ""

    @property
    def name(self) -> str:
        """What the field is called."""
        return self.title or tr(FIELDS[str(self.path[-1])])


class LongField(QPlainTextEdit):
    """Several lines that say when they are left."""

    left = Signal()

    def __init__(self, name: str, height: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedHeight(height)
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say so."""
        super().focusOutEvent(event)
        self.left.emit()


Editor = QLineEdit | LongField | QComboBox


class FieldForm(QFrame):
    """Rows of fields; `changed` carries the place in the whole checklist and the new value."""

    changed = Signal(object, object)

    def __init__(self, kit: Kit, rows: Sequence[Sequence[Spec]]) -> None:
        super().__init__()
        self._kit = kit
        self._base: Place = ()
        self._shown: dict[Place, str] = {}
        self._filling = True  # nothing is told before something was shown
        self.fields: dict[Place, Editor] = {}
        self._specs: dict[Place, Spec] = {}
        self._labelled: dict[Place, QWidget] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for row in rows:
            across = QHBoxLayout()
            across.setSpacing(12)
            for spec in row:  # one field with an error does not push the other down
                across.addWidget(self._make(spec), 1, Qt.AlignmentFlag.AlignTop)
            layout.addLayout(across)

    def open(
        self, values: Mapping[str, Any], base: Place, problems: Sequence[Problem], *, editable: bool
    ) -> None:
        """Show what stands below a place; a field that is being written in keeps what is in it."""
        moved, self._base, self._filling = base != self._base, base, True
        for path, editor in self.fields.items():
            text = _text(field_at(values, (*base, *path)))
            if moved or self._shown.get(path) != text:
                self._put(editor, text)
            self._shown[path] = text
            editor.setEnabled(editable) if isinstance(editor, QComboBox) else editor.setReadOnly(not editable)
            words = next((one for one in problems if one.place == (*base, *path)), None)
            said_wrong = problem_words(words.code, words.given) if words else ""
            self._kit.set_error(self._labelled[path], said_wrong)
        self._filling = False

    def explain(self, path: Place, note: str) -> None:
        """Say something below a field that has nothing wrong."""
        if path in self._labelled and not self.fields[path].property("error"):
            self._labelled[path].setProperty("hint", note)
            self._kit.set_error(self._labelled[path], "")

    def look(self) -> None:
        """Tell what was changed since it was shown."""
        if self._filling:
            return
        for path, editor in self.fields.items():
            text = _typed(editor)
            if text != self._shown.get(path, ""):
                self._shown[path] = text
                self.changed.emit((*self._base, *path), self._value(path, text))

    def focus(self, path: Place) -> None:
        """Go into a field, or the first."""
        editor = self.fields.get(path) or next(iter(self.fields.values()))
        editor.setFocus()

    # ------------------------------------------------------------ inside

    def _make(self, spec: Spec) -> QWidget:
        kit = self._kit
        editor: Editor
        if spec.form in {LONG, LINES}:
            editor = LongField(spec.name, kit.theme.px(LONG_HEIGHT))
            editor.left.connect(self.look)
        elif spec.form == CHOICE:
            editor = kit.combo(
                spec.name, [("—", ""), *((said(spec.words, code), code) for code in spec.words)]
            )
            editor.activated.connect(self._picked)
        else:
            editor = kit.field(spec.name)
            editor.editingFinished.connect(self.look)
        self.fields[spec.path], self._specs[spec.path] = editor, spec
        self._labelled[spec.path] = kit.labelled(spec.name, editor)
        return self._labelled[spec.path]

    def _picked(self, _index: int) -> None:
        self.look()

    @staticmethod
    def _put(editor: Editor, text: str) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(text)))
        elif isinstance(editor, LongField):
            editor.setPlainText(text)
        else:
            editor.setText(text)
            editor.setCursorPosition(0)

    def _value(self, path: Place, text: str) -> Any:  # noqa: ANN401 - the shape of a file
        form = self._specs[path].form
        if form == LINES:
            return [line.strip() for line in text.split("\n") if line.strip()]
        return text or (None if form in {NUMBER, CHOICE} else "")


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(str(one) for one in value)
    return "" if value is None else str(value)


def _typed(editor: Editor) -> str:
    if isinstance(editor, QComboBox):
        return str(editor.currentData() or "")
    return (editor.toPlainText() if isinstance(editor, LongField) else editor.text()).strip()
