"""The rules files of the program: those that come with it, and those of updates, of which the newer one counts.

What updates brought lies in a folder of its own for each set; `index.json` names the set that holds. It is replaced
by one rename, so that there is the old set or the new one and never a third. A set of which a byte is missing does not
count at all: the files that come with the program stand in, and `trouble` says so.
"""

import hashlib
import json
import re
import secrets
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from greendesk.adapters.atomic import remove_folder, sync_folder, write_atomically, writing
from greendesk.domain.update import RULE_FOLDERS, Held, counts, is_rule_name, read_version
from greendesk.errors import Fault

INDEX = "index.json"
SHIPPED = "rules.toml"
UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading a small file of our own can raise when somebody else wrote into it."""

_UNKNOWN = "0"
_FOLDER = re.compile(r"set-[0-9a-f]{12}")


class TakenRulesDamaged(Fault):
    """The rules of updates cannot be read as they were taken; details: `name`."""

    code = "GD-815"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUpdate:
    """An update of rules that was taken: what a person may want to know of it later."""

    version: str
    created: str
    publisher: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenSet:
    """The rules files that updates brought, as one set."""

    folder: str
    program: str  # the version that last read all of it
    files: Mapping[str, Held]
    updates: tuple[TakenUpdate, ...] = ()


@dataclass(slots=True)
class RuleFiles:
    """Where every rules file is read from; `taken` is the folder of what updates brought, if there may be any."""

    resources: Path
    taken: Path | None = None
    trouble: str = ""
    set: TakenSet | None = None
    _updated: dict[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Look again at what updates brought; a set that is not whole does not count."""
        self.set, self._updated, self.trouble = None, {}, ""
        if self.taken is None or not (self.taken / INDEX).exists():
            return
        try:
            self.adopt(read_set(self.taken))
        except TakenRulesDamaged as damage:
            self.trouble = str(damage.details["name"])

    def look_again(self) -> str:
        """Look whether the taken set is still whole; return the trouble, and do without it from now on."""
        if self.set is not None:
            self.refresh()
        return self.trouble

    def adopt(self, found: TakenSet) -> None:
        """Let the newer files of a set count; nothing is written."""
        if self.taken is None:
            return
        self.set = found
        shipped, version = dict.fromkeys(self._shipped_names(), ""), shipped_version(self.resources)
        self._updated = {
            name: self.taken / found.folder / name
            for name, held in found.files.items()
            if counts(name, held.version, version, shipped)
        }

    def leave_out(self, trouble: str) -> None:
        """Do without the taken set, which this program cannot read."""
        self.set, self._updated, self.trouble = None, {}, trouble

    @property
    def mark(self) -> str:
        """What changes whenever other files count; caches are kept under it."""
        return self.set.folder if self.set is not None else ""

    @property
    def updated(self) -> frozenset[str]:
        """Names of the files that count in place of, or beside, those that come with the program."""
        return frozenset(self._updated)

    def paths(self, folder: str) -> dict[str, Path]:
        """Return where each YAML file of a folder is read from, by its name; raises `OSError`."""
        found = {path.name: path for path in (self.resources / folder).iterdir() if path.suffix == ".yaml"}
        updated = {name: path for name, path in self._updated.items() if name.startswith(f"{folder}/")}
        found |= {name.partition("/")[2]: path for name, path in updated.items()}
        return dict(sorted(found.items(), key=lambda one: one[0].removesuffix(".yaml")))

    def shipped(self) -> dict[str, str]:
        """Return the SHA-256 of every file that comes with the program."""
        return {
            name: hashlib.sha256((self.resources / name).read_bytes()).hexdigest()
            for name in self._shipped_names()
        }

    def _shipped_names(self) -> list[str]:
        return [
            f"{folder}/{path.name}"
            for folder in RULE_FOLDERS
            for path in sorted((self.resources / folder).glob("*.yaml"))
        ]


def rule_files(given: Path | RuleFiles) -> RuleFiles:
    """Return the rules files of a resources folder alone, or those that were already gathered."""
    return given if isinstance(given, RuleFiles) else RuleFiles(given)


def shipped_version(resources: Path) -> str:
    """Return the version of the rules that come with the program; "0" where a folder has none."""
    path = resources / SHIPPED
    if not path.exists():
        return _UNKNOWN
    return str(tomllib.loads(path.read_text("utf-8"))["version"])


def rules_digest(resources: Path) -> str:
    """Return one digest over every rules file that comes with the program."""
    lines = (f"{digest}  {name}\n" for name, digest in sorted(RuleFiles(resources).shipped().items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


# ---------------------------------------------------------------- the set on the disk


def read_set(taken: Path) -> TakenSet:
    """Return the set that holds; raises `TakenRulesDamaged` with the name of the first file that is not whole."""
    name = INDEX
    try:
        found = _understood((taken / INDEX).read_bytes())
        for name, held in found.files.items():
            data = (taken / found.folder / name).read_bytes()
            if hashlib.sha256(data).hexdigest() != held.sha256:
                raise TakenRulesDamaged(name=name)
    except UNREADABLE as error:
        raise TakenRulesDamaged(name=name) from error
    return found


def salvage_set(taken: Path) -> TakenSet | None:
    """Return the set that holds with those of its files that are whole, nothing when nobody can say which they were."""
    try:
        found = _understood((taken / INDEX).read_bytes())
    except UNREADABLE:
        return None
    whole = {
        name: held
        for name, held in found.files.items()
        if _digest(taken / found.folder / name) == held.sha256
    }
    return replace(found, files=whole)


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


@contextmanager
def new_set(taken: Path, before: TakenSet | None) -> Iterator[Path]:
    """Give a folder to gather the next set in, with the files of the one before; `hold` makes it count.

    What is not held by the end of the block is removed.
    """
    with writing(taken):
        taken.mkdir(parents=True, exist_ok=True)
        folder = taken / f"set-{secrets.token_hex(6)}"
        folder.mkdir()
    try:
        with writing(taken):
            for name in before.files if before is not None else ():
                target = folder / name
                target.parent.mkdir(exist_ok=True)
                shutil.copyfile(taken / (before.folder if before else "") / name, target)
        yield folder
    finally:
        sweep_sets(taken, before)


def put(folder: Path, name: str, data: bytes) -> None:
    """Write a file of the set that is gathered."""
    with writing(folder):
        (folder / name).parent.mkdir(exist_ok=True)
    write_atomically(folder / name, data)


def hold(taken: Path, found: TakenSet) -> None:
    """Make a set the one that counts."""
    values = {
        "format": 1,
        "folder": found.folder,
        "program": found.program,
        "files": {
            name: {"version": one.version, "sha256": one.sha256} for name, one in sorted(found.files.items())
        },
        "updates": [
            {
                "version": one.version,
                "created": one.created,
                "publisher": one.publisher,
                "files": list(one.files),
            }
            for one in found.updates
        ],
    }
    with writing(taken):
        sync_folder(taken)
    write_atomically(taken / INDEX, json.dumps(values, ensure_ascii=False, indent=1).encode())


def sweep_sets(taken: Path, before: TakenSet | None) -> None:
    """Remove the sets that no index names, but for the one before: another window may still read it."""
    kept = {before.folder} if before is not None else set()
    try:
        kept.add(_understood((taken / INDEX).read_bytes()).folder)
    except FileNotFoundError:
        pass
    except UNREADABLE:
        return
    for path in taken.glob("set-*"):
        if path.name not in kept:
            remove_folder(path)


def _understood(data: bytes) -> TakenSet:
    given = json.loads(data.decode("utf-8"))
    if given["format"] != 1:
        raise ValueError(given["format"])
    files = {
        str(name): Held(version=str(one["version"]), sha256=str(one["sha256"]))
        for name, one in given["files"].items()
    }
    for name, one in files.items():
        if not is_rule_name(name):
            raise ValueError(name)
        read_version(one.version)
    if not _FOLDER.fullmatch(given["folder"]):
        raise ValueError(given["folder"])
    return TakenSet(
        folder=given["folder"],
        program=str(given["program"]),
        files=files,
        updates=tuple(
            TakenUpdate(
                version=str(one["version"]),
                created=str(one["created"]),
                publisher=str(one["publisher"]),
                files=tuple(map(str, one["files"])),
            )
            for one in given["updates"]
        ),
    )
