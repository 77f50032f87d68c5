"""The panel: ranking, the conclusion on each application and its signatures, the summary of the round."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from greendesk.domain.decimals import plain
from greendesk.domain.moments import moment
from greendesk.domain.panel import aggregate
from greendesk.errors import Refusal
from greendesk.ledger.kinds import DivergenceExplained, PanelConcluded, PanelRow
from greendesk.ledger.store import Head
from greendesk.queries import AttachmentLine, RankingLine, SealLine
from greendesk.use_cases.application_lines import application_lines
from greendesk.use_cases.applications import Applications
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.panel_papers import file_conclusion, panel_conclusion, signed_conclusions
from greendesk.use_cases.panel_reading import ranking_line, rule_words, scores_of, seal_line
from greendesk.use_cases.panel_summary import files_of_summary, make_summary
from greendesk.use_cases.standing import Standing, attachment_line, standing


class ReviewsOpen(Refusal):
    """The panel concludes when every expert who is asked and not recused has submitted."""

    code = "GD-721"


class ReviewsSealed(Refusal):
    """The reviews are closed until every expert has handed in; before that the panel concludes nothing."""

    code = "GD-713"


class ReviewsUnopened(Refusal):
    """All experts have handed in, but the text of some sealed reviews has not come yet."""

    code = "GD-714"


class DivergenceOpen(Refusal):
    """Each divergence is closed by a written reason before the panel concludes."""

    code = "GD-722"


class DifferentChecklists(Refusal):
    """The experts scored the same application with different checklists."""

    code = "GD-723"


class RecommendationUnknown(Refusal):
    """A conclusion ends with one of the words of the policy."""

    code = "GD-727"


class NotConcluded(Refusal):
    """The application has no panel conclusion yet."""

    code = "GD-725"


class OpinionMissing(Refusal):
    """A conclusion says in words what the panel thinks."""

    code = "GD-726"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclude:
    """What the panel decided; explanations by item code close the divergences."""

    application: str
    recommendation: str
    opinion: str
    explanations: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionDraft:
    """The conclusion as somebody left it: private text, the last conclusion, or nothing yet (saved at 0)."""

    recommendation: str = ""
    opinion: str = ""
    explanations: Mapping[str, str] = field(default_factory=dict)
    saved_at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLine:
    """One signature under the panel's conclusion that stands."""

    name: str
    at: int
    me: bool


class Panel:
    """The verbs and questions about panel conclusions."""

    def __init__(self, context: DeskContext, applications: Applications) -> None:
        self._context = context
        self._applications = applications

    def ranking(self, round_id: str) -> tuple[RankingLine, ...]:
        """Applications that experts are asked about, best first; those not open to this desk are left out."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id)
            lines = [
                ranking_line(status, work.ledger, line.id)
                for line in application_lines(status)
                if status.of("expert.assigned", line.id) and status.sees_scores(line.id)
            ]
        return tuple(
            sorted(lines, key=lambda line: (line.score is None, -(line.score or Decimal(0)), line.unit))
        )

    def sealed(self, round_id: str) -> tuple[SealLine, ...]:
        """How far the sealed reviews are that are not all open here, by unit; empty where the policy seals none."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id)
            lines = [
                seal_line(status, line.id, line.unit)
                for line in application_lines(status)
                if status.of("expert.assigned", line.id) and status.sees_seals(line.id)
            ]
        return tuple(line for line in lines if line.state in {"closed", "waiting"} or line.remarks)

    def conclude(self, round_id: str, command: Conclude) -> str:
        """Record the panel's conclusion and make its signed PDF; returns the record's hash."""
        context, signer, application = self._context, self._context.signer(round_id), command.application
        with context.works(round_id) as work:
            ledger = work.ledger
            status = standing(context, ledger, round_id, application)
            _require_open(status, application)
            line = ranking_line(status, ledger, application)
            _require_decided(status, line, command)
            content = _conclusion(status, line, command)
            entry = context.record(ledger, round_id, "panel.concluded", (application,), content)
            concluded = standing(context, ledger, round_id, application)
            case = self._applications.case(ledger, round_id, application)
            paper = panel_conclusion(concluded, ledger, case, application)
            file_conclusion(
                concluded, ledger, application, paper, context.printer.panel_conclusion(paper, signer)
            )
            work.forget_draft(_draft_key(round_id, application))
            work.commit()
        return entry

    def save_draft(self, round_id: str, command: Conclude) -> int:
        """Keep what is typed of a conclusion, privately on this desk; returns when it was saved."""
        content = {
            "recommendation": command.recommendation,
            "opinion": command.opinion,
            "explanations": dict(command.explanations),
        }
        key, now = _draft_key(round_id, command.application), self._context.clock.now()
        return self._context.drafts.put(key, content, "conclusion", now).saved_at

    def draft(self, round_id: str, application: str) -> ConclusionDraft:
        """What was typed of a conclusion, or the conclusion that was recorded last."""
        draft = self._context.drafts.get(_draft_key(round_id, application))
        if draft is not None:
            return ConclusionDraft(**draft.content, saved_at=draft.saved_at)
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id, application)
            concluded = status.content("panel.concluded", application)
            if concluded is None or not status.sees_scores(application):
                return ConclusionDraft()
            return ConclusionDraft(
                recommendation=concluded["recommendation"],
                opinion=concluded["opinion"],
                explanations={one["item"]: one["explanation"] for one in concluded["divergences"]},
            )

    def signatures(self, round_id: str, application: str) -> tuple[SignatureLine, ...]:
        """Who signed the conclusion that stands, in the order of signing."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id, application)
            return tuple(
                SignatureLine(name=status.name(head.author), at=head.time[0], me=head.author == status.me)
                for head in signed_conclusions(status, application)
            )

    def countersign(self, round_id: str, application: str) -> AttachmentLine:
        """Add this desk's signature to the latest signed PDF of the panel conclusion."""
        context, signer = self._context, self._context.signer(round_id)
        with context.works(round_id) as work:
            ledger = work.ledger
            status = standing(context, ledger, round_id, application)
            latest = _latest(status, application)
            with context.blobs.open(latest.content["document"]["sha256"]) as data:
                signed = context.printer.countersign(data.read(), signer, latest.content["record"])
            case = self._applications.case(ledger, round_id, application)
            paper = panel_conclusion(status, ledger, case, application)
            line = file_conclusion(status, ledger, application, paper, signed)
            work.commit()
        return line

    def document(self, round_id: str, application: str) -> AttachmentLine:
        """The latest signed PDF of the panel conclusion."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id, application)
            return attachment_line(self._context, _latest(status, application).content["document"])

    def summarise(self, round_id: str, *, office: str, issued: date) -> tuple[AttachmentLine, ...]:
        """Record the recommendation summary (推荐汇总表) and make it as sealed xlsx and signed PDF."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id)
            files = make_summary(status, work.ledger, office=office, issued=issued)
            work.commit()
        return files

    def summary_files(self, round_id: str) -> tuple[AttachmentLine, ...]:
        """The files of the latest recommendation summary, none before it was made."""
        with self._context.works(round_id) as work:
            return files_of_summary(self._context, work.ledger, round_id)

    def recommendations(self, round_id: str) -> tuple[str, ...]:
        """The words that a conclusion may end with, from the policy."""
        with self._context.works(round_id) as work:
            policy, _ = self._context.rules(work.ledger, round_id)
            return tuple(policy.conclusion_words)

    def rule_words(self, round_id: str) -> str:
        """How the policy makes one score of many, in words."""
        with self._context.works(round_id) as work:
            policy, _ = self._context.rules(work.ledger, round_id)
            return rule_words(policy.panel_rule)


def _require_open(status: Standing, application: str) -> None:
    """Refuse what rests on reviews while they are sealed, or while the text of one has not come."""
    sealing = status.sealing(application)
    if status.sealed(application):
        raise ReviewsSealed(done=len(sealing.handed_in), all=len(sealing.required))
    if status.policy.visibility.sealed and sealing.unopened:
        raise ReviewsUnopened(names="、".join(status.name(one) for one in sealing.unopened))


def _require_decided(status: Standing, line: RankingLine, command: Conclude) -> None:
    """Refuse a conclusion before all have scored alike, or one that leaves its word, its opinion or a reason out."""
    if not line.complete or line.score is None:
        raise ReviewsOpen
    if command.recommendation not in status.policy.conclusion_words:
        raise RecommendationUnknown(word=command.recommendation)
    if not line.same_checklist:
        raise DifferentChecklists(unit=line.unit)
    if not command.opinion.strip():
        raise OpinionMissing
    open_items = [one for one in line.divergences if not command.explanations.get(one.item, "").strip()]
    if open_items:
        raise DivergenceOpen(count=len(open_items), item=open_items[0].title)


def _conclusion(status: Standing, line: RankingLine, command: Conclude) -> PanelConcluded:
    """What is recorded: each review that stands and how it counted, the score, and what the panel decided."""
    reviews, recusals = status.reviews(line.application), status.recusals(line.application)
    states = {fingerprint: state for fingerprint, _, _, state in line.scores}
    result = aggregate(status.policy.panel_rule, scores_of(reviews))
    return PanelConcluded(
        rows=tuple(
            PanelRow(
                expert=expert,
                name=status.name(expert),
                score=review.content["total"],
                counted=states[expert] == "counted",
                why=states[expert].removeprefix("dropped_") if states[expert] != "counted" else "",
                review=review.entry,
            )
            for expert, review in sorted(reviews.items())
        ),
        recused=tuple(sorted(expert for expert, conflict in recusals.items() if conflict)),
        method=result.method_applied.value,
        score=plain(result.value),
        gates_passed=line.gates_passed,
        divergences=tuple(
            DivergenceExplained(item=one.item, explanation=command.explanations[one.item].strip())
            for one in line.divergences
        ),
        recommendation=command.recommendation,
        opinion=command.opinion.strip(),
        date=moment(status.context.clock.now()).date().isoformat(),
    )


def _latest(status: Standing, application: str) -> Head:
    signed = signed_conclusions(status, application)
    if not signed:
        raise NotConcluded
    return signed[-1]


def _draft_key(round_id: str, application: str) -> str:
    return f"conclusion/{round_id}/{application}"
