"""All keys of the bench on one sheet, made from the command table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from ui.actions import help_lines
from ui.i18n import tr
from ui.widgets.kit import Kit

COLUMNS = 2


class KeySheet(QDialog):
    """Read it, close it with Esc or Enter."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setWindowTitle(tr("全部按键"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lines = help_lines("bench")
        half = (len(lines) + COLUMNS - 1) // COLUMNS
        grid = QGridLayout()
        grid.setHorizontalSpacing(kit.theme.px(16))
        grid.setVerticalSpacing(kit.theme.px(8))
        for number, (keys, words) in enumerate(lines):
            column = number // half * 3
            caps = kit.row(*(kit.text(key, "key") for key in keys.split("　")), gap=4)
            grid.addWidget(caps, number % half, column, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(kit.text(words), number % half, column + 1)
            if column == 0:
                grid.setColumnMinimumWidth(2, kit.theme.px(24))
        self.done_button = kit.button(tr("知道了"), "primary")
        self.done_button.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(kit.theme.px(24), kit.theme.px(20), kit.theme.px(24), kit.theme.px(20))
        layout.setSpacing(kit.theme.px(16))
        layout.addWidget(kit.text(tr("全部按键"), "heading"))
        note = tr("字母键在没有光标的地方有效；在输入框里先按 Esc。")
        layout.addWidget(kit.text(note, "label"))
        layout.addLayout(grid)
        layout.addWidget(kit.row(None, self.done_button))
        self.done_button.setFocus()
