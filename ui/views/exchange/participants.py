"""参与方: who takes part with which roles, requests to join, and the round file that answers one."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from greendesk.queries import JoinRequest, ParticipantLine
from ui.i18n import tr
from ui.views.exchange.join import ApproveSheet, AskSheet, PersonSheet
from ui.widgets.application_papers import FileChooser
from ui.widgets.exchange_page import ExchangePage, empty_out, plain_box, scrolled
from ui.widgets.exchange_rows import participant_rows
from ui.widgets.table import Column, DataTable
from ui.widgets.view import ScreenContext

SHEET_WIDTH = 420


class ParticipantsPage(ExchangePage):
    """The list at the left; at the right one person, a request to join, or this desk's own request."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self.people: tuple[ParticipantLine, ...] = ()
        self.organiser, self.title = False, ""
        self.sheet: QWidget | None = None
        self._chooser = FileChooser(self)
        self._chooser.chosen.connect(self._open_request)
        columns = (Column(tr("姓名"), least=220), Column(tr("角色"), least=160), Column("", 112))
        self.table = DataTable(kit.theme, tr("参与方"), columns, row_height=58)
        self.table.row_chosen.connect(self._show_person)
        self.open_button = kit.button(tr("打开加入申请"), "", "inbox")
        self.open_button.clicked.connect(self._choose)
        self.words: QLabel = kit.text("", "label")
        self.list_card: QFrame = kit.card(
            tr("参与方"), (self.table, 1), extra=(self.words, 12, self.open_button)
        )
        self._place = QWidget()
        self._sheets: QVBoxLayout = plain_box(self._place, 16)
        box = plain_box(self, 16)
        box.setContentsMargins(24, 0, 24, 24)
        box.addWidget(self.failure)
        sheets = scrolled(self._place)
        sheets.setFixedWidth(kit.theme.px(SHEET_WIDTH))
        box.addWidget(kit.row((self.list_card, 1), sheets, gap=16), 1)

    # ------------------------------------------------------------ reading

    def reload(self) -> None:
        """Read who takes part."""
        self.ask(self._read, self._fill)

    def _read(self) -> tuple[tuple[ParticipantLine, ...], bool, str, str]:
        words = self.desk.exchange.my_words()
        if not self.round_id:
            return (), False, "", words
        rounds = self.desk.rounds
        return (
            rounds.participants(self.round_id),
            self.desk.members.is_organiser(self.round_id),
            rounds.line(self.round_id).title,
            words,
        )

    def _fill(self, read: tuple[tuple[ParticipantLine, ...], bool, str, str]) -> None:
        self.people, self.organiser, self.title, words = read
        self.words.setText(tr("本机核对词  {words}").format(words=words))
        self.words.setToolTip(tr("在电话里念给对方听，用来确认是本人"))
        self.open_button.setVisible(self.organiser)
        self.table.set_rows(*participant_rows(self.people))
        self.list_card.setVisible(bool(self.people))
        self.failure.clear()
        if not self.people:
            self._put(AskSheet(self.context, words, self.said))
        elif self.table.chosen_key() is None and not isinstance(self.sheet, ApproveSheet):
            me = next((person.fingerprint for person in self.people if person.me), None)
            self.table.choose(me)

    # ------------------------------------------------------------ sheets

    def _put(self, sheet: QWidget | None) -> None:
        empty_out(self._sheets)
        self.sheet = sheet
        if sheet is not None:
            self._sheets.addWidget(sheet)
        self._sheets.addStretch(1)

    def _show_person(self, key: object) -> None:
        person = next((one for one in self.people if one.fingerprint == key), None)
        if person is None:
            return
        sheet = PersonSheet(self.context, person, organiser=self.organiser, title=self.title)
        sheet.recorded.connect(self.recorded)
        sheet.recorded.connect(self.reload)
        sheet.said.connect(self.said)
        self._put(sheet)

    def _choose(self) -> None:
        self._chooser.file(tr("打开加入申请"), tr("加入申请 (*.gdx);;所有文件 (*)"))

    def _open_request(self, path: str) -> None:
        self.open_request(Path(path))

    def open_request(self, path: Path) -> None:
        """Read a request file and show who asks."""
        self.failure.clear()
        self.ask(
            partial(self.desk.exchange.read_request, path), partial(self.show_request, file_name=path.name)
        )

    def show_request(self, request: JoinRequest, file_name: str) -> None:
        """Show who asks to join, to be compared and approved."""
        self.table.choose(None)
        sheet = ApproveSheet(self.context, request, file_name)
        sheet.recorded.connect(self.recorded)
        sheet.recorded.connect(self.reload)
        sheet.said.connect(self.said)
        sheet.declined.connect(self._dismiss)
        self._put(sheet)

    def _dismiss(self) -> None:
        self._put(None)
        self.reload()
