"""What the first paint does not wait for; imported after it, like all that is imported here."""

from PySide6.QtWidgets import QApplication

from ui.composition.desk_folder import DeskFolder
from ui.composition.opening import warm_up
from ui.log_file import open_log
from ui.widgets.input_guard import guard_input
from ui.widgets.program_icon import program_icon
from ui.widgets.unlock_trouble import UNREADABLE


def dress() -> None:
    """Give the program its icon, and keep values from changing by accident."""
    app = QApplication.instance()
    if app is not None:
        guard_input(app)
    if QApplication.windowIcon().isNull():
        QApplication.setWindowIcon(program_icon())


def prepare(folder: DeskFolder, *, probe: bool) -> None:
    """What the worker does: say early when the desk is taken, then fetch what opening it needs.

    That it cannot be read the screen says itself, which asks whose desk it is.
    """
    fault = folder.trouble() if probe else None
    if fault is not None and fault.code != UNREADABLE:
        raise fault
    if folder.exists:
        open_log(folder.path)
    warm_up()
