"""公示: displays with the days that are left, their objections, and the form that opens one."""

from collections.abc import Sequence
from functools import partial

from greendesk.domain.road import StepKind
from greendesk.domain.working_days import Term
from greendesk.queries import AttachmentLine
from greendesk.queries_publication import PublicityLine
from greendesk.use_cases.publication import Notice
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.publication_words import days_words, term_for_paper, today
from ui.views.recommendation.objections import ObjectionPane, ObjectionRow
from ui.views.recommendation.records import FURTHER, RECORD, PageWords, RecordsPage
from ui.widgets.application_section import hint_for
from ui.widgets.kit import Item
from ui.widgets.panel_parts import notice_row
from ui.widgets.recommendation_parts import PaperForm, TickList
from ui.widgets.recommendation_reading import LIST_ROLES, Recommendation
from ui.widgets.term_explained import TermExplained
from ui.widgets.view import ScreenContext


class DisplaysPage(RecordsPage):
    """The last day is counted as the policy says and explained while the first day is typed."""

    roles = LIST_ROLES

    def __init__(self, context: ScreenContext) -> None:
        kit = context.kit
        self.applications = TickList(kit, "")
        self.term = TermExplained(kit)
        self._term: Term | None = None
        labels = {
            "applications": tr("公示的申报"),
            "date": tr("公示日期"),
            "term": tr("公示期"),
            "title": tr("标题"),
            "office": tr("公示单位"),
            "number": tr("文号"),
            "text": tr("正文"),
            "address": tr("通讯地址"),
            "telephone": tr("联系电话"),
            "email": tr("电子邮箱"),
        }
        extra = {"applications": self.applications, "term": self.term}
        form = PaperForm(kit, labels, tr("开始公示"), "book", extra)
        form.put("office", context.desk.person.organisation)
        words = PageWords(
            listed=tr("公示"),
            icon="book",
            empty=tr("还没有公示"),
            empty_note=tr("到达公示阶段的申报在右边列出，填好公示日期和异议渠道后开始公示。"),
            new=tr("新的公示"),
            form=tr("开始公示"),
            not_mine=tr("公示由秘书、组织单位或名单管理办理。"),
        )
        columns = (Column(tr("标题"), 0, least=180), Column(tr("公示至"), 104), Column(tr("家数"), 64),
                   Column(tr("异议"), 110), Column(tr("状态"), 128))  # fmt: skip
        super().__init__(context, words, columns, form)
        form.wanted.connect(self._make)
        form.date_changed.connect(self._count)
        self.objection = ObjectionPane(context)
        self.objection.recorded.connect(self.recorded)
        self.objection.said.connect(self.said)
        self.objection.closed.connect(self._back_to_record)
        self.side.addWidget(self.objection)

    # ------------------------------------------------------------ the list and the form

    def rows(self, reading: Recommendation) -> tuple[list[Row], list[str]]:
        """Every display, newest first."""
        return [_row(one) for one in reading.displays], [one.id for one in reading.displays]

    def fill_form(self, reading: Recommendation) -> None:
        """Tick those that stand at the stage and are not on display yet."""
        shown = {one for line in reading.displays for one in line.applications}
        stage = reading.stage_title(StepKind.PUBLICITY)
        nothing = (
            tr("没有到达“{stage}”的申报。在“排序与名额”选定并记录排序后，批量进入下一步。").format(
                stage=stage
            )
            if stage
            else tr("本批次的政策方案没有公示阶段。")
        )
        self.form.put_if_empty("title", tr("关于{round}拟推荐名单的公示").format(round=reading.title))
        self.applications.fill(
            [
                (one.application, one.unit, one.application not in shown)
                for one in reading.standing_at(StepKind.PUBLICITY)
            ],
            nothing,
        )
        self._count()

    def _count(self) -> None:
        day = self.form.day()
        if day is None:
            self._show_term(None)
            return
        work = partial(self.desk.publication.term, self.round_id, day)
        self.runner.run(self, work, self._show_term, self._no_term)

    def _show_term(self, term: Term | None) -> None:
        self._term = term
        self.form.fields.error("term", "")
        self.term.show_term(term, tr("公示"))

    def _no_term(self, error: Exception) -> bool:
        words = hint_for(error)
        self._show_term(None)
        self.form.fields.error("term", words)
        return bool(words)

    def _make(self) -> None:
        applications, form = self.applications.ticked(), self.form
        channels = {name: form.text(name) for name in ("address", "telephone", "email")}
        wrong = {
            "applications": "" if applications else tr("至少勾选一份申报。"),
            "telephone": "" if any(channels.values()) else tr("至少写一种提出异议的渠道。"),
        }
        day = form.day()
        if not form.complete(wrong) or day is None:
            return
        notice = Notice(
            title=form.text("title"),
            office=form.text("office"),
            number=form.text("number"),
            on=day,
            text=form.text("text"),
            applications=applications,
            channels={name: words for name, words in channels.items() if words},
            term_explained=term_for_paper(self._term) if self._term else "",
        )
        form.action.setEnabled(False)
        self.act(partial(self.desk.publication.display, self.round_id, notice), self._made)

    def _made(self, key: str) -> None:
        self.form.put("number", "")
        self.form.put("text", "")
        self.applications.forget()
        self.said.emit(tr("公示已记录，公示文件已生成。"))
        self.show_after(key)

    # ------------------------------------------------------------ one display

    def record_parts(self, reading: Recommendation, key: str) -> list[Item]:
        """The days of the display, whom it names, what was objected."""
        kit, line = self.kit, self._line(key)
        words, tone = days_words(line)
        parts: list[Item] = [
            kit.text(line.title, "heading", wrap=True),
            kit.row(kit.chip(words, tone), None),
            kit.facts(
                (tr("公示日期"), line.start.isoformat()),
                (tr("公示至"), line.last.isoformat()),
                (tr("文号"), line.number),
            ),
        ]
        if line.provisional:
            note = tr("公示期涉及放假安排尚未公布的年份，暂按周末推算。")
            parts.append(notice_row(kit, "warn", "warning", note))
        parts += [*self.units(line.applications), 4]
        receive = kit.button(tr("登记异议"), icon="plus")
        receive.clicked.connect(self._receive)
        receive.setEnabled(bool(self.roles & reading.roles))
        title = tr("异议 %n 条", n=len(line.objections)) if line.objections else tr("没有异议")
        parts.append(kit.row((kit.text(title, "strong"), 1), receive))
        for one in line.objections:
            row = ObjectionRow(self.context, one, may=bool(self.roles & reading.roles))
            row.wanted.connect(self._close_objection)
            row.said.connect(self.said)
            parts.append(row)
        return parts

    def record_files(self, reading: Recommendation, key: str) -> Sequence[AttachmentLine]:
        """The notice, and the decisions on objections."""
        del reading
        line = self._line(key)
        return (*line.files, *(file for one in line.objections for file in one.files))

    def _line(self, key: object) -> PublicityLine:
        displays = self.reading.displays if self.reading else ()
        return next(one for one in displays if one.id == key)

    def _receive(self) -> None:
        if self.reading is not None:
            line = self._line(self.table.chosen_key())
            self.objection.receive(line, [(self.reading.unit(one), one) for one in line.applications])
            self.side.setCurrentIndex(FURTHER)

    def _close_objection(self, objection: str) -> None:
        line = self._line(self.table.chosen_key())
        self.objection.decide(next(one for one in line.objections if one.id == objection))
        self.side.setCurrentIndex(FURTHER)

    def _back_to_record(self) -> None:
        self.side.setCurrentIndex(RECORD)
        self._choose(self.table.chosen_key())


def _row(line: PublicityLine) -> Row:
    words, tone = days_words(line)
    waiting = sum(not one.handled for one in line.objections)
    objections = tr("{n} 条待处理").format(n=waiting) if waiting else str(len(line.objections) or "—")
    note = line.start.isoformat() + (f" · {line.number}" if line.number else "")
    return (
        Cell(line.title, note),
        Cell(line.last.isoformat(), tr("暂按周末推算") if line.provisional else ""),
        Cell(str(len(line.applications))),
        Cell(objections, tone="warning" if waiting else ""),
        Cell(words, kind="chip", tone=tone, icon="check" if line.over or line.last < today() else "clock"),
    )
