"""An objection to something on display: its row, the form that receives it, the form that closes it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QStackedLayout

from greendesk.desk import Desk
from greendesk.queries_publication import ObjectionLine, PublicityLine
from greendesk.use_cases.publication import Objection
from ui.i18n import tr
from ui.publication_words import objection_state, today
from ui.widgets.application_attach import AttachField, read_file
from ui.widgets.application_dates import read_date
from ui.widgets.application_fields import Fields
from ui.widgets.application_papers import PaperRow, Papers
from ui.widgets.exchange_page import ExchangePage, plain_box, scrolled
from ui.widgets.kit import Item
from ui.widgets.view import ScreenContext

RECEIVE, DECIDE = range(2)


class ObjectionRow(QFrame):
    """One objection: who, when, what; and what was found."""

    wanted = Signal(str)
    said = Signal(str)

    def __init__(self, context: ScreenContext, line: ObjectionLine, *, may: bool) -> None:
        super().__init__()
        kit, self._id = context.kit, line.id
        papers = Papers(context, self)
        papers.said.connect(self.said)
        who = tr("{person}（{kind}） {day}").format(
            person=line.person or tr("未留姓名"),
            kind=tr("实名") if line.real_name else tr("匿名"),
            day=line.date,
        )
        parts: list[Item] = [
            kit.row((kit.text(line.unit, "strong", wrap=True), 1), kit.chip(*objection_state(line))),
            kit.text(who, "label", wrap=True),
            kit.text(line.text, wrap=True),
        ]
        if line.handled:
            parts.append(kit.text(tr("核实情况：{words}").format(words=line.findings), wrap=True))
        if line.file is not None:
            parts.append(PaperRow(context, papers, line.file))
        self.button = kit.button(tr("更正处理意见") if line.handled else tr("处理"), icon="check")
        self.button.setAccessibleName(tr("处理{unit}的异议").format(unit=line.unit))
        self.button.clicked.connect(self._want)
        self.button.setEnabled(may)
        parts.append(kit.row(None, self.button))
        plain_box(self).addWidget(kit.col(*parts, gap=4, pad=(12, 8), role="well"))

    def _want(self) -> None:
        self.wanted.emit(self._id)


class ObjectionPane(ExchangePage):
    """Takes the place of the record while an objection is received or closed."""

    closed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self._publicity = self._objection = ""
        self.title = kit.text("", "heading", wrap=True)
        self.about = kit.text("", "label", wrap=True)
        back = kit.button(tr("返回"), "quiet")
        back.setAccessibleName(tr("返回公示"))
        back.clicked.connect(self.closed)
        self.receive_button = kit.button(tr("记录异议"), "primary", "check")
        self.receive_button.clicked.connect(self._record)
        self.decide_button = kit.button(tr("记录处理意见"), "primary", "check")
        self.decide_button.clicked.connect(self._decide)
        forms = QFrame()
        self.forms = QStackedLayout(forms)
        self.forms.addWidget(self._make_receive())
        self.forms.addWidget(self._make_decide())
        body = kit.col(self.about, forms, self.failure, None, gap=10, pad=(16, 12), role="pane")
        head = kit.row((self.title, 1), back, pad=(16, 8))
        foot = kit.row(None, self.receive_button, self.decide_button, gap=12, pad=(16, 8))
        column = kit.col(head, (scrolled(body, "pane"), 1), foot, gap=0, pad=(4, 4), role="card")
        plain_box(self).addWidget(column)

    def _make_receive(self) -> QFrame:
        kit = self.kit
        self.got = Fields(kit)
        self.application = self.got.add(
            "application", tr("被提异议的申报"), kit.combo(tr("被提异议的申报"), ())
        )
        self.person = self.got.add("person", tr("提出人"), kit.field(tr("提出人")))
        self.contact = self.got.add("contact", tr("联系方式"), kit.field(tr("联系方式")))
        self.real_name = kit.check(tr("实名提出"))
        self.on = self.got.add("on", tr("收到日期"), kit.field(tr("收到日期"), "", tr("如 2026-05-31")))
        self.text = self.got.add("text", tr("异议内容"), kit.long_field(tr("异议内容"), "", 104))
        self.file = AttachField(kit, tr("异议材料"), tr("把异议材料拖到这里"))
        self.got.add("file", tr("异议材料"), self.file, focus=self.file.pick_button)
        got = self.got
        return kit.col(
            got["application"], got["person"], self.real_name, got["contact"], got["on"], got["text"],
            got["file"], None, gap=10,
        )  # fmt: skip

    def _make_decide(self) -> QFrame:
        kit = self.kit
        self.found = Fields(kit)
        self.verdicts = QButtonGroup(self)
        choices = [kit.button(words, "segment", checked=False) for words in (tr("成立"), tr("不成立"))]
        for place, button in enumerate(choices):
            self.verdicts.addButton(button, place)
        row = kit.row(*((one, 1) for one in choices), gap=6)
        self.found.add("verdict", tr("异议是否成立"), row, tr("成立的，申报不得公布。"), focus=choices[0])
        self.findings = self.found.add("findings", tr("核实情况"), kit.long_field(tr("核实情况"), "", 104))
        self.office = self.found.add("office", tr("处理单位"), kit.field(tr("处理单位")))
        self.decided = self.found.add("on", tr("日期"), kit.field(tr("日期"), "", tr("如 2026-05-31")))
        found = self.found
        return kit.col(found["verdict"], found["findings"], found["office"], found["on"], None, gap=10)

    # ------------------------------------------------------------ receiving

    def receive(self, display: PublicityLine, applications: Sequence[tuple[str, str]]) -> None:
        """Begin with an objection to an application on display."""
        self._publicity = display.id
        self._turn(RECEIVE, tr("登记异议"), display.title)
        self.application.clear()
        for words, key in applications:
            self.application.addItem(words, key)
        for field in (self.person, self.contact):
            field.setText("")
        self.text.setPlainText("")
        self.real_name.setChecked(False)
        self.file.forget()
        self.on.setText(today().isoformat())
        self.application.setFocus()

    def _record(self) -> None:
        day, words = read_date(self.on.text()), self.text.toPlainText().strip()
        self.got.error("on", "" if day else tr("填写日期，如 2026-05-31。"))
        self.got.error("text", "" if words else tr("写明异议内容。"))
        named = bool(self.person.text().strip()) or not self.real_name.isChecked()
        self.got.error("person", "" if named else tr("实名提出的，写明姓名或单位。"))
        if self.got.lead_to_error() or day is None:
            return
        objection = Objection(
            publicity=self._publicity,
            application=str(self.application.currentData()),
            person=self.person.text().strip(),
            contact=self.contact.text().strip(),
            real_name=self.real_name.isChecked(),
            on=day,
            text=words,
        )
        self.act(partial(_send, self.desk, self.round_id, objection, self.file.path), self._done)

    # ------------------------------------------------------------ closing

    def decide(self, line: ObjectionLine) -> None:
        """Begin with what was found about an objection."""
        self._publicity, self._objection = line.publicity, line.id
        self._turn(DECIDE, tr("处理异议"), f"{line.unit}\n{line.text}")
        self.verdicts.setExclusive(False)
        for place, button in enumerate(self.verdicts.buttons()):
            button.setChecked(line.handled and line.upheld is (place == 0))
        self.verdicts.setExclusive(True)
        self.findings.setPlainText(line.findings)
        self.office.setText(self.desk.person.organisation)
        self.decided.setText(today().isoformat())
        self.verdicts.buttons()[0].setFocus()

    def _decide(self) -> None:
        verdict, day = self.verdicts.checkedId(), read_date(self.decided.text())
        findings = self.findings.toPlainText().strip()
        self.found.error("verdict", "" if verdict >= 0 else tr("先选“成立”或“不成立”。"))
        self.found.error("findings", "" if findings else tr("写明核实情况。"))
        self.found.error("office", "" if self.office.text().strip() else tr("这里要填写。"))
        self.found.error("on", "" if day else tr("填写日期，如 2026-05-31。"))
        if self.found.lead_to_error() or day is None:
            return
        work = partial(
            self.desk.publication.close_objection,
            self.round_id,
            self._publicity,
            self._objection,
            upheld=verdict == 0,
            findings=findings,
            office=self.office.text().strip(),
            on=day,
        )
        self.act(work, self._closed)

    # ------------------------------------------------------------ parts

    def _turn(self, place: int, title: str, about: str) -> None:
        self.failure.clear()
        self.got.clear_errors()
        self.found.clear_errors()
        self.forms.setCurrentIndex(place)
        self.receive_button.setVisible(place == RECEIVE)
        self.decide_button.setVisible(place == DECIDE)
        self.title.setText(title)
        self.about.setText(about)

    def _done(self, key: str) -> None:
        del key
        self.said.emit(tr("异议已记录。"))
        self.closed.emit()

    def _closed(self, nothing: None) -> None:
        del nothing
        self.said.emit(tr("处理意见已记录，文件已生成。"))
        self.closed.emit()


def _send(desk: Desk, round_id: str, objection: Objection, path: Path | None) -> str:
    """Record an objection with the file that came with it; runs on the worker."""
    return desk.publication.object(round_id, replace(objection, file=read_file(path)))
