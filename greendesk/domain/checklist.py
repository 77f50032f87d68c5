"""A checklist (评价指标表): the indicators of one category and edition, as values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from greendesk.domain.decimals import exact_sum, round_half_up
from greendesk.errors import Refusal

TOTAL_PLACES = 2


class Category(Enum):
    """What applies for a list; ALL is for a checklist that every category shares."""

    FACTORY = "factory"
    PARK = "park"
    SUPPLY_CHAIN = "supply_chain"
    PRODUCT = "product"
    ALL = "all"


class Usable(Enum):
    """How far a checklist may be trusted for scoring a real case."""

    READY = "ready"
    PARTIAL = "partial"
    REFERENCE_ONLY = "reference_only"


class ItemKind(Enum):
    """How an item is judged; VETO is a gate that gives no points."""

    VETO = "veto"
    MANDATORY = "mandatory"
    OPTIONAL = "optional"
    GRADED = "graded"
    QUANTITATIVE = "quantitative"


class Direction(Enum):
    """Which way a quantity is good."""

    HIGHER_BETTER = "higher_better"
    LOWER_BETTER = "lower_better"


class ProvenanceState(Enum):
    """Where a wording or number was seen; all but READ_OFFICIAL are shown as to be verified."""

    READ_OFFICIAL = "read_official"
    READ_COPY = "read_copy"
    RECALLED = "recalled"
    DERIVED = "derived"
    PROPOSED = "proposed"


class AggregationMethod(Enum):
    """How a whole checklist comes to its result.

    SUM adds the points of the counted sections. WEIGHTED_SECTIONS adds each section's points, out of 100, times
    its share of the total (2018 edition). MEAN_OF_RATIOS divides the sum of the indicators' ratios to their
    leading values, in per cent, by the number of indicators that an applicant has (parks, 2016). ALL_CONFORM and
    ANY_HIT_EXCLUDES know no points: every gate must conform, or no head may be hit.
    """

    SUM = "sum"
    WEIGHTED_SECTIONS = "weighted_sections"
    MEAN_OF_RATIOS = "mean_of_ratios"
    ALL_CONFORM = "all_conform"
    ANY_HIT_EXCLUDES = "any_hit_excludes"


class Scale(Enum):
    """How a measured value earns points: between baseline and leading value, or as its ratio to the leading value."""

    LINEAR = "linear"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Official document, edition and clause of a value, how it was read, and what to mind about it."""

    state: ProvenanceState
    source: str
    remark: str = ""

    @property
    def to_verify(self) -> bool:
        """Whether the wording or number was not read in the official paper itself."""
        return self.state is not ProvenanceState.READ_OFFICIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Other baseline and leading values for a part of the units, for example by energy consumption."""

    label: str
    baseline: Decimal | None
    leading: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One indicator; `max_points` None is unknown and never enters a total."""

    code: str
    title: str
    requirement: str
    kind: ItemKind
    quantitative: bool
    max_points: Decimal | None
    unit: str
    direction: Direction | None
    baseline: Decimal | None
    leading: Decimal | None
    baseline_words: str
    leading_words: str
    tiers: tuple[Tier, ...]
    formula: str
    scoring: str
    evidence_expected: tuple[str, ...]
    alternative_group: str
    provenance: Provenance
    scale: Scale = Scale.LINEAR

    @property
    def is_gate(self) -> bool:
        """Whether the item is answered by a verdict and excludes when it fails."""
        return self.kind is ItemKind.VETO


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One first-level indicator; `counted` False keeps its points out of the total (bonus points).

    `weight` is the full mark of its items, `share` its per cent of a weighted total. `picks` says of which
    groups of alternatives more than one counts, and how many.
    """

    code: str
    title: str
    scored: bool
    counted: bool
    weight: Decimal | None
    items: tuple[Item, ...]
    share: Decimal | None = None
    picks: tuple[tuple[str, int], ...] = ()

    def pick(self, group: tuple[Item, ...]) -> int:
        """Return how many items of a group of alternatives count."""
        return dict(self.picks).get(group[0].alternative_group, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregation:
    """The edition's own way to a result; `base` is the full mark, None where there is none.

    `parts` is the number of indicators that a mean is taken over.
    """

    method: AggregationMethod
    base: Decimal | None
    pass_mark: Decimal | None
    words: str
    not_applicable: str
    provenance: Provenance
    parts: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """The indicators of one category and edition; `digest` is the SHA-256 of the file it was read from."""

    id: str
    title: str
    edition: str
    issuer: str
    category: Category
    usable: Usable
    warning: str
    aggregation: Aggregation
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    digest: str

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the order of the official table."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def gates(self) -> tuple[Item, ...]:
        """The items that exclude when they fail."""
        return tuple(item for item in self.items if item.is_gate)

    @property
    def max_total(self) -> Decimal:
        """The most that the counted sections can give to the total, alternatives counted as often as they may."""
        return self.total_of({one.code: full_marks(one) for one in self.sections if one.counted})

    @property
    def weighs(self) -> bool:
        """Whether a point of a section is not simply a point of the total."""
        return any(self.factor(section) != 1 for section in self.sections)

    def factor(self, section: Section) -> Fraction:
        """Return what one point of a section counts in the total."""
        if section.share is not None:
            return Fraction(section.share) / 100
        return Fraction(1, self.aggregation.parts) if self.aggregation.parts else Fraction(1)

    def total_of(self, points: Mapping[str, Decimal]) -> Decimal:
        """Return the total of the points by section; one that is weighed is rounded once to two decimals."""
        if not self.weighs:
            return exact_sum(tuple(points.values()))
        total = sum(
            (Fraction(points[one.code]) * self.factor(one) for one in self.sections if one.code in points),
            Fraction(0),
        )
        return round_half_up(total, TOTAL_PLACES)

    def item(self, code: str) -> Item:
        """Return the item of this code, or refuse."""
        for item in self.items:
            if item.code == code:
                return item
        raise ItemUnknown(item=code, checklist=self.id)

    def section_of(self, code: str) -> Section:
        """Return the section that holds the item of this code, or refuse."""
        for section in self.sections:
            if any(item.code == code for item in section.items):
                return section
        raise ItemUnknown(item=code, checklist=self.id)


class ChecklistForReferenceOnly(Refusal):
    """The table was not seen well enough to score with it; it is shown, never scored."""

    code = "GD-416"


class ItemUnknown(Refusal):
    """The checklist has no item of this code."""

    code = "GD-421"


def scored_items(section: Section) -> tuple[Item, ...]:
    """Return the items of a section that can give points: scored, no gate, full mark known."""
    if not section.scored:
        return ()
    return tuple(item for item in section.items if not item.is_gate and item.max_points is not None)


def alternatives(section: Section) -> Iterator[tuple[Item, ...]]:
    """Yield the items that can give points, those of one alternative group together."""
    groups: dict[str, list[Item]] = {}
    for item in scored_items(section):
        groups.setdefault(item.alternative_group or f"\0{item.code}", []).append(item)
    for items in groups.values():
        yield tuple(items)


def full_mark(item: Item) -> Decimal:
    """Return the most points of an item, none for one whose full mark is unknown."""
    return item.max_points or Decimal(0)


def full_marks(section: Section) -> Decimal:
    """Return the most points that a section can give; of a group of alternatives only as many count as it says."""
    marks: list[Decimal] = []
    for group in alternatives(section):
        marks += sorted((full_mark(item) for item in group), reverse=True)[: section.pick(group)]
    return exact_sum(tuple(marks))


def require_scorable(checklist: Checklist) -> None:
    """Refuse to score with a checklist that is for reference only."""
    if checklist.usable is Usable.REFERENCE_ONLY:
        raise ChecklistForReferenceOnly(checklist=checklist.title)
