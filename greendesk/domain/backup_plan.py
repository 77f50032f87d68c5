"""When a backup is due, and which ones are kept: pure, over times in milliseconds since 1970.

Slots are counted by the backups that there are, never by age: a clock that was set wrong for a day cannot empty them.
"""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

MINUTE = 60 * 1000
WORK = 30 * MINUTE  # of work between two backups
BEFORE = (  # made before a risky act, kept by their own number
    "before-receiving",
    "before-repair",
    "before-upgrade",
    "before-update",
    "before-restore",
)
LAST = 24  # the latest ones, whenever they were made: about a day of work
DAYS, WEEKS, MONTHS = 14, 8, 12  # then the last one of each day, week and month
EACH_BEFORE = 10
ROOM = 4 * 1024**3  # bytes that days, weeks and months may take together; beyond it the oldest go first


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A backup as far as keeping it goes; `base` names the one that it goes on from."""

    name: str
    reason: str
    made: int
    base: str = ""
    size: int = 0


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


def trial_due(tried: int | None, made: int | None, now: int) -> bool:
    """Whether the latest backup is to be tried: once a day, and only when there is one."""
    return made is not None and (tried is None or tried > now or _day(tried) != _day(now))


def kept(
    slots: Collection[Slot], now: int, good: Collection[str] = (), room: int = ROOM, *, needed: str = ""
) -> frozenset[str]:
    """The names of the backups that stay.

    Those are the latest ones, the last of each day, week and month, the last of each reason before a risky act,
    everything from the future (the clock was set back), the latest that a trial restore found `good`, the one that is
    `needed` now, and whatever one of these goes on from. What days, weeks and months keep is bounded by `room`.
    """
    order = sorted(slots, key=lambda one: (-one.made, one.name))
    past = [one for one in order if one.made <= now]
    found = {one.name for one in order if one.made > now}
    found |= {one.name for one in order[:1]} | {one.name for one in past[:1]}
    found |= {one.name for one in [one for one in order if one.name in good][:1]}
    found |= {one.name for one in order if one.name == needed}
    for reason in {one.reason for one in past} & set(BEFORE):
        found |= {one.name for one in [one for one in past if one.reason == reason][:EACH_BEFORE]}
    regular = [one for one in past if one.reason not in BEFORE]
    chosen = {one.name for one in regular[:LAST]}
    for number, bucket in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        last: dict[Hashable, str] = {}
        for one in regular:
            last.setdefault(bucket(one.made), one.name)
        chosen |= set(list(last.values())[:number])
    found |= _within(room, [one for one in regular if one.name in chosen], slots)
    return frozenset(found | {one.base for one in slots if one.name in found and one.base})


def _within(room: int, chosen: Iterable[Slot], slots: Iterable[Slot]) -> frozenset[str]:
    """The latest of the chosen ones that have room together with what they go on from."""
    sizes = {one.name: one.size for one in slots}
    counted: set[str] = set()
    found: set[str] = set()
    for one in chosen:
        needed = {one.name, one.base} - counted
        room -= sum(sizes.get(name, 0) for name in needed)
        if room < 0:
            break
        counted |= needed
        found.add(one.name)
    return frozenset(found)


def _day(time: int) -> Hashable:
    return datetime.fromtimestamp(time / 1000).astimezone().date()


def _week(time: int) -> Hashable:
    return datetime.fromtimestamp(time / 1000).astimezone().isocalendar()[:2]


def _month(time: int) -> Hashable:
    return datetime.fromtimestamp(time / 1000).astimezone().strftime("%Y-%m")
