"""The agreement of a panel against the published example, and when no figure is given."""

from decimal import Decimal

from greendesk.domain.agreement import Agreement, TooLittle, intraclass, panel_agreement

# Shrout and Fleiss (1979), table 2: six targets, four judges; table 4 gives the six correlations.
PUBLISHED = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))
TABLE = [[Decimal(value) for value in row] for row in PUBLISHED]


def named(rows: list[list[Decimal]]) -> list[dict[str, Decimal]]:
    return [{f"expert-{number}": value for number, value in enumerate(row)} for row in rows]


def test_the_published_table_gives_the_published_correlations() -> None:
    found = intraclass(TABLE)
    assert (found.one_way, found.single, found.consistent) == (
        Decimal("0.1657"),
        Decimal("0.2898"),
        Decimal("0.7148"),
    )
    assert (found.one_way_mean, found.mean, found.consistent_mean) == (
        Decimal("0.4428"),
        Decimal("0.6201"),
        Decimal("0.9093"),
    )


def test_a_panel_is_told_how_far_it_agrees() -> None:
    found = panel_agreement(named(TABLE))
    assert (found.experts, found.subjects) == (4, 6)
    assert (found.single, found.mean, found.word) == (
        Decimal("0.2898"),
        Decimal("0.6201"),
        Agreement.MODERATE,
    )
    assert found.too_little is None


def test_a_subject_that_one_expert_did_not_score_stays_out() -> None:
    rows = [*named(TABLE), {"expert-0": Decimal(1), "expert-1": Decimal(10)}]
    assert panel_agreement(rows) == panel_agreement(named(TABLE))


def test_two_experts_or_four_subjects_are_too_few_to_judge() -> None:
    two = panel_agreement(named([row[:2] for row in TABLE]))
    four = panel_agreement(named(TABLE[:4]))
    assert (two.too_little, two.mean) == (TooLittle.EXPERTS, None)
    assert (four.too_little, four.mean) == (TooLittle.SUBJECTS, None)


def test_scores_that_are_all_alike_tell_nothing() -> None:
    alike = panel_agreement(named([[Decimal(7)] * 3] * 6))
    assert (alike.too_little, alike.mean) == (TooLittle.SPREAD, None)


def test_complete_agreement_is_one() -> None:
    same = panel_agreement(named([[Decimal(value)] * 3 for value in (60, 70, 80, 85, 90)]))
    assert (same.single, same.mean, same.word) == (Decimal(1), Decimal(1), Agreement.EXCELLENT)
