"""What must hold before an application leaves its stage, judged from the registers of the round."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from greendesk.domain.eligibility import CheckForce, CheckResult, CheckState, read_date
from greendesk.domain.policy import Policy
from greendesk.domain.road import Guard, GuardCheck, GuardState, Move, Stage, StepKind, stages_before
from greendesk.ledger.store import Head, LedgerStore
from greendesk.queries_road import GuardLine
from greendesk.use_cases.casework import Casework
from greendesk.use_cases.desk_context import first_heads
from greendesk.use_cases.history import history
from greendesk.use_cases.standing import Standing

_STATES = {
    CheckState.HOLDS: GuardState.HOLDS,
    CheckState.NOT_APPLICABLE: GuardState.HOLDS,
    CheckState.OPEN: GuardState.OPEN,
    CheckState.FAILS: GuardState.FAILS,
}


class Guards:
    """The guards of one application on one day."""

    def __init__(self, status: Standing, ledger: LedgerStore, application: str, today: date) -> None:
        self._status = status
        self._ledger = ledger
        self._application = application
        self._today = today
        self._policy: Policy = status.policy
        self._judges: Mapping[GuardCheck, Callable[[Guard, Stage], GuardLine]] = {
            GuardCheck.PACKAGE: self._package,
            GuardCheck.DOCUMENTS: self._documents,
            GuardCheck.NEGATIVE_LIST: self._negative_list,
            GuardCheck.NEGATIVE_PROOFS: self._negative_proofs,
            GuardCheck.OPINIONS_IN: self._opinions_in,
            GuardCheck.NO_OBJECTION: self._no_objection,
            GuardCheck.INITIAL_REVIEW: self._initial_review,
            GuardCheck.DEADLINE: self._deadline,
            GuardCheck.RULE_ISSUED: self._rule_issued,
            GuardCheck.PANEL_CONCLUDED: self._panel_concluded,
            GuardCheck.PANEL_RECOMMENDS: self._panel_recommends,
            GuardCheck.QUOTA: self._quota,
            GuardCheck.SELECTED: self._selected,
            GuardCheck.PUBLICITY_OVER: self._publicity_over,
            GuardCheck.OBJECTIONS_HANDLED: self._objections_handled,
            GuardCheck.ANNOUNCED: self._announced,
        }

    def of(self, stage: Stage) -> tuple[GuardLine, ...]:
        """Every guard of a stage, the eligibility checks one by one."""
        return tuple(self._lines(stage))

    def _lines(self, stage: Stage) -> Iterator[GuardLine]:
        for guard in stage.guards:
            if guard.check is GuardCheck.ELIGIBILITY:
                yield from self._eligibility()
            else:
                yield self._judges[guard.check](guard, stage)

    # ------------------------------------------------------------ the package and its unit

    def _package(self, guard: Guard, _stage: Stage) -> GuardLine:
        return _line(guard, self._content("package.received") is not None, turn="county")

    def _documents(self, guard: Guard, _stage: Stage) -> GuardLine:
        checked = self._content("completeness.checked")
        documents = checked["documents"] if checked else ()
        titles = {
            document.code: document.title
            for document in self._policy.category(self._registered["category"]).documents
        }
        missing = tuple(
            titles.get(one["code"], one["code"])
            for one in documents
            if one["state"] not in {"present", "not_required"}
        )
        confirmed = bool(checked and checked["confirmed"])
        return _line(guard, confirmed and not missing, missing=missing, turn="county")

    def _negative_list(self, guard: Guard, _stage: Stage) -> GuardLine:
        answers = {head.key[1]: head.content["answer"] for head in self._heads("negative.answered")}
        items = self._status.negative_items
        hit = tuple(item.title for item in items if answers.get(item.code) == "hit")
        missing = tuple(item.title for item in items if answers.get(item.code) not in {"clear", "hit"})
        return _line(guard, not hit and not missing, missing=missing, reasons=hit, turn="county")

    def _negative_proofs(self, guard: Guard, _stage: Stage) -> GuardLine:
        """Each head with its proof; where the text lets a category pledge for itself none is asked."""
        rules = self._policy.negative_list
        if self._registered["category"] in {one.value for one in rules.self_pledged}:
            return _line(guard, holds=True, turn="county")
        proved = {head.key[1] for head in self._heads("negative.answered") if head.content["proof"]}
        missing = tuple(item.title for item in self._status.negative_items if item.code not in proved)
        return _line(guard, not missing, missing=missing, turn="department")

    def _eligibility(self) -> Iterator[GuardLine]:
        work = Casework(self._status.context, self._ledger, self._status.round_id)
        for result in work.results(self._application):
            if result.check.force is not CheckForce.PREFERENCE:
                yield _of_check(result, work)

    # ------------------------------------------------------------ offices and departments

    def _opinions_in(self, guard: Guard, stage: Stage) -> GuardLine:
        heard = {head.key[1] for head in self._opinions(stage)}
        missing = tuple(one.name for one in self._policy.departments if one.code not in heard)
        return _line(guard, not missing, missing=missing, turn="department")

    def _no_objection(self, guard: Guard, stage: Stage) -> GuardLine:
        names = {one.code: one.name for one in self._policy.departments}
        against = tuple(
            names.get(head.key[1], head.key[1])
            for head in self._opinions(stage)
            if head.content["position"] == "object"
        )
        return _line(guard, not against, reasons=against, turn="county")

    def _opinions(self, stage: Stage) -> tuple[Head, ...]:
        """The opinions that answer this stage: an office asks its own departments, after the office before it.

        What departments said to an earlier stage that asks them, or before the experts where the text asks after
        the review, does not count (S-01 and S-10; T-08); what once counted does so after a return as well.
        """
        asked_before = {
            one.code
            for one in stages_before(self._policy.stages, stage.code)
            if one.kind is StepKind.EXPERT_REVIEW
            or any(guard.check is GuardCheck.OPINIONS_IN for guard in one.guards)
        }
        first_left: dict[str, int] = {}
        if asked_before:
            for past in history(self._ledger, self._heads("stage.moved")):  # newest first
                if past.content["move"] == Move.ADVANCE.value and past.content["from_stage"] in asked_before:
                    first_left[past.content["from_stage"]] = past.at
        since = max(first_left.values(), default=0)
        return tuple(head for head in self._heads("opinion.recorded") if head.time[0] >= since)

    def _initial_review(self, guard: Guard, _stage: Stage) -> GuardLine:
        content = self._content("initial.reviewed")
        against = (content["opinion"],) if content and not content["recommended"] else ()
        return _line(guard, bool(content) and not against, reasons=against, turn="county")

    def _deadline(self, guard: Guard, stage: Stage) -> GuardLine:
        last = self._policy.deadline(stage.deadline or "").on(self._year)
        late = self._today > last
        return _line(guard, not late, reasons=(last.isoformat(),) if late else (), turn="county", until=last)

    def _rule_issued(self, guard: Guard, _stage: Stage) -> GuardLine:
        titles = {one.code: one.title for one in self._policy.awaited}
        issued = self._ledger.heads("rule.issued", (guard.awaits or "",))
        missing = () if issued else (titles.get(guard.awaits or "", ""),)
        return _line(guard, bool(issued), missing=missing, turn="authority")

    # ------------------------------------------------------------ the panel and the list

    def _panel_concluded(self, guard: Guard, _stage: Stage) -> GuardLine:
        return _line(guard, self._content("panel.concluded") is not None, turn="leader")

    def _panel_recommends(self, guard: Guard, _stage: Stage) -> GuardLine:
        content = self._content("panel.concluded")
        word = content["recommendation"] if content else ""
        fine = word in self._policy.recommending_words
        return _line(guard, fine, reasons=(word,) if word and not fine else (), turn="leader")

    def _quota(self, guard: Guard, _stage: Stage) -> GuardLine:
        """Those chosen in a region against the number set for them; none set is not unlimited, unless none is due."""
        category, region = self._registered["category"], self._registered["region"]
        rules = self._policy.quota
        if rules is not None and category not in {one.value for one in rules.categories}:
            return _line(guard, holds=True, turn="authority")
        heads = self._ledger.heads("quota.set", (category, region)) or self._ledger.heads(
            "quota.set", (category, "*")
        )
        if not heads:
            return _line(guard, holds=False, turn="authority")
        limit = heads[0].content["limit"]
        taken = self._chosen_in_region(category, region)
        over = limit is not None and len(taken) > limit
        return _line(guard, not over, reasons=(f"{len(taken)}/{limit}",) if over else (), turn="secretary")

    def _chosen_in_region(self, category: str, region: str) -> tuple[str, ...]:
        heads = self._ledger.heads("ranking.set", (category,))
        chosen = heads[0].content["chosen"] if heads else ()
        regions = {
            key[0]: head.content["region"]
            for key, head in first_heads(self._ledger.all_heads("application.registered")).items()
        }
        return tuple(one for one in chosen if regions.get(one) == region)

    def _selected(self, guard: Guard, _stage: Stage) -> GuardLine:
        heads = self._ledger.heads("ranking.set", (self._registered["category"],))
        chosen = bool(heads) and self._application in heads[0].content["chosen"]
        return _line(guard, chosen, turn="secretary")

    def _publicity_over(self, guard: Guard, _stage: Stage) -> GuardLine:
        heads = self._on_display()
        last = max((read_date(head.content["last"]) or self._today for head in heads), default=None)
        return _line(guard, last is not None and self._today > last, turn="public", until=last)

    def _objections_handled(self, guard: Guard, _stage: Stage) -> GuardLine:
        handled = first_heads(self._ledger.all_heads("objection.handled"))
        received = first_heads(self._ledger.all_heads("objection.received"))
        mine = {
            key: head.content["person"]
            for key, head in received.items()
            if head.content["application"] == self._application
        }
        missing = tuple(person for key, person in mine.items() if key not in handled)
        upheld = tuple(mine[key] for key, head in handled.items() if key in mine and head.content["upheld"])
        return _line(guard, not missing and not upheld, missing=missing, reasons=upheld, turn="authority")

    def _announced(self, guard: Guard, _stage: Stage) -> GuardLine:
        heads = first_heads(self._ledger.all_heads("announcement.made")).values()
        announced = any(self._application in head.content["applications"] for head in heads)
        return _line(guard, announced, turn="authority")

    # ------------------------------------------------------------ parts

    @property
    def _registered(self) -> Mapping[str, str]:
        content = self._content("application.registered")
        return content if content is not None else {}

    @property
    def _year(self) -> int:
        heads = self._ledger.heads("round.opened", (self._status.round_id,))
        return int(heads[0].content["year"])

    def _on_display(self) -> tuple[Head, ...]:
        heads = first_heads(self._ledger.all_heads("publicity.opened")).values()
        return tuple(head for head in heads if self._application in head.content["applications"])

    def _heads(self, kind: str) -> tuple[Head, ...]:
        return self._status.of(kind, self._application)

    def _content(self, kind: str) -> Mapping[str, Any] | None:
        return self._status.content(kind, self._application)


def _line(
    guard: Guard,
    holds: bool,
    *,
    turn: str,
    missing: tuple[str, ...] = (),
    reasons: tuple[str, ...] = (),
    until: date | None = None,
) -> GuardLine:
    state = GuardState.HOLDS if holds else GuardState.FAILS if reasons else GuardState.OPEN
    return GuardLine(
        what=guard.check.value,
        title="",
        article=guard.article,
        state=state.value,
        missing=() if holds else missing,
        reasons=reasons,
        turn=turn,
        override=guard.override,
        until=until,
    )


def _of_check(result: CheckResult, work: Casework) -> GuardLine:
    titles = {one.code: one.title for one in (*work.policy.fields, *work.policy.third_party.fields)}
    titles |= {one.code: one.title for one in work.policy.lists}
    return GuardLine(
        what=f"eligibility:{result.check.code}",
        title=result.check.title,
        article=result.check.article,
        state=_STATES[result.state].value,
        missing=tuple(titles.get(code, code) for code in result.missing),
        reasons=tuple(row.name for row in result.rows) if result.state is CheckState.FAILS else (),
        turn="county",
        override=result.check.override,
        result=result,
    )
