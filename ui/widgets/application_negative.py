"""The negative list, head by head: requirement, answer, department, proof, who and when."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QScrollArea, QStackedLayout, QVBoxLayout

from greendesk.queries import NegativeLine
from ui.actions import make_action
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.theme import repolish
from ui.widgets.application_attach import AttachField, read_file
from ui.widgets.application_fields import Fields
from ui.widgets.application_nothing import Nothing
from ui.widgets.application_papers import PaperRow, Papers
from ui.widgets.application_section import Case, CaseSection, hint_for
from ui.widgets.application_words import moment_words
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext
from ui.words import ANSWERS, chip_words, said

CHOICES = ("clear", "hit", "unknown")


class NegativeSection(CaseSection):
    """A list of heads and one open head; Ctrl+Enter records it and goes to the next one without an answer."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self.papers = Papers(context, self)
        self.papers.said.connect(self.said)
        self._shown: tuple[str, str] = ("", "")
        self.table = DataTable(kit.theme, tr("负面清单"), _columns(), row_height=54)
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(self._begin)
        self.summary = kit.text("", "strong")
        self.rule = kit.text("", "caption")
        head = kit.row(self.summary, self.rule, None, gap=12, height=38)
        left = kit.col((self.table, 1), pad=(8, 4), role="card")
        body = kit.row((left, 1), self._make_editor(), gap=16)
        full = kit.col(head, (body, 1), gap=12)
        self.nothing = Nothing(kit, "lock")
        self._pages = QStackedLayout(self)
        self._pages.addWidget(full)
        self._pages.addWidget(kit.col((self.nothing, 1), role="card"))
        make_action(self, "applications.record", self.save)

    def fill(self, case: Case, *, moved: bool) -> None:
        """Show all heads."""
        hidden = case.detail.gate == "recused"
        self._pages.setCurrentIndex(1 if hidden else 0)
        if hidden:
            self.nothing.say(tr("已回避"), tr("已声明回避这份申报，负面清单不再显示。"))
            return
        heads = case.detail.negative
        self.table.set_rows([_row(one) for one in heads], [one.code for one in heads])
        done = sum(one.answer in {"clear", "hit"} for one in heads)
        hits = sum(one.answer == "hit" for one in heads)
        words = tr("共 {all} 项，已核 {done} 项").format(all=len(heads), done=done)
        self.summary.setText(words + (tr("，其中 %n 项有情形", n=hits) if hits else ""))
        self.summary.setProperty("tone", "danger" if hits else "")
        repolish(self.summary)
        years = case.policy.negative_list.window_years
        article = case.policy.negative_list.article
        self.rule.setText(
            tr("查近 {years} 年 · {article}").format(years=years, article=article) + _reach(case)
        )
        for widget in (self.save_button, self.proof, *self.answers.buttons(), self.department):
            widget.setEnabled(case.may_work)
        self.note.setReadOnly(not case.may_work)
        if moved:
            self._offer_departments(case)
            self._shown = ("", "")
            self.table.choose(_next_open(heads, ""))
        self._choose(self.table.chosen_key())

    def first(self) -> None:
        """Begin in the list."""
        self.table.setFocus()

    def save(self) -> None:
        """Record the answer to the open head."""
        head, answer = self._head(), self.answer
        if head is None or self.case is None or not self.case.may_work:
            return
        department = self.department.currentText().strip()
        self.fields.error("answer", "" if answer else tr("先选“无”“有”或“待查”。"))
        self.fields.error(
            "department", "" if department or answer == "unknown" else tr("填写由哪个部门出具或核实。")
        )
        if self.fields.lead_to_error():
            return
        path, note = self.proof.path, self.note.toPlainText().strip()
        answer_negative = partial(
            self.desk.applications.answer_negative,
            self.round_id, self.application, head.code, answer=answer, department=department, note=note,
        )  # fmt: skip

        def work() -> None:
            answer_negative(proof=read_file(path))

        self.save_button.setEnabled(False)
        words = tr("{code} 已记录。").format(code=head.code)
        self.record(work, words, partial(self._saved, head.code), self._failed)

    @property
    def answer(self) -> str:
        """The chosen answer, "" for none."""
        place = self.answers.checkedId()
        return CHOICES[place] if place >= 0 else ""

    # ------------------------------------------------------------ inside

    def _make_editor(self) -> QFrame:
        kit = self.kit
        self.title = kit.text("", "heading")
        self.title.setWordWrap(True)
        self.requirement = kit.text("")
        self.requirement.setWordWrap(True)
        self.source = kit.text("", "caption")
        self.source.setWordWrap(True)
        self.answers = QButtonGroup(self)
        segments = [kit.button(said(ANSWERS, code), "segment", checked=False) for code in CHOICES]
        for place, button in enumerate(segments):
            self.answers.addButton(button, place)
        self.department = QComboBox()
        self.department.setEditable(True)
        self.department.setAccessibleName(tr("出具或核实的部门"))
        self.note = kit.long_field(tr("说明"), "", 72)
        self.proof = AttachField(kit, tr("证明材料"), tr("把证明材料拖到这里"), preview=150)
        self.fields = Fields(kit)
        choice = kit.row(*((one, 1) for one in segments), gap=6)
        self.fields.add("answer", tr("有无此情形"), choice, focus=segments[0])
        self.fields.add("department", tr("出具或核实的部门"), self.department)
        self.fields.add("note", tr("说明"), self.note)
        self.fields.add("proof", tr("证明材料"), self.proof, focus=self.proof.pick_button)
        filed = QFrame()
        self._filed = QVBoxLayout(filed)
        self._filed.setContentsMargins(0, 0, 0, 0)
        self.who = kit.text("", "caption")
        self.who.setWordWrap(True)
        self.save_button = kit.button(tr("记录"), "primary", "check")
        self.save_button.setToolTip("Ctrl+Enter")
        self.save_button.clicked.connect(self.save)
        body = kit.col(
            self.title,
            self.requirement,
            self.source,
            4,
            self.fields["answer"],
            self.fields["department"],
            self.fields["note"],
            self.fields["proof"],
            filed,
            None,
            gap=8,
            pad=(12, 8),
            role="pane",
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        foot = kit.row((self.who, 1), self.save_button, gap=12, pad=(12, 6))
        return kit.col((area, 1), foot, gap=4, pad=(4, 6), role="card", width=400)

    def _offer_departments(self, case: Case) -> None:
        typed = self.department.currentText()
        self.department.clear()
        known = [one.name for one in case.policy.departments]
        used = [one.department for one in case.detail.negative if one.department]
        self.department.addItems(list(dict.fromkeys(known + used)))
        self.department.setEditText(typed)

    def _head(self) -> NegativeLine | None:
        heads = self.case.detail.negative if self.case else ()
        return next((one for one in heads if one.code == self.table.chosen_key()), None)

    def _choose(self, code: object) -> None:
        head = self._head()
        if head is None:
            return
        self.title.setText(f"{head.code}  {head.title}")
        self.requirement.setText(head.requirement)
        self.source.setText(head.source)
        self.who.setText(_who(head))
        if self._shown == (self.application, str(code)):
            return
        self._shown = (self.application, str(code))
        self.fields.clear_errors()
        self.answers.setExclusive(False)
        for place, button in enumerate(self.answers.buttons()):
            button.setChecked(CHOICES[place] == head.answer)
        self.answers.setExclusive(True)
        if head.answer:
            self.department.setEditText(head.department)
        self.note.setPlainText(head.note)
        self.proof.forget()
        self.proof.say(tr("换一份证明材料") if head.proof else tr("把证明材料拖到这里"))
        while item := self._filed.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        if head.proof:
            self._filed.addWidget(PaperRow(self.context, self.papers, head.proof))

    def _begin(self, code: object) -> None:
        del code
        (self.answers.checkedButton() or self.answers.buttons()[0]).setFocus()

    def _saved(self, code: str, nothing: None) -> None:
        del nothing
        self.save_button.setEnabled(True)
        self._shown = ("", "")
        self.proof.forget()
        if self.case and (following := _next_open(self.case.detail.negative, code)):
            self.table.choose(following)
            self._begin(following)

    def _failed(self, error: Exception) -> bool:
        self.save_button.setEnabled(True)
        words = tr("文件读不出来，可能已被移走。") if isinstance(error, OSError) else hint_for(error)
        self.fields.error("proof" if isinstance(error, OSError) else "answer", words)
        return bool(words)


def _next_open(heads: tuple[NegativeLine, ...], code: str) -> str:
    """The head after this one that has no answer yet; the first head when all have one."""
    order = [one.code for one in heads]
    place = order.index(code) + 1 if code in order else 0
    waiting = [one.code for one in (*heads[place:], *heads[:place]) if not one.answer and one.code != code]
    return waiting[0] if waiting else (code or (order[0] if order else ""))


def _who(head: NegativeLine) -> str:
    if not head.answer:
        return tr("还没有核对。")
    words = tr("{who} 于 {when} 记录。").format(who=head.by, when=moment_words(head.at))
    return words + tr("更正会新增一条记录，原记录保留可查。")


def _reach(case: Case) -> str:
    """Whom the text names beside the applicant: units younger than the window, enterprises inside a park."""
    rules = case.policy.negative_list
    words = (
        tr(" · 含成立不足 {years} 年的单位").format(years=rules.window_years)
        if rules.includes_younger
        else ""
    )
    return words + (tr(" · 含园区内企业") if rules.includes_park_enterprises else "")


def _columns() -> tuple[Column, ...]:
    return Column(tr("情形"), 0, least=220), Column(tr("部门"), 116), Column(tr("结果"), 100)


def _row(head: NegativeLine) -> Row:
    text, tone, icon = chip_words(ANSWERS, head.answer)
    hit = head.answer == "hit"
    proof = tr("有证明材料") if head.proof else ""
    return (
        Cell(f"{head.code}  {head.title}", head.requirement, strong=hit, tone="danger" if hit else ""),
        Cell(head.department or "—", proof, tone="" if head.department else "muted"),
        Cell(text, kind="chip", tone=tone, icon=icon),
    )
