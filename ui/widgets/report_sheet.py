"""The sheet that shows a report whole, as it is, before anybody gets it: save, copy, or throw it away."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.composition.diagnosis import save_text
from ui.i18n import tr
from ui.tasks import TaskRunner
from ui.widgets.exchange_page import plain_box
from ui.widgets.file_chooser import FileChooser
from ui.widgets.kit import Kit

UNBOUNDED = 16_777_215  # Qt's own bound of sizes


class ReportSheet(QDialog):
    """Shows the text of a report; it leaves this computer only in the hands of its reader."""

    told = Signal(str)  # what was done, in words

    def __init__(self, parent: QWidget, kit: Kit, runner: TaskRunner, text: str, kept: Path | None) -> None:
        super().__init__(parent)
        self._runner, self._text, self._kept = runner, text, kept
        self.setObjectName("window")
        self.setWindowTitle(tr("诊断报告"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = kit.long_field(tr("报告全文"), text)
        self.page.setMinimumHeight(kit.theme.px(240))
        self.page.setMaximumHeight(UNBOUNDED)
        self.page.setReadOnly(True)
        self.page.setTabChangesFocus(True)
        self.save_button = kit.button(tr("保存到…"), "primary")
        self.save_button.clicked.connect(self._choose)
        self.copy_button = kit.button(tr("复制"), icon="file")
        self.copy_button.clicked.connect(self._copy)
        self.drop_button = kit.button(tr("不保存"))
        self.drop_button.clicked.connect(self.reject)
        self.rejected.connect(self._drop)
        self.said = kit.text("", "label")
        self._chooser = FileChooser(self, self.save)
        lines = (
            tr("下面是报告的全部内容：程序和系统的版本、出错的位置、数量和最近的日志。"),
            tr("里面没有姓名、单位、文件名和分数。程序不会发出它，由你决定是否交给技术支持。"),
        )
        body = kit.col(
            kit.text(tr("诊断报告"), "heading"),
            *(kit.text(line, wrap=True) for line in lines),
            6,
            (self.page, 1),
            6,
            kit.row(self.said, None, self.drop_button, self.copy_button, self.save_button, gap=8),
            gap=4,
            pad=(24, 20),
        )
        layout: QVBoxLayout = plain_box(self)
        layout.addWidget(body)
        self.resize(kit.theme.px(760), kit.theme.px(620))
        self.save_button.setFocus()

    def save(self, target: str) -> None:
        """Write the report where its reader wants it."""
        self._runner.run(self, partial(save_text, Path(target), self._text), self._saved)

    def _choose(self) -> None:
        self._chooser.target(tr("保存诊断报告"), "GreenDesk-report.txt")

    def _saved(self, name: str) -> None:
        self.told.emit(tr("已保存到 {name}。").format(name=name))
        self.accept()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.said.setText(tr("已复制，可以粘贴到邮件或文档里。"))

    def _drop(self) -> None:
        if self._kept is not None:
            self._runner.run(self, partial(self._kept.unlink, missing_ok=True), self._dropped)

    def _dropped(self, _none: None) -> None:
        self._kept = None
