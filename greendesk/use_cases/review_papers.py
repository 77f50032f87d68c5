"""A review as a value for the printer: the score sheet, and what other papers take over from it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from greendesk.domain.assessment import Finding, Tally, change_note, findings_from_json, tally
from greendesk.domain.checklist import Checklist
from greendesk.domain.decimals import plain
from greendesk.domain.moments import moment
from greendesk.domain.papers import Case, ChecklistMark, GateLine, Person, ScoreLine, ScoreSection, ScoreSheet
from greendesk.domain.wording import VERDICTS, said
from greendesk.ledger.store import Head, LedgerStore
from greendesk.use_cases.standing import Standing


def score_sheet(status: Standing, ledger: LedgerStore, case: Case, review: Head) -> ScoreSheet:
    """A submitted review with its sections, gates and totals."""
    content = review.content
    checklist = status.context.edition(
        ledger, status.round_id, content["checklist"], content["checklist_digest"]
    )
    findings = findings_from_json(content["findings"])
    by_item, total = {finding.item: finding for finding in findings}, tally(checklist, findings)
    return ScoreSheet(
        case=case,
        checklist=checklist_mark(checklist),
        package_digest=content["package"],
        expert=person(status, review.author),
        gates=_gate_lines(checklist, by_item),
        sections=_score_sections(by_item, total),
        max_total=Decimal(content["max_total"]),
        total=Decimal(content["total"]),
        not_applicable_note=_not_applicable_note(total),
        recommendation=content["recommendation"],
        overall_comment=content["comment"],
        provenance_note=checklist.warning,
        record_id=review.entry,
        submitted=moment(review.time[0]),
    )


def person(status: Standing, fingerprint: str) -> Person:
    """A participant as printed."""
    known: Mapping[str, Any] = status.participants.get(fingerprint, {})
    return Person(
        name=str(known.get("name", fingerprint[:8])),
        title=str(known.get("title", "")),
        organisation=str(known.get("organisation", "")),
    )


def checklist_mark(checklist: Checklist) -> ChecklistMark:
    """Which checklist a paper rests on."""
    return ChecklistMark(title=checklist.title, edition=checklist.edition, digest=checklist.digest)


def _gate_lines(checklist: Checklist, findings: Mapping[str, Finding]) -> tuple[GateLine, ...]:
    """The gates and the verdicts on them, in words."""
    lines = []
    for item in checklist.gates:
        finding = findings.get(item.code, Finding(item=item.code))
        verdict = said(VERDICTS, finding.verdict.value if finding.verdict else "")
        lines.append(GateLine(code=item.code, title=item.title, verdict=verdict, comment=finding.comment))
    return tuple(lines)


def _score_sections(findings: Mapping[str, Finding], total: Tally) -> tuple[ScoreSection, ...]:
    """The scored items under their headings."""
    sections = []
    for part in total.sections:
        lines = []
        for item in part.section.items:
            finding = findings.get(item.code, Finding(item=item.code))
            note = change_note(finding.declared, finding.verified, finding.reason) if finding.amended else ""
            lines.append(
                ScoreLine(
                    code=item.code,
                    title=item.title,
                    unit=item.unit,
                    declared=finding.declared or None,
                    verified=finding.verified or None,
                    max_points=item.max_points,
                    points=finding.points if finding.applicable else None,
                    change_note=note,
                    comment=finding.comment if finding.applicable else f"不适用。{finding.comment}",
                    evidence=tuple(f"{pin.file_name} 第 {pin.page} 页" for pin in finding.pins),
                )
            )
        sections.append(
            ScoreSection(
                title=part.section.title, lines=tuple(lines), max_points=part.max_points, points=part.points
            )
        )
    return tuple(sections)


def _not_applicable_note(total: Tally) -> str:
    if not total.not_applicable_points:
        return ""
    return f"不适用项目满分合计 {plain(total.not_applicable_points)} 分，未折算，总分按实得分相加"
