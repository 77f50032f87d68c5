"""The papers between the first review and the published list as values for the printer, filed with their records."""

from collections.abc import Sequence
from datetime import date

from greendesk.domain.papers import OverrideNote
from greendesk.domain.papers_road import (
    Announcement,
    CategoryCount,
    CoverLetter,
    InitialReview,
    ObjectionRecord,
    PriorityNote,
    PublicityNotice,
    RankedUnit,
    RankingTable,
    ReviewedUnit,
    ReviewFact,
    RoadPaper,
    UnitList,
)
from greendesk.domain.wording import said
from greendesk.domain.wording_road import CHANNELS, GUARD_STATES, GUARDS, RECOMMENDED, UPHELD
from greendesk.ledger.kinds import (
    AnnouncementMade,
    InitialReviewed,
    LetterMade,
    ObjectionHandled,
    ObjectionReceived,
    PublicityOpened,
)
from greendesk.ledger.store import LedgerStore
from greendesk.queries import AttachmentLine
from greendesk.queries_publication import BoardLine
from greendesk.queries_road import GuardLine
from greendesk.use_cases.application_lines import application_line
from greendesk.use_cases.consultation_papers import file_paper, listed_unit
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.road_reading import overrides_of
from greendesk.use_cases.standing import Standing

COLUMNS = (("所在地区", "region"), ("统一社会信用代码", "credit_code"))


def initial_review(
    status: Standing,
    ledger: LedgerStore,
    application: str,
    content: InitialReviewed,
    guards: Sequence[GuardLine],
    entry: str,
) -> InitialReview:
    """初审意见 on one application with everything that was looked at before it."""
    title, sample = _round(status, ledger)
    return InitialReview(
        round_title=title,
        sample=sample,
        office=content.office,
        reviewed=(
            ReviewedUnit(
                unit=listed_unit(status, application),
                facts=tuple(
                    ReviewFact(
                        title=guard_words(line.what, line.title),
                        result=_result(line),
                        article=line.article,
                    )
                    for line in guards
                ),
                opinion=content.opinion,
                recommendation=RECOMMENDED[content.recommended],
                overrides=override_notes(status, ledger, (application,)),
            ),
        ),
        issued=date.fromisoformat(content.date),
        record_id=entry,
    )


def ranking_table(
    status: Standing,
    ledger: LedgerStore,
    category: str,
    board: Sequence[BoardLine],
    *,
    quota: str,
    office: str,
    issued: date,
    entry: str,
) -> RankingTable:
    """推荐排序表 of one category; what gives preference stands beside the score."""
    title, sample = _round(status, ledger)
    return RankingTable(
        round_title=title,
        sample=sample,
        category=status.policy.category(category).title,
        office=office,
        lines=tuple(
            RankedUnit(
                place=line.place,
                unit=listed_unit(status, line.application),
                score=line.score,
                conclusion=line.recommendation,
                priorities=tuple(
                    PriorityNote(title=one.title, source=one.source or one.article)
                    for one in line.priorities
                    if one.active
                ),
                chosen=line.chosen,
            )
            for line in board
        ),
        quota=quota,
        issued=issued,
        overrides=override_notes(status, ledger, [line.application for line in board]),
        record_id=entry,
    )


def cover_letter(status: Standing, ledger: LedgerStore, content: LetterMade, entry: str) -> CoverLetter:
    """报送函 with the number of applications of each category and the enclosures."""
    title, sample = _round(status, ledger)
    return CoverLetter(
        round_title=title,
        sample=sample,
        title=content.title,
        to=content.to,
        office=content.office,
        document_number=content.number,
        body=content.text,
        counts=tuple(
            CategoryCount(category=one.title, count=len(one.units))
            for one in _lists(status, content.applications)
        ),
        attachments=content.enclosures,
        issued=date.fromisoformat(content.date),
        overrides=override_notes(status, ledger, content.applications),
        record_id=entry,
    )


def publicity_notice(
    status: Standing,
    ledger: LedgerStore,
    content: PublicityOpened,
    first: date,
    term_explained: str,
    entry: str,
) -> PublicityNotice:
    """公示 from its first to its last day with the ways to object."""
    title, sample = _round(status, ledger)
    return PublicityNotice(
        round_title=title,
        sample=sample,
        title=content.title,
        office=content.office,
        text=content.text,
        lists=_lists(status, content.applications),
        first_day=first,
        last_day=date.fromisoformat(content.last),
        term_explained=term_explained,
        channels=tuple(
            (said(CHANNELS, kind), words) for kind, words in content.channels.items() if words.strip()
        ),
        issued=date.fromisoformat(content.date),
        overrides=override_notes(status, ledger, content.applications),
        record_id=entry,
    )


def objection_record(
    status: Standing,
    ledger: LedgerStore,
    received: ObjectionReceived,
    handled: ObjectionHandled,
    entry: str,
) -> ObjectionRecord:
    """异议处理意见: what was objected, what was found, how it was decided."""
    title, sample = _round(status, ledger)
    return ObjectionRecord(
        round_title=title,
        sample=sample,
        office=handled.office,
        unit=listed_unit(status, received.application),
        objector=received.person,
        real_name=received.real_name,
        contact=received.contact,
        received=date.fromisoformat(received.date),
        text=received.text,
        findings=handled.findings,
        decision=UPHELD[handled.upheld],
        issued=date.fromisoformat(handled.date),
        overrides=override_notes(status, ledger, (received.application,)),
        record_id=entry,
    )


def announcement(
    status: Standing, ledger: LedgerStore, content: AnnouncementMade, entry: str
) -> Announcement:
    """公告: the list as it is published."""
    title, sample = _round(status, ledger)
    return Announcement(
        round_title=title,
        sample=sample,
        title=content.title,
        office=content.office,
        document_number=content.number,
        text=content.text,
        lists=_lists(status, content.applications),
        issued=date.fromisoformat(content.date),
        overrides=override_notes(status, ledger, content.applications),
        record_id=entry,
    )


def override_notes(
    status: Standing, ledger: LedgerStore, applications: Sequence[str]
) -> tuple[OverrideNote, ...]:
    """Everything that was passed by exception about applications, as papers print it."""
    return tuple(
        OverrideNote(
            guard_title=guard_words(one.what, one.title),
            article=one.article,
            reason=one.reason,
            by=one.by,
            date=date.fromisoformat(one.date),
            unit=application_line(status, application).unit,
        )
        for application in applications
        for one in overrides_of(status, ledger, application)
    )


def file_papers(
    context: DeskContext,
    ledger: LedgerStore,
    round_id: str,
    subject: str,
    paper: RoadPaper,
    name: str,
) -> tuple[AttachmentLine, ...]:
    """Print a paper in every form that its kind has and keep the files with the record that it prints."""
    signer = context.signer(round_id)
    document = paper.kind.replace("-", "_")
    return tuple(
        file_paper(
            context,
            ledger,
            round_id,
            paper.record_id,
            (subject, f"{document}.{ending}", signer.fingerprint),
            f"{name}.{ending}",
            data,
        )
        for ending, data in context.printer.paper(paper, signer).items()
    )


def guard_words(what: str, title: str) -> str:
    """What a condition is called in a paper: an eligibility check by the policy's own title."""
    return title or said(GUARDS, what)


def quota_words(limit: int | None, source: str, region: str = "") -> str:
    """How many may be chosen, with the text that says so."""
    number = "不限名额" if limit is None else f"名额 {limit} 个"
    return f"{region}{number}（{source}）"


def _result(line: GuardLine) -> str:
    """How one condition stood, with what is missing or speaks against it."""
    why = "、".join((*line.missing, *line.reasons))
    words = said(GUARD_STATES, line.state)
    return f"{words}：{why}" if why else words


def _lists(status: Standing, applications: Sequence[str]) -> tuple[UnitList, ...]:
    """The units by category in the order of the policy; within one in the order given."""
    of = {one: application_line(status, one).category for one in applications}
    return tuple(
        UnitList(
            title=rules.title,
            units=tuple(listed_unit(status, one) for one in applications if of[one] == rules.category.value),
            columns=COLUMNS,
        )
        for rules in status.policy.categories
        if rules.category.value in of.values()
    )


def _round(status: Standing, ledger: LedgerStore) -> tuple[str, bool]:
    opened = ledger.heads("round.opened", (status.round_id,))[0].content
    return opened["title"], opened["sample"]
