"""Whom to ask for what is missing on a desk: the others, by what they last said they have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from greendesk.ledger.entry import sha256
from greendesk.ledger.trust import holder
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.findings import Cure, Finding, Health, What

_FILES = frozenset({What.FILE_DAMAGED, What.FILE_MISSING, What.FILE_AWAITED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A participant, and of how many missing things he is known to have how many."""

    round: str
    fingerprint: str
    name: str
    organisation: str
    pieces: int
    wanted: int
    known: bool  # whether he ever said what he has


def sources(context: DeskContext, health: Health) -> tuple[Source, ...]:
    """The participants of each round in which something is missing, those who have most of it first.

    The names come from the certificates: the records that admit people may be among what is missing.
    """
    found: list[Source] = []
    for round_id in context.store.rounds():
        wanted = [
            one for one in health.findings if one.what.cure is Cure.PEERS and one.round in {round_id, ""}
        ]
        if wanted:
            found += _of_round(context, round_id, wanted)
    return tuple(sorted(found, key=lambda one: (-one.pieces, not one.known, one.name)))


def _of_round(context: DeskContext, round_id: str, wanted: list[Finding]) -> Iterable[Source]:
    me = context.me(round_id)
    with context.works(round_id) as work:
        people = {sha256(one): holder(one) for one in work.ledger.certificates()}
    for fingerprint, person in people.items():
        if fingerprint != me and fingerprint not in context.retired:  # nobody asks himself
            have = context.store.peer(round_id, fingerprint)
            yield Source(
                round=round_id,
                fingerprint=fingerprint,
                name=person.name,
                organisation=person.organisation,
                pieces=sum(_has(have, one) for one in wanted),
                wanted=len(wanted),
                known=bool(have),
            )


def _has(have: Mapping[str, Any], finding: Finding) -> bool:
    """Whether somebody who said what he has has this: all records up to its number, or the file."""
    if not have:
        return False
    if finding.what in _FILES:
        return finding.sha256 not in have.get("blobs", ())
    ends = have.get("tips", {}).get(finding.author, ())
    return max((int(seq) for seq, _ in ends), default=0) >= max(finding.last, 1)
