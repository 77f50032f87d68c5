"""Participants and their records as lines: the end of a certificate, its successor, what each record was."""

from collections.abc import Iterator, Sequence

from greendesk.ledger.entry import Entry, read_body, sha256
from greendesk.ledger.kinds import Role
from greendesk.ledger.store import Head, LedgerStore
from greendesk.ledger.trust import public_key_of
from greendesk.queries import ParticipantLine, RecordLine, RevokedLine

RESTORED = (
    "restored"  # the desk went back to a backup: a new certificate took the place, and nothing was taken back
)


def participant_lines(ledger: LedgerStore, me: str) -> Iterator[ParticipantLine]:
    """Everybody in a round, with the end of the certificate where there is one.

    A certificate that only has a successor (its desk went back to a backup) ends with it, and all its records count.
    """
    heads = {head.key[0]: head for head in reversed(ledger.all_heads("participant.admitted"))}
    successors = {head.content.get("succeeds", ""): fingerprint for fingerprint, head in heads.items()}
    ends: dict[str, list[Head]] = {}
    for head in ledger.all_heads("participant.revoked"):
        ends.setdefault(head.key[0], []).append(head)
    for fingerprint, head in heads.items():
        content, successor = head.content, successors.get(fingerprint, "")
        end = _end(ends.get(fingerprint, ()))
        if end is None and successor:
            last = ledger.feed_end(fingerprint)[0]
            end = RevokedLine(at=heads[successor].time[0], reason=RESTORED, note="", last_seq=last)
        yield ParticipantLine(
            fingerprint=fingerprint,
            name=content["name"],
            organisation=content["organisation"],
            title=content["title"],
            roles=tuple(content["roles"]),
            me=fingerprint == me,
            recipient=content["recipient"],
            revoked=end,
            succeeds=content.get("succeeds", ""),
            successor=successor,
            organiser=Role.AUTHORITY.value in content["roles"],
        )


def own_certificate(ledger: LedgerStore, public_key: bytes) -> bytes | None:
    """The certificate that a desk with this key works with: one that was not ended goes first."""
    own = [one for one in ledger.certificates() if public_key_of(one) == public_key]
    valid = [one for one in own if not ended(ledger, sha256(one))]
    return (valid or own)[-1] if own else None


def ended(ledger: LedgerStore, fingerprint: str) -> bool:
    """Whether a certificate was taken back, or another one took its place."""
    return bool(revocations(ledger, fingerprint)) or any(
        head.content.get("succeeds") == fingerprint for head in ledger.all_heads("participant.admitted")
    )


def succeeded(ledger: LedgerStore, fingerprint: str) -> bool:
    """Whether another certificate took the place of this one."""
    ends = revocations(ledger, fingerprint)
    return any(head.content["successor"] for head in ends) or (not ends and ended(ledger, fingerprint))


def revocations(ledger: LedgerStore, fingerprint: str) -> tuple[Head, ...]:
    """The ends that the organiser wrote for a certificate."""
    return ledger.heads("participant.revoked", (fingerprint,))


def _end(heads: Sequence[Head]) -> RevokedLine | None:
    """How a certificate ended; the strictest of several."""
    if not heads:
        return None
    head = min(heads, key=lambda one: one.content["seq"])
    return RevokedLine(
        at=head.time[0],
        reason=head.content["reason"],
        note=head.content["note"],
        last_seq=head.content["seq"],
    )


def feed_of(ledger: LedgerStore, author: str, limit: int) -> Iterator[tuple[Entry, bytes | None]]:
    """The last records of one author, both branches of a feed that forked."""
    first = max(0, ledger.feed_end(author)[0] - limit)
    for entry, _, raw in ledger.entries({author: first}):
        yield entry, raw


def names_in(ledger: LedgerStore) -> tuple[dict[str, str], dict[str, str]]:
    """The names of participants and units."""
    people = {head.key[0]: head.content["name"] for head in ledger.all_heads("participant.admitted")}
    units = {head.key[0]: head.content["unit"] for head in ledger.all_heads("application.registered")}
    return people, units


def record_line(
    entry: Entry, raw: bytes | None, people: dict[str, str], units: dict[str, str], *, counts: bool
) -> RecordLine:
    """A record as a person recognises it: its number, time, kind and whom it is about."""
    body = read_body(entry, raw) if raw is not None else None
    subject = ""
    if body is not None and body.key:
        subject = units.get(body.key[0], "") or people.get(body.key[-1], "")
        if body.kind == "application.registered":
            subject = str(body.content.get("unit", ""))
    return RecordLine(
        entry=entry.id,
        seq=entry.seq,
        at=entry.time[0],
        kind=body.kind if body else "",
        subject=subject,
        counts=counts,
    )
