"""The exchange screen: one header with five sub-places."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget

from greendesk.queries import JoinRequest
from ui.actions import make_action
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.views.exchange.participants import ParticipantsPage
from ui.views.exchange.receive import ReceivePage
from ui.views.exchange.send import SendPage
from ui.views.exchange.settle import ConflictsPage, QuarantinePage
from ui.widgets.exchange_page import ExchangePage, plain_box
from ui.widgets.fitting_label import FittingLabel
from ui.widgets.view import ScreenContext, View

PLACES = (
    QT_TRANSLATE_NOOP("", "收件"),
    QT_TRANSLATE_NOOP("", "发件"),
    QT_TRANSLATE_NOOP("", "参与方"),
    QT_TRANSLATE_NOOP("", "冲突"),
    QT_TRANSLATE_NOOP("", "隔离"),
)
RECEIVE, SEND, PEOPLE, CONFLICTS, QUARANTINE = range(5)


@dataclass(frozen=True, slots=True)
class Counts:
    """What the header says: the round and a number for each sub-place."""

    title: str = ""
    people: int = 0
    conflicts: int = 0
    quarantined: int = 0


class ExchangeView(View):
    """收发: everything that comes and goes by file. `open_with` takes a path or the name of a sub-place."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self.counts = Counts()
        self.receive, self.send, self.participants, self.conflicts, self.quarantine = (
            ReceivePage(context),
            SendPage(context),
            ParticipantsPage(context),
            ConflictsPage(context),
            QuarantinePage(context),
        )
        self.pages: tuple[ExchangePage, ...] = (
            self.receive,
            self.send,
            self.participants,
            self.conflicts,
            self.quarantine,
        )
        self._stack = QStackedWidget()
        for page in self.pages:
            page.recorded.connect(self.recorded)
            page.recorded.connect(self._recount)
            page.said.connect(self.said)
            page.went.connect(self.went)
            self._stack.addWidget(page)
        self.receive.asked_to_join.connect(self._show_request)
        self.receive.looked.connect(self._name_chips)
        self.quarantine.asked_for_person.connect(self._show_person)
        self._build()
        make_action(self, "exchange.back", self._step_back)

    def _build(self) -> None:
        kit = self.kit
        self._group = QButtonGroup(self)
        self.chips: list[QPushButton] = []
        for number, place in enumerate(PLACES):
            chip = kit.button(tr(place), "filter")
            chip.setCheckable(True)
            self._group.addButton(chip, number)
            self.chips.append(chip)
        self._group.idClicked.connect(self.show_place)
        self.round_label = FittingLabel("label")
        title = kit.col(None, kit.text(tr("收发"), "title"), self.round_label, None, gap=4)
        header = kit.row((title, 1), *self.chips, gap=12, pad=(24, 0), height=kit.theme.size["header"])
        box = plain_box(self)
        box.addWidget(header)
        box.addWidget(self._stack, 1)
        self.show_place(RECEIVE)

    # ------------------------------------------------------------ what the window asks

    def reload(self) -> None:
        """Read the counts and the page that is shown."""
        self._recount()
        self.pages[self._stack.currentIndex()].reload()

    def open_with(self, argument: object) -> None:
        """Look at a file, or show a sub-place: receive, send, people, conflicts, quarantine."""
        places = {"receive": 0, "send": 1, "people": 2, "conflicts": 3, "quarantine": 4}
        if isinstance(argument, Path):
            self.show_place(RECEIVE)
            self.receive.take(argument)
        elif isinstance(argument, str) and argument in places:
            self.show_place(places[argument])
        elif isinstance(argument, str) and argument:
            self.open_with(Path(argument))

    def show_place(self, number: int) -> None:
        """Show a sub-place."""
        self.chips[number].setChecked(True)
        self._stack.setCurrentIndex(number)
        self.pages[number].reload()

    def _step_back(self) -> None:
        page = self.pages[self._stack.currentIndex()]
        if isinstance(page, ReceivePage | ParticipantsPage):
            page.step_back()

    # ------------------------------------------------------------ counts

    def _recount(self) -> None:
        if self.round_id:
            self.runner.run(self, self._read, self._counted)
        else:
            self._counted(Counts(title=tr("还没有加入批次")))

    def _read(self) -> Counts:
        rounds, quarantine = self.desk.rounds, self.desk.quarantine
        line = rounds.line(self.round_id)
        alarms = sum(not fork.explanation for fork in quarantine.forks(self.round_id))
        return Counts(
            title=line.title,
            people=len(self.desk.members.recipients(self.round_id)),
            conflicts=line.conflicts,
            quarantined=line.waiting + len(quarantine.missing(self.round_id)) + alarms,
        )

    def _counted(self, counts: Counts) -> None:
        self.counts = counts
        self.round_label.setText(counts.title)
        self._name_chips()

    def _name_chips(self) -> None:
        numbers = {
            RECEIVE: 1 if self.receive.preview else 0,
            PEOPLE: self.counts.people,
            CONFLICTS: self.counts.conflicts,
            QUARANTINE: self.counts.quarantined,
        }
        for place, chip in enumerate(self.chips):
            number = numbers.get(place, 0)
            words = tr(PLACES[place])
            chip.setText(f"{words} {number}" if number or place in {CONFLICTS, QUARANTINE} else words)
            chip.setAccessibleName(chip.text())
        self.chips[SEND].setEnabled(bool(self.round_id))

    def _show_person(self, fingerprint: str) -> None:
        self.show_place(PEOPLE)
        self.participants.show_person(fingerprint)

    def _show_request(self, request: JoinRequest, name: str) -> None:
        self.show_place(PEOPLE)
        self.participants.show_request(request, name)
