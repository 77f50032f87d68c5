"""Reads what the first screen shows from the open desk; runs on the worker."""

from datetime import date
from typing import TYPE_CHECKING

from ui.i18n import tr
from ui.widgets.home_tasks import (
    PANEL_ROLES,
    HomeLines,
    RoundCard,
    due_of,
    gather_arrivals,
    shares_of,
    tasks_for,
)

if TYPE_CHECKING:
    from greendesk.desk import Desk
    from greendesk.queries import ApplicationLine, RoundLine

LATEST = 8


def read_home(desk: "Desk", round_id: str) -> HomeLines:
    """Everything on the first screen, read one after another."""
    rounds = desk.rounds.lines()
    here = next(line for line in rounds if line.id == round_id)
    lines = desk.applications.lines(round_id)
    ranking = desk.panel.ranking(round_id) if PANEL_ROLES & set(here.my_roles) else ()
    seals = desk.panel.sealed(round_id) if PANEL_ROLES & set(here.my_roles) else ()
    missing = len(desk.quarantine.missing(round_id))
    forks = sum(not fork.explanation for fork in desk.quarantine.forks(round_id))
    newest = sorted((line for line in lines if line.stage), key=lambda line: -line.updated)[:LATEST]
    events = [(line, desk.applications.detail(round_id, line.id).events) for line in newest]
    others = [line for line in rounds if line.id != round_id]
    cards = [_card(desk, here, lines)]
    cards += [_card(desk, line, desk.applications.lines(line.id)) for line in others]
    return HomeLines(
        rounds=rounds,
        cards=tuple(cards),
        here=here,
        applications=lines,
        tasks=tasks_for(here, lines, ranking, missing, forks, seals, desk.exchange.waiting_parts()),
        arrivals=gather_arrivals(events, LATEST),
        missing=missing,
    )


def _card(desk: "Desk", line: "RoundLine", lines: "tuple[ApplicationLine, ...]") -> RoundCard:
    policy = desk.rounds.policy(line.id)
    note = tr("{year} 年 · {organiser}").format(year=line.year, organiser=line.organiser)
    return RoundCard(
        id=line.id,
        title=line.title,
        note=note,
        due=due_of(((one.title, one.on(line.year)) for one in policy.deadlines), date.today()),  # noqa: DTZ011 - the wall's date
        shares=shares_of(lines),
        total=len(lines),
    )
