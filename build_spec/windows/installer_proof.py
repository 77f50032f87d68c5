"""Prove an installer on a Windows that is none: install, upgrade, refuse, repair, remove, and leave nothing behind."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bootstrap import SetUpFailed, say, surroundings

from windows.installer import LIST, MARKER, InstallerRefusal, room_for_path
from windows.wine import NATIVE_FIRST, Wine

UNINSTALL = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Uninstall\GreenDesk"
APP_PATH = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\App Paths\GreenDesk.exe"
CLASSES = r"HKEY_CURRENT_USER\Software\Classes"
CHINESE, ENGLISH = "/LANG=2052", "/LANG=1033"
SHORTCUTS = {CHINESE: "GreenDesk 绿色制造名单评审.lnk", ENGLISH: "GreenDesk.lnk"}
KINDS = {
    ".gdx": ("GreenDesk.Exchange", "exchange", "GreenDesk 交换文件"),
    ".gdpkg": ("GreenDesk.Package", "package", "GreenDesk 材料包"),
    ".gdu": ("GreenDesk.Update", "update", "GreenDesk 更新文件"),
}
DATA_FILES = {"desk/desk.db": b"records", "desk/files/ab": b"read-only", "settings.json": b"{}"}
UNINSTALLERS_COPY = (
    "/Temp/~nsu"  # of which an uninstaller runs; nobody can remove himself, Windows does it later
)
LONGEST_RUN = 300  # seconds; a program under wine that takes longer hangs
OTHER, AWAY, STICK = "Other", Path("绿色 软件/GreenDesk"), Path("U 盘/GreenDesk")
Keys = dict[str, dict[str, str]]


def prove(setup: Path, older: Path, wine: Wine, dist: Path | None = None) -> None:
    """Run the whole story of an installation; raises `SetUpFailed` at the first thing that is not as it should be."""
    wine.start()
    wine.tell("QT_QPA_PLATFORM", "offscreen")
    for key in (CLASSES, UNINSTALL.rpartition("\\")[0]):  # every Windows has them, a fresh prefix has not
        wine.run(["reg", "add", key, "/f"])
    proof = _Proof(wine=wine, setup=setup, older=older, dist=dist)
    proof.begin_clean()
    for step in (
        proof.installs_the_older,
        proof.waits_for_the_program_that_runs,
        proof.upgrades_and_keeps_data,
        proof.refuses_the_older_one,
        proof.repairs,
        proof.refuses_folders_that_will_not_do,
        proof.takes_a_long_path_in_chinese,
        proof.moves_to_another_folder,
        proof.leaves_what_is_not_its_own,
        proof.removes_itself_and_keeps_data,
        proof.deletes_data_when_told,
        proof.unpacks_a_portable_copy,
    ):
        step()
        say(f"installer: {step.__name__.replace('_', ' ')}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What is on the drive and in the person's part of the registry at one time."""

    files: frozenset[str]
    keys: frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proof:
    """The installer under proof, and where it is tried."""

    wine: Wine
    setup: Path
    older: Path
    dist: Path | None

    # ------------------------------------------------------------ places

    @property
    def user(self) -> Path:
        """The folder of the only user of the prefix."""
        return next(
            place for place in sorted((self.wine.drive / "users").iterdir()) if place.name != "Public"
        )

    @property
    def home(self) -> Path:
        """Where the program is installed unless told otherwise."""
        return self.user / "AppData" / "Local" / "Programs" / "GreenDesk"

    @property
    def data(self) -> Path:
        """Where the program keeps data."""
        return self.user / "AppData" / "Local" / "GreenDesk"

    @property
    def menu(self) -> Path:
        """The Start menu."""
        return self.user / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"

    # ------------------------------------------------------------ steps

    def begin_clean(self) -> None:
        """Remove what a proof that failed has left in the prefix."""
        for folder in (self.home, self.wine.drive / AWAY):
            if (folder / "uninstall.exe").is_file():
                self._run(folder / "uninstall.exe", "/DELETEDATA")
                self.wine.wait()
        left = [self.wine.drive / name for name in (AWAY.parts[0], OTHER, STICK.parts[0])]
        for folder in (*left, *self.wine.drive.glob("绿色制造*")):
            if folder.is_dir():
                _remove_tree(folder)
        for name in ("report.json", "registry.reg"):
            (self.wine.drive / name).unlink(missing_ok=True)
        for key in leftovers(self._keys()):
            self.wine.run(["reg", "delete", key, "/f"])

    def installs_the_older(self) -> None:
        """The first installation, in Chinese: files, registry, shortcut, associations; and the program runs."""
        before = self._snapshot()
        self._install(self.older, CHINESE, "/DESKTOP")
        self._expect_registered(self.home, CHINESE)
        _expect((self.user / "Desktop" / SHORTCUTS[CHINESE]).is_file(), "no shortcut on the desktop")
        self._expect_running_well(self.home)
        self._remove()
        self._expect_same(before, "after the first installation was removed")
        self._install(self.older, CHINESE)
        for name, content in DATA_FILES.items():
            (self.data / name).parent.mkdir(parents=True, exist_ok=True)
            (self.data / name).write_bytes(content)
        (self.data / "desk" / "files" / "ab").chmod(0o444)

    def waits_for_the_program_that_runs(self) -> None:
        """While the program runs nothing is changed, and the exit code says why."""
        held = _digests(self.home)
        with self._running(self.home):
            self._refused(InstallerRefusal.IN_USE, self.setup, "/WAIT=1")
        _expect(_digests(self.home) == held, "something was changed under a running program")

    def upgrades_and_keeps_data(self) -> None:
        """The newer version takes the place of the older one; nothing of that is left over."""
        old_names = _names(self.home)
        stale = self.home / "_internal" / "of-the-version-before.txt"
        stale.write_text("stale", encoding="utf-8")
        notes = self.home / "我的笔记.txt"
        notes.write_text("of the person", encoding="utf-8")
        self._install(self.setup, CHINESE)
        _expect(not stale.exists(), "a file of the version before is still there")
        gone = set(old_names) - set(_names(self.home))
        _expect(not [name for name in gone if (self.home / name).exists()], f"left over: {gone}")
        _expect(notes.read_text(encoding="utf-8") == "of the person", "a file of the person was touched")
        notes.unlink()
        _expect(_digests(self.home).keys() >= {"GreenDesk.exe", LIST, "uninstall.exe"}, "not whole")
        self._expect_like_built(self.home)
        self._expect_registered(self.home, CHINESE)
        self._expect_data()
        self._expect_running_well(self.home)

    def refuses_the_older_one(self) -> None:
        """An older installer changes nothing, wherever it is told to install to."""
        held = _digests(self.home)
        self._refused(InstallerRefusal.OLDER, self.older)
        self._refused(InstallerRefusal.OLDER, self.older, r"/D=C:\Elsewhere")
        _expect(_digests(self.home) == held, "an older installer changed something")

    def repairs(self) -> None:
        """The same installer again puts everything back; a run that was cut off is finished or undone."""
        whole = _digests(self.home)
        (self.home / "_internal").rename(self.home / "_damaged")
        _remove_tree(self.home / "_damaged")
        (self.home / "GreenDesk.exe").write_bytes(b"damaged")
        self._install(self.setup, CHINESE)
        _expect(_digests(self.home) == whole, "the repaired program differs")
        cut = self.home / "~old"
        cut.mkdir()
        for name in (LIST, "_internal", "GreenDesk.exe"):
            (self.home / name).rename(cut / name)
        self._install(self.setup, CHINESE)
        _expect(_digests(self.home) == whole, "a run that was cut off was not put right")

    def refuses_folders_that_will_not_do(self) -> None:
        """Too long, not writable, with other files in it, on a full drive: each says so and is left as it was."""
        other = self.wine.drive / OTHER
        other.mkdir()
        (other / "of-somebody.txt").write_text("keep", encoding="utf-8")
        before = self._snapshot()
        self._refused(InstallerRefusal.TOO_LONG, self.setup, "/PORTABLE", "/D=C:\\" + "x" * 236)
        self._refused(InstallerRefusal.NOT_OURS, self.setup, "/PORTABLE", r"/D=C:\Other")
        self._refused(InstallerRefusal.NOT_OURS, self.setup, "/PORTABLE", "/D=" + self._told(self.home))
        for place in (r"Z:\proc\GreenDesk", r"Q:\GreenDesk", r"C:\Other\of-somebody.txt\GreenDesk"):
            self._refused(InstallerRefusal.UNWRITABLE, self.setup, "/PORTABLE", f"/D={place}")
        with _small_drive() as small:
            if small is None:
                say("installer: no small drive can be made here; too little room was not tried")
            else:
                self._refused(InstallerRefusal.NO_ROOM, self.setup, "/PORTABLE", f"/D={self._told(small)}\\G")
        self._expect_same(before, "after refusals")
        _remove_tree(other)

    def takes_a_long_path_in_chinese(self) -> None:
        """As long as Windows allows for the longest file inside, with blanks and Chinese."""
        room = room_for_path(self.home)
        path, part = "C:\\", "绿色制造 名单评审 "
        while len(path) < room:
            path += (part * 3)[: min(40, room - len(path) - 1)].strip() + "x\\"
        path = path[: room - 1].rstrip("\\ ")
        self._run(self.setup, "/PORTABLE", f"/D={path}")
        folder = self.wine.host_path(path)
        self._expect_like_built(folder)
        self._expect_running_well(folder)
        _remove_tree(self.wine.drive / path.split("\\")[1])

    def moves_to_another_folder(self) -> None:
        """Installed anew elsewhere, in English, it is gone from where it was, and everything leads to the new place."""
        away = self.wine.drive / AWAY
        self._install(self.setup, ENGLISH, "/D=" + self._told(away))
        _expect(not self.home.exists(), "the program is still where it was")
        self._expect_registered(away, ENGLISH)
        self._expect_running_well(away)
        self._install(self.setup, CHINESE, "/D=" + self._told(self.home))
        _expect(not away.exists(), "the program is still where it was")
        _remove_tree(away.parent)
        self._expect_registered(self.home, CHINESE)

    def leaves_what_is_not_its_own(self) -> None:
        """An association that another program has taken since, and files of the person, outlive the program."""
        self._set(rf"{CLASSES}\.gdpkg", "Another.Program")
        notes = self.home / "我的笔记.txt"
        notes.write_text("of the person", encoding="utf-8")
        self._remove()
        _expect(_names(self.home) == [notes.name], _names(self.home))
        _expect(self._keys().get(rf"{CLASSES}\.gdpkg", {}).get("@") == '"Another.Program"', "not kept")
        self.wine.run(["reg", "delete", rf"{CLASSES}\.gdpkg", "/f"])
        notes.unlink()
        self.home.rmdir()
        self._install(self.setup, CHINESE)

    def removes_itself_and_keeps_data(self) -> None:
        """Removed while it runs: refused. Removed: nothing but data is left."""
        with self._running(self.home):
            self._refused(
                InstallerRefusal.IN_USE,
                self.home / "uninstall.exe",
                "/WAIT=1",
                "_?=" + self._told(self.home),
            )
        self._remove()
        self._expect_data()
        _expect(not self.home.exists(), "the program is still there")
        _expect(not [key for key in self._keys() if "greendesk" in key.lower()], "left in the registry")

    def deletes_data_when_told(self) -> None:
        """Told to, the uninstaller removes the data as well, read-only files included."""
        self._install(self.setup, CHINESE)
        self._remove("/DELETEDATA")
        _expect(not self.data.exists(), "data are still there")

    def unpacks_a_portable_copy(self) -> None:
        """A portable copy is a folder and nothing else, and is renewed with its data left alone."""
        before = self._snapshot()
        stick = self.wine.drive / STICK
        for _time in range(2):
            self._run(self.setup, "/PORTABLE", "/D=" + self._told(stick))
            _expect((stick / MARKER).is_file(), "no marker")
            _expect(not (stick / "uninstall.exe").exists(), "a portable copy has nothing to uninstall")
            self._expect_like_built(stick)
            self._expect_running_well(stick)
            (stick / "data").mkdir(exist_ok=True)
            (stick / "data" / "desk.db").write_bytes(b"records")
        self._refused(InstallerRefusal.NOT_OURS, self.setup, "/D=" + self._told(stick))
        _expect((stick / "data" / "desk.db").read_bytes() == b"records", "data were touched")
        _remove_tree(stick.parent)
        self._expect_same(before, "after a portable copy was thrown away")

    # ------------------------------------------------------------ doing

    def _told(self, place: Path) -> str:
        return self.wine.windows_path(place)

    def _run(self, program: Path, *words: str) -> None:
        """Run an installer silently and expect that it ends well."""
        code = self._answer(program, *words)
        _expect(code == 0, f"{program.name} {' '.join(words)} ended with code {code}")

    def _answer(self, program: Path, *words: str) -> int:
        """Run an installer silently and return its exit code; /D= or _?= is the last word, without quotation marks.

        There is no pipe: helpers of wine would keep it open as long as any program runs.
        """
        parts = ["/S", *(part for word in words for part in word.split(" "))]
        done = subprocess.run(
            ["wine", self._told(program), *parts],
            check=False, env=self._around(), timeout=LONGEST_RUN,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return done.returncode

    def _around(self) -> dict[str, str]:
        prefix = str(self.wine.prefix)
        return surroundings(WINEPREFIX=prefix, WINEDEBUG="-all", WINEDLLOVERRIDES=NATIVE_FIRST)

    def _install(self, setup: Path, *words: str) -> None:
        self._run(setup, *words)

    def _refused(self, reason: InstallerRefusal, setup: Path, *words: str) -> None:
        code = self._answer(setup, *words)
        _expect(code == reason, f"{reason.name} was expected, the code is {code}")

    def _remove(self, *words: str) -> None:
        self._run(self.home / "uninstall.exe", *words)
        self.wine.wait()  # the uninstaller goes on from a copy of itself

    @contextmanager
    def _running(self, folder: Path) -> Iterator[None]:
        """Have the program of a folder run meanwhile; without pipes, which helpers of wine would keep open."""
        nowhere = subprocess.DEVNULL
        line = ["wine", self._told(folder / "GreenDesk.exe"), "--desk", "C:\\None"]
        with subprocess.Popen(
            line, env=self._around(), stdin=nowhere, stdout=nowhere, stderr=nowhere
        ) as process:
            _wait_until(lambda: bool(self._pids(folder)))
            try:
                yield
            finally:
                for pid in self._pids(folder):
                    os.kill(pid, signal.SIGKILL)
                process.wait(LONGEST_RUN)

    def _pids(self, folder: Path) -> list[int]:
        """The processes of this machine that are the program of a folder, in this prefix."""
        program, prefix = self._told(folder / "GreenDesk.exe"), f"WINEPREFIX={self.wine.prefix}"
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                words = (place / "cmdline").read_bytes().decode(errors="replace").split("\0")
                around = (place / "environ").read_bytes().decode(errors="replace").split("\0")
                if words[0] == program and prefix in around:
                    found.append(int(place.name))
        return found

    def _set(self, key: str, value: str) -> None:
        self.wine.run(["reg", "add", key, "/ve", "/d", value, "/f"])

    # ------------------------------------------------------------ looking

    def _keys(self) -> Keys:
        """The person's part of the registry."""
        target = self.wine.drive / "registry.reg"
        self.wine.run(["reg", "export", "HKCU", target, "/y"])
        text = target.read_text(encoding="utf-16")
        target.unlink()
        found: Keys = {}
        key = ""
        for line in text.replace("\\\n", "").splitlines():
            if line.startswith("["):
                key = line[1:-1]
                found[key] = {}
            elif "=" in line:
                name, _, value = line.partition("=")
                found[key][name.strip('"')] = value.replace("\\\\", "\\")
        return found

    def _snapshot(self) -> Snapshot:
        """The drive and the registry, without what wine writes for itself."""
        self.wine.wait()
        files = {
            str(Path(folder, name).relative_to(self.wine.drive))
            for folder, folders, names in os.walk(self.wine.drive)
            for name in (*folders, *names)
        }
        files = {name for name in files if UNINSTALLERS_COPY not in name}
        keys = {
            (key, name, value)
            for key, values in self._keys().items()
            for name, value in (values or {"": ""}).items()
            if r"\Software\Wine" not in key
        }
        return Snapshot(files=frozenset(files), keys=frozenset(keys))

    def _expect_same(self, before: Snapshot, when: str) -> None:
        now = self._snapshot()
        _expect(now.files == before.files, f"{when}: {sorted(now.files ^ before.files)[:10]}")
        _expect(now.keys == before.keys, f"{when}: {sorted(now.keys ^ before.keys)[:10]}")

    def _expect_registered(self, folder: Path, language: str) -> None:
        """Everything in the registry and the Start menu leads to this folder."""
        keys, told = self._keys(), self._told(folder)
        about = keys.get(UNINSTALL, {})
        version = (folder / LIST).read_text(encoding="ascii").splitlines()[0]
        wanted = {
            "DisplayVersion": f'"{version}"',
            "DisplayName": f'"{SHORTCUTS[language].removesuffix(".lnk")}"',
            "InstallLocation": f'"{told}"',
            "NoModify": "dword:00000001",
        }
        for name, value in wanted.items():
            _expect(about.get(name) == value, f"{name} is {about.get(name)}, not {value}")
        for name in ("Publisher", "DisplayIcon", "UninstallString", "QuietUninstallString", "EstimatedSize"):
            _expect(about.get(name), f"{name} is missing")
        _expect(keys.get(APP_PATH, {}).get("@") == f'"{told}\\GreenDesk.exe"', "the path of the program")
        for suffix, (kind, icon, words) in KINDS.items():
            _expect(keys[rf"{CLASSES}\{suffix}"]["@"] == f'"{kind}"', f"{suffix} is of another kind")
            command = keys[rf"{CLASSES}\{kind}\shell\open\command"]["@"]
            _expect(command == rf'"\"{told}\GreenDesk.exe\" \"%1\""', command)
            _expect(f"{icon}.ico" in keys[rf"{CLASSES}\{kind}\DefaultIcon"]["@"], f"the icon of {suffix}")
            _expect((folder / "icons" / f"{icon}.ico").is_file(), f"the icon of {suffix}")
            if language == CHINESE:
                _expect(keys[rf"{CLASSES}\{kind}"]["@"] == f'"{words}"', f"the words for {suffix}")
        links = [place.name for place in self.menu.glob("GreenDesk*.lnk")]
        _expect(links == [SHORTCUTS[language]], f"in the Start menu: {links}")

    def _expect_like_built(self, folder: Path) -> None:
        if self.dist is not None:
            built, there = _digests(self.dist), _digests(folder)
            differ = [name for name in built if there.get(name) != built[name]]
            _expect(not differ, f"not as built: {differ[:5]}")

    def _expect_running_well(self, folder: Path) -> None:
        """The installed program passes its own test."""
        report = self.wine.drive / "report.json"
        self.wine.run([folder / "GreenDesk.exe", "--self-test", report])
        _expect(json.loads(report.read_text(encoding="utf-8"))["ok"] is True, "the self-test failed")
        report.unlink()

    def _expect_data(self) -> None:
        for name, content in DATA_FILES.items():
            _expect((self.data / name).read_bytes() == content, f"{name} was changed")


def leftovers(keys: Keys) -> list[str]:
    """The keys that are there for our program alone; the one above its path goes with it when that holds nothing else.

    An uninstaller removes that one as well once it is empty; left from before it would be missed afterwards.
    """
    above = APP_PATH.rpartition("\\")[0]
    others = [key for key in keys if key.startswith(f"{above}\\") and not key.startswith(APP_PATH)]
    ours = (UNINSTALL, APP_PATH) if others or keys.get(above) else (UNINSTALL, above)
    return [key for key in ours if key in keys]


def _expect(condition: object, found: object) -> None:
    if not condition:
        raise SetUpFailed(f"the installer is not as it should be: {found}")


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _remove_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    folder.rmdir()


def _wait_until(condition: Callable[[], bool]) -> None:
    pause = threading.Event()
    for _turn in range(600):
        if condition():
            return
        pause.wait(0.1)
    raise SetUpFailed("the program did not start within a minute")


@contextmanager
def _small_drive() -> Iterator[Path | None]:
    """A drive with next to no room, where this machine may make one."""
    place = Path("/tmp/greendesk-small-drive")  # noqa: S108 - ours for a moment
    with suppress(FileExistsError):
        place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], check=False, capture_output=True
    )
    try:
        yield place if made.returncode == 0 else None
    finally:
        if made.returncode == 0:
            subprocess.run(["umount", place], check=False)
        place.rmdir()
