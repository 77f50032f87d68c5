"""第三方机构: every body of the round with its projects against the cap, and the form that records one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget

from ui.i18n import tr
from ui.views.rules.agency_form import AgencyForm
from ui.widgets.application_nothing import Nothing
from ui.widgets.rules_agencies import agency_columns, agency_row, summary_words
from ui.widgets.rules_parts import LEFT, RIGHT, roomy, wrapped
from ui.widgets.rules_reading import RulesReading
from ui.widgets.rules_steps import cap_words
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext

TABLE, EMPTY = range(2)


class AgenciesPane(QFrame):
    """The table at the left; the chosen body, or a new one, at the right."""

    recorded = Signal()
    said = Signal(str)

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        kit = context.kit
        self._reading: RulesReading | None = None
        self._new = False
        self._wanted = ""
        self.summary = wrapped(kit.text("", "strong"))
        self.rule = wrapped(kit.text("", "label"))
        self.new_button = kit.button(tr("新机构"), icon="plus")
        self.new_button.clicked.connect(self.begin_new)
        self.table = DataTable(
            kit.theme, tr("第三方机构"), agency_columns(roomy(kit, 220, 130)), row_height=54
        )
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(self._enter)
        self.form = AgencyForm(context)
        self.form.recorded.connect(self._recorded)
        self.form.said.connect(self.said)
        self.form.setMaximumWidth(kit.theme.px(460))
        self.nothing = Nothing(kit, "shield")
        self.nothing.asked.connect(self.begin_new)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.nothing)
        head = kit.row((kit.col(self.summary, self.rule, gap=2), 1), self.new_button, gap=12, pad=(12, 8))
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 0, 24, 16)
        across.setSpacing(16)
        across.addWidget(kit.col(head, (self._pages, 1), gap=4, pad=(8, 4), role="card"), LEFT)
        across.addWidget(self.form, RIGHT)

    def fill(self, reading: RulesReading) -> None:
        """Show the bodies; the chosen one and what is typed stay."""
        self._reading = reading
        lines = reading.agencies
        self.summary.setText(summary_words(lines) if lines else tr("还没有第三方机构"))
        self.rule.setText(cap_words(reading.policy.third_party))
        self.new_button.setVisible(reading.may_work and bool(lines))
        self.table.set_rows([agency_row(line) for line in lines], [line.name for line in lines])
        self._pages.setCurrentIndex(TABLE if lines else EMPTY)
        if not lines:
            self._say_nothing(reading)
        if self._wanted and self.table.choose(self._wanted):
            self._wanted, self._new = "", False
        if self._new:
            self.form.show_agency(reading, None)
            return
        if lines and self.table.chosen_key() is None:
            self.table.choose_first()
        self.form.setVisible(bool(lines))
        self._choose(self.table.chosen_key())

    def begin_new(self) -> None:
        """Show an empty form."""
        if self._reading is None or not self._reading.may_work:
            return
        self._new = True
        self.table.choose(None)
        self.form.setVisible(True)
        self.form.show_agency(self._reading, None)
        self.form.first()

    def _say_nothing(self, reading: RulesReading) -> None:
        self.nothing.say(
            tr("还没有第三方机构"),
            tr("登记申报时填写了第三方机构的，会列在这里；也可以先登记机构，再核对数量上限。"),
            tr("登记机构") if reading.may_work else "",
        )

    def _choose(self, key: object) -> None:
        if self._reading is None or not isinstance(key, str):
            return
        line = next((one for one in self._reading.agencies if one.name == key), None)
        if line is not None:
            self._new = False
            self.form.show_agency(self._reading, line)

    def _enter(self, key: object) -> None:
        self._choose(key)
        self.form.first()

    def _recorded(self, name: str) -> None:
        self._wanted, self._new = name, False
        self.recorded.emit()
