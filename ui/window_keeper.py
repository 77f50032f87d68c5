"""Keeps the window of the open desk: which round it shows, where it stood, what is asked before it goes."""

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from ui.choices import MAKE_ANEW, Choices
from ui.desk_window import DeskWindow
from ui.settings import ROUND, WINDOW, Setting

if TYPE_CHECKING:
    from greendesk.desk import Desk
    from greendesk.queries import RoundLine
    from ui.leaving import Leaving
    from ui.stage import Stage
    from ui.tasks import TaskRunner
    from ui.way_in import WayIn
    from ui.widgets.kit import Kit


class Holder(Protocol):
    """What of the program a window is made from."""

    kit: "Kit"
    runner: "TaskRunner"
    stage: "Stage"
    choices: Choices
    way_in: "WayIn"
    desk: "Desk | None"

    @property
    def leaving(self) -> "Leaving":
        """What asks before half-typed text goes."""


class WindowKeeper(QObject):
    """Makes a window for a round and lets it stand in place of what stood; screens are made when first visited."""

    made = Signal(object)  # a window before it stands: whoever has an answer to its wishes listens to it
    stood = Signal(object)

    def __init__(self, program: Holder, parent: QObject) -> None:
        super().__init__(parent)
        self._program, self._stage, self._choices = program, program.stage, program.choices
        self._settings = program.choices.settings
        program.choices.words_or_sizes_changed.connect(self._make_anew)

    def enter(self, round_id: str) -> None:
        """Make a round the present one and show it."""
        self._program.leaving.go(partial(self._enter, round_id))

    def _enter(self, round_id: str) -> None:
        if (desk := self._program.desk) is not None:
            self._settings[ROUND] = round_id
            self._program.runner.run(self, partial(desk.rounds.line, round_id), self.show)

    def show(self, line: "RoundLine", place: str = "home") -> None:
        """Show a round of the open desk."""
        program, desk = self._program, self._program.desk
        if desk is None:
            return
        is_sample = program.way_in.is_sample
        window = DeskWindow(program.kit, desk, line, program.runner, self._settings, is_sample=is_sample)
        window.round_chosen.connect(self.enter)
        window.setting_chosen.connect(self._choose)
        window.closing.connect(self._remember)
        window.close_asked.connect(self._close)
        self.made.emit(window)
        window.show_place(place)
        window.focus_place()
        self._stage.put(window, self._settings[WINDOW])
        self.stood.emit(window)

    def _choose(self, setting: Setting, value: object) -> None:
        choose = partial(self._choices.choose, setting, value)
        window = self._stage.window
        if setting in MAKE_ANEW and window is not None:
            self._program.leaving.go(choose, window.reload)
        else:
            choose()

    def _make_anew(self) -> None:
        if (window := self._stage.window) is not None:
            self._remember()
            self.show(window.round_line, "settings")

    def _remember(self) -> None:
        if self._stage.window is not None:
            self._settings[WINDOW] = self._stage.geometry()

    def _close(self) -> None:
        """Close the window, and with it the program, once the person has said that what is half typed may go."""
        if (window := self._stage.window) is not None:
            self._program.leaving.go(partial(_shut, window))


def _shut(window: DeskWindow) -> None:
    window.close()
