"""Updates as lines: what one would do, what lies ready, how one ended, and what is here."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from greendesk.domain.update import Payload, RuleLine, Statement


class Way(Enum):
    """How this program was installed, and so how the next one comes."""

    SETUP = "setup"  # Windows, by its installer
    PORTABLE = "portable"  # Windows, a folder that is carried about
    PACKAGE = "package"  # Linux, by dpkg, with a question for the administrator's password
    ADMINISTRATOR = "administrator"  # Linux, by dpkg, and nothing here can ask for that password
    FOLDER = "folder"  # unpacked somewhere: a person has to replace it


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an update would do, for a person to read before he accepts."""

    path: Path
    statement: Statement
    publisher: str
    publisher_en: str
    here: str  # the version of the program that runs
    lines: tuple[RuleLine, ...]  # of an update of rules
    titles: Mapping[str, str]  # of its files, by name
    way: Way
    new_key: bool  # the publisher changes his release key with it
    stale: bool  # the publisher expected a newer one by now


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A new program that lies ready, checked."""

    path: Path
    payload: Payload
    version: str
    way: Way
    command: str  # for the administrator, where this program cannot start it


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What was begun with an update of the program, so that the next start can tell how it ended."""

    before: str
    version: str
    zh: str
    en: str
    backup: str  # where the backup lies, "" when there was no desk to be backed up
    begun: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How an update of the program ended: `arrived` is whether the new one runs."""

    pending: Pending
    arrived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What is here: program, rules, and whose updates are accepted."""

    program: str
    rules: str  # version of the rules that come with the program
    taken: tuple[tuple[str, str], ...]  # rules files of updates that count: name, version
    publishers: tuple[tuple[str, str], ...]  # names, Chinese and English
    trouble: str  # the file for which rules of updates do not count, "" when all is well
