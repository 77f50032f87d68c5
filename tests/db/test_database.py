"""The desk's database: migrations, keys, newer versions, append-only entries, rebuilds and drafts."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from db.database import Database, DatabaseDamaged, DatabaseTooNew
from db.engine import open_engine
from db.tables import metadata
from greendesk.adapters.identity import unlock_identity
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, an_application, make_round

KEY = bytes(range(32))
DESK = "d" * 64


def test_migrations_end_at_the_tables(tmp_path: Path) -> None:
    Database(tmp_path / "desk.db", KEY, DESK).close()
    engine = open_engine(tmp_path / "desk.db", KEY)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_another_key_opens_nothing_and_the_file_is_not_readable(tmp_path: Path) -> None:
    Database(tmp_path / "desk.db", KEY, DESK).close()
    assert not (tmp_path / "desk.db").read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(DatabaseDamaged):
        Database(tmp_path / "desk.db", bytes(32), DESK)


def test_a_database_from_a_newer_version_is_left_as_it_is(tmp_path: Path) -> None:
    Database(tmp_path / "desk.db", KEY, DESK).close()
    engine = open_engine(tmp_path / "desk.db", KEY)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    before = (tmp_path / "desk.db").read_bytes()
    with pytest.raises(DatabaseTooNew):
        Database(tmp_path / "desk.db", KEY, DESK)
    assert (tmp_path / "desk.db").read_bytes() == before


def test_entries_are_only_ever_added(new_desk: NewDesk, tmp_path: Path) -> None:
    desk = new_desk()
    make_round(desk)
    folder = desk.folder
    desk.close()
    key = unlock_identity(folder / "identity.json", PASSPHRASE).database_key
    engine = open_engine(folder / "desk.db", key)
    for attack in (
        "DELETE FROM entry",
        "UPDATE entry SET raw = x'00'",
        "INSERT OR REPLACE INTO entry SELECT id, round, author, 99, raw, signature, body FROM entry",
    ):
        with engine.connect() as connection, pytest.raises(DatabaseError):
            connection.execute(text(attack))
    engine.dispose()


def test_a_rebuild_gives_the_same_tables(new_desk: NewDesk, tmp_path: Path) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    an_application(desk, round_id, tmp_path / "package")
    folder = desk.folder
    desk.close()
    database = Database(
        folder / "desk.db", unlock_identity(folder / "identity.json", PASSPHRASE).database_key, DESK
    )
    before = database.dump_derived(round_id)
    database.rebuild(round_id)
    assert database.dump_derived(round_id) == before
    assert database.check() == ()
    database.save_copy(tmp_path / "copy.db")
    database.close()
    assert (tmp_path / "copy.db").stat().st_size > 0


@settings(max_examples=40, deadline=None)
@given(steps=st.lists(st.sampled_from(["put", "undo", "redo", "drop"]), max_size=25))
def test_drafts_undo_like_a_list_with_a_cursor(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    database = _shared(tmp_path_factory)
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


_OPEN: list[Database] = []


def _shared(factory: pytest.TempPathFactory) -> Database:
    if not _OPEN:
        _OPEN.append(Database(factory.mktemp("drafts") / "desk.db", KEY, DESK))
    return _OPEN[0]


@pytest.fixture(scope="module", autouse=True)
def _closed():
    yield
    while _OPEN:
        _OPEN.pop().close()
