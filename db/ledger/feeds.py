"""The feeds of a round: how far each is held without gap, its ends, what is missing, where it branches."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select

from db import tables
from db.ledger.entries import Entries
from db.ledger.gathered import Gathered
from db.ledger.standings import Standings
from greendesk.ledger.entry import Entry, EntryId
from greendesk.ledger.store import BEHIND_GAP, NO_FEED, Place, Tip


class Feeds:
    """The entries of each certificate as a tree by their predecessors, normally a line."""

    def __init__(self, gathered: Gathered, entries: Entries, standings: Standings) -> None:
        self._gathered = gathered
        self._entries = entries
        self._standings = standings
        self._ends: dict[str, dict[str, Tip]] = {}

    def forget_read(self) -> None:
        """Ask anew for all that was read, because it may have changed."""
        self._ends = {}

    # ------------------------------------------------------------ adding

    def place(self, entry: Entry, /) -> Place:
        """Whether the entry is the first of its feed, or its predecessor is held without gap and can be one."""
        if entry.prev is None:
            return Place.FOLLOWS
        tip = self.ends(entry.author).get(entry.prev)
        if tip is not None:
            return Place.FOLLOWS if tip.seq + 1 == entry.seq else Place.WRONG
        table, standing = tables.entries, tables.standings
        query = select(table.c.author, table.c.seq, standing.c.state, standing.c.reason)
        query = query.select_from(table.outerjoin(standing, standing.c.entry == table.c.id))
        query = query.where(table.c.id == entry.prev, table.c.round == self._gathered.round)
        before = self._gathered.ask(query).first()
        if before is None:
            return Place.GAP
        author, seq, state, reason = before
        if (author, seq + 1) != (entry.author, entry.seq) or (state, reason) == NO_FEED:
            return Place.WRONG
        return Place.GAP if (state, reason) == BEHIND_GAP else Place.FOLLOWS

    def extend(self, entry: Entry, /) -> None:
        """Note an entry that follows as an end of its feed, in place of its predecessor."""
        ends = self.ends(entry.author)
        if entry.prev is not None:
            ends.pop(entry.prev, None)
        ends[entry.id] = Tip(entry.author, entry.seq, entry.id, entry.time)
        self._gathered.move_ends(entry.author, ends)

    # ------------------------------------------------------------ reading

    def ends(self, author: str) -> dict[str, Tip]:
        """The ends of one feed by their hashes."""
        if author not in self._ends:
            self._ends[author] = {tip.head: tip for tip in self._read_ends(author)}
        return self._ends[author]

    def tips(self) -> Mapping[str, tuple[Tip, ...]]:
        """The ends of every feed, the highest first."""
        self._gathered.flush()
        found: defaultdict[str, list[Tip]] = defaultdict(list)
        for tip in self._read_ends():
            found[tip.author].append(tip)
        return {author: tuple(sorted(many, key=_height, reverse=True)) for author, many in found.items()}

    def feed_end(self, author: str, /) -> tuple[int, str | None, tuple[int, int]]:
        """The highest number, hash and time of a feed held without gap; (0, None, (0, 0)) when none."""
        ends = self.ends(author)
        if not ends:
            return (0, None, (0, 0))
        highest = max(ends.values(), key=_height)
        return (highest.seq, highest.head, highest.time)

    def latest_time(self) -> tuple[int, int]:
        """The largest time of any entry of the round."""
        table = tables.tips
        query = select(table.c.ms, table.c.counter).where(table.c.round == self._gathered.round)
        query = query.order_by(table.c.ms.desc(), table.c.counter.desc()).limit(1)
        row = self._gathered.ask(query).first()
        return (row[0], row[1]) if row else (0, 0)

    def gaps(self) -> tuple[tuple[str, int, int], ...]:
        """Stretches that are missing before entries already held: author, first, last."""
        lowest: dict[str, int] = {}
        for entry, _ in self._standings.behind_gap():
            lowest[entry.author] = min(entry.seq, lowest.get(entry.author, entry.seq))
        found = []
        for author, first in lowest.items():
            end = self.feed_end(author)[0]
            # an end that is not below the first one held stands on another branch, which has the same numbers
            found.append((author, end + 1 if end < first - 1 else first - 1, first - 1))
        return tuple(sorted(found))

    def forks(self) -> tuple[tuple[Tip, ...], ...]:
        """The feeds that have more than one end, with their ends."""
        return tuple(tips for _, tips in sorted(self.tips().items()) if len(tips) > 1)

    def shared(self, tips: Sequence[Tip], /) -> int:
        """The number of the last entry that the branches of a feed have in common, 0 when none is."""
        ends = [entry for entry, _ in self._entries.read([tip.head for tip in tips])]
        lines = [{one.id: one.seq for one in (end, *self._entries.before(end))} for end in ends]
        common = set(lines[0]).intersection(*lines[1:]) if lines else set()
        return max((lines[0][name] for name in common), default=0)

    def _read_ends(self, author: str = "") -> Iterator[Tip]:
        table = tables.tips
        query = select(table.c.author, table.c.seq, table.c.head, table.c.ms, table.c.counter)
        query = query.where(table.c.round == self._gathered.round)
        if author:
            query = query.where(table.c.author == author)
        for name, seq, head, ms, counter in self._gathered.connection.execute(query):
            yield Tip(name, seq, EntryId(head), (ms, counter))


def _height(tip: Tip) -> tuple[int, str]:
    return tip.seq, tip.head
