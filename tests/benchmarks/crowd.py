"""A round as a province has it: many certificates whose feeds are written in memory and sent as one file."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from greendesk.adapters.exchange_file import ZipExchangeFiles
from greendesk.adapters.identity import Identity, unlock_identity
from greendesk.desk import Desk
from greendesk.ledger.entry import Entry, write_body, write_entry
from greendesk.progress import SILENT
from greendesk.use_cases.letters import Content, Letter
from tests.desks import PASSPHRASE, admit, make_desk, make_round
from ui.composition.desk_folder import DeskFolder

MOVES, OPINIONS, ITEMS, EXPERTS = 8, 11, 60, 3
BEGIN = 1_900_000_000_000  # milliseconds; later than anything that the desks themselves write
_Written = tuple[Entry, bytes]


@dataclass(slots=True)
class Feed:
    """One certificate and how far its feed is."""

    identity: Identity
    author: str
    seq: int = 0
    prev: str | None = None


@dataclass(slots=True)
class Crowd:
    """A round with many feeds, and the desk that will receive them."""

    folder: Path
    round: str
    officers: list[Feed]
    experts: list[Feed]
    reader: str  # fingerprint of the receiving desk
    office: Feed  # a secretary
    organiser: Identity
    chain: tuple[bytes, ...]
    clock: Iterator[int] = field(default_factory=lambda: itertools.count(BEGIN))

    def begin_again(self) -> None:
        """Let every feed begin anew, for another desk."""
        for feed in (*self.officers, *self.experts, self.office):
            feed.seq, feed.prev = 0, None

    def write(
        self, feed: Feed, kind: str, key: tuple[str, ...], content: dict[str, Any], old: str = ""
    ) -> _Written:
        """The next entry of a feed."""
        body = write_body(kind, key, (old,) if old else (), content)  # type: ignore[arg-type]
        entry = write_entry(
            round_id=self.round,
            author=feed.author,
            seq=feed.seq + 1,
            prev=feed.prev,
            time=(next(self.clock), 0),
            body=body,
        )
        feed.seq, feed.prev = entry.seq, entry.id
        return entry, body


def make_crowd(folder: Path, officers: int = 10, experts: int = 30) -> Crowd:
    """Make the organiser, the officers and experts, and a desk that has joined and waits for their entries."""
    with_desk = make_desk(folder / "organiser")
    round_id = make_round(with_desk, ("secretary", "leader"))
    reader = _member(folder, with_desk, round_id, "reader", ("keeper",))
    office = _member(folder, with_desk, round_id, "office", ("secretary",))
    feeds = {
        role: [
            _feed(folder / name, _member(folder, with_desk, round_id, name, (role,)))
            for name in (f"{role}{number}" for number in range(many))
        ]
        for role, many in (("county", officers), ("expert", experts))
    }
    with_desk.exchange.send(round_id, folder / "round.gdx", [reader], complete=True)
    chain = with_desk.chain(round_id)
    with_desk.close()
    desk = DeskFolder(folder / "reader").unlock(PASSPHRASE)
    desk.exchange.receive(folder / "round.gdx")
    desk.close()
    return Crowd(
        folder=folder,
        round=round_id,
        officers=feeds["county"],
        experts=feeds["expert"],
        reader=reader,
        office=_feed(folder / "office", office),
        organiser=unlock_identity(folder / "organiser" / "identity.json", PASSPHRASE),
        chain=chain,
    )


def _member(folder: Path, organiser: Desk, round_id: str, name: str, roles: tuple[str, ...]) -> str:
    desk = make_desk(folder / name, name)
    fingerprint = admit(organiser, round_id, desk, roles)
    desk.close()
    return fingerprint


def _feed(folder: Path, author: str) -> Feed:
    return Feed(unlock_identity(folder / "identity.json", PASSPHRASE), author)


def opinions(crowd: Crowd, count: int) -> Iterator[_Written]:
    """Small entries: each application is registered, asked about and moved along its road."""
    for number in itertools.count():
        feed = crowd.officers[number % len(crowd.officers)]
        application = f"{number:032x}"
        yield crowd.write(feed, "application.registered", (application,), _unit(number))
        for department in range(OPINIONS):
            yield crowd.write(
                feed, "opinion.recorded", (application, f"department{department}"), _opinion(number)
            )
        moved = ""
        for move in range(MOVES):
            written = crowd.write(feed, "stage.moved", (application,), _move(move), moved)
            moved = written[0].id
            yield written
        if (number + 1) * (1 + OPINIONS + MOVES) >= count:
            return


def more_opinions(crowd: Crowd, after: int, count: int, mark: int) -> Iterator[_Written]:
    """A few entries more about an application that is there, and one that is not."""
    known = f"{after // (1 + OPINIONS + MOVES) - 1:032x}"
    for number in range(count - 1):
        feed = crowd.officers[number % len(crowd.officers)]
        yield crowd.write(feed, "opinion.recorded", (known, f"other{mark}-{number}"), _opinion(number))
    yield crowd.write(crowd.officers[0], "application.registered", (f"{after + mark:032x}",), _unit(after))


def reviews(crowd: Crowd, count: int) -> Iterator[_Written]:
    """Large entries: each application is reviewed by three experts, sixty items each."""
    for number in range(-(-count // EXPERTS)):
        application = f"{number:032x}"
        yield crowd.write(crowd.office, "application.registered", (application,), _unit(number))
        for which in range(EXPERTS):
            expert = crowd.experts[(number * EXPERTS + which) % len(crowd.experts)]
            key = (application, expert.author)
            yield crowd.write(crowd.office, "expert.assigned", key, {"active": True})
            declared = {"conflict": False, "grounds": [], "note": ""}
            yield crowd.write(expert, "recusal.declared", key, declared)
            yield crowd.write(expert, "review.submitted", key, _review(number))


def post(
    crowd: Crowd,
    path: Path,
    written: Callable[[], Iterator[_Written]],
    knows: dict[str, list[list[Any]]] | None = None,
) -> int:
    """Write the entries into an exchange file for the reader; returns how many. `knows` is what the sender has."""
    ends: dict[str, bytes] = {}
    count = 0
    feeds = {feed.author: feed for feed in (*crowd.officers, *crowd.experts, crowd.office)}

    def entries() -> Iterator[tuple[bytes, bytes | None]]:
        nonlocal count
        last: dict[str, Entry] = {}
        for entry, body in written():
            count += 1
            last[entry.author] = entry
            yield entry.raw, body
        for entry in last.values():
            ends[entry.id] = feeds[entry.author].identity.sign(entry.raw)

    letter = Letter(
        type="exchange",
        round=crowd.round,
        root=crowd.chain[-1],
        sender=crowd.organiser.person,
        chain=crowd.chain,
        made=next(crowd.clock),
        recipients=("reader",),
    )
    content = Content(
        certificates=crowd.chain[:1],
        entries=entries,
        ends=ends,
        bodies=lambda: iter(()),
        have={"tips": knows or {}, "lack": [], "blobs": []},
        attachments=tuple,
        open_attachment=_nothing,
    )
    recipient = unlock_identity(crowd.folder / "reader" / "identity.json", PASSPHRASE).recipient
    ZipExchangeFiles("").write(path, letter, content, crowd.organiser.sign, (recipient,), SILENT)
    return count


def _nothing(sha256: str) -> Any:  # noqa: ANN401 - never called, there are no attachments
    raise KeyError(sha256)


def _unit(number: int) -> dict[str, Any]:
    return {
        "unit": f"青禾第{number}水泥有限公司（示例）",
        "credit_code": "91990000EX0000010X",
        "category": "factory",
        "region": "赤霞市（示例）",
        "industry": "水泥",
        "third_party": "",
        "address": "",
        "contact": "",
        "telephone": "",
        "remark": "",
    }


def _opinion(number: int) -> dict[str, Any]:
    return {
        "position": "agree",
        "number": f"示环函〔2026〕{number}号",
        "date": "2026-05-01",
        "signer": "示例局",
        "text": "经核查，近三年无环境违法记录，同意推荐。",
        "letter": None,
        "heads": {},
    }


def _move(number: int) -> dict[str, Any]:
    return {
        "move": "advance",
        "from_stage": f"stage{number}",
        "to_stage": f"stage{number + 1}",
        "date": "2026-05-01",
        "reason": "",
        "overrides": [],
    }


def _review(number: int) -> dict[str, Any]:
    findings = [
        {
            "item": f"{item // 10 + 1}.{item % 10 + 1}",
            "applicable": True,
            "verdict": "conforms" if item < 20 else None,
            "declared": "0.82",
            "verified": "0.79",
            "points": "1.5" if item >= 20 else None,
            "reason": "由0.82修改为0.79，理由是能源统计表与申报书不一致",
            "comment": "",
            "pins": [
                {
                    "file": 3,
                    "file_name": "自评价报告.pdf",
                    "page": item + 1,
                    "x": "0.12",
                    "y": "0.34",
                    "width": "0.5",
                    "height": "0.02",
                }
            ],
        }
        for item in range(ITEMS)
    ]
    return {
        "checklist": "sample",
        "checklist_digest": "0" * 64,
        "package": "0" * 64,
        "findings": findings,
        "total": f"{60 + number % 40}",
        "max_total": "100",
        "gates_passed": True,
        "recommendation": "recommend",
        "comment": "材料较完整，建议推荐。",
    }
