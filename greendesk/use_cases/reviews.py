"""Reviews: assign experts, declare recusal, score on the bench, submit, return, sign the score sheet."""

from dataclasses import dataclass
from typing import Any

from greendesk.domain.assessment import Finding, OpenPoint, findings_to_json, open_points
from greendesk.domain.checklist import Usable
from greendesk.domain.decimals import plain
from greendesk.errors import Refusal
from greendesk.ledger.kinds import (
    ExpertAssigned,
    RecusalDeclared,
    ReviewReturned,
    ReviewSealed,
    ReviewSubmitted,
    Role,
)
from greendesk.queries import AttachmentLine, BenchSheet, ParticipantLine
from greendesk.use_cases.applications import Applications
from greendesk.use_cases.consultation_papers import file_paper
from greendesk.use_cases.desk_context import DeskContext, value
from greendesk.use_cases.membership import pass_on
from greendesk.use_cases.membership_lines import ended, participant_lines
from greendesk.use_cases.review_bench import (
    Change,
    ChecklistNotForScoring,
    NotAssigned,
    change_bench,
    read_bench,
    require_reviewer,
)
from greendesk.use_cases.review_papers import score_sheet
from greendesk.use_cases.standing import Standing, attachment_line, review_draft, standing


class ReviewLocked(Refusal):
    """A submitted review is changed only after the secretary has returned it."""

    code = "GD-702"


class ReviewIncomplete(Refusal):
    """Something is missing before the review may be submitted."""

    code = "GD-703"


class NotAnExpert(Refusal):
    """Only a participant who was admitted as an expert can be assigned."""

    code = "GD-705"


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
        with self._context.works(round_id) as work:
            return read_bench(self._context, work.ledger, round_id, application)

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
            require_reviewer(status, application)
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
            paper = score_sheet(status, ledger, self._applications.case(ledger, round_id, application), head)
            name = f"专家评审表 {paper.case.unit_name} {paper.expert.name}.pdf"
            key = (application, "score_sheet.pdf", signer.fingerprint)
            data = context.printer.score_sheet(paper, signer)
            file_paper(context, ledger, round_id, entry, key, name, data)
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
        return change_bench(self._context, round_id, sheet, label, change)

    def _unlocked(self, round_id: str, application: str) -> BenchSheet:
        sheet = self.bench(round_id, application)
        if sheet.locked:
            raise ReviewLocked
        return sheet


def _standing_review(status: Standing, application: str, expert: str) -> str:
    """The review of an expert that stands, also while it is sealed; "" when there is none."""
    if status.policy.visibility.sealed:
        seal = status.sealing(application).seals.get(expert)
        return seal.review if seal is not None and seal.handed_in else ""
    review = status.reviews(application).get(expert)
    return review.entry if review is not None else ""


def _with_finding(content: dict[str, Any], finding: Finding) -> dict[str, Any]:
    others = [one for one in content["findings"] if one["item"] != finding.item]
    return {**content, "findings": [*others, finding.to_json()]}
