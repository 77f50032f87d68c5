"""The bench of one application: package, page and checklist side by side, and every key of it."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, QSettings, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from greendesk.domain.assessment import Pin, Verdict
from greendesk.domain.package import PackageFile
from ui.i18n import tr
from ui.views.bench.foot import BenchFoot
from ui.views.bench.head import BenchHead
from ui.views.bench.key_sheet import KeySheet
from ui.views.bench.keys import BenchKeys, in_text
from ui.views.bench.opening import Opening
from ui.widgets.bench_card import ItemCard, wrapped
from ui.widgets.bench_card_gate import GateCard
from ui.widgets.bench_checklist import ChecklistPane
from ui.widgets.bench_fields import leave_field
from ui.widgets.bench_files import file_of_pin, pin_is_stale, viewable
from ui.widgets.bench_keeper import SheetKeeper
from ui.widgets.bench_marks import Banner
from ui.widgets.bench_package import PackagePane
from ui.widgets.bench_search import Hit
from ui.widgets.bench_splitter import PaneSplitter
from ui.widgets.bench_standing import pin_counts
from ui.widgets.bench_viewer import Place, ViewerPane
from ui.widgets.kept_files import is_here, reader_of
from ui.widgets.view import ScreenContext

WIDTHS = "bench/widths"
EVIDENCE = "bench.evidence"
TREE_NEEDS = 1192  # below 1280 px of window the tree closes (88 px of it are the rail)
PLACES = Decimal("0.0001")
AT_ONCE = 4 * 1024 * 1024  # bytes of a file that are read without the worker


class Workbench(QFrame):
    """Three panes over one sheet; it knows the panes, they do not know each other."""

    left = Signal()
    other_wanted = Signal(str)  # another application
    submit_wanted = Signal()
    paper_wanted = Signal()
    revise_wanted = Signal()
    keep_wanted = Signal()
    said = Signal(str)
    file_wanted = Signal(object)  # PackageFile to open in another program

    def __init__(self, context: ScreenContext, opening: Opening, settings: QSettings) -> None:
        super().__init__()
        if opening.sheet is None:
            raise ValueError(opening.line.id)
        sheet, kit = opening.sheet, context.kit
        self.kit, self.opening, self._settings, self._runner = kit, opening, settings, context.runner
        self.keeper = SheetKeeper(context.desk.reviews, context.round_id, sheet, context.runner)
        self.keeper.setParent(self)
        self.head = BenchHead(kit, self.keeper)
        self._read = reader_of(context.desk)
        self.package = PackagePane(kit, sheet.inventory, self._read)
        self.viewer = ViewerPane(kit, is_here(context.desk), writable=not sheet.locked)
        self.checklist = ChecklistPane(kit, self.keeper, opening.recommendations, opening.detail.checklists)
        self._before: tuple[int, Place] | None = None  # evidence jumped to, and where the reader was
        self._tree_closed_by_room = False
        self._watching = False
        self._keys = BenchKeys()
        self._lay_out(sheet.returned_reason if not sheet.locked else "")
        self._connect()
        self._show_pins()
        first = next((file for file in sheet.inventory.files if viewable(file)), None)
        if first is not None:
            self.show_file(first.number)

    # ------------------------------------------------------------ building

    def _lay_out(self, returned: str) -> None:
        kit = self.kit
        self.splitter = PaneSplitter(kit.theme)
        for pane, least in ((self.package, 200), (self.viewer, 420), (self.checklist, 440)):
            pane.setMinimumWidth(kit.theme.px(least))
            self.splitter.addWidget(pane)
        self.package.setMaximumWidth(kit.theme.px(320))
        self.checklist.setMaximumWidth(kit.theme.px(560))
        self.splitter.setStretchFactor(1, 1)
        self._restore_widths()
        self.foot = BenchFoot(kit, self.keeper.sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        if returned:
            layout.addWidget(self._banner(returned))
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.foot)

    def _banner(self, reason: str) -> QWidget:
        kit = self.kit
        banner = Banner(kit.theme, "warning")
        inner = QVBoxLayout(banner)
        inner.setContentsMargins(kit.theme.px(16), kit.theme.px(8), kit.theme.px(16), kit.theme.px(8))
        words = wrapped(kit.text(tr("秘书退回：{reason}").format(reason=reason)))
        inner.addWidget(kit.row(kit.icon("undo", "warning", 16), (words, 1), gap=8))
        banner.setObjectName("returned")
        banner.setAccessibleName(words.text())
        return kit.col(banner, pad=(16, 8), role="pane")

    def _connect(self) -> None:
        head, keeper = self.head, self.keeper
        head.left.connect(self.left)
        head.previous_wanted.connect(self.go_previous)
        head.next_wanted.connect(self.go_next)
        head.submit_wanted.connect(self.ask_to_submit)
        head.paper_wanted.connect(self.paper_wanted)
        head.revise_wanted.connect(self.revise_wanted)
        head.keep_wanted.connect(self.keep_wanted)
        self.package.file_chosen.connect(self.show_file)
        self.package.hit_chosen.connect(self._show_hit)
        self.viewer.pin_wanted.connect(self.begin_pin)
        self.viewer.pin_drawn.connect(self._add_pin)
        self.viewer.open_elsewhere.connect(self.file_wanted)
        self.checklist.opened.connect(self._on_opened)
        self.checklist.pin_chosen.connect(self.show_evidence)
        self.checklist.pin_wanted.connect(self.begin_pin)
        self.checklist.checklist_chosen.connect(self._on_checklist)
        keeper.changed.connect(self._show_pins)
        keeper.replaced.connect(self._show_pins)
        self.splitter.splitterMoved.connect(self._keep_widths)

    def _restore_widths(self) -> None:
        size = self.kit.theme.size
        widths = self._settings.value(WIDTHS)
        if isinstance(widths, list) and len(widths) == 3:
            self.splitter.setSizes([int(width) for width in widths])
        else:
            self.splitter.setSizes([size["bench-tree"], 4000, size["bench-checklist"]])

    def _keep_widths(self) -> None:
        if self.package.isVisible():
            self._settings.setValue(WIDTHS, self.splitter.sizes())

    # ------------------------------------------------------------ files, pages, evidence

    def show_file(self, number: int) -> None:
        """Show a file where it was left last."""
        file = self.keeper.sheet.inventory.file(number)
        if file is not None:
            self._open(file)
            self.package.tree.mark_shown(number)
            self._show_pins()

    def _open(self, file: PackageFile) -> None:
        """Show a file; a large one is read on the worker, so that the window does not wait."""
        if not self.viewer.begin_file(file):
            return
        read = partial(self._read, file)
        if viewable(file) and file.size > AT_ONCE:
            self.viewer.wait()
            self._runner.run(self, read, partial(self.viewer.show_source, file))
        else:
            self.viewer.show_source(file, read() if viewable(file) else None)

    def show_evidence(self, number: int) -> None:
        """Jump to a piece of evidence of the open item and flash it; the same again goes back."""
        pins = self._pins()
        if not 1 <= number <= len(pins):
            return
        if self._before is not None and self._before[0] == number:
            before = self._before[1]
            self._before = None
            self.show_file(before.file)
            self.viewer.show_page(before.page)
            return
        pin = pins[number - 1]
        file = file_of_pin(self.keeper.sheet.inventory, pin)
        if file is None or pin_is_stale(self.keeper.sheet.inventory, pin):
            return
        place = self.viewer.place
        self.show_file(file.number)
        self.viewer.show_page(pin.page, number)
        self._before = (number, place) if place is not None else None

    def begin_pin(self) -> None:
        """Mark evidence for the open item, by mouse or keys."""
        if self.keeper.sheet.locked:
            return
        if isinstance(self.checklist.card, ItemCard):
            self.viewer.begin_pin()
        else:
            self.said.emit(tr("先展开一个评分项，证据钉在它上面"))

    def _pins(self) -> tuple[Pin, ...]:
        card = self.checklist.card
        return card.finding.pins if isinstance(card, ItemCard) else ()

    def _show_pins(self) -> None:
        file = self.viewer.file
        marks = [
            (number, pin.page, float(pin.x), float(pin.y), float(pin.width), float(pin.height))
            for number, pin in enumerate(self._pins(), start=1)
            if file is not None and pin.file == file.sha256
        ]
        self.viewer.show_pins(marks)
        self.package.tree.show_pins(pin_counts(self.keeper.findings()))

    def _add_pin(self, page: int, rect: QRectF) -> None:
        file = self.viewer.file
        if file is None:
            return
        x, y = (max(0.0, min(1.0, value)) for value in (rect.x(), rect.y()))
        pin = Pin(
            file=file.sha256,
            file_name=file.name,
            page=page,
            x=_fraction(x),
            y=_fraction(y),
            width=_fraction(min(rect.width(), 1 - x)),
            height=_fraction(min(rect.height(), 1 - y)),
        )
        if self.checklist.add_pin(pin):
            self._show_pins()

    def _show_hit(self, hit: Hit) -> None:
        self.show_file(hit.file.number)
        self.viewer.show_words(hit.page, self.package.search.words, hit.occurrence)

    def _on_checklist(self) -> None:
        self.said.emit(tr("已换指标表，原来的评分按 Ctrl+Z 撤回"))

    def _on_opened(self) -> None:
        self._before = None
        self._show_pins()

    # ------------------------------------------------------------ moving on

    def go_previous(self) -> None:
        """Open the application before this one."""
        if self.keeper.sheet.previous:
            self.other_wanted.emit(self.keeper.sheet.previous)

    def go_next(self) -> None:
        """Open the application after this one."""
        if self.keeper.sheet.next:
            self.other_wanted.emit(self.keeper.sheet.next)

    def ask_to_submit(self) -> None:
        """Begin to submit; a submitted review has nothing to submit."""
        if not self.keeper.sheet.locked:
            self.submit_wanted.emit()

    def show_keys(self) -> None:
        """Show the sheet of all keys."""
        KeySheet(self.kit, self).open()

    def jump(self, code: str, field: str) -> None:
        """Open an item and put the focus into the field that something is missing in."""
        self.checklist.open(code, field)

    def commit(self) -> None:
        """Write what was typed."""
        self.checklist.commit()

    def close_down(self) -> None:
        """Write what was typed and stop reading; the bench goes away."""
        self.commit()
        self.package.search.close()

    # ------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key that the widget with the focus did not want."""
        name = self._keys.command(event)
        verb = self._verbs().get(name)
        if name == EVIDENCE:
            self.show_evidence(event.key() - Qt.Key.Key_0)
        elif verb is not None:
            verb()
        elif event.key() == Qt.Key.Key_Escape:
            self.step_back()
        else:
            super().keyPressEvent(event)

    def _verbs(self) -> dict[str, Callable[[], None]]:
        return {
            "bench.next": self.next_item,
            "bench.previous": self.previous_item,
            "bench.unscored": self.checklist.open_next_unscored,
            "bench.open": self.accept,
            "bench.verified": partial(self.focus_field, "verified"),
            "bench.points": partial(self.focus_field, "points"),
            "bench.reason": partial(self.focus_field, "reason"),
            "bench.conforms": partial(self.judge, Verdict.CONFORMS),
            "bench.fails": partial(self.judge, Verdict.FAILS),
            "bench.pending": partial(self.judge, Verdict.PENDING),
            "bench.pin": self.begin_pin,
            "bench.page-up": self.viewer.page_up,
            "bench.page-down": self.viewer.page_down,
            "bench.page": self.viewer.begin_page,
            "bench.larger": self.viewer.zoom_in,
            "bench.smaller": self.viewer.zoom_out,
            "bench.width": self.viewer.fit_width,
            "bench.search": self.begin_search,
            "bench.found": self.package.next_hit,
            "bench.field-next": self.next_item,
            "bench.field-previous": self.previous_item,
            "bench.pane": self.next_pane,
            "bench.pane-back": self.previous_pane,
            "bench.tree": self.toggle_tree,
            "bench.undo": self.keeper.undo,
            "bench.redo": self.keeper.redo,
            "bench.application-previous": self.go_previous,
            "bench.application-next": self.go_next,
            "bench.submit": self.ask_to_submit,
            "bench.keys": self.show_keys,
        }

    def next_item(self) -> None:
        """Open the next item."""
        self.checklist.step(1)

    def previous_item(self) -> None:
        """Open the previous item."""
        self.checklist.step(-1)

    def next_pane(self) -> None:
        """Put the focus into the next pane."""
        self._change_pane(1)

    def previous_pane(self) -> None:
        """Put the focus into the previous pane."""
        self._change_pane(-1)

    def focus_field(self, name: str) -> None:
        """Put the focus into a field of the open card."""
        if self.checklist.card is not None:
            self.checklist.card.focus_field(name)

    def judge(self, verdict: Verdict) -> None:
        """Answer the open gate."""
        if isinstance(self.checklist.card, GateCard):
            self.checklist.card.judge(verdict)

    def accept(self) -> None:
        """Enter outside of fields: open the next item, or take over the proposal of the open one."""
        if self.checklist.card is None:
            self.checklist.open_next_unscored()
        else:
            self.checklist.card.take_proposal()

    def step_back(self) -> None:
        """Esc: leave the field, then the search, then the card."""
        focused = QApplication.focusWidget()
        if focused is self.package.field:
            self.package.end_search()
        elif in_text(focused) and focused is not None:
            leave_field(focused)
            self.commit()
            if self.checklist.isAncestorOf(focused) and self.checklist.card is not None:
                self.checklist.card.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.viewer.take_focus()
        elif self.package.searching:
            self.package.end_search()
        else:
            self.checklist.close_card()

    def begin_search(self) -> None:
        """Put the focus into the search field, in an open tree."""
        if not self.package.isVisible():
            self.toggle_tree()
        self.package.begin_search()

    def toggle_tree(self) -> None:
        """Close the tree, or open it again."""
        self._tree_closed_by_room = False
        self.package.setVisible(not self.package.isVisible())

    def _change_pane(self, by: int) -> None:
        panes = [pane for pane in (self.package, self.viewer, self.checklist) if pane.isVisible()]
        focused = QApplication.focusWidget()
        held = [number for number, pane in enumerate(panes) if focused and pane.isAncestorOf(focused)]
        start = held[0] if held else (-1 if by > 0 else 0)
        panes[(start + by) % len(panes)].take_focus()

    # ------------------------------------------------------------ Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Close the tree when the window is narrow, open it again when there is room."""
        super().resizeEvent(event)
        narrow = self.width() < self.kit.theme.px(TREE_NEEDS)
        if narrow and not self._tree_closed_by_room and self.package.isVisibleTo(self):
            self._tree_closed_by_room = True
            self.package.hide()
        elif not narrow and self._tree_closed_by_room:
            self._tree_closed_by_room = False
            self.package.show()

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the window: what was typed is written before it closes."""
        super().showEvent(event)
        if not self._watching:
            self._watching = True
            self.window().installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Write what was typed when the place is left."""
        super().hideEvent(event)
        self.commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the disk when the window closes."""
        if event.type() == QEvent.Type.Close and watched is self.window():
            self.commit()
            self.keeper.flush_and_wait()
            self.package.search.close()
        return super().eventFilter(watched, event)


def _fraction(value: float) -> Decimal:
    return Decimal(str(value)).quantize(PLACES)
