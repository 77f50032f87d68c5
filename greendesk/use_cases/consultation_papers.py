"""The papers of a consultation as values for the printer, and how a paper is filed with its record."""

from datetime import date

from greendesk.domain.papers import OverrideNote
from greendesk.domain.papers_road import (
    AskedHead,
    DepartmentLetter,
    DepartmentOpinion,
    ListedUnit,
    OpinionsRow,
    OpinionsSummary,
)
from greendesk.domain.policy import Department, NegativeList
from greendesk.domain.wording import CATEGORIES, said
from greendesk.ledger.kinds import Attachment, ConsultationRequested, DocumentSigned
from greendesk.ledger.store import LedgerStore
from greendesk.queries import AttachmentLine, OpinionLine
from greendesk.use_cases.application_lines import application_line
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.standing import Standing, attachment_line

_NUMERALS = "〇一二三四五六七八九十"


def department_letter(
    status: Standing,
    ledger: LedgerStore,
    entry: str,
    content: ConsultationRequested,
    department: Department,
    term_explained: str = "",
    overrides: tuple[OverrideNote, ...] = (),
) -> DepartmentLetter:
    """The letter of a batch to one department, about every applicant and every head of the negative list."""
    opened = ledger.heads("round.opened", (status.round_id,))[0].content
    return DepartmentLetter(
        round_id=status.round_id,
        round_title=opened["title"],
        sample=opened["sample"],
        department_code=department.code,
        department=department.name,
        office=content.office,
        document_number=content.number,
        issued=date.fromisoformat(content.date),
        asks=(department.asks,),
        heads=tuple(AskedHead(code=item.code, text=item.title) for item in status.negative_items),
        window=window_words(status.policy.negative_list),
        reference=date.fromisoformat(content.reference_date),
        reply_by=date.fromisoformat(content.reply_by),
        term_explained=term_explained,
        applicants=tuple(listed_unit(status, application) for application in content.applications),
        contact=content.contact,
        overrides=overrides,
        record_id=entry,
    )


def opinions_summary(
    status: Standing,
    ledger: LedgerStore,
    rows: tuple[tuple[str, tuple[OpinionLine, ...]], ...],
    *,
    office: str,
    issued: date,
    entry: str,
    overrides: tuple[OverrideNote, ...] = (),
) -> OpinionsSummary:
    """Every application against every department; what was not replied says so."""
    opened = ledger.heads("round.opened", (status.round_id,))[0].content
    return OpinionsSummary(
        round_title=opened["title"],
        sample=opened["sample"],
        departments=tuple(one.name for one in status.policy.departments),
        rows=tuple(
            OpinionsRow(
                unit=listed_unit(status, application), opinions=tuple(_opinion(line) for line in opinions)
            )
            for application, opinions in rows
        ),
        office=office,
        issued=issued,
        overrides=overrides,
        record_id=entry,
    )


def listed_unit(status: Standing, application: str) -> ListedUnit:
    """An application as lists print it."""
    line = application_line(status, application)
    return ListedUnit(
        application=application,
        unit_name=line.unit,
        credit_code=line.credit_code,
        category=said(CATEGORIES, line.category),
        region=line.region,
    )


def window_words(rules: NegativeList) -> str:
    """The period that is asked about, as the texts write it: 近三年, 近三年（含成立不足三年）."""
    years = _NUMERALS[rules.window_years]
    return f"近{years}年（含成立不足{years}年）" if rules.includes_younger else f"近{years}年"


def file_paper(
    context: DeskContext,
    ledger: LedgerStore,
    round_id: str,
    entry: str,
    key: tuple[str, str, str],
    name: str,
    data: bytes,
) -> AttachmentLine:
    """Keep a paper that prints a record; `key` is subject, document and signer."""
    attachment = Attachment(sha256=context.blobs.add_bytes(data), name=name, size=len(data))
    context.record(
        ledger, round_id, "document.signed", key, DocumentSigned(record=entry, document=attachment)
    )
    return attachment_line(context, attachment.model_dump())


def _opinion(line: OpinionLine) -> DepartmentOpinion:
    return DepartmentOpinion(
        department=line.department_name,
        position=line.position,
        number=line.number,
        date=date.fromisoformat(line.date) if line.date else None,
        text=line.text,
        overdue_days=-line.asked.days_left if line.overdue and line.asked else None,
    )
