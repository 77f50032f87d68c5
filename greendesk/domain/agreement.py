"""How far experts agree: the intraclass correlation of absolute agreement, from a table without gaps.

Source of the formulas: P. E. Shrout and J. L. Fleiss, "Intraclass correlations: uses in assessing rater
reliability", Psychological Bulletin 86 (1979) 420-428, there ICC(2,1) and ICC(2,k); the names ICC(A,1) and
ICC(A,k) are those of K. O. McGraw and S. P. Wong (1996). The bounds of the four words are those of T. K. Koo and
M. Y. Li (2016), who ask for three raters or more; `FEWEST_SUBJECTS` is this program's own caution.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from greendesk.domain.decimals import round_half_up

FEWEST_EXPERTS, FEWEST_SUBJECTS = 3, 5
DECIMALS = 4


class Agreement(Enum):
    """What an agreement figure is called (Koo and Li 2016)."""

    POOR = "poor"
    MODERATE = "moderate"
    GOOD = "good"
    EXCELLENT = "excellent"


class TooLittle(Enum):
    """Why no figure is given."""

    EXPERTS = "experts"
    SUBJECTS = "subjects"
    SPREAD = "spread"  # all scores are alike: there is nothing to tell apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Intraclass:
    """The mean squares of a two-way table and the correlations that follow from them."""

    one_way: Decimal | None  # ICC(1,1)
    one_way_mean: Decimal | None  # ICC(1,k)
    single: Decimal | None  # ICC(A,1)
    mean: Decimal | None  # ICC(A,k)
    consistent: Decimal | None  # ICC(C,1), Shrout and Fleiss ICC(3,1)
    consistent_mean: Decimal | None  # ICC(C,k)


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelAgreement:
    """The agreement of a panel, or why there is none to give; `single` of one score, `mean` of the average."""

    experts: int
    subjects: int
    single: Decimal | None = None
    mean: Decimal | None = None
    word: Agreement | None = None
    too_little: TooLittle | None = None


def intraclass(table: Sequence[Sequence[Decimal]]) -> Intraclass:
    """Return the six correlations of Shrout and Fleiss for rows of subjects and columns of experts."""
    n, k = len(table), len(table[0])
    rows = [[Fraction(value) for value in row] for row in table]
    grand = _sum(_sum(row) for row in rows) / (n * k)
    row_means = [_sum(row) / k for row in rows]
    column_means = [_sum(row[column] for row in rows) / n for column in range(k)]
    between = k * _sum((mean - grand) * (mean - grand) for mean in row_means)
    judges = n * _sum((mean - grand) * (mean - grand) for mean in column_means)
    total = _sum((value - grand) * (value - grand) for row in rows for value in row)
    subjects_square = between / Fraction(n - 1)
    judges_square = judges / Fraction(k - 1)
    error_square = (total - between - judges) / Fraction((n - 1) * (k - 1))
    within_square = (total - between) / Fraction(n * (k - 1))
    shift = Fraction(k, n) * (judges_square - error_square)
    signal, against = subjects_square - error_square, subjects_square - within_square
    return Intraclass(
        one_way=_ratio(against, subjects_square + (k - 1) * within_square),
        one_way_mean=_ratio(against, subjects_square),
        single=_ratio(signal, subjects_square + (k - 1) * error_square + shift),
        mean=_ratio(signal, subjects_square + shift / k),
        consistent=_ratio(signal, subjects_square + (k - 1) * error_square),
        consistent_mean=_ratio(signal, subjects_square),
    )


def panel_agreement(scores: Sequence[Mapping[str, Decimal]]) -> PanelAgreement:
    """Return how far the experts agree over the subjects that all of them scored; subjects with gaps stay out."""
    experts = sorted({expert for one in scores for expert in one})
    table = [[one[expert] for expert in experts] for one in scores if len(one) == len(experts)]
    size = PanelAgreement(experts=len(experts), subjects=len(table))
    if len(experts) < FEWEST_EXPERTS:
        return replace(size, too_little=TooLittle.EXPERTS)
    if len(table) < FEWEST_SUBJECTS:
        return replace(size, too_little=TooLittle.SUBJECTS)
    found = intraclass(table)
    if found.single is None or found.mean is None:
        return replace(size, too_little=TooLittle.SPREAD)
    return replace(size, single=found.single, mean=found.mean, word=_word(found.mean))


def _word(value: Decimal) -> Agreement:
    for bound, word in (
        ("0.5", Agreement.POOR),
        ("0.75", Agreement.MODERATE),
        ("0.9", Agreement.GOOD),
    ):
        if value < Decimal(bound):
            return word
    return Agreement.EXCELLENT


def _sum(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def _ratio(above: Fraction, below: Fraction) -> Decimal | None:
    return round_half_up(above / below, DECIMALS) if below else None
