"""What every use case stands on: transactions, files, clock, drafts, and the identity of this desk."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from greendesk.domain.checklist import Checklist
from greendesk.domain.eligibility import FactField, read_date
from greendesk.domain.listing import Listing, ListReading, ListRow, ListSpec
from greendesk.domain.papers import CorrectionNotice, PanelConclusion, RecommendationSummary, ScoreSheet
from greendesk.domain.papers_road import DepartmentLetter, RoadPaper
from greendesk.domain.papers_slip import CoverSlip
from greendesk.domain.policy import Policy
from greendesk.domain.working_days import WorkCalendar
from greendesk.errors import Refusal
from greendesk.ledger.entry import Body, EntryId, read_body, sha256, write_body, write_entry
from greendesk.ledger.fold import Arrival, State, judge, keep, settle
from greendesk.ledger.kinds import Content
from greendesk.ledger.store import Fold, Head, LedgerStore
from greendesk.ports import Blobs, Clock, Drafts, Registrar, RoundStore, Signer, WorkFactory


class NotAMember(Refusal):
    """This desk has no certificate in the round."""

    code = "GD-111"


class RoundUnknown(Refusal):
    """The round is not on this desk."""

    code = "GD-452"


class EditionMissing(Refusal):
    """The edition of a checklist that a review was made with is not on this desk (yet)."""

    code = "GD-428"


class OwnRecordsMissing(Refusal):
    """Records of this desk's own are missing here: a new one would take a number that others know already."""

    code = "GD-245"


class CertificateRetired(Refusal):
    """The desk went back to a backup: it needs a new certificate before it writes in this round again."""

    code = "GD-252"


class EntryRefused(Refusal):
    """The rules of the round do not let this desk write this entry."""

    code = "GD-112"


class Printer(Protocol):
    """Makes the printed documents; each returns the bytes of a file."""

    def score_sheet(self, sheet: ScoreSheet, signer: Signer, /) -> bytes:
        """The expert's score sheet, signed (PDF)."""
        ...

    def panel_conclusion(self, conclusion: PanelConclusion, signer: Signer, /) -> bytes:
        """The panel's conclusion, signed (PDF)."""
        ...

    def countersign(self, pdf: bytes, signer: Signer, record_id: str, /) -> bytes:
        """The same PDF with one more signature."""
        ...

    def correction_notice(self, notice: CorrectionNotice, signer: Signer, /) -> tuple[bytes, bytes]:
        """The notice of what is missing as sealed docx and signed PDF."""
        ...

    def summary(self, summary: RecommendationSummary, signer: Signer, /) -> tuple[bytes, bytes]:
        """The recommendation summary as sealed xlsx and signed PDF."""
        ...

    def paper(self, value: RoadPaper, signer: Signer, /) -> Mapping[str, bytes]:
        """Any paper of the road by its kind: ending ("docx", "pdf", "xlsx") to sealed or signed bytes."""
        ...

    def reply_form(self, letter: DepartmentLetter, signer: Signer, /) -> bytes:
        """The form for a department's reply as xlsx, to be filled and read back."""
        ...

    def cover_slip(self, slip: CoverSlip, signer: Signer, /) -> bytes:
        """The slip that goes with an exchange file, signed by its sender (PDF)."""
        ...


class Library(Protocol):
    """Reads policies and checklists from their exact text."""

    def policy(self, text: str, /) -> Policy:
        """A policy; refused with line and field when wrong."""
        ...

    def checklist(self, text: str, /) -> Checklist:
        """A checklist; refused with line and field when wrong."""
        ...


class ListReader(Protocol):
    """Reads a list file (csv or xlsx) into rows; what is wrong is told by cell, all at once."""

    def __call__(
        self, data: bytes, name: str, spec: ListSpec, fields: tuple[FactField, ...], /
    ) -> ListReading:
        """The rows, and the errors by cell."""
        ...


class Signers(Protocol):
    """The unlocked identity of the desk, round by round."""

    def signer(self, round_id: str, /) -> Signer | None:
        """The signer of this desk in a round, or nothing when it is no member."""
        ...


class Retired(Protocol):
    """The certificates that this desk writes with no more, because it went back to a backup."""

    def __contains__(self, fingerprint: object, /) -> bool:
        """Whether a certificate (by its SHA-256) is one of them."""
        ...

    def add(self, fingerprints: Iterable[str], /) -> None:
        """Write with these no more."""
        ...


@dataclass(slots=True, kw_only=True)
class DeskContext:
    """The desk as use cases see it; one for the life of the open desk."""

    works: WorkFactory
    store: RoundStore
    registrar: Registrar
    blobs: Blobs
    clock: Clock
    drafts: Drafts
    signers: Signers
    printer: Printer
    library: Library
    read_list: ListReader
    years: Callable[[], WorkCalendar]
    initials: Callable[[str], str]  # of the pinyin of a text, so that names are found by typing letters
    owed: Callable[[str, str], int]  # round, author: up to which number a repair took records out
    retired: Retired
    _rows: dict[tuple[str, str], tuple[ListRow, ...]] = field(default_factory=dict)
    _rules: dict[tuple[str, ...], tuple[Policy, dict[str, Checklist]]] = field(default_factory=dict)
    _editions: dict[str, Checklist] = field(default_factory=dict)  # by digest

    @property
    def calendar(self) -> WorkCalendar:
        """The working days, those of a year that came with an update of now among them."""
        return self.years()

    def signer(self, round_id: str) -> Signer:
        """The signer in a round; raises `NotAMember`."""
        signer = self.signers.signer(round_id)
        if signer is None:
            raise NotAMember
        return signer

    def me(self, round_id: str) -> str:
        """The fingerprint of this desk's certificate in the round, "" when it is no member."""
        signer = self.signers.signer(round_id)
        return signer.fingerprint if signer else ""

    def rules(self, ledger: LedgerStore, round_id: str) -> tuple[Policy, dict[str, Checklist]]:
        """The policy and the checklists of a round, read once for each text; signed ones go before first ones."""
        heads = ledger.heads("round.opened", (round_id,))
        if not heads:
            raise RoundUnknown()
        head = heads[0]
        signed = first_heads(ledger.all_heads("checklist.signed", without="text"))
        key = (head.entry, *(one.entry for one in signed.values()))
        if key not in self._rules:
            checklists = {
                name: self.library.checklist(text) for name, text in head.content["checklists"].items()
            }
            if signed:
                checklists |= dict(self._signed(first_heads(ledger.all_heads("checklist.signed")).values()))
            self._rules[key] = (self.library.policy(head.content["policy"]), checklists)
        return self._rules[key]

    def offered(self, ledger: LedgerStore, round_id: str, category: str) -> tuple[str, ...]:
        """The checklists of a category: those of the policy, then those that were signed into the round."""
        policy, checklists = self.rules(ledger, round_id)
        listed = tuple(name for name in policy.category(category).checklists if name in checklists)
        further = (name for name, one in checklists.items() if one.category.value == category)
        return (*listed, *sorted(name for name in further if name not in listed))

    def edition(self, ledger: LedgerStore, round_id: str, identifier: str, digest: str) -> Checklist:
        """The checklist with the text that a review was made with; the present one for no digest."""
        present = self.rules(ledger, round_id)[1].get(identifier)
        if present is not None and digest in {"", present.digest}:
            return present
        if digest not in self._editions:
            text = self.text_of(ledger, round_id, identifier, digest)
            self._editions[digest] = self.library.checklist(text)
        return self._editions[digest]

    def text_of(self, ledger: LedgerStore, round_id: str, identifier: str, digest: str) -> str:
        """The exact text of an edition."""
        for text in self._texts(ledger, round_id, identifier):
            if sha256(text.encode()) == digest:
                return text
        raise EditionMissing(checklist=identifier)

    def _texts(self, ledger: LedgerStore, round_id: str, identifier: str) -> Iterator[str]:
        """Every text that a checklist of the round ever had, the first one first, then back from the last."""
        for head in ledger.heads("round.opened", (round_id,)):
            if identifier in head.content["checklists"]:
                yield head.content["checklists"][identifier]
        entries: tuple[str, ...] = tuple(
            head.entry for head in ledger.heads("checklist.signed", (identifier,))
        )
        seen: set[str] = set()
        while entries:
            seen.update(entries)
            bodies = [read_body(entry, raw) for entry, raw in ledger.read(entries) if raw is not None]
            yield from (body.content["text"] for body in bodies)
            entries = tuple({one for body in bodies for one in body.replaces} - seen)

    def _signed(self, heads: Iterable[Head]) -> Iterator[tuple[str, Checklist]]:
        """The signed checklists that can be read; a desk of a newer version may have signed another."""
        for head in heads:
            try:
                checklist = self.library.checklist(head.content["text"])
            except Refusal:
                continue
            if checklist.id == head.key[0]:
                yield checklist.id, checklist

    def listing(self, ledger: LedgerStore, spec: ListSpec, fields: tuple[FactField, ...]) -> Listing | None:
        """An imported list, read once for each file; nothing when it was not imported or its file is not here."""
        content = value(ledger, "list.imported", spec.code)
        if content is None or not self.blobs.has(content["file"]["sha256"]):
            return None
        key = (spec.code, content["file"]["sha256"])
        if key not in self._rows:
            with self.blobs.open(key[1]) as stream:
                self._rows[key] = self.read_list(stream.read(), content["file"]["name"], spec, fields).rows
        return Listing(
            code=spec.code,
            title=content["title"],
            source=content["source"],
            as_of=read_date(content["as_of"]),
            rows=self._rows[key],
        )

    def record(
        self, ledger: LedgerStore, round_id: str, kind: str, key: tuple[str, ...], content: Content
    ) -> EntryId:
        """Sign a fact, keep it and fold it; it replaces the heads that this desk knows of the same register."""
        signer = self.signer(round_id)
        if signer.fingerprint in self.retired:
            raise CertificateRetired
        ledger.lock()
        heads = tuple(head.entry for head in ledger.heads(kind, key))
        raw = write_body(kind, key, heads, content.model_dump(mode="json"))
        seq, prev, _ = ledger.feed_end(signer.fingerprint)
        self._refuse_behind(ledger, round_id, signer.fingerprint, seq)
        last, now = ledger.latest_time(), self.clock.now()
        time = (now, 0) if now > last[0] else (last[0], last[1] + 1)
        entry = write_entry(
            round_id=round_id, author=signer.fingerprint, seq=seq + 1, prev=prev, time=time, body=raw
        )
        body = read_body(entry, raw)
        judgement = judge(ledger, entry, body)
        if judgement.state is not State.APPLIED:
            raise EntryRefused(kind=kind, reason=judgement.reason)
        keep(ledger, Arrival(entry, signer.sign(entry.raw), raw, body))
        settle(ledger)  # what waited for this counts from now on
        return entry.id

    def _refuse_behind(self, ledger: LedgerStore, round_id: str, me: str, seq: int) -> None:
        """Refuse to go on behind a gap in one's own feed that others may fill: it would fork."""
        owed = max(self.owed(round_id, me), *(last for author, _, last in ledger.gaps() if author == me), 0)
        if owed > seq and len(ledger.certificates()) > 1:
            raise OwnRecordsMissing(first=seq + 1, last=owed)


def value(ledger: Fold, kind: str, *key: str) -> Mapping[str, Any] | None:
    """The present (or provisional) content of a register, or nothing."""
    heads = ledger.heads(kind, key)
    return heads[0].content if heads else None


def first_heads(heads: tuple[Head, ...]) -> dict[tuple[str, ...], Head]:
    """The provisional head of each register; heads come with it first."""
    found: dict[tuple[str, ...], Head] = {}
    for head in heads:
        found.setdefault(head.key, head)
    return found


__all__ = [
    "Body",
    "CertificateRetired",
    "DeskContext",
    "EditionMissing",
    "EntryRefused",
    "Library",
    "NotAMember",
    "Printer",
    "Retired",
    "RoundUnknown",
    "Signers",
    "first_heads",
    "value",
]
