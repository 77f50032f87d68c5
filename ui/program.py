"""The program while it runs: one worker, one desk and its window, and how its parts work together.

Before the first paint only Qt, the theme and one screen are imported; the rest is fetched by the worker meanwhile.
"""

import logging
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.choices import Choices, own_desk
from ui.failures import Failures
from ui.i18n import tr
from ui.places import sample_folder
from ui.reception import Reception
from ui.settings import LOCK, ROUND, Settings
from ui.stage import Stage
from ui.tasks import TaskRunner
from ui.theme import Theme
from ui.way_in import WayIn
from ui.widgets.kit import Kit

if TYPE_CHECKING:
    from greendesk.desk import Desk
    from greendesk.queries import RoundLine
    from ui.attendants import Attendants
    from ui.desk_window import DeskWindow
    from ui.endings import Endings
    from ui.leaving import Leaving
    from ui.teller import Teller
    from ui.window_keeper import WindowKeeper

log = logging.getLogger(__name__)


class Program(QObject):
    """Owns what lives as long as the process; opens, shows, locks and closes the desk."""

    finished = Signal(int)
    shown = Signal(object)  # a top-level window that is ready to be used

    def __init__(self, theme: Theme, settings: Settings, language: str) -> None:
        super().__init__()
        self.settings = settings
        self.kit = Kit(theme)
        self.runner = TaskRunner(self.tell, self)
        self.failures = Failures(self)
        self.failures.failed.connect(self.tell)
        self.desk: Desk | None = None
        self._left: list[Desk] = []  # to be closed once everything asked of them is done
        self._endings: Endings | None = None
        self.starts_again = False  # once this one has ended, after an update
        self.stage = Stage(self)
        self.stage.shown.connect(self.shown)
        self.stage.painted.connect(self._after_paint)
        self.choices = Choices(theme, settings, language, self)
        self.choices.lock_chosen.connect(self._lock_chosen)
        self.reception = Reception(self.runner, self.stage, self)
        self.reception.file_given.connect(self.open_file)
        self.reception.missed.connect(self.tell)
        self.way_in = self._way_in()

    def _way_in(self) -> WayIn:
        way_in = WayIn(self.kit, self.runner, self.stage, self.choices, self, self)
        way_in.coming.connect(self.reception.meet)
        way_in.opened.connect(self._opened)
        way_in.restored.connect(self._restored)
        way_in.round_chosen.connect(self._enter_round)
        way_in.left.connect(self._back_to_window)
        way_in.folder_chosen.connect(self.begin)
        way_in.sample_wanted.connect(self.open_sample)
        way_in.sample_left.connect(self.leave_sample)
        way_in.desk_closed.connect(self._forget_desk)
        way_in.file_given.connect(self.open_file)
        way_in.told.connect(self._say)
        return way_in

    @cached_property
    def leaving(self) -> "Leaving":
        """What asks before half-typed text goes."""
        from ui.leaving import Leaving

        leaving = Leaving(self.kit, self.stage, self)
        leaving.shown.connect(self.shown)
        return leaving

    @cached_property
    def window_keeper(self) -> "WindowKeeper":
        """What makes and shows the window of the desk."""
        from ui.window_keeper import WindowKeeper

        keeper = WindowKeeper(self, self)
        keeper.made.connect(self._window_made)
        keeper.stood.connect(self._window_stands)
        return keeper

    @cached_property
    def teller(self) -> "Teller":
        """What tells the person what no screen tells; made when there is something to tell."""
        from ui.teller import Teller

        teller = Teller(self.kit, self, self.runner, self)
        teller.shown.connect(self.shown)
        teller.given_up.connect(self._give_up)
        return teller

    @cached_property
    def attendants(self) -> "Attendants":
        """What goes along with an open desk."""
        from ui.attendants import Attendants

        attendants = Attendants(self.kit, self.runner, self.tell, self)
        attendants.backups_kept.connect(self._backups_kept)
        attendants.lock_warned.connect(self.teller.warn_of_lock)
        attendants.lock_used.connect(self.teller.unsay)
        attendants.told.connect(self.teller.say)
        attendants.lock_wanted.connect(self._close_and_ask)
        attendants.covering.connect(self.stage.enter)
        attendants.uncovered.connect(self._back_to_window)
        attendants.broke_off.connect(self.teller.remember)
        return attendants

    # ------------------------------------------------------------ what is shown

    @property
    def entrance(self) -> QWidget | None:
        """The screen that stands by itself, before a desk is open or over its window."""
        return self.stage.entrance

    @property
    def window(self) -> "DeskWindow | None":
        """The window of the open desk, seen or covered."""
        return self.stage.window

    @property
    def language(self) -> str:
        """`zh` or `en`."""
        return self.choices.language

    # ------------------------------------------------------------ the way in

    def begin(self, folder: Path, *, sample: bool = False, file: Path | None = None) -> None:
        """Show the first screen; what is heavy comes after its first paint."""
        self.reception.file = file
        self.way_in.begin(folder, sample=sample)

    def _after_paint(self) -> None:
        from ui.after_paint import dress, prepare

        dress()
        self.choices.watch_system()
        way_in = self.way_in
        if not self.reception.is_first(way_in.folder.path, way_in.own or way_in.folder.path):
            self.finished.emit(0)
            return
        asks = self.desk is None and not way_in.is_sample and way_in.folder.exists
        self.runner.run(self, partial(prepare, way_in.folder, probe=asks), self._prepared)

    def _prepared(self, _none: None) -> None:
        log.info("ready")

    def answer_second_starts(self) -> None:
        """Be the one program on the desk from the first paint on: a second start comes to this one."""
        self.reception.answers = True

    def heed_endings(self) -> None:
        """End as it should be when the system asks; after the first paint, for it takes modules of its own."""
        from ui.endings import Endings

        if self._endings is None:
            self._endings = Endings(self)
            self._endings.asked.connect(self._end)
            self._endings.listen()

    def open_file(self, file: Path) -> None:
        """Open a file in the person's own desk as soon as a screen can."""
        self.reception.file = file
        if self.way_in.is_sample and self.way_in.own is not None:
            self._go_to(self.way_in.own, sample=False, file=file)
        else:
            self.reception.bring()

    def open_sample(self) -> None:
        """Leave what is open and look around in the sample."""
        self.leaving.go(self._go_to_sample)

    def _go_to_sample(self) -> None:
        self._go_to(sample_folder(), sample=True)

    def leave_sample(self) -> None:
        """Go back to the person's own desk."""
        self._go_to(own_desk(self.settings), sample=False)

    def _go_to(self, folder: Path, *, sample: bool, file: Path | None = None) -> None:
        self.close_desk()
        self.begin(folder, sample=sample, file=file)

    # ------------------------------------------------------------ the desk

    def _opened(self, desk: "Desk") -> None:
        self.desk = desk
        if not self.way_in.is_sample:
            self.attendants.attend(desk, self.settings[LOCK])
        self.runner.run(self, desk.rounds.lines, self._choose_round)

    def _restored(self, desk: "Desk") -> None:
        self.desk = desk
        self.teller.restored = True

    def _choose_round(self, lines: "tuple[RoundLine, ...]") -> None:
        known = {line.id: line for line in lines}
        chosen = known.get(self.settings[ROUND]) or next(iter(lines), None)
        if chosen is None:
            self.way_in.show_rounds()
        else:
            self.window_keeper.show(chosen)

    def lock(self) -> None:
        """Hide the desk behind its passphrase: closed, or covered while something in it is half typed."""
        if self.way_in.is_sample:
            self._say(tr("示例工作台没有口令，不需要锁定。"))
        else:
            self.attendants.lock()

    def _close_and_ask(self) -> None:
        self.close_desk()
        self.way_in.ask_passphrase()

    def close_desk(self) -> None:
        """Close the desk once everything asked of it is done; its window goes with the next screen."""
        self.attendants.leave()
        if self.desk is not None:
            self._left.append(self.desk)
            self.runner.run(self, partial(_close, self._left), self._closed)
            self.desk = None
        self.stage.release_window()

    def _closed(self, _none: None) -> None:
        if self.desk is None:
            self.attendants.end_run()

    def _forget_desk(self) -> None:
        """The desk is closed for a restore: what was shown of it goes."""
        self.desk = None
        self.attendants.leave()
        self.attendants.end_run()
        self.stage.drop_window()

    # ------------------------------------------------------------ its window

    def _enter_round(self, round_id: str) -> None:
        self.window_keeper.enter(round_id)

    def _window_made(self, window: "DeskWindow") -> None:
        window.rounds_wanted.connect(self.way_in.show_rounds)
        window.sample_wanted.connect(self.open_sample)
        window.sample_left.connect(self.leave_sample)
        window.backups_wanted.connect(self.way_in.show_backups)
        window.leaving.connect(self._leave_for_update)
        window.lock_wanted.connect(self.lock)

    def _window_stands(self, window: "DeskWindow") -> None:
        self.attendants.stand_over(window)
        self.teller.offer_report()
        self.reception.bring()
        if not self.way_in.is_sample and self.desk is not None:
            self.teller.ask_arrival()
            self._ask_recovery(self.desk, window)

    def _ask_recovery(self, desk: "Desk", window: "DeskWindow") -> None:
        """Ask once whether the office of this round may open the desk when its passphrase is forgotten."""
        from ui.recovery_asker import RecoveryAsker

        RecoveryAsker(window, self.kit, self.runner, self.settings).ask(desk, window.round_line.id)

    def _back_to_window(self) -> None:
        self.stage.go_back()
        self._backups_kept()  # what was done meanwhile
        self.reception.bring_soon()

    def _backups_kept(self) -> None:
        if self.window is not None:
            self.window.backups_kept()

    def _lock_chosen(self, minutes: int) -> None:
        self.attendants.choose_lock(minutes)

    # ------------------------------------------------------------ words, and the end

    def tell(self, error: BaseException) -> None:
        """Tell of a failure that no screen took."""
        self.teller.tell(error)

    def _say(self, words: str) -> None:
        self.teller.say(words)

    def _give_up(self) -> None:
        self.finished.emit(1)

    def _leave_for_update(self, again: bool) -> None:
        """End, so that an installer can do its work."""
        self.starts_again = again
        self.finished.emit(0)

    def _end(self) -> None:
        self.finished.emit(0)

    def session_ends(self, _manager: object) -> None:
        """The computer is shut down or the person signs off: the system ends the process without asking again."""
        log.info("session ends")
        self.attendants.end_run()

    def shut(self) -> None:
        """Finish what is running and let go of everything; before the process ends."""
        from ui.log_file import close_log

        self.reception.close()
        self.runner.close()
        if self.desk is not None:
            self._left.append(self.desk)
            self.desk = None
        _close(self._left)
        self.attendants.close()
        self.stage.clear()
        if self._endings is not None:
            self._endings.close()
        close_log()


def _close(desks: "list[Desk]") -> None:
    """Close the desks that were left: on the worker, or at the end when it did not come to that."""
    while desks:
        desks.pop().close()
