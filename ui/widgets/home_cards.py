"""The cards of the rounds on this desk: title, next date of the policy, and how many applications passed each step."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.i18n import tr
from ui.theme import repolish
from ui.widgets.home_tasks import Due, RoundCard, day_words
from ui.widgets.kit import Kit

MOST = 3


class RoundCardFrame(QFrame):
    """One round; a click or Enter makes it the present one."""

    chosen = Signal(str)

    def __init__(self, kit: Kit, card: RoundCard, *, current: bool) -> None:
        super().__init__()
        self.round_id = card.id
        self.setProperty("role", "card-open" if current else "card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if current else Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(card.title)
        if not current:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(tr("切换到这个批次"))
        title = kit.text(card.title, "strong")
        title.setWordWrap(True)
        figure = kit.text(str(card.total), "figure")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(kit.col(title, kit.text(card.note, "caption"), gap=2))
        layout.addWidget(kit.row(figure, kit.text(tr("家申报"), "label"), None, *_due(kit, card.due), gap=8))
        layout.addWidget(
            kit.segments([("", "", 1.0, done / card.total if card.total else 0.0) for _, done in card.shares])
        )
        words = tr("，").join(f"{name} {done}" for name, done in card.shares)
        layout.addWidget(kit.text(words, "caption"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the round."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.round_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the round by keyboard."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self.round_id)
        else:
            super().keyPressEvent(event)


class RoundCards(QWidget):
    """The present round and the others, side by side."""

    chosen = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self._shown: tuple[RoundCard, ...] = ()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)

    def show_cards(self, cards: Sequence[RoundCard], current: str) -> None:
        """Show the present round first; nothing moves when nothing changed."""
        shown = tuple(cards[:MOST])
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for card in shown:
            frame = RoundCardFrame(self.kit, card, current=card.id == current and len(cards) > 1)
            frame.chosen.connect(self.chosen)
            self._layout.addWidget(frame, 1)
            repolish(frame)


def _due(kit: Kit, due: Due | None) -> list[QWidget]:
    if due is None:
        return []
    day = day_words(due.day)
    words = tr("{title}已于 {day}截止") if due.passed else tr("{title} {day}截止")
    return [kit.text(words.format(title=due.title, day=day), "label")]
