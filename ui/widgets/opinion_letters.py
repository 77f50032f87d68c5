"""The batches of letters that went out: by when, who has replied, and their files."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from greendesk.queries import BatchLine, LetterLine
from ui.i18n import tr
from ui.widgets.application_nothing import Nothing
from ui.widgets.application_papers import Papers
from ui.widgets.exchange_page import empty_out, plain_box, scrolled
from ui.widgets.opinion_files import FolderSaver, OpenButton, SaveAllButton
from ui.widgets.opinion_rows import SOON
from ui.widgets.view import ScreenContext


class LettersList(QWidget):
    """Newest first; silence stands out and is never agreement."""

    said = Signal(str)

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self._kit = context.kit
        self.papers, self.saver = Papers(context, self), FolderSaver(context, self)
        self.papers.said.connect(self.said)
        self.saver.said.connect(self.said)
        self.cards: list[QFrame] = []
        self.nothing = Nothing(self._kit, "stamp")
        self.nothing.say(tr("还没有发函"), tr("出具后，每个部门的函件和回函表列在这里。"))
        holder = QWidget()
        self._box = plain_box(holder, 12)
        self._area = scrolled(holder)
        box = plain_box(self)
        box.addWidget(self.nothing, 1)
        box.addWidget(self._area, 1)
        self._area.hide()

    def show_letters(self, batches: Sequence[BatchLine]) -> None:
        """Show every batch."""
        empty_out(self._box)
        self.cards = [self._card(one) for one in batches]
        for card in self.cards:
            self._box.addWidget(card)
        self._box.addStretch(1)
        self.nothing.setVisible(not batches)
        self._area.setVisible(bool(batches))

    def _card(self, batch: BatchLine) -> QFrame:
        kit = self._kit
        name = batch.number or tr("没有文号")
        files = [file for letter in batch.letters for file in letter.files]
        title = kit.text(name, "strong", wrap=True)
        note = tr("{date} 发出，{day}（含当日）前回复").format(date=batch.date, day=batch.reply_by)
        units = tr("、").join(unit for _, unit in batch.units)
        about = kit.text(tr("%n 家单位：", n=len(batch.units)) + units, "caption", wrap=True)
        guess = [kit.text(tr("放假安排尚未公布，暂按周末推算"), "caption")] if batch.provisional else []
        return kit.col(
            kit.row((title, 1), kit.chip(*_state(batch)), gap=8),
            kit.text(note, "label", wrap=True),
            *guess,
            about,
            *(self._letter(one) for one in batch.letters),
            kit.row(None, SaveAllButton(self.saver, files, name)),
            gap=6,
            pad=(16, 12),
            role="card",
        )

    def _letter(self, letter: LetterLine) -> QFrame:
        kit = self._kit
        words = tr("{n}/{all} 已复").format(n=letter.replied, all=letter.asked)
        tone, icon = ("muted", "minus") if letter.silent else ("success", "check")
        return kit.row(
            (kit.text(letter.department_name, wrap=True), 1),
            kit.chip(words, tone, icon),
            *(OpenButton(self.papers, file) for file in letter.files),
            gap=6,
        )


def _state(batch: BatchLine) -> tuple[str, str, str]:
    """Word, tone and icon of a batch: everybody replied, or how long there is."""
    if not batch.silent:
        return tr("全部已复"), "success", "check"
    if batch.late:
        words = tr("逾期 {n} 日").format(n=-batch.days_left) if batch.days_left else tr("已逾期")
        return words, "danger", "clock"
    words = tr("剩 {n} 日").format(n=batch.days_left) if batch.days_left else tr("今日到期")
    return words, "warning" if batch.days_left <= SOON else "info", "clock"
