"""Entries whose keys no index could hold, or that hold signs which no server keeps, are refused on every engine."""

from pathlib import Path

import pytest

from db.database import Database
from greendesk.ledger.fold import LONGEST_NAME, Arrival, keep, settle
from tests.feeds import REGISTERED, Feeds


@pytest.mark.parametrize(
    ("kind", "key", "content", "reason"),
    [
        ("application.registered", ("x" * (LONGEST_NAME + 1),), REGISTERED, "key"),
        ("application.registered", ("a\0b",), REGISTERED, "key"),
        ("application.registered", ("",), REGISTERED, "key"),
        ("application.registered", ("a", "b"), REGISTERED, "key"),
        ("application.registered", ("a",), {**REGISTERED, "mo\0re": 1}, "schema:more"),
        ("application.registered", ("申报" * 100,), REGISTERED, ""),
    ],
)
def test_a_key_is_a_short_name(
    tmp_path: Path, kind: str, key: tuple[str, ...], content: dict[str, object], reason: str
) -> None:
    feeds = Feeds()
    county = feeds.admit("贺兰（示例）", ("county",))
    piece = feeds.write(county, kind, key, content)
    database = Database(tmp_path / "desk.db", b"k" * 32, "d" * 64)
    with database.work(feeds.round_id) as work:
        database.add_round(work, feeds.root, 0)
        for certificate in feeds.certificates.values():
            work.ledger.add_certificate(certificate)
        for one in feeds.written:
            keep(work.ledger, Arrival(one.entry, one.signature, one.raw, one.body))
        settle(work.ledger)
        work.commit()
    with database.work(feeds.round_id) as work:
        told = work.ledger.standing((piece.entry.id,))
    database.close()
    assert told.get(piece.entry.id, ("applied", "")) == (("refused", reason) if reason else ("applied", ""))
