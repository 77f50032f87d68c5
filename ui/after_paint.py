"""What the first paint does not wait for; imported after it, like all that is imported here."""

from PySide6.QtWidgets import QApplication

from ui.composition.desk_folder import DeskFolder
from ui.composition.opening import warm_up
from ui.log_file import open_log
from ui.widgets.input_guard import guard_input
from ui.widgets.program_icon import program_icon


def dress() -> None:
    """Give the program its icon, and keep values from changing by accident."""
    app = QApplication.instance()
    if app is not None:
        guard_input(app)
    if QApplication.windowIcon().isNull():
        QApplication.setWindowIcon(program_icon())


def prepare(folder: DeskFolder, *, probe: bool) -> None:
    """What the worker does: say early when the desk is taken, then fetch what opening it needs."""
    if probe and (fault := folder.trouble()) is not None:
        raise fault
    if folder.exists:
        open_log(folder.path)
    warm_up()
