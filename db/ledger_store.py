"""The ledger of one round in one transaction: envelopes and bodies, and the registers folded from them."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    delete,
    func,
    insert,
    literal_column,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from db import tables
from greendesk.ledger.entry import Body, Entry, EntryId, read_entry, sha256
from greendesk.ledger.store import Head

_HEAD_COLUMNS = (
    tables.registers.c.entry,
    tables.registers.c.author,
    tables.registers.c.ms,
    tables.registers.c.counter,
    tables.registers.c.kind,
    tables.registers.c.key,
    tables.registers.c.content,
)
_ARRIVAL: ColumnElement[int] = literal_column("entry.rowid")
_NEWEST = (tables.registers.c.ms.desc(), tables.registers.c.counter.desc(), tables.registers.c.entry.desc())


class SqlLedger:
    """`greendesk.ports.LedgerStore` over an open connection."""

    def __init__(self, connection: Connection, round_id: str) -> None:
        self._connection = connection
        self._round = round_id

    # ------------------------------------------------------------ certificates

    def certificate(self, fingerprint: str, /) -> bytes | None:
        """A certificate that chains to the root of the round, or nothing."""
        table = tables.certificates
        query = select(table.c.der).where(table.c.round == self._round, table.c.fingerprint == fingerprint)
        return self._connection.execute(query).scalar()

    def certificates(self) -> tuple[bytes, ...]:
        """Every certificate known in the round."""
        table = tables.certificates
        query = select(table.c.der).where(table.c.round == self._round).order_by(table.c.fingerprint)
        return tuple(self._connection.execute(query).scalars())

    def add_certificate(self, certificate: bytes, /) -> None:
        """Keep a certificate that was checked against the root."""
        values = {"round": self._round, "fingerprint": sha256(certificate), "der": certificate}
        self._connection.execute(upsert(tables.certificates).values(values).on_conflict_do_nothing())

    # ------------------------------------------------------------ feeds and entries

    def feed_end(self, author: str, /) -> tuple[int, str | None, tuple[int, int]]:
        """The last number, hash and time of a feed held without gap; (0, None, (0, 0)) when none."""
        table = tables.feeds
        query = select(table.c.seq, table.c.head, table.c.ms, table.c.counter)
        row = self._connection.execute(
            query.where(table.c.round == self._round, table.c.author == author)
        ).first()
        return (row[0], row[1], (row[2], row[3])) if row else (0, None, (0, 0))

    def latest_time(self) -> tuple[int, int]:
        """The largest time of any feed of the round."""
        table = tables.feeds
        query = select(table.c.ms, table.c.counter).where(table.c.round == self._round)
        row = self._connection.execute(
            query.order_by(table.c.ms.desc(), table.c.counter.desc()).limit(1)
        ).first()
        return (row[0], row[1]) if row else (0, 0)

    def feeds(self) -> Mapping[str, int]:
        """The last number held without gap of each author."""
        table = tables.feeds
        rows = self._connection.execute(
            select(table.c.author, table.c.seq).where(table.c.round == self._round)
        )
        return {str(author): int(seq) for author, seq in rows}

    def has_entry(self, entry: EntryId, /) -> bool:
        """Whether the envelope is held."""
        return (
            self._connection.execute(select(tables.entries.c.id).where(tables.entries.c.id == entry)).first()
            is not None
        )

    def envelope(self, entry: EntryId, /) -> Entry | None:
        """The envelope, or nothing."""
        raw = self._connection.execute(
            select(tables.entries.c.raw).where(tables.entries.c.id == entry)
        ).scalar()
        return read_entry(raw) if raw is not None else None

    def has_body(self, entry: EntryId, /) -> bool:
        """Whether the envelope and its body are held."""
        table = tables.entries
        query = select(table.c.id).where(table.c.id == entry, table.c.body.is_not(None))
        return self._connection.execute(query).first() is not None

    def entry_at(self, author: str, seq: int) -> EntryId | None:
        """The entry of a feed with a number, the first that came."""
        table = tables.entries
        query = select(table.c.id).where(
            table.c.round == self._round, table.c.author == author, table.c.seq == seq
        )
        found = self._connection.execute(query).scalars().first()
        return EntryId(found) if found else None

    def add_entry(self, entry: Entry, signature: bytes | None, body: bytes | None, /) -> None:
        """Keep an envelope, its signature where known and its body where known."""
        values = {
            "id": entry.id,
            "round": self._round,
            "author": entry.author,
            "seq": entry.seq,
            "raw": entry.raw,
            "signature": signature,
            "body": body,
        }
        self._connection.execute(insert(tables.entries).values(values))
        self._line_up(entry, body)
        self._extend_feed(entry)

    def add_body(self, entry: EntryId, body: bytes, /) -> None:
        """Keep the body of an envelope that was held without it."""
        table = tables.entries
        self._connection.execute(update(table).where(table.c.id == entry).values(body=body))
        self.set_state(entry, "waiting", "order")

    def add_signature(self, entry: EntryId, signature: bytes) -> None:
        """Keep a signature of an envelope that was held without it."""
        table = tables.entries
        self._connection.execute(update(table).where(table.c.id == entry).values(signature=signature))

    def set_state(self, entry: EntryId, state: str, reason: str, /) -> None:
        """Note whether an entry is applied, waiting or refused, and why."""
        table = tables.standings
        self._connection.execute(
            update(table).where(table.c.entry == entry).values(state=state, reason=reason)
        )

    def unapplied(self) -> Iterator[tuple[Entry, bytes]]:
        """Entries with their bodies that are not applied yet and stand in an unbroken feed."""
        joined = tables.standings.join(tables.entries, tables.entries.c.id == tables.standings.c.entry).join(
            tables.feeds,
            (tables.feeds.c.round == tables.entries.c.round)
            & (tables.feeds.c.author == tables.entries.c.author),
        )
        query = (
            select(tables.entries.c.raw, tables.entries.c.body)
            .select_from(joined)
            .where(
                tables.standings.c.round == self._round,
                tables.standings.c.state.not_in(("applied", "withheld", "fork")),
                tables.entries.c.seq <= tables.feeds.c.seq,
                tables.entries.c.body.is_not(None),
            )
            .order_by(tables.entries.c.author, tables.entries.c.seq)
        )
        for raw, body in self._connection.execute(query):
            yield read_entry(raw), body

    def entries(self, after: Mapping[str, int], /) -> Iterator[tuple[Entry, bytes | None, bytes | None]]:
        """Envelope, signature and body of every entry past the given number of each author, in feed order."""
        table = tables.entries
        for author, end in sorted(self.feeds().items()):
            query = (
                select(table.c.raw, table.c.signature, table.c.body)
                .where(table.c.round == self._round, table.c.author == author)
                .where(table.c.seq > after.get(author, 0), table.c.seq <= end)
                .order_by(table.c.seq)
            )
            for raw, signature, body in self._connection.execute(query):
                yield read_entry(raw), signature, body

    def held(self, entries: Sequence[str]) -> Iterator[tuple[Entry, bytes]]:
        """The named entries whose bodies are held."""
        table = tables.entries
        for entry in entries:
            query = select(table.c.raw, table.c.body).where(table.c.id == entry, table.c.body.is_not(None))
            row = self._connection.execute(query).first()
            if row:
                yield read_entry(row[0]), row[1]

    def withheld(self) -> tuple[str, ...]:
        """Entries that are held without their bodies."""
        table = tables.standings
        query = select(table.c.entry).where(table.c.round == self._round, table.c.state == "withheld")
        return tuple(self._connection.execute(query.order_by(table.c.entry)).scalars())

    def standings(self) -> Iterator[tuple[Entry, bytes | None, str, str]]:
        """Every entry that does not count, with its state and reason."""
        joined = tables.standings.join(tables.entries, tables.entries.c.id == tables.standings.c.entry)
        query = (
            select(
                tables.entries.c.raw,
                tables.entries.c.body,
                tables.standings.c.state,
                tables.standings.c.reason,
            )
            .select_from(joined)
            .where(tables.standings.c.round == self._round, tables.standings.c.state != "applied")
            .order_by(tables.entries.c.author, tables.entries.c.seq)
        )
        for raw, body, state, reason in self._connection.execute(query):
            yield read_entry(raw), body, state, reason

    def count(self) -> int:
        """How many entries are held."""
        query = select(func.count()).select_from(tables.entries).where(tables.entries.c.round == self._round)
        return int(self._connection.execute(query).scalar_one())

    def gaps(self) -> tuple[tuple[str, int, int], ...]:
        """Stretches that are missing before entries already held: author, first, last."""
        table = tables.entries
        found = []
        query = select(table.c.author, func.min(table.c.seq)).where(table.c.round == self._round)
        ends = self.feeds()
        for author in self._connection.execute(
            select(table.c.author).where(table.c.round == self._round).distinct()
        ).scalars():
            end = ends.get(author, 0)
            first = self._connection.execute(query.where(table.c.author == author, table.c.seq > end)).one()[
                1
            ]
            if first is not None and first > end + 1:
                found.append((author, end + 1, first - 1))
        return tuple(sorted(found))

    # ------------------------------------------------------------ the fold

    def apply(self, entry: Entry, body: Body, /) -> None:
        """Fold an accepted entry into the registers."""
        key = json.dumps(body.key, ensure_ascii=False)
        register, gone = tables.registers, tables.replaced
        if body.replaces:
            rows = [
                {"entry": old, "kind": body.kind, "key": key, "round": self._round} for old in body.replaces
            ]
            self._connection.execute(upsert(gone).on_conflict_do_nothing(), rows)
            dropped = delete(register).where(
                register.c.entry.in_(body.replaces), register.c.kind == body.kind, register.c.key == key
            )
            self._connection.execute(dropped)
        known = select(gone.c.entry).where(
            gone.c.entry == entry.id, gone.c.kind == body.kind, gone.c.key == key
        )
        if self._connection.execute(known).first() is None:
            values = {
                "entry": entry.id,
                "round": self._round,
                "kind": body.kind,
                "key": key,
                "subject": body.key[0],
                "author": entry.author,
                "ms": entry.time[0],
                "counter": entry.time[1],
                "content": json.dumps(body.content, ensure_ascii=False, sort_keys=True),
            }
            self._connection.execute(insert(register).values(values))
        if body.kind == "participant.admitted":
            self._grant(body.key[0], body.content["roles"])

    def roles(self, author: str, /) -> frozenset[str]:
        """Every role that a participant was ever given: it only grows, so order cannot matter."""
        table = tables.grants
        query = select(table.c.role).where(table.c.round == self._round, table.c.author == author)
        return frozenset(self._connection.execute(query).scalars())

    def heads(self, kind: str, key: Sequence[str], /) -> tuple[Head, ...]:
        """The heads of one register, the provisional value first."""
        register = tables.registers
        query = select(*_HEAD_COLUMNS).where(
            register.c.round == self._round,
            register.c.kind == kind,
            register.c.key == json.dumps(list(key), ensure_ascii=False),
        )
        return tuple(_head(row) for row in self._connection.execute(query.order_by(*_NEWEST)))

    def all_heads(self, kind: str, prefix: Sequence[str] = (), /, *, without: str = "") -> tuple[Head, ...]:
        """All heads of one kind whose key begins with `prefix`, the provisional first in each register."""
        register = tables.registers
        content = func.json_remove(register.c.content, f"$.{without}") if without else register.c.content
        query = select(*_HEAD_COLUMNS[:-1], content).where(
            register.c.round == self._round, register.c.kind == kind
        )
        if prefix:
            query = query.where(register.c.subject == prefix[0])
        rows = self._connection.execute(query.order_by(register.c.key, *_NEWEST))
        return tuple(head for head in map(_head, rows) if head.key[: len(prefix)] == tuple(prefix))

    def conflicts(self) -> tuple[tuple[Head, ...], ...]:
        """Registers with several heads whose contents differ."""
        register = tables.registers
        crowded = (
            select(register.c.kind, register.c.key)
            .where(register.c.round == self._round)
            .group_by(register.c.kind, register.c.key)
            .having(func.count() > 1)
        )
        pairs = [tuple(row) for row in self._connection.execute(crowded)]
        if not pairs:
            return ()
        query = select(*_HEAD_COLUMNS).where(
            register.c.round == self._round, tuple_(register.c.kind, register.c.key).in_(pairs)
        )
        grouped: dict[tuple[str, tuple[str, ...]], list[Head]] = {}
        for row in self._connection.execute(query.order_by(register.c.kind, register.c.key, *_NEWEST)):
            head = _head(row)
            grouped.setdefault((head.kind, head.key), []).append(head)
        return tuple(
            tuple(group)
            for group in grouped.values()
            if any(head.content != group[0].content for head in group)
        )

    def forget_derived(self) -> None:
        """Empty the derived tables of the round and line up every entry to be folded again."""
        for table in tables.DERIVED:
            self._connection.execute(delete(table).where(table.c.round == self._round))
        table = tables.entries
        query = select(table.c.raw, table.c.body).where(table.c.round == self._round)
        held = [(read_entry(raw), body) for raw, body in self._connection.execute(query.order_by(_ARRIVAL))]
        for entry, body in held:
            self._line_up(entry, body)
        for entry, _ in held:
            if entry.seq == 1:
                self._extend_feed(entry)
        ends = self.feeds()
        inside = [entry for entry, _ in held if entry.seq <= ends.get(entry.author, 0)]
        lengths = Counter(entry.author for entry in inside)
        for entry in inside:
            if lengths[entry.author] > ends[entry.author] and not self._on_feed(entry):
                self.set_state(entry.id, "fork", "fork")

    # ------------------------------------------------------------ parts

    def _line_up(self, entry: Entry, body: bytes | None) -> None:
        state = ("waiting", "order") if body is not None else ("withheld", "")
        standing = {"entry": entry.id, "round": self._round, "state": state[0], "reason": state[1]}
        self._connection.execute(insert(tables.standings).values(standing))

    def _on_feed(self, entry: Entry) -> bool:
        """Whether the entry stands on the unbroken feed and not on a branch beside it."""
        seq, head, _ = self.feed_end(entry.author)
        while head is not None and seq > entry.seq:
            envelope = self.envelope(EntryId(head))
            seq, head = seq - 1, envelope.prev if envelope else None
        return head == entry.id

    def _grant(self, author: str, roles: Sequence[str]) -> None:
        rows = [{"round": self._round, "author": author, "role": role} for role in roles]
        if rows:
            self._connection.execute(upsert(tables.grants).on_conflict_do_nothing(), rows)

    def _extend_feed(self, entry: Entry) -> None:
        seq, head, _ = self.feed_end(entry.author)
        if entry.seq <= seq:
            self.set_state(entry.id, "fork", "fork")
            return
        present: Entry | None = entry
        while present is not None and present.seq == seq + 1 and present.prev == head:
            seq, head = present.seq, present.id
            values = {
                "round": self._round,
                "author": present.author,
                "seq": seq,
                "head": head,
                "ms": present.time[0],
                "counter": present.time[1],
            }
            statement = upsert(tables.feeds).values(values)
            changed = {name: values[name] for name in ("seq", "head", "ms", "counter")}
            self._connection.execute(
                statement.on_conflict_do_update(index_elements=["round", "author"], set_=changed)
            )
            present = self._successor(present)

    def _successor(self, entry: Entry) -> Entry | None:
        table = tables.entries
        query = select(table.c.raw).where(
            table.c.round == self._round, table.c.author == entry.author, table.c.seq == entry.seq + 1
        )
        candidates = [read_entry(raw) for raw in self._connection.execute(query.order_by(_ARRIVAL)).scalars()]
        return next((candidate for candidate in candidates if candidate.prev == entry.id), None)


def _head(row: Row[*tuple[Any, ...]]) -> Head:
    entry, author, ms, counter, kind, key, content = tuple(row)
    return Head(
        entry=EntryId(entry),
        author=author,
        time=(ms, counter),
        kind=kind,
        key=tuple(json.loads(key)),
        content=json.loads(content),
    )
