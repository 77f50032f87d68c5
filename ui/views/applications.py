"""Applications (申报): the list with its detail pane, the page about one application, the page for a new one."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from greendesk.domain.policy import Policy
from greendesk.queries import ApplicationLine, ParticipantLine
from ui.actions import make_action
from ui.i18n import tr
from ui.widgets.application_case import CasePage
from ui.widgets.application_detail import (
    DOCUMENTS,
    FILES,
    LISTS,
    OPINIONS,
    PANEL,
    RECOMMENDATION,
    REVIEW,
    DetailPane,
    next_step,
)
from ui.widgets.application_list import ApplicationList
from ui.widgets.application_new import NewApplication
from ui.widgets.application_rows import DESK_ROLES, is_hidden
from ui.widgets.application_section import Case
from ui.widgets.file_drops import FileDrops, Paths, one_alone
from ui.widgets.fitting_label import FittingLabel
from ui.widgets.pane_cycle import PaneCycle
from ui.widgets.view import ScreenContext, View

ELSEWHERE = {
    OPINIONS: "opinions",
    REVIEW: "bench",
    PANEL: "panel",
    RECOMMENDATION: "recommendation",
    LISTS: "rules",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that the list needs, read at one time."""

    lines: tuple[ApplicationLine, ...]
    policy: Policy
    roles: frozenset[str]
    experts: tuple[ParticipantLine, ...]
    title: str


class ApplicationsView(View):
    """The screen; it keeps what was chosen through every reload."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self._reading: Reading | None = None
        self._case: Case | None = None
        self._wanted = ""  # the application whose detail is to be shown
        self._asking = ""  # the application whose detail is being read
        self._stale = False
        self._open_part = ""  # a part to open as soon as its application is read
        self.round_note = FittingLabel("label")
        self.new_button = kit.button(tr("登记新申报"), icon="plus")
        self.new_button.setToolTip("Ctrl+N")
        self.new_button.clicked.connect(self._begin_new)
        self.list = ApplicationList(kit)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._open_next_step)
        self.list.new_wanted.connect(self._begin_new)
        self._note = kit.row(self.round_note, self.list.total, None, gap=16)
        title = kit.col(None, kit.text(tr("申报"), "title"), self._note, None, gap=4)
        self._note.hide()  # until both are known: half a line says nothing
        header = kit.row(title, None, self.new_button, gap=12, pad=(24, 0), height=80)
        self.pane = DetailPane(kit)
        self.pane.wanted.connect(self._open_part_of_chosen)
        self.pane.closed.connect(self._close_pane)
        self.pane.hide()
        self._pane_closed = False
        main = QWidget()
        across = QHBoxLayout(main)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(kit.col(header, (self.list, 1), 24, gap=0), 1)
        across.addWidget(self.pane)
        self.case_page = CasePage(context)
        self.case_page.recorded.connect(self._after_record)
        self.case_page.said.connect(self.said)
        self.case_page.left.connect(self.show_list)
        self.case_page.elsewhere.connect(self._open_part_of_chosen)
        self.case_page.moved.connect(self._move)
        self.new_page = NewApplication(context)
        self.new_page.registered.connect(self._after_register)
        self.new_page.left.connect(self.show_list)
        self._main = main
        self._pages = QStackedLayout(self)
        for page in (main, self.case_page, self.new_page):
            self._pages.addWidget(page)
        FileDrops(self, self._may_take).dropped.connect(self._dropped)
        self._cycle = PaneCycle(self, "applications", (self.list, self.pane))
        for name, slot in (
            ("applications.back", self._step_back),
            ("applications.new", self._begin_new),
            ("applications.search", self._search),
        ):
            make_action(self, name, slot)

    # ------------------------------------------------------------ the screen

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list the larger part of a small screen."""
        super().resizeEvent(event)
        self.pane.setFixedWidth(min(self.kit.theme.size["detail"], self.width() * 2 // 5))

    def reload(self) -> None:
        """Read everything again; what is chosen and half typed stays."""
        self._stale = True
        self.runner.run(self, self._read, self._show)

    def open_with(self, argument: object) -> None:
        """Show an application by its id, an application and a part of it, or a package to take in."""
        if isinstance(argument, Path):
            self.begin_new(str(argument))
            return
        application, part = argument if isinstance(argument, tuple) else (argument, "")
        if isinstance(application, str) and application:
            self._open_part = str(part)
            self._wanted = application
            self._pane_closed = False
            self.show_list()
            self.reload()

    def begin_new(self, path: str = "") -> None:
        """Open the page for a new application."""
        if self._reading and self._reading.roles & DESK_ROLES:
            self._pages.setCurrentWidget(self.new_page)
            self.new_page.begin(self._reading.policy, path)

    def show_list(self) -> None:
        """Go back to the list."""
        self._pages.setCurrentWidget(self._main)
        if self._wanted:
            self.list.choose(self._wanted)
        self.list.first()

    # ------------------------------------------------------------ reading

    def _read(self) -> Reading:
        desk, round_id = self.desk, self.round_id
        mine = next((line for line in desk.rounds.participants(round_id) if line.me), None)
        return Reading(
            lines=desk.applications.lines(round_id),
            policy=desk.rounds.policy(round_id),
            roles=frozenset(mine.roles if mine else ()),
            experts=desk.reviews.experts(round_id),
            title=desk.rounds.line(round_id).title,
        )

    def _show(self, reading: Reading) -> None:
        self._reading = reading
        self.round_note.setText(reading.title)
        self.new_button.setVisible(bool(reading.roles & DESK_ROLES))
        wanted = self._wanted
        self.list.show_lines(reading.lines, reading.policy, reading.roles)
        self._note.show()
        if wanted and any(line.id == wanted for line in reading.lines):
            self.list.choose(wanted)
            self._wanted = wanted
        self._ask()

    def _choose(self, application: object) -> None:
        self._wanted = str(application or "")
        if not self._wanted:
            self.pane.hide()
            return
        if not self._pane_closed:
            self._ask()

    def _ask(self) -> None:
        """Read the wanted detail; only one reading is under way, the last wish counts."""
        shown = self._case.detail.line.id if self._case else ""
        if (
            not self._wanted
            or self._asking
            or self._reading is None
            or (shown == self._wanted and not self._stale)
        ):
            if self._case and shown == self._wanted and not self._pane_closed:
                self.pane.show()
            return
        self._asking, self._stale = self._wanted, False
        work = partial(self._read_case, self._wanted, self._reading)
        self.runner.run(self, work, self._show_detail, self._detail_failed)

    def _read_case(self, application: str, reading: Reading) -> Case:
        desk, round_id = self.desk, self.round_id
        return Case(
            detail=desk.applications.detail(round_id, application),
            policy=reading.policy,
            roles=reading.roles,
            experts=reading.experts,
            road=desk.road.of(round_id, application, date.today()),  # noqa: DTZ011 - the desk's own calendar
            sheet=desk.eligibility.sheet(round_id, application),
            review=desk.road.initial_review(round_id, application),
            review_files=desk.road.initial_review_files(round_id, application),
        )

    def _show_detail(self, case: Case) -> None:
        self._asking = ""
        if case.detail.line.id == self._wanted:
            self._case = case
            self._show_case(case)
        self._ask()

    def _detail_failed(self, error: Exception) -> bool:
        """Show no detail; the failure itself is told by the window."""
        del error
        self._asking = ""
        self.pane.hide()
        return False

    def _show_case(self, case: Case) -> None:
        self.pane.show_case(case)
        self.pane.setVisible(not self._pane_closed)
        order = self.list.order
        place = order.index(case.detail.line.id) if case.detail.line.id in order else -1
        self.case_page.show_case(case, before=place > 0, after=0 <= place < len(order) - 1)
        if self._open_part:
            part, self._open_part = self._open_part, ""
            self._open_part_of_chosen(part)

    # ------------------------------------------------------------ going

    def _begin_new(self) -> None:
        self.begin_new()

    def _open_next_step(self, application: object) -> None:
        """Enter on a line: the part that comes next, or the package."""
        case = self._case
        if case is None or case.detail.line.id != application or is_hidden(case.detail.line):
            return
        step = next_step(case)
        self._open_part_of_chosen(step.part if step else FILES)

    def _open_part_of_chosen(self, part: str) -> None:
        if self._case is None:
            return
        if part in ELSEWHERE:
            argument = LISTS if part == LISTS else self._case.detail.line.id
            self.went.emit(ELSEWHERE[part], argument)
            return
        self.case_page.show_part(part)
        self._pages.setCurrentWidget(self.case_page)
        if part == FILES and not self._case.detail.package_version and self._case.may_work:
            self.case_page.receive()
        else:
            self.case_page.first()

    def _move(self, step: int) -> None:
        order = self.list.order
        if self._wanted in order:
            place = order.index(self._wanted) + step
            if 0 <= place < len(order):
                self.list.choose(order[place])
                self._wanted = order[place]
                self._ask()

    def _close_pane(self) -> None:
        self._pane_closed = True
        self.pane.hide()
        self.list.first()

    def _step_back(self) -> None:
        if self._pages.currentWidget() is not self._main:
            self.show_list()
        elif self.pane.isVisible():
            self._close_pane()
        elif self.list.filter.active:
            self.list.clear_filter()

    def _search(self) -> None:
        if self._pages.currentWidget() is self._main:
            self.list.search.setFocus()
            self.list.search.selectAll()

    def _after_record(self) -> None:
        self.recorded.emit()
        self.reload()

    def _after_register(self, application: str) -> None:
        self.said.emit(tr("申报已登记。"))
        self._wanted, self._open_part, self._pane_closed = application, DOCUMENTS, False
        self.recorded.emit()
        self.reload()

    # ------------------------------------------------------------ dropping

    def _may_take(self, paths: Paths) -> bool:
        """A package dropped anywhere on the list begins a new application."""
        return self._pages.currentWidget() is self._main and one_alone(paths) and self.new_button.isVisible()

    def _dropped(self, paths: Paths) -> None:
        self.begin_new(str(paths[0]))
