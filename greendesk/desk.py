"""The open desk: every verb and every question, by area. Screens and the command line work on this."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from greendesk.domain.form import Form
from greendesk.ports import Blobs, Person
from greendesk.use_cases.applications import Applications
from greendesk.use_cases.backups import DeskBackups
from greendesk.use_cases.checklists import Checklists
from greendesk.use_cases.consultation import Consultation
from greendesk.use_cases.doctor import Doctor
from greendesk.use_cases.eligibility import Eligibility
from greendesk.use_cases.exchange import Exchange
from greendesk.use_cases.membership import Members
from greendesk.use_cases.opinions import Opinions
from greendesk.use_cases.panel import Panel
from greendesk.use_cases.publication import Publication
from greendesk.use_cases.quantities import Quantities
from greendesk.use_cases.quarantine import Quarantine
from greendesk.use_cases.recovery import Recovery
from greendesk.use_cases.replies import Replies
from greendesk.use_cases.reviews import Reviews
from greendesk.use_cases.road import Road
from greendesk.use_cases.rounds import Rounds


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChoice:
    """A policy that a round can be opened with, and the exact texts that go into it."""

    id: str
    title: str
    region: str
    year: int
    level: str
    sample: bool
    text: str
    checklists: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An unlocked desk."""

    folder: Path
    person: Person
    rounds: Rounds
    members: Members
    applications: Applications
    opinions: Opinions
    consultation: Consultation
    replies: Replies
    reviews: Reviews
    panel: Panel
    eligibility: Eligibility
    road: Road
    publication: Publication
    quantities: Quantities
    checklists: Checklists
    exchange: Exchange
    quarantine: Quarantine
    blobs: Blobs
    forms: Callable[[], tuple[Form, ...]]  # shipped with the program
    policies: Callable[[], tuple[PolicyChoice, ...]]  # shipped with the program
    read_policy: Callable[[Path], PolicyChoice]  # from a file that a person chose
    open_copy: Callable[[str, str], Path]  # sha256, name -> a read-only copy that another program may open
    save_copy: Callable[[str, Path], None]  # sha256, target: a copy that the person keeps
    check: Callable[[], tuple[str, ...]]  # findings of the integrity checks, none when all is well
    doctor: Doctor
    backups: DeskBackups
    recovery: Recovery
    save_database_copy: Callable[[Path], None]  # a whole copy under the same key
    chain: Callable[[str], tuple[bytes, ...]]  # round -> this desk's certificate and the root's, DER
    pack: Callable[[str, Mapping[str, str], Path, str], int]  # source, unit, target, round: a signed package
    close: Callable[[], None]
