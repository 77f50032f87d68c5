"""The evidence of one item as chips: numbered as on the page, jump on click, removed by key or button."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from greendesk.domain.assessment import Pin
from greendesk.domain.package import Inventory
from ui.i18n import tr
from ui.widgets.bench_files import file_of_pin, pin_is_stale, shown_name
from ui.widgets.kit import Kit

COLUMNS = 2
NAME_WIDTH = 84


class EvidenceChip(QPushButton):
    """One piece of evidence; Delete removes it."""

    removed = Signal(int)
    chosen = Signal(int)

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.setProperty("kind", "evidence")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove on Delete, everything else as a button does."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit(self.number)
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self.chosen.emit(self.number)


class _Remover(QToolButton):
    removed = Signal(int)

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.clicked.connect(self._remove)

    def _remove(self) -> None:
        self.removed.emit(self._number)


class EvidenceBar(QFrame):
    """Chips of the evidence of an item, and the way to more."""

    chosen = Signal(int)  # number from 1
    removed = Signal(int)
    wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit, self._shown = kit, tuple[Pin, ...]()
        self._cells: list[QFrame] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.more = kit.button(tr("证据"), "quiet", "plus")
        self.more.setAccessibleName(tr("钉证据"))
        self.more.setToolTip(tr("在页面上框出证据（P）"))
        self.more.clicked.connect(self.wanted)
        self._grid.addWidget(self.more, 0, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(self._grid)

    def show_pins(self, pins: Sequence[Pin], inventory: Inventory, *, locked: bool) -> None:
        """Show the evidence of the item."""
        self.more.setVisible(not locked)
        if tuple(pins) == self._shown and not locked:
            return
        self._shown = tuple(pins)
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = [
            self._cell(number, pin, inventory, locked=locked) for number, pin in enumerate(pins, start=1)
        ]
        for place, cell in enumerate(self._cells):
            self._grid.addWidget(cell, place // COLUMNS, place % COLUMNS)
        last = len(pins)
        self._grid.addWidget(self.more, last // COLUMNS, last % COLUMNS, Qt.AlignmentFlag.AlignLeft)
        before = self.more.previousInFocusChain() or self.more
        for cell in self._cells:
            for button in cell.findChildren(QAbstractButton):
                QWidget.setTabOrder(before, button)
                before = button

    def chips(self) -> list[EvidenceChip]:
        """The chips in order."""
        return [chip for cell in self._cells for chip in cell.findChildren(EvidenceChip)]

    def _cell(self, number: int, pin: Pin, inventory: Inventory, *, locked: bool) -> QFrame:
        theme, stale = self._kit.theme, pin_is_stale(inventory, pin)
        file = file_of_pin(inventory, pin)
        name = shown_name(file) if file is not None else pin.file_name
        place = tr("第 {page} 页").format(page=pin.page)
        chip = EvidenceChip(number)
        short = QFontMetricsF(theme.font("label")).elidedText(
            tr("材料已更新") if stale else name, Qt.TextElideMode.ElideMiddle, theme.px(NAME_WIDTH)
        )
        chip.setText(f"{number}  {short} {place}")
        words = tr("证据 {number}，{name} {place}").format(number=number, name=name, place=place)
        chip.setAccessibleName(tr("，").join((words, tr("材料已更新"))) if stale else words)
        chip.setToolTip(
            tr("{name} {place}\n按 {number} 跳到这里").format(name=name, place=place, number=number)
        )
        theme.dress(chip, "warn" if stale else "pin", "warning" if stale else "evidence", 16, 4)
        chip.setIconSize(theme.pixmap("pin", "evidence", 16, 4).deviceIndependentSize().toSize())
        chip.chosen.connect(self.chosen)
        frame = QFrame()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(chip, 1)
        if not locked:
            chip.removed.connect(self.removed)
            remover = _Remover(number)
            remover.setAccessibleName(tr("移除证据 {number}").format(number=number))
            remover.setToolTip(tr("移除证据 {number}（Delete）").format(number=number))
            theme.dress(remover, "cross", "muted", 14)
            remover.removed.connect(self.removed)
            row.addWidget(remover)
        return frame
