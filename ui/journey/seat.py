"""One seat of the journey: a person before a desk of his own, with the program open on it."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFrame, QPushButton, QToolButton, QWidget

from greendesk.desk import Desk
from ui.desk_window import DeskWindow
from ui.journey.hands import MISHAPS, JourneyStopped, click, wait
from ui.program import Program
from ui.settings import Settings
from ui.theme import Theme

PageT = TypeVar("PageT", bound=QWidget)
SIZE = (1440, 900)
PLACES = {
    "home": "工作台",
    "applications": "申报",
    "bench": "评审",
    "opinions": "部门意见",
    "panel": "汇总",
    "exchange": "收发",
    "settings": "设置",
}


class WatchedProgram(Program):
    """The program; a failure that no screen takes ends the journey."""

    def tell(self, error: BaseException) -> None:
        """Remember the failure, and show it as always."""
        MISHAPS.take(error)
        super().tell(error)


class Seat:
    """Goes from place to place by the rail and takes pictures of what is shown."""

    def __init__(self, key: str, theme: Theme, home: Path, pictures: Path) -> None:
        self.key, self.theme, self.folder, self.pictures = key, theme, home / key / "desk", pictures
        self.program = WatchedProgram(theme, Settings(home / key), "zh")

    # ------------------------------------------------------------ what is open

    @property
    def desk(self) -> Desk:
        """The desk, once it is made."""
        if self.program.desk is None:
            raise JourneyStopped(f"{self.key} has no desk")
        return self.program.desk

    @property
    def window(self) -> DeskWindow:
        """The window over the round."""
        if self.program.window is None:
            raise JourneyStopped(f"{self.key} has no window")
        return self.program.window

    @property
    def round_id(self) -> str:
        """The round that is open."""
        return self.window.round_line.id

    def entrance(self, kind: type[PageT]) -> PageT:
        """The screen before the first round, of a kind."""
        wait(lambda: isinstance(self.program.entrance, kind), f"{self.key} shows {kind.__name__}")
        page = self.program.entrance
        if not isinstance(page, kind):
            raise JourneyStopped(f"{self.key} does not show {kind.__name__}")
        return page

    def take_seat(self) -> None:
        """Be the person who types: one window has the keyboard at a time."""
        window = self.program.window or self.program.entrance
        if window is not None:
            window.resize(*SIZE)
            window.raise_()
            window.activateWindow()
            wait(window.isActiveWindow, f"the window of {self.key} is active")

    def go(self, key: str, kind: type[PageT]) -> PageT:
        """Press a place in the rail; returns its page once everything it asked for has come."""
        self.go_to(key)
        page = self.window.page(key)
        if not isinstance(page, kind):
            raise JourneyStopped(f"{self.key} has no place {key}")
        return page

    def go_to(self, key: str) -> None:
        """Press a place in the rail."""
        buttons = [
            one
            for one in self.window.findChildren(QToolButton)
            if one.property("kind") == "nav" and one.text().startswith(PLACES[key])
        ]
        click(buttons[0] if buttons else None, PLACES[key])
        self.settle()

    def do(self, button: QWidget, told: str) -> None:
        """Press a button that records something, and wait until the window says that it is done."""
        self._close_toasts()
        click(button)
        wait(lambda: any(told in toast.accessibleName() for toast in self._toasts()), f"“{told}”")
        self.settle()

    def _close_toasts(self) -> None:
        for toast in self._toasts():
            for close in toast.findChildren(QPushButton):
                click(close)

    def _toasts(self) -> list[QFrame]:
        frames = self.window.findChildren(QFrame)
        return [one for one in frames if one.property("role") == "toast" and one.isVisible()]

    # ------------------------------------------------------------ waiting and pictures

    def settle(self) -> None:
        """Wait until the worker has done all that was asked, and what followed from it."""
        for _ in range(4):
            landed: list[None] = []
            self.program.runner.run(self.program, _nothing, landed.append)
            wait(landed.__len__, f"the worker of {self.key} is done")

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        """Save what is shown; a picture is no proof, it is for people to look at."""
        self.settle()
        window = self.program.window
        if window is not None and window.isVisible() and widget is None:
            self._close_toasts()
        shown = widget or (window if window is not None and window.isVisible() else self.program.entrance)
        if shown is None:
            raise JourneyStopped(f"{self.key} shows nothing")
        self.pictures.mkdir(parents=True, exist_ok=True)
        target = self.pictures / f"{name}-{self.theme.name}.png"
        if not shown.grab().save(str(target)):
            raise JourneyStopped(f"{target} cannot be written")


def _nothing() -> None:
    """Nothing: it lands after everything that was asked before."""
