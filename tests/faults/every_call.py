"""A process that does a deed again and again, with trouble at another call each time.

Run as `python -m tests.faults.every_call DEED ROOM MOST`; `MOST` bounds the number of points, 0 takes all of them.
Prints a JSON line: how many calls there are, how many points were tried, and how often it ended how.
"""

import json
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from db.copy_check import copy_is_whole
from greendesk.adapters.atomic import sweep_parts
from greendesk.adapters.desk_folder import COPIES
from greendesk.adapters.identity import unlock_identity
from greendesk.adapters.part_file import begins_as_part, payload, read_head
from greendesk.adapters.verification import verify
from greendesk.desk import Desk
from greendesk.errors import GreendeskError
from tests.desks import PASSPHRASE
from tests.faults.deeds import DEEDS, OLD, Scene, lay_out
from tests.faults.interception import TROUBLES, Seen, Trouble, watch
from tests.faults.world import World, derived, opened
from ui.composition.desk_folder import DeskFolder
from ui.messages import MESSAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that may only be old or new."""

    rows: tuple[tuple[object, ...], ...]
    files: frozenset[str]  # in the store
    stick: tuple[tuple[str, str], ...]  # name and what it is: old, new


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """A deed on copies of one desk."""

    world: World
    deed: str
    room: Path
    key: bytes  # of the database

    def attempt(self, trouble: Trouble | None = None, at: int = 0) -> tuple[Seen, State]:
        """Do the deed on a fresh copy; returns how it went and what is there afterwards."""
        place = Path(tempfile.mkdtemp(prefix="point-", dir=self.room))
        (place / "temporary").mkdir()
        scene = lay_out(self.world, self.deed, place)
        desks: list[Desk] = []

        def before() -> None:
            tempfile.tempdir = str(place / "temporary")
            desks.append(DeskFolder(scene.desk).unlock(PASSPHRASE))

        def act() -> str:
            try:
                DEEDS[self.deed].act(desks[0], scene)
            except GreendeskError as error:
                return error.code
            return "done"

        try:
            seen = watch(act, place, trouble, at, before)
            state = self.state(scene)
            assert list((place / "temporary").iterdir()) == []
        finally:
            shutil.rmtree(place, ignore_errors=True)
        return seen, state

    def state(self, scene: Scene) -> State:
        """Open the desk anew: it is whole, and nothing is left of what was under way."""
        with opened(scene.desk) as desk:
            assert desk.check() == ()
            assert desk.doctor.examine().ailments == ()
            rows = derived(desk, scene.world.round)
            held = frozenset(desk.blobs.all())  # type: ignore[attr-defined]  # the real store can list itself
        unnamed = [path for path in scene.desk.rglob(".*") if path.is_file() or path.name.startswith(".u")]
        assert unnamed == []
        assert list((scene.desk / "files" / "incoming").iterdir()) == []
        assert list((scene.desk / COPIES).glob("*")) == []
        sweep_parts(scene.stick)  # as the next export does
        stick = tuple(sorted((path.name, self.kind(path)) for path in scene.stick.iterdir()))
        return State(rows=rows, files=held, stick=stick)

    def kind(self, path: Path) -> str:
        """Whether a file on the stick is the old one or a whole new one."""
        if path.read_bytes() == OLD:
            return "old"
        if begins_as_part(path):
            head = read_head(path)
            for _ in payload(path, head.number, head):
                continue
        elif path.suffix == ".pdf":
            assert path.read_bytes().rstrip().endswith(b"%%EOF")
        elif self.deed == "back up":
            assert copy_is_whole(path, self.key)
        else:
            assert verify(path).whole, path
        return "new"


def points(calls: Seen, most: int) -> list[tuple[Trouble, int]]:
    """Every trouble at every call that it can befall, or an even choice of them."""
    every = [
        (trouble, number)
        for number, call in enumerate(calls.calls, start=1)
        for trouble in TROUBLES
        if call.name in trouble.kind
    ]
    if not most or most >= len(every):
        return every
    return [every[place * len(every) // most] for place in range(most)]


def torment(experiment: Experiment, most: int) -> dict[str, object]:
    """Do the deed in peace, and then in every trouble."""
    old = experiment.state(lay_out(experiment.world, experiment.deed, experiment.room / "old"))
    calls, new = experiment.attempt()
    assert calls.end == "done", calls.end
    ends: Counter[str] = Counter()
    chosen = points(calls, most)
    for trouble, number in chosen:
        where = f"{experiment.deed}, {trouble.name}, call {number} {calls.calls[number - 1]}"
        try:
            seen, state = experiment.attempt(trouble, number)
        except Exception as error:
            error.add_note(where)
            raise
        assert seen.end in {"", "done"} or seen.end in MESSAGES, f"{where}: {seen.end}"
        assert seen.end or not trouble.error, where
        is_old = state.rows == old.rows and state.stick == old.stick
        is_new = state.rows == new.rows and state.stick == new.stick
        assert not is_new or state.files >= new.files, where
        assert (
            is_new if seen.end == "done" else is_old or is_new or harmless(experiment, trouble, old, state)
        ), where
        ends[seen.end or "killed"] += 1
        if is_new and not is_old and seen.end != "done":
            ends["new all the same"] += 1
    return {"calls": len(calls.calls), "kinds": calls.kinds(), "points": len(chosen), "ends": ends}


def harmless(experiment: Experiment, trouble: Trouble, old: State, state: State) -> bool:
    """What is neither old nor new on the stick, and why it cannot be otherwise.

    The old file may have gone. Several parts take their names one after the other: a killed program, and one whose
    disk lets nothing be removed any more, may leave some of them; each is whole, and a reader misses the others.
    """
    if state.rows != old.rows:
        return False
    gone = {name for name, _ in state.stick} <= {name for name, _ in old.stick}
    stuck = trouble.lasts or not trouble.error
    return gone or ("parts" in experiment.deed and stuck)


def main(deed: str, room: Path, most: int) -> None:
    """Read the world and let the deed suffer."""
    world = World.from_json(json.loads((room / "world.json").read_text(encoding="utf-8")))
    key = unlock_identity(world.folder / DEEDS[deed].stage / "identity.json", PASSPHRASE).database_key
    print(json.dumps(torment(Experiment(world=world, deed=deed, room=room, key=key), most)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
