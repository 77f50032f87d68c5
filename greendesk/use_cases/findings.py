"""What an examination of a desk can find: each kind with a code that never changes, how grave it is, what cures it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

NAMED = 200  # findings of one kind that are named one by one; all are counted


class Severity(Enum):
    """How grave a finding is."""

    ERROR = "error"  # something may be lost or forged
    WARNING = "warning"  # something is missing that others can give, or somebody has to decide
    NOTICE = "notice"  # good to know


class Cure(Enum):
    """Who can put it right."""

    HERE = "here"  # the repair on this desk alone
    PEERS = "peers"  # the repair, and then a file from a participant
    ORGANISER = "organiser"  # the organiser decides
    SWEEP = "sweep"  # may be swept away
    LOOK = "look"  # a person looks at it


class What(Enum):
    """The kinds of findings; the codes are part of the command line's output and stay as they are."""

    PAGES = ("GD-220", Severity.ERROR, Cure.PEERS)
    LINK = ("GD-221", Severity.ERROR, Cure.PEERS)
    CERTIFICATE = ("GD-222", Severity.ERROR, Cure.PEERS)
    ENVELOPE = ("GD-223", Severity.ERROR, Cure.PEERS)
    CHAIN = ("GD-224", Severity.ERROR, Cure.PEERS)
    SIGNATURE = ("GD-225", Severity.ERROR, Cure.PEERS)
    UNSIGNED = ("GD-226", Severity.ERROR, Cure.PEERS)
    BODY = ("GD-227", Severity.ERROR, Cure.PEERS)
    DERIVED = ("GD-228", Severity.ERROR, Cure.HERE)
    FILE_DAMAGED = ("GD-229", Severity.ERROR, Cure.PEERS)
    FILE_MISSING = ("GD-230", Severity.WARNING, Cure.PEERS)
    FORK = ("GD-231", Severity.WARNING, Cure.ORGANISER)
    GAP = ("GD-232", Severity.WARNING, Cure.PEERS)
    AFTER_END = ("GD-233", Severity.NOTICE, Cure.LOOK)
    BODY_MISSING = ("GD-234", Severity.ERROR, Cure.PEERS)
    CLOCK = ("GD-235", Severity.NOTICE, Cure.LOOK)
    BACKUPS = ("GD-236", Severity.WARNING, Cure.LOOK)
    ORPHAN = ("GD-237", Severity.NOTICE, Cure.SWEEP)
    FILE_AWAITED = ("GD-238", Severity.NOTICE, Cure.PEERS)
    SET_ASIDE = ("GD-239", Severity.WARNING, Cure.PEERS)
    GUARD = ("GD-240", Severity.ERROR, Cure.HERE)
    CERTIFICATE_MISSING = ("GD-241", Severity.WARNING, Cure.PEERS)
    TAKEN_RULES = ("GD-242", Severity.WARNING, Cure.LOOK)
    ROOM = ("GD-270", Severity.WARNING, Cure.LOOK)
    BACKUP_LATE = ("GD-271", Severity.WARNING, Cure.LOOK)
    TRIAL_FAILED = ("GD-272", Severity.WARNING, Cure.LOOK)
    TRIAL_LATE = ("GD-273", Severity.NOTICE, Cure.LOOK)
    SECOND_LATE = ("GD-274", Severity.WARNING, Cure.LOOK)
    LOG = ("GD-275", Severity.NOTICE, Cure.LOOK)
    CLOCK_HERE = ("GD-276", Severity.WARNING, Cure.LOOK)

    def __init__(self, code: str, severity: Severity, cure: Cure) -> None:
        self.code = code
        self.severity = severity
        self.cure = cure


NAMING_LOST = (
    What.PAGES,
    What.ENVELOPE,
    What.BODY,
    What.BODY_MISSING,
    What.GAP,
    What.SET_ASIDE,
)  # files seem unnamed


OF_TODAY = (
    What.BACKUPS,
    What.ROOM,
    What.BACKUP_LATE,
    What.TRIAL_FAILED,
    What.TRIAL_LATE,
    What.SECOND_LATE,
    What.LOG,
    What.CLOCK_HERE,
)  # these say how a desk is kept on this computer, not what is in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it should be, and where: whose records, which numbers, which file."""

    what: What
    round: str = ""  # id
    title: str = ""  # of the round
    author: str = ""  # fingerprint
    who: str = ""  # the author's name
    first: int = 0  # the numbers of records, 0 when it is about none
    last: int = 0
    name: str = ""  # of a file or a table
    sha256: str = ""  # of a file
    line: str = ""  # the machine's own words, for support
    day: str = ""  # of the last backup, trial or copy, or what the clock shows; "" when there was none


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What an examination found, and how much it looked at."""

    findings: tuple[Finding, ...]  # the gravest first; at most `NAMED` of each kind
    counts: Mapping[What, int]  # all of them
    rounds: int
    records: int
    signatures: int
    withheld: int
    files: int
    derived: int  # rows of derived tables that were made again and compared

    @property
    def ailments(self) -> tuple[Finding, ...]:
        """What may be lost or forged."""
        return tuple(one for one in self.findings if one.what.severity is Severity.ERROR)

    @property
    def worst(self) -> Severity | None:
        """The gravest severity, nothing when there is no finding."""
        return self.findings[0].what.severity if self.findings else None

    @property
    def mendable(self) -> bool:
        """Whether the repair would do something."""
        return any(
            one.what.severity is Severity.ERROR or one.what is What.FILE_MISSING for one in self.findings
        )


@dataclass(slots=True)
class Book:
    """Findings as they are made: all are counted, the first of each kind are named."""

    named: dict[What, list[Finding]] = field(default_factory=dict)
    counts: Counter[What] = field(default_factory=Counter)

    def note(self, finding: Finding) -> None:
        """Note a finding."""
        self.counts[finding.what] += 1
        many = self.named.setdefault(finding.what, [])
        if len(many) < NAMED:
            many.append(finding)

    def ordered(self) -> tuple[Finding, ...]:
        """What is named, the gravest first and then by code."""
        graves = list(Severity)
        kinds = sorted(self.named, key=lambda what: (graves.index(what.severity), what.code))
        return tuple(one for what in kinds for one in self.named[what])
