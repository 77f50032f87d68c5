"""The panel's conclusion on an application as a value for the printer, filed with its record."""

from decimal import Decimal

from greendesk.domain.checklist import Checklist
from greendesk.domain.moments import moment
from greendesk.domain.papers import Case, Divergence, GateLine, PanelConclusion, PanelRow, Person
from greendesk.domain.papers import Standing as RowStanding
from greendesk.domain.wording import DROPPED, VERDICTS, position_words, said
from greendesk.ledger.kinds import Role
from greendesk.ledger.store import Head, LedgerStore
from greendesk.queries import AttachmentLine
from greendesk.use_cases.consultation_papers import file_paper
from greendesk.use_cases.panel_reading import divergence_lines, edition_of, rule_words
from greendesk.use_cases.review_papers import checklist_mark, person
from greendesk.use_cases.standing import Standing

_CONCLUSION = "panel_conclusion.pdf"


def panel_conclusion(status: Standing, ledger: LedgerStore, case: Case, application: str) -> PanelConclusion:
    """The conclusion that stands, with the scores, gates and divergences that it rests on."""
    head = status.of("panel.concluded", application)[0]
    content = head.content
    review = next(iter(status.reviews(application).values()))
    checklist = status.context.edition(ledger, status.round_id, *edition_of(review))
    return PanelConclusion(
        case=case,
        checklist=checklist_mark(checklist),
        package_digest=review.content["package"],
        panel_rule=rule_words(status.policy.panel_rule),
        rows=_rows(status, application, head),
        max_total=Decimal(review.content["max_total"]),
        final_score=Decimal(content["score"]),
        gates=_gates(status, application, checklist),
        divergences=_divergences(status, ledger, application, head),
        recommendation=content["recommendation"],
        opinion=content["opinion"],
        leader=person(status, _leader(status, head.author, application)),
        secretary=_secretary(status, head.author, application),
        provenance_note=checklist.warning,
        record_id=head.entry,
        concluded=moment(head.time[0]),
    )


def file_conclusion(
    status: Standing, ledger: LedgerStore, application: str, paper: PanelConclusion, data: bytes
) -> AttachmentLine:
    """Keep the paper as this desk has signed it with the conclusion that it prints."""
    context = status.context
    key = (application, _CONCLUSION, context.signer(status.round_id).fingerprint)
    name = f"专家组意见 {paper.case.unit_name}.pdf"
    return file_paper(context, ledger, status.round_id, paper.record_id, key, name, data)


def signed_conclusions(status: Standing, application: str) -> list[Head]:
    """The signed papers of the conclusion that stands, in the order of signing."""
    concluded = status.of("panel.concluded", application)
    signed = [
        head
        for head in status.of("document.signed", application)
        if head.key[1] == _CONCLUSION and concluded and head.content["record"] == concluded[0].entry
    ]
    return sorted(signed, key=lambda head: (head.time, head.entry))


def _rows(status: Standing, application: str, concluded: Head) -> tuple[PanelRow, ...]:
    reviews = status.reviews(application)
    rows = [
        PanelRow(
            expert=person(status, row["expert"]),
            standing=RowStanding.COUNTED if row["counted"] else RowStanding.DROPPED,
            score=Decimal(row["score"]),
            recommendation=reviews[row["expert"]].content["recommendation"],
            note=said(DROPPED, row["why"]),
        )
        for row in concluded.content["rows"]
    ]
    rows += [
        PanelRow(expert=person(status, expert), standing=RowStanding.RECUSED, note="已声明回避")
        for expert in concluded.content["recused"]
    ]
    return tuple(rows)


def _divergences(
    status: Standing, ledger: LedgerStore, application: str, concluded: Head
) -> tuple[Divergence, ...]:
    lines = {line.item: line for line in divergence_lines(status, ledger, application)}
    return tuple(
        Divergence(
            code=one["item"],
            title=lines[one["item"]].title,
            positions="；".join(f"{name} {position_words(what)}" for name, what in lines[one["item"]].values),
            explanation=one["explanation"],
        )
        for one in concluded.content["divergences"]
        if one["item"] in lines
    )


def _gates(status: Standing, application: str, checklist: Checklist) -> tuple[GateLine, ...]:
    """The verdicts of all experts on each gate."""
    reviews = status.reviews(application)
    lines = []
    for item in checklist.gates:
        said_by = []
        for expert, review in sorted(reviews.items()):
            found = next((one for one in review.content["findings"] if one["item"] == item.code), None)
            said_by.append(
                (status.name(expert), said(VERDICTS, found["verdict"] or "") if found else VERDICTS[""])
            )
        words = {word for _, word in said_by}
        verdict = words.pop() if len(words) == 1 else "意见不一"
        comment = "" if not words else "；".join(f"{name} {word}" for name, word in said_by)
        lines.append(GateLine(code=item.code, title=item.title, verdict=verdict, comment=comment))
    return tuple(lines)


def _leader(status: Standing, author: str, application: str) -> str:
    """Who is printed as leader: the author if he is one, else the round's leader, else the author for want of one."""
    leaders = [
        one for one, known in sorted(status.participants.items()) if Role.LEADER.value in known["roles"]
    ]
    asked = [one for one in leaders if one in status.assigned(application)]
    return author if author in leaders else next(iter(asked or leaders), author)


def _secretary(status: Standing, author: str, application: str) -> Person | None:
    return None if _leader(status, author, application) == author else person(status, author)
