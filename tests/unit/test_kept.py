"""Everything that an earlier version wrote is opened, shown, received and carried on with by this one.

A sample is found by its folder below `tests/data/kept`: a version that keeps its own needs no new test.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from db.engine import open_engine
from db.faults import DatabaseDamaged
from greendesk.adapters.identity import unlock_identity
from greendesk.adapters.identity_key_file import read_key_file
from greendesk.adapters.policy_files import PolicyLibrary
from greendesk.desk import Desk
from greendesk.signing_keys import KeyFile
from tests.desks import admit, carry, make_desk
from tests.kept.reading import read
from tests.kept.sample import DESKS, KEPT, Sample, samples
from tests.kept.story import score
from ui.composition.desk_folder import DeskFolder
from ui.composition.restoring import backup_lines
from ui.composition.rules import verify_file
from ui.settings import APPEARANCE, FOLDER, LANGUAGE, ROUND, TEXT_SIZE, Settings

EVERY = samples()
KINDS = {
    "back.gdx": "exchange",
    "delta.gdx": "exchange",
    "request.gdx": "request",
    "round.gdx": "round",
    "signed.gdpkg": "package",
    "paper-0.pdf": "pdf",
    "paper-3.xlsx": "xlsx",
    "paper-4.docx": "docx",
}
Kept = tuple[Sample, Path]


@pytest.fixture(scope="module", params=EVERY, ids=lambda sample: sample.version)
def unpacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A sample, unpacked once; nobody opens a desk there."""
    sample: Sample = request.param
    return sample, sample.unpack(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def kept(unpacked: Kept, tmp_path: Path) -> Kept:
    """A sample, laid out for one test."""
    sample, room = unpacked
    shutil.copytree(room, tmp_path / "kept")
    return sample, tmp_path / "kept"


@contextmanager
def opened(kept: Kept, *names: str) -> Iterator[tuple[Desk, ...]]:
    """Desks of a sample, opened by today's program."""
    sample, room = kept
    desks: list[Desk] = []
    try:
        for name in names:
            folder = DeskFolder(room / name)
            desks.append(folder.unlock(sample.expected["passphrase"]))
        yield tuple(desks)
    finally:
        for desk in desks:
            desk.close()


@contextmanager
def made(folder: Path) -> Iterator[Desk]:
    """A new desk of somebody else."""
    desk = make_desk(folder, "新专家（示例）")
    try:
        yield desk
    finally:
        desk.close()


def differences(expected: Any, found: Any, place: str = "") -> Iterator[str]:  # noqa: ANN401 - any data
    """Where what is found is not what was expected; more than that may be there."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        for name in expected:
            yield from differences(expected[name], found.get(name), f"{place}.{name}")
    elif isinstance(expected, Sequence) and not isinstance(expected, str) and isinstance(found, Sequence):
        if len(expected) != len(found):
            yield f"{place}: {expected} != {found}"
        for number, (one, other) in enumerate(zip(expected, found, strict=False)):
            yield from differences(one, other, f"{place}[{number}]")
    elif expected != found:
        yield f"{place}: {expected} != {found}"


def test_there_are_samples() -> None:
    assert EVERY
    assert {sample.version for sample in EVERY} >= {"0.1.0"}
    assert sum(path.stat().st_size for path in KEPT.rglob("*")) < 1_000_000 * len(EVERY)


@pytest.mark.parametrize("name", DESKS)
def test_a_desk_opens_and_shows_all_that_it_showed(kept: Kept, name: str) -> None:
    sample, _ = kept
    for _ in range(2):  # and again, now that it was upgraded
        with opened(kept, name) as (desk,):
            assert list(differences(sample.expected[name], read(desk))) == []


@pytest.mark.parametrize("name", DESKS)
def test_a_rebuild_of_the_upgraded_tables_changes_nothing(kept: Kept, name: str) -> None:
    sample, _ = kept
    with opened(kept, name) as (desk,):
        store: Any = desk.exchange._context.store
        before = store.dump_derived(sample.expected["round"])
        assert desk.doctor.rebuild().findings == ()
        store.rebuild(sample.expected["round"])
        assert store.dump_derived(sample.expected["round"]) == before
        assert desk.check() == ()
        assert list(differences(sample.expected[name], read(desk))) == []


def test_the_desks_go_on_with_each_other_and_with_a_new_one(kept: Kept, tmp_path: Path) -> None:
    sample, room = kept
    round_id = sample.expected["round"]
    with opened(kept, *DESKS) as (office, expert), made(tmp_path / "new") as new:
        assert office.exchange.receive(room / "files" / "back.gdx").counts["write"] > 0
        assert expert.exchange.receive(room / "files" / "parts.gdx.002").counts["write"] > 0
        assert expert.exchange.receive(room / "files" / "delta.gdx").old
        assert expert.exchange.receive(room / "files" / "round.gdx").old
        guest = office.exchange.read_request(room / "files" / "request.gdx")
        office.exchange.approve(round_id, guest, guest.roles)
        admit(office, round_id, new)
        third = next(one.id for one in expert.applications.lines(round_id) if one.my_state == "drafting")
        sheet = expert.reviews.redo(round_id, third)
        assert len(sheet.findings) == 3
        for sender, receiver in ((expert, office), (office, expert), (office, new), (expert, office)):
            carry(sender, receiver, round_id)
        lines = [
            {one.id: (one.unit, one.opinions_in) for one in desk.applications.lines(round_id)}
            for desk in (office, expert, new)
        ]
        assert lines[0] == lines[1] == lines[2]
        assert sorted(opinions for _, opinions in lines[0].values()) == [0, 0, 2]
        for desk in (office, expert, new):
            assert desk.doctor.examine().ailments == ()


def test_a_seal_of_the_old_version_opens(kept: Kept) -> None:
    sample, _ = kept
    round_id = sample.expected["round"]
    with opened(kept, *DESKS) as (office, expert):
        second = next(one for one in office.applications.lines(round_id) if one.my_state == "to_declare")
        score(office, round_id, second.id, Decimal("0.9"))
        office.reviews.submit(round_id, second.id)
        for sender, receiver in ((office, expert), (expert, office)):
            carry(sender, receiver, round_id)
        ranked = next(one for one in office.panel.ranking(round_id) if one.application == second.id)
        assert (ranked.complete, ranked.score) == (True, Decimal(80))


@pytest.mark.parametrize("name", KINDS)
def test_a_kept_file_verifies_and_a_changed_one_does_not(unpacked: Kept, tmp_path: Path, name: str) -> None:
    file = unpacked[1] / "files" / name
    result = verify_file(file)
    assert (result.whole, result.kind) == (True, KINDS[name])
    assert result.signatures
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / name).write_bytes(data)
    assert not verify_file(tmp_path / name).whole


def test_a_package_is_received(kept: Kept) -> None:
    sample, room = kept
    with opened(kept, "organiser") as (desk,):
        inventory, unit = desk.applications.look_into(str(room / "files" / "signed.gdpkg"))
        assert unit == {"unit": "甲水泥（示例）"}
        round_id = sample.expected["round"]
        first = next(one for one in desk.applications.lines(round_id) if one.unit == "甲水泥（示例）")
        desk.applications.receive_package(round_id, first.id, "再次报送", inventory)
        assert desk.applications.detail(round_id, first.id).package_version == 2


def test_a_key_file_makes_the_same_key(unpacked: Kept) -> None:
    sample, room = unpacked
    key = read_key_file(KeyFile(path=room / "files" / "key.p12", password=sample.expected["password"]))
    identity = unlock_identity(room / "organiser" / "identity.json", sample.expected["passphrase"])
    assert key.public_key == identity.public_key
    key.close()
    identity.key.close()


def test_the_choices_of_a_person_are_read(unpacked: Kept) -> None:
    sample, room = unpacked
    settings = Settings(room / "settings")
    chosen = tuple(settings[one] for one in (LANGUAGE, APPEARANCE, TEXT_SIZE, ROUND))
    assert chosen == ("zh", "dark", 130, sample.expected["round"])
    assert settings[FOLDER] == "D:\\绿色工厂\\工作台"


def test_the_rules_of_the_version_are_read(unpacked: Kept) -> None:
    library = PolicyLibrary(unpacked[1] / "rules")
    assert len(library.policy_ids()) > 1
    for name in library.policy_ids():
        assert library.faults(library.policy_bytes(name), name) == ()
        assert library.checklists_of(library.policy(name))


def test_the_old_backup_is_tried_and_looked_into(kept: Kept) -> None:
    sample, _ = kept
    with opened(kept, "organiser") as (desk,):
        old = min(desk.backups.lines(), key=lambda line: line.made)
        trial = desk.backups.try_restore(old)
        assert (trial.ok, trial.findings, trial.rounds) == (True, (), 1)
        assert trial.files_missing == 0
        inside = desk.backups.look_into(old)
        assert [one.round for one in inside.rounds] == [sample.expected["round"]]
        assert 0 < inside.entries < sample.expected["organiser"]["rounds"][0]["round"]["entries"]
        assert (inside.only_desk > 0, inside.only_backup) == (True, 0)


def test_the_desk_is_put_back_from_the_old_backup(kept: Kept) -> None:
    sample, room = kept
    folder, passphrase = DeskFolder(room / "organiser"), sample.expected["passphrase"]
    backup = min(backup_lines(folder.path), key=lambda line: line.made)
    restored = folder.restore(backup, passphrase)
    assert restored.missing > 0
    assert restored.set_aside is not None
    with opened(kept, *DESKS) as (office, expert):
        (line,) = office.rounds.lines()
        assert line.id == sample.expected["round"]
        assert office.doctor.examine().ailments == ()
        me = next(one for one in expert.rounds.participants(line.id) if one.organiser)
        expert.exchange.send(line.id, room / "all.gdx", [me.fingerprint], complete=True)
        office.exchange.receive(room / "all.gdx")
        assert len(office.applications.lines(line.id)) == 3
        assert office.doctor.examine().ailments == ()


@pytest.mark.parametrize("name", DESKS)
def test_a_damaged_file_of_the_old_version_is_rescued(kept: Kept, name: str) -> None:
    """What can be read of the old tables is put into new ones; the rest comes from the others."""
    sample, room = kept
    file = room / name / "desk.db"
    damage_rows(file, bytes.fromhex(sample.expected["keys"][name]), "alembic_version")
    folder = DeskFolder(room / name)
    with pytest.raises(DatabaseDamaged):
        folder.unlock(sample.expected["passphrase"])
    desk = folder.rescue(sample.expected["passphrase"])
    try:
        desk.doctor.repair()
        shown = sample.expected[name]["rounds"][0]["round"]
        line = desk.rounds.line(sample.expected["round"])
        assert (line.entries, line.applications) == (shown["entries"], shown["applications"])
        assert desk.doctor.examine().ailments == ()
    finally:
        desk.close()


def damage_rows(file: Path, key: bytes, table: str) -> None:
    """Flip a byte in the first page of a table, as a failing disk does."""
    engine = open_engine(file, key)
    with engine.connect() as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        page = connection.exec_driver_sql(query, (table,)).scalar_one()
    engine.dispose()
    data = bytearray(file.read_bytes())
    data[(page - 1) * 4096 + 2000] ^= 1
    file.write_bytes(data)


def test_sealed_attachments_are_packed_to_the_same_bytes(
    tmp_path: Path, new_desk: Callable[[], Desk]
) -> None:
    from tests.desks import PASSPHRASE, an_application, make_round
    from tests.kept import sealed

    desk = new_desk()
    an_application(desk, make_round(desk), tmp_path / "材料")
    large = bytes(range(256)) * 1024  # some pieces
    for size in (0, 1, 65_536, 65_537, len(large)):
        desk.blobs.add_bytes(large[:size])
    key = unlock_identity(desk.folder / "identity.json", PASSPHRASE).database_key
    files = [path for path in (desk.folder / "files").rglob("*") if path.is_file()]
    assert len(files) > 8
    for path in files:
        opened = sealed.lay_open(path.name, path.read_bytes(), key)
        assert opened is not None
        assert sealed.close(opened, key) == path.read_bytes()
        assert sealed.lay_open(path.name, b"GDFILE\x00\x01" + bytes(80), key) is None


def test_the_way_of_packing_gives_the_same_bytes(tmp_path: Path, new_desk: Callable[[], Desk]) -> None:
    from tests.desks import PASSPHRASE, make_round
    from tests.kept.pages import close, lay_open

    desk = new_desk()
    make_round(desk)
    desk.save_database_copy(tmp_path / "copy.db")
    key = unlock_identity(desk.folder / "identity.json", PASSPHRASE).database_key
    data = (tmp_path / "copy.db").read_bytes()
    opened = lay_open(data, key)
    assert opened[4 + 16 + len(data) // 4096 * 16 :].startswith(
        b"\x10\x00"
    )  # the page size, in the file's header
    assert close(opened, key) == data
