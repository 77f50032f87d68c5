"""Text in columns of a terminal: Chinese characters are two cells wide, and lines break between them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

GAP = 2  # cells before a term, and between a term and its explanation
_CLOSING = "，。；：、！？）】》”’…"  # no line begins with one of these
_OPENING = "（【《“‘"  # and none ends with one of these
_PIECES = re.compile(r"\s+|[^\s\u2e80-\uffef]+|.")
_DOUBLE = "WF"
_PERHAPS_DOUBLE = "WFA"  # some terminals of China draw quotation marks and the like two cells wide


def width(text: str, double: str = _DOUBLE) -> int:
    """How many cells of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in double else 1 for letter in text)


def padded(text: str, room: int) -> str:
    """A text with blanks after it, up to a width."""
    return text + " " * (room - width(text))


def wrapped(text: str, room: int) -> tuple[str, ...]:
    """A text in lines of at most so many cells; only a word that is longer than a line goes beyond."""
    lines = [""]
    for piece in _pieces(text.strip()):
        blank = not piece.strip()
        if lines[-1] and not blank and width(lines[-1] + piece, _PERHAPS_DOUBLE) > room:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        if lines[-1] or not blank:
            lines[-1] += " " if blank else piece
    return tuple(lines)


def explained(rows: Iterable[tuple[str, str]], room: int, widest: int) -> Iterator[str]:
    """Terms with their explanations beside them; beside a term wider than `widest` there is no room for one."""
    rows = [*rows]
    start = GAP + max((width(term) for term, _ in rows if width(term) <= widest), default=GAP) + GAP
    for term, explanation in rows:
        first, lines = " " * GAP + term, wrapped(explanation, room - start)
        if explanation and width(first) + GAP <= start:
            first, lines = padded(first, start) + lines[0], lines[1:]
        yield first
        if explanation:
            yield from (" " * start + line for line in lines)


def _pieces(text: str) -> Sequence[str]:
    """The pieces between which a line may break, blanks among them."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        if pieces and _clings(pieces[-1], piece):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _clings(before: str, piece: str) -> bool:
    if before.isspace() or piece.isspace():
        return False
    return piece[0] in _CLOSING or before[-1] in _OPENING
