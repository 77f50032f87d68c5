"""One run of the window, from its options to its exit code."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from ui.choices import own_desk
from ui.i18n import install
from ui.input_method import reach_input_method
from ui.places import cache_home, data_home, sample_folder
from ui.program import Program
from ui.settings import APPEARANCE, LANGUAGE, SYSTEM_APPEARANCE, TEXT_SIZE, Settings
from ui.single_instance import hand_over
from ui.theme import Theme, styled_application

if TYPE_CHECKING:
    from ui.options import Options

UNTIL_FIRST_PAINT = "GREENDESK_UNTIL_FIRST_PAINT"  # set: the process ends there, so that a start can be timed


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
        program.stage.painted.connect(program.heed_endings)
    there = options.file is not None and options.file_there
    program.begin(folder, sample=options.sample, file=options.file if there else None)
    if options.file is not None and not there:
        program.reception.miss(options.file)
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
    if options.desk is not None:
        return options.desk
    return sample_folder() if options.sample else own_desk(settings)
