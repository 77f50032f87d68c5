"""Asks for a file or a folder without stopping the program; begins where the last one was, else at the papers."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget


def documents() -> Path:
    """Where a person keeps his papers, which is where a file is looked for or put unless he says otherwise."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    found = Path(QStandardPaths.writableLocation(place) or Path.home())
    return found if found.is_dir() else Path.home()


class FileChooser(QObject):
    """Asks over the window that it belongs to.

    Patterns are those of Qt: `*.p12 *.pfx`, or several kinds with their names, `CSV (*.csv);;(*)`. `near` is a path
    that stands in the form already; the dialog begins there.
    """

    chosen = Signal(str)
    last: ClassVar[Path | None] = (
        None  # the folder of what was chosen last, by any; Qt's own follows what is typed
    )

    def __init__(self, parent: QWidget, take: Callable[[str], object]) -> None:
        """`take` is given what was chosen."""
        super().__init__(parent)
        self.chosen.connect(take)

    def file(self, title: str, patterns: str = "", *, near: str = "") -> None:
        """Ask for a file to read."""
        self._open(self._dialog(title, patterns, near), QFileDialog.FileMode.ExistingFile)

    def files(self, title: str, patterns: str, take: Callable[[list[str]], object]) -> None:
        """Ask for files to read, which are given together."""
        dialog = self._dialog(title, patterns)
        dialog.filesSelected.connect(take)
        self._open(dialog, QFileDialog.FileMode.ExistingFiles)

    def folder(self, title: str, *, near: str = "") -> None:
        """Ask for a folder."""
        self._open(self._dialog(title, near=near), QFileDialog.FileMode.Directory)

    def target(self, title: str, name: str, patterns: str = "") -> None:
        """Ask where to write a file; a name that is typed without an ending gets that of the proposed one."""
        dialog = self._dialog(title, patterns)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        self._open(dialog, QFileDialog.FileMode.AnyFile)

    def _dialog(self, title: str, patterns: str = "", near: str = "") -> QFileDialog:
        """Make a dialog over the window; the parent is asked for, because keeping it would keep it alive."""
        parent = self.parent()
        dialog = QFileDialog(parent if isinstance(parent, QWidget) else None, title)
        if patterns:
            dialog.setNameFilters(patterns.split(";;"))
        begin = Path(near) if near else self.last if self.last and self.last.is_dir() else documents()
        dialog.setDirectory(str(begin if begin.is_dir() else begin.parent))
        dialog.filesSelected.connect(_remember)
        return dialog

    def _open(self, dialog: QFileDialog, mode: QFileDialog.FileMode) -> None:
        dialog.setFileMode(mode)
        if mode != QFileDialog.FileMode.ExistingFiles:
            dialog.fileSelected.connect(self.chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _remember(names: list[str]) -> None:
    for name in names[:1]:
        FileChooser.last = Path(name) if Path(name).is_dir() else Path(name).parent
