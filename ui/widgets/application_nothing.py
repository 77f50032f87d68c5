"""What stands in place of a list that has nothing to show: what is missing, what brings it, one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.i18n import tr
from ui.widgets.kit import Kit


class Nothing(QFrame):
    """An empty state whose words can change; without an action there is no button."""

    asked = Signal()

    def __init__(self, kit: Kit, icon: str) -> None:
        super().__init__()
        self.title = kit.text("", "strong")
        self.note = kit.text("", "caption")
        self.note.setWordWrap(True)
        self.note.setFixedWidth(kit.theme.px(360))
        self.note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = kit.button(tr("继续"))
        self.button.hide()
        self.button.clicked.connect(self.asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addStretch(2)
        for widget in (kit.icon(icon, "muted", 28), self.title, self.note, self.button):
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(widget)
            line.addStretch(1)
            layout.addLayout(line)
        layout.addStretch(3)

    def say(self, title: str, note: str, action: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.note.setText(note)
        self.button.setText(action)
        self.button.setAccessibleName(action or title)
        self.button.setVisible(bool(action))
