"""What a department wrote into the form for its reply (回函表): one row for each applicant, faults by cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow:
    """The reply on one applicant; no position is a row that was left blank."""

    application: str
    position: str = ""  # "", agree, conditional, object
    text: str = ""
    heads: Mapping[str, str] = field(default_factory=dict)  # head of the negative list -> has, none


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """What is wrong in one cell; `given` is what stands there."""

    cell: str
    fault: str
    given: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyForm:
    """A form as it came back; nothing of it may be used while there are faults."""

    round_id: str
    record_id: str  # of the request that it answers
    department: str
    number: str = ""
    date: str = ""  # ISO 8601
    signer: str = ""
    rows: tuple[ReplyRow, ...] = ()
    faults: tuple[CellFault, ...] = ()
