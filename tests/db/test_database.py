"""The store on both engines: migrations, newer versions, append-only entries, rebuilds, drafts, peers and copies."""

from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import DatabaseError

from db import tables
from db.database import Database
from db.dialect import copy_file, lock_round, without_field
from db.engine import open_engine
from db.faults import DatabaseDamaged, DatabaseTooNew
from db.ledger.store import SqlLedger
from greendesk.adapters.identity import unlock_identity
from greendesk.ledger.entry import sha256
from greendesk.ledger.fold import refold
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, an_application, make_round

KEY = bytes(range(32))
DESK, OTHER = "d" * 64, "e" * 64
ROOT = b"the root certificate of an invented round"
ROUND = sha256(ROOT)
NewPlace = Callable[[], Path | str]


@pytest.fixture
def place(new_place: NewPlace) -> Path | str:
    """A store with the tables of this version, on each engine in turn."""
    made = new_place()
    Database(made, KEY, DESK).close()
    return made


@pytest.fixture
def opened(place: Path | str):
    """An engine over that store, past the class that others see."""
    engine = open_engine(place, KEY)
    yield engine
    engine.dispose()


def with_round(database: Database, root_key: bytes | None = None) -> None:
    with database.work(ROUND) as work:
        database.add_round(work, ROOT, 1)
        database.set_membership(work, ROUND, b"certificate", root_key)
        work.commit()


def test_migrations_end_at_the_tables(opened: Engine) -> None:
    with opened.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []


def test_another_key_opens_nothing_and_the_file_is_not_readable(tmp_path: Path) -> None:
    Database(tmp_path / "desk.db", KEY, DESK).close()
    assert not (tmp_path / "desk.db").read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(DatabaseDamaged):
        Database(tmp_path / "desk.db", bytes(32), DESK)


def test_a_database_from_a_newer_version_is_left_as_it_is(place: Path | str, opened: Engine) -> None:
    with opened.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    opened.dispose()
    before = place.read_bytes() if isinstance(place, Path) else b""
    with pytest.raises(DatabaseTooNew):
        Database(place, KEY, DESK)
    assert (place.read_bytes() if isinstance(place, Path) else b"") == before


def test_entries_are_only_ever_added(opened: Engine) -> None:
    entry = {"id": "1" * 64, "round": ROUND, "author": "a" * 64, "seq": 1, "raw": b"bytes"}
    with opened.begin() as connection:
        connection.execute(insert(tables.rounds).values(id=ROUND, root=ROOT, added=1))
        connection.execute(insert(tables.entries).values(entry))
    attacks = ["DELETE FROM entry", "UPDATE entry SET raw = author", "UPDATE entry SET seq = 99"]
    copied = "INTO entry SELECT id, round, author, 99, raw, signature, body FROM entry"
    if opened.dialect.name == "sqlite":
        attacks.append(f"INSERT OR REPLACE {copied}")
    else:
        attacks.append(f"INSERT {copied} ON CONFLICT (id) DO UPDATE SET seq = 99")
        attacks.append("TRUNCATE entry")
    for attack in attacks:
        with opened.connect() as connection, pytest.raises(DatabaseError):
            connection.execute(text(attack))
    with opened.begin() as connection:
        connection.execute(text("UPDATE entry SET body = raw"))  # a sealed body may open later
        assert connection.execute(select(tables.entries.c.seq)).scalar() == 1


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"], indirect=True)
def test_a_rebuild_gives_the_same_tables(new_desk: NewDesk, tmp_path: Path, engine: str) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    an_application(desk, round_id, tmp_path / "package")
    desk.save_database_copy(tmp_path / "copy.db")
    folder = desk.folder
    desk.close()
    identity = unlock_identity(folder / "identity.json", PASSPHRASE)
    database = Database(tmp_path / "copy.db", identity.database_key, sha256(identity.public_key))
    assert database.rounds() == (round_id,)
    before = database.dump_derived(round_id)
    assert len(before) > 3
    database.rebuild(round_id)
    assert database.dump_derived(round_id) == before
    assert database.check() == ()
    membership = database.membership(round_id)
    assert membership is not None
    assert membership.root_key is not None
    database.close()
    (folder / "desk.db").unlink(missing_ok=True)
    database.close()


def test_a_copy_holds_the_same_and_only_this_desk_s_secrets(place: Path | str, tmp_path: Path) -> None:
    database, other = Database(place, KEY, DESK), None
    with_round(database, b"root key")
    database.drafts.put("draft", {"points": "3.5"}, "points", 1)
    database.drafts.put("draft", {"points": "4"}, "points", 2)
    if isinstance(place, str):
        other = Database(place, bytes(32), OTHER)
        with_round(other)
        other.drafts.put("draft", {"points": "1"}, "points", 1)
    database.save_copy(tmp_path / "copy.db")
    database.close()
    copy = Database(tmp_path / "copy.db", KEY, DESK)
    assert copy.check() == ()
    draft = copy.drafts.undo("draft", 3)
    assert draft is not None
    assert (draft.content, draft.redo) == ({"points": "3.5"}, 1)
    found = copy.membership(ROUND)
    assert found is not None
    assert (found.certificate, found.root, found.root_key) == (b"certificate", ROOT, b"root key")
    copy.close()
    engine = open_engine(tmp_path / "copy.db", KEY)
    with engine.connect() as connection:
        for table in (tables.memberships, tables.drafts, tables.draft_steps):
            assert set(connection.execute(select(table.c.desk)).scalars()) == {DESK}
    engine.dispose()
    if other is not None:
        other.close()


def test_the_root_s_key_and_drafts_are_sealed(place: Path | str, opened: Engine) -> None:
    database = Database(place, KEY, DESK)
    with_round(database, b"the key of the root")
    database.drafts.put("score", {"reason": "not enough steel"}, "a label", 1)
    with opened.connect() as connection:
        kept = [connection.execute(select(tables.memberships.c.root_key)).scalar_one()]
        kept += connection.execute(select(tables.draft_steps.c.sealed)).scalars()
    for sealed in kept:
        assert not any(word in sealed for word in (b"the key", b"steel", b"label"))
    with_round(database)  # a later certificate keeps the key
    found = database.membership(ROUND)
    assert found is not None
    assert found.root_key == b"the key of the root"
    with opened.begin() as connection:  # moved to another place, it does not open
        connection.execute(text("UPDATE draft_step SET number = 1"))
        connection.execute(text("UPDATE draft SET position = 1"))
    with pytest.raises(DatabaseDamaged):
        database.drafts.get("score")
    database.close()


def test_a_damaged_file_is_let_go(tmp_path: Path) -> None:
    place = tmp_path / "desk.db"
    Database(place, KEY, DESK).close()
    data = bytearray(place.read_bytes())
    data[500] ^= 1  # in the first page: nothing opens
    place.write_bytes(data)
    with pytest.raises(DatabaseDamaged) as told:
        Database(place, KEY, DESK)
    assert str(place) not in {file.path for file in psutil.Process().open_files()}, told


def test_desks_in_one_store_have_their_own_places_and_drafts(place: Path | str) -> None:
    one, two = Database(place, KEY, DESK), Database(place, KEY, OTHER)
    with_round(one, b"root key")
    assert two.rounds() == ()
    assert two.root(ROUND) is None
    assert two.membership(ROUND) is None
    with_round(two)
    assert one.rounds() == two.rounds() == (ROUND,)
    place_of_two = two.membership(ROUND)
    assert place_of_two is not None
    assert place_of_two.root_key is None
    one.drafts.put("same", {"n": 1}, "", 1)
    assert two.drafts.get("same") is None
    two.drafts.put("same", {"n": 2}, "", 1)
    one.drafts.drop("same")
    found = two.drafts.get("same")
    assert found is not None
    assert found.content == {"n": 2}
    with two.work(ROUND) as work:
        work.forget_draft("same")
        work.commit()
    assert two.drafts.get("same") is None
    for database in (one, two):
        database.close()


def test_an_older_letter_never_takes_a_newer_one_back(place: Path | str) -> None:
    database = Database(place, KEY, DESK)
    with_round(database)
    author = "a" * 64
    for made, have in ((20, {"a": 5}), (10, {"a": 3}), (30, {"a": 9}), (29, {"a": 8})):
        with database.work(ROUND) as work:
            database.set_peer(work, ROUND, author, have, made)
            work.commit()
    assert database.peer(ROUND, author) == {"a": 9}
    assert database.peer(ROUND, "b" * 64) == {}
    database.close()


def test_what_is_lacking_is_struck_when_it_comes(place: Path | str) -> None:
    database = Database(place, KEY, DESK)
    with_round(database)
    one, two, three = ("1" * 64, "2" * 64, "3" * 64)
    with database.work(ROUND) as work:
        database.note_lacking(work, ROUND, [one, two, one], [])
        database.note_lacking(work, ROUND, [two, three], [one, "4" * 64])
        assert database.lacking(work, ROUND) == {two, three}
        work.commit()
    with database.work(ROUND) as work:
        database.note_lacking(work, ROUND, [], [])
        assert database.lacking(work, ROUND) == {two, three}
        assert database.lacking(work, "f" * 64) == frozenset()
    database.close()


def test_text_sorts_by_code_point_and_holds_every_sign(place: Path | str, opened: Engine) -> None:
    Database(place, KEY, DESK).close()
    keys = ["Z", "a", "B", "b", "Ä", "中", "一", "😀", "-", "_", '["x"]']
    with opened.begin() as connection:
        connection.execute(insert(tables.rounds).values(id=ROUND, root=ROOT, added=1))
        rows = [{"round": ROUND, "kind": "some.kind", "key": key} for key in [*keys, "nul \0"]]
        connection.execute(insert(tables.crowded), rows)
        ordered = list(
            connection.execute(select(tables.crowded.c.key).order_by(tables.crowded.c.key)).scalars()
        )
        seen = [key for key in ordered if not key.startswith("nul")]
    assert seen == sorted(keys)
    assert len(ordered) == len(keys) + 1


def test_a_field_can_be_left_unread(opened: Engine) -> None:
    table = tables.registers
    contents = (
        '{"a": "1.50", "long": "text", "n": {"long": 1}}',
        '{"a": "\\u0000", "long": 2}',
        '{"a": [1]}',
    )
    with opened.begin() as connection:
        connection.execute(insert(tables.rounds).values(id=ROUND, root=ROOT, added=1))
        for number, content in enumerate(contents):
            row = {"entry": str(number) * 64, "round": ROUND, "kind": "k", "key": "[]"}
            row |= {"author": "a" * 64, "ms": 1, "counter": 0, "content": content}
            connection.execute(insert(table).values(row))
        query = select(without_field(connection, table.c.content, "long")).order_by(table.c.entry)
        one, two, three = connection.execute(query).scalars()
    assert '"1.50"' in one
    assert one.count("long") == 1
    assert "\\u0000" in two
    assert three.replace(" ", "") == '{"a":[1]}'


def test_a_transaction_reads_one_state_and_after_the_lock_the_newest(place: Path | str) -> None:
    if isinstance(place, Path):
        pytest.skip("a file has one writer and is one desk's")
    one, two = Database(place, KEY, DESK), Database(place, bytes(32), OTHER)
    with_round(one)
    with one.work(ROUND) as work:
        assert one.lacking(work, ROUND) == frozenset()
        with two.work(ROUND) as other:
            two.note_lacking(other, ROUND, ["1" * 64], [])
            other.commit()
        assert one.lacking(work, ROUND) == frozenset()
        assert lock_round(work.connection, ROUND)
        assert not lock_round(work.connection, ROUND)
        assert one.lacking(work, ROUND) == {"1" * 64}
    with one.work(ROUND) as work:
        work.connection.execute(text("DELETE FROM lacking"))
        with pytest.raises(RuntimeError):  # a change that came before the lock was built on old readings
            lock_round(work.connection, ROUND)
    for database in (one, two):
        database.close()


def test_the_engine_s_own_check_names_what_is_out_of_force(place: Path | str, opened: Engine) -> None:
    database = Database(place, KEY, DESK)
    assert database.check() == ()
    with opened.connect() as connection:
        assert copy_file(connection, str(Path("/nowhere") / "x")) is False if isinstance(place, str) else True
    if isinstance(place, str):
        with opened.begin() as connection:
            connection.execute(text("ALTER TABLE entry DISABLE TRIGGER entry_no_delete"))
        assert database.check() == ("trigger entry_no_delete",)
    else:
        engine = open_engine(place, KEY, foreign_keys=False)
        with engine.begin() as connection:
            connection.execute(insert(tables.lacking).values(round="f" * 64, sha256="1" * 64))
        engine.dispose()
        assert len(database.check()) == 1
    database.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["put", "undo", "redo", "drop"]), max_size=25))
def test_drafts_undo_like_a_list_with_a_cursor(drafts_of: Database, steps: list[str]) -> None:
    database = drafts_of
    database.drafts.drop("draft")
    history: list[int] = []
    place = -1
    for number, step in enumerate(steps):
        if step == "put":
            history = [*history[: place + 1], number]
            place += 1
            database.drafts.put("draft", {"n": number}, "change", number)
        elif step == "undo":
            place -= place > 0
            database.drafts.undo("draft", number)
        elif step == "redo":
            place += place < len(history) - 1
            database.drafts.redo("draft", number)
        else:
            history, place = [], -1
            database.drafts.drop("draft")
        found = database.drafts.get("draft")
        if place < 0:
            assert found is None
        else:
            assert found is not None
            assert (found.content["n"], found.undo, found.redo) == (
                history[place],
                place,
                len(history) - 1 - place,
            )


@pytest.fixture
def drafts_of(place: Path | str):
    """A database that all examples of one test share."""
    database = Database(place, KEY, DESK)
    yield database
    database.close()


def test_a_round_is_folded_anew_under_its_lock(place: Path | str) -> None:
    database = Database(place, KEY, DESK)
    with_round(database)
    with database.work(ROUND) as work:
        refold(work.ledger)
        work.commit()
    assert database.dump_derived(ROUND) == ()
    database.close()


def test_conflicts_are_found_without_reading_every_record(tmp_path: Path) -> None:
    many, steps = 5_000, []

    def step() -> int:
        steps.append(10)
        return 0

    Database(tmp_path / "desk.db", KEY, DESK).close()
    engine = open_engine(tmp_path / "desk.db", KEY)
    same = {"round": ROUND, "kind": "score", "author": "a" * 64, "ms": 1, "counter": 0, "content": "{}"}
    rows = [{**same, "entry": f"{number:064}", "key": f'["{number}"]'} for number in range(many)]
    other = {**rows[7], "entry": "f" * 64, "content": '{"a": 1}'}
    with engine.begin() as connection:
        connection.execute(insert(tables.rounds).values(id=ROUND, root=ROOT, added=1))
        connection.execute(insert(tables.registers), [*rows, other])
        connection.execute(insert(tables.crowded).values(round=ROUND, kind="score", key=other["key"]))
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.set_progress_handler(step, 10)
        (group,) = SqlLedger(connection, ROUND).conflicts()
        raw.set_progress_handler(None, 10)
    engine.dispose()
    assert {head.entry for head in group} == {rows[7]["entry"], other["entry"]}
    assert sum(steps) < many


def test_the_figures_are_counted_again_when_something_came(place: Path | str, opened: Engine) -> None:
    asked, fresh = Database(place, KEY, DESK), Database(place, KEY, DESK)
    inventory, name = asked.inventory(), "1" * 64
    entry = {"round": ROUND, "author": "a" * 64, "raw": b"bytes"}
    steps = (
        (),
        (
            insert(tables.rounds).values(id=ROUND, root=ROOT, added=1),
            insert(tables.entries).values({**entry, "id": name, "seq": 1}),
            insert(tables.tips).values(round=ROUND, author="a" * 64, head=name, seq=1, ms=1, counter=0),
        ),
        (
            insert(tables.entries).values({**entry, "id": "2" * 64, "seq": 3}),
            insert(tables.standings).values(entry="2" * 64, round=ROUND, state="waiting", reason="gap"),
        ),
    )
    marks = set()
    for number, step in enumerate(steps):
        with opened.begin() as connection:
            for statement in step:
                connection.execute(statement)
        figures = [inventory.figures(), inventory.figures(), fresh.inventory().figures()]
        assert [one.entries for one in figures] == [number] * 3
        marks |= {one.mark for one in figures}
    assert len(marks) == len(steps)
    asked.close()
    fresh.close()
