"""The card of a gate: 符合, 不符合 or 待核, with a comment and evidence."""

from dataclasses import replace

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from greendesk.domain.assessment import Verdict
from greendesk.domain.checklist import Item
from ui.i18n import tr
from ui.widgets.bench_card import ItemCard
from ui.widgets.bench_keeper import SheetKeeper
from ui.widgets.bench_words import VERDICTS, item_caption
from ui.widgets.kit import Kit

KEYS = {Verdict.CONFORMS: "Y", Verdict.FAILS: "X", Verdict.PENDING: "U"}


class GateCard(ItemCard):
    """A basic requirement that excludes when it is not met."""

    def __init__(self, kit: Kit, keeper: SheetKeeper, item: Item) -> None:
        super().__init__(kit, keeper, item)
        self.title_rows("", item_caption(item))
        self.requirement_rows()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.segments: dict[Verdict, QPushButton] = {}
        for number, (verdict, (words, _, _)) in enumerate(VERDICTS.items()):
            button = kit.button(tr(words), "segment")
            button.setCheckable(True)
            button.setToolTip(tr("{words}（{keys}）").format(words=tr(words), keys=KEYS[verdict]))
            button.setAccessibleName(tr("{title}，{verdict}").format(title=item.title, verdict=tr(words)))
            self._group.addButton(button, number)
            self.segments[verdict] = button
        self._group.idClicked.connect(self._clicked)
        self.lay.addWidget(kit.row(*self.segments.values(), None, gap=6))
        self.closing_rows()
        self.refresh()

    def fields(self) -> dict[str, QWidget]:
        """Verdict and comment."""
        return {"verdict": self.segments[self.finding.verdict or Verdict.CONFORMS], "comment": self.comment}

    def judge(self, verdict: Verdict) -> None:
        """Answer the gate."""
        if not self.locked:
            self.edit(replace(self.finding, verdict=verdict), "verdict", now=True)

    def refresh(self) -> None:
        """Show the verdict, comment and evidence."""
        super().refresh()
        verdict = self.finding.verdict
        self._group.setExclusive(False)
        for one, button in self.segments.items():
            button.setChecked(one is verdict)
            button.setEnabled(not self.locked)
        self._group.setExclusive(True)

    def _clicked(self, number: int) -> None:
        self.judge(list(self.segments)[number])
