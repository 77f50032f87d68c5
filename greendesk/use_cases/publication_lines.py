"""What is recorded between the panel's conclusion and the published list, as lines for screens and papers."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from greendesk.domain.road import stage_of
from greendesk.domain.working_days import days_left
from greendesk.ledger.store import LedgerStore
from greendesk.queries import ApplicationLine, AttachmentLine
from greendesk.queries_publication import BoardLine, LetterLine, ObjectionLine, PublicityLine, PublishedLine
from greendesk.use_cases.application_lines import application_lines
from greendesk.use_cases.casework import Casework
from greendesk.use_cases.desk_context import DeskContext, first_heads, value
from greendesk.use_cases.eligibility import priorities_of
from greendesk.use_cases.road_reading import overrides_of, place_of
from greendesk.use_cases.standing import Standing, attachment_line, standing


def board_of(
    context: DeskContext, ledger: LedgerStore, round_id: str, category: str
) -> tuple[BoardLine, ...]:
    """The applications of a category in the recorded order, the others after them by score."""
    status = standing(context, ledger, round_id)
    case = Casework(context, ledger, round_id)
    lines = {line.id: line for line in application_lines(status) if line.category == category}
    by_score = sorted(
        (line for line in lines.values() if line.panel_score is not None),
        key=lambda line: (-(line.panel_score or Decimal(0)), line.unit, line.id),
    )
    places = {line.id: number for number, line in enumerate(by_score, start=1)}
    recorded = value(ledger, "ranking.set", category) or {"order": (), "chosen": ()}
    order = [one for one in recorded["order"] if one in lines]
    rest = [line.id for line in by_score] + [line.id for line in lines.values() if line.id not in places]
    order += [one for one in rest if one not in order]
    return tuple(
        _line(status, ledger, case, lines[one], number, places.get(one), recorded["chosen"])
        for number, one in enumerate(order, start=1)
    )


def _line(
    status: Standing,
    ledger: LedgerStore,
    case: Casework,
    line: ApplicationLine,
    number: int,
    by_score: int | None,
    chosen: Sequence[str],
) -> BoardLine:
    place = place_of(status, line.id)
    return BoardLine(
        application=line.id,
        unit=line.unit,
        region=line.region,
        category=line.category,
        place=number,
        by_score=by_score,
        score=line.panel_score,
        recommendation=line.recommendation,
        recommends=line.recommendation in status.policy.recommending_words,
        chosen=line.id in chosen,
        stage=place.stage,
        stage_title=stage_of(status.policy.stages, place.stage).title,
        ended=place.move.value if place.ended and place.move else "",
        priorities=priorities_of(case, ledger, line.id),
        overrides=overrides_of(status, ledger, line.id),
    )


def chosen_regions(ledger: LedgerStore, status: Standing) -> dict[str, tuple[str, ...]]:
    """The regions of those chosen, by category."""
    regions = {line.id: line.region for line in application_lines(status)}
    return {
        key[0]: tuple(regions[one] for one in head.content["chosen"] if one in regions)
        for key, head in first_heads(ledger.all_heads("ranking.set")).items()
    }


def letters_of(context: DeskContext, ledger: LedgerStore) -> tuple[LetterLine, ...]:
    """Every cover letter, newest first."""
    lines = [
        LetterLine(
            id=key[0],
            title=head.content["title"],
            to=head.content["to"],
            number=head.content["number"],
            date=head.content["date"],
            applications=tuple(head.content["applications"]),
            files=files_of(context, ledger, key[0]),
        )
        for key, head in first_heads(ledger.all_heads("letter.made")).items()
    ]
    return tuple(sorted(lines, key=lambda line: (line.date, line.id), reverse=True))


def published_of(context: DeskContext, ledger: LedgerStore) -> tuple[PublishedLine, ...]:
    """Every published list, newest first."""
    lines = [
        PublishedLine(
            id=key[0],
            title=head.content["title"],
            number=head.content["number"],
            date=head.content["date"],
            applications=tuple(head.content["applications"]),
            files=files_of(context, ledger, key[0]),
        )
        for key, head in first_heads(ledger.all_heads("announcement.made")).items()
    ]
    return tuple(sorted(lines, key=lambda line: (line.date, line.id), reverse=True))


def displays_of(context: DeskContext, ledger: LedgerStore, today: date) -> tuple[PublicityLine, ...]:
    """Every public display with its objections, newest first."""
    units = {
        key[0]: head.content["unit"]
        for key, head in first_heads(ledger.all_heads("application.registered")).items()
    }
    objections = _objections(context, ledger, units)
    lines = []
    for key, head in first_heads(ledger.all_heads("publicity.opened")).items():
        content = head.content
        last = date.fromisoformat(content["last"])
        lines.append(
            PublicityLine(
                id=key[0],
                title=content["title"],
                number=content["number"],
                start=date.fromisoformat(content["start"]),
                last=last,
                count=content["count"],
                unit=content["unit"],
                provisional=content["provisional"],
                over=today > last,
                days_left=days_left(context.calendar, today, last).days,
                applications=tuple(content["applications"]),
                objections=tuple(one for one in objections if one.publicity == key[0]),
                files=files_of(context, ledger, key[0]),
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.start, line.id), reverse=True))


def _objections(
    context: DeskContext, ledger: LedgerStore, units: Mapping[str, str]
) -> tuple[ObjectionLine, ...]:
    handled = first_heads(ledger.all_heads("objection.handled"))
    lines = []
    for key, head in first_heads(ledger.all_heads("objection.received")).items():
        content = head.content
        closed = handled[key].content if key in handled else {}
        lines.append(
            ObjectionLine(
                id=key[1],
                publicity=key[0],
                application=content["application"],
                unit=units.get(content["application"], ""),
                person=content["person"],
                contact=content["contact"],
                real_name=content["real_name"],
                date=content["date"],
                text=content["text"],
                file=attachment_line(context, content["file"]) if content["file"] else None,
                handled=key in handled,
                upheld=bool(closed.get("upheld", False)),
                findings=str(closed.get("findings", "")),
                files=files_of(context, ledger, key[1]),
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.date, line.id)))


def files_of(
    context: DeskContext, ledger: LedgerStore, subject: str, record: str = ""
) -> tuple[AttachmentLine, ...]:
    """The signed papers about a letter, a display, an objection or an announcement; of one `record` only if given."""
    heads = first_heads(ledger.all_heads("document.signed", (subject,)))
    return tuple(
        attachment_line(context, heads[key].content["document"])
        for key in sorted(heads)
        if record in {"", heads[key].content["record"]}
    )
