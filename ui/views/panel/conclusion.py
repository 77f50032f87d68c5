"""The pane of one application: who scored what, divergences to explain, the conclusion to sign, the signed paper."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from greendesk.queries import AttachmentLine, RankingLine
from greendesk.use_cases.panel import Conclude, ConclusionDraft
from ui.i18n import tr
from ui.theme import repolish
from ui.widgets.application_papers import PaperRow, Papers
from ui.widgets.dialogs import ask
from ui.widgets.exchange_page import ExchangePage, empty_out, plain_box, scrolled
from ui.widgets.exchange_words import time_words
from ui.widgets.kit import Item
from ui.widgets.panel_parts import DivergenceBox, divergence_notes, expert_rows, notice_row
from ui.widgets.panel_reading import ConclusionReading, PanelReading, read_conclusion
from ui.widgets.panel_rows import missing_experts, points
from ui.widgets.view import ScreenContext

MILLISECONDS_TO_REST = 600


class ConclusionPane(ExchangePage):
    """Written text is kept as a private draft while it is typed; signing makes it a record and a paper."""

    closed = Signal()
    hand_back_wanted = Signal(str, str)  # expert, name

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self.panel: PanelReading | None = None
        self.reading: ConclusionReading | None = None
        self.application = ""
        self.again = False
        self._wants_focus = False
        self.boxes: dict[str, DivergenceBox] = {}
        self.choices: list[QPushButton] = []
        self.opinion: QPlainTextEdit = self.kit.long_field(tr("专家组意见"), "", 120)
        self._papers = Papers(context, self)
        self._papers.said.connect(self.said)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(MILLISECONDS_TO_REST)
        self._rest.timeout.connect(self.keep)
        self._build()

    def _build(self) -> None:
        self._content = QFrame()
        self._box: QVBoxLayout = plain_box(self._content, 8)
        scroll = scrolled(self._content, "pane")
        self._foot_place = QFrame()
        self._foot: QVBoxLayout = plain_box(self._foot_place)
        plain_box(self).addWidget(self.kit.col((scroll, 1), self._foot_place, gap=4, pad=(4, 8), role="card"))

    # ------------------------------------------------------------ reading

    def show_application(self, panel: PanelReading, application: str, *, focus: bool = False) -> None:
        """Show one application; text typed for the one before is kept first."""
        self.keep()
        self._wants_focus = focus
        if application != self.application:
            self.again = False
        self.panel, self.application = panel, application
        self.ask(partial(read_conclusion, self.desk, self.round_id, application), self._show)

    def _show(self, reading: ConclusionReading | None) -> None:
        if reading is None or reading.line.application != self.application or self.panel is None:
            self.closed.emit()
            return
        self.reading = reading
        line, kit = reading.line, self.kit
        empty_out(self._box)
        empty_out(self._foot)
        self.boxes, self.choices = {}, []
        self.failure = type(self.failure)(kit)
        body: list[Item] = [
            self._head(line),
            *self._notices(line, self.panel),
            4,
            kit.text(tr("各位专家"), "strong"),
        ]
        body += expert_rows(kit, line, self._hand_back if self.panel.may_conclude else None)
        if line.concluded and not self.again:
            body += self._concluded(reading)
        elif line.complete and line.same_checklist and self.panel.may_conclude:
            body += self._form(reading.draft, line, self.panel)
        else:
            body += divergence_notes(kit, line)
        self._box.addWidget(kit.col(*body, self.failure, None, gap=8, pad=(16, 10)))
        if self._wants_focus:
            self._wants_focus = False
            first: QWidget = next(
                iter((*(box.field for box in self.boxes.values()), *self.choices)), self._back
            )
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self, line: RankingLine) -> QFrame:
        kit = self.kit
        back = kit.button(tr("返回"), "quiet")
        back.setAccessibleName(tr("返回各位专家的评分"))
        back.clicked.connect(self.closed)
        self._back = back
        name = kit.text(line.unit, "heading")
        name.setWordWrap(True)
        score = kit.text(points(line.score) if line.score is not None else "—", "figure")
        rule = kit.text(self.panel.rule if self.panel else "", "caption")
        rule.setWordWrap(True)
        head: QFrame = kit.col(kit.row((name, 1), back), kit.row(score, (rule, 1), gap=14), gap=4)
        return head

    def _notices(self, line: RankingLine, panel: PanelReading) -> list[QFrame]:
        kit, found = self.kit, []
        missing = missing_experts(line)
        if line.outdated:
            words = tr("结论之后评审有变。已签署的意见按原来的评审作出，需要重新起草并签署。")
            found.append(notice_row(kit, "warn", "danger", words))
        if missing:
            words = tr("评审未到：{names}。全部到齐才能作结论。").format(names=tr("、").join(missing))
            found.append(notice_row(kit, "clock", "info", words))
        if not line.same_checklist:
            words = tr("各位专家用了不同的评价表，分数不能放在一起。退回其中一方，统一后再提交。")
            found.append(notice_row(kit, "warn", "danger", words))
        if line.complete and not line.gates_passed:
            words = tr("有专家认为必备项不符合，推荐前先在分歧里说明。")
            found.append(notice_row(kit, "cross", "danger", words))
        if line.complete and not line.concluded and not panel.may_conclude:
            words = tr("评审已到齐。由组长或秘书作结论。")
            found.append(notice_row(kit, "clock", "info", words))
        return found

    # ------------------------------------------------------------ the form

    def _form(self, draft: ConclusionDraft, line: RankingLine, panel: PanelReading) -> list[Item]:
        kit = self.kit
        parts: list[Item] = []
        if line.divergences:
            parts += [8, kit.text(tr("分歧 {n} 处，逐处说明").format(n=len(line.divergences)), "strong")]
        for one in line.divergences:
            box = DivergenceBox(kit, one, draft.explanations.get(one.item, one.explanation))
            box.typed.connect(self._typed)
            self.boxes[one.item] = box
            parts.append(box)
        self._group = QButtonGroup(self)
        for number, word in enumerate(panel.tones):
            button = kit.button(word, "segment")
            button.setCheckable(True)
            button.setChecked(word == draft.recommendation)
            button.setAccessibleName(tr("结论 {word}").format(word=word))
            self._group.addButton(button, number)
            self.choices.append(button)
        self._group.idClicked.connect(self._typed)
        self.opinion = kit.long_field(tr("专家组意见"), draft.opinion, 104)
        self.opinion.textChanged.connect(self._typed)
        self.saved = kit.text(_saved_words(draft.saved_at), "caption", wrap=True)
        self.sign_button = kit.button(tr("签署专家组意见"), "primary", "review")
        self.sign_button.clicked.connect(self._ask_to_sign)
        self._foot.addWidget(kit.row((self.saved, 1), self.sign_button, gap=12, pad=(16, 6)))
        return [
            *parts,
            8,
            kit.text(tr("结论"), "strong"),
            kit.row(*self.choices, None, gap=6),
            4,
            kit.labelled(tr("专家组意见"), self.opinion, tr("写入签署的文件，必填。"), role="strong"),
        ]

    def command(self) -> Conclude:
        """What the form says."""
        chosen = next((button.text() for button in self.choices if button.isChecked()), "")
        explanations: Mapping[str, str] = {item: box.text() for item, box in self.boxes.items()}
        return Conclude(
            application=self.application,
            recommendation=chosen,
            opinion=self.opinion.toPlainText(),
            explanations=explanations,
        )

    def _typed(self) -> None:
        self._rest.start()

    def keep(self) -> None:
        """Write what was typed to the private draft, if anything was."""
        if self._rest.isActive() and self.choices:
            self._rest.stop()
            self.ask(partial(self.desk.panel.save_draft, self.round_id, self.command()), self._kept)

    def _kept(self, at: int) -> None:
        if self.choices:
            self.saved.setText(_saved_words(at))
            self.saved.setProperty("tone", "")
            repolish(self.saved)

    # ------------------------------------------------------------ signing

    def _ask_to_sign(self) -> None:
        self.keep()
        command = self.command()
        unexplained = next((box for box in self.boxes.values() if not box.text().strip()), None)
        if unexplained is not None:
            unexplained.point_out()
        elif not command.recommendation:
            self._hint(tr("还没有选结论。"), self.choices[0])
        elif not command.opinion.strip():
            self._hint(tr("专家组意见还没有写。"), self.opinion)
        elif self.reading is not None:
            line = self.reading.line
            score = points(line.score) if line.score is not None else "—"
            dialog = ask(
                self,
                self.kit,
                tr("签署专家组意见"),
                [
                    tr("{unit}：{word}，{points} 分。").format(
                        unit=line.unit, word=command.recommendation, points=score
                    ),
                    tr("签署后写入记录并生成 PDF，随交换文件带给各方。以后只能另作结论，不能抹去。"),
                ],
                action=tr("签署"),
                keep=tr("再看看"),
            )
            dialog.accepted.connect(self._sign)

    def _hint(self, words: str, widget: QWidget) -> None:
        self.saved.setText(words)
        self.saved.setProperty("tone", "danger")
        repolish(self.saved)
        widget.setFocus()

    def _sign(self) -> None:
        self.sign_button.setEnabled(False)
        self.act(partial(self.desk.panel.conclude, self.round_id, self.command()), self._signed)

    def _signed(self, entry: str) -> None:
        del entry
        self.again = False
        self.said.emit(tr("专家组意见已签署。"))

    def _failed(self, error: Exception) -> bool:
        if self.choices:
            self.sign_button.setEnabled(True)
        return super()._failed(error)

    # ------------------------------------------------------------ after signing

    def _concluded(self, reading: ConclusionReading) -> list[Item]:
        kit, line, draft = self.kit, reading.line, reading.draft
        tone = self.panel.tones.get(line.recommendation, "muted") if self.panel else "muted"
        opinion = kit.text(draft.opinion)
        opinion.setWordWrap(True)
        parts: list[Item] = [
            *divergence_notes(kit, line),
            8,
            kit.row(kit.text(tr("结论"), "strong"), kit.chip(line.recommendation, tone), None, gap=10),
            opinion,
        ]
        if reading.paper is not None:
            parts += [8, kit.text(tr("签署的文件"), "strong"), self._paper_row(reading.paper)]
        for one in reading.signatures:
            words = tr("{name}，{time}").format(name=one.name, time=time_words(one.at))
            parts.append(kit.row(kit.icon("check", "success", 16), (kit.text(words, "label"), 1), gap=8))
        self.countersign_button = kit.button(tr("会签"), "primary", "stamp")
        self.countersign_button.setAccessibleName(tr("会签专家组意见"))
        self.countersign_button.clicked.connect(self._ask_to_countersign)
        redo = kit.button(tr("重新作结论"))
        redo.clicked.connect(self._redo)
        mine = any(one.me for one in reading.signatures)
        here = reading.paper is not None and reading.paper.here
        buttons: list[Item] = [None]
        if self.panel is not None and self.panel.may_conclude:
            buttons.append(redo)
        if not mine and here:
            buttons.append(self.countersign_button)
        if len(buttons) > 1:
            self._foot.addWidget(kit.row(*buttons, gap=8, pad=(16, 6)))
        return parts

    def _paper_row(self, paper: AttachmentLine) -> PaperRow:
        self.paper_row = PaperRow(self.context, self._papers, paper)
        return self.paper_row

    def _redo(self) -> None:
        self.again = True
        if self.reading is not None:
            self._show(self.reading)

    def _ask_to_countersign(self) -> None:
        dialog = ask(
            self,
            self.kit,
            tr("会签专家组意见"),
            [tr("在已签署的 PDF 上加上你的签名，原有的签名不变。")],
            action=tr("会签"),
            keep=tr("再看看"),
        )
        dialog.accepted.connect(self._countersign)

    def _countersign(self) -> None:
        work = partial(self.desk.panel.countersign, self.round_id, self.application)
        self.act(work, self._countersigned)

    def _countersigned(self, paper: AttachmentLine) -> None:
        del paper
        self.said.emit(tr("已会签。"))

    def _hand_back(self, expert: str, name: str) -> None:
        self.hand_back_wanted.emit(expert, name)


def _saved_words(at: int) -> str:
    return (
        tr("草稿保存于 {time}，只在本机").format(time=time_words(at))
        if at
        else tr("写下即存为草稿，只在本机")
    )
