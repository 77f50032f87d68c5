"""Test, build, prove and pack the Windows program; `make windows` and `bootstrap.py windows` come here.

bootstrap.py windows                     all parts, one after the other
bootstrap.py windows build proof         these parts only: tests, build, proof, installer
bootstrap.py windows tests tests/db -x   the tests with words for pytest, which end the line
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from bootstrap import OUTPUT, SetUpFailed, say

from windows.build import build, prove
from windows.delivery import deliver
from windows.machine import Machine, machine_at
from windows.testing import check

HOME = OUTPUT / "windows"


def main(words: Sequence[str]) -> int:
    """Run the parts that are named, or all; returns the exit code."""
    parts: dict[str, Callable[[Machine], None]] = {
        "tests": lambda machine: check(machine, HOME, rest),
        "build": lambda machine: build(machine, HOME),
        "proof": lambda machine: prove(machine, HOME),
        "installer": lambda machine: deliver(machine, HOME),
    }
    named = [word for word in words if word in parts]
    rest = list(words[len(named) :])
    if words[: len(named)] != named or (rest and named[-1:] != ["tests"]):
        print(__doc__, file=sys.stderr)
        return 2
    times = []
    try:
        for name in ("start", *(named or parts)):
            begun = time.perf_counter()
            if name == "start":
                machine = machine_at(HOME)
            else:
                say(f"Windows: {name}")
                parts[name](machine)
            times.append(f"{name} {time.perf_counter() - begun:.0f} s")
    except SetUpFailed as reason:
        print(reason, file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as failure:
        print(
            f"failed with code {failure.returncode}: {' '.join(map(str, failure.cmd[:4]))}", file=sys.stderr
        )
        return 1
    say("Windows: " + ", ".join(times))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
