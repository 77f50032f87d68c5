"""The table of backups: when, why, how large, where, and how each stood its trial."""

from collections.abc import Sequence

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


class BackupTable(DataTable):
    """Backups, the latest first; what lies elsewhere also says whose it is."""

    def __init__(self, theme: Theme) -> None:
        columns = (
            Column(tr("时间"), least=124),
            Column(tr("原因"), 76),
            Column(tr("记录", "several"), 72, RIGHT),
            Column(tr("大小"), 80, RIGHT),
            Column(tr("存放"), 64),
            Column(tr("试恢复"), 96),
        )
        super().__init__(theme, tr("备份"), columns, row_height=48)

    def show_found(self, found: Sequence[FoundBackup], now: int, *, elsewhere: bool) -> None:
        """Show backups; the one that was chosen stays chosen, else the first is."""
        self.set_rows([_row(one, now, elsewhere) for one in found], [key_of(one) for one in found])
        if self.chosen_key() is None:
            self.choose_first()


def key_of(found: FoundBackup) -> Key:
    """What tells a backup from all others in one list."""
    return str(found.path.parent), found.line.folder


def place_words(line: BackupLine) -> str:
    """Where a backup of this desk lies."""
    return tr("第二处") if line.place == SECOND else tr("本机")


def _row(found: FoundBackup, now: int, elsewhere: bool) -> Row:
    line, person = found.line, found.person
    whose = " · ".join(part for part in (person.name, person.organisation) if part) if person else ""
    words, tone, icon = line_tried(line)
    return (
        Cell(moment(line.made, now), whose if elsewhere else ""),
        Cell(reason_words(line.reason)),
        Cell(tr("{count} 条").format(count=line.entries) if line.entries >= 0 else "—", right=True),
        Cell(size_words(line.size), right=True),
        Cell(tr("别处") if elsewhere else place_words(line)),
        Cell(words, kind="chip", tone=tone, icon=icon),
    )
