"""Files between the desks: sending, looking at the preview, receiving."""

from pathlib import Path

from ui.journey.hands import JourneyStopped, choose_file, click, drop, said_by, wait, write
from ui.journey.seat import Seat
from ui.views.exchange import ExchangeView
from ui.views.home import HomeView

RECEIVE, SEND, PEOPLE, CONFLICTS, QUARANTINE = range(5)


def send(sender: Seat, receivers: tuple[Seat, ...], path: Path, picture: str = "") -> None:
    """Write a file for others at the place 收发."""
    sender.take_seat()
    view = sender.go("exchange", ExchangeView)
    click(view.chips[SEND])
    page = view.send
    wait(lambda: page.boxes, "the list of people")
    sender.settle()
    names = {seat.desk.person.name for seat in receivers}
    wanted = {person.fingerprint for person in page.people if person.name in names}
    if len(wanted) != len(names):
        raise JourneyStopped(f"{sender.key} does not know {names}")
    for fingerprint, box in page.boxes.items():
        if box.isChecked() != (fingerprint in wanted):
            click(box)
    sender.settle()
    write(page.path.field, str(path))
    if picture:
        sender.picture(picture)
    click(page.send_button)
    wait(lambda: page.result.isVisible() and path.is_file(), f"{path.name} is written")
    sender.settle()


def receive(receiver: Seat, path: Path, picture: str = "", *, at_home: bool = False) -> None:
    """Look at a file and receive it; nothing is written before the button."""
    receiver.take_seat()
    before = receiver.desk.rounds.line(receiver.round_id).entries
    if at_home:
        home = receiver.go("home", HomeView)
        drop(home.drop, path)
        wait(lambda: receiver.window.place() == "exchange", "the file leads to 收发")
        receiver.settle()
    view = receiver.go("exchange", ExchangeView)
    if not at_home:
        click(view.chips[RECEIVE])
        choose_file(view.receive.choose_button, path)
    wait(lambda: view.receive.preview is not None, f"{path.name} is shown")
    receiver.settle()
    if "文件完整，未被改动" not in said_by(view.receive.pane):
        raise JourneyStopped(f"the preview of {path.name} does not say that it is whole")
    if receiver.desk.rounds.line(receiver.round_id).entries != before:
        raise JourneyStopped("looking at a file has changed the desk")
    if picture:
        receiver.picture(picture)
    click(view.receive.pane.accept)
    wait(view.receive.choosing.isVisible, f"{path.name} is received")
    receiver.settle()
