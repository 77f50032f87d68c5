"""收件: choose a file, look at what it would change, receive it or leave it."""

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from greendesk.queries import ExchangePreview, JoinRequest, WaitingParts
from greendesk.use_cases.exchange import NothingToOpen
from ui.exchange_names import the_one_to_open
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.views.exchange.preview import PreviewPane
from ui.widgets.exchange_carry import WaitingCard
from ui.widgets.exchange_page import ExchangePage, plain_box
from ui.widgets.exchange_words import accepted, size_words
from ui.widgets.file_chooser import FileChooser
from ui.widgets.file_drops import FileDrops
from ui.widgets.progress import ProgressBlock
from ui.widgets.view import ScreenContext

log = logging.getLogger(__name__)
BACKED_UP = {
    "made": QT_TRANSLATE_NOOP("", "收件前已备份。"),
    "unchanged": QT_TRANSLATE_NOOP("", "收件前的备份仍是最新的。"),
}


class ReceivePage(ExchangePage):
    """Nothing on the desk changes before the person says so."""

    asked_to_join = Signal(object, str)  # JoinRequest, file name
    looked = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self.path: Path | None = None
        self.preview: ExchangePreview | None = None
        self._chooser = FileChooser(self, self.take_text)
        self.progress = ProgressBlock(self.kit)
        self.choosing, self.pane = QWidget(), PreviewPane(context)
        self.pane.accepted.connect(self._receive)
        self.pane.declined.connect(self._put_away)
        self._build_choosing()
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.choosing)
        self._stack.addWidget(self.pane)

    # ------------------------------------------------------------ choosing a file

    def _build_choosing(self) -> None:
        kit = self.kit
        self.choose_button = kit.button(tr("选择文件"), "primary", "folder")
        self.choose_button.clicked.connect(self._choose)
        title, note = (
            kit.text(tr("把收到的文件拖到这里"), "strong"),
            kit.text(
                tr("交换文件（.gdx，或其任一部分 .gdx.001）来自 U 盘、光盘或邮件。先检查、再预览。"), "label"
            ),
        )
        self.drop: QFrame = kit.col(
            None,
            kit.row(None, kit.icon("inbox", "accent", 36), None),
            4,
            kit.row(None, title, None),
            kit.row(None, note, None),
            12,
            kit.row(None, self.choose_button, None),
            None,
            gap=6,
            role="drop",
        )
        self.drop.setMinimumHeight(kit.theme.px(280))
        box = plain_box(self.choosing, 16)
        box.setContentsMargins(24, 0, 24, 24)
        box.addWidget(self.failure)
        box.addWidget(self.progress)
        box.addWidget(self.drop, 1)
        FileDrops(self, lit=self.drop).dropped.connect(self._dropped)
        self.waiting = WaitingCard(kit)
        self.waiting.dropped.connect(self._forget)
        self.waiting.opened.connect(self.take_text)
        box.addWidget(self.waiting)

    def _dropped(self, paths: list[Path]) -> None:
        """Look at the file that was dropped; of several parts any will do."""
        self.take(the_one_to_open(paths))

    def _choose(self) -> None:
        self._chooser.file(tr("选择收到的文件"), tr("交换文件 (*.gdx *.gdx.*);;所有文件 (*)"))

    # ------------------------------------------------------------ parts that wait for others

    def reload(self) -> None:
        """Read which files came in part."""
        self.ask(self.desk.exchange.waiting_parts, self.waiting.show_lines)

    def _forget(self, key: str) -> None:
        self.ask(partial(self._drop_parts, key), self._forgotten)

    def _drop_parts(self, key: str) -> tuple[WaitingParts, ...]:
        self.desk.exchange.forget_parts(key)
        return self.desk.exchange.waiting_parts()

    def _forgotten(self, lines: tuple[WaitingParts, ...]) -> None:
        self.waiting.show_lines(lines)
        self.said.emit(tr("已移除。发件人的文件不受影响。"))
        self.choose_button.setFocus()

    # ------------------------------------------------------------ looking and receiving

    def step_back(self) -> None:
        """Put a file away that was only looked at."""
        if self.preview is not None and self.pane.decline.isEnabled():
            self._put_away()

    def take_text(self, path: str) -> None:
        """Look at the file at a path."""
        self.take(Path(path))

    def take(self, path: Path) -> None:
        """Look at a file: check it and show what it would change."""
        self.path, self.preview = path, None
        self.failure.clear()
        self._stack.setCurrentWidget(self.choosing)
        self.choose_button.setEnabled(False)
        self.runner.run_long(
            self, partial(self.desk.exchange.look, path), self._seen, self.progress, self._unseen
        )

    def _seen(self, preview: ExchangePreview) -> None:
        self.preview = preview
        self.choose_button.setEnabled(True)
        self.pane.show_preview(preview)
        self._stack.setCurrentWidget(self.pane)
        self.looked.emit()

    def _unseen(self, error: Exception) -> bool:
        self.choose_button.setEnabled(True)
        path = self.path
        if isinstance(error, NothingToOpen) and path is not None:
            self.ask(partial(self.desk.exchange.read_request, path), self._requested)
        else:
            self.failure.show_error(error)
            self.reload()
        self.looked.emit()
        self.choose_button.setFocus()
        return True

    def _requested(self, request: JoinRequest) -> None:
        self.asked_to_join.emit(request, self.path.name if self.path else "")

    def _receive(self) -> None:
        if self.path is None or self.preview is None:
            return
        self.pane.set_busy(busy=True)
        work = partial(self.desk.exchange.receive, self.path, seen=self.preview.sha256)
        self.runner.run_long(
            self,
            work,
            self._received,
            self.pane.progress,
            self._not_received,
        )

    def _received(self, preview: ExchangePreview) -> None:
        self.pane.set_busy(busy=False)
        self._put_away()
        self.recorded.emit()
        new = preview.total - preview.counts.get("known", 0)
        log.info("received %d records, %d new, %d files", preview.total, new, preview.attachments)
        if new:
            words = _received_words(preview)
        else:
            words = tr("已记下{sender}的来件，没有新内容。").format(sender=preview.sender)
        if preview.backup in BACKED_UP:
            words += tr(BACKED_UP[preview.backup])
        self.said.emit(words)
        if preview.round_new:
            self.went.emit("home", preview.round)

    def _not_received(self, error: Exception) -> bool:
        self.pane.set_busy(busy=False)
        self.pane.failure.show_error(error)
        return True

    def _put_away(self) -> None:
        self.preview = None
        self.reload()
        self._stack.setCurrentWidget(self.choosing)
        self.choose_button.setFocus()
        self.looked.emit()


def _received_words(preview: ExchangePreview) -> str:
    """How much came, and how much of it is kept but does not count yet."""
    held_back = preview.counts.get("waiting", 0) + preview.counts.get("refused", 0)
    if held_back and not accepted(preview):
        return tr("已收下{sender}的来件，{n} 条存入隔离，还没有计入。").format(
            sender=preview.sender, n=held_back
        )
    words = tr("已接收{sender}的 {n} 条记录").format(sender=preview.sender, n=accepted(preview))
    if preview.attachments:
        words += tr("、{files} 个附件（{size}）").format(
            files=preview.attachments, size=size_words(preview.attachments_size)
        )
    if held_back:
        words += tr("，另有 {n} 条存入隔离").format(n=held_back)
    return words + tr("。")
