"""Cold start to a usable window (the passphrase can be typed) against a bare PySide6 window, from source and frozen."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import Figure, figure
from tests.desks import make_desk

RUNS = 15
LIMIT = 1.5
ROOT = Path(__file__).resolve().parents[2]
BARE = Path(__file__).with_name("bare_window.py")
SUFFIX = ".exe" if os.name == "nt" else ""
FROZEN = ROOT / "dist" / "greendesk" / f"greendesk{SUFFIX}"
_MB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """One start: seconds from the process to its first paint, and the most memory it took (bytes)."""

    seconds: float
    memory: int


def run() -> Iterator[Figure]:
    """The lines of this benchmark; the frozen program is measured when it is there (`make freeze`)."""
    with tempfile.TemporaryDirectory(prefix="greendesk-bench-") as name:
        home = Path(name)
        make_desk(home / "desk").close()
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
    """Ours and the bare window in turn, after one warm-up of each."""
    begin(ours, home)
    begin(bare, home)
    pairs = [(begin(ours, home), begin(bare, home)) for _ in range(RUNS)]
    mine, floor = (median(start.seconds for start in starts) for starts in zip(*pairs, strict=True))
    yield figure(f"start of the process to the passphrase, {how}", mine, floor, LIMIT, "s")
    mine, floor = (median(start.memory for start in starts) / _MB for starts in zip(*pairs, strict=True))
    if floor:
        yield figure(f"memory at that moment, {how}", mine, floor, None, "MB")


def begin(line: Sequence[str], home: Path) -> Start:
    """Start a program that ends at its first paint, with its desk in a data home."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ours = {"GREENDESK_HOME": str(home), "GREENDESK_UNTIL_FIRST_PAINT": "1", "PYTHONPATH": str(ROOT)}
    environment = {"QT_QPA_PLATFORM": "offscreen", **kept, **ours}
    if os.name == "nt":
        begun = time.perf_counter()
        subprocess.run(line, env=environment, check=True, capture_output=True, cwd=ROOT)
        return Start(seconds=time.perf_counter() - begun, memory=0)
    return _waited(line, environment)


def _waited(line: Sequence[str], environment: dict[str, str]) -> Start:
    """Start and wait in one call that also tells what the process took."""
    begun = time.perf_counter()
    process = os.posix_spawn(shutil.which(line[0]) or line[0], list(line), environment)
    _, status, used = os.wait4(process, 0)
    spent = time.perf_counter() - begun
    if status:
        raise RuntimeError(line[0], status)
    return Start(seconds=spent, memory=used.ru_maxrss * 1024)
