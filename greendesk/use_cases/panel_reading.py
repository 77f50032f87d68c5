"""What the reviews of an application add up to: its line in the ranking, divergences, how far sealed ones are."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from greendesk.domain.assessment import Finding, findings_from_json
from greendesk.domain.decimals import plain
from greendesk.domain.panel import Divergence, PanelRule, aggregate, divergences
from greendesk.domain.wording import METHODS, said
from greendesk.ledger.store import Head, LedgerStore
from greendesk.queries import DivergenceLine, RankingLine, SealLine
from greendesk.use_cases.standing import Standing


def ranking_line(status: Standing, ledger: LedgerStore, application: str) -> RankingLine:
    """The scores that stand, what the policy makes of them, and whether the last conclusion rests on them."""
    registered = status.of("application.registered", application)[0].content
    reviews = status.reviews(application)
    scores = scores_of(reviews)
    result = aggregate(status.policy.panel_rule, scores) if scores else None
    dropped = {one.expert: one.why.value for one in result.dropped} if result else {}
    rows = _score_rows(status, application, scores, dropped)
    concluded = status.content("panel.concluded", application)
    same = concluded is not None and {row["review"] for row in concluded["rows"]} == {
        r.entry for r in reviews.values()
    }
    valid = [score for _, _, score, state in rows if score is not None and state != "recused"]
    return RankingLine(
        application=application,
        unit=registered["unit"],
        scores=rows,
        score=result.value if result else None,
        spread=max(valid) - min(valid) if valid else None,
        gates_passed=bool(reviews) and all(review.content["gates_passed"] for review in reviews.values()),
        complete=bool(scores) and all(state not in {"open", "sealed"} for _, _, _, state in rows),
        concluded=same,
        outdated=concluded is not None and not same,
        same_checklist=len({edition_of(review) for review in reviews.values()}) < 2,
        recommendation=concluded["recommendation"] if concluded is not None and same else "",
        divergences=divergence_lines(status, ledger, application),
    )


def _score_rows(
    status: Standing, application: str, scores: Mapping[str, Decimal], dropped: Mapping[str, str]
) -> tuple[tuple[str, str, Decimal | None, str], ...]:
    """Each expert who is asked, by name, with the score and how it stands."""
    recusals, unopened = status.recusals(application), status.sealing(application).unopened
    rows: list[tuple[str, str, Decimal | None, str]] = []
    for expert in status.assigned(application):
        state = "counted"
        if recusals.get(expert):
            state = "recused"
        elif expert not in scores:
            state = "sealed" if expert in unopened else "open"
        elif expert in dropped:
            state = f"dropped_{dropped[expert]}"
        rows.append((expert, status.name(expert), scores.get(expert), state))
    return tuple(sorted(rows, key=lambda row: (row[1], row[0])))


def scores_of(reviews: Mapping[str, Head]) -> dict[str, Decimal]:
    """The total of each expert's review."""
    return {expert: Decimal(review.content["total"]) for expert, review in reviews.items()}


def edition_of(review: Head) -> tuple[str, str]:
    """The checklist of a review, and which text of it."""
    return review.content["checklist"], review.content["checklist_digest"]


def rule_words(rule: PanelRule) -> str:
    """How one score is made of many, in words."""
    words = said(METHODS, rule.method.value)
    if rule.method.value == "trimmed_mean":
        words += f"（有效评分 {rule.trim_from} 份以上时；不足时直接平均）"
    return f"{words}，保留 {rule.decimals} 位小数"


def divergence_lines(status: Standing, ledger: LedgerStore, application: str) -> tuple[DivergenceLine, ...]:
    """What the experts disagree about, with the reasons that the last conclusion gives."""
    concluded = status.content("panel.concluded", application)
    explained = {one["item"]: one["explanation"] for one in concluded["divergences"]} if concluded else {}
    return tuple(
        DivergenceLine(
            item=one.item.code,
            title=one.item.title,
            values=tuple((status.name(part.expert), _position(part.finding)) for part in one.findings),
            why=one.why.value,
            explanation=explained.get(one.item.code, ""),
        )
        for one in _divergences(status, ledger, application)
    )


def _divergences(status: Standing, ledger: LedgerStore, application: str) -> tuple[Divergence, ...]:
    reviews = status.reviews(application)
    editions = {edition_of(review) for review in reviews.values()}
    if len(reviews) < 2 or len(editions) > 1:
        return ()
    checklist = status.context.edition(ledger, status.round_id, *editions.pop())
    sheets = {expert: findings_from_json(review.content["findings"]) for expert, review in reviews.items()}
    return divergences(checklist, sheets, status.policy.divergence_threshold)


def _position(finding: object) -> str:
    """What an expert says on an item: the code of a verdict, `not_applicable`, `open`, or the points as figures."""
    if not isinstance(finding, Finding):
        return "open"
    if finding.verdict is not None:
        return finding.verdict.value
    if not finding.applicable:
        return "not_applicable"
    return plain(finding.points) if finding.points is not None else "open"


def seal_line(status: Standing, application: str, unit: str) -> SealLine:
    """Who has handed in a sealed review, who is missing, and what is to be said about the seals."""
    sealing = status.sealing(application)
    asked = status.of("expert.assigned", application)

    def named(experts: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(status.name(one) for one in experts))

    remarks: list[tuple[str, str]] = []
    for expert, seal in sealing.seals.items():
        if seal.replaced:
            remarks.append((status.name(expert), "resealed_late" if sealing.late(expert) else "resealed"))
        if seal.stray:
            remarks.append((status.name(expert), "unsealed"))
        if seal.broken:
            remarks.append((status.name(expert), "broken"))
    return SealLine(
        application=application,
        unit=unit,
        state=sealing.state,
        handed_in=named(sealing.handed_in),
        missing=named(sealing.missing),
        unopened=named(sealing.unopened),
        withdrawn=named(head.key[1] for head in asked if not head.content["active"]),
        remarks=tuple(sorted(remarks)),
    )
