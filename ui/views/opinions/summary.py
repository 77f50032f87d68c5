"""意见汇总表: office, date, make it, open or save what was made."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from greendesk.queries import AttachmentLine, OpinionLine
from ui.i18n import tr
from ui.widgets.application_dates import read_date
from ui.widgets.application_fields import Fields, side_by_side
from ui.widgets.application_papers import PaperRow, Papers
from ui.widgets.application_rows import DESK_ROLES, PANEL_ROLES
from ui.widgets.exchange_page import ExchangePage, empty_out, plain_box, scrolled
from ui.widgets.opinion_files import FolderSaver, SaveAllButton
from ui.widgets.panel_parts import notice_row
from ui.widgets.view import ScreenContext


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryReading:
    """What the page shows, read at one time."""

    opinions: tuple[OpinionLine, ...]
    applications: int
    files: tuple[AttachmentLine, ...]
    may_make: bool


class OpinionsSummaryPage(ExchangePage):
    """The table of all opinions as a paper; who has not replied is named in it."""

    closed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self._papers, self.saver = Papers(context, self), FolderSaver(context, self)
        self._papers.said.connect(self.said)
        self.saver.said.connect(self.said)
        self.rows: list[PaperRow] = []
        self.fields = Fields(kit)
        today = date.today().isoformat()  # noqa: DTZ011 - the person's own day
        office = kit.field(tr("填报单位"), self.desk.person.organisation)
        self.office: QLineEdit = self.fields.add("office", tr("填报单位"), office)
        self.day: QLineEdit = self.fields.add("day", tr("日期"), kit.field(tr("日期"), today))
        self.make_button = kit.button(tr("生成汇总表"), "primary", "sheet")
        self.make_button.setToolTip("Ctrl+Enter")
        self.make_button.clicked.connect(self.make)
        back = kit.button(tr("返回"), "quiet", "left")
        back.setAccessibleName(tr("返回部门意见"))
        back.clicked.connect(self.closed)
        self.note = kit.text("", "label")
        title = kit.col(None, kit.text(tr("意见汇总表"), "title"), self.note, None, gap=4)
        header = kit.row((title, 1), back, self.make_button, gap=12, pad=(24, 0), height=80)
        self._silent = QFrame()
        self._silent_box = plain_box(self._silent)
        self._files = QFrame()
        self._list = plain_box(self._files, 10)
        form = kit.col(
            self.failure,
            self._silent,
            side_by_side(kit, self.fields["office"], self.fields["day"]),
            8,
            self._files,
            None,
            gap=12,
            pad=(20, 16),
        )
        page = kit.col((scrolled(form, "card"), 1), pad=(24, 0))
        plain_box(self).addWidget(kit.col(header, (page, 1), 24, gap=0))

    def reload(self) -> None:
        """Read how far the opinions are and what was made before."""
        self.ask(self._read, self._show)

    def _read(self) -> SummaryReading:
        desk, round_id = self.desk, self.round_id
        mine = next((line for line in desk.rounds.participants(round_id) if line.me), None)
        matrix = desk.opinions.matrix(round_id)
        return SummaryReading(
            opinions=tuple(one for _, _, opinions in matrix for one in opinions),
            applications=len(matrix),
            files=desk.opinions.summary_files(round_id),
            may_make=bool(mine and (DESK_ROLES | PANEL_ROLES) & set(mine.roles)),
        )

    def _show(self, reading: SummaryReading) -> None:
        kit = self.kit
        replied = sum(bool(one.position) for one in reading.opinions)
        words = tr("{n} 家单位，已回复 {replied} 份，共 {all} 份").format(
            n=reading.applications, replied=replied, all=len(reading.opinions)
        )
        self.note.setText(words)
        empty_out(self._silent_box)
        silent = len(reading.opinions) - replied
        if silent:
            words = tr("还有 %n 份未回复，表中如实写明，不视为同意。", n=silent)
            self._silent_box.addWidget(notice_row(kit, "clock", "warning", words))
        elif not reading.opinions:
            words = tr("还没有申报，登记申报后再生成。")
            self._silent_box.addWidget(notice_row(kit, "clock", "info", words))
        self.make_button.setEnabled(reading.may_make and bool(reading.opinions))
        empty_out(self._list)
        self.rows = [PaperRow(self.context, self._papers, file) for file in reading.files]
        if self.rows:
            all_button = SaveAllButton(self.saver, reading.files, tr("意见汇总表"))
            self._list.addWidget(kit.row(kit.text(tr("最近一次的文件"), "strong"), None, all_button))
        else:
            self._list.addWidget(kit.text(tr("还没有生成过。"), "caption"))
        for row in self.rows:
            self._list.addWidget(row)

    def make(self) -> None:
        """Check the form and make the summary."""
        if not self.make_button.isEnabled():
            return
        day, office = read_date(self.day.text()), self.office.text().strip()
        self.fields.clear_errors()
        self.fields.error("office", "" if office else tr("写全称，与公章一致。"))
        self.fields.error("day", "" if day else tr("写成 2026-04-17 或 4 月 17 日。"))
        if self.fields.lead_to_error() or day is None:
            return
        self.make_button.setEnabled(False)
        make = partial(self.desk.opinions.make_summary, self.round_id, office=office, issued=day)
        self.act(make, self._made)

    def _made(self, files: tuple[AttachmentLine, ...]) -> None:
        del files
        self.said.emit(tr("意见汇总表已生成。"))
        self.reload()

    def _failed(self, error: Exception) -> bool:
        self.make_button.setEnabled(True)
        return super()._failed(error)
