"""The road of one application: stages, what is missing and whose turn it is, moves and exceptions with their reason."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from greendesk.domain.road import Move
from greendesk.queries_road import GuardLine, RoadLine, StageLine
from greendesk.use_cases.road import NoExceptionAllowed, NotYet, Step
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.road_words import (
    ENDS,
    GUARD_STATES,
    MOVES,
    TURNS,
    deadline_words,
    guard_note,
    guard_title,
    standing_words,
)
from ui.theme import repolish
from ui.widgets.application_dates import read_date
from ui.widgets.application_fields import Fields
from ui.widgets.application_nothing import Nothing
from ui.widgets.application_papers import PaperRow, Papers
from ui.widgets.application_section import Case, CaseSection, hint_for
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext
from ui.words import chip_words, said

PART_OF = {
    "package": "files",
    "documents": "documents",
    "negative_list": "negative",
    "negative_proofs": "negative",
    "opinions_in": "opinions",
    "no_objection": "opinions",
    "panel_concluded": "panel",
    "panel_recommends": "panel",
    "quota": "recommendation",
    "selected": "recommendation",
    "publicity_over": "recommendation",
    "objections_handled": "recommendation",
    "announced": "recommendation",
    "rule_issued": "lists",
}
SIDE_MOVES = (Move.SEND_BACK, Move.WITHDRAW, Move.LATE, Move.REJECT)


class RoadSection(CaseSection):
    """Stages at the left, conditions of the present one in the middle, what to do at the right."""

    part_wanted = Signal(str)

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self.papers = Papers(context, self)
        self.papers.said.connect(self.said)
        self._exceptions: dict[str, str] = {}
        self._shown = ""
        self.road: RoadLine | None = None
        self.stages = QScrollArea()
        self.stages.setWidgetResizable(True)
        self.stages.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = kit.col((self.stages, 1), pad=(4, 8), role="card", width=296)
        self.summary = kit.text("", "strong", wrap=True)
        self.table = DataTable(kit.theme, tr("进入下一步的条件"), _columns(), row_height=54)
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(self._go)
        self.empty = kit.text(tr("这一阶段没有条件，可以直接办理。"), "label", wrap=True)
        middle = kit.col(
            kit.row((self.summary, 1), pad=(12, 6)), self.empty, (self.table, 1), pad=(8, 4), role="card"
        )
        body = kit.row(left, (middle, 1), self._make_editor(), gap=16)
        self.nothing = Nothing(kit, "lock")
        self._pages = QStackedLayout(self)
        self._pages.addWidget(body)
        self._pages.addWidget(kit.col((self.nothing, 1), role="card"))

    # ------------------------------------------------------------ the case

    def fill(self, case: Case, *, moved: bool) -> None:
        """Show where the application stands."""
        hidden = case.detail.line.my_state == "recused"
        self._pages.setCurrentIndex(1 if hidden else 0)
        if hidden:
            self.nothing.say(tr("已回避"), tr("已声明回避这份申报，进度不再显示。"))
            return
        if moved:
            self._exceptions.clear()
            self._shown = ""
            self.reason.setPlainText("")
            self.on.setText(date.today().isoformat())  # noqa: DTZ011 - the desk's own calendar
            self._fill_review(case)
        self._show_files(case)
        self._show_road(case, case.road, moved=moved)
        if not moved:
            self._judge_again()

    def _show_road(self, case: Case, road: RoadLine, *, moved: bool) -> None:
        self.road = road
        self._show_stages(road)
        self.summary.setText(standing_words(road))
        self.summary.setProperty("tone", "")
        repolish(self.summary)
        self.empty.setVisible(not road.guards)
        self.table.setVisible(bool(road.guards))
        self.table.set_rows(
            [_row(one, self._exceptions) for one in road.guards], [g.what for g in road.guards]
        )
        if moved and road.guards:
            waiting = next((g.what for g in road.guards if g.state != "holds"), road.guards[0].what)
            self.table.choose(waiting)
        self._show_buttons(case, road)
        self._choose(self.table.chosen_key())

    def first(self) -> None:
        """Begin with the conditions."""
        (self.table if self.table.isVisible() else self.advance).setFocus()

    def _judge_again(self) -> None:
        """Judge the conditions on the day that stands in the field."""
        day = read_date(self.on.text())
        if day is None or self.case is None:
            return
        work = partial(self.desk.road.of, self.round_id, self.application, day)
        self.runner.run(self, work, self._judged)

    def _judged(self, road: RoadLine) -> None:
        if self.case and road.application == self.application:
            self._show_road(self.case, road, moved=False)

    # ------------------------------------------------------------ the editor

    def _make_editor(self) -> QFrame:
        kit = self.kit
        self.title = kit.text("", "heading", wrap=True)
        self.note = kit.text("", wrap=True)
        self.article = kit.text("", "caption", wrap=True)
        self.go = kit.button(tr("去办理"), icon="right")
        self.go.clicked.connect(self._go_chosen)
        self.fields = Fields(kit)
        self.allowed = kit.text("", "caption", wrap=True)
        self.exception = kit.long_field(tr("放行的理由"), "", 64)
        self.exception.textChanged.connect(self._except)
        self.fields.add("exception", tr("放行的理由"), self.exception)
        self.exception_box = kit.col(self.allowed, self.fields["exception"], gap=6)
        self.review_box = self._make_review()
        self.on = self.fields.add(
            "on", tr("办理日期"), kit.field(tr("办理日期"), "", tr("如 2026-05-31"), width=160)
        )
        self.on.editingFinished.connect(self._judge_again)
        self.reason = kit.long_field(tr("理由"), "", 56)
        self.fields.add("reason", tr("理由"), self.reason, tr("退回、撤回、逾期、不予推荐和重新打开须写明。"))
        self.advance = kit.button(tr("进入下一步"), "primary", "right")
        self.advance.clicked.connect(self._advance)
        self.side = {
            move: kit.button(said(MOVES, move.value), "quiet") for move in (*SIDE_MOVES, Move.REOPEN)
        }
        for move, button in self.side.items():
            button.setProperty("move", move.value)
            button.clicked.connect(self._side_move)
        self.overrides = kit.text("", "caption", wrap=True)
        body = kit.col(
            self.title, self.note, self.article, kit.row(self.go, None), self.exception_box, self.review_box, 8,
            self.fields["on"], self.fields["reason"], kit.row(*self.side.values(), None, gap=4), 4,
            self.overrides, None, gap=8, pad=(12, 8), role="pane",
        )  # fmt: skip
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        foot = kit.row(None, self.advance, gap=12, pad=(12, 6))
        return kit.col((area, 1), foot, gap=4, pad=(4, 6), role="card", width=400)

    def _make_review(self) -> QFrame:
        """The form of the initial review (初审意见)."""
        kit = self.kit
        self.verdicts = QButtonGroup(self)
        choices = [kit.button(words, "segment", checked=False) for words in (tr("推荐"), tr("不推荐"))]
        for place, button in enumerate(choices):
            self.verdicts.addButton(button, place)
        self.office = kit.field(tr("初审单位"), "")
        self.opinion = kit.long_field(tr("初审意见"), "", 88)
        self.review_save = kit.button(tr("记录初审意见"), icon="check")
        self.review_save.clicked.connect(self._save_review)
        filed = QFrame()
        self._filed = QVBoxLayout(filed)
        self._filed.setContentsMargins(0, 0, 0, 0)
        self.fields.add(
            "verdict", tr("是否推荐"), kit.row(*((one, 1) for one in choices), gap=6), focus=choices[0]
        )
        self.fields.add("office", tr("初审单位"), self.office)
        self.fields.add("opinion", tr("初审意见"), self.opinion)
        return kit.col(
            self.fields["verdict"],
            self.fields["office"],
            self.fields["opinion"],
            kit.row(self.review_save, None),
            filed,
            gap=8,
        )

    def _fill_review(self, case: Case) -> None:
        review = case.review
        self.verdicts.setExclusive(False)
        for place, button in enumerate(self.verdicts.buttons()):
            button.setChecked(review is not None and bool(review["recommended"]) is (place == 0))
        self.verdicts.setExclusive(True)
        self.office.setText(str(review["office"]) if review else self.desk.person.organisation)
        self.opinion.setPlainText(str(review["opinion"]) if review else "")

    def _show_files(self, case: Case) -> None:
        """The signed papers of the initial review that stands."""
        while item := self._filed.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for file in case.review_files:
            self._filed.addWidget(PaperRow(self.context, self.papers, file))

    def _show_buttons(self, case: Case, road: RoadLine) -> None:
        working = case.detail.gate != "recused" and road.may_move
        target = tr("进入“{title}”").format(title=road.next_title) if road.next_title else tr("已到最后阶段")
        self.advance.setText(target)
        self.advance.setEnabled(working and bool(road.next_title) and not road.ended)
        self.advance.setToolTip("" if road.may_move else tr("这一阶段由其他角色办理。"))
        for move, button in self.side.items():
            reopening = move is Move.REOPEN
            button.setVisible(
                bool(road.ended) is reopening and (move is not Move.SEND_BACK or bool(road.back_to))
            )
            button.setEnabled(working)
        lines = [
            tr("{title}：{reason}（{by}，{day}；依据：{article}“{allowed}”）").format(
                title=one.title or guard_words(one.what),
                reason=one.reason,
                by=one.by,
                day=one.date,
                article=one.article,
                allowed=one.allowed_by,
            )
            for one in road.overrides
        ]
        words = tr("经批准放行的事项") + "\n" + "\n".join(lines) if lines else ""
        self.overrides.setText(words)
        self.overrides.setVisible(bool(words))

    def _show_stages(self, road: RoadLine) -> None:
        kit = self.kit
        parts: list[QWidget | int | None] = []
        for number, stage in enumerate(road.stages, start=1):
            parts.append(_stage_row(self, number, stage, road))
        if road.moves:
            parts += [10, kit.text(tr("办理过程"), "strong"), kit.timeline(_history(road))]
        self.stages.setWidget(kit.col(*parts, None, gap=6, pad=(10, 4), role="pane"))

    # ------------------------------------------------------------ choosing

    def _line(self) -> GuardLine | None:
        guards = self.road.guards if self.road else ()
        return next((one for one in guards if one.what == self.table.chosen_key()), None)

    def _choose(self, what: object) -> None:
        del what
        line = self._line()
        for widget in (self.title, self.note, self.article, self.go):
            widget.setVisible(line is not None)
        self.exception_box.setVisible(bool(line and line.override and line.state != "holds"))
        self.review_box.setVisible(bool(line and line.what == "initial_review"))
        if line is None:
            return
        self.title.setText(guard_title(line))
        self.note.setText(self._explain(line))
        self.article.setText(tr("依据：{article}").format(article=line.article))
        self.go.setVisible(_part(line) != "")
        self.allowed.setText(
            tr("条文：“{words}”。写明理由后可放行，理由会出现在此后的文件上。").format(words=line.override)
        )
        if self._shown != f"{self.application}/{line.what}":
            self._shown = f"{self.application}/{line.what}"
            self.exception.setPlainText(self._exceptions.get(line.what, ""))

    def _explain(self, line: GuardLine) -> str:
        parts = [guard_note(line)]
        if line.result and self.case:
            titles = self.case.sheet.titles
            parts += [
                tr("{name}：{value}").format(name=titles.get(code, code), value=_value(value))
                for code, value in line.result.seen
            ]
            if line.result.check.note:
                parts.append(line.result.check.note)
        return "\n".join(part for part in parts if part)

    def _except(self) -> None:
        line = self._line()
        if line is None or self._shown != f"{self.application}/{line.what}":
            return
        words = self.exception.toPlainText().strip()
        if words:
            self._exceptions[line.what] = words
        else:
            self._exceptions.pop(line.what, None)

    def _go(self, what: object) -> None:
        del what
        self._go_chosen()

    def _go_chosen(self) -> None:
        line = self._line()
        if line is None:
            return
        if line.what == "initial_review":
            self.verdicts.buttons()[0].setFocus()
        elif part := _part(line):
            self.part_wanted.emit(part)

    # ------------------------------------------------------------ recording

    def _advance(self) -> None:
        self._move(Move.ADVANCE)

    def _side_move(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self._move(Move(button.property("move")))

    def _move(self, move: Move) -> None:
        if self.case is None:
            return
        day = read_date(self.on.text())
        self.fields.error("on", "" if day else tr("填写日期，如 2026-05-31。"))
        needs = move is not Move.ADVANCE and not self.reason.toPlainText().strip()
        self.fields.error("reason", tr("写明理由。") if needs else "")
        if self.fields.lead_to_error() or day is None:
            return
        step = Step(
            application=self.application,
            move=move,
            on=day,
            reason=self.reason.toPlainText().strip(),
            exceptions=dict(self._exceptions),
        )
        self.record(
            partial(self.desk.road.move, self.round_id, step),
            tr("{move}已记录。").format(move=said(MOVES, move.value)),
            self._moved,
            self._move_failed,
        )

    def _moved(self, stage: str) -> None:
        del stage
        self._exceptions.clear()
        self.reason.setPlainText("")

    def _move_failed(self, error: Exception) -> bool:
        words = _refused_words(error) or hint_for(error)
        self.summary.setText(words or self.summary.text())
        self.summary.setProperty("tone", "danger" if words else "")
        repolish(self.summary)
        return bool(words)

    def _save_review(self) -> None:
        verdict, day = self.verdicts.checkedId(), read_date(self.on.text())
        opinion = self.opinion.toPlainText().strip()
        self.fields.error("verdict", "" if verdict >= 0 else tr("先选“推荐”或“不推荐”。"))
        self.fields.error("opinion", "" if opinion else tr("写明初审意见。"))
        self.fields.error("on", "" if day else tr("填写日期，如 2026-05-31。"))
        if self.fields.lead_to_error() or day is None:
            return
        work = partial(
            self.desk.road.review_initially,
            self.round_id,
            self.application,
            recommended=verdict == 0,
            opinion=opinion,
            office=self.office.text().strip(),
            on=day,
        )
        self.record(work, tr("初审意见已记录。"), self._reviewed, self._review_failed)

    def _reviewed(self, nothing: None) -> None:
        del nothing

    def _review_failed(self, error: Exception) -> bool:
        words = hint_for(error)
        self.fields.error("opinion", words)
        return bool(words)


def _refused_words(error: Exception) -> str:
    """Which condition keeps the application here, by its name on this screen; empty for other refusals."""
    if not isinstance(error, NotYet | NoExceptionAllowed):
        return ""
    name = str(error.details.get("title") or guard_words(str(error.details["guard"])))
    article = str(error.details["article"])
    if isinstance(error, NoExceptionAllowed):
        return tr("“{name}”不得例外放行。依据：{article}。").format(name=name, article=article)
    return tr("还不能进入下一步：“{name}”不成立。依据：{article}。").format(name=name, article=article)


def guard_words(what: str) -> str:
    """The name of a condition in a record that carries no title."""
    return guard_title(
        GuardLine(what=what, title="", article="", state="", missing=(), reasons=(), turn="", override="")
    )


def _part(line: GuardLine) -> str:
    return "eligibility" if line.what.startswith("eligibility:") else PART_OF.get(line.what, "")


def _value(value: str) -> str:
    return {"yes": tr("是"), "no": tr("否")}.get(value, value)


def _columns() -> tuple[Column, ...]:
    return Column(tr("条件"), 0, least=200), Column(tr("轮到"), 120), Column(tr("情况"), 116)


def _row(line: GuardLine, exceptions: dict[str, str]) -> Row:
    state = "overridden" if line.what in exceptions and line.state != "holds" else line.state
    text, tone, icon = chip_words(GUARD_STATES, state)
    turn = said(TURNS, line.turn) if line.state != "holds" else ""
    return (
        Cell(guard_title(line), guard_note(line) or line.article, strong=line.state == "fails"),
        Cell(turn or "—", tone="" if turn else "muted"),
        Cell(text, kind="chip", tone=tone, icon=icon),
    )


def _stage_row(section: RoadSection, number: int, stage: StageLine, road: RoadLine) -> QFrame:
    kit = section.kit
    here = stage.state == "here"
    icon = kit.icon("check" if stage.state == "done" else "right" if here else "minus",
                    "success" if stage.state == "done" else "accent" if here else "muted", 16)  # fmt: skip
    title = kit.text(f"{number}  {stage.title}", "strong" if here else "")
    words, tone = deadline_words(stage)
    lines: list[QWidget | None] = [title, kit.text(stage.actor, "caption", wrap=True)]
    if stage.optional:
        lines.append(kit.text(tr("根据需要"), "caption"))
    if words:
        lines.append(kit.text(words, "caption", tone, wrap=True))
    if here and road.ended:
        lines.append(kit.row(kit.chip(*chip_words(ENDS, road.ended)), None))
    elif here and road.sent_back:
        lines.append(
            kit.text(tr("退回：{reason}").format(reason=road.reason), "caption", "warning", wrap=True)
        )
    row = kit.row(kit.col(2, icon, None), (kit.col(*lines, gap=1), 1), gap=10)
    row.setAccessibleName(tr("，").join(part for part in (stage.title, words) if part))
    return row


def _history(road: RoadLine) -> Sequence[tuple[str, str, str]]:
    shown = []
    for move in road.moves:
        words, tone, _ = chip_words(MOVES, move.move)
        title = f"{words} {move.to_title}" if move.move in {"advance", "send_back", "reopen"} else words
        note = f"{move.by} · {move.date}" + (f" · {move.reason}" if move.reason else "")
        shown.append((title, note, tone))
    return shown
