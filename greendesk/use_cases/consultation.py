"""Asking departments (征求部门意见): one batch of letters, who has replied, who is late. Silence is never agreement."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from greendesk.domain.policy import ConsultationPosition, Policy
from greendesk.domain.road import StepKind, stages_before
from greendesk.domain.working_days import Term, Unit, count_term
from greendesk.errors import Refusal
from greendesk.ledger.kinds import ConsultationRequested
from greendesk.ledger.store import Head, LedgerStore
from greendesk.queries import AskableLine, AttachmentLine, BatchLine, ConsultationPlan, LetterLine
from greendesk.use_cases.application_lines import application_lines
from greendesk.use_cases.consultation_papers import department_letter, file_paper
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.opinion_lines import Asked, asked, replied
from greendesk.use_cases.road import place_of
from greendesk.use_cases.road_papers import override_notes
from greendesk.use_cases.standing import Standing, attachment_line, standing

LETTER = "department_letter"
ENDINGS = ("docx", "pdf", "xlsx")


class RequestIncomplete(Refusal):
    """A request names departments of the policy, applications of the round and the office that asks."""

    code = "GD-483"


class ReplyDayWrong(Refusal):
    """A day of the request is no date, or the reply is due before the request, or the office must set the day."""

    code = "GD-484"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A batch of letters; days are ISO 8601. `reply_by` "" means by the policy's term."""

    departments: tuple[str, ...]
    applications: tuple[str, ...]
    office: str
    date: str
    number: str = ""
    reply_by: str = ""
    reference_date: str = ""
    contact: str = ""
    term_explained: str = ""  # how the day for replies was found, in words for the letter


class Consultation:
    """The verbs and questions about letters to departments."""

    def __init__(self, context: DeskContext) -> None:
        self._context = context

    # ------------------------------------------------------------ questions

    def plan(self, round_id: str) -> ConsultationPlan:
        """Who asks whom about what, when by the policy, and which applications nobody was asked about yet."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id)
            policy, rules = status.policy, status.policy.consultation
            cells = asked(status, work.ledger).cells()
            lines = []
            for line in application_lines(status):
                unasked = tuple(
                    one.code
                    for one in policy.departments
                    if (line.id, one.code) not in cells and not replied(status, [(line.id, one.code)])
                )
                if line.my_state != "recused":
                    lines.append(
                        AskableLine(
                            application=line.id,
                            unit=line.unit,
                            region=line.region,
                            category=line.category,
                            due=_is_due(status, line.id),
                            unasked=unasked,
                        )
                    )
            return ConsultationPlan(
                asked_by=rules.asked_by if rules else "",
                position=rules.position.value if rules else "",
                reply_working_days=rules.reply_working_days if rules else None,
                article=rules.article if rules else "",
                departments=tuple((one.code, one.name, one.asks) for one in policy.departments),
                applications=tuple(lines),
            )

    def term(self, round_id: str, on: date) -> Term | None:
        """The term for replies to letters of a day, worked out; nothing where the text sets none."""
        with self._context.works(round_id) as work:
            policy, _ = self._context.rules(work.ledger, round_id)
            return self._term(policy, on)

    def letters(self, round_id: str) -> tuple[BatchLine, ...]:
        """Every batch with its files, newest first, and who has replied."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id)
            requests = asked(status, work.ledger)
            return tuple(
                self._batch(status, work.ledger, requests, batch) for batch in reversed(requests.batches)
            )

    # ------------------------------------------------------------ verbs

    def request(self, round_id: str, command: Ask) -> tuple[AttachmentLine, ...]:
        """Record one batch and make a letter with a reply form for each department, all or nothing."""
        context, signer = self._context, self._context.signer(round_id)
        with context.works(round_id) as work:
            ledger = work.ledger
            status = standing(context, ledger, round_id)
            content = self._content(status, command)
            consultation = secrets.token_hex(8)
            entry = context.record(ledger, round_id, "consultation.requested", (consultation,), content)
            overrides = override_notes(status, ledger, content.applications)
            lines = []
            for department in status.policy.departments:
                if department.code not in content.departments:
                    continue
                letter = department_letter(
                    status, ledger, entry, content, department, command.term_explained, overrides
                )
                files = dict(context.printer.paper(letter, signer))
                files["xlsx"] = context.printer.reply_form(letter, signer)
                for ending in ENDINGS:
                    words = "回函表" if ending == "xlsx" else "征求意见函"
                    name = f"{words} {department.name} {content.date}.{ending}"
                    key = (consultation, f"{LETTER}.{ending}/{department.code}", signer.fingerprint)
                    lines.append(file_paper(context, ledger, round_id, entry, key, name, files[ending]))
            work.commit()
        return tuple(lines)

    # ------------------------------------------------------------ parts

    def _content(self, status: Standing, command: Ask) -> ConsultationRequested:
        """What is recorded; everything that can be wrong with a request is refused here."""
        known = [one.code for one in status.policy.departments]
        departments = tuple(code for code in known if code in command.departments)
        applications = tuple(line.id for line in application_lines(status) if line.id in command.applications)
        for what, given, found in (
            ("departments", command.departments, departments),
            ("applications", command.applications, applications),
        ):
            if not found or len(found) != len(set(given)):
                raise RequestIncomplete(what=what)
        if not command.office.strip():
            raise RequestIncomplete(what="office")
        on = _day("date", command.date)
        term = None if command.reply_by else self._term(status.policy, on)
        reply_by = term.last if term else _day("reply_by", command.reply_by)
        if reply_by < on:
            raise ReplyDayWrong(field="reply_by", given=reply_by.isoformat())
        reference = _day("reference_date", command.reference_date) if command.reference_date else on
        return ConsultationRequested(
            departments=departments,
            applications=applications,
            office=command.office.strip(),
            number=command.number.strip(),
            date=on.isoformat(),
            reply_by=reply_by.isoformat(),
            reference_date=reference.isoformat(),
            contact=command.contact.strip(),
        )

    def _term(self, policy: Policy, on: date) -> Term | None:
        days = policy.consultation.reply_working_days if policy.consultation else None
        return count_term(self._context.calendar, on, days, Unit.WORKING_DAYS) if days else None

    def _batch(self, status: Standing, ledger: LedgerStore, requests: Asked, batch: Head) -> BatchLine:
        content, left = batch.content, requests.left(batch.content["reply_by"])
        signed = ledger.all_heads("document.signed", batch.key)
        names = {one.code: one.name for one in status.policy.departments}
        units = tuple(
            (application, str(registered["unit"]))
            for application in content["applications"]
            if (registered := status.content("application.registered", application))
        )
        return BatchLine(
            id=batch.key[0],
            office=content["office"],
            number=content["number"],
            date=content["date"],
            reply_by=content["reply_by"],
            reference_date=content["reference_date"],
            contact=content["contact"],
            units=units,
            letters=tuple(
                LetterLine(
                    department=code,
                    department_name=names.get(code, code),
                    files=self._files(signed, code),
                    asked=len(units),
                    replied=replied(status, [(application, code) for application, _ in units]),
                )
                for code in content["departments"]
            ),
            days_left=left.days,
            late=left.overdue,
            provisional=left.provisional,
            by=status.name(batch.author),
            at=batch.time[0],
        )

    def _files(self, signed: Sequence[Head], department: str) -> tuple[AttachmentLine, ...]:
        wanted = [f"{LETTER}.{ending}/{department}" for ending in ENDINGS]
        found = {head.key[1]: head for head in signed}
        return tuple(
            attachment_line(self._context, found[name].content["document"])
            for name in wanted
            if name in found
        )


def _day(field: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ReplyDayWrong(field=field, given=text) from error


def _is_due(status: Standing, application: str) -> bool:
    """Whether the policy's moment for asking has come; after the review means that experts have handed in.

    Asking before the recommendation may begin at once (太原市 forward of the 2024 notice: 充分征求 before the
    submission); 西藏 2024 实施细则第十三条 asks after the expert review, before the list is fixed.
    """
    rules = status.policy.consultation
    here = place_of(status, application)
    if rules is None or rules.position is ConsultationPosition.BEFORE_RECOMMENDATION:
        return rules is not None and not here.ended
    passed = {stage.kind for stage in stages_before(status.policy.stages, here.stage)}
    at = next(stage.kind for stage in status.policy.stages if stage.code == here.stage)
    on_the_road = StepKind.CONSULTATION in passed | {at} or StepKind.EXPERT_REVIEW in passed
    return not here.ended and (on_the_road or status.stage(application) in {"reviewed", "concluded"})
