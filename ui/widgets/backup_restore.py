"""The sheet before a restore: what happens in plain words, and the passphrase of the backup."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from greendesk.errors import GreendeskError
from greendesk.use_cases.backups import BackupLine, Contents
from ui.i18n import tr
from ui.notifier import notice_for
from ui.theme import repolish
from ui.widgets.backup_words import gone_words, reason_words
from ui.widgets.exchange_words import time_words
from ui.widgets.form_field import FormField
from ui.widgets.kit import Kit
from ui.widgets.progress import ProgressBlock
from ui.widgets.sheet import Sheet

WRONG = "GD-121"
ABOUT_TOKEN = {"GD-130", "GD-131", "GD-132", "GD-133", "GD-135", "GD-137"}


class RestoreSheet(Sheet):
    """Asks before a desk is put back; `wanted` carries passphrase and PIN, which nobody types by mistake."""

    wanted = Signal(str, str)

    def __init__(
        self, parent: QWidget, kit: Kit, line: BackupLine, told: Sequence[str], *, present: bool, label: str
    ) -> None:
        """`told` says what happens, `label` names the UKey that holds the key, `present` that a desk is here."""
        super().__init__(parent, kit, tr("恢复到 {when} 的备份？").format(when=time_words(line.made)))
        self.line = line
        name = tr("工作台的口令") if present else tr("备份时的口令")
        hint = tr("备份以后换过口令的，新口令和备份时的口令都可以。")
        if not present:
            hint = tr("备份以后换过口令的，输入换之前的。")
        self.passphrase = FormField(kit, name, kit.field(name, role="secret"), hint)
        self.pin = FormField(
            kit,
            tr("UKey 的 PIN"),
            kit.field(tr("UKey 的 PIN"), role="secret"),
            tr("插好“{label}”。留空则只能查看，不能签名。").format(label=label),
        )
        self.failed = kit.text("", tone="danger", wrap=True)
        self.failed.hide()
        self.progress = ProgressBlock(kit, tr("恢复完成之前不要关机"))
        self.progress.stop.hide()
        self.keep = kit.button(tr("不恢复"))
        self.keep.setObjectName("keep")
        self.keep.clicked.connect(self.reject)
        self.act = kit.button(tr("恢复"), "danger", "undo")
        self.act.setObjectName("act")
        self.act.clicked.connect(self.begin)
        for row in (self.passphrase, self.pin):
            row.field.returnPressed.connect(self.begin)
        points = [self._point(kit, words) for words in told]
        body = kit.col(
            kit.text(self.windowTitle(), "heading", wrap=True),
            kit.text(reason_words(line.reason), "label"),
            4,
            *points,
            8,
            self.passphrase,
            self.pin,
            self.failed,
            self.progress,
            None,
            gap=6,
            pad=(24, 20),
        )
        self.pin.setVisible(bool(label))
        self.fill(body, kit.row(None, self.keep, self.act, pad=(24, 16)))
        self.setMaximumWidth(kit.theme.px(640))
        self.setFocusProxy(self.passphrase.field)
        self.passphrase.field.setFocus()

    @staticmethod
    def _point(kit: Kit, words: str) -> QFrame:
        """One thing that happens."""
        label = kit.text(words, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        mark = kit.col(2, kit.icon("right", "muted", 16), None, gap=0)
        return kit.row(mark, (label, 1), gap=8)

    def begin(self) -> None:
        """Ask the page to restore."""
        if not self.act.isEnabled():
            return
        if not self.passphrase.field.text():
            self.passphrase.say_wrong(tr("先输入口令。"))
            self.passphrase.field.setFocus()
            self.bring_into_sight(self.passphrase)
            return
        self.failed.hide()
        self._wait(waiting=True)
        self.wanted.emit(self.passphrase.field.text(), self.pin.field.text())

    def say_failed(self, error: Exception) -> None:
        """Tell why it was not restored, beside the field that is to blame."""
        self._wait(waiting=False)
        notice = notice_for(error)
        code = error.code if isinstance(error, GreendeskError) else ""
        row = self.passphrase if code == WRONG else self.pin if code in ABOUT_TOKEN else None
        if row is not None:
            row.say_wrong(notice.sentence)
            row.field.setFocus()
            row.field.selectAll()
            self.bring_into_sight(row)
            return
        self.failed.setText("\n".join((notice.happened, *notice.lines, notice.code)))
        repolish(self.failed)
        self.failed.show()
        self.keep.setFocus()
        self.bring_into_sight(self.failed)

    def finish(self) -> None:
        """Go: the desk was put back."""
        self._wait(waiting=False)
        self.accept()

    def reject(self) -> None:
        """Stay while the desk is being put back."""
        if self.act.isEnabled():
            super().reject()

    def _wait(self, *, waiting: bool) -> None:
        for one in (self.passphrase.field, self.pin.field, self.keep, self.act):
            one.setEnabled(not waiting)
        words = tr("正在恢复…") if waiting else tr("恢复")
        self.act.setText(words)
        self.act.setAccessibleName(words)


def what_happens(
    line: BackupLine,
    contents: Contents | None,
    organisers: Sequence[str] | None,
    *,
    aside: bool,
    backed: bool = False,
) -> tuple[str, ...]:
    """What a restore does, in plain words; `organisers` are asked for a new certificate, nothing when unknown."""
    told = []
    if backed:
        told.append(tr("恢复前先备份一次，选错了可以再恢复回来。"))
    if aside:
        told.append(tr("现在的数据文件不会删除，移到工作台文件夹的“set-aside”里保存。"))
    if contents is not None and contents.only_desk:
        told.append(
            tr("备份之后的 {count} 条记录会缺少；交换过的，从各方的文件里都能收回来。").format(
                count=contents.only_desk
            )
            + gone_words(contents)
        )
    elif contents is None:
        told.append(tr("备份之后的记录和新开、新加入的批次会缺少；交换过的，从各方的文件里都能收回来。"))
    drafts = contents.drafts if contents is not None else line.drafts
    if drafts >= 0:
        told.append(tr("草稿回到备份时的 {count} 份，备份之后写的草稿会丢失。").format(count=drafts))
    else:
        told.append(tr("备份之后写的草稿会丢失。"))
    if organisers is None:
        words = tr("恢复后会换发新证书：自己组织的批次自动换发，加入的批次要请组织单位“替换原证书”。")
    elif organisers:
        words = tr("恢复后先换发新证书才能再写记录：写出加入申请，请{names}用“替换原证书”批准。")
    else:
        words = tr("恢复后自动换发新证书，不用请人。")
    told.append(words.format(names=tr("、").join(organisers or ())))
    return tuple(told)
