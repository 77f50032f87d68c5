"""A desk that went back to a backup takes new certificates, so that no feed of records ever forks.

The records that it wrote after the backup lie with others and come back in their files: the old certificate is not
taken back, only another one takes its place. The organiser's desk holds the root and renews itself at once; every
other one asks as it did to join, and is refused to write in the round until the round file with the new one came.
"""

from contextlib import suppress
from dataclasses import dataclass

from greendesk.errors import GreendeskError
from greendesk.ledger.entry import sha256
from greendesk.ledger.store import LedgerStore
from greendesk.ledger.trust import public_key_of
from greendesk.ports import Work
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.membership import Members
from greendesk.use_cases.membership_lines import succeeded


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalLine:
    """A round in which this desk cannot write before it has a new certificate."""

    round: str
    title: str
    organiser: bool  # this desk itself: it renews itself when it is opened with everything that signing needs
    roles: tuple[str, ...]  # to be asked for again


class Renewals:
    """The new certificates that a restored desk needs."""

    def __init__(self, context: DeskContext, members: Members) -> None:
        self._context = context
        self._members = members

    def lines(self) -> tuple[RenewalLine, ...]:
        """The rounds that wait for a new certificate."""
        found = []
        for round_id in self._context.store.rounds():
            me = self._context.me(round_id)
            if me not in self._context.retired:
                continue
            with self._context.works(round_id) as work:
                opened = work.ledger.heads("round.opened", (round_id,))
                mine = work.ledger.heads("participant.admitted", (me,))
            line = RenewalLine(
                round=round_id,
                title=opened[0].content["title"] if opened else "",
                organiser=self._members.is_organiser(round_id),
                roles=tuple(mine[0].content["roles"]) if mine else (),
            )
            found.append(line)
        return tuple(found)

    def retire_others(self) -> None:
        """Write no more with certificates of another key: the desk was recovered, and its first key is gone."""
        context = self._context
        for round_id in context.store.rounds():
            membership = context.store.membership(round_id)
            if (
                membership is not None
                and public_key_of(membership.certificate) != context.registrar.public_key
            ):
                context.retired.add((sha256(membership.certificate),))

    def go_on(self) -> None:
        """Take the certificates with which this desk wrote last, where a salvaged file names earlier ones."""
        for round_id in self._context.store.rounds():
            with suppress(GreendeskError):  # the desk can still be read
                self._members.adopt(round_id)

    def renew_own(self) -> int:
        """Renew this desk in the rounds that it organises; returns in how many.

        Where the key lies on a token that is not here, it is done when the desk is next opened with it.
        """
        done = 0
        for round_id in self._context.store.rounds():
            try:
                done += self._renew(round_id)
            except GreendeskError:  # also on a full disk: the desk can still be read
                continue
        return done

    def _renew(self, round_id: str) -> bool:
        """Issue and enter a new certificate; what a killed program left between the two is gone on with."""
        context = self._context
        membership = context.store.membership(round_id)
        if membership is None or membership.root_key is None:
            return False
        certificate = membership.certificate
        if sha256(certificate) in context.retired:
            asked = context.registrar.read_request(context.registrar.request())
            now, root = context.clock.now(), membership.root
            certificate = context.registrar.issue(root, membership.root_key, asked, now, authority=True)
            with context.works(round_id) as work:
                work.ledger.add_certificate(certificate)
                context.store.set_membership(work, round_id, certificate, None)
                work.commit()
        with context.works(round_id) as work:
            return self._enter(work, round_id, certificate)

    def _enter(self, work: Work, round_id: str, certificate: bytes) -> bool:
        """Let the certificate take the place of the last one of this desk that has no successor.

        There is one more of them when the desk went back twice to the same backup, and others brought back what it
        was called in between: the present one then comes after that one, which came after the same as itself.
        """
        ledger, present = work.ledger, sha256(certificate)
        loose = [one for one in self._own(work) if one != present and not succeeded(ledger, one)]
        entered = ledger.heads("participant.admitted", (present,))
        if not loose or (entered and _before(ledger, present) != _before(ledger, loose[-1])):
            return False
        ledger.lock()
        self._members.succeed(ledger, round_id, certificate, loose[-1])
        work.commit()
        return True

    def _own(self, work: Work) -> tuple[str, ...]:
        """The certificates of this desk that take part, the first entered first; an earlier key may be gone."""
        key, ledger, retired = self._context.registrar.public_key, work.ledger, self._context.retired
        own = [
            sha256(one)
            for one in ledger.certificates()
            if public_key_of(one) == key or sha256(one) in retired
        ]
        heads = [head for one in own for head in ledger.heads("participant.admitted", (one,))]
        return tuple(head.key[0] for head in sorted(heads, key=lambda head: head.time))


def _before(ledger: LedgerStore, fingerprint: str) -> str:
    """The certificate whose place this one took, "" for none."""
    heads = ledger.heads("participant.admitted", (fingerprint,))
    return str(heads[0].content.get("succeeds", "")) if heads else ""
