"""The sheet of a forgotten passphrase: open the desk with the recovery key of an office, or say what is left to do."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.composition.desk_folder import DeskFolder
from ui.i18n import tr
from ui.tasks import TaskRunner
from ui.widgets.file_chooser import FileChooser
from ui.widgets.form_field import FormField
from ui.widgets.kit import Kit
from ui.widgets.recovery_sheets import RecoverySheet

SHORTEST = 8
FILES = "*.age"


class Recover(RecoverySheet):
    """Puts a desk whose passphrase is forgotten under a new one; `recovered` carries the new one."""

    recovered = Signal(str)
    backups_wanted = Signal()

    def __init__(
        self, parent: QWidget, kit: Kit, runner: TaskRunner, folder: DeskFolder, admitted: Sequence[str]
    ) -> None:
        super().__init__(parent, kit, runner, tr("忘记口令"))
        self._folder = folder
        choose = kit.button(tr("选择"))
        choose.setAccessibleName(tr("选择恢复密钥文件"))
        choose.clicked.connect(self._choose)
        self._chooser = FileChooser(self, self.take)
        self.file = FormField(
            kit, tr("恢复密钥文件"), kit.field(tr("恢复密钥文件")), tr("单位保管的 .age 文件"), beside=choose
        )
        self.passphrase = self.secret(tr("恢复密钥的口令"))
        self.new = self.secret(tr("工作台的新口令"), tr("8 位以上"))
        self.repeat = self.secret(tr("再次输入新口令"))
        self.fail_beside(
            {
                "GD-141": self.file,
                "GD-142": self.file,
                "GD-143": self.passphrase,
                "GD-122": self.new,
            }
        )
        if not admitted:
            lines = [
                tr("这个工作台没有允许过恢复密钥。口令找不回来，里面的记录、附件和草稿都打不开了。"),
                tr("换过口令的：换之前的备份用当时的口令能打开，可以恢复到那一天。"),
                tr("参加批次的：新建工作台，向组织单位重新申请加入，交出过的记录会随批次文件发回。"),
                tr("自己组织批次的：交换过的记录还在同事的工作台里，可以查看；要继续组织，新建批次。"),
            ]
            backups = kit.button(tr("查看备份"), "quiet")
            backups.setObjectName("backups")
            backups.clicked.connect(self._to_backups)
            self.lay_out(lines, (), tr("知道了"), None, backups)
            return
        names = tr("、").join(admitted)
        lines = [
            tr("请{name}带恢复密钥来，在这里换新口令。").format(name=names),
            tr("签名密钥不能恢复：打开后向组织单位申请换发证书，然后才能签名。"),
        ]
        fields = (self.file, self.passphrase, self.new, self.repeat)
        self.lay_out(lines, fields, tr("取消"), kit.button(tr("换新口令"), "primary"))

    def take(self, path: str) -> None:
        """Take a chosen file."""
        self.file.field.setText(path)
        self.file.well()
        self.passphrase.field.setFocus()

    def do(self) -> None:
        """Check the fields, then recover."""
        if self.waits:
            return
        fields = (self.file, self.passphrase, self.new, self.repeat)
        for row in fields:
            row.well()
        if not self.file.text:
            self.file.say_wrong(tr("选择单位的恢复密钥文件。"))
        if not self.passphrase.field.text():
            self.passphrase.say_wrong(tr("先输入口令。"))
        if len(self.new.field.text()) < SHORTEST:
            self.new.say_wrong(tr("口令要 8 位以上，中文也可以。"))
        if self.new.field.text() != self.repeat.field.text():
            self.repeat.say_wrong(tr("两次口令不一致，请重新输入。"))
        if not self.is_well(fields):
            return
        self.wait(tr("正在换口令…"))
        work = partial(
            self._folder.recover, Path(self.file.text), self.passphrase.field.text(), self.new.field.text()
        )
        self.runner.run(self, work, self._done, self.failed)

    def _to_backups(self) -> None:
        self.reject()
        self.backups_wanted.emit()

    def _choose(self) -> None:
        self._chooser.file(tr("选择恢复密钥文件"), FILES)

    def _done(self, _none: None) -> None:
        self.recovered.emit(self.new.field.text())
        self.accept()
