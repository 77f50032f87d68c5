"""The card of the settings about backups: when made, when tried, where they lie, and a second place."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from greendesk.desk import Desk
from greendesk.progress import Progress
from greendesk.use_cases.backups import BackupLine, SecondPlace, Trial
from ui.i18n import tr
from ui.notifier import notice_for, notice_of
from ui.tasks import TaskRunner
from ui.theme import repolish
from ui.widgets.backup_words import (
    SAME_DISK,
    BackupRead,
    alarms,
    last_words,
    moment,
    read_backups,
    total_words,
    trial_words,
    tried_short,
)
from ui.widgets.exchange_page import plain_box
from ui.widgets.file_chooser import FileChooser
from ui.widgets.kit import Kit
from ui.widgets.progress import ProgressBlock
from ui.widgets.shown_elsewhere import show_elsewhere


class BackupCard(QFrame):
    """How the backups stand, and the verbs that need no choice; the rest is on the page of backups."""

    wanted = Signal()

    def __init__(self, kit: Kit, desk: Desk, runner: TaskRunner) -> None:
        super().__init__()
        self._kit, self._desk, self._runner = kit, desk, runner
        self.folder = desk.folder / "backups"
        self.made, self.tried, self.total = kit.text("", "strong"), kit.text(""), kit.text("")
        self.place = kit.text(str(self.folder), "code", wrap=True)
        self.second = kit.text("", wrap=True)
        for label in (self.place, self.second):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told = kit.text("", "label", wrap=True)
        self.told.hide()
        self.alarm = kit.text("", wrap=True)
        mark = kit.col(kit.icon("warn", "warning", 18), None, gap=0)
        self._alarm_row = kit.row(mark, (self.alarm, 1), gap=10, pad=(12, 10), role="well")
        self._alarm_row.hide()
        self.show_button = kit.button(tr("打开文件夹"), icon="folder")
        self.show_button.clicked.connect(self._show_folder)
        self.second_button = kit.button(tr("选择第二处"))
        self.second_button.clicked.connect(self._choose)
        self.stop_button = kit.button(tr("停用"), "quiet")
        self.stop_button.setAccessibleName(tr("停用第二处"))
        self.stop_button.clicked.connect(self._give_up)
        self.make_button = kit.button(tr("立即备份"), icon="plus")
        self.make_button.clicked.connect(self.make)
        self.try_button = kit.button(tr("试恢复"), icon="shield")
        self.try_button.clicked.connect(self.try_restore)
        self.open_button = kit.button(tr("查看与恢复"))
        self.open_button.clicked.connect(self.wanted)
        self.progress = ProgressBlock(kit, tr("停止后现有的备份都在"))
        self.progress.stopped.connect(self._stopped)
        self._chooser = FileChooser(self, self.choose_second)
        plain_box(self).addWidget(self._body())

    def _body(self) -> QFrame:
        kit = self._kit
        rows = (
            (tr("最近一次"), self.made),
            (tr("试恢复"), self.tried),
            (tr("共有"), self.total),
            (tr("存放位置"), self.place),
            (tr("第二处"), self.second),
        )
        lines = [
            kit.row(kit.col(kit.text(name, "label", width=96), None, gap=0), (value, 1), gap=8)
            for name, value in rows
        ]
        note = kit.text(
            tr(
                "每天和工作中自动备份，接收文件和修复之前也备份。第二处可以是 U 盘或共享文件夹，电脑坏了也能恢复。"
            ),
            "caption",
            wrap=True,
        )
        body: QFrame = kit.col(
            self._alarm_row,
            *lines,
            kit.row(self.show_button, self.second_button, self.stop_button, None, gap=8),
            note,
            4,
            kit.row(self.make_button, self.try_button, self.open_button, None, gap=8),
            self.progress,
            self.told,
            gap=6,
        )
        return body

    def reload(self) -> None:
        """Read how the backups stand."""
        self._runner.run(self, partial(read_backups, self._desk), self.show_read)

    def show_read(self, read: BackupRead) -> None:
        """Show how the backups stand, and what needs attention."""
        status, server = read.status, read.status.next_due is None
        self.made.setText(
            last_words(read) if status.last_made is None else moment(status.last_made, read.now)
        )
        self.tried.setText(tried_short(status))
        self.total.setText(total_words(status))
        self.second.setText(self._second_words(read))
        self.stop_button.setVisible(status.second_place is not None)
        words = tr("更改第二处") if status.second_place else tr("选择第二处")
        self.second_button.setText(words)
        self.second_button.setAccessibleName(words)
        for button in (self.make_button, self.second_button):
            button.setVisible(not server)
        found = alarms(read)
        self.alarm.setText("\n".join(one.words for one in found))
        self._alarm_row.setVisible(bool(found))

    # ------------------------------------------------------------ what happens

    def make(self) -> None:
        """Write a backup now."""
        self._begin()
        work = partial(self._desk.backups.make, "asked")
        self._runner.run_long(self, work, self._made, self.progress, self._failed)

    def try_restore(self) -> None:
        """Restore the latest backup for a trial; nothing of the desk is touched."""
        self._begin()
        self._runner.run_long(self, self._try, self._tried, self.progress, self._failed)

    def _try(self, progress: Progress) -> Trial:
        return self._desk.backups.try_restore(progress=progress)

    def choose_second(self, folder: str) -> None:
        """Copy every backup to a folder from now on, and what is there already at once."""
        self._begin()
        self._runner.run_long(
            self, partial(self._set_second, Path(folder)), self._second_set, self.progress, self._failed
        )

    def _set_second(self, folder: Path, progress: Progress) -> SecondPlace:
        backups = self._desk.backups
        backups.set_second(folder)
        if not backups.lines():
            backups.make("asked", progress)
        return backups.copy_second(progress)

    def _give_up(self) -> None:
        self._runner.run(self, partial(self._desk.backups.set_second, None), self._given_up, self._failed)

    def _given_up(self, _none: None) -> None:
        self._tell(tr("已停用第二处，那里已有的备份保留。"))
        self.second_button.setFocus()
        self.reload()

    def _second_set(self, second: SecondPlace) -> None:
        self._over()
        if second.trouble not in {"", SAME_DISK}:
            self._tell(_trouble(second.trouble, second.folder), "warning")
        else:
            self._tell(tr("第二处已设置，最近的备份已存过去。"), "success")
        self.reload()

    def _made(self, _line: BackupLine) -> None:
        self._over()
        self._tell(tr("已备份。"), "success")
        self.reload()

    def _tried(self, trial: Trial) -> None:
        self._over()
        self._tell(trial_words(trial), "success" if trial.ok else "danger")
        self.reload()

    def _failed(self, error: Exception) -> bool:
        self._over()
        notice = notice_for(error)
        self._tell("\n".join((notice.happened, *notice.lines, notice.code)), "danger")
        self.reload()
        return True

    def _stopped(self) -> None:
        self._over()
        self._tell(tr("已停止。"))

    def _begin(self) -> None:
        self.told.hide()
        self._enable(on=False)

    def _over(self) -> None:
        self._enable(on=True)

    def _enable(self, *, on: bool) -> None:
        for button in (self.make_button, self.try_button, self.second_button, self.stop_button):
            button.setEnabled(on)

    # ------------------------------------------------------------ words

    def _tell(self, words: str, tone: str = "") -> None:
        self.told.setText(words)
        self.told.setProperty("tone", tone)
        repolish(self.told)
        self.told.show()

    @staticmethod
    def _second_words(read: BackupRead) -> str:
        status = read.status
        if status.second_place is None:
            return tr("没有设置")
        if status.second_last is None:
            last = tr("还没有存过")
        else:
            last = tr("最近存到 {when}").format(when=moment(status.second_last, read.now))
        trouble = _trouble(status.second_trouble, status.second_place)
        return "\n".join(filter(None, (str(status.second_place), last, trouble)))

    def _choose(self) -> None:
        self._chooser.folder(tr("选择第二处的文件夹"))

    def _show_folder(self) -> None:
        show_elsewhere(self, self._kit, self.folder)


def _trouble(code: str, place: Path | None) -> str:
    """Why the second place got nothing, in the words of the failure's own message."""
    if not code:
        return ""
    notice = notice_of(code, folder=str(place))
    return notice.sentence if notice else tr("现在存不进去：插好 U 盘或连上网盘。")
