"""One examination of a desk: it reads everything and changes nothing."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

import orjson

from greendesk.errors import GreendeskError
from greendesk.ledger.entry import sha256
from greendesk.ledger.kinds import attachments
from greendesk.ledger.trust import holder
from greendesk.progress import Progress
from greendesk.use_cases.care import Care, Files, Missed, Safety, Shelf
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.doctor_keeping import Keeping, clock_findings, keeping_findings
from greendesk.use_cases.findings import NAMING_LOST, Book, Finding, Health, What
from greendesk.use_cases.round_check import RoundCheck, Tally, name_of

_RECORD = 2048  # what a record weighs beside the bytes of files
_HEX = re.compile(rb"[0-9a-f]{64}")
_ABOUT = {"page": What.PAGES, "link": What.LINK, "guard": What.GUARD}
_UNREADABLE = (What.PAGES, What.ENVELOPE, What.BODY)  # with these, the tables cannot be made anew


class Examination:
    """Looks at everything once; gathers while it runs."""

    def __init__(
        self,
        context: DeskContext,
        care: Care,
        files: Files,
        shelf: Shelf,
        progress: Progress,
    ) -> None:
        self._context = context
        self._care = care
        self._files = files
        self._shelf = shelf
        self._progress = progress
        self._book = Book()
        self._tally = Tally()
        self._unnamed: set[bytes] = set()  # files of the store, struck off while something names them
        self._damaged: set[str] = set()
        self._told: set[tuple[str, str]] = set()  # rounds and files
        self._titles: dict[str, str] = {}  # of the rounds

    def run(self, safety: Safety, keeping: Keeping) -> Health:
        """Look at the database, the files, the records, what earlier repairs left, and how the desk is kept."""
        self._care.begin()
        for complaint in self._care.complaints():
            self._book.note(Finding(what=_ABOUT[complaint.about], line=complaint.line))
        rounds, names = self._context.store.rounds(), tuple(self._files.all())
        self._tally.total = sum(map(self._files.size, names)) + self._records(rounds) * _RECORD
        self._read_files(names)
        for round_id in rounds:
            self._round(round_id)
        self._rest()
        for finding in self._kept(safety, keeping):
            self._book.note(finding)
        self._care.begin()
        tally = self._tally
        return Health(
            findings=self._book.ordered(),
            counts=dict(self._book.counts),
            rounds=len(rounds),
            records=tally.records,
            signatures=tally.signatures,
            withheld=tally.withheld,
            files=tally.files,
            derived=tally.derived,
        )

    def _records(self, rounds: Iterable[str]) -> int:
        return 0 if self._book.counts[What.PAGES] else sum(map(self._care.count, rounds))

    # ------------------------------------------------------------ files

    def _read_files(self, names: tuple[str, ...]) -> None:
        for name in names:
            self._tally.files += 1
            self._unnamed.add(bytes.fromhex(name))
            try:
                self._files.verify(name)
            except GreendeskError:
                self._damaged.add(name)
            self._step(self._files.size(name))

    def _names(self, checked: RoundCheck, body: bytes) -> None:
        """Compare the files that a record names with those that are here."""
        content = orjson.loads(body)["content"]
        for sha in attachments(content):
            if (checked.id, sha) in self._told or (sha not in self._damaged and self._files.has(sha)):
                continue
            self._told.add((checked.id, sha))
            missing = What.FILE_AWAITED if sha in checked.awaited else What.FILE_MISSING
            what = What.FILE_DAMAGED if sha in self._damaged else missing
            self._book.note(checked.finding(what, name=name_of(content, sha), sha=sha))

    def _strike(self, text: bytes) -> None:
        for name in _HEX.findall(text):
            self._unnamed.discard(bytes.fromhex(name.decode()))

    # ------------------------------------------------------------ rounds

    def _round(self, round_id: str) -> None:
        try:
            checked = RoundCheck(self._context, self._care, round_id, self._book)
            self._titles[round_id] = checked.title
            for body in checked.read(self._tally, self._step_records):
                self._strike(body)
                if b'"sha256"' in body:
                    self._names(checked, body)
            for sha in sorted(checked.awaited):
                if (round_id, sha) not in self._told and not self._files.has(sha):
                    self._book.note(checked.finding(What.FILE_AWAITED, sha=sha))
            if not any(self._book.counts[what] for what in _UNREADABLE):
                self._compare(checked)
        except GreendeskError as error:  # a page that cannot be read, wherever it lies
            title = self._titles.get(round_id, round_id[:8])
            self._book.note(Finding(what=What.PAGES, round=round_id, title=title, line=error.code))
            self._care.begin()

    def _compare(self, checked: RoundCheck) -> None:
        found = self._care.compare(checked.id, self._progress)
        self._tally.derived += found.rows
        for table in found.differing:
            self._book.note(checked.finding(What.DERIVED, name=table))

    # ------------------------------------------------------------ how the desk is kept

    def _kept(self, safety: Safety, keeping: Keeping) -> Iterator[Finding]:
        """What is wrong with backups, disk, rules, log and clock; the newest record tells about the clock."""
        now = self._context.clock.now()
        if why := safety.trouble():
            yield Finding(what=What.BACKUPS, line=why)
        else:
            with suppress(GreendeskError):  # a page that cannot be read may say whether something changed
                yield from keeping_findings(keeping, safety.begun(), now)
        if safety.cramped():
            yield Finding(what=What.ROOM)
        if name := safety.rules_trouble():
            yield Finding(what=What.TAKEN_RULES, name=name)
        if why := safety.log_trouble():
            yield Finding(what=What.LOG, line=why)
        last = 0
        for round_id in self._titles:
            with suppress(GreendeskError), self._context.works(round_id) as work:
                last = max(last, work.ledger.latest_time()[0])
        yield from clock_findings(now, last)

    # ------------------------------------------------------------ what no round tells

    def _rest(self) -> None:
        told = {sha for _, sha in self._told}
        for sha in sorted(self._damaged - told):
            self._book.note(Finding(what=What.FILE_DAMAGED, sha256=sha))
        if self._book.counts[What.PAGES]:
            return  # what names a file, and what came back, may stand where nothing can be read
        missed: dict[str, dict[str, Missed]] = {}
        for one in self._shelf.missed():
            missed.setdefault(one.round, {})[one.name] = one
        for round_id in missed.keys() & self._titles.keys():
            self._set_aside(round_id, missed[round_id])
        if not any(self._book.counts[what] for what in NAMING_LOST):
            self._orphans()

    def _set_aside(self, round_id: str, missed: dict[str, Missed]) -> None:
        """What an earlier repair took away and nobody has sent since; what a gap tells is not told twice."""
        with self._context.works(round_id) as work:
            held = work.ledger.held(tuple(missed))
            people = {sha256(one): holder(one).name for one in work.ledger.certificates()}
        gaps = [one for one in self._book.named.get(What.GAP, ()) if one.round == round_id]
        away = sorted(
            (one.author, one.part, one.seq)
            for name, one in missed.items()
            if not (held.get(name, False) if one.part == "body" else name in held)
        )
        runs: list[Finding] = []
        for author, part, seq in away:
            if any(gap.author == author and gap.first <= seq <= gap.last for gap in gaps):
                continue
            first = seq
            if runs and (runs[-1].author, runs[-1].name, runs[-1].last) == (author, part, seq - 1):
                first = runs.pop().first
            runs.append(
                Finding(
                    what=What.SET_ASIDE,
                    round=round_id,
                    title=self._titles[round_id],
                    author=author,
                    who=people.get(author, author[:8]),
                    first=first,
                    last=seq,
                    name=part,
                )
            )
        for one in runs:
            self._book.note(one)

    def _orphans(self) -> None:
        """Files that neither a record nor a draft names, and that did not just come."""
        for text in self._care.drafts():
            self._strike(text)
        for digest in sorted(self._unnamed):
            if digest.hex() not in self._damaged and self._files.settled(digest.hex()):
                self._book.note(Finding(what=What.ORPHAN, sha256=digest.hex()))

    def _step(self, weight: int) -> None:
        self._tally.done += weight
        self._progress.step(min(self._tally.done, self._tally.total), self._tally.total)

    def _step_records(self, records: int, /) -> None:
        self._step(records * _RECORD)
