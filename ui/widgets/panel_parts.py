"""Parts of the panel's panes: an expert's line, a divergence to explain, a notice."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton

from greendesk.queries import DivergenceLine, RankingLine
from ui.i18n import tr
from ui.theme import repolish
from ui.widgets.exchange_page import plain_box
from ui.widgets.kit import Item, Kit
from ui.widgets.panel_rows import NOT_HERE, SCORED, STATES, WHY, points, position

HandBack = Callable[[str, str], None]


def notice_row(kit: Kit, icon: str, tone: str, words: str) -> QFrame:
    """A remark that must not be missed, with its icon."""
    label = kit.text(words)
    label.setWordWrap(True)
    mark = kit.col(kit.icon(icon, tone, 18), None, gap=0)
    row: QFrame = kit.row(mark, (label, 1), gap=10, pad=(12, 10), role="well")
    return row


class HandBackButton(QPushButton):
    """Hands one expert's review back; knows whose."""

    wanted = Signal(str, str)

    def __init__(self, expert: str, name: str) -> None:
        super().__init__(tr("退回"))
        self.setProperty("kind", "quiet")
        self.setAccessibleName(tr("退回{name}的评审").format(name=name))
        self._expert, self._name = expert, name
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.wanted.emit(self._expert, self._name)


def expert_rows(kit: Kit, line: RankingLine, hand_back: HandBack | None) -> list[QFrame]:
    """Everybody who is asked: counted, dropped with the reason, recused without a score, or still open."""
    rows = []
    for expert, name, score, state in line.scores:
        scored = score is not None and state in SCORED
        words = "" if state == "counted" else tr(STATES[state])
        shown = kit.text(points(score) if scored and score is not None else "—", "strong")
        parts: list[Item] = [(kit.text(name), 1)]
        if words:
            icon = {"recused": "lock", "open": "clock", "sealed": "lock"}.get(state, "minus")
            parts.append(kit.chip(words, "info" if state in NOT_HERE else "muted", icon))
        if state != "recused":
            parts.append(shown)
        if hand_back is not None and scored:
            button = HandBackButton(expert, name)
            button.wanted.connect(hand_back)
            parts.append(button)
        rows.append(kit.row(*parts, gap=10))
    return rows


def divergence_notes(kit: Kit, line: RankingLine) -> list[Item]:
    """Divergences to read: who holds what, and the recorded explanation."""
    parts: list[Item] = []
    if line.divergences:
        parts += [8, kit.text(tr("分歧 {n} 处").format(n=len(line.divergences)), "strong")]
    for one in line.divergences:
        labels = [kit.text(one.title), kit.text(position_words(one), "label")]
        if one.explanation:
            labels.append(kit.text(tr("说明：{words}").format(words=one.explanation), "label"))
        for label in labels:
            label.setWordWrap(True)
        parts.append(kit.col(*labels, gap=2, pad=(12, 8), role="well"))
    return parts


def position_words(one: DivergenceLine) -> str:
    """Each expert's value on one item."""
    return tr("；").join(f"{name} {position(what)}" for name, what in one.values)


class DivergenceBox(QFrame):
    """One item on which experts differ, with the field that explains it."""

    typed = Signal()

    def __init__(self, kit: Kit, line: DivergenceLine, explanation: str) -> None:
        super().__init__()
        self.item, self._kit = line.item, kit
        self.field = kit.field(
            tr("{title}的说明").format(title=line.title), explanation, tr("合议后怎么看，写一句")
        )
        self.field.textEdited.connect(self._on_typed)
        self.hint = kit.text(tr("这一处还没有说明。"), "caption", "danger")
        self.hint.hide()
        title, values = kit.text(line.title), kit.text(position_words(line), "label")
        for label in (title, values):
            label.setWordWrap(True)
        chip = kit.chip(tr(WHY[line.why]), "warning", "warn")
        inner = kit.col(
            kit.row((title, 1), chip, gap=8), values, self.field, self.hint, gap=4, pad=(12, 10), role="well"
        )
        plain_box(self).addWidget(inner)

    def text(self) -> str:
        """What is written."""
        return str(self.field.text())

    def point_out(self) -> None:
        """Show that the explanation is missing and go there."""
        self._mark(wrong=True)
        self.field.setFocus()

    def _on_typed(self, text: str) -> None:
        if text.strip():
            self._mark(wrong=False)
        self.typed.emit()

    def _mark(self, *, wrong: bool) -> None:
        self.hint.setVisible(wrong)
        self.field.setProperty("error", wrong)
        repolish(self.field)
