"""Eligibility of one application: what the policy's checks find, the facts behind them, priorities, third party."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QScrollArea, QStackedLayout, QWidget

from greendesk.domain.eligibility import CheckResult, FactKind
from greendesk.queries_road import AgencyLine, EligibilitySheet, FactLine, PriorityLine
from ui.eligibility_words import CHECK_STATES, FORCES, finding_words, value_words
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.widgets.application_dates import read_date
from ui.widgets.application_fields import Fields
from ui.widgets.application_nothing import Nothing
from ui.widgets.application_section import Case, CaseSection, hint_for
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext
from ui.words import chip_words, said


class EligibilitySection(CaseSection):
    """Checks at the left, the form of facts at the right; facts are recorded together, each with its source."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self.summary = kit.text("", "strong")
        self.table = DataTable(kit.theme, tr("申报资格"), _columns(), row_height=60)
        self.table.row_chosen.connect(self._choose)
        self.explained = kit.text("", wrap=True)
        left = kit.col(
            kit.row((self.summary, 1), pad=(12, 6)), (self.table, 1), kit.row((self.explained, 1), pad=(12, 8)),
            pad=(8, 4), role="card",
        )  # fmt: skip
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.save_button = kit.button(tr("记录资格信息"), "primary", "check")
        self.save_button.clicked.connect(self.save)
        foot = kit.row(None, self.save_button, gap=12, pad=(12, 6))
        right = kit.col((self._area, 1), foot, gap=4, pad=(4, 6), role="card", width=480)
        body = kit.row((left, 1), right, gap=16)
        self.fields = Fields(kit)
        self.values: dict[str, QLineEdit | QComboBox] = {}
        self.sources: dict[str, QLineEdit] = {}
        self.flags: dict[str, tuple[QCheckBox, QLineEdit]] = {}
        self.nothing = Nothing(kit, "lock")
        self._pages = QStackedLayout(self)
        self._pages.addWidget(body)
        self._pages.addWidget(kit.col((self.nothing, 1), role="card"))

    def fill(self, case: Case, *, moved: bool) -> None:
        """Show checks and facts."""
        hidden = case.detail.line.my_state == "recused"
        self._pages.setCurrentIndex(1 if hidden else 0)
        if hidden:
            self.nothing.say(tr("已回避"), tr("已声明回避这份申报，申报资格不再显示。"))
            return
        sheet = case.sheet
        self.table.set_rows([_row(one) for one in sheet.results], [one.check.code for one in sheet.results])
        states = [one.state.value for one in sheet.results]
        self.summary.setText(
            tr("共 {n} 项，符合 {fine}，不符合 {fails}，待核 {waiting}").format(
                n=len(states),
                fine=states.count("holds"),
                fails=states.count("fails"),
                waiting=states.count("open"),
            )
            if states
            else tr("本方案对这一类别没有列出可自动核对的资格条件。")
        )
        if moved:
            self._area.setWidget(self._make_form(sheet))
        self.save_button.setEnabled(case.may_work)
        self._choose(self.table.chosen_key())

    def first(self) -> None:
        """Begin in the first fact, or in the list."""
        first = next(iter(self.values.values()), None)
        (first or self.table).setFocus()

    def save(self) -> None:
        """Record all facts and changed priorities."""
        if self.case is None:
            return
        facts = {code: _text(field) for code, field in self.values.items()}
        sources = {code: field.text().strip() for code, field in self.sources.items()}
        day = read_date(self.reference.text())
        self.fields.error("reference", "" if day else tr("填写日期，如 2026-05-31。"))
        for code in self.values:
            lacking = facts[code] and not sources[code]
            self.fields.error(code, tr("写明出处：材料和页码，或出具单位。") if lacking else "")
        flags = []
        for line in self.case.sheet.priorities:
            box, source = self.flags[line.code]
            lacking = box.isChecked() and not source.text().strip()
            self.fields.error(f"flag:{line.code}", tr("写明依据。") if lacking else "")
            if (box.isChecked(), source.text().strip()) != (line.active, line.source):
                flags.append((line.code, box.isChecked(), source.text().strip()))
        if self.fields.lead_to_error() or day is None:
            return
        eligibility, round_id, application = self.desk.eligibility, self.round_id, self.application

        def work() -> None:
            eligibility.record_facts(round_id, application, day.isoformat(), facts, sources)
            for code, active, source in flags:
                eligibility.flag_priority(round_id, application, code, active=active, source=source)

        self.save_button.setEnabled(False)
        self.record(work, tr("资格信息已记录。"), self._saved, self._failed)

    # ------------------------------------------------------------ inside

    def _make_form(self, sheet: EligibilitySheet) -> QFrame:
        kit = self.kit
        self.fields = Fields(kit)
        self.values, self.sources, self.flags = {}, {}, {}
        self.reference = self.fields.add(
            "reference",
            tr("基准日"),
            kit.field(tr("基准日"), sheet.reference.isoformat(), tr("如 2026-05-31"), width=160),
            tr("“近三年”从这一天往前数。"),
        )
        parts: list[QWidget | int | None] = [self.fields["reference"]]
        if sheet.facts:
            parts += [8, kit.text(tr("资格信息"), "strong")]
            parts += [self._fact(line) for line in sheet.facts]
        if sheet.priorities:
            parts += [8, kit.text(tr("优先情形（列在排序旁，不计入得分）"), "strong")]
            parts += [self._flag(line) for line in sheet.priorities]
        if sheet.agency:
            parts += [8, kit.text(tr("第三方机构"), "strong"), self._agency(sheet.agency)]
        return kit.col(*parts, None, gap=10, pad=(12, 8), role="pane")

    def _fact(self, line: FactLine) -> QWidget:
        kit, one = self.kit, line.field
        title = tr("{title}（{unit}）").format(title=one.title, unit=one.unit) if one.unit else one.title
        field: QLineEdit | QComboBox
        if one.kind in {FactKind.YES_NO, FactKind.CHOICE}:
            words = [("yes", tr("是")), ("no", tr("否"))]
            if one.kind is FactKind.CHOICE:
                words = [(choice, choice) for choice in one.choices]
            field = kit.combo(title, [(tr("未填"), ""), *((text, code) for code, text in words)], line.value)
        else:
            field = kit.field(title, line.value, one.hint)
        source = kit.field(tr("{title}的出处").format(title=one.title), line.source, tr("出处：材料、页码"))
        self.values[one.code], self.sources[one.code] = field, source
        self.fields.add(one.code, title, kit.row((field, 2), (source, 3), gap=8), one.article, focus=field)
        return self.fields[one.code]

    def _flag(self, line: PriorityLine) -> QWidget:
        kit = self.kit
        box = kit.check(line.title, checked=line.active)
        source = kit.field(tr("{title}的依据").format(title=line.title), line.source, tr("依据：名单、文号"))
        if line.listed and not line.source:
            source.setText(tr("导入的名单：{row}").format(row=line.listed[0].note or line.listed[0].name))
        self.flags[line.code] = (box, source)
        name = f"flag:{line.code}"
        self.fields.add(name, line.article, kit.col(box, source, gap=4), focus=source)
        return self.fields[name]

    def _agency(self, agency: AgencyLine) -> QFrame:
        kit = self.kit
        holder = agency.holder or tr("未登记，无法计数")
        count = tr("本批次 {here} 个，其他 {elsewhere} 个").format(
            here=agency.projects, elsewhere=agency.elsewhere
        )
        if agency.cap is not None:
            count += tr("，上限 {cap} 个").format(cap=agency.cap)
        facts = [(line.field.title, value_words(line.value)) for line in agency.facts if line.value]
        return kit.facts((tr("机构"), agency.name), (tr("计数对象"), holder), (tr("评价项目"), count), *facts)

    def _choose(self, code: object) -> None:
        results = self.case.sheet.results if self.case else ()
        result = next((one for one in results if one.check.code == code), None)
        self.explained.setVisible(result is not None)
        if result and self.case:
            self.explained.setText(finding_words(result, self.case.sheet.titles))

    def _saved(self, nothing: None) -> None:
        del nothing
        self.save_button.setEnabled(True)

    def _failed(self, error: Exception) -> bool:
        self.save_button.setEnabled(True)
        words = hint_for(error)
        self.fields.error("reference", words)
        return bool(words)


def _text(field: QLineEdit | QComboBox) -> str:
    return str(field.currentData() or "") if isinstance(field, QComboBox) else field.text().strip()


def _columns() -> tuple[Column, ...]:
    return Column(tr("条件"), 0, least=220), Column(tr("要求"), 92), Column(tr("结果"), 108)


def _row(result: CheckResult) -> Row:
    text, tone, icon = chip_words(CHECK_STATES, result.state.value)
    return (
        Cell(result.check.title, result.check.article, strong=result.state.value == "fails"),
        Cell(said(FORCES, result.check.force.value), tone="muted"),
        Cell(text, kind="chip", tone=tone, icon=icon),
    )
