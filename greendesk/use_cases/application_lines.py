"""Applications as lines of lists, and what happened to each, from one reading of the registers."""

from decimal import Decimal

from greendesk.domain.text import fold_text
from greendesk.ledger.store import Head
from greendesk.queries import ApplicationLine, EventLine
from greendesk.use_cases.sealed_reviews import tells_scores
from greendesk.use_cases.standing import EVENT_KINDS, ApplicationUnknown, Standing


def application_lines(status: Standing) -> tuple[ApplicationLine, ...]:
    """All applications, by unit."""
    everyone = (
        application_line(status, application) for application in status.heads["application.registered"]
    )
    return tuple(sorted(everyone, key=lambda line: (line.unit, line.id)))


def application_line(status: Standing, application: str) -> ApplicationLine:
    """One application as a line of the list."""
    found = status.of("application.registered", application)
    if not found:
        raise ApplicationUnknown(application=application)
    registered = found[0]
    content = registered.content
    package = status.content("package.received", application)
    checked = status.content("completeness.checked", application)
    documents = [d for d in checked["documents"] if d["state"] != "not_required"] if checked else []
    answers = [head.content["answer"] for head in status.of("negative.answered", application)]
    positions = [head.content["position"] for head in status.of("opinion.recorded", application)]
    recused = status.my_state(application) == "recused"
    visible = status.sees_scores(application)
    sealing = status.sealing(application) if status.sees_seals(application) else None
    conclusion = status.content("panel.concluded", application) if visible else None
    experts = [
        expert for expert in status.assigned(application) if not status.recusals(application).get(expert)
    ]
    updated = max(
        head.time[0] for kind in EVENT_KINDS for head in status.heads[kind].get(application, (registered,))
    )
    return ApplicationLine(
        id=application,
        unit=content["unit"],
        credit_code=content["credit_code"],
        category=content["category"],
        region=content["region"],
        industry=content["industry"],
        third_party=content["third_party"],
        stage="" if recused else status.stage(application),
        files=package["files"] if package else 0,
        documents_present=sum(document["state"] == "present" for document in documents),
        documents_required=len(documents),
        documents_confirmed=bool(checked and checked["confirmed"]),
        negative_answered=sum(answer != "unknown" for answer in answers),
        negative_total=len(status.negative_items),
        negative_hit="hit" in answers,
        opinions_in=len(positions),
        opinions_total=len(status.policy.departments),
        opinions_against=positions.count("object"),
        my_state=status.my_state(application),
        reviews_in=len(status.reviews(application)) if visible else 0,
        experts=0 if recused else len(experts),
        panel_score=Decimal(conclusion["score"]) if conclusion and conclusion["score"] else None,
        recommendation=conclusion["recommendation"] if conclusion else "",
        seal=sealing.state if sealing else "",
        seals_in=len(sealing.handed_in) if sealing else 0,
        updated=updated,
        search=_search(status, content["unit"], content["credit_code"]),
    )


def _search(status: Standing, unit: str, credit_code: str) -> str:
    """What a typed search is looked for in: folded name, pinyin initials, credit code."""
    return "\n".join((fold_text(unit).lower(), status.context.initials(unit), credit_code.lower()))


def events_of(status: Standing, application: str) -> tuple[EventLine, ...]:
    """What happened to the application, in order; nothing about reviews before they may be seen."""
    visible = status.sees_scores(application)
    hidden = {"review.sealed"} if not status.sees_seals(application) else frozenset()
    heads = [
        head
        for kind in EVENT_KINDS
        for head in status.heads[kind].get(application, ())
        if head.author == status.me or (kind not in hidden and (visible or not tells_scores(kind, head.key)))
    ]
    heads.sort(key=lambda head: (head.time, head.entry))
    return tuple(
        EventLine(
            kind=_told(head),
            who=status.name(head.author),
            at=head.time[0],
            entry=head.entry,
            note=head.key[1]
            if len(head.key) > 1 and head.kind in {"negative.answered", "opinion.recorded"}
            else "",
        )
        for head in heads
    )


def _told(head: Head) -> str:
    """The kind of a step as it is told: a sorting by names is no person's check, an end of an assignment is none."""
    if head.kind == "completeness.checked" and not head.content["confirmed"]:
        return "completeness.sorted"
    if head.kind == "expert.assigned" and not head.content["active"]:
        return "expert.withdrawn"
    return head.kind
