"""When a backup is due, and which ones are kept: pure, over times in milliseconds since 1970."""

from collections.abc import Callable, Iterable
from datetime import datetime

MINUTE = 60 * 1000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WORK = 30 * MINUTE  # of work between two backups
BEFORE = (  # made before a risky act, kept by their own number
    "before-receiving",
    "before-repair",
    "before-upgrade",
    "before-update",
    "before-restore",
)


def due(made: Iterable[int], now: int, changed: Callable[[], bool]) -> str:
    """The reason for which a backup is due: "start" for the first of a day, "work" while work goes on, or "".

    Backups whose time is still to come (the clock was set back) do not count as made.
    """
    last = max((one for one in made if one <= now), default=None)
    if last is None:
        return "start"
    if _day(last) != _day(now):
        return "start" if changed() else ""
    return "work" if now - last >= WORK and changed() else ""


def next_due(last: int | None, now: int) -> int:
    """When work that goes on would be backed up next."""
    return now if last is None or last > now else max(now, last + WORK)


def _day(time: int) -> object:
    return datetime.fromtimestamp(time / 1000).astimezone().date()
