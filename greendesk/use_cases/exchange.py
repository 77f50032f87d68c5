"""Exchange: what leaves in a file for somebody, what a file would change here, and receiving it in one transaction."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from greendesk.errors import Fault, Refusal
from greendesk.ledger.entry import Body, Entry, EntryId, read_body, read_entry, sha256
from greendesk.ledger.fold import settle
from greendesk.ledger.kinds import KINDS, Role, attachments
from greendesk.ledger.store import LedgerStore
from greendesk.ledger.trust import check_issued, check_signature, holder, public_key_of
from greendesk.ports import SILENT, ByteStream, Person, Progress, Work
from greendesk.queries import (
    ExchangePreview,
    JoinRequest,
    MissingLine,
    ParticipantLine,
    PreviewLine,
    SendPlan,
)
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.rounds import Rounds
from greendesk.use_cases.standing import Standing, standing, tells_scores
from greendesk.words import fingerprint_words


class RoundFileFirst(Refusal):
    """The file belongs to a round that is not on this desk; the round file comes first."""

    code = "GD-601"


class NotForThisDesk(Refusal):
    """The round file holds no certificate for the key of this desk."""

    code = "GD-602"


class FeedBroken(Fault):
    """Entries in the file do not follow each other as their author signed them."""

    code = "GD-603"


class OtherRoot(Fault):
    """The root certificate in the file is not the one that names the round."""

    code = "GD-604"


class AttachmentWrong(Fault):
    """An attachment in the file is not the one that its name promises."""

    code = "GD-605"


class NobodyToSendTo(Refusal):
    """An exchange file without recipients."""

    code = "GD-606"


class NotARequest(Refusal):
    """The file is no request to join."""

    code = "GD-607"


class NothingToOpen(Refusal):
    """The file is a request to join; it is approved, not received."""

    code = "GD-608"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of one author's feed with the signature of its last envelope; body None is withheld."""

    author: str
    entries: tuple[tuple[bytes, bytes | None], ...]
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The outside of an exchange file: who sends what to whom; readable and signed."""

    type: str  # exchange, round, request
    round: str
    root: bytes
    sender: Person
    chain: tuple[bytes, ...]
    made: int
    recipients: tuple[str, ...]
    request: bytes = b""
    recipient_key: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The inside of an exchange file."""

    certificates: tuple[bytes, ...]
    segments: tuple[Segment, ...]
    bodies: tuple[tuple[str, bytes], ...]  # of envelopes that the reader already holds
    have: Mapping[str, Any]
    attachments: tuple[str, ...]
    open_attachment: Callable[[str], AbstractContextManager[BinaryIO]]


class ExchangeFiles(Protocol):
    """Writes and reads exchange files."""

    def write(
        self,
        path: Path,
        letter: Letter,
        content: Content | None,
        sign: Callable[[bytes], bytes],
        age_recipients: Sequence[str],
        progress: Progress,
        /,
    ) -> None:
        """Write the file whole or not at all; encrypted when there are age recipients."""
        ...

    def read(
        self, path: Path, progress: Progress, /
    ) -> AbstractContextManager[tuple[Letter, Content | None]]:
        """Open a file, check its structure and its sender's signature, and decrypt it for this desk."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What went into a file."""

    path: str
    entries: int
    withheld: int
    attachments: int


@dataclass(slots=True)
class Outcome:
    """What receiving did (or would do), gathered while it runs."""

    written: list[tuple[Entry, bytes | None]]
    known: int
    missing: list[tuple[str, int, int]]


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


class Exchange:
    """The verbs and questions about exchange files."""

    def __init__(self, context: DeskContext, rounds: Rounds, files: ExchangeFiles) -> None:
        self._context = context
        self._rounds = rounds
        self._files = files

    # ------------------------------------------------------------ joining

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

    def my_words(self) -> str:
        """The fingerprint of this desk's key as short words, to read over the telephone."""
        return fingerprint_words(sha256(self._context.registrar.public_key))

    def approve(self, round_id: str, request: JoinRequest, roles: tuple[str, ...]) -> str:
        """Admit the person of a request with roles; returns the fingerprint of the certificate."""
        return self._rounds.admit(round_id, request.request, request.recipient, roles)

    # ------------------------------------------------------------ sending

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
        packed = self._pack(round_id, to, complete=complete)
        context, signer, content = self._context, self._context.signer(round_id), packed.content
        letter = Letter(
            type="round" if complete else "exchange",
            round=round_id,
            root=signer.chain[-1],
            sender=context.registrar.person,
            chain=signer.chain,
            made=context.clock.now(),
            recipients=tuple(line.name for line in packed.readers),
        )
        keys = tuple(dict.fromkeys(line.recipient for line in packed.readers)) if encrypt else ()
        if encrypt:
            keys = tuple(dict.fromkeys((*keys, context.registrar.recipient)))
        self._files.write(path, letter, content, signer.sign, keys, progress)
        return Sent(
            path=str(path),
            entries=sum(len(segment.entries) for segment in content.segments) + len(content.bodies),
            withheld=sum(body is None for segment in content.segments for _, body in segment.entries),
            attachments=len(content.attachments),
        )

    def plan(self, round_id: str, to: Sequence[str], *, complete: bool = False) -> SendPlan:
        """What `send` would write for the same participants, in figures."""
        packed = self._pack(round_id, to, complete=complete)
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

    def _pack(self, round_id: str, to: Sequence[str], *, complete: bool) -> "Packed":
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

    # ------------------------------------------------------------ receiving

    def look(self, path: Path, progress: Progress = SILENT) -> ExchangePreview:
        """What a file would change; it is received for real inside a transaction that is then undone."""
        return self._receive(path, progress, keep=False)

    def receive(self, path: Path, progress: Progress = SILENT) -> ExchangePreview:
        """Receive a file: all of it in one transaction, or nothing."""
        return self._receive(path, progress, keep=True)

    def _receive(self, path: Path, progress: Progress, *, keep: bool) -> ExchangePreview:
        context = self._context
        with self._files.read(path, progress) as (letter, content):
            if content is None:
                raise NothingToOpen
            if sha256(letter.root) != letter.round:
                raise OtherRoot
            known = context.store.root(letter.round)
            if known is None and letter.type != "round":
                raise RoundFileFirst
            with context.works(letter.round) as work:
                context.store.add_round(work, letter.root, context.clock.now())
                self._take_certificates(work, letter, content)
                outcome = self._take_entries(work.ledger, letter.round, content)
                joined = self._join(work, letter.round, mine=known is None)
                settle(work.ledger)
                if known is None and not joined:
                    raise NotForThisDesk
                preview = self._preview(path, letter, content, work.ledger, outcome)
                preview = replace(preview, round_new=known is None)
                if keep:
                    with self._attachments(content, progress):
                        sender = holder(letter.chain[0]).fingerprint
                        context.store.set_peer(work, letter.round, sender, content.have)
                        work.commit()
            return preview

    def _take_certificates(self, work: Work, letter: Letter, content: Content) -> None:
        for certificate in (*content.certificates, *letter.chain[:1]):
            check_issued(certificate, letter.root)
            work.ledger.add_certificate(certificate)

    def _take_entries(self, ledger: LedgerStore, round_id: str, content: Content) -> Outcome:
        outcome = Outcome([], 0, [])
        for segment in content.segments:
            certificate = ledger.certificate(segment.author)
            if certificate is None:
                raise FeedBroken(author=segment.author[:8], seq=0)
            self._take_segment(ledger, round_id, segment, certificate, outcome)
        for entry_id, raw in content.bodies:
            self._take_body(ledger, EntryId(entry_id), raw, outcome)
        outcome.missing = list(ledger.gaps())
        return outcome

    @staticmethod
    def _take_segment(
        ledger: LedgerStore, round_id: str, segment: Segment, certificate: bytes, outcome: Outcome
    ) -> None:
        entries = [(read_entry(raw), body) for raw, body in segment.entries]
        for before, (entry, _) in zip([None, *(one for one, _ in entries)], entries, strict=False):
            follows = before is None or (entry.seq == before.seq + 1 and entry.prev == before.id)
            if entry.round != round_id or entry.author != segment.author or not follows:
                raise FeedBroken(author=holder(certificate).name, seq=entry.seq)
        if not entries:
            return
        check_signature(certificate, entries[-1][0].raw, segment.signature)
        for entry, body in entries:
            if body is not None:
                read_body(entry, body)
            last = entry is entries[-1][0]
            if not ledger.has_entry(entry.id):
                ledger.add_entry(entry, segment.signature if last else None, body)
                outcome.written.append((entry, body))
            elif body is not None and not ledger.has_body(entry.id):
                ledger.add_body(entry.id, body)
                outcome.written.append((entry, body))
            else:
                outcome.known += 1
            if last:
                ledger.add_signature(entry.id, segment.signature)

    @staticmethod
    def _take_body(ledger: LedgerStore, entry_id: EntryId, raw: bytes, outcome: Outcome) -> None:
        entry = ledger.envelope(entry_id)
        if entry is None or ledger.has_body(entry_id):
            outcome.known += 1
            return
        read_body(entry, raw)
        ledger.add_body(entry_id, raw)
        outcome.written.append((entry, raw))

    @contextmanager
    def _attachments(self, content: Content, progress: Progress) -> Iterator[None]:
        """Keep the attachments; when the block fails, the new ones go again."""
        blobs, added = self._context.blobs, []
        try:
            for number, sha in enumerate(content.attachments, 1):
                if not blobs.has(sha):
                    with content.open_attachment(sha) as stream:
                        added.append(blobs.add_stream(_Promised(stream, sha))[0])
                progress.step(number, len(content.attachments))
            yield
        except BaseException:
            blobs.discard(added)
            raise

    def _join(self, work: Work, round_id: str, *, mine: bool) -> bool:
        """Find the certificate that was issued to this desk's key."""
        context = self._context
        own = [c for c in work.ledger.certificates() if public_key_of(c) == context.registrar.public_key]
        if own and mine:
            context.store.set_membership(work, round_id, own[-1], None)
        return bool(own)

    # ------------------------------------------------------------ parts

    def _segments(
        self, ledger: LedgerStore, after: Mapping[str, int], hidden: "Hidden"
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
        ledger: LedgerStore, peers: Sequence[Mapping[str, Any]], hidden: "Hidden"
    ) -> Iterator[tuple[str, bytes]]:
        lacking = sorted({entry for have in peers for entry in have.get("lack", ())})
        for entry, raw in ledger.held(lacking):
            if not hidden.covers(entry, read_body(entry, raw)):
                yield entry.id, raw

    @staticmethod
    def _may(ledger: LedgerStore, sha: str, hidden: "Hidden") -> bool:
        return not hidden.applications or sha not in hidden.files(ledger)

    def _lacking(self, ledger: LedgerStore) -> Iterable[str]:
        named = {
            sha for kind in KINDS for head in ledger.all_heads(kind) for sha in attachments(head.content)
        }
        return sorted(sha for sha in named if not self._context.blobs.has(sha))

    def _preview(
        self, path: Path, letter: Letter, content: Content, ledger: LedgerStore, outcome: Outcome
    ) -> ExchangePreview:
        opened = ledger.heads("round.opened", (letter.round,))
        people = {head.key[0]: head.content["name"] for head in ledger.all_heads("participant.admitted")}
        units = {head.key[0]: head.content["unit"] for head in ledger.all_heads("application.registered")}
        states = {entry.id: (state, reason) for entry, _, state, reason in ledger.standings()}
        crowded = {(group[0].kind, group[0].key) for group in ledger.conflicts()}
        lines = []
        for entry, raw in outcome.written:
            body = read_body(entry, raw) if raw is not None else None
            state, reason = states.get(entry.id, ("applied", ""))
            lines.append(_preview_line(entry, body, state, reason, people, units, crowded))
        lacking = [sha for sha in content.attachments if not self._context.blobs.has(sha)]
        sizes = _named_sizes(outcome)
        counts = Counter(line.group for line in lines)
        counts["known"] = outcome.known
        sender = holder(letter.chain[0])
        return ExchangePreview(
            file=path.name,
            type=letter.type,
            sender=sender.name,
            sender_organisation=sender.organisation,
            recipients=letter.recipients,
            made=letter.made,
            round_title=opened[0].content["title"] if opened else "",
            total=len(outcome.written) + outcome.known,
            counts=dict(counts),
            attachments=len(lacking),
            attachments_size=sum(sizes.get(sha, 0) for sha in lacking),
            lines=tuple(lines),
            missing=tuple(
                MissingLine(author=people.get(author, author[:8]), first=first, last=last)
                for author, first, last in outcome.missing
            ),
            round=letter.round,
            sender_roles=_roles_of(ledger, sender.fingerprint),
            size=path.stat().st_size,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What goes to whom, before it is written."""

    readers: tuple[ParticipantLine, ...]
    content: Content
    hidden: "Hidden"
    fresh: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What the readers of a file may not see: applications one of them is recused from, scores not open to one."""

    applications: frozenset[str]
    scores: frozenset[str]
    readers: frozenset[str]

    def covers(self, entry: Entry, body: Body) -> bool:
        """Whether the body stays here; a reader's own words are never hidden from himself alone."""
        subject = body.key[0] if body.key else ""
        if len(self.readers) == 1 and self._own(entry, body):
            return False
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
                (inside if head.key[0] in self.applications else outside).update(attachments(head.content))
        return inside - outside


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


def _why_withheld(ledger: LedgerStore, entry: Entry, hidden: Hidden) -> str:
    """Why the text of a record does not go: lacking here, a reader is recused, or scores are not open to one."""
    for _, raw in ledger.held((entry.id,)):
        subject = read_body(entry, raw).key[0]
        return "recused" if subject in hidden.applications else "scores"
    return "lacking"


def _roles_of(ledger: LedgerStore, fingerprint: str) -> tuple[str, ...]:
    heads = ledger.heads("participant.admitted", (fingerprint,))
    return tuple(heads[0].content["roles"]) if heads else ()


def _named_sizes(outcome: Outcome) -> dict[str, int]:
    """The sizes that records give for the files they name."""
    sizes: dict[str, int] = {}

    def walk(value: object) -> None:
        if isinstance(value, Mapping):
            if isinstance(value.get("sha256"), str) and isinstance(value.get("size"), int):
                sizes[value["sha256"]] = value["size"]
            for part in value.values():
                walk(part)
        elif isinstance(value, list | tuple):
            for part in value:
                walk(part)

    for entry, raw in outcome.written:
        if raw is not None:
            walk(read_body(entry, raw).content)
    return sizes


def _least(feeds: Sequence[Mapping[str, int]]) -> dict[str, int]:
    authors = set(feeds[0]).intersection(*feeds[1:]) if feeds else set()
    return {author: min(feed[author] for feed in feeds) for author in authors}


def _content(raw: bytes) -> object:
    return json.loads(raw)["content"]


def _preview_line(
    entry: Entry,
    body: Body | None,
    state: str,
    reason: str,
    people: Mapping[str, str],
    units: Mapping[str, str],
    crowded: set[tuple[str, tuple[str, ...]]],
) -> PreviewLine:
    group = {"applied": "write", "withheld": "withheld", "waiting": "waiting"}.get(state, "refused")
    if body is not None and group == "write" and (body.kind, body.key) in crowded:
        group = "conflict"
    subject = ""
    if body is not None:
        subject = units.get(body.key[0], "") or people.get(body.key[-1], "")
    return PreviewLine(
        group=group,
        kind=body.kind if body else "",
        subject=subject,
        change=_change(body, people) if body else "",
        who=people.get(entry.author, entry.author[:8]),
        at=entry.time[0],
        reason=reason,
    )


def _change(body: Body, people: Mapping[str, str]) -> str:
    """The part of a content that tells most, as a code or a figure; screens put words around it."""
    content = body.content
    parts = {
        "review.submitted": ("total", "recommendation"),
        "panel.concluded": ("score", "recommendation"),
        "opinion.recorded": ("position", "number"),
        "negative.answered": ("answer",),
        "application.registered": ("unit",),
        "participant.admitted": ("name", "organisation"),
        "package.received": ("source",),
        "review.returned": ("reason",),
        "round.opened": ("title",),
    }.get(body.kind, ())
    words = [str(content[part]) for part in parts if part in content]
    if body.kind in {"negative.answered", "opinion.recorded"}:
        words.insert(0, body.key[1])
    if body.kind == "expert.assigned":
        words.append(people.get(body.key[1], body.key[1][:8]))
        words.append("active" if content["active"] else "inactive")
    if body.kind == "recusal.declared":
        words.append("conflict" if content["conflict"] else "none")
    if body.kind == "completeness.checked":
        words.append("complete" if content["complete"] else "incomplete")
    if body.kind == "package.received":
        words.append(str(content["version"]))
    if body.kind == "document.signed":
        words.append(str(content["document"]["name"]))
    return " · ".join(words)
