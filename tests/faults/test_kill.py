"""The program is killed at any moment: all that it had confirmed is there, and nothing is there by half."""

import json
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from pathlib import Path
from time import perf_counter

import pytest

from greendesk.adapters.atomic import remove_folder
from greendesk.desk import Desk
from greendesk.domain.package import Inventory
from tests.faults.share import share
from tests.faults.worker import ACTS, Task, planned, work
from tests.faults.world import World, derived, opened

KILLS = share(200, 15)
SEED = 20261121
PATIENCE = 300  # seconds; a step takes one at most, the birth of a process on a busy Windows a minute


@dataclass(frozen=True, slots=True)
class Pace:
    """A task that nobody kills: how many things are said, and the seconds that one step takes."""

    steps: int
    seconds: float


@pytest.fixture(scope="module")
def paces(world: World, nursery: BaseContext) -> dict[str, Pace]:
    """Every task once to its end."""
    found = {}
    for act in ACTS:
        room = Path(tempfile.mkdtemp(prefix=f"whole-{act}-", dir=world.folder))
        task = world.task(act, room)
        begun = perf_counter()
        said = run(nursery, task, steps=1000, life=PATIENCE)
        assert said[-1] == "closed"
        found[act] = Pace(len(said), (perf_counter() - begun) / len(said))
        CHECKS[act](world, task, said[1:-1])
        remove_folder(room)
    return found


def run(nursery: BaseContext, task: Task, *, steps: int, life: float) -> list[object]:
    """Let a worker do the task and kill it `life` seconds after it has said `steps` things; returns all it said.

    The wait is for its words or its end, never for mere time to pass.
    """
    ear, mouth = nursery.Pipe(duplex=False)
    worker = nursery.Process(target=work, args=(task, mouth))
    worker.start()
    mouth.close()
    said: list[object] = []
    with suppress(EOFError, ConnectionError):
        while len(said) < steps and ear.poll(PATIENCE):
            said.append(json.loads(ear.recv_bytes()))
        worker.join(life)
    worker.kill()
    worker.join()
    with suppress(EOFError, ConnectionError):
        while ear.poll():  # no wait for its end: on Windows one killed at its birth leaves the pipe open
            said.append(json.loads(ear.recv_bytes()))
    ear.close()
    worker.close()
    return said


def check_scores(world: World, task: Task, said: list[object]) -> None:
    """All confirmed changes are in the draft, and at most the one that was being saved."""
    with opened(task.desk) as desk:
        changes = planned(desk, task)
        sheet = desk.reviews.bench(task.round, task.applications[0])
        assert said == [change.label for change in changes[: len(said)]]
        assert sheet.undo - len(said) in {0, 1}
        expected = {change.finding.item: change.finding for change in changes[: sheet.undo]}
        assert sheet.findings == expected
        for change in reversed(changes[: sheet.undo]):
            assert desk.reviews.undo(task.round, task.applications[0]).redo == len(
                changes[: sheet.undo]
            ) - int(change.label)


def check_received(world: World, task: Task, said: list[object]) -> None:
    """Each file is in whole or not at all; receiving all again ends where it always ends."""
    with opened(task.desk) as desk:
        count = desk.rounds.line(task.round).entries
        assert count in world.counts
        stage = world.counts.index(count)
        assert stage - len(said) in {0, 1}
        for application in task.applications[:stage]:
            whole_package(desk, task.round, application)
        for path in sorted(task.place.glob("*.gdx")):
            desk.exchange.receive(path)
        assert derived(desk, task.round) == world.derived


def check_sent(world: World, task: Task, said: list[object]) -> None:
    """Every file under its name is whole; the next export sweeps the remains of the killed one."""
    with opened(task.desk) as desk, opened_copy(world, "joined", task) as reader:
        names = {path.name for path in task.place.glob("*.gdx")}
        assert names - set(map(str, said)) <= {f"out-{len(said) % 6}.gdx"}
        assert set(map(str, said)) <= names
        for name in sorted(names):
            assert reader.exchange.look(task.place / name).counts["write"] > 0
        desk.exchange.send(task.round, task.place / "next.gdx", [task.recipient])
        assert [path.name for path in task.place.iterdir() if path.suffix != ".gdx"] == []


def check_taken(world: World, task: Task, said: list[object]) -> None:
    """Confirmed units are registered, confirmed packages whole; a package is listed whole or not at all."""
    with opened(task.desk) as desk:
        lines = {line.id: line for line in desk.applications.lines(task.round)}
        known = {str(step[1]) for step in said if isinstance(step, list)} | set(task.applications)
        assert known <= set(lines)
        assert len(set(lines) - known) <= 1
        confirmed = {str(step[1]) for step in said if isinstance(step, list) and step[0] == "received"}
        whole = {one for one in lines if whole_package(desk, task.round, one)}
        assert confirmed <= whole


def check_submitted(world: World, task: Task, said: list[object]) -> None:
    """A review is submitted with its signed sheet, or the draft is as it was."""
    with opened(task.desk) as desk, opened_copy(world, "scored", task) as before:
        entries = dict(map(tuple, said))  # type: ignore[arg-type]  # pairs
        done = 0
        for application in task.applications:
            sheet = desk.reviews.bench(task.round, application)
            assert sheet.findings == before.reviews.bench(task.round, application).findings
            assert sheet.locked or application not in entries
            if sheet.locked:
                done += 1
                paper = desk.reviews.score_sheet(task.round, application, world.expert)
                assert paper.here
            else:
                desk.reviews.submit(task.round, application)
        assert done - len(entries) in {0, 1}


CHECKS = {
    "score": check_scores,
    "receive": check_received,
    "send": check_sent,
    "take": check_taken,
    "submit": check_submitted,
}


def opened_copy(world: World, name: str, task: Task) -> object:
    folder = task.desk.with_name("other")
    shutil.copytree(world.folder / name, folder)
    return opened(folder)


def whole_package(desk: Desk, round_id: str, application: str) -> bool:
    """Whether the package is recorded; then all its files must be there."""
    detail = desk.applications.detail(round_id, application)
    if not detail.package_version:
        return False
    inventory = detail.inventory
    if isinstance(inventory, Inventory):
        assert all(desk.blobs.has(file.sha256) for file in inventory.files)
    return True


def check_desk(task: Task) -> None:
    """The desk opens, every check passes, and nothing is left of what was under way."""
    with opened(task.desk) as desk:
        assert desk.check() == ()
        assert desk.doctor.examine().ailments == ()
        assert desk.doctor.rebuild().ailments == ()
        assert list((task.desk / "files" / "incoming").iterdir()) == []
        assert list((task.desk / "open").glob("*")) == []
        assert list(task.desk.glob(".*")) == []
    left = {path.name for path in task.desk.iterdir()}
    assert left <= {"backups", "desk.db", "desk.lock", "files", "identity.json"}
    assert list(task.desk.glob("backups/.*")) == []
    assert list(task.temporary.iterdir()) == []


def test_what_was_confirmed_survives_the_kill(
    world: World, nursery: BaseContext, paces: dict[str, Pace], record_property: Callable[..., None]
) -> None:
    dice = random.Random(SEED)
    begun, heard = perf_counter(), Counter[str]()
    for number in range(KILLS):
        act = tuple(ACTS)[number % len(ACTS)]
        room = Path(tempfile.mkdtemp(prefix=f"kill-{number}-", dir=world.folder))
        task = world.task(act, room)
        steps = dice.randrange(paces[act].steps)
        life = dice.random() * paces[act].seconds * 1.5
        said = run(nursery, task, steps=steps, life=life)
        try:
            check_desk(task)
            CHECKS[act](world, task, [step for step in said[1:] if step != "closed"])
        except Exception as error:
            error.add_note(f"kill {number}: {act}, {life:.3f} s after {steps} steps, said {said}")
            raise
        heard[act] += len(said)
        remove_folder(room)
    minutes = (perf_counter() - begun) / 60
    figures = (
        f"{KILLS} kills in {minutes:.1f} min, {KILLS / minutes:.0f} a minute; steps confirmed: {dict(heard)}"
    )
    record_property("kills", figures)
    print(figures)
