"""After a restore: of which day the desk is now, what is missing and whom to ask, and the new certificate."""

from functools import partial
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
    """Told once, right after the desk was put back or its damaged file was made anew."""

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
        self.since = kit.text("", "label", wrap=True)
        self.since.hide()
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
        if restored is not None and not restored.salvaged:
            runner.run(self, partial(_written_since, desk, restored.entries), self._show_since)
        salvaged = restored is None or restored.salvaged
        if salvaged:  # the lists of a repaired file are made again before anybody sees them
            self.enter_button.setEnabled(False)
            self.enter_button.setToolTip(tr("正在整理记录"))
        QTimer.singleShot(0, self.doctor.repair if salvaged else self.doctor.check)

    def _facts(self, restored: "Restored | None") -> list[QWidget | int]:
        """How much there is, how much is missing, and where the file lies that was there before."""
        if restored is None:
            return []
        kit = self.kit
        held = tr("恢复了 {count} 条记录。").format(count=restored.entries) if restored.entries >= 0 else ""
        if restored.missing > 0:
            lost = (
                tr("有 {count} 条读不出来，交换过的会随各方的文件回来。")
                if restored.salvaged
                else tr("比恢复前少 {count} 条，交换过的会随各方的文件回来。")
            )
            facts = remark(kit, "warn", "warning", held + lost.format(count=restored.missing))
        else:
            back = "" if restored.salvaged else tr("备份之后的记录，交换过的会随各方的文件回来。")
            facts = remark(kit, "check", "success", held + back)
        if restored.set_aside is None:  # a new computer
            advice = tr("没有第二处备份的，在“设置”里选放这份备份的 U 盘或文件夹，以后自动多存一份。")
            return [facts, 8, self.since, kit.row((wrapped(kit.text(advice, "label")), 1))]
        place = selectable(kit.text(str(restored.set_aside), "code"))
        words = kit.text(tr("原来的数据文件没有删除，放在"), "label")
        return [facts, 8, self.since, kit.col(words, place, gap=2)]

    def _show_since(self, count: int) -> None:
        """Say where records come from that the backup did not hold."""
        self.since.setText(tr("换发新证书时又写了 {count} 条记录。").format(count=count))
        self.since.setVisible(count > 0)

    def _missing(self, restored: "Restored | None", contents: "Contents | None") -> list[QFrame]:
        """Whom to ask; a repaired file's own examination says it more exactly."""
        lines = whom_to_ask(contents) if contents is not None else []
        if not lines and restored is not None and not restored.salvaged:
            lines = [tr("请组织单位和同事各发一份文件，在“收件”里各收一次，缺的就补上。")]
        return [self.kit.row((wrapped(self.kit.text(line)), 1)) for line in lines]

    def _ended(self) -> None:
        self.enter_button.setEnabled(True)
        self.enter_button.setToolTip("")

    def _leave(self) -> None:
        self.left.emit(self.desk)


def _written_since(desk: "Desk", restored: int) -> int:
    """How many records there are beyond those that came back; runs on the worker."""
    return sum(line.entries for line in desk.rounds.lines()) - restored if restored >= 0 else 0


def _title(restored: "Restored | None") -> str:
    if restored is None or restored.salvaged:
        return tr("数据文件已修复")
    return tr("已恢复到 {when} 的备份").format(when=time_words(restored.made))
