"""The window over one round: the places this person has, and how screens call each other unknowingly."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication

from ui.i18n import tr
from ui.main_window import MainWindow, Place
from ui.opened_files import place_of
from ui.settings import Settings
from ui.tasks import TaskRunner
from ui.widgets.backup_renewal import RenewalBanner
from ui.widgets.kit import Kit
from ui.widgets.view import ScreenContext, View

if TYPE_CHECKING:
    from greendesk.desk import Desk
    from greendesk.queries import RoundLine

FILES = frozenset({"authority", "county", "secretary", "keeper", "leader"})
BENCH = frozenset({"expert", "leader"})
OPINIONS = frozenset({"authority", "county", "secretary", "keeper", "department"})
PANEL = frozenset({"authority", "county", "secretary", "keeper", "leader", "expert"})
LISTS = frozenset({"authority", "county", "secretary", "keeper"})
WAITING = frozenset({"to_declare", "to_review", "drafting", "returned"})
TELL_OF_BACKUPS = frozenset({"home", "settings"})
INSTEAD = {"applications": "bench", "panel": "applications"}  # for people who do not have the place


class DeskWindow(MainWindow):
    """Makes the screens of a round when they are first visited and carries their wishes to each other."""

    round_chosen = Signal(str)
    rounds_wanted = Signal(object)
    sample_wanted = Signal()
    sample_left = Signal()
    backups_wanted = Signal()
    leaving = Signal(bool)  # the program has to end for an update; whether it starts again by itself
    setting_chosen = Signal(object, object)

    def __init__(
        self,
        kit: Kit,
        desk: "Desk",
        line: "RoundLine",
        runner: TaskRunner,
        settings: Settings,
        *,
        is_sample: bool,
    ) -> None:
        self.round_line, self.is_sample = line, is_sample
        self._settings, self._desk, self._runner = settings, desk, runner
        self._context = ScreenContext(kit, desk, line.id, runner)
        places = self._places_for(frozenset(line.my_roles))
        self.keys = tuple(place.key for place in places)
        super().__init__(kit, places, desk.person.name)
        self.setWindowTitle(f"{line.title} · GreenDesk")
        self.banner = RenewalBanner(kit, desk, runner, line.id)
        self.put_above(self.banner)
        self._count()

    def _places_for(self, roles: frozenset[str]) -> tuple[Place, ...]:
        def place(key: str, icon: str, words: str, *, foot: bool = False) -> Place:
            return Place(key, icon, words, partial(self._make, key), foot)

        return (
            place("home", "home", tr("工作台")),
            *((place("applications", "list", tr("申报")),) if roles & FILES else ()),
            *((place("bench", "review", tr("评审")),) if roles & BENCH else ()),
            *((place("opinions", "stamp", tr("部门意见")),) if roles & OPINIONS else ()),
            *((place("panel", "chart", tr("汇总")),) if roles & PANEL else ()),
            *((place("recommendation", "announce", tr("推荐公布")),) if roles & LISTS else ()),
            *((place("quantities", "sheet", tr("核算")),) if roles & (FILES | BENCH) else ()),
            place("checklists", "criteria", tr("评价表")),
            place("rules", "book", tr("规则")),
            place("exchange", "swap", tr("收发")),
            place("settings", "gear", tr("设置"), foot=True),
        )

    def _make(self, key: str) -> View:
        view = _MAKERS[key](self)
        view.went.connect(self.go)
        view.recorded.connect(self._after_record)
        view.said.connect(self.toast)
        view.reload()
        return view

    # ------------------------------------------------------------ between screens

    def go(self, key: str, argument: object = None) -> None:
        """Show a place and, once it has read what it shows, hand it the argument."""
        key = key if key in self.keys else INSTEAD.get(key, key)
        self.show_place(key)
        page = self.page(key)
        if argument is not None and isinstance(page, View):
            view: View = page

            def hand(_none: None) -> None:
                view.open_with(argument)

            self._runner.run(view, _nothing, hand)

    def show_place(self, key: str, argument: object = None) -> None:
        """Go to a place; a focus that is not in it goes to its name, never on to the padlock."""
        super().show_place(key, argument)
        focus, page = QApplication.focusWidget(), self.page(key)
        inside = focus is not None and page is not None and (focus is page or page.isAncestorOf(focus))
        if key in self._buttons and not inside:
            self._buttons[key].setFocus()

    def focus_place(self) -> None:
        """Begin where the window stands, not at the top of the rail."""
        if (button := self._buttons.get(self.place())) is not None:
            button.setFocus()

    def take_file(self, path: Path) -> None:
        """Bring a file to the place that knows what to do with it."""
        self.go(place_of(path), path)

    def backups_kept(self) -> None:
        """A backup was made or tried meanwhile: what tells of them is read again."""
        if self.place() in TELL_OF_BACKUPS:
            self.reload()

    def _after_record(self) -> None:
        """Read again what is shown, unless the screen that wrote it is the one; the others read when shown."""
        if self.sender() is not self.page(self.place()):
            self.reload()
        self._count()

    def _count(self) -> None:
        """Count what waits for this person, for the badges of the rail."""
        self._runner.run(self, partial(_waiting, self._desk, self.round_line.id), self._show_counts)
        self.banner.reload()

    def _show_counts(self, counts: tuple[int, int]) -> None:
        reviews, conflicts = counts
        self.set_badge("bench", reviews)
        self.set_badge("exchange", conflicts)

    # ------------------------------------------------------------ the screens

    def make_home(self) -> View:
        """The first screen."""
        from ui.views.home import HomeView

        view = HomeView(self._context)
        view.round_chosen.connect(self.round_chosen)
        view.rounds_wanted.connect(self.rounds_wanted)
        view.backups_wanted.connect(self.backups_wanted)
        return view

    def make_settings(self) -> View:
        """The screen of settings."""
        from ui.views.settings import SettingsView

        view = SettingsView(self._context, self._settings, is_sample=self.is_sample)
        view.chosen.connect(self.setting_chosen)
        view.sample_wanted.connect(self.sample_wanted)
        view.sample_left.connect(self.sample_left)
        view.leaving.connect(self.leaving)
        view.backups_wanted.connect(self.backups_wanted)
        return view

    def make_applications(self) -> View:
        """The applications."""
        from ui.views.applications import ApplicationsView

        return ApplicationsView(self._context)

    def make_bench(self) -> View:
        """My reviews and the bench."""
        from ui.views.bench import BenchView

        return BenchView(self._context)

    def make_opinions(self) -> View:
        """The matrix of opinions."""
        from ui.views.opinions import OpinionsView

        return OpinionsView(self._context)

    def make_panel(self) -> View:
        """The panel."""
        from ui.views.panel import PanelView

        return PanelView(self._context)

    def make_recommendation(self) -> View:
        """From the ranking to the published list."""
        from ui.views.recommendation import RecommendationView

        return RecommendationView(self._context)

    def make_checklists(self) -> View:
        """The editions of the checklists."""
        from ui.views.checklists import ChecklistsView

        return ChecklistsView(self._context, self._desk.checklists)

    def make_rules(self) -> View:
        """The rules of the round, its lists and third-party bodies."""
        from ui.views.rules import RulesView

        return RulesView(self._context)

    def make_quantities(self) -> View:
        """Energy balances and formula clauses."""
        from ui.views.quantities import QuantitiesView

        return QuantitiesView(self._context, self._desk.quantities)

    def make_exchange(self) -> View:
        """Files in and out."""
        from ui.views.exchange import ExchangeView

        return ExchangeView(self._context)


_MAKERS: dict[str, Callable[[DeskWindow], View]] = {
    "home": DeskWindow.make_home,
    "applications": DeskWindow.make_applications,
    "bench": DeskWindow.make_bench,
    "opinions": DeskWindow.make_opinions,
    "panel": DeskWindow.make_panel,
    "recommendation": DeskWindow.make_recommendation,
    "checklists": DeskWindow.make_checklists,
    "rules": DeskWindow.make_rules,
    "quantities": DeskWindow.make_quantities,
    "exchange": DeskWindow.make_exchange,
    "settings": DeskWindow.make_settings,
}


def _waiting(desk: "Desk", round_id: str) -> tuple[int, int]:
    reviews = sum(line.my_state in WAITING for line in desk.applications.lines(round_id))
    return reviews, desk.rounds.line(round_id).conflicts


def _nothing() -> None:
    """Nothing: it lands after everything that was asked before."""
