"""Keeping a copy of the signing key: the passphrase, a password for the file, and where the file goes."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from greendesk.desk import Desk
from greendesk.errors import GreendeskError
from ui.composition.desk_folder import DeskFolder
from ui.i18n import tr
from ui.notifier import notice_for
from ui.own_certificates import own_certificates
from ui.tasks import TaskRunner
from ui.widgets.file_chooser import FileChooser
from ui.widgets.form_field import FormField
from ui.widgets.kit import Kit
from ui.widgets.sheet import Sheet

SHORTEST = 8
WRONG, TOO_SHORT = "GD-121", "GD-122"
FILES = "*.p12"


class KeyBackup(Sheet):
    """Writes the key with its certificates as a file under a password; `saved` carries the file."""

    saved = Signal(Path)

    def __init__(self, parent: QWidget, kit: Kit, runner: TaskRunner, desk: Desk, round_id: str) -> None:
        super().__init__(parent, kit, tr("备份签名密钥"))
        self.runner, self.desk, self.round_id = runner, desk, round_id
        self._chooser = FileChooser(self, self.save)
        secret = partial(kit.field, role="secret")
        self.passphrase = FormField(kit, tr("工作台的口令"), secret(tr("工作台的口令")))
        self.password = FormField(
            kit, tr("文件的密码"), secret(tr("文件的密码")), tr("8 位以上，恢复时要用，和文件分开保管")
        )
        self.repeat = FormField(kit, tr("再次输入文件的密码"), secret(tr("再次输入文件的密码")))
        self.keep = kit.button(tr("取消"))
        self.keep.setObjectName("keep")
        self.keep.clicked.connect(self.reject)
        self.act = kit.button(tr("选择位置并保存"), "primary")
        self.act.setObjectName("act")
        self.act.clicked.connect(self.choose)
        for row in self._rows():
            row.field.returnPressed.connect(self.choose)
        note = tr("文件里有密钥和证书。得到文件和密码的人可以用你的名义签名。")
        words = kit.text(self.windowTitle(), "heading"), kit.text(note, "label", wrap=True)
        self.fill(
            kit.col(*words, 4, *self._rows(), None, gap=8, pad=(24, 20)),
            kit.row(None, self.keep, self.act, pad=(24, 16)),
        )
        self.setFocusProxy(self.passphrase.field)
        self.passphrase.field.setFocus()

    def choose(self) -> None:
        """Check the fields, then ask where the file goes."""
        if not self.act.isEnabled() or self._wrong():
            return
        name = tr("{name} 签名密钥.p12").format(name=self.desk.person.name)
        self._chooser.target(tr("备份签名密钥"), name, FILES)

    def save(self, target: Path | str) -> None:
        """Write the file on the worker."""
        if self._wrong():
            return
        path = Path(target)
        desk, round_id = self.desk, self.round_id
        passphrase, password = self.passphrase.field.text(), self.password.field.text()

        def work() -> Path:
            chains = own_certificates(desk, round_id)
            DeskFolder(desk.folder).save_key(passphrase, path, password, chains)
            return path

        self._wait(waiting=True)
        self.runner.run(self, work, self._saved, self._failed)

    def _rows(self) -> tuple[FormField, ...]:
        return self.passphrase, self.password, self.repeat

    def _wrong(self) -> bool:
        """Say what is wrong beside the fields; the first gets the focus."""
        for row in self._rows():
            row.well()
        if not self.passphrase.field.text():
            self.passphrase.say_wrong(tr("先输入口令。"))
        if len(self.password.field.text()) < SHORTEST:
            self.password.say_wrong(tr("密码要 8 位以上。"))
        if self.password.field.text() != self.repeat.field.text():
            self.repeat.say_wrong(tr("两次密码不一致，请重新输入。"))
        first = next((row for row in self._rows() if row.wrong), None)
        if first is not None:
            first.field.setFocus()
        return first is not None

    def reject(self) -> None:
        """Stay while the file is being written: nobody would hear where it is."""
        if self.act.isEnabled():
            super().reject()

    def _wait(self, *, waiting: bool) -> None:
        for one in (*self._rows(), self.keep, self.act):
            one.setEnabled(not waiting)
        self.act.setText(tr("正在保存…") if waiting else tr("选择位置并保存"))

    def _saved(self, path: Path) -> None:
        self.saved.emit(path)
        self.accept()

    def _failed(self, error: Exception) -> bool:
        self._wait(waiting=False)
        rows = {WRONG: self.passphrase, TOO_SHORT: self.password}
        row = rows.get(error.code) if isinstance(error, GreendeskError) else None
        if row is None:
            return False
        wrong = tr("口令不对，没有保存。注意大小写和输入法，再输一次。")
        row.say_wrong(wrong if row is self.passphrase else notice_for(error).sentence)
        row.field.setFocus()
        row.field.selectAll()
        return True
