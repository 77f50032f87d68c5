"""What leaves the desk for somebody: what he lacks and may see, and nothing else."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from greendesk.errors import Refusal
from greendesk.ledger.entry import Entry, EntryId, read_body, read_body_again
from greendesk.ledger.kinds import attachments
from greendesk.ledger.store import LedgerStore, Tip
from greendesk.ports import Work
from greendesk.queries import (
    ParticipantLine,
    SendPlan,
)
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.letters import Content
from greendesk.use_cases.sight import Sight


class NobodyToSendTo(Refusal):
    """An exchange file without recipients."""

    code = "GD-606"


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was gathered, counted while it is read."""

    entries: int = 0
    withheld: Counter[str] = field(default_factory=Counter)  # why (recused, scores, sealed, lacking)
    kinds: Counter[str] = field(default_factory=Counter)
    files: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What goes to whom; the content is read from the ledger while it is written."""

    readers: tuple[ParticipantLine, ...]
    content: Content
    tally: Tally
    fresh: bool


class Packer:
    """Gathers what goes into a file."""

    def __init__(self, context: DeskContext, members: Callable[[str], tuple[ParticipantLine, ...]]) -> None:
        self._context = context
        self._members = members

    @contextmanager
    def pack(self, round_id: str, to: Sequence[str], *, complete: bool) -> Iterator[Packed]:
        """Gather what the participants (fingerprints) lack and may see; `complete` gathers all of it again."""
        context = self._context
        context.signer(round_id)
        people = {line.fingerprint: line for line in self._members(round_id)}
        chosen = tuple(people[fingerprint] for fingerprint in dict.fromkeys(to) if fingerprint in people)
        if not chosen:
            raise NobodyToSendTo
        peers = [dict(context.store.peer(round_id, line.fingerprint)) for line in chosen]
        fresh = complete or any(not have for have in peers)
        with context.works(round_id) as work:
            ledger = work.ledger
            sight = Sight(context, ledger, round_id, chosen, whole=fresh)
            after = _after(ledger, [] if fresh else peers)
            gathering = _Gathering(context, ledger, sight, after, [] if fresh else peers)
            content = Content(
                certificates=ledger.certificates(),
                entries=gathering.entries,
                ends=_ends(ledger, after),
                bodies=gathering.bodies,
                have=self._have(work, round_id),
                attachments=gathering.attachments,
                open_attachment=context.blobs.open,
            )
            yield Packed(readers=chosen, content=content, tally=gathering.tally, fresh=fresh)

    def plan(self, round_id: str, to: Sequence[str], *, complete: bool) -> SendPlan:
        """What would be gathered for the same participants, in figures."""
        with self.pack(round_id, to, complete=complete) as packed:
            for part in (packed.content.entries(), packed.content.bodies()):
                for _ in part:
                    continue
            files, tally = packed.content.attachments(), packed.tally
        blobs = self._context.blobs
        return SendPlan(
            kinds=tuple(tally.kinds.most_common()),
            attachments=len(files),
            attachments_size=sum(blobs.size(sha) for sha in files),
            withheld=tuple(tally.withheld.most_common()),
            fresh=packed.fresh,
        )

    def _have(self, work: Work, round_id: str) -> dict[str, Any]:
        """What this desk has and what it lacks, so that the answer holds only the difference."""
        tips = work.ledger.tips()
        return {
            "tips": {author: [[tip.seq, tip.head] for tip in ends] for author, ends in tips.items()},
            "lack": list(work.ledger.withheld()),
            "blobs": sorted(self._context.store.lacking(work, round_id)),
        }


class _Gathering:
    """Reads what goes into a file, once, in the order in which it is written."""

    def __init__(
        self,
        context: DeskContext,
        ledger: LedgerStore,
        sight: Sight,
        after: Mapping[str, int],
        peers: Sequence[Mapping[str, Any]],
    ) -> None:
        self._context = context
        self._ledger = ledger
        self._sight = sight
        self._after = after
        self._peers = peers
        self.tally = Tally()

    def entries(self) -> Iterator[tuple[bytes, bytes | None]]:
        """Envelopes with the bodies that may be seen."""
        for entry, _, raw in self._ledger.entries(self._after):
            self.tally.entries += 1
            why = "lacking" if raw is None else self._note(entry, raw)
            if why:
                self.tally.withheld[why] += 1
            yield entry.raw, None if why else raw

    def bodies(self) -> Iterator[tuple[str, bytes]]:
        """Bodies that a reader said he lacks and may see by now."""
        lacking = sorted({entry for have in self._peers for entry in have.get("lack", ())})
        for entry, raw in self._ledger.read(lacking):
            if raw is not None and not self._note(entry, raw):
                self.tally.entries += 1
                yield entry.id, raw

    def attachments(self) -> tuple[str, ...]:
        """The files that what was read names, and those that a reader said he lacks, as far as they are here."""
        asked = {sha for have in self._peers for sha in have.get("blobs", ())} - self.tally.files
        shown = {sha for sha in asked if any(self._shown(entry) for entry in self._ledger.naming(sha))}
        return tuple(sorted(sha for sha in self.tally.files | shown if self._context.blobs.has(sha)))

    def _note(self, entry: Entry, raw: bytes) -> str:
        """Why a body stays here, "" when it goes; then it is counted with the files that it names."""
        body = read_body_again(entry, raw)
        why = self._sight.hides(entry, body)
        if not why:
            self.tally.kinds[body.kind] += 1
            if b'"sha256"' in raw:
                self.tally.files |= attachments(body.content)
        return why

    def _shown(self, entry: EntryId) -> bool:
        return any(
            raw is not None and not self._sight.hides(envelope, read_body(envelope, raw))
            for envelope, raw in self._ledger.read((entry,))
        )


def _after(ledger: LedgerStore, peers: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """The number in each feed past which somebody lacks something; a feed that nobody lacks is left out."""
    after: dict[str, int] = {}
    for author, tips in ledger.tips().items():
        known = min((_known(ledger, tips, have.get("tips", {}).get(author, ())) for have in peers), default=0)
        if known < tips[0].seq:
            after[author] = known
    return after


def _known(ledger: LedgerStore, tips: tuple[Tip, ...], theirs: Sequence[Sequence[Any]]) -> int:
    """How far a reader has a feed who named its ends; the whole feed goes again where branches differ."""
    ends = {str(head): int(seq) for seq, head in theirs}
    if all(tip.head in ends for tip in tips):
        return tips[0].seq
    held = ledger.held(tuple(ends))
    if len(tips) == 1 and held:
        return max(ends[head] for head in held)
    ahead = max(ends.values(), default=0) >= tips[0].seq
    return tips[0].seq if len(tips) == 1 and ahead else 0


def _ends(ledger: LedgerStore, after: Mapping[str, int]) -> dict[str, bytes]:
    """The signatures of the last entries of what goes."""
    tips = ledger.tips()
    heads = [tip.head for author, seq in after.items() for tip in tips[author] if tip.seq > seq]
    return ledger.signatures(heads)
