"""我的评审: what this expert is asked to review and how far each is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QVBoxLayout

from greendesk.queries import ApplicationLine
from ui.i18n import tr
from ui.qt_numbers import RIGHT
from ui.widgets.kit import Kit
from ui.widgets.table import Cell, Column, DataTable, Row
from ui.words import CATEGORIES, MY_STATES, chip_words, said

WAITING = frozenset({"to_declare", "to_review", "drafting", "returned"})


class ReviewList(QFrame):
    """The list of reviews; a row opens the bench, the first waiting one is the primary action."""

    chosen = Signal(str)
    exchange_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._waiting = ""
        self.next: QPushButton = kit.button(tr("打开下一家"), "primary", "review")
        self.next.clicked.connect(self._open_next)
        self._title, self._round = kit.text(tr("我的评审"), "title"), kit.text("", "label")
        self._note = kit.text("", "label")
        columns = (
            Column(tr("单位"), least=220),
            Column(tr("类别"), 140),
            Column(tr("地区"), 180),
            Column(tr("文件"), 72, RIGHT),
            Column(tr("我的评审"), 132),
        )
        self.table = DataTable(kit.theme, tr("我的评审"), columns, row_height=56)
        self.table.row_activated.connect(self._open)
        self.table.clicked.connect(self._clicked)
        nothing = kit.empty(
            "review",
            tr("还没有分派给你的评审"),
            tr("秘书分派后会随交换文件到来。收到文件后，在“收发”里接收。"),
            tr("打开收发"),
        )
        for button in nothing.findChildren(QPushButton):
            button.clicked.connect(self.exchange_wanted)
        self._pages = QStackedWidget()
        self._pages.addWidget(kit.col((self.table, 1), pad=(8, 8), role="card"))
        self._pages.addWidget(nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        words = kit.col(None, self._title, self._round, None, gap=4)
        layout.addWidget(kit.row(words, None, self._note, self.next, gap=12, pad=(24, 0), height=80))
        layout.addWidget(kit.col((self._pages, 1), pad=(24, 16)), 1)

    def take_focus(self) -> None:
        """Put the focus into the list: the arrows choose, Enter opens."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_lines(self, title: str, lines: Sequence[ApplicationLine]) -> None:
        """Show the reviews of the round."""
        self._round.setText(title)
        self._pages.setCurrentIndex(0 if lines else 1)
        waiting = [line.id for line in lines if line.my_state in WAITING]
        self._waiting = waiting[0] if waiting else ""
        self.next.setVisible(bool(lines))
        self.next.setEnabled(bool(waiting))
        self.next.setToolTip("" if waiting else tr("分派给你的评审都已提交"))
        self._note.setText(tr("{count} 家待办").format(count=len(waiting)) if lines else "")
        self.table.set_rows([_row(line) for line in lines], [line.id for line in lines])
        if self.table.chosen_key() is None:
            self.table.choose_first()

    def _clicked(self) -> None:
        self._open(self.table.chosen_key())

    def _open(self, key: object) -> None:
        if key is not None:
            self.chosen.emit(str(key))

    def _open_next(self) -> None:
        if self._waiting:
            self.chosen.emit(self._waiting)


def _row(line: ApplicationLine) -> Row:
    recused = line.my_state == "recused"
    words, tone, icon = chip_words(MY_STATES, line.my_state)
    return (
        Cell(line.unit, "" if recused else line.industry, strong=line.my_state in WAITING),
        Cell(said(CATEGORIES, line.category)),
        Cell(line.region),
        Cell("—" if recused or not line.files else str(line.files), right=True),
        Cell(words, kind="chip", tone=tone, icon=icon),
    )
