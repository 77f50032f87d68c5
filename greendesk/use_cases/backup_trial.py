"""The checks of a trial restore: the database's own, every signature and chain, and the figures of the note."""

import time

from greendesk.progress import Progress
from greendesk.use_cases.backup_lines import BackupLine, Figures
from greendesk.use_cases.backup_ports import Opened
from greendesk.use_cases.findings import Book, Severity
from greendesk.use_cases.round_check import RoundCheck, Tally


def differing(line: BackupLine, held: Figures) -> tuple[str, ...]:
    """What the note of a backup says otherwise than the backup itself."""
    found = []
    if line.entries not in {-1, held.entries}:
        found.append(f"entries {held.entries} != {line.entries}")
    if line.drafts not in {-1, held.drafts}:
        found.append(f"drafts {held.drafts} != {line.drafts}")
    return tuple(found)


class _Enough(Exception):
    """The time for a trial is over."""


def trial_findings(opened: Opened, seconds: float, progress: Progress) -> tuple[tuple[str, ...], bool]:
    """What the checks of an opened backup find, and whether every record was looked at before the time ended."""
    end, book = time.monotonic() + seconds, Book()
    found = [one.line for one in opened.care.complaints()]
    done = 0

    def step(records: int, /) -> None:
        nonlocal done
        done += records
        progress.step(done, max(done, total))
        if time.monotonic() > end:
            raise _Enough

    total = sum(map(opened.care.count, opened.context.store.rounds()))
    whole = True
    try:
        for round_id in opened.context.store.rounds():
            for _ in RoundCheck(opened.context, opened.care, round_id, book).read(Tally(), step):
                pass
    except _Enough:
        whole = False
    found += [one.what.code for one in book.ordered() if one.what.severity is Severity.ERROR]
    return tuple(dict.fromkeys(found)), whole
