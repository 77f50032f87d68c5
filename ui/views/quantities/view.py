"""The screen 核算: choose an application, then its energy balance or its formula clauses."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout

from greendesk.use_cases.quantities import Quantities
from ui.i18n import tr
from ui.views.quantities.balance_pane import BalancePane
from ui.views.quantities.formula_pane import FormulaPane
from ui.widgets.application_nothing import Nothing
from ui.widgets.file_chooser import FileChooser
from ui.widgets.view import ScreenContext, View

BALANCE, FORMULAS, EMPTY = range(3)
WORKBOOKS = "*.xlsx"


class QuantitiesView(View):
    """Two sub-places over one application; nothing here is recorded in the round."""

    def __init__(self, context: ScreenContext, quantities: Quantities) -> None:
        super().__init__(context)
        kit = self.kit
        self._quantities = quantities
        self._wanted, self._shown = "", ""
        self.place = BALANCE
        self._target = FileChooser(self, self.export_to)
        self.applications = kit.combo(tr("申报单位"), ())
        self.applications.setMinimumWidth(kit.theme.px(240))
        self.applications.currentIndexChanged.connect(self._other_application)
        self.chips = [
            kit.button(word, "filter", checked=place == BALANCE)
            for place, word in enumerate((tr("能源平衡"), tr("公式")))
        ]
        self._group = QButtonGroup(self)
        for place, chip in enumerate(self.chips):
            self._group.addButton(chip, place)
        self._group.idClicked.connect(self.show_sub_place)
        self.export_button = kit.button(tr("导出核算过程"), "primary", "sheet")
        self.export_button.clicked.connect(self._ask_export)
        self.balance = BalancePane(context, quantities)
        self.formulas = FormulaPane(context, quantities)
        self.nothing = Nothing(kit, "chart")
        self.nothing.say(tr("还没有申报"), tr("登记申报后，在这里核算能耗和各项指标。"), tr("打开申报"))
        self.nothing.asked.connect(self._go_to_applications)
        self._stack = QStackedWidget()
        for page in (self.balance, self.formulas, self.nothing):
            self._stack.addWidget(page)
        title = kit.pair(tr("核算"), tr("草稿只在这台电脑，随填随存"), "title", "label")
        header = kit.row(
            (title, 1),
            self.applications,
            *self.chips,
            self.export_button,
            gap=12,
            pad=(24, 0),
            height=80,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addWidget(self._stack, 1)

    # ------------------------------------------------------------ what the window asks

    def reload(self) -> None:
        """Read the applications; what is typed stays."""
        desk, round_id, quantities = self.desk, self.round_id, self._quantities

        def work() -> tuple[tuple[str, str], ...]:
            quantities.table()  # read and checked here, so that the screen never waits for it
            quantities.books()
            return tuple((line.unit, line.id) for line in desk.applications.lines(round_id))

        self.runner.run(self, work, self._show)

    def open_with(self, argument: object) -> None:
        """Show an application by its id."""
        if isinstance(argument, str) and argument:
            self._wanted = argument
            self.reload()

    def show_sub_place(self, place: int) -> None:
        """Show the balance or the clauses."""
        self.place = place
        self.chips[place].setChecked(True)
        if self._shown:
            self._stack.setCurrentIndex(place)
            self._open_shown()

    def export_to(self, target: Path | str) -> None:
        """Write the working of the shown application."""
        work = partial(self._quantities.export, self.round_id, self._shown, Path(target))
        self.runner.run(self, work, self._exported)

    # ------------------------------------------------------------ parts

    def _show(self, lines: tuple[tuple[str, str], ...]) -> None:
        wanted = self._wanted or self._shown
        known = {identifier for _, identifier in lines}
        self.applications.blockSignals(True)
        self.applications.clear()
        for unit, identifier in lines:
            self.applications.addItem(unit, identifier)
        chosen = wanted if wanted in known else (lines[0][1] if lines else "")
        self.applications.setCurrentIndex(max(0, self.applications.findData(chosen)))
        self.applications.blockSignals(False)
        for widget in (self.applications, self.export_button, *self.chips):
            widget.setEnabled(bool(lines))
        self._wanted = ""
        self._stack.setCurrentIndex(self.place if lines else EMPTY)
        if chosen != self._shown:
            self._shown = chosen
            self._open_shown()

    def _other_application(self) -> None:
        self._shown = str(self.applications.currentData() or "")
        self._open_shown()

    def _open_shown(self) -> None:
        if self._shown:
            page = self.balance if self.place == BALANCE else self.formulas
            page.open_application(self._shown)

    def _ask_export(self) -> None:
        name = tr("核算过程 {unit}.xlsx").format(unit=self.applications.currentText())
        self._target.target(tr("导出核算过程"), name.replace("/", "-"), WORKBOOKS)

    def _exported(self, _none: None) -> None:
        self.said.emit(tr("核算过程已导出。"))

    def _go_to_applications(self) -> None:
        self.went.emit("applications", None)
