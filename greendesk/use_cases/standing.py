"""Where each application stands: one reading of the registers from which all lists are made."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from greendesk.domain.checklist import Item
from greendesk.domain.moments import moment_of
from greendesk.domain.policy import Policy
from greendesk.domain.text import fold_text
from greendesk.errors import Refusal
from greendesk.ledger.kinds import Role
from greendesk.ledger.store import Head, LedgerStore
from greendesk.queries import ApplicationLine, AssignmentLine, AttachmentLine, EventLine, OpinionLine
from greendesk.use_cases.desk_context import DeskContext, first_heads
from greendesk.use_cases.sealed_reviews import Seal, Sealing, judge_sealing, read_seals


class ApplicationUnknown(Refusal):
    """No such application on this desk."""

    code = "GD-446"


CHINA = timezone(timedelta(hours=8))
_PANEL_ROLES = frozenset(
    {Role.LEADER.value, Role.SECRETARY.value, Role.AUTHORITY.value, Role.KEEPER.value, Role.COUNTY.value}
)
_EVENT_KINDS = (
    "application.registered",
    "package.received",
    "completeness.checked",
    "correction.requested",
    "negative.answered",
    "opinion.recorded",
    "expert.assigned",
    "recusal.declared",
    "review.submitted",
    "review.sealed",
    "review.returned",
    "panel.concluded",
    "stage.moved",
    "initial.reviewed",
    "facts.recorded",
    "priority.flagged",
    "document.signed",
)
_NOT_LISTED = {"package.received": "inventory"}  # long, and no list shows it


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The registers of a round (or of one application) and what this desk may see of them."""

    context: DeskContext
    round_id: str
    me: str
    policy: Policy
    negative_items: tuple[Item, ...]
    participants: Mapping[str, Mapping[str, Any]]
    heads: Mapping[str, Mapping[str, tuple[Head, ...]]]  # kind -> application -> heads
    desk: str = ""  # this desk's certificate, also when `me` stands for the reader of a file
    seals: Mapping[str, Mapping[str, Seal]] = field(default_factory=dict)  # application -> expert

    def name(self, fingerprint: str) -> str:
        """The name of a participant, or the start of the fingerprint when unknown."""
        known = self.participants.get(fingerprint)
        return str(known["name"]) if known else fingerprint[:8]

    def of(self, kind: str, application: str) -> tuple[Head, ...]:
        """The provisional head of every register of one kind of one application."""
        return tuple(first_heads(self.heads[kind].get(application, ())).values())

    def content(self, kind: str, application: str) -> Mapping[str, Any] | None:
        """The content of a register whose key is the application alone."""
        heads = self.of(kind, application)
        return heads[0].content if heads else None

    def assigned(self, application: str) -> tuple[str, ...]:
        """The experts who are asked at present, by fingerprint."""
        return tuple(
            sorted(head.key[1] for head in self.of("expert.assigned", application) if head.content["active"])
        )

    def selves(self, fingerprint: str) -> tuple[str, ...]:
        """The certificates of one person: this one and those that it replaced, back to the first."""
        found = [fingerprint] if fingerprint else []
        while found and (known := self.participants.get(found[-1])):
            before = str(known.get("succeeds", ""))
            if not before or before in found:
                break
            found.append(before)
        return tuple(found)

    def present(self, fingerprint: str) -> str:
        """The certificate that a person uses now: this one, or the last of those that replaced it."""
        after = {str(known.get("succeeds", "")): one for one, known in self.participants.items()}
        found = [fingerprint]
        while (later := after.get(found[-1])) and later not in found:
            found.append(later)
        return found[-1]

    def recusals(self, application: str) -> dict[str, bool]:
        """Who has declared, and whether there is a conflict; a conflict stays with the person for good."""
        declared = {
            head.key[1]: bool(head.content["conflict"]) for head in self.of("recusal.declared", application)
        }
        if any(declared.values()):
            for one in self.participants:
                if any(declared.get(before) for before in self.selves(one)[1:]):
                    declared[one] = True
        return declared

    def reviews(self, application: str) -> dict[str, Head]:
        """Submitted reviews that stand: not returned, by experts who are not recused; one of each person.

        Where the policy seals, only the review that its expert sealed stands, and as long as the application is
        closed, only one's own.
        """
        returned = {head.content["review"] for head in self.of("review.returned", application)}
        recused = {expert for expert, conflict in self.recusals(application).items() if conflict}
        if self.policy.visibility.sealed:
            sealing, mine = self.sealing(application), self.selves(self.me)
            return self._once(
                {
                    expert: seal.opened
                    for expert, seal in sorted(sealing.seals.items())
                    if seal.opened is not None
                    and seal.returned_at is None
                    and expert not in recused
                    and (expert in mine or not sealing.closed)
                }
            )
        return self._once(
            {
                head.key[1]: head
                for head in self.of("review.submitted", application)
                if head.entry not in returned and head.key[1] not in recused
            }
        )

    def _once(self, reviews: dict[str, Head]) -> dict[str, Head]:
        """Leave out what a person reviewed again with a later certificate: nobody counts twice."""
        again = {before for expert in reviews for before in self.selves(expert)[1:]}
        return {expert: review for expert, review in reviews.items() if expert not in again}

    def returned(self, application: str) -> dict[str, str]:
        """Experts whose last review was handed back, with the reason."""
        submitted: dict[str, str] = {
            head.key[1]: head.entry for head in self.of("review.submitted", application)
        }
        submitted |= {expert: seal.review for expert, seal in self.seals.get(application, {}).items()}
        return {
            head.key[1]: head.content["reason"]
            for head in self.of("review.returned", application)
            if submitted.get(head.key[1]) == head.content["review"]
        }

    # ------------------------------------------------------------ sealed reviews

    def sealing(self, application: str) -> Sealing:
        """How far the sealed reviews of the application are."""
        recusals = self.recusals(application)
        required = tuple(one for one in self.assigned(application) if not recusals.get(one))
        seals = self.seals.get(application, {})
        return judge_sealing(self.heads, application, seals, required, self.selves(self.desk))

    def sealed(self, application: str) -> bool:
        """Whether the reviews of the application must stay closed to everybody but their authors.

        True while the policy seals and not all are in. An expert who is asked later keeps it closed as long as
        nothing was opened; a body that was sent out cannot be recalled, so what is open stays open.
        """
        return self.policy.visibility.sealed and self.sealing(application).closed

    def sees_seals(self, application: str) -> bool:
        """Whether it may be shown here who has handed in: to experts only after they have done so themselves."""
        if not self.policy.visibility.sealed or (self.me and self.recusals(application).get(self.me)):
            return False
        mine = set(self.selves(self.me))
        return not self._only_expert() or bool(mine & set(self.sealing(application).handed_in))

    def may_revise(self, application: str) -> bool:
        """Whether this desk's expert may replace a sealed review: it was handed in, and all is still closed."""
        return self.sealed(application) and self.me in self.sealing(application).handed_in

    # ------------------------------------------------------------ what this desk may see

    def gate(self, application: str) -> str:
        """Whether the package is open to this desk: open, to_declare, recused."""
        if self.me and self.recusals(application).get(self.me):
            return "recused"
        if self.me in self.assigned(application):
            return "open" if self.me in self.recusals(application) else "to_declare"
        if self._only_expert():
            return "to_declare"
        return "open"

    def sees_scores(self, application: str) -> bool:
        """Whether others' scores may be shown here (policy: never, always, after one's own review is in)."""
        if (self.me and self.recusals(application).get(self.me)) or self.sealed(application):
            return False
        if not self._only_expert() and self.me not in self.assigned(application):
            return True
        rule = self.policy.visibility.others_scores.value
        own = self.reviews(application).keys() & set(self.selves(self.me))
        return rule == "always" or (rule == "after_own" and bool(own))

    def my_state(self, application: str) -> str:
        """What this desk's expert has to do with the application."""
        if self.me and self.recusals(application).get(self.me):
            return "recused"
        if not self.me or self.me not in self.assigned(application):
            return ""
        if self.me not in self.recusals(application):
            return "to_declare"
        if self.me in self.reviews(application):
            return "submitted"
        if self.me in self.returned(application):
            return "returned"
        return (
            "drafting" if self.context.drafts.get(review_draft(self.round_id, application)) else "to_review"
        )

    def stage(self, application: str) -> str:
        """How far the application is, by what is recorded."""
        experts = [
            expert for expert in self.assigned(application) if not self.recusals(application).get(expert)
        ]
        reviews = self.reviews(application)
        checked = self.content("completeness.checked", application)
        steps = (
            ("concluded", self.content("panel.concluded", application) is not None),
            ("reviewed", bool(experts) and all(expert in reviews for expert in experts)),
            ("reviewing", bool(reviews) or bool(self.seals.get(application))),
            ("assigned", bool(experts)),
            ("complete", checked is not None and checked["complete"]),
            ("incomplete", checked is not None),
            ("packaged", self.content("package.received", application) is not None),
        )
        return next((name for name, holds in steps if holds), "registered")

    def lines(self) -> tuple[ApplicationLine, ...]:
        """All applications, by unit."""
        everyone = (self.line(application) for application in self.heads["application.registered"])
        return tuple(sorted(everyone, key=lambda line: (line.unit, line.id)))

    def line(self, application: str) -> ApplicationLine:
        """One application as a line of the list."""
        found = self.of("application.registered", application)
        if not found:
            raise ApplicationUnknown(application=application)
        registered = found[0]
        content = registered.content
        package = self.content("package.received", application)
        checked = self.content("completeness.checked", application)
        documents = [d for d in checked["documents"] if d["state"] != "not_required"] if checked else []
        answers = [head.content["answer"] for head in self.of("negative.answered", application)]
        positions = [head.content["position"] for head in self.of("opinion.recorded", application)]
        recused = self.my_state(application) == "recused"
        visible = self.sees_scores(application)
        sealing = self.sealing(application) if self.sees_seals(application) else None
        conclusion = self.content("panel.concluded", application) if visible else None
        experts = [
            expert for expert in self.assigned(application) if not self.recusals(application).get(expert)
        ]
        updated = max(
            head.time[0] for kind in _EVENT_KINDS for head in self.heads[kind].get(application, (registered,))
        )
        return ApplicationLine(
            id=application,
            unit=content["unit"],
            credit_code=content["credit_code"],
            category=content["category"],
            region=content["region"],
            industry=content["industry"],
            third_party=content["third_party"],
            stage="" if recused else self.stage(application),
            files=package["files"] if package else 0,
            documents_present=sum(document["state"] == "present" for document in documents),
            documents_required=len(documents),
            documents_confirmed=bool(checked and checked["confirmed"]),
            negative_answered=sum(answer != "unknown" for answer in answers),
            negative_total=len(self.negative_items),
            negative_hit="hit" in answers,
            opinions_in=len(positions),
            opinions_total=len(self.policy.departments),
            opinions_against=positions.count("object"),
            my_state=self.my_state(application),
            reviews_in=len(self.reviews(application)) if visible else 0,
            experts=0 if recused else len(experts),
            panel_score=Decimal(conclusion["score"]) if conclusion and conclusion["score"] else None,
            recommendation=conclusion["recommendation"] if conclusion else "",
            seal=seal_state(sealing) if sealing else "",
            seals_in=len(sealing.handed_in) if sealing else 0,
            updated=updated,
            search=self.search(content["unit"], content["credit_code"]),
        )

    def search(self, unit: str, credit_code: str) -> str:
        """What a typed search is looked for in: folded name, pinyin initials, credit code."""
        return "\n".join((fold_text(unit).lower(), self.context.initials(unit), credit_code.lower()))

    def events(self, application: str) -> tuple[EventLine, ...]:
        """What happened to the application, in order; nothing about reviews before they may be seen."""
        visible = self.sees_scores(application)
        hidden = {"review.sealed"} if not self.sees_seals(application) else frozenset()
        heads = [
            head
            for kind in _EVENT_KINDS
            for head in self.heads[kind].get(application, ())
            if head.author == self.me
            or (kind not in hidden and (visible or not tells_scores(kind, head.key)))
        ]
        heads.sort(key=lambda head: (head.time, head.entry))
        return tuple(
            EventLine(
                kind=_told(head),
                who=self.name(head.author),
                at=head.time[0],
                entry=head.entry,
                note=head.key[1]
                if len(head.key) > 1 and head.kind in {"negative.answered", "opinion.recorded"}
                else "",
            )
            for head in heads
        )

    def _only_expert(self) -> bool:
        known = self.participants.get(self.me)
        roles = set(known["roles"]) if known else set()
        return Role.EXPERT.value in roles and not roles & _PANEL_ROLES


def _told(head: Head) -> str:
    """The kind of a step as it is told: a sorting by names is no person's check, an end of an assignment is none."""
    if head.kind == "completeness.checked" and not head.content["confirmed"]:
        return "completeness.sorted"
    if head.kind == "expert.assigned" and not head.content["active"]:
        return "expert.withdrawn"
    return head.kind


def moment(milliseconds: int) -> datetime:
    """A time of the ledger as it is printed: Chinese standard time."""
    return moment_of(milliseconds // 1000 * 1000, CHINA)


def tells_scores(kind: str, key: tuple[str, ...]) -> bool:
    """Whether a record gives away what experts think: a review, the conclusion, or a paper that prints one."""
    if kind == "document.signed":
        return key[1].startswith(("score_sheet", "panel_conclusion"))
    return kind in {"review.submitted", "review.returned", "panel.concluded"}


def stays_sealed(kind: str, key: tuple[str, ...]) -> bool:
    """Whether the body of a record stays on its author's desk while an application is sealed.

    That a review was handed back is no score, and all must know it: it closes the application again.
    """
    return tells_scores(kind, key) and kind != "review.returned"


def seal_state(sealing: Sealing) -> str:
    """How far sealed reviews are: "" none asked, closed, waiting (all are in, bodies are awaited), open."""
    if sealing.closed:
        return "closed"
    if not sealing.required:
        return ""
    return "waiting" if sealing.unopened else "open"


def review_draft(round_id: str, application: str) -> str:
    """The key of the draft of this desk's review of an application."""
    return f"review/{round_id}/{application}"


def standing(context: DeskContext, ledger: LedgerStore, round_id: str, application: str = "") -> Standing:
    """Read the registers of the round, or of one application only."""
    policy, checklists = context.rules(ledger, round_id)
    prefix = (application,) if application else ()
    heads: dict[str, dict[str, tuple[Head, ...]]] = {}
    for kind in _EVENT_KINDS:
        grouped: defaultdict[str, list[Head]] = defaultdict(list)
        for head in ledger.all_heads(kind, prefix, without=_NOT_LISTED.get(kind, "")):
            grouped[head.key[0]].append(head)
        heads[kind] = {name: tuple(group) for name, group in grouped.items()}
    participants = {head.key[0]: head.content for head in ledger.all_heads("participant.admitted")}
    me = context.me(round_id)
    return Standing(
        context=context,
        round_id=round_id,
        me=me,
        desk=me,
        seals=read_seals(ledger, heads) if policy.visibility.sealed else {},
        policy=policy,
        negative_items=checklists[policy.negative_list.checklist].items,
        participants=participants,
        heads=heads,
    )


def attachment_line(context: DeskContext, content: Mapping[str, Any]) -> AttachmentLine:
    """A file named in a record, and whether its bytes are here."""
    here = context.blobs.has(content["sha256"])
    return AttachmentLine(sha256=content["sha256"], name=content["name"], size=content["size"], here=here)


def opinion_lines(
    context: DeskContext, ledger: LedgerStore, round_id: str, application: str
) -> tuple[OpinionLine, ...]:
    """One line for each department that the policy asks, in its order."""
    status = standing(context, ledger, round_id, application)
    return opinions_of(status, application)


def opinions_of(status: Standing, application: str) -> tuple[OpinionLine, ...]:
    """One line for each department that the policy asks, from registers already read."""
    every = status.heads["opinion.recorded"].get(application, ())
    lines = []
    for department in status.policy.departments:
        heads = [head for head in every if head.key[1] == department.code]
        content = heads[0].content if heads else {}
        letter = content.get("letter")
        lines.append(
            OpinionLine(
                application=application,
                department=department.code,
                department_name=department.name,
                matters=department.asks,
                position=content.get("position", ""),
                number=content.get("number", ""),
                date=content.get("date", ""),
                signer=content.get("signer", ""),
                text=content.get("text", ""),
                letter=attachment_line(status.context, letter) if letter else None,
                by=status.name(heads[0].author) if heads else "",
                at=heads[0].time[0] if heads else 0,
                conflict=len({str(head.content) for head in heads}) > 1,
            )
        )
    return tuple(lines)


def assignment_lines(
    context: DeskContext, ledger: LedgerStore, round_id: str, application: str
) -> tuple[AssignmentLine, ...]:
    """The experts asked about an application and how far each is; scores only where they may be seen."""
    status = standing(context, ledger, round_id, application)
    recusals, reviews, returned = (
        {head.key[1]: head.content for head in status.of("recusal.declared", application)},
        status.reviews(application),
        status.returned(application),
    )
    visible = status.sees_scores(application)
    sealing = status.sealing(application) if status.policy.visibility.sealed else None
    signed = {
        head.key[2]: head.content["document"]
        for head in status.of("document.signed", application)
        if head.key[1] == "score_sheet.pdf"
    }
    lines = []
    for head in status.of("expert.assigned", application):
        expert = head.key[1]
        shown = visible or expert == status.me
        review = reviews.get(expert) if shown else None
        seal = sealing.seals.get(expert) if sealing and (shown or status.sees_seals(application)) else None
        recusal = recusals.get(expert)
        known = status.participants.get(expert)
        lines.append(
            AssignmentLine(
                expert=expert,
                name=status.name(expert),
                organisation=known["organisation"] if known else "",
                active=head.content["active"],
                declared=recusal is not None,
                recused=bool(recusal and recusal["conflict"]),
                grounds=tuple(recusal["grounds"]) if recusal else (),
                review=_review_state(
                    review, seal, returned=(shown or seal is not None) and expert in returned
                ),
                review_entry=review.entry if review else "",
                score=Decimal(review.content["total"]) if review else None,
                recommendation=review.content["recommendation"] if review else "",
                returned_reason=returned.get(expert, "") if shown or seal else "",
                signed=attachment_line(context, signed[expert]) if shown and expert in signed else None,
                sealed_at=seal.at[0] if seal else 0,
                resealed=seal.replaced if seal else 0,
                resealed_late=bool(seal and sealing and sealing.late(expert)),
                unsealed_review=bool(seal and seal.stray),
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.name, line.expert)))


def _review_state(review: Head | None, seal: Seal | None, *, returned: bool) -> str:
    """How far an expert's review is; "sealed" is handed in and not opened here, "broken" is no review inside."""
    if review is not None:
        return "submitted"
    if returned:
        return "returned"
    if seal is None or not seal.held:
        return ""
    return "broken" if seal.broken else "sealed"
