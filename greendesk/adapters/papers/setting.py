"""Sets Chinese text in lines by the usual rules: no closing mark begins a line, no opening mark ends one.

Latin words and numbers stay whole while they fit, and running text is spread to the full measure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color, black
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from greendesk.adapters.papers.typeface import FONT_NAME

LEFT, CENTRE, RIGHT, SPREAD = "left", "centre", "right", "spread"
_NEVER_FIRST = frozenset("，。、；：？！）】》」』〕”’％℃,.;:?!)]}%·…—")
_NEVER_LAST = frozenset("（【《「『〔“‘([{")
_TOKEN = re.compile(r"[0-9A-Za-z_+\-./\\#&=°]+|\s|.", re.DOTALL)
_MOST_SPREAD = 2.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The measures of one kind of text, in points."""

    size: float
    leading: float
    align: str = LEFT
    color: Color = black
    before: float = 0
    after: float = 0
    indent: float = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One set line; `last` ends a paragraph, `first` begins one."""

    words: str
    first: bool
    last: bool


class Text(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Words set in lines; the page maker may break it between any two of them."""

    def __init__(self, words: str, style: Style, lines: Sequence[Line] | None = None) -> None:
        super().__init__()
        self.words = words
        self.style = style
        self._lines = tuple(lines) if lines is not None else None
        self.width = 0.0
        self.height = 0.0

    def lines(self, width: float) -> tuple[Line, ...]:
        """Return the lines for this measure."""
        return self._lines if self._lines is not None else set_lines(self.words, self.style, width)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Tell the page maker how much room the text needs."""
        self.width = width
        self.height = self.style.leading * len(self.lines(width))
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Cut the text where the page ends."""
        fitting = int(height / self.style.leading)
        lines = self.lines(width)
        if fitting < 1 or fitting >= len(lines):
            return [] if fitting < 1 else [self]
        return [Text("", self.style, lines[:fitting]), Text("", self.style, lines[fitting:])]

    def pieces(self, width: float, most: int) -> list["Text"]:
        """Cut the text into pieces of at most so many lines, for table rows that follow each other."""
        lines = self.lines(width)
        return [Text("", self.style, lines[at : at + most]) for at in range(0, len(lines), most)]

    def getSpaceBefore(self) -> float:  # noqa: N802 - reportlab's name
        """Return the room above."""
        return self.style.before

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab's name
        """Return the room below."""
        return self.style.after

    def draw(self) -> None:
        """Write the lines on the page."""
        style = self.style
        canvas = self.canv
        canvas.saveState()
        canvas.setFillColor(style.color)
        y = self.height - (style.leading + style.size * 0.72) / 2
        for line in self.lines(self.width):
            indent = style.indent if line.first else 0
            room = self.width - indent - text_width(line.words, style.size)
            text = canvas.beginText(indent + _shift(style.align, room), y)
            text.setFont(FONT_NAME, style.size)
            gaps = len(line.words) - 1
            if style.align == SPREAD and not line.last and 0 < room < style.size * _MOST_SPREAD and gaps:
                text.setCharSpace(room / gaps)
            text.textOut(line.words)
            canvas.drawText(text)
            y -= style.leading
        canvas.restoreState()


def text_width(words: str, size: float) -> float:
    """Return how wide words are in this size."""
    return float(stringWidth(words, FONT_NAME, size))


def set_lines(words: str, style: Style, width: float) -> tuple[Line, ...]:
    """Break words into lines; each line end in them begins a paragraph."""
    lines: list[Line] = []
    for paragraph in words.split("\n"):
        broken = _break(paragraph, style, width)
        lines += [Line(line, at == 0, at == len(broken) - 1) for at, line in enumerate(broken)]
    return tuple(lines)


def _break(paragraph: str, style: Style, width: float) -> list[str]:
    lines: list[str] = []
    current: list[str] = []
    room = width - style.indent
    used = 0.0
    for token in _tokens(paragraph, style.size, width):
        advance = text_width(token, style.size)
        if used + advance > room + 0.01 and current and not token.isspace():
            kept, carried = _carry(current, token)
            lines.append("".join(kept).rstrip())
            current = carried
            used = text_width("".join(current), style.size)
            room = width
        if current or not lines or not token.isspace():
            current.append(token)
            used += advance
    return [*lines, "".join(current).rstrip()]


def _carry(line: list[str], coming: str) -> tuple[list[str], list[str]]:
    """Decide what moves to the next line so that neither edge breaks the rules."""
    at = len(line)
    first = coming
    while at > 1 and (first[0] in _NEVER_FIRST or line[at - 1][-1] in _NEVER_LAST):
        at -= 1
        first = line[at]
    if at == 1 and len(line) > 1 and first[0] in _NEVER_FIRST:
        at = len(line)
    return line[:at], line[at:]


def _tokens(paragraph: str, size: float, width: float) -> list[str]:
    """Cut into words and characters; a Latin word wider than the measure is cut to characters."""
    tokens: list[str] = []
    for token in _TOKEN.findall(paragraph):
        whole = len(token) == 1 or text_width(token, size) <= width
        tokens += [token] if whole else list(token)
    return tokens


def _shift(align: str, room: float) -> float:
    if align == CENTRE:
        return room / 2
    return room if align == RIGHT else 0.0
