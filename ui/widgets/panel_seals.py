"""Sealed reviews on the panel screen: who has handed in, whom one waits for, what opens them; never a figure."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from greendesk.queries import SealLine
from ui.i18n import tr
from ui.widgets.exchange_page import empty_out, plain_box
from ui.widgets.kit import Kit
from ui.widgets.panel_parts import notice_row
from ui.widgets.panel_rows import Rows
from ui.widgets.seal_words import opening_words, progress_words, remark_words
from ui.widgets.table import Cell, Column, DataTable

MOST_ROWS = 4
ROW = 48


class SealBoard(QFrame):
    """One line for each application whose reviews are not all open; above it what is to be done."""

    exchange_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        columns = (
            Column(tr("单位"), least=150),
            Column(tr("交卷"), 132),
            Column(tr("等谁"), least=240),
        )
        self.table = DataTable(kit.theme, tr("封存的评审"), columns, row_height=ROW)
        self._notice_place = QFrame()
        self._notice = plain_box(self._notice_place)
        self.go = kit.button(tr("去收发"), "", "swap")
        self.go.clicked.connect(self.exchange_wanted)
        note = kit.text(tr("封存期间不显示任何分数"), "caption")
        card = kit.card(tr("封存的评审"), self._notice_place, (self.table, 1), extra=(note, self.go))
        plain_box(self).addWidget(card)
        self.hide()

    def show_lines(self, lines: Sequence[SealLine], *, alone: bool) -> None:
        """Show the lines; `alone` when nothing else is to be seen on the screen."""
        self.setVisible(bool(lines))
        empty_out(self._notice)
        waiting = [line for line in lines if line.state == "waiting"]
        if waiting:
            self._notice.addWidget(notice_row(self._kit, "lock", "warning", _notice_words(waiting)))
        self.go.setVisible(bool(waiting))
        self.table.set_rows(*seal_rows(lines))
        if self.table.chosen_key() is None:
            self.table.choose_first()
        theme = self._kit.theme
        rows = theme.size["table-header"] + min(len(lines), MOST_ROWS) * theme.px(ROW) + theme.px(12)
        self.table.setMinimumHeight(rows)
        self.table.setMaximumHeight(16_777_215 if alone else rows)


def seal_rows(lines: Sequence[SealLine]) -> Rows:
    """The lines as cells, what can be opened first."""
    ordered = sorted(lines, key=lambda line: (("waiting", "closed", "open").index(line.state), line.unit))
    return [_row(line) for line in ordered], [line.application for line in ordered]


def _row(line: SealLine) -> tuple[Cell, ...]:
    tone, icon = {"closed": ("info", "lock"), "waiting": ("warning", "lock"), "open": ("success", "check")}[
        line.state
    ]
    words = tr("已开封") if line.state == "open" else _short_progress(line)
    whom = {
        "closed": tr("未交卷：{names}").format(names=_names(line.missing)),
        "waiting": tr("未开封：{names}").format(names=_names(line.unopened)),
        "open": tr("全部开封"),
    }[line.state]
    return (
        Cell(line.unit),
        Cell(words, kind="chip", tone=tone, icon=icon, spoken=progress_words(line)),
        Cell(whom, sub=remark_words(line)),
    )


def _short_progress(line: SealLine) -> str:
    done = len(line.handed_in)
    return tr("封存 {done}/{all}").format(done=done, all=done + len(line.missing))


def _names(names: Sequence[str]) -> str:
    return tr("、").join(names) or "—"


def _notice_words(waiting: Sequence[SealLine]) -> str:
    """What the secretary does next, for one application or for several at once."""
    experts = {name for line in waiting for name in line.handed_in}
    unopened = sorted({name for line in waiting for name in line.unopened})
    words = opening_words(len(experts), unopened)
    return words if len(waiting) == 1 else tr("{n} 家可以开封。").format(n=len(waiting)) + words
