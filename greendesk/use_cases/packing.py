"""What leaves the desk for somebody: what he lacks and may see, and nothing else."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from greendesk.errors import Refusal
from greendesk.ledger.entry import Body, Entry, read_body, read_entry
from greendesk.ledger.kinds import KINDS, Role, attachments
from greendesk.ledger.store import Head, LedgerStore
from greendesk.queries import (
    ParticipantLine,
    SendPlan,
)
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.history import history
from greendesk.use_cases.letters import Content, Segment
from greendesk.use_cases.rounds import Rounds
from greendesk.use_cases.standing import Standing, standing, tells_scores


class NobodyToSendTo(Refusal):
    """An exchange file without recipients."""

    code = "GD-606"


OF_SEVERAL = (
    "consultation.requested",
    "ranking.set",
    "letter.made",
    "publicity.opened",
    "objection.received",
    "announcement.made",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What the readers of a file may not see: applications one of them is recused from, scores not open to one."""

    applications: frozenset[str]
    scores: frozenset[str]
    readers: frozenset[str]
    records: frozenset[str] = frozenset()  # about several applications, one of them hidden

    def covers(self, entry: Entry, body: Body) -> bool:
        """Whether the body stays here; a reader's own words are never hidden from himself alone."""
        subject = body.key[0] if body.key else ""
        if len(self.readers) == 1 and self._own(entry, body):
            return False
        if entry.id in self.records or body.content.get("record") in self.records:
            return True
        kind = KINDS.get(body.kind)
        about = kind is not None and kind.key[0] in {"application", "subject"}
        if about and subject in self.applications:
            return (
                body.kind not in {"expert.assigned", "recusal.declared"} or body.key[-1] not in self.readers
            )
        return subject in self.scores and tells_scores(body.kind, body.key)

    def _own(self, entry: Entry, body: Body) -> bool:
        """Whether the one reader wrote it, or it hands his own review back to him."""
        return entry.author in self.readers or (
            body.kind == "review.returned" and body.key[-1] in self.readers
        )

    def files(self, ledger: LedgerStore) -> set[str]:
        """The attachments that only hidden applications name."""
        inside: set[str] = set()
        outside: set[str] = set()
        for name in KINDS:
            for head in ledger.all_heads(name):
                hidden = (
                    head.key[0] in self.applications
                    or head.entry in self.records
                    or head.content.get("record") in self.records
                )
                (inside if hidden else outside).update(attachments(head.content))
        return inside - outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What goes to whom, before it is written."""

    readers: tuple[ParticipantLine, ...]
    content: Content
    hidden: Hidden
    fresh: bool


class Packer:
    """Gathers what goes into a file."""

    def __init__(self, context: DeskContext, rounds: Rounds) -> None:
        self._context = context
        self._rounds = rounds

    def pack(self, round_id: str, to: Sequence[str], *, complete: bool) -> Packed:
        """Gather what the participants (fingerprints) lack and may see; `complete` gathers all of it again."""
        context = self._context
        context.signer(round_id)
        people = {line.fingerprint: line for line in self._rounds.participants(round_id)}
        chosen = tuple(people[fingerprint] for fingerprint in dict.fromkeys(to) if fingerprint in people)
        if not chosen:
            raise NobodyToSendTo
        peers = [dict(context.store.peer(round_id, line.fingerprint)) for line in chosen]
        fresh = complete or any(not have for have in peers)
        with context.works(round_id) as work:
            ledger = work.ledger
            status = standing(context, ledger, round_id)
            after = {} if fresh else _least([have.get("feeds", {}) for have in peers])
            hidden = _hidden(status, chosen)
            hidden = replace(hidden, records=frozenset(_touching(ledger, hidden)))
            segments, named = self._segments(ledger, after, hidden)
            bodies = () if fresh else tuple(self._wanted(ledger, peers, hidden))
            for _, raw in bodies:
                named |= attachments(_content(raw))
            lacking = {sha for have in peers for sha in have.get("blobs", ())}
            present = tuple(
                sorted(
                    sha
                    for sha in named | lacking
                    if context.blobs.has(sha) and self._may(ledger, sha, hidden)
                )
            )
            have = {
                "feeds": dict(ledger.feeds()),
                "lack": list(ledger.withheld()),
                "blobs": list(self._lacking(ledger)),
            }
            content = Content(
                certificates=ledger.certificates(),
                segments=segments,
                bodies=bodies,
                have=have,
                attachments=present,
                open_attachment=context.blobs.open,
            )
        return Packed(readers=chosen, content=content, hidden=hidden, fresh=fresh)

    def plan(self, round_id: str, to: Sequence[str], *, complete: bool) -> SendPlan:
        """What would be gathered for the same participants, in figures."""
        packed = self.pack(round_id, to, complete=complete)
        kinds: Counter[str] = Counter()
        withheld: Counter[str] = Counter()
        with self._context.works(round_id) as work:
            for segment in packed.content.segments:
                for raw, body in segment.entries:
                    if body is None:
                        withheld[_why_withheld(work.ledger, read_entry(raw), packed.hidden)] += 1
                    else:
                        kinds[str(json.loads(body)["kind"])] += 1
        kinds.update(str(json.loads(body)["kind"]) for _, body in packed.content.bodies)
        blobs = self._context.blobs
        return SendPlan(
            kinds=tuple(kinds.most_common()),
            attachments=len(packed.content.attachments),
            attachments_size=sum(blobs.path(sha).stat().st_size for sha in packed.content.attachments),
            withheld=tuple(withheld.most_common()),
            fresh=packed.fresh,
        )

    def _segments(
        self, ledger: LedgerStore, after: Mapping[str, int], hidden: Hidden
    ) -> tuple[tuple[Segment, ...], set[str]]:
        segments: list[Segment] = []
        named: set[str] = set()
        feed: list[tuple[Entry, bytes | None, bytes | None]] = []

        def close() -> None:
            while feed and feed[-1][1] is None:
                feed.pop()
            if feed:
                entries = tuple((entry.raw, body) for entry, _, body in feed)
                signature = feed[-1][1] or b""
                segments.append(Segment(author=feed[0][0].author, entries=entries, signature=signature))
            feed.clear()

        for entry, signature, raw in ledger.entries(after):
            if feed and feed[-1][0].author != entry.author:
                close()
            body = read_body(entry, raw) if raw is not None else None
            shown = body is not None and not hidden.covers(entry, body)
            if shown and body is not None:
                named |= attachments(body.content)
            feed.append((entry, signature, raw if shown else None))
        close()
        return tuple(segments), named

    @staticmethod
    def _wanted(
        ledger: LedgerStore, peers: Sequence[Mapping[str, Any]], hidden: Hidden
    ) -> Iterator[tuple[str, bytes]]:
        lacking = sorted({entry for have in peers for entry in have.get("lack", ())})
        for entry, raw in ledger.held(lacking):
            if not hidden.covers(entry, read_body(entry, raw)):
                yield entry.id, raw

    @staticmethod
    def _may(ledger: LedgerStore, sha: str, hidden: Hidden) -> bool:
        return not hidden.applications or sha not in hidden.files(ledger)

    def _lacking(self, ledger: LedgerStore) -> Iterable[str]:
        named = {
            sha for kind in KINDS for head in ledger.all_heads(kind) for sha in attachments(head.content)
        }
        return sorted(sha for sha in named if not self._context.blobs.has(sha))


def _hidden(status: Standing, readers: Sequence[ParticipantLine]) -> Hidden:
    applications: set[str] = set()
    scores: set[str] = set()
    for reader in readers:
        seen = replace(status, me=reader.fingerprint)
        expert_only = set(reader.roles) <= {Role.EXPERT.value}
        for application in status.heads["application.registered"]:
            if seen.recusals(application).get(reader.fingerprint):
                applications.add(application)
            elif expert_only and not seen.sees_scores(application):
                scores.add(application)
    return Hidden(
        applications=frozenset(applications),
        scores=frozenset(scores),
        readers=frozenset(reader.fingerprint for reader in readers),
    )


def _touching(ledger: LedgerStore, hidden: Hidden) -> Iterator[str]:
    """Records about several applications that would tell something about a hidden one: orders, letters, lists."""
    ranked = hidden.applications | hidden.scores
    for kind in OF_SEVERAL:
        unseen = ranked if kind == "ranking.set" else hidden.applications
        for heads in _registers(ledger, kind):
            for past in history(ledger, heads):
                if unseen & _applications_in(past.content):
                    yield past.entry


def _registers(ledger: LedgerStore, kind: str) -> Iterator[tuple[Head, ...]]:
    for key in dict.fromkeys(head.key for head in ledger.all_heads(kind)):
        yield ledger.heads(kind, key)


def _applications_in(content: Mapping[str, Any]) -> frozenset[str]:
    named = [content.get("application", "")]
    for field in ("applications", "order", "chosen"):
        named.extend(content.get(field, ()))
    return frozenset(named)


def _why_withheld(ledger: LedgerStore, entry: Entry, hidden: Hidden) -> str:
    """Why the text of a record does not go: lacking here, a reader is recused, or scores are not open to one."""
    for _, raw in ledger.held((entry.id,)):
        subject = read_body(entry, raw).key[0]
        unseen = subject in hidden.applications or (entry.id in hidden.records and hidden.applications)
        return "recused" if unseen else "scores"
    return "lacking"


def _least(feeds: Sequence[Mapping[str, int]]) -> dict[str, int]:
    authors = set(feeds[0]).intersection(*feeds[1:]) if feeds else set()
    return {author: min(feed[author] for feed in feeds) for author in authors}


def _content(raw: bytes) -> object:
    return json.loads(raw)["content"]
