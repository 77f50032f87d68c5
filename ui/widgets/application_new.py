"""A new application: take in the package, fill the form about the unit, register both."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from greendesk.domain.policy import Policy
from ui.i18n import tr
from ui.widgets.application_form import UnitForm
from ui.widgets.application_intake import IntakeBlock, Looked
from ui.widgets.application_section import hint_for
from ui.widgets.application_units import KnownUnit, UnitListUnreadable, read_known_units
from ui.widgets.file_chooser import FileChooser
from ui.widgets.view import ScreenContext

PATTERNS = "CSV (*.csv)"


class NewApplication(QWidget):
    """The page for one more unit; after registering it is empty for the next."""

    registered = Signal(str)  # the id of the application
    left = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        kit = self.kit = context.kit
        self.desk, self.round_id, self.runner = context.desk, context.round_id, context.runner
        self._begun = ""  # registered already, the package not yet
        self.intake = IntakeBlock(context)
        self.intake.setMinimumHeight(kit.theme.px(220))
        self.intake.looked.connect(self._prefill)
        self.form = UnitForm(kit)
        self.form.entered.connect(self.save)
        self._chooser = FileChooser(self, self.read_list)
        self.list_button = kit.button(tr("选择名单文件"), "quiet", "book")
        self.list_button.clicked.connect(self._pick_list)
        self.list_note = kit.text(
            tr("有已知单位的 CSV 名单时，键入几个字就能补全名称、地区和行业。"), "caption"
        )
        self.list_note.setWordWrap(True)
        self.back_button = kit.tool("left", tr("返回申报列表（Esc）"))
        self.back_button.clicked.connect(self.left)
        self.save_button = kit.button(tr("登记申报"), "primary", "check")
        self.save_button.clicked.connect(self.save)
        self.hint = kit.text("", "caption", "danger")
        self.hint.setWordWrap(True)
        note = tr("先收材料包，再核对单位信息；没有材料包也可以先登记。")
        head = kit.row(
            self.back_button, kit.pair(tr("登记新申报"), note, "heading"), None, self.save_button,
            gap=12, pad=(24, 0), height=80,
        )  # fmt: skip
        unit = kit.col(
            kit.row(kit.text(tr("单位信息"), "heading"), None, self.list_button),
            self.list_note,
            self.form,
            self.hint,
            gap=12,
            pad=(24, 20),
            role="card",
        )
        package = kit.col(kit.text(tr("材料包"), "heading"), self.intake, None, gap=10, width=380)
        unit.setMaximumWidth(kit.theme.px(760))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(kit.row(package, (kit.col(unit, None), 1), gap=24, pad=(24, 0)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 24)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(area, 1)

    def begin(self, policy: Policy, path: str = "") -> None:
        """Be ready for a unit; with `path` its package is read at once."""
        self.form.offer(policy)
        if path:
            self.intake.take(path)
        self.first()

    def first(self) -> None:
        """Begin with the package."""
        self.intake.file_button.setFocus()

    def save(self) -> None:
        """Register the unit and, where it was taken in, its package."""
        if self.intake.busy or self.form.wrong():
            return
        data, looked = self.form.data(), self.intake.result
        applications, round_id = self.desk.applications, self.round_id

        def work() -> str:
            self._begun = applications.register(round_id, data, self._begun)
            if looked is not None:
                applications.receive_package(round_id, self._begun, looked.source, looked.inventory)
            return self._begun

        self.save_button.setEnabled(False)
        self.runner.run(self, work, self._saved, self._failed)

    # ------------------------------------------------------------ known units

    def read_list(self, path: str) -> None:
        """Read a list of known units for completing what is typed."""
        self.runner.run(self, partial(read_known_units, Path(path)), self._know, self._list_failed)

    def _pick_list(self) -> None:
        self._chooser.file(tr("选择名单文件"), PATTERNS)

    def _know(self, units: Sequence[KnownUnit]) -> None:
        self.form.know(units)
        self.list_note.setText(tr("名单中有 %n 家，在单位名称里键入几个字即可选用。", n=len(units)))
        self.form.edits["unit"].setFocus()

    def _list_failed(self, error: Exception) -> bool:
        if not isinstance(error, UnitListUnreadable):
            return False
        columns = error.args == ("columns",)
        self.list_note.setText(
            tr("名单用不了：第一行没有“工厂名称”或“企业名称”一列。")
            if columns
            else tr("名单读不出来，应为 UTF-8 或 GBK 编码的 CSV 文件。")
        )
        return True

    # ------------------------------------------------------------ inside

    def _prefill(self, looked: Looked) -> None:
        self.save_button.setText(tr("登记并收件"))
        if looked.unit:
            self.form.show_values(looked.unit, only_empty=True)
        focused = QApplication.focusWidget()
        if focused is None or not self.form.isAncestorOf(focused):  # it stays where someone is typing
            self.form.edits["unit"].setFocus()

    def _saved(self, application: str) -> None:
        self.save_button.setEnabled(True)
        self.save_button.setText(tr("登记申报"))
        self._begun = ""
        self.hint.setText("")
        self.form.clear()
        self.intake.forget()
        self.registered.emit(application)

    def _failed(self, error: Exception) -> bool:
        self.save_button.setEnabled(True)
        if self.form.refused(error):
            return True
        self.hint.setText(hint_for(error))
        return bool(self.hint.text())
