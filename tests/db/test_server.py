"""The server: roles, what it refuses and the words for that, a lost connection, and the program started with it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from db import tables
from db.database import Database
from db.engine import open_engine
from db.faults import (
    ServerDamaged,
    ServerFull,
    ServerReadOnly,
    ServerRefuses,
    ServerUnfit,
    ServerUnreachable,
)
from greendesk.adapters.blobs import BlobStore
from greendesk.adapters.shared_files import INCOMING, SharedBlobStore
from greendesk.ledger.entry import sha256
from greendesk.ports import Person
from tests.db.postgres import Server
from tests.desks import PASSPHRASE, an_application, make_desk, make_round
from ui.cli.session import PASSPHRASE as VARIABLE
from ui.composition.desk_folder import SERVER, DeskFolder
from ui.composition.opening import FILES
from ui.notifier import notice_for

PERSON = Person(name="林岚（示例）", organisation="", title="")
KEY, DESK = bytes(range(32)), "d" * 64
ROOT = b"the root certificate of an invented round"
ROUND = sha256(ROOT)


@pytest.fixture
def place(server: Server) -> str:
    return server.new()


@pytest.fixture
def database(place: str) -> Iterator[Database]:
    made = Database(place, KEY, DESK)
    yield made
    made.close()


def name_of(place: str) -> str:
    return place.rpartition("/")[2]


def test_a_server_that_is_not_there(server: Server) -> None:
    place = server.address().replace(f":{server.port}", ":1")
    with pytest.raises(ServerUnreachable) as caught:
        Database(place, KEY, DESK)
    assert "服务器" in notice_for(caught.value).happened


def test_a_wrong_password_an_unknown_name_and_no_such_database(server: Server, place: str) -> None:
    for wrong in (
        server.address(name_of(place), "not the password"),
        place.replace("postgres:", "nobody:"),
        server.address("no_such_database"),
    ):
        with pytest.raises(ServerRefuses) as caught:
            Database(wrong, KEY, DESK)
        assert server.password not in repr(caught.value)


@pytest.mark.parametrize(
    "address", ["mysql://x@127.0.0.1/desk", "no address", "sqlite:///desk.db", "postgresql://x@127.0.0.1"]
)
def test_an_address_of_something_else(address: str) -> None:
    with pytest.raises(ServerUnfit):
        Database(address, KEY, DESK)


def test_a_database_that_does_not_keep_utf8(server: Server) -> None:
    server.run("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER 'libc' TEMPLATE template0")
    with pytest.raises(ServerUnfit):
        Database(server.address("latin"), KEY, DESK)


def test_a_server_that_only_allows_reading(server: Server, place: str) -> None:
    server.run(f"ALTER DATABASE {name_of(place)} SET default_transaction_read_only = on")
    database = Database(place, KEY, DESK)
    with pytest.raises(ServerReadOnly):
        database.drafts.put("draft", {}, "", 1)
    assert database.drafts.get("draft") is None
    database.close()
    empty = server.empty()
    server.run(f"ALTER DATABASE {name_of(empty)} SET default_transaction_read_only = on")
    with pytest.raises(ServerReadOnly):
        Database(empty, KEY, DESK)


def test_a_role_without_the_right_to_write(server: Server, place: str) -> None:
    server.run("CREATE ROLE guest LOGIN PASSWORD 'guest'")
    server.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest", name_of(place))
    address = place.replace(f"postgres:{server.password}", "guest:guest")
    database = Database(address, KEY, DESK)
    assert database.rounds() == ()
    with pytest.raises(ServerReadOnly):
        database.drafts.put("draft", {}, "", 1)
    database.close()


def test_the_roles_of_the_manual(server: Server) -> None:
    for statement in (
        "CREATE DATABASE office ENCODING 'UTF8' TEMPLATE template0",
        "CREATE ROLE greendesk_office NOLOGIN",
        "ALTER DATABASE office OWNER TO greendesk_office",
        "CREATE ROLE lin_lan LOGIN PASSWORD 'one' IN ROLE greendesk_office",
        "CREATE ROLE zhou_mingyuan LOGIN PASSWORD 'two' IN ROLE greendesk_office",
        "ALTER ROLE lin_lan IN DATABASE office SET role = 'greendesk_office'",
        "ALTER ROLE zhou_mingyuan IN DATABASE office SET role = 'greendesk_office'",
        "REVOKE ALL ON DATABASE office FROM PUBLIC",
    ):
        server.run(statement)
    for name, password, desk in (("lin_lan", "one", "1" * 64), ("zhou_mingyuan", "two", "2" * 64)):
        address = server.address("office").replace(f"postgres:{server.password}", f"{name}:{password}")
        database = Database(address, KEY, desk)
        database.drafts.put("draft", {"who": name}, "", 1)
        assert database.check() == ()
        database.close()


@pytest.mark.parametrize(("state", "fault"), [("53100", ServerFull), ("XX001", ServerDamaged)])
def test_a_full_disk_and_a_damaged_page_undo_the_step(
    place: str, database: Database, state: str, fault: type[Exception]
) -> None:
    database.drafts.put("draft", {"n": 1}, "", 1)
    engine = open_engine(place, KEY)
    with engine.begin() as connection:
        complaint = f"$$BEGIN RAISE EXCEPTION USING ERRCODE = '{state}'; END$$"
        for statement in (
            f"CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS {complaint}",
            "CREATE TRIGGER fails BEFORE UPDATE ON draft FOR EACH ROW EXECUTE FUNCTION fails()",
        ):
            connection.execute(text(statement))
    engine.dispose()
    with pytest.raises(fault):
        database.drafts.put("draft", {"n": 2}, "", 2)
    found = database.drafts.get("draft")
    assert found is not None
    assert (found.content, found.undo, found.redo) == ({"n": 1}, 0, 0)


def test_a_connection_that_is_cut_is_named_and_the_next_one_works(
    server: Server, place: str, database: Database
) -> None:
    def add(*, cut: bool) -> None:
        with database.work(ROUND) as work:
            database.add_round(work, ROOT, 1)
            if cut:
                server.run(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    f"WHERE datname = '{name_of(place)}' AND application_name = 'greendesk'"
                )
            work.commit()

    with pytest.raises(ServerUnreachable):
        add(cut=True)
    with database.work(ROUND) as work:
        assert work.connection.execute(select(tables.rounds.c.id)).first() is None
    add(cut=False)
    with database.work(ROUND) as work:
        assert work.connection.execute(select(tables.rounds.c.id)).scalar() == ROUND


def test_what_is_acknowledged_is_on_the_disk_whatever_the_server_s_default(
    server: Server, place: str
) -> None:
    server.run(f"ALTER DATABASE {name_of(place)} SET synchronous_commit = off")
    server.run(f"ALTER DATABASE {name_of(place)} SET default_transaction_isolation = 'serializable'")
    database = Database(place, KEY, DESK)
    with database.work(ROUND) as work:
        for setting, value in (
            ("synchronous_commit", "on"),
            ("transaction_isolation", "repeatable read"),
            ("client_encoding", "UTF8"),
        ):
            assert work.connection.execute(text(f"SHOW {setting}")).scalar() == value
        work.ledger.lock()
        shown = work.connection.execute(text("SHOW transaction_isolation")).scalar()
        assert shown == "read committed"
    database.close()


def test_a_schema_of_its_own(server: Server) -> None:
    place = server.empty()
    server.run("CREATE SCHEMA greendesk", name_of(place))
    database = Database(f"{place}?options=-csearch_path%3Dgreendesk", KEY, DESK)
    database.drafts.put("draft", {}, "", 1)
    assert database.check() == ()
    database.close()
    engine = open_engine(place, KEY)
    with engine.connect() as connection:
        query = "SELECT DISTINCT table_schema FROM information_schema.tables WHERE table_name IN ('entry', 'draft')"
        assert connection.execute(text(query)).scalars().all() == ["greendesk"]
    engine.dispose()


def broken_batch(store: BlobStore) -> None:
    with store.batch() as batch:
        batch.add_bytes(b"another")
        batch.add_bytes(b"letter")
        raise ZeroDivisionError


def test_one_desk_never_takes_a_file_from_another(tmp_path: Path) -> None:
    one, two = SharedBlobStore(tmp_path), SharedBlobStore(tmp_path)
    name = one.add_bytes(b"letter")
    with pytest.raises(ZeroDivisionError):
        broken_batch(two)
    two.discard([name])
    coming, old = tmp_path / INCOMING / "coming", tmp_path / INCOMING / "old"
    for path in (coming, old):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    two.forget_incoming()
    assert one.has(name)
    assert coming.exists()
    assert not old.exists()
    own = BlobStore(tmp_path)
    own.forget_incoming()
    assert not coming.exists()


def test_the_program_starts_on_a_server(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SERVER, server.new())
    monkeypatch.setenv(FILES, str(tmp_path / "files of the office"))
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    root = Path(__file__).resolve().parents[2]

    def said(*words: str) -> object:
        line = [sys.executable, "-m", "ui", *words, "--desk", str(tmp_path / "desk"), "--json"]
        done = subprocess.run(line, cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    with closing(make_desk(tmp_path / "desk")) as desk:
        round_id = make_round(desk)
        an_application(desk, round_id, tmp_path / "package")
        desk.save_database_copy(tmp_path / "desk" / "copy.db")
    assert not (tmp_path / "desk" / "desk.db").exists()
    assert not (tmp_path / "desk" / "files").exists()
    listed = said("applications")
    assert isinstance(listed, list)
    assert len(listed) == 1
    (tmp_path / "desk" / "copy.db").rename(tmp_path / "desk" / "desk.db")  # with a file it keeps to the file
    with closing(DeskFolder(tmp_path / "desk").unlock(PASSPHRASE)) as desk:
        assert [line.id for line in desk.applications.lines(round_id)] == [listed[0]["id"]]
        an_application(desk, round_id, tmp_path / "package")
    (tmp_path / "desk" / "desk.db").unlink()
    with closing(DeskFolder(tmp_path / "desk").unlock(PASSPHRASE)) as desk:
        assert len(desk.applications.lines(round_id)) == 1
    with closing(DeskFolder(tmp_path / "sample", alone=True).create(PERSON, PASSPHRASE)) as desk:
        assert desk.rounds.lines() == ()
    assert (tmp_path / "sample" / "desk.db").exists()
