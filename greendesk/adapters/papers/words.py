"""How numbers, dates and unknown values are written on paper."""

from datetime import date, datetime
from decimal import Decimal

UNKNOWN = "—"
SHORT_RECORD = 12
SAMPLE_LINE = "示例 · 内容为虚构的演示数据，不作为评审依据"


def points(value: Decimal | None) -> str:
    """Write points with at least two decimals, never rounding any away; unknown is a dash."""
    if value is None:
        return UNKNOWN
    decimals = -int(value.as_tuple().exponent)
    return f"{value:.2f}" if decimals <= 2 else format(value, "f")


def full_points(value: Decimal | None) -> str:
    """Write the most that can be had, without decimals that say nothing."""
    if value is None:
        return UNKNOWN
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def chinese_date(day: date) -> str:
    """Write 2026年4月17日, as official documents do (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_time(moment: datetime) -> str:
    """Write date and minute of a moment in its own time zone."""
    return f"{chinese_date(moment.date())} {moment:%H:%M}"


def short_record(record_id: str) -> str:
    """Write the beginning of a record id in groups of four, enough to find it by eye."""
    short = record_id[:SHORT_RECORD]
    return " ".join(short[start : start + 4] for start in range(0, SHORT_RECORD, 4))
