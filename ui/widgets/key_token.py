"""Choosing a UKey and the key on it: its driver, the UKey that is plugged in, the PIN, a new key or one it holds."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from greendesk.errors import GreendeskError
from ui.composition.desk_folder import token_keys, tokens
from ui.i18n import tr
from ui.notifier import notice_for
from ui.tasks import TaskRunner
from ui.widgets.file_chooser import FileChooser
from ui.widgets.form_field import FormField
from ui.widgets.kit import Kit

if TYPE_CHECKING:
    from greendesk.signing_keys import TokenAccess, TokenKeyLine, TokenLine

DRIVERS = "*.dll *.so *.dylib"
_MODULE, _PLUGGED, _PIN, _KEY = {"GD-130"}, {"GD-131"}, {"GD-132", "GD-133"}, {"GD-135", "GD-136", "GD-137"}
_NEW = ""


class TokenPart(QWidget):
    """The fields of a UKey; nothing is written on it before the desk is made."""

    def __init__(self, kit: Kit, runner: TaskRunner) -> None:
        super().__init__()
        self.kit, self.runner = kit, runner
        self._chooser = FileChooser(self, self._module_chosen)
        self._read = ""  # the driver whose UKeys are listed
        choose = kit.button(tr("选择"))
        choose.setAccessibleName(tr("选择 UKey 的驱动文件"))
        choose.clicked.connect(self._choose_module)
        self.module = FormField(
            kit,
            tr("UKey 的驱动文件"),
            kit.field(tr("UKey 的驱动文件"), hint=tr("厂家驱动中的 .dll 或 .so 文件")),
            beside=choose,
        )
        self.module.field.editingFinished.connect(self._module_typed)
        self.token = kit.combo(tr("UKey", "one device"), ())
        self.token.setPlaceholderText(tr("选了驱动文件后列出"))
        self.find_button = kit.button(tr("重新查找"))
        self.find_button.clicked.connect(self.look_for)
        self.pin = FormField(kit, "PIN", kit.field("PIN", role="secret"), tr("连续输错会锁住 UKey"))
        self.key = kit.combo(tr("密钥"), ())
        self.list_button = kit.button(tr("列出已有密钥"))
        self.list_button.clicked.connect(self.list_keys)
        self._token_row = kit.labelled(
            tr("UKey", "one device"), self._beside(self.token, self.find_button), role="strong"
        )
        self._key_row = kit.labelled(tr("密钥"), self._beside(self.key, self.list_button), role="strong")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.module)
        layout.addWidget(self._token_row)
        layout.addWidget(kit.row((self.pin, 1), (kit.col(self._key_row, None, gap=0), 1), gap=16))
        self._show_keys(())
        self.token.setEnabled(False)
        self.find_button.setEnabled(False)
        self.token.currentIndexChanged.connect(self._token_chosen)

    def access(self) -> "TokenAccess":
        """The key as it is chosen now."""
        from greendesk.signing_keys import TokenAccess, TokenPlace

        line: TokenLine = self.token.currentData()
        place = TokenPlace(
            module=self._read, label=line.label, serial=line.serial, key=self.key.currentData()
        )
        return TokenAccess(place=place, pin=self.pin.field.text())

    def check(self, *, new: bool = True) -> QWidget | None:
        """Say what is missing beside its field; returns the first such field."""
        if not self.module.text:
            self.module.say_wrong(tr("选择 UKey 厂家的驱动文件。"))
            return self.module.field
        if self.module.text != self._read or self.token.currentData() is None:
            self.look_for()
            self.kit.set_error(self._token_row, tr("先选 UKey，再继续。"))
            return self.module.field
        if not self.pin.field.text():
            self.pin.say_wrong(tr("输入 UKey 的 PIN。"))
            return self.pin.field
        if new and not self.key.currentData() and self.token.currentData().read_only:
            self.kit.set_error(self._key_row, tr("这个 UKey 是只读的，先列出已有密钥，再选一个。"))
            return self.list_button
        return None

    def failed(self, error: Exception) -> bool:
        """Say a failure beside the field that it is about; False when it is about none."""
        if not isinstance(error, GreendeskError):
            return False
        words = notice_for(error).sentence
        for codes, row in ((_MODULE, self.module), (_PIN, self.pin)):
            if error.code in codes:
                row.say_wrong(words)
                row.field.setFocus()
                return True
        for codes, labelled, field in (
            (_PLUGGED, self._token_row, self.find_button),
            (_KEY, self._key_row, self.key),
        ):
            if error.code in codes:
                self.kit.set_error(labelled, words)
                field.setFocus()
                return True
        return False

    def take_over(self, other: "TokenPart") -> None:
        """Stand as another one does."""
        self.module.field.setText(other.module.field.text())
        self.pin.field.setText(other.pin.field.text())
        if other.module.text:
            self.look_for()

    def look_for(self) -> None:
        """List the UKeys that are plugged in."""
        if self.module.text:
            self._read = self.module.text
            self.find_button.setEnabled(False)
            self.runner.run(self, partial(tokens, self._read), self._show_tokens, self._not_found)

    def list_keys(self) -> None:
        """List the keys that the UKey holds; this asks it with the PIN."""
        missing = self.check(new=False)
        if missing is not None:
            missing.setFocus()
            return
        self.list_button.setEnabled(False)
        self.runner.run(self, partial(token_keys, self.access()), self._keys_found, self._keys_not_found)

    # ------------------------------------------------------------ what happens

    def _beside(self, combo: QComboBox, button: QWidget) -> QWidget:
        combo.setMinimumContentsLength(12)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return self.kit.row((combo, 1), button, gap=8)

    def _choose_module(self) -> None:
        self._chooser.file(tr("选择 UKey 的驱动文件"), DRIVERS, near=self.module.text)

    def _module_chosen(self, path: str) -> None:
        self.module.field.setText(path)
        self.module.well()
        self.look_for()

    def _module_typed(self) -> None:
        if self.module.text != self._read:
            self.look_for()

    def _token_chosen(self, _index: int) -> None:
        self._show_keys(())

    def _show_tokens(self, lines: "tuple[TokenLine, ...]") -> None:
        self.module.well()
        self.find_button.setEnabled(True)
        self.token.setEnabled(bool(lines))
        self.token.clear()
        for line in lines:
            self.token.addItem(tr("{label}（{serial}）").format(label=line.label, serial=line.serial), line)
        if lines:
            self.token.setCurrentIndex(0)  # a combo box with a placeholder chooses none by itself
        missing = "" if lines else tr("没有找到 UKey。插好后按“重新查找”。")
        self.kit.set_error(self._token_row, missing)
        if lines:
            self.pin.field.setFocus()

    def _not_found(self, error: Exception) -> bool:
        self._read = ""
        self.token.clear()
        self.token.setEnabled(False)
        self.find_button.setEnabled(True)
        return self.failed(error)

    def _show_keys(self, lines: "tuple[TokenKeyLine, ...]") -> None:
        self.key.clear()
        self.key.addItem(tr("在 UKey 上生成新的"), _NEW)
        for line in lines:
            name = tr("{label}，{holder}").format(label=line.label, holder=line.holder)
            self.key.addItem(name if line.holder else line.label or line.key, line.key)
        self.kit.set_error(self._key_row, "")

    def _keys_found(self, lines: "tuple[TokenKeyLine, ...]") -> None:
        self.list_button.setEnabled(True)
        self.pin.well()
        self._show_keys(lines)
        if lines:
            self.key.setCurrentIndex(1)
            self.key.setFocus()
        else:
            self.kit.set_error(self._key_row, tr("UKey 里没有能用的 P-256 密钥，可以生成新的。"))

    def _keys_not_found(self, error: Exception) -> bool:
        self.list_button.setEnabled(True)
        return self.failed(error)
