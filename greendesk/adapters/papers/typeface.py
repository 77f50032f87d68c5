"""The one typeface of all PDFs, embedded, so that a page looks the same on every machine."""

import functools
import unicodedata
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from greendesk.errors import Fault

FONT_FILE = "WenQuanYiMicroHei.ttf"
FONT_NAME = "GreenDeskHei"
MISSING_GLYPH = "〓"
_LINE_BREAKS = "\n"
_CONTROLS = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


class FontMissing(Fault):
    """The typeface that belongs to the program is not where it was installed, or is damaged."""

    code = "GD-503"


def font_path(fonts: Path) -> Path:
    """Return the font file in the folder of fonts, or refuse to print without it."""
    path = fonts / FONT_FILE
    if not path.is_file():
        raise FontMissing(path=str(path))
    return path


@functools.lru_cache(maxsize=8)
def load_typeface(fonts: Path) -> frozenset[int]:
    """Make the typeface known to the page makers and return the characters that it can draw."""
    path = font_path(fonts)
    try:
        font = TTFont(FONT_NAME, str(path))
    except TTFError as damage:
        raise FontMissing(path=str(path)) from damage
    pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(FONT_NAME, FONT_NAME, FONT_NAME, FONT_NAME, FONT_NAME)
    return frozenset(font.face.charToGlyph)


def drawable(text: str, glyphs: frozenset[int]) -> str:
    """Replace characters without a glyph by 〓, the printer's mark for a missing character; drop controls."""
    return "".join(
        char if ord(char) in glyphs or char in _LINE_BREAKS else MISSING_GLYPH
        for char in text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        if unicodedata.category(char) not in _CONTROLS or char in _LINE_BREAKS
    )
