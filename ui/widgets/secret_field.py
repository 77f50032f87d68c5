"""A line for a passphrase: dots, until the person presses the eye to read what was typed."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLineEdit

from ui.i18n import tr
from ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QKeyEvent

REVEAL = "program.reveal"


class SecretField(QLineEdit):
    """Offers the eye as soon as there is something to read; hides again what was typed while it is being used."""

    capitals = Signal(bool)  # whether the last letter came large without Shift: the caps-lock key is on

    def __init__(self, theme: Theme, value: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.textChanged.connect(self._offer)
        self.setText(value)

    @cached_property
    def eye(self) -> "QAction":
        """What shows and hides; the first screen does not wait for its drawings."""
        from ui.actions import set_keys

        eye = self.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        eye.setCheckable(True)
        set_keys(eye, REVEAL)
        eye.toggled.connect(self._show)
        return eye

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Notice the caps-lock key, since what is typed is not seen."""
        super().keyPressEvent(event)
        letter = event.text()
        if letter.isalpha():
            shift = bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier)
            self.capitals.emit(letter.isupper() and not shift)

    def changeEvent(self, event: QEvent) -> None:
        """Show dots as soon as nothing can be typed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled() and "eye" in vars(self):
            self.eye.setChecked(False)

    def _offer(self, text: str) -> None:
        if text and "eye" not in vars(self):
            self._show(self.eye.isChecked())

    def _show(self, shown: bool) -> None:
        from ui.actions import shown_keys

        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        words = tr("隐藏输入的内容") if shown else tr("显示输入的内容")
        self.eye.setText(words)  # which is what is spoken
        self.eye.setToolTip(f"{words}  {shown_keys(REVEAL)}")
        self._theme.dress(self.eye, "eye-off" if shown else "eye", "muted", self._theme.px(16))
