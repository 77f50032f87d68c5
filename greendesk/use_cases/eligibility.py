"""Eligibility (申报资格): the facts that the policy asks, its checks, priorities, third-party bodies and lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from greendesk.domain.credit_code import check_credit_code
from greendesk.domain.eligibility import facts_wrong, read_date
from greendesk.domain.listing import ListReading, ListSpec
from greendesk.domain.policy import Policy
from greendesk.errors import Refusal
from greendesk.ledger.kinds import (
    AgencyRecorded,
    Attachment,
    FactsRecorded,
    ListImported,
    PriorityFlagged,
    RuleIssued,
)
from greendesk.ledger.store import LedgerStore
from greendesk.queries_road import (
    AgencyLine,
    EligibilitySheet,
    FactLine,
    ListLine,
    ListPreview,
    PriorityLine,
)
from greendesk.use_cases.casework import Casework
from greendesk.use_cases.desk_context import DeskContext, first_heads, value
from greendesk.use_cases.standing import attachment_line


class FactWrong(Refusal):
    """A fact does not fit its field: no number, no such day, none of the choices."""

    code = "GD-490"


class FactUnknown(Refusal):
    """The policy asks no such fact."""

    code = "GD-491"


class SourceMissing(Refusal):
    """A fact, a flag or a list without saying where it was read."""

    code = "GD-492"


class ListWrong(Refusal):
    """A list file has cells that are wrong; nothing of it is used."""

    code = "GD-493"


class ListUnknown(Refusal):
    """The policy looks into no such list."""

    code = "GD-494"


class DateWrong(Refusal):
    """There is no such day."""

    code = "GD-495"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyData:
    """What the form about a third-party body says; sources by fact code."""

    name: str
    credit_code: str = ""
    legal_representative: str = ""
    affiliates: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)


class Eligibility:
    """The verbs and questions about who may apply."""

    def __init__(self, context: DeskContext) -> None:
        self._context = context

    # ------------------------------------------------------------ applications

    def sheet(self, round_id: str, application: str) -> EligibilitySheet:
        """The facts asked about an application and what the checks find in them."""
        with self._context.works(round_id) as work:
            case = Casework(self._context, work.ledger, round_id)
            policy = case.policy
            content = case.registered(application).content
            recorded = case.facts(application)
            facts = recorded["facts"] if recorded else {}
            sources = recorded["sources"] if recorded else {}
            third_party = content["third_party"]
            return EligibilitySheet(
                application=application,
                reference=case.reference(application),
                facts=tuple(
                    FactLine(field=one, value=facts.get(one.code, ""), source=sources.get(one.code, ""))
                    for one in policy.fields
                    if one.concerns(content["category"])
                ),
                results=case.results(application),
                priorities=priorities_of(case, work.ledger, application),
                agency=case.agency(third_party) if third_party else None,
                titles={one.code: one.title for one in (*policy.fields, *policy.third_party.fields)}
                | {one.code: one.title for one in policy.lists},
            )

    def record_facts(
        self,
        round_id: str,
        application: str,
        reference: str,
        facts: Mapping[str, str],
        sources: Mapping[str, str],
    ) -> None:
        """Record all facts of an application; a fact that is known needs its source."""
        if read_date(reference) is None:
            raise DateWrong(date=reference)
        with self._context.works(round_id) as work:
            policy, _ = self._context.rules(work.ledger, round_id)
            known = {one.code: one for one in policy.fields}
            given = {code: text.strip() for code, text in facts.items() if text.strip()}
            for code in given:
                if code not in known:
                    raise FactUnknown(fact=code)
            for code in facts_wrong(policy.fields, given):
                raise FactWrong(field=known[code].title, given=given[code])
            for code in given:
                if not sources.get(code, "").strip():
                    raise SourceMissing(what=known[code].title)
            content = FactsRecorded(
                reference_date=reference,
                facts=given,
                sources={code: sources[code].strip() for code in given},
            )
            self._context.record(work.ledger, round_id, "facts.recorded", (application,), content)
            work.commit()

    def flag_priority(
        self, round_id: str, application: str, priority: str, *, active: bool, source: str
    ) -> None:
        """Record that a priority does or does not apply; shown beside the ranking, never counted in it."""
        with self._context.works(round_id) as work:
            policy, _ = self._context.rules(work.ledger, round_id)
            known = {one.code: one.title for one in policy.priorities}
            if priority not in known:
                raise FactUnknown(fact=priority)
            if active and not source.strip():
                raise SourceMissing(what=known[priority])
            content = PriorityFlagged(active=active, source=source.strip())
            self._context.record(work.ledger, round_id, "priority.flagged", (application, priority), content)
            work.commit()

    # ------------------------------------------------------------ third-party bodies

    def agencies(self, round_id: str) -> tuple[AgencyLine, ...]:
        """Every third-party body of the round with its projects and what the cap counts it by."""
        with self._context.works(round_id) as work:
            case = Casework(self._context, work.ledger, round_id)
            return tuple(case.agency(name) for name in case.agency_names())

    def record_agency(self, round_id: str, data: AgencyData) -> None:
        """Record a third-party body; every known fact needs its source."""
        if not data.name.strip():
            raise SourceMissing(what="name")
        code = str(check_credit_code(data.credit_code)) if data.credit_code.strip() else ""
        with self._context.works(round_id) as work:
            policy, _ = self._context.rules(work.ledger, round_id)
            fields = {one.code: one for one in policy.third_party.fields}
            given = {name: text.strip() for name, text in data.facts.items() if text.strip()}
            for name in given:
                if name not in fields:
                    raise FactUnknown(fact=name)
            for name in facts_wrong(policy.third_party.fields, given):
                raise FactWrong(field=fields[name].title, given=given[name])
            for name in given:
                if not data.sources.get(name, "").strip():
                    raise SourceMissing(what=fields[name].title)
            content = AgencyRecorded(
                credit_code=code,
                legal_representative=data.legal_representative.strip(),
                affiliates=tuple(one.strip() for one in data.affiliates if one.strip()),
                facts=given,
                sources={name: data.sources[name].strip() for name in given},
            )
            self._context.record(work.ledger, round_id, "agency.recorded", (data.name.strip(),), content)
            work.commit()

    # ------------------------------------------------------------ lists

    def lists(self, round_id: str) -> tuple[ListLine, ...]:
        """Every list that the policy looks into, imported or not."""
        context = self._context
        with context.works(round_id) as work:
            policy, _ = context.rules(work.ledger, round_id)
            participants = {
                head.key[0]: head.content["name"] for head in work.ledger.all_heads("participant.admitted")
            }
            lines = []
            for spec in policy.lists:
                heads = work.ledger.heads("list.imported", (spec.code,))
                content = heads[0].content if heads else {}
                file = attachment_line(context, content["file"]) if heads else None
                lines.append(
                    ListLine(
                        code=spec.code,
                        title=spec.title,
                        holds=spec.holds,
                        article=spec.article,
                        imported=bool(heads),
                        source=content.get("source", ""),
                        as_of=content.get("as_of", ""),
                        rows=content.get("rows", 0),
                        file=file,
                        by=participants.get(heads[0].author, "") if heads else "",
                        at=heads[0].time[0] if heads else 0,
                        here=bool(file and file.here),
                    )
                )
            return tuple(lines)

    def preview_list(self, round_id: str, code: str, name: str, data: bytes) -> ListPreview:
        """Read a list file and say what is in it; nothing is recorded."""
        reading = self._read(round_id, code, name, data)
        return ListPreview(code=code, rows=reading.rows, errors=reading.errors)

    def import_list(
        self, round_id: str, code: str, name: str, data: bytes, *, source: str, as_of: str = ""
    ) -> ListPreview:
        """Record a list for the checks; refused as a whole when any cell is wrong."""
        context = self._context
        if not source.strip():
            raise SourceMissing(what=name)
        if as_of and read_date(as_of) is None:
            raise DateWrong(date=as_of)
        reading = self._read(round_id, code, name, data)
        if reading.errors:
            raise ListWrong(cell=reading.errors[0][0], errors=len(reading.errors))
        with context.works(round_id) as work:
            spec = _spec(context.rules(work.ledger, round_id)[0], code)
            attachment = Attachment(sha256=context.blobs.add_bytes(data), name=name, size=len(data))
            content = ListImported(
                title=spec.title,
                source=source.strip(),
                as_of=as_of,
                rows=len(reading.rows),
                file=attachment,
            )
            context.record(work.ledger, round_id, "list.imported", (code,), content)
            work.commit()
        return ListPreview(code=code, rows=reading.rows, errors=())

    def issue_rule(
        self, round_id: str, code: str, *, title: str, number: str, issued: date, note: str = ""
    ) -> None:
        """Record that an awaited text is out, so that what waits for it may go on (S-10)."""
        with self._context.works(round_id) as work:
            policy, _ = self._context.rules(work.ledger, round_id)
            if code not in {one.code for one in policy.awaited}:
                raise ListUnknown(list=code)
            if not title.strip():
                raise SourceMissing(what=code)
            content = RuleIssued(
                title=title.strip(), number=number.strip(), date=issued.isoformat(), note=note.strip()
            )
            self._context.record(work.ledger, round_id, "rule.issued", (code,), content)
            work.commit()

    def awaited(self, round_id: str) -> tuple[tuple[str, str, str, str], ...]:
        """Code and title of each awaited text, its number and day when it is out."""
        with self._context.works(round_id) as work:
            policy, _ = self._context.rules(work.ledger, round_id)
            lines = []
            for one in policy.awaited:
                content = value(work.ledger, "rule.issued", one.code) or {}
                lines.append((one.code, one.title, content.get("number", ""), content.get("date", "")))
            return tuple(lines)

    # ------------------------------------------------------------ parts

    def _policy(self, round_id: str) -> Policy:
        with self._context.works(round_id) as work:
            return self._context.rules(work.ledger, round_id)[0]

    def _read(self, round_id: str, code: str, name: str, data: bytes) -> ListReading:
        policy = self._policy(round_id)
        spec = _spec(policy, code)
        return self._context.read_list(data, name, spec, (*policy.fields, *policy.third_party.fields))


def priorities_of(case: Casework, ledger: LedgerStore, application: str) -> tuple[PriorityLine, ...]:
    """The priorities of the policy that concern an application, flagged or not, with what shows them."""
    content = case.registered(application).content
    flags = {
        key[1]: head.content
        for key, head in first_heads(ledger.all_heads("priority.flagged", (application,))).items()
    }
    return tuple(
        PriorityLine(
            code=one.code,
            title=one.title,
            article=one.article,
            active=bool(flags.get(one.code, {}).get("active", False)),
            source=str(flags.get(one.code, {}).get("source", "")),
            listed=case.lists[one.list or ""].find(content["unit"], content["credit_code"])
            if one.list in case.lists
            else (),
        )
        for one in case.policy.priorities
        if content["category"] in {category.value for category in one.categories}
    )


def _spec(policy: Policy, code: str) -> ListSpec:
    for spec in policy.lists:
        if spec.code == code:
            return spec
    raise ListUnknown(list=code)
