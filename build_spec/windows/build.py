"""Build the Windows program, and let what was built prove itself."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from bootstrap import ROOT, SetUpFailed, say

from windows.machine import Machine
from windows.signing import sign
from windows.wine import shim_names

PROGRAM = "GreenDesk.exe"  # opens windows
COMMANDS = "greendesk-cli.exe"  # speaks on the console
PAPERS = frozenset({".pdf", ".docx", ".xlsx"})
HERE = Path(__file__).resolve().parent


def program_folder(home: Path) -> Path:
    """Return where the built program lies."""
    return home / "dist" / "GreenDesk"


def build(machine: Machine, home: Path) -> None:
    """Build the program's folder, look at what is in it, and sign its two programs if that was asked for."""
    icons, folder = home / "icons", program_folder(home)
    shutil.rmtree(folder, ignore_errors=True)
    machine.python([ROOT / "build_spec" / "icons.py", home / "painted"])
    shutil.rmtree(icons, ignore_errors=True)
    (home / "painted" / "windows").rename(icons)
    machine.python(
        [
            *("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", home / "dist", "--workpath", home / "work"),
            ROOT / "build_spec" / "greendesk.spec",
        ]
    )
    refuse_leaks(folder)
    machine.python([HERE / "linked.py", folder])
    for name in (PROGRAM, COMMANDS):
        sign(folder / name)
    files = [file for file in folder.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 2**20
    say(f"{folder.relative_to(ROOT)}: {size:.0f} MiB in {len(files)} files")


def refuse_leaks(folder: Path) -> None:
    """Stop if what stands in for a part of Windows was taken along."""
    leaked = sorted(file.name for file in folder.rglob("*") if file.name.lower() in shim_names())
    if leaked:
        raise SetUpFailed("a stand-in of the wine prefix went into the program: " + ", ".join(leaked))


def prove(machine: Machine, home: Path) -> None:
    """Run the built program: its self-test, the whole sample journey, and a command on what that made."""
    folder = program_folder(home)
    report, out = home / "self-test.json", home / "journey"
    report.unlink(missing_ok=True)
    shutil.rmtree(out, ignore_errors=True)
    tested = machine.run([folder / PROGRAM, "--self-test", report], check=False)
    if not report.is_file():
        raise SetUpFailed(f"the built program left no report of its self-test\n{tested.output}")
    told = json.loads(report.read_text(encoding="utf-8"))
    for name, outcome in told["checks"].items():
        print(f"  {name}: {outcome}")
    if tested.code or not told["ok"] or not told["frozen"]:
        raise SetUpFailed("the built program failed its self-test (see above)")
    travelled = machine.run([folder / PROGRAM, "--sample-journey", out], check=False)
    if travelled.code:
        raise SetUpFailed(f"the built program did not finish the sample journey\n{travelled.output}")
    papers = [file for file in sorted(out.rglob("*")) if file.suffix in PAPERS]
    if not papers:
        raise SetUpFailed(f"the sample journey left no paper in {out}")
    answer = machine.run([folder / COMMANDS, "verify", *papers], check=False)
    if answer.code:
        raise SetUpFailed(f"{COMMANDS} does not verify what the journey signed\n{answer.output}")
    say(f"the built program proved itself; {len(papers)} papers of its sample journey in {out} are verified")
