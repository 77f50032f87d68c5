"""The first start: who am I, a passphrase, how the program looks and speaks, and where the desk lives."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QWidget

from greendesk.errors import GreendeskError
from ui.composition.desk_folder import DeskFolder
from ui.i18n import LANGUAGES, tr
from ui.notifier import notice_for
from ui.tasks import TaskRunner
from ui.widgets.brand import beside_brand
from ui.widgets.form_field import FormField
from ui.widgets.key_choice import KeyChoice
from ui.widgets.kit import Kit

if TYPE_CHECKING:
    from greendesk.desk import Desk

SHORTEST = 8
GIGABYTE = 10**9
NEEDED = 2  # gigabytes: a round of a province with its packages
NAME_MISSING, TOO_SHORT = "GD-126", "GD-122"


class FirstStartView(QWidget):
    """Makes the desk; nothing is written before the last button."""

    made = Signal(object)  # the desk
    sample_wanted = Signal()
    backups_wanted = Signal(object)  # the folder where the desk is to be
    language_chosen = Signal(str)
    appearance_chosen = Signal(str)

    def __init__(self, kit: Kit, runner: TaskRunner, folder: Path, language: str, appearance: str) -> None:
        super().__init__()
        self.kit, self.runner = kit, runner
        self.language, self.appearance = language, appearance
        self._build(folder)

    def rebuild(self, language: str) -> None:
        """Say everything again in another language and keep what was typed."""
        fields = self._fields()
        typed = {name: row.field.text() for name, row in fields.items()}
        key = self.key
        self.language = language
        layout = self.layout()
        while layout is not None and (item := layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._build(Path(typed["folder"]))
        for name, row in self._fields().items():
            row.field.setText(typed[name])
        self.key.take_over(key)
        self.languages[language].setFocus()

    def _fields(self) -> dict[str, FormField]:
        return {
            "name": self.name,
            "organisation": self.organisation,
            "title": self.title,
            "passphrase": self.passphrase,
            "repeat": self.repeat,
            "folder": self.folder,
        }

    # ------------------------------------------------------------ layout

    def _build(self, folder: Path) -> None:
        kit = self.kit
        self.name = self._row(tr("姓名"), tr("写在每个签名旁边"))
        self.title = self._row(tr("职务或职称"), tr("选填，印在评审表上"))
        self.organisation = self._row(tr("单位", "of a person"), tr("选填，写全称，与公章一致"))
        self.passphrase = self._row(tr("口令"), tr("8 位以上，只存本机，忘记后无法找回"), secret=True)
        self.repeat = self._row(tr("再次输入口令"), tr("与左边相同"), secret=True)
        self.key = KeyChoice(kit, self.runner)
        change = kit.button(tr("更改"))
        change.setAccessibleName(tr("更改数据位置"))
        change.clicked.connect(self._choose_folder)
        place = kit.field(tr("数据位置"), str(folder))
        place.setReadOnly(True)
        self.folder = FormField(kit, tr("数据位置"), place, beside=change)
        self._show_room()
        self.make_button = kit.button(tr("建立工作台"), "primary")
        self.make_button.setDefault(True)
        self.make_button.clicked.connect(self.make)
        sample = kit.button(tr("先看示例"))
        sample.clicked.connect(self.sample_wanted)
        backup = kit.button(tr("已有备份，从备份恢复"), "quiet", "undo")
        backup.setToolTip(tr("换了电脑，或原来的工作台坏了：从 U 盘、共享文件夹里的备份恢复"))
        backup.clicked.connect(self._restore_wanted)
        head = kit.col(
            kit.text(tr("建立你的工作台"), "title"),
            kit.text(tr("签名和记录都用这个身份。以后加入批次时，由组织单位核对。"), "label", wrap=True),
            gap=4,
        )
        self._form = kit.col(
            self._looks(),
            24,
            head,
            20,
            kit.row((self.name, 1), (self.title, 1), gap=16),
            12,
            self.organisation,
            12,
            kit.row((self.passphrase, 1), (self.repeat, 1), gap=16),
            12,
            self.key,
            12,
            self.folder,
            24,
            kit.row(backup, None, sample, self.make_button, gap=8),
            gap=0,
        )
        beside_brand(self, kit, self._form, 640)
        self.passphrase.field.editingFinished.connect(self._check_passphrase)
        self.repeat.field.editingFinished.connect(self._check_repeat)
        secrets = (self.key.password, self.key.token.pin)
        for row in (self.name, self.title, self.organisation, self.passphrase, self.repeat, *secrets):
            row.field.returnPressed.connect(self.make)
        self.setFocusProxy(self.name.field)

    def _row(self, name: str, note: str = "", *, hint: str = "", secret: bool = False) -> FormField:
        field = self.kit.field(name, hint=hint, role="secret" if secret else "")
        return FormField(self.kit, name, field, note)

    def _looks(self) -> QFrame:
        """Language and appearance, as chips that take effect at once."""
        self.languages = {code: self._chip(words, code == self.language) for code, words in LANGUAGES.items()}
        looks = {"system": tr("跟随电脑"), "light": tr("浅色"), "dark": tr("深色")}
        self.appearances = {name: self._chip(words, name == self.appearance) for name, words in looks.items()}
        for buttons, chosen in (
            (self.languages, self._language_clicked),
            (self.appearances, self._appearance_clicked),
        ):
            group = QButtonGroup(self)
            group.setExclusive(True)
            for button in buttons.values():
                group.addButton(button)
            group.buttonClicked.connect(chosen)
        return self.kit.row(*self.languages.values(), None, *self.appearances.values(), gap=8)

    def _chip(self, words: str, chosen: bool) -> QPushButton:
        return self.kit.button(words, "filter", checked=chosen)

    # ------------------------------------------------------------ what happens

    def make(self) -> None:
        """Check the form, then make the desk on the worker."""
        if not self._form.isEnabled():
            return
        for check in (self._check_name, self._check_passphrase, self._check_repeat, self._show_room):
            check()
        unfit = self.key.check()
        first = next((row.field for row in self._fields().values() if row.wrong), unfit)
        if first is not None:
            first.setFocus()
            return
        from greendesk.ports import Person

        person = Person(name=self.name.text, organisation=self.organisation.text, title=self.title.text)
        target = DeskFolder(Path(self.folder.text))
        self._wait(waiting=True)
        work = partial(target.create, person, self.passphrase.field.text(), self.key.source())
        self.runner.run(self, work, self._made, self._failed)

    def _made(self, desk: "Desk") -> None:
        self.make_button.setText(tr("正在打开…"))  # nothing can be typed again before the next screen stands
        self.passphrase.field.clear()
        self.repeat.field.clear()
        self.key.clear()
        self.made.emit(desk)

    def _failed(self, error: Exception) -> bool:
        self._wait(waiting=False)
        rows = {NAME_MISSING: self.name, TOO_SHORT: self.passphrase}
        row = rows.get(error.code) if isinstance(error, GreendeskError) else None
        if row is None:
            return self.key.failed(error)
        notice = notice_for(error)
        row.say_wrong(notice.sentence)
        row.field.setFocus()
        return True

    def _wait(self, *, waiting: bool) -> None:
        self._form.setEnabled(not waiting)
        self.make_button.setText(tr("正在建立…") if waiting else tr("建立工作台"))

    def _check_name(self) -> None:
        if not self.name.text:
            self.name.say_wrong(tr("姓名会写在每个签名旁边，要填写。"))

    def _check_passphrase(self) -> None:
        if len(self.passphrase.field.text()) < SHORTEST:
            self.passphrase.say_wrong(tr("口令要 8 位以上，中文也可以。"))
        else:
            self.passphrase.well()

    def _check_repeat(self) -> None:
        if self.repeat.field.text() != self.passphrase.field.text():
            self.repeat.say_wrong(tr("两次口令不一致，请重新输入。"))
        else:
            self.repeat.well()

    def _choose_folder(self) -> None:
        from ui.widgets.file_chooser import FileChooser

        FileChooser(self, self._folder_chosen).folder(tr("选择数据位置"), near=self.folder.text)

    def _folder_chosen(self, chosen: str) -> None:
        folder = Path(chosen)
        if any(folder.iterdir()):
            folder /= "GreenDesk"
        self.folder.field.setText(str(folder))
        self._show_room()

    def _show_room(self) -> None:
        """Say beside the folder whether a desk can be there."""
        folder = Path(self.folder.text)
        if DeskFolder(folder).takes_files:
            self.folder.well()
            self.folder.explain(_room_words(folder))
        else:
            self.folder.say_wrong(tr("这个文件夹不能写入，请更改。"))

    def _restore_wanted(self) -> None:
        self.backups_wanted.emit(Path(self.folder.text))

    def _language_clicked(self, button: QPushButton) -> None:
        code = next(code for code, one in self.languages.items() if one is button)
        if code != self.language:
            self.language_chosen.emit(code)

    def _appearance_clicked(self, button: QPushButton) -> None:
        self.appearance = next(name for name, one in self.appearances.items() if one is button)
        self.appearance_chosen.emit(self.appearance)


def _room_words(folder: Path) -> str:
    """How much room is left there, and what kind of place is wrong."""
    import shutil

    there = next((one for one in (folder, *folder.parents) if one.exists()), None)
    try:
        free = shutil.disk_usage(there or Path.home()).free // GIGABYTE
    except OSError:
        return tr("不要放在 U 盘或共享盘上。")
    enough = tr("剩余 {free} GB，够用。不要放在 U 盘或共享盘上。")
    words = enough if free >= NEEDED else tr("只剩 {free} GB，建议换一个位置。不要放在 U 盘或共享盘上。")
    return words.format(free=free)
