"""Frozen lines between the panel's conclusion and the published list."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from greendesk.queries import AttachmentLine
from greendesk.queries_road import OverrideLine, PriorityLine


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaLine:
    """How many of a category a region may recommend and how many are chosen; region "*" is every region."""

    category: str
    region: str
    limit: int | None
    source: str
    chosen: int
    recorded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """One application in the order of recommendation; priorities stand beside the score and never change it."""

    application: str
    unit: str
    region: str
    category: str
    place: int  # 1-based in the recorded order, or by score while none is recorded
    by_score: int | None  # 1-based place that the score alone gives
    score: Decimal | None
    recommendation: str
    recommends: bool  # the conclusion's word recommends
    chosen: bool
    stage: str
    stage_title: str
    ended: str
    priorities: tuple[PriorityLine, ...]
    overrides: tuple[OverrideLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A formal cover letter."""

    id: str
    title: str
    to: str
    number: str
    date: str
    applications: tuple[str, ...]
    files: tuple[AttachmentLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionLine:
    """An objection and, when it is closed, what was found."""

    id: str
    publicity: str
    application: str
    unit: str
    person: str
    contact: str
    real_name: bool
    date: str
    text: str
    file: AttachmentLine | None
    handled: bool
    upheld: bool
    findings: str
    files: tuple[AttachmentLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityLine:
    """A public display, its days and what came of it."""

    id: str
    title: str
    number: str
    start: date
    last: date
    count: int
    unit: str
    provisional: bool
    over: bool
    days_left: int
    applications: tuple[str, ...]
    objections: tuple[ObjectionLine, ...]
    files: tuple[AttachmentLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedLine:
    """A published list."""

    id: str
    title: str
    number: str
    date: str
    applications: tuple[str, ...]
    files: tuple[AttachmentLine, ...]
