"""The schema of a checklist file; `domain.checklist` says what each field means.

A number that is unknown is null, never 0; a leading value in words goes to `leading_words`.
"""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from greendesk.domain.checklist import (
    Aggregation,
    AggregationMethod,
    Category,
    Checklist,
    Direction,
    Item,
    ItemKind,
    Provenance,
    ProvenanceState,
    Scale,
    Section,
    Tier,
    Usable,
)
from greendesk.domain.data import Code, Words

Number = Annotated[Decimal, Field(max_digits=24, decimal_places=12)]


class _Values(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ProvenanceFile(_Values):
    """Official document, edition and clause, and how it was read."""

    state: ProvenanceState
    source: Words
    remark: str = ""

    def value(self) -> Provenance:
        """Return the domain value."""
        return Provenance(state=self.state, source=self.source, remark=self.remark)


class TierFile(_Values):
    """Baseline and leading value for a part of the units."""

    label: Words
    baseline: Number | None = None
    leading: Number | None = None


class ItemFile(_Values):
    """One indicator."""

    code: Code
    title: Words
    requirement: Words
    kind: ItemKind
    quantitative: bool = False
    max_points: Number | None = Field(gt=0)
    unit: str = ""
    direction: Direction | None = None
    baseline: Number | None = None
    leading: Number | None = None
    baseline_words: str = ""
    leading_words: str = ""
    tiers: tuple[TierFile, ...] = ()
    formula: str = ""
    scoring: str = ""
    evidence: tuple[Words, ...] = ()
    alternative_group: str = ""
    scale: Scale = Scale.LINEAR
    provenance: ProvenanceFile

    def value(self) -> Item:
        """Return the domain value."""
        return Item(
            code=self.code,
            title=self.title,
            requirement=self.requirement,
            kind=self.kind,
            quantitative=self.quantitative,
            max_points=self.max_points,
            unit=self.unit,
            direction=self.direction,
            baseline=self.baseline,
            leading=self.leading,
            baseline_words=self.baseline_words,
            leading_words=self.leading_words,
            tiers=tuple(
                Tier(label=tier.label, baseline=tier.baseline, leading=tier.leading) for tier in self.tiers
            ),
            formula=self.formula,
            scoring=self.scoring,
            evidence_expected=self.evidence,
            alternative_group=self.alternative_group,
            provenance=self.provenance.value(),
            scale=self.scale,
        )


class SectionFile(_Values):
    """One first-level indicator."""

    code: Code
    title: Words
    scored: bool
    counted: bool = True
    weight: Number | None = Field(default=None, gt=0)
    share: Number | None = Field(default=None, gt=0, le=100)
    picks: dict[Words, Annotated[int, Field(ge=1, le=99)]] = Field(default_factory=dict)
    items: tuple[ItemFile, ...] = Field(min_length=1)

    def value(self) -> Section:
        """Return the domain value."""
        return Section(
            code=self.code,
            title=self.title,
            scored=self.scored,
            counted=self.counted,
            weight=self.weight,
            share=self.share,
            picks=tuple(sorted(self.picks.items())),
            items=tuple(item.value() for item in self.items),
        )


class AggregationFile(_Values):
    """The edition's own way to a result."""

    method: AggregationMethod
    base: Number | None = Field(gt=0)
    pass_mark: Number | None
    parts: int | None = Field(default=None, ge=1, le=999)
    words: Words
    not_applicable: str = ""
    provenance: ProvenanceFile

    def value(self) -> Aggregation:
        """Return the domain value."""
        return Aggregation(
            method=self.method,
            base=self.base,
            pass_mark=self.pass_mark,
            words=self.words,
            not_applicable=self.not_applicable,
            parts=self.parts,
            provenance=self.provenance.value(),
        )


class ChecklistFile(_Values):
    """A whole checklist file."""

    format: int = Field(ge=1, le=1)
    id: Code
    title: Words
    edition: Words
    issuer: Words
    category: Category
    usable: Usable
    warning: str = ""
    aggregation: AggregationFile
    sections: tuple[SectionFile, ...]
    notes: tuple[Words, ...] = ()

    @field_validator("sections")
    @classmethod
    def _some_unless_for_reference(
        cls, sections: tuple[SectionFile, ...], info: ValidationInfo
    ) -> tuple[SectionFile, ...]:
        if not sections and info.data.get("usable") is not Usable.REFERENCE_ONLY:
            raise ValueError("sections")
        return sections

    def value(self, digest: str) -> Checklist:
        """Return the domain value of the file with this SHA-256."""
        return Checklist(
            id=self.id,
            title=self.title,
            edition=self.edition,
            issuer=self.issuer,
            category=self.category,
            usable=self.usable,
            warning=self.warning,
            aggregation=self.aggregation.value(),
            sections=tuple(section.value() for section in self.sections),
            notes=self.notes,
            digest=digest,
        )
