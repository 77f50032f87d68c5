"""Files that hang on records: open a read-only copy, save one, choose one; never waits in the window."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from greendesk.queries import AttachmentLine
from ui.i18n import tr
from ui.widgets.application_flow import fill_with
from ui.widgets.application_words import size_words
from ui.widgets.view import ScreenContext


def documents() -> Path:
    """Where a person keeps his papers, which is where a file is looked for or put unless he says otherwise."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    found = Path(QStandardPaths.writableLocation(place) or Path.home())
    return found if found.is_dir() else Path.home()


class FileChooser(QObject):
    """Asks for a file or folder in a dialog that does not stop the program."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def file(self, title: str, patterns: str) -> None:
        """Ask for a file to read."""
        dialog = self._dialog(title)
        dialog.setNameFilters(patterns.split(";;"))
        self._open(dialog, QFileDialog.FileMode.ExistingFile)

    def folder(self, title: str) -> None:
        """Ask for a folder to read."""
        self._open(self._dialog(title), QFileDialog.FileMode.Directory)

    def target(self, title: str, name: str) -> None:
        """Ask where to write a file."""
        dialog = self._dialog(title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        self._open(dialog, QFileDialog.FileMode.AnyFile)

    def _dialog(self, title: str) -> QFileDialog:
        """Make a dialog over the window; the parent is asked for, because keeping it would keep it alive."""
        parent = self.parent()
        dialog = QFileDialog(parent if isinstance(parent, QWidget) else None, title)
        if dialog.directory() == QDir.current():  # nothing was chosen before
            dialog.setDirectory(str(documents()))
        return dialog

    def _open(self, dialog: QFileDialog, mode: QFileDialog.FileMode) -> None:
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(self.chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class Papers(QObject):
    """Opens and saves files of the desk for one part of a screen."""

    said = Signal(str)

    def __init__(self, context: ScreenContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._runner = context.desk, context.runner
        self._chooser = FileChooser(parent)
        self._chooser.chosen.connect(self._save)
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
