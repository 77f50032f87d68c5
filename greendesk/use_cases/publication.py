"""From the ranking to the published list: quotas, order, cover letters, publicity with objections, announcement."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from greendesk.domain.moments import moment
from greendesk.domain.policy import Policy
from greendesk.domain.road import GuardCheck, GuardState, Move, StepKind, stage_of
from greendesk.domain.working_days import Term, Unit, count_term
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
from greendesk.queries import AttachmentLine
from greendesk.queries_publication import (
    BoardLine,
    LetterLine,
    PublicityLine,
    PublishedLine,
    QuotaLine,
)
from greendesk.use_cases.application_lines import application_line, application_lines
from greendesk.use_cases.desk_context import DeskContext, first_heads, value
from greendesk.use_cases.eligibility import SourceMissing
from greendesk.use_cases.guards import Guards
from greendesk.use_cases.publication_lines import (
    board_of,
    chosen_regions,
    displays_of,
    files_of,
    letters_of,
    published_of,
)
from greendesk.use_cases.road import NotYet, Road, Step
from greendesk.use_cases.road_papers import (
    announcement,
    cover_letter,
    file_papers,
    objection_record,
    publicity_notice,
    quota_words,
    ranking_table,
)
from greendesk.use_cases.road_reading import place_of
from greendesk.use_cases.standing import ApplicationUnknown, Standing, standing

EVERYWHERE = "*"
RANKING = "ranking/{category}"  # what the papers of an order are filed under


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
    term_explained: str = ""  # how the last day of a display was found, in words for the paper


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
            pairs = {(line.category, line.region) for line in application_lines(status)}
            heads = first_heads(ledger.all_heads("quota.set"))
            chosen = chosen_regions(ledger, status)
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
            return board_of(self._context, work.ledger, round_id, category)

    def rank(
        self,
        round_id: str,
        category: str,
        order: tuple[str, ...],
        chosen: tuple[str, ...],
        note: str = "",
        office: str = "",
    ) -> None:
        """Record the order and who is chosen with its paper; refused when a region's number is exceeded."""
        context = self._context
        with context.works(round_id) as work:
            ledger = work.ledger
            known = {line.application: line for line in board_of(context, ledger, round_id, category)}
            for application in (*order, *chosen):
                if application not in known:
                    raise ApplicationUnknown(application=application)
            policy = context.rules(ledger, round_id)[0]
            for region in sorted({known[one].region for one in chosen}):
                _refuse_excess(ledger, policy, category, region, [known[one].region for one in chosen])
            content = RankingSet(
                order=order, chosen=tuple(one for one in order if one in chosen), note=note.strip()
            )
            entry = context.record(ledger, round_id, "ranking.set", (category,), content)
            status = standing(context, ledger, round_id)
            board = board_of(context, ledger, round_id, category)
            issued = moment(context.clock.now()).date()
            paper = ranking_table(
                status,
                ledger,
                category,
                board,
                quota=_quota_words(ledger, category, [line.region for line in board]),
                office=office.strip() or context.registrar.person.organisation,
                issued=issued,
                entry=entry,
            )
            name = f"推荐排序表 {paper.category} {issued.isoformat()}"
            file_papers(context, ledger, round_id, RANKING.format(category=category), paper, name)
            work.commit()

    def ranking_files(self, round_id: str, category: str) -> tuple[AttachmentLine, ...]:
        """The papers of the order that stands; none before it was recorded or while scores are hidden here."""
        with self._context.works(round_id) as work:
            heads = work.ledger.heads("ranking.set", (category,))
            status = standing(self._context, work.ledger, round_id)
            visible = all(
                status.sees_scores(line.id) for line in application_lines(status) if line.category == category
            )
            subject = RANKING.format(category=category)
            if not heads or not visible:
                return ()
            return files_of(self._context, work.ledger, subject, heads[0].entry)

    # ------------------------------------------------------------ letters

    def send_letter(self, round_id: str, letter: Letter) -> str:
        """Record a formal cover letter and make it; returns its id."""
        if not letter.applications:
            raise NobodyChosen
        context = self._context
        with context.works(round_id) as work:
            ledger = work.ledger
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
            entry = context.record(ledger, round_id, "letter.made", (name,), content)
            paper = cover_letter(standing(context, ledger, round_id), ledger, content, entry)
            file_papers(context, ledger, round_id, name, paper, f"报送函 {content.date} {content.title}")
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
        """Open a public display of applications that stand in that stage and make its notice; returns its id."""
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
            entry = self._context.record(work.ledger, round_id, "publicity.opened", (name,), content)
            paper = publicity_notice(status, work.ledger, content, term.first, notice.term_explained, entry)
            title = f"公示 {content.date} {content.title}"
            file_papers(self._context, work.ledger, round_id, name, paper, title)
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
        context = self._context
        with context.works(round_id) as work:
            ledger = work.ledger
            found = value(ledger, "objection.received", publicity, objection)
            if found is None:
                raise ObjectionUnknown
            received = ObjectionReceived.model_validate(found)
            content = ObjectionHandled(
                upheld=upheld, findings=findings.strip(), office=office.strip(), date=on.isoformat()
            )
            entry = context.record(ledger, round_id, "objection.handled", (publicity, objection), content)
            status = standing(context, ledger, round_id)
            paper = objection_record(status, ledger, received, content, entry)
            title = f"异议处理意见 {paper.unit.unit_name} {content.date}"
            file_papers(context, ledger, round_id, objection, paper, title)
            work.commit()

    def letters(self, round_id: str) -> tuple[LetterLine, ...]:
        """Every cover letter, newest first."""
        with self._context.works(round_id) as work:
            return letters_of(self._context, work.ledger)

    def published(self, round_id: str) -> tuple[PublishedLine, ...]:
        """Every published list, newest first."""
        with self._context.works(round_id) as work:
            return published_of(self._context, work.ledger)

    def displays(self, round_id: str, today: date) -> tuple[PublicityLine, ...]:
        """Every public display with its objections, newest first."""
        with self._context.works(round_id) as work:
            return displays_of(self._context, work.ledger, today)

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
            entry = self._context.record(ledger, round_id, "announcement.made", (name,), content)
            paper = announcement(status, ledger, content, entry)
            title = f"公布 {content.date} {content.title}"
            file_papers(self._context, ledger, round_id, name, paper, title)
            for application in notice.applications:
                step = Step(application=application, move=Move.ADVANCE, on=notice.on)
                self._road.record_move(status, ledger, step)
            work.commit()
        return name


def _refuse_excess(
    ledger: LedgerStore, policy: Policy, category: str, region: str, regions: Sequence[str]
) -> None:
    found = value(ledger, "quota.set", category, region) or value(ledger, "quota.set", category, EVERYWHERE)
    limit = found["limit"] if found else None
    taken = regions.count(region)
    if limit is not None and taken > limit:
        article = policy.quota.article if policy.quota else str(found["source"] if found else "")
        raise QuotaExceeded(region=region, chosen=taken, limit=limit, article=article)


def _quota_words(ledger: LedgerStore, category: str, regions: Sequence[str]) -> str:
    """The numbers set for a category in the regions that a board shows, in words for its paper."""
    words = []
    for region in (EVERYWHERE, *sorted(set(regions))):
        found = value(ledger, "quota.set", category, region)
        if found is not None:
            where = "各地区" if region == EVERYWHERE else region
            words.append(quota_words(found["limit"], found["source"], where))
    return "；".join(words)


def _require_stage(status: Standing, applications: Sequence[str], kind: StepKind) -> None:
    if not applications:
        raise NobodyChosen
    for application in applications:
        place = place_of(status, application)
        stage = stage_of(status.policy.stages, place.stage)
        if place.ended or stage.kind is not kind:
            raise NotAtThisStage(unit=application_line(status, application).unit, stage=stage.title)


def _require_ready(status: Standing, ledger: LedgerStore, application: str, on: date) -> None:
    """Refuse one that is not in the stage before the list, or lacks something else than the announcement."""
    place = place_of(status, application)
    stage = stage_of(status.policy.stages, place.stage)
    unit = application_line(status, application).unit
    if place.ended or all(guard.check is not GuardCheck.ANNOUNCED for guard in stage.guards):
        raise NotAtThisStage(unit=unit, stage=stage.title)
    for line in Guards(status, ledger, application, on).of(stage):
        if line.what != GuardCheck.ANNOUNCED.value and line.state != GuardState.HOLDS.value:
            raise NotYet(guard=line.what, title=unit, article=line.article)
