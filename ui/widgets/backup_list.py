"""The table of backups: when, why, how large, where, and how each stood its trial."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent

from greendesk.use_cases.backups import SECOND, BackupLine
from ui.composition.found_backups import FoundBackup
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.qt_numbers import RIGHT
from ui.theme import Theme
from ui.widgets.backup_words import line_tried, moment, reason_words
from ui.widgets.exchange_words import size_words
from ui.widgets.table import DataTable

Key = tuple[str, str]  # place or parent folder, name


SIZE, PLACE = 3, 4  # the columns that a narrow list says below the time
NARROW = 600


class BackupTable(DataTable):
    """Backups, the latest first; what lies elsewhere also says whose it is."""

    def __init__(self, theme: Theme) -> None:
        columns = (
            Column(tr("时间"), least=124),
            Column(tr("原因"), 76),
            Column(tr("记录", "several"), 72, RIGHT),
            Column(tr("大小"), 80, RIGHT),
            Column(tr("存放"), 76),
            Column(tr("试恢复"), 96),
        )
        self._shown: tuple[Sequence[FoundBackup], int, bool] = ((), 0, False)
        self.narrow = False
        super().__init__(theme, tr("备份"), columns, row_height=48)

    def show_found(self, found: Sequence[FoundBackup], now: int, *, elsewhere: bool) -> None:
        """Show backups; the one that was chosen stays chosen, else the first is."""
        self._shown = (found, now, elsewhere)
        self._show_rows()
        if self.chosen_key() is None:
            self.choose_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say size and place below the time where the columns would be cut."""
        narrow = self.width() < self.theme.px(NARROW)
        if narrow != self.narrow:
            self.narrow = narrow
            for column in (SIZE, PLACE):
                self.setColumnHidden(column, narrow)
            self._show_rows()
        super().resizeEvent(event)

    def _show_rows(self) -> None:
        found, now, elsewhere = self._shown
        rows = [_row(one, now, elsewhere=elsewhere, narrow=self.narrow) for one in found]
        self.set_rows(rows, [key_of(one) for one in found])


def key_of(found: FoundBackup) -> Key:
    """What tells a backup from all others in one list."""
    return str(found.path.parent), found.line.folder


def place_words(line: BackupLine) -> str:
    """Where a backup of this desk lies."""
    return tr("第二处") if line.place == SECOND else tr("本机")


def _row(found: FoundBackup, now: int, *, elsewhere: bool, narrow: bool) -> Row:
    line, person = found.line, found.person
    whose = " · ".join(part for part in (person.name, person.organisation) if part) if person else ""
    words, tone, icon = line_tried(line)
    below = " · ".join((place_words(line), size_words(line.size))) if narrow else ""
    return (
        Cell(moment(line.made, now), whose if elsewhere else below),
        Cell(reason_words(line.reason)),
        Cell(tr("{count} 条").format(count=line.entries) if line.entries >= 0 else "—", right=True),
        Cell(size_words(line.size), right=True),
        Cell(tr("别处") if elsewhere else place_words(line)),
        Cell(words, kind="chip", tone=tone, icon=icon),
    )
