"""Exchange: joining a round, sending files, and receiving them after a look."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from greendesk.errors import Refusal
from greendesk.ledger.entry import sha256
from greendesk.ports import SILENT, Progress
from greendesk.queries import (
    ExchangePreview,
    JoinRequest,
    SendPlan,
)
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.letters import ExchangeFiles, Letter
from greendesk.use_cases.membership import Members, Revoke
from greendesk.use_cases.packing import Packer
from greendesk.use_cases.receiving import Receiver
from greendesk.words import fingerprint_words


class NotARequest(Refusal):
    """The file is no request to join."""

    code = "GD-607"


class NothingToOpen(Refusal):
    """The file is a request to join; it is approved, not received."""

    code = "GD-608"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What went into a file."""

    path: str
    entries: int
    withheld: int
    attachments: int


class Exchange:
    """The verbs and questions about exchange files."""

    def __init__(self, context: DeskContext, members: Members, files: ExchangeFiles) -> None:
        self._context = context
        self._members = members
        self._files = files
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
        with self._files.read(path, SILENT) as (letter, _):
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
        progress: Progress = SILENT,
    ) -> Sent:
        """Write a file for participants (fingerprints): what they lack and may see.

        `complete` sends everything again, as a round file for somebody who has nothing yet.
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
            self._files.write(path, letter, packed.content, signer.sign, recipients, progress)
            return Sent(
                path=str(path),
                entries=packed.tally.entries,
                withheld=packed.tally.withheld.total(),
                attachments=len(packed.content.attachments()),
            )

    def plan(self, round_id: str, to: Sequence[str], *, complete: bool = False) -> SendPlan:
        """What `send` would write for the same participants, in figures."""
        return self._packer.plan(round_id, to, complete=complete)

    def look(self, path: Path, progress: Progress = SILENT) -> ExchangePreview:
        """What a file would change; it is received for real inside a transaction that is then undone."""
        return self._receive(path, progress, keep=False)

    def receive(self, path: Path, progress: Progress = SILENT) -> ExchangePreview:
        """Receive a file: all of it in one transaction, or nothing."""
        return self._receive(path, progress, keep=True)

    def _receive(self, path: Path, progress: Progress, *, keep: bool) -> ExchangePreview:
        with self._files.read(path, progress) as (letter, content):
            if content is None:
                raise NothingToOpen
            preview = self._receiver.take(path, letter, content, progress, keep=keep)
        if keep:
            self._members.adopt(preview.round)
        return preview
