"""The place 规则 with its sub-places over one reading of the round's policy."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from ui.i18n import tr
from ui.views.rules.agencies_pane import AgenciesPane
from ui.views.rules.articles_pane import ArticlesPane
from ui.views.rules.forms_pane import FormsPane
from ui.views.rules.lists_pane import ListsPane
from ui.views.rules.timetable_pane import TimetablePane
from ui.widgets.fitting_label import FittingLabel
from ui.widgets.rules_reading import RulesReading, read_rules
from ui.widgets.view import ScreenContext, View

SUB_PLACES = ("articles", "timetable", "lists", "agencies", "forms")


class RulesView(View):
    """Chips in the head choose what is shown; a reading fills all of it, so that nothing waits at a change."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self.reading: RulesReading | None = None
        self._wanted = ""
        self.round_note = FittingLabel("label")
        self.articles = ArticlesPane(context)
        self.timetable = TimetablePane(context)
        self.lists = ListsPane(context)
        self.agencies = AgenciesPane(context)
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        for pane in (self.articles, self.timetable):
            self._stack.addWidget(pane)
            pane.went.connect(self._go)
        for pane_of_records in (self.lists, self.agencies):
            self._stack.addWidget(pane_of_records)
            pane_of_records.recorded.connect(self._after_record)
            pane_of_records.said.connect(self.said)
        self.forms = FormsPane(context)
        self._stack.addWidget(self.forms)
        words = (tr("条文"), tr("流程与期限"), tr("名单"), tr("第三方机构"), tr("表样"))
        self.chips = [kit.button(word, "filter", checked=place == 0) for place, word in enumerate(words)]
        self._group = QButtonGroup(self)
        for place, chip in enumerate(self.chips):
            self._group.addButton(chip, place)
        self._group.idClicked.connect(self.show_sub_place)
        title = kit.col(None, kit.text(tr("规则"), "title"), self.round_note, None, gap=4)
        header = kit.row((title, 1), *self.chips, gap=8, pad=(24, 0), height=80)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addWidget(self._stack, 1)

    # ------------------------------------------------------------ what the window asks

    def reload(self) -> None:
        """Read everything again; the sub-place, the chosen rows and what is typed stay."""
        today = date.today()  # noqa: DTZ011 - the desk's own calendar
        self.runner.run(self, partial(read_rules, self.desk, self.round_id, today), self._show)

    def open_with(self, argument: object) -> None:
        """Show a sub-place by its name ("lists", "agencies" …) or an article by its number."""
        if not isinstance(argument, str) or not argument:
            return
        if argument in SUB_PLACES:
            self.show_sub_place(SUB_PLACES.index(argument))
        elif self.reading is None:
            self._wanted = argument
        else:
            self.show_sub_place(0)
            self.articles.choose_rule(argument)

    @property
    def sub_place(self) -> str:
        """The name of the sub-place that is shown."""
        return SUB_PLACES[self._group.checkedId()]

    def show_sub_place(self, place: int) -> None:
        """Show one of them."""
        self.chips[place].setChecked(True)
        if self.reading is not None:
            self._stack.setCurrentIndex(place + 1)

    # ------------------------------------------------------------ parts

    def _show(self, reading: RulesReading) -> None:
        self.reading = reading
        self.round_note.setText(reading.title)
        self.articles.fill(reading)
        self.timetable.fill(reading)
        self.lists.fill(reading)
        self.agencies.fill(reading)
        self.forms.fill(reading)
        self.show_sub_place(self._group.checkedId())
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.articles.choose_rule(wanted)

    def _go(self, key: str, argument: object) -> None:
        if key == "rules":
            self.open_with(argument)
        else:
            self.went.emit(key, argument)

    def _after_record(self) -> None:
        self.recorded.emit()
        self.reload()
