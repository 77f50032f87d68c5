"""公布: who is ready for the list, who is not and why, and the lists that are published."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from greendesk.domain.road import StepKind
from greendesk.queries import AttachmentLine
from greendesk.use_cases.publication import Notice
from greendesk.use_cases.road import NotYet
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.publication_words import missing_words, not_yet_words
from ui.views.recommendation.records import PageWords, RecordsPage
from ui.widgets.exchange_page import empty_out, plain_box
from ui.widgets.kit import Item
from ui.widgets.recommendation_parts import PaperForm, TickList
from ui.widgets.recommendation_reading import LIST_ROLES, Recommendation
from ui.widgets.view import ScreenContext


class AnnouncingPage(RecordsPage):
    """Publishing brings every application of the list to its last stage."""

    roles = LIST_ROLES

    def __init__(self, context: ScreenContext) -> None:
        kit = context.kit
        self.applications = TickList(kit, "")
        self.waiting = QFrame()
        self.waiting.setProperty("role", "well")
        self._waiting: QVBoxLayout = plain_box(self.waiting, 6)
        self._waiting.setContentsMargins(12, 8, 12, 8)
        labels = {
            "applications": tr("公布的申报"),
            "waiting": tr("还不能公布"),
            "title": tr("标题"),
            "office": tr("公布单位"),
            "number": tr("文号"),
            "date": tr("日期"),
            "text": tr("正文"),
        }
        extra = {"applications": self.applications, "waiting": self.waiting}
        form = PaperForm(kit, labels, tr("公布名单"), "book", extra)
        form.put("office", context.desk.person.organisation)
        words = PageWords(
            listed=tr("已公布的名单"),
            icon="book",
            empty=tr("还没有公布名单"),
            empty_note=tr("公示期满、异议处理完的申报在右边列出，写好公告后一次公布。"),
            new=tr("公布新名单"),
            form=tr("公布名单"),
            not_mine=tr("名单由秘书、组织单位或名单管理公布。"),
        )
        columns = (Column(tr("标题"), 0, least=200), Column(tr("日期"), 104), Column(tr("家数"), 64))
        super().__init__(context, words, columns, form)
        form.wanted.connect(self._make)

    def rows(self, reading: Recommendation) -> tuple[list[Row], list[str]]:
        """Every published list, newest first."""
        rows: list[Row] = [
            (Cell(one.title, one.number), Cell(one.date), Cell(str(len(one.applications))))
            for one in reading.published
        ]
        return rows, [one.id for one in reading.published]

    def fill_form(self, reading: Recommendation) -> None:
        """Tick those that lack nothing; say of the others what is missing."""
        missing = {name: missing_words(road) for name, road in reading.roads.items()}
        self.form.put_if_empty("title", tr("关于公布{round}名单的公告").format(round=reading.title))
        before = reading.stage_title(StepKind.PUBLICITY)
        self.applications.fill(
            [(name, reading.unit(name), True) for name, words in missing.items() if not words],
            tr("没有可以公布的申报。申报到达“{stage}”、公示期满、异议处理完后列在这里。").format(stage=before)
            if before
            else tr("没有可以公布的申报。"),
        )
        empty_out(self._waiting)
        kit = self.kit
        for name, words in missing.items():
            if words:
                self._waiting.addWidget(
                    kit.col(
                        kit.text(reading.unit(name), wrap=True),
                        kit.text(words, "caption", "warning", wrap=True),
                        gap=1,
                    )
                )
        self.form.fields["waiting"].setVisible(any(missing.values()))

    def record_parts(self, reading: Recommendation, key: str) -> list[Item]:
        """The head of the list and whom it names."""
        line = next(one for one in reading.published if one.id == key)
        return [
            self.kit.text(line.title, "heading", wrap=True),
            self.kit.facts((tr("文号"), line.number), (tr("日期"), line.date)),
            *self.units(line.applications),
        ]

    def record_files(self, reading: Recommendation, key: str) -> Sequence[AttachmentLine]:
        """The list as docx, PDF and spreadsheet."""
        return next(one.files for one in reading.published if one.id == key)

    def _make(self) -> None:
        applications = self.applications.ticked()
        wrong = {"applications": "" if applications else tr("至少勾选一份申报。")}
        day, form = self.form.day(), self.form
        if not form.complete(wrong) or day is None:
            return
        notice = Notice(
            title=form.text("title"),
            office=form.text("office"),
            number=form.text("number"),
            on=day,
            text=form.text("text"),
            applications=applications,
        )
        form.action.setEnabled(False)
        self.act(partial(self.desk.publication.announce, self.round_id, notice), self._made)

    def _made(self, key: str) -> None:
        self.form.put("number", "")
        self.form.put("text", "")
        self.applications.forget()
        self.said.emit(tr("名单已公布。"))
        self.show_after(key)

    def _failed(self, error: Exception) -> bool:
        """Say beside the units what keeps one of them from the list on the day of the notice."""
        if not isinstance(error, NotYet):
            return super()._failed(error)
        unit = str(error.details.get("title", ""))
        words = tr("{unit}：{why}").format(unit=unit, why=not_yet_words(error))
        self.form.fields.error("applications", words)
        self.form.action.setEnabled(True)
        return True
