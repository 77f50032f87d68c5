"""The tree of the package and the file made of it; the same frozen folder gives the same bytes."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import stat
import subprocess
import textwrap
import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bootstrap import FROZEN, PYTHON, ROOT, SetUpFailed, surroundings

from debian.libraries import INTERNAL, depends, glibc, read_compiled, to_ship

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TEMPLATES = Path(__file__).parent
NAME = "greendesk"
PROGRAM = Path("usr/lib") / NAME
SHARE = Path("usr/share")
DOC = SHARE / "doc" / NAME
PLACES = {
    "greendesk.desktop": SHARE / "applications" / "greendesk.desktop",
    "greendesk.xml": SHARE / "mime" / "packages" / "greendesk.xml",
    "greendesk.metainfo.xml": SHARE / "metainfo" / "greendesk.metainfo.xml",
    "lintian-overrides": SHARE / "lintian" / "overrides" / NAME,
    "copyright": DOC / "copyright",
}
UNTOLD = "Built from the project's tree."
LINE = 76  # of the files that people read in a terminal
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ENTRY = re.compile(r"^ {2,4}(\S+(?: \S+)*?)(?: {2,}|(?<=[A-Z]) (?=[a-z]))(\S.*)$")


def version_of_project() -> str:
    """The version that the project says it has."""
    found: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    return found


def moment() -> int:
    """The second that every file of the package carries: `SOURCE_DATE_EPOCH`, or that of the last commit."""
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(told)
    if shutil.which("git") and (ROOT / ".git").exists():
        line = ["git", "log", "-1", "--format=%ct"]
        done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode == 0 and done.stdout.strip():
            return int(done.stdout)
    return int((ROOT / "pyproject.toml").stat().st_mtime)


def build(
    folder: Path, target: Path, *, version: str, compression: tuple[str, ...], like: Path | None = None
) -> Path:
    """Stage the frozen program in a folder and make the package file of it.

    Args:
        folder: is made; holds the tree afterwards.
        target: the .deb.
        version: what the package and the program in it say.
        compression: options for dpkg-deb.
        like: a tree laid out before, of another version, whose program is taken instead of copied anew.

    """
    if shutil.which("dpkg-deb") is None:
        raise SetUpFailed("a Debian package is made with dpkg-deb, which is not here")
    if not FROZEN.exists():
        raise SetUpFailed(f"{FROZEN} is not there; make freeze builds it")
    when = moment()
    stage(folder, version, when, like)
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", *compression, "--build", str(folder), str(target)],
        check=True, stdout=subprocess.DEVNULL,
        # the number of threads changes the bytes only between one and many
        env=surroundings(SOURCE_DATE_EPOCH=str(when), DPKG_DEB_THREADS_MAX="2"),
    )  # fmt: skip
    return target


def stage(folder: Path, version: str, when: int, like: Path | None = None) -> None:
    """Lay the tree of the package out in a folder."""
    folder.mkdir(parents=True)
    program, icons = folder / PROGRAM, folder / SHARE / "icons" / "hicolor"
    kept, needs, oldest = _needed(FROZEN.parent)
    if like is None:
        _copy(kept, FROZEN.parent, program)
        _paint(icons)
    else:
        for place in (program, icons):
            shutil.copytree(like / place.relative_to(folder), place, symlinks=True, copy_function=os.link)
        (program / INTERNAL / "pyproject.toml").unlink()  # the only file in it that tells the version
    (program / INTERNAL / "pyproject.toml").write_text(_with_version(version), encoding="utf-8")
    (folder / "usr/bin").mkdir(parents=True)
    (folder / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    date = datetime.fromtimestamp(when, UTC)
    words = {"VERSION": version, "DATE": f"{date:%Y-%m-%d}", "GLIBC": oldest, "NOTICE": _notice()}
    for name, place in PLACES.items():
        write(folder / place, fill(name, words))
    (folder / DOC / "LICENSES").symlink_to(f"../../../lib/{NAME}/{INTERNAL}/LICENSES")
    write_packed(folder / DOC / "changelog.gz", _changelog(version, date))
    manual = fill("greendesk.1", words | _manual_words(program / NAME))
    write_packed(folder / SHARE / "man" / "man1" / "greendesk.1.gz", manual)
    _set_modes(folder, program / NAME)
    words |= {"DEPENDS": needs, "SIZE": str(_installed_size(folder))}
    control = folder / "DEBIAN"
    for name in ("control", "preinst"):
        write(control / name, fill(name, words))
    write(control / "md5sums", "".join(_sums(folder)))
    _set_modes(control, control / "preinst")
    _set_times(folder, when)


@cache
def _needed(source: Path) -> tuple[tuple[Path, ...], str, str]:
    """The files that the program needs, what it depends on, and the oldest C library that does."""
    files = sorted(path for path in source.rglob("*") if not path.is_dir() or path.is_symlink())
    compiled = read_compiled(files)
    kept = to_ship(compiled, source / INTERNAL)
    left_out = {one.path for one in compiled} - kept
    shipped = tuple(path for path in files if path not in left_out and path.resolve() not in left_out)
    there = [one for one in compiled if one.path in kept]
    return shipped, depends(there, frozenset(path.name for path in shipped)), glibc(there)


def _copy(files: Iterable[Path], source: Path, target: Path) -> None:
    for path in files:
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy, follow_symlinks=False)


def _paint(icons: Path) -> None:
    """Paint the icons of the desktop into a folder."""
    painted = icons.parent / "painted"
    painted.mkdir(parents=True)
    line: list[Path] = [PYTHON, ROOT / "build_spec" / "icons.py", painted]
    subprocess.run(line, check=True, env=surroundings())
    (painted / "hicolor").rename(icons)
    shutil.rmtree(painted)


def _with_version(version: str) -> str:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    return re.sub(r'^version = ".*"$', f'version = "{version}"', text, count=1, flags=re.MULTILINE)


# --- the texts ----------------------------------------------------------------------------------------------


def fill(name: str, words: Mapping[str, str]) -> str:
    """A template with its words put in."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    for word, value in words.items():
        text = text.replace(f"@{word}@", value)
    return text


def _notice() -> str:
    """The notice in the form of a Debian control file: every line goes in, an empty one is a dot."""
    lines = (ROOT / "NOTICE").read_text("utf-8").strip().splitlines()
    return "\n".join(f" {line}" if line.strip() else " ." for line in lines)


def _changelog(version: str, date: datetime) -> str:
    """CHANGELOG.md in Debian's form: this version, then those that came out on a day that it names."""
    parts, found = [], False
    for heading, changes in _releases():
        number, _, told = heading.partition(" ")
        day = _DAY.search(told)
        if number == version or day:
            when = (
                date
                if number == version
                else datetime.fromisoformat(f"{day[0] if day else ''}T00:00:00+00:00")
            )
            parts.append(_release(number, changes or [UNTOLD], when))
        found = found or number == version
    if not found:
        parts.insert(0, _release(version, [UNTOLD], date))
    return "\n".join(parts)


def _releases() -> Iterator[tuple[str, list[str]]]:
    for part in (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        joined = re.sub(r"\n +", " ", body)
        yield heading, [line.removeprefix("- ") for line in joined.splitlines() if line.startswith("- ")]


def _release(number: str, changes: list[str], when: datetime) -> str:
    told = [textwrap.fill(one, LINE, initial_indent="  * ", subsequent_indent="    ") for one in changes]
    body = "\n".join(told)
    signed = f" -- GreenDesk <greendesk>  {when:%a, %d %b %Y %H:%M:%S} +0000"
    return f"{NAME} ({number}) stable; urgency=medium\n\n{body}\n\n{signed}\n"


def _manual_words(program: Path) -> dict[str, str]:
    """Options and commands for the manual page, as the program itself tells them."""
    program.chmod(0o755)
    told = subprocess.run(
        [program, "--language", "en", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=surroundings(),
    ).stdout
    commands = told.partition("\ncommands:")[2].partition("\noptions:")[0]
    options = told.partition("\noptions:")[2]
    return {"COMMANDS": "\n".join(_entries(commands)), "OPTIONS": "\n".join(_entries(options))}


def _entries(told: str) -> Iterator[str]:
    """Each `name  what it is for` as a paragraph; what runs on in the next line belongs to the one before."""
    for line in told.splitlines():
        if entry := _ENTRY.match(line):
            yield f".TP\n.B {_escaped(entry[1])}\n{_escaped(entry[2])}"
        elif line.startswith(" " * 10):
            yield _escaped(line.strip())


def _escaped(words: str) -> str:
    return words.replace("\\", r"\(rs").replace("-", r"\-")


def write(path: Path, text: str) -> None:
    """Write a text file, its folder made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_packed(path: Path, text: str) -> None:
    """Write a text file as gzip without name and time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode())


# --- modes, sizes, times ------------------------------------------------------------------------------------


def _set_modes(folder: Path, starts: Path) -> None:
    """Everybody may read everything, root alone may write, and one file starts."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == starts else 0o644)


def _set_times(folder: Path, when: int) -> None:
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (when, when), follow_symlinks=False)


def _installed_size(folder: Path) -> int:
    """Kibibytes as Debian counts them: each file rounded up, each folder and link one."""
    total = 0
    for path in folder.rglob("*"):
        found = path.lstat()
        total += -(-found.st_size // 1024) if stat.S_ISREG(found.st_mode) else 1
    return total


def _sums(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if path.is_file() and not path.is_symlink() and place.parts[0] != "DEBIAN":
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False))
            yield f"{digest.hexdigest()}  {place.as_posix()}\n"
