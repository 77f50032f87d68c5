"""From the ranking to the published list: quotas, order, cover letters, publicity with objections, announcement."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from greendesk.domain.policy import Policy
from greendesk.domain.road import GuardCheck, GuardState, Move, StepKind, stage_of
from greendesk.domain.working_days import Term, Unit, count_term, days_left
from greendesk.errors import Refusal
from greendesk.ledger.kinds import (
    AnnouncementMade,
    Attachment,
    LetterMade,
    ObjectionHandled,
    ObjectionReceived,
    PublicityOpened,
    QuotaSet,
    RankingSet,
)
from greendesk.ledger.store import LedgerStore
from greendesk.queries import ApplicationLine, AttachmentLine
from greendesk.queries_publication import (
    BoardLine,
    LetterLine,
    ObjectionLine,
    PublicityLine,
    PublishedLine,
    QuotaLine,
)
from greendesk.use_cases.casework import Casework
from greendesk.use_cases.desk_context import DeskContext, first_heads, value
from greendesk.use_cases.eligibility import SourceMissing, priorities_of
from greendesk.use_cases.guards import Guards
from greendesk.use_cases.road import NotYet, Road, Step, overrides_of, place_of
from greendesk.use_cases.standing import Standing, attachment_line, standing

EVERYWHERE = "*"


class QuotaExceeded(Refusal):
    """More of a category are chosen in a region than the number set for it."""

    code = "GD-731"


class NotInPublicity(Refusal):
    """An objection is about something that is not on display."""

    code = "GD-732"


class NobodyChosen(Refusal):
    """A notice or letter without a single application."""

    code = "GD-733"


class NotAtThisStage(Refusal):
    """An application stands in another stage than this paper is made in."""

    code = "GD-734"


class NoPublicityTerm(Refusal):
    """The policy knows no public display."""

    code = "GD-735"


class ObjectionUnknown(Refusal):
    """No such objection."""

    code = "GD-736"


class FindingsMissing(Refusal):
    """An objection is closed by what was found about it, or received with what it says."""

    code = "GD-737"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a formal cover letter says; enclosures by title."""

    title: str
    to: str
    office: str
    number: str
    on: date
    text: str
    enclosures: tuple[str, ...]
    applications: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a public notice (公示) or an announcement (公告) says; channels by kind: address, telephone, e-mail."""

    title: str
    office: str
    number: str
    on: date
    text: str
    applications: tuple[str, ...]
    channels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What somebody objects; `file` is the letter: its name and bytes."""

    publicity: str
    application: str
    person: str
    contact: str
    real_name: bool
    on: date
    text: str
    file: tuple[str, bytes] | None = None


class Publication:
    """The verbs and questions between the panel's conclusion and the published list."""

    def __init__(self, context: DeskContext, road: Road) -> None:
        self._context = context
        self._road = road

    # ------------------------------------------------------------ quotas and order

    def quotas(self, round_id: str) -> tuple[QuotaLine, ...]:
        """The numbers set for each category and region, and for every pair that applications stand in."""
        with self._context.works(round_id) as work:
            ledger = work.ledger
            status = standing(self._context, ledger, round_id)
            pairs = {(line.category, line.region) for line in status.lines()}
            heads = first_heads(ledger.all_heads("quota.set"))
            chosen = _chosen(ledger, status)
            lines = []
            for category, region in sorted(pairs | set(heads)):
                head = heads.get((category, region))
                lines.append(
                    QuotaLine(
                        category=category,
                        region=region,
                        limit=head.content["limit"] if head else None,
                        source=head.content["source"] if head else "",
                        chosen=sum(region in {one, EVERYWHERE} for one in chosen.get(category, ())),
                        recorded=head is not None,
                    )
                )
            return tuple(lines)

    def set_quota(self, round_id: str, category: str, region: str, limit: int | None, source: str) -> None:
        """Record how many of a category a region may recommend, with the text that says so; region "*" is each."""
        if not source.strip():
            raise SourceMissing(what=category)
        with self._context.works(round_id) as work:
            self._context.rules(work.ledger, round_id)[0].category(category)
            content = QuotaSet(limit=limit, source=source.strip())
            key = (category, region.strip() or EVERYWHERE)
            self._context.record(work.ledger, round_id, "quota.set", key, content)
            work.commit()

    def board(self, round_id: str, category: str) -> tuple[BoardLine, ...]:
        """The applications of a category in the order of recommendation, what the score alone would say beside it."""
        with self._context.works(round_id) as work:
            return self._board(work.ledger, round_id, category)

    def rank(
        self, round_id: str, category: str, order: tuple[str, ...], chosen: tuple[str, ...], note: str = ""
    ) -> None:
        """Record the order and who is chosen; refused when a region's number is exceeded."""
        with self._context.works(round_id) as work:
            ledger = work.ledger
            known = {line.application: line for line in self._board(ledger, round_id, category)}
            for application in (*order, *chosen):
                if application not in known:
                    raise NotAtThisStage(application=application)
            policy = self._context.rules(ledger, round_id)[0]
            for region in sorted({known[one].region for one in chosen}):
                _refuse_excess(ledger, policy, category, region, [known[one].region for one in chosen])
            content = RankingSet(
                order=order, chosen=tuple(one for one in order if one in chosen), note=note.strip()
            )
            self._context.record(ledger, round_id, "ranking.set", (category,), content)
            work.commit()

    # ------------------------------------------------------------ letters

    def send_letter(self, round_id: str, letter: Letter) -> str:
        """Record a formal cover letter; returns its id."""
        if not letter.applications:
            raise NobodyChosen
        with self._context.works(round_id) as work:
            name = secrets.token_hex(8)
            content = LetterMade(
                title=letter.title.strip(),
                to=letter.to.strip(),
                office=letter.office.strip(),
                number=letter.number.strip(),
                date=letter.on.isoformat(),
                text=letter.text.strip(),
                enclosures=letter.enclosures,
                applications=letter.applications,
            )
            self._context.record(work.ledger, round_id, "letter.made", (name,), content)
            work.commit()
        return name

    # ------------------------------------------------------------ public display

    def term(self, round_id: str, start: date) -> Term:
        """The days of a display that begins on a day, as the policy counts them."""
        with self._context.works(round_id) as work:
            policy, _ = self._context.rules(work.ledger, round_id)
        if policy.publicity is None:
            raise NoPublicityTerm
        kind = Unit(policy.publicity.unit.value)
        return count_term(self._context.calendar, start, policy.publicity.count, kind)

    def display(self, round_id: str, notice: Notice) -> str:
        """Open a public display of applications that stand in that stage; returns its id."""
        term = self.term(round_id, notice.on)
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id)
            _require_stage(status, notice.applications, StepKind.PUBLICITY)
            name = secrets.token_hex(8)
            content = PublicityOpened.model_validate(
                {
                    "title": notice.title.strip(),
                    "office": notice.office.strip(),
                    "number": notice.number.strip(),
                    "date": notice.on.isoformat(),
                    "start": term.start.isoformat(),
                    "last": term.last.isoformat(),
                    "count": term.count,
                    "unit": term.unit.value,
                    "provisional": term.provisional,
                    "text": notice.text.strip(),
                    "channels": dict(notice.channels),
                    "applications": notice.applications,
                }
            )
            self._context.record(work.ledger, round_id, "publicity.opened", (name,), content)
            work.commit()
        return name

    def object(self, round_id: str, objection: Objection) -> str:
        """Record an objection to an application on display; returns its id."""
        if not objection.text.strip():
            raise FindingsMissing
        context = self._context
        with context.works(round_id) as work:
            shown = value(work.ledger, "publicity.opened", objection.publicity)
            if shown is None or objection.application not in shown["applications"]:
                raise NotInPublicity
            file = None
            if objection.file:
                title, data = objection.file
                file = Attachment(sha256=context.blobs.add_bytes(data), name=title, size=len(data))
            name = secrets.token_hex(8)
            content = ObjectionReceived(
                application=objection.application,
                person=objection.person.strip(),
                contact=objection.contact.strip(),
                real_name=objection.real_name,
                date=objection.on.isoformat(),
                text=objection.text.strip(),
                file=file,
            )
            context.record(work.ledger, round_id, "objection.received", (objection.publicity, name), content)
            work.commit()
        return name

    def close_objection(
        self,
        round_id: str,
        publicity: str,
        objection: str,
        *,
        upheld: bool,
        findings: str,
        office: str,
        on: date,
    ) -> None:
        """Record what was found about an objection; one that is upheld keeps the application from the list."""
        if not findings.strip():
            raise FindingsMissing
        with self._context.works(round_id) as work:
            if value(work.ledger, "objection.received", publicity, objection) is None:
                raise ObjectionUnknown
            content = ObjectionHandled(
                upheld=upheld, findings=findings.strip(), office=office.strip(), date=on.isoformat()
            )
            self._context.record(work.ledger, round_id, "objection.handled", (publicity, objection), content)
            work.commit()

    def letters(self, round_id: str) -> tuple[LetterLine, ...]:
        """Every cover letter, newest first."""
        with self._context.works(round_id) as work:
            lines = [
                LetterLine(
                    id=key[0],
                    title=head.content["title"],
                    to=head.content["to"],
                    number=head.content["number"],
                    date=head.content["date"],
                    applications=tuple(head.content["applications"]),
                    files=files_of(self._context, work.ledger, key[0]),
                )
                for key, head in first_heads(work.ledger.all_heads("letter.made")).items()
            ]
            return tuple(sorted(lines, key=lambda line: (line.date, line.id), reverse=True))

    def published(self, round_id: str) -> tuple[PublishedLine, ...]:
        """Every published list, newest first."""
        with self._context.works(round_id) as work:
            lines = [
                PublishedLine(
                    id=key[0],
                    title=head.content["title"],
                    number=head.content["number"],
                    date=head.content["date"],
                    applications=tuple(head.content["applications"]),
                    files=files_of(self._context, work.ledger, key[0]),
                )
                for key, head in first_heads(work.ledger.all_heads("announcement.made")).items()
            ]
            return tuple(sorted(lines, key=lambda line: (line.date, line.id), reverse=True))

    def displays(self, round_id: str, today: date) -> tuple[PublicityLine, ...]:
        """Every public display with its objections, newest first."""
        with self._context.works(round_id) as work:
            return _displays(self._context, work.ledger, today)

    # ------------------------------------------------------------ the published list

    def announce(self, round_id: str, notice: Notice) -> str:
        """Publish a list: its applications stand in the last stage before it, and every guard but this one holds."""
        if not notice.applications:
            raise NobodyChosen
        with self._context.works(round_id) as work:
            ledger = work.ledger
            status = standing(self._context, ledger, round_id)
            for application in notice.applications:
                _require_ready(status, ledger, application, notice.on)
            name = secrets.token_hex(8)
            content = AnnouncementMade(
                title=notice.title.strip(),
                office=notice.office.strip(),
                number=notice.number.strip(),
                date=notice.on.isoformat(),
                text=notice.text.strip(),
                applications=notice.applications,
            )
            self._context.record(ledger, round_id, "announcement.made", (name,), content)
            for application in notice.applications:
                step = Step(application=application, move=Move.ADVANCE, on=notice.on)
                self._road.record_move(status, ledger, step)
            work.commit()
        return name

    # ------------------------------------------------------------ parts

    def _board(self, ledger: LedgerStore, round_id: str, category: str) -> tuple[BoardLine, ...]:
        status = standing(self._context, ledger, round_id)
        case = Casework(self._context, ledger, round_id)
        lines = {line.id: line for line in status.lines() if line.category == category}
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
            self._line(status, ledger, case, lines[one], number, places.get(one), recorded["chosen"])
            for number, one in enumerate(order, start=1)
        )

    @staticmethod
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


def _chosen(ledger: LedgerStore, status: Standing) -> dict[str, tuple[str, ...]]:
    """The regions of those chosen, by category."""
    regions = {line.id: line.region for line in status.lines()}
    return {
        key[0]: tuple(regions[one] for one in head.content["chosen"] if one in regions)
        for key, head in first_heads(ledger.all_heads("ranking.set")).items()
    }


def _refuse_excess(
    ledger: LedgerStore, policy: Policy, category: str, region: str, regions: Sequence[str]
) -> None:
    found = value(ledger, "quota.set", category, region) or value(ledger, "quota.set", category, EVERYWHERE)
    limit = found["limit"] if found else None
    taken = regions.count(region)
    if limit is not None and taken > limit:
        article = policy.quota.article if policy.quota else str(found["source"] if found else "")
        raise QuotaExceeded(region=region, chosen=taken, limit=limit, article=article)


def _require_stage(status: Standing, applications: Sequence[str], kind: StepKind) -> None:
    if not applications:
        raise NobodyChosen
    for application in applications:
        place = place_of(status, application)
        stage = stage_of(status.policy.stages, place.stage)
        if place.ended or stage.kind is not kind:
            raise NotAtThisStage(unit=status.line(application).unit, stage=stage.title)


def _require_ready(status: Standing, ledger: LedgerStore, application: str, on: date) -> None:
    """Refuse one that is not in the stage before the list, or lacks something else than the announcement."""
    place = place_of(status, application)
    stage = stage_of(status.policy.stages, place.stage)
    unit = status.line(application).unit
    if place.ended or all(guard.check is not GuardCheck.ANNOUNCED for guard in stage.guards):
        raise NotAtThisStage(unit=unit, stage=stage.title)
    for line in Guards(status, ledger, application, on).of(stage):
        if line.what != GuardCheck.ANNOUNCED.value and line.state != GuardState.HOLDS.value:
            raise NotYet(guard=line.what, title=unit, article=line.article)


def _displays(context: DeskContext, ledger: LedgerStore, today: date) -> tuple[PublicityLine, ...]:
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


def files_of(context: DeskContext, ledger: LedgerStore, subject: str) -> tuple[AttachmentLine, ...]:
    """The signed papers about a letter, a display, an objection or an announcement."""
    heads = first_heads(ledger.all_heads("document.signed", (subject,)))
    return tuple(attachment_line(context, heads[key].content["document"]) for key in sorted(heads))
