"""The package as a tree: folders, files, pages, evidence; and the list of what a search found in it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from greendesk.domain.package import Inventory, PackageFile
from ui.i18n import tr
from ui.qt_numbers import RIGHT
from ui.theme import Theme
from ui.widgets.bench_files import ICONS, TreeRow, kind_words, shown_name, state_words
from ui.widgets.painting import chip_width, draw_chip, draw_focus, draw_round, draw_text, text_width

ROW = Qt.ItemDataRole.UserRole + 1
NUMBER = Qt.ItemDataRole.UserRole + 2
HIT = Qt.ItemDataRole.UserRole + 3
ICON, PIN_ICON = 18, 14
_MOVES = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Space,
}


class TreeDelegate(QStyledItemDelegate):
    """One row: icon, name, a pin when evidence points into the file, pages, and a chip for a bad state."""

    def __init__(self, theme: Theme, tree: QTreeView) -> None:
        super().__init__(tree)
        self._theme, self._tree = theme, tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row at the present text size; two lines for a hit with its sentence."""
        del option
        row = index.data(ROW)
        tall = isinstance(row, TreeRow) and row.file is None and row.note and not row.icon
        return QSize(100, self._theme.px(44) if tall else self._theme.size["tree-row"])

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row from tokens."""
        row, theme = index.data(ROW), self._theme
        if not isinstance(row, TreeRow):
            return
        rect = QRectF(option.rect)
        state = option.state
        current = self._tree.currentIndex() == index and index.data(NUMBER) is not None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        band = rect.adjusted(0, 1, 0, -1)
        if current:
            draw_round(painter, band, theme["selection"], theme.radius["control"])
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_round(painter, band, theme["surface-hover"], theme.radius["control"])
        if self._tree.currentIndex() == index and self._tree.hasFocus():
            draw_focus(painter, theme, band, theme.radius["control"])
        if row.icon:
            self._paint_file(painter, rect, row, current=current)
        else:
            self._paint_hit(painter, rect, row)
        painter.restore()

    def _paint_file(self, painter: QPainter, rect: QRectF, row: TreeRow, *, current: bool) -> None:
        theme, icon = self._theme, self._theme.px(ICON)
        middle = rect.center().y()
        tone = "accent" if current else "muted"
        painter.drawPixmap(
            QPointF(rect.left() + theme.px(6), middle - icon / 2), theme.pixmap(row.icon, tone, icon)
        )
        right = rect.right() - theme.px(8)
        if row.note:
            width = text_width(theme, row.note)
            box = QRectF(right - width - 1, rect.top(), width + 1, rect.height())
            draw_text(painter, theme, box, row.note, "caption", "muted", RIGHT)
            right -= max(width, theme.px(16)) + theme.px(6)
        if row.pins:
            size = theme.px(PIN_ICON)
            painter.drawPixmap(
                QPointF(right - size, middle - size / 2), theme.pixmap("pin", "evidence", size)
            )
            right -= size + theme.px(6)
        if row.state:
            width = chip_width(theme, row.state)
            draw_chip(
                painter,
                theme,
                QRectF(right - width, rect.top(), width, rect.height()),
                row.state,
                "warning",
            )
            right -= width + theme.px(6)
        left = rect.left() + theme.px(30)
        name = QRectF(left, rect.top(), right - left, rect.height())
        draw_text(painter, theme, name, row.words, "strong" if current else "body")

    def _paint_hit(self, painter: QPainter, rect: QRectF, row: TreeRow) -> None:
        theme = self._theme
        inner = rect.adjusted(theme.px(10), theme.px(4), -theme.px(8), -theme.px(4))
        top = QRectF(inner.left(), inner.top(), inner.width(), inner.height() / 2)
        draw_text(painter, theme, top, row.words, "caption", "accent")
        draw_text(painter, theme, top.translated(0, inner.height() / 2), row.note, "caption")
        painter.setPen(QPen(theme["border"], 1))


class PackageTree(QTreeView):
    """A tree of files; letters are left to the bench, arrows and Enter belong to the tree."""

    file_chosen = Signal(int)  # number of the file in the inventory
    hit_chosen = Signal(int, int)  # number of the file, place of the hit in the list of hits

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme = theme
        self.tree_model = QStandardItemModel(self)
        self.setModel(self.tree_model)
        self.setItemDelegate(TreeDelegate(theme, self))
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setMouseTracking(True)
        self.setIndentation(theme.px(16))
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(True)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        self._files: dict[int, QStandardItem] = {}

    # ------------------------------------------------------------ the package

    def show_package(self, inventory: Inventory, names: str = "") -> int:
        """Show the files whose path holds the text; returns how many there are."""
        shown = self._shown
        self.tree_model.clear()
        self._files.clear()
        folders: dict[str, QStandardItem] = {}
        wanted = names.casefold()
        for file in inventory.files:
            if wanted in file.path.casefold():
                parent = self._folder(file.path.rpartition("/")[0], folders)
                parent.appendRow(self._file_row(file))
        self.expandAll()
        self.mark_shown(shown)
        return len(self._files)

    def show_pins(self, counts: Mapping[str, int]) -> None:
        """Mark the files that evidence points into; counts by digest of the file."""
        for item in self._files.values():
            row = item.data(ROW)
            pins = counts.get(row.file.sha256, 0)
            if pins != row.pins:
                item.setData(_file_tree_row(row.file, pins), ROW)
                item.setData(_spoken(row.file, pins), Qt.ItemDataRole.AccessibleTextRole)

    def mark_shown(self, number: int) -> None:
        """Make the file that the viewer shows the current one."""
        item = self._files.get(number)
        if item is not None:
            self.setCurrentIndex(item.index())
            self.scrollTo(item.index())

    @property
    def _shown(self) -> int:
        number = self.currentIndex().data(NUMBER)
        return number if isinstance(number, int) else 0

    def _folder(self, path: str, folders: dict[str, QStandardItem]) -> QStandardItem:
        if not path:
            return self.tree_model.invisibleRootItem()
        if path not in folders:
            above, _, name = path.rpartition("/")
            item = QStandardItem(name)
            item.setEditable(False)
            item.setData(TreeRow(icon="folder", words=name), ROW)
            item.setData(tr("文件夹 {name}").format(name=name), Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(path)
            self._folder(above, folders).appendRow(item)
            folders[path] = item
        return folders[path]

    def _file_row(self, file: PackageFile) -> QStandardItem:
        item = QStandardItem(shown_name(file))
        item.setData(_file_tree_row(file, 0), ROW)
        item.setData(file.number, NUMBER)
        item.setData(_spoken(file, 0), Qt.ItemDataRole.AccessibleTextRole)
        item.setToolTip(file.path)
        self._files[file.number] = item
        return item

    # ------------------------------------------------------------ hits

    def show_hits(self, hits: Sequence[tuple[PackageFile, int, str]]) -> None:
        """Show where a text was found: file, page from 1 (0 for the name), and the words around it."""
        self.tree_model.clear()
        self._files.clear()
        parents: dict[int, QStandardItem] = {}
        for place, (file, page, excerpt) in enumerate(hits):
            if file.number not in parents:
                parents[file.number] = self._file_row(file)
                self.tree_model.invisibleRootItem().appendRow(parents[file.number])
            if page:
                item = QStandardItem(excerpt)
                words = tr("第 {page} 页").format(page=page)
                item.setData(TreeRow(icon="", words=words, note=excerpt), ROW)
                item.setData(file.number, NUMBER)
                item.setData(place, HIT)
                item.setData(tr("，").join((words, excerpt)), Qt.ItemDataRole.AccessibleTextRole)
                item.setToolTip(excerpt)
                parents[file.number].appendRow(item)
        self.expandAll()

    def mark_hit(self, place: int) -> None:
        """Make a hit the current row."""
        root = self.tree_model.invisibleRootItem()
        for number in range(root.rowCount()):
            parent = root.child(number)
            for child in range(parent.rowCount()):
                if parent.child(child).data(HIT) == place:
                    self.setCurrentIndex(parent.child(child).index())
                    return

    # ------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and open by keys; every other key goes to the bench."""
        if event.key() not in _MOVES or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        number, place = index.data(NUMBER), index.data(HIT)
        if number is None:
            self.setExpanded(index, not self.isExpanded(index))
        elif place is None:
            self.file_chosen.emit(number)
        else:
            self.hit_chosen.emit(number, place)


def _file_tree_row(file: PackageFile, pins: int) -> TreeRow:
    return TreeRow(
        icon=ICONS[file.kind],
        words=shown_name(file),
        file=file,
        pins=pins,
        state=state_words(file),
        note=str(file.pages) if file.pages else "",
    )


def _spoken(file: PackageFile, pins: int) -> str:
    parts = [shown_name(file), kind_words(file), state_words(file)]
    if file.pages:
        parts.append(tr("{pages} 页").format(pages=file.pages))
    if pins:
        parts.append(tr("{pins} 处证据").format(pins=pins))
    return tr("，").join(part for part in parts if part)
