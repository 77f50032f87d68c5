"""Disks that are full, broken, read-only or gone: a fault in words each time, and nothing has changed."""

import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from multiprocessing.context import BaseContext
from pathlib import Path

import pytest

from tests.faults.share import PROVE
from tests.faults.world import World
from ui.messages import MESSAGES

if sys.platform != "linux":
    pytest.skip("needs the Linux kernel, which makes the trouble", allow_module_level=True)

from tests.faults.deeds import DEEDS, Scene, lay_out, state
from tests.faults.troubles import CALLS, ERRORS, CallFails, FilesBounded, StickGone, attempt

PATIENCE = 60
ROOT = Path(__file__).resolve().parents[2]
SIZES = (0, 512, 4096, 20_000, 70_000, 300_000) if PROVE else (512,)
STARVED = tuple(DEEDS) if PROVE else ("export", "receive", "submit")


def end_of(nursery: BaseContext, deed: str, scene: Scene, trouble: Callable[[int], None]) -> str:
    """How the deed ended in a process in trouble: "done", the code of the fault, or what escaped."""
    ear, mouth = nursery.Pipe(duplex=False)
    worker = nursery.Process(target=attempt, args=(deed, scene, trouble, mouth))
    worker.start()
    mouth.close()
    try:
        assert ear.poll(PATIENCE)
        return ear.recv_bytes().decode()
    finally:
        worker.join(PATIENCE)
        ear.close()
        worker.close()


def suffer(
    nursery: BaseContext, world: World, deed: str, troubles: dict[str, Callable[[int], None]]
) -> set[str]:
    """Do the deed in each trouble; returns how it ended. A fault must have words and leave all as it was."""
    ends = set()
    scene, before = None, None
    for name, trouble in troubles.items():
        if scene is None:
            scene = lay_out(world, deed, Path(tempfile.mkdtemp(prefix="scene-", dir=world.folder)))
            before = state(scene)
        end = end_of(nursery, deed, scene, trouble)
        ends.add(end)
        if end == "done":  # the deed needs nothing of what was taken from it
            scene = None
            continue
        assert end in MESSAGES, f"{deed}, {name}: {end}"
        assert state(scene) == before, f"{deed}, {name}: {end}"
    return ends


@pytest.mark.parametrize("deed", DEEDS)
def test_a_failing_system_call_is_a_fault_in_words(nursery: BaseContext, world: World, deed: str) -> None:
    if not CALLS:
        pytest.skip("the numbers of this machine's system calls are not known here")
    troubles = {
        f"{call} {name}": CallFails(CALLS[call], ERRORS[name])
        for call in CALLS
        for name in ERRORS
        if name != "EROFS" or call not in {"fsync", "fdatasync"}
    }
    if not PROVE:
        chosen = random.Random(deed).sample(sorted(troubles), 1)
        troubles = {name: troubles[name] for name in chosen}
    ends = suffer(nursery, world, deed, dict(troubles))
    assert not PROVE or ends - {"done"}


@pytest.mark.parametrize("deed", DEEDS)
def test_files_that_may_not_grow(nursery: BaseContext, world: World, deed: str) -> None:
    ends = suffer(nursery, world, deed, {f"{size} bytes": FilesBounded(size) for size in SIZES})
    assert ends - {"done"}


@pytest.mark.parametrize("deed", [name for name, deed in DEEDS.items() if deed.onto_stick])
def test_a_stick_that_was_pulled_out(nursery: BaseContext, world: World, deed: str) -> None:
    scene = lay_out(world, deed, Path(tempfile.mkdtemp(prefix="scene-", dir=world.folder)))
    end = end_of(nursery, deed, scene, StickGone(scene))
    assert end == "done" if deed == "make a desk" else end in MESSAGES, end
    before = state(lay_out(world, deed, Path(tempfile.mkdtemp(prefix="scene-", dir=world.folder))))
    assert state(scene)[:-1] == before[:-1]


@cache
def namespace() -> tuple[str, ...]:
    """The command before a command that may mount a small disk for itself alone; empty where that is refused."""
    if shutil.which("unshare") is None or shutil.which("mount") is None:
        return ()
    for line in (("unshare", "--mount"), ("unshare", "--map-root-user", "--mount")):
        test = [*line, "mount", "-t", "tmpfs", "-o", "size=64k", "none", tempfile.gettempdir()]
        if subprocess.run(test, capture_output=True, check=False).returncode == 0:
            return line
    return ()


@pytest.mark.parametrize("deed", STARVED)
def test_a_disk_that_fills_up_at_every_page(world: World, deed: str) -> None:
    if not namespace():
        pytest.skip("this system lets nobody mount a small disk of his own (unshare --mount)")
    room = Path(tempfile.mkdtemp(prefix="starved-", dir=world.folder))
    (room / "world.json").write_text(json.dumps(world.to_json()), encoding="utf-8")
    line = [*namespace(), sys.executable, "-W", "error", "-m", "tests.faults.starved", deed, str(room)]
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=ROOT, timeout=600)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    found = json.loads(done.stdout)
    assert set(found["ends"]) <= set(MESSAGES)
    assert found["ends"], "the disk was never full"
    assert found["read only"] in MESSAGES
    print(f"{deed}: {found}")
