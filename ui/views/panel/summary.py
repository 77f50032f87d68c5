"""The pane of the recommendation summary (推荐汇总表): office, date, make it, open what was made."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from greendesk.queries import AttachmentLine
from ui.i18n import tr
from ui.widgets.application_papers import PaperRow, Papers
from ui.widgets.exchange_page import ExchangePage, empty_out, plain_box
from ui.widgets.panel_parts import notice_row
from ui.widgets.panel_reading import PanelReading
from ui.widgets.view import ScreenContext


class SummaryPane(ExchangePage):
    """Lists what was recommended and writes it as a spreadsheet and a signed PDF."""

    closed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self._papers = Papers(context, self)
        self._papers.said.connect(self.said)
        self.rows: list[PaperRow] = []
        self.office: QLineEdit = kit.field(tr("填报单位"), self.desk.person.organisation)
        self.day: QLineEdit = kit.field(tr("日期"), date.today().isoformat())  # noqa: DTZ011 - the person's own day
        self.make_button = kit.button(tr("生成推荐汇总表"), "primary", "sheet")
        self.make_button.clicked.connect(self._make)
        self.note = kit.text("", "label")
        self.note.setWordWrap(True)
        self.hint = kit.text("", "caption", "danger")
        self.hint.hide()
        back = kit.button(tr("返回"), "quiet")
        back.setAccessibleName(tr("返回各位专家的评分"))
        back.clicked.connect(self.closed)
        self._files = QFrame()
        self._list: QVBoxLayout = plain_box(self._files, 10)
        card = kit.col(
            kit.row(kit.text(tr("推荐汇总表"), "heading"), None, back),
            self.note,
            8,
            kit.labelled(tr("填报单位"), self.office, tr("写全称，与公章一致。"), role="strong"),
            4,
            kit.labelled(tr("日期"), self.day, tr("年-月-日，例如 2026-05-20。"), role="strong"),
            self.hint,
            8,
            kit.row(None, self.make_button),
            self.failure,
            8,
            self._files,
            None,
            gap=6,
            pad=(20, 18),
            role="card",
        )
        plain_box(self).addWidget(card)

    def show_panel(self, panel: PanelReading) -> None:
        """Show how many would be listed and what was made before."""
        ready = [line for line in panel.lines if line.concluded and line.recommendation in panel.recommending]
        outdated = [line.unit for line in panel.lines if line.outdated]
        words = tr("将列入 {n} 家：已有专家组意见，结论为{words}。").format(
            n=len(ready), words=tr("或").join(panel.recommending)
        )
        if outdated:
            words += tr("结论之后评审有变的，先重新作结论：{units}。").format(units=tr("、").join(outdated))
        self.note.setText(words)
        self.make_button.setEnabled(bool(ready) and panel.may_conclude)
        empty_out(self._list)
        self.rows = []
        if panel.summary:
            self._list.addWidget(self.kit.text(tr("最近一次的文件"), "strong"))
        elif not ready:
            self._list.addWidget(
                notice_row(self.kit, "clock", "info", tr("还没有推荐的申报。先逐家签署专家组意见。"))
            )
        for paper in panel.summary:
            row = PaperRow(self.context, self._papers, paper)
            self.rows.append(row)
            self._list.addWidget(row)

    def _make(self) -> None:
        try:
            issued = date.fromisoformat(self.day.text().strip())
        except ValueError:
            self._complain(self.day, tr("日期写成 年-月-日，例如 2026-05-20。"))
            return
        if not self.office.text().strip():
            self._complain(self.office, tr("填报单位还没有写。"))
            return
        self.hint.hide()
        self.make_button.setEnabled(False)
        office = self.office.text().strip()
        self.act(partial(self.desk.panel.summarise, self.round_id, office=office, issued=issued), self._made)

    def _complain(self, field: QLineEdit, words: str) -> None:
        self.hint.setText(words)
        self.hint.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, files: tuple[AttachmentLine, ...]) -> None:
        del files
        self.said.emit(tr("推荐汇总表已生成。"))

    def _failed(self, error: Exception) -> bool:
        self.make_button.setEnabled(True)
        return super()._failed(error)
