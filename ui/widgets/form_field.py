"""A field of a form: its name above, and below either a hint or what is wrong and how to cure it."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.i18n import tr
from ui.theme import repolish
from ui.widgets.kit import Kit
from ui.widgets.secret_field import SecretField


class FormField(QWidget):
    """A labelled line whose hint gives way to an error and comes back."""

    def __init__(
        self, kit: Kit, name: str, field: QLineEdit, note: str = "", beside: QWidget | None = None
    ) -> None:
        super().__init__()
        self.field = field
        self._note = note
        label = kit.text(name, "strong")
        label.setBuddy(field)
        self._below = kit.text(note, "caption")
        self._below.setWordWrap(True)
        self._below.setMinimumHeight(kit.theme.px(18))
        self._below.setVisible(bool(note))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(label)
        layout.addWidget(kit.row((field, 1), beside, gap=8) if beside else field)
        layout.addWidget(self._below)
        layout.addStretch(1)  # a hint of two lines beside one of one line keeps both fields level
        field.setAccessibleName(name)
        field.setAccessibleDescription(note)
        field.textEdited.connect(self._edited)
        if isinstance(field, SecretField):
            field.capitals.connect(self._warn_of_capitals)

    @property
    def text(self) -> str:
        """What was typed, without blanks at the ends."""
        return self.field.text().strip()

    @property
    def wrong(self) -> bool:
        """Whether an error is shown."""
        return bool(self.field.property("error"))

    def say_wrong(self, words: str) -> None:
        """Show what is wrong and how to cure it."""
        self._show(words, error=True)

    def hint(self, words: str) -> None:
        """Show another hint; the usual one when there are no words."""
        if not self.wrong:
            self._show(words or self._note, error=False)

    def explain(self, note: str) -> None:
        """Have another usual hint from now on."""
        self._note = note
        self.hint("")

    def well(self) -> None:
        """Show that all is well."""
        self._show(self._note, error=False)

    def _edited(self) -> None:
        if self.wrong:
            self.well()

    def _warn_of_capitals(self, on: bool) -> None:
        self.hint(tr("大写锁定已打开。") if on else "")

    def _show(self, words: str, *, error: bool) -> None:
        self._below.setText(words)
        self._below.setVisible(bool(words))
        self._below.setProperty("tone", "danger" if error else "")
        self.field.setProperty("error", error)
        self.field.setAccessibleDescription(words)
        repolish(self._below)
        repolish(self.field)
