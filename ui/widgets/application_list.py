"""The list of applications: search, chips, table; it only shows lines and says what was chosen."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QStackedLayout, QWidget

from greendesk.domain.policy import Policy
from greendesk.queries import ApplicationLine
from ui.i18n import tr
from ui.widgets.application_flow import fill_with, flow
from ui.widgets.application_nothing import Nothing
from ui.widgets.application_rows import (
    DESK_ROLES,
    EXPERT_ROLES,
    MINE,
    OPINION_ROLES,
    STEPS,
    ListFilter,
    columns,
    count,
    fitting,
    regions,
    row,
    sort_key,
    total_words,
)
from ui.widgets.kit import Kit
from ui.widgets.table import DataTable
from ui.words import CATEGORIES, said

LIST, EMPTY = range(2)


class ApplicationList(QWidget):
    """Lines, filtered and sorted as the person wants; Enter opens the chosen one."""

    chosen = Signal(object)
    opened = Signal(object)
    new_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._lines: tuple[ApplicationLine, ...] = ()
        self._shown: tuple[ApplicationLine, ...] = ()
        self._roles: frozenset[str] = frozenset()
        self._sort, self._descending = "unit", False
        self._dropped = 0
        self.filter = ListFilter()
        self.chips: dict[tuple[str, str], QPushButton] = {}
        self.search = kit.field(tr("查找申报"), hint=tr("名称、拼音、信用代码"), role="search", width=224)
        self.search.textChanged.connect(self._type)
        self.total = kit.text("", "label")
        self.region = kit.button(tr("地区"), "filter", checked=False)
        self.region.clicked.connect(self._open_regions)
        self.clear = kit.button(tr("清除筛选"), "quiet")
        self.clear.clicked.connect(self.clear_filter)
        self._categories = flow(above=kit.theme.px(3))
        self._steps = flow()
        self.table: DataTable | None = None
        self.nothing = Nothing(kit, "list")
        self.nothing.asked.connect(self._answer_nothing)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(QWidget())
        self._pages.addWidget(self.nothing)
        self._all = kit.col(
            kit.row(self.search, (self._categories, 1), self.clear, gap=12),
            self._steps,
            (kit.col((pages, 1), pad=(8, 4), role="card"), 1),
            gap=10,
            pad=(24, 0),
        )
        fill_with(self, self._all)
        self._all.hide()  # until there is something to show, then all of it at once

    # ------------------------------------------------------------ lines

    def show_lines(self, lines: Sequence[ApplicationLine], policy: Policy, roles: frozenset[str]) -> None:
        """Show the lines; the chosen one stays chosen."""
        self._lines = tuple(lines)
        if self.table is None or roles != self._roles:
            self._roles = roles
            self._dropped = self._fitting()
            self._make_chips(policy)
            self._make_table()
        self._fill()
        self._all.show()

    @property
    def order(self) -> tuple[str, ...]:
        """The ids in the order of the screen."""
        return tuple(line.id for line in self._shown)

    def choose(self, application: str) -> None:
        """Choose a line; filters that hide it are taken off."""
        if application not in self.order and any(line.id == application for line in self._lines):
            self.clear_filter()
        if self.table:
            self.table.choose(application)

    def clear_filter(self) -> None:
        """Show everything again."""
        self.search.blockSignals(True)  # Qt takes it by place
        self.search.clear()
        self.search.blockSignals(False)  # as above
        self.filter = ListFilter()
        self._fill()

    def first(self) -> None:
        """Give the focus to the list."""
        if self.table and self._pages.currentIndex() == LIST:
            self.table.setFocus()
        else:
            self.nothing.button.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the least important columns when names would have no room."""
        super().resizeEvent(event)
        if self.table is not None and self._fitting() != self._dropped:
            self._dropped = self._fitting()
            chosen, focused = self.table.chosen_key(), self.table.hasFocus()
            self._make_table()
            self._fill()
            self.table.choose(chosen)
            if focused:
                self.table.setFocus()

    def _fitting(self) -> int:
        bar = self._kit.theme.px(12)
        return fitting(self._roles, round((self.width() - 2 * 24 - 2 * 8 - bar) / self._kit.theme.scale))

    # ------------------------------------------------------------ making

    def _make_chips(self, policy: Policy) -> None:
        for chip in self.chips.values():
            chip.setParent(None)
            chip.deleteLater()
        self.chips = {}
        for rules in policy.categories:
            code = rules.category.value
            self._add_chip("category", code, said(CATEGORIES, code), self._categories)
        self._put(self.region, self._categories)
        if self._roles & EXPERT_ROLES:
            for code, (words, _) in MINE.items():
                self._add_chip("mine", code, tr(words), self._steps)
        if self._roles & OPINION_ROLES:
            for code, (words, _) in STEPS.items():
                self._add_chip("step", code, tr(words), self._steps)
            self._add_chip("hit", "hit", tr("有负面情形"), self._steps)

    def _add_chip(self, part: str, code: str, words: str, place: QWidget) -> None:
        chip = self._kit.button(words, "filter", checked=False)
        chip.setProperty("words", words)
        chip.clicked.connect(self._pick)
        self.chips[part, code] = chip
        self._put(chip, place)

    @staticmethod
    def _put(widget: QWidget, place: QWidget) -> None:
        layout = place.layout()
        if layout is not None:
            layout.removeWidget(widget)
            layout.addWidget(widget)

    def _make_table(self) -> None:
        table = DataTable(self._kit.theme, tr("申报列表"), columns(self._roles, self._dropped), row_height=56)
        table.row_chosen.connect(self.chosen)
        table.row_activated.connect(self.opened)
        table.sort_wanted.connect(self._sort_by)
        table.set_sort(self._sort, descending=self._descending)
        old = self._pages.widget(LIST)
        self._pages.insertWidget(LIST, table)
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()
        self.table = table

    # ------------------------------------------------------------ showing

    def _fill(self) -> None:
        if self.table is None:
            return
        kept = (line for line in self._lines if self.filter.passes(line))
        self._shown = tuple(
            sorted(kept, key=lambda line: sort_key(line, self._sort), reverse=self._descending)
        )
        self.table.set_rows([row(line, self._roles, self._dropped) for line in self._shown], self.order)
        self.total.setText(total_words(self._shown))
        self._count()
        self._pages.setCurrentIndex(LIST if self._shown else EMPTY)
        if not self._shown:
            self._say_nothing()
        elif self.table.chosen_key() is None:
            self.table.choose_first()

    def _count(self) -> None:
        for (part, code), chip in self.chips.items():
            value: object = True if part == "hit" else code
            number = count(self._lines, self.filter, part, value)
            on = getattr(self.filter, part) == value
            chip.setChecked(on)
            chip.setEnabled(bool(number) or on)
            chip.setText(f"{chip.property('words')} {number}")
        chosen = self.filter.region
        self.region.setChecked(bool(chosen))
        self.region.setText(chosen or tr("全部地区"))
        self.region.setAccessibleName(tr("地区：{name}").format(name=self.region.text()))
        self.region.setVisible(len(regions(self._lines)) > 1)
        self.clear.setVisible(self.filter.active)
        for place in (self._categories, self._steps):
            place.updateGeometry()

    def _say_nothing(self) -> None:
        if self._lines:
            self.nothing.say(tr("没有符合条件的申报"), tr("换一个条件，或清除筛选后再看。"), tr("清除筛选"))
        elif self._roles & DESK_ROLES:
            self.nothing.say(
                tr("还没有申报"),
                tr("把材料包拖到窗口里，或登记一家单位，材料随后再收。"),
                tr("登记新申报"),
            )
        else:
            self.nothing.say(tr("还没有申报"), tr("申报随交换文件到达，在“收发”中接收。"))

    def _answer_nothing(self) -> None:
        if self._lines:
            self.clear_filter()
        else:
            self.new_wanted.emit()

    # ------------------------------------------------------------ choosing

    def _type(self, text: str) -> None:
        self.filter = replace(self.filter, text=text)
        self._fill()

    def _pick(self) -> None:
        chip = self.sender()
        part, code = next(key for key, one in self.chips.items() if one is chip)
        if part == "hit":
            self.filter = replace(self.filter, hit=not self.filter.hit)
        else:
            now = "" if getattr(self.filter, part) == code else code
            self.filter = replace(self.filter, **{part: now})  # type: ignore[arg-type]  # a text by its name
        self._fill()

    def _open_regions(self) -> None:
        menu, group = QMenu(self), QActionGroup(self)
        menu.setAccessibleName(tr("地区"))
        for name in ("", *regions(self._lines)):
            number = count(self._lines, self.filter, "region", name)
            action = QAction(f"{name or tr('全部地区')} {number}", menu)
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name == self.filter.region)
            group.addAction(action)
            menu.addAction(action)
        menu.triggered.connect(self._pick_region)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.region.mapToGlobal(self.region.rect().bottomLeft()))
        self.region.setChecked(bool(self.filter.region))

    def _pick_region(self, action: QAction) -> None:
        self.filter = replace(self.filter, region=str(action.data()))
        self._fill()

    def _sort_by(self, key: str) -> None:
        self._descending = key == self._sort and not self._descending
        self._sort = key
        if self.table:
            self.table.set_sort(key, descending=self._descending)
        self._fill()
