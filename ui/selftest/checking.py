"""How checks are run and what is said of them: one line each where somebody reads along, and a report file."""

import json
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from ui.selftest.machine import about_machine, memory_peak

Check = Callable[[Path], None]


class CheckFailed(Exception):
    """What a check saw instead of what it should have seen."""


def expect(condition: object, found: object) -> None:
    """Fail the check with what was found."""
    if not condition:
        raise CheckFailed(found)


def self_test(report: Path, checks: tuple[Check, ...]) -> int:
    """Run each check in a folder of its own; a failure is written down whole and the next check runs."""
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_bytes(b"")  # a place that cannot be written is known before the work
    outcome: dict[str, str] = {}
    seconds: dict[str, float] = {}
    for check in checks:
        start = time.perf_counter()
        with TemporaryDirectory(prefix="greendesk-", ignore_cleanup_errors=True) as folder:
            try:
                check(Path(folder))
            except Exception:  # noqa: BLE001 - the report holds whatever went wrong
                outcome[check.__name__] = traceback.format_exc()
            else:
                outcome[check.__name__] = "ok"
        seconds[check.__name__] = round(time.perf_counter() - start, 3)
        _tell(f"{_shortly(outcome[check.__name__])}  {check.__name__}  {seconds[check.__name__]:.1f} s")
    well = all(result == "ok" for result in outcome.values())
    document = {
        "ok": well,
        **about_machine(),
        "checks": outcome,
        "seconds": seconds,
        "seconds_in_all": round(sum(seconds.values()), 3),
        "memory_peak_mib": memory_peak(),
    }
    report.write_text(json.dumps(document, ensure_ascii=False, indent=2), encoding="utf-8")
    return int(not well)


def _shortly(outcome: str) -> str:
    """`ok`, or the last line of what went wrong."""
    return outcome if outcome == "ok" else f"FAILED: {outcome.strip().splitlines()[-1]}"


def _tell(line: str) -> None:
    """Write a line where there is a console, in letters that it has."""
    if sys.stdout is not None:
        letters = sys.stdout.encoding or "ascii"
        sys.stdout.write(line.encode(letters, "replace").decode(letters) + "\n")
        sys.stdout.flush()


def application() -> QApplication:
    """The application of Qt, made when there is none."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication([])
