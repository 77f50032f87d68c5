"""What a file brings: checked, taken in inside a transaction, and told line by line."""

import hashlib
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from greendesk.errors import Refusal
from greendesk.ledger.entry import Body, Entry, EntryId, read_body, read_entry, sha256
from greendesk.ledger.fold import WRONG, Arrival, State, keep, open_body, settle
from greendesk.ledger.kinds import attachments
from greendesk.ledger.store import LedgerStore
from greendesk.ledger.trust import check_issued, check_signature, holder, public_key_of
from greendesk.ports import ByteStream, Work
from greendesk.progress import Progress
from greendesk.queries import ExchangePreview, MissingLine, PreviewLine
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.letters import AttachmentWrong, Content, FeedBroken, Letter, OtherRoot
from greendesk.use_cases.membership_lines import ended
from greendesk.use_cases.preview_lines import GROUPS, preview_lines
from greendesk.use_cases.quarantine import fork_lines, gaps_that_count
from greendesk.use_cases.sealed_reviews import stays_sealed
from greendesk.use_cases.standing import standing

LINES = 1000  # changes that a preview names one by one
_PORTION, _BYTES = 4000, 2 * 1024 * 1024  # entries that are looked up together, and their size
_LATER = 500  # bodies that are opened together


class RoundFileFirst(Refusal):
    """The file belongs to a round that is not on this desk; the round file comes first."""

    code = "GD-601"


class NotForThisDesk(Refusal):
    """The round file holds no certificate for the key of this desk."""

    code = "GD-602"


@dataclass(slots=True)
class Outcome:
    """What receiving did (or would do), gathered while it runs."""

    written: int = 0
    known: int = 0
    first: list[EntryId] = field(default_factory=list)  # of what was written
    aside: set[EntryId] = field(default_factory=set)  # written, but not counting at once
    mine: list[EntryId] = field(default_factory=list)  # written, in the place of what this desk wrote
    files: set[str] = field(default_factory=set)  # that what was written names
    sizes: dict[str, int] = field(default_factory=dict)
    starts: "array[int]" = field(default_factory=lambda: array("Q"))  # the beginnings of all written ids

    def write(self, entry: EntryId, *, counts: bool) -> None:
        """Note an entry or a body that is new here."""
        self.written += 1
        self.starts.append(_start(entry))
        if len(self.first) < LINES:
            self.first.append(entry)
        if not counts:
            self.aside.add(entry)

    def among(self, entries: Sequence[EntryId]) -> list[EntryId]:
        """Those of the entries that were written."""
        wanted = {_start(entry): entry for entry in entries}
        found = {start for start in self.starts if start in wanted} if wanted else set()
        return [entry for start, entry in wanted.items() if start in found]


def _start(entry: EntryId) -> int:
    return int(entry[:16], 16)


class _Promised:
    """A stream that raises `AttachmentWrong` at its end when the bytes are not those that the name promises."""

    def __init__(self, inner: ByteStream, sha256: str) -> None:
        self._inner = inner
        self._promised = sha256
        self._digest = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        """Read on."""
        data = self._inner.read(size)
        self._digest.update(data)
        if not data and self._digest.hexdigest() != self._promised:
            raise AttachmentWrong(name=self._promised[:12])
        return data


class Receiver:
    """Takes a file in, for good or to see what it would change."""

    def __init__(self, context: DeskContext) -> None:
        self._context = context

    def take(
        self, path: Path, letter: Letter, content: Content, progress: Progress, *, keep: bool
    ) -> ExchangePreview:
        """Take everything in inside one transaction; without `keep` it is undone and only told."""
        context = self._context
        if sha256(letter.root) != letter.round:
            raise OtherRoot
        known = context.store.root(letter.round)
        if known is None and letter.type != "round":
            raise RoundFileFirst
        with context.works(letter.round) as work:
            work.ledger.lock()
            fresh = work.ledger.empty()
            context.store.add_round(work, letter.root, context.clock.now())
            self._take_certificates(work, letter, content)
            outcome = Outcome()
            self._take_entries(work.ledger, letter.round, content, outcome, progress)
            self._take_bodies(work.ledger, content, outcome)
            settle(work.ledger)
            joined = self._join(work, letter.round, back=keep and fresh)
            if known is None and not joined:
                raise NotForThisDesk
            preview = replace(
                self._preview(path, letter, content, work.ledger, outcome), round_new=known is None
            )
            if keep:
                with self._attachments(content, progress):
                    self._note(work, letter, content, outcome)
                    work.commit()
        return preview

    def _note(self, work: Work, letter: Letter, content: Content, outcome: Outcome) -> None:
        """Note what the sender has, and which files are still to come."""
        store, blobs = self._context.store, self._context.blobs
        sender = holder(letter.chain[0]).fingerprint
        store.set_peer(work, letter.round, sender, content.have, letter.made)
        came = set(content.attachments())
        lacking = [sha for sha in outcome.files if not blobs.has(sha)]
        store.note_lacking(work, letter.round, lacking, came)

    def _take_certificates(self, work: Work, letter: Letter, content: Content) -> None:
        for certificate in (*content.certificates, *letter.chain[:1]):
            check_issued(certificate, letter.root)
            work.ledger.add_certificate(certificate)

    def _take_entries(
        self, ledger: LedgerStore, round_id: str, content: Content, outcome: Outcome, progress: Progress
    ) -> None:
        """Keep and fold the entries as they are read; every stretch must end in a signature of its author."""
        ends: dict[str, Entry] = {}
        read = (_arrival(raw, body, round_id, ends, content.ends) for raw, body in content.entries())
        mine = self._context.me(round_id)
        for some in _portions(read):
            held = ledger.held([arrival.entry.id for arrival in some])
            new = [arrival for arrival in some if not held.get(arrival.entry.id)]
            for arrival in some:
                self._take_entry(ledger, arrival, held, outcome)
            outcome.mine += _replacing(ledger, new, mine)
            progress.step(outcome.written + outcome.known, 0)
        if ends.keys() != content.ends.keys():
            raise FeedBroken(author="", seq=0)
        for entry in ends.values():
            certificate = ledger.certificate(entry.author)
            if certificate is None:
                raise FeedBroken(author=entry.author[:8], seq=entry.seq)
            check_signature(certificate, entry.raw, content.ends[entry.id])
            ledger.add_signature(entry.id, content.ends[entry.id])

    @staticmethod
    def _take_entry(ledger: LedgerStore, arrival: Arrival, held: dict[str, bool], outcome: Outcome) -> None:
        entry = arrival.entry
        if entry.id not in held:
            judgement = keep(ledger, arrival)
            if judgement == WRONG:
                raise FeedBroken(author=entry.author[:8], seq=entry.seq)
        elif arrival.raw is not None and not held[entry.id]:
            judgement = open_body(ledger, entry, arrival.raw)
        else:
            outcome.known += 1
            return
        held[entry.id] = arrival.raw is not None
        outcome.write(entry.id, counts=judgement.state is State.APPLIED)
        if arrival.raw is not None and arrival.body is not None and b'"sha256"' in arrival.raw:
            outcome.files |= attachments(arrival.body.content)
            _note_sizes(arrival.body.content, outcome.sizes)

    @staticmethod
    def _take_bodies(ledger: LedgerStore, content: Content, outcome: Outcome) -> None:
        """Open the envelopes whose bodies came later."""
        bodies = content.bodies()
        while some := tuple(islice(bodies, _LATER)):
            held = ledger.held([entry for entry, _ in some])
            lacking = {entry: raw for entry, raw in some if held.get(entry) is False}
            outcome.known += len(some) - len(lacking)
            for entry, _ in ledger.read(tuple(lacking)):
                raw = lacking[entry.id]
                judgement = open_body(ledger, entry, raw)
                outcome.write(entry.id, counts=judgement.state is State.APPLIED)
                body = read_body(entry, raw)
                outcome.files |= attachments(body.content)
                _note_sizes(body.content, outcome.sizes)

    @contextmanager
    def _attachments(self, content: Content, progress: Progress) -> Iterator[None]:
        """Keep the attachments; when the block fails, the new ones go again."""
        blobs, added = self._context.blobs, []
        try:
            files = content.attachments()
            for number, sha in enumerate(files, 1):
                if not blobs.has(sha):
                    with content.open_attachment(sha) as stream:
                        added.append(blobs.add_stream(_Promised(stream, sha))[0])
                progress.step(number, len(files))
            yield
        except BaseException:
            blobs.discard(added)
            raise

    def _join(self, work: Work, round_id: str, *, back: bool) -> bool:
        """Find the certificate that was issued to this desk's key; a new one takes the place of one that ended.

        A desk that comes to the round for the first time (`back`) with a certificate under which there are records
        already went back to a backup from before it joined, or is a copy: it asks for a new one before it writes.
        """
        context, ledger = self._context, work.ledger
        own = [c for c in ledger.certificates() if public_key_of(c) == context.registrar.public_key]
        valid = [one for one in own if not ended(ledger, sha256(one))]
        counting = [one for one in valid if sha256(one) not in context.retired] or valid
        membership = context.store.membership(round_id)
        if own and (membership is None or membership.certificate not in (counting or own)):
            chosen = (counting or own)[-1]
            context.store.set_membership(work, round_id, chosen, None)
            if back and ledger.feed_end(sha256(chosen))[0]:
                context.retired.add((sha256(chosen),))
        return bool(own)

    def _preview(
        self, path: Path, letter: Letter, content: Content, ledger: LedgerStore, outcome: Outcome
    ) -> ExchangePreview:
        opened = ledger.heads("round.opened", (letter.round,))
        people = {head.key[0]: head.content["name"] for head in ledger.all_heads("participant.admitted")}
        aside = ledger.standing(outcome.aside)
        crowded = outcome.among([head.entry for group in ledger.conflicts() for head in group])
        counts = Counter(GROUPS.get(state, "refused") for state, _ in aside.values())
        counts["conflict"] = len(crowded)
        mine = [entry for entry in outcome.mine if entry not in aside and entry not in crowded]
        counts["replace"] = len(mine)
        counts["write"] = outcome.written - sum(counts.values())
        counts["known"] = outcome.known
        groups: dict[str, str] = {**dict.fromkeys(crowded, "conflict"), **dict.fromkeys(mine, "replace")}
        shown = tuple(dict.fromkeys((*crowded, *mine, *islice(aside, LINES), *outcome.first)))
        lines = [
            self._veiled(ledger, letter.round, line, body)
            for line, body in preview_lines(ledger, shown, groups, aside, people)
        ]
        lacking = [sha for sha in content.attachments() if not self._context.blobs.has(sha)]
        sender = holder(letter.chain[0])
        return ExchangePreview(
            file=path.name,
            type=letter.type,
            sender=sender.name,
            sender_organisation=sender.organisation,
            recipients=letter.recipients,
            made=letter.made,
            round_title=opened[0].content["title"] if opened else "",
            total=outcome.written + outcome.known,
            counts=dict(counts),
            attachments=len(lacking),
            attachments_size=sum(outcome.sizes.get(sha, 0) for sha in lacking),
            lines=tuple(lines),
            missing=tuple(
                MissingLine(author=people.get(author, author[:8]), first=first, last=last)
                for author, first, last in gaps_that_count(ledger)
            ),
            round=letter.round,
            sender_roles=_roles_of(ledger, sender.fingerprint),
            size=path.stat().st_size,
            sender_revoked=bool(ledger.revocations(sender.fingerprint)),
            sender_behind=_behind(ledger, sender.fingerprint, content.have, letter.made),
            old=outcome.written == 0 and outcome.known > 0,
            forks=tuple(line for line in fork_lines(ledger) if not line.explanation),
        )

    def _veiled(
        self, ledger: LedgerStore, round_id: str, line: PreviewLine, body: Body | None
    ) -> PreviewLine:
        """The line without what it says about a review that is still sealed and came too early."""
        if (
            body is None
            or not stays_sealed(body.kind, body.key)
            or not ledger.heads("round.opened", (round_id,))
        ):
            return line
        context, subject = self._context, body.key[0]
        sealing = context.rules(ledger, round_id)[0].visibility.sealed
        if sealing and standing(context, ledger, round_id, subject).sealed(subject):
            return replace(line, change="", before="")
        return line


def _arrival(
    raw: bytes, body: bytes | None, round_id: str, ends: dict[str, Entry], signatures: Mapping[str, bytes]
) -> Arrival:
    """Read an entry and put it in the place of its predecessor among the ends of the stretches read so far."""
    entry = read_entry(raw)
    before = ends.pop(entry.prev, None) if entry.prev is not None else None
    follows = before is None or (before.author == entry.author and before.seq + 1 == entry.seq)
    if entry.round != round_id or not follows or entry.id in ends:
        raise FeedBroken(author=entry.author[:8], seq=entry.seq)
    ends[entry.id] = entry
    return Arrival(
        entry, signatures.get(entry.id), body, read_body(entry, body) if body is not None else None
    )


def _portions(read: Iterator[Arrival]) -> Iterator[list[Arrival]]:
    """The entries in lists that are bounded in number and in size."""
    some: list[Arrival] = []
    size = 0
    for arrival in read:
        some.append(arrival)
        size += len(arrival.entry.raw) + len(arrival.raw or b"")
        if len(some) >= _PORTION or size >= _BYTES:
            yield some
            some, size = [], 0
    if some:
        yield some


def _replacing(ledger: LedgerStore, arrivals: Sequence[Arrival], me: str) -> list[EntryId]:
    """The new entries of others that replace what this desk wrote."""
    claims = {
        old: arrival.entry.id
        for arrival in arrivals
        if arrival.body is not None and arrival.entry.author != me
        for old in arrival.body.replaces
    }
    return list(dict.fromkeys(claims[EntryId(old)] for old in ledger.written_by(me, claims)))


def _behind(ledger: LedgerStore, sender: str, have: Mapping[str, Any], made: int) -> int:
    """How many records of the sender's own are here that he did not have when he had written them already.

    What he wrote only after the file says nothing: then the file is merely older than another one that came.
    """
    ends = have.get("tips", {}).get(sender, ())
    had = max((int(seq) for seq, _ in ends), default=0)
    lacking = ledger.feed_end(sender)[0] - had
    if lacking <= 0:
        return 0
    first = next((entry for entry, _, _ in ledger.entries({sender: had})), None)
    return lacking if first is None or first.time[0] <= made else 0


def _note_sizes(value: object, sizes: dict[str, int]) -> None:
    """Gather the sizes that a record gives for the files it names."""
    if isinstance(value, Mapping):
        if isinstance(value.get("sha256"), str) and isinstance(value.get("size"), int):
            sizes[value["sha256"]] = value["size"]
        for part in value.values():
            _note_sizes(part, sizes)
    elif isinstance(value, list | tuple):
        for part in value:
            _note_sizes(part, sizes)


def _roles_of(ledger: LedgerStore, fingerprint: str) -> tuple[str, ...]:
    heads = ledger.heads("participant.admitted", (fingerprint,))
    return tuple(heads[0].content["roles"]) if heads else ()
