"""What every paper says about guards that were passed all the same: 经批准放行的事项."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from greendesk.adapters.papers.press import Press
from greendesk.adapters.papers.words import chinese_date
from greendesk.domain.papers import OverrideNote

OVERRIDES_TITLE = "经批准放行的事项"
OVERRIDES_HEADER = ("序号", "单位", "未满足的事项", "依据", "放行理由", "批准人", "日期")
OVERRIDES_SHARES = (13, 29, 29, 25, 34, 25, 33)


def override_rows(overrides: Sequence[OverrideNote]) -> tuple[tuple[str, ...], ...]:
    """Return one row for each, numbered."""
    return tuple(
        (str(number), one.unit, one.guard_title, one.article, one.reason, one.by, chinese_date(one.date))
        for number, one in enumerate(overrides, 1)
    )


def override_table(press: Press, overrides: Sequence[OverrideNote], width: float) -> list[Flowable]:
    """Set the table of what was passed."""
    share = width / sum(OVERRIDES_SHARES)
    widths = [one * share for one in OVERRIDES_SHARES]
    return [
        press.table(OVERRIDES_HEADER, override_rows(overrides), widths, centred=(0, 6), size=9),
        press.text("", press.style(4, leading=2 * mm)),
    ]
