"""The journey, once for all tests: a process of its own, as `make run` starts it where there is no display."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 600


@dataclass(frozen=True)
class Travelled:
    """What a journey left."""

    out: Path
    told: str

    def files(self, suffix: str) -> list[Path]:
        """Every file of a kind that was made."""
        return sorted(self.out.rglob(f"*{suffix}"))


def without_display() -> dict[str, str]:
    """The environment of a machine without a display."""
    kept = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return {key: value for key, value in kept.items() if key != "QT_QPA_PLATFORM"} | {"PYTHONUTF8": "1"}


def program(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "ui", *map(str, words)],
        cwd=ROOT, env=without_display(), capture_output=True, encoding="utf-8", timeout=LONGEST, check=False,
    )  # fmt: skip


@pytest.fixture(scope="session")
def travelled(tmp_path_factory: pytest.TempPathFactory) -> Travelled:
    """The journey from the first start of three desks to the same conclusion on all of them."""
    out = tmp_path_factory.mktemp("journey") / "out"
    done = program("--sample-journey", out)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return Travelled(out, done.stdout)
