"""Parts of the place 推荐与公布: a list to tick, a form of a paper, the files of a record."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout

from greendesk.queries import AttachmentLine
from ui.i18n import tr
from ui.publication_words import today
from ui.widgets.application_dates import read_date
from ui.widgets.application_fields import Fields
from ui.widgets.application_papers import PaperRow, Papers
from ui.widgets.exchange_page import empty_out, plain_box
from ui.widgets.file_chooser import FileChooser
from ui.widgets.kit import Kit
from ui.widgets.recommendation_reading import Candidate, save_all
from ui.widgets.view import ScreenContext

MANY = 5  # boxes from which on one button ticks them all
LONG = {"text": 96, "findings": 88, "objection": 88}
OPTIONAL = frozenset({"number", "address", "telephone", "email"})


class TickList(QFrame):
    """Boxes to tick; what the person unticked stays so when the list is read again."""

    def __init__(self, kit: Kit, nothing: str) -> None:
        super().__init__()
        self._kit, self._nothing = kit, nothing
        self.boxes: dict[str, QCheckBox] = {}
        self.setProperty("role", "well")
        holder = QFrame()
        self._box: QVBoxLayout = plain_box(holder, 4)
        self.all_button = kit.button(tr("全选或全不选"), "quiet")
        self.all_button.clicked.connect(self.toggle_all)
        self.all_button.hide()
        outer = plain_box(self, 4)
        outer.setContentsMargins(12, 8, 12, 8)
        outer.addWidget(holder)
        outer.addWidget(kit.row(self.all_button, None))

    def fill(self, candidates: Sequence[Candidate], nothing: str = "") -> None:
        """Show candidates; the ticks of those that were shown before are kept."""
        before = {name: box.isChecked() for name, box in self.boxes.items()}
        empty_out(self._box)
        self.boxes = {}
        for name, words, ticked in candidates:
            box = self._kit.check(words, checked=before.get(name, ticked))
            self.boxes[name] = box
            self._box.addWidget(box)
        self.all_button.setVisible(len(candidates) >= MANY)
        if not candidates:
            self._box.addWidget(self._kit.text(nothing or self._nothing, "caption", wrap=True))

    def forget(self) -> None:
        """Let the next list tick its own."""
        empty_out(self._box)
        self.boxes = {}

    def toggle_all(self) -> None:
        """Tick every box, or none when all are ticked."""
        on = len(self.ticked()) < len(self.boxes)
        for box in self.boxes.values():
            box.setChecked(on)

    def ticked(self) -> tuple[str, ...]:
        """The keys of the ticked boxes, in the order shown."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())


class PaperForm(QFrame):
    """Fields of a paper with one primary button; what is missing is said beside its field."""

    wanted = Signal()
    date_changed = Signal()

    def __init__(
        self, kit: Kit, labels: Mapping[str, str], action: str, icon: str, extra: Mapping[str, QFrame]
    ) -> None:
        """`labels` are fields in their order; an `extra` widget stands where its name does."""
        super().__init__()
        self._kit = kit
        self.fields = Fields(kit)
        self.values: dict[str, QLineEdit | QPlainTextEdit] = {}
        column: list[QFrame] = []
        for name, label in labels.items():
            if name in extra:
                self.fields.add(name, label, extra[name])
            elif name in LONG:
                self.values[name] = self.fields.add(name, label, kit.long_field(label, "", LONG[name]))
            else:
                hint = tr("如 2026-05-31") if name == "date" else ""
                self.values[name] = self.fields.add(name, label, kit.field(label, "", hint))
            row = self.fields[name]
            if isinstance(row, QFrame):
                column.append(row)
        day = self.values.get("date")
        if isinstance(day, QLineEdit):
            day.setText(today().isoformat())
            day.textChanged.connect(self._date_edited)
        self.action = kit.button(action, "primary", icon)
        self.action.clicked.connect(self.wanted)
        self.body = kit.col(*column, None, gap=10, pad=(16, 12), role="pane")

    def text(self, name: str) -> str:
        """What stands in a field."""
        field = self.values[name]
        return (field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()).strip()

    def put(self, name: str, words: str) -> None:
        """Write into a field."""
        field = self.values[name]
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(words)
        else:
            field.setText(words)

    def put_if_empty(self, name: str, words: str) -> None:
        """Write into a field where nothing stands yet."""
        if not self.text(name):
            self.put(name, words)

    def day(self) -> date | None:
        """The date that was typed."""
        return read_date(self.text("date"))

    def complete(self, wrong: Mapping[str, str]) -> bool:
        """Say what is missing or `wrong` and lead there; True when nothing is."""
        for name in self.values:
            words = "" if self.text(name) or name in OPTIONAL else tr("这里要填写。")
            if name == "date":
                words = "" if self.day() else tr("填写日期，如 2026-05-31。")
            self.fields.error(name, words)
        for name, words in wrong.items():
            self.fields.error(name, words)
        return not self.fields.lead_to_error()

    def _date_edited(self, text: str) -> None:
        del text
        self.date_changed.emit()


class FilesBlock(QFrame):
    """The files of one record, to open, to save one by one or all into a folder."""

    said = Signal(str)

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self._context = context
        self._files: tuple[AttachmentLine, ...] = ()
        self.rows: list[PaperRow] = []
        self._papers = Papers(context, self)
        self._papers.said.connect(self.said)
        self._chooser = FileChooser(self, self.save_to)
        self.save_button = context.kit.button(tr("全部另存到文件夹"), icon="folder")
        self.save_button.clicked.connect(self._choose)
        holder = QFrame()
        self._list: QVBoxLayout = plain_box(holder, 6)
        box = plain_box(self, 8)
        box.addWidget(context.kit.text(tr("已生成的文件"), "strong"))
        box.addWidget(holder)
        box.addWidget(context.kit.row(self.save_button, None))

    def show_files(self, files: Sequence[AttachmentLine]) -> None:
        """Show other files; nothing at all without any."""
        self._files = tuple(files)
        empty_out(self._list)
        self.rows = [PaperRow(self._context, self._papers, file) for file in self._files]
        for row in self.rows:
            self._list.addWidget(row)
        self.save_button.setEnabled(any(file.here for file in self._files))
        self.setVisible(bool(self._files))

    def save_to(self, folder: str) -> None:
        """Write all files into a folder."""
        work = partial(save_all, self._context.desk, self._files, Path(folder))
        self._context.runner.run(self, work, self._saved)

    def _choose(self) -> None:
        self._chooser.folder(tr("把文件写到哪个文件夹"))

    def _saved(self, number: int) -> None:
        self.said.emit(tr("已写出 %n 个文件。", n=number))
