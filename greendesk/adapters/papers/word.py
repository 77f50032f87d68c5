"""What docx papers are made of: page, type, paragraphs, tables, head and foot of official letters (GB/T 9704-2012)."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENTATION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from greendesk.adapters.papers.container import read_parts, write_parts
from greendesk.adapters.papers.qr import qr_png
from greendesk.adapters.papers.words import SAMPLE_LINE

LATIN = "Times New Roman"
BODY_FONT, TITLE_FONT, TABLE_FONT = "仿宋_GB2312", "方正小标宋简体", "宋体"
_OTHER_NAMES = {BODY_FONT: "仿宋,FangSong", TITLE_FONT: "宋体,SimSun"}
BODY_SIZE, TITLE_SIZE, _TABLE_SIZE = 16.0, 22.0, 12.0
_LEADING = 28.0
_UNUSED_PARTS = frozenset(("stylesWithEffects", "customXml", "thumbnail"))
_TABLE_STYLES = frozenset(("TableNormal", "TableGrid"))


@dataclass(frozen=True, slots=True, kw_only=True)
class WordEdges:
    """What head, foot and properties of a document say."""

    title: str
    subject: str
    sample: bool
    office: str
    record_id: str
    made: date


def new_document(*, landscape: bool = False) -> DocumentType:
    """Return an empty letter with page, body type and fonts set."""
    document = Document()
    set_page(document)
    if landscape:
        _turn(document)
    set_body(document)
    name_fonts(document)
    drop_unused(document)
    return document


def finish_document(document: DocumentType, edges: WordEdges) -> bytes:
    """Return the file with head, foot and properties, in its only byte form."""
    add_edges(document, edges)
    set_properties(document, edges)
    buffer = io.BytesIO()
    document.save(buffer)
    parts, _ = read_parts(buffer.getvalue())
    return write_parts({name: content or b"" for name, content in parts.items()})


def _turn(document: DocumentType) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENTATION.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(24), Mm(32)
    section.left_margin = section.right_margin = Mm(20)


def set_page(document: DocumentType) -> None:
    """Set A4 with 天头 37, 地脚 35, 订口 28, 切口 26 mm (GB/T 9704-2012, 5.2)."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(9)


def set_body(document: DocumentType) -> None:
    """Set the body to 三号 仿宋, lines 28 pt apart, spread to both edges (GB/T 9704-2012, 5.2)."""
    style = document.styles["Normal"]
    style.font.name = LATIN
    style.font.size = Pt(BODY_SIZE)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), BODY_FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    style.element.rPr.append(language)
    shape = style.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(_LEADING)
    shape.widow_control = True


def name_fonts(document: DocumentType) -> None:
    """Tell which font to take where an office machine lacks the usual one."""
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in _OTHER_NAMES.items()
    )
    table._blob = table.blob.replace(b"</w:fonts>", entries.encode() + b"</w:fonts>")  # noqa: SLF001 - no door


def drop_unused(document: DocumentType) -> None:
    """Leave out what the library's template brings along and the notice never uses."""
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _UNUSED_PARTS:
                del relations[key]
    styles = document.styles.element
    for style in list(styles.style_lst):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in _TABLE_STYLES:
            styles.remove(style)


def add_paragraph(
    document: DocumentType,
    words: str,
    *,
    font: str = BODY_FONT,
    size: float = BODY_SIZE,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
    leading: float = _LEADING,
    indent: int = 0,
    right: int = 0,
    before: float = 0,
    keep: bool = False,
) -> Paragraph:
    """Add one paragraph; `indent` and `right` count characters."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(clean(words))
    write(run, font, size)
    shape = paragraph.paragraph_format
    shape.alignment = align
    shape.line_spacing = Pt(leading)
    shape.space_before = Pt(before)
    shape.keep_with_next = keep
    if indent:
        shape.first_line_indent = Pt(size * indent)
        paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), str(indent * 100))  # noqa: SLF001 - no door
    if right:
        shape.right_indent = Pt(size * right)
    return paragraph


def write(run: Run, font: str, size: float) -> None:
    """Set the typeface of a run, for Latin and Chinese letters."""
    run.font.name = LATIN
    run.font.size = Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)  # noqa: SLF001 - no other door


def add_table(
    document: DocumentType,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    centred: Sequence[int] = (),
) -> None:
    """Add a table; its header stands on every page and no row is torn."""
    table = document.add_table(rows=1, cols=len(header), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for words, cell in zip(header, table.rows[0].cells, strict=True):
        fill(cell, words, centred=True)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no other door
    for row in rows:
        cells = table.add_row().cells
        for column, (words, cell) in enumerate(zip(row, cells, strict=True)):
            fill(cell, words, centred=column in centred)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no other door
        for width, cell in zip(widths, row.cells, strict=True):
            cell.width = width
    for width, column in zip(widths, table.columns, strict=True):
        column.width = width


def fill(cell: _Cell, words: str, *, centred: bool) -> None:
    """Write words into a cell."""
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.line_spacing = Pt(20)
    write(paragraph.add_run(clean(words)), TABLE_FONT, _TABLE_SIZE)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def add_edges(document: DocumentType, edges: WordEdges) -> None:
    """Write head and foot: the sample line, the QR code, the record and the page number between dashes."""
    section = document.sections[0]
    if edges.sample:
        run = section.header.paragraphs[0].add_run(SAMPLE_LINE)
        write(run, TABLE_FONT, 9)
        run.font.color.rgb = RGBColor(0xA0, 0x4A, 0x00)
    page = section.footer.paragraphs[0]
    page.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(page.add_run("— "), TABLE_FONT, 14)
    _add_page_number(page)
    write(page.add_run(" —"), TABLE_FONT, 14)
    record = section.footer.add_paragraph()
    record.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    record.add_run().add_picture(io.BytesIO(qr_png(edges.record_id)), width=Mm(15))
    write(record.add_run(f"  记录编号 {edges.record_id}"), TABLE_FONT, 7.5)


def _add_page_number(paragraph: Paragraph) -> None:
    for kind, words in (("begin", ""), ("", " PAGE "), ("end", "")):
        run = paragraph.add_run()
        write(run, TABLE_FONT, 14)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)  # noqa: SLF001 - python-docx knows no fields


def set_properties(document: DocumentType, edges: WordEdges) -> None:
    """Say in the file's properties what it is, whose, and to which record it belongs."""
    properties = document.core_properties
    made = datetime.combine(edges.made, time())
    properties.title = clean(edges.title)
    properties.author = clean(edges.office)
    properties.last_modified_by = clean(edges.office)
    properties.subject = clean(edges.subject)
    properties.identifier = edges.record_id
    properties.language = "zh-CN"
    properties.comments = ""
    properties.created = properties.modified = made


def clean(words: str) -> str:
    """Drop what XML cannot hold."""
    return "".join(char for char in words if char in "\n\t" or ord(char) >= 0x20)
