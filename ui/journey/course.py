"""The course of the journey: the steps in their order, with three people who carry files between their desks."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from greendesk.ports import Person
from ui.i18n import install
from ui.journey import start
from ui.journey.hands import JourneyStopped, watched
from ui.journey.papers import Mailroom
from ui.journey.seat import Seat
from ui.places import HOME_VARIABLE
from ui.theme import Theme
from ui.widgets.input_guard import guard_input

PASSPHRASE = "green desk 2026"  # noqa: S105 - of desks that live as long as the journey
EXPERTS = ("zhou", "shen")


class Journey:
    """Three seats, the papers that arrive, and the folder for what is left."""

    def __init__(self, out: Path, home: Path, theme: Theme) -> None:
        self.out, self.home, self.theme = out, home, theme
        self.files, self.pictures = out / "files", out / "screens"
        self.post = out / "exchange"
        for folder in (self.files, self.pictures, self.post):
            folder.mkdir(parents=True, exist_ok=True)
        packages = home / "packages"
        packages.mkdir()
        self.mailroom = Mailroom(packages)
        self.secretary = Seat("secretary", theme, home, self.pictures)
        self.experts = {key: Seat(key, theme, home, self.pictures) for key in EXPERTS}
        self.began = time.monotonic()

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Everybody."""
        return (self.secretary, *self.experts.values())

    def say(self, words: str) -> None:
        """Tell at the terminal how far the journey is."""
        sys.stdout.write(f"[{time.monotonic() - self.began:5.1f} s] {words}\n")
        sys.stdout.flush()

    def steps(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """What is done, in order."""
        return (("1 three desks, a round, two who join it", self.begin),)

    def begin(self) -> None:
        """Step 1."""
        script = self.mailroom.script
        start.make_desk(self.secretary, Person(**script["person"]), PASSPHRASE, pictured=True)
        start.open_round(self.secretary)
        for key, seat in self.experts.items():
            start.make_desk(seat, Person(**script["experts"][key]), PASSPHRASE)
            words = start.ask_to_join(seat, self.post / f"01-request-{key}.gdx")
            answer = self.post / f"02-round-for-{key}.gdx"
            start.approve(self.secretary, self.post / f"01-request-{key}.gdx", words, answer)
            start.join(seat, answer)

    def end(self) -> None:
        """Close the three programs."""
        for seat in self.seats:
            seat.program.shut()


def travel(out: Path) -> int:
    """Do every step; returns 0, or 1 and says where it stopped."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        return 1
    app.setApplicationName("GreenDesk")
    app.setQuitOnLastWindowClosed(False)
    out = out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="greendesk-journey-"))
    os.environ[HOME_VARIABLE] = str(home)
    theme = Theme("light", reduced_motion=True)
    theme.apply(app)
    guard_input(app)
    install(app, "zh")
    try:
        return _travel(Journey(out, home, theme))
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _travel(journey: Journey) -> int:
    with watched():
        try:
            for name, step in journey.steps():
                journey.say(name)
                step()
        except JourneyStopped as stopped:
            journey.say(f"STOPPED: {stopped}")
            for seat in journey.seats:
                window = seat.program.window or seat.program.entrance
                if window is not None:
                    window.grab().save(str(journey.pictures / f"stopped-{seat.key}.png"))
            return 1
        finally:
            journey.end()
    return 0
