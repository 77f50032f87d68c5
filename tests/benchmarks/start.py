"""Cold start to a usable window (the passphrase can be typed) against a bare PySide6 window."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measure import Figure, figure, in_turn, seconds
from tests.desks import make_desk

RUNS = 15
PROGRAM = Path(__file__).with_name("first_paint.py")


def until_painted(what: str) -> float:
    """Seconds from the start of a process to its first paint."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environment["PYTHONPATH"] = str(Path.cwd())

    def work() -> None:
        done = subprocess.run(
            [sys.executable, str(PROGRAM), what], env=environment, capture_output=True, text=True, check=True
        )
        if "painted" not in done.stdout:
            raise RuntimeError(done.stderr)

    return seconds(work)


def run() -> list[Figure]:
    """The lines of this benchmark."""
    with tempfile.TemporaryDirectory(prefix="greendesk-bench-") as name:
        desk = make_desk(Path(name) / "desk")
        folder = str(desk.folder)
        desk.close()
        ours, floor = in_turn(lambda: until_painted(folder), lambda: until_painted("bare"), RUNS)
    return [figure("cold start to the passphrase, process start to first paint", ours, floor, 2.0, "s")]
