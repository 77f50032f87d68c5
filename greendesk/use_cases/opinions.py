"""Department opinions: record one, and the matrix of all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from greendesk.errors import Refusal
from greendesk.ledger.kinds import Attachment, OpinionRecorded, SummaryMade
from greendesk.queries import AttachmentLine, OpinionLine
from greendesk.use_cases.application_lines import application_lines
from greendesk.use_cases.consultation import RequestIncomplete
from greendesk.use_cases.consultation_papers import file_paper, opinions_summary
from greendesk.use_cases.desk_context import DeskContext, value
from greendesk.use_cases.opinion_lines import asked, whole_opinions
from greendesk.use_cases.road_papers import override_notes
from greendesk.use_cases.standing import attachment_line, standing

SUMMARY = "opinions.summed"


class DepartmentUnknown(Refusal):
    """The policy of the round does not ask this department."""

    code = "GD-447"


class ConditionsMissing(Refusal):
    """Agreement with conditions, or an objection, without saying which and why."""

    code = "GD-448"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a department's reply says; `letter` is the scanned letter: its name and bytes."""

    application: str
    department: str
    position: str  # agree, conditional, object
    number: str = ""
    date: str = ""  # ISO 8601
    signer: str = ""
    text: str = ""
    letter: tuple[str, bytes] | None = None
    heads: Mapping[str, str] | None = (
        None  # negative-list head -> has, none; None keeps the answers that stand
    )


class Opinions:
    """The verbs and questions about department opinions."""

    def __init__(self, context: DeskContext) -> None:
        self._context = context

    def record(self, round_id: str, opinion: Opinion) -> None:
        """Record a reply; a correction is a new record that replaces the one before, and a letter once filed stays."""
        context = self._context
        with context.works(round_id) as work:
            policy, _ = context.rules(work.ledger, round_id)
            if opinion.department not in {department.code for department in policy.departments}:
                raise DepartmentUnknown(department=opinion.department)
            if opinion.position != "agree" and not opinion.text.strip():
                raise ConditionsMissing(position=opinion.position)
            before = value(work.ledger, "opinion.recorded", opinion.application, opinion.department)
            letter = Attachment(**before["letter"]) if before and before["letter"] else None
            heads = None if opinion.heads is None else dict(opinion.heads)
            if opinion.letter:
                name, data = opinion.letter
                letter = Attachment(sha256=context.blobs.add_bytes(data), name=name, size=len(data))
            content = OpinionRecorded.model_validate(
                {
                    "position": opinion.position,
                    "number": opinion.number.strip(),
                    "date": opinion.date,
                    "signer": opinion.signer.strip(),
                    "text": opinion.text.strip(),
                    "letter": letter,
                    "heads": dict(before.get("heads", {})) if heads is None and before else heads or {},
                }
            )
            key = (opinion.application, opinion.department)
            context.record(work.ledger, round_id, "opinion.recorded", key, content)
            work.commit()

    def matrix(self, round_id: str) -> tuple[tuple[str, str, tuple[OpinionLine, ...]], ...]:
        """Application id, unit and one opinion line for each department, by unit."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id)
            cells = asked(status, work.ledger).cells()
            return tuple(
                (line.id, line.unit, whole_opinions(status, cells, line.id))
                for line in application_lines(status)
            )

    def departments(self, round_id: str) -> tuple[tuple[str, str, str], ...]:
        """Code, name and matters asked of each department of the policy."""
        with self._context.works(round_id) as work:
            policy, _ = self._context.rules(work.ledger, round_id)
            return tuple((one.code, one.name, one.asks) for one in policy.departments)

    def make_summary(self, round_id: str, *, office: str, issued: date) -> tuple[AttachmentLine, ...]:
        """Record how all opinions stand (部门意见汇总表) and make the papers; who has not replied is named."""
        context, signer = self._context, self._context.signer(round_id)
        if not office.strip():
            raise RequestIncomplete(what="office")
        with context.works(round_id) as work:
            ledger = work.ledger
            status = standing(context, ledger, round_id)
            cells = replace(asked(status, ledger), today=issued).cells()  # late as of the day on the paper
            rows = tuple(
                (line.id, whole_opinions(status, cells, line.id)) for line in application_lines(status)
            )
            if not rows or not status.policy.departments:
                raise RequestIncomplete(what="applications")
            content = SummaryMade(
                office=office.strip(),
                date=issued.isoformat(),
                rows=tuple(
                    {"application": name, "department": one.department, "position": one.position}
                    for name, opinions in rows
                    for one in opinions
                ),
            )
            entry = context.record(ledger, round_id, SUMMARY, (round_id,), content)
            paper = opinions_summary(
                status,
                ledger,
                rows,
                office=office.strip(),
                issued=issued,
                entry=entry,
                overrides=override_notes(status, ledger, [name for name, _ in rows]),
            )
            lines = []
            for ending, data in context.printer.paper(paper, signer).items():
                name = f"部门意见汇总表 {paper.round_title}.{ending}"
                key = (round_id, f"opinions_summary.{ending}", signer.fingerprint)
                lines.append(file_paper(context, ledger, round_id, entry, key, name, data))
            work.commit()
        return tuple(lines)

    def summary_files(self, round_id: str) -> tuple[AttachmentLine, ...]:
        """The files of the latest summary of opinions, none before it was made."""
        with self._context.works(round_id) as work:
            made = work.ledger.heads(SUMMARY, (round_id,))
            signed = work.ledger.all_heads("document.signed", (round_id,))
            return tuple(
                attachment_line(self._context, head.content["document"])
                for head in signed
                if made and head.content["record"] == made[0].entry
            )
