"""Asks the owner of a desk once whether the recovery key that a round offers may open it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.composition.desk_folder import DeskFolder
from ui.settings import RECOVERY_ASKED, Settings
from ui.tasks import TaskRunner
from ui.widgets.kit import Kit

if TYPE_CHECKING:
    from greendesk.desk import Desk
    from greendesk.use_cases.recovery import RecoveryKeyLine


class RecoveryAsker(QObject):
    """Asks when the window of a round is shown; whatever the answer, the settings can change it."""

    def __init__(self, window: QWidget, kit: Kit, runner: TaskRunner, settings: Settings) -> None:
        super().__init__(window)
        self._kit, self._runner, self._settings = kit, runner, settings

    def ask(self, desk: "Desk", round_id: str) -> None:
        """Look for a key that was never answered."""
        then = partial(self._found, desk)
        self._runner.run(self, partial(desk.recovery.lines, round_id), then)

    def _found(self, desk: "Desk", lines: "tuple[RecoveryKeyLine, ...]") -> None:
        asked = self._settings[RECOVERY_ASKED].split()
        new = [one for one in lines if one.offered and not one.admitted and one.recipient not in asked]
        window = self.parent()
        if not new or not isinstance(window, QWidget) or QApplication.activeModalWidget() is not None:
            return
        from ui.widgets.recovery_sheets import LetRecoveryIn

        self._settings[RECOVERY_ASKED] = " ".join([*asked, new[0].recipient])
        LetRecoveryIn(window, self._kit, self._runner, DeskFolder(desk.folder), new[0]).open()
