"""导入回函: choose the form that a department filled in, look at what it would record, take it or leave it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from greendesk.queries import ReplyLine, ReplyPreview
from ui.i18n import tr
from ui.widgets.exchange_page import ExchangePage, empty_out, plain_box, scrolled
from ui.widgets.file_chooser import FileChooser
from ui.widgets.file_drops import FileDrops
from ui.widgets.opinion_heads import HAS, head_row
from ui.widgets.opinion_reply_words import CHANGES, fault_words
from ui.widgets.panel_parts import notice_row
from ui.widgets.view import ScreenContext
from ui.words import POSITIONS, chip_words

RECORDED = ("new", "changes")
MOST_BYTES = 32 * 1024 * 1024


class ReplyPage(ExchangePage):
    """Nothing is recorded before the person says so, and nothing at all while a cell is wrong."""

    closed = Signal()
    looked = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self.preview: ReplyPreview | None = None
        self._chooser = FileChooser(self, self.take)
        kit = self.kit
        self.back_button = kit.button(tr("返回"), "quiet", "left")
        self.back_button.setAccessibleName(tr("返回部门意见"))
        self.back_button.clicked.connect(self.closed)
        self.choose_button = kit.button(tr("选择文件"), "primary", "folder")
        self.choose_button.clicked.connect(self._choose)
        self.accept_button = kit.button(tr("接收"), "primary", "check")
        self.accept_button.setToolTip("Ctrl+Enter")
        self.accept_button.clicked.connect(self.accept)
        self.decline_button = kit.button(tr("暂不接收"))
        self.decline_button.clicked.connect(self.put_away)
        self.note = kit.text(tr("部门填好的回函表（xlsx），或同一张表的更正"), "label")
        title = kit.col(None, kit.text(tr("导入回函"), "title"), self.note, None, gap=4)
        header = kit.row(
            (title, 1),
            self.back_button,
            self.decline_button,
            self.accept_button,
            gap=12,
            pad=(24, 0),
            height=80,
        )
        self.drop = self._make_drop()
        FileDrops(self, lit=self.drop).dropped.connect(self._dropped)
        shown = QFrame()
        self._lines = plain_box(shown, 12)
        self._lines.setContentsMargins(20, 16, 20, 16)
        choosing, seen = QWidget(), scrolled(shown, "card")
        plain_box(choosing).addWidget(self.drop, 1)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(choosing)
        self._pages.addWidget(seen)
        page = kit.col(self.failure, (pages, 1), gap=12, pad=(24, 0))
        plain_box(self).addWidget(kit.col(header, (page, 1), 24, gap=0))
        self.put_away()

    def _make_drop(self) -> QFrame:
        kit = self.kit
        note = kit.text(tr("先预览会记录什么，接收前不会改动任何数据。"), "label")
        drop: QFrame = kit.col(
            None,
            kit.row(None, kit.icon("inbox", "accent", 36), None),
            4,
            kit.row(None, kit.text(tr("把回函表拖到这里"), "strong"), None),
            kit.row(None, note, None),
            12,
            kit.row(None, self.choose_button, None),
            None,
            gap=6,
            role="drop",
        )
        return drop

    # ------------------------------------------------------------ choosing

    def _dropped(self, paths: list[Path]) -> None:
        self.take(str(paths[0]))

    def _choose(self) -> None:
        self._chooser.file(tr("选择回函表"), tr("回函表 (*.xlsx);;所有文件 (*)"))

    # ------------------------------------------------------------ looking and recording

    def take(self, path: str) -> None:
        """Look at a file: read it and show what it would record."""
        self.put_away()
        self.choose_button.setEnabled(False)
        self.ask(partial(self._look, Path(path)), self._seen)

    def _look(self, path: Path) -> ReplyPreview:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES)  # a longer file is cut here, and refused as unreadable
        return self.desk.replies.look(self.round_id, path.name, data)

    def _seen(self, preview: ReplyPreview) -> None:
        self.preview = preview
        self.choose_button.setEnabled(True)
        self._fill(preview)
        number = sum(line.change in RECORDED for line in preview.lines)
        self.accept_button.setText(tr("接收") if preview.errors else tr("接收 %n 条", n=number))
        self.accept_button.setEnabled(bool(number) and not preview.errors)
        for button in (self.accept_button, self.decline_button):
            button.show()
        self._pages.setCurrentIndex(1)
        (self.accept_button if self.accept_button.isEnabled() else self.decline_button).setFocus()
        self.looked.emit()

    def accept(self) -> None:
        """Record what was shown."""
        if self.preview is not None and self.accept_button.isEnabled():
            self.accept_button.setEnabled(False)
            self.act(partial(self.desk.replies.accept, self.round_id, self.preview), self._accepted)

    def _accepted(self, number: int) -> None:
        name = self.preview.department_name if self.preview else ""
        self.put_away()
        self.said.emit(tr("{name}的回函已接收，").format(name=name) + tr("记录 %n 条意见。", n=number))
        self.closed.emit()

    def put_away(self) -> None:
        """Be ready for another file; nothing was recorded."""
        self.preview = None
        self.failure.clear()
        self.accept_button.hide()
        self.decline_button.hide()
        self.choose_button.setEnabled(True)
        self._pages.setCurrentIndex(0)
        if self.isVisible():
            self.choose_button.setFocus()

    def _failed(self, error: Exception) -> bool:
        self.put_away()
        return super()._failed(error)

    # ------------------------------------------------------------ the preview

    def _fill(self, preview: ReplyPreview) -> None:
        kit = self.kit
        empty_out(self._lines)
        add = self._lines.addWidget
        add(kit.text(preview.department_name, "heading"))
        add(kit.text(preview.name, "caption", wrap=True))
        if preview.errors:
            words = tr(
                "有 %n 处填写有误，一条也不会记录。把下面的单元格告诉来函部门。", n=len(preview.errors)
            )
            add(notice_row(kit, "warn", "danger", words))
            for fault in preview.errors:
                label = kit.text(fault_words(*fault), wrap=True)
                add(kit.row(kit.icon("cross", "danger", 16), (label, 1), gap=10, pad=(12, 0)))
        elif all(line.change == "same" for line in preview.lines):
            add(notice_row(kit, "check", "info", tr("这份回函已经记录过，没有新内容。")))
        elif all(line.change in {"empty", "same"} for line in preview.lines):
            add(notice_row(kit, "clock", "warning", tr("没有新填的意见；留空不视为同意。")))
        for line in () if preview.errors else preview.lines:
            add(self._line(line))
        self._lines.addStretch(1)

    def _line(self, line: ReplyLine) -> QFrame:
        kit = self.kit
        word, tone, icon = CHANGES[line.change]
        chips: list[QWidget] = [kit.chip(tr(word), tone, icon)]
        if line.change == "changes" and line.before != line.position:
            chips += [kit.chip(*chip_words(POSITIONS, line.before)), kit.icon("right", "muted", 16)]
        if line.position:
            chips.append(kit.chip(*chip_words(POSITIONS, line.position)))
        told = tr("，").join(one for one in (line.number, line.date, line.signer) if one)
        notes: list[QWidget] = [
            kit.text(words, "caption", wrap=True) for words in (told, line.text) if words and line.position
        ]
        notes += [head_row(kit, one) for one in line.heads if one.answer == HAS]
        return kit.col(
            kit.row((kit.text(line.unit, "strong", wrap=True), 1), *chips, gap=8), *notes, gap=4, pad=(0, 6)
        )
