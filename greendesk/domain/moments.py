"""Times of the ledger as dates, the same on every system.

Others write these times, and may write any number. Windows' calendar knows nothing before 1970 and ends with the year
3000, Python's ends with 9999; beyond that both fail, and a list with one such entry would show nothing at all.
"""

from datetime import UTC, datetime, timedelta, timezone, tzinfo

CHINA = timezone(timedelta(hours=8))
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_FIRST, _LAST = 24 * 3600 * 1000, (datetime(2999, 12, 30, tzinfo=UTC) - _BEGINNING) // _MILLISECOND


def moment_of(milliseconds: int, zone: tzinfo | None = None) -> datetime:
    """The time so many milliseconds after 1970, in a zone or in that of this computer; what no calendar has is its end.

    Args:
        milliseconds: since the beginning of 1970, UTC.
        zone: where the time is read; without one, here.

    """
    return (_BEGINNING + min(max(milliseconds, _FIRST), _LAST) * _MILLISECOND).astimezone(zone)


def moment(milliseconds: int) -> datetime:
    """A time of the ledger as it is printed: Chinese standard time, without fractions of a second."""
    return moment_of(milliseconds // 1000 * 1000, CHINA)
