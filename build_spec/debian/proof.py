"""The package proved on the machine itself: installed, used by a person without rights, upgraded, removed, purged.

Nothing may be left behind but what the person made. Needs root and a machine on which GreenDesk is not installed;
without root the package is unpacked into a folder and the program in it proves itself there.
"""

from __future__ import annotations

import configparser
import hashlib
import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bootstrap import say, surroundings

from debian.package import NAME, PROGRAM, build, version_of_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

NOBODY = 65534
LONGEST = 900
OLDER = "0.1.0+older"
PLACES = ("/usr", "/etc", "/opt", "/var")
# what others keep up to date there, and what is not about programs
NOT_OURS = ("/var/lib/dpkg", "/var/lib/apt", "/var/cache", "/var/log", "/usr/share/mime/")
MADE_BY_TRIGGERS = {"/usr/share/applications/mimeinfo.cache", "/usr/share/icons/hicolor/icon-theme.cache"}
PROGRAM_THERE = Path("/usr/bin") / NAME
TYPES = {".gdx": "exchange", ".gdpkg": "package", ".gdu": "update"}
# nobody pulls the plug of a proof: dpkg need not wait for the drive after each file
_HURRIED = ("-o", "DPkg::Lock::Timeout=300", "-o", "DPkg::Options::=--force-unsafe-io")
PASSPHRASE = "the passphrase of a proof"  # noqa: S105 - of a desk that lives for a minute


class NotProved(Exception):
    """What was seen instead of what should have been seen."""


def expect(condition: object, found: object) -> None:
    """Stop the proof when something is not as it should be."""
    if not condition:
        raise NotProved(found)


def prove(make_package: Callable[[], Path]) -> None:
    """Make the package and prove it as far as this machine allows; what is only compared is made at the same time."""
    begun = time.perf_counter()
    with TemporaryDirectory(prefix="greendesk-deb-") as place, ThreadPoolExecutor(1) as beside:
        folder = Path(place)
        folder.chmod(0o755)
        making = beside.submit(make_package)
        if os.geteuid() != 0 or shutil.which("apt-get") is None:
            unpacked(making.result(), folder)
        else:
            installed(making, folder)
        refuses_an_old_system(making.result(), folder)
    say(f"the Debian package is made and proved, in {time.perf_counter() - begun:.0f} s")


@contextmanager
def step(name: str) -> Iterator[None]:
    """Tell how long a step took."""
    begun = time.perf_counter()
    yield
    say(f"  {name}: {time.perf_counter() - begun:.0f} s")


# --- without root -------------------------------------------------------------------------------------------


def unpacked(package: Path, folder: Path) -> None:
    """Let the program in the package prove itself from a folder; nothing of the machine is touched."""
    say("not root: the package is unpacked and tried, not installed")
    tree = folder / "tree"
    subprocess.run(["dpkg-deb", "--extract", package, tree], check=True)
    person = Person(folder / "person", tree / PROGRAM / NAME, rights=True)
    person.proves_the_program()
    with person.travels() as journey:
        person.arrives(journey)


def refuses_an_old_system(package: Path, folder: Path) -> None:
    """The package must refuse a C library that is too old, in a sentence and before anything is there."""
    control = folder / "control"
    subprocess.run(["dpkg-deb", "--control", package, control], check=True)
    old = folder / "old"
    old.mkdir()
    getconf = old / "getconf"
    getconf.write_text("#!/bin/sh\necho glibc 2.28\n", encoding="utf-8")  # what an older system answers
    getconf.chmod(0o755)
    for path, code in ((f"{old}:{os.environ['PATH']}", 1), (os.environ["PATH"], 0)):
        done = subprocess.run(
            ["sh", control / "preinst", "install"],
            env=surroundings(PATH=path), capture_output=True, text=True, check=False,
        )  # fmt: skip
        expect(done.returncode == code, done.stderr)
        expect(("2.28" in done.stderr) == bool(code), done.stderr)


# --- a person -----------------------------------------------------------------------------------------------


class Person:
    """Somebody with an empty home who uses the program and may write nowhere else."""

    def __init__(self, folder: Path, program: Path, *, rights: bool = False) -> None:
        """`rights`: of whoever runs the proof; otherwise of nobody."""
        self.program, self.rights = program, rights
        self.home, self.temporary, self.made = folder / "home", folder / "tmp", folder / "made"
        for one in (self.home, self.temporary, self.made):
            one.mkdir(parents=True)
            if not rights:
                os.chown(one, NOBODY, NOBODY)
        self.desk = self.made / "工作台 desk"

    def start(self, *words: str | Path, silent: bool = False, **more: str) -> subprocess.Popen[str]:
        """Start the program, or another one whose path comes first; what is `silent` may outlive its starter."""
        line = [str(word) for word in words]
        kept = {"PATH", "LANG", "PYTHONUTF8", "LC_ALL"}
        environment = {key: value for key, value in surroundings().items() if key in kept}
        environment |= {
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            "QT_QPA_PLATFORM": "offscreen",
            **more,
        }
        whose: dict[str, Any] = {} if self.rights else {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        return subprocess.Popen(
            line if line[0].startswith("/") else [str(self.program), *line],
            cwd=self.home, env=environment, text=True, stderr=subprocess.STDOUT,
            stdout=subprocess.DEVNULL if silent else subprocess.PIPE, **whose,
        )  # fmt: skip

    def does(self, *words: str | Path, **more: str) -> str:
        """Run the program to its end; returns what it said."""
        with self.start(*words, silent=False, **more) as process:
            told, _ = process.communicate(timeout=LONGEST)
        expect(process.returncode == 0, f"{words}: {process.returncode}\n{told}")
        return str(told)

    def proves_the_program(self, **more: str) -> None:
        """Run the self-test; it must leave nothing in the home and among temporary files."""
        report = self.made / "self-test.json"
        before = self.left()
        self.does("--self-test", report, **more)
        expect(report.is_file(), "no report")
        expect(self.left() == before, self.left() - before)

    def left(self) -> set[str]:
        """Every file in the home and among temporary files."""
        return {
            str(path) for place in (self.home, self.temporary) for path in place.rglob("*") if path.is_file()
        }

    def travels(self) -> subprocess.Popen[str]:
        """Begin the journey of three desks through the windows, off screen; it goes on meanwhile."""
        return self.start("--sample-journey", self.made / "journey")

    def arrives(self, journey: subprocess.Popen[str]) -> None:
        """Wait for the end of the journey and look at what it made."""
        told, _ = journey.communicate(timeout=LONGEST)
        expect(journey.returncode == 0, told)
        papers = list((self.made / "journey").rglob("*.pdf"))
        expect(len(papers) > 12, papers)
        expect("9 all three desks show the same" in told, told)

    def makes_a_desk(self) -> None:
        """Make a desk of one's own with a round in it."""
        secret = {"GREENDESK_PASSPHRASE": PASSPHRASE}
        self.does("init", "--name", "林岚（示例）", "--organisation", "示例厅", **secret)
        self.does("round", "open", "--policy", "sample-2026", "--title", "验证（示例）", **secret)

    def sees_his_desk(self) -> str:
        """What the desk says of itself: it must be well; returns its rounds."""
        secret = {"GREENDESK_PASSPHRASE": PASSPHRASE}
        self.does("doctor", **secret)
        return self.does("rounds", "--json", **secret)

    def data(self) -> dict[str, str]:
        """Every file of his with its digest."""
        files = (path for path in sorted(self.home.rglob("*")) if path.is_file())
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


# --- the machine --------------------------------------------------------------------------------------------


def apt(*words: str | Path) -> None:
    """Run apt-get without questions."""
    done = subprocess.run(
        ["apt-get", *_HURRIED, "-qq", "-y", *map(str, words)],
        env=surroundings(DEBIAN_FRONTEND="noninteractive"),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    expect(done.returncode == 0, done.stdout)


def state() -> str:
    """What dpkg knows of the package: "" when nothing at all."""
    done = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", NAME],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return "" if done.returncode else done.stdout.strip()


def everything() -> set[str]:
    """Every file and folder in the places of programs."""
    found = set()
    for place in PLACES:
        for folder, folders, files in os.walk(place):
            folders[:] = [one for one in folders if not f"{folder}/{one}/".startswith(NOT_OURS)]
            found |= {f"{folder}/{one}" for one in (*folders, *files)}
    return found


def of_packages() -> set[str]:
    """Every path that belongs to an installed package: another program may be installed at the same time."""
    lists = Path("/var/lib/dpkg/info").glob("*.list")
    return {line for one in lists for line in one.read_text("utf-8", errors="replace").splitlines()}


def listed() -> tuple[Path, ...]:
    """The files of the installed package."""
    told = subprocess.run(["dpkg", "-L", NAME], capture_output=True, text=True, check=True).stdout
    return tuple(Path(line) for line in told.splitlines() if line != "/.")


def contents(package: Path) -> str:
    """The digest of what is inside a package, packed however."""
    digest = hashlib.sha256()
    for part in ("--ctrl-tarfile", "--fsys-tarfile"):
        with subprocess.Popen(["dpkg-deb", part, package], stdout=subprocess.PIPE) as process:
            while process.stdout and (data := process.stdout.read(2**20)):
                digest.update(data)
        expect(process.returncode == 0, package.name)
    return digest.hexdigest()


def installed(making: Future[Path], folder: Path) -> None:
    """Install, use, upgrade, use, remove, purge."""
    if found := state():
        say(
            f"GreenDesk is installed here ({found}); nothing was touched, the proof needs a machine without it"
        )
        return
    version = version_of_project()
    trees = {name: folder / f"tree-{name}" for name in ("again", "older")}
    with step("the same one once more, and an older one"):
        plain = ("-Znone",)
        again = build(trees["again"], folder / "again.deb", version=version, compression=plain)
        older = build(
            trees["older"], folder / "older.deb", version=OLDER, compression=plain, like=trees["again"]
        )
    before = everything()
    person = Person(folder / "person", PROGRAM_THERE)
    try:
        with step("the older one is installed and used"):
            apt("install", "--no-install-recommends", older)
            expect(state() == f"installed {OLDER}", state())
            expect(person.does("--version").split()[-1] == OLDER, "the older version")
            person.makes_a_desk()
            rounds = person.sees_his_desk()
        with step("waited for the package"):
            package = making.result()
        with step("compared"):
            expect(contents(package) == contents(again), "the same folder gave two different packages")
        with step("upgraded and used"):
            apt("install", "--no-install-recommends", package)
            expect(state() == f"installed {version}", state())
            expect(person.does("--version").split()[-1] == version, "the newer version")
            expect(person.sees_his_desk() == rounds, "the desk shows something else after the upgrade")
            _look_at_files()
        with person.travels() as journey:
            with step("opened by its type in a window"):
                _opens_by_its_type(person)
            with step("self-test at 125 %"):
                Person(folder / "other", person.program).proves_the_program(QT_SCALE_FACTOR="1.25")
            with step("self-test from far away"):
                _moved_far(folder / "far", person.program.resolve().parent)
            with step("waited for the journey"):
                person.arrives(journey)
        kept = person.data()
    except BaseException:
        subprocess.run(["dpkg", "--purge", NAME], check=False, capture_output=True)
        raise
    apt("remove", NAME)
    expect(not PROGRAM_THERE.exists() and not PROGRAM_THERE.is_symlink(), PROGRAM_THERE)
    subprocess.run(
        ["dpkg", "--purge", NAME], check=True, stderr=subprocess.DEVNULL
    )  # nothing is left to be purged
    expect(not state(), state())
    left = everything() - before - MADE_BY_TRIGGERS - of_packages()
    expect(not left, sorted(left)[:20])
    _no_type_is_known()
    expect(person.data() == kept, "removing the package changed what is the person's")


def _moved_far(folder: Path, program: Path) -> None:
    """The program works from any folder: here one with Chinese, blanks and more than 200 characters in its path."""
    far = folder.joinpath(*["绿色制造 名单评审（示例）"] * 12)
    shutil.copytree(program, far, symlinks=True)
    Person(folder / "person", far / NAME).proves_the_program()
    shutil.rmtree(folder)


def _look_at_files() -> None:
    """Every file belongs to root, nobody else may write it, and what goes to other programs is well-formed."""
    for path in listed():
        if not path.is_symlink() and not path.exists() and path.is_relative_to("/usr/share"):
            continue  # a machine may leave out manuals and the like
        found = path.lstat()
        expect(found.st_uid == 0 and found.st_gid == 0, path)
        expect(path.is_symlink() or not found.st_mode & 0o022, path)
    entry = configparser.ConfigParser(interpolation=None)
    entry.read("/usr/share/applications/greendesk.desktop", encoding="utf-8")
    command = entry["Desktop Entry"]["Exec"].split()
    expect(shutil.which(command[0]) == str(PROGRAM_THERE), command)
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", "/usr/share/applications/greendesk.desktop"], check=True)
    if shutil.which("man") and Path("/usr/share/man/man1/greendesk.1.gz").exists():
        line = ["man", "--warnings", "-l", "/usr/share/man/man1/greendesk.1.gz"]
        done = subprocess.run(
            line, capture_output=True, text=True, check=True, env=surroundings(MANWIDTH="80")
        )
        expect("self-test" in done.stdout and not done.stderr, done.stderr or done.stdout)


def _types() -> str:
    """The types of files as this desktop knows them, "" where it keeps no such list."""
    known = Path("/usr/share/mime/globs2")
    return known.read_text(encoding="utf-8") if known.exists() else ""


def _no_type_is_known() -> None:
    expect("greendesk" not in _types(), "a type of file is left behind")


# --- a window -----------------------------------------------------------------------------------------------


@contextmanager
def screen(folder: Path) -> Iterator[str]:
    """A screen in memory; yields its name."""
    reading, writing = os.pipe()
    line = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-ac", "-nolisten", "tcp"]
    with (folder / "screen.log").open("w") as log:
        server = subprocess.Popen(line, pass_fds=(writing,), stdout=log, stderr=log)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def _opens_by_its_type(person: Person) -> None:
    """Open a file as a double click does: by its type, through the entry on the desktop, in a real window."""
    if not (_types() and shutil.which("gio") and shutil.which("Xvfb") and shutil.which("xwininfo")):
        say("no gio, Xvfb, xwininfo or types of files here: the real window was not tried")
        return
    for suffix, kind in TYPES.items():
        file = person.made / f"文件 1{suffix}"
        file.write_bytes(b"PK\x05\x06" + bytes(18))
        found = person.does("/usr/bin/gio", "info", "-a", "standard::content-type", file)
        expect(f"application/x-greendesk-{kind}" in found, found)
        expect(
            f"{NAME}.desktop" in person.does("/usr/bin/gio", "mime", f"application/x-greendesk-{kind}"), kind
        )
    with screen(person.made) as display:
        more = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        person.start("/usr/bin/gio", "open", person.made / "文件 1.gdx", silent=True, **more).wait(LONGEST)
        deadline, windows = time.monotonic() + LONGEST / 10, ""
        while f'("{NAME}" "GreenDesk")' not in windows and time.monotonic() < deadline:
            time.sleep(0.2)  # an X server tells nobody that a window has come
            windows = person.does("/usr/bin/xwininfo", "-root", "-tree", **more)
        expect(f'("{NAME}" "GreenDesk")' in windows, windows)
    # without its screen the program ends by itself
