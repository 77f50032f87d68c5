"""The backups of a desk as its doctor sees them."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from greendesk.adapters.atomic import tidy
from greendesk.adapters.backups import DATABASE, NOTE, TAIL, Backup, Backups
from greendesk.adapters.rule_files import RuleFiles

LOG = "log"
SPARE = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RepairSafety:
    """`greendesk.use_cases.care.Safety`, and the databases from which a repair takes what is whole."""

    backups: Backups
    rules: RuleFiles

    def make(self, reason: str, /) -> Backup:
        """Write a whole copy; what is new since an earlier one would not hold rows that were damaged since."""
        return replace(self.backups, large=sys.maxsize).make(reason)

    def trouble(self) -> str:
        """Why the backups cannot be read, "" when they can or there is none yet."""
        folder = self.backups.folder
        try:
            if folder.exists():
                for path in folder.iterdir():
                    if path.is_dir() and not path.name.startswith("."):
                        (path / NOTE).read_bytes()
                for one in self.backups.listed():
                    (folder / (one.base or one.folder) / DATABASE).stat()
        except OSError as error:
            return error.strerror or type(error).__name__
        return ""

    def cramped(self) -> bool:
        """Whether the disk has no room for a backup and an upgrade, each as large as the database."""
        desk = self.backups.identity.parent
        size = 0
        with suppress(OSError):
            size = (desk / DATABASE).stat().st_size
        try:
            return shutil.disk_usage(desk).free < 2 * size + SPARE
        except OSError:
            return False

    def log_trouble(self) -> str:
        """Why the log of this desk cannot be written, "" when it can or there is none yet; nothing is left there."""
        folder = self.backups.identity.parent / LOG
        trial = folder / f".trial-{os.urandom(8).hex()}"  # tempfile would try for ever, on Windows
        try:
            if folder.exists():
                trial.write_bytes(b"")
                for file in folder.glob("*.log"):
                    with file.open("ab"):
                        pass
        except OSError as error:
            return error.strerror or type(error).__name__
        finally:
            tidy(trial)
        return ""

    def begun(self) -> int:
        """Since when this desk is here at least, as its identity tells; now when that does not."""
        try:
            return int(self.backups.identity.stat().st_mtime * 1000)
        except OSError:
            return self.backups.clock.now()

    def rules_trouble(self) -> str:
        """The file for which rules that updates brought do not count, "" when they do or there are none."""
        return self.rules.look_again()

    def databases(self) -> Iterator[Path]:
        """The database files of the backups, the newest first."""
        yield from databases(self.backups.folder)


def databases(folder: Path) -> Iterator[Path]:
    """The database files in a folder of backups, the newest first: their names begin with their time."""
    found = [path for name in (DATABASE, TAIL) for path in folder.glob(f"[!.]*/{name}")]
    yield from sorted(found, key=lambda path: path.parent.name, reverse=True)
