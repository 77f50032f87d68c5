"""The backups in a folder as lines: what their notes tell without the passphrase."""

from pathlib import Path

from greendesk.adapters.backups import DATABASE, Backup, Backups
from greendesk.adapters.trials import read_trials
from greendesk.use_cases.backup_lines import HERE, BackupLine


def lines(folder: Path, place: str = HERE) -> tuple[BackupLine, ...]:
    """The backups in a folder as their notes tell them, the latest first."""
    tried = {one.folder: one for one in read_trials(folder)}
    found = Backups.listed_in(folder)
    return tuple(
        BackupLine(
            folder=one.folder,
            reason=one.reason,
            made=one.made,
            size=one.size,
            entries=one.entries,
            last_entry=one.last_entry,
            drafts=one.drafts,
            whole=_whole(folder, one),
            tried=tried[one.folder].at if one.folder in tried else None,
            tried_well=one.folder in tried and tried[one.folder].ok,
            place=place,
        )
        for one in found
    )


def _whole(folder: Path, one: Backup) -> bool:
    """Whether the file of a backup has the length that its note gives, and what it goes on from is there."""
    same = one.noted in {-1, one.size}
    return same and (not one.base or (folder / one.base / DATABASE).is_file())
