"""名单: the lists that checks look into, imported or not, and the official texts that are awaited."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget

from ui.i18n import tr
from ui.views.rules.issue_form import IssueForm
from ui.views.rules.list_form import ListForm
from ui.widgets.application_nothing import Nothing
from ui.widgets.rules_lists import list_columns, list_rows
from ui.widgets.rules_parts import LEFT, RIGHT, roomy
from ui.widgets.rules_reading import RulesReading
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext

LIST_FORM, ISSUE_FORM = range(2)
TABLE, EMPTY = range(2)


class ListsPane(QFrame):
    """The table at the left; the form of the chosen list or text at the right."""

    recorded = Signal()
    said = Signal(str)

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        kit = context.kit
        self._reading: RulesReading | None = None
        self.table = DataTable(kit.theme, tr("名单"), list_columns(roomy(kit, 240, 130)), row_height=54)
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(self._enter)
        self.list_form, self.issue_form = ListForm(context), IssueForm(context)
        self._forms = QStackedWidget()
        for form in (self.list_form, self.issue_form):
            self._forms.addWidget(form)
            form.recorded.connect(self.recorded)
            form.said.connect(self.said)
        self._forms.setMaximumWidth(kit.theme.px(460))
        self.nothing = Nothing(kit, "list")
        self.nothing.say(
            tr("这个方案不查名单"),
            tr("方案没有要核对的名单，也没有等待发布的文件，这里不用办理。"),
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.nothing)
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 0, 24, 16)
        across.setSpacing(16)
        across.addWidget(kit.col((self._pages, 1), pad=(8, 4), role="card"), LEFT)
        across.addWidget(self._forms, RIGHT)

    def fill(self, reading: RulesReading) -> None:
        """Show the lists; the chosen one and its form stay."""
        self._reading = reading
        rows, keys = list_rows(reading)
        self.table.set_rows(rows, keys)
        self._pages.setCurrentIndex(TABLE if rows else EMPTY)
        self._forms.setVisible(bool(rows))
        if rows and self.table.chosen_key() is None:
            self.table.choose_first()
        self._choose(self.table.chosen_key())

    def _choose(self, key: object) -> None:
        if self._reading is None or not isinstance(key, str):
            return
        kind, _, code = key.partition(":")
        self._forms.setCurrentIndex(LIST_FORM if kind == "list" else ISSUE_FORM)
        if kind == "list":
            line = next(one for one in self._reading.lists if one.code == code)
            self.list_form.show_list(self._reading, line)
        else:
            awaited = next(one for one in self._reading.awaited if one.code == code)
            self.issue_form.show_awaited(self._reading, awaited)

    def _enter(self, key: object) -> None:
        self._choose(key)
        if self._forms.currentIndex() == ISSUE_FORM:
            self.issue_form.title.setFocus()
        elif self.list_form.drop is not None:
            self.list_form.drop.choose.setFocus()
        else:
            self.list_form.source.setFocus()
