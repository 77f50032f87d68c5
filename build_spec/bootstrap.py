"""Set up a bare machine and start, test, measure or build GreenDesk; the standard library is all it needs."""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import locale
import os
import platform
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parents[1]
ORDER = 20261121  # of the tests, so that a failure of the machine that takes changes can be played again
MOST_PROCESSES = 4  # of the tests; each takes up to a gigabyte
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "greendesk-stamp.json"
ON_WINDOWS = platform.system() == "Windows"
SCRIPTS = ENVIRONMENT / ("Scripts" if ON_WINDOWS else "bin")
SUFFIX = ".exe" if ON_WINDOWS else ""
PYTHON = SCRIPTS / f"python{SUFFIX}"
UV = SCRIPTS / f"uv{SUFFIX}"
FROZEN = ROOT / "dist" / "greendesk" / f"greendesk{SUFFIX}"
OUTPUT = ROOT / "out"
OLDEST_PYTHON = (3, 11)

INSTALLER_LOCK = ROOT / "build_spec" / "installer.lock"
RUN_LOCK = ROOT / "requirements.lock"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.lock"
FUZZ_LOCK = ROOT / "build_spec" / "fuzz.lock"
FUZZER = OUTPUT / "fuzz" / "tools"

RUN_PACKAGES = (
    "ca-certificates",
    # what Qt's libraries link to, with and without a screen
    "libegl1", "libgl1", "libglib2.0-0", "libdbus-1-3", "libfontconfig1", "libxkbcommon0", "libgssapi-krb5-2",
    # what the X11 platform plugin links to
    "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0",
    # what the Wayland platform plugin links to
    "libwayland-cursor0", "libwayland-egl1",
)  # fmt: skip
FREEZE_PACKAGES = (
    "binutils",
    "libpython3.11",
)  # PyInstaller reads libraries with objdump and ships the shared Python
TEST_PACKAGES = (
    "age", "openssl", "poppler-utils", "qpdf",  # strangers who check what we signed and wrote
    "postgresql",  # the other engine of the store
    "softhsm2",  # a token (PKCS#11) in a folder
    "libreoffice-calc-nogui", "libreoffice-writer-nogui",  # strangers who open our xlsx and docx
    "fonts-wqy-microhei",  # and need a font to print Chinese with; the program brings its own
    "xauth", "xvfb",  # a real X server for what the off-screen platform does not show
    "desktop-file-utils", "libglib2.0-bin", "shared-mime-info", "x11-utils",  # a desktop for the installed package
    "faketime",  # computers whose date is wrong
)  # fmt: skip


class SetUpFailed(Exception):
    """Set-up cannot go on; the text says what to do."""


@dataclass(frozen=True)
class Step:
    """One step of a command: what it is called on the screen and how it is run."""

    name: str
    act: Callable[[], None]


def say(text: str) -> None:
    """Tell the person at the terminal what happens next."""
    print(f"==> {text}", flush=True)


def surroundings(**more: str) -> dict[str, str]:
    """Return the environment variables of every command: UTF-8 everywhere, the rest as found."""
    found = dict(os.environ)
    found["PYTHONUTF8"] = "1"
    if not ON_WINDOWS and locale.getencoding().upper() not in {"UTF-8", "UTF8"}:
        found["LC_ALL"] = "C.UTF-8"
    found.update(more)
    return found


def command(program: Path, words: str, *paths: Path) -> list[str | Path]:
    """Return a command line from a program, words without blanks inside, and the paths that end it."""
    return [program, *words.split(), *paths]


def run(line: Sequence[str | Path], **more: str) -> None:
    """Run a command line in the project's folder and stop if it fails."""
    subprocess.run([str(part) for part in line], cwd=ROOT, env=surroundings(**more), check=True)


# --- the system ---------------------------------------------------------------------------------------------


def missing_system_packages(wanted: Sequence[str]) -> list[str]:
    """Return those Debian packages that are neither installed nor provided by an installed one."""
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Abbrev}|${Package}|${Provides}\n"],
        capture_output=True, text=True, check=True, env=surroundings(),
    ).stdout  # fmt: skip
    present: set[str] = set()
    for line in listing.splitlines():
        status, name, provides = line.split("|", 2)
        if status.startswith("ii"):
            present.add(name)
            present.update(word.split(" ")[0].split(":")[0] for word in provides.split(", ") if word)
    return [name for name in wanted if name not in present]


def install_system_packages(wanted: Sequence[str]) -> None:
    """Install the missing Debian packages; elsewhere on Linux say what Qt needs and go on."""
    if platform.system() != "Linux":
        return
    if shutil.which("apt-get") is None or shutil.which("dpkg-query") is None:
        say("no apt-get here; if Qt misses a library, install the counterparts of: " + " ".join(wanted))
        return
    needed = list(wanted)
    if importlib.util.find_spec("ensurepip") is None:
        needed.insert(0, f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    missing = missing_system_packages(needed)
    if not missing:
        return
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3", "-qq"]
    if os.geteuid() != 0:
        if shutil.which("sudo") is None:
            raise SetUpFailed("as root, run: apt-get install --no-install-recommends " + " ".join(missing))
        apt = ["sudo", "env", "DEBIAN_FRONTEND=noninteractive", *apt]
    say("installing system packages: " + " ".join(missing))
    for line in ([*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", *missing]):
        done = subprocess.run(
            line, env=surroundings(DEBIAN_FRONTEND="noninteractive"), check=False, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        if done.returncode:
            raise SetUpFailed(f"{done.stdout}\napt-get could not install the system packages (see above)")
    importlib.invalidate_caches()


# --- the Python packages ------------------------------------------------------------------------------------


def fingerprint(lock: Path) -> str:
    """Return what a stamp remembers of a lock: its bytes, the interpreter, where the environment stands."""
    parts = (lock.read_bytes(), sys.version.encode(), str(ENVIRONMENT).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def stamped() -> dict[str, str]:
    """Return the fingerprints of the locks that the environment holds, none if it was never finished."""
    if not (STAMP.is_file() and PYTHON.exists()):
        return {}
    found: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    return found


def index_of_pip() -> dict[str, str]:
    """Return pip's configured index in uv's words, because uv does not read pip's configuration."""
    if os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("UV_INDEX_URL"):
        return {}
    listing = subprocess.run(
        [str(PYTHON), "-m", "pip", "config", "list"],
        capture_output=True, text=True, check=False, env=surroundings(),
    ).stdout  # fmt: skip
    settings = dict(line.split("=", 1) for line in listing.splitlines() if "=" in line)
    for name in (":env:.index-url", "site.index-url", "user.index-url", "global.index-url"):
        if name in settings:
            return {"UV_DEFAULT_INDEX": settings[name].strip("'\"")}
    return {}


def reach_of_uv() -> dict[str, str]:
    """Return what uv has to know to install: pip's index, and the machine's own certificates."""
    return {**index_of_pip(), "UV_SYSTEM_CERTS": os.environ.get("UV_SYSTEM_CERTS", "1")}


def install_locked(lock: Path, also: Sequence[Path] = ()) -> None:
    """Make the environment hold exactly what the lock names, checked by hash; do nothing if it already does.

    Args:
        lock: what has to be there.
        also: locks that the first one contains, so that they need no step of their own later.

    """
    if ENVIRONMENT.is_symlink():  # the packages would go into the environment of another checkout
        raise SetUpFailed(
            ".venv is a link to another environment; remove the link, and a new one is made here"
        )
    if stamped().get(lock.name) == fingerprint(lock):
        return
    say(f"installing the packages of {lock.name} into .venv")
    STAMP.unlink(missing_ok=True)
    import venv  # the Python that Windows has as a folder is without it, and needs none

    venv.create(ENVIRONMENT, with_pip=True, symlinks=not ON_WINDOWS)
    pip = command(PYTHON, "-m pip --disable-pip-version-check install --quiet --require-hashes -r")
    try:
        run([*pip, INSTALLER_LOCK])
        uv = command(UV, "pip sync --quiet --require-hashes --compile-bytecode --python", PYTHON)
        run([*uv, lock], **reach_of_uv())
    except subprocess.CalledProcessError:
        say("uv could not do it; trying once more with pip")
        run([*pip, lock])
    STAMP.write_text(json.dumps({each.name: fingerprint(each) for each in (lock, *also)}), encoding="utf-8")


def compile_resources() -> None:
    """Turn the sources of translations and tokens that are newer than their compiled form into what loads fast."""
    import tomllib  # here, so that an older Python gets as far as being told

    tokens = ROOT / "resources" / "theme" / "tokens.toml"
    compiled = tokens.with_suffix(".json")
    if not compiled.exists() or compiled.stat().st_mtime < tokens.stat().st_mtime:
        compiled.write_text(json.dumps(tomllib.loads(tokens.read_text(encoding="utf-8"))), encoding="utf-8")
    for source in sorted((ROOT / "resources" / "translations").glob("*.ts")):
        compiled = source.with_suffix(".qm")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            run([SCRIPTS / f"pyside6-lrelease{SUFFIX}", "-silent", source, "-qm", compiled])


def set_up_to_run() -> None:
    """Install what a user needs."""
    install_system_packages(RUN_PACKAGES)
    install_locked(RUN_LOCK)
    compile_resources()


def set_up_to_build() -> None:
    """Install what a developer needs to lint, measure and freeze."""
    install_system_packages(RUN_PACKAGES + FREEZE_PACKAGES)
    install_locked(DEVELOPMENT_LOCK, also=(RUN_LOCK,))
    compile_resources()


def set_up_to_test() -> None:
    """Install what the whole test command needs."""
    install_system_packages(RUN_PACKAGES + FREEZE_PACKAGES + TEST_PACKAGES)
    install_locked(DEVELOPMENT_LOCK, also=(RUN_LOCK,))
    compile_resources()


def set_up_to_fuzz() -> None:
    """Install what the fuzz command needs; the fuzzer stands apart, for it exists for Linux alone."""
    if platform.system() != "Linux":
        raise SetUpFailed("the fuzzer runs on Linux only; the tests try a bounded share everywhere")
    set_up_to_build()
    stamp = FUZZER / FUZZ_LOCK.name
    if not stamp.is_file() or stamp.read_bytes() != FUZZ_LOCK.read_bytes():
        say("installing the fuzzer into out/fuzz/tools")
        shutil.rmtree(FUZZER, ignore_errors=True)
        pip = command(
            PYTHON, "-m pip --disable-pip-version-check install --quiet --require-hashes --target", FUZZER
        )
        run([*pip, "-r", FUZZ_LOCK])
        shutil.copyfile(FUZZ_LOCK, stamp)


# --- what is done with it -----------------------------------------------------------------------------------


def has_display() -> bool:
    """Say whether windows can be shown here."""
    if platform.system() != "Linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def start(arguments: Sequence[str]) -> None:
    """Start the program: as told, else on the sample desk, else the sample journey off screen."""
    if arguments:
        run([PYTHON, "-m", "ui", *arguments])
    elif has_display():
        say("opening the sample desk (示例)")
        run([PYTHON, "-m", "ui", "--sample"])
    else:
        say("no display here: driving the sample journey (示例) through the windows off screen")
        run([PYTHON, "-m", "ui", "--sample-journey", OUTPUT], QT_QPA_PLATFORM="offscreen")
        say(f"done; the PDFs, the xlsx, the exchange files and a picture of every screen are in {OUTPUT}")


def lint(_: Sequence[str] = ()) -> None:
    """Check style, layout and types; run all of them, so that one call shows all there is to mend."""
    checks = (
        command(PYTHON, "-m ruff check --output-format concise ."),
        command(PYTHON, "-m ruff format --check ."),
        command(PYTHON, "-m mypy"),
        command(PYTHON, "-m mypy", *sorted((ROOT / "build_spec").rglob("*.py"))),
    )
    failures = []
    for line in checks:
        try:
            run(line)
        except subprocess.CalledProcessError as failure:
            failures.append(failure)
    if failures:
        raise failures[0]


def install_hooks(_: Sequence[str] = ()) -> None:
    """Let git run what `.pre-commit-config.yaml` names before each commit."""
    run([PYTHON, "-m", "pre_commit", "install"])


def check(arguments: Sequence[str] = ()) -> None:
    """Run the tests off screen."""
    run([PYTHON, *testing(arguments)], QT_QPA_PLATFORM="offscreen")


def testing(words: Sequence[str]) -> list[str]:
    """Return the words for Python that run the tests: a process for each core, and one mixed order on every machine.

    pytest alone draws a new order. Words of the caller come last and win: `-n 0` runs all in one process.
    """
    processes = str(min(os.cpu_count() or 1, MOST_PROCESSES))
    spread = ("-n", processes, "--dist", "loadfile", "--durations", "25")
    return ["-m", "pytest", f"--randomly-seed={ORDER}", *spread, *words]


def measure(arguments: Sequence[str] = ()) -> None:
    """Run the benchmarks off screen."""
    run([PYTHON, "-m", "tests.benchmarks", *arguments], QT_QPA_PLATFORM="offscreen")


BOTH_ENGINES = ("tests/db", "tests/property/test_union.py", "tests/unit/test_exchange_core.py")


def prove(arguments: Sequence[str] = ()) -> None:
    """Run the proofs that nothing is lost, whole and not only the bounded share that `test` runs."""
    proofs = ("tests/faults", "tests/unit/test_bad_input.py", "tests/unit/test_flips.py", *BOTH_ENGINES)
    run(
        [PYTHON, "-m", "pytest", "-s", *(arguments or proofs)],
        QT_QPA_PLATFORM="offscreen",
        GREENDESK_PROVE="1",
    )
    if not arguments:
        say("the tests of desks once more, all of their records on a PostgreSQL server")
        run(
            [PYTHON, "-m", "pytest", "tests/unit", "tests/property", "tests/e2e"],
            QT_QPA_PLATFORM="offscreen",
            GREENDESK_TEST_STORE="postgresql",
        )


def fuzz(arguments: Sequence[str]) -> None:
    """Let the fuzzer change what every reader of foreign bytes is given; findings stay in out/fuzz."""
    run([PYTHON, "-m", "tests.fuzz", *arguments], QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(FUZZER))


def freeze(_: Sequence[str] = ()) -> None:
    """Build the program's folder and let the built program prove itself."""
    build = command(PYTHON, "-m PyInstaller --noconfirm --log-level WARN --distpath", ROOT / "dist")
    run([*build, "--workpath", ROOT / "build", ROOT / "build_spec" / "greendesk.spec"])
    prove_frozen()


def build_for_windows(arguments: Sequence[str] = ()) -> None:
    """Build, test and install the Windows program, on Windows or under wine; the parts are named in `windows`."""
    run([PYTHON, "-m", "windows", *arguments], PYTHONPATH=str(ROOT / "build_spec"))


def make_package(arguments: Sequence[str] = ()) -> None:
    """Make the Debian package of the frozen program; `prove` also installs, uses, upgrades and removes it."""
    if not FROZEN.exists():
        freeze()
    run([sys.executable, ROOT / "build_spec" / "deb.py", *(arguments or ("build",))])


def prove_package() -> None:
    """Prove the Debian package where such packages are made."""
    if shutil.which("dpkg-deb") is None:
        say("no dpkg-deb here: the Debian package was not made")
    else:
        make_package(("prove",))


def prove_frozen() -> None:
    """Run the self-test of the frozen program and show its report."""
    OUTPUT.mkdir(exist_ok=True)
    report = OUTPUT / "self-test.json"
    report.unlink(missing_ok=True)
    try:
        run([FROZEN, "--self-test", report], QT_QPA_PLATFORM="offscreen")
    finally:
        if report.exists():
            print(report.read_text(encoding="utf-8"))


def compare_start_times(_: Sequence[str] = ()) -> None:
    """Print how long start and self-test take, frozen and not, in turn on the same machine."""
    report = OUTPUT / "self-test-timed.json"
    ways: dict[str, list[str | Path]] = {"frozen": [FROZEN], "unfrozen": [PYTHON, "-m", "ui"]}
    times: dict[str, list[float]] = {way: [] for way in ways}
    for _turn in range(3):
        for way, program in ways.items():
            begun = time.perf_counter()
            run([*program, "--self-test", report], QT_QPA_PLATFORM="offscreen")
            times[way].append(time.perf_counter() - begun)
    medians = ", ".join(f"{way} {median(measured):.2f} s" for way, measured in times.items())
    print(f"process start to the end of the self-test, median of 3: {medians}")


def lock_versions(_: Sequence[str] = ()) -> None:
    """Choose the versions anew; the files name packages and hashes, never the place they came from."""
    uv = command(
        UV, "pip compile --quiet --upgrade --universal --generate-hashes --no-header --python-version 3.11"
    )
    reach = index_of_pip()
    wanted = ENVIRONMENT / "installer.in"
    wanted.write_text("uv\n", encoding="utf-8")
    run([*uv, "--no-annotate", wanted, "-o", INSTALLER_LOCK.relative_to(ROOT)], **reach)
    run([*uv, "pyproject.toml", "-o", RUN_LOCK.name], **reach)
    run([*uv, "pyproject.toml", "--extra", "dev", "-c", RUN_LOCK.name, "-o", DEVELOPMENT_LOCK.name], **reach)
    say("locks written; run make test, then python build_spec/notices.py in the environment")


def check_everything(arguments: Sequence[str]) -> None:
    """Run all that has to be green before a change is taken, and say how long each part took."""
    steps = (
        Step("lint and types", lint),
        Step("tests", lambda: check(arguments)),
        Step("freeze and self-test", freeze),
        Step("start times", compare_start_times),
        Step("Debian package", prove_package),
    )
    times: list[str] = []
    for step in steps:
        say(step.name)
        begun = time.perf_counter()
        step.act()
        times.append(f"{step.name} {time.perf_counter() - begun:.0f} s")
    say("all green: " + ", ".join(times))


COMMANDS: dict[str, tuple[Callable[[], None], Callable[[Sequence[str]], None], str]] = {
    "run": (set_up_to_run, start, "open the sample desk (without a display: drive it off screen into out/)"),
    "test": (
        set_up_to_test,
        check_everything,
        "lint, types, all tests, build, self-test of the build, Debian package",
    ),
    "lint": (set_up_to_build, lint, "style, layout and types only"),
    "hooks": (set_up_to_build, install_hooks, "let git refuse a commit that breaks style, types or rules"),
    "bench": (set_up_to_build, measure, "measure against the floors and peers; table and docs/benchmarks.md"),
    "prove": (set_up_to_test, prove, "kill, starve and mislead the program for minutes: nothing may be lost"),
    "fuzz": (set_up_to_fuzz, fuzz, "give every reader of foreign bytes what it does not expect"),
    "freeze": (set_up_to_build, freeze, "build dist/greendesk with PyInstaller and run its self-test"),
    "deb": (set_up_to_build, make_package, "make the Debian package of dist/greendesk"),
    "windows": (
        set_up_to_build,
        build_for_windows,
        "test, build and install the Windows program, on Debian under wine",
    ),
    "lock": (set_up_to_build, lock_versions, "choose the newest allowed versions and write the locks"),
}


def main() -> int:
    """Run the command named on the command line and return the exit code."""
    if sys.version_info < OLDEST_PYTHON:
        print(f"GreenDesk needs Python 3.11 or newer; this is {platform.python_version()}", file=sys.stderr)
        return 2
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:8} {about}" for name, (_, _, about) in COMMANDS.items()),
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help="one of those below")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed on to the program or the tests")
    options = parser.parse_args()
    set_up, act, _ = COMMANDS[options.command]
    begun = time.perf_counter()
    try:
        set_up()
        say(f"set-up took {time.perf_counter() - begun:.1f} s")
        act(options.arguments)
    except SetUpFailed as reason:
        print(reason, file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as failure:
        print(f"failed with code {failure.returncode}: {' '.join(failure.cmd[:4])}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
