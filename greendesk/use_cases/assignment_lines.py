"""The experts asked about an application as lines, with no more of their reviews than may be seen here."""

from decimal import Decimal

from greendesk.ledger.store import Head
from greendesk.queries import AssignmentLine
from greendesk.use_cases.sealed_reviews import Seal
from greendesk.use_cases.standing import Standing, attachment_line


def assignment_lines(status: Standing, application: str) -> tuple[AssignmentLine, ...]:
    """The experts asked about an application and how far each is; scores only where they may be seen."""
    recusals, reviews, returned = (
        {head.key[1]: head.content for head in status.of("recusal.declared", application)},
        status.reviews(application),
        status.returned(application),
    )
    visible = status.sees_scores(application)
    sealing = status.sealing(application) if status.policy.visibility.sealed else None
    signed = {
        head.key[2]: head.content["document"]
        for head in status.of("document.signed", application)
        if head.key[1] == "score_sheet.pdf"
    }
    lines = []
    for head in status.of("expert.assigned", application):
        expert = head.key[1]
        shown = visible or expert == status.me
        review = reviews.get(expert) if shown else None
        seal = sealing.seals.get(expert) if sealing and (shown or status.sees_seals(application)) else None
        recusal = recusals.get(expert)
        known = status.participants.get(expert)
        lines.append(
            AssignmentLine(
                expert=expert,
                name=status.name(expert),
                organisation=known["organisation"] if known else "",
                active=head.content["active"],
                declared=recusal is not None,
                recused=bool(recusal and recusal["conflict"]),
                grounds=tuple(recusal["grounds"]) if recusal else (),
                review=_review_state(
                    review, seal, returned=(shown or seal is not None) and expert in returned
                ),
                review_entry=review.entry if review else "",
                score=Decimal(review.content["total"]) if review else None,
                recommendation=review.content["recommendation"] if review else "",
                returned_reason=returned.get(expert, "") if shown or seal else "",
                signed=attachment_line(status.context, signed[expert])
                if shown and expert in signed
                else None,
                sealed_at=seal.at[0] if seal else 0,
                resealed=seal.replaced if seal else 0,
                resealed_late=bool(seal and sealing and sealing.late(expert)),
                unsealed_review=bool(seal and seal.stray),
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.name, line.expert)))


def _review_state(review: Head | None, seal: Seal | None, *, returned: bool) -> str:
    """How far an expert's review is; "sealed" is handed in and not opened here, "broken" is no review inside."""
    if review is not None:
        return "submitted"
    if returned:
        return "returned"
    if seal is None or not seal.held:
        return ""
    return "broken" if seal.broken else "sealed"
