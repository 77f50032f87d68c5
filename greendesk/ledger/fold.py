"""Whether an entry counts yet: a question about the set of entries held, never about their order."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from pydantic import ValidationError

from greendesk.ledger.entry import Body, Entry, is_digest, read_body, sha256
from greendesk.ledger.kinds import KINDS, Kind, ParticipantAdmitted, Role
from greendesk.ledger.store import BEHIND_GAP, NO_FEED, Entries, Fold, LedgerStore, Place, Rights
from greendesk.ledger.trust import holder
from greendesk.progress import SILENT, Progress


class State(Enum):
    """Where an entry stands on this desk."""

    APPLIED = "applied"
    WAITING = "waiting"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The state of an entry and the code of the reason."""

    state: State
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry as it came or was just written: with its signature and body where they are known."""

    entry: Entry
    signature: bytes | None
    raw: bytes | None
    body: Body | None


APPLY = Judgement(State.APPLIED)
GAP = Judgement(State(BEHIND_GAP[0]), BEHIND_GAP[1])
WRONG = Judgement(State(NO_FEED[0]), NO_FEED[1])
WITHHELD = Judgement(State.WITHHELD)
_OUTSIDE = {Place.GAP: GAP, Place.WRONG: WRONG}
REVOKED = "participant.revoked"
LONGEST_NAME = 200  # characters of one part of a key
_STEP = 1000  # entries between two notes of progress
_AFTER_RECUSAL = frozenset({"review.submitted", "review.sealed"})
_BY_ASSIGNED = _AFTER_RECUSAL | {"recusal.declared"}


def judge(ledger: LedgerStore, entry: Entry, body: Body) -> Judgement:
    """Decide whether the entry counts, waits for something that may still come, or never will."""
    kind = KINDS.get(body.kind)
    if kind is None:
        return Judgement(State.UNKNOWN, "kind")
    wrong = _shape(entry, body, kind)
    if wrong:
        return Judgement(State.REFUSED, wrong)
    certificate = ledger.certificate(entry.author)
    if certificate is None:
        return Judgement(State.WAITING, "certificate")
    return _judge_author(ledger, entry, body, authority=holder(certificate).authority)


def well_formed(entry: Entry, body: Body) -> bool:
    """Whether the body is of a known kind and has the shape that its kind declares, whoever wrote it."""
    kind = KINDS.get(body.kind)
    return kind is not None and not _shape(entry, body, kind)


def _shape(entry: Entry, body: Body, kind: Kind) -> str:
    """What is wrong with the entry whatever else is known, "" when nothing is."""
    try:
        content = kind.content.model_validate(body.content)
    except ValidationError as error:
        return _where(error)
    if len(body.key) != len(kind.key) or not all(map(_is_name, body.key)):
        return "key"
    if kind.key[0] == "certificate" and not is_digest(body.key[0]):
        return "key"
    if kind.key == ("round",) and body.key != (entry.round,):
        return "key"
    if isinstance(content, ParticipantAdmitted) and body.key != (_fingerprint(content.certificate),):
        return "key"
    return "owner" if kind.own and body.key[-1] != entry.author else ""


def _where(error: ValidationError) -> str:
    """The place in the content that is wrong; the names in it are a stranger's."""
    place = ".".join(str(part) for part in error.errors()[0]["loc"])
    return "schema:" + "".join(sign for sign in place[:LONGEST_NAME] if sign >= " ")


def _is_name(part: str) -> bool:
    """Whether a part of a key names something: short enough for an index, and without control characters."""
    return 0 < len(part) <= LONGEST_NAME and min(part) >= " "


def _judge_author(ledger: LedgerStore, entry: Entry, body: Body, *, authority: bool) -> Judgement:
    kind = KINDS[body.kind]
    if body.kind != REVOKED and _ended(ledger, entry):
        return Judgement(State.REFUSED, "revoked")
    if kind.roles == frozenset({Role.AUTHORITY}):
        return APPLY if authority else Judgement(State.REFUSED, "role")
    roles = ledger.roles(entry.author)
    if roles.isdisjoint(kind.role_names):
        return Judgement(State.WAITING, "role" if roles else "participant")
    return _judge_needs(ledger, body, kind)


def _ended(ledger: Rights, entry: Entry) -> bool:
    """Whether the entry came after the last one of its certificate that still counts."""
    return any(
        entry.seq > revocation.seq or not ledger.stands_under(entry, revocation)
        for revocation in ledger.revocations(entry.author)
    )


def _judge_needs(ledger: Fold, body: Body, kind: Kind) -> Judgement:
    """Ask for what the entry builds on; a register that has a head once always has one."""
    if kind.needs_application and not ledger.begun("application.registered", body.key[:1]):
        return Judgement(State.WAITING, "application")
    if body.kind in _BY_ASSIGNED and not ledger.begun("expert.assigned", body.key):
        return Judgement(State.WAITING, "assignment")
    if body.kind in _AFTER_RECUSAL and not ledger.begun("recusal.declared", body.key):
        return Judgement(State.WAITING, "recusal")
    return APPLY


def keep(ledger: LedgerStore, arrival: Arrival) -> Judgement:
    """Keep an entry that is new here, and fold it when it counts."""
    entry, body = arrival.entry, arrival.body
    outside = _OUTSIDE.get(ledger.place(entry))
    if outside is not None:
        judgement = outside
    elif body is None:
        judgement = WITHHELD
    else:
        judgement = judge(ledger, entry, body)
    ledger.add_entry(entry, arrival.signature, arrival.raw, judgement.state.value, judgement.reason)
    if body is not None and judgement.state is State.APPLIED:
        ledger.apply(entry, body)
    return judgement


def open_body(ledger: LedgerStore, entry: Entry, raw: bytes) -> Judgement:
    """Keep the body of an entry that was held without it, and fold it when it counts."""
    body = read_body(entry, raw)
    ledger.add_body(entry.id, raw)
    standing = ledger.standing((entry.id,)).get(entry.id)
    if standing in (BEHIND_GAP, NO_FEED):  # what fills the gap lines it up, and then it is judged
        return GAP if standing == BEHIND_GAP else WRONG
    judgement = judge(ledger, entry, body)
    if judgement.state is State.APPLIED:
        ledger.apply(entry, body)
    ledger.set_state(entry.id, judgement.state.value, judgement.reason)
    return judgement


def settle(ledger: LedgerStore) -> None:
    """Try every entry that does not count yet until nothing more changes."""
    ledger.connect()
    _retry(ledger)
    if ledger.shaken():
        refold(ledger)


def refold(ledger: LedgerStore, progress: Progress = SILENT) -> None:
    """Make all derived tables again from the entries, what ends certificates first."""
    ledger.forget_derived()
    aside: set[str] = set()
    for entry, raw in _told(ledger, progress):
        outside = _OUTSIDE.get(ledger.place(entry))
        if outside is not None:
            ledger.set_state(entry.id, outside.state.value, outside.reason)
            aside.add(entry.id)
            continue
        ledger.extend(entry)
        if raw is None:
            ledger.set_state(entry.id, WITHHELD.state.value, WITHHELD.reason)
        elif REVOKED.encode() in raw or b"\\u" in raw:  # the word may be written with escapes
            body = read_body(entry, raw)
            if body.kind == REVOKED and judge(ledger, entry, body).state is State.APPLIED:
                ledger.apply(entry, body)
    ledger.shaken()
    for entry, raw in _told(ledger, progress):
        if raw is None or entry.id in aside:
            continue
        body = read_body(entry, raw)
        judgement = judge(ledger, entry, body)
        if judgement.state is not State.APPLIED:
            ledger.set_state(entry.id, judgement.state.value, judgement.reason)
        elif body.kind != REVOKED:
            ledger.apply(entry, body)
    _retry(ledger)


def _told(ledger: Entries, progress: Progress) -> Iterator[tuple[Entry, bytes | None]]:
    """Every entry held with its body, by time, while it is told how far that is."""
    total = ledger.count()
    for number, (entry, _, raw) in enumerate(ledger.everything()):
        if number % _STEP == 0:
            progress.step(number, total)
        yield entry, raw


def _retry(ledger: LedgerStore) -> None:
    changed = True
    while changed:
        changed = False
        for entry, raw in ledger.unapplied():
            body = read_body(entry, raw)
            judgement = judge(ledger, entry, body)
            if judgement.state is State.APPLIED:
                ledger.apply(entry, body)
                changed = True
            ledger.set_state(entry.id, judgement.state.value, judgement.reason)


def _fingerprint(certificate: str) -> str:
    try:
        return sha256(base64.b64decode(certificate, validate=True))
    except binascii.Error:
        return ""
