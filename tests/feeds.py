"""Feeds written entry by entry with real keys: forks, gaps and claims that the program itself would never write."""

import base64
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from greendesk.adapters.identity_certificates import issue, new_root, read_request, write_request
from greendesk.adapters.identity_key import KeptKey, new_key
from greendesk.ledger.entry import Body, Entry, read_body, sha256, write_body, write_entry
from greendesk.ports import Person

MADE = 1_790_000_000_000  # milliseconds; no test may depend on today
REGISTERED = {
    "unit": "青禾水泥（示例）",
    "credit_code": "",
    "category": "factory",
    "region": "赤霞市（示例）",
    "industry": "水泥",
    "third_party": "",
}
OPENED = {
    "title": "2026 年第一批（示例）",
    "year": 2026,
    "level": "province",
    "region": "示例省",
    "organiser": "示例厅",
    "sample": True,
    "policy": "",
    "checklists": {},
}


@dataclass(frozen=True, slots=True)
class Piece:
    """An entry as it can arrive: with its body or, by now, without."""

    entry: Entry
    signature: bytes
    raw: bytes | None

    @property
    def body(self) -> Body:
        """What the entry says."""
        assert self.raw is not None
        return read_body(self.entry, self.raw)

    def bare(self) -> "Piece":
        """The envelope alone."""
        return Piece(self.entry, self.signature, None)


@dataclass
class Feeds:
    """A round whose organiser and participants write whatever a test wants them to."""

    root: bytes = field(init=False)
    round_id: str = field(init=False)
    organiser: str = field(init=False)
    certificates: dict[str, bytes] = field(default_factory=dict)  # by fingerprint
    written: list[Piece] = field(default_factory=list)
    _keys: dict[str, KeptKey] = field(default_factory=dict)

    def __post_init__(self) -> None:
        person = Person(name="林岚（示例）", organisation="示例厅", title="")
        self.root, self._root_key = new_root(person, "示例", MADE)
        self.round_id = sha256(self.root)
        self.organiser = self._certify(person, authority=True)
        self.write(self.organiser, "round.opened", (self.round_id,), OPENED)
        self._admit(self.organiser, person, ("authority", "secretary"))

    def _certify(self, person: Person, *, authority: bool) -> str:
        key = new_key()
        request = read_request(write_request(person, key))
        certificate = issue(self.root, self._root_key, request, MADE, authority=authority)
        fingerprint = sha256(certificate)
        self.certificates[fingerprint], self._keys[fingerprint] = certificate, key
        return fingerprint

    def _admit(self, fingerprint: str, person: Person, roles: tuple[str, ...]) -> None:
        content = {
            "certificate": base64.b64encode(self.certificates[fingerprint]).decode("ascii"),
            "name": person.name,
            "organisation": person.organisation,
            "title": "",
            "roles": roles,
            "recipient": "",
        }
        self.write(self.organiser, "participant.admitted", (fingerprint,), content)

    def admit(self, name: str, roles: tuple[str, ...]) -> str:
        """Give somebody a certificate and roles; returns the fingerprint."""
        person = Person(name=name, organisation="示例", title="")
        fingerprint = self._certify(person, authority=False)
        self._admit(fingerprint, person, roles)
        return fingerprint

    def of(self, author: str) -> list[Piece]:
        """What somebody wrote, in the order of writing."""
        return [piece for piece in self.written if piece.entry.author == author]

    def write(
        self,
        author: str,
        kind: str,
        key: tuple[str, ...],
        content: Mapping[str, Any],
        *,
        replaces: Sequence[Piece] = (),
        after: Piece | None = None,
        seq: int | None = None,
    ) -> Piece:
        """Write an entry after somebody's last one, or after another (`after`), with a number of its own (`seq`)."""
        own = self.of(author)
        before = (after or (own[-1] if own else None)) if seq != 1 else None
        raw = write_body(kind, key, tuple(piece.entry.id for piece in replaces), content)
        entry = write_entry(
            round_id=self.round_id,
            author=author,
            seq=seq or (before.entry.seq + 1 if before else 1),
            prev=before.entry.id if before else None,
            time=(MADE + len(self.written), 0),
            body=raw,
        )
        piece = Piece(entry, self._keys[author].sign(entry.raw), raw)
        self.written.append(piece)
        return piece

    def register(self, author: str, application: str, **more: Any) -> Piece:  # noqa: ANN401 - see `write`
        """Write the registration of a unit."""
        return self.write(author, "application.registered", (application,), REGISTERED, **more)

    def reply(self, author: str, application: str, number: str, **more: Any) -> Piece:  # noqa: ANN401 - see `write`
        """Write a department's reply."""
        content = {
            "position": "agree",
            "number": number,
            "date": "",
            "signer": "",
            "text": "",
            "letter": None,
        }
        return self.write(author, "opinion.recorded", (application, "ecology"), content, **more)

    def revoke(self, target: str, last: str, seq: int) -> Piece:
        """Write the end of a certificate."""
        content = {"last": last, "seq": seq, "reason": "stolen"}
        return self.write(self.organiser, "participant.revoked", (target,), content)


# ------------------------------------------------------------ what must count, worked out the slow way


def connected(pieces: Collection[Piece]) -> dict[str, Piece]:
    """The pieces whose predecessors are all among them, by entry."""
    held: dict[str, Piece] = {piece.entry.id: piece for piece in pieces}
    found: dict[str, Piece] = {}
    for piece in sorted(pieces, key=lambda piece: piece.entry.seq):
        before = held.get(piece.entry.prev or "")
        if piece.entry.prev is None or (
            before is not None
            and before.entry.id in found
            and (before.entry.author, before.entry.seq + 1) == (piece.entry.author, piece.entry.seq)
        ):
            found[piece.entry.id] = piece
    return found


def ended(pieces: Collection[Piece], organiser: str) -> set[str]:
    """The entries that came after the end of their certificates, by the definition in words.

    An entry counts when its number is not higher than that of the last one, and when it is the last one or one of
    those before it; where these are not held, nothing is known against it.
    """
    held: dict[str, Piece] = {piece.entry.id: piece for piece in pieces}
    whole = connected(pieces)
    out: set[str] = set()
    for piece in whole.values():
        if piece.entry.author != organiser or piece.body.kind != "participant.revoked":
            continue
        content, target = piece.body.content, piece.body.key[0]
        place = dict(_before(held, target, content["seq"], content["last"]))
        for other in whole.values():
            entry = other.entry
            if entry.author == target and (
                entry.seq > content["seq"] or place.get(entry.seq, entry.id) != entry.id
            ):
                out.add(entry.id)
    return out


def _before(held: Mapping[str, Piece], author: str, seq: int, last: str) -> Iterator[tuple[int, str]]:
    """Number and name of the last entry that counts and of those before it, as far as it is known."""
    wanted: str | None = last
    while wanted and seq:
        yield seq, wanted
        piece = held.get(wanted)
        if piece is None or (piece.entry.author, piece.entry.seq) != (author, seq):
            return
        wanted, seq = piece.entry.prev, seq - 1
