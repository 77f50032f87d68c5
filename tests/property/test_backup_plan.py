"""Which backups stay, and when one is due: for any set of times, and for clocks that were set wrong."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from greendesk.domain.backup_plan import (
    BEFORE,
    DAYS,
    EACH_BEFORE,
    LAST,
    MINUTE,
    MONTHS,
    ROOM,
    WEEKS,
    WORK,
    Slot,
    due,
    kept,
    next_due,
    trial_due,
)

HOUR = 60 * MINUTE
DAY = 24 * HOUR
NOW = 1_780_000_000_000
YEAR_1980, YEAR_2080 = 315_532_800_000, 3_471_292_800_000
FEW = settings(max_examples=60, deadline=None)
times = st.integers(YEAR_1980, YEAR_2080)
reasons = st.sampled_from(("start", "work", "asked", *BEFORE))


@st.composite
def slots(draw: st.DrawFn) -> list[Slot]:
    """Backups of any reason at any time; some go on from an earlier one."""
    found: list[Slot] = []
    for number in range(draw(st.integers(0, 40))):
        earlier = [one.name for one in found if not one.base]
        base = draw(st.sampled_from(["", *earlier]))
        size = draw(st.sampled_from((0, 1, ROOM // 10, ROOM)))
        slot = Slot(name=f"{number:03}", reason=draw(reasons), made=draw(times), base=base, size=size)
        found.append(slot)
    return found


def regular(*made: int) -> list[Slot]:
    return [Slot(name=str(number), reason="work", made=time) for number, time in enumerate(made)]


@FEW
@given(slots(), times)
def test_the_newest_the_future_and_what_others_go_on_from_stay(found: list[Slot], now: int) -> None:
    stay = kept(found, now)
    assert stay <= {one.name for one in found}
    if found:
        newest = max(found, key=lambda one: one.made)
        assert any(one.name in stay for one in found if one.made == newest.made)
        assert len(found) > 1 or stay
    for one in found:
        assert one.made <= now or one.name in stay
        assert one.name not in stay or not one.base or one.base in stay


@FEW
@given(slots(), times, st.data())
def test_the_latest_that_was_found_good_stays(found: list[Slot], now: int, data: st.DataObject) -> None:
    good = set(data.draw(st.lists(st.sampled_from([one.name for one in found] or ["none"]))))
    made = {one.name: one.made for one in found}
    tried = good & made.keys()
    if tried:
        latest = max(made[name] for name in tried)
        assert any(made[name] == latest for name in tried & kept(found, now, good))


@FEW
@given(slots(), times)
def test_thinning_twice_takes_nothing_more(found: list[Slot], now: int) -> None:
    stay = kept(found, now)
    assert kept([one for one in found if one.name in stay], now) == stay


@FEW
@given(st.lists(st.integers(0, 400), min_size=1, max_size=60), st.sampled_from((YEAR_1980, YEAR_2080)))
def test_a_clock_set_wrong_for_a_while_takes_nothing_that_would_have_stayed(
    ages: list[int], wrong: int
) -> None:
    before = regular(*(NOW - age * DAY for age in ages))
    stayed = kept(before, NOW)
    there = [one for one in before if one.name in stayed]
    strange = Slot(name="strange", reason="start", made=wrong)
    after = kept([*there, strange], wrong)
    assert after >= {"strange"}
    if wrong < NOW:
        assert after >= stayed  # they are of the future then
    else:  # one at most makes room in each row of slots
        assert len(stayed - after) <= 4
    again = kept([one for one in [*there, strange] if one.name in after], NOW)
    assert again >= after - {"strange"}


def test_a_year_of_work_leaves_days_weeks_and_months() -> None:
    made = [NOW - day * DAY - half * WORK for day in range(365) for half in range(10)]
    found = regular(*made)
    names: set[str] = set()
    for one in sorted(found, key=lambda slot: slot.made):  # as they come, day by day
        names.add(one.name)
        names &= kept([slot for slot in found if slot.name in names], one.made)
    stay = sorted((one.made for one in found if one.name in names), reverse=True)
    assert stay[:LAST] == sorted(made, reverse=True)[:LAST]
    assert len(stay) <= LAST + DAYS + WEEKS + MONTHS
    assert min(stay) < NOW - 300 * DAY
    assert max(one - other for one, other in pairwise(stay)) <= 32 * DAY
    assert sum(one >= NOW - 13 * DAY for one in stay) >= 13


def test_large_backups_stay_as_far_as_there_is_room() -> None:
    whole = [Slot(name=f"w{n}", reason="start", made=NOW - n * DAY, size=10) for n in range(30)]
    tails = [
        Slot(name=f"t{n}", reason="work", made=NOW - n * DAY + HOUR, base=f"w{n}", size=1) for n in range(30)
    ]
    stay = kept([*whole, *tails], NOW + HOUR, room=55)
    assert stay == {f"{kind}{n}" for kind in "wt" for n in range(5)}
    assert kept([*whole, *tails], NOW + HOUR, {"t20"}, room=0) == {"t0", "w0", "t20", "w20"}


def test_what_was_made_before_a_risky_act_has_its_own_number() -> None:
    found = [Slot(name=f"r{n}", reason=BEFORE[0], made=NOW - n * HOUR) for n in range(30)]
    found += [Slot(name=f"u{n}", reason=BEFORE[2], made=NOW - n * HOUR) for n in range(3)]
    stay = kept([*found, *regular(NOW - DAY)], NOW)
    assert {name for name in stay if name[0] == "r"} == {f"r{n}" for n in range(EACH_BEFORE)}
    assert {name for name in stay if name[0] == "u"} == {"u0", "u1", "u2"}
    assert "0" in stay
    assert kept(found, NOW, needed="r29") == stay - {"0"} | {"r29"}  # about to be restored


def test_a_backup_is_due_once_a_day_and_after_half_an_hour_of_work() -> None:
    def changed() -> bool:
        return True

    def same() -> bool:
        return False

    assert due((), NOW, same) == "start"
    assert due((NOW - 2 * DAY,), NOW, same) == ""
    assert due((NOW - 2 * DAY,), NOW, changed) == "start"
    assert due((NOW - MINUTE,), NOW, changed) == ""
    assert due((NOW - WORK,), NOW, changed) == "work"
    assert due((NOW - WORK,), NOW, same) == ""
    assert due((YEAR_2080,), NOW, same) == "start"  # made while the clock was wrong
    assert (next_due(None, NOW), next_due(NOW - MINUTE, NOW)) == (NOW, NOW - MINUTE + WORK)
    assert (next_due(NOW - DAY, NOW), next_due(YEAR_2080, NOW)) == (NOW, NOW)


def test_a_trial_is_due_once_a_day() -> None:
    assert not trial_due(None, None, NOW)
    assert trial_due(None, NOW, NOW)
    assert not trial_due(NOW - MINUTE, NOW, NOW)
    assert trial_due(NOW - DAY, NOW, NOW)
    assert trial_due(YEAR_2080, NOW, NOW)
