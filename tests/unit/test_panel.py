"""How scores become one, which are dropped, and what the experts disagree about."""

from decimal import Decimal
from pathlib import Path

import pytest

from greendesk.adapters.policy_files import PolicyLibrary
from greendesk.domain.assessment import Finding, Verdict
from greendesk.domain.panel import (
    DivergenceWhy,
    DroppedAs,
    NoScores,
    PanelMethod,
    PanelRule,
    PanelRuleImpossible,
    aggregate,
    divergences,
)

CHECKLIST = PolicyLibrary(Path(__file__).parents[2] / "resources").checklist("factory-platform-2025")
TRIMMED = PanelRule(method=PanelMethod.TRIMMED_MEAN)


def scores(*values: str) -> dict[str, Decimal]:
    return {f"e{number}": Decimal(value) for number, value in enumerate(values, start=1)}


def test_a_trimmed_mean_names_what_it_dropped():
    result = aggregate(TRIMMED, scores("80", "95", "85", "60"))
    assert result.value == Decimal("82.50")
    assert [(one.expert, one.why) for one in result.dropped] == [
        ("e2", DroppedAs.HIGHEST),
        ("e4", DroppedAs.LOWEST),
    ]
    assert [one.expert for one in result.counted] == ["e1", "e3"]


def test_with_too_few_scores_a_trimmed_mean_is_a_plain_one_and_says_so():
    result = aggregate(TRIMMED, scores("80", "81"))
    assert (result.value, result.dropped) == (Decimal("80.5"), ())
    assert (result.method_asked, result.method_applied) == (PanelMethod.TRIMMED_MEAN, PanelMethod.MEAN)
    from_five = PanelRule(method=PanelMethod.TRIMMED_MEAN, trim_from=5)
    assert aggregate(from_five, scores("1", "2", "3", "4")).method_applied is PanelMethod.MEAN


def test_equal_scores_are_dropped_by_the_order_of_the_experts():
    result = aggregate(TRIMMED, {"c": Decimal(80), "a": Decimal(80), "b": Decimal(80)})
    assert [(one.expert, one.why) for one in result.dropped] == [
        ("a", DroppedAs.HIGHEST),
        ("b", DroppedAs.LOWEST),
    ]
    assert (result.value, [one.expert for one in result.counted]) == (80, ["c"])


def test_the_result_is_rounded_once_at_the_end():
    assert aggregate(PanelRule(method=PanelMethod.MEAN), scores("80", "80", "81")).value == Decimal("80.33")
    assert aggregate(PanelRule(method=PanelMethod.MEAN), scores("80.01", "80.02")).value == Decimal("80.02")
    whole = PanelRule(method=PanelMethod.MEAN, decimals=0)
    assert aggregate(whole, scores("80", "81")).value == 81


@pytest.mark.parametrize(("values", "median"), [(("1", "9", "3"), "3"), (("1", "9", "3", "4"), "3.5")])
def test_the_median_is_the_middle(values: tuple[str, ...], median: str):
    result = aggregate(PanelRule(method=PanelMethod.MEDIAN), scores(*values))
    assert (result.value, result.dropped) == (Decimal(median), ())


def test_no_scores_and_impossible_rules_are_refused():
    with pytest.raises(NoScores):
        aggregate(TRIMMED, {})
    with pytest.raises(PanelRuleImpossible):
        PanelRule(method=PanelMethod.TRIMMED_MEAN, trim_from=2)
    with pytest.raises(PanelRuleImpossible):
        PanelRule(method=PanelMethod.MEAN, decimals=7)


def test_experts_diverge_on_gates_applicability_and_points():
    sheets = {
        "b": (
            Finding(item="BR1", verdict=Verdict.CONFORMS),
            Finding(item="E5", points=Decimal(11)),
            Finding(item="E7", points=Decimal(4)),
            Finding(item="C14a", applicable=False),
        ),
        "a": (
            Finding(item="BR1", verdict=Verdict.FAILS),
            Finding(item="BR2", verdict=Verdict.CONFORMS),
            Finding(item="E5", points=Decimal(5)),
            Finding(item="E7", points=Decimal(3)),
            Finding(item="C14a", points=Decimal(4)),
        ),
    }
    found = divergences(CHECKLIST, sheets, Decimal("0.25"))
    assert [(one.item.code, one.why) for one in found] == [
        ("BR1", DivergenceWhy.VERDICT),
        ("E5", DivergenceWhy.POINTS),
        ("C14a", DivergenceWhy.APPLICABLE),
    ]
    assert (found[1].spread, found[1].share) == (6, Decimal("0.5455"))
    assert [(one.expert, one.finding is None) for one in found[0].findings] == [("a", False), ("b", False)]


def test_one_expert_alone_diverges_from_nobody():
    sheet = (Finding(item="BR1", verdict=Verdict.FAILS), Finding(item="E5", points=Decimal(1)))
    assert divergences(CHECKLIST, {"a": sheet, "b": ()}, Decimal("0.1")) == ()
