"""Long work on the screen: words, a thin bar, and a way to stop it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.i18n import tr
from ui.widgets.kit import Kit

PATIENCE = 400  # milliseconds: what is over sooner shows no bar


class ProgressBlock(QWidget):
    """Shown while long work runs; `ui.tasks.ProgressView`."""

    stopped = Signal()

    def __init__(self, kit: Kit, below: str = "") -> None:
        super().__init__()
        self.words = kit.text(tr("准备中"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("进度"))
        self.stop = kit.button(tr("停止"), "quiet")
        self.stop.clicked.connect(self._ask_to_stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(kit.row((self.words, 1), self.stop))
        layout.addWidget(self.bar)
        layout.addWidget(kit.text(below or tr("停止后不会写入任何数据"), "caption"))
        self.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self.show)

    def begin(self) -> None:
        """Long work starts."""
        self.words.setText(tr("准备中"))
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self._patience.start()

    def advance(self, done: int, total: int, what: str) -> None:
        """Show how far it is; totals may be bytes, so the bar counts in thousandths.

        What is counted may be through while the work is not: then the bar runs, it never stands at its end.
        """
        share = done / total if total else 1.0
        if share >= 1.0:
            self.bar.setRange(0, 0)
            self.words.setText(tr("即将完成"))
            return
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(share * 1000))
        name = what.rpartition("/")[2]
        percent = f"{share * 100:.0f} %"
        self.words.setText(tr("已完成 {percent}").format(percent=percent) + (f"　{name}" if name else ""))

    def finish(self) -> None:
        """Long work is over, whatever came of it."""
        self._patience.stop()
        self.hide()

    def _ask_to_stop(self) -> None:
        self.words.setText(tr("正在停止"))
        self.stop.setEnabled(False)
        self.stopped.emit()
