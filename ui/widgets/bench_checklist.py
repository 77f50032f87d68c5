"""The checklist of the bench: sections, closed items as rows, and the one open card."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from greendesk.domain.assessment import Pin
from greendesk.domain.checklist import Item, Section, Usable
from ui.i18n import tr
from ui.widgets.bench_card import Card, ItemCard, wrapped
from ui.widgets.bench_card_conclusion import CONCLUSION, ConclusionCard
from ui.widgets.bench_card_gate import GateCard
from ui.widgets.bench_card_score import ScoreCard
from ui.widgets.bench_fields import BenchCombo, leave_field
from ui.widgets.bench_keeper import SheetKeeper
from ui.widgets.bench_marks import ItemRow, SectionHead
from ui.widgets.bench_standing import conclusion_state, is_done, progress, row_state
from ui.widgets.bench_summary import SummaryBar
from ui.widgets.kit import Kit

SETTLING = 200  # ms


class ChecklistPane(QFrame):
    """Totals above, items below; only the open item has widgets of its own."""

    opened = Signal(str)  # code of the item whose card is open now, "" for the conclusion
    pin_chosen = Signal(int)
    pin_wanted = Signal()
    checklist_chosen = Signal()

    def __init__(
        self,
        kit: Kit,
        keeper: SheetKeeper,
        recommendations: Sequence[str],
        checklists: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__()
        self.kit, self.keeper = kit, keeper
        self.card: Card | None = None
        self._recommendations, self._checklists = tuple(recommendations), tuple(checklists)
        self._rows: dict[str, ItemRow] = {}
        self._heads: dict[str, SectionHead] = {}
        self._section_of: dict[str, Section] = {}
        self._tiers: dict[str, int] = {}
        self._built = ""
        self.setProperty("role", "pane")
        self.summary = SummaryBar(kit)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._settling = QTimer(self)  # while the new card finds its height, the pane follows it
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLING)
        self._revealing = QTimer(self)
        self._revealing.setSingleShot(True)
        self._revealing.setInterval(0)
        self._revealing.timeout.connect(self._reveal)
        self.area.verticalScrollBar().rangeChanged.connect(self._on_range)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.summary)
        layout.addWidget(self.area, 1)
        keeper.changed.connect(self._on_changed)
        keeper.replaced.connect(self.show_sheet)
        self.show_sheet()

    # ------------------------------------------------------------ building

    def show_sheet(self) -> None:
        """Show the keeper's sheet; rows are made anew only for another checklist."""
        checklist = self.keeper.sheet.checklist
        if self._built != checklist.digest + checklist.id:
            self._built = checklist.digest + checklist.id
            self._build()
        for code in self._rows:
            self._show_row(code)
        for section in checklist.sections:
            self._heads[section.code].show_progress(*progress(section, self.keeper.finding))
        self.summary.show_tally(self.keeper.tally)
        if self.card is not None:
            self.card.refresh()

    def _build(self) -> None:
        self.card = None
        self._rows.clear()
        self._heads.clear()
        self._section_of.clear()
        column = QWidget()
        margin = self.kit.theme.px(16)
        self._column = QVBoxLayout(column)
        self._column.setContentsMargins(margin, self.kit.theme.px(8), margin, margin)
        self._column.setSpacing(self.kit.theme.px(6))
        self._add_note()
        for section in self.keeper.sheet.checklist.sections:
            head = SectionHead(self.kit.theme, section.title)
            head.setProperty("code", section.code)
            head.toggled.connect(self._on_folded)
            self._heads[section.code] = head
            self._column.addWidget(head)
            for item in section.items:
                self._section_of[item.code] = section
                self._add_row(item.code, item.title)
        self._column.addSpacing(self.kit.theme.px(6))
        self._add_row(CONCLUSION, tr("评审结论"))
        self._column.addStretch(1)
        self.area.setWidget(column)

    def _add_row(self, code: str, title: str) -> None:
        row = ItemRow(self.kit.theme, code, title)
        row.clicked.connect(self._on_row)
        self._rows[code] = row
        self._column.addWidget(row)

    def _add_note(self) -> None:
        kit, checklist = self.kit, self.keeper.sheet.checklist
        lines: list[QWidget] = []
        if len(self._checklists) > 1 and not self.keeper.sheet.locked:
            self.chooser = BenchCombo()
            self.chooser.setAccessibleName(tr("指标表"))
            for code, title in self._checklists:
                self.chooser.addItem(title, code)
            self.chooser.setCurrentIndex(max(0, self.chooser.findData(checklist.id)))
            self.chooser.setSizeAdjustPolicy(
                BenchCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            self.chooser.activated.connect(self._on_checklist)
            lines.append(self.chooser)
        if checklist.usable is not Usable.READY and checklist.warning:
            icon = kit.icon("warn", "warning", 16)
            lines.append(kit.row(icon, (wrapped(kit.text(checklist.warning, "caption")), 1), gap=8))
        if lines:
            self._column.addWidget(kit.col(*lines, gap=8))

    # ------------------------------------------------------------ opening

    @property
    def codes(self) -> tuple[str, ...]:
        """The items in order, the conclusion last."""
        return tuple(self._rows)

    @property
    def current(self) -> str | None:
        """The code of the open card."""
        return self.card.code if self.card is not None else None

    def open(self, code: str, field: str = "", *, focus: bool = True) -> None:
        """Open the card of an item, at once, and put the focus into it or into one of its fields."""
        if code not in self._rows:
            return
        if self.current != code:
            before, self.card = self.card, None
            if before is not None:
                before.commit()
            self._show_card(code)
            self._take_focus(field, focus=focus)  # before the old card goes, or the focus would wander
            self._retire(before)
        else:
            self._take_focus(field, focus=focus)
        self._settling.start()
        self._revealing.start()
        self.opened.emit(code)

    def _show_card(self, code: str) -> None:
        section = self._section_of.get(code)
        if section is not None:
            self._heads[section.code].setChecked(True)
        row, card = self._rows[code], self._make_card(code)
        card.pin_chosen.connect(self.pin_chosen)
        card.pin_wanted.connect(self.pin_wanted)
        self._column.insertWidget(self._column.indexOf(row), card)
        card.show()
        row.hide()
        self.card = card

    def _take_focus(self, field: str, *, focus: bool) -> None:
        if self.card is not None and focus and not (field and self.card.focus_field(field)):
            self.card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _retire(self, card: Card | None) -> None:
        if card is not None:
            self._rows[card.code].show()
            self._show_row(card.code)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()

    def close_card(self) -> None:
        """Close the open card; its row has the focus then."""
        card, self.card = self.card, None
        if card is not None:
            card.commit()
            self._rows[card.code].show()
            self._rows[card.code].setFocus(Qt.FocusReason.OtherFocusReason)
            self._retire(card)

    def take_focus(self) -> None:
        """Put the focus into the open card, or into the first row."""
        target = self.card if self.card is not None else self._rows[self.codes[0]]
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, by: int) -> None:
        """Open the next or the previous item."""
        codes = self.codes
        place = codes.index(self.current) + by if self.current is not None else 0
        if 0 <= place < len(codes):
            self.open(codes[place])

    def open_next_unscored(self) -> None:
        """Open the next item on which something is asked, from the top again after the last."""
        codes = self.codes
        start = codes.index(self.current) + 1 if self.current is not None else 0
        for code in (*codes[start:], *codes[:start]):
            if not self._is_done(code):
                self.open(code)
                return

    def commit(self) -> None:
        """Write what was typed, a half-written syllable included."""
        focused = self.focusWidget()
        if focused is not None:
            leave_field(focused)
        if self.card is not None:
            self.card.commit()
        self.keeper.flush()

    def add_pin(self, pin: Pin) -> bool:
        """Add evidence to the open item; False when no item is open."""
        if isinstance(self.card, ItemCard) and not self.keeper.sheet.locked:
            self.card.add_pin(pin)
            return True
        return False

    # ------------------------------------------------------------ inside

    def _make_card(self, code: str) -> Card:
        if code == CONCLUSION:
            return ConclusionCard(self.kit, self.keeper, self._recommendations)
        item: Item = self.keeper.sheet.checklist.item(code)
        if item.is_gate:
            return GateCard(self.kit, self.keeper, item)
        card = ScoreCard(self.kit, self.keeper, item, self._tiers.get(code, -1))
        card.other_wanted.connect(self.open)
        card.tier_chosen.connect(self._on_tier)
        return card

    def _close(self) -> None:
        card, self.card = self.card, None
        if card is not None:
            card.commit()
            self._retire(card)

    def _is_done(self, code: str) -> bool:
        if code == CONCLUSION:
            return bool(self.keeper.conclusion[0])
        finding, optional = self.keeper.finding(code), not self._section_of[code].counted
        if optional and finding.points is None and not finding.amended:
            return True  # bonus points are nobody's duty
        return is_done(self.keeper.sheet.checklist.item(code), finding)

    def _show_row(self, code: str) -> None:
        if code == CONCLUSION:
            self._rows[code].show_state(conclusion_state(self.keeper.conclusion))
            return
        item, counted = self.keeper.sheet.checklist.item(code), self._section_of[code].counted
        self._rows[code].show_state(row_state(item, self.keeper.finding(code), counted=counted))

    def _reveal(self) -> None:
        if self.card is None:
            return
        column = self.area.widget()
        if column is None:
            return
        self._column.activate()
        bar, top, gap = self.area.verticalScrollBar(), self.card.y(), self.kit.theme.px(8)
        bottom, room = top + self.card.height(), self.area.viewport().height()
        if top < bar.value() or self.card.height() > room:
            bar.setValue(top - gap)
        elif bottom > bar.value() + room:
            bar.setValue(bottom - room + gap)

    def _on_range(self) -> None:
        if self._settling.isActive():
            self._reveal()

    def _on_changed(self, code: str) -> None:
        self._show_row(code)
        section = self._section_of.get(code)
        if section is not None:
            self._heads[section.code].show_progress(*progress(section, self.keeper.finding))
            self.summary.show_tally(self.keeper.tally)

    def _on_row(self) -> None:
        row = self.sender()
        if isinstance(row, ItemRow):
            self.open(row.code)

    def _on_folded(self, unfolded: bool) -> None:
        head = self.sender()
        code = str(head.property("code"))
        if (
            not unfolded
            and self.current in self._section_of
            and self._section_of[str(self.current)].code == code
        ):
            self._close()
        for item_code, section in self._section_of.items():
            if section.code == code and item_code != self.current:
                self._rows[item_code].setVisible(unfolded)

    def _on_tier(self, code: str, tier: int) -> None:
        self._tiers[code] = tier

    def _on_checklist(self) -> None:
        chosen = str(self.chooser.currentData())
        if chosen != self.keeper.sheet.checklist.id:
            self._close()
            self.keeper.choose_checklist(chosen)
            self.checklist_chosen.emit()
