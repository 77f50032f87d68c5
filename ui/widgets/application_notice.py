"""The notice of what is missing (补正通知): who asks, by when, and the papers that came of it."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from greendesk.queries import AttachmentLine
from ui.i18n import tr
from ui.widgets.application_dates import read_date
from ui.widgets.application_fields import Fields, side_by_side
from ui.widgets.application_papers import PaperRow, Papers
from ui.widgets.application_section import Case, CaseSection, hint_for
from ui.widgets.view import ScreenContext


class NoticePane(CaseSection):
    """A small form beside the list of documents; it makes a docx to edit and a signed PDF."""

    closed = Signal()

    def __init__(self, context: ScreenContext, papers: Papers) -> None:
        super().__init__(context)
        kit = self.kit
        self._papers = papers
        self.items = QLabel()
        self.items.setWordWrap(True)
        person = self.desk.person
        self.fields = Fields(kit)
        self.office = self.fields.add(
            "office", tr("出具单位"), kit.field(tr("出具单位"), person.organisation)
        )
        contact = kit.field(tr("联系人和电话"), hint=tr("姓名，电话"))
        self.contact = self.fields.add("contact", tr("联系人和电话"), contact)
        self.deadline = self.fields.add(
            "deadline", tr("补正期限"), kit.field(tr("补正期限"), hint="2026-04-17")
        )
        today = datetime.now().astimezone().date().isoformat()
        self.issued = self.fields.add("issued", tr("出具日期"), kit.field(tr("出具日期"), today))
        self.make_button = kit.button(tr("出具通知"), "primary", "file")
        self.make_button.clicked.connect(self.make)
        close = kit.tool("cross", tr("关闭补正通知"))
        close.clicked.connect(self.closed)
        self.hint = kit.text("", "caption", "danger")
        self.hint.setWordWrap(True)
        self._made = QVBoxLayout()
        self._made.setSpacing(8)
        form = kit.col(
            kit.row(kit.text(tr("补正通知"), "heading"), None, close),
            self.items,
            4,
            self.fields["office"],
            self.fields["contact"],
            side_by_side(kit, self.fields["deadline"], self.fields["issued"], gap=12),
            self.hint,
            kit.row(None, self.make_button),
            8,
            gap=8,
            pad=(12, 8),
            role="pane",
        )
        inner = form.layout()
        assert isinstance(inner, QVBoxLayout)  # noqa: S101  # a column has one
        inner.addLayout(self._made)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def fill(self, case: Case, *, moved: bool) -> None:
        """Say what is missing and show the notices that were made."""
        missing = [line for line in case.detail.documents if line.state in {"missing", "unusable"}]
        self.items.setText(
            "\n".join(f"{place}. {line.title}" for place, line in enumerate(missing, start=1))
            or tr("材料已经齐全。")
        )
        self.make_button.setEnabled(bool(missing))
        if moved:
            self.hint.setText("")
        while item := self._made.takeAt(0):
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()
        if case.detail.notices:
            self._made.addWidget(self.kit.text(tr("已出具"), "strong"))
        for notice in case.detail.notices:
            for file in notice:
                self._made.addWidget(PaperRow(self.context, self._papers, file))

    def first(self) -> None:
        """Begin with the first field that is empty."""
        fields: tuple[QWidget, ...] = (self.contact, self.deadline)
        next((one for one in fields if not one.property("text")), self.make_button).setFocus()

    def make(self) -> None:
        """Check the form and make the notice."""
        deadline, issued = read_date(self.deadline.text()), read_date(self.issued.text())
        wrong = tr("写成 2026-04-17 或 4 月 17 日。")
        self.fields.error("office", "" if self.office.text().strip() else tr("填写出具通知的单位。"))
        self.fields.error(
            "contact", "" if self.contact.text().strip() else tr("填写单位补正时找谁、打哪个电话。")
        )
        self.fields.error("deadline", "" if deadline else wrong)
        self.fields.error("issued", "" if issued else wrong)
        if deadline and issued and deadline < issued:
            self.fields.error("deadline", tr("补正期限早于出具日期。"))
        if self.fields.lead_to_error() or deadline is None or issued is None:
            return
        work = partial(
            self.desk.applications.request_correction,
            self.round_id,
            self.application,
            office=self.office.text().strip(),
            contact=self.contact.text().strip(),
            deadline=deadline,
            issued=issued,
        )
        self.make_button.setEnabled(False)
        self.record(work, tr("补正通知已出具。"), self._done, self._failed)

    def _done(self, files: tuple[AttachmentLine, ...]) -> None:
        del files
        self.make_button.setEnabled(True)

    def _failed(self, error: Exception) -> bool:
        self.make_button.setEnabled(True)
        self.hint.setText(hint_for(error))
        return bool(self.hint.text())
