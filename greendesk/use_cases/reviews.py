"""Reviews: assign experts, declare recusal, score on the bench, submit, return, sign the score sheet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from greendesk.domain.assessment import (
    Finding,
    OpenPoint,
    Tally,
    change_note,
    findings_from_json,
    findings_to_json,
    open_points,
    suggest_points,
    tally,
)
from greendesk.domain.checklist import Checklist, Usable, require_scorable
from greendesk.domain.decimals import plain
from greendesk.domain.moments import moment
from greendesk.domain.package import Inventory
from greendesk.domain.papers import ChecklistMark, GateLine, Person, ScoreLine, ScoreSection, ScoreSheet
from greendesk.domain.wording import VERDICTS, said
from greendesk.errors import Refusal
from greendesk.ledger.kinds import (
    Attachment,
    DocumentSigned,
    ExpertAssigned,
    RecusalDeclared,
    ReviewReturned,
    ReviewSealed,
    ReviewSubmitted,
    Role,
)
from greendesk.ledger.store import Head, LedgerStore
from greendesk.ports import Draft
from greendesk.queries import AttachmentLine, BenchSheet, ParticipantLine
from greendesk.use_cases.applications import Applications, GateClosed, NoPackage
from greendesk.use_cases.desk_context import DeskContext, first_heads, value
from greendesk.use_cases.membership import pass_on
from greendesk.use_cases.membership_lines import ended, participant_lines
from greendesk.use_cases.standing import Standing, attachment_line, review_draft, standing

Change = Callable[[dict[str, Any]], dict[str, Any]]


class ReviewLocked(Refusal):
    """A submitted review is changed only after the secretary has returned it."""

    code = "GD-702"


class ReviewIncomplete(Refusal):
    """Something is missing before the review may be submitted."""

    code = "GD-703"


class NotAssigned(Refusal):
    """This desk's expert is not asked to review the application."""

    code = "GD-704"


class NotAnExpert(Refusal):
    """Only a participant who was admitted as an expert can be assigned."""

    code = "GD-705"


class ChecklistNotForScoring(Refusal):
    """The checklist is shown for reference only and may not be used for scoring."""

    code = "GD-706"


class GroundsMissing(Refusal):
    """A declared conflict of interest says what it is."""

    code = "GD-707"


class NothingSubmitted(Refusal):
    """A review was to be returned or printed that was not submitted."""

    code = "GD-708"


class RecommendationMissing(Refusal):
    """A review ends with a recommendation."""

    code = "GD-709"


class ReasonMissing(Refusal):
    """A review is returned with a reason."""

    code = "GD-710"


class SealOpened(Refusal):
    """A sealed review is replaced only while all are closed."""

    code = "GD-711"


class NotSealed(Refusal):
    """Only a review that was handed in sealed is replaced by its expert alone."""

    code = "GD-712"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreItem:
    """One change on the bench; None leaves a part of the finding as it is."""

    finding: Finding
    label: str


class Reviews:
    """The verbs and questions about experts' reviews."""

    def __init__(self, context: DeskContext, applications: Applications) -> None:
        self._context = context
        self._applications = applications

    # ------------------------------------------------------------ assignment and recusal

    def experts(self, round_id: str) -> tuple[ParticipantLine, ...]:
        """The experts by name; an ended certificate, which is not assigned any more, after the others."""
        with self._context.works(round_id) as work:
            lines = (
                line
                for line in participant_lines(work.ledger, self._context.me(round_id))
                if {Role.EXPERT.value, Role.LEADER.value} & set(line.roles)
            )
            return tuple(
                sorted(lines, key=lambda line: (line.name, line.revoked is not None, line.fingerprint))
            )

    def assign(self, round_id: str, application: str, expert: str, *, active: bool = True) -> None:
        """Ask an expert to review an application, or no longer."""
        with self._context.works(round_id) as work:
            admitted = value(work.ledger, "participant.admitted", expert)
            if admitted is None or not {Role.EXPERT.value, Role.LEADER.value} & set(admitted["roles"]):
                raise NotAnExpert
            if active and ended(work.ledger, expert):
                raise NotAnExpert
            content = ExpertAssigned(active=active)
            self._context.record(work.ledger, round_id, "expert.assigned", (application, expert), content)
            work.commit()

    def declare(
        self,
        round_id: str,
        application: str,
        *,
        conflict: bool,
        grounds: tuple[str, ...] = (),
        note: str = "",
    ) -> None:
        """Declare whether there is a conflict of interest; this opens the package, or closes it for good."""
        if conflict and not grounds and not note.strip():
            raise GroundsMissing
        me = self._context.signer(round_id).fingerprint
        with self._context.works(round_id) as work:
            if me not in standing(self._context, work.ledger, round_id, application).assigned(application):
                raise NotAssigned
            content = RecusalDeclared(conflict=conflict, grounds=grounds, note=note.strip())
            self._context.record(work.ledger, round_id, "recusal.declared", (application, me), content)
            if conflict:
                work.forget_draft(review_draft(round_id, application))
            work.commit()

    # ------------------------------------------------------------ the bench

    def bench(self, round_id: str, application: str) -> BenchSheet:
        """The sheet as it stands: the draft, or what was submitted; raises `GateClosed` before the declaration."""
        context = self._context
        with context.works(round_id) as work:
            ledger = work.ledger
            status = standing(context, ledger, round_id, application)
            self._may_review(status, application)
            registered = value(ledger, "application.registered", application)
            package = value(ledger, "package.received", application)
            if registered is None or package is None:
                raise NoPackage()
            draft = context.drafts.get(review_draft(round_id, application))
            revises = draft is not None and status.may_revise(application)
            locked = status.my_state(application) == "submitted" and not revises
            content = self._present(status, application, draft, locked=locked)
            checklist = self._checklist(
                ledger, round_id, application, content["checklist"], content.get("checklist_digest", "")
            )
            findings = findings_from_json(content["findings"])
            order = self._order(ledger, status.me)
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

    def score(self, round_id: str, application: str, change: ScoreItem) -> BenchSheet:
        """Save one finding in the draft; on disk when the call returns."""
        return self._change(
            round_id, application, change.label, lambda content: _with_finding(content, change.finding)
        )

    def conclude(self, round_id: str, application: str, *, recommendation: str, comment: str) -> BenchSheet:
        """Save the recommendation and the overall comment in the draft."""

        def change(content: dict[str, Any]) -> dict[str, Any]:
            return {**content, "recommendation": recommendation, "comment": comment}

        return self._change(round_id, application, "conclusion", change)

    def choose_checklist(self, round_id: str, application: str, checklist: str) -> BenchSheet:
        """Score with another checklist of the policy; findings on items that it lacks are taken back by undo only."""

        def change(content: dict[str, Any]) -> dict[str, Any]:
            return {**content, "checklist": checklist, "checklist_digest": "", "findings": []}

        return self._change(round_id, application, "checklist", change)

    def undo(self, round_id: str, application: str) -> BenchSheet:
        """Take the last change of the draft back, also after a restart."""
        self._unlocked(round_id, application)
        self._context.drafts.undo(review_draft(round_id, application), self._context.clock.now())
        return self.bench(round_id, application)

    def redo(self, round_id: str, application: str) -> BenchSheet:
        """Do the change again that was taken back last."""
        self._unlocked(round_id, application)
        self._context.drafts.redo(review_draft(round_id, application), self._context.clock.now())
        return self.bench(round_id, application)

    def missing(self, round_id: str, application: str) -> tuple[OpenPoint, ...]:
        """What is missing before submission, in the order of the checklist."""
        sheet = self.bench(round_id, application)
        return open_points(sheet.checklist, tuple(sheet.findings.values()))

    # ------------------------------------------------------------ replace a sealed review

    def revise(self, round_id: str, application: str) -> BenchSheet:
        """Begin a draft from one's sealed review; until it is submitted the sealed one stands."""
        context, key = self._context, review_draft(round_id, application)
        with context.works(round_id) as work:
            status = standing(context, work.ledger, round_id, application)
            self._may_review(status, application)
            review = status.reviews(application).get(status.me)
            if review is None or not status.policy.visibility.sealed:
                raise NotSealed
            if not status.may_revise(application):
                raise SealOpened
        names = ("checklist", "checklist_digest", "findings", "recommendation", "comment")
        if context.drafts.get(key) is None:
            content = {name: review.content[name] for name in names}
            context.drafts.put(key, content, "begin", context.clock.now())
        return self.bench(round_id, application)

    def leave_sealed(self, round_id: str, application: str) -> BenchSheet:
        """Throw away the draft that was to replace one's sealed review; the sealed one stands as it is."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id, application)
            if not status.may_revise(application):
                raise NotSealed
            work.forget_draft(review_draft(round_id, application))
            work.commit()
        return self.bench(round_id, application)

    # ------------------------------------------------------------ submit, return, print

    def submit(self, round_id: str, application: str) -> str:
        """Turn the draft into one signed record and make the signed score sheet; returns the record's hash.

        Where the policy seals, a seal that names the record is signed with it; the text follows when all are in.
        """
        sheet = self.bench(round_id, application)
        if sheet.locked:
            raise ReviewLocked
        if sheet.checklist.usable is Usable.REFERENCE_ONLY:
            raise ChecklistNotForScoring(checklist=sheet.checklist.title)
        missing = open_points(sheet.checklist, tuple(sheet.findings.values()))
        if missing:
            raise ReviewIncomplete(count=len(missing), first=missing[0].item.code)
        if not sheet.recommendation:
            raise RecommendationMissing
        context, signer = self._context, self._context.signer(round_id)
        with context.works(round_id) as work:
            ledger = work.ledger
            content = ReviewSubmitted(
                checklist=sheet.checklist.id,
                checklist_digest=sheet.checklist.digest,
                package=sheet.inventory.digest,
                findings=tuple(findings_to_json(tuple(sheet.findings.values()))),
                total=plain(sheet.tally.total),
                max_total=plain(sheet.tally.max_total),
                gates_passed=sheet.tally.gates.holds is True,
                recommendation=sheet.recommendation,
                comment=sheet.comment,
            )
            entry = context.record(
                ledger, round_id, "review.submitted", (application, signer.fingerprint), content
            )
            status = standing(context, ledger, round_id, application)
            head = ledger.heads("review.submitted", (application, signer.fingerprint))[0]
            paper = self._paper(ledger, status, application, head)
            data = context.printer.score_sheet(paper, signer)
            name = f"专家评审表 {paper.case.unit_name} {paper.expert.name}.pdf"
            attachment = Attachment(sha256=context.blobs.add_bytes(data), name=name, size=len(data))
            key = (application, "score_sheet.pdf", signer.fingerprint)
            context.record(
                ledger, round_id, "document.signed", key, DocumentSigned(record=entry, document=attachment)
            )
            if status.policy.visibility.sealed:
                seal = ReviewSealed(review=entry)
                context.record(ledger, round_id, "review.sealed", (application, signer.fingerprint), seal)
            work.forget_draft(review_draft(round_id, application))
            work.commit()
        return entry

    def hand_back(self, round_id: str, application: str, expert: str, reason: str) -> None:
        """The secretary returns a submitted review with a reason; the expert may then change and submit it again.

        A person who has a new certificate by now is asked with that one, because the old one writes no more.
        """
        if not reason.strip():
            raise ReasonMissing
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id, application)
            review = _standing_review(status, application, expert)
            if not review:
                raise NothingSubmitted
            content = ReviewReturned(review=review, reason=reason.strip())
            self._context.record(work.ledger, round_id, "review.returned", (application, expert), content)
            present = status.present(expert)
            if present != expert:
                pass_on(self._context, work.ledger, round_id, application, expert, present)
            work.commit()

    def score_sheet(self, round_id: str, application: str, expert: str) -> AttachmentLine:
        """The signed score sheet of an expert's review that stands."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id, application)
            review = status.reviews(application).get(expert)
            if review is None or (not status.sees_scores(application) and expert != status.me):
                raise NothingSubmitted
            for head in status.of("document.signed", application):
                if head.content["record"] == review.entry:
                    return attachment_line(self._context, head.content["document"])
        raise NothingSubmitted

    # ------------------------------------------------------------ parts

    def _change(self, round_id: str, application: str, label: str, change: Change) -> BenchSheet:
        sheet = self._unlocked(round_id, application)
        before = {
            "checklist": sheet.checklist.id,
            "checklist_digest": sheet.checklist.digest,
            "findings": findings_to_json(tuple(sheet.findings.values())),
            "recommendation": sheet.recommendation,
            "comment": sheet.comment,
        }
        context, key, after = self._context, review_draft(round_id, application), change(before)
        checklist, findings = sheet.checklist, findings_from_json(after["findings"])
        same = (after["checklist"], after["checklist_digest"]) == (checklist.id, checklist.digest)
        if not same:
            with context.works(round_id) as work:  # a draft that cannot be shown again is never saved
                checklist = self._checklist(work.ledger, round_id, application, after["checklist"])
            after["checklist_digest"] = checklist.digest
        total = tally(checklist, findings)
        if context.drafts.get(key) is None:
            context.drafts.put(key, before, "begin", context.clock.now())
        draft = context.drafts.put(key, after, label, context.clock.now())
        if not same:
            return self.bench(round_id, application)
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

    def _unlocked(self, round_id: str, application: str) -> BenchSheet:
        sheet = self.bench(round_id, application)
        if sheet.locked:
            raise ReviewLocked
        return sheet

    @staticmethod
    def _order(ledger: LedgerStore, me: str) -> list[str]:
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

    @staticmethod
    def _may_review(status: Standing, application: str) -> None:
        if status.me not in status.assigned(application):
            raise NotAssigned
        gate = status.gate(application)
        if gate != "open":
            raise GateClosed(state=gate)

    def _present(
        self, status: Standing, application: str, draft: Draft | None, *, locked: bool
    ) -> dict[str, Any]:
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
        self, ledger: LedgerStore, round_id: str, application: str, name: str, digest: str = ""
    ) -> Checklist:
        """The checklist by its id; the edition that a review began with, else the present one."""
        registered = value(ledger, "application.registered", application)
        if registered is None:
            raise ChecklistNotForScoring(checklist=name)
        if name not in self._context.offered(ledger, round_id, registered["category"]):
            raise ChecklistNotForScoring(checklist=name)
        checklist = self._context.edition(ledger, round_id, name, digest)
        require_scorable(checklist)
        return checklist

    def _paper(self, ledger: LedgerStore, status: Standing, application: str, head: Head) -> ScoreSheet:
        content = head.content
        checklist = self._context.edition(
            ledger, status.round_id, content["checklist"], content["checklist_digest"]
        )
        findings = findings_from_json(content["findings"])
        return ScoreSheet(
            case=self._applications.case(ledger, status.round_id, application),
            checklist=checklist_mark(checklist),
            package_digest=content["package"],
            expert=person(status, head.author),
            gates=gate_lines(checklist, {finding.item: finding for finding in findings}),
            sections=score_sections(
                {finding.item: finding for finding in findings}, tally(checklist, findings)
            ),
            max_total=Decimal(content["max_total"]),
            total=Decimal(content["total"]),
            not_applicable_note=_not_applicable_note(tally(checklist, findings)),
            recommendation=content["recommendation"],
            overall_comment=content["comment"],
            provenance_note=checklist.warning,
            record_id=head.entry,
            submitted=moment(head.time[0]),
        )


def _standing_review(status: Standing, application: str, expert: str) -> str:
    """The review of an expert that stands, also while it is sealed; "" when there is none."""
    if status.policy.visibility.sealed:
        seal = status.sealing(application).seals.get(expert)
        return seal.review if seal is not None and seal.handed_in else ""
    review = status.reviews(application).get(expert)
    return review.entry if review is not None else ""


def suggestion(sheet: BenchSheet, item: str, verified: Decimal) -> Decimal | None:
    """The points that a verified value earns by the checklist's own numbers, or None."""
    return suggest_points(sheet.checklist.item(item), verified)


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


def gate_lines(checklist: Checklist, findings: Mapping[str, Finding]) -> tuple[GateLine, ...]:
    """The gates and the verdicts on them, in words."""
    lines = []
    for item in checklist.gates:
        finding = findings.get(item.code, Finding(item=item.code))
        verdict = said(VERDICTS, finding.verdict.value if finding.verdict else "")
        lines.append(GateLine(code=item.code, title=item.title, verdict=verdict, comment=finding.comment))
    return tuple(lines)


def score_sections(findings: Mapping[str, Finding], total: Tally) -> tuple[ScoreSection, ...]:
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


def _with_finding(content: dict[str, Any], finding: Finding) -> dict[str, Any]:
    others = [one for one in content["findings"] if one["item"] != finding.item]
    return {**content, "findings": [*others, finding.to_json()]}
