"""The card of the settings about security: when the desk locks itself, and who can open it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QWidget

from ui.composition.desk_folder import DeskFolder
from ui.i18n import tr
from ui.settings import LOCK, Setting
from ui.tasks import TaskRunner
from ui.widgets.exchange_page import empty_out, plain_box
from ui.widgets.kit import Kit

if TYPE_CHECKING:
    from pathlib import Path

    from greendesk.desk import Desk
    from greendesk.use_cases.recovery import RecoveryKeyLine

    _Read = tuple[tuple[RecoveryKeyLine, ...], bool]

MINUTES = (5, 15, 30, 60, 0)


class SecurityCard(QFrame):
    """Choices take effect at once; letting a recovery key in asks for the passphrase."""

    chosen = Signal(object, object)  # setting, value
    said = Signal(str)

    def __init__(self, kit: Kit, desk: "Desk", runner: TaskRunner, round_id: str, minutes: int) -> None:
        super().__init__()
        self._kit, self._desk, self._runner, self._round = kit, desk, runner, round_id
        self._folder = DeskFolder(desk.folder)
        self.times: dict[int, QPushButton] = {}
        self._lines: tuple[RecoveryKeyLine, ...] = ()
        self._acts: dict[QPushButton, RecoveryKeyLine] = {}
        self._who = QWidget()
        self._box = plain_box(self._who, 8)
        self.new_button = kit.button(tr("建立单位恢复密钥"), icon="plus")
        self.new_button.clicked.connect(self.make_key)
        self.new_button.hide()
        note = tr("工作台、附件和草稿在磁盘上都是加密的。自动锁定前会提醒，窗口里没写完的内容会留着。")
        plain_box(self).addWidget(
            kit.col(
                kit.text(tr("多久没有操作就自动锁定"), "strong"),
                self._chips(minutes),
                8,
                kit.text(tr("谁能打开这个工作台"), "strong"),
                self._who,
                kit.row(self.new_button, None),
                kit.text(note, "caption", wrap=True),
                gap=6,
            )
        )

    def reload(self) -> None:
        """Read who can open the desk, and what the round offers."""
        self._runner.run(self, partial(_read, self._desk, self._round), self._show)

    def make_key(self) -> None:
        """Make the office's recovery key and offer it in the round."""
        from ui.widgets.recovery_sheets import NewRecoveryKey

        sheet = NewRecoveryKey(self, self._kit, self._runner, self._desk, self._round)
        sheet.made.connect(self._made)
        sheet.open()

    def let_in(self, line: "RecoveryKeyLine") -> None:
        """Ask whether a recovery key may open this desk."""
        from ui.widgets.recovery_sheets import LetRecoveryIn

        sheet = LetRecoveryIn(self, self._kit, self._runner, self._folder, line)
        sheet.allowed.connect(self._allowed)
        sheet.open()

    # ------------------------------------------------------------ inside

    def _chips(self, minutes: int) -> QFrame:
        words = {one: tr("{minutes} 分钟").format(minutes=one) for one in MINUTES if one}
        group = QButtonGroup(self)
        for one in MINUTES:
            self.times[one] = self._kit.button(words.get(one, tr("从不")), "filter", checked=one == minutes)
            group.addButton(self.times[one])
        group.buttonClicked.connect(self._time_chosen)
        row: QFrame = self._kit.row(*self.times.values(), None, gap=8)
        return row

    def _time_chosen(self, button: QPushButton) -> None:
        setting: Setting = LOCK
        minutes = next(one for one, each in self.times.items() if each is button)
        self.chosen.emit(setting, minutes)

    def _show(self, read: "_Read") -> None:
        lines, organiser = read
        kit = self._kit
        empty_out(self._box)
        self._acts = {}
        self._box.addWidget(kit.text(tr("你，凭口令")))
        for line in lines:
            words = kit.text(_words(line), wrap=True)
            act = kit.button(tr("不再允许") if line.admitted else tr("允许"))
            act.setAccessibleName(f"{act.text()} {line.name}")
            act.clicked.connect(self._pressed)
            self._acts[act] = line
            self._box.addWidget(kit.row((words, 1), act, gap=8))
        self.new_button.setVisible(organiser and not any(line.offered for line in lines))

    def _pressed(self) -> None:
        sender = self.sender()
        line = next((line for act, line in self._acts.items() if act is sender), None)
        if line is None:
            return
        if line.admitted:
            work = partial(self._folder.shut_recovery_out, line.recipient)
            self._runner.run(self, work, self._shut_out)
        else:
            self.let_in(line)

    def _shut_out(self, _none: None) -> None:
        self.said.emit(tr("已取消，恢复密钥打不开现在的工作台了。"))
        self.reload()

    def _allowed(self, name: str) -> None:
        self.said.emit(tr("已允许{name}的恢复密钥。").format(name=name))
        self.reload()

    def _made(self, path: "Path") -> None:
        from ui.widgets.recovery_sheets import KeyWritten

        self.reload()
        KeyWritten(self, self._kit, self._runner, path).open()


def _words(line: "RecoveryKeyLine") -> str:
    if not line.admitted:
        return tr("{name}提供恢复密钥，你还没有允许").format(name=line.name)
    if not line.offered:
        return tr("{name}，凭恢复密钥（本批次没有提供，或已撤回）").format(name=line.name)
    return tr("{name}，凭恢复密钥").format(name=line.name)


def _read(desk: "Desk", round_id: str) -> "_Read":
    return desk.recovery.lines(round_id), desk.members.is_organiser(round_id)
