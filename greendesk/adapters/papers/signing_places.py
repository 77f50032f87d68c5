"""Where people sign on paper: boxes with the words beside them, and the fields that lie over the boxes."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Table

from greendesk.adapters.papers.press import RULE, Press
from greendesk.adapters.papers.setting import LEFT, RIGHT, Text
from greendesk.adapters.papers.typeface import FONT_NAME
from greendesk.domain.papers import Person

_SIGN_ROW_HEIGHT = 27 * mm
_SIGN_GAP = 3 * mm
_SIGN_MOST = 70 * mm


@dataclass(frozen=True, slots=True, kw_only=True)
class SignPlace:
    """One place to sign: the field's name, who it is for, and the lines printed beside it."""

    field: str
    label: str
    lines: tuple[str, ...]


class SignArea:
    """The places to sign, at the end of the document; it learns where on which page each came to stand."""

    def __init__(
        self, press: Press, places: Sequence[SignPlace], width: float, *, letter: bool = False
    ) -> None:
        self.places = tuple(places)
        self.boxes: dict[str, tuple[int, tuple[float, float, float, float]]] = {}
        columns = 1 if len(self.places) == 1 else 2
        box_width = 60 * mm if columns == 1 else 46 * mm
        cell = width / columns - _SIGN_GAP * (columns - 1)
        words = [_beside(press, place.lines, cell - box_width - _SIGN_GAP, letter=letter) for place in places]
        self.rows: list[Flowable] = [
            SignRow(self.boxes, self.places[at : at + columns], words[at : at + columns], cell, letter=letter)
            for at in range(0, len(self.places), columns)
        ]


class SignRow(Flowable):  # type: ignore[misc]  # reportlab has no types
    """One or two places to sign side by side, as high as the words beside them need."""

    def __init__(
        self,
        boxes: dict[str, tuple[int, tuple[float, float, float, float]]],
        places: Sequence[SignPlace],
        words: Sequence[Text],
        cell: float,
        *,
        letter: bool,
    ) -> None:
        super().__init__()
        self._boxes = boxes
        self._places = tuple(zip(places, words, strict=True))
        self._cell = cell
        self._letter = letter
        self.height = max(_SIGN_ROW_HEIGHT, *(text.height + _SIGN_GAP for text in words))

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Tell the page maker how much room the places need."""
        return width, self.height

    def draw(self) -> None:
        """Draw every place and remember the rectangle of its field."""
        for number, (place, words) in enumerate(self._places):
            self._draw_place(place, words, (self._cell + 2 * _SIGN_GAP) * number)

    def _draw_place(self, place: SignPlace, words: Text, x: float) -> None:
        """Draw a box beside its lines: the box at the right, in letters at the left like a seal."""
        box_width = self._cell - words.width - _SIGN_GAP
        box_height = _SIGN_ROW_HEIGHT - 4 * mm
        left = x if self._letter else x + self._cell - box_width
        bottom = self.height - box_height
        words.drawOn(self.canv, x + box_width + _SIGN_GAP if self._letter else x, self.height - words.height)
        self.canv.saveState()
        self.canv.setStrokeColor(RULE)
        self.canv.setLineWidth(0.5)
        self.canv.setDash(2, 2)
        self.canv.rect(left + 1.5, bottom + 1.5, box_width - 3, box_height - 3)
        self.canv.setFillColor(RULE)
        self.canv.setFont(FONT_NAME, 8)
        self.canv.drawCentredString(left + box_width / 2, bottom + box_height / 2 - 3, "签名")
        self.canv.restoreState()
        origin_x, origin_y = self.canv.absolutePosition(left, bottom)
        box = (origin_x, origin_y, origin_x + box_width, origin_y + box_height)
        self._boxes[place.field] = (self.canv.getPageNumber(), box)


class SealedTable(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A table with the places to sign below it; they never stand on a page without the last row."""

    def __init__(self, table: Table, gap: float, rows: Sequence[Flowable]) -> None:
        super().__init__()
        self._table = table
        self._gap = gap
        self._rows = tuple(rows)
        self._places_height = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Tell the page maker how much room table and places need together."""
        self._places_height = sum(row.wrap(width, height)[1] for row in self._rows)
        self.width, self.height = width, self._table.wrap(width, height)[1] + self._gap + self._places_height
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Cut the table where the page ends, or before its last row when only the places do not fit."""
        whole = self._table.wrap(width, height)[1]
        parts = self._table.split(width, min(height, whole - 1))
        if len(parts) < 2:
            return []
        return [parts[0], SealedTable(parts[1], self._gap, self._rows)]

    def draw(self) -> None:
        """Draw the table above its places."""
        self._table.drawOn(self.canv, 0, self._gap + self._places_height)
        bottom = self._places_height
        for row in self._rows:
            bottom -= row.height
            row.drawOn(self.canv, 0, bottom)


def signer_place(field: str, role: str, person: Person) -> SignPlace:
    """Return the place of a person: role, name, title, organisation."""
    return SignPlace(
        field=field,
        label=f"{role} {person.name}",
        lines=(f"{role}　{person.name}", person.title, person.organisation),
    )


def signatures(press: Press, words: str, area: SignArea) -> list[Flowable]:
    """Set the places to sign under their heading, which is never apart from the first of them."""
    return [KeepTogether([*press.heading(words)[1:], area.rows[0]]), *area.rows[1:]]


def _beside(press: Press, lines: Sequence[str], width: float, *, letter: bool) -> Text:
    """Set the lines beside a place to sign, smaller when they are very many."""
    words = "\n".join(line for line in lines if line)
    size = 16.0 if letter else 9.5
    while True:
        align = RIGHT if letter else LEFT
        text = press.text(words, press.style(size, leading=size * (1.75 if letter else 1.37), align=align))
        text.wrap(width, 0)
        if text.height <= _SIGN_MOST or size <= 4:
            return text
        size -= 0.5
