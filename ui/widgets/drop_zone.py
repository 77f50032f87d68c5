"""A place to drop files on, or to choose them."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.i18n import tr
from ui.widgets.file_chooser import FileChooser
from ui.widgets.file_drops import FileDrops
from ui.widgets.kit import Kit


class DropZone(QFrame):
    """Takes files and folders by mouse, or through the button by keyboard."""

    files_dropped = Signal(list)  # of pathlib.Path

    def __init__(self, kit: Kit, title: str, note: str, filters: str = "") -> None:
        super().__init__()
        self._filters = filters
        self.setProperty("role", "drop")
        FileDrops(self, lit=self).dropped.connect(self.files_dropped)
        self._chooser = FileChooser(self, self._one_chosen)
        self.choose = kit.button(tr("选择文件"))
        self.choose.clicked.connect(self._choose)
        self.choose_folder = kit.button(tr("选择文件夹"))
        self.choose_folder.clicked.connect(self._choose_folder)
        words = kit.text(note, "caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(6)
        layout.addStretch(1)
        for item in (kit.icon("inbox", "accent", 28), kit.text(title, "strong"), words):
            layout.addWidget(kit.row(None, item, None))
        layout.addSpacing(4)
        layout.addWidget(kit.row(None, self.choose, self.choose_folder, None))
        layout.addStretch(1)

    def _choose(self) -> None:
        self._chooser.files(tr("选择文件"), self._filters, self._chosen)

    def _choose_folder(self) -> None:
        self._chooser.folder(tr("选择文件夹"))

    def _one_chosen(self, name: str) -> None:
        self._chosen([name])

    def _chosen(self, names: list[str]) -> None:
        if names:
            self.files_dropped.emit([Path(name) for name in names])
