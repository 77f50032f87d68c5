"""Desks that hold the same entries show the same state, whatever came first, twice or in which pieces."""

import itertools
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.database import Database
from greendesk.adapters.identity import unlock_identity
from greendesk.ledger.entry import Entry, read_body
from greendesk.ledger.fold import settle
from greendesk.use_cases.opinions import Opinion
from tests.desks import PASSPHRASE, admit, an_application, carry, conclude, make_round, open_desks, score_all

KEY = bytes(range(32))
EXAMPLES = 40
NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Story:
    """Every entry of a round in which three people worked at once, and an empty database to copy."""

    round_id: str
    root: bytes
    certificates: tuple[bytes, ...]
    feeds: tuple[tuple[tuple[Entry, bytes | None, bytes | None], ...], ...]
    empty: Path
    folder: Path


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("story")
    with open_desks(folder, ("林岚", "周明远", "沈若谷")) as (secretary, one, two):
        round_id = make_round(secretary)
        experts = [admit(secretary, round_id, desk, ("expert", "county")) for desk in (one, two)]
        application = an_application(secretary, round_id, folder / "package")
        for expert in experts:
            secretary.reviews.assign(round_id, application, expert)
        for desk in (one, two):
            carry(secretary, desk, round_id)
        for number, desk in enumerate((secretary, one, two)):  # three replies, none of which knew the others
            code = desk.opinions.departments(round_id)[0][0]
            desk.opinions.record(
                round_id,
                Opinion(
                    application=application, department=code, position="agree", number=f"第 {number % 2} 号"
                ),
            )
        for desk, share in ((one, "0.5"), (two, "0.9")):
            score_all(desk, round_id, application, share)
            desk.reviews.submit(round_id, application)
            carry(desk, secretary, round_id)
        secretary.members.change_roles(round_id, experts[0], ("expert",))
        conclude(secretary, round_id, application)
        folders = [desk.folder for desk in (secretary, one, two)]
    feeds: dict[str, dict[int, tuple[Entry, bytes | None, bytes | None]]] = {}
    certificates: tuple[bytes, ...] = ()
    for path in folders:
        database = Database(
            path / "desk.db", unlock_identity(path / "identity.json", PASSPHRASE).database_key
        )
        root = database.root(round_id) or b""
        with database.work(round_id) as work:
            certificates = max(certificates, work.ledger.certificates(), key=len)
            for entry, signature, body in work.ledger.entries({}):
                feeds.setdefault(entry.author, {}).setdefault(entry.seq, (entry, signature, body))
        database.close()
    Database(folder / "empty.db", KEY).close()
    whole = tuple(tuple(feed[seq] for seq in sorted(feed)) for _, feed in sorted(feeds.items()))
    return Story(round_id, root, certificates, whole, folder / "empty.db", folder)


def take(database: Database, story: Story, pieces: list[tuple[Entry, bytes | None, bytes | None]]) -> None:
    with database.work(story.round_id) as work:
        for entry, signature, body in pieces:
            if not work.ledger.has_entry(entry.id):
                work.ledger.add_entry(entry, signature, body)
        settle(work.ledger)
        work.commit()


def begin(story: Story, name: str) -> Database:
    path = (
        story.folder / f"{next(NUMBERS)}-{name}"
    )  # a name once used may still have a write-ahead log beside it
    shutil.copy(story.empty, path)
    database = Database(path, KEY)
    with database.work(story.round_id) as work:
        database.add_round(work, story.root, 0)
        for certificate in story.certificates:
            work.ledger.add_certificate(certificate)
        work.commit()
    return database


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_order_gives_the_same_tables(story: Story, data: st.DataObject) -> None:
    everything = [piece for feed in story.feeds for piece in feed]
    reference = begin(story, "reference.db")
    take(reference, story, everything)
    other = begin(story, "other.db")
    order = data.draw(st.permutations(everything))
    while order:
        size = data.draw(st.integers(1, len(order)))
        take(other, story, order[:size])
        twice = data.draw(st.booleans())
        if twice:
            take(other, story, order[:size])
        order = order[size:]
    assert other.dump_derived(story.round_id) == reference.dump_derived(story.round_id)
    other.rebuild(story.round_id)
    assert other.dump_derived(story.round_id) == reference.dump_derived(story.round_id)
    for database in (reference, other):
        database.close()


def test_replies_that_did_not_know_each_other_are_a_conflict(story: Story) -> None:
    database = begin(story, "conflict.db")
    take(database, story, [piece for feed in story.feeds for piece in feed])
    with database.work(story.round_id) as work:
        conflicts = work.ledger.conflicts()
        assert [group[0].kind for group in conflicts] == ["opinion.recorded"]
        assert {head.content["number"] for head in conflicts[0]} == {"第 0 号", "第 1 号"}
        assert list(conflicts[0]) == sorted(
            conflicts[0], key=lambda head: (head.time, head.entry), reverse=True
        )
    database.close()


def test_a_missing_stretch_is_named(story: Story) -> None:
    database = begin(story, "gap.db")
    feed = max(story.feeds, key=len)
    take(database, story, [piece for piece in feed if piece[0].seq not in (3, 4)])
    with database.work(story.round_id) as work:
        assert work.ledger.gaps() == ((feed[0][0].author, 3, 4),)
        applied = work.ledger.feed_end(feed[0][0].author)[0]
        assert applied == 2
    database.close()


def test_bodies_are_what_their_envelopes_name(story: Story) -> None:
    for feed in story.feeds:
        for entry, _, body in feed:
            if body is not None:
                assert json.loads(body)["kind"] == read_body(entry, body).kind
