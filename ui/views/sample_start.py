"""The way into the sample desk: made once with progress on the screen, opened by itself afterwards."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from greendesk.progress import Progress
from ui.composition.desk_folder import DeskFolder
from ui.i18n import tr
from ui.tasks import TaskRunner
from ui.widgets.brand import beside_brand
from ui.widgets.kit import Kit
from ui.widgets.progress import ProgressBlock

if TYPE_CHECKING:
    from greendesk.desk import Desk


class SampleStartView(QWidget):
    """Makes the sample desk when it is not there and opens it."""

    opened = Signal(object)  # the desk
    left = Signal()

    def __init__(self, kit: Kit, runner: TaskRunner, folder: DeskFolder) -> None:
        super().__init__()
        self.folder = folder
        self.progress = ProgressBlock(kit, tr("停止后不会留下任何数据"))
        title = tr("正在打开示例") if folder.exists else tr("正在建立示例批次")
        words = tr("示例里的单位、人员和数字都是虚构的；文件、签名和记录是真的，可以随意试。")
        back = kit.button(tr("返回"), "quiet")
        back.clicked.connect(self.left)
        self.progress.stopped.connect(self.left)
        form = kit.col(
            kit.text(title, "title"),
            4,
            kit.text(words, "label", wrap=True),
            24,
            self.progress,
            24,
            kit.row(None, back),
            gap=0,
        )
        back.setVisible(folder.exists)
        beside_brand(self, kit, form, 560)
        runner.run_long(self, partial(_open, folder), self.opened.emit, self.progress)


def _open(folder: DeskFolder, progress: Progress) -> "Desk":
    from ui.sample import SAMPLE_PASSPHRASE, build_sample

    if not folder.exists:
        build_sample(folder.path, progress)
    return folder.unlock(SAMPLE_PASSPHRASE)
