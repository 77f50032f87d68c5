"""Parts of the sheets about participants: roles to tick, spoken words, a folder, how a certificate ends."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLabel, QVBoxLayout, QWidget

from greendesk.queries import ParticipantLine, RecordLine, RevocationPlan
from greendesk.use_cases.membership import Revoke
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.widgets.exchange_page import ExchangePage, carry_folder, empty_out, plain_box
from ui.widgets.exchange_words import GIVEN_ROLES, time_words
from ui.widgets.file_chooser import FileChooser
from ui.widgets.kit import Kit
from ui.widgets.membership_words import (
    ENDINGS,
    RESTORED,
    ROLE_NOTES,
    ending_words,
    owed_words,
    plan_lines,
    record_words,
)
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext
from ui.words import ROLES, said

RECORDS_HEIGHT = 216
NOTHING = ""  # the key of the row "no record counts"


def never_wider(combo: QComboBox) -> None:
    """Let a combo box be narrower than its longest choice, so that its sheet keeps within the window."""
    combo.setMinimumContentsLength(8)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)


class RoleTicks(QFrame):
    """Roles to tick, several at once, each with what it may do."""

    changed = Signal()

    def __init__(self, kit: Kit, chosen: Sequence[str]) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        box = plain_box(self, 4)
        for role in GIVEN_ROLES:
            words, note = said(ROLES, role), tr(ROLE_NOTES[role])
            tick = kit.check(words, checked=role in chosen)
            tick.setAccessibleName(tr("角色 {role}").format(role=words))
            tick.setAccessibleDescription(note)
            tick.setMinimumWidth(kit.theme.px(124))
            tick.toggled.connect(self.changed)
            self.boxes[role] = tick
            box.addWidget(kit.row(tick, (kit.text(note, "caption", wrap=True), 1), gap=8))

    def roles(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(role for role, tick in self.boxes.items() if tick.isChecked())


class SpokenWords(QFrame):
    """Six words in two rows, large enough to read aloud from."""

    def __init__(self, kit: Kit, spoken: str) -> None:
        super().__init__()
        words = spoken.split()
        half = (len(words) + 1) // 2
        lines = [kit.text("   ".join(part), "title", "accent") for part in (words[:half], words[half:])]
        for line in lines:
            line.setWordWrap(True)
        self.setAccessibleName(tr("身份词 {words}").format(words=spoken))
        plain_box(self).addWidget(kit.col(*lines, gap=4, pad=(16, 12), role="well"))


class FolderField(QWidget):
    """A folder that files are written to: typed, or chosen by the button."""

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self._title = name
        self.field = kit.field(name, str(carry_folder()), role="place")
        self.change = kit.button(tr("更改"))
        self.change.setAccessibleName(tr("更改{name}").format(name=name))
        self.change.clicked.connect(self._choose)
        self._chooser = FileChooser(self, self.field.setText)
        plain_box(self).addWidget(kit.row((self.field, 1), self.change, gap=8))

    def folder(self) -> Path:
        """The folder."""
        return Path(self.field.text().strip()).expanduser()

    def _choose(self) -> None:
        self._chooser.folder(self._title)


class EndOfRecords(ExchangePage):
    """Why a certificate ends and after which record; what stops counting is shown at once."""

    changed = Signal()

    def __init__(
        self, context: ScreenContext, reasons: Sequence[str], *, handed_over: bool, reason: str = ""
    ) -> None:
        super().__init__(context)
        kit = self.kit
        self.person: ParticipantLine | None = None
        self.plan: RevocationPlan | None = None
        self._handed_over, self._asked = handed_over, 0
        choices = [(ending_words(one), one) for one in reasons if one in ENDINGS]
        self.reason = kit.combo(tr("原因"), choices, reason or None)
        self.reason.currentIndexChanged.connect(self._change_reason)
        never_wider(self.reason)
        self.until_now, self.earlier = kit.choices(
            "segment", tr("到现在为止的都有效"), tr("到现在为止的都有效"), tr("只到更早的一条")
        )
        self.until_now.toggled.connect(self._switch)
        columns = (Column(tr("序号"), 52), Column(tr("记录"), least=160), Column(tr("时间"), 116))
        self.records = DataTable(kit.theme, tr("最后一条有效的记录"), columns, row_height=34)
        self.records.setFixedHeight(kit.theme.px(RECORDS_HEIGHT))
        self.records.row_chosen.connect(self._choose)
        self.records_hint = kit.text(tr("选中的一条有效，它之后的都不计入。"), "caption", wrap=True)
        self.note = kit.field(tr("说明"), hint=tr("可不填，各方都能看到"))
        self._when: QFrame = kit.row(self.until_now, self.earlier, None, gap=0)
        self._told: QWidget = QWidget()
        self._lines: QVBoxLayout = plain_box(self._told, 4)
        sheet = kit.col(
            kit.labelled(tr("原因"), self.reason, role="strong"),
            6,
            kit.text(tr("哪些记录有效"), "strong"),
            self._when,
            self.records_hint,
            self.records,
            self.failure,
            kit.col(self._told, pad=(12, 10), role="well"),
            6,
            kit.labelled(tr("说明"), self.note, role="strong"),
            gap=6,
        )
        plain_box(self).addWidget(sheet)
        self._show_records(shown=False)
        self._when.setVisible(not self._all_count())

    # ------------------------------------------------------------ whose

    def about(self, person: ParticipantLine) -> None:
        """Ask about the certificate of a participant."""
        self.person, self.plan = person, None
        self.until_now.setChecked(True)
        self.ask(partial(self.desk.members.records, self.round_id, person.fingerprint), self._listed)
        self._ask()

    def command(self) -> Revoke | None:
        """What was chosen, once its consequences are on the screen."""
        if self.person is None or self.plan is None:
            return None
        return self._command(self.person)

    def _command(self, person: ParticipantLine) -> Revoke:
        key = self.records.chosen_key() if self.earlier.isChecked() else None
        return Revoke(
            fingerprint=person.fingerprint,
            reason=str(self.reason.currentData()),
            last=key if isinstance(key, str) else None,
            note=self.note.text().strip(),
        )

    # ------------------------------------------------------------ until when

    def _listed(self, lines: tuple[RecordLine, ...]) -> None:
        rows: list[Row] = [_row(line) for line in lines]
        rows.append((Cell("0"), Cell(tr("没有一条有效")), Cell("")))
        self.records.set_rows(rows, [*(line.entry for line in lines), NOTHING])
        self.records.choose_first()

    def _switch(self, now: bool) -> None:
        self._show_records(shown=not now)
        self._ask()

    def _all_count(self) -> bool:
        """Whether nothing is taken back: the machine only went back to a backup."""
        return bool(self.reason.currentData() == RESTORED)

    def _change_reason(self, index: int) -> None:
        del index
        self._when.setVisible(not self._all_count())
        if self._all_count():
            self.until_now.setChecked(True)
        self._ask()

    def _show_records(self, *, shown: bool) -> None:
        self.records.setVisible(shown)
        self.records_hint.setVisible(shown)

    # ------------------------------------------------------------ what follows

    def _choose(self, key: object) -> None:
        del key
        if self.earlier.isChecked():
            self._ask()

    def _ask(self) -> None:
        if self.person is None:
            return
        self.plan = None
        self._asked += 1
        self._tell((tr("正在核对哪些记录不再计入……"),))
        self.changed.emit()
        look: Callable[[], RevocationPlan] = partial(
            self.desk.members.look, self.round_id, self._command(self.person)
        )
        self.ask(look, partial(self._seen, number=self._asked))

    def _seen(self, plan: RevocationPlan, number: int) -> None:
        if number != self._asked:
            return
        self.plan = plan
        self.failure.clear()
        owed = owed_words(plan, handed_over=self._handed_over)
        all_count = (tr("原来的记录都有效，以后收到的也计入。"),)
        lines = all_count if self._all_count() else plan_lines(plan)
        self._tell((*lines, *((owed,) if owed else ())))
        self.changed.emit()

    def _tell(self, lines: Sequence[str]) -> None:
        empty_out(self._lines)
        for line in lines:
            label: QLabel = self.kit.text(line, wrap=True)
            self._lines.addWidget(label)


def _row(line: RecordLine) -> Row:
    time = time_words(line.at)
    words = record_words(line)
    if line.counts:
        return (Cell(str(line.seq)), Cell(words), Cell(time, tone="muted"))
    return (Cell(str(line.seq)), Cell(words, tone="muted", sub=tr("不计入")), Cell(time, tone="muted"))
