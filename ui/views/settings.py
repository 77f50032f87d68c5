"""设置: who I am, the passphrase, how the program looks and speaks, whether the data is whole, what is inside."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from greendesk.errors import GreendeskError
from ui.composition.desk_folder import DeskFolder
from ui.composition.updates import updates
from ui.i18n import LANGUAGES, tr
from ui.notifier import notice_for
from ui.settings import APPEARANCE, LANGUAGE, LOCK, TEXT_SIZE, Setting, Settings
from ui.version import program_version
from ui.widgets.backup_card import BackupCard
from ui.widgets.columns import Columns
from ui.widgets.diagnostics_card import DiagnosticsCard
from ui.widgets.doctor_card import DoctorCard
from ui.widgets.form_field import FormField
from ui.widgets.key_sheet import KeySheet
from ui.widgets.security_card import SecurityCard
from ui.widgets.shown_elsewhere import show_elsewhere
from ui.widgets.update_card import UpdateCard
from ui.widgets.view import ScreenContext, View
from ui.words import ROLES, said

if TYPE_CHECKING:
    from greendesk.signing_keys import TokenPlace

    _Me = tuple[str, tuple[str, ...], TokenPlace | None]

SHORTEST = 8
WRONG, TOO_SHORT = "GD-121", "GD-122"
SIZES = (100, 115, 130, 150)
ROOT = Path(__file__).resolve().parents[2]


class SettingsView(View):
    """Each choice takes effect at once; nothing here is recorded in a round."""

    chosen = Signal(object, object)  # setting, value
    sample_wanted = Signal()
    sample_left = Signal()
    backups_wanted = Signal()
    leaving = Signal(bool)  # the program has to end for an update; whether it starts again by itself

    def __init__(self, context: ScreenContext, settings: Settings, *, is_sample: bool) -> None:
        super().__init__(context)
        self._settings, self._is_sample = settings, is_sample
        self._choices: dict[Setting, dict[object, QPushButton]] = {}
        self.security: SecurityCard | None = None
        if not is_sample:
            self.security = SecurityCard(self.kit, self.desk, self.runner, self.round_id, settings[LOCK])
        self._build()

    def reload(self) -> None:
        """Show what is chosen, and read the words of my key, where it lies, and my roles."""
        for setting, buttons in self._choices.items():
            buttons[self._chosen(setting)].setChecked(True)
        desk, round_id = self.desk, self.round_id

        def work() -> "_Me":
            place = DeskFolder(desk.folder).token()
            return desk.exchange.my_words(), desk.rounds.line(round_id).my_roles, place

        self.runner.run(self, work, self._show_identity)
        self.backups.reload()
        self.updates.reload()
        if self.security is not None:
            self.security.reload()

    def open_with(self, argument: object) -> None:
        """Open an update file."""
        if isinstance(argument, Path):
            self.updates.open_file(argument)

    # ------------------------------------------------------------ layout

    def _build(self) -> None:
        kit = self.kit
        cards = (self._identity(), self._passphrase(), *self._security(), self._update(), self._diagnosis())
        left = kit.col(*cards, None, gap=16)
        right = kit.col(self._looks(), self._backups(), self._data(), self._about(), None, gap=16)
        page = Columns(left, right, pad=24)
        page.setMaximumWidth(kit.theme.px(1600))
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(kit.row((page, 1), gap=0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.setSpacing(0)
        layout.addWidget(kit.header(tr("设置"), tr("只影响这台电脑")))
        layout.addWidget(room, 1)

    def _card(self, title: str, *items: QWidget | int | None) -> QFrame:
        kit = self.kit
        return kit.col(kit.text(title, "heading"), 6, *items, gap=6, pad=(20, 16), role="card")

    def _identity(self) -> QFrame:
        kit, person = self.kit, self.desk.person
        self.words = kit.text("", "code")
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.roles = kit.text("")
        self.roles.setWordWrap(True)
        self.key = kit.text("")
        self.key.setWordWrap(True)
        self.backup_button = kit.button(tr("备份签名密钥"))
        self.backup_button.clicked.connect(self.back_up_key)
        self.backup_button.hide()
        rows = (
            (tr("姓名"), kit.text(person.name, "strong")),
            (tr("单位", "of a person"), kit.text(person.organisation or "—")),
            (tr("职务或职称"), kit.text(person.title or "—")),
            (tr("本批次角色"), self.roles),
            (tr("身份词"), self.words),
            (tr("签名密钥"), self.key),
        )
        lines = [kit.row(kit.text(name, "label", width=96), (value, 1), gap=8) for name, value in rows]
        note = kit.text(tr("加入批次时在电话里念身份词，对方的屏幕上应是同样的词。"), "caption")
        note.setWordWrap(True)
        return self._card(tr("身份"), *lines, 4, note, kit.row(None, self.backup_button))

    def _passphrase(self) -> QFrame:
        kit = self.kit
        self.old = FormField(kit, tr("现在的口令"), kit.field(tr("现在的口令"), role="secret"))
        self.new = FormField(
            kit, tr("新口令"), kit.field(tr("新口令"), role="secret"), tr("8 位以上，忘记后无法找回")
        )
        self.repeat = FormField(kit, tr("再次输入新口令"), kit.field(tr("再次输入新口令"), role="secret"))
        self.change_button = kit.button(tr("更换口令"), icon="lock")
        self.change_button.clicked.connect(self.change_passphrase)
        for row in (self.old, self.new, self.repeat):
            row.field.returnPressed.connect(self.change_passphrase)
        items: list[QWidget | int | None] = [
            self.old,
            self.new,
            self.repeat,
            kit.row(None, self.change_button),
        ]
        if self._is_sample:
            items = [kit.text(tr("示例工作台没有需要记住的口令。"), "label")]
        return self._card(tr("口令"), *items)

    def _update(self) -> QFrame:
        language = self._settings[LANGUAGE] or "zh"
        self.updates = UpdateCard(
            self.kit, self.desk, self.runner, language, updates, is_sample=self._is_sample
        )
        self.updates.said.connect(self.said)
        self.updates.rules_changed.connect(self.recorded)
        self.updates.leaving.connect(self.leaving)
        return self._card(tr("更新", "files"), self.updates)

    def _security(self) -> tuple[QFrame, ...]:
        """Locking and who can open the desk; the sample has nothing to hide."""
        if self.security is None:
            return ()
        self.security.chosen.connect(self.chosen)
        self.security.said.connect(self.said)
        return (self._card(tr("安全"), self.security),)

    def _looks(self) -> QFrame:
        kit = self.kit
        looks = {
            "system": tr("跟随电脑"),
            "light": tr("浅色"),
            "dark": tr("深色"),
            "high-contrast": tr("高对比度"),
        }
        rows = (
            (tr("外观"), self._chips(APPEARANCE, looks)),
            (tr("文字大小"), self._chips(TEXT_SIZE, {size: f"{size} %" for size in SIZES})),
            (tr("语言"), self._chips(LANGUAGE, LANGUAGES)),
        )
        return self._card(
            tr("外观和语言"), *(kit.col(kit.text(name, "strong"), chips, 4, gap=6) for name, chips in rows)
        )

    def _chips(self, setting: Setting, words: Mapping[str, str] | Mapping[int, str]) -> QFrame:
        current = self._chosen(setting)
        group = QButtonGroup(self)
        buttons: dict[object, QPushButton] = {}
        for value, word in words.items():
            buttons[value] = self.kit.button(word, "filter", checked=value == current)
            group.addButton(buttons[value])
        self._choices[setting] = buttons
        group.buttonClicked.connect(self._clicked)
        return self.kit.row(*buttons.values(), None, gap=8)

    def _chosen(self, setting: Setting) -> object:
        return self._settings[setting] or "zh"

    def _data(self) -> QFrame:
        kit = self.kit
        place = kit.text(str(self.desk.folder), "code")
        place.setWordWrap(True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        show = kit.button(tr("打开文件夹"), icon="folder")
        show.clicked.connect(self._show_folder)
        self.doctor = DoctorCard(kit, self.desk, self.runner, self._settings[LANGUAGE] or "zh")
        self.doctor.wants_to_send.connect(self._to_send)
        self.doctor.repaired.connect(self.recorded)
        return self._card(tr("数据"), place, kit.row(show, None), 6, self.doctor)

    def _backups(self) -> QFrame:
        self.backups = BackupCard(self.kit, self.desk, self.runner)
        self.backups.wanted.connect(self.backups_wanted)
        card = self._card(tr("备份"), self.backups)
        card.setVisible(not self._is_sample)
        return card

    def _diagnosis(self) -> QFrame:
        self.diagnostics = DiagnosticsCard(self.kit, self.desk, self.runner)
        self.diagnostics.said.connect(self.said)
        return self._card(tr("诊断"), self.diagnostics)

    def _about(self) -> QFrame:
        kit = self.kit
        keys = kit.button(tr("快捷键"), icon="list")
        keys.clicked.connect(self._show_keys)
        licences = kit.button(tr("许可和声明"), icon="book")
        licences.clicked.connect(self._show_licences)
        sample = kit.button(tr("离开示例") if self._is_sample else tr("打开示例"), icon="leaf")
        sample.clicked.connect(self.sample_left if self._is_sample else self.sample_wanted)
        version = kit.text(tr("GreenDesk {version}，Apache-2.0 许可").format(version=program_version()))
        return self._card(tr("关于"), version, kit.row(keys, licences, sample, None, gap=8))

    # ------------------------------------------------------------ what happens

    def change_passphrase(self) -> None:
        """Check the three fields, then put the same keys under the new passphrase."""
        if not self.change_button.isEnabled():
            return
        self.new.well()
        self.repeat.well()
        if len(self.new.field.text()) < SHORTEST:
            self.new.say_wrong(tr("口令要 8 位以上，中文也可以。"))
        if self.new.field.text() != self.repeat.field.text():
            self.repeat.say_wrong(tr("两次口令不一致，请重新输入。"))
        wrong = next((row for row in (self.new, self.repeat) if row.wrong), None)
        if wrong is not None:
            wrong.field.setFocus()
            return
        self.change_button.setEnabled(False)
        work = partial(
            DeskFolder(self.desk.folder).change_passphrase, self.old.field.text(), self.new.field.text()
        )
        self.runner.run(self, work, self._changed, self._not_changed)

    def _changed(self, _none: None) -> None:
        self.change_button.setEnabled(True)
        for row in (self.old, self.new, self.repeat):
            row.field.clear()
            row.well()
        self.said.emit(tr("口令已更换，下次打开时用新口令。"))

    def _not_changed(self, error: Exception) -> bool:
        self.change_button.setEnabled(True)
        rows = {WRONG: self.old, TOO_SHORT: self.new}
        row = rows.get(error.code) if isinstance(error, GreendeskError) else None
        if row is None:
            return False
        notice = notice_for(error)
        wrong = tr("现在的口令不对，口令没有更换。注意大小写和输入法，再输一次。")
        row.say_wrong(wrong if row is self.old else notice.sentence)
        row.field.setFocus()
        return True

    def back_up_key(self) -> None:
        """Keep a copy of the key under a password of its own."""
        from ui.widgets.key_backup import KeyBackup

        dialog = KeyBackup(self, self.kit, self.runner, self.desk, self.round_id)
        dialog.saved.connect(self._key_saved)
        dialog.open()

    def _key_saved(self, path: Path) -> None:
        self.said.emit(tr("已备份到 {name}。").format(name=path.name))

    def _to_send(self) -> None:
        self.went.emit("exchange", "send")

    def _show_identity(self, found: "_Me") -> None:
        words, roles, place = found
        self.words.setText(words)
        self.roles.setText(tr("、").join(said(ROLES, role) for role in roles) or "—")
        on_token = tr("在 UKey“{label}”里").format(label=place.label) if place else ""
        self.key.setText(on_token or tr("在这台电脑上，受口令保护"))
        self.backup_button.setVisible(place is None and not self._is_sample)

    def _clicked(self, button: QPushButton) -> None:
        for setting, buttons in self._choices.items():
            for value, one in buttons.items():
                if one is button:
                    self.chosen.emit(setting, value)

    def _show_keys(self) -> None:
        KeySheet(self, self.kit).open()

    def _show_folder(self) -> None:
        show_elsewhere(self, self.kit, self.desk.folder)

    def _show_licences(self) -> None:
        show_elsewhere(self, self.kit, ROOT / "NOTICE")
