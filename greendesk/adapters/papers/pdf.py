"""The common frame of every PDF: page, head, foot with QR code, tables, signature places, attachment."""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from greendesk.adapters.papers.qr import qr_modules
from greendesk.adapters.papers.setting import CENTRE, LEFT, RIGHT, SPREAD, Style, Text, text_width
from greendesk.adapters.papers.typeface import FONT_NAME, drawable, load_typeface
from greendesk.adapters.papers.words import SAMPLE_LINE, short_record
from greendesk.domain.papers import Person

CONCLUSION_NAME = "conclusion.json"
PRODUCER = "GreenDesk"
INK = black
MUTED = HexColor("#5A6560")
RULE = HexColor("#8A948F")
BAND = HexColor("#EEF2F0")
SAMPLE_INK = HexColor("#A04A00")
QR_SIZE = 17 * mm
FOOT_HEIGHT = 24 * mm
RULE_WIDTH = 0.4
CELL_PADDING = 4
ROW_LINES = 12
_SIGN_ROW_HEIGHT = 27 * mm
_SIGN_GAP = 3 * mm
_SIGN_MOST = 70 * mm
_HEADING_ROOM = 42 * mm
_FRAME_PADDING = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """White edges of the page, in points."""

    top: float = 22 * mm
    bottom: float = 30 * mm
    left: float = 18 * mm
    right: float = 18 * mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands on every page of one document, and what its properties say."""

    title: str
    subject: str
    head: str
    sample: bool
    author: str
    record_id: str
    made: datetime | date
    conclusion: dict[str, object]
    margins: Margins = Margins()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignPlace:
    """One place to sign: the field's name, who it is for, and the lines printed beside it."""

    field: str
    label: str
    lines: tuple[str, ...]


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

    def signatures(self, words: str, area: "SignArea") -> list[Flowable]:
        """Set the places to sign under their heading, which is never apart from the first of them."""
        return [KeepTogether([*self.heading(words)[1:], area.rows[0]]), *area.rows[1:]]

    def beside(self, lines: Sequence[str], width: float, *, letter: bool) -> Text:
        """Set the lines beside a place to sign, smaller when they are very many."""
        words = "\n".join(line for line in lines if line)
        size = 16.0 if letter else 9.5
        while True:
            align = RIGHT if letter else LEFT
            text = self.text(words, self.style(size, leading=size * (1.75 if letter else 1.37), align=align))
            text.wrap(width, 0)
            if text.height <= _SIGN_MOST or size <= 4:
                return text
            size -= 0.5

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
        words = [press.beside(place.lines, cell - box_width - _SIGN_GAP, letter=letter) for place in places]
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


def signer_place(field: str, role: str, person: Person) -> SignPlace:
    """Return the place of a person: role, name, title, organisation."""
    return SignPlace(
        field=field,
        label=f"{role} {person.name}",
        lines=(f"{role}　{person.name}", person.title, person.organisation),
    )


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


def print_document(frame: Frame, press: Press, story: list[Flowable], area: SignArea) -> bytes:
    """Lay the story out, number the pages, and finish the file; equal input gives equal bytes."""
    buffer = io.BytesIO()
    margins = frame.margins
    template = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        topMargin=margins.top - _FRAME_PADDING,
        bottomMargin=margins.bottom - _FRAME_PADDING,
        leftMargin=margins.left - _FRAME_PADDING,
        rightMargin=margins.right - _FRAME_PADDING,
        title=press.plain(frame.title),
        author=press.plain(frame.author),
        subject=press.plain(frame.subject),
        creator=PRODUCER,
        producer=PRODUCER,
        lang="zh-CN",
        initialFontName=FONT_NAME,
        invariant=1,
    )
    template.build(story, canvasmaker=_canvas_maker(frame, press))
    return _finish(buffer.getvalue(), frame, area)


def _canvas_maker(frame: Frame, press: Press) -> Callable[..., Canvas]:
    class NumberedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
        """Holds the pages back until their number is known."""

        def __init__(self, *args: object, **options: object) -> None:
            options["initialFontName"] = FONT_NAME
            super().__init__(*args, **options)
            self._held: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - reportlab's name
            """Keep the page for later."""
            self._held.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            """Write all pages with head and foot."""
            for page in self._held:
                self.__dict__.update(page)
                _draw_frame(self, frame, press, len(self._held))
                super().showPage()
            super().save()

    return NumberedCanvas


def _draw_frame(canvas: Canvas, frame: Frame, press: Press, pages: int) -> None:
    margins = frame.margins
    left, right = margins.left, A4[0] - margins.right
    canvas.saveState()
    canvas.setLineWidth(0.4)
    canvas.setStrokeColor(RULE)
    head_line = A4[1] - min(margins.top, 22 * mm) + 5 * mm
    canvas.line(left, head_line, right, head_line)
    canvas.setFont(FONT_NAME, 8.5)
    canvas.setFillColor(MUTED)
    head = press.plain(frame.head)
    if frame.sample:
        canvas.drawRightString(right, head_line + 2 * mm, _fitted(head, (right - left) * 0.5, 8.5))
        canvas.setFillColor(SAMPLE_INK)
        canvas.drawString(left, head_line + 2 * mm, SAMPLE_LINE)
    else:
        canvas.drawString(left, head_line + 2 * mm, _fitted(head, right - left, 8.5))
    foot = 8 * mm
    canvas.line(left, foot + QR_SIZE + 1.5 * mm, right, foot + QR_SIZE + 1.5 * mm)
    _draw_qr(canvas, frame.record_id, left - 1 * mm, foot)
    canvas.setFillColor(MUTED)
    canvas.setFont(FONT_NAME, 8)
    canvas.drawString(left + QR_SIZE + 2 * mm, foot + 9.5 * mm, f"记录编号 {short_record(frame.record_id)}")
    canvas.setFont(FONT_NAME, 7)
    canvas.drawString(
        left + QR_SIZE + 2 * mm, foot + 5.5 * mm, "二维码为本文件对应记录的校验值，可与电子记录核对"
    )
    canvas.setFont(FONT_NAME, 9)
    canvas.setFillColor(INK)
    canvas.drawRightString(right, foot + 8 * mm, f"第 {canvas.getPageNumber()} 页  共 {pages} 页")
    canvas.restoreState()


def _draw_qr(canvas: Canvas, record_id: str, x: float, y: float) -> None:
    """Draw the record id as a QR code, dark runs as one rectangle each, with a quiet edge of two modules."""
    code = qr_modules(record_id)
    count = len(code)
    module = QR_SIZE / (count + 4)
    canvas.setFillColor(INK)
    path = canvas.beginPath()
    for row in range(count):
        dark = code[row]
        bottom = y + QR_SIZE - (row + 3) * module
        start = 0
        while start < count:
            end = start
            while end < count and dark[end]:
                end += 1
            if end > start:
                path.rect(x + (start + 2) * module, bottom, (end - start) * module, module)
            start = max(end, start + 1)
    canvas.drawPath(path, stroke=0, fill=1)


def _finish(data: bytes, frame: Frame, area: SignArea) -> bytes:
    """Attach the machine form, add the empty signature fields and the properties of the document."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.pdf_header = "%PDF-1.7"
    _attach(writer, frame)
    _add_fields(writer, area)
    writer.root_object[NameObject("/Lang")] = TextStringObject("zh-CN")
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(value=True)}
    )
    stamp = f"D:{frame.made:%Y%m%d%H%M%S}{_zone(frame.made)}"
    writer.add_metadata({"/Producer": PRODUCER, "/CreationDate": stamp, "/ModDate": stamp})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def conclusion_bytes(conclusion: dict[str, object]) -> bytes:
    """Return the one byte form of a machine-readable conclusion."""
    return json.dumps(conclusion, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _attach(writer: PdfWriter, frame: Frame) -> None:
    embedded = writer.add_attachment(CONCLUSION_NAME, conclusion_bytes(frame.conclusion))
    embedded.subtype = NameObject("/application/json")
    embedded.associated_file_relationship = NameObject("/Data")
    embedded.alternative_name = TextStringObject(CONCLUSION_NAME)
    embedded.description = TextStringObject(frame.title)
    writer.root_object[NameObject("/AF")] = ArrayObject([embedded.pdf_object.indirect_reference])


def _add_fields(writer: PdfWriter, area: SignArea) -> None:
    fields = ArrayObject()
    for place in area.places:
        page_number, box = area.boxes[place.field]
        page = writer.pages[page_number - 1]
        widget = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Sig"),
                NameObject("/T"): TextStringObject(place.field),
                NameObject("/TU"): TextStringObject(place.label),
                NameObject("/F"): NumberObject(4),
                NameObject("/Rect"): ArrayObject([FloatObject(round(value, 2)) for value in box]),
                NameObject("/P"): page.indirect_reference,
            }
        )
        reference = writer._add_object(widget)  # noqa: SLF001 - pypdf's documented way to add an object
        page.setdefault(NameObject("/Annots"), ArrayObject()).append(reference)
        fields.append(reference)
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(  # noqa: SLF001 - as above
        DictionaryObject({NameObject("/Fields"): fields, NameObject("/SigFlags"): NumberObject(1)})
    )


def _zone(moment: datetime | date) -> str:
    offset = f"{moment:%z}" if isinstance(moment, datetime) else ""
    return f"{offset[:3]}'{offset[3:5]}'" if offset else "Z"


def _align(column: int, centred: Sequence[int], right: Sequence[int]) -> str:
    if column in centred:
        return CENTRE
    return RIGHT if column in right else LEFT


def _fitted(text: str, room: float, size: float) -> str:
    """Shorten a head line in its middle when the page is not wide enough for it."""
    if text_width(text, size) <= room:
        return text
    half = len(text) // 2
    while half > 1 and text_width(f"{text[:half]}…{text[-half:]}", size) > room:
        half -= 1
    return f"{text[:half]}…{text[-half:]}"
