"""Whether this computer's clock can be right: not before there were desks, nor before what it has received."""

from datetime import UTC, datetime, timedelta, timezone

from greendesk.errors import Refusal

EARLIEST = 1_735_689_600_000  # the beginning of 2025: no desk is older
SLACK = 24 * 3600 * 1000  # milliseconds that clocks of others may be ahead
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_CHINA = timezone(timedelta(hours=8))


class ClockBehindProgram(Refusal):
    """The clock tells a day on which this program did not exist; details: `today`."""

    code = "GD-246"


class ClockBehindRecords(Refusal):
    """The clock tells a day long before the newest record of the round; details: `today`, `last`."""

    code = "GD-247"


def clock_trouble(now: int, last: int) -> Refusal | None:
    """What is wrong with the clock, if anything.

    Args:
        now: milliseconds since 1970, as the clock tells.
        last: when the newest record was written, as it says itself; 0 when there is none.

    """
    if now < EARLIEST:
        return ClockBehindProgram(today=_day(now))
    if now + SLACK < last:
        return ClockBehindRecords(today=_day(now), last=_day(last))
    return None


def refuse_impossible(now: int) -> None:
    """Refuse what would carry the date for ever, such as a certificate, while the clock is impossible."""
    if now < EARLIEST:
        raise ClockBehindProgram(today=_day(now))


def _day(milliseconds: int) -> str:
    """The day in China; what no calendar has is its last day."""
    try:
        return (_BEGINNING + timedelta(milliseconds=milliseconds)).astimezone(_CHINA).date().isoformat()
    except OverflowError:
        return "9999-12-31"
