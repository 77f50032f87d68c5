"""The screen over a desk that was locked while something was half typed: the passphrase brings all of it back."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from greendesk.errors import GreendeskError
from greendesk.ports import Person
from ui.composition.desk_folder import DeskFolder
from ui.i18n import tr
from ui.tasks import TaskRunner
from ui.widgets.brand import beside_brand
from ui.widgets.form_field import FormField
from ui.widgets.kit import Kit

WRONG = "GD-121"


class CoveredView(QWidget):
    """Asks for the passphrase again; the desk stays open behind it."""

    uncovered = Signal()
    closed = Signal()  # close the desk after all

    def __init__(
        self, kit: Kit, runner: TaskRunner, folder: DeskFolder, owner: Person, *, by_hand: bool
    ) -> None:
        super().__init__()
        self.kit, self.runner, self.folder = kit, runner, folder
        self.passphrase = FormField(kit, tr("口令"), kit.field(tr("口令"), role="secret"))
        self.passphrase.field.returnPressed.connect(self.uncover)
        self.button = kit.button(tr("回到工作台"), "primary", "lock")
        self.button.clicked.connect(self.uncover)
        self.button.setDefault(True)
        self.close_button = kit.button(tr("放弃没写完的，关闭工作台"), "quiet")
        self.close_button.clicked.connect(self._ask)
        self.keep_button = kit.button(tr("不放弃"))
        self.keep_button.clicked.connect(self._keep)
        self.discard_button = kit.button(tr("放弃并关闭"), "danger")
        self.discard_button.clicked.connect(self.closed)
        self._question = kit.col(
            20,
            kit.text(tr("关闭后，没写完的内容就没有了。"), wrap=True),
            12,
            kit.row(None, self.keep_button, self.discard_button, gap=8),
            gap=0,
        )
        self._question.hide()
        self.next = kit.text("", "label", wrap=True)
        self.next.hide()
        note = (
            tr("已锁定。没写完的内容还在，回来后接着写。")
            if by_hand
            else tr("一段时间没有操作，已自动锁定。没写完的内容还在，回来后接着写。")
        )
        form = kit.col(
            kit.row(
                kit.text(owner.name[:1], "avatar"),
                (kit.col(kit.text(owner.name, "title"), kit.text(owner.organisation, "label"), gap=2), 1),
                gap=16,
            ),
            20,
            kit.text(note, "label", wrap=True),
            self.next,
            20,
            self.passphrase,
            20,
            kit.row(self.close_button, None, self.button, gap=8),
            self._question,
            gap=0,
        )
        beside_brand(self, kit, form, 480)
        self.setFocusProxy(self.passphrase.field)

    def expect(self, file: Path) -> None:
        """Say which file is opened next."""
        self.next.setText(tr("回到工作台后，接着打开“{name}”。").format(name=file.name))
        self.next.show()

    def uncover(self) -> None:
        """Try the passphrase."""
        if not self.button.isEnabled():
            return
        if not self.passphrase.field.text():
            self.passphrase.say_wrong(tr("先输入口令。"))
            return
        self._wait(waiting=True)
        check = partial(self.folder.check, self.passphrase.field.text())
        self.runner.run(self, check, self._right, self._failed)

    def _ask(self) -> None:
        """Ask before what was typed is lost; whoever just goes on pressing keeps it."""
        self.close_button.hide()
        self._question.show()
        self.keep_button.setFocus()

    def _keep(self) -> None:
        self._question.hide()
        self.close_button.show()
        self.passphrase.field.setFocus()

    def _right(self, _none: None) -> None:
        self.passphrase.field.clear()
        self.uncovered.emit()

    def _wait(self, *, waiting: bool) -> None:
        for one in (self.passphrase, self.close_button, self.button):
            one.setEnabled(not waiting)
        self.button.setText(tr("正在打开…") if waiting else tr("回到工作台"))

    def _failed(self, error: Exception) -> bool:
        self._wait(waiting=False)
        self.passphrase.field.setFocus()
        if not isinstance(error, GreendeskError) or error.code != WRONG:
            return False
        self.passphrase.say_wrong(tr("口令不对。注意大小写和输入法，再输一次。"))
        self.passphrase.field.selectAll()
        return True
