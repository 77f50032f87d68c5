"""The panel (专家组): many scores become one, and what the experts disagree about is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from greendesk.domain.assessment import Finding, Verdict
from greendesk.domain.checklist import Checklist, Item
from greendesk.domain.decimals import exact, round_half_up
from greendesk.errors import Refusal

FEWEST_TO_TRIM = 3


class PanelMethod(Enum):
    """How the scores of the experts become one; there is no official rule, the policy chooses."""

    MEAN = "mean"
    TRIMMED_MEAN = "trimmed_mean"
    MEDIAN = "median"


class DroppedAs(Enum):
    """Why a trimmed mean leaves a score out."""

    HIGHEST = "highest"
    LOWEST = "lowest"


class DivergenceWhy(Enum):
    """What two experts disagree about."""

    VERDICT = "verdict"
    POINTS = "points"
    APPLICABLE = "applicable"


class NoScores(Refusal):
    """There is no valid score to aggregate."""

    code = "GD-430"


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelRule:
    """A way to aggregate; with fewer than `trim_from` valid scores a trimmed mean is a plain mean."""

    method: PanelMethod
    trim_from: int = FEWEST_TO_TRIM
    decimals: int = 2

    def __post_init__(self) -> None:
        """Hold what makes a trimmed mean possible: one score must remain."""
        if self.trim_from < FEWEST_TO_TRIM or not 0 <= self.decimals <= 6:
            raise PanelRuleImpossible(trim_from=self.trim_from, decimals=self.decimals)


class PanelRuleImpossible(Refusal):
    """Trimming needs three scores or more, and decimals are between 0 and 6."""

    code = "GD-431"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedScore:
    """One expert's score that entered the result."""

    expert: str
    score: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedScore:
    """One expert's score that the rule left out, and why."""

    expert: str
    score: Decimal
    why: DroppedAs


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelScore:
    """The result and what made it; `method_applied` differs from `method_asked` with too few scores."""

    value: Decimal
    counted: tuple[CountedScore, ...]
    dropped: tuple[DroppedScore, ...]
    method_applied: PanelMethod
    method_asked: PanelMethod


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertFinding:
    """What one expert found on an item, for putting side by side; None where he gave nothing."""

    expert: str
    finding: Finding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence:
    """One item on which the experts disagree; `share` is the spread as a part of the full mark."""

    item: Item
    why: DivergenceWhy
    spread: Decimal | None
    share: Decimal | None
    findings: tuple[ExpertFinding, ...]


def aggregate(rule: PanelRule, scores: Mapping[str, Decimal]) -> PanelScore:
    """Return one score from the valid scores by expert; among equals the first expert id is dropped."""
    if not scores:
        raise NoScores
    ordered = sorted(scores.items())
    dropped: tuple[DroppedScore, ...] = ()
    method = rule.method
    if method is PanelMethod.TRIMMED_MEAN:
        if len(ordered) < rule.trim_from:
            method = PanelMethod.MEAN
        else:
            high = min(ordered, key=lambda pair: (-pair[1], pair[0]))
            low = min((pair for pair in ordered if pair != high), key=lambda pair: (pair[1], pair[0]))
            dropped = (
                DroppedScore(expert=high[0], score=high[1], why=DroppedAs.HIGHEST),
                DroppedScore(expert=low[0], score=low[1], why=DroppedAs.LOWEST),
            )
    left_out = {drop.expert for drop in dropped}
    counted = tuple(
        CountedScore(expert=expert, score=score) for expert, score in ordered if expert not in left_out
    )
    values = sorted(Fraction(one.score) for one in counted)
    result = _median(values) if method is PanelMethod.MEDIAN else sum(values, Fraction(0)) / len(values)
    return PanelScore(
        value=round_half_up(result, rule.decimals),
        counted=counted,
        dropped=dropped,
        method_applied=method,
        method_asked=rule.method,
    )


def divergences(
    checklist: Checklist, sheets: Mapping[str, tuple[Finding, ...]], threshold: Decimal
) -> tuple[Divergence, ...]:
    """Return where gates or applicability differ, or points spread over `threshold` of the full mark."""
    by_expert = {expert: {finding.item: finding for finding in sheets[expert]} for expert in sorted(sheets)}
    found: list[Divergence] = []
    for item in checklist.items:
        beside = tuple(
            ExpertFinding(expert=expert, finding=findings.get(item.code))
            for expert, findings in by_expert.items()
        )
        found.extend(_on_gate(item, beside) if item.is_gate else _on_points(item, beside, threshold))
    return tuple(found)


def _on_gate(item: Item, beside: tuple[ExpertFinding, ...]) -> tuple[Divergence, ...]:
    verdicts: set[Verdict] = {
        one.finding.verdict for one in beside if one.finding is not None and one.finding.verdict is not None
    }
    if len(verdicts) < 2:
        return ()
    return (Divergence(item=item, why=DivergenceWhy.VERDICT, spread=None, share=None, findings=beside),)


def _on_points(item: Item, beside: tuple[ExpertFinding, ...], threshold: Decimal) -> tuple[Divergence, ...]:
    given = [one.finding for one in beside if one.finding is not None]
    if len({finding.applicable for finding in given}) > 1:
        return (
            Divergence(item=item, why=DivergenceWhy.APPLICABLE, spread=None, share=None, findings=beside),
        )
    points = [
        Fraction(finding.points) for finding in given if finding.applicable and finding.points is not None
    ]
    if len(points) < 2 or not item.max_points:
        return ()
    spread = max(points) - min(points)
    share = spread / Fraction(item.max_points)
    if share <= Fraction(threshold):
        return ()
    return (
        Divergence(
            item=item,
            why=DivergenceWhy.POINTS,
            spread=exact(spread),
            share=round_half_up(share, 4),
            findings=beside,
        ),
    )


def _median(values: list[Fraction]) -> Fraction:
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
