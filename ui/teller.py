"""Tells the person what no screen tells: failures, a run that broke off, and what came of an update."""

import logging
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from greendesk.errors import GreendeskError
from ui.i18n import tr
from ui.log_words import Word
from ui.tasks import TaskRunner
from ui.widgets.kit import Kit

if TYPE_CHECKING:
    from greendesk.desk import Desk
    from greendesk.use_cases.update_lines import Arrival
    from ui.choices import Choices
    from ui.notifier import Notice
    from ui.stage import Stage
    from ui.widgets.reports import Reports

IN_USE = "GD-210"
log = logging.getLogger(__name__)


class Shown(Protocol):
    """What of the program a teller speaks on."""

    desk: "Desk | None"
    stage: "Stage"
    choices: "Choices"


class Teller(QObject):
    """Speaks on whatever is shown; what cannot be told yet waits for the desk's own window."""

    shown = Signal(object)  # a dialog that is ready to be used
    given_up = Signal()  # the failure leaves nothing to do here

    def __init__(self, kit: Kit, program: Shown, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._program, self._runner = kit, program, runner
        self._before: tuple[str, ...] | None = None  # how the last run broke off, while nobody was told
        self.restored = False  # whether the desk that is opened now came back from a backup or a repair
        self._arrival: Arrival | None = None
        self.asked_arrival = False  # once is enough

    def say(self, words: str) -> None:
        """Say something that was done, where there is a window."""
        if (window := self._program.stage.window) is not None:
            window.toast(words)

    def warn_of_lock(self, words: str) -> None:
        """Say that the desk locks itself soon, and how to go on."""
        if (window := self._program.stage.window) is not None:
            window.toast(words, tr("继续使用"))

    def unsay(self) -> None:
        """Take back what was said: somebody came."""
        if (window := self._program.stage.window) is not None:
            window.hide_toast()

    # ------------------------------------------------------------ failures

    def tell(self, error: BaseException) -> None:
        """Put a failure that no screen took into words: a toast for a refusal, a dialog for the rest."""
        from ui.notifier import Tone, notice_for

        notice = notice_for(error)
        log.info("told %s", Word(notice.code))
        window = self._program.stage.window
        if notice.tone is Tone.HINT and window is not None and window.isVisible():
            window.toast(notice.sentence)
            return
        self._show_dialog(error, notice)

    def _show_dialog(self, error: BaseException, notice: "Notice") -> None:
        from ui.notifier import Tone
        from ui.widgets.dialogs import show_notice

        parent = self._program.stage.ground()
        if any(one.property("notice") == notice.code for one in parent.findChildren(QDialog)):
            return
        if notice.tone is Tone.CRASH:
            dialog = self._reports(parent).offer_of(error, notice)
        else:
            dialog = show_notice(parent, self._kit, notice)
        dialog.setProperty("notice", notice.code)
        if isinstance(error, GreendeskError) and error.code == IN_USE:
            dialog.finished.connect(self._give_up)
        self.shown.emit(dialog)

    def _give_up(self, _result: int) -> None:
        self.given_up.emit()

    # ------------------------------------------------------------ a run that broke off

    def remember(self, before: tuple[str, ...]) -> None:
        """Keep what is known of a run that broke off until it can be told."""
        self._before = before
        self.offer_report()

    def offer_report(self) -> None:
        """Offer once, as soon as the desk's own window stands, what is known of a run that broke off."""
        window = self._program.stage.window
        if self._before is not None and window is not None:
            before, self._before = self._before, None
            self.shown.emit(self._reports(window).offer_after(before, restored=self.restored))

    def _reports(self, parent: QWidget) -> "Reports":
        from ui.widgets.reports import Reports

        desk = self._program.desk
        reports = Reports(parent, self._kit, self._runner, desk.folder if desk is not None else None)
        reports.shown.connect(self.shown)
        reports.told.connect(self.say)
        return reports

    # ------------------------------------------------------------ updates

    def ask_arrival(self) -> None:
        """Ask once whether this start follows an update of the program."""
        if not self.asked_arrival:
            self.asked_arrival = True
            self._runner.run(self, _arrived, self._tell_arrival)

    def _tell_arrival(self, arrival: "Arrival | None") -> None:
        from ui.widgets.update_told import arrival_words

        self._arrival, window = arrival, self._program.stage.window
        if arrival is not None and window is not None:
            window.toast(arrival_words(arrival), tr("查看"), self._show_arrival)

    def _show_arrival(self) -> None:
        from ui.widgets.update_told import show_arrival

        window = self._program.stage.window
        if self._arrival is not None and window is not None:
            self.shown.emit(show_arrival(window, self._kit, self._arrival, self._program.choices.language))


def _arrived() -> "Arrival | None":
    from ui.composition.updates import updates

    return updates().arrived()
