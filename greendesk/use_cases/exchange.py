"""Exchange: joining a round, sending files, and receiving them after a look."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from greendesk.errors import Fault, Refusal
from greendesk.ledger.entry import sha256
from greendesk.ledger.trust import public_key_of
from greendesk.progress import SILENT, Progress
from greendesk.queries import (
    ExchangePreview,
    JoinRequest,
    SendPlan,
    WaitingParts,
)
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.handover import Carried, CarriedFile, Carrier
from greendesk.use_cases.letters import ExchangeFiles, Letter
from greendesk.use_cases.membership import Members, Revoke
from greendesk.use_cases.packing import Packed, Packer
from greendesk.use_cases.receiving import Receiver
from greendesk.use_cases.slips import cover_slip
from greendesk.words import fingerprint_words

BEFORE_RECEIVING = "before-receiving"


class NotARequest(Refusal):
    """The file is no request to join."""

    code = "GD-607"


class NothingToOpen(Refusal):
    """The file is a request to join; it is approved, not received."""

    code = "GD-608"


class FileChanged(Fault):
    """The file is another one than the one that was looked at; details: `name`."""

    code = "GD-639"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What went into a file; `parts` stand in its place when there are some, `slip` is a file beside it."""

    path: str
    entries: int
    withheld: int
    attachments: int
    file: CarriedFile
    parts: tuple[CarriedFile, ...] = ()
    slip: str = ""


class Backup(Protocol):
    """A backup that was made, or the last one when nothing has changed since."""

    @property
    def made(self) -> int:
        """When it was made."""
        ...


class Backups(Protocol):
    """Makes backups of the desk."""

    def make(self, reason: str, mark: str = "", /) -> Backup:
        """Write a backup, unless the last one is large, of today and has the same mark."""
        ...


class Exchange:
    """The verbs and questions about exchange files; without `backups` they are the business of a server."""

    def __init__(
        self,
        context: DeskContext,
        members: Members,
        files: ExchangeFiles,
        carrier: Carrier,
        backups: Backups | None,
    ) -> None:
        self._context = context
        self._members = members
        self._files = files
        self._carrier = carrier
        self._backups = backups
        self._packer = Packer(context, members.recipients)
        self._receiver = Receiver(context)

    def write_request(self, path: Path, roles: tuple[str, ...]) -> None:
        """Write this desk's request to join a round, to be approved by the organiser."""
        context = self._context
        letter = Letter(
            type="request",
            round="",
            root=b"",
            sender=context.registrar.person,
            chain=(),
            made=context.clock.now(),
            recipients=(),
            request=context.registrar.request(),
            recipient_key=context.registrar.recipient,
            roles=roles,
        )
        self._files.write(path, letter, None, context.registrar.sign, (), SILENT)

    def read_request(self, path: Path) -> JoinRequest:
        """Read a request to join; nothing is recorded."""
        with self._files.read(self._carrier.take_in(path, SILENT), SILENT) as (letter, _):
            if letter.type != "request":
                raise NotARequest
            asked = self._context.registrar.read_request(letter.request)
            return JoinRequest(
                name=asked.person.name,
                organisation=asked.person.organisation,
                title=asked.person.title,
                roles=letter.roles,
                recipient=letter.recipient_key,
                public_key=sha256(asked.public_key),
                words=fingerprint_words(sha256(asked.public_key)),
                request=letter.request,
            )

    def my_words(self, language: str = "zh") -> str:
        """The fingerprint of this desk's key as short words, to read over the telephone."""
        return fingerprint_words(sha256(self._context.registrar.public_key), language)

    def approve(
        self, round_id: str, request: JoinRequest, roles: tuple[str, ...], *, replaces: Revoke | None = None
    ) -> str:
        """Admit the person of a request; `replaces` ends the old certificate and passes on its roles and work.

        Returns the fingerprint of the certificate issued.
        """
        if replaces is not None:
            return self._members.reissue(round_id, request.request, request.recipient, replaces)
        return self._members.admit(round_id, request.request, request.recipient, roles)

    def send(
        self,
        round_id: str,
        path: Path,
        to: Sequence[str],
        *,
        complete: bool = False,
        encrypt: bool = True,
        part_size: int = 0,
        slip: bool = False,
        progress: Progress = SILENT,
    ) -> Sent:
        """Write a file for participants (fingerprints): what they lack and may see.

        `complete` sends everything again, as a round file for somebody who has nothing yet. A file larger than
        `part_size` bytes (0 is no limit) is written in parts. File or parts and the slip appear together.
        """
        context, signer = self._context, self._context.signer(round_id)
        with self._packer.pack(round_id, to, complete=complete) as packed:
            letter = Letter(
                type="round" if complete else "exchange",
                round=round_id,
                root=signer.chain[-1],
                sender=context.registrar.person,
                chain=signer.chain,
                made=context.clock.now(),
                recipients=tuple(line.name for line in packed.readers),
            )
            keys = [*(line.recipient for line in packed.readers), context.registrar.recipient]
            recipients = tuple(dict.fromkeys(keys)) if encrypt else ()

            def write(target: Path) -> None:
                self._files.write(target, letter, packed.content, signer.sign, recipients, progress)

            def print_slip(carried: Carried) -> bytes:
                told = cover_slip(context, letter, packed, carried, encrypted=encrypt)
                return context.printer.cover_slip(told, signer)

            carried = self._carrier.hand_out(path, write, part_size, print_slip if slip else None, progress)
            return _sent(path, packed, carried)

    def save_slip(self, sent: Sent, target: Path) -> None:
        """Keep another copy of the slip that was written."""
        self._carrier.copy(Path(sent.slip), target)

    def plan(self, round_id: str, to: Sequence[str], *, complete: bool = False) -> SendPlan:
        """What `send` would write for the same participants, in figures."""
        return self._packer.plan(round_id, to, complete=complete)

    def look(self, path: Path, progress: Progress = SILENT) -> ExchangePreview:
        """What a file would change; it is received for real inside a transaction that is then undone.

        Of a file in parts any part will do: the others are looked for beside it and among those that came before.
        """
        whole = self._carrier.take_in(path, progress)
        with self._files.read(whole, progress) as (letter, content):
            if content is None:
                raise NothingToOpen
            preview = self._receiver.take(whole, letter, content, progress, keep=False)
            return self._described(preview, whole, letter, "" if self._backups else "server")

    def receive(self, path: Path, progress: Progress = SILENT, *, seen: str = "") -> ExchangePreview:
        """Receive a file: all of it in one transaction, or nothing. Before that the desk is backed up.

        `seen` is the SHA-256 of the file that was looked at: another one in its place is refused.
        """
        whole = self._carrier.take_in(path, progress)
        with self._files.read(whole, progress) as (letter, content):
            if content is None:
                raise NothingToOpen
            if seen and self._carrier.digest(whole) != seen:
                raise FileChanged(name=whole.name)
            backup = self._back_up()
            preview = self._receiver.take(whole, letter, content, progress, keep=True)
            preview = self._described(preview, whole, letter, backup)
        self._carrier.done(whole)
        return preview

    def waiting_parts(self) -> tuple[WaitingParts, ...]:
        """The files of which some parts came and wait for the others."""
        return self._carrier.waiting()

    def forget_parts(self, key: str) -> None:
        """Remove the parts that wait of a file."""
        self._carrier.forget(key)

    def _back_up(self) -> str:
        """Keep a way back; says whether a backup was made, the last one still holds all, or a server sees to it."""
        if self._backups is None:
            return "server"
        begun = self._context.clock.now()
        return "made" if self._backups.make(BEFORE_RECEIVING, self._mark()).made >= begun else "unchanged"

    def _mark(self) -> str:
        """What the records of this desk are, in short: it changes with every entry and body that comes."""
        found = []
        for round_id in self._context.store.rounds():
            with self._context.works(round_id) as work:
                ledger = work.ledger
                heads = sorted(tip.head for tips in ledger.tips().values() for tip in tips)
                found.append((round_id, heads, ledger.gaps(), ledger.withheld()))
        return sha256(repr(found).encode())

    def _described(
        self, preview: ExchangePreview, path: Path, letter: Letter, backup: str
    ) -> ExchangePreview:
        """The preview with what a person compares before receiving."""
        words = fingerprint_words(sha256(public_key_of(letter.chain[0])))
        return replace(preview, sha256=self._carrier.digest(path), sender_words=words, backup=backup)


def _sent(path: Path, packed: Packed, carried: Carried) -> Sent:
    name = carried.parts[0].name if carried.parts else carried.file.name
    return Sent(
        path=str(path.with_name(name)),
        entries=packed.tally.entries,
        withheld=packed.tally.withheld.total(),
        attachments=len(packed.content.attachments()),
        file=carried.file,
        parts=carried.parts,
        slip=str(path.with_name(carried.slip)) if carried.slip else "",
    )
