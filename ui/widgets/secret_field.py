"""A line for a passphrase: dots, until the person presses the eye to read what was typed."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import QLineEdit

from ui.actions import COMMANDS, shown_keys
from ui.i18n import tr
from ui.qt_numbers import WIDGET_SHORTCUT
from ui.theme import Theme

REVEAL = "program.reveal"


class SecretField(QLineEdit):
    """Hides again what was typed while it is being used."""

    def __init__(self, theme: Theme, value: str = "") -> None:
        super().__init__(value)
        self._theme = theme
        self.eye = self.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        self.eye.setCheckable(True)
        self.eye.setShortcuts([QKeySequence(keys) for keys in COMMANDS[REVEAL].keys])
        self.eye.setProperty("shortcutContext", WIDGET_SHORTCUT)
        self.eye.toggled.connect(self._show)
        self._show(self.eye.isChecked())

    def changeEvent(self, event: QEvent) -> None:
        """Show dots as soon as nothing can be typed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self.eye.setChecked(False)

    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        words = tr("隐藏输入的内容") if shown else tr("显示输入的内容")
        self.eye.setText(words)  # which is what is spoken
        self.eye.setToolTip(f"{words}  {shown_keys(REVEAL)}")
        self._theme.dress(self.eye, "eye-off" if shown else "eye", "muted", self._theme.px(16))
