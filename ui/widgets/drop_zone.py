"""A place to drop files on, or to choose them."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout

from ui.i18n import tr
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
        dialog = QFileDialog(self, tr("选择文件"), "", self._filters)
        self._open(dialog, QFileDialog.FileMode.ExistingFiles)

    def _choose_folder(self) -> None:
        self._open(QFileDialog(self, tr("选择文件夹")), QFileDialog.FileMode.Directory)

    def _open(self, dialog: QFileDialog, mode: QFileDialog.FileMode) -> None:
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(self._chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _chosen(self, names: list[str]) -> None:
        if names:
            self.files_dropped.emit([Path(name) for name in names])
