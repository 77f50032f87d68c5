"""The program: one desk, one worker, one window; from the first paint to the last word.

Before the first paint only Qt, the theme and one screen are imported; the rest is fetched by the worker meanwhile.
"""

import logging
import os
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QLocale, QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.composition.desk_folder import DeskFolder
from ui.composition.opening import warm_up
from ui.exchange_names import is_exchange_file
from ui.failures import Failures
from ui.i18n import install, tr
from ui.input_method import reach_input_method
from ui.places import cache_home, data_home, default_desk_folder, sample_folder
from ui.screen_room import fitting
from ui.settings import (
    APPEARANCE,
    FOLDER,
    LANGUAGE,
    LOCK,
    ROUND,
    SYSTEM_APPEARANCE,
    TEXT_SIZE,
    WINDOW,
    Setting,
    Settings,
)
from ui.single_instance import hand_over
from ui.tasks import TaskRunner
from ui.theme import Theme, styled_application
from ui.widgets.kit import Kit

if TYPE_CHECKING:
    from greendesk.desk import Desk
    from greendesk.queries import RoundLine
    from greendesk.use_cases.backups import Contents, Restored
    from ui.attendants import Attendants
    from ui.desk_window import DeskWindow
    from ui.options import Options
    from ui.second_starts import SecondStarts
    from ui.teller import Teller

UNTIL_FIRST_PAINT = "GREENDESK_UNTIL_FIRST_PAINT"  # set: the process ends there, so that a start can be timed
SIZE = QSize(1440, 900)
LEAST = QSize(960, 640)
log = logging.getLogger(__name__)


def start(options: "Options") -> int:
    """Open the window and stay until it is closed, or let the one that is open take over; returns the exit code."""
    settings = Settings(options.desk or data_home())
    folder = _folder(options, settings)
    if hand_over(folder, options.file):
        return 0
    reach_input_method()
    app = QApplication.instance() or styled_application()
    app.setApplicationName("GreenDesk")
    scale = settings[TEXT_SIZE] / 100
    seen = settings[SYSTEM_APPEARANCE]
    theme = Theme(
        options.theme or settings[APPEARANCE], scale=scale, cache=cache_home() / "theme", system=seen
    )
    theme.apply(app)  # type: ignore[arg-type]
    language = options.language or settings[LANGUAGE] or system_language()
    install(app, language)
    program = Program(theme, settings, language)
    program.failures.install()
    if isinstance(app, QApplication):
        app.commitDataRequest.connect(program.session_ends)
    program.finished.connect(app.exit)
    if os.environ.get(UNTIL_FIRST_PAINT):
        from ui.first_paint import UntilFirstPaint

        program.shown.connect(UntilFirstPaint(program).watch)
    else:
        program.answer_second_starts()
    program.begin(folder, sample=options.sample, file=options.file)
    code = app.exec()
    program.shut()
    program.failures.uninstall()
    if program.starts_again:
        from ui.composition.updates import start_again

        start_again()
    return code


def system_language() -> str:
    """`zh` when the system speaks Chinese, else `en`."""
    return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def _folder(options: "Options", settings: Settings) -> Path:
    if options.sample:
        return sample_folder() if options.desk is None else options.desk
    chosen = Path(settings[FOLDER]) if settings[FOLDER] else default_desk_folder()
    return options.desk or chosen


class Program(QObject):
    """Owns what lives as long as the process, and leads from screen to screen."""

    finished = Signal(int)
    shown = Signal(object)  # a top-level window that is ready to be used

    def __init__(self, theme: Theme, settings: Settings, language: str) -> None:
        super().__init__()
        self.theme, self.settings, self.language = theme, settings, language
        self.kit = Kit(theme)
        self.runner = TaskRunner(self.tell, self)
        self.failures = Failures(self)
        self.failures.failed.connect(self.tell)
        self.folder = DeskFolder(Path())
        self.is_sample = False
        self.desk: Desk | None = None
        self.entrance: QWidget | None = None
        self.window: DeskWindow | None = None
        self._file: Path | None = None  # to be opened, and waiting for a screen that can
        self._own: Path | None = None  # the desk that is not the sample
        self._left: list[Desk] = []  # to be closed once everything asked of them is done
        self._answers = self._guarded = self._watching = False
        self.starts_again = False  # once this one has ended, after an update
        self._starts: SecondStarts | None = None

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
        attendants.lock_warned.connect(self._warn_of_lock)
        attendants.lock_used.connect(self._unsay)
        attendants.told.connect(self.teller.say)
        attendants.lock_wanted.connect(self.lock)
        attendants.covering.connect(self._enter)
        attendants.uncovered.connect(self._leave_rounds)
        attendants.broke_off.connect(self.teller.remember)
        return attendants

    # ------------------------------------------------------------ the way in

    def begin(self, folder: Path, *, sample: bool = False, file: Path | None = None) -> None:
        """Show the first screen; what is heavy comes after its first paint."""
        self.folder, self.is_sample, self._file = DeskFolder(folder), sample, file
        self._own = self._own if sample else folder
        if sample:
            self._show_sample()
        elif self.folder.exists:
            self._show_unlock()
        else:
            self._show_first_start()

    def _show_first_start(self) -> None:
        from ui.views.first_start import FirstStartView

        view = FirstStartView(
            self.kit, self.runner, self.folder.path, self.language, self.settings[APPEARANCE]
        )
        view.made.connect(self._made)
        view.sample_wanted.connect(self.open_sample)
        view.backups_wanted.connect(self._restore_to)
        view.language_chosen.connect(self._language_at_first)
        view.appearance_chosen.connect(self._appearance_at_first)
        self._enter(view)

    def _show_unlock(self) -> None:
        from ui.views.unlock import UnlockView

        view = UnlockView(self.kit, self.runner, self.folder)
        view.opened.connect(self._opened)
        view.sample_wanted.connect(self.open_sample)
        view.other_wanted.connect(self._choose_other)
        view.rescued.connect(self._rescued)
        view.backups_wanted.connect(self._show_backups)
        view.file_given.connect(self._given)
        if self._file is not None:
            view.expect(self._file)
        self._enter(view)

    def _show_sample(self) -> None:
        from ui.views.sample_start import SampleStartView

        view = SampleStartView(self.kit, self.runner, self.folder)
        view.opened.connect(self._opened)
        view.left.connect(self.leave_sample)
        self._enter(view)

    def _show_rounds(self, policy: object = None) -> None:
        from ui.views.round_start import RoundStartView

        if self.desk is None:
            return
        view = RoundStartView(self.kit, self.runner, self.desk, may_leave=self.window is not None)
        view.entered.connect(self._enter_round)
        view.sample_wanted.connect(self.open_sample)
        view.backups_wanted.connect(self._show_backups)
        view.left.connect(self._leave_rounds)
        if isinstance(policy, Path):
            view.read_policy(policy)
        elif self._file is not None and is_exchange_file(self._file):
            view.look(self._file)
            self._file = None
        self._enter(view)

    # ------------------------------------------------------------ backups

    def _restore_to(self, folder: Path) -> None:
        """Choose a backup for a folder without a desk."""
        self.folder = DeskFolder(folder)
        self._show_backups()

    def _show_backups(self) -> None:
        """Show the backups of the open desk, or of the one that is to be opened."""
        from ui.views.backups import BackupsView

        if self.is_sample:
            self.teller.say(tr("示例工作台不用备份。"))
            return
        view = BackupsView(self.kit, self.runner, self.folder, self.desk)
        view.left.connect(self._leave_backups)
        view.desk_closed.connect(self._forget_desk)
        view.restored.connect(self._restored)
        self._enter(view)

    def _leave_backups(self) -> None:
        if self.desk is None:
            self.begin(self.folder.path, file=self._file)
        elif self.window is None:
            self._show_rounds()
        else:
            self._leave_rounds()

    def _forget_desk(self) -> None:
        """The desk is closed for a restore: what was shown of it goes."""
        self.desk = None
        self.attendants.leave()
        self.attendants.end_run()
        if self.window is not None:
            self._drop(self.window)
            self.window = None

    def _restored(self, restored: "Restored", desk: "Desk", contents: "Contents | None") -> None:
        if desk.folder != default_desk_folder():
            self.settings[FOLDER] = str(desk.folder)
        self._show_restored(desk, restored, contents)

    def _rescued(self, desk: "Desk", restored: "Restored | None") -> None:
        self._show_restored(desk, restored)

    def _show_restored(
        self, desk: "Desk", restored: "Restored | None" = None, contents: "Contents | None" = None
    ) -> None:
        from ui.views.restored import RestoredView

        self.desk = desk
        view = RestoredView(self.kit, self.runner, desk, self.language, restored, contents)
        view.left.connect(self._opened)
        self._enter(view)

    # ------------------------------------------------------------ screens

    def _enter(self, view: QWidget) -> None:
        """Show a screen that fills a window of its own."""
        old, self.entrance = self.entrance, view
        view.setWindowTitle("GreenDesk")
        view.setMinimumSize(fitting(view, LEAST))
        if (before := old or self.window) is not None:
            _take_place(view, before)
        else:
            view.resize(_first_size(view))
        view.show()
        view.setFocus()
        if old is not None:
            self._drop(old)
        elif self.window is not None:
            self.window.hide()
        view.installEventFilter(self)  # what is heavy waits for the first paint
        self.shown.emit(view)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to fetch what is heavy once the screen stands: while the person reads or types."""
        if event.type() == QEvent.Type.Paint and watched is self.entrance:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._warm_up)
        return super().eventFilter(watched, event)

    def _warm_up(self) -> None:
        self._guard()
        self._watch_system()
        if QApplication.windowIcon().isNull():
            from ui.widgets.program_icon import program_icon

            QApplication.setWindowIcon(program_icon())
        if self._answers and not self._alone():
            self.finished.emit(0)
            return
        asks = self.desk is None and not self.is_sample and self.folder.exists
        self.runner.run(self, partial(_prepare, self.folder, probe=asks), self._warm)

    def _guard(self) -> None:
        """Keep values from changing by accident; nobody turns a wheel before the first screen stands."""
        from ui.widgets.input_guard import guard_input

        app = QApplication.instance()
        if app is not None and not self._guarded:
            self._guarded = True
            guard_input(app)

    def _watch_system(self) -> None:
        """Show what the system asks for; the first screen shows what it asked for at the last start."""
        if not self._watching:
            self._watching = True
            self.theme.system_seen.connect(self._system_seen)
            self.theme.watch_system()

    def _system_seen(self, appearance: str) -> None:
        self.settings[SYSTEM_APPEARANCE] = appearance

    def _warm(self, _none: None) -> None:
        log.info("ready")

    def _choose_other(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(self.entrance, tr("选择工作台的文件夹"))
        if chosen:
            self.settings[FOLDER] = chosen
            self.begin(Path(chosen))

    def open_sample(self) -> None:
        """Leave what is open and look around in the sample."""
        self._go_to(sample_folder(), sample=True)

    def leave_sample(self) -> None:
        """Go back to the person's own desk."""
        own = Path(self.settings[FOLDER]) if self.settings[FOLDER] else default_desk_folder()
        self._go_to(own, sample=False)

    def _go_to(self, folder: Path, *, sample: bool, file: Path | None = None) -> None:
        self.close_desk()
        self.begin(folder, sample=sample, file=file)

    # ------------------------------------------------------------ files, and being started again

    def answer_second_starts(self) -> None:
        """Be the one program on the desk from the first paint on: a second start comes to this one."""
        self._answers = True

    def _alone(self) -> bool:
        """Listen for starts on what is shown; not when another program was first, which then has the file."""
        if self._starts is None:
            if hand_over(self.folder.path, self._file):
                return False
            from ui.second_starts import SecondStarts

            self._starts = SecondStarts(self)
            self._starts.asked.connect(self._started_again)
        self._starts.listen(self.folder.path, self._own or self.folder.path)
        return True

    def _started_again(self, file: Path | None) -> None:
        """Come forward, and open the file that the second start was given."""
        from ui.second_starts import come_forward

        if (shown := self.teller.place()) is not None:
            come_forward(shown)
        if file is not None:
            self.runner.run(self, partial(_if_there, file), self._given)

    def _given(self, file: Path | None) -> None:
        """Open a file in the person's own desk as soon as a screen can."""
        if file is None:
            return
        self._file = file
        if self.is_sample and self._own is not None:
            self._go_to(self._own, sample=False, file=file)
        else:
            self._open_waiting()

    def _open_waiting(self) -> None:
        """Bring the file that waits to the screen that knows what to do with it; none disturbs an open dialog."""
        from PySide6.QtWidgets import QDialog

        from ui.views.covered import CoveredView
        from ui.views.round_start import RoundStartView
        from ui.views.unlock import UnlockView

        file = self._file
        if file is None:
            return
        if isinstance(dialog := QApplication.activeModalWidget(), QDialog):
            dialog.finished.connect(self._dialog_closed)
        elif self.window is not None and self.window.isVisible():
            self._file = None
            self.window.take_file(file)
        elif isinstance(self.entrance, RoundStartView) and is_exchange_file(file):
            self._file = None
            self.entrance.look(file)
        elif isinstance(self.entrance, UnlockView | CoveredView):
            self.entrance.expect(file)

    def _dialog_closed(self, _result: int) -> None:
        QTimer.singleShot(0, self._open_waiting)

    # ------------------------------------------------------------ the desk

    def _made(self, desk: "Desk") -> None:
        """A desk was made: remember where, and go on to its first round."""
        if desk.folder != default_desk_folder():
            self.settings[FOLDER] = str(desk.folder)
        self.settings[LANGUAGE] = self.language
        self.folder = DeskFolder(desk.folder)
        self._opened(desk)

    def _opened(self, desk: "Desk") -> None:
        self.desk = desk
        if not self.is_sample:
            self.attendants.attend(desk, self.settings[LOCK])
        self.runner.run(self, desk.rounds.lines, self._choose_round)

    def _backups_kept(self) -> None:
        if self.window is not None:
            self.window.backups_kept()

    def _warn_of_lock(self, words: str) -> None:
        if self.window is not None:
            self.window.toast(words, tr("继续使用"))

    def _unsay(self) -> None:
        if self.window is not None:
            self.window.hide_toast()

    def _choose_round(self, lines: "tuple[RoundLine, ...]") -> None:
        known = {line.id: line for line in lines}
        chosen = known.get(self.settings[ROUND]) or next(iter(lines), None)
        if chosen is None:
            self._show_rounds()
        else:
            self._show_window(chosen)

    def _enter_round(self, round_id: str) -> None:
        """Make a round the present one and show it."""
        if self.desk is not None:
            self.settings[ROUND] = round_id
            self.runner.run(self, partial(self.desk.rounds.line, round_id), self._show_window)

    def _leave_rounds(self) -> None:
        if self.window is not None and self.entrance is not None:
            self.window.show()
            self._drop(self.entrance)
            self.entrance = None
            QTimer.singleShot(0, self._open_waiting)  # dialogs that were hidden with the window come first

    def _show_window(self, line: "RoundLine", place: str = "home") -> None:
        """Build the window for a round; its screens are made when they are first visited."""
        from ui.desk_window import DeskWindow

        if self.desk is None:
            return
        old = self.window
        window = DeskWindow(self.kit, self.desk, line, self.runner, self.settings, is_sample=self.is_sample)
        window.round_chosen.connect(self._enter_round)
        window.rounds_wanted.connect(self._show_rounds)
        window.sample_wanted.connect(self.open_sample)
        window.sample_left.connect(self.leave_sample)
        window.backups_wanted.connect(self._show_backups)
        window.leaving.connect(self._leave_for_update)
        window.setting_chosen.connect(self._setting_chosen)
        window.lock_wanted.connect(self.lock)
        window.closing.connect(self._remember_window)
        before = next((one for one in (self.entrance, old) if one is not None and one.isVisible()), None)
        if old is None and self.settings[WINDOW]:
            window.restoreGeometry(QByteArray.fromHex(self.settings[WINDOW].encode()))
        elif before is not None:
            _take_place(window, before)
        else:
            window.resize(_first_size(window))
        self.window = window
        self.attendants.stand_over(window)
        window.show_place(place)
        window.focus_place()
        window.show()
        for one in (old, self.entrance):
            if one is not None:
                self._drop(one)
        self.entrance = None
        self.shown.emit(window)
        self.teller.offer_report()
        self._open_waiting()
        if not self.is_sample:
            self.teller.ask_arrival()
        self._ask_recovery(window, line.id)

    def _ask_recovery(self, window: "DeskWindow", round_id: str) -> None:
        """Ask once whether the office of this round may open the desk when its passphrase is forgotten."""
        from ui.recovery_asker import RecoveryAsker

        if self.desk is not None and not self.is_sample:
            RecoveryAsker(window, self.kit, self.runner, self.settings).ask(self.desk, round_id)

    def _remember_window(self) -> None:
        if self.window is not None:
            self.settings[WINDOW] = bytes(self.window.saveGeometry().toHex().data()).decode("ascii")

    def lock(self) -> None:
        """Close the desk and ask for the passphrase again."""
        if self.is_sample:
            self.teller.say(tr("示例工作台没有口令，不需要锁定。"))
            return
        self.close_desk()
        self._show_unlock()

    def close_desk(self) -> None:
        """Close the desk once everything asked of it is done; its window goes with the next screen."""
        self.attendants.leave()
        if self.desk is not None:
            self._left.append(self.desk)
            self.runner.run(self, partial(_close, self._left), self._closed)
            self.desk = None
        window, self.window = self.window, None
        if window is not None:
            if self.entrance is not None:
                self._drop(self.entrance)
            self.entrance = window  # stays visible until the next screen stands

    def _closed(self, _none: None) -> None:
        if self.desk is None:
            self.attendants.end_run()

    def shut(self) -> None:
        """Finish what is running and let go of everything; before the process ends."""
        from ui.log_file import close_log

        if self._starts is not None:
            self._starts.close()
        self.runner.close()
        if self.desk is not None:
            self._left.append(self.desk)
            self.desk = None
        _close(self._left)
        self.attendants.close()
        for one in (self.window, self.entrance):
            if one is not None:
                self._drop(one)
        self.window = self.entrance = None
        close_log()

    def session_ends(self, _manager: object) -> None:
        """The computer is shut down or the person signs off: the system ends the process without asking again."""
        log.info("session ends")
        self.attendants.end_run()

    @staticmethod
    def _drop(widget: QWidget) -> None:
        widget.hide()
        widget.deleteLater()

    # ------------------------------------------------------------ updates

    def _leave_for_update(self, again: bool) -> None:
        """End, so that an installer can do its work."""
        self.starts_again = again
        self.finished.emit(0)

    # ------------------------------------------------------------ choices

    def _setting_chosen(self, setting: Setting, value: Any) -> None:  # noqa: ANN401 - as the setting declares
        self.settings[setting] = value
        if setting is APPEARANCE:
            self.theme.switch(value)
            return
        if setting is LOCK:
            self.attendants.choose_lock(value)
            return
        if setting is LANGUAGE:
            self._speak(value)
        if setting is TEXT_SIZE:
            self.theme.switch(scale=value / 100)
        if self.window is not None:
            self._remember_window()
            self._show_window(self.window.round_line, "settings")

    def _language_at_first(self, language: str) -> None:
        self._speak(language)
        self.settings[LANGUAGE] = language
        if isinstance(self.entrance, QWidget) and hasattr(self.entrance, "rebuild"):
            self.entrance.rebuild(language)

    def _appearance_at_first(self, appearance: str) -> None:
        self.settings[APPEARANCE] = appearance
        self.theme.switch(appearance)

    def _speak(self, language: str) -> None:
        self.language = language
        if (app := QApplication.instance()) is not None:
            install(app, language)

    # ------------------------------------------------------------ what went wrong

    def tell(self, error: BaseException) -> None:
        """Tell of a failure that no screen took."""
        self.teller.tell(error)

    def _give_up(self) -> None:
        self.finished.emit(1)


def _take_place(window: QWidget, before: QWidget) -> None:
    """Show a window where the one before it stands, as large."""
    window.resize(before.size())
    window.move(before.pos())
    window.setWindowState(before.windowState())


def _first_size(window: QWidget) -> QSize:
    """The size to begin with: as drawn, on a small screen what fits with the title bar."""
    return fitting(window, SIZE)


def _close(desks: "list[Desk]") -> None:
    """Close the desks that were left: on the worker, or at the end when it did not come to that."""
    while desks:
        desks.pop().close()


def _if_there(file: Path) -> Path | None:
    """The file, unless it went while a second start said its name."""
    return file if file.is_file() else None


def _prepare(folder: DeskFolder, *, probe: bool) -> None:
    """What the worker does right after a first paint: say early when the desk is taken, then fetch the rest."""
    if probe and (fault := folder.trouble()) is not None:
        raise fault
    if folder.exists:
        from ui.log_file import open_log

        open_log(folder.path)
    warm_up()
