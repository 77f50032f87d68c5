"""The desk that a command works on, and how people name rounds, applications and participants."""

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from greendesk.desk import Desk
from greendesk.queries import ApplicationLine, ParticipantLine, RoundLine
from ui.cli.refusals import FileThere, FolderMissing, NameFitsNothing, NameFitsSeveral, NoDesk, NoPassphrase
from ui.cli.speech import Pair, say
from ui.composition.desk_folder import DeskFolder
from ui.places import default_desk_folder

PASSPHRASE = "GREENDESK_PASSPHRASE"  # noqa: S105 - the name of the variable
PIN = "GREENDESK_PIN"
KEY_PASSWORD = "GREENDESK_KEY_PASSWORD"  # noqa: S105 - the name of the variable
_MOST_SHOWN = 12
ThingT = TypeVar("ThingT")
_ROUND = ("批次", "round")
_APPLICATION = ("申报", "application")
_PERSON = ("参与人", "participant")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """An open desk and the round that the command is about."""

    desk: Desk
    round: str


def desk_folder(args: Namespace) -> Path:
    """The folder of the desk: as given, or the person's own."""
    return Path(args.desk) if args.desk else default_desk_folder()


def passphrase(args: Namespace, *, twice: bool = False) -> str:
    """The passphrase from a file, the environment, or the keyboard."""
    if args.passphrase_file:
        return Path(args.passphrase_file).read_text(encoding="utf-8").rstrip("\r\n")
    if PASSPHRASE in os.environ:
        return os.environ[PASSPHRASE]
    if not sys.stdin.isatty():
        raise NoPassphrase
    given = getpass.getpass(say("口令：", "Passphrase: "))
    if twice and getpass.getpass(say("再输一次：", "Once more: ")) != given:
        raise NoPassphrase
    return given


def pin() -> str:
    """The PIN of a token from the environment or the keyboard; empty: the desk is only read."""
    return secret(PIN, say("UKey 的 PIN（只查看可留空）：", "PIN of the UKey (empty: only read): "))


def key_password(*, twice: bool = False) -> str:
    """The password of a certificate file from the environment or the keyboard."""
    given = secret(KEY_PASSWORD, say("证书文件的密码：", "Password of the certificate file: "))
    asked = twice and KEY_PASSWORD not in os.environ and sys.stdin.isatty()
    if asked and getpass.getpass(say("再输一次：", "Once more: ")) != given:
        raise NoPassphrase
    return given


def secret(variable: str, question: str) -> str:
    """What must not stand on a command line: from the environment or the keyboard."""
    if variable in os.environ:
        return os.environ[variable]
    return getpass.getpass(question) if sys.stdin.isatty() else ""


@contextmanager
def open_desk(args: Namespace) -> Iterator[Desk]:
    """The desk, unlocked; closed afterwards."""
    folder = DeskFolder(desk_folder(args))
    if not folder.exists:
        raise NoDesk(folder=folder.path.name)
    desk = folder.unlock(passphrase(args), pin() if folder.token() else "")
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def open_round(args: Namespace) -> Iterator[Session]:
    """The desk and the round that is meant."""
    with open_desk(args) as desk:
        yield Session(desk=desk, round=the_round(desk, args.round).id)


def the_round(desk: Desk, given: str) -> RoundLine:
    """The round by its number or a part of its title; the only one when nothing is given."""
    lines = desk.rounds.lines()
    if not given and len(lines) == 1:
        return lines[0]
    return _one(given, _ROUND, ((line, line.title, (line.id,)) for line in lines))


def the_application(session: Session, given: str) -> ApplicationLine:
    """The application by its number, its unit's name or credit code."""
    lines = session.desk.applications.lines(session.round)
    return _one(given, _APPLICATION, ((line, line.unit, (line.id, line.credit_code)) for line in lines))


def the_participant(session: Session, given: str) -> ParticipantLine:
    """The participant by name or number; a name alone means the certificate that is valid."""
    lines = session.desk.rounds.participants(session.round)
    return _one(given, _PERSON, ((line, called(line), (line.fingerprint,)) for line in lines))


def called(line: ParticipantLine) -> str:
    """The name of a participant; of an ended certificate it says so."""
    if line.revoked is None:
        return line.name
    return line.name + (
        say("（原证书）", " (former certificate)") if line.successor else say("（已撤销）", " (ended)")
    )


def the_one(given: str, what: Pair, things: Iterable[tuple[str, str]]) -> str:
    """The code of the thing that is called so; `things` are codes and names."""
    return _one(given, what, ((code, f"{name}（{code}）", (code, name)) for code, name in things))


def new_file(given: str) -> Path:
    """A file that may be written: it is not there yet, and its folder is."""
    path = Path(given)
    if not path.parent.is_dir():
        raise FolderMissing(name=str(path.parent))
    if path.exists():
        raise FileThere(name=path.name)
    return path


def attached(given: str | None) -> tuple[str, bytes] | None:
    """The name and bytes of a file to attach, or nothing."""
    return (Path(given).name, Path(given).read_bytes()) if given else None


def _one(given: str, what: Pair, things: Iterable[tuple[ThingT, str, tuple[str, ...]]]) -> ThingT:
    """By whole name or code first, then by how a code begins, then by a part of the name."""
    listed = list(things)
    whole = [thing for thing, name, codes in listed if given and given in {name, *codes}]
    begins = [
        thing
        for thing, _, codes in listed
        if given and len(given) > 2 and any(code.startswith(given) for code in codes)
    ]
    parts = [thing for thing, name, _ in listed if given in name]
    found = whole or begins or parts
    if len(found) == 1:
        return found[0]
    shown = [name for thing, name, _ in listed if not found or thing in found]
    refusal = NameFitsSeveral if found else NameFitsNothing
    raise refusal(
        given=given,
        what=what[0],
        what_en=what[1],
        choices=say("、", ", ").join(shown[:_MOST_SHOWN]) or "—",
    )
