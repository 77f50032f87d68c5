"""One third-party body at the right: its projects, who it is counted by, and its facts with their sources."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPlainTextEdit, QStackedLayout, QWidget

from greendesk.domain.eligibility import FactField, FactKind
from greendesk.queries_road import AgencyLine, FactLine
from greendesk.use_cases.eligibility import AgencyData
from ui.eligibility_words import value_words
from ui.i18n import tr
from ui.widgets.application_fields import Fields
from ui.widgets.application_section import hint_for
from ui.widgets.rules_agencies import agency_chip, count_words, over_cap
from ui.widgets.rules_parts import SidePane, remark, wrapped
from ui.widgets.rules_reading import RulesReading
from ui.widgets.view import ScreenContext

REPRESENTATIVE = "legal_representative"  # asked once, also where the policy lists it among the facts


class AgencyForm(QFrame):
    """A new body or one that is known; what is typed stays until another body is chosen."""

    recorded = Signal(str)  # the name
    said = Signal(str)

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        kit = self._kit = context.kit
        self._desk, self._round, self._runner = context.desk, context.round_id, context.runner
        self._reading: RulesReading | None = None
        self._line: AgencyLine | None = None
        self._shown: tuple[AgencyLine | None, bool] | None = None
        self.fields = Fields(kit)
        self.name, self.code, self.representative = QLineEdit(), QLineEdit(), QLineEdit()
        self.affiliates = QPlainTextEdit()
        self.values: dict[str, QLineEdit | QComboBox] = {}
        self.sources: dict[str, QLineEdit] = {}
        self.save_button = kit.button(tr("记录机构"), "primary", "check")
        self.save_button.clicked.connect(self.record)
        self._foot = kit.row(None, self.save_button, gap=12, pad=(12, 6))
        self.pane = SidePane(kit, tr("这家机构"), 460, self._foot)
        pages = QStackedLayout(self)
        pages.addWidget(self.pane)

    def show_agency(self, reading: RulesReading, line: AgencyLine | None) -> None:
        """Show a body, or an empty form for a new one."""
        self._reading = reading
        if self._shown == (line, reading.may_work):
            return
        self._shown, self._line = (line, reading.may_work), line
        self.save_button.setEnabled(True)
        self._foot.setVisible(reading.may_work)
        self.pane.show_all([*self._head(line), *(self._form() if reading.may_work else self._known(line))])

    def first(self) -> None:
        """Begin with the first thing to fill in."""
        (self.code if self._line else self.name).setFocus()

    def record(self) -> None:
        """Record the body; every known fact needs its source."""
        if self._reading is None:
            return
        name = self._line.name if self._line else self.name.text().strip()
        facts = {code: _text(field) for code, field in self.values.items()}
        sources = {code: field.text().strip() for code, field in self.sources.items()}
        self.fields.clear_errors()
        if not name:
            self.fields.error("name", tr("写机构的全称。"))
        for code, text in facts.items():
            if text and not sources[code]:
                self.fields.error(code, tr("写明出处：材料和页码，或出具单位。"))
        if self.fields.lead_to_error():
            return
        asked = REPRESENTATIVE in facts
        data = AgencyData(
            name=name,
            credit_code=self.code.text().strip(),
            legal_representative=facts[REPRESENTATIVE] if asked else self.representative.text().strip(),
            affiliates=tuple(self.affiliates.toPlainText().splitlines()),
            facts=facts,
            sources=sources,
        )
        self.save_button.setEnabled(False)
        work = partial(self._desk.eligibility.record_agency, self._round, data)
        self._runner.run(self, work, partial(self._recorded, name), self._failed)

    # ------------------------------------------------------------ showing

    def _head(self, line: AgencyLine | None) -> list[QWidget | int]:
        kit = self._kit
        if line is None:
            return [kit.text(tr("登记第三方机构"), "heading")]
        parts: list[QWidget | int] = [
            kit.row((wrapped(kit.text(line.name, "heading")), 1), kit.chip(*agency_chip(line)), gap=8),
            wrapped(kit.text(count_words(line), "label", "danger" if over_cap(line) else "")),
        ]
        if line.cap is not None and not line.holder:
            words = tr("还不知道按谁计数。登记信用代码、法定代表人和关联单位后，才能核对数量上限。")
            parts.append(remark(kit, "clock", "warning", words))
        elif over_cap(line):
            words = tr("“{holder}”名下的项目超过上限，超出的项目不符合规定。").format(holder=line.holder)
            parts.append(remark(kit, "warn", "danger", words))
        return parts

    def _known(self, line: AgencyLine | None) -> list[QWidget | int]:
        kit = self._kit
        if line is None:
            return [wrapped(kit.text(tr("机构由工信部门、秘书或组织单位登记。"), "label"))]
        facts = [(one.field.title, value_words(one.value)) for one in line.facts if one.value]
        return [
            4,
            kit.facts(
                (tr("信用代码"), line.credit_code),
                (tr("法定代表人"), line.legal_representative),
                (tr("关联单位"), "\n".join(line.affiliates)),
                *facts,
            ),
        ]

    def _form(self) -> list[QWidget | int]:
        kit, line = self._kit, self._line
        self.fields = Fields(kit)
        self.values, self.sources = {}, {}
        facts = self._facts()
        asked = any(one.field.code == REPRESENTATIVE for one in facts)
        parts: list[QWidget | int] = [4]
        if line is None:
            field = kit.field(tr("机构全称"), "", tr("与申报材料中的写法一致"))
            self.name = self.fields.add("name", tr("机构全称"), field)
            parts.append(self.fields["name"])
        code = kit.field(tr("统一社会信用代码"), line.credit_code if line else "", tr("18 位"))
        self.code = self.fields.add("code", tr("统一社会信用代码"), code)
        parts.append(self.fields["code"])
        if not asked:
            known = line.legal_representative if line else ""
            field = kit.field(tr("法定代表人"), known)
            self.representative = self.fields.add("representative", tr("法定代表人"), field)
            parts.append(self.fields["representative"])
        affiliates = kit.long_field(tr("关联单位"), "\n".join(line.affiliates) if line else "", 72)
        note = tr("一行一个。关联单位的项目一并计数。")
        self.affiliates = self.fields.add("affiliates", tr("关联单位"), affiliates, note)
        parts.append(self.fields["affiliates"])
        if facts:
            parts += [8, kit.text(tr("机构条件（每项写明出处）"), "strong")]
            parts += [self._fact(one) for one in facts]
        return parts

    def _facts(self) -> tuple[FactLine, ...]:
        if self._line is not None:
            return self._line.facts
        fields = self._reading.policy.third_party.fields if self._reading else ()
        return tuple(FactLine(field=field, value="", source="") for field in fields)

    def _fact(self, line: FactLine) -> QWidget:
        kit, one = self._kit, line.field
        title = tr("{title}（{unit}）").format(title=one.title, unit=one.unit) if one.unit else one.title
        value = line.value
        if one.code == REPRESENTATIVE and not value and self._line:
            value = self._line.legal_representative
        field = self._value(one, title, value)
        source = kit.field(tr("{title}的出处").format(title=one.title), line.source, tr("出处：材料、页码"))
        self.values[one.code], self.sources[one.code] = field, source
        self.fields.add(one.code, title, kit.row((field, 2), (source, 3), gap=8), one.article, focus=field)
        return self.fields[one.code]

    def _value(self, one: FactField, title: str, value: str) -> QLineEdit | QComboBox:
        if one.kind is FactKind.YES_NO:
            words = [("yes", tr("是")), ("no", tr("否"))]
        elif one.kind is FactKind.CHOICE:
            words = [(choice, choice) for choice in one.choices]
        else:
            return self._kit.field(title, value, one.hint)
        combo = self._kit.combo(title, [(tr("未填"), ""), *((text, code) for code, text in words)], value)
        combo.setToolTip(one.hint)
        return combo

    # ------------------------------------------------------------ recording

    def _recorded(self, name: str, _none: None) -> None:
        self._shown = None
        self.said.emit(tr("已登记“{name}”。").format(name=name))
        self.recorded.emit(name)

    def _failed(self, error: Exception) -> bool:
        self.save_button.setEnabled(True)
        words = hint_for(error)
        self.fields.error("code", words)
        self.fields.lead_to_error()
        return bool(words)


def _text(field: QLineEdit | QComboBox) -> str:
    return str(field.currentData() or "") if isinstance(field, QComboBox) else field.text().strip()
