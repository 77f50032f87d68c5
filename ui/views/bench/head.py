"""The bench's head: whose case this is, where the data stands, and the ways on."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from greendesk.queries import BenchSheet
from ui.i18n import tr
from ui.widgets.bench_keeper import SheetKeeper
from ui.widgets.bench_marks import ChangingChip
from ui.widgets.fitting_label import FittingLabel
from ui.widgets.kit import Kit
from ui.words import CATEGORIES, said

ROOMY = 1040  # least width at which the declaration has its place beside everything else


class BenchHead(QFrame):
    """Title, declaration, saved state, undo and redo, neighbours, and the one primary button."""

    left = Signal()
    previous_wanted = Signal()
    next_wanted = Signal()
    submit_wanted = Signal()
    paper_wanted = Signal()
    revise_wanted = Signal()
    keep_wanted = Signal()  # leave the sealed review as it is

    def __init__(self, kit: Kit, keeper: SheetKeeper) -> None:
        super().__init__()
        self.keeper = keeper
        sheet = keeper.sheet
        self.setProperty("role", "bar")
        self.setFixedHeight(kit.theme.size["bench-header"])
        self._roomy = kit.theme.px(ROOMY)
        self.back = kit.tool("left", tr("返回我的评审"))
        self.back.clicked.connect(self.left)
        name, note = FittingLabel("heading"), FittingLabel("label")
        name.setText(sheet.unit)
        note.setText(_note(sheet))
        title = kit.col(None, name, note, None, gap=2)
        title.setToolTip(f"{sheet.unit}\n{_note(sheet)}")
        title.setMinimumWidth(kit.theme.px(160))
        self.state = ChangingChip(kit.theme)
        self.saved_icon = kit.icon("check", "success", 16)
        self.saved = kit.text("", "label")
        self.retry = kit.button(tr("重新保存"), "quiet")
        self.retry.clicked.connect(keeper.flush)
        self.undo = kit.tool("undo", tr("撤销（Ctrl+Z）"))
        self.undo.clicked.connect(keeper.undo)
        self.previous = kit.button(tr("上一家"))
        self.previous.setToolTip(tr("上一家（[）"))
        self.previous.setEnabled(bool(sheet.previous))
        self.previous.clicked.connect(self.previous_wanted)
        self.next = kit.button(tr("下一家"))
        self.next.setToolTip(tr("下一家（]）"))
        self.next.setEnabled(bool(sheet.next))
        self.next.clicked.connect(self.next_wanted)
        self.submit = kit.button(_submit_words(sheet), "primary")
        self.submit.setToolTip(tr("{words}（Ctrl+Enter）").format(words=_submit_words(sheet)))
        self.submit.clicked.connect(self.submit_wanted)
        self.paper = kit.button(tr("打开评审表"), "primary", "file")
        self.paper.setToolTip(tr("打开已签名的评审表 PDF"))
        self.paper.clicked.connect(self.paper_wanted)
        self._make_seal_buttons(kit)
        row = QHBoxLayout(self)
        row.setContentsMargins(kit.theme.px(16), 0, kit.theme.px(16), 0)
        row.setSpacing(kit.theme.px(8))
        row.addWidget(self.back)
        row.addWidget(title)
        row.addSpacing(kit.theme.px(8))
        row.addWidget(self.state)
        row.addStretch(1)
        for widget in (self.saved_icon, self.saved, self.retry, self.undo, self.previous, self.next):
            row.addWidget(widget)
        for button in (self.revise, self.keep, self.submit, self.paper):
            row.addWidget(button)
        keeper.state_changed.connect(self.show_state)
        self.show_state()

    def _make_seal_buttons(self, kit: Kit) -> None:
        self.revise = kit.button(tr("修改后重新封存"))
        self.revise.setToolTip(tr("开封前可以换一份；原来的一份在重新封存前一直有效"))
        self.revise.clicked.connect(self.revise_wanted)
        self.keep = kit.button(tr("放弃修改"))
        self.keep.setToolTip(tr("丢掉这次修改，已封存的一份不变"))
        self.keep.clicked.connect(self.keep_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what can be done goes before what was declared long ago."""
        super().resizeEvent(event)
        self.state.setVisible(self.keeper.sheet.locked or self.width() >= self._roomy)

    def show_state(self) -> None:
        """Show whether everything is saved, and what can be taken back."""
        keeper, sheet = self.keeper, self.keeper.sheet
        if sheet.locked:
            self.state.show_chip(tr("已封存交卷") if sheet.sealed else tr("已提交"), "success", "lock")
        elif sheet.may_revise:
            self.state.show_chip(tr("正在修改已封存的评审"), "warning", "lock")
        else:
            self.state.show_chip(tr("无利益关系，已声明"), "success", "shield")
        self.retry.setVisible(keeper.failed)
        self.saved_icon.setVisible(not keeper.unsaved and bool(sheet.saved_at) and not sheet.locked)
        self.saved.setText(self._saved_words())
        self.undo.setEnabled((sheet.undo > 0 or keeper.unsaved) and not sheet.locked)
        self.undo.setVisible(not sheet.locked)
        self.submit.setVisible(not sheet.locked)
        self.paper.setVisible(sheet.locked)
        self.revise.setVisible(sheet.locked and sheet.may_revise)
        self.keep.setVisible(not sheet.locked and sheet.may_revise)

    def _saved_words(self) -> str:
        keeper, sheet = self.keeper, self.keeper.sheet
        if sheet.locked:
            return ""
        if keeper.failed:
            return tr("没有保存上")
        if keeper.unsaved:
            return tr("正在保存")
        if not sheet.saved_at:
            return tr("还没有改动")
        moment = datetime.fromtimestamp(sheet.saved_at / 1000).astimezone()
        today = moment.date() == datetime.now().astimezone().date()
        when = (
            f"{moment:%H:%M}"
            if today
            else tr("{month} 月 {day} 日").format(month=moment.month, day=moment.day)
        )
        return tr("{time} 已保存").format(time=when)


def _submit_words(sheet: BenchSheet) -> str:
    if sheet.may_revise:
        return tr("重新封存")
    return tr("封存提交") if sheet.sealed else tr("提交评审")


def _note(sheet: BenchSheet) -> str:
    parts = (
        said(CATEGORIES, sheet.category),
        sheet.checklist.title,
        tr("材料包第 {version} 版").format(version=sheet.package_version),
    )
    return " · ".join(parts)
