"""补正通知 as a document that officials can edit, in the layout of official letters (GB/T 9704-2012)."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from greendesk.adapters.papers.correction_notice import ITEM_HEADER, TITLE, demand, opening
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
from greendesk.domain.papers import CorrectionNotice

_WIDTHS = (Mm(13), Mm(46), Mm(60), Mm(37))


def write_notice(notice: CorrectionNotice) -> bytes:
    """Return the notice as docx; equal input gives equal bytes."""
    document = new_document()
    middle, right = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    add_paragraph(document, TITLE, font=TITLE_FONT, size=TITLE_SIZE, align=middle, leading=35)
    if notice.document_number:
        add_paragraph(document, notice.document_number, align=middle)
    add_paragraph(document, "")
    add_paragraph(document, f"{notice.case.unit_name}：")
    add_paragraph(document, opening(notice), indent=2).paragraph_format.space_after = Pt(6)
    rows = [
        (str(number), item.title, item.problem, item.source) for number, item in enumerate(notice.items, 1)
    ]
    add_table(document, ITEM_HEADER, rows, _WIDTHS, (0,))
    add_paragraph(document, demand(notice), indent=2, before=6)
    add_paragraph(document, f"联系方式：{notice.contact}", indent=2, keep=True)
    add_paragraph(document, "", keep=True)
    add_paragraph(document, notice.office, align=right, right=4, keep=True)
    add_paragraph(document, chinese_date(notice.issued), align=right, right=4)
    edges = WordEdges(
        title=f"{TITLE} {notice.case.unit_name}",
        subject=notice.case.round_title,
        sample=notice.case.sample,
        office=notice.office,
        record_id=notice.record_id,
        made=notice.issued,
    )
    return finish_document(document, edges)
