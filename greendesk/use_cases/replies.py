"""Replies that come back in the filled form (回函表): look at what they would record, then record all or nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from greendesk.domain.reply import ReplyForm, ReplyRow
from greendesk.errors import Refusal
from greendesk.ledger.kinds import Attachment, OpinionRecorded
from greendesk.ledger.store import Head, LedgerStore
from greendesk.queries import ReplyLine, ReplyPreview
from greendesk.use_cases.application_lines import application_line
from greendesk.use_cases.desk_context import DeskContext, first_heads
from greendesk.use_cases.opinion_lines import head_answers
from greendesk.use_cases.standing import Standing, standing

ReadForm = Callable[[bytes], ReplyForm]
NEW, SAME, CHANGES, EMPTY = "new", "same", "changes", "empty"


class ReplyWrong(Refusal):
    """A cell of the form is wrong or nothing in it is filled, so nothing of it is recorded."""

    code = "GD-485"


class ReplyNotOurs(Refusal):
    """The form answers no request of this round."""

    code = "GD-486"


class ReplyOutdated(Refusal):
    """What stands on this desk changed since the form was looked at."""

    code = "GD-487"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A form beside the request that it answers."""

    form: ReplyForm
    preview: ReplyPreview


class Replies:
    """The verbs about filled forms; `read_form` reads the bytes of one."""

    def __init__(self, context: DeskContext, read_form: ReadForm) -> None:
        self._context = context
        self._read_form = read_form

    def look(self, round_id: str, name: str, data: bytes) -> ReplyPreview:
        """What a form says and what it would change; wrong cells are told all at once, nothing is recorded."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id)
            return self._read(status, work.ledger, name, data).preview

    def accept(self, round_id: str, preview: ReplyPreview) -> int:
        """Record every reply of a form in one transaction, the form filed with each; returns how many were new."""
        context = self._context
        with context.works(round_id) as work:
            ledger = work.ledger
            status = standing(context, ledger, round_id)
            read = self._read(status, ledger, preview.name, preview.data)
            if read.preview.errors:
                raise ReplyWrong(cell=read.preview.errors[0][0], errors=len(read.preview.errors))
            if all(line.change == EMPTY for line in read.preview.lines):
                raise ReplyWrong(cell="—", errors=0)
            if read.preview != preview:
                raise ReplyOutdated
            rows = {row.application: row for row in read.form.rows}
            wanted = [line for line in read.preview.lines if line.change in {NEW, CHANGES}]
            letter = Attachment(
                sha256=context.blobs.add_bytes(preview.data), name=preview.name, size=len(preview.data)
            )
            for line in wanted:
                content = OpinionRecorded.model_validate(
                    {**_said(read.form, rows[line.application]), "letter": letter}
                )
                key = (line.application, preview.department)
                context.record(ledger, round_id, "opinion.recorded", key, content)
            work.commit()
        return len(wanted)

    def _read(self, status: Standing, ledger: LedgerStore, name: str, data: bytes) -> _Read:
        form = self._read_form(data)
        request = self._request(status, ledger, form)
        faults = [(one.cell, one.fault, one.given) for one in form.faults]
        lines = []
        heads = {item.code for item in status.negative_items}
        for row in form.rows:
            faults += [("", "not_asked", head) for head in row.heads if head not in heads]
            if row.application in request.content["applications"] and status.content(
                "application.registered", row.application
            ):
                lines.append(_line(status, form, row))
            else:
                faults.append(("", "not_asked", row.application))
        names = {one.code: one.name for one in status.policy.departments}
        preview = ReplyPreview(
            name=name,
            data=data,
            consultation=request.key[0],
            department=form.department,
            department_name=names.get(form.department, form.department),
            lines=tuple(lines),
            errors=tuple(faults),
        )
        return _Read(form=form, preview=preview)

    def _request(self, status: Standing, ledger: LedgerStore, form: ReplyForm) -> Head:
        """The request that the form answers, or refuse: another round, another request, a department not asked."""
        if form.round_id == status.round_id:
            for head in first_heads(ledger.all_heads("consultation.requested")).values():
                if head.entry == form.record_id and form.department in head.content["departments"]:
                    return head
        raise ReplyNotOurs(department=form.department)


def _line(status: Standing, form: ReplyForm, row: ReplyRow) -> ReplyLine:
    stands = next(
        (
            head.content
            for head in status.of("opinion.recorded", row.application)
            if head.key[1] == form.department
        ),
        None,
    )
    said = _said(form, row)
    if not row.position:
        change = EMPTY
    elif stands is None:
        change = NEW
    else:
        change = SAME if all(stands.get(name) == value for name, value in said.items()) else CHANGES
    return ReplyLine(
        application=row.application,
        unit=application_line(status, row.application).unit,
        change=change,
        position=row.position,
        before=stands["position"] if stands else "",
        number=form.number,
        date=form.date,
        signer=form.signer,
        text=row.text,
        heads=head_answers(status, row.application, row.heads),
    )


def _said(form: ReplyForm, row: ReplyRow) -> Mapping[str, object]:
    return {
        "position": row.position,
        "number": form.number,
        "date": form.date,
        "signer": form.signer,
        "text": row.text,
        "heads": dict(row.heads),
    }
