"""The visible stamp of a signature: a small page of its own, laid into the field."""

import io
from collections.abc import Sequence
from pathlib import Path

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from reportlab.lib.colors import HexColor, white
from reportlab.pdfgen.canvas import Canvas

from greendesk.adapters.papers.press import Press
from greendesk.adapters.papers.setting import text_width
from greendesk.adapters.papers.typeface import FONT_NAME

_EDGE = HexColor("#1F6B45")
_LABEL = "电子签名"
_NAME_SIZE = 13.0
_LINE_SIZE = 8.5
_LABEL_SIZE = 7.0
_PADDING = 7.0


class StampContent(PdfContent):
    """Lays the stamp's page into the appearance of the field."""

    def __init__(self, page: bytes, width: float, height: float) -> None:
        super().__init__(box=BoxConstraints(width=width, height=height))
        self._page = page

    def render(self) -> bytes:
        """Bring the page into the document and return the words that paint it."""
        form = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._page)))
        self.resources.xobject["/SignatureStamp"] = form
        return b"/SignatureStamp Do"


def draw_stamp(lines: Sequence[str], width: float, height: float, fonts: Path) -> bytes:
    """Return a one-page PDF of the field's size: the first line large, the others below, nothing clipped."""
    press = Press(fonts)
    words = [press.plain(line.replace("\n", " ")) for line in lines if line]
    sizes = [
        min(size, size * (width - 2 * _PADDING) / max(text_width(line, size), 1.0))
        for line, size in zip(words, [_NAME_SIZE, *[_LINE_SIZE] * len(words)], strict=False)
    ]
    room = height - 2 * _PADDING - _LABEL_SIZE
    scale = min(1.0, room / max(sum(size * 1.5 for size in sizes), 1.0))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1, initialFontName=FONT_NAME)
    canvas.setFillColor(white)
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    canvas.setStrokeColor(_EDGE)
    canvas.setLineWidth(1)
    canvas.roundRect(1, 1, width - 2, height - 2, 3)
    canvas.setFillColor(_EDGE)
    canvas.setFont(FONT_NAME, _LABEL_SIZE)
    canvas.drawRightString(width - _PADDING, height - _PADDING - _LABEL_SIZE * 0.6, _LABEL)
    y = height - _PADDING - _LABEL_SIZE + (scale - 1) * 2
    y -= max(0.0, (room - sum(size * scale * 1.5 for size in sizes)) / 2)
    for line, size in zip(words, sizes, strict=True):
        y -= size * scale * 1.5
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont(FONT_NAME, size * scale)
        canvas.drawString(_PADDING, y + size * scale * 0.4, line)
    canvas.save()
    return buffer.getvalue()
