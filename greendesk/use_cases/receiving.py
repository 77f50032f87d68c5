"""What a file brings: checked, taken in inside a transaction, and told line by line."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from greendesk.errors import Refusal
from greendesk.ledger.entry import Body, Entry, EntryId, read_body, read_entry, sha256
from greendesk.ledger.fold import settle
from greendesk.ledger.store import LedgerStore
from greendesk.ledger.trust import check_issued, check_signature, holder, public_key_of
from greendesk.ports import ByteStream, Progress, Work
from greendesk.queries import (
    ExchangePreview,
    MissingLine,
    PreviewLine,
)
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.letters import AttachmentWrong, Content, FeedBroken, Letter, OtherRoot, Segment


class RoundFileFirst(Refusal):
    """The file belongs to a round that is not on this desk; the round file comes first."""

    code = "GD-601"


class NotForThisDesk(Refusal):
    """The round file holds no certificate for the key of this desk."""

    code = "GD-602"


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


def _roles_of(ledger: LedgerStore, fingerprint: str) -> tuple[str, ...]:
    heads = ledger.heads("participant.admitted", (fingerprint,))
    return tuple(heads[0].content["roles"]) if heads else ()
