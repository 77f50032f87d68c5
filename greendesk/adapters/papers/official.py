"""What an official paper consists of, whatever the kind of file: title, addressee, blocks, attachments, unit, date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from greendesk.adapters.papers.overrides import (
    OVERRIDES_HEADER,
    OVERRIDES_SHARES,
    OVERRIDES_TITLE,
    override_rows,
)
from greendesk.domain.papers import OverrideNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; each line of it is a paragraph, indented by two characters unless told."""

    words: str
    indented: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The heading of a part; it never stands alone at the foot of a page."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledTable:
    """A table whose header stands on every page; `shares` divide the width, `caption` stands above."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    centred: tuple[int, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPage:
    """What follows begins on a new page, after the place of the seal."""


Block = Paragraph | Heading | RuledTable | NewPage


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialPaper:
    """One paper, ready to be set in any kind of file.

    `blocks` stand before the unit's name and date, `annexes` after them on pages of their own; what was
    passed all the same is said between the blocks and `closing`.
    """

    title: str
    round_title: str
    sample: bool
    number: str = ""
    to: str = ""
    blocks: tuple[Block, ...]
    overrides: tuple[OverrideNote, ...] = ()
    closing: tuple[Block, ...] = ()
    attachments: tuple[str, ...] = ()
    office: str
    issued: date
    annexes: tuple[Block, ...] = ()
    landscape: bool = False
    record_id: str
    conclusion: dict[str, object]


def override_blocks(overrides: Sequence[OverrideNote]) -> tuple[Block, ...]:
    """Say plainly which guards were passed all the same, none when none was."""
    if not overrides:
        return ()
    table = RuledTable(
        header=OVERRIDES_HEADER, rows=override_rows(overrides), shares=OVERRIDES_SHARES, centred=(0, 6)
    )
    return Heading(words=OVERRIDES_TITLE), table


def attachment_lines(attachments: Sequence[str]) -> tuple[str, ...]:
    """Write the list of attachments (GB/T 9704-2012, 7.3.4): one without, several with numbers."""
    if len(attachments) < 2:
        return tuple(f"附件：{one}" for one in attachments)
    return tuple(
        f"{'附件：' if number == 1 else '　　　'}{number}.{one}" for number, one in enumerate(attachments, 1)
    )
