"""What an official paper consists of, whatever the kind of file: title, addressee, blocks, attachments, unit, date."""

import math
import re
import unicodedata
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

_TOKEN = re.compile(r"[0-9A-Za-z]+|.", re.DOTALL)
_MARK_WORTH = 3.5  # characters that a line may be shorter or longer for ending at a mark
_NEVER_FIRST, _NEVER_LAST = frozenset("，。、；：？！）】》”’,.)"), frozenset("（【《“‘(")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; each line of it is a paragraph, indented by two characters unless told.

    The lines of a `kept` one stand on one page.
    """

    words: str
    indented: bool = True
    kept: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The paragraphs that have words."""
        return tuple(line for line in self.words.split("\n") if line.strip())


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


def column_widths(shares: Sequence[float], width: float, least: float) -> tuple[float, ...]:
    """Divide a width by shares, no column narrower than `least` while there is room for that."""
    if least * len(shares) >= width:
        return tuple(width / len(shares) for _ in shares)
    narrow: set[int] = set()
    while True:
        room = width - least * len(narrow)
        whole = sum(share for at, share in enumerate(shares) if at not in narrow)
        widths = tuple(least if at in narrow else share * room / whole for at, share in enumerate(shares))
        found = {at for at, one in enumerate(widths) if one < least}
        if not found:
            return widths
        narrow |= found


def title_lines(title: str, most: int) -> str:
    """Break a title into lines of about the same length, rather at a mark than within words.

    No line is wider than `most` Chinese characters while the words allow it.
    """
    tokens = _TOKEN.findall(title)
    count = math.ceil(_width(title) / most)
    lines: list[str] = []
    for left in range(count, 1, -1):
        share = _width("".join(tokens)) / left
        cuts = [at for at in range(1, len(tokens)) if _may_break(tokens[at - 1], tokens[at])]
        if not cuts:
            break
        cut = min(cuts, key=lambda at: _badness(tokens, at, share, most))
        lines.append("".join(tokens[:cut]))
        tokens = tokens[cut:]
    return "\n".join([*lines, "".join(tokens)])


def _may_break(before: str, after: str) -> bool:
    return after not in _NEVER_FIRST and before not in _NEVER_LAST


def _badness(tokens: Sequence[str], cut: int, share: float, most: int) -> float:
    """Count how far a line ends from its share; a mark makes good for some, and no line may be too wide."""
    width = _width("".join(tokens[:cut]))
    rest = _width("".join(tokens[cut:]))
    too_wide = max(0.0, width - most) + max(0.0, rest - round(rest / share) * most)
    at_a_mark = tokens[cut - 1] in _NEVER_FIRST or tokens[cut] in _NEVER_LAST
    return abs(width - share) + 100 * too_wide - (_MARK_WORTH if at_a_mark else 0)


def _width(words: str) -> float:
    return sum(1 if unicodedata.east_asian_width(char) in "WFA" else 0.55 for char in words)
