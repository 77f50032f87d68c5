"""After a restore: of which day the desk is now, what is missing and whom to ask, and the new certificate."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.i18n import tr
from ui.tasks import TaskRunner
from ui.widgets.backup_renewal import RenewalList, renewal_words
from ui.widgets.backup_words import whom_to_ask
from ui.widgets.brand import beside_brand
from ui.widgets.doctor_card import DoctorCard
from ui.widgets.exchange_words import time_words
from ui.widgets.kit import Kit
from ui.widgets.rules_parts import remark, selectable, wrapped

if TYPE_CHECKING:
    from greendesk.desk import Desk
    from greendesk.use_cases.backups import Contents, Restored


class RestoredView(QWidget):
    """Told once, right after the desk was put back; `restored` is nothing when its file was repaired instead."""

    left = Signal(object)  # the desk

    def __init__(
        self,
        kit: Kit,
        runner: TaskRunner,
        desk: "Desk",
        language: str,
        restored: "Restored | None" = None,
        contents: "Contents | None" = None,
    ) -> None:
        """`contents` is what the backup held beside the desk, when that was looked at before."""
        super().__init__()
        self.kit, self.desk = kit, desk
        self.doctor = DoctorCard(kit, desk, runner, language)
        self.doctor.wants_to_send.connect(self._leave)
        self.doctor.ended.connect(self._ended)
        self.renewal = RenewalList(kit, desk, runner, renewal_words, role="well")
        self.enter_button = kit.button(tr("进入工作台"), "primary", "right")
        self.enter_button.setDefault(True)
        self.enter_button.clicked.connect(self._leave)
        form = kit.col(
            kit.text(_title(restored), "title", wrap=True),
            6,
            *self._facts(restored),
            12,
            self.renewal,
            16,
            kit.text(tr("缺什么，向谁索取"), "heading"),
            6,
            *self._missing(restored, contents),
            6,
            self.doctor,
            24,
            kit.row(None, self.enter_button),
            gap=0,
        )
        beside_brand(self, kit, form, 640)
        self.setFocusProxy(self.enter_button)
        self.renewal.reload()
        if restored is None:  # the lists of a repaired file are made again before anybody sees them
            self.enter_button.setEnabled(False)
            self.enter_button.setToolTip(tr("正在整理记录"))
        QTimer.singleShot(0, self.doctor.repair if restored is None else self.doctor.check)

    def _facts(self, restored: "Restored | None") -> list[QFrame | int]:
        kit = self.kit
        if restored is None:
            words = tr("损坏的文件没有删除，放在工作台文件夹的“damaged”里。读不出来的记录列在下面。")
            return [remark(kit, "check", "success", words)]
        parts: list[QFrame | int] = []
        held = tr("现有 {count} 条记录。").format(count=restored.entries) if restored.entries >= 0 else ""
        if restored.missing > 0:
            held += tr("比恢复前少 {count} 条，交换过的会随各方的文件回来。").format(count=restored.missing)
            parts.append(remark(kit, "warn", "warning", held))
        else:
            held += tr("备份之后的记录，交换过的会随各方的文件回来。")
            parts.append(remark(kit, "check", "success", held))
        if restored.set_aside is not None:
            place = selectable(kit.text(str(restored.set_aside), "code"))
            parts += [8, kit.col(kit.text(tr("原来的数据文件没有删除，放在"), "label"), place, gap=2)]
        return parts

    def _missing(self, restored: "Restored | None", contents: "Contents | None") -> list[QFrame]:
        """Whom to ask; a repaired file's own examination says it more exactly."""
        lines = whom_to_ask(contents) if contents is not None else []
        if not lines and restored is not None:
            lines = [tr("请组织单位和同事各发一份文件，在“收件”里各收一次，缺的就补上。")]
        return [self.kit.row((wrapped(self.kit.text(line)), 1)) for line in lines]

    def _ended(self) -> None:
        self.enter_button.setEnabled(True)
        self.enter_button.setToolTip("")

    def _leave(self) -> None:
        self.left.emit(self.desk)


def _title(restored: "Restored | None") -> str:
    if restored is None:
        return tr("数据文件已修复")
    return tr("已恢复到 {when} 的备份").format(when=time_words(restored.made))
