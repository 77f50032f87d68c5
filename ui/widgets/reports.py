"""Reports on the screen: made when something broke or when somebody asks, read first, given away by hand only."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from greendesk.use_cases.findings import Health
from ui.composition.diagnosis import tables_known
from ui.crash_report import Report, Screen, Surroundings, happened, keep
from ui.i18n import tr
from ui.language import spoken
from ui.notifier import Notice
from ui.tasks import TaskRunner
from ui.widgets.dialogs import ask
from ui.widgets.kit import Kit
from ui.widgets.report_sheet import ReportSheet


class Reports(QObject):
    """Offers reports over a window of the program; `folder` is the open desk's, if one is open."""

    shown = Signal(object)  # the sheet, ready to be read
    told = Signal(str)

    def __init__(self, parent: QWidget, kit: Kit, runner: TaskRunner, folder: Path | None) -> None:
        super().__init__(parent)
        self._window, self._kit, self._runner, self._folder = parent, kit, runner, folder
        self._found: tuple[str, ...] = ()
        self._broken: tuple[str, ...] | None = None

    def offer_of(self, error: BaseException, notice: Notice) -> QDialog:
        """Tell of a mistake of ours, and offer to show the report about it; the dialog is open."""
        self._found = happened(error)
        lines = (*notice.lines, tr("可以查看一份诊断报告，决定是否交给技术支持。"), notice.code)
        return self._ask(notice.happened, lines)

    def offer_after(self, broken: tuple[str, ...], *, restored: bool = False) -> QDialog:
        """Say that the last run broke off, and offer the report about it; the dialog is open.

        What is there after a rescue or a restore was told already, and is not what was there before.
        """
        self._broken = broken
        lines = (
            *(() if restored else (tr("已提交的记录和草稿都在，没有改动。"),)),
            tr("可能是断电、强行关机，或程序出错。可以查看一份诊断报告，决定是否交给技术支持。"),
        )
        return self._ask(tr("上次没有正常关闭"), lines)

    def make(self, health: Health | None = None) -> None:
        """Make the report on the worker, then show it."""
        report = Report(
            folder=self._folder,
            happened=self._found,
            broken=self._broken,
            health=health,
            revision=tables_known(),
            around=surroundings(),
        )
        self._runner.run(self, partial(_written, report), self._show)

    def _ask(self, title: str, lines: tuple[str, ...]) -> QDialog:
        keep_it = tr("知道了")
        dialog = ask(self._window, self._kit, title, lines, action=tr("查看报告"), keep=keep_it)
        dialog.accepted.connect(self.make)
        return dialog

    def _show(self, made: tuple[str, Path | None]) -> None:
        text, kept = made
        sheet = ReportSheet(self._window, self._kit, self._runner, text, kept)
        sheet.told.connect(self.told)
        sheet.open()
        self.shown.emit(sheet)


def surroundings() -> Surroundings:
    """What the window system tells; on the GUI thread."""
    screens = tuple(
        Screen(width=one.size().width(), height=one.size().height(), scale=one.devicePixelRatio())
        for one in QGuiApplication.screens()
    )
    return Surroundings(
        platform=QGuiApplication.platformName(),
        locale=QLocale.system().name(),
        language=spoken(),
        screens=screens,
    )


def _written(report: Report) -> tuple[str, Path | None]:
    """The text of a report, and the file beside the log that holds it too."""
    text = report.text()
    return text, keep(report.folder, text) if report.folder is not None else None
