"""Who takes part in a round: admit, change roles, take a certificate back, give a person a new one.

The root key of a round lies on the organiser's desk only. A participant who lost a desk or its passphrase asks anew
and is given a new certificate; the organiser whose machine is lost restores a backup with its passphrase and goes on.
Without either, nobody is admitted or taken back any more: what is recorded still counts and travels, and a new round
is opened for what follows. So is one when a stranger may have opened the organiser's desk, because he holds the root.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from greendesk.errors import Refusal
from greendesk.ledger.entry import sha256
from greendesk.ledger.kinds import ExpertAssigned, ParticipantAdmitted, ParticipantRevoked, Role
from greendesk.ledger.store import Head, LedgerStore
from greendesk.ledger.trust import check_issued, holder, public_key_of
from greendesk.ports import Membership
from greendesk.queries import ParticipantLine, RecordLine, RevocationPlan, StoppedLine
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.membership_lines import (
    RESTORED,
    ended,
    feed_of,
    names_in,
    own_certificate,
    participant_lines,
    record_line,
    revocations,
    succeeded,
)
from greendesk.use_cases.standing import standing

LAST_RECORDS = 200
_COMPROMISED = frozenset({"lost", "stolen"})  # somebody else may hold the key


class NotTheOrganiser(Refusal):
    """Only the desk that holds the root of the round admits participants and takes certificates back."""

    code = "GD-113"


class RoleUnknown(Refusal):
    """A role that the program does not know."""

    code = "GD-114"


class OrganiserStays(Refusal):
    """The organiser's own certificate is not taken back: nobody else could write that down."""

    code = "GD-115"


class AlreadyAdmitted(Refusal):
    """A request of a key that takes part already."""

    code = "GD-116"


class KeyGivenUp(Refusal):
    """A request of a key that was reported lost or stolen."""

    code = "GD-117"


class AlreadyReplaced(Refusal):
    """The certificate has a successor already."""

    code = "GD-118"


class RecordUnknown(Refusal):
    """The participant, or the record of his that was named as the last to count, is not on this desk."""

    code = "GD-119"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoke:
    """Take a certificate back. `last` is the last record that counts: None all that is here, "" none at all."""

    fingerprint: str
    reason: str  # lost, stolen, left, passphrase, fork, mistake; restored takes nothing back
    last: str | None = None
    note: str = ""


class Members:
    """The verbs and questions about the participants of a round."""

    def __init__(self, context: DeskContext) -> None:
        self._context = context

    # ------------------------------------------------------------ verbs

    def found(self, ledger: LedgerStore, round_id: str, certificate: bytes, roles: tuple[str, ...]) -> None:
        """Enter this desk as the authority of a round that it has just opened."""
        registrar = self._context.registrar
        given = tuple(dict.fromkeys((Role.AUTHORITY.value, *roles)))
        self._enter(ledger, round_id, certificate, given, registrar.recipient, registrar.person.title)

    def admit(self, round_id: str, request: bytes, recipient: str, roles: tuple[str, ...]) -> str:
        """Approve a request to join with roles; returns the fingerprint of the certificate issued."""
        _known_roles(roles)
        membership = self._organiser(round_id)
        with self._context.works(round_id) as work:
            work.ledger.lock()
            self._refuse_known_key(work.ledger, request)
            fingerprint = self._issue(work.ledger, round_id, membership, request, recipient, roles)
            work.commit()
        return fingerprint

    def reissue(self, round_id: str, request: bytes, recipient: str, old: Revoke) -> str:
        """Give a person a new certificate for an old one: same roles, open reviews handed over, the old one ended.

        When the desk only went back to a backup, its records all count, those too that nobody brought here yet.
        """
        membership = self._organiser(round_id)
        with self._context.works(round_id) as work:
            ledger = work.ledger
            ledger.lock()
            admitted = _admitted(ledger, old.fingerprint)
            if succeeded(ledger, old.fingerprint):
                raise AlreadyReplaced(name=admitted.content["name"])
            self._refuse_known_key(ledger, request, instead_of=old.fingerprint)
            roles = tuple(admitted.content["roles"])
            fingerprint = self._issue(
                ledger, round_id, membership, request, recipient, roles, succeeds=old.fingerprint
            )
            if old.reason != RESTORED:
                self._revoke(ledger, round_id, old, successor=fingerprint)
            self._hand_over(ledger, round_id, old.fingerprint, fingerprint)
            work.commit()
        return fingerprint

    def revoke(self, round_id: str, command: Revoke) -> None:
        """End a certificate after its last record that counts; nothing undoes it, a new certificate mends it."""
        self._organiser(round_id)
        if command.reason == RESTORED:
            raise ValueError(command.reason)  # only a new certificate ends it for that
        with self._context.works(round_id) as work:
            work.ledger.lock()
            self._revoke(work.ledger, round_id, command)
            work.commit()

    def change_roles(self, round_id: str, fingerprint: str, roles: tuple[str, ...]) -> None:
        """Give a participant other roles from now on."""
        _known_roles(roles)
        with self._context.works(round_id) as work:
            work.ledger.lock()
            head = _admitted(work.ledger, fingerprint)
            content = ParticipantAdmitted.model_validate({**head.content, "roles": roles})
            self._context.record(work.ledger, round_id, "participant.admitted", (fingerprint,), content)
            work.commit()

    def succeed(self, ledger: LedgerStore, round_id: str, certificate: bytes, before: str) -> None:
        """Enter a certificate of this desk's own, the organiser's, in the place of the one before it."""
        roles = tuple(_admitted(ledger, before).content["roles"])
        registrar, fingerprint = self._context.registrar, sha256(certificate)
        title = registrar.person.title
        self._enter(ledger, round_id, certificate, roles, registrar.recipient, title, succeeds=before)
        self._hand_over(ledger, round_id, before, fingerprint)

    def adopt(self, round_id: str) -> None:
        """Go on with the certificate that replaced this desk's own, when it was issued to the same key."""
        context = self._context
        membership = context.store.membership(round_id)
        if membership is None:
            return
        with context.works(round_id) as work:
            own = own_certificate(work.ledger, context.registrar.public_key)
            over = ended(work.ledger, sha256(membership.certificate))
            if own is not None and own != membership.certificate and over:
                context.store.set_membership(work, round_id, own, None)
                work.commit()

    # ------------------------------------------------------------ questions

    def is_organiser(self, round_id: str) -> bool:
        """Whether this desk holds the root of the round."""
        membership = self._context.store.membership(round_id)
        return membership is not None and membership.root_key is not None

    def participants(self, round_id: str) -> tuple[ParticipantLine, ...]:
        """Everybody in the round by name, ended certificates after the others of the same name."""
        context = self._context
        with context.works(round_id) as work:
            lines = participant_lines(work.ledger, context.me(round_id))
            return tuple(
                sorted(lines, key=lambda line: (line.name, line.revoked is not None, line.fingerprint))
            )

    def recipients(self, round_id: str) -> tuple[ParticipantLine, ...]:
        """Those to whom files may be sent: nobody whose certificate was taken back."""
        return tuple(line for line in self.participants(round_id) if line.revoked is None)

    def unheard(self, round_id: str) -> frozenset[str]:
        """Participants who never sent this desk a file: they may not have the round file yet."""
        return frozenset(
            line.fingerprint
            for line in self.recipients(round_id)
            if not line.me and not self._context.store.peer(round_id, line.fingerprint)
        )

    def same_key(self, round_id: str, request: bytes) -> ParticipantLine | None:
        """The participant whom the key of a request belongs to already, the one who counts first."""
        key = self._context.registrar.read_request(request).public_key
        with self._context.works(round_id) as work:
            holders = {sha256(one) for one in work.ledger.certificates() if public_key_of(one) == key}
        lines = [line for line in self.participants(round_id) if line.fingerprint in holders]
        return min(lines, key=lambda line: line.revoked is not None, default=None)

    def records(self, round_id: str, fingerprint: str, limit: int = LAST_RECORDS) -> tuple[RecordLine, ...]:
        """The last records of a participant on this desk, newest first."""
        with self._context.works(round_id) as work:
            ledger = work.ledger
            people, units = names_in(ledger)
            out = {entry.id for entry, _, _, _ in ledger.standings() if entry.author == fingerprint}
            lines = [
                record_line(entry, raw, people, units, counts=entry.id not in out)
                for entry, raw in feed_of(ledger, fingerprint, limit)
            ]
        return tuple(sorted(lines, key=lambda line: (line.seq, line.at), reverse=True))

    def look(self, round_id: str, command: Revoke) -> RevocationPlan:
        """What a revocation would stop from counting; it is recorded inside a transaction that is then undone."""
        self._organiser(round_id)
        with self._context.works(round_id) as work:
            ledger = work.ledger
            ledger.lock()
            before = {entry.id for entry, _, _, _ in ledger.standings()}
            if command.reason == RESTORED:
                last_seq = _place(ledger, command)[0]
            else:
                last_seq = self._revoke(ledger, round_id, command).seq
            people, units = names_in(ledger)
            stopped = tuple(
                StoppedLine(
                    who=people.get(entry.author, entry.author[:8]),
                    own=entry.author == command.fingerprint,
                    record=record_line(entry, raw, people, units, counts=False),
                )
                for entry, raw, _, _ in ledger.standings()
                if entry.id not in before
            )
            owed = self._open_work(ledger, round_id, command.fingerprint)
            open_work = tuple(sorted(units.get(one, one) for one in owed))
            return RevocationPlan(last_seq=last_seq, stopped=stopped, open_work=open_work)

    # ------------------------------------------------------------ parts

    def _organiser(self, round_id: str) -> Membership:
        membership = self._context.store.membership(round_id)
        if membership is None or membership.root_key is None:
            raise NotTheOrganiser
        return membership

    def _issue(
        self,
        ledger: LedgerStore,
        round_id: str,
        membership: Membership,
        request: bytes,
        recipient: str,
        roles: tuple[str, ...],
        *,
        succeeds: str = "",
    ) -> str:
        context = self._context
        asked = context.registrar.read_request(request)
        certificate = context.registrar.issue(
            membership.root, membership.root_key or b"", asked, context.clock.now(), authority=False
        )
        check_issued(certificate, membership.root)
        ledger.add_certificate(certificate)
        self._enter(ledger, round_id, certificate, roles, recipient, asked.person.title, succeeds)
        return sha256(certificate)

    def _enter(
        self,
        ledger: LedgerStore,
        round_id: str,
        certificate: bytes,
        roles: tuple[str, ...],
        recipient: str,
        title: str,
        succeeds: str = "",
    ) -> None:
        named = holder(certificate)
        content = ParticipantAdmitted(
            certificate=base64.b64encode(certificate).decode("ascii"),
            name=named.name,
            organisation=named.organisation,
            title=title,
            roles=roles,
            recipient=recipient,
            succeeds=succeeds,
        )
        self._context.record(ledger, round_id, "participant.admitted", (named.fingerprint,), content)

    def _revoke(
        self, ledger: LedgerStore, round_id: str, command: Revoke, *, successor: str = ""
    ) -> ParticipantRevoked:
        """Record the end of a certificate; a second one is never milder than the first."""
        fingerprint = command.fingerprint
        admitted, certificate = _admitted(ledger, fingerprint), ledger.certificate(fingerprint)
        if certificate is None or holder(certificate).authority:
            raise OrganiserStays(name=admitted.content["name"])
        seq, last = _place(ledger, command)
        for head in revocations(ledger, fingerprint):
            if head.content["seq"] < seq:
                seq, last = head.content["seq"], head.content["last"]
            successor = successor or head.content["successor"]
        content = ParticipantRevoked.model_validate(
            {
                "last": last,
                "seq": seq,
                "reason": command.reason,
                "note": command.note.strip(),
                "successor": successor,
            }
        )
        self._context.record(ledger, round_id, "participant.revoked", (fingerprint,), content)
        return content

    def _hand_over(self, ledger: LedgerStore, round_id: str, old: str, new: str) -> None:
        """Ask the new certificate for the reviews that the old one still owes; recusal is declared anew."""
        for application in self._open_work(ledger, round_id, old):
            pass_on(self._context, ledger, round_id, application, old, new)

    def _open_work(self, ledger: LedgerStore, round_id: str, expert: str) -> Iterator[str]:
        """Applications that the expert is asked to review, has not recused himself from and has not reviewed.

        A sealed review whose text is not here is lost with the desk that holds it, so it is owed again.
        """
        status = standing(self._context, ledger, round_id)
        for application in sorted(status.heads["application.registered"]):
            seal = status.sealing(application).seals.get(expert)
            here = seal is not None and seal.opened is not None and seal.returned_at is None
            done = here or expert in status.reviews(application) or status.recusals(application).get(expert)
            if expert in status.assigned(application) and not done:
                yield application

    def _refuse_known_key(self, ledger: LedgerStore, request: bytes, *, instead_of: str = "") -> None:
        """Refuse a key that takes part already, or that somebody else may hold by now."""
        key = self._context.registrar.read_request(request).public_key
        for certificate in ledger.certificates():
            if public_key_of(certificate) != key:
                continue
            named, ends = holder(certificate), revocations(ledger, sha256(certificate))
            if any(head.content["reason"] in _COMPROMISED for head in ends):
                raise KeyGivenUp(name=named.name)
            if not ended(ledger, named.fingerprint) and named.fingerprint != instead_of:
                raise AlreadyAdmitted(name=named.name)


def pass_on(
    context: DeskContext, ledger: LedgerStore, round_id: str, application: str, old: str, new: str
) -> None:
    """Ask the new certificate of a person for a review in place of the old one."""
    for expert, active in ((old, False), (new, True)):
        content = ExpertAssigned(active=active)
        context.record(ledger, round_id, "expert.assigned", (application, expert), content)


def _admitted(ledger: LedgerStore, fingerprint: str) -> Head:
    heads = ledger.heads("participant.admitted", (fingerprint,))
    if not heads:
        raise RecordUnknown
    return heads[0]


def _place(ledger: LedgerStore, command: Revoke) -> tuple[int, str]:
    """Number and name of the last record that counts."""
    if command.last is None:
        seq, last, _ = ledger.feed_end(command.fingerprint)
        return seq, last or ""
    if not command.last:
        return 0, ""
    entry = next((entry for entry, _ in ledger.read((command.last,))), None)
    if entry is None or entry.author != command.fingerprint:
        raise RecordUnknown
    return entry.seq, entry.id


def _known_roles(roles: tuple[str, ...]) -> None:
    for role in roles:
        if role not in {known.value for known in Role} or role == Role.AUTHORITY.value:
            raise RoleUnknown(role=role)
