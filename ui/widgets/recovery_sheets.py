"""The sheets about recovery keys: make one for the office, let one in, and open a desk with one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from greendesk.desk import Desk
from greendesk.errors import GreendeskError
from greendesk.use_cases.recovery import RecoveryKeyLine
from ui.composition.desk_folder import DeskFolder, new_recovery_key
from ui.i18n import tr
from ui.notifier import notice_for
from ui.tasks import TaskRunner
from ui.widgets.application_papers import FileChooser
from ui.widgets.form_field import FormField
from ui.widgets.kit import Kit

SHORTEST, SHORTEST_OF_KEY = 8, 12
FILES = "*.age"


class RecoverySheet(QDialog):
    """A sheet over the window: words, fields, and one act that runs on the worker."""

    def __init__(self, parent: QWidget, kit: Kit, runner: TaskRunner, title: str) -> None:
        super().__init__(parent)
        self.kit, self.runner = kit, runner
        self.setObjectName("window")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(kit.theme.px(520))
        self.act: QPushButton | None = None
        self._codes: dict[str, FormField] = {}

    def lay_out(
        self,
        lines: Sequence[str],
        fields: Sequence[FormField],
        keep: str,
        act: QPushButton | None,
        other: QPushButton | None = None,
    ) -> None:
        """Put the words over the fields and the buttons below, with another way out apart from them."""
        kit, self.act = self.kit, act
        safe = kit.button(keep, "" if act else "primary")
        safe.setObjectName("keep")
        safe.clicked.connect(self.reject)
        buttons: list[QWidget | None] = [None, safe] if other is None else [other, None, safe]
        if act is not None:
            act.setObjectName("act")
            act.clicked.connect(self.do)
            buttons.append(act)
        for row in fields:
            row.field.returnPressed.connect(self.do)
        words = [kit.text(line, "label", wrap=True) for line in lines]
        body = kit.col(
            kit.text(self.windowTitle(), "heading"),
            *words,
            4,
            *fields,
            8,
            kit.row(*buttons),
            gap=8,
            pad=(24, 20),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(body)
        first: QWidget = fields[0].field if fields else safe
        self.setFocusProxy(first)
        first.setFocus()

    def do(self) -> None:
        """What the act does; each sheet has its own."""

    def secret(self, name: str, note: str = "") -> FormField:
        """A field for a passphrase."""
        return FormField(self.kit, name, self.kit.field(name, role="secret"), note)

    def is_well(self, fields: Sequence[FormField]) -> bool:
        """Whether no field is wrong; the first that is gets the focus."""
        first = next((row for row in fields if row.wrong), None)
        if first is not None:
            first.field.setFocus()
        return first is None

    def fail_beside(self, codes: dict[str, FormField]) -> None:
        """Say failures with these codes beside these fields."""
        self._codes = codes

    def failed(self, error: Exception) -> bool:
        """Say a failure beside the field that it is about; False when it is about none."""
        if self.act is not None:
            self.act.setEnabled(True)
        row = self._codes.get(error.code) if isinstance(error, GreendeskError) else None
        if row is None:
            return False
        row.say_wrong(notice_for(error).sentence)
        row.field.setFocus()
        row.field.selectAll()
        return True


class NewRecoveryKey(RecoverySheet):
    """Makes the office's recovery key and offers it in the round; `made` carries the file."""

    made = Signal(Path)

    def __init__(self, parent: QWidget, kit: Kit, runner: TaskRunner, desk: Desk, round_id: str) -> None:
        super().__init__(parent, kit, runner, tr("建立单位恢复密钥"))
        self._desk, self._round = desk, round_id
        self.name = FormField(kit, tr("保管单位"), kit.field(tr("保管单位")))
        self.name.field.setText(desk.person.organisation)
        self.passphrase = self.secret(
            tr("恢复密钥的口令"), tr("12 位以上，和文件分开锁好，不要用工作台的口令")
        )
        self.repeat = self.secret(tr("再次输入恢复密钥的口令"))
        self._chooser = FileChooser(self)
        self._chooser.chosen.connect(self.save)
        self.fail_beside({"GD-144": self.passphrase, "GD-146": self.name})
        lines = (
            tr("密钥写成一个文件，由单位保管。允许过它的工作台忘记口令时，单位可以用文件和口令打开。"),
            tr("它打不开没有允许过的工作台，也不能用任何人的名义签名。"),
        )
        act = kit.button(tr("选择位置并建立"), "primary")
        self.lay_out(lines, (self.name, self.passphrase, self.repeat), tr("取消"), act)

    def do(self) -> None:
        """Check the fields, then ask where the file goes."""
        if self._fields_are_well():
            self._chooser.target(self.windowTitle(), tr("{name} 恢复密钥.age").format(name=self.name.text))

    def save(self, path: str) -> None:
        """Write the file and offer the key in the round."""
        if self.act is None or not self._fields_are_well():
            return
        self.act.setEnabled(False)
        work = partial(
            _make, self._desk, self._round, Path(path), self.name.text, self.passphrase.field.text()
        )
        self.runner.run(self, work, self._made, self.failed)

    def _fields_are_well(self) -> bool:
        fields = (self.name, self.passphrase, self.repeat)
        for row in fields:
            row.well()
        if not self.name.text:
            self.name.say_wrong(tr("写明保管单位，各工作台会看到。"))
        if len(self.passphrase.field.text()) < SHORTEST_OF_KEY:
            self.passphrase.say_wrong(tr("口令要 12 位以上。"))
        if self.passphrase.field.text() != self.repeat.field.text():
            self.repeat.say_wrong(tr("两次口令不一致，请重新输入。"))
        return self.is_well(fields)

    def _made(self, path: Path) -> None:
        self.made.emit(path)
        self.accept()


class LetRecoveryIn(RecoverySheet):
    """Asks the owner of the desk, in so many words, whether a recovery key may open it; `allowed` carries the name."""

    allowed = Signal(str)

    def __init__(
        self, parent: QWidget, kit: Kit, runner: TaskRunner, folder: DeskFolder, line: RecoveryKeyLine
    ) -> None:
        super().__init__(parent, kit, runner, tr("允许单位恢复密钥"))
        self._folder, self._line = folder, line
        self.passphrase = self.secret(tr("工作台的口令"))
        self.fail_beside({"GD-121": self.passphrase})
        lines = (
            tr("允许后，你忘记口令时，{name}可以用恢复密钥打开这个工作台，给你换新口令。").format(
                name=line.name
            ),
            tr("持有恢复密钥的人能看到这里的全部内容，包括草稿；不能用你的名义签名。随时可以在设置里取消。"),
        )
        self.lay_out(lines, (self.passphrase,), tr("不允许"), kit.button(tr("允许"), "primary"))

    def do(self) -> None:
        """Let the key in, with the owner's passphrase."""
        if self.act is None or not self.act.isEnabled():
            return
        if not self.passphrase.field.text():
            self.passphrase.say_wrong(tr("先输入口令。"))
            return
        self.act.setEnabled(False)
        words, line = self.passphrase.field.text(), self._line
        work = partial(self._folder.let_recovery_in, words, line.recipient, line.name)
        self.runner.run(self, work, self._done, self.failed)

    def _done(self, _none: None) -> None:
        self.allowed.emit(self._line.name)
        self.accept()


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
        self._chooser = FileChooser(self)
        self._chooser.chosen.connect(self.take)
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
        if self.act is None or not self.act.isEnabled() or not self.is_well(fields):
            return
        self.act.setEnabled(False)
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


def _make(desk: Desk, round_id: str, path: Path, name: str, passphrase: str) -> Path:
    """Write the key first: one that is offered and lies nowhere would open nothing."""
    desk.recovery.publish(round_id, new_recovery_key(path, name, passphrase), name)
    return path
