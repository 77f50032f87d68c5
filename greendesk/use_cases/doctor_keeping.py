"""How a desk is kept, beside what is in it: its backups and their trials, its second place, and the clock, as of today.

What is found here says nothing about the records; they may be whole and still be lost tomorrow.
"""

from collections.abc import Iterator
from typing import Protocol

from greendesk.domain.moments import moment_of
from greendesk.domain.plausible_clock import clock_trouble
from greendesk.use_cases.backup_lines import BackupStatus
from greendesk.use_cases.findings import Finding, What

DAY = 24 * 3600 * 1000
BACKUP_LATE = 3 * DAY  # work is backed up every half hour, and each morning
TRIAL_LATE = 30 * DAY  # a trial is made every day that a desk is open
SECOND_LATE = 7 * DAY  # a stick comes along once a week


class Keeping(Protocol):
    """The backups of an open desk, as the doctor asks after them."""

    def status(self) -> BackupStatus:
        """How the backups stand."""
        ...

    def due(self, now: int, /) -> str:
        """The reason for which a backup is due, "" when none is."""
        ...


def keeping_findings(keeping: Keeping, begun: int, now: int) -> Iterator[Finding]:
    """What is not as it should be with the backups of a desk.

    Args:
        keeping: the backups.
        begun: since when the desk is here: before that nothing can have been made.
        now: the time; what was made later than that (the clock was set back) is not blamed.

    """
    status = keeping.status()
    if status.next_due is None:
        return  # a server sees to it
    tried = status.last_tried
    if tried is not None and not status.tried_well:
        yield Finding(what=What.TRIAL_FAILED, day=_day(tried))
    elif status.count and now - (begun if tried is None else tried) > TRIAL_LATE:
        yield Finding(what=What.TRIAL_LATE, day=_day(tried))
    yield from _second(status, begun, now)
    made = begun if status.last_made is None else status.last_made
    if now - made > BACKUP_LATE and keeping.due(now):
        yield Finding(what=What.BACKUP_LATE, day=_day(status.last_made))


def clock_findings(now: int, last: int) -> Iterator[Finding]:
    """Whether this computer's clock can be right; `last` is when the newest record was written, 0 for none."""
    if trouble := clock_trouble(now, last):
        yield Finding(what=What.CLOCK_HERE, day=_day(now), line=trouble.code)


def _second(status: BackupStatus, begun: int, now: int) -> Iterator[Finding]:
    """A second place that has long got nothing, although there is something for it."""
    copied = status.second_last
    if status.second_place is None or not status.second_trouble or status.last_made is None:
        return
    wanting = copied is None or status.last_made > copied
    if wanting and now - (begun if copied is None else copied) > SECOND_LATE:
        yield Finding(
            what=What.SECOND_LATE,
            name=str(status.second_place),
            day=_day(copied),
            line=status.second_trouble,
        )


def _day(milliseconds: int | None) -> str:
    """The day on this computer, "" for never."""
    return "" if milliseconds is None else moment_of(milliseconds).date().isoformat()
