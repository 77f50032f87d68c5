"""One term in plain words for screens, papers and the command line; starts without Qt.

The translator is handed in under the name `tr`, so that lupdate finds the texts here as everywhere; without one
the words are the Chinese of the source.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Protocol

from greendesk.domain.working_days import Skip, Term, Unit, Why

_SHOWN_WEEKENDS = 4
Run = tuple[date, date]


class Translate(Protocol):
    """Puts a Chinese text into the language of the reader; `%n` in it becomes `n`."""

    def __call__(self, text: str, /, comment: str = "", n: int = -1) -> str:
        """Return the text."""
        ...


def as_written(text: str, /, comment: str = "", n: int = -1) -> str:
    """Return the Chinese text of the source."""
    del comment
    return text.replace("%n", str(n))


def explain(term: Term, tr: Translate = as_written, event: str = "") -> str:
    """Say from when to when a term runs, what was left out and what counts although it is a weekend.

    `event` is what begins on the first day, such as 公示, in the language of the reader.
    """
    parts = [_left_out(term, tr), *_made_up(term, tr)]
    detail = tr("；").join(part for part in parts if part)
    sentence = _run_of(term, tr, event)
    return tr("{sentence}{detail}。").format(sentence=sentence, detail=detail) if detail else sentence


def warning(term: Term, tr: Translate = as_written) -> str:
    """Say which years are not published yet, or nothing."""
    if not term.provisional:
        return ""
    years = tr("、").join(str(year) for year in term.provisional_years)
    return tr("{years} 年放假安排尚未公布，暂按周末推算").format(years=years)


def holiday_name(name: str, tr: Translate = as_written) -> str:
    """Return the name of a holiday in the reader's language; one that nobody knows stands for itself."""
    known = {
        "元旦": tr("元旦"),
        "春节": tr("春节"),
        "清明节": tr("清明节"),
        "劳动节": tr("劳动节"),
        "端午节": tr("端午节"),
        "中秋节": tr("中秋节"),
        "国庆节": tr("国庆节"),
        "国庆节、中秋节": tr("国庆节、中秋节"),
        "中秋节、国庆节": tr("中秋节、国庆节"),
    }
    return known.get(name, name)


def _run_of(term: Term, tr: Translate, event: str) -> str:
    start = term.start.isoformat()
    begin = (
        tr("自 {start} 起{event}").format(start=start, event=event)
        if event
        else tr("自 {start} 起").format(start=start)
    )
    working = term.unit is Unit.WORKING_DAYS
    if term.from_next_day:
        words = (
            tr("{begin}，次日起计 %n 个工作日，至 {last} 止。", n=term.count)
            if working
            else tr("{begin}，次日起计 %n 个自然日，至 {last} 止。", n=term.count)
        )
    else:
        words = (
            tr("{begin}，当日计入，共 %n 个工作日，至 {last} 止。", n=term.count)
            if working
            else tr("{begin}，当日计入，共 %n 个自然日，至 {last} 止。", n=term.count)
        )
    return words.format(begin=begin, last=term.last.isoformat())


def _left_out(term: Term, tr: Translate) -> str:
    if not term.skipped:
        return ""
    holidays = [
        tr("{days}（{name}）").format(days=_runs(group, term, tr), name=holiday_name(name, tr))
        for name, group in groupby((one for one in term.skipped if one.why is Why.HOLIDAY), _name)
    ]
    weekends = [one for one in term.skipped if one.why is Why.WEEKEND]
    if 0 < len(weekends) <= _SHOWN_WEEKENDS:
        holidays.append(tr("{days}（周末）").format(days=_runs(weekends, term, tr)))
    elif weekends:
        holidays.append(tr("周末 %n 天", n=len(weekends)))
    days = tr("、").join(holidays)
    if term.moved_from is None:
        return tr("跳过：{days}").format(days=days)
    moved = _day(term.moved_from, term, tr)
    return tr("期满日 {day}是休息日，顺延，跳过：{days}").format(day=moved, days=days)


def _made_up(term: Term, tr: Translate) -> list[str]:
    words = (tr("周六"), tr("周日"))
    return [
        tr("{day}（{weekday}）调休上班，计入").format(
            day=_day(one.day, term, tr), weekday=words[one.day.weekday() - 5]
        )
        for one in term.worked
    ]


def _name(skip: Skip) -> str:
    return skip.name


def _runs(skips: Iterable[Skip], term: Term, tr: Translate) -> str:
    runs: list[Run] = []
    for skip in skips:
        if runs and skip.day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], skip.day)
        else:
            runs.append((skip.day, skip.day))
    return tr("、").join(_span(run, term, tr) for run in runs)


def _span(run: Run, term: Term, tr: Translate) -> str:
    first, last = run
    if first == last:
        return _day(first, term, tr)
    same_month = (first.year, first.month) == (last.year, last.month)
    end = tr("{day}日", "after a month").format(day=last.day) if same_month else _day(last, term, tr)
    return tr("{first}至{last}").format(first=_day(first, term, tr), last=end)


def _day(day: date, term: Term, tr: Translate) -> str:
    if day.year == term.start.year:
        return tr("{month}月{day}日").format(month=day.month, day=day.day)
    return tr("{year}年{month}月{day}日").format(year=day.year, month=day.month, day=day.day)
