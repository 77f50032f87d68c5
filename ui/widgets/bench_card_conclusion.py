"""The last card: what the expert recommends, and the overall comment."""

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QWidget

from ui.i18n import tr
from ui.widgets.bench_card import Card, put_text
from ui.widgets.bench_fields import BenchText
from ui.widgets.bench_keeper import SheetKeeper
from ui.widgets.bench_words import RECOMMENDATIONS
from ui.widgets.kit import Kit

CONCLUSION = ""


class ConclusionCard(Card):
    """Recommendation and overall comment; the words come from the policy."""

    def __init__(self, kit: Kit, keeper: SheetKeeper, words: Sequence[str]) -> None:
        super().__init__(kit, keeper, CONCLUSION, tr("评审结论"))
        self._words, self._showing = tuple(words), False
        self.lay.addWidget(kit.text(tr("评审结论"), "heading"))
        self._group = QButtonGroup(self)
        self.choices = []
        for number, word in enumerate(self._words):
            button = kit.button(tr(RECOMMENDATIONS.get(word, word)), "segment")
            button.setCheckable(True)
            button.setAccessibleName(tr("建议 {word}").format(word=button.text()))
            self._group.addButton(button, number)
            self.choices.append(button)
        self._group.idClicked.connect(self._clicked)
        self.lay.addWidget(kit.labelled(tr("推荐建议"), kit.row(*self.choices, None, gap=6)))
        self.comment = BenchText(tr("总体评语"), 4, 12)
        self.comment.textChanged.connect(self._typed)
        self.comment.left.connect(self.keeper.flush)
        self.lay.addWidget(kit.labelled(tr("总体评语"), self.comment))
        self.refresh()

    def fields(self) -> dict[str, QWidget]:
        """Recommendation and comment."""
        found: dict[str, QWidget] = {"comment": self.comment}
        if self.choices:
            chosen = self._group.checkedId()
            found["recommendation"] = self.choices[max(0, chosen)]
        return found

    def commit(self) -> None:
        """Write what was typed."""
        self.keeper.flush()

    def refresh(self) -> None:
        """Show what the keeper holds."""
        recommendation, comment = self.keeper.conclusion
        locked = self.keeper.sheet.locked
        self._showing = True
        self._group.setExclusive(False)
        for word, button in zip(self._words, self.choices, strict=True):
            button.setChecked(word == recommendation)
            button.setEnabled(not locked)
        self._group.setExclusive(True)
        put_text(self.comment, comment)
        self.comment.setReadOnly(locked)
        self._showing = False

    def _clicked(self, number: int) -> None:
        self.keeper.conclude(self._words[number], self.keeper.conclusion[1], now=True)

    def _typed(self) -> None:
        if not self._showing:
            self.keeper.conclude(self.keeper.conclusion[0], self.comment.toPlainText())
