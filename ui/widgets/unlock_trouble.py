"""What the unlock screen offers when the records cannot be opened: repair what can be read, or go back to a backup."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from greendesk.errors import GreendeskError
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.notifier import notice_for
from ui.widgets.kit import Kit

DAMAGED, MISSING, NO_IDENTITY, UNREADABLE = "GD-202", "GD-206", "GD-123", "GD-216"
KEPT = {
    DAMAGED: QT_TRANSLATE_NOOP(
        "", "修复会读出所有还能读的记录，损坏的文件另外保存，不会删除。读不出来的，会说明向谁索取。"
    ),
    MISSING: QT_TRANSLATE_NOOP("", "身份还在。选一份备份恢复，或把 desk.db 放回工作台的文件夹再打开。"),
    NO_IDENTITY: QT_TRANSLATE_NOOP("", "记录还在。选一份备份恢复，身份随备份回来。"),
}


class UnlockTrouble(QFrame):
    """Hidden until opening failed for a reason that a repair or a backup cures."""

    rescue_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.words = kit.text("", "strong", wrap=True)
        self.kept = kit.text("", "label", wrap=True)
        self.code = kit.text("", "caption")
        self.rescue_button = kit.button(tr("修复并打开"), icon="shield")
        self.rescue_button.clicked.connect(self.rescue_wanted)
        self.restore_button = kit.button(tr("从备份恢复"), icon="undo")
        self.restore_button.clicked.connect(self.restore_wanted)
        mark = kit.col(kit.icon("warn", "danger"), None, gap=0)
        lines = kit.col(
            self.words,
            self.kept,
            4,
            kit.row(self.rescue_button, self.restore_button, None, gap=8),
            self.code,
            gap=6,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.row(mark, (lines, 1), gap=12, pad=(16, 14), role="well"))
        self.hide()

    def show_error(self, error: Exception) -> bool:
        """Show what cures a failure; False when none of this does."""
        code = error.code if isinstance(error, GreendeskError) else ""
        if code not in {*KEPT, UNREADABLE}:
            return False
        notice = notice_for(error)
        self.words.setText(notice.happened)
        self.kept.setText(tr(KEPT[code]) if code in KEPT else "\n".join(notice.lines))
        self.code.setText(code)
        self.rescue_button.setVisible(code == DAMAGED)
        self.restore_button.setVisible(code in KEPT)
        self.setAccessibleName(self.words.text())
        self.show()
        if code in KEPT:
            (self.rescue_button if code == DAMAGED else self.restore_button).setFocus()
        return True
