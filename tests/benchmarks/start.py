"""Cold start to a usable window (the passphrase can be typed) against a bare PySide6 window, from source and frozen."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from tests.benchmarks.measure import Figure, figure, high_water, in_turn, seconds
from tests.desks import make_desk
from ui.settings import SYSTEM_APPEARANCE, Settings

RUNS = 15
LIMIT = 1.5
ROOT = Path(__file__).resolve().parents[2]
BARE = Path(__file__).with_name("bare_window.py")
SUFFIX = ".exe" if os.name == "nt" else ""
FROZEN = ROOT / "dist" / "greendesk" / f"greendesk{SUFFIX}"
_MB = 1024 * 1024


def run() -> Iterator[Figure]:
    """The lines of this benchmark; the frozen program is measured when it is there (`make freeze`)."""
    with tempfile.TemporaryDirectory(prefix="greendesk-bench-") as name:
        home = Path(name)
        make_desk(home / "desk").close()
        Settings(home)[SYSTEM_APPEARANCE] = "light"  # as every start but the first finds it
        yield from _pair("from source", home, [sys.executable, "-m", "ui"], [sys.executable, str(BARE)])
        if FROZEN.is_file():
            yield from _pair("frozen", home, [str(FROZEN)], [str(frozen_bare(home))])


def frozen_bare(folder: Path) -> Path:
    """Build the bare window as an ordinary PyInstaller folder; returns its program."""
    line = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--name", "bare"]
    places = ("--distpath", folder / "dist", "--workpath", folder / "work", "--specpath", folder)
    subprocess.run([*line, *map(str, places), str(BARE)], check=True, cwd=folder)
    return folder / "dist" / "bare" / f"bare{SUFFIX}"


def _pair(how: str, home: Path, ours: Sequence[str], bare: Sequence[str]) -> Iterator[Figure]:
    """Ours and the bare window in turn."""
    mine, floor = in_turn(lambda: begin(ours, home), lambda: begin(bare, home), RUNS)
    yield figure(f"start of the process to the passphrase, {how}", mine, floor, LIMIT, "s")
    if sys.platform == "linux":
        most = (max(memory(line, home) for _ in range(3)) / _MB for line in (ours, bare))
        yield figure(f"memory at that moment, {how}", *most, None, "MB")


def begin(line: Sequence[str], home: Path) -> float:
    """Seconds from the start of a process to its end at the first paint, with its desk in a data home."""
    return seconds(
        lambda: subprocess.run(line, env=_surroundings(home), check=True, capture_output=True, cwd=ROOT)
    )


def memory(line: Sequence[str], home: Path) -> int:
    """The most memory (bytes) of such a start."""
    most = 0
    with subprocess.Popen(line, env=_surroundings(home), stdout=subprocess.DEVNULL, cwd=ROOT) as process:
        while process.poll() is None:
            with suppress(OSError, StopIteration):  # it may be over while it is read
                most = max(most, high_water(process.pid))
    return most


def _surroundings(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ours = {"GREENDESK_HOME": str(home), "GREENDESK_UNTIL_FIRST_PAINT": "1", "PYTHONPATH": str(ROOT)}
    return {"QT_QPA_PLATFORM": "offscreen", **kept, **ours}
