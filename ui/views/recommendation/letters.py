"""报送: the cover letters that hand applications upward, and the form of a new one."""

from collections.abc import Sequence
from functools import partial

from greendesk.domain.road import StepKind
from greendesk.queries import AttachmentLine
from greendesk.use_cases.publication import Letter
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.views.recommendation.records import PageWords, RecordsPage
from ui.widgets.kit import Item
from ui.widgets.recommendation_parts import PaperForm, TickList
from ui.widgets.recommendation_reading import DESK_ROLES, Recommendation
from ui.widgets.view import ScreenContext


class LettersPage(RecordsPage):
    """The enclosures are those that the policy asks to hand over; any application may go along."""

    roles = DESK_ROLES

    def __init__(self, context: ScreenContext) -> None:
        kit = context.kit
        self.enclosures = TickList(kit, tr("政策方案没有列出随文材料。"))
        self.applications = TickList(kit, tr("还没有申报。先在“申报”里登记。"))
        labels = {
            "title": tr("标题"),
            "to": tr("主送单位"),
            "office": tr("报送单位"),
            "number": tr("文号"),
            "date": tr("日期"),
            "text": tr("正文"),
            "enclosures": tr("随文材料"),
            "applications": tr("报送的申报"),
        }
        extra = {"enclosures": self.enclosures, "applications": self.applications}
        form = PaperForm(kit, labels, tr("生成报送函"), "file", extra)
        form.put("office", context.desk.person.organisation)
        words = PageWords(
            listed=tr("报送函"),
            icon="file",
            empty=tr("还没有报送函"),
            empty_note=tr("在右边写好报送函并勾选申报，生成后文件列在这里。"),
            new=tr("起草报送函"),
            form=tr("起草报送函"),
            not_mine=tr("报送函由工信部门、秘书或组织单位办理。"),
        )
        columns = (Column(tr("标题"), 0, least=200), Column(tr("主送"), 150), Column(tr("日期"), 104),
                   Column(tr("家数"), 64))  # fmt: skip
        super().__init__(context, words, columns, form)
        form.wanted.connect(self._make)

    def rows(self, reading: Recommendation) -> tuple[list[Row], list[str]]:
        """Every letter, newest first."""
        rows: list[Row] = [
            (Cell(one.title, one.number), Cell(one.to), Cell(one.date), Cell(str(len(one.applications))))
            for one in reading.letters
        ]
        return rows, [one.id for one in reading.letters]

    def fill_form(self, reading: Recommendation) -> None:
        """Tick what the policy hands over, and who is chosen or stands where recommendations go out."""
        going = {one.application for one in reading.standing_at(StepKind.FORWARD)}
        self.form.put_if_empty("title", tr("关于报送{round}推荐材料的函").format(round=reading.title))
        self.enclosures.fill([(one.title, one.title, True) for one in reading.policy.handover])
        self.applications.fill(
            [
                (
                    one.application,
                    tr("{unit} · {stage}").format(unit=one.unit, stage=one.stage_title),
                    one.chosen or one.application in going,
                )
                for one in reading.lines
                if not one.ended
            ]
        )

    def record_parts(self, reading: Recommendation, key: str) -> list[Item]:
        """The letter's head and whom it is about."""
        line = next(one for one in reading.letters if one.id == key)
        return [
            self.kit.text(line.title, "heading", wrap=True),
            self.kit.facts((tr("主送"), line.to), (tr("文号"), line.number), (tr("日期"), line.date)),
            *self.units(line.applications),
        ]

    def record_files(self, reading: Recommendation, key: str) -> Sequence[AttachmentLine]:
        """The letter as docx and PDF."""
        return next(one.files for one in reading.letters if one.id == key)

    def _make(self) -> None:
        applications = self.applications.ticked()
        wrong = {"applications": "" if applications else tr("至少勾选一份申报。")}
        day, form = self.form.day(), self.form
        if not form.complete(wrong) or day is None:
            return
        letter = Letter(
            title=form.text("title"),
            to=form.text("to"),
            office=form.text("office"),
            number=form.text("number"),
            on=day,
            text=form.text("text"),
            enclosures=self.enclosures.ticked(),
            applications=applications,
        )
        form.action.setEnabled(False)
        self.act(partial(self.desk.publication.send_letter, self.round_id, letter), self._made)

    def _made(self, key: str) -> None:
        self.form.put("number", "")
        self.form.put("text", "")
        self.applications.forget()
        self.said.emit(tr("报送函已生成。"))
        self.show_after(key)
