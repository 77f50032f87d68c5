"""What the checks read about an application, gathered from the registers of the round and the imported lists."""

from collections.abc import Iterable, Mapping
from datetime import date

from greendesk.domain.eligibility import Body, Case, CheckResult, judge, read_date
from greendesk.domain.listing import Listing
from greendesk.domain.moments import moment
from greendesk.domain.policy import CapKey, Policy, ThirdPartyRules
from greendesk.domain.road import ENDED, Move
from greendesk.domain.text import fold_text
from greendesk.ledger.store import Head, LedgerStore
from greendesk.queries_road import AgencyLine, FactLine
from greendesk.use_cases.desk_context import DeskContext, first_heads
from greendesk.use_cases.standing import ApplicationUnknown


class Casework:
    """One reading of the round for judging applications; make a new one for each question."""

    def __init__(self, context: DeskContext, ledger: LedgerStore, round_id: str) -> None:
        self._context = context
        self._ledger = ledger
        self.policy: Policy = context.rules(ledger, round_id)[0]
        self._registered = _by_application(ledger, "application.registered")
        self._moves = _by_application(ledger, "stage.moved")
        self._reviewed = _by_application(ledger, "initial.reviewed")
        self._agencies = {
            fold_text(key[0]): head for key, head in first_heads(ledger.all_heads("agency.recorded")).items()
        }
        self.lists: Mapping[str, Listing] = {
            spec.code: listing
            for spec in self.policy.lists
            if (
                listing := context.listing(
                    ledger, spec, (*self.policy.fields, *self.policy.third_party.fields)
                )
            )
        }

    def registered(self, application: str) -> Head:
        """The registration of an application; raises `ApplicationUnknown`."""
        head = self._registered.get(application)
        if head is None:
            raise ApplicationUnknown(application=application)
        return head

    def case(self, application: str) -> Case:
        """Everything the checks read about an application; the reference date is recorded, or its registration's."""
        head = self.registered(application)
        content = head.content
        recorded = self.facts(application)
        return Case(
            unit=content["unit"],
            credit_code=content["credit_code"],
            category=content["category"],
            region=content["region"],
            industry=content["industry"],
            reference=self.reference(application),
            facts=recorded["facts"] if recorded else {},
            lists=self.lists,
            body=self._body(application),
            place_in_region=self._place_in_region(application),
            cap=self.policy.third_party.cap,
        )

    def facts(self, application: str) -> Mapping[str, Mapping[str, str]] | None:
        """The recorded facts and sources, or nothing."""
        heads = self._ledger.heads("facts.recorded", (application,))
        return heads[0].content if heads else None

    def reference(self, application: str) -> date:
        """The day from which 近三年 is counted back."""
        heads = self._ledger.heads("facts.recorded", (application,))
        given = read_date(heads[0].content["reference_date"]) if heads else None
        return given or moment(self.registered(application).time[0]).date()

    def results(self, application: str) -> tuple[CheckResult, ...]:
        """What every check that concerns the application finds, in the order of the policy."""
        case = self.case(application)
        return tuple(judge(check, case) for check in self.policy.checks if check.concerns(case.category))

    def agency(self, name: str) -> AgencyLine:
        """A third-party body with its projects and facts, recorded or not."""
        rules = self.policy.third_party
        head = self._agencies.get(fold_text(name))
        content = head.content if head else {}
        facts, sources = content.get("facts", {}), content.get("sources", {})
        group = self._group(name)
        return AgencyLine(
            name=name,
            credit_code=content.get("credit_code", ""),
            legal_representative=content.get("legal_representative", ""),
            affiliates=tuple(content.get("affiliates", ())),
            facts=tuple(
                FactLine(field=field, value=facts.get(field.code, ""), source=sources.get(field.code, ""))
                for field in rules.fields
            ),
            projects=len(self._projects(group)),
            elsewhere=self._elsewhere(group, content.get("legal_representative", "")),
            cap=rules.cap,
            holder=self._holder(name),
            recorded=head is not None,
        )

    def agency_names(self) -> tuple[str, ...]:
        """Every third-party body that is recorded or named by an application."""
        named = {head.content["third_party"] for head in self._registered.values()} - {""}
        recorded = {head.key[0] for head in self._agencies.values()}
        return tuple(sorted(named | recorded))

    # ------------------------------------------------------------ parts

    def _active(self) -> Iterable[tuple[str, Head]]:
        for application, head in self._registered.items():
            moved = self._moves.get(application)
            if moved is None or Move(moved.content["move"]) not in ENDED:
                yield application, head

    def _place_in_region(self, application: str) -> int:
        """Its place among the applications of its category and region, those recommended first, then by arrival."""
        own = self._registered[application]
        wanted = (own.content["category"], own.content["region"])
        peers = [
            (not self._recommended(one), head.time, one)
            for one, head in self._active()
            if (head.content["category"], head.content["region"]) == wanted
        ]
        return 1 + sum(peer < (not self._recommended(application), own.time, application) for peer in peers)

    def _recommended(self, application: str) -> bool:
        head = self._reviewed.get(application)
        return bool(head and head.content["recommended"])

    def _body(self, application: str) -> Body | None:
        name = self._registered[application].content["third_party"]
        if not name:
            return None
        head = self._agencies.get(fold_text(name))
        content: Mapping[str, object] = head.content if head else {}
        own_facts = content.get("facts", {})
        facts = dict(own_facts) if isinstance(own_facts, Mapping) else {}
        representative = str(content.get("legal_representative", ""))
        if representative:
            facts["legal_representative"] = representative
        group = self._group(name)
        projects = self._projects(group)
        elsewhere = self._elsewhere(group, representative)
        counted = application in projects
        place = elsewhere + (projects.index(application) + 1 if counted else 0)
        holder = self._holder(name)
        over = self.policy.third_party.cap is not None and place > self.policy.third_party.cap
        return Body(
            name=name,
            facts=facts,
            holder=holder,
            place=place if holder or over else None,
            total=elsewhere + len(projects),
        )

    def _holder(self, name: str) -> str:
        """What the cap is counted by, "" while the body's record does not say."""
        head = self._agencies.get(fold_text(name))
        if head is None:
            return ""
        if self.policy.third_party.cap_key is CapKey.LEGAL_REPRESENTATIVE:
            return str(head.content["legal_representative"])
        return name

    def _group(self, name: str) -> frozenset[str]:
        """The bodies that share a cap with this one, by folded name."""
        own = fold_text(name)
        if self.policy.third_party.cap_key is CapKey.LEGAL_REPRESENTATIVE:
            holder = fold_text(self._holder(name))
            same = {
                other
                for other, head in self._agencies.items()
                if holder and fold_text(head.content["legal_representative"]) == holder
            }
            return frozenset(same | {own})
        return _connected(own, self._agencies)

    def _projects(self, group: frozenset[str]) -> tuple[str, ...]:
        """The applications of this round that count for the group, in order of arrival."""
        counts = {category.value for category in self.policy.third_party.counts}
        found = [
            (head.time, application)
            for application, head in self._active()
            if fold_text(head.content["third_party"]) in group and head.content["category"] in counts
        ]
        return tuple(application for _, application in sorted(found))

    def _elsewhere(self, group: frozenset[str], representative: str) -> int:
        """Projects outside this round, from the imported list: rows of a body of the group or of its holder."""
        rules: ThirdPartyRules = self.policy.third_party
        listing = self.lists.get(rules.projects_list or "")
        if listing is None:
            return 0
        by_person = rules.cap_key is CapKey.LEGAL_REPRESENTATIVE and representative
        return sum(
            fold_text(row.name) in group
            or bool(by_person and row.values.get("legal_representative") == representative)
            for row in listing.rows
        )


def _by_application(ledger: LedgerStore, kind: str) -> dict[str, Head]:
    return {key[0]: head for key, head in first_heads(ledger.all_heads(kind)).items()}


def _connected(name: str, agencies: Mapping[str, Head]) -> frozenset[str]:
    """The bodies that are tied to this one by their declared affiliates, in either direction."""
    ties: dict[str, set[str]] = {}
    for own, head in agencies.items():
        for other in map(fold_text, head.content["affiliates"]):
            ties.setdefault(own, set()).add(other)
            ties.setdefault(other, set()).add(own)
    found, waiting = {name}, [name]
    while waiting:
        for other in ties.get(waiting.pop(), set()) - found:
            found.add(other)
            waiting.append(other)
    return frozenset(found)
