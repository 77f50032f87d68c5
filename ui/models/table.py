"""What a table shows: rows of cells with a key each, as a Qt model without widgets."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.i18n import tr
from ui.qt_numbers import LEFT

CELL = Qt.ItemDataRole.UserRole
KEY = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Axis:
    """The range of values that a `box` or `axis` cell is drawn over, and its labelled ticks."""

    low: float
    high: float
    ticks: tuple[float, ...] = ()

    def share(self, value: float) -> float:
        """Return where a value lies, 0 at the low end and 1 at the high end."""
        return (value - self.low) / (self.high - self.low) if self.high > self.low else 0.0


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table cell shows; the delegate has one method per kind.

    kind: text; chip (tone and icon); bar (`value` = (share 0..1,)); box (`value` = low, q1, median, q3, high
    on `axis`); heat (`value` = (deviation -1..1,), empty = no value); axis (tick labels of `axis`); band (a row
    across all columns: with `sub` a group heading, without it a dividing line).
    `spoken` replaces text and sub for the screen reader and the tool tip of drawn cells.
    """

    text: str = ""
    sub: str = ""
    kind: str = "text"
    tone: str = ""
    icon: str = ""
    value: tuple[float, ...] = ()
    axis: Axis | None = None
    right: bool = False
    strong: bool = False
    spoken: str = ""

    @property
    def whole_text(self) -> str:
        """Return everything the cell says, also what is elided or only drawn."""
        return self.spoken or tr("，").join(part for part in (self.text, self.sub) if part)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `width` 0 stretches (at least `least`); a `key` makes the header sortable by a click."""

    title: str = ""
    width: int = 0
    align: int = LEFT
    key: str = ""
    least: int = 120


Row = tuple[Cell, ...]
NOTHING = Cell()


class TableModel(QAbstractTableModel):
    """Rows of cells; each row carries the caller's key (`row_key`), so that a choice survives a reload."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.sorted_by, self.descending = "", False
        self._rows: tuple[Row, ...] = ()
        self._keys: tuple[object, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return all rows."""
        return self._rows

    @property
    def keys(self) -> tuple[object, ...]:
        """Return the key of every row; bands have None."""
        return self._keys

    def set_rows(self, rows: Sequence[Row], keys: Sequence[object]) -> None:
        """Show other rows; `keys` is as long as `rows`."""
        rows, keys = tuple(rows), tuple(keys)
        if len(rows) != len(keys):
            raise ValueError(len(rows), len(keys))
        if rows and keys == self._keys:  # the same things with new values: nothing moves
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows, self._keys = rows, keys
        self.endResetModel()

    def append_rows(self, rows: Sequence[Row], keys: Sequence[object]) -> None:
        """Add a further page of a long list."""
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows, self._keys = (*self._rows, *rows), (*self._keys, *keys)
            self.endInsertRows()

    def row_key(self, row: int) -> object:
        """Return the key of a row, None outside and for bands."""
        return self._keys[row] if 0 <= row < len(self._keys) else None

    def row_of(self, key: object) -> int:
        """Return the row of a key, -1 when it is not shown."""
        return self._keys.index(key) if key is not None and key in self._keys else -1

    def set_sort(self, key: str, *, descending: bool) -> None:
        """Show in the header by which column the caller sorted."""
        self.sorted_by, self.descending = key, descending
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keyboard pass over bands and axes."""
        if not index.isValid() or self._rows[index.row()][0].kind == "band" or self._is_axis(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the cell, its key, or all it says."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        cell = row[index.column()] if index.column() < len(row) else NOTHING
        if role == CELL:
            return cell
        if role == KEY:
            return self._keys[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return cell.whole_text
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column, with an arrow when it is sorted."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        arrow = " ↓" if self.descending else " ↑"
        return column.title + (arrow if column.key and column.key == self.sorted_by else "")

    def _is_axis(self, row: int) -> bool:
        return any(cell.kind == "axis" for cell in self._rows[row])
