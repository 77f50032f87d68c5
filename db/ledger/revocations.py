"""Where certificates of a round were taken back, which of their entries still count, and what that shakes."""

from collections import defaultdict

from sqlalchemy import select

from db import tables
from db.ledger.entries import Entries
from db.ledger.feeds import Feeds
from db.ledger.gathered import Gathered
from greendesk.ledger.entry import Entry, EntryId
from greendesk.ledger.store import Revocation


class Revocations:
    """The last entries that count, and the lines of entries that lead to them."""

    def __init__(self, gathered: Gathered, entries: Entries, feeds: Feeds) -> None:
        self._gathered = gathered
        self._entries = entries
        self._feeds = feeds
        self._revoked: dict[str, tuple[Revocation, ...]] | None = None
        self._lines: dict[
            tuple[str, Revocation], dict[int, str]
        ] = {}  # the entries up to the last that counts
        self._shaken = False

    def forget_read(self) -> None:
        """Ask anew for all that was read, because it may have changed."""
        self._revoked, self._lines = None, {}

    def revocations(self, author: str, /) -> tuple[Revocation, ...]:
        """Where a certificate was taken back, once or more."""
        if self._revoked is None:
            table = tables.revocations
            found: defaultdict[str, list[Revocation]] = defaultdict(list)
            query = select(table.c.author, table.c.seq, table.c.last)
            query = query.where(table.c.round == self._gathered.round)
            for name, seq, last in self._gathered.connection.execute(query):
                found[name].append(Revocation(seq, last))
            self._revoked = {name: tuple(many) for name, many in found.items()}
        return self._revoked.get(author, ())

    def stands_under(self, entry: Entry, revocation: Revocation, /) -> bool:
        """Whether the entry is the last one or one of those before it, as far as what is held tells."""
        return self._line_to(entry.author, revocation).get(entry.seq, entry.id) == entry.id

    def revoke(self, author: str, revocation: Revocation) -> None:
        """Take a certificate back; what was folded is shaken when entries past the last that counts may be held."""
        row = {
            "round": self._gathered.round,
            "author": author,
            "last": revocation.last,
            "seq": revocation.seq,
        }
        self._gathered.add_missing(tables.revocations, [row])
        self._revoked = None
        tips, line = tuple(self._feeds.ends(author).values()), self._line_to(author, revocation)
        unsure = len(tips) > 1 or any(
            tip.seq > revocation.seq or line.get(tip.seq, tip.head) != tip.head for tip in tips
        )
        self._shaken = self._shaken or unsure

    def tells(self, entry: Entry) -> bool:
        """Whether it is known to stand under a last entry that counts, and so tells which one stands before it."""
        author = entry.author
        return any(self._line_to(author, one).get(entry.seq) == entry.id for one in self.revocations(author))

    def learn(self, entry: Entry, *, outside: bool) -> None:
        """Read the lines anew after an entry that tells; other branches of its feed may end by what it tells."""
        self._lines.clear()
        self._shaken = self._shaken or outside or len(self._feeds.ends(entry.author)) > 1

    def shaken(self) -> bool:
        """Whether something came that ends entries which were folded before; asking takes the note away."""
        shaken, self._shaken = self._shaken, False
        return shaken

    def _line_to(self, author: str, revocation: Revocation) -> dict[int, str]:
        """Number and name of the last entry that counts and of those before it, as far as they are known."""
        name = (author, revocation)
        if name not in self._lines:
            line = {revocation.seq: revocation.last} if revocation.last else {}
            end = self._entry(EntryId(revocation.last)) if line else None
            place = (author, revocation.seq, self._gathered.round)
            if end is not None and (end.author, end.seq, end.round) == place:
                ending = (end, *self._entries.before(end))
                line |= {one.seq - 1: one.prev for one in ending if one.prev is not None}
            self._lines[name] = line
        return self._lines[name]

    def _entry(self, name: EntryId) -> Entry | None:
        return next((entry for entry, _ in self._entries.read((name,))), None)
