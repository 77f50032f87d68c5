"""Where the signing key of a new desk comes from: made here, from a certificate file, or on a UKey."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from greendesk.errors import GreendeskError
from ui.i18n import tr
from ui.notifier import notice_for
from ui.tasks import TaskRunner
from ui.widgets.file_chooser import FileChooser
from ui.widgets.form_field import FormField
from ui.widgets.key_token import TokenPart
from ui.widgets.kit import Kit

if TYPE_CHECKING:
    from greendesk.signing_keys import KeySource

KEY_FILES = "*.p12 *.pfx"
HERE, FILE, TOKEN = "here", "file", "token"
_PASSWORD, _FILE = {"GD-127"}, {"GD-128", "GD-129", "GD-138"}


class KeyChoice(QWidget):
    """Three chips; what a kind of key needs to be told stands below its chip."""

    def __init__(self, kit: Kit, runner: TaskRunner) -> None:
        super().__init__()
        self.kit = kit
        self._chooser = FileChooser(self, self._file_chosen)
        words = {HERE: tr("本机生成"), FILE: tr("证书文件"), TOKEN: tr("UKey")}
        self.kinds = {kind: kit.button(word, "filter", checked=kind == HERE) for kind, word in words.items()}
        group = QButtonGroup(self)
        for button in self.kinds.values():
            group.addButton(button)
        group.buttonClicked.connect(self._show_page)
        self.file = self._file_field()
        self.password = FormField(
            kit,
            tr("证书文件的密码"),
            kit.field(tr("证书文件的密码"), role="secret"),
            tr("导出文件时设的密码"),
        )
        self.token = TokenPart(kit, runner)
        self._pages: dict[str, QFrame] = {
            HERE: self._page(tr("密钥在这台电脑上生成，受口令保护。多数人用这一种。")),
            FILE: self._page(
                tr("密钥复制到工作台，以后受工作台的口令保护，文件留作备份。批次会另发证书。"),
                kit.row((self.file, 1), (self.password, 1), gap=16),
            ),
            TOKEN: self._page(tr("密钥不离开 UKey。打开工作台要口令和 PIN，签名时要插着 UKey。"), self.token),
        }
        label = kit.text(tr("签名密钥"), "strong")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(label)
        layout.addWidget(kit.row(*self.kinds.values(), None, gap=8))
        for page in self._pages.values():
            layout.addWidget(page)
        self._show_page()

    @property
    def kind(self) -> str:
        """Which kind is chosen."""
        return next(kind for kind, button in self.kinds.items() if button.isChecked())

    @property
    def entries(self) -> tuple[FormField, ...]:
        """The lines to write in of the chosen kind."""
        lines = {HERE: (), FILE: (self.file, self.password), TOKEN: (self.token.module, self.token.pin)}
        return lines[self.kind]

    def source(self) -> "KeySource":
        """The key as it is chosen now."""
        from greendesk.signing_keys import NEW_KEY, KeyFile

        if self.kind == FILE:
            return KeyFile(path=Path(self.file.text), password=self.password.field.text())
        return self.token.access() if self.kind == TOKEN else NEW_KEY

    def check(self) -> QWidget | None:
        """Say what is missing beside its field; returns the first such field."""
        if self.kind == TOKEN:
            return self.token.check()
        if self.kind == FILE and not self.file.text:
            self.file.say_wrong(tr("选择 .p12 或 .pfx 文件。"))
            return self.file.field
        return None

    def failed(self, error: Exception) -> bool:
        """Say a failure beside the field that it is about; False when it is about none."""
        if not isinstance(error, GreendeskError):
            return False
        rows = {**dict.fromkeys(_PASSWORD, self.password), **dict.fromkeys(_FILE, self.file)}
        row = rows.get(error.code)
        if row is None:
            return self.token.failed(error)
        row.say_wrong(notice_for(error).sentence)
        row.field.setFocus()
        return True

    def clear(self) -> None:
        """Forget the password and the PIN."""
        self.password.field.clear()
        self.token.pin.field.clear()

    def take_over(self, other: "KeyChoice") -> None:
        """Stand as another one does, when everything is said again in another language."""
        self.kinds[other.kind].setChecked(True)
        self._show_page()
        for mine, its in ((self.file, other.file), (self.password, other.password)):
            mine.field.setText(its.field.text())
        self.token.take_over(other.token)

    def _page(self, note: str, *items: QWidget) -> QFrame:
        return self.kit.col(self.kit.text(note, "caption", wrap=True), *items, gap=10)

    def _file_field(self) -> FormField:
        choose = self.kit.button(tr("选择"))
        choose.setAccessibleName(tr("选择证书文件"))
        choose.clicked.connect(self._choose_file)
        field = self.kit.field(tr("证书文件"))
        return FormField(self.kit, tr("证书文件"), field, tr(".p12 或 .pfx，内有 P-256 密钥"), beside=choose)

    def _show_page(self) -> None:
        for kind, page in self._pages.items():
            page.setVisible(kind == self.kind)

    def _choose_file(self) -> None:
        self._chooser.file(tr("选择证书文件"), KEY_FILES, near=self.file.text)

    def _file_chosen(self, path: str) -> None:
        self.file.field.setText(path)
        self.file.well()
        self.password.field.setFocus()
