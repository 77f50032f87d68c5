"""发放批次文件: one file for each newly admitted person, written to one folder by one click."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from greendesk.progress import Progress
from greendesk.queries import ParticipantLine, SendPlan
from ui.i18n import tr
from ui.widgets.exchange_page import SUFFIX, ExchangePage, empty_out, plain_box
from ui.widgets.exchange_words import file_name, roles_words
from ui.widgets.membership_parts import FolderField
from ui.widgets.membership_words import inside_words, names_words
from ui.widgets.progress import ProgressBlock
from ui.widgets.view import ScreenContext


class HandOutSheet(ExchangePage):
    """Who gets a round file, what is inside in words, and where the files go."""

    closed = Signal()

    def __init__(
        self,
        context: ScreenContext,
        people: Sequence[ParticipantLine],
        chosen: Sequence[str],
        title: str,
        everybody: int,
    ) -> None:
        super().__init__(context)
        kit = self.kit
        self.people = tuple(people)
        self._title, self._everybody, self._asked = title, everybody, 0
        self.boxes: dict[str, QCheckBox] = {}
        self.folder = FolderField(kit, tr("写到文件夹"))
        self.write_button = kit.button(tr("写出批次文件"), "primary", "file")
        self.write_button.clicked.connect(self._write)
        self.close_button = kit.button(tr("以后再发"))
        self.close_button.clicked.connect(self.closed)
        self.inside = QWidget()
        self._inside: QVBoxLayout = plain_box(self.inside, 8)
        self.result: QFrame = QFrame()
        self._result: QVBoxLayout = plain_box(self.result)
        self.result.hide()
        self.progress = ProgressBlock(kit)
        names = QWidget()
        box = plain_box(names, 6)
        for person in self.people:
            tick = kit.check(person.name, checked=person.fingerprint in chosen)
            note = " · ".join(part for part in (roles_words(person.roles), person.organisation) if part)
            tick.setAccessibleDescription(note)
            tick.toggled.connect(self._refresh)
            self.boxes[person.fingerprint] = tick
            box.addWidget(kit.row(tick, (kit.text(note, "caption", wrap=True), 1), gap=8))
        if not self.people:
            words = tr("批准了的人都已来过文件，不用再发。要再发一份，在左边选人，点“再发批次文件”。")
            box.addWidget(kit.text(words, "label", wrap=True))
        sheet: QFrame = kit.col(
            kit.text(tr("发放批次文件"), "heading"),
            kit.text(tr("对方接收后即加入。每人一个文件，只有本人能打开。"), "label", wrap=True),
            8,
            kit.text(tr("发给谁"), "strong"),
            names,
            8,
            kit.text(tr("文件里有什么"), "strong"),
            self.inside,
            8,
            kit.labelled(
                tr("写到文件夹"), self.folder, tr("U 盘插好后点“更改”可直接写到 U 盘。"), role="strong"
            ),
            self.failure,
            self.progress,
            self.result,
            6,
            kit.row(None, self.close_button, self.write_button),
            gap=6,
            pad=(20, 18),
            role="card",
        )
        plain_box(self).addWidget(sheet)
        self._refresh()

    def chosen(self) -> list[ParticipantLine]:
        """Who is ticked."""
        return [one for one in self.people if self.boxes[one.fingerprint].isChecked()]

    # ------------------------------------------------------------ what is inside

    def _refresh(self) -> None:
        chosen = self.chosen()
        self.write_button.setEnabled(bool(chosen))
        self.write_button.setToolTip("" if chosen else tr("先选发给谁"))
        words = tr("写出 %n 份批次文件", n=len(chosen)) if len(chosen) > 1 else tr("写出批次文件")
        self.write_button.setText(words)
        self.write_button.setAccessibleName(words)
        self._asked += 1
        if chosen:
            to = [one.fingerprint for one in chosen]
            self.ask(partial(self._plans, to), partial(self._planned, number=self._asked))
        else:
            empty_out(self._inside)
            self._inside.addWidget(self.kit.text(tr("先选发给谁，这里会列出内容。"), "caption"))

    def _plans(self, to: Sequence[str]) -> list[SendPlan]:
        return [self.desk.exchange.plan(self.round_id, [one], complete=True) for one in to]

    def _planned(self, plans: list[SendPlan], number: int) -> None:
        if number != self._asked:
            return
        empty_out(self._inside)
        people = self.chosen()
        told = [inside_words(plan, self._everybody) for plan in plans]
        alike = all(one == told[0] for one in told)
        for person, lines in zip(people, told, strict=False):
            if not alike:
                self._inside.addWidget(self.kit.text(person.name, "label"))
            for icon, words in lines:
                mark = self.kit.col(self.kit.icon(icon, "muted", 16), None, gap=0)
                self._inside.addWidget(self.kit.row(mark, (self.kit.text(words, wrap=True), 1), gap=10))
            if alike:
                break

    # ------------------------------------------------------------ writing

    def targets(self) -> list[tuple[str, Path]]:
        """The fingerprint and the file of each person who is ticked; no two files are called the same."""
        found: list[tuple[str, Path]] = []
        for person in self.chosen():
            name = file_name(tr("批次文件"), self._title, tr("给"), person.name)
            taken = {path.name for _, path in found}
            path = self.folder.folder() / f"{name}{SUFFIX}"
            number = 2
            while path.name in taken:
                path = path.with_name(f"{name}-{number}{SUFFIX}")
                number += 1
            found.append((person.fingerprint, path))
        return found

    def _write(self) -> None:
        self.failure.clear()
        self.result.hide()
        self.write_button.setEnabled(False)
        work = partial(self._work, self.targets())
        self.runner.run_long(self, work, self._written, self.progress, self._not_written)

    def _work(self, targets: Sequence[tuple[str, Path]], progress: Progress) -> list[Path]:
        written = []
        for fingerprint, path in targets:
            self.desk.exchange.send(self.round_id, path, [fingerprint], complete=True, progress=progress)
            written.append(path)
        return written

    def _written(self, paths: list[Path]) -> None:
        self._refresh()
        kit, names = self.kit, [one.name for one in self.chosen()]
        empty_out(self._result)
        lines = [kit.text(path.name, wrap=True) for path in paths]
        note = tr("把文件交给{names}。对方在“收件”里打开即加入。").format(names=names_words(names))
        words = kit.col(
            kit.text(tr("已写到 {folder}").format(folder=paths[0].parent), "strong", wrap=True),
            *lines,
            kit.text(note, "label", wrap=True),
            gap=3,
        )
        mark = kit.col(kit.icon("check", "success"), None, gap=0)
        self._result.addWidget(kit.row(mark, (words, 1), gap=10, pad=(14, 12), role="well"))
        self.result.show()
        self.close_button.setText(tr("完成"))
        self.close_button.setAccessibleName(tr("完成"))
        self.close_button.setFocus()
        self.said.emit(tr("批次文件已写好，共 %n 份。", n=len(paths)))

    def _not_written(self, error: Exception) -> bool:
        self._refresh()
        self.failure.show_error(error)
        self.write_button.setFocus()
        return True
