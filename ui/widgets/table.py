"""The one table of the program.

    table = DataTable(theme, tr("申报列表"), (Column(tr("单位")), Column(tr("阶段"), 120)), row_height=56)
    table.set_rows(rows, keys)          # rows: tuples of Cell, keys: one per row, None for bands
    table.row_chosen.connect(self._show)         # key or None, when the current row changes
    table.row_activated.connect(self._open)      # key, on Enter or double click
    table.cell_chosen / cell_activated           # (key, column) when made with by_cell=True
    table.sort_wanted.connect(self._sort)        # Column.key of the clicked header; answer with set_sort(...)
    table.more_wanted.connect(self._next_page)   # scrolled near the end: append_rows(...)

Widths and heights are at text size 100 %; the table scales them.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.models.table import CELL, KEY, Axis, Cell, Column, Row, TableModel
from ui.theme import Theme
from ui.widgets.cells import CellDelegate

__all__ = [
    "CELL", "KEY", "Axis", "Cell", "CellDelegate", "Column", "DataTable", "Row",
    "TableModel",
]  # fmt: skip
BAND_HEIGHT, LINE_HEIGHT = 44, 30
MEASURED = ("chip", "text")  # in this order; titles count with the states
LOOKED_AT, MOST_GROWTH = 60, 1.8  # rows whose words are measured; how far a column may grow


class DataTable(QTableView):
    """Fixed columns and one or more that stretch; whole rows light up; groups span all columns."""

    row_chosen = Signal(object)
    row_activated = Signal(object)
    cell_chosen = Signal(object, int)
    cell_activated = Signal(object, int)
    sort_wanted = Signal(str)
    more_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        columns: Sequence[Column],
        *,
        row_height: int = 44,
        by_cell: bool = False,
    ) -> None:
        super().__init__()
        self.theme, self.by_cell, self.hover_row = theme, by_cell, -1
        self._row_height = row_height
        self._told: tuple[object, int] = (None, -1)
        self._bands: set[int] = set()
        self._needed: dict[str, list[int]] = {}
        self.rows_model = TableModel(columns, self)
        self.setModel(self.rows_model)
        self.setItemDelegate(CellDelegate(theme, self))
        self.setAccessibleName(name)
        self._set_behaviour()
        self._measure()
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(self._activate)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)
        self.horizontalHeader().sectionClicked.connect(self._on_header)

    # ------------------------------------------------------------ rows

    def set_rows(self, rows: Sequence[Row], keys: Sequence[object]) -> None:
        """Show rows; the chosen row stays chosen when its key is still there, and the list does not jump."""
        key, column = self.chosen_key(), max(0, self.currentIndex().column())
        place = self.verticalScrollBar().value()
        self.rows_model.set_rows(rows, keys)
        self._look_at_widths()
        self._span_bands(0)
        row = self.rows_model.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.rows_model.index(row, column))
        self.verticalScrollBar().setValue(place)
        self._tell()

    def append_rows(self, rows: Sequence[Row], keys: Sequence[object]) -> None:
        """Add a further page at the end."""
        first = self.rows_model.rowCount()
        self.rows_model.append_rows(rows, keys)
        self._span_bands(first)

    def chosen_key(self) -> object:
        """Return the key of the current row, None when there is none."""
        return self.rows_model.row_key(self.currentIndex().row())

    def choose(self, key: object, column: int = 0) -> bool:
        """Make the row of a key the current one; False when it is not shown."""
        row = self.rows_model.row_of(key)
        if row < 0:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
            return False
        self.setCurrentIndex(self.rows_model.index(row, column))
        self.scrollTo(self.currentIndex())
        return True

    def choose_first(self) -> None:
        """Choose the first row that can be chosen."""
        keys = self.rows_model.keys
        self.choose(next((key for key in keys if key is not None), None))

    def set_sort(self, key: str, *, descending: bool = False) -> None:
        """Show in the header by which column the rows are sorted."""
        self.rows_model.set_sort(key, descending=descending)

    # ------------------------------------------------------------ Qt

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row under the pointer."""
        self._hover(self.rowAt(int(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Darken the row when the pointer leaves."""
        self._hover(-1)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & ~_KEYPAD:
            self._activate(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again after a change of theme or text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rows_model"):
            self._measure()
            self._span_bands(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll sideways only when the columns cannot keep their least widths."""
        super().resizeEvent(event)
        self._stretch()

    # ------------------------------------------------------------ inside

    def _set_behaviour(self) -> None:
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectItems if self.by_cell else behaviour.SelectRows)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(any(column.key for column in self.rows_model.columns))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _measure(self) -> None:
        titled = any(column.title for column in self.rows_model.columns)
        self.horizontalHeader().setFixedHeight(self.theme.size["table-header"] if titled else 0)
        self.verticalHeader().setMinimumSectionSize(self.theme.px(20))
        self.verticalHeader().setDefaultSectionSize(self.theme.px(self._row_height))
        self._needed = {kind: [0] * len(self.rows_model.columns) for kind in MEASURED}
        self._look_at_widths()

    def _look_at_widths(self) -> None:
        """Note what the words of fixed columns need; it only grows, so that nothing jumps between lists."""
        measure = self.itemDelegate()
        if not isinstance(measure, CellDelegate):
            return
        some = self.rows_model.rows[:LOOKED_AT]
        for number, column in enumerate(self.rows_model.columns):
            if column.width:
                for kind in MEASURED:
                    cells = (row[number] for row in some if number < len(row) and row[number].kind == kind)
                    wide = max((measure.needed(cell) for cell in cells), default=0)
                    self._needed[kind][number] = max(self._needed[kind][number], wide)
                title = measure.title(column.title + (" ↓" if column.key else ""))
                self._needed["chip"][number] = max(self._needed["chip"][number], title)
        self._stretch()

    def _fixed_widths(self) -> dict[int, int]:
        """Return the widths of fixed columns: as wished, wider for words while there is room, states first."""
        columns = self.rows_model.columns
        wished = {
            number: self.theme.px(column.width)
            for number, column in enumerate(columns)
            if column.width and not self.isColumnHidden(number)
        }
        widths = dict(wished)
        least = sum(self.theme.px(column.least) for column in columns if not column.width)
        for kind in MEASURED:
            spare = max(0, self.viewport().width() - sum(widths.values()) - least)
            lacking = {
                number: max(0, min(self._needed[kind][number], round(wide * MOST_GROWTH)) - widths[number])
                for number, wide in wished.items()
            }
            share = min(1.0, spare / max(1, sum(lacking.values())))
            widths = {number: wide + int(lacking[number] * share) for number, wide in widths.items()}
        return widths

    def _stretch(self) -> None:
        columns = self.rows_model.columns
        fixed = self._fixed_widths()
        flexible = [number for number, column in enumerate(columns) if not column.width]
        room = self.viewport().width() - sum(fixed.values())
        for number, wide in fixed.items():
            self.setColumnWidth(number, wide)
        for place, number in enumerate(flexible):
            share = room // (len(flexible) - place)
            width = max(self.theme.px(columns[number].least), share)
            self.setColumnWidth(number, width)
            room -= width

    def _span_bands(self, first: int) -> None:
        if first == 0:
            self.clearSpans()
            for number in self._bands:  # Qt keeps the heights of rows over a reset
                self.setRowHeight(number, self.verticalHeader().defaultSectionSize())
            self._bands.clear()
        for number in range(first, self.rows_model.rowCount()):
            cell = self.rows_model.rows[number][0]
            if cell.kind == "band":
                if self.rows_model.columnCount() > 1:
                    self.setSpan(number, 0, 1, self.rows_model.columnCount())
                self._bands.add(number)
                self.setRowHeight(number, self.theme.px(BAND_HEIGHT if cell.sub else LINE_HEIGHT))

    def _hover(self, row: int) -> None:
        if row != self.hover_row:
            self.hover_row = row
            self.viewport().update()

    def _on_current(self) -> None:
        self._tell()

    def _tell(self) -> None:
        """Say what is chosen, once per change."""
        now = (self.chosen_key(), self.currentIndex().column())
        if now == self._told:
            return
        before, self._told = self._told, now
        if now[0] != before[0]:
            self.row_chosen.emit(now[0])
        if self.by_cell and now[0] is not None:
            self.cell_chosen.emit(*now)

    def _activate(self, index: QModelIndex | QPersistentModelIndex) -> None:
        key = self.rows_model.row_key(index.row()) if index.isValid() else None
        if key is not None:
            self.row_activated.emit(key)
            self.cell_activated.emit(key, index.column())

    def _on_scroll(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() > 0 and value >= bar.maximum() - self.viewport().height():
            self.more_wanted.emit()

    def _on_header(self, section: int) -> None:
        if key := self.rows_model.columns[section].key:
            self.sort_wanted.emit(key)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
