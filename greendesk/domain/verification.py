"""What a check of a file says, in codes: which kind it is, who signed it, what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is wrong: the code of the failure, the part of the file, and the details for its words."""

    code: str
    where: str = ""
    details: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """One signature: whose, by which root, when by his own word, on which part, and whether it holds."""

    name: str
    organisation: str
    fingerprint: str
    root: str
    at: datetime | None
    whole: bool
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The result for one file; `facts` are pairs of a code and a value in the order to show them."""

    kind: str  # pdf, docx, xlsx, package, exchange, round, request, policy, checklist, unknown
    whole: bool
    signatures: tuple[Signed, ...] = ()
    findings: tuple[Finding, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
