"""Words between the panel's conclusion and the published list: quotas, places, days left, what is missing."""

from datetime import date

from greendesk.domain.working_days import Term
from greendesk.queries_publication import BoardLine, ObjectionLine, PublicityLine, QuotaLine
from greendesk.queries_road import OverrideLine, RoadLine
from greendesk.use_cases.road import NotYet
from ui.i18n import tr
from ui.road_words import GUARDS, guard_note, guard_title
from ui.term_words import explain, warning
from ui.words import said

EVERYWHERE = "*"
ANNOUNCED = "announced"


def region_words(region: str) -> str:
    """A region as people read it; "*" is each region."""
    return tr("各地区") if region == EVERYWHERE else region or tr("未填地区")


def quota_words(line: QuotaLine, taken: int, article: str) -> tuple[str, str]:
    """How many are chosen of how many, with a tone; over the number names the text."""
    region = region_words(line.region)
    if not line.recorded:
        return tr("{region}：已选 {n}，名额未下达").format(region=region, n=taken), "warning"
    if line.limit is None:
        return tr("{region}：已选 {n}，不限名额").format(region=region, n=taken), ""
    words = tr("{region}：已选 {n} / 名额 {limit}").format(region=region, n=taken, limit=line.limit)
    if taken > line.limit:
        return tr("{words}，超出（{article}）").format(words=words, article=article or line.source), "danger"
    return words, ""


def general_words(line: QuotaLine) -> str:
    """The number that holds for each region without one of its own."""
    if line.limit is None:
        return tr("未单独下达的地区：不限名额")
    return tr("未单独下达的地区：每地区名额 {limit}").format(limit=line.limit)


def priority_words(line: BoardLine) -> str:
    """The priorities that apply, by title."""
    return tr("、").join(one.title for one in line.priorities if one.active)


def override_words(one: OverrideLine) -> str:
    """One thing that was passed by exception: what, why, by whom, on which text."""
    return tr("{title}：{reason}（{by}，{day}；依据：{article}“{allowed}”）").format(
        title=one.title or said(GUARDS, one.what),
        reason=one.reason,
        by=one.by,
        day=one.date,
        article=one.article,
        allowed=one.allowed_by,
    )


def days_words(line: PublicityLine) -> tuple[str, str]:
    """How a display stands today, with the tone and icon of its chip."""
    if line.over:
        return tr("已期满"), "success"
    if line.days_left == 0:
        return tr("最后一天"), "warning"
    return tr("还有 {n} 个工作日").format(n=line.days_left), "info"


def objection_state(line: ObjectionLine) -> tuple[str, str, str]:
    """How an objection stands: word, tone, icon."""
    if not line.handled:
        return tr("待处理"), "warning", "clock"
    return (tr("成立"), "danger", "warn") if line.upheld else (tr("不成立"), "success", "check")


def missing_words(road: RoadLine) -> str:
    """What keeps an application from the published list; "" when nothing but the list itself does."""
    lines = [line for line in road.guards if line.what != ANNOUNCED and line.state != "holds"]
    found = []
    for line in lines:
        note = guard_note(line)
        found.append(
            tr("{title}（{note}）").format(title=guard_title(line), note=note) if note else guard_title(line)
        )
    return tr("；").join(found)


def not_yet_words(error: NotYet) -> str:
    """Why an application cannot go on, by the name of the condition and its text."""
    what, title = str(error.details.get("guard", "")), str(error.details.get("title", ""))
    name = said(GUARDS, what) if what in GUARDS else title or what
    return tr("“{what}”还不具备。依据：{article}。").format(
        what=name, article=error.details.get("article", "")
    )


def term_for_paper(term: Term) -> str:
    """How the last day of a display was found, in the Chinese of the notice whatever the program speaks."""
    return "".join(words for words in (explain(term, event="公示"), warning(term)) if words)


def today() -> date:
    """The day of the person at the desk."""
    return date.today()  # noqa: DTZ011 - the desk's own calendar
