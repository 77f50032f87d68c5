"""Marks that the program runs on a desk, and says so when the run before broke off."""

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from ui.run_record import Run

log = logging.getLogger(__name__)


class RunKeeper(QObject):
    """Keeps the mark of the run on the open desk, which its lock keeps for this program alone."""

    broke_off = Signal(object)  # what is known of the run before; once for each desk that is opened

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._folder: Path | None = None
        self._run: Run | None = None

    def begin(self, folder: Path) -> None:
        """Mark the run on the desk in this folder, which is open."""
        if folder != self._folder:
            self.end()
            self._folder = folder
            self._runner.run(self, partial(self._mark, folder), self._marked)

    def end(self) -> None:
        """The desk was closed as it should."""
        run, self._run, self._folder = self._run, None, None
        if run is not None:
            log.info("desk closed")
            run.end()

    def _mark(self, folder: Path) -> "tuple[str, ...] | None":
        """On the worker: note it at once, so that an end that comes first finds it."""
        from ui.log_file import note_start, open_log
        from ui.run_record import begin

        open_log(folder)
        note_start()
        self._run = begin(folder)
        log.info("desk opened")
        if self._run.before is not None:
            log.warning("the run before broke off")
        return self._run.before

    def _marked(self, before: "tuple[str, ...] | None") -> None:
        if before is not None:
            self.broke_off.emit(before)
