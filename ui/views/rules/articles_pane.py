"""条文: the policy in force in plain words, article by article, with where each is kept."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QStackedLayout, QVBoxLayout, QWidget

from greendesk.domain.policy import Policy, Rule, Source
from ui.i18n import tr
from ui.models.table import Cell
from ui.rules_words import FORCES, LEVELS, STATES, WHERE, WHERE_PLACES, where_words
from ui.widgets.application_flow import flow
from ui.widgets.application_nothing import Nothing
from ui.widgets.rules_parts import LEFT, RIGHT, GoButton, SidePane, low, remark, roomy, selectable, wrapped
from ui.widgets.rules_reading import (
    BasisLine,
    PartLine,
    RulesReading,
    article_columns,
    article_passes,
    article_row,
    basis_lines,
    basis_row,
    part_lines,
)
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext
from ui.words import chip_words, said

LIST, EMPTY = range(2)
_BASIS = "basis:"


class ArticlesPane(QFrame):
    """A banner about the policy, the articles at the left, the chosen one in full at the right."""

    went = Signal(str, object)

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        kit = self._kit = context.kit
        self._reading: RulesReading | None = None
        self._bases: dict[str, BasisLine] = {}
        self._rules: dict[str, Rule] = {}
        self._shown = ""
        self._banner = QVBoxLayout()
        self._banner.setContentsMargins(0, 0, 0, 0)
        self.search = kit.field(tr("查找条文"), hint=tr("编号、条款、内容"), role="search")
        self.search.setMinimumWidth(kit.theme.px(110))
        self.search.textChanged.connect(self._fill)
        self.source = kit.combo(tr("文件"), ())
        self.force = kit.combo(
            tr("性质"), [(tr("全部性质"), ""), *((tr(term.text), code) for code, term in FORCES.items())]
        )
        self.fate = kit.combo(
            tr("在哪一版执行"),
            (
                (tr("全部"), ""),
                (tr("本版执行"), "here"),
                (tr("以后版本"), "later"),
                (tr("与软件无关"), "outside"),
            ),
        )
        for combo in (self.source, self.force, self.fate):
            combo.currentIndexChanged.connect(self._fill)
        self.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.source.setMinimumContentsLength(8)
        self.table = DataTable(kit.theme, tr("条文"), article_columns(roomy(kit, 340, 130)), row_height=54)
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(self._enter)
        self.nothing = Nothing(kit, "book")
        self.nothing.asked.connect(self._clear)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.nothing)
        filters = kit.row((self.search, 2), (self.source, 2), self.force, self.fate, gap=8, pad=(4, 4))
        self.pane = SidePane(kit, tr("这一条"), 400)
        body = kit.row(
            (kit.col(filters, (pages, 1), gap=4, pad=(8, 4), role="card"), LEFT), (self.pane, RIGHT), gap=16
        )
        banner = QWidget()
        banner.setLayout(self._banner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(banner)
        layout.addWidget(body, 1)

    # ------------------------------------------------------------ reading

    def fill(self, reading: RulesReading) -> None:
        """Show the policy; the chosen article and the filters stay."""
        if reading != self._reading:
            self._shown = ""
        other = self._reading is None or self._reading.policy != reading.policy
        self._reading = reading
        self._rules = {rule.id: rule for rule in reading.policy.rules}
        self._bases = {_BASIS + line.key: line for line in basis_lines(reading.policy)}
        if other:
            self._show_sources(reading.policy)
            self._show_banner(reading)
        self._fill()

    def choose_rule(self, rule: str) -> None:
        """Show one article by its number, whatever was filtered."""
        if rule in self._rules:
            self._clear()
            self.table.choose(rule)
            self.table.setFocus()

    def choose_first_basis(self) -> None:
        """Show the first value that must be verified."""
        if self._bases:
            self._clear()
            self.table.choose(next(iter(self._bases)))
            self.table.setFocus()

    def _show_sources(self, policy: Policy) -> None:
        self.source.blockSignals(True)
        self.source.clear()
        self.source.addItem(tr("全部文件"), "")
        for source in policy.sources:
            self.source.addItem(source.number or source.title, source.code)
        self.source.blockSignals(False)

    def _show_banner(self, reading: RulesReading) -> None:
        kit, policy = self._kit, reading.policy
        while (item := self._banner.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        year = tr("{year} 年").format(year=policy.year)
        facts = (policy.issuer, policy.region, said(LEVELS, policy.level.value), year, policy.version)
        head: list[QWidget | tuple[QWidget, int]] = [(wrapped(kit.text(policy.title, "heading")), 1)]
        if policy.sample:
            head.append(kit.chip(tr("示例"), "warning", "warn"))
        if self._bases:
            words = tr("须核对 {n} 处").format(n=len(self._bases))
            check = kit.button(words, "quiet", "search")
            check.setToolTip(tr("列在条文之后"))
            check.clicked.connect(self.choose_first_basis)
            head.append(check)
        lines: list[QWidget] = [
            kit.row(*head, gap=8),
            wrapped(kit.text(tr(" · ").join(one for one in facts if one), "label")),
        ]
        if policy.status:
            lines.append(wrapped(kit.text(policy.status, "label", "warning")))
        self._banner.addWidget(low(kit.col(*lines, gap=4, pad=(16, 12), role="card")))

    # ------------------------------------------------------------ the list

    def _fill(self) -> None:
        if self._reading is None:
            return
        chosen = (
            self.search.text(),
            str(self.source.currentData() or ""),
            str(self.force.currentData() or ""),
            str(self.fate.currentData() or ""),
        )
        rules = [rule for rule in self._reading.policy.rules if article_passes(rule, *chosen)]
        rows, keys = [article_row(rule) for rule in rules], [str(rule.id) for rule in rules]
        bases = {} if any(chosen) else self._bases
        if bases:
            rows.append((_band(),))
        shown: list[object] = [*keys, *([None] if bases else []), *bases]
        self.table.set_rows([*rows, *(basis_row(line) for line in bases.values())], shown)
        self._pages.setCurrentIndex(LIST if shown else EMPTY)
        self.pane.setVisible(bool(shown))
        if not shown:
            self.nothing.say(
                tr("没有符合条件的条文"), tr("换一个词或条件，或清除筛选后再看。"), tr("清除筛选")
            )
            return
        if self.table.chosen_key() is None:
            self.table.choose_first()
        self._choose(self.table.chosen_key())

    def _clear(self) -> None:
        for combo in (self.source, self.force, self.fate):
            combo.setCurrentIndex(0)
        self.search.clear()

    def _enter(self, key: object) -> None:
        self._choose(key)
        button = self.pane.findChild(GoButton)
        if button is not None:
            button.setFocus()

    # ------------------------------------------------------------ one article

    def _choose(self, key: object) -> None:
        if self._reading is None or not isinstance(key, str) or key == self._shown:
            return
        self._shown = key
        if key in self._bases:
            self.pane.show_all(self._basis(self._bases[key]))
        elif key in self._rules:
            self.pane.show_all(self._article(self._reading, self._rules[key]))

    def _article(self, reading: RulesReading, rule: Rule) -> Sequence[QWidget | int]:
        kit = self._kit
        source = next((one for one in reading.policy.sources if one.code == rule.source), None)
        text, tone, icon = chip_words(FORCES, rule.force.value)
        parts: list[QWidget | int] = [
            kit.row(kit.text(rule.id, "heading"), kit.chip(text, tone, icon), None, gap=8),
            selectable(kit.text(rule.text)),
            4,
            kit.facts(
                (tr("谁来做"), rule.actor),
                (tr("条款"), rule.article),
                (tr("文件"), _source_words(source) if source else rule.source),
                (tr("发文单位"), source.issuer if source else ""),
            ),
        ]
        if rule.later:
            parts += [4, remark(kit, "clock", "info", tr("以后版本：{words}").format(words=rule.later))]
        if rule.outside:
            parts += [4, remark(kit, "minus", "muted", tr("与软件无关：{words}").format(words=rule.outside))]
        if rule.where:
            parts += [8, kit.text(tr("在哪里执行"), "strong"), self._places(rule)]
        lines = part_lines(reading, rule)
        if lines:
            parts += [8, kit.text(tr("由什么保证"), "strong"), *(self._part(line) for line in lines)]
        return parts

    def _places(self, rule: Rule) -> QWidget:
        buttons = []
        for where in rule.where:
            button = GoButton(self._kit, WHERE_PLACES[where.value], where_words(rule))
            button.setText(said(WHERE, where.value))
            button.setAccessibleName(tr("去{place}").format(place=said(WHERE, where.value)))
            button.wanted.connect(self.went)
            buttons.append(button)
        return flow(*buttons, gap=4)

    def _part(self, line: PartLine) -> QWidget:
        kit = self._kit
        button = GoButton(kit, line.place, line.title)
        button.wanted.connect(self.went)
        note = tr(" · ").join(one for one in (line.kind, line.note) if one)
        words = kit.col(wrapped(kit.text(line.title)), wrapped(kit.text(note, "caption")), gap=1)
        return kit.row((words, 1), button, gap=8, pad=(12, 6), role="well")

    def _basis(self, line: BasisLine) -> Sequence[QWidget | int]:
        kit = self._kit
        text, tone, icon = chip_words(STATES, line.basis.state.value)
        return (
            kit.row(kit.text(tr("须核对"), "heading"), kit.chip(text, tone, icon), None, gap=8),
            selectable(kit.text(line.title)),
            4,
            kit.facts((tr("依据"), line.basis.source)),
            4,
            remark(
                kit,
                "search",
                "warning",
                tr("这一取值不是读自正式文件原文，使用前请与原文核对。"),
            ),
        )


def _source_words(source: Source) -> str:
    issued = source.issued.isoformat() if source.issued else ""
    return tr("，").join(
        one for one in (tr("《{title}》").format(title=source.title), source.number, issued) if one
    )


def _band() -> Cell:
    return Cell(tr("另有取值，不是逐条规定"), tr("须核对"), kind="band")
