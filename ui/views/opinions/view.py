"""The matrix of applications and departments, the pane that records a reply, and the way to letters and papers."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QWidget

from greendesk.queries import OpinionLine
from greendesk.use_cases.opinions import Opinion
from ui.actions import make_action
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.theme import repolish
from ui.views.opinions.reply import ReplyPage
from ui.views.opinions.request import RequestPage
from ui.views.opinions.summary import OpinionsSummaryPage
from ui.widgets.application_flow import flow
from ui.widgets.application_nothing import Nothing
from ui.widgets.application_rows import DESK_ROLES, OPINION_ROLES, PANEL_ROLES, by_sound
from ui.widgets.fitting_label import FittingLabel
from ui.widgets.opinion_batch import AgreeingDialog
from ui.widgets.opinion_pane import OpinionPane
from ui.widgets.opinion_rows import (
    AGAINST,
    ALL,
    OPEN,
    OVERDUE,
    UNASKED,
    MatrixRow,
    columns,
    counts,
    fitting,
    row,
)
from ui.widgets.pane_cycle import PaneCycle
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext, View

FILTERS = {
    ALL: QT_TRANSLATE_NOOP("", "全部"),
    UNASKED: QT_TRANSLATE_NOOP("", "未发函"),
    OPEN: QT_TRANSLATE_NOOP("", "待回复"),
    OVERDUE: QT_TRANSLATE_NOOP("", "逾期"),
    AGAINST: QT_TRANSLATE_NOOP("", "有不同意见"),
}
TONES = {"replied": "", "open": "warning", "overdue": "danger", "conditional": "warning", "against": "danger"}
LIST, EMPTY = range(2)
MATRIX, REQUEST, REPLY, SUMMARY = range(4)
Departments = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that the screen shows, read at one time."""

    rows: tuple[MatrixRow, ...]
    departments: Departments
    roles: frozenset[str]
    title: str


class OpinionsView(View):
    """The screen; arrows move the cell, Enter goes into the pane."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self._reading: Reading | None = None
        self._wanted: tuple[str, int] = ("", 1)
        self._enter = False
        self._pane_closed = False
        self.filter = ALL
        self.round_note = FittingLabel("label")
        self.agree_button = kit.button(tr("未复部门均同意"), icon="check")
        self.agree_button.setToolTip(tr("为选中的单位一次记录几个部门的同意"))
        self.agree_button.clicked.connect(self.ask_all_agree)
        self.search = kit.field(tr("查找单位"), hint=tr("名称、拼音、信用代码"), role="search")
        self.search.setMinimumWidth(kit.theme.px(120))
        self.search.setMaximumWidth(kit.theme.px(224))
        self.search.textChanged.connect(self._fill)
        title = kit.col(None, kit.text(tr("部门意见"), "title"), self.round_note, None, gap=4)
        self.summary_button = kit.button(tr("意见汇总表"), icon="sheet")
        self.summary_button.clicked.connect(self.show_summary)
        self.reply_button = kit.button(tr("导入回函"), icon="inbox")
        self.reply_button.clicked.connect(self.show_reply)
        self.request_button = kit.button(tr("发函征求意见"), "primary", "stamp")
        self.request_button.clicked.connect(self.show_request)
        header = kit.row(
            (title, 1),
            (self.search, 1),
            self.agree_button,
            self.summary_button,
            self.reply_button,
            self.request_button,
            gap=12,
            pad=(24, 0),
            height=80,
        )
        strip = self._make_strip()
        self.table: DataTable | None = None
        self._narrow = 0
        self.nothing = Nothing(kit, "stamp")
        self.nothing.asked.connect(self._answer_nothing)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(QWidget())
        self._pages.addWidget(self.nothing)
        self.pane = OpinionPane(context)
        self.pane.recorded.connect(self._after_record)
        self.pane.said.connect(self.said)
        self.pane.closed.connect(self._close_pane)
        self.pane.hide()
        page = kit.col(strip, (kit.col((pages, 1), pad=(8, 4), role="card"), 1), gap=12, pad=(24, 0))
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(kit.col((page, 1), 24, gap=0), 1)
        across.addWidget(self.pane)
        self._make_places(context, kit.col(header, (body, 1), gap=0))
        self._cycle = PaneCycle(self, "opinions", (page, self.pane))
        for name, slot in (
            ("opinions.back", self._step_back),
            ("opinions.search", self._search),
            ("opinions.agree", self.ask_all_agree),
            ("opinions.record", self._act),
        ):
            make_action(self, name, slot)

    def _make_places(self, context: ScreenContext, matrix: QWidget) -> None:
        self.request, self.reply, self.summary = (
            RequestPage(context),
            ReplyPage(context),
            OpinionsSummaryPage(context),
        )
        self._places = QStackedLayout(self)
        self._places.addWidget(matrix)
        for page in (self.request, self.reply, self.summary):
            page.recorded.connect(self._after_record)
            page.said.connect(self.said)
            page.closed.connect(self.show_matrix)
            self._places.addWidget(page)

    # ------------------------------------------------------------ the screen

    def reload(self) -> None:
        """Read everything again; the chosen cell stays."""
        self.runner.run(self, self._read, self._show)

    def show_matrix(self) -> None:
        """Come back to the matrix."""
        self._places.setCurrentIndex(MATRIX)
        if self.table:
            self.table.setFocus()

    def show_request(self) -> None:
        """Show the form for letters to departments and what was sent."""
        self.request.reload()
        self._places.setCurrentIndex(REQUEST)
        self.request.office.setFocus()

    def show_reply(self) -> None:
        """Show where a filled form is taken in."""
        self.reply.put_away()
        self._places.setCurrentIndex(REPLY)
        self.reply.choose_button.setFocus()

    def show_summary(self) -> None:
        """Show the summary of opinions."""
        self.summary.reload()
        self._places.setCurrentIndex(SUMMARY)
        self.summary.office.setFocus()

    def open_with(self, argument: object) -> None:
        """Show an application by its id: its first department that has not replied."""
        if isinstance(argument, str) and argument:
            self._wanted, self._enter, self._pane_closed = (argument, 0), True, False
            self.filter = ALL
            self.search.clear()
            self._places.setCurrentIndex(MATRIX)
            self.reload()

    def ask_all_agree(self) -> None:
        """Ask for the details of all agreements of the chosen application at once."""
        chosen = self._row()
        waiting = [one for one in chosen.opinions if not one.position] if chosen else []
        if chosen and waiting:
            dialog = AgreeingDialog(self, self.kit, chosen, waiting)
            dialog.confirmed.connect(self._record_all)
            dialog.open()

    # ------------------------------------------------------------ reading

    def _read(self) -> Reading:
        desk, round_id = self.desk, self.round_id
        mine = next((line for line in desk.rounds.participants(round_id) if line.me), None)
        lines = {line.id: line for line in desk.applications.lines(round_id)}
        rows = (
            MatrixRow(line=lines[application], opinions=opinions)
            for application, _, opinions in desk.opinions.matrix(round_id)
            if application in lines
        )
        return Reading(
            rows=tuple(sorted(rows, key=lambda one: by_sound(one.line))),
            departments=desk.opinions.departments(round_id),
            roles=frozenset(mine.roles if mine else ()),
            title=desk.rounds.line(round_id).title,
        )

    def _show(self, reading: Reading) -> None:
        if self.table is None or self._reading is None or self._reading.departments != reading.departments:
            self._make_table(reading.departments)
        self._reading = reading
        self.round_note.setText(reading.title)
        work = bool(reading.roles & DESK_ROLES) and bool(reading.rows)
        self.request_button.setEnabled(work)
        self.reply_button.setEnabled(bool(reading.roles & OPINION_ROLES) and bool(reading.rows))
        self.summary_button.setEnabled(
            bool(reading.roles & (DESK_ROLES | PANEL_ROLES)) and bool(reading.rows)
        )
        self._count(reading.rows)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the columns narrower when names would have no room."""
        super().resizeEvent(event)
        reading = self._reading
        if reading is not None and self._fitting(reading.departments) != self._narrow:
            focused = self.table is not None and self.table.hasFocus()
            self._make_table(reading.departments)
            self._fill()
            if focused and self.table is not None:
                self.table.setFocus()

    def _fitting(self, departments: Departments) -> int:
        pane = 0 if self._pane_closed else self.pane.width()
        return fitting(departments, round((self.width() - pane - 2 * 24 - 2 * 8) / self.kit.theme.scale))

    def _make_table(self, departments: Departments) -> None:
        self._narrow = self._fitting(departments)
        table = DataTable(
            self.kit.theme,
            tr("部门意见矩阵"),
            columns(departments, self._narrow),
            row_height=50,
            by_cell=True,
        )
        table.cell_chosen.connect(self._choose)
        table.cell_activated.connect(self._enter_pane)
        old = self._pages.widget(LIST)
        self._pages.insertWidget(LIST, table)
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()
        self.table = table

    def _count(self, rows: Sequence[MatrixRow]) -> None:
        sums = counts(rows)
        waiting = sums.asked - sums.replied
        for name, number, words in (
            ("replied", sums.replied, tr("份已回复，共 {n} 份").format(n=sums.asked)),
            ("open", waiting, tr("份未复")),
            ("overdue", sums.overdue, tr("份逾期")),
            ("conditional", sums.conditional, tr("份有条件")),
            ("against", sums.against, tr("份不同意")),
        ):
            self.figures[name].setText(str(number))
            self.figures[name].setProperty("tone", TONES[name] if number else "muted")
            repolish(self.figures[name])
            self.figures[f"{name} words"].setText(words)
        self._figures.updateGeometry()
        for code, button in self.chips.items():
            number = sum(one.passes(code) and not one.hidden for one in rows)
            button.setText(f"{tr(FILTERS[code])} {number}")
            button.setEnabled(bool(number) or code == ALL)

    def _fill(self) -> None:
        if self._reading is None or self.table is None:
            return
        for code, button in self.chips.items():
            button.setChecked(code == self.filter)
        shown = [one for one in self._reading.rows if one.passes(self.filter, self.search.text())]
        self.table.set_rows([row(one, self._narrow) for one in shown], [one.line.id for one in shown])
        self._pages.setCurrentIndex(LIST if shown else EMPTY)
        if not shown:
            self._say_nothing()
            self.pane.hide()
            self.agree_button.setEnabled(False)
            return
        application, column = self._wanted
        if application and column == 0:
            column = self._first_open(application)
        if not self.table.choose(application, column):
            self.table.choose(shown[0].line.id, max(1, column))
        self._choose(self.table.chosen_key(), self.table.currentIndex().column())
        if self._enter:
            self._enter = False
            self.pane.first()

    # ------------------------------------------------------------ choosing

    def _row(self) -> MatrixRow | None:
        rows = self._reading.rows if self._reading else ()
        return next((one for one in rows if one.line.id == self._wanted[0]), None)

    def _first_open(self, application: str) -> int:
        rows = self._reading.rows if self._reading else ()
        opinions = next((one.opinions for one in rows if one.line.id == application), ())
        return next((place for place, one in enumerate(opinions, start=1) if not one.position), 1)

    def _choose(self, application: object, column: int) -> None:
        if self._reading is None or not isinstance(application, str):
            return
        last = len(self._reading.departments)
        department = column if 1 <= column <= last else max(1, min(self._wanted[1], last))
        self._wanted = (application, department)
        chosen = self._row()
        if chosen is None:
            return
        line = self._line(chosen, department)
        may = bool(self._reading.roles & OPINION_ROLES)
        waiting = sum(not one.position for one in chosen.opinions)
        self.agree_button.setVisible(may)
        self.agree_button.setEnabled(waiting > 0 and not chosen.hidden)
        self.pane.setVisible(line is not None and not self._pane_closed)
        if line is not None:
            self.pane.show_opinion(chosen, line, may_record=may)

    @staticmethod
    def _line(chosen: MatrixRow, department: int) -> OpinionLine | None:
        return chosen.opinions[department - 1] if chosen.opinions and not chosen.hidden else None

    def _enter_pane(self, application: object, column: int) -> None:
        self._pane_closed = False
        self._choose(application, column)
        self.pane.first()

    def _close_pane(self) -> None:
        self._pane_closed = True
        self.pane.hide()
        if self.table:
            self.table.setFocus()

    def _act(self) -> None:
        """Do what the page in front is for."""
        acts = (self.pane.save, self.request.make, self.reply.accept, self.summary.make)
        acts[self._places.currentIndex()]()

    def _step_back(self) -> None:
        if self._places.currentIndex() != MATRIX:
            self.show_matrix()
        elif self.table and self.pane.isAncestorOf(self.focusWidget() or self):
            self.table.setFocus()
        elif self.pane.isVisible():
            self._close_pane()

    def _search(self) -> None:
        self._places.setCurrentIndex(MATRIX)
        self.search.setFocus()
        self.search.selectAll()

    # ------------------------------------------------------------ recording

    def _after_record(self) -> None:
        self.recorded.emit()
        self.reload()

    def _record_all(self, opinions: Sequence[Opinion]) -> None:
        def work() -> int:
            for opinion in opinions:
                self.desk.opinions.record(self.round_id, opinion)
            return len(opinions)

        self.runner.run(self, work, self._recorded_all)

    def _recorded_all(self, number: int) -> None:
        self.said.emit(tr("已记录 %n 个部门同意。", n=number))
        self._after_record()

    # ------------------------------------------------------------ making

    def _make_strip(self) -> QFrame:
        """Figures and filters, each in lines that wrap; they must not claim the height of one below the other."""
        self.figures: dict[str, QLabel] = {}
        self._figures = flow(*(self._figure(name) for name in TONES), gap=24)
        filters = self._make_filters()
        for line in (self._figures, filters):
            policy = line.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
            line.setSizePolicy(policy)
        return self.kit.col(self._figures, filters, gap=8)

    def _figure(self, name: str) -> QFrame:
        self.figures[name] = self.kit.text("0", "figure", "muted")
        self.figures[f"{name} words"] = self.kit.text("", "label")
        return self.kit.row(self.figures[name], self.figures[f"{name} words"], gap=10)

    def _make_filters(self) -> QWidget:
        self._group = QButtonGroup(self)
        self.chips = {}
        for place, (code, words) in enumerate(FILTERS.items()):
            button = self.kit.button(tr(words), "filter", checked=code == ALL)
            self._group.addButton(button, place)
            self.chips[code] = button
        self._group.idClicked.connect(self._pick)
        return flow(*self.chips.values(), gap=8)

    def _pick(self, place: int) -> None:
        self.filter = list(FILTERS)[place]
        self._fill()

    def _say_nothing(self) -> None:
        if self._reading and self._reading.rows:
            self.nothing.say(tr("没有符合条件的单位"), tr("换一个条件，或清除筛选后再看。"), tr("清除筛选"))
        else:
            self.nothing.say(
                tr("还没有申报"), tr("登记申报后，每个部门的意见在这里逐份记录。"), tr("打开申报")
            )

    def _answer_nothing(self) -> None:
        if self._reading and self._reading.rows:
            self.filter = ALL
            self.search.clear()
            self._fill()
        else:
            self.went.emit("applications", None)
