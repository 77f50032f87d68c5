"""The sheets about recovery keys: make one for the office, and let one in."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from greendesk.desk import Desk
from greendesk.errors import GreendeskError
from greendesk.use_cases.recovery import RecoveryKeyLine
from ui.composition.desk_folder import DeskFolder, new_recovery_key
from ui.i18n import tr
from ui.notifier import notice_for
from ui.tasks import TaskRunner
from ui.widgets.file_chooser import FileChooser
from ui.widgets.form_field import FormField
from ui.widgets.kit import Kit
from ui.widgets.rules_parts import selectable
from ui.widgets.sheet import Sheet
from ui.widgets.shown_elsewhere import show_elsewhere

SHORTEST = 12
WRONG = "GD-121"


class RecoverySheet(Sheet):
    """A sheet over the window: words, fields, and one act that runs on the worker."""

    def __init__(self, parent: QWidget, kit: Kit, runner: TaskRunner, title: str) -> None:
        super().__init__(parent, kit, title)
        self.runner = runner
        self.act: QPushButton | None = None
        self._act_words = ""
        self._fields: tuple[FormField, ...] = ()
        self._buttons: list[QWidget] = []
        self._codes: dict[str, FormField] = {}

    def lay_out(
        self,
        lines: Sequence[str],
        fields: Sequence[FormField],
        keep: str,
        act: QPushButton | None,
        other: QPushButton | None = None,
        above: QWidget | None = None,
    ) -> None:
        """Put the words over the fields and the buttons below, with another way out apart from them.

        `above` stands between title and words.
        """
        kit, self.act, self._fields = self.kit, act, tuple(fields)
        safe = kit.button(keep, "" if act else "primary")
        safe.setObjectName("keep")
        safe.clicked.connect(self.reject)
        buttons: list[QWidget | None] = [None, safe] if other is None else [other, None, safe]
        if act is not None:
            act.setObjectName("act")
            act.clicked.connect(self.do)
            self._act_words = act.text()
            buttons.append(act)
        self._buttons = [one for one in buttons if one is not None]
        for row in fields:
            row.field.returnPressed.connect(self.do)
        words: list[QWidget] = [kit.text(line, "label", wrap=True) for line in lines]
        words = words if above is None else [above, *words]
        heading = kit.text(self.windowTitle(), "heading", wrap=True)
        self.fill(
            kit.col(heading, *words, 4, *fields, None, gap=8, pad=(24, 20)), kit.row(*buttons, pad=(24, 16))
        )
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
            self.go_to(first)
        return first is None

    def go_to(self, row: FormField) -> None:
        """Put the focus on a field and what is said of it into sight."""
        row.field.setFocus()
        self.bring_into_sight(row)

    def fail_beside(self, codes: dict[str, FormField]) -> None:
        """Say failures with these codes beside these fields."""
        self._codes = codes

    @property
    def waits(self) -> bool:
        """Whether the act is being done."""
        return self.act is not None and not self.act.isEnabled()

    def wait(self, words: str) -> None:
        """Show that the act is being done: nothing can be typed or pressed meanwhile."""
        self._set_waiting(words, waiting=True)

    def wait_no_more(self) -> None:
        """Let the person type and press again."""
        self._set_waiting(self._act_words, waiting=False)

    def reject(self) -> None:
        """Stay while the act is being done: nobody would hear what came of it."""
        if not self.waits:
            super().reject()

    def failed(self, error: Exception) -> bool:
        """Say a failure beside the field that it is about; False when it is about none."""
        self.wait_no_more()
        row = self._codes.get(error.code) if isinstance(error, GreendeskError) else None
        if row is None:
            return False
        row.say_wrong(notice_for(error).sentence)
        row.field.selectAll()
        self.go_to(row)
        return True

    def _set_waiting(self, words: str, *, waiting: bool) -> None:
        for one in (*self._fields, *self._buttons):
            one.setEnabled(not waiting)
        if self.act is not None:
            self.act.setText(words)
            self.act.setAccessibleName(words)


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
        self._chooser = FileChooser(self, self.save)
        self.fail_beside({"GD-144": self.passphrase, "GD-146": self.name})
        lines = (
            tr("密钥写成一个文件，由单位保管。允许过它的工作台忘记口令时，单位可以用文件和口令打开。"),
            tr("它打不开没有允许过的工作台，也不能用任何人的名义签名。"),
        )
        act = kit.button(tr("选择位置并建立"), "primary")
        self.lay_out(lines, (self.name, self.passphrase, self.repeat), tr("取消"), act)

    def do(self) -> None:
        """Check the fields, then ask where the file goes."""
        if self.waits or not self._fields_are_well():
            return
        self.wait(tr("正在核对口令…"))
        check = partial(_opens, DeskFolder(self._desk.folder), self.passphrase.field.text())
        self.runner.run(self, check, self._choose, self.failed)

    def _choose(self, is_own: bool) -> None:
        self.wait_no_more()
        if is_own:
            self.passphrase.say_wrong(tr("这是工作台的口令。另想一个：保管恢复密钥的人会知道它。"))
            self.passphrase.field.selectAll()
            self.go_to(self.passphrase)
            return
        self._chooser.target(self.windowTitle(), tr("{name} 恢复密钥.age").format(name=self.name.text))

    def save(self, path: str) -> None:
        """Write the file and offer the key in the round."""
        if self.waits or not self._fields_are_well():
            return
        self.wait(tr("正在建立…"))
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
        if len(self.passphrase.field.text()) < SHORTEST:
            self.passphrase.say_wrong(tr("口令要 12 位以上。"))
        if self.passphrase.field.text() != self.repeat.field.text():
            self.repeat.say_wrong(tr("两次口令不一致，请重新输入。"))
        return self.is_well(fields)

    def _made(self, path: Path) -> None:
        self.made.emit(path)
        self.accept()


class KeyWritten(RecoverySheet):
    """Says where the file of the new key lies, and what becomes of it."""

    def __init__(self, parent: QWidget, kit: Kit, runner: TaskRunner, path: Path) -> None:
        super().__init__(parent, kit, runner, tr("恢复密钥已建立"))
        self._path = path
        self.where = selectable(kit.text(str(path), "code", wrap=True))
        self.where.setAccessibleName(tr("恢复密钥文件的位置"))
        lines = (
            tr("把文件移到 U 盘等别处保管，和它的口令分开锁好。丢了其中一样，密钥就不能用了。"),
            tr("密钥随下一份交换文件提供给各工作台；本人允许以后才管用。"),
        )
        folder = kit.button(tr("打开文件夹"), icon="folder")
        folder.clicked.connect(self._open_folder)
        self.lay_out(lines, (), tr("知道了"), None, folder, above=self.where)

    def _open_folder(self) -> None:
        show_elsewhere(self, self.kit, self._path.parent)


class LetRecoveryIn(RecoverySheet):
    """Asks the owner of the desk, in so many words, whether a recovery key may open it; `allowed` carries the name."""

    allowed = Signal(str)

    def __init__(
        self, parent: QWidget, kit: Kit, runner: TaskRunner, folder: DeskFolder, line: RecoveryKeyLine
    ) -> None:
        super().__init__(parent, kit, runner, tr("允许单位恢复密钥"))
        self._folder, self._line = folder, line
        self.passphrase = self.secret(tr("工作台的口令"))
        self.fail_beside({WRONG: self.passphrase})
        lines = (
            tr("允许后，你忘记口令时，{name}可以用恢复密钥打开这个工作台，给你换新口令。").format(
                name=line.name
            ),
            tr("持有恢复密钥的人能看到这里的全部内容，包括草稿；不能用你的名义签名。随时可以在设置里取消。"),
        )
        self.lay_out(lines, (self.passphrase,), tr("不允许"), kit.button(tr("允许"), "primary"))

    def do(self) -> None:
        """Let the key in, with the owner's passphrase."""
        if self.waits:
            return
        if not self.passphrase.field.text():
            self.passphrase.say_wrong(tr("先输入口令。"))
            return
        self.wait(tr("正在允许…"))
        words, line = self.passphrase.field.text(), self._line
        work = partial(self._folder.let_recovery_in, words, line.recipient, line.name)
        self.runner.run(self, work, self._done, self.failed)

    def _done(self, _none: None) -> None:
        self.allowed.emit(self._line.name)
        self.accept()


def _opens(folder: DeskFolder, passphrase: str) -> bool:
    """Whether a passphrase is the desk's own."""
    try:
        folder.check(passphrase)
    except GreendeskError as error:
        if error.code != WRONG:
            raise
        return False
    return True


def _make(desk: Desk, round_id: str, path: Path, name: str, passphrase: str) -> Path:
    """Write the key first: one that is offered and lies nowhere would open nothing."""
    desk.recovery.publish(round_id, new_recovery_key(path, name, passphrase), name)
    return path
