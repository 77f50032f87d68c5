"""After a forgotten passphrase: what the recovery key changed, what did not change, and what is to be done now."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.composition.desk_folder import DeskFolder
from ui.i18n import tr
from ui.tasks import TaskRunner
from ui.widgets.backup_renewal import RenewalList, renewal_words
from ui.widgets.brand import beside_brand
from ui.widgets.exchange_page import plain_box
from ui.widgets.kit import Kit
from ui.widgets.rules_parts import remark, wrapped

if TYPE_CHECKING:
    from greendesk.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What a recovery left behind: whether the signing key is another one, and who can still open the desk."""

    on_token: bool
    renewed: tuple[str, ...]  # rounds of this desk that gave themselves a new certificate
    admitted: tuple[str, ...]


class RecoveredView(QWidget):
    """Told once, right after the desk was opened under its new passphrase."""

    left = Signal(object)  # the desk

    def __init__(self, kit: Kit, runner: TaskRunner, desk: "Desk") -> None:
        super().__init__()
        self.kit, self.desk = kit, desk
        self._key, self._who = QWidget(), QWidget()
        self._key_box, self._who_box = plain_box(self._key, 8), plain_box(self._who, 8)
        self.renewal = RenewalList(kit, desk, runner, renewal_words, role="well")
        self.enter_button = kit.button(tr("进入工作台"), "primary", "right")
        self.enter_button.setDefault(True)
        self.enter_button.clicked.connect(self._leave)
        opened = tr("以后用新口令打开。记录、附件和草稿都在，没有改动。")
        form = kit.col(
            kit.text(tr("口令已换新"), "title", wrap=True),
            6,
            remark(kit, "check", "success", opened),
            16,
            kit.text(tr("签名密钥和证书"), "heading"),
            6,
            self._key,
            8,
            self.renewal,
            16,
            kit.text(tr("谁能打开这个工作台"), "heading"),
            6,
            self._who,
            24,
            kit.row(None, self.enter_button),
            gap=0,
        )
        beside_brand(self, kit, form, 640)
        self.setFocusProxy(self.enter_button)
        runner.run(self, partial(_read, desk), self._show)
        self.renewal.reload()

    def _show(self, found: Recovery) -> None:
        for words in _key_words(found):
            self._key_box.addWidget(wrapped(self.kit.text(words)))
        self._who_box.addWidget(wrapped(self.kit.text(_who_words(found))))

    def _leave(self) -> None:
        self.left.emit(self.desk)


def _read(desk: "Desk") -> Recovery:
    folder = DeskFolder(desk.folder)
    waiting = {line.round for line in desk.backups.renewals()}
    own = [line for line in desk.rounds.lines() if desk.members.is_organiser(line.id)]
    return Recovery(
        on_token=folder.token() is not None,
        renewed=tuple(line.title for line in own if line.id not in waiting),
        admitted=tuple(name for _, name in folder.recovery_keys()),
    )


def _key_words(found: Recovery) -> list[str]:
    """What became of the signing key and of the certificates that need nobody's help."""
    if found.on_token:
        return [tr("签名密钥在 UKey 上，没有变，可以照常签名。")]
    words = [tr("原来的签名密钥没有了，已换成新的。以前的签名仍然有效。")]
    if found.renewed:
        titles = tr("、").join(f"“{title}”" for title in found.renewed)
        words.append(tr("{titles}由本机组织，已自动换发新证书，可以照常签名。").format(titles=titles))
    return words


def _who_words(found: Recovery) -> str:
    if not found.admitted:
        return tr("你，凭新口令。")
    words = tr("你，凭新口令；{names}，凭恢复密钥。不想再允许的，在“设置”的“安全”里取消。")
    return words.format(names=tr("、").join(found.admitted))
