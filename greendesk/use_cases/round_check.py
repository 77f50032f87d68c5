"""One round under examination: its certificates, and the records of everybody in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from greendesk.errors import GreendeskError
from greendesk.ledger.entry import sha256
from greendesk.ledger.trust import check_issued, holder
from greendesk.ports import Work
from greendesk.use_cases.care import Care
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.feed_check import FeedCheck
from greendesk.use_cases.findings import Book, Finding, What

_PORTION = 500  # records between two notes of progress


class Step(Protocol):
    """Hears that some more records were read."""

    def __call__(self, records: int, /) -> None:
        """Note them."""
        ...


@dataclass(slots=True)
class Tally:
    """How much was looked at."""

    done: int = 0
    total: int = 0
    records: int = 0
    signatures: int = 0
    withheld: int = 0
    files: int = 0
    derived: int = 0


class RoundCheck:
    """Reads a round and writes what is wrong into the book; the checked feeds stay for the repair."""

    def __init__(self, context: DeskContext, care: Care, round_id: str, book: Book) -> None:
        self._now = context.clock.now()
        self._care = care
        self._book = book
        self._root = context.store.root(round_id) or b""
        self.id = round_id
        self.checks: dict[str, FeedCheck] = {}
        self.certificates: dict[str, bytes] = {}
        self.lost: list[tuple[str, int, str]] = []  # contents that are gone: author, number and id
        self.foreign: list[
            str
        ] = []  # certificates that the root did not issue, or that lie under another name
        with context.works(round_id) as work:
            self.awaited = context.store.lacking(work, round_id)
            self.title, self._explained = _told(work, round_id)
            self._authors = care.authors(round_id)
            self._revoked = {
                author: min(one.seq for one in ends)
                for author in self._authors
                if (ends := work.ledger.revocations(author))
            }

    def finding(
        self, what: What, *, author: str = "", first: int = 0, last: int = 0, name: str = "", sha: str = ""
    ) -> Finding:
        """A finding in this round."""
        certificate = self.certificates.get(author)
        return Finding(
            what=what,
            round=self.id,
            title=self.title,
            author=author,
            who=holder(certificate).name if certificate else author[:8],
            first=first,
            last=last,
            name=name,
            sha256=sha,
        )

    def read(self, tally: Tally, step: Step) -> Iterator[bytes]:
        """Check every certificate and every feed; yields the contents that are whole."""
        self._read_certificates()
        for author, seq, name in self._care.lost_bodies(self.id):
            self.lost.append((author, seq, name))
            self._tell(author, What.BODY_MISSING, seq, seq)
        for author in self._authors:
            yield from self._feed(author, tally, step)

    def _feed(self, author: str, tally: Tally, step: Step) -> Iterator[bytes]:
        certificate = self.certificates.get(author)
        check = FeedCheck(self.id, author, certificate, self._now, partial(self._tell, author))
        self.checks[author] = check
        highest = 0
        for row in self._care.feed(self.id, author):
            highest = max(highest, row.seq)
            if check.row(row) is not None and row.body is not None:
                yield row.body
            if check.records % _PORTION == 0:
                step(_PORTION)
        check.end()
        step(check.records % _PORTION)
        if author in self._revoked and highest > self._revoked[author]:
            self._tell(author, What.AFTER_END, self._revoked[author] + 1, highest)
        tally.records += check.records
        tally.signatures += check.signatures
        tally.withheld += check.withheld

    def _read_certificates(self) -> None:
        kept = self._care.certificates(self.id)
        for fingerprint, certificate in kept:
            if certificate_holds(fingerprint, certificate, self._root):
                self.certificates[fingerprint] = certificate
            else:
                self.foreign.append(fingerprint)
        for fingerprint in self.foreign:
            self._book.note(self.finding(What.CERTIFICATE, author=fingerprint))
        for fingerprint in self._authors:
            if fingerprint not in self.certificates and fingerprint not in self.foreign:
                self._book.note(self.finding(What.CERTIFICATE_MISSING, author=fingerprint))

    def _tell(self, author: str, what: What, first: int, last: int) -> None:
        if what is What.GAP and author in self._revoked:
            last = min(last, self._revoked[author])  # nobody is asked for what came after a certificate ended
        if first <= last and (what is not What.FORK or (author, str(first)) not in self._explained):
            self._book.note(self.finding(what, author=author, first=first, last=last))


def _told(work: Work, round_id: str) -> tuple[str, frozenset[tuple[str, ...]]]:
    """What the round is called, and the forks that were explained; tables that are damaged tell neither."""
    try:
        title = str(work.ledger.heads("round.opened", (round_id,))[0].content["title"])
        return title, frozenset(head.key for head in work.ledger.all_heads("fork.explained"))
    except (LookupError, ValueError, TypeError):
        return round_id[:8], frozenset()


def certificate_holds(fingerprint: str, certificate: bytes, root: bytes) -> bool:
    """Whether a certificate is kept under its own name and the root issued it."""
    try:
        check_issued(certificate, root)
    except GreendeskError:
        return False
    return sha256(certificate) == fingerprint


def name_of(content: object, sha: str) -> str:
    """The name that a content gives to a file."""
    if isinstance(content, Mapping):
        if content.get("sha256") == sha:
            return str(content.get("name") or content.get("path") or "")
        content = list(content.values())
    if isinstance(content, list | tuple):
        return next((name for part in content if (name := name_of(part, sha))), "")
    return ""
