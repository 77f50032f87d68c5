"""Desks that hold the same entries show the same state, whatever came first, twice or in which pieces."""

import itertools
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.database import Database
from greendesk.adapters.identity import unlock_identity
from greendesk.ledger.entry import read_body, sha256
from greendesk.ledger.fold import Arrival, keep, open_body, settle
from greendesk.use_cases.opinions import Opinion
from tests.conftest import SERVER
from tests.db.postgres import Server
from tests.desks import PASSPHRASE, admit, an_application, carry, conclude, make_round, open_desks, score_all
from tests.faults.share import share
from tests.feeds import Feeds, Piece, connected, ended

KEY = bytes(range(32))
DESK = "d" * 64
EXAMPLES = share(500, 15)
NUMBERS = itertools.count(1)
SERVERS: list[Server] = []  # where the stores of the present test are; in files when there is none
ELSEWHERE = "e" * 64  # the name of an entry that never comes


@dataclass(frozen=True)
class Story:
    """Every entry of a round in which three people worked at once, and an empty database to copy."""

    round_id: str
    root: bytes
    certificates: tuple[bytes, ...]
    pieces: tuple[Piece, ...]
    empty: Path

    def feed(self, author: str) -> list[Piece]:
        return [piece for piece in self.pieces if piece.entry.author == author]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("union") / "empty.db"
    Database(path, KEY, DESK).close()
    return path


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, empty: Path) -> Story:
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
        for desk, part in ((one, "0.5"), (two, "0.9")):
            score_all(desk, round_id, application, part)
            desk.reviews.submit(round_id, application)
            carry(desk, secretary, round_id)
        secretary.members.change_roles(round_id, experts[0], ("expert",))
        conclude(secretary, round_id, application)
        folders = [desk.folder for desk in (secretary, one, two)]
        for desk in (secretary, one, two):
            desk.save_database_copy(desk.folder / "copy.db")
    pieces: dict[str, Piece] = {}
    certificates: tuple[bytes, ...] = ()
    root = b""
    for path in folders:
        identity = unlock_identity(path / "identity.json", PASSPHRASE)
        database = Database(path / "copy.db", identity.database_key, sha256(identity.public_key))
        root = database.root(round_id) or b""
        with database.work(round_id) as work:
            certificates = max(certificates, work.ledger.certificates(), key=len)
            for entry, signature, body in work.ledger.everything():
                pieces.setdefault(entry.id, Piece(entry, signature or b"", body))
        database.close()
    return Story(round_id, root, certificates, tuple(pieces.values()), empty)


def take(database: Database, story: Story, pieces: Iterable[Piece]) -> None:
    """Take pieces in as they come, in one transaction."""
    with database.work(story.round_id) as work:
        for piece in pieces:
            entry, raw = piece.entry, piece.raw
            held = work.ledger.held((entry.id,))
            if not held:
                body = read_body(entry, raw) if raw is not None else None
                keep(work.ledger, Arrival(entry, piece.signature, raw, body))
            elif raw is not None and not held[entry.id]:
                open_body(work.ledger, entry, raw)
        settle(work.ledger)
        work.commit()


@pytest.fixture(autouse=True)
def _where(engine: str, request: pytest.FixtureRequest) -> Iterator[None]:
    if engine == SERVER:
        SERVERS.append(request.getfixturevalue("server"))
    yield
    SERVERS.clear()


def empty_place(story: Story, name: str) -> Path | str:
    if SERVERS:
        return SERVERS[0].blank()
    path = (
        story.empty.parent / f"{next(NUMBERS)}-{name}"
    )  # a name once used may still have a write-ahead log beside it
    shutil.copy(story.empty, path)
    return path


def begin(story: Story, name: str) -> Database:
    database = Database(empty_place(story, name), KEY, DESK)
    with database.work(story.round_id) as work:
        database.add_round(work, story.root, 0)
        for certificate in story.certificates:
            work.ledger.add_certificate(certificate)
        work.commit()
    return database


def taken(story: Story, pieces: Iterable[Piece]) -> Database:
    """A database into which the pieces came together."""
    database = begin(story, "whole.db")
    take(database, story, pieces)
    return database


def reasons(database: Database, story: Story) -> dict[str, str]:
    """Why each entry that does not count does not."""
    with database.work(story.round_id) as work:
        return {entry.id: reason for entry, _, _, reason in work.ledger.standings()}


def play(story: Story, data: st.DataObject, pieces: Sequence[Piece]) -> Database:
    """Take the pieces in in any order, in any portions, some twice, some without their bodies at first."""
    bare = data.draw(st.lists(st.sampled_from(pieces), max_size=4, unique=True), label="bodies come later")
    events = [*pieces, *(piece.bare() for piece in bare)]
    order = data.draw(st.permutations(range(len(events))), label="order")
    portions = []
    while order:
        size = data.draw(st.integers(1, len(order)), label="portion")
        portions += [order[:size]] * (2 if data.draw(st.booleans(), label="twice") else 1)
        order = order[size:]
    database = begin(story, "other.db")
    for portion in portions:
        take(database, story, [events[number] for number in portion])
    return database


def assert_same(one: Database, other: Database, story: Story) -> None:
    """Both show the same, and so do their tables when they are made anew."""
    expected = other.dump_derived(story.round_id)
    assert one.dump_derived(story.round_id) == expected
    for database in (one, other):
        database.rebuild(story.round_id)
        assert database.dump_derived(story.round_id) == expected
        database.close()


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_order_gives_the_same_tables(story: Story, data: st.DataObject) -> None:
    assert_same(play(story, data, story.pieces), taken(story, story.pieces), story)


def test_replies_that_did_not_know_each_other_are_a_conflict(story: Story) -> None:
    database = taken(story, story.pieces)
    with database.work(story.round_id) as work:
        conflicts = work.ledger.conflicts()
        assert [group[0].kind for group in conflicts] == ["opinion.recorded"]
        assert {head.content["number"] for head in conflicts[0]} == {"第 0 号", "第 1 号"}
        assert list(conflicts[0]) == sorted(
            conflicts[0], key=lambda head: (head.time, head.entry), reverse=True
        )
    database.close()


def test_a_missing_stretch_is_named(story: Story) -> None:
    authors = {piece.entry.author for piece in story.pieces}
    feed = max((story.feed(author) for author in authors), key=len)
    author = feed[0].entry.author
    database = taken(story, [piece for piece in feed if piece.entry.seq not in (3, 4)])
    with database.work(story.round_id) as work:
        assert work.ledger.gaps() == ((author, 3, 4),)
        assert work.ledger.feed_end(author)[0] == 2
    database.close()


def test_bodies_are_what_their_envelopes_name(story: Story) -> None:
    for piece in story.pieces:
        if piece.raw is not None:
            assert json.loads(piece.raw)["kind"] == piece.body.kind


# ------------------------------------------------------------ two branches of a feed


def a_round(empty: Path) -> tuple[Feeds, str, str]:
    """A round with a county desk and a second one, which have registered a unit each."""
    feeds = Feeds()
    one, two = feeds.admit("周明远（示例）", ("county",)), feeds.admit("沈若谷（示例）", ("county",))
    feeds.register(one, "a1")
    feeds.register(two, "a2")
    return feeds, one, two


def told(feeds: Feeds, empty: Path) -> Story:
    return Story(feeds.round_id, feeds.root, tuple(feeds.certificates.values()), tuple(feeds.written), empty)


def test_both_branches_of_a_fork_count_and_the_fork_is_told(empty: Path) -> None:
    feeds, one, _ = a_round(empty)
    shared = feeds.reply(one, "a1", "1")
    left = feeds.reply(one, "a1", "2", after=shared, replaces=[shared])
    right = feeds.reply(one, "a1", "3", after=shared, replaces=[shared])
    last = feeds.reply(one, "a2", "4", after=right)
    story = told(feeds, empty)
    database = taken(story, story.pieces)
    with database.work(story.round_id) as work:
        ledger = work.ledger
        assert [[tip.head for tip in tips] for tips in ledger.forks()] == [[last.entry.id, left.entry.id]]
        assert ledger.shared(ledger.forks()[0]) == shared.entry.seq
        assert {head.entry for head in ledger.heads("opinion.recorded", ("a1", "ecology"))} == {
            left.entry.id,
            right.entry.id,
        }
        assert len(ledger.conflicts()) == 1
        assert ledger.gaps() == ()
        assert list(ledger.standings()) == []
    database.close()


def test_a_restored_copy_that_has_not_gone_on_is_no_fork(empty: Path) -> None:
    feeds, one, _ = a_round(empty)
    feeds.reply(one, "a1", "1")
    story = told(feeds, empty)
    database = taken(story, story.pieces)
    take(database, story, story.feed(one)[:1])
    with database.work(story.round_id) as work:
        assert work.ledger.forks() == ()
    database.close()


# ------------------------------------------------------------ certificates that end


@st.composite
def tangles(draw: st.DrawFn) -> Feeds:
    """Feeds that branch anywhere, and certificates that end anywhere, or somewhere that nobody holds."""
    feeds, one, two = a_round(Path())
    for number in range(draw(st.integers(1, 9))):
        author = draw(st.sampled_from((one, one, two)))
        after = draw(st.sampled_from(feeds.of(author)))
        if draw(st.booleans()):
            after = feeds.of(author)[-1]
        application = draw(st.sampled_from(("a1", "a2", "a3")))
        if draw(st.booleans()):
            feeds.register(author, application, after=after)
        else:
            feeds.reply(author, application, str(number), after=after)
    for _ in range(draw(st.integers(1, 3))):
        target = draw(st.sampled_from((one, one, two)))
        piece = draw(st.sampled_from(feeds.of(target)))
        place = draw(
            st.sampled_from(
                [(piece.entry.id, piece.entry.seq)] * 6
                + [("", 0), (ELSEWHERE, piece.entry.seq), (feeds.written[0].entry.id, piece.entry.seq)]
                + [(piece.entry.id, piece.entry.seq + 1)]
            )
        )
        feeds.revoke(target, *place)
    if draw(st.booleans()):
        feeds.reply(two, "a1", "after", after=feeds.of(two)[-1])
    return feeds


@settings(max_examples=EXAMPLES * 2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), feeds=tangles())
def test_certificates_end_at_the_same_place_in_every_order(
    empty: Path, data: st.DataObject, feeds: Feeds
) -> None:
    story = told(feeds, empty)
    lost = data.draw(st.lists(st.sampled_from(feeds.written[5:]), max_size=3, unique=True), label="lost")
    pieces = [piece for piece in story.pieces if piece not in lost]
    played = play(story, data, pieces)
    reference = taken(story, pieces)
    found = reasons(reference, story)
    assert {entry for entry, reason in found.items() if reason == "revoked"} == ended(pieces, feeds.organiser)
    assert {entry for entry, reason in found.items() if reason == "order"} == {
        piece.entry.id for piece in pieces
    } - set(connected(pieces))
    assert_same(played, reference, story)


def revoked_in_every_order(empty: Path, feeds: Feeds) -> set[str]:
    """What a revocation ends, the same whether it came first or last."""
    story = told(feeds, empty)
    pieces = list(story.pieces)
    found = []
    for order in (
        pieces,
        pieces[::-1],
        sorted(pieces, key=lambda one: one.body.kind != "participant.revoked"),
    ):
        database = begin(story, "order.db")
        for piece in order:
            take(database, story, [piece])
        found.append(reasons(database, story))
        database.close()
    assert found[0] == found[1] == found[2]
    assert set(found[0].values()) <= {"revoked"}
    return set(found[0])


def names(*pieces: Piece) -> set[str]:
    return {piece.entry.id for piece in pieces}


def test_a_certificate_may_end_at_its_last_entry_in_the_middle_or_before_the_first(empty: Path) -> None:
    for seq, lost in ((3, 0), (2, 1), (1, 2), (0, 3)):
        feeds, one, _ = a_round(empty)
        own = [*feeds.of(one), feeds.reply(one, "a2", "1"), feeds.reply(one, "a2", "2")]
        feeds.revoke(one, own[seq - 1].entry.id if seq else "", seq)
        assert revoked_in_every_order(empty, feeds) == names(*own[3 - lost :])


def test_a_certificate_that_ends_on_one_branch_ends_the_other(empty: Path) -> None:
    feeds, one, _ = a_round(empty)
    shared = feeds.reply(one, "a2", "1")
    left = feeds.reply(one, "a2", "2", after=shared)
    right = feeds.reply(one, "a2", "3", after=shared)
    feeds.reply(one, "a1", "4", after=right)
    later = feeds.of(one)[-1]
    feeds.revoke(one, left.entry.id, left.entry.seq)
    assert revoked_in_every_order(empty, feeds) == names(right, later)


def test_the_stricter_of_two_ends_counts(empty: Path) -> None:
    feeds, one, _ = a_round(empty)
    first, second = feeds.reply(one, "a2", "1"), feeds.reply(one, "a2", "2")
    feeds.revoke(one, second.entry.id, second.entry.seq)
    feeds.revoke(one, first.entry.id, first.entry.seq)
    assert revoked_in_every_order(empty, feeds) == names(second)


def test_an_end_that_nobody_holds_yet_ends_what_has_a_higher_number(empty: Path) -> None:
    feeds, one, _ = a_round(empty)
    first, second = feeds.reply(one, "a2", "1"), feeds.reply(one, "a2", "2")
    third = feeds.reply(one, "a2", "3")
    feeds.revoke(one, ELSEWHERE, second.entry.seq)
    assert revoked_in_every_order(empty, feeds) == names(second, third)
    assert first.entry.id not in names(second, third)


# ------------------------------------------------------------ feeds that are none


def test_an_entry_that_claims_a_wrong_predecessor_never_counts(empty: Path) -> None:
    feeds, one, two = a_round(empty)
    stranger = feeds.reply(one, "a1", "1", after=feeds.of(two)[-1])
    jump = feeds.reply(one, "a1", "2", after=feeds.of(one)[0], seq=9)
    child = feeds.reply(one, "a1", "3", after=jump)
    story = told(feeds, empty)
    wrong = names(stranger, jump, child)
    for order in [*itertools.permutations(story.pieces[-5:])][::5]:
        database = taken(story, story.pieces[:-5])
        for piece in order:
            take(database, story, [piece])
        found = reasons(database, story)
        assert found == dict.fromkeys(wrong, "feed")
        with database.work(story.round_id) as work:
            assert work.ledger.forks() == work.ledger.gaps() == ()
            assert wrong.isdisjoint(entry.id for entry, _, _ in work.ledger.entries({one: 0, two: 0}))
        before = database.dump_derived(story.round_id)
        database.rebuild(story.round_id)
        assert database.dump_derived(story.round_id) == before
        database.close()
