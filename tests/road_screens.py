"""The hands of a person at the desk: what is recorded and moved through the widgets of the screens."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from greendesk.domain.road import Move
from greendesk.queries_road import RoadLine
from greendesk.use_cases.opinions import Opinion
from greendesk.use_cases.publication import Notice
from greendesk.use_cases.road import Step
from tests.gui.screens import WAIT, Screens
from tests.road_driver import SOURCE
from ui.views.applications import ApplicationsView
from ui.views.opinions import OpinionsView
from ui.views.recommendation import RecommendationView
from ui.views.recommendation.announcing import AnnouncingPage
from ui.views.recommendation.displays import DisplaysPage
from ui.widgets.application_detail import ELIGIBILITY, ROAD
from ui.widgets.application_eligibility import EligibilitySection
from ui.widgets.application_road import RoadSection


class ScreenHands:
    """Shows the page about an application and works on it as a person does; opinions on their own screen."""

    def __init__(self, qtbot: QtBot, screens: Screens, desk: Desk, round_id: str) -> None:
        self.qtbot, self.desk, self.round_id = qtbot, desk, round_id
        self._screens = screens
        self.view = screens.open(ApplicationsView, desk, round_id)
        self._opinions: OpinionsView | None = None
        self._published: RecommendationView | None = None

    def record_facts(self, application: str, reference: date, facts: Mapping[str, str]) -> None:
        """Fill in the form of facts and record it."""
        section = self.view.case_page.sections[ELIGIBILITY]
        assert isinstance(section, EligibilitySection)
        self._show(application, ELIGIBILITY)
        section.reference.setText(reference.isoformat())
        for code, value in facts.items():
            field = section.values[code]
            if isinstance(field, QComboBox):
                field.setCurrentIndex(field.findData(value))
            else:
                field.setText(value)
            section.sources[code].setText(SOURCE)
        self._click(section.save_button)
        self._wait(lambda: self._facts(application) == dict(facts))

    def review_initially(self, application: str, opinion: str, on: date) -> None:
        """Fill in the form of the initial review and record it."""
        section = self.road(application)
        assert section.table.choose("initial_review")
        assert section.review_box.isVisibleTo(section)
        self._click(section.verdicts.buttons()[0])
        section.office.setText("示例局（示例）")
        section.opinion.setPlainText(opinion)
        section.on.setText(on.isoformat())
        self._click(section.review_save)
        self._wait(lambda: self.desk.road.initial_review(self.round_id, application) is not None)
        self._wait(lambda: section.case is not None and section.case.review is not None)

    def record_opinion(self, opinion: Opinion) -> None:
        """Choose the department in the matrix, fill in its reply and record it."""
        codes = [code for code, _, _ in self.desk.opinions.departments(self.round_id)]
        place = codes.index(opinion.department)
        names = [name for _, name, _ in self.desk.opinions.departments(self.round_id)]
        if self._opinions is None:
            self._opinions = self._screens.open(OpinionsView, self.desk, self.round_id)
        view = self._opinions
        self._wait(lambda: view.table is not None and bool(view.table.rows_model.rows))
        assert view.table is not None
        assert view.table.choose(opinion.application, place + 1)
        pane = view.pane
        self._wait(lambda: pane.isVisible() and pane.title.text() == names[place])
        self._click(pane.segments[0])
        pane.number.setText(opinion.number)
        pane.date.setText(opinion.date)
        pane.signer.setText(opinion.signer)
        self._click(pane.save_button)
        self._wait(lambda: self._number(opinion.application, place) == opinion.number)
        self._wait(pane.save_button.isEnabled)

    def move(self, step: Step) -> None:
        """Set the day, the reasons for exceptions, and click; the move must be recorded."""
        before = len(self._line(step.application).moves)
        section = self.begin(step)
        self._wait(lambda: len(self._line(step.application).moves) == before + 1)
        self._wait(lambda: section.case is not None and section.case.road == self._line(step.application))

    def display(self, notice: Notice) -> None:
        """Fill in the form of a display and open it."""
        before = len(self.desk.publication.displays(self.round_id, notice.on))
        view = self._recommendation("displays")
        self._publish(view.displays, notice)
        self._wait(lambda: len(self.desk.publication.displays(self.round_id, notice.on)) == before + 1)

    def announce(self, notice: Notice) -> None:
        """Fill in the form of a list and publish it."""
        before = len(self.desk.publication.published(self.round_id))
        view = self._recommendation("announcing")
        self._publish(view.announcing, notice)
        self._wait(lambda: len(self.desk.publication.published(self.round_id)) == before + 1)

    def refused(self, step: Step) -> str:
        """Try a move that is refused; returns the sentence that the screen says."""
        before = self._line(step.application)
        section = self.begin(step)
        self._wait(lambda: section.summary.property("tone") == "danger")
        assert self._line(step.application) == before
        return section.summary.text()

    def begin(self, step: Step) -> RoadSection:
        """Fill in what a move needs and click its button."""
        section = self.road(step.application)
        section.on.setText(step.on.isoformat())
        for what, reason in step.exceptions.items():
            assert section.table.choose(what)
            assert section.exception_box.isVisibleTo(section), what
            section.exception.setPlainText(reason)
        if step.move is Move.ADVANCE:
            self._click(section.advance)
        else:
            section.reason.setPlainText(step.reason)
            self._click(section.side[step.move])
        return section

    def road(self, application: str) -> RoadSection:
        """Show how an application stands, as it is now."""
        section = self.view.case_page.sections[ROAD]
        assert isinstance(section, RoadSection)
        self._show(application, ROAD)
        self._wait(lambda: section.case is not None and section.case.road == self._line(application))
        return section

    # ------------------------------------------------------------ parts

    def _show(self, application: str, part: str) -> None:
        page = self.view.case_page
        self.view.open_with((application, part))
        self._wait(
            lambda: page.isVisible() and page.part == part and page.sections[part].application == application
        )

    def _line(self, application: str) -> RoadLine:
        return self.desk.road.of(self.round_id, application, date.today())  # noqa: DTZ011 - as the screen does

    def _recommendation(self, place: str) -> RecommendationView:
        if self._published is None:
            self._published = self._screens.open(RecommendationView, self.desk, self.round_id)
        else:
            self._published.reload()
        self._published.open_with(place)
        return self._published

    def _publish(self, page: DisplaysPage | AnnouncingPage, notice: Notice) -> None:
        self._wait(lambda: set(page.applications.ticked()) == set(notice.applications))
        for name, words in (
            ("title", notice.title),
            ("office", notice.office),
            ("number", notice.number),
            ("date", notice.on.isoformat()),
            ("text", notice.text),
        ):
            page.form.put(name, words)
        if isinstance(page, DisplaysPage):
            page.form.put("telephone", notice.channels["telephone"])
        self._click(page.form.action)

    def _facts(self, application: str) -> dict[str, str]:
        sheet = self.desk.eligibility.sheet(self.round_id, application)
        return {one.field.code: one.value for one in sheet.facts if one.value}

    def _number(self, application: str, place: int) -> str:
        matrix = self.desk.opinions.matrix(self.round_id)
        return next(lines[place].number for one, _, lines in matrix if one == application)

    def _click(self, button: QAbstractButton) -> None:
        assert button.isVisible()
        assert button.isEnabled(), button.text()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _wait(self, found: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(found, timeout=WAIT)
