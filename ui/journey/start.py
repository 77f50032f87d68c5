"""The first step: three people make their desks, one opens a round, two join it by file."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from greendesk.ports import Person
from ui.composition.rules import RESOURCES
from ui.journey.hands import JourneyStopped, button_of, choose_file, click, said_by, wait, write
from ui.journey.seat import Seat
from ui.views.exchange import ExchangeView
from ui.views.exchange.hand_out import HandOutSheet
from ui.views.exchange.join import ApproveSheet
from ui.views.first_start import FirstStartView
from ui.views.round_start import RoundStartView

POLICY = RESOURCES / "policies" / "sample-2026.yaml"


def make_desk(seat: Seat, person: Person, passphrase: str, *, pictured: bool = False) -> None:
    """Say who I am, choose language, appearance and passphrase, and make the desk."""
    seat.program.begin(seat.folder)
    view = seat.entrance(FirstStartView)
    seat.take_seat()
    if pictured:
        click(view.languages["en"])
        wait(lambda: view.language == "en", "the first screen speaks English")
        seat.picture("first-start-english")
        click(view.languages["zh"])
        wait(lambda: view.language == "zh", "the first screen speaks Chinese")
        click(view.appearances["dark"])
        seat.picture("first-start")
    click(view.appearances["light"])
    fields: tuple[tuple[QLineEdit, str], ...] = (
        (view.name.field, person.name),
        (view.title.field, person.title),
        (view.organisation.field, person.organisation),
        (view.passphrase.field, passphrase),
        (view.repeat.field, passphrase),
    )
    for field, words in fields:
        write(field, words)
    if pictured:
        seat.picture("first-start")
    click(view.make_button)
    seat.entrance(RoundStartView)
    seat.settle()


def open_round(seat: Seat) -> None:
    """Open a round from a policy file."""
    seat.take_seat()
    view = seat.entrance(RoundStartView)
    offered = view.policy.count()
    choose_file(button_of(view, "从文件选择"), POLICY)
    wait(lambda: view.policy.count() > offered, "the policy file is read")
    wait(lambda: bool(view.title.text), "the form is filled from the policy")
    seat.picture("round-open")
    click(view.open_button)
    wait(lambda: seat.program.window is not None, "the round is open")
    seat.take_seat()
    seat.settle()


def ask_to_join(seat: Seat, request: Path) -> str:
    """Write the request to join; returns the words that are read aloud on the telephone."""
    seat.take_seat()
    view = seat.entrance(RoundStartView)
    click(view.choices[1])
    wait(lambda: "：" in view.words.text(), "the words are shown")
    choose_file(view.request_button, request)
    wait(lambda: request.name in view.request_note.text(), "the request is written")
    seat.picture("round-join")
    return view.words.text().split("：")[-1].strip()


def approve(seat: Seat, request: Path, words: str, answer: Path) -> None:
    """Compare the words, approve the person, write the round file and put it where the person looks for it."""
    seat.take_seat()
    view = seat.go("exchange", ExchangeView)
    click(view.chips[0])
    choose_file(view.receive.choose_button, request)
    wait(lambda: isinstance(view.participants.sheet, ApproveSheet), "the request is shown")
    sheet = view.participants.sheet
    if not isinstance(sheet, ApproveSheet) or not set(words.split()) <= set(said_by(sheet).split()):
        raise JourneyStopped(f"the words differ: {words}")
    seat.picture("exchange-request")
    click(sheet.compared)
    click(sheet.approve_button)
    wait(lambda: isinstance(view.participants.sheet, HandOutSheet), "the request is approved")
    handing_out = view.participants.sheet
    if not isinstance(handing_out, HandOutSheet):
        raise JourneyStopped("the round file is not offered")
    write(handing_out.folder.field, str(answer.parent))
    ((_, written),) = handing_out.targets()
    seat.picture("exchange-round-file")
    click(handing_out.write_button)
    wait(handing_out.result.isVisible, "the round file is written")
    written.replace(answer)
    seat.settle()


def join(seat: Seat, answer: Path) -> None:
    """Open the round file and join."""
    seat.take_seat()
    view = seat.entrance(RoundStartView)
    choose_file(view.look_button, answer)
    wait(view.join_button.isEnabled, "the round file is shown")
    click(view.join_button)
    wait(lambda: seat.program.window is not None, "the round is joined")
    seat.take_seat()
    seat.settle()
