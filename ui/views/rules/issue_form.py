"""An awaited text at the right of 名单: what waits for it, and the form that says it is out."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedLayout, QWidget

from ui.i18n import tr
from ui.widgets.application_dates import read_date
from ui.widgets.application_fields import Fields
from ui.widgets.application_section import hint_for
from ui.widgets.rules_lists import awaited_chip
from ui.widgets.rules_parts import SidePane, wrapped
from ui.widgets.rules_reading import AwaitedLine, RulesReading
from ui.widgets.view import ScreenContext


class IssueForm(QFrame):
    """Title, number and day of a text that is out; what waited for it may go on."""

    recorded = Signal()
    said = Signal(str)

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        kit = self._kit = context.kit
        self._desk, self._round, self._runner = context.desk, context.round_id, context.runner
        self._shown: tuple[AwaitedLine, bool] | None = None
        self.fields = Fields(kit)
        self.title, self.number, self.day = QLineEdit(), QLineEdit(), QLineEdit()
        self.save_button = kit.button(tr("记录为已发布"), "primary", "check")
        self.save_button.clicked.connect(self.record)
        self._foot = kit.row(None, self.save_button, gap=12, pad=(12, 6))
        self.pane = SidePane(kit, tr("这个文件"), 460, self._foot)
        pages = QStackedLayout(self)
        pages.addWidget(self.pane)

    def show_awaited(self, reading: RulesReading, line: AwaitedLine) -> None:
        """Show an awaited text; what is typed stays while nothing about it changed."""
        if self._shown == (line, reading.may_work):
            return
        self._shown = (line, reading.may_work)
        kit = self._kit
        waiting = [
            stage.title
            for stage in reading.policy.stages
            if any(guard.awaits == line.code for guard in stage.guards)
        ]
        facts = [(tr("条款"), line.article), (tr("等它的阶段"), tr("、").join(waiting))]
        if line.issued:
            facts += [(tr("文号"), line.number), (tr("发布日期"), line.day)]
        parts: list[QWidget | int] = [
            kit.row((wrapped(kit.text(line.title, "heading")), 1), kit.chip(*awaited_chip(line)), gap=8),
            kit.facts(*facts),
            8,
        ]
        self._foot.setVisible(reading.may_work)
        if reading.may_work:
            parts += self._form(line)
        else:
            words = tr("发布情况由工信部门、秘书或组织单位记录。")
            parts.append(wrapped(kit.text(words, "label")))
        self.save_button.setEnabled(True)
        self.pane.show_all(parts)

    def record(self) -> None:
        """Record that the text is out."""
        if self._shown is None:
            return
        title, day = self.title.text().strip(), read_date(self.day.text())
        self.fields.error("title", "" if title else tr("写文件的标题。"))
        self.fields.error("day", "" if day else tr("填写日期，如 2026-05-31。"))
        if self.fields.lead_to_error() or day is None:
            return
        work = partial(
            self._desk.eligibility.issue_rule,
            self._round,
            self._shown[0].code,
            title=title,
            number=self.number.text().strip(),
            issued=day,
        )
        self.save_button.setEnabled(False)
        self._runner.run(self, work, self._recorded, self._failed)

    def _form(self, line: AwaitedLine) -> list[QWidget | int]:
        kit = self._kit
        self.fields = Fields(kit)
        title = kit.field(tr("文件标题"), line.title)
        self.title = self.fields.add("title", tr("文件标题"), title)
        self.number = self.fields.add("number", tr("文号"), kit.field(tr("文号"), line.number))
        day = kit.field(tr("发布日期"), line.day, tr("如 2026-05-31"), width=180)
        self.day = self.fields.add("day", tr("发布日期"), day)
        for field in (self.title, self.number, self.day):
            field.returnPressed.connect(self.record)
        head = kit.text(tr("更正") if line.issued else tr("已发布"), "strong")
        return [head, *(self.fields[name] for name in ("title", "number", "day"))]

    def _recorded(self, _none: None) -> None:
        self._shown = None
        self.said.emit(tr("已记录发布，等它的步骤可以继续。"))
        self.recorded.emit()

    def _failed(self, error: Exception) -> bool:
        self.save_button.setEnabled(True)
        words = hint_for(error)
        self.fields.error("title", words)
        return bool(words)
