"""Where each application stands: one reading of the registers, from which all lists are made."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from greendesk.domain.checklist import Item
from greendesk.domain.policy import Policy
from greendesk.errors import Refusal
from greendesk.ledger.kinds import Role
from greendesk.ledger.store import Head, LedgerStore
from greendesk.queries import AttachmentLine
from greendesk.use_cases.desk_context import DeskContext, first_heads
from greendesk.use_cases.sealed_reviews import Seal, Sealing, judge_sealing, read_seals


class ApplicationUnknown(Refusal):
    """No such application on this desk."""

    code = "GD-446"


_PANEL_ROLES = frozenset(
    {Role.LEADER.value, Role.SECRETARY.value, Role.AUTHORITY.value, Role.KEEPER.value, Role.COUNTY.value}
)
EVENT_KINDS = (
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

    def _only_expert(self) -> bool:
        known = self.participants.get(self.me)
        roles = set(known["roles"]) if known else set()
        return Role.EXPERT.value in roles and not roles & _PANEL_ROLES


def review_draft(round_id: str, application: str) -> str:
    """The key of the draft of this desk's review of an application."""
    return f"review/{round_id}/{application}"


def standing(context: DeskContext, ledger: LedgerStore, round_id: str, application: str = "") -> Standing:
    """Read the registers of the round, or of one application only."""
    policy, checklists = context.rules(ledger, round_id)
    prefix = (application,) if application else ()
    heads: dict[str, dict[str, tuple[Head, ...]]] = {}
    for kind in EVENT_KINDS:
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
