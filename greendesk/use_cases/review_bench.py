"""The bench: an expert's sheet as it stands, the draft or what was submitted, and each change of the draft."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from greendesk.domain.assessment import findings_from_json, findings_to_json, tally
from greendesk.domain.checklist import Checklist, require_scorable
from greendesk.domain.package import Inventory
from greendesk.errors import Refusal
from greendesk.ledger.store import Fold, LedgerStore
from greendesk.ports import Draft
from greendesk.queries import BenchSheet
from greendesk.use_cases.applications import GateClosed, NoPackage
from greendesk.use_cases.desk_context import DeskContext, first_heads, value
from greendesk.use_cases.standing import Standing, review_draft, standing

Change = Callable[[dict[str, Any]], dict[str, Any]]


class NotAssigned(Refusal):
    """This desk's expert is not asked to review the application."""

    code = "GD-704"


class ChecklistNotForScoring(Refusal):
    """The checklist is shown for reference only and may not be used for scoring."""

    code = "GD-706"


def read_bench(context: DeskContext, ledger: LedgerStore, round_id: str, application: str) -> BenchSheet:
    """The sheet as it stands: the draft, or what was submitted; raises `GateClosed` before the declaration."""
    status = standing(context, ledger, round_id, application)
    require_reviewer(status, application)
    registered = value(ledger, "application.registered", application)
    package = value(ledger, "package.received", application)
    if registered is None or package is None:
        raise NoPackage()
    draft = context.drafts.get(review_draft(round_id, application))
    revises = draft is not None and status.may_revise(application)
    locked = status.my_state(application) == "submitted" and not revises
    content = _present(status, application, draft, locked=locked)
    checklist = _checklist(
        context, ledger, round_id, application, content["checklist"], content.get("checklist_digest", "")
    )
    findings = findings_from_json(content["findings"])
    order = _order(ledger, status.me)
    place = order.index(application)
    return BenchSheet(
        application=application,
        unit=registered["unit"],
        category=registered["category"],
        checklist=checklist,
        findings={finding.item: finding for finding in findings},
        recommendation=content["recommendation"],
        comment=content["comment"],
        tally=tally(checklist, findings),
        saved_at=draft.saved_at if draft else 0,
        undo=draft.undo if draft and not locked else 0,
        redo=draft.redo if draft and not locked else 0,
        locked=locked,
        returned_reason=status.returned(application).get(status.me, ""),
        inventory=Inventory.from_json(package["inventory"]),
        package_version=package["version"],
        previous=order[place - 1] if place else "",
        next=order[place + 1] if place + 1 < len(order) else "",
        position=place + 1,
        count=len(order),
        sealed=status.sealed(application),
        may_revise=status.may_revise(application),
    )


def change_bench(
    context: DeskContext, round_id: str, sheet: BenchSheet, label: str, change: Change
) -> BenchSheet:
    """Save a change of the draft under a label; on disk when the call returns."""
    before = {
        "checklist": sheet.checklist.id,
        "checklist_digest": sheet.checklist.digest,
        "findings": findings_to_json(tuple(sheet.findings.values())),
        "recommendation": sheet.recommendation,
        "comment": sheet.comment,
    }
    application = sheet.application
    key, after = review_draft(round_id, application), change(before)
    checklist, findings = sheet.checklist, findings_from_json(after["findings"])
    same = (after["checklist"], after["checklist_digest"]) == (checklist.id, checklist.digest)
    if not same:
        with context.works(round_id) as work:  # a draft that cannot be shown again is never saved
            checklist = _checklist(context, work.ledger, round_id, application, after["checklist"])
        after["checklist_digest"] = checklist.digest
    total = tally(checklist, findings)
    if context.drafts.get(key) is None:
        context.drafts.put(key, before, "begin", context.clock.now())
    draft = context.drafts.put(key, after, label, context.clock.now())
    if not same:
        with context.works(round_id) as work:
            return read_bench(context, work.ledger, round_id, application)
    return replace(
        sheet,
        findings={finding.item: finding for finding in findings},
        recommendation=draft.content["recommendation"],
        comment=draft.content["comment"],
        tally=total,
        saved_at=draft.saved_at,
        undo=draft.undo,
        redo=draft.redo,
    )


def require_reviewer(status: Standing, application: str) -> None:
    """Refuse whoever is not asked about the application, or has not declared that nothing speaks against it."""
    if status.me not in status.assigned(application):
        raise NotAssigned
    gate = status.gate(application)
    if gate != "open":
        raise GateClosed(state=gate)


def _order(ledger: Fold, me: str) -> list[str]:
    """The applications that this expert is asked about and not recused from, by unit."""
    asked = {
        key[0]
        for key, head in first_heads(ledger.all_heads("expert.assigned")).items()
        if key[1] == me and head.content["active"]
    }
    recused = {
        key[0]
        for key, head in first_heads(ledger.all_heads("recusal.declared")).items()
        if key[1] == me and head.content["conflict"]
    }
    units = {
        key[0]: head.content["unit"]
        for key, head in first_heads(ledger.all_heads("application.registered")).items()
    }
    return sorted(asked - recused, key=lambda one: (units.get(one, ""), one))


def _present(status: Standing, application: str, draft: Draft | None, *, locked: bool) -> dict[str, Any]:
    if draft is not None and not locked:
        return dict(draft.content)
    submitted = [head for head in status.of("review.submitted", application) if head.key[1] == status.me]
    if submitted:
        return dict(submitted[0].content)
    category = status.content("application.registered", application)
    if category is None:
        raise NotAssigned
    listed = status.policy.category(category["category"])
    return {
        "checklist": listed.default_checklist or next(iter(listed.checklists), ""),
        "findings": [],
        "recommendation": "",
        "comment": "",
    }


def _checklist(
    context: DeskContext, ledger: LedgerStore, round_id: str, application: str, name: str, digest: str = ""
) -> Checklist:
    """The checklist by its id; the edition that a review began with, else the present one."""
    registered = value(ledger, "application.registered", application)
    if registered is None:
        raise ChecklistNotForScoring(checklist=name)
    if name not in context.offered(ledger, round_id, registered["category"]):
        raise ChecklistNotForScoring(checklist=name)
    checklist = context.edition(ledger, round_id, name, digest)
    require_scorable(checklist)
    return checklist
