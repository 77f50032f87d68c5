"""What three of the sub-places share: a list of what was made at the left, a form or one record at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from greendesk.queries import AttachmentLine
from ui.i18n import tr
from ui.models.table import Column, Row
from ui.widgets.application_nothing import Nothing
from ui.widgets.exchange_page import ExchangePage, empty_out, plain_box, scrolled
from ui.widgets.kit import Item
from ui.widgets.recommendation_parts import FilesBlock, PaperForm
from ui.widgets.recommendation_reading import Recommendation
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext

SIDE_WIDTH = 470
FORM, RECORD, FURTHER = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """What a page says: its list, its empty state and what is made on it, already in the reader's language."""

    listed: str
    icon: str
    empty: str
    empty_note: str
    new: str
    form: str
    not_mine: str


class RecordsPage(ExchangePage):
    """A list of records; the form of a new one and the files of a chosen one take turns at the right."""

    roles: frozenset[str] = frozenset()

    def __init__(
        self, context: ScreenContext, words: PageWords, columns: Sequence[Column], form: PaperForm
    ) -> None:
        super().__init__(context)
        kit = self.kit
        self.words, self.form = words, form
        self.reading: Recommendation | None = None
        self._wanted = ""
        self.table = DataTable(kit.theme, words.listed, columns, row_height=56)
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(self._choose)
        self.table.clicked.connect(self._choose_again)
        self.new_button = kit.button(words.new, icon="plus")
        self.new_button.clicked.connect(self.show_form)
        self.nothing = Nothing(kit, words.icon)
        lists = QWidget()
        self._lists = QStackedLayout(lists)
        self._lists.addWidget(self.table)
        self._lists.addWidget(self.nothing)
        left = kit.card(words.listed, (lists, 1), extra=(self.new_button,))
        self.hint = kit.text("", "caption", "danger", wrap=True)
        self.files = FilesBlock(context)
        self.files.said.connect(self.said)
        self.content = QFrame()
        self._box: QVBoxLayout = plain_box(self.content, 8)
        self._side = QWidget()
        self.side = QStackedLayout(self._side)
        foot = kit.row((self.hint, 1), form.action, gap=12, pad=(16, 8))
        head = kit.row((kit.text(words.form, "heading"), 1), pad=(16, 8))
        self.side.addWidget(
            kit.col(head, (scrolled(form.body, "pane"), 1), foot, gap=0, pad=(4, 4), role="card")
        )
        record = kit.col(self.content, self.files, None, gap=12, pad=(16, 12))
        self.side.addWidget(kit.col((scrolled(record, "pane"), 1), gap=0, pad=(4, 4), role="card"))
        self.panes = (left, self._side)
        box = plain_box(self, 12)
        box.addWidget(self.failure)
        box.addWidget(kit.row((left, 1), self._side, gap=16), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the side at most one half when the text is large or the window narrow."""
        super().resizeEvent(event)
        self._side.setFixedWidth(min(self.kit.theme.px(SIDE_WIDTH), self.width() // 2))

    # ------------------------------------------------------------ showing

    def show_reading(self, reading: Recommendation) -> None:
        """Show what was read; a half-written form stays."""
        first = self.reading is None
        self.reading = reading
        rows, keys = self.rows(reading)
        self.table.set_rows(rows, keys)
        self._lists.setCurrentIndex(0 if keys else 1)
        self.nothing.say(self.words.empty, self.words.empty_note)
        may = bool(self.roles & reading.roles)
        self.form.action.setEnabled(may)
        self.form.action.setToolTip("" if may else self.words.not_mine)
        self.hint.setText("" if may else self.words.not_mine)
        self.fill_form(reading)
        wanted, self._wanted = self._wanted, ""
        if wanted in keys:
            self.side.setCurrentIndex(RECORD)
            self.table.choose(wanted)
        elif first and keys:
            self.table.choose_first()
        if not keys:
            self.side.setCurrentIndex(FORM)
        elif self.side.currentIndex() == RECORD:
            self._choose(self.table.chosen_key())

    def show_form(self) -> None:
        """Show the form of a new record."""
        self.side.setCurrentIndex(FORM)
        next(iter(self.form.values.values())).setFocus()

    def submit(self) -> None:
        """Press the primary button of the form, when the form is shown."""
        if self.side.currentIndex() == FORM:
            self.form.action.click()

    def show_after(self, key: str) -> None:
        """Show this record as soon as it is read."""
        self._wanted = key

    def rows(self, reading: Recommendation) -> tuple[list[Row], list[str]]:
        """The lines of the list with their keys."""
        raise NotImplementedError

    def fill_form(self, reading: Recommendation) -> None:
        """Put into the form what follows from the data."""
        raise NotImplementedError

    def record_parts(self, reading: Recommendation, key: str) -> list[Item]:
        """What the chosen record says."""
        raise NotImplementedError

    def record_files(self, reading: Recommendation, key: str) -> Sequence[AttachmentLine]:
        """The files of the chosen record."""
        raise NotImplementedError

    # ------------------------------------------------------------ parts

    def units(self, applications: Sequence[str]) -> list[Item]:
        """The units of a record by name."""
        if self.reading is None:
            return []
        names = [self.reading.unit(one) for one in applications]
        title = tr("涉及 %n 家", n=len(names))
        return [self.kit.text(title, "strong"), self.kit.text("\n".join(names), wrap=True)]

    def _choose_again(self) -> None:
        """Show the chosen record again after the form, on a click on its row."""
        if self.side.currentIndex() == FORM:
            self._choose(self.table.chosen_key())

    def _choose(self, key: object) -> None:
        """Show a record; one that is gone leaves the form."""
        if self.reading is None or not isinstance(key, str):
            return
        self.side.setCurrentIndex(RECORD)
        empty_out(self._box)
        self._box.addWidget(self.kit.col(*self.record_parts(self.reading, key), gap=8))
        self.files.show_files(self.record_files(self.reading, key))

    def _failed(self, error: Exception) -> bool:
        self.form.action.setEnabled(bool(self.reading and self.roles & self.reading.roles))
        return super()._failed(error)
