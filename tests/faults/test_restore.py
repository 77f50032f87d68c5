"""A restore in trouble at every write, sync, rename and removal that it does: the old desk or the restored one.

`make prove` goes through all of them, a bounded even choice runs always.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.share import PROVE, share

if sys.platform != "linux":
    pytest.skip("the calls are stopped by the Linux kernel", allow_module_level=True)

from tests.faults.interception import supported

ROOT = Path(__file__).resolve().parents[2]


def test_trouble_at_every_call_of_a_restore_leaves_the_old_or_the_restored_desk(
    tmp_path: Path, record_property: Callable[..., None]
) -> None:
    if not supported():
        pytest.skip("this system lets no process answer for the calls of another (seccomp user notification)")
    words = [str(tmp_path), str(share(0, 16))]
    line = [sys.executable, "-W", "error", "-m", "tests.faults.restores", *words]
    done = subprocess.run(
        line, capture_output=True, text=True, check=False, cwd=ROOT, timeout=7200 if PROVE else 600
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-4000:]
    found = json.loads(done.stdout)
    assert found["calls"] >= 20
    assert any(end.startswith("killed") for end in found["ends"])
    record_property("restore", json.dumps(found))
