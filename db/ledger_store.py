"""The ledger of one round in one transaction: envelopes and bodies, and the registers folded from them.

What is added is gathered and written in batches; every question writes first what was gathered.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import orjson
from sqlalchemy import Connection, Row, Select, delete, func, select, tuple_, update

from db import tables
from db.dialect import among, insert_rows, lock_round, upsert, without_field
from db.revision import require_head
from greendesk.ledger.entry import Body, Entry, EntryId, canonical, read_again, read_entry, sha256
from greendesk.ledger.kinds import Role, attachments
from greendesk.ledger.store import BEHIND_GAP, NO_FEED, Head, Place, Revocation, Tip

_HEAD_COLUMNS = (
    tables.registers.c.entry,
    tables.registers.c.author,
    tables.registers.c.ms,
    tables.registers.c.counter,
    tables.registers.c.kind,
    tables.registers.c.key,
    tables.registers.c.content,
)
_NEWEST = (tables.registers.c.ms.desc(), tables.registers.c.counter.desc(), tables.registers.c.entry.desc())
_BATCH = 4000  # rows that are gathered before they are written
_NAMES = 4000  # names in one question
_READ = 16 * 1024 * 1024  # bytes in memory while feeds are read side by side
_ROLES = frozenset(role.value for role in Role)
_FOUNDATIONS = frozenset({"application.registered", "expert.assigned", "recusal.declared"})
_Name = TypeVar("_Name")
_Read = tuple[Entry, bytes | None, bytes | None]


class SqlLedger:
    """`greendesk.ledger.store.LedgerStore` over an open connection."""

    def __init__(self, connection: Connection, round_id: str) -> None:
        self._connection = connection
        self._round = round_id
        self._entries: list[dict[str, Any]] = []
        self._standings: dict[str, tuple[str, str]] = {}
        self._counting: list[str] = []  # entries that stood aside before and are applied now
        self._heads: dict[str, dict[str, Any]] = {}
        self._replaced: list[dict[str, Any]] = []
        self._named: list[dict[str, Any]] = []
        self._tips: dict[str, dict[str, Tip]] = {}
        self._moved: set[str] = set()  # authors whose tips are to be written
        self._certificates: dict[str, bytes | None] = {}
        self._roles: dict[str, frozenset[str]] = {}
        self._begun: set[tuple[str, str]] = set()
        self._revoked: dict[str, tuple[Revocation, ...]] | None = None
        self._lines: dict[
            tuple[str, Revocation], dict[int, str]
        ] = {}  # the entries up to the last that counts
        self._shaken = False

    def lock(self) -> None:
        """Keep other writers of the round out until the transaction ends; every change does so by itself."""
        if lock_round(self._connection, self._round):
            require_head(self._connection)
            self._forget_read()

    # ------------------------------------------------------------ what judging asks

    def certificate(self, fingerprint: str, /) -> bytes | None:
        """A certificate that chains to the root of the round, or nothing."""
        if fingerprint not in self._certificates:
            table = tables.certificates
            query = select(table.c.der).where(
                table.c.round == self._round, table.c.fingerprint == fingerprint
            )
            self._certificates[fingerprint] = self._connection.execute(query).scalar()
        return self._certificates[fingerprint]

    def certificates(self) -> tuple[bytes, ...]:
        """Every certificate known in the round."""
        table = tables.certificates
        query = select(table.c.der).where(table.c.round == self._round).order_by(table.c.fingerprint)
        return tuple(self._connection.execute(query).scalars())

    def add_certificate(self, certificate: bytes, /) -> None:
        """Keep a certificate that was checked against the root."""
        self.lock()
        fingerprint = sha256(certificate)
        if self.certificate(fingerprint) is None:
            values = {"round": self._round, "fingerprint": fingerprint, "der": certificate}
            self._execute(upsert(self._connection, tables.certificates).on_conflict_do_nothing(), values)
            self._certificates[fingerprint] = certificate

    def roles(self, author: str, /) -> frozenset[str]:
        """Every role that a participant was ever given: it only grows, so order cannot matter."""
        if author not in self._roles:
            table = tables.grants
            query = select(table.c.role).where(table.c.round == self._round, table.c.author == author)
            self._roles[author] = frozenset(self._connection.execute(query).scalars())
        return self._roles[author]

    def begun(self, kind: str, key: Sequence[str], /) -> bool:
        """Whether a register has a head; one that has one once always has one."""
        name = (kind, _key_text(key))
        if name in self._begun:
            return True
        self._flush()
        register = tables.registers
        query = select(register.c.entry).where(
            register.c.round == self._round, register.c.kind == kind, register.c.key == name[1]
        )
        if self._connection.execute(query.limit(1)).first() is None:
            return False
        self._begun.add(name)
        return True

    def revocations(self, author: str, /) -> tuple[Revocation, ...]:
        """Where a certificate was taken back, once or more."""
        if self._revoked is None:
            table = tables.revocations
            found: defaultdict[str, list[Revocation]] = defaultdict(list)
            query = select(table.c.author, table.c.seq, table.c.last).where(table.c.round == self._round)
            for name, seq, last in self._connection.execute(query):
                found[name].append(Revocation(seq, last))
            self._revoked = {name: tuple(many) for name, many in found.items()}
        return self._revoked.get(author, ())

    def stands_under(self, entry: Entry, revocation: Revocation, /) -> bool:
        """Whether the entry is the last one or one of those before it, as far as what is held tells."""
        return self._line_to(entry.author, revocation).get(entry.seq, entry.id) == entry.id

    # ------------------------------------------------------------ adding

    def place(self, entry: Entry, /) -> Place:
        """Whether the entry is the first of its feed, or its predecessor is held without gap and can be one."""
        if entry.prev is None:
            return Place.FOLLOWS
        tip = self._tips_of(entry.author).get(entry.prev)
        if tip is not None:
            return Place.FOLLOWS if tip.seq + 1 == entry.seq else Place.WRONG
        self._flush()
        table, standing = tables.entries, tables.standings
        query = select(table.c.author, table.c.seq, standing.c.state, standing.c.reason)
        query = query.select_from(table.outerjoin(standing, standing.c.entry == table.c.id))
        query = query.where(table.c.id == entry.prev, table.c.round == self._round)
        before = self._connection.execute(query).first()
        if before is None:
            return Place.GAP
        author, seq, state, reason = before
        if (author, seq + 1) != (entry.author, entry.seq) or (state, reason) == NO_FEED:
            return Place.WRONG
        return Place.GAP if (state, reason) == BEHIND_GAP else Place.FOLLOWS

    def add_entry(
        self, entry: Entry, signature: bytes | None, body: bytes | None, state: str, reason: str, /
    ) -> None:
        """Keep an envelope, its signature and body where known, and where it stands ("applied" counts)."""
        self.lock()
        values = {
            "id": entry.id,
            "round": self._round,
            "author": entry.author,
            "seq": entry.seq,
            "raw": entry.raw,
            "signature": signature,
            "body": body,
        }
        # whether it is known to stand under the last entry that counts, and so tells which one stands before it
        revocations = self.revocations(entry.author)
        tells = any(self._line_to(entry.author, one).get(entry.seq) == entry.id for one in revocations)
        self._entries.append(values)
        if state != "applied":
            self._standings[entry.id] = (state, reason)
        outside = (state, reason) in (BEHIND_GAP, NO_FEED)
        if not outside:
            self.extend(entry)
        if tells:
            self._lines.clear()
            self._shaken = self._shaken or outside or len(self._tips_of(entry.author)) > 1
        if len(self._entries) >= _BATCH:
            self._flush()

    def extend(self, entry: Entry, /) -> None:
        """Note an entry that follows as an end of its feed, in place of its predecessor."""
        tips = self._tips_of(entry.author)
        if entry.prev is not None:
            tips.pop(entry.prev, None)
        tips[entry.id] = Tip(entry.author, entry.seq, entry.id, entry.time)
        self._moved.add(entry.author)

    def add_body(self, entry: EntryId, body: bytes, /) -> None:
        """Keep the body of an envelope that was held without it."""
        self.lock()
        self._flush()
        table = tables.entries
        self._connection.execute(update(table).where(table.c.id == entry).values(body=body))

    def add_signature(self, entry: EntryId, signature: bytes, /) -> None:
        """Keep a signature of an envelope that was held without it."""
        self.lock()
        self._flush()
        table = tables.entries
        self._connection.execute(
            update(table).where(table.c.id == entry, table.c.signature.is_(None)).values(signature=signature)
        )

    def set_state(self, entry: EntryId, state: str, reason: str, /) -> None:
        """Note whether an entry is applied, waiting or refused, and why."""
        self.lock()
        if state == "applied":
            self._standings.pop(entry, None)
            self._counting.append(entry)
            return
        self._standings[entry] = (state, reason)
        if len(self._standings) >= _BATCH:
            self._flush()

    def apply(self, entry: Entry, body: Body, /) -> None:
        """Fold an entry that counts into the registers and the other derived tables."""
        key = _key_text(body.key)
        for old in body.replaces:
            self._replaced.append({"entry": old, "kind": body.kind, "key": key, "round": self._round})
        content = _content_text(body.content)
        self._heads[entry.id] = {
            "entry": entry.id,
            "round": self._round,
            "kind": body.kind,
            "key": key,
            "author": entry.author,
            "ms": entry.time[0],
            "counter": entry.time[1],
            "content": content,
        }
        if body.kind in _FOUNDATIONS:
            self._begun.add((body.kind, key))
        if '"sha256"' in content:
            for name in attachments(body.content):
                self._named.append({"round": self._round, "sha256": name, "entry": entry.id})
        if body.kind == "participant.admitted":
            self._grant(body.key[0], body.content["roles"])
        elif body.kind == "participant.revoked":
            self._revoke(body.key[0], Revocation(body.content["seq"], body.content["last"]))
        if len(self._heads) >= _BATCH:
            self._flush()

    def connect(self) -> None:
        """Line up the entries whose missing predecessors have come."""
        for entry, body, state, reason in self._aside(("waiting",)):
            place = self.place(entry) if (state, reason) == BEHIND_GAP else Place.GAP
            if place is Place.FOLLOWS:
                self.extend(entry)
                self.set_state(entry.id, *(("waiting", "") if body is not None else ("withheld", "")))
            elif place is Place.WRONG:
                self.set_state(entry.id, *NO_FEED)

    def unapplied(self) -> Iterator[tuple[Entry, bytes]]:
        """Entries with their bodies that wait for something other than a predecessor, and unknown kinds."""
        for entry, body, _, reason in self._aside(("waiting", "unknown")):
            if body is not None and reason != "order":
                yield entry, body

    def shaken(self) -> bool:
        """Whether something came that ends entries which were folded before; asking takes the note away."""
        shaken, self._shaken = self._shaken, False
        return shaken

    def forget_derived(self) -> None:
        """Empty the derived tables of the round."""
        self.lock()
        self._flush()
        for table in tables.DERIVED:
            self._connection.execute(delete(table).where(table.c.round == self._round))
        self._forget_read()
        self._shaken = False

    # ------------------------------------------------------------ reading entries

    def tips(self) -> Mapping[str, tuple[Tip, ...]]:
        """The ends of every feed, the highest first."""
        self._flush()
        found: defaultdict[str, list[Tip]] = defaultdict(list)
        for tip in self._read_tips():
            found[tip.author].append(tip)
        return {author: tuple(sorted(many, key=_height, reverse=True)) for author, many in found.items()}

    def feed_end(self, author: str, /) -> tuple[int, str | None, tuple[int, int]]:
        """The highest number, hash and time of a feed held without gap; (0, None, (0, 0)) when none."""
        tips = self._tips_of(author)
        if not tips:
            return (0, None, (0, 0))
        highest = max(tips.values(), key=_height)
        return (highest.seq, highest.head, highest.time)

    def latest_time(self) -> tuple[int, int]:
        """The largest time of any entry of the round."""
        self._flush()
        table = tables.tips
        query = select(table.c.ms, table.c.counter).where(table.c.round == self._round)
        row = self._connection.execute(
            query.order_by(table.c.ms.desc(), table.c.counter.desc()).limit(1)
        ).first()
        return (row[0], row[1]) if row else (0, 0)

    def standing(self, entries: Collection[str], /) -> dict[str, tuple[str, str]]:
        """State and reason of those of the entries that are held and do not count."""
        self._flush()
        table = tables.standings
        found: dict[str, tuple[str, str]] = {}
        for names in _portions(entries):
            query = select(table.c.entry, table.c.state, table.c.reason).where(
                among(self._connection, table.c.entry, names)
            )
            found |= {entry: (state, reason) for entry, state, reason in self._connection.execute(query)}
        return found

    def held(self, entries: Collection[str], /) -> dict[str, bool]:
        """Which of the entries are held, and whether with their bodies."""
        self._flush()
        table = tables.entries
        found: dict[str, bool] = {}
        for names in _portions(entries):
            query = select(table.c.id, table.c.body.is_not(None)).where(
                among(self._connection, table.c.id, names)
            )
            found |= {entry: bool(whole) for entry, whole in self._connection.execute(query)}
        return found

    def read(self, entries: Sequence[str], /) -> Iterator[tuple[Entry, bytes | None]]:
        """The named entries that are held, with their bodies where held, in the order of their names."""
        self._flush()
        table = tables.entries
        for names in _portions(entries):
            query = select(table.c.id, table.c.raw, table.c.body).where(
                among(self._connection, table.c.id, names)
            )
            found = {entry: (raw, body) for entry, raw, body in self._connection.execute(query)}
            for name in names:
                if name in found:
                    yield read_entry(found[name][0]), found[name][1]

    def signatures(self, entries: Collection[str], /) -> dict[str, bytes]:
        """The signatures of those of the entries that are held with one."""
        self._flush()
        table = tables.entries
        found: dict[str, bytes] = {}
        for names in _portions(entries):
            query = select(table.c.id, table.c.signature)
            query = query.where(among(self._connection, table.c.id, names), table.c.signature.is_not(None))
            found |= {row[0]: row[1] for row in self._connection.execute(query)}
        return found

    def entries(self, after: Mapping[str, int], /) -> Iterator[_Read]:
        """Envelope, signature and body of the entries without gap past the given number of each author, by time."""
        behind = self._outside()
        for read in self._side_by_side(after, read_again):
            if read[0].id not in behind:
                yield read

    def everything(self) -> Iterator[_Read]:
        """Every entry held, by time; of one author the earlier always comes first; asks no derived table."""
        self._flush()
        table = tables.entries
        query = select(table.c.author).where(table.c.round == self._round).distinct()
        after = dict.fromkeys(self._connection.execute(query).scalars(), 0)
        yield from self._side_by_side(after, _read_anew)

    def withheld(self) -> tuple[str, ...]:
        """Entries that are held without their bodies."""
        self._flush()
        table = tables.standings
        query = select(table.c.entry).where(table.c.round == self._round, table.c.state == "withheld")
        return tuple(self._connection.execute(query.order_by(table.c.entry)).scalars())

    def standings(self) -> Iterator[tuple[Entry, bytes | None, str, str]]:
        """Every entry that does not count, with its body where held, its state and the reason."""
        yield from self._aside(())

    def naming(self, sha256: str, /) -> tuple[EntryId, ...]:
        """The entries that count and name a file."""
        self._flush()
        table = tables.attachments
        query = select(table.c.entry).where(table.c.round == self._round, table.c.sha256 == sha256)
        return tuple(map(EntryId, self._connection.execute(query.order_by(table.c.entry)).scalars()))

    def count(self) -> int:
        """How many entries are held."""
        self._flush()
        query = select(func.count()).select_from(tables.entries).where(tables.entries.c.round == self._round)
        return int(self._connection.execute(query).scalar_one())

    def how_many(self, kind: str, /) -> int:
        """How many registers of a kind have begun."""
        self._flush()
        register = tables.registers
        query = select(func.count(register.c.key.distinct()))
        query = query.where(register.c.round == self._round, register.c.kind == kind)
        return int(self._connection.execute(query).scalar_one())

    def gaps(self) -> tuple[tuple[str, int, int], ...]:
        """Stretches that are missing before entries already held: author, first, last."""
        lowest: dict[str, int] = {}
        for entry, _, _, reason in self._aside(("waiting",)):
            if reason == "order":
                lowest[entry.author] = min(entry.seq, lowest.get(entry.author, entry.seq))
        found = []
        for author, first in lowest.items():
            end = self.feed_end(author)[0]
            # an end that is not below the first one held stands on another branch, which has the same numbers
            found.append((author, end + 1 if end < first - 1 else first - 1, first - 1))
        return tuple(sorted(found))

    def written_by(self, author: str, entries: Collection[str], /) -> tuple[str, ...]:
        """Those of the entries that are held and that the author wrote."""
        self._flush()
        table = tables.entries
        found: list[str] = []
        for names in _portions(entries):
            query = select(table.c.id).where(
                among(self._connection, table.c.id, names), table.c.author == author
            )
            found += self._connection.execute(query).scalars()
        return tuple(found)

    def shared(self, tips: Sequence[Tip], /) -> int:
        """The number of the last entry that the branches of a feed have in common, 0 when none is."""
        ends = [entry for entry, _ in self.read([tip.head for tip in tips])]
        lines = [dict(self._numbered_line_of(end)) for end in ends]
        common = set(lines[0]).intersection(*lines[1:]) if lines else set()
        return max((lines[0][name] for name in common), default=0)

    def forks(self) -> tuple[tuple[Tip, ...], ...]:
        """The feeds that have more than one end, with their ends."""
        return tuple(tips for _, tips in sorted(self.tips().items()) if len(tips) > 1)

    # ------------------------------------------------------------ the fold

    def heads(self, kind: str, key: Sequence[str], /) -> tuple[Head, ...]:
        """The heads of one register, the provisional value first."""
        self._flush()
        register = tables.registers
        query = select(*_HEAD_COLUMNS).where(
            register.c.round == self._round, register.c.kind == kind, register.c.key == _key_text(key)
        )
        return tuple(_head(row) for row in self._connection.execute(query.order_by(*_NEWEST)))

    def all_heads(self, kind: str, prefix: Sequence[str] = (), /, *, without: str = "") -> tuple[Head, ...]:
        """All heads of one kind whose key begins with `prefix`, the provisional first in each register."""
        self._flush()
        register = tables.registers
        content = (
            without_field(self._connection, register.c.content, without) if without else register.c.content
        )
        query = select(*_HEAD_COLUMNS[:-1], content).where(
            register.c.round == self._round, register.c.kind == kind
        )
        if prefix:  # all keys that begin with it stand together, and the index has them in order
            begin = _key_text(prefix[:1])[:-1]
            query = query.where(register.c.key.between(f"{begin},", f"{begin}]"))
        rows = self._connection.execute(query.order_by(register.c.key, *_NEWEST))
        return tuple(head for head in map(_head, rows) if head.key[: len(prefix)] == tuple(prefix))

    def conflicts(self) -> tuple[tuple[Head, ...], ...]:
        """Registers with several heads whose contents differ."""
        self._flush()
        crowded, register = tables.crowded, tables.registers
        joined = crowded.join(
            register,
            (register.c.round == crowded.c.round)
            & (register.c.kind == crowded.c.kind)
            & (register.c.key == crowded.c.key),
        )
        query = select(*_HEAD_COLUMNS).select_from(joined).where(crowded.c.round == self._round)
        grouped: dict[tuple[str, tuple[str, ...]], list[Head]] = {}
        for row in self._connection.execute(query.order_by(register.c.kind, register.c.key, *_NEWEST)):
            head = _head(row)
            grouped.setdefault((head.kind, head.key), []).append(head)
        return tuple(
            tuple(group)
            for group in grouped.values()
            if any(head.content != group[0].content for head in group)
        )

    # ------------------------------------------------------------ writing what was gathered

    def flush(self) -> None:
        """Write what was gathered; to be called before the transaction is made to last."""
        self._flush()

    def _flush(self) -> None:
        if self._entries:
            rows, self._entries = self._entries, []
            insert_rows(self._connection, tables.entries, rows)
        if self._counting or self._standings:
            self._write_standings()
        if self._heads or self._replaced:
            self._write_registers()
        if self._named:
            named, self._named = self._named, []
            self._execute(upsert(self._connection, tables.attachments).on_conflict_do_nothing(), named)
        if self._moved:
            self._write_tips()

    def _write_standings(self) -> None:
        counting, self._counting = self._counting, []
        standings, self._standings = self._standings, {}
        table = tables.standings
        for names in _portions([*counting, *standings]):
            self._connection.execute(delete(table).where(among(self._connection, table.c.entry, names)))
        rows = [
            {"entry": entry, "round": self._round, "state": state, "reason": reason}
            for entry, (state, reason) in standings.items()
        ]
        if rows:
            insert_rows(self._connection, table, rows)

    def _write_registers(self) -> None:
        heads, self._heads = self._heads, {}
        replaced, self._replaced = self._replaced, []
        register, gone = tables.registers, tables.replaced
        touched = {(row["kind"], row["key"]) for row in (*heads.values(), *replaced)}
        if replaced:
            self._execute(upsert(self._connection, gone).on_conflict_do_nothing(), replaced)
        for names in _portions(heads):
            query = select(gone.c.entry, gone.c.kind, gone.c.key).where(
                among(self._connection, gone.c.entry, names)
            )
            for entry, kind, key in self._connection.execute(query):
                if (heads[entry]["kind"], heads[entry]["key"]) == (kind, key):
                    del heads[entry]
        if heads:
            insert_rows(self._connection, register, list(heads.values()))
        past: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in replaced:
            past[row["entry"]].add((row["kind"], row["key"]))
        for names in _portions(past):
            query = select(register.c.entry, register.c.kind, register.c.key)
            found = self._connection.execute(query.where(among(self._connection, register.c.entry, names)))
            ours = [entry for entry, kind, key in found if (kind, key) in past[entry]]
            self._connection.execute(delete(register).where(among(self._connection, register.c.entry, ours)))
        self._write_crowded(touched)

    def _write_crowded(self, touched: Collection[tuple[str, str]]) -> None:
        """Bring the list of registers with several heads up to date."""
        register, crowded = tables.registers, tables.crowded
        known = select(crowded.c.kind).where(crowded.c.round == self._round).limit(1)
        clear = self._connection.execute(known).first() is not None
        by_kind: defaultdict[str, list[str]] = defaultdict(list)
        for kind, key in touched:
            by_kind[kind].append(key)
        rows: list[dict[str, Any]] = []
        for kind, keys in by_kind.items():
            for some in _portions(keys):
                if clear:
                    self._connection.execute(
                        delete(crowded).where(
                            crowded.c.round == self._round,
                            crowded.c.kind == kind,
                            among(self._connection, crowded.c.key, some),
                        )
                    )
                query = (
                    select(register.c.key)
                    .where(register.c.round == self._round, register.c.kind == kind)
                    .where(among(self._connection, register.c.key, some))
                    .group_by(register.c.key)
                    .having(func.count() > 1)
                )
                found = self._connection.execute(query).scalars()
                rows += [{"round": self._round, "kind": kind, "key": key} for key in found]
        if rows:
            insert_rows(self._connection, crowded, rows)

    def _write_tips(self) -> None:
        moved, self._moved = self._moved, set()
        table = tables.tips
        rows = []
        for author in moved:
            self._connection.execute(
                delete(table).where(table.c.round == self._round, table.c.author == author)
            )
            rows += [
                {
                    "round": self._round,
                    "author": tip.author,
                    "head": tip.head,
                    "seq": tip.seq,
                    "ms": tip.time[0],
                    "counter": tip.time[1],
                }
                for tip in self._tips[author].values()
            ]
        insert_rows(self._connection, table, rows)

    def _execute(self, statement: Any, rows: Any) -> None:  # noqa: ANN401 - any insert and its rows
        self._connection.execute(statement, rows)

    # ------------------------------------------------------------ parts

    def _forget_read(self) -> None:
        """Ask anew for all that was read, because it may have changed."""
        self._tips, self._roles, self._begun, self._revoked = {}, {}, set(), None
        self._lines, self._certificates = {}, {}

    def _grant(self, author: str, roles: Sequence[str]) -> None:
        known = [role for role in roles if role in _ROLES]  # one of a later version gives no right here
        rows = [{"round": self._round, "author": author, "role": role} for role in known]
        if rows:
            self._execute(upsert(self._connection, tables.grants).on_conflict_do_nothing(), rows)
        self._roles.pop(author, None)

    def _revoke(self, author: str, revocation: Revocation) -> None:
        values = {"round": self._round, "author": author, "last": revocation.last, "seq": revocation.seq}
        self._execute(upsert(self._connection, tables.revocations).on_conflict_do_nothing(), values)
        self._revoked = None
        tips, line = tuple(self._tips_of(author).values()), self._line_to(author, revocation)
        unsure = len(tips) > 1 or any(
            tip.seq > revocation.seq or line.get(tip.seq, tip.head) != tip.head for tip in tips
        )
        self._shaken = self._shaken or unsure

    def _tips_of(self, author: str) -> dict[str, Tip]:
        if author not in self._tips:
            self._tips[author] = {tip.head: tip for tip in self._read_tips(author)}
        return self._tips[author]

    def _read_tips(self, author: str = "") -> Iterator[Tip]:
        table = tables.tips
        query = select(table.c.author, table.c.seq, table.c.head, table.c.ms, table.c.counter)
        query = query.where(table.c.round == self._round)
        if author:
            query = query.where(table.c.author == author)
        for name, seq, head, ms, counter in self._connection.execute(query):
            yield Tip(name, seq, EntryId(head), (ms, counter))

    def _envelope(self, entry: EntryId) -> Entry | None:
        return next((envelope for envelope, _ in self.read((entry,))), None)

    def _line_to(self, author: str, revocation: Revocation) -> dict[int, str]:
        """Number and name of the last entry that counts and of those before it, as far as they are known."""
        name = (author, revocation)
        if name not in self._lines:
            line = {revocation.seq: revocation.last} if revocation.last else {}
            end = self._envelope(EntryId(revocation.last)) if line else None
            if end is not None and (end.author, end.seq, end.round) == (author, revocation.seq, self._round):
                line |= {one.seq - 1: one.prev for one in (end, *self._before(end)) if one.prev is not None}
            self._lines[name] = line
        return self._lines[name]

    def _numbered_line_of(self, end: Entry) -> Iterator[tuple[str, int]]:
        """Id and number of the entry and of those before it, as far as they are held."""
        yield end.id, end.seq
        for entry in self._before(end):
            yield entry.id, entry.seq

    def _before(self, end: Entry) -> Iterator[Entry]:
        """The entries before one, the later first, as far as they are held."""
        self._flush()
        table = tables.entries
        query = select(table.c.raw).where(
            table.c.round == self._round, table.c.author == end.author, table.c.seq < end.seq
        )
        last = end
        for raw in self._connection.execute(query.order_by(table.c.seq.desc())).scalars():
            entry = read_entry(raw)
            if entry.id == last.prev and entry.seq + 1 == last.seq:
                last = entry
                yield entry

    def _aside(self, states: Sequence[str]) -> Iterator[tuple[Entry, bytes | None, str, str]]:
        """Entries that do not count by author and number, all or those in some states; they may change meanwhile."""
        self._flush()
        standing, entry = tables.standings, tables.entries
        query = select(standing.c.entry, standing.c.state, standing.c.reason)
        query = query.join(entry, entry.c.id == standing.c.entry).where(standing.c.round == self._round)
        if states:
            query = query.where(standing.c.state.in_(states))
        query = query.order_by(entry.c.author, entry.c.seq, entry.c.id)
        found = {name: (state, reason) for name, state, reason in self._connection.execute(query)}
        for envelope, body in self.read(tuple(found)):
            yield (envelope, body, *found[envelope.id])

    def _outside(self) -> frozenset[str]:
        self._flush()
        table = tables.standings
        query = select(table.c.entry).where(
            table.c.round == self._round,
            tuple_(table.c.state, table.c.reason).in_([BEHIND_GAP, NO_FEED]),
        )
        return frozenset(self._connection.execute(query).scalars())

    def _side_by_side(
        self, after: Mapping[str, int], reading: Callable[[bytes, str], Entry]
    ) -> Iterator[_Read]:
        portion = max(32 * 1024, _READ // max(1, len(after)))
        feeds = [self._feed(author, seq, portion, reading) for author, seq in sorted(after.items())]
        return heapq.merge(*feeds, key=_time_of)

    def _feed(
        self, author: str, after: int, portion: int, reading: Callable[[bytes, str], Entry]
    ) -> Iterator[_Read]:
        """The entries of one author past a number, by number, about `portion` bytes at a time."""
        table = tables.entries
        base: Select[Any] = (
            select(table.c.raw, table.c.signature, table.c.body, table.c.seq, table.c.id)
            .where(table.c.round == self._round, table.c.author == author)
            .order_by(table.c.seq, table.c.id)
        )
        place, count = (after + 1, ""), 16
        while True:
            past = tuple_(table.c.seq, table.c.id) > place
            rows = self._connection.execute(base.where(table.c.seq >= place[0], past).limit(count)).all()
            for raw, signature, body, _, entry in rows:
                yield reading(raw, entry), signature, body
            if len(rows) < count:
                return
            place = (rows[-1][3], rows[-1][4])
            size = sum(len(row[0]) + len(row[2] or b"") for row in rows) // count
            count = max(4, min(2000, portion // max(1, size)))


def _read_anew(raw: bytes, _: str) -> Entry:
    return read_entry(raw)


def _head(row: Row[*tuple[Any, ...]]) -> Head:
    entry, author, ms, counter, kind, key, content = tuple(row)
    return Head(
        entry=EntryId(entry),
        author=author,
        time=(ms, counter),
        kind=kind,
        key=tuple(orjson.loads(key)),
        content=orjson.loads(content),
    )


def _key_text(key: Sequence[str]) -> str:
    return orjson.dumps(tuple(key)).decode()


def _content_text(content: Mapping[str, Any]) -> str:
    try:
        return orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode()
    except TypeError:  # whole numbers beyond 64 bits
        return canonical(content).decode()


def _height(tip: Tip) -> tuple[int, str]:
    return tip.seq, tip.head


def _time_of(read: _Read) -> tuple[int, int]:
    return read[0].time


def _portions(names: Collection[_Name]) -> Iterator[list[_Name]]:
    """The names in lists that fit into one question."""
    every = list(names)
    for start in range(0, len(every), _NAMES):
        yield every[start : start + _NAMES]
