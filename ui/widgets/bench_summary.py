"""The head of the checklist: the total, how much is scored, the gates, and a bar for every section."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from greendesk.domain.assessment import SectionTally, Tally
from greendesk.domain.decimals import plain
from ui.i18n import tr
from ui.widgets.bench_marks import Bar, ChangingChip, SectionBars
from ui.widgets.bench_numbers import points_text
from ui.widgets.kit import Kit


class SummaryBar(QFrame):
    """Live figures; they change with every key that changes a value."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.figure = kit.text("—", "figure")
        self.count = kit.text("", "label")
        self.reachable = kit.text("", "caption")
        self.gates = ChangingChip(kit.theme)
        self.bars = SectionBars(kit.theme)
        words = kit.col(None, self.count, self.reachable, None, gap=1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(kit.theme.px(20), kit.theme.px(12), kit.theme.px(20), kit.theme.px(10))
        layout.setSpacing(kit.theme.px(10))
        layout.addWidget(kit.row(self.figure, (words, 1), self.gates, gap=12))
        layout.addWidget(self.bars)

    def show_tally(self, tally: Tally) -> None:
        """Show what the findings add up to."""
        settled = sum(_settled(part) for part in tally.sections if part.section.counted)
        scored, whole = tally.scored_items, tally.scored_items + tally.open_items + settled
        figure = points_text(tally.total) if scored else "—"  # nothing scored yet is unknown, not 0
        self.figure.setText(figure)
        self.figure.setAccessibleName(tr("总分 {points}").format(points=figure))
        self.count.setText(tr("已评 {done} 项，共 {total} 项").format(done=scored, total=whole))
        notes = [tr("已评项满分 {points}").format(points=plain(tally.max_of_scored))]
        if tally.not_applicable_points:
            points = plain(tally.not_applicable_points)
            notes.append(tr("不适用 {points} 分，不折算").format(points=points))
        if tally.outside_total:
            notes.append(tr("另附加 {points}").format(points=points_text(tally.outside_total)))
        self.reachable.setText(tr("，").join(notes))
        self._show_gates(tally)
        self.bars.show_bars([_bar(part) for part in tally.sections])

    def _show_gates(self, tally: Tally) -> None:
        gates = tally.gates
        if not gates.total:
            self.gates.show_chip("", "muted")
        elif gates.failed:
            words = tr("基本要求 {failed} 项不符合").format(failed=gates.failed)
            self.gates.show_chip(words, "danger", "cross")
        elif gates.holds:
            words = tr("基本要求 {passed}/{total} 符合").format(passed=gates.passed, total=gates.total)
            self.gates.show_chip(words, "success", "shield")
        else:
            words = tr("基本要求 {passed}/{total}").format(passed=gates.passed, total=gates.total)
            self.gates.show_chip(words, "warning", "clock")


def _settled(part: SectionTally) -> int:
    """How many items of a section are not applicable: neither scored nor open."""
    groups = {
        item.alternative_group or item.code for item in part.section.items if item.max_points is not None
    }
    return max(0, len(groups) - part.scored_items - part.open_items)


def _bar(part: SectionTally) -> Bar:
    whole = part.scored_items + part.open_items + _settled(part)
    done = whole - part.open_items
    if part.scored_items:
        note = f"{points_text(part.points)} / {plain(part.max_of_scored)}"
    else:
        note = tr("{done}/{total} 项").format(done=done, total=whole)
    return Bar(
        name=part.section.title,
        note=note,
        weight=float(part.max_points),
        share=done / whole if whole else 0.0,
    )
