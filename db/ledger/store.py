"""The ledger of one round in one transaction, put together from its parts: what `db` gives the core."""

from sqlalchemy import Connection, delete

from db import tables
from db.dialect import lock_round
from db.ledger.entries import Entries
from db.ledger.feeds import Feeds
from db.ledger.gathered import Gathered
from db.ledger.registers import Registers
from db.ledger.revocations import Revocations
from db.ledger.rights import Rights
from db.ledger.standings import Standings
from db.revision import require_head
from greendesk.ledger.entry import Body, Entry, EntryId
from greendesk.ledger.store import BEHIND_GAP, NO_FEED, Place, Revocation


class SqlLedger:
    """`greendesk.ledger.store.LedgerStore` over an open connection.

    A question goes straight to the part that knows. What changes something stands here: it locks the round first,
    and mostly touches several parts.
    """

    def __init__(self, connection: Connection, round_id: str) -> None:
        self._gathered = gathered = Gathered(connection, round_id)
        self._entries = entries = Entries(gathered)
        self._standings = standings = Standings(gathered, entries)
        self._feeds = feeds = Feeds(gathered, entries, standings)
        self._registers = registers = Registers(gathered)
        self._rights = rights = Rights(gathered)
        self._revocations = revocations = Revocations(gathered, entries, feeds)

        self.flush = gathered.flush
        self.count, self.empty = entries.count, entries.empty
        self.held, self.read = entries.held, entries.read
        self.entries, self.everything = entries.entries, entries.everything
        self.signatures, self.written_by = entries.signatures, entries.written_by
        self.standing, self.standings = standings.standing, standings.standings
        self.withheld, self.unapplied = standings.withheld, standings.unapplied
        self.place, self.extend = feeds.place, feeds.extend
        self.tips, self.feed_end, self.latest_time = feeds.tips, feeds.feed_end, feeds.latest_time
        self.gaps, self.forks, self.shared = feeds.gaps, feeds.forks, feeds.shared
        self.heads, self.all_heads, self.begun = registers.heads, registers.all_heads, registers.begun
        self.conflicts, self.how_many, self.naming = registers.conflicts, registers.how_many, registers.naming
        self.certificate, self.certificates, self.roles = (
            rights.certificate,
            rights.certificates,
            rights.roles,
        )
        self.revocations, self.stands_under = revocations.revocations, revocations.stands_under
        self.shaken = revocations.shaken

    def lock(self) -> None:
        """Keep other writers of the round out until the transaction ends; every change does so by itself."""
        if lock_round(self._gathered.connection, self._gathered.round):
            require_head(self._gathered.connection)
            self._forget_read()

    def add_certificate(self, certificate: bytes, /) -> None:
        """Keep a certificate that was checked against the root."""
        self.lock()
        self._rights.add_certificate(certificate)

    def add_entry(
        self, entry: Entry, signature: bytes | None, body: bytes | None, state: str, reason: str, /
    ) -> None:
        """Keep an envelope, its signature and body where known, and where it stands ("applied" counts)."""
        self.lock()
        tells = self._revocations.tells(entry)
        self._entries.add(entry, signature, body)
        if state != "applied":
            self._gathered.stand_aside(entry.id, state, reason)
        outside = (state, reason) in (BEHIND_GAP, NO_FEED)
        if not outside:
            self._feeds.extend(entry)
        if tells:
            self._revocations.learn(entry, outside=outside)
        self._gathered.relieve()

    def add_body(self, entry: EntryId, body: bytes, /) -> None:
        """Keep the body of an envelope that was held without it."""
        self.lock()
        self._entries.add_body(entry, body)

    def add_signature(self, entry: EntryId, signature: bytes, /) -> None:
        """Keep a signature of an envelope that was held without it."""
        self.lock()
        self._entries.add_signature(entry, signature)

    def set_state(self, entry: EntryId, state: str, reason: str, /) -> None:
        """Note whether an entry is applied, waiting or refused, and why."""
        self.lock()
        self._standings.note(entry, state, reason)
        self._gathered.relieve()

    def apply(self, entry: Entry, body: Body, /) -> None:
        """Fold an entry that counts into the registers and the other derived tables."""
        self._registers.fold(entry, body)
        if body.kind == "participant.admitted":
            self._rights.grant(body.key[0], body.content["roles"])
        elif body.kind == "participant.revoked":
            last = Revocation(body.content["seq"], body.content["last"])
            self._revocations.revoke(body.key[0], last)
        self._gathered.relieve()

    def connect(self) -> None:
        """Line up the entries whose missing predecessors have come."""
        for entry, body in self._standings.behind_gap():
            place = self._feeds.place(entry)
            if place is Place.FOLLOWS:
                self._feeds.extend(entry)
                self.set_state(entry.id, *(("waiting", "") if body is not None else ("withheld", "")))
            elif place is Place.WRONG:
                self.set_state(entry.id, *NO_FEED)

    def forget_derived(self) -> None:
        """Empty the derived tables of the round."""
        self.lock()
        self._gathered.flush()
        for table in tables.DERIVED:
            self._gathered.connection.execute(delete(table).where(table.c.round == self._gathered.round))
        self._forget_read()
        self._revocations.shaken()

    def _forget_read(self) -> None:
        for part in (self._feeds, self._registers, self._rights, self._revocations):
            part.forget_read()
