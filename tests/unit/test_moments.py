"""Times that others wrote, whatever they wrote."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from greendesk.domain.moments import moment_of

CHINA = timezone(timedelta(hours=8))


@given(st.integers(min_value=0, max_value=2**53 - 1))
def test_every_time_that_an_entry_may_have_is_a_date(milliseconds: int) -> None:
    assert 1970 <= moment_of(milliseconds).year <= 2999
    assert moment_of(milliseconds, CHINA).utcoffset() == timedelta(hours=8)
    assert moment_of(milliseconds) == moment_of(milliseconds, UTC)


@given(st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2999, 1, 1)))  # noqa: DTZ001 - bounds
def test_a_time_of_our_days_is_that_time(when: datetime) -> None:
    whole = when.replace(tzinfo=UTC, microsecond=when.microsecond // 1000 * 1000)
    milliseconds = (whole - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    assert moment_of(milliseconds) == whole
