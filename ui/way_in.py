"""The way into a desk: every screen that stands by itself, and which of them follows which; imported as they come."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from ui.choices import Choices
from ui.composition.desk_folder import DeskFolder
from ui.i18n import tr
from ui.settings import APPEARANCE, FOLDER, LANGUAGE
from ui.stage import Stage
from ui.tasks import TaskRunner
from ui.widgets.kit import Kit

if TYPE_CHECKING:
    from greendesk.desk import Desk
    from greendesk.use_cases.backups import Contents, Restored


class Holder(Protocol):
    """What of the program the way in looks at."""

    desk: "Desk | None"


class WayIn(QObject):
    """Leads from a folder to an open desk with a round, and back to its window from the screens that cover it."""

    coming = Signal(object)  # a screen before it stands: it may be told of a file that waits
    opened = Signal(object)  # a desk, to be worked on
    restored = Signal(object)  # a desk that is open; its owner looks at what came back before he goes on
    round_chosen = Signal(str)
    left = Signal()  # back to the window of the desk
    folder_chosen = Signal(object)  # where another desk is
    sample_wanted = Signal()
    sample_left = Signal()
    desk_closed = Signal()  # a restore begins: nothing of the desk may be asked any more
    file_given = Signal(object)
    told = Signal(str)

    def __init__(
        self, kit: Kit, runner: TaskRunner, stage: Stage, choices: Choices, program: Holder, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._kit, self._runner, self._stage = kit, runner, stage
        self._choices, self._program = choices, program
        self.folder = DeskFolder(Path())
        self.is_sample = False
        self.own: Path | None = None  # the desk that is not the sample

    def begin(self, folder: Path, *, sample: bool = False) -> None:
        """Show the first screen of the way into the desk of a folder."""
        self._look_at(folder, sample=sample)
        if sample:
            self._show_sample()
        elif self.folder.exists:
            self.ask_passphrase()
        else:
            self._show_first_start()

    def _look_at(self, folder: Path, *, sample: bool = False) -> None:
        self.folder, self.is_sample = DeskFolder(folder), sample
        self.own = self.own if sample else folder

    # ------------------------------------------------------------ to an open desk

    def _show_first_start(self) -> None:
        from ui.views.first_start import FirstStartView

        choices = self._choices
        view = FirstStartView(
            self._kit, self._runner, self.folder.path, choices.language, choices.settings[APPEARANCE]
        )
        view.made.connect(self._made)
        view.sample_wanted.connect(self.sample_wanted)
        view.backups_wanted.connect(self._restore_to)
        view.language_chosen.connect(self._language_chosen)
        view.language_chosen.connect(view.rebuild)
        view.appearance_chosen.connect(self._appearance_chosen)
        self._stage.enter(view)

    def _language_chosen(self, language: str) -> None:
        self._choices.choose(LANGUAGE, language)

    def _appearance_chosen(self, appearance: str) -> None:
        self._choices.choose(APPEARANCE, appearance)

    def _made(self, desk: "Desk") -> None:
        """A desk was made: remember where, and go on to its first round."""
        self._choices.remember_desk(desk.folder)
        self._choices.settings[LANGUAGE] = self._choices.language
        self._look_at(desk.folder)
        self.opened.emit(desk)

    def ask_passphrase(self) -> None:
        """Show the screen that asks for the passphrase of the desk."""
        from ui.views.unlock import UnlockView

        view = UnlockView(self._kit, self._runner, self.folder)
        view.opened.connect(self.opened)
        view.sample_wanted.connect(self.sample_wanted)
        view.other_wanted.connect(self._choose_other)
        view.rescued.connect(self._show_restored)
        view.recovered.connect(self._show_recovered)
        view.backups_wanted.connect(self.show_backups)
        view.file_given.connect(self.file_given)
        self.coming.emit(view)
        self._stage.enter(view)

    def _show_recovered(self, desk: "Desk") -> None:
        """Show what a recovery key changed."""
        from ui.views.recovered import RecoveredView

        self.restored.emit(desk)
        view = RecoveredView(self._kit, self._runner, desk)
        view.left.connect(self.opened)
        self._stage.enter(view)

    def _choose_other(self) -> None:
        from ui.widgets.file_chooser import FileChooser

        FileChooser(self._stage.ground(), self._other_chosen).folder(
            tr("选择工作台的文件夹"), near=str(self.folder.path)
        )

    def _other_chosen(self, chosen: str) -> None:
        self._choices.settings[FOLDER] = chosen
        self.folder_chosen.emit(Path(chosen))

    def _show_sample(self) -> None:
        from ui.views.sample_start import SampleStartView

        view = SampleStartView(self._kit, self._runner, self.folder)
        view.opened.connect(self.opened)
        view.left.connect(self.sample_left)
        self._stage.enter(view)

    # ------------------------------------------------------------ to a round

    def show_rounds(self, policy: object = None) -> None:
        """Show where a round is opened, with a policy from a file if there is one, or joined."""
        from ui.views.round_start import RoundStartView

        desk = self._program.desk
        if desk is None:
            return
        view = RoundStartView(self._kit, self._runner, desk, may_leave=self._stage.window is not None)
        view.entered.connect(self.round_chosen)
        view.sample_wanted.connect(self.sample_wanted)
        view.backups_wanted.connect(self.show_backups)
        view.left.connect(self.left)
        if isinstance(policy, Path):
            view.read_policy(policy)
        else:
            self.coming.emit(view)
        self._stage.enter(view)

    # ------------------------------------------------------------ back to a backup

    def _restore_to(self, folder: Path) -> None:
        """Choose a backup for a folder without a desk."""
        self._look_at(folder)
        self.show_backups()

    def show_backups(self) -> None:
        """Show the backups of the open desk, or of the one that is to be opened."""
        from ui.views.backups import BackupsView

        if self.is_sample:
            self.told.emit(tr("示例工作台不用备份。"))
            return
        view = BackupsView(self._kit, self._runner, self.folder, self._program.desk)
        view.left.connect(self._leave_backups)
        view.desk_closed.connect(self.desk_closed)
        view.restored.connect(self._restored)
        self._stage.enter(view)

    def _leave_backups(self) -> None:
        if self._program.desk is None:
            self.begin(self.folder.path)
        elif self._stage.window is None:
            self.show_rounds()
        else:
            self.left.emit()

    def _restored(self, restored: "Restored", desk: "Desk", contents: "Contents | None") -> None:
        self._choices.remember_desk(desk.folder)
        self._show_restored(desk, restored, contents)

    def _show_restored(
        self, desk: "Desk", restored: "Restored | None", contents: "Contents | None" = None
    ) -> None:
        """Show what came back; a desk whose damaged file was made anew comes here, too."""
        from ui.views.restored import RestoredView

        self.restored.emit(desk)
        view = RestoredView(self._kit, self._runner, desk, self._choices.language, restored, contents)
        view.left.connect(self.opened)
        self._stage.enter(view)
