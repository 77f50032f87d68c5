"""The card of the settings about updates: what is here, whose updates are accepted, and taking an update file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from greendesk.desk import Desk
from greendesk.use_cases.update_lines import Overview
from greendesk.use_cases.updates import Updates
from ui.i18n import tr
from ui.tasks import TaskRunner
from ui.widgets.exchange_page import plain_box
from ui.widgets.file_chooser import FileChooser
from ui.widgets.kit import Kit
from ui.widgets.update_sheet import UpdateSheet
from ui.widgets.update_words import taken_words

PATTERN = "*.gdu"


class UpdateCard(QFrame):
    """Versions and publishers, and the way to an update file; in the sample nothing is updated."""

    said = Signal(str)
    rules_changed = Signal()
    leaving = Signal(bool)  # the program has to end for an update; whether it starts again by itself

    def __init__(
        self,
        kit: Kit,
        desk: Desk,
        runner: TaskRunner,
        language: str,
        updates: Callable[[], Updates],
        *,
        is_sample: bool,
    ) -> None:
        super().__init__()
        self._kit, self._desk, self._runner, self._language = kit, desk, runner, language
        self._updates, self._is_sample = updates, is_sample
        self.sheet: UpdateSheet | None = None
        self.program, self.rules, self.publisher = (kit.text("", wrap=True) for _ in range(3))
        self.taken = kit.text("", "caption", wrap=True)
        self.trouble = kit.text("", "label", "warning", wrap=True)
        self.taken.hide()
        self.trouble.hide()
        self.choose_button = kit.button(tr("选择更新文件"), icon="folder")
        self.choose_button.clicked.connect(self._choose)
        self._chooser = FileChooser(self, self._chosen)
        rows = (
            (tr("程序"), self.program),
            (tr("规则"), kit.col(self.rules, self.taken, gap=2)),
            (tr("发布者"), self.publisher),
        )
        lines = [kit.row(kit.text(name, "label", width=96), (value, 1), gap=8) for name, value in rows]
        note = tr("更新文件（.gdu）由发布者签名，用 U 盘带来即可，不需要联网。只会更新到较新的版本。")
        if is_sample:
            note = tr("示例工作台里不更新。离开示例后再打开更新文件。")
            self.choose_button.hide()
        plain_box(self).addWidget(
            kit.col(
                *lines,
                self.trouble,
                kit.text(note, "caption", wrap=True),
                kit.row(self.choose_button, None),
                gap=6,
            )
        )

    def reload(self) -> None:
        """Read what is here."""
        updates = self._updates

        def work() -> Overview:
            return updates().overview()

        self._runner.run(self, work, self.show_overview)

    def show_overview(self, found: Overview) -> None:
        """Show what is here."""
        self.program.setText(found.program)
        rules = found.rules
        if found.taken:
            rules = tr("{version}，另有更新 {count} 项").format(version=found.rules, count=len(found.taken))
        self.rules.setText(rules)
        self.taken.setText("\n".join(taken_words(found)))
        self.taken.setVisible(bool(found.taken))
        names = [english if self._language == "en" else name for name, english in found.publishers]
        self.publisher.setText(tr("、").join(names) or tr("此程序未内置发布者，不能验证更新文件。"))
        if found.trouble:
            words = tr("更新带来的规则读不出来（{name}），现在用程序自带的规则。重新打开最近的规则更新文件。")
            self.trouble.setText(words.format(name=found.trouble))
        self.trouble.setVisible(bool(found.trouble))

    def open_file(self, path: Path) -> None:
        """Check an update file and show what it would do."""
        if self._is_sample:
            self.said.emit(tr("示例工作台里不更新。离开示例后再打开更新文件。"))
            return
        sheet = UpdateSheet(self.window(), self._kit, self._runner, self._desk, self._language, self._updates)
        sheet.taken.connect(self._taken)
        sheet.leaving.connect(self.leaving)
        sheet.finished.connect(self._closed)
        self.sheet = sheet
        sheet.open()
        sheet.look(path)

    def _choose(self) -> None:
        self._chooser.file(tr("选择更新文件"), tr("更新文件 ({pattern})").format(pattern=PATTERN))

    def _chosen(self, name: str) -> None:
        self.open_file(Path(name))

    def _taken(self, words: str) -> None:
        self.said.emit(words)
        self.rules_changed.emit()
        self.reload()

    def _closed(self, _result: int) -> None:
        if self.sender() is self.sheet:
            self.sheet = None
