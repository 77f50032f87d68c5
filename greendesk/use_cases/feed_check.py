"""The records of one participant, checked from the last back to the first.

From the end, the chain tells of each record whether a signature after it covers it, and memory stays small: only
the predecessors that are still expected are remembered, one for each branch.
"""

from collections.abc import Callable
from dataclasses import dataclass

from greendesk.errors import GreendeskError
from greendesk.ledger.entry import Body, Entry, read_body, read_entry
from greendesk.ledger.trust import check_signature
from greendesk.use_cases.care import Row
from greendesk.use_cases.findings import What

FUTURE = 24 * 3600 * 1000  # milliseconds that a clock may be ahead

Note = Callable[[What, int, int], None]


@dataclass(slots=True)
class _Expected:
    """A predecessor that records held name."""

    seq: int
    covered: bool
    time: tuple[int, int]
    children: int = 1


class FeedCheck:
    """Takes the rows of one feed in descending order; what is wrong is told, and listed for the repair."""

    def __init__(self, round_id: str, author: str, certificate: bytes | None, now: int, note: Note) -> None:
        self._round = round_id
        self._author = author
        self._certificate = certificate
        self._now = now
        self._tell = note
        self._expected: dict[str, _Expected] = {}
        self._runs: dict[What, tuple[int, int]] = {}
        self._level = -1  # the number of the row before
        self._roots = 0
        self.records = self.signatures = self.withheld = 0
        self.damaged: list[
            tuple[int, str]
        ] = []  # number and id of entries that are not what their name promises
        self.uncovered: list[tuple[int, str]] = []  # that no signature covers
        self.bodies: list[tuple[int, str]] = []  # whose content is damaged
        self.unsigned: list[str] = []  # whose signature is wrong

    def row(self, row: Row) -> tuple[Entry, Body] | None:
        """Check a row; returns what it says when envelope and content are whole."""
        self.records += 1
        self._missing_above(row.seq)
        entry = whole_envelope(row, self._round)
        expected = self._expected.pop(row.id, None)
        if entry is None:
            self._note(What.ENVELOPE, row.seq)
            self.damaged.append((row.seq, row.id))
            return None
        signed = self._signed(row)
        covered = signed or (expected is not None and expected.covered) or self._certificate is None
        if expected is not None:
            self._follows(entry, expected)
        if not covered:
            self._note(What.UNSIGNED, row.seq)
            self.uncovered.append((row.seq, row.id))
        elif row.signature is not None and not signed and self._certificate is not None:
            self._note(What.SIGNATURE, row.seq)
            self.unsigned.append(row.id)
        self._expect(entry, covered=covered)
        if entry.time[0] > self._now + FUTURE:
            self._note(What.CLOCK, entry.seq)
        return self._body(entry, row)

    def end(self) -> None:
        """Tell what is missing before the first row, and finish."""
        self._missing_above(0)
        if self._roots > 1:
            self._tell(What.FORK, 0, 0)
        for what in tuple(self._runs):
            self._close(what)

    # ------------------------------------------------------------ parts of a row

    def _signed(self, row: Row) -> bool:
        if row.signature is None or self._certificate is None:
            return False
        self.signatures += 1
        try:
            check_signature(self._certificate, row.raw, row.signature)
        except GreendeskError:
            return False
        return True

    def _body(self, entry: Entry, row: Row) -> tuple[Entry, Body] | None:
        if row.body is None:
            self.withheld += 1
            return None
        try:
            return entry, read_body(entry, row.body)
        except GreendeskError:
            self._note(What.BODY, row.seq)
            self.bodies.append((row.seq, row.id))
            return None

    # ------------------------------------------------------------ the chain

    def _follows(self, entry: Entry, after: _Expected) -> None:
        if after.seq != entry.seq:
            self._note(What.CHAIN, entry.seq)
        if after.time < entry.time:
            self._note(What.CLOCK, entry.seq)
        if after.children > 1:
            self._tell(What.FORK, entry.seq, entry.seq)

    def _expect(self, entry: Entry, *, covered: bool) -> None:
        if entry.prev is None:
            self._roots += 1
            return
        known = self._expected.get(entry.prev)
        if known is None:
            self._expected[entry.prev] = _Expected(entry.seq - 1, covered, entry.time)
            return
        known.children += 1
        known.covered = known.covered or covered
        known.time = min(known.time, entry.time)

    def _missing_above(self, seq: int) -> None:
        """Tell of predecessors that should have come by now: all rows down to this number were seen."""
        if seq == self._level:
            return
        self._level = seq
        for name in [name for name, one in self._expected.items() if one.seq > seq]:
            self._tell(What.GAP, seq + 1, self._expected.pop(name).seq)

    # ------------------------------------------------------------ runs of numbers

    def _note(self, what: What, seq: int) -> None:
        """Note one number; neighbours are told together."""
        first, last = self._runs.get(what, (0, 0))
        if first and first - 1 <= seq <= last:
            self._runs[what] = (seq, last)
            return
        if first:
            self._close(what)
        self._runs[what] = (seq, seq)

    def _close(self, what: What) -> None:
        first, last = self._runs.pop(what)
        self._tell(what, first, last)


def whole_envelope(row: Row, round_id: str) -> Entry | None:
    """The envelope of a row, nothing when its bytes are not those that the row is kept under."""
    try:
        entry = read_entry(row.raw)
    except GreendeskError:
        return None
    as_kept = (entry.id, entry.round, entry.author, entry.seq)
    return entry if as_kept == (row.id, round_id, row.author, row.seq) else None
