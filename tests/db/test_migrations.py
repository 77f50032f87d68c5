"""Migrations: from nothing and from every kept version to the same tables, on both engines; forward only."""

import ast
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, column, inspect, text
from sqlalchemy import table as named_table

from db import dialect, tables
from db.copy_check import copy_is_whole
from db.database import HEAD, Database, migrate
from db.dialect import on_postgresql
from db.engine import open_engine
from db.faults import DatabaseForeign, DatabaseTooNew, translated
from db.migrations.upgrade import HERE, config, upgrade
from db.tail import join_tail, save_tail
from greendesk.adapters.backups import Backups
from greendesk.adapters.before_upgrade import REASON, BeforeUpgrade, UpgradeNotBackedUp
from greendesk.adapters.clock import SystemClock
from greendesk.ledger.entry import sha256
from tests.db.postgres import Server
from tests.kept.sample import Sample, samples
from ui.notifier import notice_for

KEY = bytes(range(32))
DESK = "d" * 64
ROOT = b"the root certificate of an invented round"
ROUND = sha256(ROOT)
EVERY = samples()


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """A store without any tables, on each engine in turn."""
    if request.param == "postgresql":
        address: str = request.getfixturevalue("server").empty()
        return address
    return tmp_path / "store.db"


def shape(connection: Connection) -> dict[str, Any]:
    """Everything about the tables that a migration could get wrong, by name."""
    found = inspect(connection)
    told: dict[str, Any] = {
        name: {
            "columns": {
                one["name"]: (str(one["type"]), one["nullable"], one["default"])
                for one in found.get_columns(name)
            },
            "key": found.get_pk_constraint(name),
            "foreign": sorted(map(repr, found.get_foreign_keys(name))),
            "indexes": sorted(map(repr, found.get_indexes(name))),
            "unique": sorted(map(repr, found.get_unique_constraints(name))),
        }
        for name in found.get_table_names()
    }
    if on_postgresql(connection):
        guards = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
        orders = (
            "SELECT attrelid::regclass || '.' || attname FROM pg_attribute JOIN pg_class ON oid = attrelid "
            "WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND attnum > 0 "
            "AND attcollation NOT IN (0, 'pg_catalog.\"C\"'::regcollation)"
        )
        told["orders"] = sorted(connection.exec_driver_sql(orders).scalars())
        assert told["orders"] == []
    else:
        guards = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    told["guards"] = sorted(connection.exec_driver_sql(guards).scalars())
    return told


@pytest.fixture
def fresh(bare: Path | str, request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    """What the tables look like that this version makes from nothing, on the same engine."""
    place = request.getfixturevalue("server").empty() if isinstance(bare, str) else tmp_path / "fresh.db"
    with closing(Database(place, KEY, DESK)), opened(place) as engine, engine.connect() as connection:
        return shape(connection)


@contextmanager
def opened(place: Path | str, key: bytes = KEY) -> Iterator[Engine]:
    """An engine over a store, past the class that others see."""
    engine = open_engine(place, key)
    yield engine
    engine.dispose()


def filled(place: Path | str, sample: Sample, room: Path, name: str) -> str:
    """Make the tables of a kept version and put the rows of one of its desks into them; returns the version."""
    file = sample.unpack(room / "unpacked") / name / "desk.db"
    with opened(file, bytes.fromhex(sample.expected["keys"][name])) as source, source.connect() as reader:
        version = dialect.revision(reader)
        assert version is not None
        with opened(place) as target:
            upgrade(target, version)
            with target.begin() as writer:
                names = {*inspect(reader).get_table_names()} - {"alembic_version"}
                first = ("round", "draft")  # the others point at these
                for table in sorted(names, key=lambda one: (one not in first, one)):
                    for row in reader.execute(text(f'SELECT * FROM "{table}"')).mappings():
                        plain = dict(row)
                        columns = [column(one) for one in plain]
                        writer.execute(named_table(table, *columns).insert(), plain)
    return version


def test_the_versions_stand_in_one_line_and_only_go_forward() -> None:
    scripts = list(ScriptDirectory.from_config(config()).walk_revisions())
    names = [script.revision for script in reversed(scripts)]
    assert names == [f"{number:04}" for number in range(1, len(names) + 1)]
    assert names[-1] == HEAD
    for script in scripts:
        assert Path(script.path).name.startswith(f"{script.revision}_")
        tree = ast.parse(Path(script.path).read_text("utf-8"))
        defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert "upgrade" in defined
        assert "downgrade" not in defined
        imported = {
            getattr(node, "module", "") or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
        }
        assert imported <= {"alembic", "db", "db.dialect"}, "what it builds on may change later"
    assert len(list((HERE / "versions").glob("*.py"))) == len(names)


def test_from_nothing_to_the_declared_tables(bare: Path | str, fresh: dict[str, Any]) -> None:
    with closing(Database(bare, KEY, DESK)), opened(bare) as engine, engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
        assert shape(connection) == fresh


@pytest.mark.parametrize("sample", EVERY, ids=lambda sample: sample.version)
@pytest.mark.parametrize("name", ["organiser", "expert"])
def test_from_a_kept_version_to_the_declared_tables(
    bare: Path | str, fresh: dict[str, Any], tmp_path: Path, sample: Sample, name: str
) -> None:
    filled(bare, sample, tmp_path, name)
    with opened(bare) as engine, engine.connect() as connection:
        before = {one: rows(connection, one) for one in ("entry", "membership", "draft_step", "certificate")}
    with (
        closing(Database(bare, KEY, DESK)) as database,
        opened(bare) as engine,
        engine.connect() as connection,
    ):
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
        assert shape(connection) == fresh
        assert {one: rows(connection, one) for one in before} == before
        assert before["entry"]
        round_id = sample.expected["round"]
        derived = database.dump_derived(round_id)
        database.rebuild(round_id)
        assert database.dump_derived(round_id) == derived
        assert database.check() == ()


def rows(connection: Connection, table: str) -> list[str]:
    return sorted(repr(tuple(row)) for row in connection.execute(text(f'SELECT * FROM "{table}"')))


def test_every_step_on_the_way_keeps_what_is_in_it(bare: Path | str) -> None:
    names = [f"{number:04}" for number in range(1, int(HEAD) + 1)]
    with opened(bare) as engine:
        for name in names:
            upgrade(engine, name)
            with engine.connect() as connection:
                assert dialect.revision(connection) == name
                assert not dialect.dangling(connection)
            if name == names[0]:
                with engine.begin() as connection:
                    connection.execute(text("INSERT INTO round VALUES ('r', 'x', 1)"))
    with closing(Database(bare, KEY, DESK)), opened(bare) as engine, engine.connect() as connection:
        assert connection.execute(text("SELECT id FROM round")).scalars().all() == ["r"]


# ------------------------------------------------------------ what is refused


def test_tables_of_another_program_are_left_alone(bare: Path | str) -> None:
    with opened(bare) as engine, engine.begin() as connection:
        connection.execute(text("CREATE TABLE invoice (id INTEGER PRIMARY KEY)"))
    with pytest.raises(DatabaseForeign) as caught:
        Database(bare, KEY, DESK)
    assert "别的程序" in notice_for(caught.value).happened
    with opened(bare) as engine, engine.begin() as connection:
        assert inspect(connection).get_table_names() == ["invoice"]
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('ae1027a6acf1')"))
    with pytest.raises(DatabaseForeign):
        Database(bare, KEY, DESK)


def test_an_upgrade_into_the_future_is_refused_without_a_backup(bare: Path | str) -> None:
    Database(bare, KEY, DESK).close()
    with opened(bare) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    def never(_save: object) -> None:
        raise AssertionError

    with pytest.raises(DatabaseTooNew) as caught:
        Database(bare, KEY, DESK, never)
    assert "更新版本" in notice_for(caught.value).happened


# ------------------------------------------------------------ the backup before


@pytest.fixture
def kept_desk(tmp_path: Path) -> tuple[Path, bytes]:
    """The folder of the first version's organiser, and the key of its database."""
    sample = EVERY[0]
    folder = sample.unpack(tmp_path / "kept") / "organiser"
    return folder, bytes.fromhex(sample.expected["keys"]["organiser"])


def keeper(folder: Path, key: bytes, whole: Callable[[Path], bool] | None = None) -> BeforeUpgrade:
    return BeforeUpgrade(
        folder=folder / "backups",
        identity=folder / "identity.json",
        whole=whole or (lambda copy: copy_is_whole(copy, key)),
        clock=SystemClock(),
    )


def test_the_old_database_is_kept_before_it_is_upgraded(kept_desk: tuple[Path, bytes]) -> None:
    folder, key = kept_desk
    with opened(folder / "desk.db", key) as engine, engine.connect() as connection:
        old, before = dialect.revision(connection), rows(connection, "entry")
    for _ in range(2):  # the second time there is nothing to upgrade
        Database(folder / "desk.db", key, DESK, keeper(folder, key)).close()
        (made,) = [one for one in Backups.listed_in(folder / "backups") if one.reason == REASON]
    copy = folder / "backups" / made.folder / "desk.db"
    with opened(copy, key) as engine, engine.connect() as connection:
        assert (dialect.revision(connection), rows(connection, "entry")) == (old, before)
    assert (folder / "backups" / made.folder / "identity.json").read_bytes() == (
        folder / "identity.json"
    ).read_bytes()


def test_without_the_backup_nothing_is_upgraded(kept_desk: tuple[Path, bytes]) -> None:
    folder, key = kept_desk
    with opened(folder / "desk.db", key) as engine, engine.connect() as connection:
        old = dialect.revision(connection)
    with pytest.raises(UpgradeNotBackedUp) as caught:
        Database(folder / "desk.db", key, DESK, keeper(folder, key, lambda _copy: False))
    assert "备份" in notice_for(caught.value).happened
    with opened(folder / "desk.db", key) as engine, engine.connect() as connection:
        assert dialect.revision(connection) == old
    assert not [one for one in Backups.listed_in(folder / "backups") if one.reason == REASON]


def test_what_came_after_a_copy_of_another_version_is_not_told_from_there(
    kept_desk: tuple[Path, bytes], tmp_path: Path
) -> None:
    folder, key = kept_desk
    base, tail, joined = (tmp_path / name for name in ("base.db", "tail.db", "joined.db"))
    with opened(folder / "desk.db", key) as engine:
        with engine.connect() as connection:
            dialect.copy_file(connection, str(base))
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO round VALUES ('r', 'x', 1)"))
        with engine.connect() as connection:
            assert save_tail(connection, base, tail, key)
    join_tail(base, tail, joined, key)  # both of the old version: today's program puts them together
    with closing(Database(joined, key, DESK)), opened(joined, key) as engine, engine.connect() as connection:
        assert "r" in connection.execute(text("SELECT id FROM round")).scalars().all()
    with closing(Database(folder / "desk.db", key, DESK)) as database:
        assert not database.save_tail(base, tmp_path / "later.db")


# ------------------------------------------------------------ desks of different versions on one server


@pytest.fixture
def shared(server: Server) -> Iterator[tuple[str, Database]]:
    """A server's database, with a desk that has it open and a round in it."""
    place = server.new()
    database = Database(place, KEY, DESK)
    with database.work(ROUND) as work:
        database.add_round(work, ROOT, 1)
        database.set_membership(work, ROUND, b"certificate", None)
        work.commit()
    yield place, database
    database.close()


def test_an_open_desk_of_the_older_program_hears_of_the_upgrade(shared: tuple[str, Database]) -> None:
    place, older = shared
    with opened(place) as engine, engine.begin() as connection:  # what a newer program's migration would do
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("ALTER TABLE peer RENAME COLUMN have TO held"))
    with pytest.raises(DatabaseTooNew) as caught, older.work(ROUND) as work:
        older.note_lacking(work, ROUND, ["a" * 64], [])
    assert "更新版本" in notice_for(caught.value).happened
    with pytest.raises(DatabaseTooNew):  # also where it only reads what is no longer there
        older.peer(ROUND, "a" * 64)
    assert older.rounds() == (ROUND,)
    with opened(place) as engine, engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM lacking")).scalar() == 0


def test_an_upgrade_waits_for_those_who_write_and_they_for_it(server: Server) -> None:
    place = server.empty()
    with opened(place) as engine:
        upgrade(engine, "0001")
    with opened(place) as writing, writing.connect() as writer:
        writer.begin()
        dialect.lock_round(writer, ROUND)
        assert dialect.revision_held(writer) == "0001"
        ended: list[str] = []

        def go() -> None:
            with translated():
                migrate(place, KEY)
            ended.append("done")

        upgrading = threading.Thread(target=go)
        upgrading.start()
        waiting = text(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'alembic_version'::regclass"
        )
        with opened(place) as watching:
            while True:
                with watching.connect() as connection:
                    if connection.execute(waiting).scalar():
                        break
                assert upgrading.is_alive()
        assert ended == []
        writer.execute(text("INSERT INTO round VALUES ('r', 'x', 1)"))
        writer.commit()
        upgrading.join(60)
        assert ended == ["done"]
    with closing(Database(place, KEY, DESK)), opened(place) as engine, engine.connect() as connection:
        assert connection.execute(text("SELECT id FROM round")).scalars().all() == ["r"]
