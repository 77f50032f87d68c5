"""The sheet of all keys, made from the command table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from ui.actions import help_lines
from ui.i18n import tr
from ui.widgets.kit import Item, Kit


class KeySheet(QDialog):
    """Shows what the keyboard can do; Esc closes it."""

    def __init__(self, parent: QWidget, kit: Kit) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setWindowTitle(tr("全部按键"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        places = ((tr("Alt+1 至 Alt+8"), tr("到左边的第几处")),)
        columns = (
            self._column(kit, tr("到处可用"), (*places, *help_lines("program"))),
            self._column(kit, tr("评审台"), help_lines("bench")),
        )
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setAccessibleName(tr("全部按键"))
        room.setWidget(kit.row(*((column, 1) for column in columns), gap=32, pad=(24, 20)))
        close = kit.button(tr("知道了"), "primary")
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(room, 1)
        layout.addWidget(kit.row(None, close, pad=(24, 12)))
        self.resize(kit.theme.px(760), kit.theme.px(640))
        close.setFocus()

    @staticmethod
    def _column(kit: Kit, title: str, lines: tuple[tuple[str, str], ...]) -> QWidget:
        rows: list[Item] = [
            kit.row(kit.text(keys, "code", width=132), (kit.text(words, wrap=True), 1), gap=8)
            for keys, words in lines
        ]
        return kit.col(kit.text(title, "heading"), 6, *rows, None, gap=6)
