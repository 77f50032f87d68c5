"""What an update file states about itself, and the rules by which an update may be taken: newer only, never back."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import total_ordering
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from greendesk.errors import Refusal

PRODUCT = "GreenDesk"
FORMAT = 1
RULE_FOLDERS = ("policies", "checklists", "calendar", "forms", "quantities")
MOST_RULES = 500
LARGEST_RULE = 2 * 1024 * 1024
LARGEST_PROGRAM = 1024 * 1024 * 1024
_RULE = re.compile(rf"({'|'.join(RULE_FOLDERS)})/[a-z0-9][a-z0-9._-]{{0,80}}\.yaml")
_PROGRAM = re.compile(r"program/[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.(exe|deb)")
_PLATFORM = re.compile(r"(windows|linux)-[a-z0-9_]{2,16}")
_ENDINGS = {"windows": "exe", "linux": "deb"}
_VERSION = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6}){0,3})(?:(a|b|rc)([0-9]{1,4}))?")
_FINAL = ("z", 0)  # after alpha, beta and candidates


class StatementMalformed(Refusal):
    """A signed statement does not say what an update has to say; details: `field`."""

    code = "GD-805"


class FormatNewer(Refusal):
    """The file is of a format that this version does not know; details: `format`."""

    code = "GD-806"


class OtherProduct(Refusal):
    """The update is for another product; details: `product`."""

    code = "GD-807"


class OtherPlatform(Refusal):
    """The update is for another kind of computer; details: `platform`, `here`."""

    code = "GD-808"


class NotNewer(Refusal):
    """The program is as new as the update, or newer; details: `version`, `here`."""

    code = "GD-809"


class ProgramTooOld(Refusal):
    """The update needs a newer program than the one that runs; details: `needed`, `here`."""

    code = "GD-810"


class RulesNotNewer(Refusal):
    """All that the update brings is here already, in the same or in a newer edition; details: `version`."""

    code = "GD-811"


class UpdateKind(Enum):
    """What an update brings."""

    PROGRAM = "program"
    RULES = "rules"
    KEY = "key"  # the publisher's next release key


@total_ordering
@dataclass(frozen=True, slots=True)
class Version:
    """A version as it is compared: trailing zeros say nothing, a candidate comes before what it is one for."""

    text: str = field(compare=False)
    order: tuple[tuple[int, ...], tuple[str, int]]

    def __lt__(self, other: "Version") -> bool:
        return self.order < other.order


def read_version(text: str) -> Version:
    """Return a version `1.2.3`, `2026.11.21` or `1.3rc1`; raises `ValueError`."""
    found = _VERSION.fullmatch(text)
    if found is None:
        raise ValueError(text)
    numbers = tuple(int(one) for one in found[1].split("."))
    while len(numbers) > 1 and not numbers[-1]:
        numbers = numbers[:-1]
    return Version(text, (numbers, (found[2], int(found[3])) if found[2] else _FINAL))


def _version_text(text: str) -> str:
    read_version(text)
    return text


VersionText = Annotated[str, AfterValidator(_version_text)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Told = Annotated[str, StringConstraints(min_length=1, max_length=8000, strip_whitespace=True)]


class _Part(BaseModel):
    """A part of the statement; what nobody knows is refused, for it might be a condition."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Changes(_Part):
    """What the user reads before he accepts."""

    zh: Told
    en: Told


class Payload(_Part):
    """One file of the update; a rules file has a version of its own."""

    name: str
    size: Annotated[int, Field(ge=1, le=LARGEST_PROGRAM)]
    sha256: Digest
    version: str = ""


class NewKey(_Part):
    """The release key that holds from now on; a higher number replaces a lower one."""

    number: Annotated[int, Field(ge=1, le=10_000)]
    release: Annotated[str, StringConstraints(max_length=2000)]  # PEM


class Statement(_Part):
    """What the publisher signed."""

    format: int
    product: str
    kind: Annotated[UpdateKind, Field(strict=False)]
    version: VersionText
    oldest: VersionText  # the oldest program that it can be put on
    platform: str = ""
    created: Annotated[date, Field(strict=False)]
    fresh_until: Annotated[date | None, Field(strict=False)] = None  # a hint, not a limit
    changes: Changes
    files: tuple[Payload, ...] = ()
    key: NewKey | None = None

    @property
    def size(self) -> int:
        """How many bytes the files have together."""
        return sum(one.size for one in self.files)


def read_statement(data: bytes) -> Statement:
    """Return what signed bytes state; raises `FormatNewer`, `OtherProduct` or `StatementMalformed`."""
    try:
        given: Any = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise StatementMalformed(field="") from error
    if not isinstance(given, dict) or not isinstance(given.get("format"), int):
        raise StatementMalformed(field="format")
    if given["format"] != FORMAT:
        raise FormatNewer(format=str(given["format"])[:20])
    if given.get("product") != PRODUCT:
        raise OtherProduct(product=str(given.get("product"))[:60])
    try:
        statement = Statement.model_validate({**given, "files": _tuple(given.get("files", ()))})
    except ValidationError as error:
        raise StatementMalformed(field=".".join(str(step) for step in error.errors()[0]["loc"])) from error
    wrong = _contradiction(statement)
    if wrong:
        raise StatementMalformed(field=wrong)
    return statement


def write_statement(statement: Statement) -> bytes:
    """Return the bytes to be signed."""
    values = statement.model_dump(mode="json", exclude_none=True)
    return json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _tuple(files: object) -> object:
    return tuple(files) if isinstance(files, list) else files


def _contradiction(statement: Statement) -> str:
    """Return the field in which a statement contradicts its own kind, or nothing."""
    names = [one.name for one in statement.files]
    if (statement.kind is UpdateKind.KEY) != (statement.key is not None):
        return "key"
    if statement.kind is UpdateKind.PROGRAM:
        return _program_contradiction(statement)
    if statement.platform:
        return "platform"
    if statement.kind is UpdateKind.KEY:
        return "files" if names else ""
    if not 1 <= len(names) <= MOST_RULES or len({name.casefold() for name in names}) != len(names):
        return "files"
    return next((f"files.{one.name}" for one in statement.files if not _is_rule(one)), "")


def _program_contradiction(statement: Statement) -> str:
    if not _PLATFORM.fullmatch(statement.platform):
        return "platform"
    found = _PROGRAM.fullmatch(statement.files[0].name) if len(statement.files) == 1 else None
    fits = found is not None and found[1] == _ENDINGS[statement.platform.partition("-")[0]]
    return "" if fits else "files"


def is_rule_name(name: str) -> bool:
    """Whether a name is one that a rules file may have: its folder and its own."""
    return _RULE.fullmatch(name) is not None


def _is_rule(one: Payload) -> bool:
    try:
        read_version(one.version)
    except ValueError:
        return False
    return is_rule_name(one.name) and one.size <= LARGEST_RULE


# ---------------------------------------------------------------- what may be taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The newest edition of a rules file that was ever taken here."""

    version: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What an update meets: the program that runs, the newest that ever ran, the computer, and the rules."""

    program: str
    newest: str  # a program that ran here once
    platform: str
    shipped_version: str  # of the rules that come with the program
    shipped: Mapping[str, str]  # name of a rules file -> SHA-256
    held: Mapping[str, Held]
    present: frozenset[str]  # names of taken rules files that are whole on the disk


class Fate(Enum):
    """What becomes of one file of an update of the rules."""

    NEW = "new"
    NEWER = "newer"
    HERE = "here"  # the same is here already
    OLDER = "older"  # a newer one is here and stays


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One rules file of an update beside what is here."""

    payload: Payload
    fate: Fate
    before: str  # the version here, "" when there is none

    @property
    def taken(self) -> bool:
        """Whether it is taken."""
        return self.fate in {Fate.NEW, Fate.NEWER}


def refuse_unfit(statement: Statement, here: Here) -> None:
    """Refuse an update that is not for this computer, not newer than the program, or too new for it."""
    if read_version(statement.oldest) > read_version(here.program):
        raise ProgramTooOld(needed=statement.oldest, here=here.program)
    if statement.kind is not UpdateKind.PROGRAM:
        return
    if statement.platform != here.platform:
        raise OtherPlatform(platform=statement.platform, here=here.platform)
    offered = read_version(statement.version)
    if offered <= read_version(here.program):
        raise NotNewer(version=statement.version, here=here.program)
    if here.newest and offered < read_version(here.newest):
        raise NotNewer(version=statement.version, here=here.newest)


def compare_rules(statement: Statement, here: Here) -> tuple[RuleLine, ...]:
    """Say of every rules file what becomes of it; refuses an update of which nothing is taken."""
    lines = tuple(_compare(one, here) for one in statement.files)
    if not any(line.taken for line in lines):
        raise RulesNotNewer(version=statement.version)
    return lines


def counts(name: str, version: str, here_version: str, shipped: Mapping[str, str]) -> bool:
    """Whether a taken rules file goes before the one that comes with the program."""
    return name not in shipped or read_version(version) > read_version(here_version)


def _compare(one: Payload, here: Here) -> RuleLine:
    offered, held = read_version(one.version), here.held.get(one.name)
    shipped = here.shipped.get(one.name)
    if held is not None and counts(one.name, held.version, here.shipped_version, here.shipped):
        if offered > read_version(held.version):
            return RuleLine(payload=one, fate=Fate.NEWER, before=held.version)
        same = held.sha256 == one.sha256
        if same and one.name not in here.present:
            return RuleLine(payload=one, fate=Fate.NEW, before="")  # it was lost here, and comes back
        return RuleLine(payload=one, fate=Fate.HERE if same else Fate.OLDER, before=held.version)
    if shipped is None:
        return RuleLine(payload=one, fate=Fate.NEW, before="")
    if shipped == one.sha256:
        return RuleLine(payload=one, fate=Fate.HERE, before=here.shipped_version)
    newer = offered > read_version(here.shipped_version)
    return RuleLine(payload=one, fate=Fate.NEWER if newer else Fate.OLDER, before=here.shipped_version)
