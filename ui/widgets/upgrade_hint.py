"""Says, while a desk is opened, that its data are upgraded first; shown only when that is so."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from greendesk.progress import Progress
from ui.composition.upgrading import hearing
from ui.i18n import tr
from ui.widgets.kit import Kit

T = TypeVar("T")


class UpgradeHint(QFrame):
    """A line that stands from the beginning of an upgrade until the desk is open; it cannot be stopped half-way."""

    stopped = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        words = tr("正在升级数据：先备份，再升级。数据多时要等几分钟，请不要关闭电脑。")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.col(kit.text(words, "label", wrap=True), 12, gap=0))
        self.hide()

    def begin(self) -> None:
        """Opening starts; most desks need no upgrade."""

    def advance(self, done: int, total: int, what: str) -> None:
        """An upgrade has begun."""
        del done, total, what
        self.show()

    def finish(self) -> None:
        """The desk is open, or it stays closed."""
        self.hide()


def open_telling(work: Callable[[], T], progress: Progress) -> T:
    """Open a desk on the worker, and let the screen know when it is upgraded."""
    with hearing(partial(progress.step, 0, 1, "upgrade")):
        return work()
