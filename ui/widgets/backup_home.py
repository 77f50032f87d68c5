"""The backups on the first screen: when the last one was made and tried, and what needs attention."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.i18n import tr
from ui.widgets.backup_words import BackupRead, alarms, last_words, tried_words
from ui.widgets.exchange_page import empty_out, plain_box
from ui.widgets.kit import Kit


class BackupHome(QFrame):
    """A calm card; it speaks up only when something is wrong with the backups."""

    wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.made = kit.text("", "label", wrap=True)
        self.tried = kit.text("", "label", wrap=True)
        self.open_button = kit.button(tr("查看备份"), "quiet")
        self.open_button.clicked.connect(self.wanted)
        self._chips = QFrame()
        self._chip_box = plain_box(self._chips, 6)
        self._chips.hide()
        lines = kit.col(self.made, self.tried, self._chips, gap=4, pad=(12, 2))
        plain_box(self).addWidget(kit.card(tr("备份"), lines, extra=(self.open_button,)))

    def show_read(self, read: BackupRead) -> None:
        """Show how the backups stand."""
        self.made.setText(last_words(read))
        self.tried.setText(tried_words(read.status))
        self.tried.setVisible(read.status.last_made is not None and read.status.failed is None)
        found = alarms(read)
        empty_out(self._chip_box)
        for alarm in found:
            chip = self._kit.chip(alarm.chip, alarm.tone, "warn")
            chip.setToolTip(alarm.words)
            chip.setAccessibleDescription(alarm.words)
            self._chip_box.addWidget(self._kit.row(chip, None))
            self._chip_box.addWidget(self._kit.text(alarm.words, "caption", wrap=True))
        self._chips.setVisible(bool(found))
        words = tr("处理备份") if found else tr("查看备份")
        self.open_button.setText(words)
        self.open_button.setAccessibleName(words)
