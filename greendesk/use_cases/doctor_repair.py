"""The repair of a desk: what is whole stays, what is damaged is set aside, and others are asked for it.

Nothing is invented and nothing is signed anew. An entry counts only while its bytes hash to its name and a signature
covers it; one that does not is taken out of the ledger, so that its feed has a named gap which a peer's next file
fills, and what this desk tells and sends stays provable. A content that its envelope does not name is taken out
alone: the record is withheld then, and the next letter asks for it. Before all this a backup is written, with the
damaged rows in it; damaged files are moved aside, never deleted. Whole bytes that lie in backups come back at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import orjson

from greendesk.errors import GreendeskError
from greendesk.ledger.entry import sha256
from greendesk.ledger.kinds import attachments
from greendesk.ledger.trust import check_signature
from greendesk.progress import Progress
from greendesk.use_cases.care import Care, Files, Mending, Missed, Row, Safety, Shelf, missed_of
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.feed_check import whole_envelope
from greendesk.use_cases.findings import Book
from greendesk.use_cases.round_check import RoundCheck, Tally, certificate_holds

BEFORE, AFTER = "before-repair", "after-repair"


@dataclass(slots=True, kw_only=True)
class Repaired:
    """What a repair did."""

    lost: int = 0  # rows of the database file that could not be read any more
    aside: int = 0  # records taken out
    bodies: int = 0  # contents taken out
    signatures: int = 0  # signatures taken out
    certificates: int = 0  # certificates taken out
    restored: int = 0  # records, contents and signatures that came back out of backups
    files: int = 0  # damaged files set aside
    asked: int = 0  # files that the next letters ask for
    tables: set[str] = field(default_factory=set)  # derived ones that did not follow from the records

    @property
    def changed(self) -> bool:
        """Whether records were touched."""
        touched = self.lost + self.aside + self.bodies + self.signatures + self.certificates + self.restored
        return bool(touched)


class Repair:
    """One repair."""

    def __init__(
        self,
        context: DeskContext,
        care: Care,
        files: Files,
        shelf: Shelf,
        safety: Safety,
        progress: Progress,
    ) -> None:
        self._context = context
        self._care = care
        self._files = files
        self._shelf = shelf
        self._safety = safety
        self._progress = progress
        self._done = Repaired()

    def run(self) -> Repaired:
        """Database first, then files, then the records of every round."""
        self._care.begin()
        self._shelf.begin()
        complaints = {complaint.about for complaint in self._care.complaints()}
        if "page" in complaints and self._care.salvageable:
            self._salvage()
        else:
            self._safety.make(BEFORE)
            self._care.begin()  # lets go of the memory that copying took
        if "guard" in complaints:
            self._care.restore_guards()
        self._set_files_aside()
        for round_id in self._context.store.rounds():
            self._round(round_id)
        if self._done.changed:
            self._safety.make(AFTER)  # later backups go on from a copy without the damage
        self._care.begin()
        return self._done

    def _salvage(self) -> None:
        salvaged = self._care.salvage(lambda: self._shelf.place("desk.db"), self._progress)
        self._done.lost = sum(salvaged.lost.values())
        self._shelf.note(missed_of(salvaged))

    def _set_files_aside(self) -> None:
        names = tuple(self._files.all())
        for number, name in enumerate(names, 1):
            self._progress.step(number, len(names))
            try:
                self._files.verify(name)
            except GreendeskError:
                self._shelf.take_file(name)
                self._shelf.note((Missed(part="file", name=name),))
                self._done.files += 1

    # ------------------------------------------------------------ a round

    def _round(self, round_id: str) -> None:
        self._certificates(round_id)
        checked, lacking = self._read(round_id)
        if self._restore(checked):
            checked, lacking = self._read(round_id)
        mending = _what_goes(checked)
        self._shelf.note(_missed(checked))
        if mending.takes:
            self._done.aside += len(mending.aside)
            self._done.bodies += len(mending.bodies)
            self._done.signatures += len(mending.signatures)
            self._care.mend(round_id, mending, self._progress)
        else:
            self._done.tables.update(self._care.remake(round_id, self._progress).differing)
        self._ask_for_files(round_id, lacking)

    def _read(self, round_id: str) -> tuple[RoundCheck, set[str]]:
        """Check a round; returns the files that its records name and that are not here, too."""
        checked = RoundCheck(self._context, self._care, round_id, Book())
        total, lacking = self._care.count(round_id), set[str]()
        done = 0

        def step(records: int, /) -> None:
            nonlocal done
            done += records
            self._progress.step(min(done, total), total)

        for body in checked.read(Tally(), step):
            if b'"sha256"' in body:
                named = attachments(orjson.loads(body)["content"])
                lacking.update(sha for sha in named if not self._files.has(sha))
        return checked, lacking

    def _certificates(self, round_id: str) -> None:
        """Take out what the root did not issue, and bring back what backups and this desk's membership hold."""
        root = self._context.store.root(round_id) or b""
        kept = self._care.certificates(round_id)
        foreign = [name for name, one in kept if not certificate_holds(name, one, root)]
        held = {name for name, _ in kept} - set(foreign)
        own = self._context.store.membership(round_id)
        spare = {sha256(one): one for one in self._care.spare_certificates(round_id)}
        if own is not None:
            spare[sha256(own.certificate)] = own.certificate
        issued = [
            one for name, one in spare.items() if name not in held and certificate_holds(name, one, root)
        ]
        if foreign or issued:
            self._done.certificates += len(foreign)
            mending = Mending(certificates=foreign, issued=issued)
            self._care.mend(round_id, mending, self._progress)

    def _restore(self, checked: RoundCheck) -> bool:
        """Bring back what lies whole in backups; returns whether anything did."""
        came = Mending()
        for author, check in checked.checks.items():
            damaged = {name for _, name in check.damaged}
            unsigned = {name for _, name in check.uncovered} | set(check.unsigned)
            empty = {name for _, name in check.bodies} | {
                name for who, _, name in checked.lost if who == author
            }
            certificate = checked.certificates.get(author, b"")
            for spare in self._care.spares([*damaged, *empty, *unsigned]):
                entry = whole_envelope(spare, checked.id)
                if entry is None:
                    continue
                signature = spare.signature if _signed(certificate, spare) else None
                body = spare.body if spare.body is not None and sha256(spare.body) == entry.body else None
                if spare.id in damaged:
                    came.rows.append(Row(spare.id, author, entry.seq, entry.raw, signature, body))
                if spare.id in empty and body is not None:
                    came.bodies[spare.id] = body
                if spare.id in unsigned and signature is not None:
                    came.signatures[spare.id] = signature
        found = len({row.id for row in came.rows}) + len(came.bodies) + len(came.signatures)
        if found:
            self._done.restored += found
            self._care.mend(checked.id, came, self._progress)
        return bool(found)

    def _ask_for_files(self, round_id: str, lacking: set[str]) -> None:
        """Note the files that records name and that are not here, so that the next letters ask for them."""
        with self._context.works(round_id) as work:
            awaited = self._context.store.lacking(work, round_id)
        here = [sha for sha in awaited if self._files.has(sha)]
        self._done.asked += len(lacking - awaited)
        with self._context.works(round_id) as work:
            self._context.store.note_lacking(work, round_id, sorted(lacking - awaited), here)
            work.commit()


def _what_goes(checked: RoundCheck) -> Mending:
    """What of a round cannot stay."""
    mending = Mending()
    for check in checked.checks.values():
        mending.aside += [name for _, name in (*check.damaged, *check.uncovered)]
        mending.bodies |= {name: None for _, name in check.bodies}
        mending.signatures |= dict.fromkeys(check.unsigned)
    for name in mending.aside:
        mending.bodies.pop(name, None)
    return mending


def _missed(checked: RoundCheck) -> Iterable[Missed]:
    for author, check in checked.checks.items():
        for part, many in (("entry", (*check.damaged, *check.uncovered)), ("body", check.bodies)):
            for seq, name in many:
                yield Missed(part=part, round=checked.id, author=author, seq=seq, name=name)
    for author, seq, name in checked.lost:
        yield Missed(part="body", round=checked.id, author=author, seq=seq, name=name)


def _signed(certificate: bytes, row: Row) -> bool:
    if not certificate or row.signature is None:
        return False
    try:
        check_signature(certificate, row.raw, row.signature)
    except GreendeskError:
        return False
    return True
