"""Department opinions: record one, and the matrix of all."""

from dataclasses import dataclass

from greendesk.errors import Refusal
from greendesk.ledger.kinds import Attachment, OpinionRecorded
from greendesk.queries import OpinionLine
from greendesk.use_cases.desk_context import DeskContext, value
from greendesk.use_cases.standing import opinions_of, standing


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
                }
            )
            key = (opinion.application, opinion.department)
            context.record(work.ledger, round_id, "opinion.recorded", key, content)
            work.commit()

    def matrix(self, round_id: str) -> tuple[tuple[str, str, tuple[OpinionLine, ...]], ...]:
        """Application id, unit and one opinion line for each department, by unit."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id)
            return tuple((line.id, line.unit, opinions_of(status, line.id)) for line in status.lines())

    def departments(self, round_id: str) -> tuple[tuple[str, str, str], ...]:
        """Code, name and matters asked of each department of the policy."""
        with self._context.works(round_id) as work:
            policy, _ = self._context.rules(work.ledger, round_id)
            return tuple((one.code, one.name, one.asks) for one in policy.departments)
