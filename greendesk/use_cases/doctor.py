"""The examination of a whole desk: database, every record with its signatures, every file, the derived tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from greendesk.errors import GreendeskError
from greendesk.ledger.entry import Entry, read_body, sha256
from greendesk.ledger.store import LedgerStore
from greendesk.ledger.trust import check_issued, check_signature, holder
from greendesk.ports import SILENT, Progress, RoundStore, WorkFactory


class Care(Protocol):
    """What a database can say about itself."""

    def check(self) -> tuple[str, ...]:
        """The findings of its own integrity checks."""
        ...

    def rebuild(self, round_id: str, /) -> None:
        """Make all derived tables of a round again from its entries."""
        ...

    def dump_derived(self, round_id: str, /) -> tuple[tuple[object, ...], ...]:
        """All derived rows of a round in a fixed order."""
        ...


class Files(Protocol):
    """The store of attachments as an examination needs it."""

    def all(self) -> Iterator[str]:
        """The SHA-256 of every file held."""
        ...

    def verify(self, sha256: str, /) -> None:
        """Read a file and compare it with its name; raises when it is not the same."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailment:
    """One thing that is wrong: database, certificate, signature, chain, body, record, file or derived, and where."""

    what: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What an examination found, and how much it looked at."""

    ailments: tuple[Ailment, ...]
    rounds: int
    records: int
    signatures: int
    withheld: int
    files: int
    derived: int  # rows that were made again and compared, 0 when that was not asked for


class Doctor:
    """Examines the desk; nothing is changed but derived tables, and those only by `rebuild`."""

    def __init__(self, store: RoundStore, works: WorkFactory, care: Care, files: Files) -> None:
        self._store = store
        self._works = works
        self._care = care
        self._files = files

    def examine(self, progress: Progress = SILENT) -> Health:
        """Check the database, every envelope, body and signature, and every file."""
        ailments = [Ailment(what="database", where=line) for line in self._care.check()]
        records = signatures = withheld = 0
        rounds = self._store.rounds()
        for round_id in rounds:
            with self._works(round_id) as work:
                feeds = _Feeds(work.ledger, round_id, self._store.root(round_id) or b"")
                try:
                    feeds.run()
                except GreendeskError:
                    ailments.append(Ailment(what="record", where=f"{round_id[:8]} {feeds.records + 1}"))
            ailments += feeds.ailments
            records += feeds.records
            signatures += feeds.signatures
            withheld += feeds.withheld
        held = tuple(self._files.all())
        for number, name in enumerate(held, start=1):
            try:
                self._files.verify(name)
            except GreendeskError:
                ailments.append(Ailment(what="file", where=name))
            progress.step(number, len(held))
        return Health(
            ailments=tuple(ailments),
            rounds=len(rounds),
            records=records,
            signatures=signatures,
            withheld=withheld,
            files=len(held),
            derived=0,
        )

    def rebuild(self) -> Health:
        """Make the derived tables of every round again and say which rows are not as they were."""
        ailments, compared = [], 0
        rounds = self._store.rounds()
        for round_id in rounds:
            before = self._care.dump_derived(round_id)
            self._care.rebuild(round_id)
            after = self._care.dump_derived(round_id)
            compared += len(after)
            changed = sorted({str(row[0]) for row in set(map(repr_row, before)) ^ set(map(repr_row, after))})
            ailments += [Ailment(what="derived", where=f"{round_id[:8]} {table}") for table in changed]
        return Health(
            ailments=tuple(ailments),
            rounds=len(rounds),
            records=0,
            signatures=0,
            withheld=0,
            files=0,
            derived=compared,
        )


def repr_row(row: tuple[object, ...]) -> tuple[str, str]:
    """A row as its table and its text, so that rows of any content can be compared as sets."""
    return str(row[0]), repr(row)


class _Feeds:
    """Goes through all feeds of a round."""

    def __init__(self, ledger: LedgerStore, round_id: str, root: bytes) -> None:
        self._ledger = ledger
        self._round = round_id
        self._root = root
        self.ailments: list[Ailment] = []
        self.records = 0
        self.signatures = 0
        self.withheld = 0

    def run(self) -> None:
        """Check the certificates and then every envelope with its signature and body."""
        for certificate in self._ledger.certificates():
            try:
                check_issued(certificate, self._root)
            except GreendeskError:
                self._note("certificate", sha256(certificate)[:8])
        before: Entry | None = None
        covered = True
        for entry, signature, body in self._ledger.entries({}):
            if before is not None and before.author != entry.author:
                self._end(before, covered=covered)
                before = None
            self._follows(before, entry)
            covered = self._signed(entry, signature) if signature is not None else False
            self._body(entry, body)
            self.records += 1
            before = entry
        if before is not None:
            self._end(before, covered=covered)

    def _note(self, what: str, where: str) -> None:
        self.ailments.append(Ailment(what=what, where=where))

    def _end(self, last: Entry, *, covered: bool) -> None:
        """The last record of a feed carries a signature; through the chain it covers all before."""
        if not covered:
            self._note("signature", self._place(last))

    def _follows(self, before: Entry | None, entry: Entry) -> None:
        end = (before.seq, before.id) if before else (0, None)
        if entry.seq != end[0] + 1 or entry.prev != end[1] or entry.round != self._round:
            self._note("chain", self._place(entry))

    def _signed(self, entry: Entry, signature: bytes) -> bool:
        certificate = self._ledger.certificate(entry.author)
        try:
            if certificate is None:
                self._note("certificate", self._place(entry))
                return True
            check_signature(certificate, entry.raw, signature)
        except GreendeskError:
            self._note("signature", self._place(entry))
        self.signatures += 1
        return True

    def _body(self, entry: Entry, body: bytes | None) -> None:
        if body is None:
            self.withheld += 1
            return
        try:
            read_body(entry, body)
        except GreendeskError:
            self._note("body", self._place(entry))

    def _place(self, entry: Entry) -> str:
        certificate = self._ledger.certificate(entry.author)
        name = holder(certificate).name if certificate is not None else entry.author[:8]
        return f"{name} {entry.seq}"
