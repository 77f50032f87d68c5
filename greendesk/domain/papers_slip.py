"""交接单: what goes from hand to hand with an exchange file, so that both can compare it with the file."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from greendesk.domain.papers import Person, check_record_id, paper_json


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipFile:
    """One file that is handed over."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverSlip:
    """What is in an exchange file, for whom, from whom, and how to know the file again."""

    kind: ClassVar[str] = "cover-slip"

    round_title: str
    sample: bool
    sender: Person
    sender_words: str
    recipients: tuple[Person, ...]
    made: datetime
    encrypted: bool
    complete: bool  # everything again, not only what the recipients lack
    file: SlipFile
    parts: tuple[SlipFile, ...] = ()
    kinds: tuple[tuple[str, int], ...]  # records with their text, by kind, most first
    withheld: tuple[tuple[str, int], ...] = ()  # why, how many records go without text
    attachments: int
    attachments_size: int

    def __post_init__(self) -> None:
        check_record_id(self.file.sha256)

    def to_json(self) -> dict[str, object]:
        """Return the slip for machines."""
        return paper_json(self, self.kind)


def grouped(digest: str) -> str:
    """A digest in groups of four, as it is compared by eye on paper and on screen."""
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))
