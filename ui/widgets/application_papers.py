"""Files that hang on records: open a read-only copy, save one, choose one; never waits in the window."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QWidget

from greendesk.queries import AttachmentLine
from ui.i18n import tr
from ui.widgets.application_flow import fill_with
from ui.widgets.application_words import size_words
from ui.widgets.file_chooser import FileChooser
from ui.widgets.view import ScreenContext


class Papers(QObject):
    """Opens and saves files of the desk for one part of a screen."""

    said = Signal(str)

    def __init__(self, context: ScreenContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._runner = context.desk, context.runner
        self._chooser = FileChooser(parent, self._save)
        self._wanted = ""

    def open(self, sha256: str, name: str) -> None:
        """Open a read-only copy in the program that the person uses for such files."""
        self._runner.run(self, partial(self._desk.open_copy, sha256, name), self._show)

    def save(self, sha256: str, name: str) -> None:
        """Ask where to keep a copy, then write it."""
        self._wanted = sha256
        self._chooser.target(tr("另存文件"), name)

    def _show(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.said.emit(tr("没有能打开这个文件的程序"))

    def _save(self, target: str) -> None:
        self._runner.run(self, partial(self._desk.save_copy, self._wanted, Path(target)), self._saved)

    def _saved(self, nothing: None) -> None:
        del nothing
        self.said.emit(tr("已另存。"))


class PaperRow(QFrame):
    """One attached file: its name and size, open it, save it."""

    def __init__(self, context: ScreenContext, papers: Papers, file: AttachmentLine) -> None:
        super().__init__()
        kit = context.kit
        self._papers, self.file = papers, file
        self.open_button = kit.button(tr("打开"), "quiet")
        self.open_button.setAccessibleName(tr("打开 {name}").format(name=file.name))
        self.open_button.clicked.connect(self._open)
        self.save_button = kit.button(tr("另存"), "quiet")
        self.save_button.setAccessibleName(tr("另存 {name}").format(name=file.name))
        self.save_button.clicked.connect(self._save)
        name = kit.text(file.name)
        name.setWordWrap(True)
        note = size_words(file.size) if file.here else tr("文件还没有随交换文件到达")
        for button in (self.open_button, self.save_button):
            button.setEnabled(file.here)
        inner = kit.row(
            kit.icon("file"),
            (kit.col(name, kit.text(note, "caption"), gap=1), 1),
            self.open_button,
            self.save_button,
            gap=8,
        )
        fill_with(self, inner)

    def _open(self) -> None:
        self._papers.open(self.file.sha256, self.file.name)

    def _save(self) -> None:
        self._papers.save(self.file.sha256, self.file.name)
