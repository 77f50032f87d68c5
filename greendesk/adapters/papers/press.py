"""Sets words, facts and tables on paper in the program's typeface."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table

from greendesk.adapters.papers.setting import CENTRE, LEFT, RIGHT, SPREAD, Style, Text, text_width
from greendesk.adapters.papers.typeface import FONT_NAME, drawable, load_typeface

INK = black
MUTED = HexColor("#5A6560")
RULE = HexColor("#8A948F")
BAND = HexColor("#EEF2F0")
RULE_WIDTH = 0.4
CELL_PADDING = 4
ROW_LINES = 12
_HEADING_ROOM = 42 * mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """White edges of the page, in points."""

    top: float = 22 * mm
    bottom: float = 30 * mm
    left: float = 18 * mm
    right: float = 18 * mm


PLAIN_MARGINS = Margins()


class Press:
    """Sets words in the program's typeface; one per document."""

    def __init__(self, fonts: Path) -> None:
        self._glyphs = load_typeface(fonts)

    def style(
        self,
        size: float,
        *,
        leading: float | None = None,
        align: str = LEFT,
        color: Color = INK,
        before: float = 0,
        after: float = 0,
        indent: float = 0,
    ) -> Style:
        """Return the measures of a kind of text; lines are 1.45 of the size apart unless told."""
        return Style(
            size=size,
            leading=leading or size * 1.45,
            align=align,
            color=color,
            before=before,
            after=after,
            indent=indent,
        )

    def text(self, words: str, style: Style) -> Text:
        """Set plain words; nothing in them is taken for markup."""
        return Text(self.plain(words), style)

    def plain(self, words: str) -> str:
        """Return the words with characters that cannot be drawn marked."""
        return drawable(words, self._glyphs)

    def title(self, words: str) -> Text:
        """Set the title of the document."""
        return self.text(words, self.style(18, leading=26, align=CENTRE, after=4 * mm))

    def heading(self, words: str) -> list[Flowable]:
        """Set the heading of a part; it never stands alone at the foot of a page."""
        style = self.style(11.5, leading=17, before=4.5 * mm, after=1.8 * mm)
        return [CondPageBreak(_HEADING_ROOM), self.text(words, style)]

    def body(self, words: str) -> list[Flowable]:
        """Set running text, one paragraph per line of it."""
        style = self.style(10.5, leading=18, indent=21, align=SPREAD)
        lines = [self.text(line, style) for line in words.split("\n") if line.strip()]
        return [Spacer(1, 2 * mm), *lines]

    def small(self, words: str) -> Text:
        """Set a note in small muted type."""
        return self.text(words, self.style(8.5, leading=13, color=MUTED, before=1.5 * mm, align=SPREAD))

    def facts(self, pairs: Sequence[tuple[str, str]], width: float) -> Table:
        """Set label and value pairs, two to a line, as a ruled table; a long value takes the whole line."""
        label = self.style(9, leading=13.5, color=MUTED)
        value = self.style(9.5, leading=14)
        columns = (20 * mm, width / 2 - 20 * mm, 20 * mm, width / 2 - 20 * mm)
        room = columns[1] - 12
        rows: list[list[Any]] = []
        spans: list[tuple[Any, ...]] = []
        waiting: list[Any] = []
        for name, words in pairs:
            cells = [self.text(name, label), self.text(words, value)]
            wide = text_width(self.plain(words), 9.5) > room * 2
            if wide:
                if waiting:
                    rows.append([*waiting, "", ""])
                    spans.append(("SPAN", (1, len(rows) - 1), (3, len(rows) - 1)))
                    waiting = []
                rows.append([*cells, "", ""])
                spans.append(("SPAN", (1, len(rows) - 1), (3, len(rows) - 1)))
            elif waiting:
                rows.append([*waiting, *cells])
                waiting = []
            else:
                waiting = cells
        if waiting:
            rows.append([*waiting, "", ""])
            spans.append(("SPAN", (1, len(rows) - 1), (3, len(rows) - 1)))
        table = Table(rows, colWidths=columns)
        table.setStyle([*ruled(), ("INNERGRID", (0, 0), (-1, -1), RULE_WIDTH, RULE), *spans])
        table.setStyle([("BACKGROUND", (0, 0), (0, -1), BAND)])
        for row, cells in enumerate(rows):
            if cells[2] != "":
                table.setStyle([("BACKGROUND", (2, row), (2, row), BAND)])
        return table

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        centred: Sequence[int] = (),
        right: Sequence[int] = (),
        size: float = 9,
    ) -> Table:
        """Set a ruled table whose header stands on every page and whose long cells run on."""
        head = self.style(size, align=CENTRE)
        styles = [self.style(size, align=_align(column, centred, right)) for column in range(len(header))]
        cells: list[list[Any]] = [[self.text(word, head) for word in header]]
        rules = [*ruled(), *row_rules(0), ("BACKGROUND", (0, 0), (-1, 0), BAND)]
        for row in rows:
            rules += row_rules(len(cells))
            texts = [self.text(word, style) for word, style in zip(row, styles, strict=True)]
            cells += split_row(texts, widths)
        rules.append(("LINEAFTER", (0, 0), (-2, -1), RULE_WIDTH, RULE))
        table = Table(cells, colWidths=list(widths), repeatRows=1)
        table.setStyle(rules)
        return table


def content_width(margins: Margins) -> float:
    """Return the width between the white edges of an A4 page."""
    return float(A4[0] - margins.left - margins.right)


def ruled() -> list[tuple[Any, ...]]:
    """Return the frame and paddings that all tables share."""
    return [
        ("BOX", (0, 0), (-1, -1), RULE_WIDTH, RULE),
        ("FONTNAME", (0, 0), (-1, -1), FONT_NAME),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), CELL_PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), CELL_PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ]


def row_rules(row: int) -> list[tuple[Any, ...]]:
    """Return the line above a row."""
    return [("LINEABOVE", (0, row), (-1, row), RULE_WIDTH, RULE)]


def split_row(texts: Sequence[Text], widths: Sequence[float]) -> list[list[Any]]:
    """Cut a row whose cells might be higher than a page into rows that follow each other without a line."""
    columns = [
        text.pieces(width - 2 * CELL_PADDING, ROW_LINES) for text, width in zip(texts, widths, strict=True)
    ]
    height = max(len(column) for column in columns)
    return [[column[at] if at < len(column) else "" for column in columns] for at in range(height)]


def _align(column: int, centred: Sequence[int], right: Sequence[int]) -> str:
    if column in centred:
        return CENTRE
    return RIGHT if column in right else LEFT
