"""Words for eligibility checks: how strong each is, what it found and on which facts."""

from collections.abc import Mapping

from greendesk.domain.eligibility import CheckResult
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.words import Term

CHECK_STATES: Mapping[str, Term] = {
    "holds": Term(QT_TRANSLATE_NOOP("", "符合"), "success", "check"),
    "fails": Term(QT_TRANSLATE_NOOP("", "不符合"), "danger", "warn"),
    "open": Term(QT_TRANSLATE_NOOP("", "待核"), "warning", "clock"),
    "not_applicable": Term(QT_TRANSLATE_NOOP("", "不涉及"), "muted", "minus"),
}
FORCES: Mapping[str, Term] = {
    "must": Term(QT_TRANSLATE_NOOP("", "必须")),
    "in_principle": Term(QT_TRANSLATE_NOOP("", "原则上")),
    "preference": Term(QT_TRANSLATE_NOOP("", "优先")),
}


def value_words(value: str) -> str:
    """A fact as people read it."""
    return {"yes": tr("是"), "no": tr("否")}.get(value, value)


def finding_words(result: CheckResult, titles: Mapping[str, str]) -> str:
    """What a check looked at, what it lacks and what speaks against it, line by line."""
    joined = tr("、")
    lines = [
        tr("{name}：{value}").format(name=titles.get(code, code), value=value_words(value))
        for code, value in result.seen
    ]
    if result.missing:
        lines.append(
            tr("缺：{what}").format(what=joined.join(titles.get(one, one) for one in result.missing))
        )
    if result.limit is not None and result.count is not None:
        lines.append(tr("第 {count} 个，上限 {limit} 个").format(count=result.count, limit=result.limit))
    for row in result.rows[:5]:
        day = row.since.isoformat() if row.since else ""
        lines.append(" · ".join(part for part in (row.name, day, row.note) if part))
    if result.check.override:
        lines.append(tr("条文：“{words}”，可写明理由后放行。").format(words=result.check.override))
    if result.check.note:
        lines.append(result.check.note)
    return "\n".join(lines)
