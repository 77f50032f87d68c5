"""The recommendation summary (推荐汇总表) of a round: recorded, printed, and filed with its record."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from greendesk.domain.papers import RecommendationSummary, SummaryHead, SummaryLine, SummaryTablePage
from greendesk.domain.policy import Policy
from greendesk.errors import Refusal
from greendesk.ledger.kinds import SummaryMade
from greendesk.ledger.store import Fold, LedgerStore
from greendesk.queries import ApplicationLine, AttachmentLine
from greendesk.use_cases.application_lines import application_lines
from greendesk.use_cases.consultation_papers import file_paper
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.road_papers import override_notes
from greendesk.use_cases.standing import Standing, attachment_line


class NothingRecommended(Refusal):
    """A summary was asked for, but no conclusion recommends anything."""

    code = "GD-724"


def make_summary(
    status: Standing, ledger: LedgerStore, *, office: str, issued: date
) -> tuple[AttachmentLine, ...]:
    """Record what the panel recommends, the best first, and make it as sealed xlsx and signed PDF."""
    context, signer = status.context, status.context.signer(status.round_id)
    lines = _recommended(status)
    content = SummaryMade(
        office=office,
        date=issued.isoformat(),
        rows=tuple({"application": line.id, "unit": line.unit, "category": line.category} for line in lines),
    )
    entry = context.record(ledger, status.round_id, "summary.made", (status.round_id,), content)
    opened = ledger.heads("round.opened", (status.round_id,))[0].content
    form = status.policy.summary_form
    summary = RecommendationSummary(
        round_title=opened["title"],
        sample=opened["sample"],
        title=form.title,
        annex=form.annex,
        tables=_tables(status.policy, _rows(status, lines)),
        signed_by=form.signed_by,
        office=office,
        issued=issued,
        record_id=entry,
        overrides=override_notes(status, ledger, [line.id for line in lines]),
    )
    xlsx, pdf = context.printer.summary(summary, signer)
    files = []
    for data, ending in ((xlsx, "xlsx"), (pdf, "pdf")):
        key = (status.round_id, f"summary.{ending}", signer.fingerprint)
        name = f"推荐汇总表 {opened['title']}.{ending}"
        files.append(file_paper(context, ledger, status.round_id, entry, key, name, data))
    return tuple(files)


def files_of_summary(context: DeskContext, ledger: Fold, round_id: str) -> tuple[AttachmentLine, ...]:
    """The files of the latest summary, none before it was made."""
    summary = ledger.heads("summary.made", (round_id,))
    if not summary:
        return ()
    return tuple(
        attachment_line(context, head.content["document"])
        for head in ledger.all_heads("document.signed", (round_id,))
        if head.content["record"] == summary[0].entry
    )


def _recommended(status: Standing) -> list[ApplicationLine]:
    words = status.policy.recommending_words
    lines = [line for line in application_lines(status) if line.recommendation in words]
    if not lines:
        raise NothingRecommended
    return sorted(lines, key=lambda line: (-(line.panel_score or Decimal(0)), line.unit))


def _rows(status: Standing, lines: Sequence[ApplicationLine]) -> dict[str, list[SummaryLine]]:
    """The lines of the summary by category."""
    rows: dict[str, list[SummaryLine]] = {}
    for line in lines:
        registered = status.of("application.registered", line.id)[0].content
        row = SummaryLine(
            name=line.unit, third_party=line.third_party, sort=line.industry, remark=registered["remark"]
        )
        rows.setdefault(line.category, []).append(row)
    return rows


def _tables(policy: Policy, rows: Mapping[str, Sequence[SummaryLine]]) -> tuple[SummaryTablePage, ...]:
    """The summary's tables as the policy lays them out."""
    return tuple(
        SummaryTablePage(
            title=rules.summary.title,
            columns=tuple(
                SummaryHead(title=column.title, field=column.field.value) for column in rules.summary.columns
            ),
            lines=tuple(rows.get(rules.category.value, ())),
        )
        for rules in policy.categories
    )
