"""Whether an entry counts yet: a question about the set of entries held, never about their order."""

import base64
import binascii
from dataclasses import dataclass
from enum import Enum

from pydantic import ValidationError

from greendesk.ledger.entry import Body, Entry, read_body, sha256
from greendesk.ledger.kinds import KINDS, Kind, ParticipantAdmitted, Role
from greendesk.ledger.store import LedgerStore
from greendesk.ledger.trust import holder


class State(Enum):
    """Where an entry stands on this desk."""

    APPLIED = "applied"
    WAITING = "waiting"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The state of an entry and the code of the reason."""

    state: State
    reason: str = ""


APPLY = Judgement(State.APPLIED)


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


def _shape(entry: Entry, body: Body, kind: Kind) -> str:
    """What is wrong with the entry whatever else is known, "" when nothing is."""
    try:
        content = kind.content.model_validate(dict(body.content))
    except ValidationError as error:
        return "schema:" + ".".join(str(part) for part in error.errors()[0]["loc"])
    whole = len(body.key) == len(kind.key) and all(body.key)
    if not whole or (kind.key == ("round",) and body.key != (entry.round,)):
        return "key"
    if isinstance(content, ParticipantAdmitted) and body.key != (_fingerprint(content.certificate),):
        return "key"
    return "owner" if kind.own and body.key[-1] != entry.author else ""


def _judge_author(ledger: LedgerStore, entry: Entry, body: Body, *, authority: bool) -> Judgement:
    kind = KINDS[body.kind]
    if kind.roles == frozenset({Role.AUTHORITY}):
        return APPLY if authority else Judgement(State.REFUSED, "role")
    roles = ledger.roles(entry.author)
    if not roles & {role.value for role in kind.roles}:
        return Judgement(State.WAITING, "role" if roles else "participant")
    return _judge_needs(ledger, body, kind)


def _judge_needs(ledger: LedgerStore, body: Body, kind: Kind) -> Judgement:
    """Ask for what the entry builds on; a register that has a head once always has one."""
    if kind.needs_application and not ledger.heads("application.registered", body.key[:1]):
        return Judgement(State.WAITING, "application")
    if body.kind in {"recusal.declared", "review.submitted"} and not ledger.heads(
        "expert.assigned", body.key
    ):
        return Judgement(State.WAITING, "assignment")
    if body.kind == "review.submitted" and not ledger.heads("recusal.declared", body.key):
        return Judgement(State.WAITING, "recusal")
    return APPLY


def settle(ledger: LedgerStore) -> int:
    """Try every entry that does not count yet until nothing more changes; returns how many were applied."""
    applied = 0
    while True:
        before = applied
        for entry, raw in tuple(ledger.unapplied()):
            body = read_body(entry, raw)
            judgement = judge(ledger, entry, body)
            if judgement.state is State.APPLIED:
                ledger.apply(entry, body)
                applied += 1
            ledger.set_state(entry.id, judgement.state.value, judgement.reason)
        if applied == before:
            return applied


def _fingerprint(certificate: str) -> str:
    try:
        return sha256(base64.b64decode(certificate, validate=True))
    except binascii.Error:
        return ""
