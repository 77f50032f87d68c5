"""Taking in a package: drop it or choose it, watch it being read, stop it; nothing is recorded here."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedLayout

from greendesk.domain.package import Inventory
from greendesk.progress import Progress
from ui.i18n import tr
from ui.widgets.application_section import hint_for
from ui.widgets.application_words import size_words
from ui.widgets.file_chooser import FileChooser
from ui.widgets.file_drops import FileDrops, Paths, one_alone
from ui.widgets.progress import ProgressBlock
from ui.widgets.view import ScreenContext

PATTERNS = "GreenDesk, ZIP, 7z (*.gdpkg *.zip *.7z);;(*)"
DROP, WORK, DONE = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A package that was read into the file store: its name, its files, and what it says about the unit."""

    source: str
    inventory: Inventory
    unit: Mapping[str, str] | None


class IntakeBlock(QFrame):
    """A place to drop a package; `looked` says what is in it."""

    looked = Signal(object)

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        kit = context.kit
        self._desk, self._runner = context.desk, context.runner
        self.result: Looked | None = None
        self._chooser = FileChooser(self, self.take)
        FileDrops(self, self._may_take, lit=self).dropped.connect(self._dropped)
        self.setProperty("role", "drop")
        self.file_button = kit.button(tr("选择文件"), icon="file")
        self.file_button.clicked.connect(self._pick_file)
        self.folder_button = kit.button(tr("选择文件夹"), icon="folder")
        self.folder_button.clicked.connect(self._pick_folder)
        self.hint = kit.text("", "caption", "danger")
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        drop = kit.col(
            None,
            kit.row(None, kit.icon("inbox", "accent", 28), None),
            kit.row(None, kit.text(tr("把材料包拖到这里"), "strong"), None),
            kit.row(None, kit.text(tr("文件夹、ZIP、7z 或 .gdpkg，原样收下，不改动"), "caption"), None),
            6,
            kit.row(None, self.file_button, self.folder_button, None),
            self.hint,
            None,
            gap=6,
            pad=(16, 16),
        )
        self.progress = ProgressBlock(kit)
        self.progress.stopped.connect(self.forget)
        work = kit.col(None, self.progress, None, pad=(24, 16))
        self.name = kit.text("", "strong")
        self.name.setWordWrap(True)
        self.counts = kit.text("", "label")
        self.findings = kit.text("", "label", "warning")
        self.findings.setWordWrap(True)
        self.again_button = kit.button(tr("换一个"), "quiet")
        self.again_button.clicked.connect(self.forget)
        done = kit.col(
            None,
            kit.row(kit.icon("check", "success", 20), (self.name, 1), self.again_button, gap=10),
            self.counts,
            self.findings,
            None,
            gap=6,
            pad=(20, 16),
        )
        self._pages = QStackedLayout(self)
        for page in (drop, work, done):
            self._pages.addWidget(page)

    @property
    def busy(self) -> bool:
        """Whether a package is being read."""
        return self._pages.currentIndex() == WORK

    def take(self, path: str) -> None:
        """Read a package on the worker."""
        self.hint.setText("")
        name = Path(path).name
        self._pages.setCurrentIndex(WORK)

        def work(progress: Progress) -> Looked:
            inventory, unit = self._desk.applications.look_into(path, progress)
            return Looked(source=name, inventory=inventory, unit=unit)

        self._runner.run_long(self, work, self._land, self.progress, self._failed)

    def forget(self) -> None:
        """Be a place to drop again."""
        self.result = None
        self._pages.setCurrentIndex(DROP)

    # ------------------------------------------------------------ inside

    def _may_take(self, paths: Paths) -> bool:
        return not self.busy and one_alone(paths)

    def _dropped(self, paths: Paths) -> None:
        self.take(str(paths[0]))

    def _pick_file(self) -> None:
        self._chooser.file(tr("选择材料包"), PATTERNS)

    def _pick_folder(self) -> None:
        self._chooser.folder(tr("选择材料包所在的文件夹"))

    def _land(self, looked: Looked) -> None:
        self.result = looked
        inventory = looked.inventory
        self.name.setText(looked.source)
        self.counts.setText(
            tr("{files} 个文件 · {size}").format(
                files=len(inventory.files), size=size_words(inventory.total_size)
            )
        )
        bad, twice = len(inventory.unreadable()), len(inventory.duplicates())
        words = [tr("%n 个文件打不开", n=bad)] if bad else []
        words += [tr("%n 个文件重复", n=twice)] if twice else []
        self.findings.setText(tr("，").join(words))
        self.findings.setVisible(bool(words))
        self._pages.setCurrentIndex(DONE)
        self.looked.emit(looked)

    def _failed(self, error: Exception) -> bool:
        self.forget()
        self.hint.setText(hint_for(error))
        return bool(self.hint.text())
