"""The pane that records what a department replied about an application, with the scanned letter."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QVBoxLayout

from greendesk.queries import OpinionLine
from greendesk.use_cases.opinions import Opinion
from ui.i18n import tr
from ui.widgets.application_attach import AttachField, read_file
from ui.widgets.application_dates import read_date
from ui.widgets.application_fields import Fields, side_by_side
from ui.widgets.application_papers import PaperRow, Papers
from ui.widgets.application_section import hint_for
from ui.widgets.application_words import moment_words
from ui.widgets.exchange_page import empty_out, plain_box
from ui.widgets.kept_files import kept_file
from ui.widgets.opinion_heads import head_row
from ui.widgets.opinion_rows import AGREE, CONDITIONAL, OBJECT, MatrixRow
from ui.widgets.view import ScreenContext
from ui.words import POSITIONS, chip_words, said

CHOICES = (AGREE, CONDITIONAL, OBJECT)
PICTURE = 190


class OpinionPane(QFrame):
    """A form that is filled from what is recorded; recording again is a correction."""

    recorded = Signal()
    said = Signal(str)
    closed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        kit = self.kit = context.kit
        self._context = context
        self._shown: tuple[object, ...] = ()
        self._row: MatrixRow | None = None
        self._line: OpinionLine | None = None
        self._may = False
        self.papers = Papers(context, self)
        self.papers.said.connect(self.said)
        self.setProperty("role", "pane-right")
        self.setFixedWidth(kit.theme.size["detail"])
        self.title = kit.text("", "heading", wrap=True)
        close = kit.tool("cross", tr("关闭详情（Esc）"))
        close.clicked.connect(self.closed)
        self.unit = kit.text("", "label", wrap=True)
        self.matters = kit.text("", "caption", wrap=True)
        self._chips = QFrame()
        self._chip_row = plain_box(self._chips)
        self._heads = QFrame()
        self._head_rows = plain_box(self._heads, 6)
        self.segments = [kit.button(said(POSITIONS, code), "segment", checked=False) for code in CHOICES]
        self.positions = QButtonGroup(self)
        for place, button in enumerate(self.segments):
            self.positions.addButton(button, place)
        self.positions.idToggled.connect(self._label_text)
        self.number = kit.field(tr("文号"), hint=tr("函上的文号"))
        self.date = kit.field(tr("日期"), hint="2026-04-17")
        self.signer = kit.field(tr("签发人"), hint=tr("姓名"))
        self.text = kit.long_field(tr("条件或法律依据"), "", 76)
        self.letter = AttachField(kit, tr("盖章函件"), tr("把扫描件拖到这里"), preview=PICTURE)
        self._label_fields()
        filed = QFrame()
        self._filed = QVBoxLayout(filed)
        self._filed.setContentsMargins(0, 0, 0, 0)
        self.who = kit.text("", "caption", wrap=True)
        self.save_button = kit.button(tr("记录意见"), icon="check")
        self.save_button.setToolTip("Ctrl+Enter")
        self.save_button.clicked.connect(self.save)
        body = kit.col(
            kit.row((self.title, 1), close, gap=8),
            self.unit,
            self._chips,
            self.matters,
            self._heads,
            4,
            self.fields["position"],
            self.fields["text"],
            self.fields["number"],
            side_by_side(kit, self.fields["date"], self.fields["signer"], gap=12),
            filed,
            self.fields["letter"],
            None,
            gap=8,
            pad=(24, 20),
            role="pane",
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self.foot = kit.col(self.who, self.save_button, gap=8, pad=(24, 16))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)  # the line at the left
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addWidget(self.foot)

    def _label_fields(self) -> None:
        kit = self.kit
        self.fields = Fields(kit)
        choice = kit.row(*((one, 1) for one in self.segments), gap=6)
        self.fields.add("position", tr("意见"), choice, focus=self.segments[0])
        self.fields.add("number", tr("文号"), self.number)
        self.fields.add("date", tr("日期"), self.date)
        self.fields.add("signer", tr("签发人"), self.signer)
        self.fields.add("text", tr("条件或法律依据"), self.text)
        self.fields.add("letter", tr("盖章函件"), self.letter, focus=self.letter.pick_button)

    # ------------------------------------------------------------ showing

    def show_opinion(self, row: MatrixRow, line: OpinionLine, *, may_record: bool) -> None:
        """Show what one department says about one application; half-typed words stay for the same value."""
        self._row, self._line, self._may = row, line, may_record
        self.title.setText(line.department_name)
        self.unit.setText(f"{row.line.unit} · {row.line.region}")
        self.matters.setText(tr("征求意见的事项：{matters}").format(matters=line.matters))
        now = (line.application, line.department, line.at, line.position, line.heads, line.asked)
        if now == self._shown:
            return
        self._shown = now
        while item := self._chip_row.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        chips = [self.kit.chip(*chip_words(POSITIONS, line.position))]
        if line.conflict:
            chips.append(self.kit.chip(tr("有冲突，在“收发”中处理"), "danger", "swap"))
        self._chip_row.addWidget(self.kit.row(*chips, None))
        self._show_heads(line)
        self._fill(line)

    def _show_heads(self, line: OpinionLine) -> None:
        """What the department answered to the heads of the negative list; a contradiction is for people to settle."""
        empty_out(self._head_rows)
        self._heads.setVisible(bool(line.heads))
        for head in line.heads:
            self._head_rows.addWidget(head_row(self.kit, head))

    def _fill(self, line: OpinionLine) -> None:
        self.fields.clear_errors()
        self.positions.setExclusive(False)
        for code, button in zip(CHOICES, self.segments, strict=True):
            button.setChecked(code == line.position)
            button.setEnabled(self._may)
        self.positions.setExclusive(True)
        self.number.setText(line.number)
        self.date.setText(line.date)
        self.signer.setText(line.signer)
        self.text.setPlainText(line.text)
        for field in (self.number, self.date, self.signer, self.text):
            field.setReadOnly(not self._may)
        self.letter.forget()
        self.letter.say(tr("换一份函件") if line.letter else tr("把扫描件拖到这里"))
        self.fields["letter"].setVisible(self._may)
        while item := self._filed.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        if line.letter:
            self._filed.addWidget(PaperRow(self._context, self.papers, line.letter))
            if line.letter.here:
                source = kept_file(self._context.desk, line.letter.sha256, line.letter.name)
                if source is not None:
                    self.letter.show_first_page(source, line.letter.name)
        self.who.setText(_who(line))
        self.save_button.setText(tr("记录更正") if line.position else tr("记录意见"))
        self.save_button.setVisible(self._may)

    def first(self) -> None:
        """Begin with the position."""
        chosen = self.positions.checkedButton()
        (chosen or self.segments[0]).setFocus()

    # ------------------------------------------------------------ recording

    @property
    def position(self) -> str:
        """The chosen position, "" for none."""
        place = self.positions.checkedId()
        return CHOICES[place] if place >= 0 else ""

    def save(self) -> None:
        """Check the form and record the reply."""
        line = self._line
        if line is None or not self._may:
            return
        self.fields.clear_errors()
        day, typed = read_date(self.date.text()), self.date.text().strip()
        self.fields.error("position", "" if self.position else tr("先选同意、有条件或不同意。"))
        if typed and day is None:
            self.fields.error("date", tr("写成 2026-04-17 或 4 月 17 日。"))
        if self.position not in {"", AGREE} and not self.text.toPlainText().strip():
            self.fields.error("text", tr("写明条件或理由，照部门来函的原文。"))
        if self.fields.lead_to_error():
            return
        path = self.letter.path
        prepare = partial(
            Opinion,
            application=line.application,
            department=line.department,
            position=self.position,
            number=self.number.text(),
            date=day.isoformat() if day else "",
            signer=self.signer.text(),
            text=self.text.toPlainText(),
        )
        opinions, round_id = self._context.desk.opinions, self._context.round_id

        def work() -> None:
            opinions.record(round_id, prepare(letter=read_file(path)))

        self.save_button.setEnabled(False)
        words = tr("{name}的意见已记录。").format(name=line.department_name)
        self._context.runner.run(self, work, partial(self._saved, words), self._failed)

    def _saved(self, words: str, nothing: None) -> None:
        del nothing
        self.save_button.setEnabled(True)
        self._shown = ()
        self.recorded.emit()
        self.said.emit(words)

    def _failed(self, error: Exception) -> bool:
        self.save_button.setEnabled(True)
        if isinstance(error, OSError):
            self.fields.error("letter", tr("文件读不出来，可能已被移走。"))
            return True
        words = hint_for(error)
        self.fields.error("text" if getattr(error, "code", "") == "GD-448" else "position", words)
        return bool(words)

    def _label_text(self) -> None:
        self.fields["text"].setVisible(self.position not in {"", AGREE} or bool(self.text.toPlainText()))


def _who(line: OpinionLine) -> str:
    if not line.position:
        words = tr("还没有收到这个部门的回复。")
        if line.asked is None:
            return words
        sent = tr("{date} 发函，应于 {day} 前回复。").format(date=line.asked.date, day=line.asked.reply_by)
        return words + sent
    words = tr("{who} 于 {when} 记录。").format(who=line.by, when=moment_words(line.at))
    return words + tr("更正会新增一条记录，原记录保留可查。")
