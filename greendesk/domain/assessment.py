"""An assessment: what one expert found on each item, what it adds up to, and what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from greendesk.domain.checklist import (
    Checklist,
    Direction,
    Item,
    Scale,
    Section,
    alternatives,
    full_mark,
    full_marks,
)
from greendesk.domain.decimals import exact_sum, plain, read_decimal, round_half_up
from greendesk.errors import Refusal

POINT_PLACES = 2


class Verdict(Enum):
    """The answer to a gate; for a negative list CONFORMS means that there is no such situation."""

    CONFORMS = "conforms"
    FAILS = "fails"
    PENDING = "pending"


class OpenWhy(Enum):
    """Why an item is not ready for submission."""

    VERDICT_MISSING = "verdict_missing"
    VERDICT_PENDING = "verdict_pending"
    NOT_SCORED = "not_scored"
    POINTS_OUT_OF_RANGE = "points_out_of_range"
    POINTS_TOO_FINE = "points_too_fine"
    REASON_MISSING = "reason_missing"
    ALTERNATIVE_NONE = "alternative_none"
    ALTERNATIVE_SEVERAL = "alternative_several"


class SheetUnreadable(Refusal):
    """A stored sheet does not have the shape of a sheet; `field` says where."""

    code = "GD-420"


class FindingTwice(Refusal):
    """One sheet answers the same item twice."""

    code = "GD-422"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A place in a file of the package: 1-based page and a rectangle in fractions of the page."""

    file: str
    file_name: str
    page: int
    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal

    def to_json(self) -> dict[str, object]:
        """Return the pin as plain JSON values, numbers with a point as text."""
        return {
            "file": self.file,
            "file_name": self.file_name,
            "page": self.page,
            "x": plain(self.x),
            "y": plain(self.y),
            "width": plain(self.width),
            "height": plain(self.height),
        }

    @classmethod
    def from_json(cls, value: object) -> "Pin":
        """Read what `to_json` wrote, or refuse and name the field."""
        fields = _mapping(value, "pin")
        page = fields.get("page")
        if not isinstance(page, int) or isinstance(page, bool) or page < 1:
            raise SheetUnreadable(field="pin.page")
        return cls(
            file=_text(fields, "file"),
            file_name=_text(fields, "file_name"),
            page=page,
            x=_fraction(fields, "x"),
            y=_fraction(fields, "y"),
            width=_fraction(fields, "width"),
            height=_fraction(fields, "height"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one expert found on one item; `declared` and `verified` are the values as written."""

    item: str
    applicable: bool = True
    verdict: Verdict | None = None
    declared: str = ""
    verified: str = ""
    points: Decimal | None = None
    reason: str = ""
    comment: str = ""
    pins: tuple[Pin, ...] = ()

    @property
    def amended(self) -> bool:
        """Whether the verified value differs from the declared one; 76 and 76.0 are the same number."""
        verified, declared = self.verified.strip(), self.declared.strip()
        if not verified or verified == declared:
            return False
        number = read_decimal(verified)
        return number is None or number != read_decimal(declared)

    def to_json(self) -> dict[str, object]:
        """Return the finding as plain JSON values, points as text."""
        return {
            "item": self.item,
            "applicable": self.applicable,
            "verdict": self.verdict.value if self.verdict else None,
            "declared": self.declared,
            "verified": self.verified,
            "points": None if self.points is None else plain(self.points),
            "reason": self.reason,
            "comment": self.comment,
            "pins": [pin.to_json() for pin in self.pins],
        }

    @classmethod
    def from_json(cls, value: object) -> "Finding":
        """Read what `to_json` wrote, or refuse and name the field."""
        fields = _mapping(value, "finding")
        applicable = fields.get("applicable", True)
        if not isinstance(applicable, bool):
            raise SheetUnreadable(field="applicable")
        points = fields.get("points")
        return cls(
            item=_text(fields, "item"),
            applicable=applicable,
            verdict=_verdict(fields.get("verdict")),
            declared=_text(fields, "declared"),
            verified=_text(fields, "verified"),
            points=None if points is None else _decimal(points, "points"),
            reason=_text(fields, "reason"),
            comment=_text(fields, "comment"),
            pins=tuple(Pin.from_json(pin) for pin in _list(fields.get("pins", []), "pins")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All findings of one expert with the checklist they answer, pinned by the digest of its file."""

    checklist: str
    checklist_digest: str
    findings: tuple[Finding, ...]

    def finding(self, item: str) -> Finding:
        """Return the finding on an item, an empty one if there is none yet."""
        return next((one for one in self.findings if one.item == item), Finding(item=item))

    def to_json(self) -> dict[str, object]:
        """Return the sheet as plain JSON values."""
        return {
            "checklist": self.checklist,
            "checklist_digest": self.checklist_digest,
            "findings": [finding.to_json() for finding in self.findings],
        }

    @classmethod
    def from_json(cls, value: object) -> "Sheet":
        """Read what `to_json` wrote, or refuse and name the field."""
        fields = _mapping(value, "sheet")
        return cls(
            checklist=_text(fields, "checklist"),
            checklist_digest=_text(fields, "checklist_digest"),
            findings=findings_from_json(fields.get("findings")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionTally:
    """The points of one section; two scored alternatives of one group count as open, not twice."""

    section: Section
    points: Decimal
    max_points: Decimal
    max_of_scored: Decimal
    scored_items: int
    open_items: int
    not_applicable_points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class GateTally:
    """The answers to the gates; `pending` holds the unanswered ones too."""

    passed: int
    failed: int
    pending: int
    total: int

    @property
    def holds(self) -> bool | None:
        """Whether the gates are passed; None while that is open."""
        if self.failed:
            return False
        return True if self.passed == self.total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a sheet adds up to.

    `total` is the plain sum of the valid points of counted sections. The effect of 不适用 on the total is
    documented nowhere, so nothing is redistributed: `not_applicable_points` tells what stands behind it.
    """

    total: Decimal
    scored_items: int
    open_items: int
    max_of_scored: Decimal
    max_total: Decimal
    not_applicable_points: Decimal
    outside_total: Decimal
    sections: tuple[SectionTally, ...]
    gates: GateTally
    unknown_items: int = 0  # of counted sections, whose full mark is not known and that no total includes


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalStep:
    """How much one section gives to the total: its points times its factor, or outside of it (`factor` None)."""

    section: Section
    points: Decimal
    max_points: Decimal
    factor: Fraction | None
    gives: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """One thing that is missing before a sheet may be submitted."""

    item: Item
    why: OpenWhy


def suggest_points(item: Item, value: Decimal, tier: int | None = None) -> Decimal | None:
    """Return the points that a measured value earns, or None where the checklist's numbers do not say.

    Linear between baseline (0) and leading (full), clipped, in both directions; equal values are
    a threshold. Source: GB/T 36132-2025 §5.2 (the formula is derived from its words). An item on the ratio
    scale earns value/leading, or leading/value where less is better, at most its full mark.
    """
    values = item if tier is None else item.tiers[tier]
    baseline, leading = values.baseline, values.leading
    if item.scale is Scale.RATIO:
        return _ratio_points(item, value, leading)
    if item.max_points is None or item.direction is None or baseline is None or leading is None:
        return None
    sign = 1 if item.direction is Direction.HIGHER_BETTER else -1
    way = sign * (Fraction(leading) - Fraction(baseline))
    done = sign * (Fraction(value) - Fraction(baseline))
    if way < 0:
        return None
    share = Fraction(int(done >= 0)) if way == 0 else min(max(done / way, Fraction(0)), Fraction(1))
    return round_half_up(share * Fraction(item.max_points), POINT_PLACES)


def _ratio_points(item: Item, value: Decimal, leading: Decimal | None) -> Decimal | None:
    """The ratio to the leading value; whether it may exceed 1 was not seen, so that it is clipped."""
    if item.max_points is None or item.direction is None or not leading or value < 0:
        return None
    if item.direction is Direction.HIGHER_BETTER:
        share = Fraction(value) / Fraction(leading)
    else:
        share = Fraction(leading) / Fraction(value) if value else Fraction(1)
    return round_half_up(min(share, Fraction(1)) * Fraction(item.max_points), POINT_PLACES)


def change_note(declared: str, verified: str, reason: str) -> str:
    """Return the review note in the form that the 2025 platform asks for."""
    return f"由{declared.strip() or '（空）'}修改为{verified.strip()}，理由是：{reason.strip()}"


def valid_points(item: Item, finding: Finding | None) -> Decimal | None:
    """Return the points of a finding if they count: given, applicable, within 0 and a known full mark."""
    if finding is None or not finding.applicable or finding.points is None or item.max_points is None:
        return None
    return finding.points if 0 <= finding.points <= item.max_points else None


def tally(checklist: Checklist, findings: Sequence[Finding]) -> Tally:
    """Add up a sheet: total of counted sections, what is open, what is not applicable, and the gates."""
    by_item = index_findings(checklist, findings)
    sections = tuple(_tally_section(section, by_item) for section in checklist.sections if section.scored)
    counted = [one for one in sections if one.section.counted]
    return Tally(
        total=checklist.total_of({one.section.code: one.points for one in counted}),
        scored_items=sum(one.scored_items for one in counted),
        open_items=sum(one.open_items for one in counted),
        max_of_scored=checklist.total_of({one.section.code: one.max_of_scored for one in counted}),
        max_total=checklist.max_total,
        not_applicable_points=checklist.total_of(
            {one.section.code: one.not_applicable_points for one in counted}
        ),
        outside_total=exact_sum(tuple(one.points for one in sections if not one.section.counted)),
        sections=sections,
        gates=_tally_gates(checklist, by_item),
        unknown_items=sum(
            not item.is_gate and item.max_points is None for one in counted for item in one.section.items
        ),
    )


def explain_total(checklist: Checklist, findings: Sequence[Finding]) -> tuple[TotalStep, ...]:
    """Return the working of the total, section by section; what each gives is rounded to two decimals for show."""
    return tuple(
        TotalStep(
            section=one.section,
            points=one.points,
            max_points=one.max_points,
            factor=(factor := checklist.factor(one.section)) if one.section.counted else None,
            gives=round_half_up(Fraction(one.points) * factor, POINT_PLACES)
            if one.section.counted
            else Decimal(0),
        )
        for one in tally(checklist, findings).sections
    )


def open_points(checklist: Checklist, findings: Sequence[Finding]) -> tuple[OpenPoint, ...]:
    """Return what is missing before submission, in the order of the checklist."""
    by_item = index_findings(checklist, findings)
    found: list[OpenPoint] = []
    for section in checklist.sections:
        groups = {item.code: group for group in alternatives(section) if len(group) > 1 for item in group}
        for item in section.items:
            finding = by_item.get(item.code)
            if item.is_gate:
                found.extend(_open_gate(item, finding))
            elif section.scored and item.max_points is not None:
                several = groups.get(item.code, ())
                group = _open_alternative(item, several, by_item, section.pick(several) if several else 1)
                found.extend(group or _open_points(item, finding, required=section.counted))
            if finding is not None and finding.amended and not finding.reason.strip():
                found.append(OpenPoint(item=item, why=OpenWhy.REASON_MISSING))
    return tuple(found)


def index_findings(checklist: Checklist, findings: Sequence[Finding]) -> dict[str, Finding]:
    """Return findings by item code; refuse a second one on an item and one on an unknown item."""
    by_item: dict[str, Finding] = {}
    for finding in findings:
        checklist.item(finding.item)
        if finding.item in by_item:
            raise FindingTwice(item=finding.item)
        by_item[finding.item] = finding
    return by_item


def findings_to_json(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """Return findings as plain JSON values."""
    return [finding.to_json() for finding in findings]


def findings_from_json(value: object) -> tuple[Finding, ...]:
    """Read what `findings_to_json` wrote; refuse a wrong shape or two findings on one item."""
    findings = tuple(Finding.from_json(one) for one in _list(value, "findings"))
    seen: set[str] = set()
    for finding in findings:
        if finding.item in seen:
            raise FindingTwice(item=finding.item)
        seen.add(finding.item)
    return findings


def _tally_section(section: Section, by_item: Mapping[str, Finding]) -> SectionTally:
    points: list[Decimal] = []
    reachable: list[Decimal] = []
    not_applicable: list[Decimal] = []
    open_items = 0
    for group in alternatives(section):
        given = [(item, valid_points(item, by_item.get(item.code))) for item in group]
        scored = [(full_mark(item), value) for item, value in given if value is not None]
        if len(scored) == section.pick(group):
            reachable.extend(full for full, _ in scored)
            points.extend(value for _, value in scored)
        elif all(item.code in by_item and not by_item[item.code].applicable for item in group):
            marks = sorted((full_mark(item) for item in group), reverse=True)
            not_applicable.extend(marks[: section.pick(group)])
        else:
            open_items += 1
    return SectionTally(
        section=section,
        points=exact_sum(tuple(points)),
        max_points=full_marks(section),
        max_of_scored=exact_sum(tuple(reachable)),
        scored_items=len(points),
        open_items=open_items,
        not_applicable_points=exact_sum(tuple(not_applicable)),
    )


def _tally_gates(checklist: Checklist, by_item: Mapping[str, Finding]) -> GateTally:
    verdicts = [by_item[item.code].verdict if item.code in by_item else None for item in checklist.gates]
    passed = verdicts.count(Verdict.CONFORMS)
    failed = verdicts.count(Verdict.FAILS)
    return GateTally(
        passed=passed, failed=failed, pending=len(verdicts) - passed - failed, total=len(verdicts)
    )


def _open_gate(item: Item, finding: Finding | None) -> tuple[OpenPoint, ...]:
    if finding is None or finding.verdict is None:
        return (OpenPoint(item=item, why=OpenWhy.VERDICT_MISSING),)
    if finding.verdict is Verdict.PENDING:
        return (OpenPoint(item=item, why=OpenWhy.VERDICT_PENDING),)
    return ()


def _open_alternative(
    item: Item, group: tuple[Item, ...], by_item: Mapping[str, Finding], pick: int
) -> tuple[OpenPoint, ...]:
    """Exactly so many of a group are to be applicable; an item that nobody touched is applicable."""
    if not group:
        return ()
    in_force = [one for one in group if one.code not in by_item or by_item[one.code].applicable]
    if len(in_force) < pick:
        first = item is group[0]
        return (OpenPoint(item=item, why=OpenWhy.ALTERNATIVE_NONE),) if first else ()
    if len(in_force) == pick or item not in in_force:
        return ()
    scored = [one for one in in_force if one.code in by_item and by_item[one.code].points is not None]
    if len(scored) == pick and item in scored:
        return ()
    return (OpenPoint(item=item, why=OpenWhy.ALTERNATIVE_SEVERAL),)


def _open_points(item: Item, finding: Finding | None, *, required: bool) -> tuple[OpenPoint, ...]:
    if finding is not None and not finding.applicable:
        return ()
    if finding is None or finding.points is None:
        return (OpenPoint(item=item, why=OpenWhy.NOT_SCORED),) if required else ()
    if valid_points(item, finding) is None:
        return (OpenPoint(item=item, why=OpenWhy.POINTS_OUT_OF_RANGE),)
    if finding.points != round_half_up(Fraction(finding.points), POINT_PLACES):
        return (OpenPoint(item=item, why=OpenWhy.POINTS_TOO_FINE),)
    return ()


def _mapping(value: object, field: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise SheetUnreadable(field=field)
    return value


def _list(value: object, field: str) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise SheetUnreadable(field=field)
    return value


def _text(fields: Mapping[str, object], field: str) -> str:
    value = fields.get(field, "")
    if not isinstance(value, str):
        raise SheetUnreadable(field=field)
    return value


def _decimal(value: object, field: str) -> Decimal:
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    number = read_decimal(value) if isinstance(value, str) else None
    if number is None:
        raise SheetUnreadable(field=field)
    return number


def _fraction(fields: Mapping[str, object], field: str) -> Decimal:
    number = _decimal(fields.get(field), f"pin.{field}")
    if not 0 <= number <= 1:
        raise SheetUnreadable(field=f"pin.{field}")
    return number


def _verdict(value: object) -> Verdict | None:
    if value is None:
        return None
    for verdict in Verdict:
        if verdict.value == value:
            return verdict
    raise SheetUnreadable(field="verdict")
