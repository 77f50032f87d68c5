"""The test suite on the Windows Python."""

from __future__ import annotations

from collections.abc import Sequence

from bootstrap import ORDER

from windows.machine import Machine


def check(machine: Machine, words: Sequence[str]) -> None:
    """Run the tests as `make test` does, in the encoding of the machine and not in UTF-8 by order."""
    line = ["-m", "pytest", "-p", "no:cacheprovider", f"--randomly-seed={ORDER}", *words]
    machine.python(line, {"PYTHONUTF8": "0"})
