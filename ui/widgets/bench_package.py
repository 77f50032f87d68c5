"""The left pane: the search field over the tree of the package, or over what was found in it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from greendesk.domain.package import Inventory, PackageFile
from ui.i18n import tr
from ui.widgets.bench_fields import BenchField
from ui.widgets.bench_search import Hit, PackageSearch
from ui.widgets.bench_tree import PackageTree
from ui.widgets.kept_files import Source
from ui.widgets.kit import Kit


class PackagePane(QFrame):
    """Choose a file, or find words in all of them."""

    file_chosen = Signal(int)
    hit_chosen = Signal(object)  # Hit

    def __init__(self, kit: Kit, inventory: Inventory, read: Callable[[PackageFile], Source | None]) -> None:
        super().__init__()
        self.kit, self.inventory = kit, inventory
        self.setProperty("role", "pane")
        self.search = PackageSearch(read)
        self.search.set_files(inventory.files)
        self.search.progressed.connect(self._show_found)
        self.search.finished.connect(self._show_found)
        self.field = BenchField()
        self.field.setProperty("role", "search")
        self.field.setAccessibleName(tr("查找全部材料"))
        self.field.setPlaceholderText(tr("查找全部材料"))
        self.field.setClearButtonEnabled(True)
        action = self.field.addAction(
            kit.theme.icon("search", "muted", 16), BenchField.ActionPosition.LeadingPosition
        )
        kit.theme.dress(action, "search", "muted", 16)
        self.field.textChanged.connect(self.search.seek)
        self.field.textChanged.connect(self._on_words)
        self.field.entered.connect(self.next_hit)
        self.tree = PackageTree(kit.theme, tr("材料包"))
        self.tree.show_package(inventory)
        self.tree.file_chosen.connect(self.file_chosen)
        self.found = PackageTree(kit.theme, tr("查找结果"))
        self.found.file_chosen.connect(self.file_chosen)
        self.found.hit_chosen.connect(self._on_hit)
        self.count = kit.text("", "caption")
        self.count.setWordWrap(True)
        self.count.hide()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.tree)
        self._pages.addWidget(self.found)
        self._entries: list[tuple[int, Hit | None]] = []
        self._at = -1
        layout = QVBoxLayout(self)
        margin = kit.theme.px(12)
        layout.setContentsMargins(margin, margin, margin, kit.theme.px(4))
        layout.setSpacing(kit.theme.px(10))
        layout.addWidget(self.field)
        layout.addWidget(self.count)
        layout.addWidget(self._pages, 1)

    @property
    def searching(self) -> bool:
        """Whether results stand in place of the tree."""
        return bool(self.field.text().strip())

    def begin_search(self) -> None:
        """Put the focus into the search field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def end_search(self) -> None:
        """Show the tree again."""
        self.field.clear()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the focus into the tree or the results."""
        (self.found if self.searching else self.tree).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_hit(self) -> None:
        """Go to the next place that was found, from the first again after the last."""
        places = [place for place, (_, hit) in enumerate(self._entries) if hit is not None]
        if places:
            self._at = next((place for place in places if place > self._at), places[0])
            hit = self._entries[self._at][1]
            self.found.mark_hit(self._at)
            self.hit_chosen.emit(hit)

    def _on_words(self) -> None:
        self._at = -1
        self._show_found()

    def _show_found(self) -> None:
        words = self.field.text().strip()
        self._pages.setCurrentIndex(1 if words else 0)
        self.count.setVisible(bool(words))
        if not words:
            self._entries = []
            return
        named = [file for file in self.inventory.files if words.casefold() in file.path.casefold()]
        hits = self.search.hits
        order = [file.number for file in named]
        order += [hit.file.number for hit in hits if hit.file.number not in order]
        by_number = {file.number: file for file in self.inventory.files}
        self._entries = []
        for number in dict.fromkeys(order):
            self._entries.append((number, None))
            self._entries += [(number, hit) for hit in hits if hit.file.number == number]
        self.found.show_hits(
            [
                (by_number[number], hit.page if hit else 0, hit.excerpt if hit else "")
                for number, hit in self._entries
            ]
        )
        if self._at >= 0:
            self.found.mark_hit(self._at)
        self._show_count(len(hits), len(dict.fromkeys(order)))

    def _show_count(self, hits: int, files: int) -> None:
        if self.search.running:
            words = tr("正在查找，已有 {hits} 处").format(hits=hits)
        elif files:
            words = tr("{hits} 处，{files} 个文件。F3 下一处").format(hits=hits, files=files)
        else:
            words = tr("没有找到。扫描件没有文字，只能按文件名查找。")
        self.count.setText(words)

    def _on_hit(self, number: int, place: int) -> None:
        del number
        self._at = place
        hit = self._entries[place][1]
        if hit is not None:
            self.hit_chosen.emit(hit)
