"""Official papers as documents that officials can edit, the twin of the PDF (GB/T 9704-2012)."""

from collections.abc import Sequence

from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt

from greendesk.adapters.papers.official import (
    Block,
    Heading,
    NewPage,
    OfficialPaper,
    Paragraph,
    RuledTable,
    attachment_lines,
    column_widths,
    override_blocks,
    title_lines,
)
from greendesk.adapters.papers.word import (
    TITLE_FONT,
    TITLE_SIZE,
    WordEdges,
    add_paragraph,
    add_table,
    finish_document,
    new_document,
)
from greendesk.adapters.papers.words import chinese_date

_UPRIGHT_WIDTH, _ACROSS_WIDTH = Mm(156), Mm(257)
_LEAST_WIDTH = Mm(13)  # two characters on one line
_CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def write_official(paper: OfficialPaper) -> bytes:
    """Return the paper as docx; equal input gives equal bytes."""
    document = new_document(landscape=paper.landscape)
    width = _ACROSS_WIDTH if paper.landscape else _UPRIGHT_WIDTH
    title = title_lines(paper.title, int(width.pt / TITLE_SIZE))
    add_paragraph(document, title, font=TITLE_FONT, size=TITLE_SIZE, align=_CENTRE, leading=35)
    if paper.number:
        add_paragraph(document, paper.number, align=_CENTRE)
    add_paragraph(document, "")
    if paper.to:
        add_paragraph(document, f"{paper.to}：")
    _add_blocks(document, (*paper.blocks, *override_blocks(paper.overrides), *paper.closing), width)
    for number, line in enumerate(attachment_lines(paper.attachments)):
        add_paragraph(document, line, indent=2, before=0 if number else 14, keep=True)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    add_paragraph(document, "", keep=True)
    add_paragraph(document, paper.office, align=_RIGHT, right=4, keep=True)
    add_paragraph(document, chinese_date(paper.issued), align=_RIGHT, right=4)
    if paper.annexes:
        _add_blocks(document, (NewPage(), *paper.annexes), width)
    edges = WordEdges(
        title=paper.title,
        subject=paper.round_title,
        sample=paper.sample,
        office=paper.office,
        record_id=paper.record_id,
        made=paper.issued,
    )
    return finish_document(document, edges)


def _add_blocks(document: DocumentType, blocks: Sequence[Block], width: Length) -> None:
    new_page = False
    for block in blocks:
        standing = len(document.paragraphs)
        if isinstance(block, NewPage):
            new_page = True
        elif isinstance(block, Heading):
            add_paragraph(document, block.words, indent=2, before=6, keep=True)
        elif isinstance(block, Paragraph):
            for line in block.lines:
                last = line is block.lines[-1]
                add_paragraph(document, line, indent=2 if block.indented else 0, keep=block.kept and not last)
        else:
            _add_ruled(document, block, width)
        if new_page and len(document.paragraphs) > standing:
            document.paragraphs[standing].paragraph_format.page_break_before = True
            new_page = False


def _add_ruled(document: DocumentType, block: RuledTable, width: Length) -> None:
    if block.caption:
        caption = add_paragraph(document, block.caption, align=_CENTRE, before=6, keep=True)
        caption.paragraph_format.space_after = Pt(4)
    widths = [round(one) for one in column_widths(block.shares, width, _LEAST_WIDTH)]
    add_table(document, block.header, block.rows, widths, block.centred)
