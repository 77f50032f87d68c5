"""诊断: the log of this desk, and the report for support that its reader sees first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from greendesk.desk import Desk
from greendesk.progress import Progress
from greendesk.use_cases.findings import Health
from ui.i18n import tr
from ui.tasks import TaskRunner
from ui.widgets.exchange_page import plain_box
from ui.widgets.kit import Kit
from ui.widgets.progress import ProgressBlock
from ui.widgets.reports import Reports
from ui.widgets.shown_elsewhere import show_elsewhere


class DiagnosticsCard(QFrame):
    """Opens the log, and makes a report with an examination; nothing is sent."""

    said = Signal(str)

    def __init__(self, kit: Kit, desk: Desk, runner: TaskRunner) -> None:
        super().__init__()
        self._kit, self._desk, self._runner = kit, desk, runner
        self.log_button = kit.button(tr("打开日志"), icon="list")
        self.log_button.clicked.connect(self._open_log)
        self.report_button = kit.button(tr("生成诊断报告"), icon="sheet")
        self.report_button.clicked.connect(self.make)
        self.progress = ProgressBlock(kit, tr("可以随时停止，记录不会丢失"))
        self.progress.stopped.connect(self._over)
        note = kit.text(
            tr("日志和报告里只有位置、代码和数量，没有姓名、文件名和分数；报告先给你看，不会自动发出。"),
            "caption",
            wrap=True,
        )
        self.reports = Reports(self, kit, runner, desk.folder)
        self.reports.told.connect(self.said)
        buttons = kit.row(self.log_button, self.report_button, None, gap=8)
        plain_box(self).addWidget(kit.col(buttons, note, self.progress, gap=8))

    def make(self) -> None:
        """Examine the desk on the worker, then show the report with what was counted."""
        self.report_button.setEnabled(False)
        self._runner.run_long(self, self._examine, self._examined, self.progress, self._failed)

    def _examine(self, progress: Progress) -> Health:
        return self._desk.doctor.examine(progress)

    def _examined(self, health: Health) -> None:
        self._over()
        self.reports.make(health)

    def _failed(self, _error: Exception) -> bool:
        self._over()
        return False

    def _over(self) -> None:
        self.report_button.setEnabled(True)

    def _open_log(self) -> None:
        show_elsewhere(self, self._kit, self._desk.folder / "log")
