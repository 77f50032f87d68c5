"""What a desk shows, as plain data: written beside a sample by the version that made it, compared by later ones."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from greendesk.desk import Desk
from greendesk.use_cases.findings import OF_TODAY

APPLICATION = (
    "id", "unit", "credit_code", "category", "region", "industry", "stage", "files", "documents_present",
    "documents_required", "documents_confirmed", "negative_answered", "negative_total", "negative_hit",
    "opinions_in", "opinions_total", "opinions_against", "my_state", "reviews_in", "experts", "panel_score",
    "recommendation", "updated", "seal", "seals_in",
)  # fmt: skip
ROUND = (
    "id", "title", "year", "level", "region", "organiser", "sample", "my_roles", "applications", "entries",
    "waiting", "conflicts",
)  # fmt: skip
PERSON = ("fingerprint", "name", "organisation", "title", "roles", "me", "recipient", "organiser")
RANKED = (
    "application",
    "score",
    "spread",
    "gates_passed",
    "complete",
    "concluded",
    "recommendation",
    "outdated",
)
ASSIGNED = (
    "expert",
    "name",
    "active",
    "declared",
    "recused",
    "review",
    "review_entry",
    "score",
    "recommendation",
)


def read(desk: Desk) -> dict[str, Any]:
    """Everything that a later version must still show of a desk."""
    health = desk.doctor.examine()
    told = {
        "person": [desk.person.name, desk.person.organisation, desk.person.title],
        "words": desk.exchange.my_words(),
        "found": sorted({one.what.code for one in health.findings if one.what not in OF_TODAY}),
        "looked_at": [health.rounds, health.records, health.signatures, health.withheld, health.files],
        "rounds": [_round(desk, line.id) for line in desk.rounds.lines()],
    }
    plain: dict[str, Any] = json.loads(json.dumps(told, ensure_ascii=False, default=str))
    return plain


def _round(desk: Desk, round_id: str) -> dict[str, Any]:
    return {
        "round": _named(desk.rounds.line(round_id), ROUND),
        "people": [_named(one, PERSON) for one in desk.rounds.participants(round_id)],
        "policy": desk.rounds.policy(round_id).title,
        "recommendations": desk.panel.recommendations(round_id),
        "ranking": [_named(one, RANKED) for one in desk.panel.ranking(round_id)],
        "summary": _papers(desk.panel.summary_files(round_id)),
        "applications": [_application(desk, round_id, one.id) for one in desk.applications.lines(round_id)],
        "entries": _entries(desk, round_id),
    }


def _application(desk: Desk, round_id: str, application: str) -> dict[str, Any]:
    detail = desk.applications.detail(round_id, application)
    draft = desk.panel.draft(round_id, application)
    balance = desk.quantities.balance(round_id, application)
    return {
        "line": _named(detail.line, APPLICATION),
        "package": [detail.package_source, detail.package_version, detail.package_digest, detail.gate],
        "files": [(one.path, one.size, one.sha256) for one in detail.inventory.files]
        if detail.inventory
        else [],
        "documents": [(one.code, one.files, one.state, one.note) for one in detail.documents],
        "negative": [
            (one.code, one.answer, one.department, one.note, _papers([one.proof])) for one in detail.negative
        ],
        "opinions": [
            (one.department, one.position, one.number, one.date, one.signer, one.text, _papers([one.letter]))
            for one in detail.opinions
        ],
        "assignments": [
            (_named(one, ASSIGNED), one.sealed_at, _papers([one.signed])) for one in detail.assignments
        ],
        "notices": [_papers(one) for one in detail.notices],
        "events": [(one.kind, one.who, one.at, one.entry, one.note) for one in detail.events],
        "conclusion": [draft.recommendation, draft.opinion, dict(draft.explanations)],
        "balance": [balance.typed.to_json(), balance.undo, balance.redo],
        "bench": _bench(desk, round_id, application)
        if detail.line.my_state in {"drafting", "submitted"}
        else {},
    }


def _bench(desk: Desk, round_id: str, application: str) -> dict[str, Any]:
    sheet = desk.reviews.bench(round_id, application)
    return {
        "checklist": sheet.checklist.id,
        "findings": {
            item: (
                one.verdict,
                one.declared,
                one.verified,
                one.points,
                one.applicable,
                one.reason,
                one.comment,
            )
            for item, one in sorted(sheet.findings.items())
        },
        "recommendation": [sheet.recommendation, sheet.comment],
        "total": sheet.tally.total,
        "undo": [sheet.undo, sheet.redo, sheet.locked, sheet.sealed],
    }


def _entries(desk: Desk, round_id: str) -> dict[str, Any]:
    """Every record as its bytes, and where it stands."""
    with desk.rounds._context.works(round_id) as work:
        found = sorted(
            (entry.author, entry.seq, entry.id, hashlib.sha256(body).hexdigest() if body is not None else "")
            for entry, _, body in work.ledger.everything()
        )
    return {"count": len(found), "digest": hashlib.sha256(repr(found).encode()).hexdigest()}


def _papers(files: Iterable[Any]) -> list[tuple[str, str, int, bool]]:
    return [(one.name, one.sha256, one.size, one.here) for one in files if one is not None]


def _named(line: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(line, name) for name in names}
