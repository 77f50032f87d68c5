"""发函征求意见: whom to ask about which applications, by when; the letters are made in one batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit

from greendesk.domain.working_days import Term
from greendesk.queries import AskableLine, AttachmentLine, BatchLine, ConsultationPlan
from greendesk.use_cases.consultation import Ask
from ui.i18n import tr
from ui.term_words import explain
from ui.widgets.application_dates import read_date
from ui.widgets.application_fields import Fields, side_by_side
from ui.widgets.application_flow import flow
from ui.widgets.application_rows import DESK_ROLES
from ui.widgets.application_section import hint_for
from ui.widgets.application_ticks import TickTable
from ui.widgets.exchange_page import ExchangePage, plain_box, scrolled
from ui.widgets.opinion_letters import LettersList
from ui.widgets.term_explained import TermExplained
from ui.widgets.view import ScreenContext

FIELD_OF_CODE = {"GD-483": "office", "GD-484": "reply_by"}
LETTERS_WIDTH = 480


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReading:
    """What the page shows, read at one time."""

    plan: ConsultationPlan
    letters: tuple[BatchLine, ...]
    may_ask: bool


class RequestPage(ExchangePage):
    """A form at the left, the letters that went out at the right."""

    closed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self._plan: ConsultationPlan | None = None
        self._ticked: set[str] = set()
        self._term: Term | None = None
        self._day: date | None = None
        self._own_day = False  # the office wrote the day for replies itself
        self.departments: dict[str, QCheckBox] = {}
        self.rule = kit.text("", "label", wrap=True)
        self._departments = QFrame()
        plain_box(self._departments)
        self.table = TickTable(kit.theme, tr("要征求意见的申报"))
        self.table.setMinimumHeight(kit.theme.px(190))
        self.table.ticked.connect(self._tick)
        self.count = kit.text("", "caption")
        self.all_button = kit.button(tr("全选"), "quiet")
        self.all_button.clicked.connect(self._tick_all)
        self.none_button = kit.button(tr("全不选"), "quiet")
        self.none_button.clicked.connect(self._tick_none)
        self.fields = Fields(kit)
        today = date.today().isoformat()  # noqa: DTZ011 - the person's own day
        add, person = self.fields.add, self.desk.person
        self.fields.add("departments", tr("部门"), self._departments)
        marked = kit.col(kit.row(self.count, None, self.all_button, self.none_button), self.table, gap=2)
        self.fields.add("applications", tr("申报"), marked, focus=self.table)
        self.office: QLineEdit = add("office", tr("发函单位"), kit.field(tr("发函单位"), person.organisation))
        self.number: QLineEdit = add("number", tr("文号"), kit.field(tr("文号"), hint=tr("可以先不填")))
        self.date: QLineEdit = add("date", tr("发函日期"), kit.field(tr("发函日期"), today))
        self.reference: QLineEdit = add(
            "reference", tr("核查截止日"), kit.field(tr("核查截止日"), hint=tr("不填即发函日期"))
        )
        self.reply_by: QLineEdit = add(
            "reply_by", tr("回复期限"), kit.field(tr("回复期限"), hint="2026-04-17")
        )
        contact = kit.field(tr("联系人和电话"), hint=tr("姓名，电话"))
        self.contact: QLineEdit = add("contact", tr("联系人和电话"), contact)
        self.date.textChanged.connect(self._work_out)
        self.reply_by.textEdited.connect(self._on_own_day)
        self.explained = TermExplained(kit)
        self.own_term = kit.text(tr("回复期限由发函单位确定。"), "caption", wrap=True)
        self.make_button = kit.button(tr("出具函件"), "primary", "file")
        self.make_button.setToolTip("Ctrl+Enter")
        self.make_button.clicked.connect(self.make)
        self.letters = LettersList(context)
        self.letters.said.connect(self.said)
        self._build()

    def _build(self) -> None:
        kit, fields = self.kit, self.fields
        self.back_button = kit.button(tr("返回"), "quiet", "left")
        self.back_button.setAccessibleName(tr("返回部门意见"))
        self.back_button.clicked.connect(self.closed)
        title = kit.col(None, kit.text(tr("发函征求意见"), "title"), self.rule, None, gap=4)
        header = kit.row((title, 1), self.back_button, self.make_button, gap=12, pad=(24, 0), height=80)
        form = kit.col(
            self.failure,
            fields["departments"],
            fields["applications"],
            side_by_side(kit, fields["office"], fields["number"]),
            side_by_side(kit, fields["date"], fields["reply_by"]),
            self.explained,
            self.own_term,
            side_by_side(kit, fields["reference"], fields["contact"]),
            None,
            gap=12,
            pad=(20, 16),
        )
        self.own_term.hide()
        sent = kit.col(kit.text(tr("已发函件"), "heading"), (self.letters, 1), gap=10, width=LETTERS_WIDTH)
        page = kit.row((scrolled(form, "card"), 1), sent, gap=20, pad=(24, 0))
        box = plain_box(self)
        box.addWidget(kit.col(header, (page, 1), 24, gap=0))

    # ------------------------------------------------------------ reading

    def reload(self) -> None:
        """Read whom there is to ask and what was sent."""
        self.ask(self._read, self._show)

    def _read(self) -> RequestReading:
        desk, round_id = self.desk, self.round_id
        mine = next((line for line in desk.rounds.participants(round_id) if line.me), None)
        return RequestReading(
            plan=desk.consultation.plan(round_id),
            letters=desk.consultation.letters(round_id),
            may_ask=bool(mine and DESK_ROLES & set(mine.roles)),
        )

    def _show(self, reading: RequestReading) -> None:
        plan, before = reading.plan, self._plan
        self._plan = plan
        self.rule.setText(_rule_words(plan))
        if before is None or before.departments != plan.departments:
            self._make_departments(plan)
        if before is None or before.applications != plan.applications:
            self._ticked = {one.application for one in plan.applications if one.due and one.unasked}
        self._fill_table()
        self.make_button.setEnabled(reading.may_ask and bool(plan.applications))
        self.letters.show_letters(reading.letters)
        self._work_out()

    def _make_departments(self, plan: ConsultationPlan) -> None:
        self.departments = {}
        for code, name, asks in plan.departments:
            box = self.kit.check(name, checked=True)
            box.setToolTip(asks)
            self.departments[code] = box
        layout = self._departments.layout()
        if layout is not None:
            while item := layout.takeAt(0):
                if widget := item.widget():
                    widget.deleteLater()
            layout.addWidget(flow(*self.departments.values(), gap=16))

    # ------------------------------------------------------------ applications

    def _fill_table(self) -> None:
        lines = self._plan.applications if self._plan else ()
        asked = len(self._plan.departments) if self._plan else 0
        self.table.set_files(
            [
                (place, line.unit, _note(line, asked), line.application in self._ticked, self._spoken(line))
                for place, line in enumerate(lines)
            ]
        )
        words = tr("已选 {n} 家，共 {all} 家").format(n=len(self._ticked), all=len(lines))
        self.count.setText(words if lines else tr("还没有申报，先在“申报”中登记。"))

    def _spoken(self, line: AskableLine) -> str:
        return tr("已选") if line.application in self._ticked else tr("未选")

    def _tick(self, place: object) -> None:
        if self._plan and isinstance(place, int):
            self._ticked ^= {self._plan.applications[place].application}
            self._fill_table()

    def _tick_all(self) -> None:
        self._ticked = {one.application for one in self._plan.applications} if self._plan else set()
        self._fill_table()

    def _tick_none(self) -> None:
        self._ticked = set()
        self._fill_table()

    # ------------------------------------------------------------ the term

    def _on_own_day(self, text: str) -> None:
        self._own_day = bool(text.strip())
        self._work_out()

    def _work_out(self) -> None:
        """Work the day for replies out again while the date is typed."""
        day = read_date(self.date.text())
        self._day = day
        if day is None or self._plan is None or self._plan.reply_working_days is None:
            self._explain(day, None)
        else:
            work = partial(self.desk.consultation.term, self.round_id, day)
            self.runner.run(self, work, partial(self._explain, day), self._no_term)

    def _no_term(self, error: Exception) -> bool:
        """A day so far away that no term can be worked out: the office sets its own."""
        if not hint_for(error):
            return super()._failed(error)
        self._explain(self._day, None)
        return True

    def _explain(self, day: date | None, term: Term | None) -> None:
        if day != self._day:
            return  # a later date is on its way
        self._term = term
        if term is not None and not self._own_day:
            self.reply_by.setText(term.last.isoformat())
        counted = term is not None and read_date(self.reply_by.text()) == term.last
        self.explained.show_term(term)
        self.explained.setVisible(counted)
        self.own_term.setVisible(not counted)

    # ------------------------------------------------------------ making

    def make(self) -> None:
        """Check the form and make the letters."""
        if not self.make_button.isEnabled():
            return
        self.fields.clear_errors()
        chosen = tuple(code for code, box in self.departments.items() if box.isChecked())
        wrong = tr("写成 2026-04-17 或 4 月 17 日。")
        days = {
            name: read_date(field.text())
            for name, field in (
                ("date", self.date),
                ("reply_by", self.reply_by),
                ("reference", self.reference),
            )
        }
        self.fields.error("departments", "" if chosen else tr("至少选一个部门。"))
        self.fields.error("applications", "" if self._ticked else tr("至少选一份申报。"))
        self.fields.error(
            "office", "" if self.office.text().strip() else tr("写发函单位的全称，与公章一致。")
        )
        self.fields.error("date", "" if days["date"] else wrong)
        self.fields.error("reply_by", "" if days["reply_by"] else wrong)
        self.fields.error(
            "reference", wrong if self.reference.text().strip() and not days["reference"] else ""
        )
        sent, due = days["date"], days["reply_by"]
        if sent and due and due < sent:
            self.fields.error("reply_by", tr("回复期限早于发函日期。"))
        if self.fields.lead_to_error() or sent is None or due is None:
            return
        counted = self._term if self._term and self._term.start == sent and self._term.last == due else None
        command = Ask(
            departments=chosen,
            applications=tuple(sorted(self._ticked)),
            office=self.office.text(),
            number=self.number.text(),
            date=sent.isoformat(),
            reply_by="" if counted else due.isoformat(),
            reference_date=days["reference"].isoformat() if days["reference"] else "",
            contact=self.contact.text(),
            term_explained=explain(counted) if counted else "",
        )
        self.make_button.setEnabled(False)
        self.act(partial(self.desk.consultation.request, self.round_id, command), self._made)

    def _made(self, files: Sequence[AttachmentLine]) -> None:
        self.number.clear()
        self.said.emit(tr("已出具 %n 个文件，可另存后发出。", n=len(files)))
        self.reload()

    def _failed(self, error: Exception) -> bool:
        self.make_button.setEnabled(True)
        name = FIELD_OF_CODE.get(getattr(error, "code", ""), "")
        words = hint_for(error)
        if name and words:
            self.fields.error(name, words)
            return self.fields.lead_to_error()
        return super()._failed(error)


def _rule_words(plan: ConsultationPlan) -> str:
    if not plan.asked_by:
        return tr("政策没有规定征求部门意见，可按工作需要发函。")
    when = tr("专家评审之后征求") if plan.position == "after_review" else tr("推荐之前征求")
    days = plan.reply_working_days
    term = tr("%n 个工作日内回复", n=days) if days else tr("回复期限未作规定")
    return tr("，").join((plan.article, plan.asked_by, when, term))


def _note(line: AskableLine, departments: int) -> str:
    asked = departments - len(line.unasked)
    if not line.due and not asked:
        return tr("{region} · 还没有到征求意见的环节").format(region=line.region)
    if not asked:
        return tr("{region} · 还没有征求").format(region=line.region)
    return tr("{region} · 已征求 {n} 个部门").format(region=line.region, n=asked)
