"""Files of letters and summaries: one to open, or all of them into a folder that the person chooses."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from greendesk.desk import Desk
from greendesk.queries import AttachmentLine
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.widgets.application_papers import Papers
from ui.widgets.file_chooser import FileChooser
from ui.widgets.kit import PressButton
from ui.widgets.view import ScreenContext

KINDS = {
    "docx": QT_TRANSLATE_NOOP("", "函件"),
    "pdf": QT_TRANSLATE_NOOP("", "函件 PDF"),
    "xlsx": QT_TRANSLATE_NOOP("", "回函表"),
}


class FolderSaver(QObject):
    """Asks for a folder and puts copies there; what is there already is never written over."""

    said = Signal(str)

    def __init__(self, context: ScreenContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._runner = context.desk, context.runner
        self._files: tuple[AttachmentLine, ...] = ()
        self._chooser = FileChooser(parent, self.save_to)

    def save(self, files: Sequence[AttachmentLine]) -> None:
        """Ask where to put the files that are on this desk."""
        self._files = tuple(one for one in files if one.here)
        self._chooser.folder(tr("另存到文件夹"))

    def save_to(self, folder: str) -> None:
        """Write the copies."""
        self._runner.run(self, partial(_copy, self._desk, self._files, Path(folder)), self._saved)

    def _saved(self, number: int) -> None:
        self.said.emit(tr("已另存 %n 个文件。", n=number))


class SaveAllButton(PressButton):
    """Saves the files of one batch into a folder."""

    def __init__(self, saver: FolderSaver, files: Sequence[AttachmentLine], of: str) -> None:
        super().__init__(tr("另存到文件夹"))
        self.setAccessibleName(tr("另存到文件夹：{name}").format(name=of))
        self._saver, self._files = saver, tuple(files)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self._saver.save(self._files)


class OpenButton(PressButton):
    """Opens a read-only copy of one file of a letter."""

    def __init__(self, papers: Papers, file: AttachmentLine) -> None:
        ending = file.name.rpartition(".")[2]
        super().__init__(tr(KINDS[ending]) if ending in KINDS else file.name)
        self.setProperty("kind", "quiet")
        self.setAccessibleName(tr("打开 {name}").format(name=file.name))
        self.setToolTip(file.name)
        self.setEnabled(file.here)
        self._papers, self._file = papers, file
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self._papers.open(self._file.sha256, self._file.name)


def _copy(desk: Desk, files: Sequence[AttachmentLine], folder: Path) -> int:
    for file in files:
        desk.save_copy(file.sha256, _free(folder, file.name))
    return len(files)


def _free(folder: Path, name: str) -> Path:
    """A path that is not taken yet: 名单.pdf, 名单 (2).pdf."""
    plain = Path(name.replace("/", "_").replace("\\", "_"))
    path, number = folder / plain, 2
    while path.exists():
        path, number = folder / f"{plain.stem} ({number}){plain.suffix}", number + 1
    return path
