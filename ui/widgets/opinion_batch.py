"""Quick entry: all departments that have not replied agreed; each reply becomes a record of its own."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from greendesk.queries import OpinionLine
from greendesk.use_cases.opinions import Opinion
from ui.i18n import tr
from ui.widgets.application_dates import read_date
from ui.widgets.application_fields import Fields
from ui.widgets.kit import Kit
from ui.widgets.opinion_rows import AGREE, MatrixRow


class AgreeingDialog(QDialog):
    """One line for each department: number, date, signer; `confirmed` carries the opinions to record."""

    confirmed = Signal(object)

    def __init__(self, parent: QWidget, kit: Kit, row: MatrixRow, waiting: Sequence[OpinionLine]) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = tr("记录 %n 个部门同意", n=len(waiting))
        self.setWindowTitle(title)
        self._waiting = tuple(waiting)
        self.fields = Fields(kit)
        self.numbers: dict[str, QLineEdit] = {}
        self.dates: dict[str, QLineEdit] = {}
        self.signers: dict[str, QLineEdit] = {}
        lines = []
        for one in waiting:
            code, name = one.department, one.department_name
            number, day = (
                kit.field(tr("{name}文号").format(name=name)),
                kit.field(tr("{name}日期").format(name=name)),
            )
            day.setPlaceholderText("2026-04-17")
            signer = kit.field(tr("{name}签发人").format(name=name))
            self.numbers[code] = self.fields.add(f"number {code}", tr("文号"), number)
            self.dates[code] = self.fields.add(f"date {code}", tr("日期"), day)
            self.signers[code] = self.fields.add(f"signer {code}", tr("签发人"), signer)
            parts = (
                self.fields[f"number {code}"],
                self.fields[f"date {code}"],
                self.fields[f"signer {code}"],
            )
            lines.append(
                kit.col(
                    kit.text(name, "strong"), kit.row((parts[0], 3), (parts[1], 2), (parts[2], 2), gap=12)
                )
            )
        keep = kit.button(tr("先不记录"))
        keep.setObjectName("keep")
        keep.clicked.connect(self.reject)
        self.act = kit.button(tr("记录 %n 份同意", n=len(waiting)), "primary", "check")
        self.act.setObjectName("act")
        self.act.clicked.connect(self._confirm)
        note = tr("{unit}：下面的部门都已回函同意。每个部门各成一条记录，函件可以稍后逐份补上。").format(
            unit=row.line.unit
        )
        body = kit.col(
            kit.text(title, "heading"), kit.text(note, wrap=True), 4, *lines, 8, kit.row(None, keep, self.act),
            gap=12, pad=(24, 20),
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(body)
        self.setFixedWidth(kit.theme.px(640))
        keep.setFocus()

    def _confirm(self) -> None:
        opinions = []
        self.fields.clear_errors()
        for one in self._waiting:
            code = one.department
            typed, day = self.dates[code].text().strip(), read_date(self.dates[code].text())
            if typed and day is None:
                self.fields.error(f"date {code}", tr("写成 2026-04-17 或 4 月 17 日。"))
            opinions.append(
                Opinion(
                    application=one.application,
                    department=code,
                    position=AGREE,
                    number=self.numbers[code].text(),
                    date=day.isoformat() if day else "",
                    signer=self.signers[code].text(),
                )
            )
        if not self.fields.lead_to_error():
            self.confirmed.emit(tuple(opinions))
            self.accept()
