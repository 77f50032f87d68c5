"""A process with a small disk of its own: does a deed again and again with one more page of room each time.

Run as `unshare --mount python -m tests.faults.starved DEED ROOM`; prints a JSON line: how often it ended how.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from greendesk.errors import GreendeskError
from tests.faults.deeds import DEEDS, Scene, lay_out, state
from tests.faults.share import PROVE
from tests.faults.world import World, opened

PAGE = 4096
GROWTH = 16 if PROVE else 1  # each step grows the room by a page or by this part of it


def mount(place: Path, options: str) -> None:
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(place)], check=True)


def leave(disk: Path, pages: int) -> Path:
    """Fill the disk so that only this many pages are free; returns the file that fills it."""
    filler = disk / "filler"
    found = os.statvfs(disk)
    with filler.open("wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, max(1, found.f_bavail - pages) * found.f_frsize)
    return filler


def attempt(deed: str, scene: Scene) -> str:
    """How the deed ends on the open desk: a code, or "done"."""
    with opened(scene.desk) as desk:
        try:
            DEEDS[deed].act(desk, scene)
        except GreendeskError as error:
            return error.code
    return "done"


def starve(deed: str, scene: Scene, disk: Path) -> dict[str, object]:
    """Do the deed with more and more room, until there is enough of it."""
    before, ends = state(scene), Counter[str]()
    pages, growth = 0, 1
    while True:
        with opened(scene.desk) as desk:
            filler, end = leave(disk, pages), ""
            try:
                DEEDS[deed].act(desk, scene)
            except GreendeskError as error:
                end = error.code
            finally:
                filler.unlink()
        if not end:
            return {"ends": ends, "pages needed": pages}
        ends[end] += 1
        assert state(scene) == before, (deed, pages, end)
        pages += growth
        growth = max(1, pages // GROWTH)


def write_protect(deed: str, scene: Scene, disk: Path) -> str:
    """Do the deed, or only try to open the desk, on a disk that may not be written."""
    before = state(scene)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        end = attempt(deed, scene)
    except GreendeskError as error:
        end = error.code
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    assert state(scene) == before, (deed, "read only", end)
    return end


def main(deed: str, room: Path) -> None:
    """Mount the disk, lay out the scene on it, and let it suffer."""
    world = World.from_json(json.loads((room / "world.json").read_text(encoding="utf-8")))
    disk = room / "disk"
    mount(disk, "size=64m")
    part = "stick" if DEEDS[deed].onto_stick else "desk"
    found = starve(deed, lay_out(world, deed, room, **{part: disk / "small"}), disk)
    again = lay_out(world, deed, room / "again", **{part: disk / "other"})
    print(json.dumps({**found, "read only": write_protect(deed, again, disk)}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
