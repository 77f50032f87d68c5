"""The screen 推荐与公布: one header with four sub-places, and the batch that moves several applications on."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget

from ui.actions import make_action
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.publication_words import today
from ui.views.recommendation.announcing import AnnouncingPage
from ui.views.recommendation.displays import DisplaysPage
from ui.views.recommendation.letters import LettersPage
from ui.views.recommendation.ranking import RankingPage
from ui.widgets.exchange_page import ExchangePage, FailureBox, plain_box
from ui.widgets.fitting_label import FittingLabel
from ui.widgets.pane_cycle import PaneCycle
from ui.widgets.recommendation_batch import MoveDialog
from ui.widgets.recommendation_reading import Recommendation, read_recommendation
from ui.widgets.view import ScreenContext, View

PLACES = (
    QT_TRANSLATE_NOOP("", "排序与名额"),
    QT_TRANSLATE_NOOP("", "报送"),
    QT_TRANSLATE_NOOP("", "公示"),
    QT_TRANSLATE_NOOP("", "公布"),
)
KEYS = ("ranking", "letters", "displays", "announcing")


class RecommendationView(View):
    """推荐与公布: from the panel's conclusion to the published list. `open_with` takes the key of a sub-place."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self.context = context
        self.reading: Recommendation | None = None
        self.ranking, self.letters, self.displays, self.announcing = (
            RankingPage(context),
            LettersPage(context),
            DisplaysPage(context),
            AnnouncingPage(context),
        )
        self._stack = QStackedWidget()
        self.pages: tuple[ExchangePage, ...] = (self.ranking, self.letters, self.displays, self.announcing)
        for page in self.pages:
            page.recorded.connect(self.recorded)
            page.recorded.connect(self.reload)
            page.said.connect(self.said)
            page.went.connect(self.went)
            self._stack.addWidget(page)
        self._build()
        panes = (page.panes for page in (self.ranking, self.letters, self.displays, self.announcing))
        self._cycle = PaneCycle(self, "recommendation", [pane for both in panes for pane in both])
        make_action(self, "recommendation.record", self._record)

    def _build(self) -> None:
        kit = self.kit
        self._group = QButtonGroup(self)
        self.chips: list[QPushButton] = []
        for number, place in enumerate(PLACES):
            chip = kit.button(tr(place), "filter", checked=number == 0)
            self._group.addButton(chip, number)
            self.chips.append(chip)
        self._group.idClicked.connect(self.show_place)
        self.move_button = kit.button(tr("批量进入下一步"), icon="right")
        self.move_button.clicked.connect(self.ask_to_move)
        self.round_label = FittingLabel("label")
        title = kit.col(None, kit.text(tr("推荐与公布"), "title"), self.round_label, None, gap=4)
        header = kit.row((title, 1), *self.chips, 8, self.move_button, gap=12, pad=(24, 0), height=80)
        self.failure = FailureBox(kit)
        box = plain_box(self)
        box.addWidget(header)
        box.addWidget(kit.col(self.failure, (self._stack, 1), gap=12, pad=(24, 0)), 1)
        box.addSpacing(24)

    # ------------------------------------------------------------ reading

    def reload(self) -> None:
        """Read everything again; forms and orders that are not recorded stay."""
        self.failure.clear()
        work = partial(read_recommendation, self.desk, self.round_id, today())
        self.runner.run(self, work, self._show, self._failed)

    def open_with(self, argument: object) -> None:
        """Open a sub-place by its key: ranking, letters, displays, announcing."""
        if argument in KEYS:
            self.show_place(KEYS.index(str(argument)))

    def show_place(self, number: int) -> None:
        """Show a sub-place."""
        self.chips[number].setChecked(True)
        self._stack.setCurrentIndex(number)

    def _show(self, reading: Recommendation) -> None:
        self.reading = reading
        self.round_label.setText(reading.title)
        for page in (self.ranking, self.letters, self.displays, self.announcing):
            page.show_reading(reading)
        self.move_button.setEnabled(any(not line.ended for line in reading.lines))

    def _failed(self, error: Exception) -> bool:
        self.failure.show_error(error)
        return True

    def _record(self) -> None:
        place = self._stack.currentIndex()
        slots = (self.ranking.record, self.letters.submit, self.displays.submit, self.announcing.submit)
        slots[place]()

    # ------------------------------------------------------------ several at once

    def ask_to_move(self) -> None:
        """Ask which applications of one stage go on to the next."""
        if self.reading is not None:
            dialog = MoveDialog(self, self.context, self.reading)
            dialog.moved.connect(self.recorded)
            dialog.moved.connect(self.reload)
            dialog.open()
