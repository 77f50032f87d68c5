"""The doctor names what is damaged, the repair sets it aside, and a peer's file brings it back."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from db.database import Database, DatabaseDamaged
from greendesk.desk import Desk
from greendesk.progress import Cancelled
from greendesk.use_cases.desk_context import OwnRecordsMissing
from greendesk.use_cases.findings import Severity, What
from tests.conftest import SERVER, NewDesk
from tests.damage import damage_pages, key_of, kinds, sha_of, stored, tamper
from tests.db.postgres import Server
from tests.desks import (
    PASSPHRASE,
    admit,
    an_application,
    answer_everything,
    carry,
    make_round,
    open_desks,
    score_all,
)
from ui.composition.desk_folder import DeskFolder

SECRETARY, EXPERT = "林岚（示例）", "周明远（示例）"


@dataclass(frozen=True)
class World:
    """Two desks that hold the same records of a round."""

    office: Desk
    expert: Desk
    round: str
    application: str

    def same(self) -> bool:
        """Whether both show the same."""
        first, second = (self.rows(desk) for desk in (self.office, self.expert))
        return first == second

    def rows(self, desk: Desk) -> tuple[tuple[object, ...], ...]:
        """The derived tables of a desk."""
        database = Database(desk.folder / "desk.db", key_of(desk), "d" * 64)
        try:
            return database.dump_derived(self.round)
        finally:
            database.close()

    def fetch(self, patient: Desk, other: Desk) -> None:
        """Ask with a letter, and receive the answer."""
        carry(patient, other, self.round)
        carry(other, patient, self.round)

    def fetch_all(self, patient: Desk, other: Desk) -> None:
        """Receive a complete file that was not asked for."""
        people = other.rounds.participants(self.round)
        fingerprint = next(one.fingerprint for one in people if one.name == patient.person.name)
        path = patient.folder.parent / "complete.gdx"
        other.exchange.send(self.round, path, [fingerprint], complete=True)
        patient.exchange.receive(path)


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """The folders of both desks after the story, to be copied."""
    folder = tmp_path_factory.mktemp("story")
    with open_desks(folder, (SECRETARY, EXPERT)) as (office, expert):
        round_id = make_round(office)
        fingerprint = admit(office, round_id, expert, ("expert", "secretary"))
        application = an_application(office, round_id, folder / "材料")
        answer_everything(office, round_id, application)
        office.reviews.assign(round_id, application, fingerprint)
        carry(office, expert, round_id)
        score_all(expert, round_id, application)
        expert.reviews.submit(round_id, application)
        carry(expert, office, round_id)
        carry(office, expert, round_id)
    return folder, round_id, application


@pytest.fixture
def world(told_once: tuple[Path, str, str], tmp_path: Path) -> Iterator[World]:
    """Both desks, open, without the backups that receiving made."""
    folder, round_id, application = told_once
    for name in ("desk-1", "desk-2", "carried"):
        shutil.copytree(folder / name, tmp_path / name)
    for name in ("desk-1", "desk-2"):
        shutil.move(tmp_path / name / "backups", tmp_path / f"backups-of-{name}")
    office, expert = (DeskFolder(tmp_path / name).unlock(PASSPHRASE) for name in ("desk-1", "desk-2"))
    yield World(office, expert, round_id, application)
    office.close()
    expert.close()


def test_two_desks_are_well_and_the_same(world: World) -> None:
    assert world.same()
    for desk in (world.office, world.expert):
        health = desk.doctor.examine()
        assert health.findings == ()
        assert (health.rounds, health.worst, health.mendable) == (1, None, False)
        assert health.derived > 0


FEED = "(SELECT author FROM entry GROUP BY author ORDER BY count(*) DESC LIMIT 1)"  # the organiser's
SIXTH = f"WHERE author = {FEED} AND seq = 6"
LAST = f"WHERE author = {FEED} AND seq = (SELECT max(seq) FROM entry WHERE author = {FEED})"
ENVELOPE = f"UPDATE entry SET raw = CAST(replace(CAST(raw AS TEXT), 'seq', 'sea') AS BLOB) {SIXTH}"
OTHER = f"UPDATE entry SET raw = (SELECT raw FROM entry WHERE seq = 5 AND author = {FEED}) {SIXTH}"
BODY = f"UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'n', 'm') AS BLOB) {SIXTH}"
NO_BODY = f"UPDATE entry SET body = NULL {SIXTH}"
UNSIGNED = f"UPDATE entry SET signature = NULL {LAST}"
FORGED = f"UPDATE entry SET signature = x'3006020101020101' {LAST}"
CERTIFICATE = "UPDATE certificate SET der = substr(der, 1, 200)"
DERIVED = "UPDATE register SET content = replace(content, '青禾', '黑禾')"


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (ENVELOPE, What.ENVELOPE),
        (OTHER, What.ENVELOPE),
        (BODY, What.BODY),
        (NO_BODY, What.BODY_MISSING),
        (UNSIGNED, What.UNSIGNED),
        (FORGED, What.UNSIGNED),
        (CERTIFICATE, What.CERTIFICATE),
        (DERIVED, What.DERIVED),
    ],
)
def test_what_was_changed_is_set_aside_and_comes_back_from_a_peer(
    world: World, statement: str, what: What
) -> None:
    patient = world.expert
    tamper(patient, statement)
    health = patient.doctor.examine()
    assert what in kinds(health)
    assert health.worst is Severity.ERROR
    patient.doctor.repair()
    assert patient.doctor.examine().ailments == ()
    world.fetch_all(patient, world.office)
    assert patient.doctor.examine().findings == ()
    assert world.same()


@pytest.mark.parametrize("statement", [ENVELOPE, BODY, NO_BODY, UNSIGNED])
def test_an_ordinary_answer_brings_it_back(world: World, statement: str) -> None:
    tamper(world.expert, statement)
    world.expert.doctor.repair()
    sources = world.expert.doctor.sources(world.expert.doctor.examine())
    assert [(one.name, one.pieces > 0) for one in sources] == [(SECRETARY, True)]
    world.fetch(world.expert, world.office)
    assert world.expert.doctor.examine().findings == ()
    assert world.same()


def test_damaged_and_missing_files_are_asked_for_and_come(world: World) -> None:
    patient = world.expert
    damaged, missing = stored(patient)[:2]
    size = damaged.stat().st_size
    damaged.chmod(0o600)
    damaged.write_bytes(b"x" * size)
    missing.chmod(0o600)  # Windows keeps what may only be read
    missing.unlink()
    health = patient.doctor.examine()
    assert {(one.what, one.sha256) for one in health.findings} == {
        (What.FILE_DAMAGED, sha_of(patient.folder, damaged)),
        (What.FILE_MISSING, sha_of(patient.folder, missing)),
    }
    repaired = patient.doctor.repair()
    assert (repaired.files, repaired.asked) == (1, 2)
    assert not damaged.exists()
    assert [path.read_bytes() for path in (patient.folder / "damaged").rglob(damaged.name)] == [b"x" * size]
    assert kinds(patient.doctor.examine()) == {What.FILE_AWAITED}
    world.fetch(patient, world.office)
    assert patient.doctor.examine().findings == ()
    assert damaged.stat().st_size == size


@pytest.mark.parametrize("statement", [ENVELOPE, BODY, NO_BODY, CERTIFICATE])
def test_what_lies_in_a_backup_comes_back_without_anybody(world: World, statement: str) -> None:
    patient = world.expert
    shutil.move(patient.folder.parent / "backups-of-desk-2", patient.folder / "backups")
    tamper(patient, statement)
    patient.doctor.repair()
    assert patient.doctor.examine().findings == ()
    assert world.same()


def test_one_does_not_go_on_behind_a_gap_of_ones_own(world: World) -> None:
    patient = world.office
    tamper(patient, UNSIGNED)
    patient.doctor.repair()
    assert kinds(patient.doctor.examine()) == {What.SET_ASIDE}
    with pytest.raises(OwnRecordsMissing):
        an_application(patient, world.round, patient.folder.parent / "another", "北岭铜业（示例）")
    world.fetch(patient, world.expert)
    an_application(patient, world.round, patient.folder.parent / "another", "北岭铜业（示例）")
    health = patient.doctor.examine()
    assert health.findings == ()


@pytest.mark.parametrize(
    "table", ["entry", "register", "ix_entry_round_author_seq", "sqlite_autoindex_entry_1"]
)
def test_a_file_with_a_damaged_page_is_salvaged_row_by_row(world: World, table: str) -> None:
    patient = world.expert
    damage_pages(patient, table)
    patient = DeskFolder(patient.folder).unlock(PASSPHRASE)
    try:
        health = patient.doctor.examine()
        assert What.PAGES in kinds(health)
        repaired = patient.doctor.repair()
        assert (repaired.lost > 0) == (table == "entry")
        assert list((patient.folder / "damaged").glob("*/desk.db"))
        after = patient.doctor.examine()
        assert after.ailments == ()
        mended = World(world.office, patient, world.round, world.application)
        mended.fetch_all(patient, world.office)
        assert patient.doctor.examine().findings == ()
        assert mended.same()
    finally:
        patient.close()


@pytest.mark.parametrize("engine", [SERVER], indirect=True)
def test_on_a_server_the_rows_are_set_aside_where_they_lie(
    new_desk: NewDesk, tmp_path: Path, server: Server
) -> None:
    office, expert = new_desk(SECRETARY), new_desk(EXPERT)
    round_id = make_round(office)
    admit(office, round_id, expert, ("secretary",))
    application = an_application(office, round_id, tmp_path / "材料")
    carry(office, expert, round_id)
    whole = expert.doctor.examine()
    assert whole.findings == ()
    shutil.rmtree(expert.folder / "backups", ignore_errors=True)
    fourth = "WHERE seq = 4 AND author IN (SELECT author FROM entry WHERE seq = 5)"
    server.run(
        "ALTER TABLE entry DISABLE TRIGGER ALL;"
        f"UPDATE entry SET raw = 'no envelope' {fourth};"
        f"UPDATE entry SET body = 'no content' {fourth.replace('4', '3', 1)};"
        "UPDATE register SET content = '{}'",
        server.for_folder(expert.folder).rpartition("/")[2],
    )
    assert {What.ENVELOPE, What.BODY, What.GUARD} <= kinds(expert.doctor.examine())
    expert.doctor.repair()
    assert expert.doctor.examine().ailments == ()
    fingerprint = next(one.fingerprint for one in office.rounds.participants(round_id) if one.name == EXPERT)
    office.exchange.send(round_id, tmp_path / "all.gdx", [fingerprint], complete=True)
    expert.exchange.receive(tmp_path / "all.gdx")
    assert expert.doctor.examine().findings == ()
    assert expert.doctor.examine().derived == whole.derived
    assert expert.applications.detail(round_id, application).line.unit == "青禾水泥（示例）"


def test_a_file_that_no_longer_opens_is_rescued(world: World) -> None:
    folder = world.expert.folder
    damage_pages(world.expert, "alembic_version")
    with pytest.raises(DatabaseDamaged):
        DeskFolder(folder).unlock(PASSPHRASE)
    patient = DeskFolder(folder).rescue(PASSPHRASE)
    try:
        patient.doctor.repair()
        assert patient.doctor.examine().findings == ()
        assert World(world.office, patient, world.round, world.application).same()
    finally:
        patient.close()


def test_a_file_of_which_nothing_can_be_read_stays_as_it_is(world: World) -> None:
    folder = world.expert.folder
    path = damage_pages(world.expert, "entry")
    data = bytearray(path.read_bytes())
    data[500] ^= 1  # in the first page, which holds the list of tables
    path.write_bytes(data)
    with pytest.raises(DatabaseDamaged):
        DeskFolder(folder).rescue(PASSPHRASE)
    assert path.read_bytes() == data
    assert sorted(one.name for one in folder.glob("desk.db*")) == ["desk.db"]


class StopAfter:
    """A person who stops at a step."""

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def step(self, done: int, total: int, what: str = "") -> None:
        assert (done >= 0, total >= 0, what) == (True, True, "")
        self.steps -= 1
        if self.steps < 0:
            raise Cancelled


def test_a_repair_that_is_stopped_anywhere_can_be_done_again(world: World) -> None:
    patient = world.expert
    tamper(patient, ENVELOPE, DERIVED)
    for steps in count():
        try:
            patient.doctor.repair(StopAfter(steps))
            break
        except Cancelled:
            assert patient.doctor.examine().ailments != ()
    assert steps > 3
    assert patient.doctor.examine().ailments == ()
    world.fetch(patient, world.office)
    assert patient.doctor.examine().findings == ()
    assert world.same()
