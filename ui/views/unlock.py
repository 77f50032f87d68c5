"""Opening a desk that is there: whose it is, the passphrase, and what to do when it does not fit."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from greendesk.errors import GreendeskError
from ui.composition import DeskFolder
from ui.i18n import tr
from ui.notifier import notice_for
from ui.tasks import TaskRunner
from ui.widgets.brand import beside_brand
from ui.widgets.form_field import FormField
from ui.widgets.kit import Kit

WRONG = "GD-121"


class UnlockView(QWidget):
    """Asks for the passphrase of the desk in a folder."""

    opened = Signal(object)  # the desk
    sample_wanted = Signal()
    other_wanted = Signal()  # another folder

    def __init__(self, kit: Kit, runner: TaskRunner, folder: DeskFolder) -> None:
        super().__init__()
        self.kit, self.runner, self.folder = kit, runner, folder
        self._build()
        QTimer.singleShot(0, self._ask_owner)  # after the first paint: it loads what is heavy

    def _build(self) -> None:
        kit = self.kit
        self.avatar = kit.text("", "avatar")
        self.owner = kit.text("", "title")
        self.organisation = kit.text("", "label")
        self.passphrase = FormField(kit, tr("口令"), kit.field(tr("口令"), role="secret"))
        self.passphrase.field.installEventFilter(self)
        self.passphrase.field.returnPressed.connect(self.unlock)
        self.button = kit.button(tr("打开工作台"), "primary", "lock")
        self.button.clicked.connect(self.unlock)
        self.button.setDefault(True)
        other = kit.button(tr("打开另一个工作台"), "quiet")
        other.clicked.connect(self.other_wanted)
        sample = kit.button(tr("看示例"), "quiet")
        sample.clicked.connect(self.sample_wanted)
        where = kit.text(str(self.folder.path), "caption")
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form = kit.col(
            kit.row(self.avatar, (kit.col(self.owner, self.organisation, gap=2), 1), gap=16),
            28,
            self.passphrase,
            20,
            kit.row(other, sample, None, self.button, gap=8),
            28,
            where,
            gap=0,
        )
        beside_brand(self, kit, form, 480)
        self.setFocusProxy(self.passphrase.field)

    def unlock(self) -> None:
        """Try the passphrase."""
        passphrase = self.passphrase.field.text()
        if not passphrase:
            self.passphrase.say_wrong(tr("先输入口令。"))
            return
        self._wait(waiting=True)
        self.runner.run(self, partial(self.folder.unlock, passphrase), self._opened, self._failed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the caps-lock key while the passphrase is typed: a letter comes large without Shift."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.text().isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.passphrase.hint(tr("大写锁定已打开。") if event.text().isupper() and not shift else "")
        return super().eventFilter(watched, event)

    def _ask_owner(self) -> None:
        self.runner.run(self, self.folder.owner, self._show_owner)

    def _show_owner(self, person: object) -> None:
        name = str(getattr(person, "name", ""))
        self.owner.setText(name)
        self.avatar.setText(name[:1])
        self.organisation.setText(str(getattr(person, "organisation", "")))

    def _opened(self, desk: object) -> None:
        self._wait(waiting=False)
        self.passphrase.field.clear()
        self.opened.emit(desk)

    def _failed(self, error: Exception) -> bool:
        self._wait(waiting=False)
        if isinstance(error, GreendeskError) and error.code == WRONG:
            notice = notice_for(error)
            self.passphrase.say_wrong(notice.sentence)
            self.passphrase.field.selectAll()
            return True
        return False

    def _wait(self, *, waiting: bool) -> None:
        self.passphrase.field.setEnabled(not waiting)
        self.button.setEnabled(not waiting)
        self.button.setText(tr("正在打开…") if waiting else tr("打开工作台"))
        if not waiting:
            self.passphrase.field.setFocus()
