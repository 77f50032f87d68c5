"""The card of a scored item: declared and verified value on the scale, points with a proposal, reason, evidence."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QWidget

from greendesk.domain.assessment import Finding, suggest_points
from greendesk.domain.checklist import Item
from greendesk.domain.decimals import plain
from ui.i18n import tr
from ui.theme import repolish
from ui.widgets.bench_card import ItemCard, put_text
from ui.widgets.bench_fields import BenchCombo, BenchField, BenchText
from ui.widgets.bench_keeper import SheetKeeper
from ui.widgets.bench_marks import ScaleValues, ValueScale
from ui.widgets.bench_numbers import number_text, points_problem, read_number
from ui.widgets.bench_words import item_caption, points_hint, problem_words
from ui.widgets.kit import Kit


class ScoreCard(ItemCard):
    """An item that earns points."""

    other_wanted = Signal(str)  # code of the alternative that is to be scored instead
    tier_chosen = Signal(str, int)  # code, number of the tier or -1

    def __init__(self, kit: Kit, keeper: SheetKeeper, item: Item, tier: int = -1) -> None:
        super().__init__(kit, keeper, item)
        self.tier = tier if item.tiers else -1
        section = keeper.sheet.checklist.section_of(item.code)
        self._others = tuple(
            other
            for other in section.items
            if item.alternative_group
            and other.alternative_group == item.alternative_group
            and other is not item
        )
        most = (
            tr("分值未知")
            if item.max_points is None
            else tr("{points} 分").format(points=plain(item.max_points))
        )
        self.title_rows(most, item_caption(item))
        self.requirement_rows()
        self._add_applicability()
        self._add_tiers()
        self._add_values()
        self._add_reason()
        self.closing_rows()
        self.refresh()

    # ------------------------------------------------------------ layout

    def _add_applicability(self) -> None:
        self.not_applicable: QCheckBox | None = None
        if not self._others:
            self.not_applicable = QCheckBox(tr("本项不适用"))
            self.not_applicable.setAccessibleName(tr("{title}，不适用").format(title=self.item.title))
            self.not_applicable.toggled.connect(self._toggle_applicable)
            self.beside_comment = self.not_applicable
        self.this_one = self.kit.button(tr("评本项"), "segment")
        self.this_one.setCheckable(True)
        self.other_buttons = {}
        if self._others:
            self.this_one.clicked.connect(self._choose_this)
            for other in self._others:
                button = self.kit.button(tr("评 {code}").format(code=other.code), "segment")
                button.setCheckable(True)
                button.setToolTip(f"{other.code} {other.title}")
                button.setProperty("code", other.code)
                button.clicked.connect(self._choose_other)
                self.other_buttons[other.code] = button
            words = self.kit.text(tr("同组指标只评一项"), "caption")
            self.lay.addWidget(self.kit.row(self.this_one, *self.other_buttons.values(), words, None, gap=6))
        else:
            self.this_one.hide()
            self.this_one.setParent(self)

    def _add_tiers(self) -> None:
        self.tiers: BenchCombo | None = None
        if self.item.tiers:
            self.tiers = BenchCombo()
            self.tiers.setAccessibleName(tr("分档"))
            self.tiers.addItem(tr("选择分档"))
            for tier in self.item.tiers:
                leading = "—" if tier.leading is None else plain(tier.leading)
                self.tiers.addItem(tr("{tier}，引领 {value}").format(tier=tier.label, value=leading))
            self.tiers.setCurrentIndex(self.tier + 1)
            self.tiers.activated.connect(self._choose_tier)
            self.lay.addWidget(self.kit.labelled(tr("分档"), self.tiers))

    def _add_values(self) -> None:
        kit = self.kit
        self.scale = ValueScale(kit.theme)
        self.lay.addWidget(self.scale)
        self.declared, self.verified, self.points = (
            self._field(name) for name in (tr("申报值"), tr("核实值"), tr("得分"))
        )
        self.points.setPlaceholderText("—")
        self.declared_hint = kit.text(tr("按自评价报告填写"), "caption")
        self.verified_hint = kit.text("", "caption")
        self.points_hint = kit.text("", "caption")
        columns = [
            self._column(tr("申报值"), self.declared, self.declared_hint),
            self._column(tr("核实值"), self.verified, self.verified_hint),
            self._column(tr("得分"), self.points, self.points_hint),
        ]
        spare = [] if self.item.quantitative else [(QWidget(), 2)]
        self.lay.addWidget(kit.row(*((column, 1) for column in columns), *spare, gap=12))
        for column in columns[:2]:
            column.setVisible(self.item.quantitative)
        self.declared.textEdited.connect(self._typed)
        self.verified.textEdited.connect(self._typed)
        self.points.textEdited.connect(self._typed)
        for field in (self.declared, self.verified, self.points):
            field.left.connect(self._tidy)
        self.declared.entered.connect(self._to_verified)
        self.verified.entered.connect(self._to_points)
        self.points.entered.connect(self._points_entered)

    def _add_reason(self) -> None:
        self.reason = BenchText(tr("修改理由"))
        self.reason.setPlaceholderText(tr("说明核实值与申报值为何不同"))
        self.reason.textChanged.connect(self._reason_typed)
        self.reason.left.connect(self.keeper.flush)
        self.reason_block = self.kit.labelled(tr("修改理由"), self.reason)
        self.lay.addWidget(self.reason_block)

    def _field(self, name: str) -> BenchField:
        field = BenchField()
        field.setAccessibleName(tr("{item}，{name}").format(item=self.item.title, name=name))
        return field

    def _column(self, name: str, field: BenchField, hint: QLabel) -> QFrame:
        label = self.kit.text(name, "label")
        label.setBuddy(field)
        hint.setWordWrap(True)
        return self.kit.col(label, field, hint, None, gap=4)

    # ------------------------------------------------------------ what the bench asks

    def fields(self) -> dict[str, QWidget]:
        """The fields by name."""
        found: dict[str, QWidget] = {
            "declared": self.declared,
            "verified": self.verified,
            "points": self.points,
            "reason": self.reason,
            "comment": self.comment,
            "applicable": self.this_one if self._others else self.points,
        }
        return found

    @property
    def proposal(self) -> Decimal | None:
        """The points that the verified value earns by the checklist's own numbers."""
        value = read_number(self.finding.verified)
        if value is None or (self.item.tiers and self.tier < 0):
            return None
        return suggest_points(self.item, value, self.tier if self.item.tiers else None)

    def take_proposal(self) -> bool:
        """Take the proposed points over."""
        proposal = self.proposal
        if proposal is None or self.locked or not self.finding.applicable:
            return False
        self.edit(replace(self.finding, points=proposal), "points", now=True)
        return True

    def commit(self) -> None:
        """Write what was typed, numbers in their plain writing."""
        self._tidy()

    def refresh(self) -> None:
        """Show values, scale, hints, reason, comment and evidence."""
        super().refresh()
        finding, open_ = self.finding, self.finding.applicable and not self.locked
        self.showing = True
        for field, text in ((self.declared, finding.declared), (self.verified, finding.verified)):
            if number_text(field.text()) != text:
                field.setText(text)
        self._show_points(finding)
        put_text(self.reason, finding.reason)
        for field in (self.declared, self.verified, self.points):
            field.setReadOnly(not open_)
            field.setEnabled(finding.applicable)
        self.reason.setReadOnly(not open_)
        self.reason_block.setVisible(finding.applicable and (finding.amended or bool(finding.reason)))
        if self.not_applicable is not None:
            self.not_applicable.setChecked(not finding.applicable)
            self.not_applicable.setEnabled(not self.locked)
        self.this_one.setChecked(finding.applicable)
        self.this_one.setEnabled(not self.locked)
        for code, button in self.other_buttons.items():
            button.setChecked(not finding.applicable and self.keeper.finding(code).applicable)
            button.setEnabled(not self.locked)
        if self.tiers is not None:
            self.tiers.setEnabled(open_)
        self._show_scale(finding)
        self._show_hints(finding)
        self.showing = False

    # ------------------------------------------------------------ showing

    def _show_points(self, finding: Finding) -> None:
        typed = read_number(self.points.text())
        unread = bool(self.points.text().strip()) and typed is None and finding.points is None
        if typed != finding.points and not unread:
            self.points.setText("" if finding.points is None else plain(finding.points))

    def _show_scale(self, finding: Finding) -> None:
        tier = self.item.tiers[self.tier] if self.tier >= 0 else None
        baseline = tier.baseline if tier else self.item.baseline
        leading = tier.leading if tier else self.item.leading
        numeric = baseline is not None and leading is not None and self.item.max_points is not None
        self.scale.setVisible(numeric and finding.applicable)
        if baseline is not None and leading is not None and self.item.max_points is not None:
            self.scale.show_values(
                ScaleValues(
                    baseline=baseline,
                    leading=leading,
                    points=self.item.max_points,
                    declared=read_number(finding.declared),
                    verified=read_number(finding.verified),
                )
            )

    def _show_hints(self, finding: Finding) -> None:
        problem = points_problem(self.item, self.points.text()) if finding.applicable else None
        words = problem_words(problem, self.item) if problem else points_hint(self.item, self.proposal)
        tone = "danger" if problem else ""
        if self.points_hint.text() != words or self.points_hint.property("tone") != tone:
            self.points_hint.setText(words)
            self.points_hint.setProperty("tone", tone)
            repolish(self.points_hint)
        if bool(self.points.property("error")) != bool(problem):
            self.points.setProperty("error", bool(problem))
            repolish(self.points)
        self.points.setAccessibleDescription(words)
        if not finding.verified:
            verified = tr("看过材料后填写")
        elif finding.amended:
            verified = tr("与申报值不同") if finding.declared else tr("申报值没有填写")
        else:
            verified = tr("与申报值一致")
        self.verified_hint.setText(verified)

    # ------------------------------------------------------------ slots

    def _typed(self) -> None:
        if self.showing:
            return
        finding = replace(
            self.finding,
            declared=number_text(self.declared.text()),
            verified=number_text(self.verified.text()),
            points=read_number(self.points.text()),
        )
        self._settle_alternatives(finding)
        self.edit(finding, "values")

    def _tidy(self) -> None:
        for field in (self.declared, self.verified, self.points):
            tidy = number_text(field.text())
            if tidy != field.text():
                field.setText(tidy)
        self.keeper.flush()

    def _reason_typed(self) -> None:
        if not self.showing:
            finding = replace(self.finding, reason=self.reason.toPlainText())
            self.keeper.edit(finding, f"{self.item.code}:reason")

    def _to_verified(self) -> None:
        self.focus_field("verified")

    def _to_points(self) -> None:
        self._tidy()
        self.focus_field("points")

    def _points_entered(self) -> None:
        if not self.points.text().strip():
            self.take_proposal()
        self._tidy()
        if self.finding.amended and not self.finding.reason.strip():
            self.focus_field("reason")

    def _choose_tier(self, index: int) -> None:
        self.tier = index - 1
        self.tier_chosen.emit(self.item.code, self.tier)
        self.refresh()

    def _toggle_applicable(self) -> None:
        if not self.showing and self.not_applicable is not None:
            applicable = not self.not_applicable.isChecked()
            self.edit(replace(self.finding, applicable=applicable), "applicable", now=True)

    def _choose_this(self) -> None:
        for other in self._others:
            self._set_applicable(other.code, applicable=False)
        self.edit(replace(self.finding, applicable=True), "applicable", now=True)
        self.focus_field("verified") or self.focus_field("points")

    def _choose_other(self) -> None:
        code = str(self.sender().property("code"))
        for other in self._others:
            self._set_applicable(other.code, applicable=other.code == code)
        self.edit(replace(self.finding, applicable=False), "applicable", now=True)
        self.other_wanted.emit(code)

    def _settle_alternatives(self, mine: Finding) -> None:
        """Scoring one of a group says that the others, still untouched, are not scored."""
        if mine.points is None and not mine.verified:
            return
        for other in self._others:
            finding = self.keeper.finding(other.code)
            if finding.applicable and finding.points is None and not finding.verified:
                self._set_applicable(other.code, applicable=False)

    def _set_applicable(self, code: str, *, applicable: bool) -> None:
        finding = replace(self.keeper.finding(code), applicable=applicable)
        self.keeper.edit(finding, f"{code}:applicable")
