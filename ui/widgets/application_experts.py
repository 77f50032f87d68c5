"""Who reviews an application: ask experts, withdraw them, hand a submitted review back with a reason."""

from functools import partial

from PySide6.QtWidgets import QStackedLayout

from greendesk.queries import ApplicationLine, AssignmentLine, ParticipantLine
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.qt_numbers import RIGHT
from ui.widgets.application_fields import Fields
from ui.widgets.application_nothing import Nothing
from ui.widgets.application_papers import Papers
from ui.widgets.application_section import Case, CaseSection, hint_for
from ui.widgets.membership_words import person_words
from ui.widgets.seal_words import opening_words
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext

HANDED_IN = frozenset({"submitted", "sealed", "broken"})


class ExpertsSection(CaseSection):
    """Everybody who may be asked, those who are first; Enter asks the chosen one or no longer."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self.papers = Papers(context, self)
        self.papers.said.connect(self.said)
        self.table = DataTable(kit.theme, tr("评审专家"), _columns(), row_height=54)
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(self._toggle)
        self.summary = kit.text("", "strong")
        self.seal_note = kit.text("", "label")
        self.seal_note.setWordWrap(True)
        self.title = kit.text("", "heading")
        self.title.setWordWrap(True)
        self.about = kit.text("")
        self.about.setWordWrap(True)
        self.assign_button = kit.button(tr("分派"), "primary", "plus")
        self.assign_button.clicked.connect(self._assign)
        self.withdraw_button = kit.button(tr("撤回分派"), icon="minus")
        self.withdraw_button.clicked.connect(self._withdraw)
        self.sheet_button = kit.button(tr("打开评分表"), icon="file")
        self.sheet_button.clicked.connect(self._open_sheet)
        self.reason = kit.long_field(tr("退回理由"), "", 84)
        self.fields = Fields(kit)
        self.fields.add("reason", tr("退回理由，专家会看到"), self.reason)
        self.return_button = kit.button(tr("退回评审"), icon="undo")
        self.return_button.clicked.connect(self._hand_back)
        self.return_box = kit.col(self.fields["reason"], kit.row(None, self.return_button), gap=8)
        self.hint = kit.text("", "caption", "danger")
        self.hint.setWordWrap(True)
        side = kit.col(
            self.title, self.about, 6, kit.row(self.assign_button, self.withdraw_button, self.sheet_button, None),
            self.hint, 10, self.return_box, None,
            gap=8, pad=(16, 14), role="card", width=400,
        )  # fmt: skip
        left = kit.col((self.table, 1), pad=(8, 4), role="card")
        note = kit.text(tr("专家声明无利益关系后，材料才打开。"), "caption")
        full = kit.col(
            kit.row(self.summary, note, None, gap=12, height=38),
            self.seal_note,
            (kit.row((left, 1), side, gap=16), 1),
            gap=12,
        )
        self.nothing = Nothing(kit, "review")
        self._pages = QStackedLayout(self)
        self._pages.addWidget(full)
        self._pages.addWidget(kit.col((self.nothing, 1), role="card"))

    def fill(self, case: Case, *, moved: bool) -> None:
        """Show who is asked and how far each is."""
        if case.detail.gate == "recused" or not case.experts:
            self._pages.setCurrentIndex(1)
            if case.detail.gate == "recused":
                self.nothing.say(tr("已回避"), tr("已声明回避这份申报，评审情况不再显示。"))
            else:
                self.nothing.say(
                    tr("批次里还没有专家"), tr("在“收发”中批准专家的加入申请后，再回到这里分派。")
                )
            return
        self._pages.setCurrentIndex(0)
        parts = {line.expert: line for line in case.detail.assignments}
        shown = (one for one in case.experts if one.revoked is None or one.fingerprint in parts)
        order = sorted(shown, key=lambda one: (not _is_asked(parts.get(one.fingerprint)), one.name))
        self.table.set_rows(
            [_row(one, parts.get(one.fingerprint)) for one in order], [one.fingerprint for one in order]
        )
        asked = [part for part in parts.values() if part.active]
        recused = sum(part.recused for part in asked)
        words = tr("已分派 %n 人", n=len(asked))
        words += tr("，其中 %n 人回避", n=recused) if recused else ""
        self.summary.setText(words + _seal_count(case.detail.line))
        names = tuple(part.name for part in asked if part.review == "sealed" and not part.recused)
        self.seal_note.setText(_seal_note(case.detail.line, names))
        self.seal_note.setVisible(bool(self.seal_note.text()))
        if moved:
            self.reason.setPlainText("")
            self.hint.setText("")
            self.fields.clear_errors()
        if moved or self.table.chosen_key() is None:
            self.table.choose_first()
        self._choose(self.table.chosen_key())

    def first(self) -> None:
        """Begin in the list."""
        self.table.setFocus()

    # ------------------------------------------------------------ inside

    def _person(self) -> ParticipantLine | None:
        people = self.case.experts if self.case else ()
        return next((one for one in people if one.fingerprint == self.table.chosen_key()), None)

    def _part(self) -> AssignmentLine | None:
        parts = self.case.detail.assignments if self.case else ()
        return next((one for one in parts if one.expert == self.table.chosen_key()), None)

    def _choose(self, fingerprint: object) -> None:
        del fingerprint
        person, part, case = self._person(), self._part(), self.case
        if person is None or case is None:
            return
        self.title.setText(person_words(person))
        self.about.setText(_about(person, part, case.detail.line))
        asked = _is_asked(part)
        self.assign_button.setVisible(case.may_assign and not asked and person.revoked is None)
        self.assign_button.setText(tr("分派给{name}").format(name=person.name))
        submitted = part is not None and part.review in HANDED_IN
        self.withdraw_button.setVisible(case.may_assign and asked and not submitted)
        self.sheet_button.setVisible(bool(part and part.signed and part.signed.here))
        self.return_box.setVisible(case.may_assign and submitted)

    def _toggle(self, fingerprint: object) -> None:
        del fingerprint
        part, case = self._part(), self.case
        if case is None or not case.may_assign:
            return
        if not _is_asked(part):
            self._assign()
        elif part is not None and part.review not in HANDED_IN:
            self._withdraw()

    def _assign(self) -> None:
        if (person := self._person()) and person.revoked is None:
            self._change(person, tr("已分派给{name}。").format(name=person.name), active=True)

    def _withdraw(self) -> None:
        if person := self._person():
            self._change(person, tr("已撤回给{name}的分派。").format(name=person.name), active=False)

    def _change(self, person: ParticipantLine, words: str, *, active: bool) -> None:
        work = partial(
            self.desk.reviews.assign, self.round_id, self.application, person.fingerprint, active=active
        )
        self.record(work, words, self._done, self._failed)

    def _hand_back(self) -> None:
        person, reason = self._person(), self.reason.toPlainText().strip()
        self.fields.error("reason", "" if reason else tr("写明为什么退回、要改什么。"))
        if person is None or self.fields.lead_to_error():
            return
        work = partial(
            self.desk.reviews.hand_back, self.round_id, self.application, person.fingerprint, reason
        )
        self.record(work, tr("评审已退回{name}。").format(name=person.name), self._returned, self._failed)

    def _returned(self, nothing: None) -> None:
        self.reason.setPlainText("")
        self._done(nothing)

    def _done(self, nothing: None) -> None:
        del nothing
        self.hint.setText("")

    def _failed(self, error: Exception) -> bool:
        self.hint.setText(hint_for(error))
        return bool(self.hint.text())

    def _open_sheet(self) -> None:
        part = self._part()
        if part and part.signed:
            self.papers.open(part.signed.sha256, part.signed.name)


def _is_asked(part: AssignmentLine | None) -> bool:
    return part is not None and part.active


def _seal_count(line: ApplicationLine) -> str:
    """How many have handed in sealed, without any figure of a review."""
    if line.seal not in {"closed", "waiting"}:
        return ""
    return tr("，已封存交卷 {done}/{all}").format(done=line.seals_in, all=line.experts)


def _seal_note(line: ApplicationLine, unopened: tuple[str, ...]) -> str:
    """What is to be done so that sealed reviews open."""
    if line.seal == "closed":
        return tr("本批次封存评审：全部交卷前，除本人外谁也看不到评分。")
    if line.seal == "waiting":
        return opening_words(line.experts, unopened)
    return ""


def _about(person: ParticipantLine, part: AssignmentLine | None, line: ApplicationLine) -> str:
    lines = [" · ".join(words for words in (person.organisation, person.title) if words)]
    if part and part.recused:
        grounds = tr("；").join(part.grounds)
        lines.append(tr("已声明回避：{grounds}").format(grounds=grounds) if grounds else tr("已声明回避。"))
    elif part and part.review == "submitted":
        lines.append(tr("已提交评审，结论：{words}").format(words=part.recommendation))
    elif part and part.review == "returned":
        lines.append(tr("已退回：{reason}").format(reason=part.returned_reason))
    elif part and part.review == "sealed":
        lines.append(tr("已封存交卷，评分还没有开封。"))
    elif part and part.review == "broken":
        lines.append(tr("封存的不是这份申报的评审，不计入。退回后请其重新提交。"))
    elif _is_asked(part):
        lines.append(tr("已分派，评审还没有提交。"))
        if line.seal == "closed" and line.seals_in and line.seals_in == line.experts - 1:
            lines.append(tr("只等这一位交卷。撤回分派就会开封，撤回留有记录。"))
    else:
        lines.append(tr("还没有分派这份申报。"))
    if part and part.resealed:
        late = tr("其中一次在全部交卷之后。") if part.resealed_late else ""
        lines.append(tr("重新封存过 {n} 次。").format(n=part.resealed) + late)
    if part and part.unsealed_review:
        lines.append(tr("后来另交了一份没有封存的评审，不计入。"))
    return "\n".join(lines)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("专家"), 0, least=200),
        Column(tr("分派"), 108),
        Column(tr("声明"), 108),
        Column(tr("评审"), 108),
        Column(tr("得分"), 80, RIGHT),
    )


def _row(person: ParticipantLine, part: AssignmentLine | None) -> Row:
    asked = _is_asked(part)
    nothing = Cell("—", tone="muted")
    name = Cell(person_words(person), person.organisation, strong=asked, tone="" if asked else "muted")
    if part is None or not asked:
        return name, Cell(tr("未分派"), tone="muted"), nothing, nothing, Cell("—", tone="muted", right=True)
    assigned = Cell(tr("已分派"), kind="chip", tone="info", icon="review")
    if part.recused:
        declared = Cell(tr("已回避"), kind="chip", tone="muted", icon="lock")
    elif part.declared:
        declared = Cell(tr("无冲突"), kind="chip", tone="success", icon="shield")
    else:
        declared = Cell(tr("待声明"), kind="chip", tone="warning", icon="clock")
    review = {
        "submitted": Cell(tr("已提交"), kind="chip", tone="success", icon="check"),
        "returned": Cell(tr("已退回"), kind="chip", tone="warning", icon="undo"),
        "sealed": Cell(tr("已封存"), kind="chip", tone="info", icon="lock"),
        "broken": Cell(tr("封存不符"), kind="chip", tone="danger", icon="warn"),
    }.get(part.review, nothing)
    score = Cell("—" if part.score is None else f"{part.score:.2f}", right=True)
    return name, assigned, declared, review, score
