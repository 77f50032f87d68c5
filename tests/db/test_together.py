"""Several desks write at once to one server: nothing that was acknowledged is lost, whoever is killed."""

import json
import multiprocessing
import os
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from db.database import Database
from greendesk.adapters.identity import unlock_identity
from greendesk.desk import Desk
from greendesk.ledger.entry import Entry, read_body, sha256
from tests.db.postgres import Server
from tests.db.writers import Share, write
from tests.desks import PASSPHRASE, admit, an_application, make_desk, make_round, open_desks
from tests.faults.share import share
from ui.composition.desk_folder import SERVER, DeskFolder
from ui.composition.opening import FILES, HEAVY

DESKS = 6
STEPS = share(40, 6)
PATIENCE = 120  # seconds
PEOPLE = ("林岚", "周明远", "沈若谷", "顾行", "叶舟", "何素", "石泉")


@pytest.fixture
def office(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which every desk uses one database and one folder of attachments."""
    monkeypatch.setenv(SERVER, server.new())
    monkeypatch.setenv(FILES, str(tmp_path / "shared files"))
    return tmp_path


@dataclass
class Writer:
    """A process at a desk, and what it has said."""

    process: multiprocessing.process.BaseProcess
    ear: Connection
    barrier: Barrier  # lives as long as somebody here holds it
    said: list[tuple[str, str]]


def start(shares: list[Share]) -> list[Writer]:
    """Start a process at each desk; none writes before all are ready."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.db.writers", "tests.faults.worker", "alembic.command", *HEAVY])
    barrier = context.Barrier(len(shares))
    writers = []
    for one in shares:
        ear, mouth = context.Pipe(duplex=False)
        process = context.Process(target=write, args=(one, barrier, mouth))
        process.start()
        mouth.close()
        writers.append(Writer(process, ear, barrier, []))
    return writers


def listen(writers: list[Writer], victim: Writer, steps: int) -> None:
    """Hear everything that is acknowledged, and kill one writer after some steps."""
    open_ears = {writer.ear: writer for writer in writers}
    while open_ears:
        ready = wait(list(open_ears), PATIENCE)
        assert ready, "nobody says anything any more"
        for ear in ready:
            writer = open_ears[ear]
            try:
                writer.said.append(tuple(json.loads(ear.recv_bytes())))
            except (EOFError, ConnectionResetError):
                del open_ears[ear]
            if writer is victim and len(writer.said) == steps:
                writer.process.kill()
    for writer in writers:
        writer.process.join(PATIENCE)
        writer.ear.close()


def feeds(database: Database, round_id: str) -> dict[str, list[tuple[Entry, bytes]]]:
    found: dict[str, list[tuple[Entry, bytes]]] = defaultdict(list)
    with database.work(round_id) as work:
        for entry, _, body in work.ledger.everything():
            assert body is not None
            found[entry.author].append((entry, body))
    return found


def opened(folder: Path) -> Database:
    identity = unlock_identity(folder / "identity.json", PASSPHRASE)
    return Database(os.environ[SERVER], identity.database_key, sha256(identity.public_key))


def test_six_desks_at_once_lose_nothing_even_when_one_is_killed(office: Path) -> None:
    with open_desks(office, PEOPLE[:DESKS]) as desks:
        organiser, *others = desks
        round_id = make_round(organiser)
        for desk in others:
            assert desk.rounds.lines() == ()  # the round is in the database, and not yet on the desk
            admit(organiser, round_id, desk, ("expert", "county"))
        contested = an_application(organiser, round_id, office / "package")
        before = organiser.rounds.line(round_id).entries
        folders = [desk.folder for desk in desks]
    surroundings = {name: os.environ[name] for name in (SERVER, FILES)}
    shares = [
        Share(
            desk=folder,
            number=number,
            steps=STEPS,
            round=round_id,
            contested=contested,
            surroundings=surroundings,
        )
        for number, folder in enumerate(folders, start=1)
    ]
    writers = start(shares)
    victim = writers[-1]
    listen(writers, victim, 3)
    assert victim.process.exitcode == -9
    for writer in writers[:-1]:
        assert writer.process.exitcode == 0
        assert writer.said[-1] == ("closed", "")

    database = opened(folders[0])
    chains = feeds(database, round_id)
    assert len(chains) == DESKS
    applications, opinions = set(), []
    for chain in chains.values():
        assert [entry.seq for entry, _ in chain] == list(range(1, len(chain) + 1))
        assert [entry.prev for entry, _ in chain][1:] == [entry.id for entry, _ in chain][:-1]
        for entry, raw in chain:
            body = read_body(entry, raw)
            if body.kind == "application.registered":
                applications.add(body.key[0])
            elif body.kind == "opinion.recorded":
                opinions.append(body.content["number"])
    for writer in writers:
        assert {name for what, name in writer.said if what == "registered"} <= applications
        assert {name for what, name in writer.said if what == "opinion"} <= set(opinions)
    acknowledged = sum(1 for writer in writers for what, _ in writer.said if what != "closed")
    written = sum(map(len, chains.values())) - before
    assert written - acknowledged in {0, 1}  # what the killed one was just writing
    with database.work(round_id) as work:
        assert work.ledger.conflicts() == ()  # each saw the one before it
        assert list(work.ledger.standings()) == []
    derived = database.dump_derived(round_id)
    database.rebuild(round_id)
    assert database.dump_derived(round_id) == derived
    database.close()
    total = written + before
    for folder in (folders[0], folders[-1]):  # the killed one opens and goes on
        desk = DeskFolder(folder).unlock(PASSPHRASE)
        health = desk.doctor.examine()
        assert health.ailments == ()
        assert health.records == total
        assert desk.doctor.rebuild().ailments == ()
        an_application(desk, round_id, office / "package", name=f"之后 {folder.name}（示例）")
        total = desk.rounds.line(round_id).entries
        desk.close()


@pytest.fixture
def threads() -> Iterator[list[threading.Thread]]:
    made: list[threading.Thread] = []
    yield made
    for thread in made:
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_desks_that_open_an_empty_database_at_once_make_its_tables_once(
    server: Server, threads: list[threading.Thread]
) -> None:
    place = server.empty()
    barrier, failures = threading.Barrier(5), []

    def open_it(number: int) -> None:
        barrier.wait()
        try:
            Database(place, bytes(32), str(number) * 64).close()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            failures.append(error)

    threads += [threading.Thread(target=open_it, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert failures == []
    database = Database(place, bytes(32), "f" * 64)
    assert database.check() == ()
    database.close()


def test_a_desk_moves_between_rounds_only_where_it_was_let_in(office: Path) -> None:
    with ExitStack() as stack:
        desks: list[Desk] = []
        for number, name in enumerate(PEOPLE[:3], start=1):
            desks.append(make_desk(office / f"desk-{number}", name))
            stack.callback(desks[-1].close)
        one, two, three = desks
        first, second = make_round(one), make_round(two, title="另一批次（示例）")
        admit(one, first, three)
        assert [line.id for line in three.rounds.lines()] == [first]
        assert {line.id for line in one.rounds.lines()} == {first}
        assert {line.id for line in two.rounds.lines()} == {second}
        assert three.rounds.line(first).entries == one.rounds.line(first).entries
        an_application(one, first, office / "package")
        assert len(three.rounds.participants(first)) == 2
        assert three.rounds.line(first).entries == one.rounds.line(first).entries  # without any file
        with suppress(FileNotFoundError):
            assert not any((desk.folder / "files").exists() for desk in desks)
