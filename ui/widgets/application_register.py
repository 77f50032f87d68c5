"""What is registered about the unit, and its correction as a new record."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from ui.i18n import tr
from ui.widgets.application_form import UnitForm
from ui.widgets.application_section import Case, CaseSection, hint_for
from ui.widgets.application_words import moment_words
from ui.widgets.view import ScreenContext


class RegisterSection(CaseSection):
    """The form of the unit, filled; recording it again keeps what stood there before."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self._touched = False
        self.form = UnitForm(kit)
        self.form.changed.connect(self._touch)
        self.form.entered.connect(self.save)
        self.who = kit.text("", "caption")
        self.save_button = kit.button(tr("记录更正"), "primary", "check")
        self.save_button.clicked.connect(self.save)
        card = kit.col(
            kit.text(tr("单位信息"), "heading"),
            self.form,
            kit.row((self.who, 1), self.save_button, gap=12),
            None,
            gap=16,
            pad=(24, 20),
            role="card",
        )
        card.setMaximumWidth(kit.theme.px(760))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(kit.row((card, 4), None))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def fill(self, case: Case, *, moved: bool) -> None:
        """Show what is recorded; what is half typed stays."""
        self.form.offer(case.policy)
        self.form.lock(locked=not case.may_work)
        self.save_button.setVisible(case.may_work)
        if moved or not self._touched:
            self.form.show_detail(case.detail)
            self._touched = False
        told = [event for event in case.detail.events if event.kind == "application.registered"]
        self.who.setText(
            tr("{who} 于 {when} 记录。更正会新增一条记录，原记录保留可查。").format(
                who=told[-1].who, when=moment_words(told[-1].at)
            )
            if told
            else ""
        )

    def first(self) -> None:
        """Begin in the first field."""
        self.form.edits["unit"].setFocus()

    def save(self) -> None:
        """Record the correction."""
        if self.case is None or not self.case.may_work or self.form.wrong():
            return
        work = partial(self.desk.applications.register, self.round_id, self.form.data(), self.application)
        self.record(work, tr("单位信息已更正。"), self._saved, self._failed)

    def _touch(self) -> None:
        self._touched = True

    def _saved(self, application: str) -> None:
        del application
        self._touched = False

    def _failed(self, error: Exception) -> bool:
        if self.form.refused(error):
            return True
        words = hint_for(error)
        self.who.setText(words)
        return bool(words)
