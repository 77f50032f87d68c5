"""The common frame of every PDF: page, head, foot with QR code, tables, signature places, attachment."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
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
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate

from greendesk.adapters.papers.press import INK, MUTED, PLAIN_MARGINS, RULE, Margins, Press
from greendesk.adapters.papers.qr import qr_modules
from greendesk.adapters.papers.setting import text_width
from greendesk.adapters.papers.signing_places import SignArea
from greendesk.adapters.papers.typeface import FONT_NAME
from greendesk.adapters.papers.words import SAMPLE_LINE, short_record

CONCLUSION_NAME = "conclusion.json"
PRODUCER = "GreenDesk"
SAMPLE_INK = HexColor("#A04A00")
QR_SIZE = 17 * mm
_FRAME_PADDING = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands on every page of one document, and what its properties say."""

    title: str
    subject: str
    head: str
    sample: bool
    author: str
    record_id: str
    record_label: str = "记录编号"
    record_note: str = "二维码为本文件对应记录的校验值，可与电子记录核对"
    made: datetime | date
    conclusion: dict[str, object]
    margins: Margins = PLAIN_MARGINS
    page: tuple[float, float] = A4


def print_document(frame: Frame, press: Press, story: list[Flowable], area: SignArea) -> bytes:
    """Lay the story out, number the pages, and finish the file; equal input gives equal bytes."""
    buffer = io.BytesIO()
    margins = frame.margins
    template = SimpleDocTemplate(
        buffer,
        pagesize=frame.page,
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
    left, right = margins.left, frame.page[0] - margins.right
    canvas.saveState()
    canvas.setLineWidth(0.4)
    canvas.setStrokeColor(RULE)
    head_line = frame.page[1] - min(margins.top, 22 * mm) + 5 * mm
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
    record = f"{frame.record_label} {short_record(frame.record_id)}"
    canvas.drawString(left + QR_SIZE + 2 * mm, foot + 9.5 * mm, record)
    canvas.setFont(FONT_NAME, 7)
    canvas.drawString(left + QR_SIZE + 2 * mm, foot + 5.5 * mm, frame.record_note)
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


def _fitted(text: str, room: float, size: float) -> str:
    """Shorten a head line in its middle when the page is not wide enough for it."""
    if text_width(text, size) <= room:
        return text
    half = len(text) // 2
    while half > 1 and text_width(f"{text[:half]}…{text[-half:]}", size) > room:
        half -= 1
    return f"{text[:half]}…{text[-half:]}"
