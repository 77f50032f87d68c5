"""冲突 and 隔离: two values to choose from, and what is kept but does not count, with the reason."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from greendesk.queries import ConflictLine, ForkLine, MissingLine, ParticipantLine, WaitingLine
from ui.i18n import tr
from ui.views.exchange.preview import titles_of
from ui.widgets.exchange_fork import ForkCard
from ui.widgets.exchange_page import ExchangePage, empty_out, plain_box, tab_through
from ui.widgets.exchange_rows import waiting_rows
from ui.widgets.exchange_words import conflict_subject, summary_words, time_words
from ui.widgets.table import Cell, Column, DataTable
from ui.widgets.view import ScreenContext

Read = tuple[tuple[ConflictLine, ...], tuple[ParticipantLine, ...], Mapping[str, str]]


class ConflictsPage(ExchangePage):
    """Values that did not know each other stand side by side; a person chooses one."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self.lines: tuple[ConflictLine, ...] = ()
        self.buttons: list[QPushButton] = []
        self._people: tuple[ParticipantLine, ...] = ()
        self._titles: Mapping[str, str] = {}
        columns = (Column(tr("对象"), least=220), Column(tr("写入的人"), 240))
        self.table = DataTable(kit.theme, tr("冲突"), columns, row_height=58)
        self.table.row_chosen.connect(self._show)
        self._pane = QWidget()
        self._values: QVBoxLayout = plain_box(self._pane, 12)
        self._empty: QFrame = kit.empty(
            "check", tr("没有冲突"), tr("两个人给同一处写了不同的值时，会在这里并排列出，由你选定。")
        )
        self._list: QFrame = kit.card(tr("等待选定"), (self.table, 1))
        self._both: QFrame = kit.row((self._list, 1), (self._pane, 1), gap=16)
        box = plain_box(self, 16)
        box.setContentsMargins(24, 0, 24, 24)
        box.addWidget(self.failure)
        box.addWidget(self._both, 1)
        box.addWidget(self._empty, 1)
        self._both.hide()

    def reload(self) -> None:
        """Read the conflicts of the round."""
        if self.round_id:
            self.ask(self._read, self._fill)

    def _read(self) -> Read:
        return (
            self.desk.quarantine.conflicts(self.round_id),
            self.desk.rounds.participants(self.round_id),
            titles_of(self.desk, self.round_id),
        )

    def _fill(self, read: Read) -> None:
        self.lines, self._people, self._titles = read
        rows, keys = [], []
        for line in self.lines:
            who = tr("、").join(dict.fromkeys(value[0] for value in line.values))
            subject = conflict_subject(line, self._people, self._titles)
            rows.append((Cell(line.unit or subject, sub=subject if line.unit else ""), Cell(who)))
            keys.append((line.kind, line.key))
        self.table.set_rows(rows, keys)
        self._both.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if rows and self.table.chosen_key() is None:
            self.table.choose_first()
        else:
            self._show(self.table.chosen_key())

    def _show(self, key: object) -> None:
        empty_out(self._values)
        self.buttons = []
        line = next((one for one in self.lines if (one.kind, one.key) == key), None)
        if line is None:
            return
        kit = self.kit
        note = kit.text(
            tr("选定的值会作为新的一条记录写入，所有的值都保留可查。选定前暂用后写入的值。"), "label"
        )
        note.setWordWrap(True)
        self._values.addWidget(note)
        for number, (who, at, entry, summary) in enumerate(line.values):
            self._values.addWidget(self._value_card(line, number, (who, at, entry, summary)))
        self._values.addStretch(1)

    def _value_card(self, line: ConflictLine, number: int, value: tuple[str, int, str, str]) -> QFrame:
        kit, (who, at, entry, summary) = self.kit, value
        summary = summary_words(summary)
        words = kit.text(summary or tr("内容较长，见申报的办理过程"), "strong")
        words.setWordWrap(True)
        button = kit.button(tr("采用这个值"), "primary" if number == 0 else "", "check")
        button.setAccessibleName(tr("采用{who}的值：{summary}").format(who=who, summary=summary))
        button.setProperty("chosen-entry", [line.kind, list(line.key), entry])
        button.clicked.connect(self._resolve)
        self.buttons.append(button)
        parts = [kit.row(kit.text(who), None, kit.text(time_words(at), "label")), words]
        if number == 0:
            parts.append(kit.row(kit.chip(tr("暂用"), "warning", "clock"), None))
        card: QFrame = kit.col(*parts, 4, kit.row(None, button), gap=8, pad=(20, 16), role="card")
        return card

    def _resolve(self) -> None:
        button = self.sender()
        kind, key, entry = button.property("chosen-entry")
        for one in self.buttons:
            one.setEnabled(False)
        self.act(
            partial(self.desk.quarantine.resolve, self.round_id, kind, tuple(key), entry), self._resolved
        )

    def _resolved(self, nothing: None) -> None:
        del nothing
        self.said.emit(tr("已选定。下次发件时带给各方。"))
        self.reload()

    def _failed(self, error: Exception) -> bool:
        for one in self.buttons:
            one.setEnabled(True)
        return super()._failed(error)


Disorder = tuple[tuple[WaitingLine, ...], tuple[MissingLine, ...], tuple[ForkLine, ...], bool]


class QuarantinePage(ExchangePage):
    """What is kept but does not count yet, why, and what would cure it; two branches of one feed as an alarm."""

    asked_for_person = Signal(str)  # the fingerprint

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self.forks: tuple[ForkLine, ...] = ()
        columns = (
            Column(tr("记录"), least=240),
            Column(tr("为什么没有计入"), least=240),
            Column(tr("状态"), 132),
        )
        self.table = DataTable(kit.theme, tr("没有计入的记录"), columns, row_height=58)
        self.note: QLabel = kit.text("", "caption", wrap=True)
        self.ask_button = kit.button(tr("写文件索取"), icon="right")
        self.ask_button.clicked.connect(self._write_a_file)
        self._list: QFrame = kit.card(
            tr("没有计入的记录"),
            kit.row((self.note, 1), pad=(12, 2)),
            (self.table, 1),
            extra=(self.ask_button,),
        )
        self._empty: QFrame = kit.empty(
            "shield",
            tr("没有隔离的记录"),
            tr("不合规则或缺前文的记录会存在这里，写明原因，条件具备后自动计入。"),
        )
        self._alarms = QWidget()
        self.alarms: QVBoxLayout = plain_box(self._alarms, 12)
        box = plain_box(self, 16)
        box.setContentsMargins(24, 0, 24, 24)
        box.addWidget(self.failure)
        box.addWidget(self._alarms)
        box.addWidget(self._list, 1)
        box.addWidget(self._empty, 1)
        self._rest = QWidget()  # keeps the alarms at the top when nothing else is shown
        box.addWidget(self._rest, 1)
        self._list.hide()
        self._rest.hide()

    def reload(self) -> None:
        """Read what does not count."""
        if self.round_id:
            self.ask(self._read, self._fill)

    def _read(self) -> Disorder:
        quarantine = self.desk.quarantine
        return (
            quarantine.waiting(self.round_id),
            quarantine.missing(self.round_id),
            quarantine.forks(self.round_id),
            self.desk.members.is_organiser(self.round_id),
        )

    def _fill(self, read: Disorder) -> None:
        waiting, missing, self.forks, organiser = read
        rows, keys = waiting_rows(waiting, missing)
        self.table.set_rows(rows, keys)
        empty_out(self.alarms)
        stops: tuple[QWidget, ...] = ()
        for fork in self.forks:
            card = ForkCard(self.kit, fork, organiser=organiser)
            card.explained.connect(self._explain)
            card.asked_for_person.connect(self.asked_for_person)
            self.alarms.addWidget(card)
            stops += card.stops
        tab_through(*stops, self.ask_button, self.table)
        self._alarms.setVisible(bool(self.forks))
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows and not self.forks)
        self._rest.setVisible(not rows and bool(self.forks))
        self.ask_button.setVisible(bool(missing))
        words = tr("每次收件后自动重试，到齐即计入。")
        if missing:
            words += tr("缺失的要索取：本机发出的文件会写明缺什么，对方回的文件就带来。")
        self.note.setText(words)

    def _explain(self, fork: ForkLine, words: str) -> None:
        self.act(partial(self.desk.quarantine.explain, self.round_id, fork, words), self._explained)

    def _explained(self, nothing: None) -> None:
        del nothing
        self.said.emit(tr("已写明。两支记录都计入，下次发件时带给各方。"))
        self.reload()

    def _write_a_file(self) -> None:
        self.went.emit("exchange", "send")
