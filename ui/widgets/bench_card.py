"""What every open card of the bench is: a frame with the focus ring, fields that save, evidence and its jumps."""

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from greendesk.domain.assessment import Finding, Pin
from greendesk.domain.checklist import Item
from ui.i18n import tr
from ui.widgets.bench_evidence import EvidenceBar
from ui.widgets.bench_fields import BenchText
from ui.widgets.bench_keeper import SheetKeeper
from ui.widgets.bench_marks import ChangingChip
from ui.widgets.bench_words import provenance_words
from ui.widgets.kit import Kit
from ui.widgets.painting import draw_focus


class Card(QFrame):
    """One open card; the subclass says what stands in it and how a change reaches the keeper."""

    pin_chosen = Signal(int)  # number of the evidence from 1
    pin_wanted = Signal()

    def __init__(self, kit: Kit, keeper: SheetKeeper, code: str, name: str) -> None:
        super().__init__()
        self.kit, self.keeper, self.code = kit, keeper, code
        self.setProperty("role", "card-open")
        self.setObjectName(f"card-{code or 'conclusion'}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.lay = QVBoxLayout(self)
        margin = kit.theme.px(16)
        self.lay.setContentsMargins(margin, kit.theme.px(12), margin, kit.theme.px(12))
        self.lay.setSpacing(kit.theme.px(6))

    # ------------------------------------------------------------ what the bench asks of a card

    def refresh(self) -> None:
        """Show what the keeper holds; fields that are equal already stay as they are."""

    def commit(self) -> None:
        """Hand every field to the keeper and write."""

    def focus_field(self, name: str) -> bool:
        """Put the focus into a field: declared, verified, points, reason, comment, verdict; False if not there."""
        field = self.fields().get(name)
        if field is None or not field.isVisibleTo(self) or not field.isEnabled():
            return False
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def fields(self) -> dict[str, QWidget]:
        """The fields by name."""
        return {}

    def take_proposal(self) -> bool:
        """Take over what the program proposes; False when there is nothing."""
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card and, when it has the keyboard, the ring."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_focus(painter, self.kit.theme, QRectF(self.rect()), self.kit.theme.radius["card"])
            painter.end()


class ItemCard(Card):
    """A card about an item of the checklist: title, requirement, comment, evidence."""

    def __init__(self, kit: Kit, keeper: SheetKeeper, item: Item) -> None:
        super().__init__(kit, keeper, item.code, f"{item.code} {item.title}")
        self.item, self.showing = item, False
        self.beside_comment: QWidget | None = None
        self.comment = BenchText(tr("评语"))
        self.comment.textChanged.connect(self._comment_typed)
        self.comment.left.connect(self.keeper.flush)
        self.evidence = EvidenceBar(kit)
        self.evidence.chosen.connect(self.pin_chosen)
        self.evidence.wanted.connect(self.pin_wanted)
        self.evidence.removed.connect(self._remove_pin)

    @property
    def finding(self) -> Finding:
        """The finding as the keeper holds it."""
        return self.keeper.finding(self.item.code)

    @property
    def locked(self) -> bool:
        """Whether the review was submitted."""
        return self.keeper.sheet.locked

    def add_pin(self, pin: Pin) -> None:
        """Add evidence to the item."""
        self.edit(replace(self.finding, pins=(*self.finding.pins, pin)), "pins", now=True)

    def edit(self, finding: Finding, label: str, *, now: bool = False) -> None:
        """Hand a changed finding to the keeper and show what follows from it."""
        self.keeper.edit(finding, f"{self.item.code}:{label}", now=now)
        self.refresh()

    def commit(self) -> None:
        """Write what was typed."""
        self.keeper.flush()

    def refresh(self) -> None:
        """Show comment and evidence."""
        self.showing = True
        put_text(self.comment, self.finding.comment)
        self.comment.setReadOnly(self.locked)
        self.evidence.show_pins(self.finding.pins, self.keeper.sheet.inventory, locked=self.locked)
        self.showing = False

    # ------------------------------------------------------------ parts for the subclasses

    def title_rows(self, points: str, caption: str) -> None:
        """Add code, title, full mark and the line that says what kind of item this is."""
        kit, item = self.kit, self.item
        title = kit.text(item.title, "heading")
        title.setWordWrap(True)
        head = kit.row(kit.text(item.code, "label", "accent"), (title, 1), kit.text(points, "label"), gap=8)
        self.lay.addWidget(head)
        words = wrapped(kit.text(caption, "caption"))
        chip = ChangingChip(kit.theme)
        chip.show_chip(tr("措辞待核对") if item.provenance.to_verify else "", "muted", "search")
        chip.setToolTip(provenance_words(item))
        self.lay.addWidget(kit.row((words, 1), chip, gap=8))

    def requirement_rows(self) -> None:
        """Add what is required, the formula and how points are given."""
        kit, item = self.kit, self.item
        if item.requirement:
            self.lay.addWidget(wrapped(kit.text(item.requirement)))
        lines = []
        if item.formula:
            lines.append(tr("计算 {formula}").format(formula=item.formula))
        if item.scoring:
            lines.append(tr("计分 {scoring}").format(scoring=item.scoring))
        if item.baseline_words or item.leading_words:
            ends = (item.baseline_words or "—", item.leading_words or "—")
            lines.append(tr("基准 {baseline}；引领 {leading}").format(baseline=ends[0], leading=ends[1]))
        for line in lines:
            self.lay.addWidget(wrapped(kit.text(line, "caption")))

    def closing_rows(self) -> None:
        """Add comment, evidence and what evidence is expected."""
        kit, item = self.kit, self.item
        label = kit.text(tr("评语"), "label")
        label.setBuddy(self.comment)
        beside = [] if self.beside_comment is None else [self.beside_comment]
        self.lay.addWidget(kit.col(kit.row(label, None, *beside), self.comment, gap=5))
        self.lay.addWidget(self.evidence)
        if item.evidence_expected:
            words = tr("应见材料 {list}").format(list=tr("、").join(item.evidence_expected))
            self.lay.addWidget(wrapped(kit.text(words, "caption")))

    # ------------------------------------------------------------ slots

    def _comment_typed(self) -> None:
        if not self.showing:
            text = self.comment.toPlainText()
            self.keeper.edit(replace(self.finding, comment=text), f"{self.item.code}:comment")

    def _remove_pin(self, number: int) -> None:
        pins = list(self.finding.pins)
        if 0 < number <= len(pins) and not self.locked:
            del pins[number - 1]
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edit(replace(self.finding, pins=tuple(pins)), "pins", now=True)


def put_text(field: BenchText, text: str) -> None:
    """Show a text in a field; the cursor stays at the end of what was typed last."""
    if field.toPlainText() != text:
        field.setPlainText(text)
        field.moveCursor(field.textCursor().MoveOperation.End)


def wrapped(label: QLabel) -> QLabel:
    """Let a label break its lines."""
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    return label
