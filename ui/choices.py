"""What the person chose about the program: remembered, and in effect at once."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ui.i18n import install
from ui.places import default_desk_folder
from ui.settings import APPEARANCE, FOLDER, LANGUAGE, LOCK, SYSTEM_APPEARANCE, TEXT_SIZE, Setting, Settings
from ui.theme import Theme

MAKE_ANEW = (LANGUAGE, TEXT_SIZE)  # the window is made anew for them


class Choices(QObject):
    """Takes each choice from whichever screen offers it."""

    lock_chosen = Signal(int)  # minutes without use
    words_or_sizes_changed = Signal()  # what is shown has to be made anew

    def __init__(self, theme: Theme, settings: Settings, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self.theme, self.settings, self.language = theme, settings, language
        self._watching = False

    def choose(self, setting: Setting, value: Any) -> None:  # noqa: ANN401 - as the setting declares
        """Remember a choice and let it take effect."""
        self.settings[setting] = value
        if setting is APPEARANCE:
            self.theme.switch(value)
        elif setting is LOCK:
            self.lock_chosen.emit(value)
        else:
            if setting is LANGUAGE:
                self._speak(value)
            elif setting is TEXT_SIZE:
                self.theme.switch(scale=value / 100)
            self.words_or_sizes_changed.emit()

    def remember_desk(self, folder: Path) -> None:
        """Remember where the person's own desk was made or restored, unless that is where it is looked for anyway."""
        if folder != default_desk_folder():
            self.settings[FOLDER] = str(folder)

    def watch_system(self) -> None:
        """Show what the system asks for; the first screen shows what it asked for at the last start."""
        if not self._watching:
            self._watching = True
            self.theme.system_seen.connect(self._system_seen)
            self.theme.watch_system()

    def _system_seen(self, appearance: str) -> None:
        self.settings[SYSTEM_APPEARANCE] = appearance

    def _speak(self, language: str) -> None:
        self.language = language
        if (app := QApplication.instance()) is not None:
            install(app, language)


def own_desk(settings: Settings) -> Path:
    """The folder of the person's own desk."""
    return Path(settings[FOLDER]) if settings[FOLDER] else default_desk_folder()
