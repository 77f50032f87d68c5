"""备份与恢复: every backup, what each holds, trials, and the way back to one; with an open desk or before one."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from greendesk.progress import Progress
from ui.composition.desk_folder import DeskFolder
from ui.composition.found_backups import FoundBackup
from ui.i18n import tr
from ui.tasks import TaskRunner
from ui.widgets.backup_list import BackupTable, key_of
from ui.widgets.backup_pane import BackupPane
from ui.widgets.backup_reading import BackupsRead, put_back, read_list
from ui.widgets.backup_restore import RestoreSheet, what_happens
from ui.widgets.backup_words import trial_words
from ui.widgets.exchange_page import FailureBox
from ui.widgets.file_chooser import FileChooser
from ui.widgets.fitting_label import FittingLabel
from ui.widgets.kit import Kit
from ui.widgets.progress import ProgressBlock
from ui.widgets.rules_parts import remark

if TYPE_CHECKING:
    from greendesk.desk import Desk
    from greendesk.use_cases.backups import BackupLine, Contents, Restored, Trial

PATIENCE = 250  # milliseconds on one line before it is opened: the arrow keys run over many


class BackupsView(QWidget):
    """Lists backups and restores one; `desk` is nothing on the way in, `folder` is where a desk is or will be."""

    left = Signal()
    desk_closed = Signal()  # a restore begins: nothing of the desk may be asked any more
    restored = Signal(object, object, object)  # Restored, Desk, what the backup held or nothing

    def __init__(self, kit: Kit, runner: TaskRunner, folder: DeskFolder, desk: "Desk | None" = None) -> None:
        super().__init__()
        self.kit, self.runner, self.folder, self.desk = kit, runner, folder, desk
        self.source: Path | None = None  # another folder that is shown in place of the desk's own
        self._found: dict[object, FoundBackup] = {}
        self._contents: dict[object, Contents] = {}
        self._told: dict[object, tuple[str, str]] = {}  # tone, words
        self._read = BackupsRead()
        self._sheet: RestoreSheet | None = None
        self._wanted: list[object] = [None]  # the key that is chosen, for the worker to see
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(PATIENCE)
        self._look.timeout.connect(self._look_now)
        self._build()
        self.reload()

    # ------------------------------------------------------------ layout

    def _build(self) -> None:
        kit = self.kit
        self.setObjectName("window")
        self.back_button = kit.button(tr("返回"), icon="left")
        self.back_button.clicked.connect(self.left)
        self.make_button = kit.button(tr("立即备份"), "primary", "plus")
        self.make_button.clicked.connect(self.make)
        self.make_button.setVisible(self.desk is not None)
        self.own_button = kit.button(tr("本机的备份"), icon="home")
        self.own_button.clicked.connect(self.show_own)
        self.own_button.hide()
        self.choose_button = kit.button(tr("选择备份所在的文件夹"), icon="folder")
        self.choose_button.clicked.connect(self._choose)
        self.note = FittingLabel("label")
        title = kit.col(None, kit.text(tr("备份与恢复"), "title"), self.note, None, gap=4)
        header = kit.row(
            (title, 1),
            self.back_button,
            self.own_button,
            self.choose_button,
            self.make_button,
            gap=12,
            pad=(24, 0),
            height=80,
        )
        self.table = BackupTable(kit.theme)
        self.table.row_chosen.connect(self._chosen)
        self.table.row_activated.connect(self._restore_wanted)
        self.empty = QWidget()
        empty = QVBoxLayout(self.empty)
        self.first_button = kit.button(tr("选择文件夹"), "primary" if self.desk is None else "", "folder")
        self.first_button.clicked.connect(self._choose)
        empty.addWidget(
            kit.empty(
                "shield",
                tr("这里没有备份"),
                tr("选择 U 盘、共享文件夹或旧电脑磁盘上放备份的文件夹。"),
                self.first_button,
            )
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.stack.setMinimumWidth(380)  # what the list needs; the words of the empty one wrap
        self.failure = FailureBox(kit)
        self.progress = ProgressBlock(kit, tr("停止后现有的备份都在"))
        width = 420 if kit.theme.scale < 1.2 else 340
        self.pane = BackupPane(kit, width, everyday=self.desk is not None)
        self.pane.setMinimumWidth(max(320, self.pane.foot.sizeHint().width() + 26))
        self.pane.try_wanted.connect(self.try_restore)
        self.pane.restore_wanted.connect(self.ask)
        self.pane.show_nothing()
        left = kit.col(
            self.failure, self.progress, (kit.col((self.stack, 1), pad=(8, 8), role="card"), 1), gap=12
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 24)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addWidget(kit.row((left, 3), (self.pane, 2), gap=16, pad=(24, 0)), 1)
        self._chooser = FileChooser(self, self.look_in)
        self.setFocusProxy(self.table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ the list

    def reload(self) -> None:
        """Read the list again."""
        work = partial(read_list, self.folder, self.source, self.desk)
        self.runner.run(self, work, self._show, self._failed)

    def show_own(self) -> None:
        """Show the desk's own backups again."""
        self.source = None
        self.reload()

    def look_in(self, folder: str) -> None:
        """Show the backups in another folder."""
        self.source = Path(folder)
        self.reload()

    def _choose(self) -> None:
        self._chooser.folder(tr("选择备份所在的文件夹"))

    def _show(self, read: BackupsRead) -> None:
        self.failure.clear()
        self._read = read
        self._found = {key_of(one): one for one in read.found}
        elsewhere = self.source is not None
        self.table.show_found(read.found, int(time() * 1000), elsewhere=elsewhere)
        self.stack.setCurrentIndex(0 if read.found else 1)
        self.pane.setVisible(bool(read.found))
        self.own_button.setVisible(elsewhere and self.folder.exists)
        self.note.setText(self._note(len(read.found)))
        (self.table if read.found else self.first_button).setFocus()
        if not read.found:
            self.pane.show_nothing()

    def _note(self, count: int) -> str:
        if self.source is not None:
            return tr("{folder} 里有 {count} 份").format(folder=self.source.name or self.source, count=count)
        if not self.folder.exists:
            return tr("从备份恢复工作台")
        return tr("共 {count} 份，自动保留每天、每周、每月的").format(count=count)

    # ------------------------------------------------------------ one backup

    @property
    def chosen(self) -> FoundBackup | None:
        """The backup that is chosen."""
        return self._found.get(self.table.chosen_key())

    @property
    def _may_look(self) -> bool:
        return self.desk is not None and self.source is None

    def _chosen(self, key: object) -> None:
        self._look.stop()
        self._wanted[0] = key
        self._show_chosen()
        if key in self._found and key not in self._contents and self._may_look:
            self._look.start()

    def _show_chosen(self) -> None:
        found, key = self.chosen, self.table.chosen_key()
        if found is None:
            self.pane.show_nothing()
            return
        tone, words = self._told.get(key, ("", ""))
        told = [remark(self.kit, "check" if tone == "success" else "warn", tone, words)] if words else []
        self.pane.show_line(
            found.line,
            self._contents.get(key),
            told=told,
            place=str(self.source) if self.source is not None else "",
            obstacle=self._obstacle(found),
            may_look=self._may_look,
        )

    def _obstacle(self, found: FoundBackup) -> str:
        """Why the desk cannot be put back to a backup, "" when it can."""
        owner, person = self._read.owner, found.person
        if not found.line.whole:
            return tr("这份备份不完整，不能恢复。")
        if owner is not None and person is not None and owner != person:
            words = tr(
                "这是{name}的备份，不能恢复到本机的工作台。在{name}的电脑上恢复，"
                "或在锁定界面点“打开另一个工作台”，选一个空文件夹，再点“已有备份，从备份恢复”。"
            )
            return words.format(name=person.name)
        return ""

    def _look_now(self) -> None:
        found, desk, key = self.chosen, self.desk, self.table.chosen_key()
        if found is None or desk is None or not found.line.whole:
            return
        line, wanted = found.line, self._wanted

        def work(progress: Progress) -> "Contents | None":
            return desk.backups.look_into(line, progress) if wanted[0] == key else None

        self.runner.run_long(
            self, work, partial(self._looked, key), self.progress, partial(self._not_looked, key)
        )

    def _looked(self, key: object, contents: "Contents | None") -> None:
        if contents is None:  # another one was chosen before its turn came
            return
        self._contents[key] = contents
        if key == self.table.chosen_key():
            self._show_chosen()

    def _not_looked(self, key: object, error: Exception) -> bool:
        from ui.notifier import notice_for

        self._told[key] = ("danger", notice_for(error).sentence)
        self._show_chosen()
        return True

    # ------------------------------------------------------------ verbs

    def make(self) -> None:
        """Write a backup now."""
        if self.desk is not None:
            self._long(partial(self.desk.backups.make, "asked"), self._made)

    def _made(self, _line: "BackupLine") -> None:
        self._enable(on=True)
        self.table.choose(None)
        self.reload()

    def try_restore(self) -> None:
        """Restore the chosen backup for a trial; nothing of the desk is touched."""
        found, desk, key = self.chosen, self.desk, self.table.chosen_key()
        if found is None or desk is None:
            return

        def work(progress: Progress) -> "Trial":
            return desk.backups.try_restore(found.line, progress)

        self._long(work, partial(self._tried, key))

    def _tried(self, key: object, trial: "Trial") -> None:
        self._enable(on=True)
        self._told[key] = ("success" if trial.ok else "danger", trial_words(trial))
        self._show_chosen()
        self.reload()

    def _long(self, work: Callable[[Progress], object], then: Callable[..., None]) -> None:
        self.failure.clear()
        self._enable(on=False)
        self.runner.run_long(self, work, then, self.progress, self._failed)

    def _failed(self, error: Exception) -> bool:
        self._enable(on=True)
        self.failure.show_error(error)
        return True

    def _enable(self, *, on: bool) -> None:
        self.make_button.setEnabled(on)
        self.pane.foot.setEnabled(on)

    # ------------------------------------------------------------ going back

    def _restore_wanted(self, _key: object) -> None:
        self.ask()

    def ask(self) -> RestoreSheet | None:
        """Ask before the desk is put back to the chosen backup."""
        found = self.chosen
        if found is None or self._obstacle(found):
            return None
        contents = self._contents.get(self.table.chosen_key())
        present = self.folder.exists
        told = what_happens(
            found.line, contents, self._read.organisers, aside=present, backed=self.desk is not None
        )
        sheet = RestoreSheet(self, self.kit, found.line, told, present=present, label=self._read.label)
        sheet.wanted.connect(self._restore)
        sheet.open()
        self._sheet = sheet
        return sheet

    def _restore(self, passphrase: str, pin: str) -> None:
        """Check the passphrase before a desk is closed for it."""
        found = self.chosen
        if found is None:
            return
        backup = found.line if self.source is None else found.path
        work = partial(self.folder.check_restore, backup, passphrase)
        self.runner.run(self, work, partial(self._put_back, found, passphrase, pin), self._not_restored)

    def _put_back(self, found: FoundBackup, passphrase: str, pin: str, _none: None) -> None:
        """Close the desk, put it back, and open it again."""
        desk, self.desk = self.desk, None
        if desk is not None:
            self.desk_closed.emit()
        backup = found.line if self.source is None else found.path
        work = partial(put_back, self.folder, backup, passphrase, pin, desk)
        then = partial(self._restored, self._contents.get(key_of(found)))
        if self._sheet is not None:
            self.runner.run_long(self, work, then, self._sheet.progress, self._not_restored)

    def _restored(self, contents: "Contents | None", done: "tuple[Restored, Desk]") -> None:
        if self._sheet is not None:
            self._sheet.finish()
        self.restored.emit(*done, contents)

    def _not_restored(self, error: Exception) -> bool:
        if self._sheet is not None:
            self._sheet.say_failed(error)
        return self._sheet is not None
