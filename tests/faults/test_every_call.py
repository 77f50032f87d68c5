"""Import, export, backup and parts in trouble at every write, sync, rename and removal that they do: old or new only.

`make prove` goes through all of them, a bounded even choice runs always.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.share import PROVE, share
from tests.faults.world import World

if sys.platform != "linux":
    pytest.skip("needs the Linux kernel, which stops the calls", allow_module_level=True)

from tests.faults.interception import supported

ROOT = Path(__file__).resolve().parents[2]
DEEDS = ("export", "export in parts", "receive", "receive parts", "back up")
MOST = 6  # points of each deed when time is bounded
LEAST = {"export": 20, "export in parts": 20, "receive": 40, "receive parts": 20, "back up": 10}


@pytest.mark.parametrize("deed", DEEDS)
def test_trouble_at_every_call_leaves_the_old_or_the_new(
    world: World, deed: str, record_property: Callable[..., None]
) -> None:
    if not supported():
        pytest.skip("this system lets no process answer for the calls of another (seccomp user notification)")
    room = Path(tempfile.mkdtemp(prefix="calls-", dir=world.folder))
    (room / "world.json").write_text(json.dumps(world.to_json()), encoding="utf-8")
    line = [
        sys.executable,
        "-W",
        "error",
        "-m",
        "tests.faults.every_call",
        deed,
        str(room),
        str(share(0, MOST)),
    ]
    done = subprocess.run(
        line, capture_output=True, text=True, check=False, cwd=ROOT, timeout=7200 if PROVE else 600
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-4000:]
    found = json.loads(done.stdout)
    assert found["calls"] >= LEAST[deed]
    assert found["points"] == share(found["points"], MOST)
    assert set(found["ends"]) - {"done"}
    record_property(deed, json.dumps(found))
    print(f"{deed}: {found}")
