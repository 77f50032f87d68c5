"""参与方: who takes part with which roles, requests to join, round files that answer them, certificates that end."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from greendesk.queries import JoinRequest, ParticipantLine
from greendesk.use_cases.membership import NotTheOrganiser
from ui.i18n import tr
from ui.views.exchange.hand_out import HandOutSheet
from ui.views.exchange.join import ApproveSheet, AskSheet, RequestSheet
from ui.views.exchange.person import PersonSheet, RevokeSheet
from ui.widgets.exchange_page import ExchangePage, empty_out, plain_box, scrolled
from ui.widgets.exchange_rows import participant_rows
from ui.widgets.membership_words import in_my_language
from ui.widgets.table import Column, DataTable
from ui.widgets.view import ScreenContext

SHEET_WIDTH = 480
WIDEST_SHEET = 620  # with large text the list keeps its columns
NARROWEST_SHEET = 400  # in a small window with large text


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """What the page shows."""

    people: tuple[ParticipantLine, ...] = ()
    organiser: bool = False
    unheard: frozenset[str] = frozenset()
    title: str = ""
    words: str = ""


class ParticipantsPage(ExchangePage):
    """The list at the left; at the right one person, or one of the flows: ask, approve, hand out, end."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self.read = Membership()
        self.sheet: QWidget | None = None
        columns = (Column(tr("姓名"), least=180), Column(tr("角色"), least=112), Column(tr("状态"), 120))
        self.table = DataTable(kit.theme, tr("参与方"), columns, row_height=58)
        self.table.row_chosen.connect(self._show_person)
        self.approve_button = kit.button(tr("批准加入申请"), "", "inbox")
        self.approve_button.clicked.connect(self.start_approval)
        self.hand_out_button = kit.button(tr("发放批次文件"), "", "file")
        self.hand_out_button.clicked.connect(self._hand_out_all)
        self.words: QLabel = kit.text("", "label", wrap=True)
        self.list_card: QFrame = kit.card(
            tr("参与方"),
            kit.row((self.words, 1), pad=(12, 2)),
            (self.table, 1),
            extra=(self.approve_button, self.hand_out_button),
        )
        self._place = QWidget()
        self._sheets: QVBoxLayout = plain_box(self._place, 16)
        box = plain_box(self, 16)
        box.setContentsMargins(24, 0, 24, 24)
        box.addWidget(self.failure)
        sheets = scrolled(self._place)
        sheets.setMinimumWidth(NARROWEST_SHEET)
        sheets.setMaximumWidth(min(kit.theme.px(SHEET_WIDTH), WIDEST_SHEET))
        box.addWidget(kit.row((self.list_card, 1), (sheets, 1), gap=16), 1)

    # ------------------------------------------------------------ reading

    def reload(self) -> None:
        """Read who takes part."""
        self.ask(self._read, self._fill)

    def _read(self) -> Membership:
        exchange, members = self.desk.exchange, self.desk.members
        words = in_my_language(exchange.my_words("zh"), exchange.my_words("en"))
        if not self.round_id:
            return Membership(words=words)
        organiser = members.is_organiser(self.round_id)
        return Membership(
            people=members.participants(self.round_id),
            organiser=organiser,
            unheard=members.unheard(self.round_id) if organiser else frozenset(),
            title=self.desk.rounds.line(self.round_id).title,
            words=words,
        )

    def _fill(self, read: Membership) -> None:
        changed = read != self.read
        self._show_list(read)
        if not read.people:
            self._put(AskSheet(self.context, read.words, self.said))
        elif self.table.chosen_key() is not None:
            if changed and isinstance(self.sheet, PersonSheet):
                self._show_person(self.table.chosen_key())
        elif self.sheet is None or isinstance(self.sheet, PersonSheet):
            self.table.choose(next((one.fingerprint for one in read.people if one.me), None))

    def _show_list(self, read: Membership) -> None:
        self.read = read
        self.words.setText(tr("我的身份词：{words}").format(words=read.words))
        self.words.setToolTip(tr("在电话里念给对方听，用来确认是本人"))
        waiting = len(read.unheard)
        self.approve_button.setVisible(read.organiser)
        self.hand_out_button.setVisible(read.organiser)
        self.hand_out_button.setText(tr("发放批次文件") + (f" {waiting}" if waiting else ""))
        self.hand_out_button.setAccessibleName(self.hand_out_button.text())
        self.list_card.setVisible(bool(read.people))
        self.failure.clear()
        self.table.set_rows(*participant_rows(read.people, read.unheard))

    def _person(self, key: object) -> ParticipantLine | None:
        return next((one for one in self.read.people if one.fingerprint == key), None)

    # ------------------------------------------------------------ sheets

    def step_back(self) -> None:
        """Leave a flow, or show again who was chosen."""
        if self.read.people and not isinstance(self.sheet, PersonSheet):
            self._back()

    def _put(self, sheet: ExchangePage | None) -> None:
        empty_out(self._sheets)
        self.sheet = sheet
        if sheet is not None:
            sheet.recorded.connect(self.recorded)
            sheet.recorded.connect(self.reload)
            if not isinstance(sheet, AskSheet):
                sheet.said.connect(self.said)
            self._sheets.addWidget(sheet)
        self._sheets.addStretch(1)

    def _show_person(self, key: object) -> None:
        person = self._person(key)
        if person is None:
            return
        sheet = PersonSheet(
            self.context,
            person,
            organiser=self.read.organiser,
            unheard=person.fingerprint in self.read.unheard,
        )
        sheet.hand_out.connect(self.hand_out)
        sheet.revoke.connect(self.start_revocation)
        self._put(sheet)

    def show_person(self, fingerprint: str) -> None:
        """Choose a participant, also when the list is not read yet."""
        self.ask(self._read, partial(self._filled_at, fingerprint=fingerprint))

    def _filled_at(self, read: Membership, fingerprint: str) -> None:
        self._show_list(read)
        self.table.choose(fingerprint)

    def _back(self) -> None:
        """Show the person again whose row is chosen, or this desk's own."""
        self._put(None)
        if self.table.chosen_key() is None:
            self.table.choose(next((one.fingerprint for one in self.read.people if one.me), None))
        else:
            self._show_person(self.table.chosen_key())
        self.reload()

    # ------------------------------------------------------------ approve

    def start_approval(self) -> None:
        """Ask for the file of a request."""
        self.table.choose(None)
        sheet = RequestSheet(self.context)
        sheet.chosen.connect(self.open_request)
        self._put(sheet)
        sheet.zone.choose.setFocus()

    def open_request(self, path: Path) -> None:
        """Read a request file and show who asks."""
        self.failure.clear()
        self.ask(
            partial(self.desk.exchange.read_request, path), partial(self.show_request, file_name=path.name)
        )

    def show_request(self, request: JoinRequest, file_name: str) -> None:
        """Show who asks to join, to be compared and approved."""
        work = partial(self._look_up, request)
        self.ask(work, partial(self._show_request, request, file_name))

    def _look_up(self, request: JoinRequest) -> tuple[Membership, ParticipantLine | None]:
        read = self._read()
        if not read.organiser:
            raise NotTheOrganiser
        return read, self.desk.members.same_key(self.round_id, request.request)

    def _show_request(
        self, request: JoinRequest, file_name: str, found: tuple[Membership, ParticipantLine | None]
    ) -> None:
        read, seen = found
        self._show_list(read)
        self.table.choose(None)
        sheet = ApproveSheet(self.context, request, file_name, self.read.people, seen)
        sheet.declined.connect(self._back)
        sheet.approved.connect(self._approved)
        self._put(sheet)
        sheet.compared.setFocus()

    def _approved(self, fingerprint: str) -> None:
        self.ask(self._read, partial(self._filled_for, fingerprint=fingerprint))

    def _filled_for(self, read: Membership, fingerprint: str) -> None:
        self._fill(read)
        self.hand_out(fingerprint)

    # ------------------------------------------------------------ hand out, end

    def _hand_out_all(self) -> None:
        self.table.choose(None)
        waiting = [one for one in self.read.people if one.fingerprint in self.read.unheard]
        self._show_hand_out(waiting, [one.fingerprint for one in waiting])

    def hand_out(self, fingerprint: str) -> None:
        """Offer the round file to a person, and to those who have none yet."""
        wanted = self.read.unheard | {fingerprint}
        people = [one for one in self.read.people if one.fingerprint in wanted]
        self._show_hand_out(people, [fingerprint])

    def _show_hand_out(self, people: list[ParticipantLine], chosen: list[str]) -> None:
        valid = sum(one.revoked is None for one in self.read.people)
        sheet = HandOutSheet(self.context, people, chosen, self.read.title, valid)
        sheet.closed.connect(self._back)
        self._put(sheet)
        (sheet.write_button if chosen else sheet.close_button).setFocus()

    def start_revocation(self, fingerprint: str) -> None:
        """Ask how the certificate of a participant ends."""
        person = self._person(fingerprint)
        if person is not None:
            sheet = RevokeSheet(self.context, person)
            sheet.closed.connect(self._back)
            self._put(sheet)
            sheet.end.reason.setFocus()
