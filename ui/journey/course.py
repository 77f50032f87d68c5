"""The course of the journey: the steps in their order, with three people who carry files between their desks."""

import os
import shutil
import ssl
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QRectF, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from greendesk.ports import Person
from ui.i18n import install
from ui.journey import post, proof, start
from ui.journey.hands import JourneyStopped, click, press, wait, wait_for_words, watched, write
from ui.journey.intake import Intake
from ui.journey.papers import Mailroom
from ui.journey.review import Bench
from ui.journey.seat import Seat
from ui.journey.verdict import Panel, Standing, standing
from ui.places import HOME_VARIABLE
from ui.theme import Theme
from ui.views.exchange import ExchangeView
from ui.views.unlock import UnlockView
from ui.widgets.input_guard import guard_input

PASSPHRASE = "green desk 2026"  # noqa: S105 - of desks that live as long as the journey
EXPERTS = ("zhou", "shen")
SHARES = {"zhou": Decimal("0.88"), "shen": Decimal("0.8")}
DOUBTS = {"zhou": frozenset[str](), "shen": frozenset({"E5", "R11", "X31"})}
LATER = "C12"  # the item that is left out at first
FOLDERS = ("files", "screens", "exchange")
LIST = "journey.txt"  # what the last journey left; only where it lies are its folders swept


class Journey:
    """Three seats, the papers that arrive, and the folder for what is left."""

    def __init__(self, out: Path, home: Path, theme: Theme) -> None:
        self.out, self.home, self.theme = out, home, theme
        self.files, self.pictures = out / "files", out / "screens"
        self.post = out / "exchange"
        for folder in (self.files, self.pictures, self.post):
            folder.mkdir(parents=True)
        packages = home / "packages"
        packages.mkdir()
        self.mailroom = Mailroom(packages)
        self.secretary = Seat("secretary", theme, home, self.pictures)
        self.experts = {key: Seat(key, theme, home, self.pictures) for key in EXPERTS}
        self.intake = Intake(self.secretary, self.mailroom)
        self.panel = Panel(self.secretary)
        self.told: list[str] = []
        self.stand: Standing | None = None  # what all desks agree on
        self.benches: dict[str, Bench] = {}
        self.began = time.monotonic()

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Everybody."""
        return (self.secretary, *self.experts.values())

    def say(self, words: str) -> None:
        """Tell at the terminal how far the journey is."""
        line = f"[{time.monotonic() - self.began:5.1f} s] {words}"
        self.told.append(line)
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    def steps(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """What is done, in order."""
        return (
            ("1 three desks, a round, two who join it", self.begin),
            (
                "2 packages: folder, ZIP with GBK names, 7z, .gdpkg; completeness, correction notice",
                self.receive,
            ),
            ("3 the negative list, head by head with proof", self.check_negative),
            ("4 the departments' opinions with their letters", self.collect_opinions),
            ("5 experts are asked, files go to them, packages open after the declaration", self.hand_out),
            ("6-8 every item of both tables is scored, submitted, locked, signed", self.review),
            ("9 reviews come in, one goes back, the panel concludes, the summary, home again", self.conclude),
            ("9 all three desks show the same", self.compare),
            ("10 every file is checked, a changed byte is found", self.prove),
            ("  the screens that are left, and the main ones in dark", self.look_round),
        )

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

    def receive(self) -> None:
        """Step 2."""
        room, intake = self.mailroom, self.intake
        self.secretary.take_seat()
        self.secretary.picture("home-empty")
        intake.refuse_wrong_code()
        intake.register(
            room.factory,
            room.as_folder(room.factory, complete=False),
            by="folder",
            picture="application-new",
        )
        intake.find_bad_files(room.factory, "application-bad-files")
        if not intake.check_documents(room.factory, "application-documents"):
            raise JourneyStopped("the pledge is missing and nobody noticed")
        intake.ask_for_correction(room.factory, self.files)
        intake.receive_again(room.factory, room.as_zip(room.factory))
        intake.look_at_files(room.factory, "application-files")
        intake.register(room.chain, room.as_7z(room.chain), by="drop")
        package = self.files / f"{room.later.name} 申报材料.gdpkg"
        unit = room.later.register | {"category": room.later.category}
        seat = self.secretary
        seat.desk.pack(str(room.as_folder(room.later)), unit, package, seat.round_id)
        intake.register(room.later, package, by="file")
        for applicant in (room.factory, room.chain):
            if intake.check_documents(applicant):
                raise JourneyStopped(f"documents of {applicant.name} are said to be missing")
        intake.look_at_register(room.chain)

    def check_negative(self) -> None:
        """Step 3."""
        self.intake.answer_negative(self.mailroom.factory, "application-negative")
        self.intake.answer_negative(self.mailroom.chain)

    def collect_opinions(self) -> None:
        """Step 4."""
        self.intake.record_opinions((self.mailroom.factory, self.mailroom.chain), "opinions")

    def hand_out(self) -> None:
        """Step 5."""
        names = tuple(seat.desk.person.name for seat in self.experts.values())
        self.intake.assign(self.mailroom.factory, names, "application-experts")
        self.intake.assign(self.mailroom.chain, names)
        self.intake.to_list()
        self.secretary.picture("applications")
        for number, (key, seat) in enumerate(self.experts.items()):
            path = self.post / f"03-to-{key}.gdx"
            post.send(self.secretary, (seat,), path, "" if number else "exchange-send")
            post.receive(seat, path, "" if number else "exchange", at_home=not number)

    def review(self) -> None:
        """Steps 6 to 8."""
        for key, seat in self.experts.items():
            pictured = key == EXPERTS[0]
            bench = self.benches[key] = Bench(seat, SHARES[key], doubtful=DOUBTS[key])
            bench.open(self.mailroom.factory, "bench" if pictured else "")
            items = bench.score(self.mailroom.factory, leave=LATER)
            if pictured:
                bench.pin("R10", 2, (QRectF(0.1, 0.104, 0.8, 0.045), QRectF(0.1, 0.441, 0.8, 0.024)))
                bench.undo_and_redo("E6")
                bench.go_to("R10")
                seat.picture("bench")
                self.in_the_dark(seat, "bench")
            bench.find_what_is_missing(LATER, "bench-missing" if pictured else "")
            bench.score_missing(self.mailroom.factory, LATER)
            bench.submit("bench-submit" if pictured else "")
            bench.check_locked()
            if pictured:
                seat.picture("bench-locked")
            bench.keep_paper(self.files / f"评审表 绿色工厂 {key}.pdf")
            bench.open(self.mailroom.chain)
            items += bench.score(self.mailroom.chain)
            if pictured:
                seat.picture("bench-supply-chain")
            bench.submit()
            bench.keep_paper(self.files / f"评审表 绿色供应链 {key}.pdf")
            self.say(f"    {seat.desk.person.name}: {items} items")

    def conclude(self) -> None:
        """Step 9."""
        factory, chain, panel = self.mailroom.factory, self.mailroom.chain, self.panel
        secretary, returned = self.secretary, self.experts[EXPERTS[1]]
        for key, seat in self.experts.items():
            path = self.post / f"04-from-{key}.gdx"
            post.send(seat, (secretary,), path)
            post.receive(secretary, path, "exchange" if key == EXPERTS[0] else "")
        panel.show("panel")
        name = returned.desk.person.name
        panel.hand_back(factory, name, "E5 与能源审计报告不一致，请核对后重新计分。（示例）", "panel-return")
        self._bring(secretary, returned, "05-return.gdx")
        bench = self.benches[EXPERTS[1]]
        bench.open(factory)
        returned.picture("bench-returned")
        bench.amend("E5")
        bench.submit()
        bench.keep_paper(self.files / f"评审表 绿色工厂 {EXPERTS[1]} 重新提交.pdf")
        self._bring(returned, secretary, "06-again.gdx")
        if not panel.conclude(factory, "panel-conclusion"):
            raise JourneyStopped("the experts differ on R11 and nobody noticed")
        panel.conclude(chain)
        panel.summarise(self.files, (factory, chain))
        self.say(f"    {panel.export(self.files / '签署文件')} signed papers exported")
        for number, (key, seat) in enumerate(self.experts.items(), start=7):
            self._bring(secretary, seat, f"{number:02}-conclusion-for-{key}.gdx")
        for number, (key, seat) in enumerate(self.experts.items(), start=9):
            self._bring(seat, secretary, f"{number:02}-receipt-of-{key}.gdx")

    def _bring(self, sender: Seat, receiver: Seat, name: str) -> None:
        post.send(sender, (receiver,), self.post / name)
        post.receive(receiver, self.post / name)

    def compare(self) -> None:
        """Step 9: what the three people see."""
        seen = {seat.key: standing(seat) for seat in self.seats}
        for key, one in seen.items():
            if one != seen["secretary"]:
                raise JourneyStopped(f"{key} sees something else:\n{one}\n{seen['secretary']}")
        self.stand = seen["secretary"]
        for row in self.stand.ranking:
            self.say("    " + " · ".join(row))

    def prove(self) -> None:
        """Step 10."""
        made = sorted(one for one in self.out.rglob("*") if one.suffix in proof.KINDS)
        for line in proof.check(made):
            self.say(f"    {line}")
        for line in proof.flip(made, self.home / "flipped"):
            self.say(f"    found: {line}")
        certificates = self.out / "files" / "certificates"
        certificates.mkdir()
        for seat in self.seats:
            chain = seat.desk.chain(seat.round_id)
            for number, der in enumerate(chain):
                target = certificates / f"{seat.key}-{number}.pem"
                target.write_text(ssl.DER_cert_to_PEM_cert(der), encoding="ascii")

    def look_round(self) -> None:
        """Take pictures of the screens that were not passed."""
        secretary = self.secretary
        secretary.take_seat()
        exchange = secretary.go("exchange", ExchangeView)
        for place, name in (
            (post.PEOPLE, "people"),
            (post.CONFLICTS, "conflicts"),
            (post.QUARANTINE, "quarantine"),
        ):
            click(exchange.chips[place])
            secretary.picture(f"exchange-{name}")
        click(exchange.chips[post.PEOPLE])
        for key in ("home", "settings"):
            secretary.go_to(key)
            secretary.picture(key)
        self.panel.show("panel")
        self.in_the_dark(secretary, "home", "applications", "opinions", "panel", "exchange", "settings")
        press(secretary.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        view = secretary.entrance(UnlockView)
        wait_for_words(view.owner.text, str(self.mailroom.script["person"]["name"]))
        secretary.picture("unlock", view)
        write(view.passphrase.field, PASSPHRASE[:-1])
        click(view.button)
        wait(lambda: view.passphrase.wrong, "a wrong passphrase is refused beside the field")
        secretary.picture("unlock-wrong", view)
        write(view.passphrase.field, PASSPHRASE)
        click(view.button)
        wait(lambda: secretary.program.window is not None, "the desk is open again")
        if standing(secretary) != self.stand:
            raise JourneyStopped("after locking and opening again the desk shows something else")

    def in_the_dark(self, seat: Seat, *places: str) -> None:
        """Take pictures in dark, then go back to light."""
        self.theme.switch("dark")
        for place in places:
            if place != seat.window.place():
                seat.go_to(place)
            seat.picture(place)
        self.theme.switch("light")

    def list_what_is_left(self) -> None:
        """Say what was made and where, and leave the list beside it."""
        left = sorted(path for name in FOLDERS for path in (self.out / name).rglob("*") if path.is_file())
        names = [f"{path.relative_to(self.out)}  {path.stat().st_size} bytes" for path in left]
        (self.out / LIST).write_text("\n".join([*self.told, "", *names, ""]), encoding="utf-8")
        words = {"files": "signed PDFs, docx, xlsx, package, certificates", "screens": "pictures of the screens",
                 "exchange": "files that were carried between the desks"}  # fmt: skip
        self.say(f"done; it left in {self.out}:")
        for folder, what in words.items():
            count = sum(path.relative_to(self.out).parts[0] == folder for path in left)
            self.say(f"    {folder}/ {count} {what}")
        self.say(f"    {LIST} the list of them all")

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
    if not _sweep(out):
        sys.stderr.write(
            f"{out}: files, screens or exchange are there and not of a journey; choose another folder\n"
        )
        return 1
    home = Path(tempfile.mkdtemp(prefix="greendesk-journey-"))
    os.environ[HOME_VARIABLE] = str(home)
    qInstallMessageHandler(_say_what_matters)
    theme = Theme("light", reduced_motion=True)
    theme.apply(app)
    guard_input(app)
    install(app, "zh")
    try:
        return _travel(Journey(out, home, theme))
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _say_what_matters(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    """Pass on what Qt says, but for what its off-screen platform says at every window."""
    del kind, context
    if not words.startswith("This plugin does not support"):
        sys.stderr.write(f"{words}\n")


def _sweep(out: Path) -> bool:
    """Take away what the last journey left; False when something of that name is not of a journey."""
    there = [out / name for name in FOLDERS if (out / name).exists()]
    if there and not (out / LIST).is_file():
        return False
    for folder in there:
        shutil.rmtree(folder)
    (out / LIST).write_text("", encoding="utf-8")
    return True


def _travel(journey: Journey) -> int:
    with watched():
        try:
            for name, step in journey.steps():
                journey.say(name)
                step()
            journey.list_what_is_left()
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
