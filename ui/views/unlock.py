"""Opening a desk that is there: whose it is, passphrase and PIN, and what to do when one does not fit."""

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from greendesk.errors import GreendeskError
from ui.composition.desk_folder import DeskFolder
from ui.i18n import tr
from ui.opened_files import is_opened
from ui.qt_numbers import SELECTABLE
from ui.tasks import TaskRunner
from ui.widgets.brand import beside_brand
from ui.widgets.form_field import FormField
from ui.widgets.kit import Kit

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPaintEvent

    from greendesk.desk import Desk
    from greendesk.ports import Person
    from greendesk.signing_keys import TokenPlace
    from greendesk.use_cases.backups import Restored
    from ui.widgets.unlock_trouble import UnlockTrouble
    from ui.widgets.upgrade_hint import UpgradeHint

T = TypeVar("T")
WRONG = "GD-121"
ABOUT_TOKEN = {"GD-130", "GD-131", "GD-132", "GD-133", "GD-135", "GD-137"}


class UnlockView(QWidget):
    """Asks for the passphrase of the desk in a folder."""

    opened = Signal(object)  # the desk
    sample_wanted = Signal()
    other_wanted = Signal()  # another folder
    rescued = Signal(object, object)  # the desk whose damaged file was made anew, and out of what
    recovered = Signal(object)  # the desk, under its new passphrase
    backups_wanted = Signal()
    file_given = Signal(object)  # dropped here, to be opened once the desk is

    def __init__(self, kit: Kit, runner: TaskRunner, folder: DeskFolder) -> None:
        super().__init__()
        self.kit, self.runner, self.folder = kit, runner, folder
        self._known = False  # whether the key lies on a UKey
        self._asked = False
        self._recovers = False  # the passphrase in the field was given with a recovery key
        self._wanted = False  # opening was asked for before that was known
        self._build()

    def _build(self) -> None:
        kit = self.kit
        self.avatar = kit.text("", "avatar")
        self.owner = kit.text("", "title")
        self.organisation = kit.text("", "label")
        self.passphrase = FormField(kit, tr("口令"), kit.field(tr("口令"), role="secret"))
        self.passphrase.field.returnPressed.connect(self._passphrase_entered)
        self.pin = FormField(kit, tr("UKey 的 PIN"), kit.field(tr("UKey 的 PIN"), role="secret"))
        self.pin.field.returnPressed.connect(self.unlock)
        self._pin_room = kit.col(12, self.pin, gap=0)
        self._pin_room.hide()
        self.button = kit.button(tr("打开工作台"), "primary", "lock")
        self.button.clicked.connect(self.unlock)
        self.button.setDefault(True)
        other = kit.button(tr("打开另一个工作台"), "quiet")
        other.clicked.connect(self.other_wanted)
        sample = kit.button(tr("看示例"), "quiet")
        sample.clicked.connect(self.sample_wanted)
        self.forgotten = kit.button(tr("忘记口令"), "quiet")
        self.forgotten.clicked.connect(self.forget)
        # rooms of what is seldom seen: the first screen does not wait for it
        self._next_room, self._upgrade_room, self._trouble_room = (
            kit.col(gap=0),
            kit.col(gap=0),
            kit.col(gap=0),
        )
        ways = (self.forgotten, other, sample, self.button, self._trouble_room)
        self._held = (self.passphrase, self.pin, *ways)  # while it is tried whether the desk opens
        where = kit.text(str(self.folder.path), "caption", wrap=True)
        where.setProperty("textInteractionFlags", SELECTABLE)
        form = kit.col(
            kit.row(self.avatar, (kit.col(self.owner, self.organisation, gap=2), 1), gap=16),
            28,
            self._next_room,
            self.passphrase,
            kit.row(None, self.forgotten),
            self._pin_room,
            20,
            kit.row(other, sample, None, self.button, gap=8),
            20,
            self._upgrade_room,
            self._trouble_room,
            8,
            where,
            gap=0,
        )
        beside_brand(self, kit, form, 480)
        self.setFocusProxy(self.passphrase.field)
        self.setAcceptDrops(True)
        for field in (self.passphrase.field, self.pin.field):
            field.setAcceptDrops(False)  # the name of a file is no passphrase

    @cached_property
    def next(self) -> QLabel:
        """Where it says which file is opened next."""
        words = self.kit.text("", "label", wrap=True)
        mark = self.kit.col(self.kit.icon("inbox", "accent", 20), None)
        _put(self._next_room, self.kit.col(self.kit.row(mark, (words, 1), gap=10), 20, gap=0))
        return words

    @cached_property
    def upgrade(self) -> "UpgradeHint":
        """Where it says that the data are upgraded."""
        from ui.widgets.upgrade_hint import UpgradeHint

        hint = UpgradeHint(self.kit)
        _put(self._upgrade_room, hint)
        return hint

    @cached_property
    def trouble(self) -> "UnlockTrouble":
        """Where it says what cures a desk that does not open."""
        from ui.widgets.unlock_trouble import UnlockTrouble

        trouble = UnlockTrouble(self.kit)
        trouble.rescue_wanted.connect(self.rescue)
        trouble.restore_wanted.connect(self.backups_wanted)
        _put(self._trouble_room, trouble)
        return trouble

    def expect(self, file: Path) -> None:
        """Say which file is opened next."""
        self.next.setText(tr("打开工作台后，接着打开“{name}”。").format(name=file.name))

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Ask whose desk it is once the first paint is done: that loads what is heavier than the screen."""
        super().paintEvent(event)
        if not self._asked:
            self._asked = True
            QTimer.singleShot(0, self._ask_owner)

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        """Show that files may be let go here."""
        if _first_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: "QDropEvent") -> None:
        """Keep the file until the desk is open."""
        if (file := _first_file(event)) is not None:
            event.acceptProposedAction()
            self.file_given.emit(file)

    def unlock(self) -> None:
        """Try the passphrase, and the PIN where the key lies on a UKey."""
        passphrase, pin = self.passphrase.field.text(), self.pin.field.text()
        if not passphrase:
            self.passphrase.say_wrong(tr("先输入口令。"))
            return
        if not self._known:
            self._wanted = True
            return
        self._open(partial(self.folder.unlock, passphrase, pin), self._opened)

    def _open(self, work: "Callable[[], T]", then: "Callable[[T], None]") -> None:
        """Try to open the desk; says it while its data are upgraded."""
        from ui.widgets.upgrade_hint import open_telling

        self._wait(waiting=True)
        self.runner.run_long(self, partial(open_telling, work), then, self.upgrade, self._failed)

    def forget(self) -> None:
        """Ask who can open the desk beside its owner."""
        self.runner.run(self, self.folder.recovery_keys, self._recover)

    def _recover(self, admitted: "tuple[tuple[str, str], ...]") -> None:
        from ui.widgets.recover_sheet import Recover

        names = [name for _, name in admitted]
        sheet = Recover(self, self.kit, self.runner, self.folder, names)
        sheet.recovered.connect(self._recovered)
        sheet.backups_wanted.connect(self.backups_wanted)
        sheet.open()

    def _recovered(self, passphrase: str) -> None:
        """Open the desk with its new passphrase."""
        self._recovers = True
        self.passphrase.well()
        self.passphrase.field.setText(passphrase)
        self._passphrase_entered()

    def rescue(self) -> None:
        """Read what can be read of a damaged file into a new one, then open the desk."""
        passphrase, pin = self.passphrase.field.text(), self.pin.field.text()
        self._open(partial(_rescue, self.folder, passphrase, pin), self._rescued)

    def _rescued(self, done: "tuple[Desk, Restored | None]") -> None:
        self._clear()
        self.rescued.emit(*done)

    def _passphrase_entered(self) -> None:
        """Go on to the PIN where there is one to type."""
        if self.pin.isVisible() and not self.pin.field.text():
            self.pin.field.setFocus()
        else:
            self.unlock()

    def _ask_owner(self) -> None:
        folder = self.folder

        def work() -> "tuple[Person, TokenPlace | None]":
            return folder.owner(), folder.token()

        self.runner.run(self, work, self._show_owner, self._owner_unknown)

    def _show_owner(self, found: "tuple[Person, TokenPlace | None]") -> None:
        person, token = found
        self.owner.setText(person.name)
        self.avatar.setText(person.name[:1])
        self.organisation.setText(person.organisation)
        if token is not None:
            self.pin.explain(tr("插好“{label}”。留空则只能查看，不能签名。").format(label=token.label))
            self._pin_room.show()
        self._go_on()

    def _owner_unknown(self, error: Exception) -> bool:
        self.trouble.show_error(error)
        self._go_on()  # opening says the same again
        return False

    def _go_on(self) -> None:
        self._known = True
        if self._wanted:
            self._passphrase_entered()

    def _opened(self, desk: object) -> None:
        self._clear()
        (self.recovered if self._recovers else self.opened).emit(desk)

    def _clear(self) -> None:
        """Forget what was typed; nothing can be typed again before the next screen stands."""
        self.passphrase.field.clear()
        self.pin.field.clear()

    def _failed(self, error: Exception) -> bool:
        from ui.notifier import notice_for

        self._wait(waiting=False)
        code = error.code if isinstance(error, GreendeskError) else ""
        row = self.passphrase if code == WRONG else self.pin if code in ABOUT_TOKEN else None
        if row is None:
            return self.trouble.show_error(error)
        row.say_wrong(notice_for(error).sentence)
        row.field.setFocus()
        row.field.selectAll()
        return True

    def _wait(self, *, waiting: bool) -> None:
        for one in self._held:
            one.setEnabled(not waiting)
        self.button.setText(tr("正在打开…") if waiting else tr("打开工作台"))
        if not waiting:
            self.passphrase.field.setFocus()


def _rescue(folder: DeskFolder, passphrase: str, pin: str) -> "tuple[Desk, Restored | None]":
    """Make the damaged file of a desk anew, open it, and say out of what it was made."""
    desk = folder.rescue(passphrase, pin)
    return desk, desk.backups.restored()


def _first_file(event: "QDropEvent") -> Path | None:
    """The first of the files over the window that it would open."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if is_opened(path)), None)


def _put(room: QFrame, what: QWidget) -> None:
    layout = room.layout()
    if layout is not None:
        layout.addWidget(what)
